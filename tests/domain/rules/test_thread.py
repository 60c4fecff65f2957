"""The golden thread: what hangs on an improvement area, and where it breaks off."""

from datetime import date

import pytest

from tests.plans import (
    action,
    answers,
    evidence,
    figure,
    finding,
    improves,
    line,
    measure,
    pays_for,
    plan,
    refs,
    seen_by,
    shown_by,
    source,
    update,
)
from tracker.domain.codes import Lifecycle
from tracker.domain.plan import FullPlan
from tracker.domain.records import Finding, Record
from tracker.domain.rules.targets import Reach
from tracker.domain.rules.thread import Break, break_words, breaks, evidenced_in, thread, worst_reach

MARCH = date(2026, 3, 1)


def made(*records: Record) -> FullPlan:
    return plan(source(), finding("f1"), action("a1"), answers("a1", "f1"), *records)


def broken(whole: FullPlan, finding_id: str = "f1") -> tuple[Break, ...]:
    area = whole.get(Finding, finding_id)
    return breaks(area, thread(whole, area), evidenced_in(whole))


def test_money_and_evidence_of_several_actions_are_counted_once() -> None:
    whole = made(
        *(action("a2"), answers("a2", "f1"), action("a3"), update("a3", MARCH, Lifecycle.WITHDRAWN)),
        answers("a3", "f1"),
        *(line("b1", 684_000_00), line("b2", 1_00), pays_for("b1", "a1"), pays_for("b1", "a2")),
        pays_for("b2", "a3"),
        *(evidence("e1", MARCH, accepted_on=MARCH), evidence("e2", MARCH)),
        *(shown_by("a1", "e1"), shown_by("a2", "e1"), shown_by("a2", "e2")),
    )
    found = thread(whole, whole.get(Finding, "f1"))
    assert refs(found.actions) == ["A1", "A2"]
    assert found.money is not None
    assert found.money.revised == 684_000_00
    assert found.evidence(evidenced_in(whole)) == (2, 1)


def test_without_a_live_action_nothing_else_is_missed() -> None:
    assert broken(made(update("a1", MARCH, Lifecycle.WITHDRAWN))) == (Break.NO_ACTION,)
    assert thread(made(), made().get(Finding, "f1")).money is None


@pytest.mark.parametrize("tie", [seen_by("a1"), improves("f1")])
def test_a_measure_of_the_area_or_of_an_action_mends_the_thread(tie: Record) -> None:
    assert broken(made()) == (Break.NO_MEASURE,)
    assert broken(made(measure(), tie)) == ()
    assert broken(made(measure(retired_on=MARCH, retired_reason="Not counted any more"), tie)) == (
        Break.NO_MEASURE,
    )


def test_evidence_is_missed_once_an_action_is_complete() -> None:
    complete = made(measure(), seen_by("a1"), update("a1", MARCH, Lifecycle.COMPLETE))
    assert broken(complete) == (Break.NO_EVIDENCE,)
    offered = made(
        *(measure(), seen_by("a1"), update("a1", MARCH, Lifecycle.COMPLETE)),
        *(evidence("e1", MARCH), shown_by("a1", "e1")),
    )
    assert broken(offered) == ()


def test_an_area_left_out_on_purpose_has_no_gaps() -> None:
    whole = plan(source(), finding("f1", left_out_on=MARCH, left_out_reason="Said twice"))
    assert broken(whole) == ()


def test_the_worst_measure_speaks_for_the_area() -> None:
    whole = made(
        measure("m1", target="90", target_on=date(2026, 1, 31)),
        measure("m2"),
        *(figure(date(2026, 1, 31), "80", "m1"), figure(date(2026, 1, 31), "80", "m2")),
        *(seen_by("a1", "m1"), seen_by("a1", "m2")),
    )
    measures = thread(whole, whole.get(Finding, "f1")).measures
    assert worst_reach(whole, measures) is Reach.MISSED
    assert worst_reach(whole, ()) is None


def test_each_break_has_words() -> None:
    assert [break_words(each) for each in Break] == ["No action yet", "No measure", "No evidence"]
