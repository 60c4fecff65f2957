"""The chair's tables."""

from datetime import date

import pytest

from tests.any_plans import days, for_any_plan
from tests.plans import action, date_change, meeting, plan, refs, update
from tracker.domain.codes import Delivery, Lifecycle, RequestState
from tracker.domain.plan import FullPlan
from tracker.domain.records import CYCLE_ID, Action, BoardCycle, Update
from tracker.domain.rules.lateness import is_overdue, is_review_overdue, pending
from tracker.domain.rules.review import review
from tracker.domain.rules.states import FINISHED, OPEN, is_open

DAY = date(2026, 11, 20)
LAST_BOARD, NEXT_BOARD = date(2026, 10, 6), date(2026, 12, 1)
BOARDS = (meeting(date(2026, 8, 11)), meeting(LAST_BOARD), meeting(NEXT_BOARD), meeting(date(2027, 1, 26)))


def test_a_is_a_register_of_all_open_actions_by_date_pointing_to_c_and_d() -> None:
    tables = review(
        plan(
            *BOARDS,
            action("a1", "2027-01-31"),
            action("a2"),
            action("a3", "2026-10-21"),
            action("a4", "2026-12-18"),
            date_change("a4", date(2026, 11, 1), "2026-12-18", "2027-03-12"),
            action("a5", "2026-09-30"),
            update("a5", date(2026, 9, 1), Lifecycle.ON_HOLD, review_on=date(2026, 11, 1)),
            action("a6", "2026-10-21"),
            update("a6", date(2026, 9, 1), Lifecycle.COMPLETE),
            action("a7", "ongoing 2026-11-10"),
            action("a8", draft=True),
        ),
        DAY,
    )
    assert [
        (each.action.ref, each.table, each.days_left, each.review_overdue) for each in tables.register
    ] == [
        ("A5", "", -51, True),
        ("A3", "D", -30, False),
        ("A7", "D", -10, True),
        ("A4", "C", 28, False),
        ("A1", "", 72, False),
        ("A2", "", None, False),
        ("A8", "", None, False),
    ]


def test_b_holds_what_was_completed_since_the_last_meeting() -> None:
    tables = review(
        plan(
            *BOARDS,
            *(action(f"a{number}", "2026-12-31") for number in range(1, 6)),
            update("a1", LAST_BOARD, Lifecycle.COMPLETE),
            update("a2", date(2026, 10, 5), Lifecycle.COMPLETE),
            update("a3", date(2026, 11, 1), Lifecycle.COMPLETE),
            update("a3", date(2026, 11, 10), Lifecycle.CLOSED),
            update("a4", date(2026, 11, 1), Lifecycle.COMPLETE),
            update("a4", date(2026, 11, 2), Lifecycle.IN_PROGRESS),
            update("a5", date(2026, 11, 1), Lifecycle.WITHDRAWN),
        ),
        DAY,
    )
    assert (tables.since, refs(tables.completed)) == (LAST_BOARD, ["A1", "A3"])


def test_c_holds_every_request_that_waits_overdue_or_not() -> None:
    tables = review(
        plan(
            *BOARDS,
            action("a1", "2026-11-13", "2026-08-14"),
            date_change("a1", date(2026, 11, 1), "2026-11-13", "2027-02-26"),
            action("a2", "2026-12-18"),
            date_change("a2", date(2026, 11, 1), "2026-12-18", "2027-03-12"),
            action("a3"),
            date_change("a3", date(2026, 11, 1), None, "2027-03-12"),
            action("a4", "2026-11-13"),
            date_change(
                "a4",
                date(2026, 11, 1),
                "2026-11-13",
                "2027-02-26",
                decided_on=DAY,
                state=RequestState.REFUSED,
            ),
        ),
        DAY,
    )
    assert [(each.action.ref, each.days, each.days_in_all) for each in tables.asked] == [
        ("A1", 105, 196),
        ("A2", 84, None),
        ("A3", None, None),
    ]
    assert refs(tables.overdue) == ["A4"]


def test_d_puts_overdue_yet_on_track_first_and_then_the_latest() -> None:
    tables = review(
        plan(
            *BOARDS,
            action("a1", "2026-11-10", "2026-11-10"),
            update("a1", date(2026, 11, 1), delivery=Delivery.ON_TRACK),
            action("a2", "2026-10-30", "2026-06-30"),
            action("a3", "2026-10-21", "2026-06-01"),
            action("a4", "2026-09-30"),
            action("a5", "ongoing 2026-11-01"),
            action("a6", "2026-11-20"),
            action("a7", "2026-10-31", "2026-06-01"),
            action("a8", "2026-10-01", "2026-06-01"),
        ),
        DAY,
    )
    assert refs(tables.overdue) == ["A1", "A8", "A3", "A7", "A2", "A4", "A5"]


def test_e_holds_what_waits_for_evidence_too_long_and_is_no_news() -> None:
    meetings = (meeting(date(2026, 9, 1)), meeting(NEXT_BOARD))
    tables = review(
        plan(
            *meetings,
            *(action(f"a{number}", "2026-08-01") for number in (1, 2, 3)),
            update("a1", date(2026, 8, 20), Lifecycle.COMPLETE),
            update("a2", date(2026, 8, 10), Lifecycle.COMPLETE),
            update("a3", date(2026, 9, 15), Lifecycle.COMPLETE),
        ),
        DAY,
    )
    assert refs(tables.evidence_awaited) == ["A2", "A1"]
    assert refs(tables.completed) == ["A3"]


