"""Approval: what was promised is frozen, and a later version may reset it for all to see."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.seeded import action, an, asked, draft
from tests.small import new
from tracker.domain import commands as c
from tracker.domain.codes import DateChangeKind, Lifecycle
from tracker.domain.due import DueDate
from tracker.domain.records import Action, BudgetLine, DateChange, Duty, PlanVersion
from tracker.domain.rules.lateness import moved, resets
from tracker.domain.rules.lineage import first_due
from tracker.session import Session

Refuses = Callable[..., None]
MARCH = DueDate.day(date(2027, 3, 31))


def second_version(**given: object) -> c.ApprovePlan:
    values = {"version": "Version 2", "body": "Cabinet", "approved_on": date(2026, 10, 14)} | given
    return c.ApprovePlan(**values)  # type: ignore[arg-type]


def test_approval_freezes_first_dates_and_first_budgets_and_leaves_drafts_alone(session: Session) -> None:
    version, chosen = an(session, PlanVersion), action(session)
    assert chosen.first_due == chosen.due == DueDate.day(date(2026, 10, 30))
    assert chosen.first_due_version_id == version.id
    assert an(session, BudgetLine).first_pence == 684_000_00
    assert draft(session).first_due is None


def test_the_date_of_an_action_split_before_the_approval_is_no_promise(tmp_path: Path) -> None:
    with new(tmp_path / "new.iplan") as session:
        session.do(c.SetUpPlan(title="Helping children sooner"))
        whole = session.do(c.AddAction(title="Decide at once", due=DueDate.month(2026, 11))).made(Action)
        halves = (c.Successor(title="By day"), c.Successor(title="At night"))
        session.do(c.SplitAction(action_id=whole.id, into=halves, reason="Two teams"))
        by_day, _ = session.plan.by(Action, "lifecycle", Lifecycle.NOT_STARTED)
        session.do(c.ChangeAction(id=by_day.id, changes={"due": MARCH}))
        session.do(second_version())
        assert session.plan.get(Action, whole.id).first_due is None
        assert first_due(session.plan, session.plan.get(Action, by_day.id)) == MARCH


def test_a_version_stands_at_the_change_that_made_it(session: Session) -> None:
    done = session.do(second_version())
    assert done.made(PlanVersion).seq == done.seq


def test_an_action_added_later_takes_its_first_date_then_and_says_so(session: Session) -> None:
    added = session.do(c.AddAction(title="Show who waits", due=MARCH)).made(Action)
    assert added.first_due == MARCH
    assert added.first_due_version_id is None


def test_a_later_version_freezes_only_what_has_no_first_date_yet(session: Session) -> None:
    before = action(session)
    line = session.do(c.AddBudgetLine(title="Training", year=2026, base_pence=1_00)).made(BudgetLine)
    version = session.do(second_version()).made(PlanVersion)
    assert session.plan.get(Action, before.id) == before
    assert session.plan.get(BudgetLine, line.id).first_pence == 1_00
    assert version.label == "Version 2"


def test_a_reset_moves_the_date_but_never_counts_as_a_move(session: Session) -> None:
    chosen = action(session)
    session.do(second_version(resets=(c.Reset(action_id=chosen.id, due=MARCH),)))
    now = session.plan.get(Action, chosen.id)
    assert (now.due, now.first_due) == (MARCH, chosen.first_due)
    assert an(session, DateChange).kind is DateChangeKind.RESET
    assert moved(session.plan, now).times == 0
    assert len(resets(session.plan, now)) == 1


def test_a_request_that_waited_through_a_reset_moves_from_the_date_as_reset(session: Session) -> None:
    request = asked(session)
    reset = c.Reset(action_id=request.action_id, due=MARCH)
    session.do(second_version(approved_on=date(2026, 11, 12), resets=(reset,)))
    decide = c.DecideNewDate(request_id=request.id, approve=True, decided_by="Improvement board")
    session.do(decide)
    assert session.plan.get(DateChange, request.id).old_due == MARCH


def test_a_reset_does_not_overtake_a_later_decision(session: Session, refuses: Refuses) -> None:
    request = asked(session)
    decided = {"decided_by": "Improvement board", "decided_on": date(2026, 11, 10)}
    session.do(c.DecideNewDate(request_id=request.id, approve=True, **decided))  # type: ignore[arg-type]
    reset = c.Reset(action_id=request.action_id, due=MARCH)
    refuses(second_version(approved_on=date(2026, 11, 9), resets=(reset,)), "decided again on a later day")


def test_only_an_agreed_date_can_be_reset(session: Session, refuses: Refuses) -> None:
    reset = c.Reset(action_id=draft(session).id, due=MARCH)
    refuses(second_version(resets=(reset,)), "no agreed date yet")


def test_a_version_meets_the_duties_it_was_submitted_for(session: Session, refuses: Refuses) -> None:
    duty = an(session, Duty)
    refuses(second_version(meets=(duty.id,)), "Say when this version was submitted")
    version = session.do(second_version(meets=(duty.id,), submitted_on=date(2026, 10, 15))).made(PlanVersion)
    met = session.plan.get(Duty, duty.id)
    assert (met.sent_on, met.version_id) == (date(2026, 10, 15), version.id)
    refuses(c.RecordDutySent(duty_id=duty.id, sent_on=date(2026, 10, 16)), "noted as sent already")


def test_two_versions_do_not_share_a_name_nor_come_from_the_future(refuses: Refuses) -> None:
    refuses(second_version(version="version 1"), "in the plan already")
    refuses(second_version(approved_on=date(2026, 12, 1)), "still to come")
