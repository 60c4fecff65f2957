"""What needs attention before the board, what is new, and how workstreams stand."""

from datetime import date, timedelta

from tests.any_plans import days, for_any_plan
from tests.plans import (
    action,
    answers,
    budget_change,
    date_change,
    finding,
    line,
    meeting,
    plan,
    refs,
    source,
    update,
    workstream,
)
from tracker.domain.codes import BudgetChangeKind, Delivery, Lifecycle, RequestState
from tracker.domain.plan import FullPlan
from tracker.domain.records import CYCLE_ID, Action, BoardCycle
from tracker.domain.rules.attention import Matter, attention, judged
from tracker.domain.rules.gaps import findings_without_action
from tracker.domain.rules.lateness import is_overdue, pending
from tracker.domain.rules.review import review
from tracker.domain.rules.states import is_live, is_open

LAST_BOARD, DAY, NEXT_BOARD = date(2026, 6, 16), date(2026, 7, 1), date(2026, 7, 14)
MEETINGS = (meeting(LAST_BOARD), meeting(NEXT_BOARD))
COMPLETE = {"owner_post_id": "p1", "criteria": "Nine in ten"}


def test_each_matter_names_its_actions() -> None:
    made = plan(
        *MEETINGS,
        action("a1", "2026-06-30", **COMPLETE),
        action("a2", "2026-07-14", criteria="Nine in ten"),
        action("a3", "2026-07-15", owner_post_id="p1", criteria="  "),
        action("a4", **COMPLETE),
        date_change("a4", DAY, "2026-07-30", "2026-09-30"),
        action("a5", "2026-06-01", **COMPLETE),
        update("a5", date(2026, 6, 2), Lifecycle.COMPLETE),
        action("a6", "2026-06-01"),
        update("a6", DAY, Lifecycle.WITHDRAWN),
        *(update(each, LAST_BOARD) for each in ("a1", "a2", "a3")),
    )
    found = attention(made, DAY)
    assert {matter: refs(actions) for matter, actions in found.matters.items()} == {
        Matter.OVERDUE: ["A1"],
        Matter.DATE_ASKED: ["A4"],
        Matter.DUE_SOON: ["A2"],
        Matter.NO_OWNER: ["A2"],
        Matter.NO_DATE: ["A4"],
        Matter.NO_MEASURE: ["A3"],
        Matter.NO_UPDATE: ["A4"],
        Matter.EVIDENCE_AWAITED: ["A5"],
    }


def test_without_a_next_meeting_what_is_due_soon_is_so_within_the_days_of_the_settings() -> None:
    made = plan(action("a1", "2026-07-11"), action("a2", "2026-07-12"), due_soon_days=10)
    found = attention(made, DAY)
    assert refs(found.matters[Matter.DUE_SOON]) == ["A1"]
    assert found.next_meeting is None


def test_news_is_what_happened_since_the_last_meeting() -> None:
    growth = BudgetChangeKind.GROWTH
    made = plan(
        *MEETINGS,
        action("a1"),
        update("a1", LAST_BOARD, Lifecycle.COMPLETE),
        action("a2"),
        update("a2", LAST_BOARD - timedelta(days=1), Lifecycle.COMPLETE),
        action("a3", "2026-09-30"),
        date_change("a3", DAY, "2026-07-30", "2026-09-30", decided_on=DAY),
        date_change("a3", date(2026, 6, 1), "2026-06-30", "2026-07-30", decided_on=LAST_BOARD),
        date_change("a3", DAY, None, "2026-06-30"),
        line("b1"),
        budget_change("b1", date(2026, 5, 1), growth, 100, decided_on=DAY),
        budget_change("b1", DAY, growth, 200),
        budget_change("b1", DAY, growth, 300, decided_on=DAY, state=RequestState.REFUSED),
    )
    news = attention(made, DAY).news
    assert refs(news.completed) == ["A1"]
    assert [each.happened_on for each in news.asked] == [DAY]
    assert {each.decided_on for each in news.decided} == {DAY, LAST_BOARD}
    assert [each.amount_pence for each in news.budget_approved] == [100]
    assert refs(news.updated) == ["A1"]
    assert news.not_updated is not None
    assert refs(news.not_updated) == ["A3"]


