"""Parts, milestones and what an action waits for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.examples import EXAMPLES
from tests.seeded import action, an
from tracker.domain import commands as c
from tracker.domain.due import DueDate
from tracker.domain.records import Blocker, Milestone, Organisation, Part
from tracker.session import Session

Refuses = Callable[..., None]
MONDAY = date(2026, 11, 16)


def test_parts_and_milestones_stand_in_their_order_within_the_action(session: Session) -> None:
    for number in (0, 0, 1):
        organisation = an(session, Organisation).id
        chosen = action(session, number).id
        session.do(c.AddPart(action_id=chosen, organisation_id=organisation, text="Phone lines"))
        session.do(c.AddMilestone(action_id=chosen, title="Rota", due=DueDate.month(2026, 12)))
    assert [each.position for each in session.plan.all(Part)] == [1, 2, 1]
    assert [each.position for each in session.plan.all(Milestone)] == [1, 2, 1]


def test_what_is_done_is_done_once_and_not_before_it_happens(session: Session, refuses: Refuses) -> None:
    part = session.do(EXAMPLES[c.AddPart](session)).made(Part)
    refuses(c.PartDone(part_id=part.id, done_on=date(2026, 11, 22)), "still to come")
    session.do(c.PartDone(part_id=part.id, done_on=MONDAY))
    refuses(c.PartDone(part_id=part.id, done_on=MONDAY), "“Phone lines” is done already")
    milestone = session.do(EXAMPLES[c.AddMilestone](session)).made(Milestone)
    session.do(c.MilestoneDone(milestone_id=milestone.id, done_on=MONDAY))
    refuses(c.MilestoneDone(milestone_id=milestone.id, done_on=MONDAY), "“Rota agreed” is done already")


def test_a_finished_action_gets_no_part_that_is_not_done(session: Session, refuses: Refuses) -> None:
    part = session.do(EXAMPLES[c.AddPart](session)).made(Part)
    session.do(c.PartDone(part_id=part.id, done_on=MONDAY))
    session.do(c.CompleteAction(action_id=part.action_id))
    also = c.AddPart(action_id=part.action_id, organisation_id=part.organisation_id, text="Doors")
    other = session.do(replace(also, action_id=action(session, 1).id)).made(Part)
    undone: dict[str, Any] = {"field": "done_on", "value": None, "reason": "Wrong part", "agreed_by": "Chair"}
    for command in (
        also,
        c.ChangePart(id=other.id, changes={"action_id": part.action_id}),
        c.CorrectEntry(record=Part, id=part.id, **undone),
    ):
        refuses(command, "is “Complete, evidence awaited”: reopen it first")


def test_a_piece_may_move_to_another_action(session: Session) -> None:
    part = session.do(EXAMPLES[c.AddPart](session)).made(Part)
    other = action(session, 1).id
    session.do(c.ChangePart(id=part.id, changes={"action_id": other}))
    assert an(session, Part).action_id == other


def test_a_part_needs_words(session: Session, refuses: Refuses) -> None:
    organisation = an(session, Organisation).id
    refuses(c.AddPart(action_id=action(session).id, organisation_id=organisation, text=""), "“Text” is empty")


def test_actions_never_wait_for_each_other_in_a_circle(session: Session, refuses: Refuses) -> None:
    one, two, three = (action(session, number).id for number in range(3))
    session.do(c.AddBlocker(action_id=one, blocked_by_id=two))
    session.do(c.AddBlocker(action_id=two, blocked_by_id=three))
    session.do(c.AddBlocker(action_id=one, blocked_by_id=three))
    refuses(c.AddBlocker(action_id=one, blocked_by_id=one), "would wait for each other")
    refuses(c.AddBlocker(action_id=three, blocked_by_id=one), "would wait for each other")
    session.do(c.RemoveBlocker(action_id=one, blocked_by_id=two))
    session.do(c.RemoveBlocker(action_id=one, blocked_by_id=three))
    session.do(c.AddBlocker(action_id=three, blocked_by_id=one))
    assert len(session.plan.all(Blocker)) == 2
