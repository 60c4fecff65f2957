"""The computed colour."""

from datetime import date

import pytest
from hypothesis import strategies as st

from tests.any_plans import days, for_any_plan
from tests.plans import action, plan, update
from tracker.domain.codes import Delivery, Lifecycle, RagColour, RagCondition
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, RagRule, Update
from tracker.domain.rules.rag import USUAL_TABLE, rag, rag_table

MARCH, DAY = date(2026, 3, 1), date(2026, 5, 1)


def rule(position: int, colour: RagColour, condition: RagCondition) -> RagRule:
    return RagRule(id=f"r{position}", position=position, colour=colour, condition=condition)


def colour_of(
    due: str | None, *updates: Update, rules: tuple[RagRule, ...] = (), day: date = DAY
) -> RagColour | None:
    made = plan(action("a1", due), *updates, *rules, uses_rag=True)
    return rag(made, made.get(Action, "a1"), day)


def said(lifecycle: Lifecycle, delivery: Delivery | None = None) -> Update:
    return update("a1", MARCH, lifecycle, delivery=delivery)


@pytest.mark.parametrize(
    ("due", "state", "delivery", "colour"),
    [
        ("2026-04-30", Lifecycle.CLOSED, None, RagColour.BLUE),
        ("2026-04-30", Lifecycle.EMBEDDED, None, RagColour.BLUE),
        ("2026-05-31", Lifecycle.IN_PROGRESS, Delivery.OFF_TRACK, RagColour.RED),
        ("2026-04-30", Lifecycle.IN_PROGRESS, Delivery.ON_TRACK, RagColour.RED),
        ("2026-04-30", Lifecycle.NOT_STARTED, None, RagColour.RED),
        ("2026-05-31", Lifecycle.IN_PROGRESS, Delivery.AT_RISK, RagColour.AMBER),
        ("2026-04-30", Lifecycle.COMPLETE, None, RagColour.AMBER),
        ("2026-05-31", Lifecycle.IN_PROGRESS, Delivery.ON_TRACK, RagColour.GREEN),
        ("2026-05-31", Lifecycle.NOT_STARTED, None, RagColour.GREY),
        (None, Lifecycle.NOT_STARTED, None, RagColour.GREY),
        ("2026-05-31", Lifecycle.IN_PROGRESS, None, None),
        ("2026-04-30", Lifecycle.WITHDRAWN, None, None),
    ],
)
def test_the_usual_table(
    due: str | None, state: Lifecycle, delivery: Delivery | None, colour: RagColour | None
) -> None:
    assert colour_of(due, said(state, delivery)) is colour


def test_complete_turns_amber_only_once_evidence_is_awaited_too_long() -> None:
    assert colour_of("2026-04-30", said(Lifecycle.COMPLETE), day=date(2026, 3, 31)) is None
    assert colour_of("2026-04-30", said(Lifecycle.COMPLETE), day=date(2026, 4, 1)) is RagColour.AMBER


def test_of_the_councils_own_lines_the_first_that_fits_wins() -> None:
    rules = (
        rule(2, RagColour.GREEN, RagCondition.ON_TRACK),
        rule(1, RagColour.AMBER, RagCondition.DUE_SOON),
        rule(3, RagColour.GREY, RagCondition.ON_HOLD),
        rule(4, RagColour.BLUE, RagCondition.COMPLETE),
    )
    on_track = said(Lifecycle.IN_PROGRESS, Delivery.ON_TRACK)
    assert colour_of("2026-05-31", on_track, rules=rules) is RagColour.AMBER
    assert colour_of("2026-06-01", on_track, rules=rules) is RagColour.GREEN
    for soon in ("2026-05-01", "2026-05-02"):
        assert colour_of(soon, on_track, rules=rules) is RagColour.AMBER
    assert colour_of("2026-04-30", on_track, rules=rules) is RagColour.GREEN
    assert colour_of(None, on_track, rules=rules) is RagColour.GREEN
    assert colour_of("2026-05-31", said(Lifecycle.COMPLETE), rules=rules) is RagColour.BLUE
    assert colour_of("2026-06-30", said(Lifecycle.ON_HOLD), rules=rules) is RagColour.GREY
    assert rag_table(plan(*rules))[0] == (RagColour.AMBER, RagCondition.DUE_SOON)


def test_a_plan_that_does_not_speak_in_colours_has_none() -> None:
    made = plan(action("a1", "2026-04-30"))
    assert rag(made, made.get(Action, "a1"), DAY) is None
    assert rag_table(made) == USUAL_TABLE


@for_any_plan(days, st.permutations(USUAL_TABLE))
def test_a_colour_is_always_one_that_some_line_gives(
    whole: FullPlan, day: date, table: list[tuple[RagColour, RagCondition]]
) -> None:
    rules = {f"r{place}": rule(place, *each) for place, each in enumerate(table)}
    mixed = whole.replacing({RagRule: rules})
    for each in whole.all(Action):
        assert (rag(mixed, each, day) is None) == (rag(whole, each, day) is None)
