"""Risks are scored in pairs, closed with a reason, and tied to the actions against them."""

from collections.abc import Callable

import pytest

from tests.examples import the_risk
from tests.seeded import action, an
from tracker.domain import commands as c
from tracker.domain.codes import RiskResponse
from tracker.domain.records import Risk, RiskAction
from tracker.session import Session

Refuses = Callable[..., None]


def test_a_risk_has_a_reference_and_the_actions_against_it(session: Session) -> None:
    risk = session.do(the_risk(session)).made(Risk)
    assert (risk.ref, risk.response) == ("R1", RiskResponse.TREAT)
    assert [tie.action_id for tie in session.plan.by(RiskAction, "risk_id", risk.id)] == [action(session).id]


def test_half_a_score_is_refused(session: Session, refuses: Refuses) -> None:
    refuses(the_risk(session, target_likelihood=2), "both likelihood and impact")
    risk = session.do(the_risk(session)).made(Risk)
    refuses(c.ChangeRisk(id=risk.id, changes={"current_impact": None}), "both likelihood and impact")


@pytest.mark.parametrize("points", [0, 6])
def test_likelihood_and_impact_go_from_one_to_five(session: Session, refuses: Refuses, points: int) -> None:
    refuses(the_risk(session, current_likelihood=points), "between 1 and 5")


def test_a_risk_is_closed_once_and_for_a_reason(session: Session, refuses: Refuses) -> None:
    risk = session.do(the_risk(session)).made(Risk)
    refuses(c.CloseRisk(id=risk.id, reason=" "), "Say why")
    refuses(c.ReopenRisk(id=risk.id), "is open")
    session.do(c.CloseRisk(id=risk.id, reason="All posts are filled"))
    assert an(session, Risk).closed_on is not None
    refuses(c.CloseRisk(id=risk.id, reason="Again"), "closed already")


def test_a_removed_risk_takes_its_ties_along_and_leaves_the_action(session: Session) -> None:
    risk = session.do(the_risk(session)).made(Risk)
    session.do(c.RemoveRecord(record=Risk, id=risk.id))
    assert not session.plan.all(Risk)
    assert not session.plan.all(RiskAction)
    assert action(session)