def test_without_a_meeting_nothing_is_said_of_those_without_an_update() -> None:
    found = attention(plan(action("a1")), DAY)
    assert found.news.not_updated is None
    assert found.since == DAY - timedelta(days=28)
    of_six_weeks = plan(action("a1"), BoardCycle(id=CYCLE_ID, days_between=42))
    assert attention(of_six_weeks, DAY).since == DAY - timedelta(days=42)


def test_progress_never_adds_complete_and_closed_together() -> None:
    made = plan(
        workstream("w2", 2),
        workstream("w1", 1),
        *(action(f"a{n}", f"2026-0{n}-20", workstream_id="w1") for n in range(1, 9)),
        update("a1", DAY, Lifecycle.COMPLETE),
        update("a2", DAY, Lifecycle.CLOSED),
        update("a3", DAY, Lifecycle.EMBEDDED),
        update("a4", DAY, Lifecycle.WITHDRAWN),
        update("a5", DAY, delivery=Delivery.OFF_TRACK),
        action("a9", "2026-08-01"),
    )
    first, none = attention(made, DAY).streams
    assert first.stream is not None
    assert (first.stream.id, len(first.actions), first.closed, first.overdue) == ("w1", 7, 2, 2)
    assert first.states[Lifecycle.COMPLETE] == first.states[Delivery.OFF_TRACK] == 1
    assert first.following is not None
    assert first.following.ref == "A7"
    assert (none.stream, refs(none.actions)) == (None, ["A9"])


def test_a_gap_is_an_area_without_a_live_action() -> None:
    made = plan(
        source(),
        *(finding(each) for each in ("f1", "f2")),
        finding("f3", left_out_on=DAY),
        action("a1"),
        answers("a1", "f1"),
    )
    assert [each.ref for each in attention(made, DAY).gaps] == ["F2"]


@for_any_plan(days)
def test_every_count_is_that_of_the_rule_it_stands_for(whole: FullPlan, day: date) -> None:
    found, tables = attention(whole, day), review(whole, day)
    actions = whole.all(Action)
    assert found.matters[Matter.OVERDUE] == tuple(each for each in actions if is_overdue(each, day))
    assert set(found.matters[Matter.DATE_ASKED]) == {each for each in actions if pending(whole, each)}
    assert {each.action for each in tables.asked} == set(found.matters[Matter.DATE_ASKED])
    assert set(found.matters[Matter.DUE_SOON]) == set(tables.ahead)
    assert set(found.news.completed) == set(tables.completed)
    assert found.gaps == findings_without_action(whole)
    quiet = found.news.not_updated
    assert (set(quiet) if quiet is not None else None) == (
        set(tables.not_updated) if tables.not_updated is not None else None
    )
    assert (found.since, found.last_meeting, found.next_meeting) == (
        tables.since,
        tables.last_meeting,
        tables.next_meeting,
    )


@for_any_plan(days)
def test_workstreams_share_out_all_that_was_not_withdrawn_or_replaced(whole: FullPlan, day: date) -> None:
    streams = attention(whole, day).streams
    shared = [each for row in streams for each in row.actions]
    assert sorted(refs(shared)) == sorted(
        each.ref for each in whole.all(Action) if is_live(each) or (each.draft and _is_there(each))
    )
    for row in streams:
        assert sum(row.states.values()) == len(row.actions) > 0
        assert row.following is None or (is_open(row.following) and not is_overdue(row.following, day))


def _is_there(draft: Action) -> bool:
    return draft.lifecycle not in (Lifecycle.WITHDRAWN, Lifecycle.REPLACED)


def test_a_large_plan_is_judged_in_pieces() -> None:
    made = plan(*(action(f"a{n}") for n in range(1, 301)))
    assert sum(1 for _ in judged(made, DAY)) > 6
