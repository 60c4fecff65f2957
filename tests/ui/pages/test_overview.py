from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, asked, completed, decision, growth
from tests.ui.conftest import ACTOR
from tests.ui.pages.windows import opened, settled, spoken_names, workspace_of
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import Delivery
from tracker.domain.due import DueDate
from tracker.domain.records import BudgetChange, Holding, Meeting, Person, Post
from tracker.session import Session
from ui.app import Program
from ui.main_window import MainWindow
from ui.pages import overview
from ui.pages.actions import ActionsPage
from ui.pages.areas import AreasPage
from ui.pages.history import HistoryPage
from ui.pages.overdue import OverduePage
from ui.pages.overview import OverviewPage
from ui.pages.overview_parts import LinkRows
from ui.workspace import Workspace


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the Overview page of the small plan."""
    yield opened(program, plan_path, "overview", qtbot)


def page_of(window: MainWindow) -> OverviewPage:
    assert isinstance(window.page, OverviewPage)
    return window.page


def said(rows: LinkRows) -> list[str]:
    return [row.accessibleName() for row in rows.shown]


def follow(window: MainWindow, rows: LinkRows, words: str) -> None:
    next(row for row in rows.shown if words in row.accessibleName()).click()


def test_a_plan_opens_on_it_at_first(program: Program, plan_path: Path) -> None:
    window = program.open_window()
    program.open_plan(plan_path, window)
    assert isinstance(window.page, OverviewPage)


def test_what_needs_attention_is_counted_and_named(window: MainWindow) -> None:
    assert said(page_of(window).matters) == [
        "1 action overdue, no new date asked for",
        "1 action due in 30 days, A5",
        "2 actions with no owner, A1 and A2",
        "2 actions with no due date, A1 and A2",
        "2 actions with no success measure, A1 and A2",
    ]


def test_it_follows_each_change(window: MainWindow) -> None:
    page, session = page_of(window), workspace_of(window).session
    asked(session)
    assert said(page.matters)[:2] == ["1 action overdue, 1 asks for a new date", "1 new date to decide, A3"]
    window.do(c.AddMeeting(held_on=date(2027, 1, 31)))
    assert "2 actions due before the board, A4 and A5" in said(page.matters)
    completed(session)
    assert "1 complete, evidence awaited, oldest A3, since 3 Nov 2026" in said(page.matters)
    workspace_of(window).undo()


@pytest.mark.parametrize(("words", "shown"), [("no owner", 2), ("no due date", 2), ("no success measure", 2)])
def test_a_count_leads_to_exactly_the_actions_that_it_counts(
    window: MainWindow, words: str, shown: int
) -> None:
    follow(window, page_of(window).matters, words)
    assert isinstance(window.page, ActionsPage)
    assert window.page.table.shown == shown


def test_evidence_awaited_and_silence_lead_to_their_actions(window: MainWindow) -> None:
    chosen = completed(workspace_of(window).session)
    follow(window, page_of(window).matters, "evidence awaited")
    assert isinstance(window.page, ActionsPage)
    assert window.page.table.rows() == [chosen]


def test_what_is_overdue_or_asked_for_leads_to_its_table(window: MainWindow) -> None:
    asked(workspace_of(window).session)
    page = page_of(window)
    follow(window, page.matters, "new date to decide")
    assert isinstance(window.page, OverduePage)
    assert window.page.grid.current is not None
    assert window.page.grid.current.table == "C"


def test_an_area_without_an_action_leads_to_the_gaps(window: MainWindow) -> None:
    session = workspace_of(window).session
    for number in (0, 1):
        chosen, agreed = action(session, number), decision(session)
        window.do(c.WithdrawAction(action_id=chosen.id, text="Done elsewhere", decision=agreed))
    page = page_of(window)
    assert "1 area without an action, F1" in said(page.matters)
    follow(window, page.matters, "area without")
    assert isinstance(window.page, AreasPage)
    assert window.page.rows.valued == {"progress": {"No action yet"}}
    assert [each.finding.ref for each in window.page.rows.rows()] == ["F1"]


def test_what_comes_up_stands_by_its_day(window: MainWindow, qtbot: QtBot) -> None:
    window.do(c.AddMeeting(held_on=date(2026, 12, 8)))
    settled(window, qtbot)
    page = page_of(window)
    assert said(page.coming) == [
        "Mon 30 Nov Papers out, for Improvement board, in 9 days",
        "Tue 8 Dec Improvement board, in 2 weeks",
        "Tue 15 Dec A5 review, Count who waits, every Monday, in 3 weeks",
    ]
    follow(window, page.coming, "A5 review")
    assert [each.ref for each in window.selected_actions()] == ["A5"]


def test_what_is_new_since_the_last_meeting_is_told(window: MainWindow, qtbot: QtBot) -> None:
    session = workspace_of(window).session
    window.do(c.RemoveRecord(record=Meeting, id=an(session, Meeting).id))
    window.do(c.AddMeeting(held_on=date(2026, 11, 1)))
    asked(session)
    completed(session)
    window.do(growth(session))
    change = an(session, BudgetChange)
    window.do(c.DecideBudgetChange(change_id=change.id, approve=True, decided_by="Cabinet"))
    page = page_of(window)
    assert said(page.news) == [
        "1 action completed, A3",
        "1 new date asked for",
        "0 decisions recorded at the last meeting",
        "1 action updated",
        "1 budget change approved, +£366,000",
    ]
    assert page._money_card.second.text() == "2026–27"
    assert "revised budget £1,050,000" in page.money.accessibleName()
    follow(window, page.news, "0 decisions recorded at the last meeting")
    settled(window, qtbot)
    assert isinstance(window.page, HistoryPage)
    assert [each.words for each in window.page.filter._shown] == ["Kind Decision", "From 1 Nov 2026"]


def test_a_workstream_is_told_in_a_sentence_and_leads_to_its_next_action(window: MainWindow) -> None:
    page, session = page_of(window), workspace_of(window).session
    late = c.AddUpdate(
        action_id=action(session).id,
        text="Late",
        delivery=Delivery.AT_RISK,
        delivery_reason="Two posts are vacant",
    )
    window.do(late)
    first, none = page.stream_rows.rows()
    assert page.stream_rows.sentence(first).startswith("The front door")
    assert "1 at risk of delay" in page.stream_rows.sentence(first)
    assert "0 of 3 closed" in page.stream_rows.sentence(first)
    assert "next due A5 on 15 Dec" in page.stream_rows.sentence(first)
    assert page.stream_rows.sentence(none).startswith("No workstream yet")
    page.streams.opened.emit(first, "stream")
    assert [each.ref for each in window.selected_actions()] == ["A5"]


def test_the_table_keeps_the_rules_of_a_model(window: MainWindow) -> None:
    model = page_of(window).stream_rows
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.do(c.AddWorkstream(title="Another"))
    window.do(c.AddAction(title="Answer the door"))


def test_the_summary_of_the_last_meeting_stands_until_there_is_a_new_one(window: MainWindow) -> None:
    card, session = page_of(window).summary, workspace_of(window).session
    window.do(c.AddMeeting(held_on=date(2026, 12, 8)))
    window.do(c.WriteSummary(meeting_id=an(session, Meeting).id, done="Six posts are filled."))
    texts = [each.text() for each in card.facts.findChildren(QLabel)]
    assert "Six posts are filled." in texts
    assert card._none.text() == "None has been written for Improvement board on 8 Dec 2026 yet."
    following = an(session, Meeting, 1)
    window.do(c.WriteSummary(meeting_id=following.id, text="Calmer", delivery=Delivery.ON_TRACK))
    assert not card._none.isVisibleTo(card)
    assert card._delivery.accessibleName() == "On track"


def test_arrows_move_between_rows_and_enter_follows_one(window: MainWindow, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitExposed(window)
    page = page_of(window)
    page.take_keyboard()
    first, second = page.matters.shown[:2]
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second or second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert isinstance(window.page, OverduePage)
    window.close()


def test_every_control_has_a_name_of_its_own(window: MainWindow) -> None:
    names = spoken_names(page_of(window))
    assert all(names)
    assert sorted(names) == sorted(set(names))
    row = QAccessible.queryAccessibleInterface(page_of(window).matters.shown[0])
    assert row is not None
    assert row.role() == QAccessible.Role.Button


def test_an_empty_plan_says_what_to_do(
    program: Program, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.iplan"
    with Session.create(path, ACTOR, clock) as session:
        session.do(c.SetUpPlan(title="New plan"))
    page = page_of(opened(program, path, "overview", qtbot))
    assert page._none.isVisibleTo(page)


def test_a_plan_in_order_says_so(program: Program, tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> None:
    path = tmp_path / "calm.iplan"
    with Session.create(path, ACTOR, clock) as session:
        session.do(c.SetUpPlan(title="New plan"))
        post = session.do(c.AddPost(title="Head of the Front Door"))
        session.do(
            c.AddAction(
                title="Answer the door",
                criteria="Nine in ten",
                owner_post_id=post.edits[0].id,
                due=DueDate.day(date(2027, 6, 30)),
            )
        )
    page = page_of(opened(program, path, "overview", qtbot))
    assert said(page.matters) == []
    assert page._calm.isVisibleTo(page)
    assert page._news_card.second.text() == "none recorded: 28 days"
    page._workspace.do(c.SetBoardCycle(days_between=42, clear_days=5))
    assert page._news_card.second.text() == "none recorded: 42 days"


def test_a_plan_that_may_only_be_read_says_why_nothing_can_be_begun(
    window: MainWindow, plan_path: Path, clock: FixedClock
) -> None:
    reader = Workspace(Session.open(plan_path, ACTOR, clock, read_only=True), clock)
    window.show_plan(reader, "overview")
    page = page_of(window)
    for each in (page._review, page.summary.write):
        assert not each.isEnabled()
        assert each.toolTip() == reader.read_only


def test_a_large_plan_is_worked_out_in_slices(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "_AT_ONCE", 0)
    page = page_of(window)
    before = page.found
    window.do(c.AddUpdate(action_id=action(workspace_of(window).session).id, text="Seen"))
    assert page.found is before
    settled(window, qtbot)
    assert page.found is not before


def test_whoever_is_to_update_something_begins_here(window: MainWindow) -> None:
    page, workspace = page_of(window), workspace_of(window)
    assert not page._mine.isVisibleTo(page)
    post = workspace.plan.get(Post, str(action(workspace.session).owner_post_id))
    held = next(each for each in workspace.plan.by(Holding, "post_id", post.id) if each.ended_on is None)
    workspace.record_for(workspace.plan.get(Person, held.person_id).name)
    assert page._mine.isVisibleTo(page) and page._mine.text().startswith("My updates (")
    workspace.record_for("")
    assert not page._mine.isVisibleTo(page)