def test_f_holds_open_actions_without_an_update_since_the_last_meeting() -> None:
    tables = review(
        plan(
            *BOARDS,
            *(action(f"a{number}", in_plan_from=date(2026, 5, 1)) for number in range(1, 5)),
            action("a5", in_plan_from=date(2026, 11, 1)),
            update("a1", date(2026, 10, 5)),
            update("a2", LAST_BOARD),
            update("a4", date(2026, 5, 2), Lifecycle.COMPLETE),
        ),
        DAY,
    )
    assert refs(tables.not_updated or ()) == ["A3", "A1"]


def test_without_a_meeting_b_looks_back_28_days_and_f_cannot_be_told() -> None:
    made = plan(
        meeting(NEXT_BOARD),
        action("a1"),
        update("a1", date(2026, 10, 23), Lifecycle.COMPLETE),
        action("a2"),
        update("a2", date(2026, 10, 22), Lifecycle.COMPLETE),
        action("a3"),
    )
    tables = review(made, DAY)
    assert (tables.last_meeting, tables.since, tables.not_updated) == (None, date(2026, 10, 23), None)
    assert refs(tables.completed) == ["A1"]
    cycle = BoardCycle(id=CYCLE_ID, days_between=29)
    assert refs(review(plan(*made.all(Action), *made.all(Update), cycle), DAY).completed) == ["A1", "A2"]


def test_on_the_day_of_a_board_the_last_one_is_the_one_before() -> None:
    tables = review(plan(*BOARDS), NEXT_BOARD)
    assert tables.last_meeting is not None
    assert tables.next_meeting is not None
    assert (tables.last_meeting.held_on, tables.next_meeting.held_on) == (LAST_BOARD, date(2027, 1, 26))


def test_another_bodys_meeting_does_not_count() -> None:
    made = plan(
        *BOARDS, meeting(date(2026, 11, 1), "Scrutiny committee"), meeting(date(2026, 11, 25), "Cabinet")
    )
    tables = review(made, DAY)
    assert (tables.since, tables.ahead_to) == (LAST_BOARD, NEXT_BOARD)
    named = review(plan(meeting(LAST_BOARD, "improvement  BOARD")), DAY)
    assert named.since == LAST_BOARD


def test_the_look_ahead_runs_to_the_next_meeting() -> None:
    made = plan(
        *BOARDS,
        action("a1", "2026-12-01"),
        action("a2", "2026-12-02"),
        action("a3", "2026-11-20"),
        action("a4", "2026-11-19"),
        action("a5", "2026-11-25"),
        update("a5", date(2026, 11, 1), Lifecycle.COMPLETE),
        action("a6", "2026-11-25"),
        update("a6", date(2026, 11, 1), Lifecycle.ON_HOLD, review_on=date(2026, 11, 30)),
        action("a7", "ongoing 2026-11-24"),
        action("a8"),
    )
    assert refs(review(made, DAY).ahead) == ["A3", "A7", "A6", "A1"]


def test_the_look_ahead_without_a_next_meeting_runs_as_long_as_a_date_counts_as_soon() -> None:
    tables = review(plan(action("a1", "2026-12-10"), action("a2", "2026-12-11"), due_soon_days=20), DAY)
    assert (tables.ahead_to, refs(tables.ahead)) == (date(2026, 12, 10), ["A1"])


@for_any_plan(days)
def test_b_c_d_and_e_exclude_each_other(whole: FullPlan, day: date) -> None:
    tables = review(whole, day)
    listed = [
        *tables.completed,
        *(each.action for each in tables.asked),
        *tables.overdue,
        *tables.evidence_awaited,
    ]
    assert len({each.id for each in listed}) == len(listed)


@for_any_plan(days)
def test_a_lists_every_open_action_once_and_c_every_one_with_a_request(whole: FullPlan, day: date) -> None:
    tables = review(whole, day)
    open_ids = {each.id for each in whole.all(Action) if is_open(each)}
    assert sorted(each.action.id for each in tables.register) == sorted(open_ids)
    assert {each.action.id for each in tables.asked} == {
        each.id for each in whole.all(Action) if pending(whole, each)
    }
    assert {each.action.id for each in tables.asked} <= open_ids
    where = {each.action.id: each.table for each in tables.register}
    assert {each for each, table in where.items() if table == "D"} == {each.id for each in tables.overdue}


@for_any_plan(days)
def test_d_holds_the_overdue_and_ongoing_work_past_its_review_and_nothing_else(
    whole: FullPlan, day: date
) -> None:
    tables = review(whole, day)
    for each in tables.overdue:
        assert is_overdue(each, day) or is_review_overdue(each, day)
        assert each.lifecycle is not Lifecycle.ON_HOLD
    elsewhere = {each.action.id for each in tables.asked} | {each.id for each in tables.overdue}
    assert {each.id for each in whole.all(Action) if is_overdue(each, day)} <= elsewhere


@pytest.mark.parametrize("state", Lifecycle)
def test_a_request_on_an_action_in_any_open_state_stands_in_c_and_on_no_other(state: Lifecycle) -> None:
    made = plan(
        *BOARDS,
        action("a1", "2026-10-01"),
        update("a1", date(2026, 10, 20), state),
        date_change("a1", date(2026, 11, 1), "2026-10-01", "2027-02-26"),
    )
    tables = review(made, DAY)
    in_c = ["A1"] if state in OPEN else []
    assert ([each.action.ref for each in tables.asked], tables.overdue) == (in_c, ())
    assert refs(tables.completed) == (["A1"] if state in FINISHED else [])
