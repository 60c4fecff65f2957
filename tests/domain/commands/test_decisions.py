"""Decisions say who decided, how, and about what."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.seeded import action, an, decision
from tracker.domain import commands as c
from tracker.domain.codes import DecisionRoute
from tracker.domain.records import ActionDecision, Decision
from tracker.session import Session

Refuses = Callable[..., None]


def test_a_decision_is_linked_to_the_actions_it_is_about(session: Session) -> None:
    ids = (action(session).id, action(session, 1).id)
    made = session.do(decision(session, action_ids=ids)).made(Decision)
    assert made.ref == "D1"
    assert [each.action_id for each in session.full_plan().all(ActionDecision)] == list(ids)


def test_a_decision_taken_at_a_meeting_names_it(session: Session, refuses: Refuses) -> None:
    refuses(decision(session, meeting_id=None), "names the meeting")
    refuses(decision(session, route=DecisionRoute.EMAIL), "no other does")


@pytest.mark.parametrize("field", ["text", "decided_by"])
def test_a_decision_needs_its_words_and_who_decided(session: Session, refuses: Refuses, field: str) -> None:
    refuses(decision(session, **{field: " "}), "is empty")


def test_a_decision_recorded_before_is_not_linked_twice(session: Session) -> None:
    chosen = action(session)
    made = session.do(decision(session, action_ids=(chosen.id,))).made(Decision)
    session.do(c.HoldAction(action_id=chosen.id, decision=made.id, review_on=date(2027, 1, 5)))
    assert an(session, ActionDecision).decision_id == made.id
    assert len(session.full_plan().all(ActionDecision)) == 1
