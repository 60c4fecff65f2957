"""The promise ledger: after approval a date moves by being asked for and decided, and never otherwise."""

from collections.abc import Callable
from datetime import date

from tests.examples import EXAMPLES
from tests.seeded import action, an, asked, decision, draft, growth
from tracker.domain import commands as c
from tracker.domain.codes import DecisionRoute, RequestState
from tracker.domain.due import DueDate
from tracker.domain.records import Action, BudgetChange, DateChange, Decision
from tracker.domain.rules.lateness import moved
from tracker.session import Session

Refuses = Callable[..., None]
LATER = DueDate.day(date(2026, 12, 18))


def test_asking_changes_no_date(session: Session) -> None:
    request = asked(session)
    assert (request.state, request.old_due) == (RequestState.PENDING, action(session).due)
    assert request.asked_by == "Programme Manager"
    assert action(session).due == DueDate.day(date(2026, 10, 30))


def test_approval_writes_the_date_in_the_same_change_and_counts_as_a_move(session: Session) -> None:
    done = session.do(EXAMPLES[c.DecideNewDate](session))
    chosen = action(session)
    assert (chosen.due, chosen.first_due) == (LATER, DueDate.day(date(2026, 10, 30)))
    assert {each.kind for each in done.edits} >= {Action, DateChange, Decision}
    assert (moved(session.plan, chosen).times, moved(session.plan, chosen).days) == (1, 49)
    request = an(session, DateChange)
    assert (request.decided_by, request.decided_on) == ("Improvement board", date(2026, 11, 10))
    assert request.decision_note == "The last time"


def test_a_refused_date_stays_in_the_ledger_and_moves_nothing(session: Session) -> None:
    session.do(c.DecideNewDate(request_id=asked(session).id, approve=False, decided_by="Chair"))
    assert an(session, DateChange).state is RequestState.REFUSED
    assert action(session).due == DueDate.day(date(2026, 10, 30))


def test_one_request_at_a_time(session: Session, refuses: Refuses) -> None:
    request = asked(session)
    again = c.AskForNewDate(action_id=request.action_id, new_due=DueDate.month(2027, 3), reason="More")
    refuses(again, "is to be decided or withdrawn first")
    session.do(c.WithdrawRequest(request_id=request.id))
    session.do(again)
    assert [each.state for each in session.plan.all(DateChange)] == [
        RequestState.WITHDRAWN,
        RequestState.PENDING,
    ]


def test_only_an_agreed_date_of_an_open_action_is_asked_about(session: Session, refuses: Refuses) -> None:
    refuses(c.AskForNewDate(action_id=draft(session).id, new_due=LATER, reason="x"), "has no agreed date yet")
    chosen = action(session)
    assert chosen.due
    refuses(c.AskForNewDate(action_id=chosen.id, new_due=chosen.due, reason="x"), "is due then already")
    refuses(c.AskForNewDate(action_id=chosen.id, new_due=LATER, reason=" "), "“Reason” is empty")
    session.do(c.CompleteAction(action_id=chosen.id))
    refuses(c.AskForNewDate(action_id=chosen.id, new_due=LATER, reason="x"), "is no longer open")


def test_a_request_is_decided_once(session: Session, refuses: Refuses) -> None:
    decide = EXAMPLES[c.DecideNewDate](session)
    session.do(decide)
    refuses(decide, "has been decided or withdrawn already")
    refuses(c.WithdrawRequest(request_id=an(session, DateChange).id), "decided or withdrawn already")


def test_somebody_decided_and_not_before_it_was_asked(session: Session, refuses: Refuses) -> None:
    request = asked(session)
    refuses(c.DecideNewDate(request_id=request.id, approve=True), "Say who decided")
    session.do(c.ChangeSettings(changes={"date_decided_by": "Improvement board"}))
    early = c.DecideNewDate(request_id=request.id, approve=True, decided_on=date(2026, 11, 4))
    refuses(early, "that is before 5 Nov 2026")
    session.do(c.DecideNewDate(request_id=request.id, approve=True))
    assert an(session, DateChange).decided_by == "Improvement board"


def test_an_officer_moves_a_date_by_so_many_days_and_no_more(session: Session, refuses: Refuses) -> None:
    session.do(c.ChangeSettings(changes={"officer_limit_days": 30}))
    request = asked(session)
    decide = {"request_id": request.id, "approve": True, "decided_by": "Director"}
    refuses(c.DecideNewDate(**decide), "A move of 49 days is more than an officer may decide (30 days)")  # type: ignore[arg-type]
    officer = decision(session, route=DecisionRoute.OFFICER, meeting_id=None)
    refuses(c.DecideNewDate(request_id=request.id, approve=True, decision=officer), "more than an officer")
    session.do(c.DecideNewDate(request_id=request.id, approve=True, decision=decision(session)))
    assert action(session).due == LATER


def test_a_move_recorded_late_does_not_overtake_a_later_decision(session: Session, refuses: Refuses) -> None:
    session.do(EXAMPLES[c.DecideNewDate](session))
    ask = c.AskForNewDate(
        action_id=action(session).id,
        new_due=DueDate.month(2027, 3),
        reason="More",
        happened_on=date(2026, 11, 1),
    )
    request = session.do(ask).made(DateChange)
    late = c.DecideNewDate(
        request_id=request.id, approve=True, decided_by="Chair", decided_on=date(2026, 11, 9)
    )
    refuses(late, "decided again on a later day")


def test_a_budget_change_may_be_withdrawn_too(session: Session) -> None:
    change = session.do(growth(session)).made(BudgetChange)
    session.do(c.WithdrawRequest(request_id=change.id, withdrawn_on=date(2026, 11, 20)))
    now = session.plan.get(BudgetChange, change.id)
    assert (now.state, now.decided_on) == (RequestState.WITHDRAWN, date(2026, 11, 20))
