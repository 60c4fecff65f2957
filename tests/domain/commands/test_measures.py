"""Measures keep what was agreed of them, their path, and what is seen to work by them."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.seeded import action, an, measured, the_figures, the_measure
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import Frequency, MeasureUnit
from tracker.domain.records import Amendment, Finding, Measure, MeasureAction, MeasureFinding, PathPoint
from tracker.session import Session

Refuses = Callable[..., None]
AGREED: dict[str, Any] = {"reason": "The board asked", "agreed_by": "Improvement board"}


def path(session: Session) -> list[tuple[date, Decimal]]:
    return [(each.due_on, each.value) for each in session.plan.all(PathPoint)]


def test_a_measure_has_a_reference_its_path_and_what_is_seen_by_it(session: Session) -> None:
    measure = measured(session)
    assert (measure.ref, measure.target) == ("M1", Decimal(90))
    assert path(session) == [(date(2026, 12, 31), Decimal(75))]
    assert [each.action_id for each in session.plan.all(MeasureAction)] == [action(session).id]
    assert [each.finding_id for each in session.plan.all(MeasureFinding)] == [an(session, Finding).id]
    assert session.check() == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"target": Decimal("90.1234")}, "“Target”: A number can have 3 digits"),
        ({"tolerance": Decimal(-1)}, "“Nearly met within” cannot be below nought"),
        ({"target_on": date(2026, 8, 1)}, "“Target date” cannot be"),
        ({"baseline_on": date(2026, 12, 1)}, "still to come"),
        ({"path": (c.Waypoint(due_on=date(2027, 4, 1), value=Decimal(95)),)}, "between 31 Aug 2026 and 31"),
        ({"path": (c.Waypoint(due_on=date(2027, 1, 1), value=Decimal(70)),) * 2}, "names a day twice"),
        ({"title": " "}, "“Title” is empty"),
    ],
)
def test_what_cannot_be_is_refused(
    session: Session, refuses: Refuses, changed: dict[str, Any], words: str
) -> None:
    refuses(the_measure(session, **changed), words)


def test_a_title_stands_once(session: Session, refuses: Refuses) -> None:
    measured(session)
    refuses(the_measure(session), "“Contacts decided within one working day” is in the plan already")


def test_an_approved_target_changes_with_a_reason_and_what_stood_is_kept(
    session: Session, refuses: Refuses
) -> None:
    measure = measured(session)
    higher: dict[str, Any] = {"id": measure.id, "changes": {"target": Decimal(95), "source": "Case system"}}
    refuses(c.ChangeMeasure(**higher), "Say why it changes and who agreed")
    session.do(c.ChangeMeasure(**higher, **AGREED))
    (kept,) = session.full_plan().all(Amendment)
    assert (kept.field, kept.old, kept.new) == ("target", "90", "95")
    assert an(session, Measure).source == "Case system"


def test_an_approved_path_changes_with_a_reason_too(session: Session, refuses: Refuses) -> None:
    measure = measured(session)
    points = tuple(c.Waypoint(due_on=date(2026, month, 1), value=Decimal(70)) for month in (11, 12))
    refuses(c.ChangeMeasure(id=measure.id, changes={}, path=points), "Say why")
    session.do(c.ChangeMeasure(id=measure.id, changes={}, path=points, **AGREED))
    assert path(session) == [(each.due_on, each.value) for each in points]
    (kept,) = session.full_plan().all(Amendment)
    assert (kept.old, kept.new) == ("31 Dec 2026: 75", "1 Nov 2026: 70; 1 Dec 2026: 70")
    session.do(c.ChangeMeasure(id=measure.id, changes={}, path=(), **AGREED))
    assert path(session) == []


def test_a_path_stays_between_its_baseline_and_its_target(session: Session, refuses: Refuses) -> None:
    measure = measured(session)
    earlier: dict[str, Any] = {"id": measure.id, "changes": {"target_on": date(2026, 12, 31)}}
    words = "The path lies between 31 Aug 2026 and 31 Dec 2026. Nothing was changed."
    refuses(c.ChangeMeasure(**earlier, **AGREED), words)
    refuses(
        c.CorrectEntry(record=Measure, id=measure.id, field="target_on", value=date(2026, 12, 31), **AGREED),
        words,
    )
    session.do(c.ChangeMeasure(**earlier, path=(), **AGREED))
    assert an(session, Measure).target_on == date(2026, 12, 31)


def test_what_was_empty_is_filled_in_freely_and_so_is_a_measure_added_after_approval(
    session: Session, clock: FixedClock
) -> None:
    measure = measured(session)
    session.do(c.ChangeMeasure(id=measure.id, changes={"definition": "Decided by a manager"}))
    clock.set(clock.now() + timedelta(days=3))
    later = session.do(the_measure(session, title="Decided in two days")).made(Measure)
    session.do(c.ChangeMeasure(id=later.id, changes={"target": Decimal(80)}, path=()))
    session.do(c.UnlinkMeasureFromAction(measure_id=later.id, action_id=action(session).id))
    assert not session.full_plan().all(Amendment)


def test_unit_and_frequency_stay_once_there_are_figures(session: Session, refuses: Refuses) -> None:
    measure = measured(session)
    session.do(the_figures(measure, (48, 100)))
    for changes in ({"unit": MeasureUnit.NUMBER}, {"frequency": Frequency.QUARTERLY}):
        refuses(c.ChangeMeasure(id=measure.id, changes=changes, **AGREED), "has figures")


def test_a_measure_is_retired_once_and_for_a_reason(session: Session, refuses: Refuses) -> None:
    measure = measured(session)
    refuses(c.TakeUpMeasure(id=measure.id), "is in use")
    refuses(c.RetireMeasure(id=measure.id, reason=" "), "Say why")
    session.do(c.RetireMeasure(id=measure.id, reason="Counted elsewhere"))
    refuses(c.RetireMeasure(id=measure.id, reason="Again"), "retired already")
    refuses(the_figures(measure, (48, 100)), "retired: take it up again first")


def test_an_approved_link_goes_with_a_reason(session: Session, refuses: Refuses) -> None:
    measure, chosen = measured(session), action(session)
    refuses(c.LinkMeasureToAction(measure_id=measure.id, action_id=chosen.id), "linked already")
    refuses(c.UnlinkMeasureFromAction(measure_id=measure.id, action_id=chosen.id), "Say why")
    session.do(c.UnlinkMeasureFromAction(measure_id=measure.id, action_id=chosen.id, **AGREED))
    (kept,) = session.full_plan().all(Amendment)
    assert (kept.entity_id, kept.old, kept.new) == (measure.id, chosen.ref, "")
    assert not session.plan.all(MeasureAction)


def test_a_successor_is_seen_to_work_by_the_same_measure(session: Session) -> None:
    measured(session)
    by = c.Successor(title="Decide every contact the same day")
    session.do(c.ReplaceAction(action_id=action(session).id, by=by, reason="Sooner"))
    assert len(session.plan.all(MeasureAction)) == 2
