"""Overdue, late twice over, and how often and how far a date has moved."""

from datetime import date, timedelta

import pytest

from tests.any_plans import days, for_any_plan
from tests.plans import action, came_from, date_change, plan, update, workstream
from tracker.domain.codes import DateChangeKind, Lifecycle, RequestState
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, Blocker
from tracker.domain.records.base import link
from tracker.domain.rules import lateness

MARCH = date(2026, 3, 1)


def one(whole: FullPlan, action_id: str = "a1") -> Action:
    return whole.get(Action, action_id)


@pytest.mark.parametrize(
    ("due", "last_good_day"),
    [("2026-03-30", date(2026, 3, 30)), ("2026-02", date(2026, 2, 28)), ("2028-02", date(2028, 2, 29))],
)
def test_overdue_begins_the_day_after_the_last_day_of_the_due_date(due: str, last_good_day: date) -> None:
    given_due = action(due=due)
    assert not lateness.is_overdue(given_due, last_good_day)
    assert lateness.days_late(given_due, last_good_day) == 0
    assert lateness.is_overdue(given_due, last_good_day + timedelta(days=1))
    assert lateness.days_late(given_due, last_good_day + timedelta(days=1)) == 1


def test_an_action_without_a_date_is_never_overdue() -> None:
    assert not lateness.is_overdue(action(), date.max)
    assert lateness.days_late(action(), date.max) == 0


def test_on_hold_is_never_overdue_but_its_review_may_be() -> None:
    hold = update("a1", MARCH, Lifecycle.ON_HOLD, review_on=date(2026, 5, 1))
    held = one(plan(action("a1", "2026-03-30", "2026-03-30"), hold))
    assert not lateness.is_overdue(held, date(2026, 6, 1))
    assert lateness.days_late(held, date(2026, 6, 1)) == 0
    assert not lateness.is_review_overdue(held, date(2026, 5, 1))
    assert lateness.is_review_overdue(held, date(2026, 5, 2))


def test_ongoing_work_is_never_overdue_but_its_review_may_be() -> None:
    ongoing = action(due="ongoing 2026-06-30")
    assert not lateness.is_overdue(ongoing, date(2026, 7, 10))
    assert not lateness.is_review_overdue(ongoing, date(2026, 6, 30))
    assert lateness.is_review_overdue(ongoing, date(2026, 7, 1))
    assert lateness.days_late(ongoing, date(2026, 7, 10)) == 10


@pytest.mark.parametrize("state", sorted(set(Lifecycle) - {Lifecycle.NOT_STARTED, Lifecycle.IN_PROGRESS}))
def test_only_running_actions_are_overdue(state: Lifecycle) -> None:
    whole = plan(action("a1", "2026-03-30", "2026-03-30"), update("a1", MARCH, state))
    assert not lateness.is_overdue(one(whole), date(2026, 4, 30))
    assert lateness.days_late_first(whole, one(whole), date(2026, 4, 30)) == 0


def test_a_late_completion_is_counted_against_the_due_date() -> None:
    done = plan(action("a1", "2026-03-30"), update("a1", date(2026, 4, 11), Lifecycle.COMPLETE))
    assert lateness.completed_late(one(done)) == 12
    early = plan(action("a1", "2026-03-30"), update("a1", date(2026, 3, 28), Lifecycle.COMPLETE))
    assert lateness.completed_late(one(early)) == -2
    assert lateness.completed_late(action(due="2026-03-30")) is None
    ongoing = plan(action("a1", "ongoing 2026-03-30"), update("a1", date(2026, 4, 11), Lifecycle.COMPLETE))
    assert lateness.completed_late(one(ongoing)) is None


