"""Money: whole pence, and only what was approved counts."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.examples import EXAMPLES
from tests.seeded import action, an, decision, growth, virement
from tracker.domain import commands as c
from tracker.domain.codes import BudgetChangeKind, RequestState
from tracker.domain.records import BudgetChange, BudgetLine, BudgetPost, Workstream
from tracker.domain.rules.money import action_money, plan_money, posts
from tracker.session import Session

Refuses = Callable[..., None]


def test_the_growth_of_366000_makes_1050000_and_ten_posts_once_it_is_approved(session: Session) -> None:
    line = an(session, BudgetLine)
    session.do(c.LinkLineToAction(line_id=line.id, action_id=action(session).id))
    session.do(c.AddBudgetPost(line_id=line.id, title="Social worker", number=2))
    change = session.do(growth(session)).made(BudgetChange)
    assert plan_money(session.plan).revised == 684_000_00
    session.do(c.DecideBudgetChange(change_id=change.id, approve=True, decision=decision(session)))
    assert plan_money(session.plan).revised == 1_050_000_00
    assert action_money(session.plan, action(session)).revised == 1_050_000_00
    assert posts(session.plan, [line]).total == 10


def test_posts_of_a_change_are_new_and_belong_to_it(session: Session) -> None:
    done = session.do(growth(session))
    made = done.made(BudgetPost)
    assert (made.number, made.new, made.change_id) == (8, True, done.made(BudgetChange).id)


@pytest.mark.parametrize("approve", [True, False])
def test_a_budget_change_is_decided_once_by_somebody(
    session: Session, refuses: Refuses, approve: bool
) -> None:
    change = session.do(growth(session)).made(BudgetChange)
    refuses(c.DecideBudgetChange(change_id=change.id, approve=approve), "Say who decided")
    decide = c.DecideBudgetChange(
        change_id=change.id, approve=approve, decided_by="Cabinet", decided_on=date(2026, 11, 12)
    )
    session.do(decide)
    now = an(session, BudgetChange)
    assert now.state is (RequestState.APPROVED if approve else RequestState.REFUSED)
    assert (now.decided_by, now.decided_on) == ("Cabinet", date(2026, 11, 12))
    refuses(decide, "has been decided or withdrawn already")


def test_a_decision_tells_who_decided_and_when(session: Session) -> None:
    session.do(EXAMPLES[c.DecideBudgetChange](session))
    now = an(session, BudgetChange)
    assert (now.decided_by, now.decided_on) == ("Improvement board", date(2026, 11, 10))
    assert now.in_force_on == date(2026, 12, 1)


def test_a_virement_has_two_sides_that_are_decided_together(session: Session) -> None:
    session.do(virement(session))
    out, into = session.plan.all(BudgetChange)
    assert (out.kind, into.kind) == (BudgetChangeKind.VIREMENT_OUT, BudgetChangeKind.VIREMENT_IN)
    assert (out.pair_id, into.pair_id) == (into.id, out.id)
    before = plan_money(session.plan).revised
    session.do(c.DecideBudgetChange(change_id=into.id, approve=True, decided_by="Section 151 Officer"))
    assert {each.state for each in session.plan.all(BudgetChange)} == {RequestState.APPROVED}
    assert plan_money(session.plan).revised == before


def test_both_sides_of_a_virement_are_withdrawn_together(session: Session) -> None:
    session.do(virement(session))
    session.do(c.WithdrawRequest(request_id=an(session, BudgetChange).id))
    assert {each.state for each in session.plan.all(BudgetChange)} == {RequestState.WITHDRAWN}


def test_the_other_side_of_a_virement_may_lie_outside_the_plan(session: Session) -> None:
    line = an(session, BudgetLine).id
    session.do(c.AddVirement(to_line_id=line, outside="CS9 Fostering", amount_pence=5_00, reason="Rota"))
    change = an(session, BudgetChange)
    assert (change.kind, change.outside) == (BudgetChangeKind.VIREMENT_IN, "CS9 Fostering")
    assert change.pair_id is None


def test_a_virement_has_exactly_two_sides(session: Session, refuses: Refuses) -> None:
    line = an(session, BudgetLine).id
    both = {"amount_pence": 5_00, "reason": "Rota"}
    words = "between two lines of the plan, or one line and a budget outside it"
    refuses(c.AddVirement(from_line_id=line, to_line_id=line, **both), words)  # type: ignore[arg-type]
    refuses(c.AddVirement(from_line_id=line, **both), words)  # type: ignore[arg-type]
    refuses(c.AddVirement(outside="CS9", **both), words)  # type: ignore[arg-type]


def test_a_virement_is_not_proposed_with_one_side(session: Session, refuses: Refuses) -> None:
    line = an(session, BudgetLine).id
    one = c.ProposeBudgetChange(
        line_id=line, change_kind=BudgetChangeKind.VIREMENT_IN, amount_pence=1, reason="x"
    )
    refuses(one, "A virement has two sides")


@pytest.mark.parametrize(("pence", "words"), [(0, "must be more than nought"), (-5_00, "below nought")])
def test_a_change_of_nothing_or_less_is_refused(
    session: Session, refuses: Refuses, pence: int, words: str
) -> None:
    line = an(session, BudgetLine).id
    change = c.ProposeBudgetChange(
        line_id=line, change_kind=BudgetChangeKind.GROWTH, amount_pence=pence, reason="x"
    )
    refuses(change, words)


def test_a_base_is_free_until_it_is_approved(session: Session, refuses: Refuses) -> None:
    refuses(
        c.ChangeBudgetLine(id=an(session, BudgetLine).id, changes={"base_pence": 1}),
        "propose a budget change",
    )
    new = session.do(c.AddBudgetLine(title="Training", year=2026, base_pence=1_00)).made(BudgetLine)
    session.do(c.ChangeBudgetLine(id=new.id, changes={"base_pence": 2_00}))
    assert session.plan.get(BudgetLine, new.id).base_pence == 2_00


def test_a_line_is_never_part_of_itself(session: Session, refuses: Refuses) -> None:
    top = an(session, BudgetLine)
    under = c.AddBudgetLine(title="Rota", year=2026, base_pence=1_00, parent_id=top.id)
    below = session.do(under).made(BudgetLine)
    refuses(c.ChangeBudgetLine(id=top.id, changes={"parent_id": below.id}), "would be part of itself")
    refuses(c.ChangeBudgetLine(id=top.id, changes={"parent_id": top.id}), "would be part of itself")


def test_a_line_pays_for_an_action_or_workstream_once(session: Session, refuses: Refuses) -> None:
    to_action = {"line_id": an(session, BudgetLine).id, "action_id": action(session).id}
    to_stream = {"line_id": an(session, BudgetLine).id, "workstream_id": an(session, Workstream).id}
    for link, unlink in (
        (c.LinkLineToAction(**to_action), c.UnlinkLineFromAction(**to_action)),
        (c.LinkLineToWorkstream(**to_stream), c.UnlinkLineFromWorkstream(**to_stream)),
    ):
        session.do(link)
        refuses(link, "linked already")
        session.do(unlink)
        refuses(unlink, "not linked")


def test_some_posts_are_at_least_one(session: Session, refuses: Refuses) -> None:
    line = an(session, BudgetLine).id
    refuses(c.AddBudgetPost(line_id=line, title="Nobody", number=0), "between 1 and 10000")
