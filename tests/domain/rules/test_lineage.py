"""What comes out of an action carries its past."""

from datetime import date

from tests.plans import action, came_from, date_change, evidence, plan, refs, shown_by, update
from tracker.domain.codes import OriginKind
from tracker.domain.due import DueDate
from tracker.domain.records import Action
from tracker.domain.rules import lineage

MARCH, APRIL, MAY = (date(2026, month, 1) for month in (3, 4, 5))


def test_an_action_carries_the_updates_evidence_and_moves_of_all_before_it() -> None:
    made = plan(
        *(action(f"a{number}") for number in (1, 2, 3, 4)),
        came_from("a2", "a1", OriginKind.REPLACE),
        came_from("a4", "a2", OriginKind.MERGE),
        came_from("a4", "a3", OriginKind.MERGE),
        update("a4", MAY, text="last"),
        update("a3", APRIL, text="second"),
        update("a1", MARCH, text="first"),
        evidence("e1", MARCH),
        evidence("e2", APRIL),
        shown_by("a1", "e1"),
        shown_by("a4", "e1"),
        shown_by("a3", "e2"),
        date_change("a1", MARCH, "2026-03-31", "2026-05-31", decided_on=MAY),
        date_change("a3", MARCH, "2026-03-31", "2026-04-30", decided_on=APRIL),
        date_change("a3", MARCH, "2026-03-31", "2026-06-30"),
    )
    merged = made.get(Action, "a4")
    assert refs(lineage.origins(made, merged)) == ["A2", "A3", "A1"]
    assert [each.text for each in lineage.updates(made, merged)] == ["first", "second", "last"]
    assert [each.id for each in lineage.evidence(made, merged)] == ["e1", "e2"]
    assert [each.action_id for each in lineage.date_changes(made, merged)] == ["a3", "a1"]
    assert refs(lineage.successors(made, made.get(Action, "a1"))) == ["A2"]


def test_the_first_agreed_date_is_the_earliest_of_all_before_it() -> None:
    made = plan(
        action("a1", first="2026-06"),
        action("a2", first="2026-05-31"),
        action("a3"),
        action("a4"),
        came_from("a3", "a1", OriginKind.MERGE),
        came_from("a3", "a2", OriginKind.MERGE),
    )
    assert lineage.first_due(made, made.get(Action, "a3")) == DueDate.parse("2026-05-31")
    assert lineage.first_due(made, made.get(Action, "a4")) is None


def test_a_circle_of_origins_ends() -> None:
    made = plan(action("a1"), action("a2"), came_from("a1", "a2"), came_from("a2", "a1"))
    assert refs(lineage.origins(made, made.get(Action, "a1"))) == ["A2"]