def threshold_guide() -> FullPlan:
    """First agreed for 1 June 2026, moved three times to 21 October."""
    return plan(
        action("a1", "2026-06-01", "2026-06-01"),
        date_change("a1", date(2026, 5, 20), "2026-06-01", "2026-07-17", decided_on=date(2026, 5, 28)),
        date_change("a1", date(2026, 8, 1), "2026-07-17", "2026-09-18", decided_on=date(2026, 8, 11)),
        date_change("a1", date(2026, 10, 1), "2026-09-18", "2026-10-21", decided_on=date(2026, 10, 6)),
        date_change("a1", date(2026, 11, 1), "2026-10-21", "2026-12-31"),
        date_change(
            "a1",
            date(2026, 9, 1),
            "2026-09-18",
            "2027-01-31",
            decided_on=date(2026, 9, 2),
            state=RequestState.REFUSED,
        ),
    )


def test_late_twice_over() -> None:
    whole, day = threshold_guide(), date(2026, 11, 20)
    assert lateness.is_overdue(one(whole), day)
    assert lateness.days_late(one(whole), day) == 30
    assert lateness.days_late_first(whole, one(whole), day) == 172


def test_moves_are_counted_with_their_days_and_whether_the_old_date_had_passed() -> None:
    whole = threshold_guide()
    moves = lateness.moves(whole, one(whole))
    assert [move.days for move in moves] == [46, 63, 33]
    assert [move.past_old for move in moves] == [0, 25, 18]
    assert lateness.moved(whole, one(whole)) == lateness.Moved(times=3, days=142, late=2)


def test_a_reset_is_shown_with_how_late_it_was_before_and_is_no_move() -> None:
    whole = plan(
        action("a1", "2026-05-25", "2026-05-25"),
        date_change(
            "a1",
            date(2026, 10, 14),
            "2026-05-25",
            "2027-03-31",
            decided_on=date(2026, 10, 14),
            kind=DateChangeKind.RESET,
        ),
    )
    reset = lateness.resets(whole, one(whole))[0]
    assert (reset.past_first, reset.past_old, reset.days) == (142, 142, 310)
    assert lateness.moved(whole, one(whole)) == lateness.Moved(0, 0, 0)
    assert not lateness.is_overdue(one(whole), date(2026, 11, 20))
    assert lateness.days_late_first(whole, one(whole), date(2026, 11, 20)) == 179


def test_a_reset_before_the_moved_date_still_shows_the_delay_against_the_first() -> None:
    whole = plan(
        action("a1", "2026-06-01", "2026-06-01"),
        date_change("a1", date(2026, 5, 1), "2026-06-01", "2026-10-21", decided_on=date(2026, 5, 2)),
        date_change(
            "a1",
            date(2026, 10, 14),
            "2026-10-21",
            "2027-03-31",
            decided_on=date(2026, 10, 14),
            kind=DateChangeKind.RESET,
        ),
    )
    assert [(each.past_old, each.past_first) for each in lateness.resets(whole, one(whole))] == [(0, 135)]


def test_a_move_agreed_the_day_after_the_old_date_was_too_late_and_one_agreed_on_it_was_not() -> None:
    for agreed_on, late in ((date(2026, 3, 31), 0), (date(2026, 4, 1), 1)):
        whole = plan(
            action("a1", "2026-03-31"),
            date_change("a1", MARCH, "2026-03-31", "2026-05-31", decided_on=agreed_on),
        )
        assert lateness.moved(whole, one(whole)) == lateness.Moved(times=1, days=61, late=late)


def test_a_first_date_given_later_is_not_a_move() -> None:
    whole = plan(action("a1"), date_change("a1", MARCH, None, "2026-05-31", decided_on=MARCH))
    assert lateness.moves(whole, one(whole)) == ()
    assert one(whole).due == DueDate.parse("2026-05-31")


