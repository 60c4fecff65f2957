"""Removal is for mistakes: what is approved or in use stays."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.examples import EXAMPLES
from tests.seeded import action, an, draft, measured, the_figures, the_letter, the_measure
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.due import DueDate
from tracker.domain.records import (
    Action,
    ActionFinding,
    ActionTag,
    Blocker,
    BudgetLine,
    Finding,
    Holding,
    Measure,
    MeasureAction,
    Meeting,
    Milestone,
    Organisation,
    PathPoint,
    Person,
    PlanVersion,
    Post,
    Record,
    RecordTag,
    Risk,
    Source,
    Tag,
    Update,
    Workstream,
)
from tracker.domain.rules.tags import tags_of
from tracker.session import Session

Refuses = Callable[..., None]


def test_an_action_goes_with_all_that_hangs_on_it_and_comes_back_whole(session: Session) -> None:
    remove = EXAMPLES[c.RemoveRecord](session)
    before = session.full_plan()
    session.do(remove)
    hanging: tuple[type[Record], ...] = (ActionTag, Milestone, Blocker)
    assert not any(session.plan.all(kind) for kind in hanging)
    assert len(session.plan.all(ActionFinding)) == len(before.all(ActionFinding)) - 1
    session.undo()
    after = session.full_plan()
    for kind in (Action, ActionFinding, *hanging):
        assert set(after.all(kind)) == set(before.all(kind))


def test_an_approved_action_is_withdrawn_or_replaced_instead(session: Session, refuses: Refuses) -> None:
    words = "is part of an approved plan. Withdraw or replace it instead."
    refuses(c.RemoveRecord(record=Action, id=action(session).id), words)


@pytest.mark.parametrize("kind", [Source, Finding, BudgetLine])
def test_what_was_approved_stays(session: Session, refuses: Refuses, kind: type[Record]) -> None:
    refuses(c.RemoveRecord(record=kind, id=an(session, kind).id), "is part of an approved plan")


def test_a_draft_with_an_update_stays(session: Session, refuses: Refuses) -> None:
    chosen = draft(session)
    session.do(c.AddUpdate(action_id=chosen.id, text="Thought about"))
    refuses(c.RemoveRecord(record=Action, id=chosen.id), "is in use and cannot be removed: “Update”")


def test_who_and_what_is_in_use_stays(session: Session, refuses: Refuses) -> None:
    session.do(EXAMPLES[c.RecordDecision](session))
    users: dict[type[Record], str] = {
        Post: "Workstream",
        Organisation: "Post",
        Workstream: "Action",
        Meeting: "Decision",
    }
    for kind, user in users.items():
        remove = c.RemoveRecord(record=kind, id=an(session, kind).id)
        refuses(remove, f"is in use and cannot be removed: “{user}”")


def test_a_person_goes_with_posts_held_and_absences(session: Session) -> None:
    session.do(EXAMPLES[c.RecordAway](session))
    person = an(session, Person)
    session.do(c.RemoveRecord(record=Person, id=person.id))
    assert not session.plan.all(Holding)
    assert person not in session.plan.all(Person)


def test_a_tag_goes_from_every_action(session: Session) -> None:
    session.do(EXAMPLES[c.TagAction](session))
    session.do(c.RemoveRecord(record=Tag, id=an(session, Tag).id))
    assert not session.plan.all(ActionTag)


def test_what_is_removed_takes_its_tags_along_and_brings_them_back(session: Session) -> None:
    risk = session.do(EXAMPLES[c.AddRisk](session)).made(Risk)
    tag = session.do(c.AddTag(name="Waiting")).made(Tag)
    session.do(c.TagRecord(record=Risk, id=risk.id, tag_id=tag.id))
    session.do(c.RemoveRecord(record=Risk, id=risk.id))
    assert not session.plan.all(RecordTag)
    session.undo()
    assert tags_of(session.plan, risk) == [tag]
    session.do(c.RemoveRecord(record=Tag, id=tag.id))
    assert not session.plan.all(RecordTag)


def test_a_measure_with_figures_is_retired_instead(
    session: Session, refuses: Refuses, clock: FixedClock
) -> None:
    measure = measured(session)
    refuses(c.RemoveRecord(record=Measure, id=measure.id), "part of an approved plan. Retire it instead.")
    clock.set(clock.now() + timedelta(days=3))
    later = session.do(the_measure(session, title="Contacts decided in two days")).made(Measure)
    session.do(the_figures(later, (48, 100)))
    refuses(c.RemoveRecord(record=Measure, id=later.id), "“Figure”. Retire it instead.")
    session.undo()
    session.do(c.RemoveRecord(record=Measure, id=later.id))
    assert not session.plan.by(PathPoint, "measure_id", later.id)
    assert not session.plan.by(MeasureAction, "measure_id", later.id)


@pytest.mark.parametrize("kind", [PlanVersion, Update])
def test_facts_are_never_removed(session: Session, refuses: Refuses, kind: type[Record]) -> None:
    session.do(EXAMPLES[c.AddUpdate](session))
    refuses(c.RemoveRecord(record=kind, id=an(session, kind).id), "is never removed")


def test_a_source_taken_in_by_mistake_goes_with_its_findings_and_their_drafts(
    tmp_path: Path, clock: FixedClock
) -> None:
    with Session.create(tmp_path / "new.iplan", c.Actor(name="A"), clock) as session:
        session.do(c.SetUpPlan(title="Helping children sooner"))
        session.do(the_letter())
        kept = session.do(c.AddAction(title="Both", finding_ids=(an(session, Finding).id,))).made(Action)
        session.do(c.RemoveRecord(record=Source, id=an(session, Source).id))
        assert not session.plan.all(Finding)
        assert list(session.plan.all(Action)) == [kept]


def test_what_was_added_after_the_approval_may_be_removed(session: Session, clock: FixedClock) -> None:
    clock.advance(timedelta(days=1))
    added = session.do(c.AddAction(title="Twice", due=DueDate.month(2027, 2))).made(Action)
    session.do(c.RemoveRecord(record=Action, id=added.id))
    assert session.plan.find(Action, added.id) is None
