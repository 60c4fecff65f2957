"""What a post answers for, and what somebody who leaves it leaves behind."""

from datetime import date

from tests.plans import action, away, holding, measure, part, person, plan, post, refs, update, workstream
from tracker.domain.codes import Lifecycle
from tracker.domain.records import Risk
from tracker.domain.rules.leaving import held, left_uncovered, terms_to_come, terms_to_end

MARCH, LAST = date(2026, 3, 1), date(2026, 6, 30)


def risk(number: int, closed_on: date | None = None) -> Risk:
    return Risk(
        id=f"r{number}",
        ref=f"R{number}",
        title="Posts stay empty",
        owner_post_id="p1",
        closed_on=closed_on,
        in_plan_from=MARCH,
    )


def test_a_post_answers_for_what_is_open_and_not_for_what_is_finished() -> None:
    made = plan(
        post("p1"),
        post("p2"),
        action("a1", owner_post_id="p1"),
        action("a2", owner_post_id="p1"),
        update("a2", MARCH, Lifecycle.COMPLETE),
        action("a3", owner_post_id="p2"),
        part("k1", "a3", post_id="p1"),
        part("k2", "a3", post_id="p1", done_on=MARCH),
        part("k3", "a2", post_id="p1"),
        risk(1),
        risk(2, MARCH),
        measure(owner_post_id="p1"),
        measure("m2", owner_post_id="p1", retired_on=MARCH),
        workstream("w1", sro_post_id="p1"),
        workstream("w2", 2, lead_post_id="p1"),
        workstream("w3", 3, sro_post_id="p2"),
    )
    found = held(made, "p1")
    assert refs(found.actions) == ["A1"]
    assert [each.id for each in found.parts] == ["k1"]
    assert [each.ref for each in found.risks] == ["R1"]
    assert [each.ref for each in found.measures] == ["M1"]
    assert [each.id for each in found.workstreams] == ["w1", "w2"]
    assert (found.finished, found.count) == (1, 6)


def test_terms_that_go_on_are_ended_and_those_to_come_never_begin() -> None:
    made = plan(
        post("p1"),
        post("p2"),
        post("p3"),
        post("p4"),
        person("n1", "Ana Reyes"),
        holding("p1", "n1"),
        holding("p2", "n1", MARCH, LAST),
        holding("p3", "n1", MARCH, date(2026, 9, 30)),
        holding("p4", "n1", date(2026, 7, 1)),
    )
    assert [each.post_id for each in terms_to_end(made, "n1", LAST)] == ["p1", "p3"]
    assert [each.post_id for each in terms_to_come(made, "n1", LAST)] == ["p4"]


def test_absences_that_nobody_covers_any_longer_are_found() -> None:
    over = away("n2", MARCH, LAST, "n1")
    later = away("n2", date(2026, 7, 1), date(2026, 7, 31), "n1")
    made = plan(person("n1", "Ana Reyes"), person("n2", "Ben Cole"), over, later)
    assert left_uncovered(made, "n1", LAST) == (later,)