def test_a_replaced_actions_moves_and_first_date_are_carried_over() -> None:
    whole = plan(
        action("a1", "2026-06-01", "2026-06-01"),
        date_change("a1", date(2026, 5, 20), "2026-06-01", "2026-07-17", decided_on=date(2026, 5, 28)),
        update("a1", date(2026, 6, 30), Lifecycle.REPLACED),
        action("a2", "2026-07-17", "2026-07-17"),
        came_from("a2", "a1"),
        date_change("a2", date(2026, 7, 1), "2026-07-17", "2026-07-31", decided_on=date(2026, 7, 2)),
    )
    assert lateness.moved(whole, one(whole, "a2")) == lateness.Moved(times=2, days=60, late=0)
    assert lateness.days_late_first(whole, one(whole, "a2"), date(2026, 8, 1)) == 61


def test_the_request_that_waits_is_the_last_one_asked_for() -> None:
    whole = threshold_guide()
    waiting = lateness.pending(whole, one(whole))
    assert waiting is not None
    assert waiting.new_due == DueDate.parse("2026-12-31")
    assert lateness.pending(plan(action()), action()) is None
    decided = plan(action(), date_change("a1", MARCH, None, "2026-05-31", decided_on=MARCH))
    assert lateness.pending(decided, action()) is None


def test_no_request_waits_once_the_action_is_finished() -> None:
    asked = date_change("a1", MARCH, None, "2026-05-31")
    whole = plan(action(), asked, update("a1", MARCH, Lifecycle.COMPLETE))
    assert lateness.pending(whole, one(whole)) is None


@for_any_plan(days)
def test_what_is_overdue_stays_so_while_nothing_happens(whole: FullPlan, day: date) -> None:
    for each in whole.all(Action):
        if lateness.is_overdue(each, day):
            assert lateness.days_late(each, day) > 0
            assert lateness.days_late(each, day + timedelta(days=1)) == lateness.days_late(each, day) + 1


@for_any_plan(days)
def test_overdue_and_review_overdue_exclude_each_other(whole: FullPlan, day: date) -> None:
    for each in whole.all(Action):
        assert not (lateness.is_overdue(each, day) and lateness.is_review_overdue(each, day))


@for_any_plan()
def test_the_last_move_or_reset_leads_to_the_current_date(whole: FullPlan) -> None:
    for each in whole.all(Action):
        told = sorted(
            (*lateness.moves(whole, each), *lateness.resets(whole, each)),
            key=lambda move: (move.change.decided_on or date.max, move.change.recorded_at),
        )
        if told:
            assert told[-1].change.new_due == each.due


def test_dates_contradict_where_an_action_waits_for_one_that_is_due_after_it() -> None:
    whole = plan(
        action("a1", "2026-03-31"),
        action("a2", "2026-04-01"),
        action("a3", "2026-03-31"),
        action("a4", "2026-09-30"),
        update("a4", MARCH, Lifecycle.COMPLETE),
        action("a5"),
        *(link(Blocker, action_id="a1", blocked_by_id=each) for each in ("a2", "a3", "a4", "a5")),
        link(Blocker, action_id="a5", blocked_by_id="a2"),
    )
    assert [each.id for each in lateness.waits_past_due(whole, one(whole))] == ["a2"]
    assert lateness.waits_past_due(whole, one(whole, "a5")) == ()


def test_a_due_day_is_looked_at_beside_those_of_the_same_workstreams() -> None:
    whole = plan(
        workstream("w1"),
        workstream("w2"),
        action("a1", "2026-03-31", workstream_id="w1"),
        action("a2", "2026-04", workstream_id="w1"),
        action("a3", "2026-09-30", workstream_id="w2"),
        action("a4", workstream_id="w2"),
        action("a5", "2026-12-31"),
    )
    march, april, september = date(2026, 3, 31), date(2026, 4, 30), date(2026, 9, 30)
    assert lateness.due_beside(whole, one(whole)) == [april]
    assert sorted(lateness.due_beside(whole, one(whole), one(whole, "a4"))) == [april, september]
    assert lateness.due_around(whole, one(whole)) == [april, march]
    assert lateness.due_beside(whole, one(whole, "a5")) == []
