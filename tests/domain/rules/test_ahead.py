"""What comes up in the days ahead."""

from datetime import date, timedelta

import pytest

from tests.any_plans import days, for_any_plan
from tests.plans import action, duty, meeting, plan, refs, source, update
from tracker.domain.codes import Lifecycle
from tracker.domain.plan import FullPlan, Plan
from tracker.domain.records import CYCLE_ID, BoardCycle
from tracker.domain.rules.ahead import Coming, coming_up, last_day_ahead

DAY, BOARD = date(2026, 11, 17), date(2026, 11, 26)


def found_in(whole: Plan, day: date = DAY) -> tuple[Coming, ...]:
    work = coming_up(whole, day)
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: tuple[Coming, ...] = end.value
            return found


def test_meetings_papers_duties_and_work_stand_by_their_day() -> None:
    board, scrutiny = meeting(BOARD), meeting(date(2026, 12, 1), "Scrutiny committee")
    made = plan(
        board,
        scrutiny,
        meeting(date(2026, 11, 3)),
        source(),
        duty("y1", due_on=date(2026, 12, 10)),
        duty("y2", due_on=date(2026, 12, 10), sent_on=DAY),
        duty("y3", due_on=date(2026, 11, 1)),
        action("a1", "2026-11-30"),
        action("a2", "2026-11-30"),
        action("a3", "2026-11-16"),
        action("a4", "ongoing 2026-12-17"),
        action("a5", "2026-12-18"),
        action("a6", "2026-11-30"),
        update("a6", DAY, Lifecycle.COMPLETE),
    )
    found = found_in(made)
    assert [
        (each.day, each.meeting, each.papers_for, each.duty and each.duty.duty.id, refs(each.actions))
        for each in found
    ] == [
        (date(2026, 11, 18), None, board, None, []),
        (BOARD, board, None, None, []),
        (date(2026, 11, 30), None, None, None, ["A1", "A2"]),
        (date(2026, 12, 1), scrutiny, None, None, []),
        (date(2026, 12, 10), None, None, "y1", []),
        (date(2026, 12, 17), None, None, None, ["A4"]),
    ]


def test_papers_that_should_be_out_already_are_not_announced() -> None:
    assert [each.papers_for for each in found_in(plan(meeting(BOARD)), date(2026, 11, 19))] == [None]


@pytest.mark.parametrize(("clear_days", "out"), [(0, 25), (3, 20), (5, 18)])
def test_papers_are_out_as_many_clear_days_before_as_the_plan_says(clear_days: int, out: int) -> None:
    papers, _ = found_in(plan(meeting(BOARD), BoardCycle(id=CYCLE_ID, clear_days=clear_days)))
    assert papers.day == date(2026, 11, out)


def test_a_meeting_in_years_whose_bank_holidays_nobody_knows_has_no_day_of_papers() -> None:
    (only,) = found_in(plan(meeting(date(2150, 1, 5))))
    assert only.meeting is not None


@for_any_plan(days)
def test_nothing_comes_up_before_the_day_or_past_the_last_one(whole: FullPlan, day: date) -> None:
    found, to = found_in(whole, day), last_day_ahead(whole, day)
    assert to >= day + timedelta(days=whole.settings.due_soon_days)
    assert [each.day for each in found] == sorted(each.day for each in found)
    assert all(day <= each.day <= to for each in found)
    named = [each.id for one in found for each in one.actions]
    assert len(named) == len(set(named))
