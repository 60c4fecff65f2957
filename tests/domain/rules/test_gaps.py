"""What is missing or has gone quiet."""

from datetime import date

import pytest

from tests.plans import (
    action,
    answers,
    finding,
    holding,
    measure,
    person,
    plan,
    post,
    refs,
    seen_by,
    source,
    update,
)
from tracker.domain.codes import Delivery, Lifecycle
from tracker.domain.records import Action, Finding
from tracker.domain.rules import gaps
from tracker.domain.rules.gaps import Gap, gap_words

MARCH = date(2026, 3, 1)


@pytest.mark.parametrize("state", [Lifecycle.WITHDRAWN, Lifecycle.REPLACED])
def test_a_finding_is_a_gap_until_a_live_action_answers_it(state: Lifecycle) -> None:
    made = plan(
        source(),
        *(finding(each) for each in ("f1", "f2", "f3", "f4")),
        finding("f5", left_out_on=MARCH, left_out_reason="Said twice"),
        action("a1"),
        action("a2", draft=True),
        action("a3"),
        update("a3", MARCH, state),
        answers("a1", "f1"),
        answers("a2", "f2"),
        answers("a3", "f3"),
    )
    assert [each.ref for each in gaps.findings_without_action(made)] == ["F2", "F3", "F4"]
    assert refs(gaps.actions_for(made, made.get(Finding, "f2"))) == ["A2"]


def test_an_action_lacks_what_it_has_not() -> None:
    made = plan(
        post("p1"),
        post("p2"),
        person("n1", "Ana Reyes"),
        holding("p2", "n1"),
        action("a1", draft=True),
        action("a2", "2026-12-31", owner_post_id="p1", criteria="Nine in ten"),
        action("a3", "2026-12-31", owner_post_id="p2", criteria="Nine in ten"),
        action("a4"),
        update("a4", MARCH, Lifecycle.CLOSED),
        *(update(each, MARCH) for each in ("a1", "a2", "a3")),
    )
    found = {each.ref: gaps.gaps_of(made, each, MARCH) for each in made.all(Action)}
    assert found == {
        "A1": (Gap.TO_BE_PLANNED, Gap.NO_OWNER, Gap.NO_DATE, Gap.NO_MEASURE),
        "A2": (Gap.NOBODY_IN_POST,),
        "A3": (),
        "A4": (),
    }


def test_success_is_seen_by_words_or_by_a_measure_in_use() -> None:
    open_ones = [action("a1"), action("a2", criteria="Nine in ten"), action("a3"), action("a4")]
    ties = [seen_by("a3"), seen_by("a4", "m2")]
    done = (action("a5"), update("a5", MARCH, Lifecycle.COMPLETE))
    made = plan(*open_ones, measure(), measure("m2", retired_on=MARCH), *ties, *done)
    lacking = [each for each in made.all(Action) if gaps.has_no_measure(made, each)]
    assert refs(lacking) == ["A1", "A4"]


def test_an_action_is_stale_after_the_days_of_the_settings() -> None:
    made = plan(action(in_plan_from=date(2026, 2, 1)), update("a1", MARCH), stale_after_days=30)
    one = made.get(Action, "a1")
    assert not gaps.is_stale(made, one, date(2026, 3, 31))
    assert gaps.is_stale(made, one, date(2026, 4, 1))
    fresh = action(in_plan_from=MARCH)
    assert not gaps.is_stale(made, fresh, date(2026, 3, 31))
    assert gaps.is_stale(made, fresh, date(2026, 4, 1))


def test_a_finished_action_is_never_stale() -> None:
    made = plan(action(), update("a1", MARCH, Lifecycle.COMPLETE))
    assert not gaps.is_stale(made, made.get(Action, "a1"), date(2026, 12, 1))


def test_evidence_is_awaited_too_long_after_the_days_of_the_settings() -> None:
    made = plan(action(), update("a1", MARCH, Lifecycle.COMPLETE), evidence_awaited_days=10)
    one = made.get(Action, "a1")
    assert not gaps.is_evidence_awaited(made, one, date(2026, 3, 11))
    assert gaps.is_evidence_awaited(made, one, date(2026, 3, 12))
    shut = plan(action(), update("a1", MARCH, Lifecycle.CLOSED))
    assert not gaps.is_evidence_awaited(shut, shut.get(Action, "a1"), date(2026, 12, 1))


def test_overdue_yet_on_track_comes_first() -> None:
    made = plan(action("a1", "2026-02-28"), update("a1", MARCH, delivery=Delivery.ON_TRACK))
    assert gaps.gaps_of(made, made.get(Action, "a1"), MARCH)[0] is Gap.OVERDUE_YET_ON_TRACK
    assert not gaps.is_overdue_yet_on_track(made.get(Action, "a1"), date(2026, 2, 28))


def test_every_gap_has_its_words() -> None:
    settings = plan(stale_after_days=40, evidence_awaited_days=20).settings
    words = {gap: gap_words(gap, settings) for gap in Gap}
    assert words[Gap.STALE] == "No update for 40 days"
    assert words[Gap.EVIDENCE_AWAITED] == "Evidence awaited over 20 days"
    assert len(set(words.values())) == len(Gap)
