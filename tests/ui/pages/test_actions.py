from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.seeded import action, asked, draft
from tests.ui.conftest import ACTOR
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import OwnColumnKind
from tracker.domain.records import Action, Post, Tag, Workstream
from tracker.session import Session
from ui.app import Program
from ui.main_window import MainWindow
from ui.pages.actions import ActionsPage
from ui.workspace import Workspace


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Everything that comes in slices has come."""
    workspace = workspace_of(window)
    qtbot.waitUntil(lambda: workspace.slices.is_idle, timeout=5000)


def workspace_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def page_of(window: MainWindow) -> ActionsPage:
    assert isinstance(window.page, ActionsPage)
    return window.page


def open_window(program: Program, path: Path, qtbot: QtBot) -> MainWindow:
    window = program.open_window()
    program.open_plan(path, window, "actions")
    settled(qtbot, window)
    return window


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the Actions page of the small plan."""
    yield open_window(program, plan_path, qtbot)


def shown(page: ActionsPage) -> list[str]:
    return [each.ref for each in page.table.rows()]


def test_the_table_keeps_the_rules_of_a_model(window: MainWindow) -> None:
    page = page_of(window)
    QAbstractItemModelTester(page.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.do(c.AddUpdate(action_id=action(workspace_of(window).session).id, text="Under way"))
    page.table.set_filter("contact")
    page.table.set_filter("")
    assert page.table.shown == 5


def test_a_row_reads_as_a_sentence(window: MainWindow) -> None:
    page = page_of(window)
    chosen = action(workspace_of(window).session)
    said = page.table.sentence(chosen)
    assert "Decide every contact within one working day" in said
    assert "due 30 Oct 2026, 22 days overdue" in said
    assert "Head of the Front Door" in said
    head = page.table.data(page.table.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert head == "The front door, 3 actions, 1 overdue, 3 not started, open"


def test_complete_is_never_called_so_alone(window: MainWindow, qtbot: QtBot) -> None:
    session = workspace_of(window).session
    window.do(c.CompleteAction(action_id=action(session).id))
    assert "Complete, evidence awaited" in page_of(window).table.sentence(action(session))


def test_typing_in_the_table_filters_it_and_escape_gives_it_back(window: MainWindow) -> None:
    page = page_of(window)
    for key in "referrer":
        QTest.keyClicks(page.focusWidget() or page, key)
    assert shown(page) == ["A4"]
    field = page.focusWidget()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert len(shown(page)) == 5
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert page.grid.hasFocus()


def test_words_that_fit_nothing_offer_the_way_back(window: MainWindow) -> None:
    page = page_of(window)
    page.filter.edit.setText("zebra")
    assert page.message == "No action fits"
    page.show_all()
    assert page.message == ""
    assert len(shown(page)) == 5


def test_what_is_typed_narrows_the_table(window: MainWindow) -> None:
    session, page = workspace_of(window).session, page_of(window)
    asked(session)
    page.narrowing.set_text("awaiting:date")
    assert shown(page) == ["A3"]
    page.filter.edit.setText("contact -decide")
    assert page.message == "No action fits"
    page.filter.edit.setText("-decide")
    assert shown(page) == []
    page.show_all()
    page.filter.edit.setText("-decide")
    assert shown(page) == ["A4", "A5", "A1", "A2"]


def test_a_narrowed_table_follows_the_plan(window: MainWindow) -> None:
    page, session = page_of(window), workspace_of(window).session
    page.narrowing.set_text("awaiting:date")
    assert shown(page) == []
    request = asked(session)
    assert shown(page) == ["A3"]
    window.do(c.WithdrawRequest(request_id=request.id))
    assert shown(page) == []


def test_what_was_narrowed_and_how_it_was_shown_is_there_again(
    window: MainWindow, program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    page = page_of(window)
    page.narrowing.set_text("late")
    page.ways.choose("flat")
    page.ways.changed.emit("flat")
    page.table.sort_by("due", descending=True)
    window.close()
    again = page_of(open_window(program, plan_path, qtbot))
    assert shown(again) == ["A3"]
    assert again.ways.chosen == "flat"
    assert again.table.sorted_by == ("due", True)


def test_the_selection_stays_through_an_edit_and_an_undo(window: MainWindow) -> None:
    page, session = page_of(window), workspace_of(window).session
    chosen = action(session, 1)
    page.show_record(chosen.id)
    window.do(c.AddUpdate(action_id=action(session).id, text="Under way", start=True))
    window.do(c.AddAction(title="A new one", workstream_id=chosen.workstream_id))
    assert [each.id for each in page.selected_actions()] == [chosen.id]
    workspace_of(window).undo()
    assert [each.id for each in page.selected_actions()] == [chosen.id]


def test_undo_and_redo_go_to_the_row_that_changed_or_offer_to_show_it(window: MainWindow) -> None:
    page, first, other = page_of(window), action(workspace_of(window).session), "A5"
    window.do(c.ChangeAction(id=first.id, changes={"monitored_at": "Board"}))
    page.grid.go_to(page.table.rows()[2].id, "due")
    assert page.grid.current is not None
    assert page.grid.current.ref == other
    window.commands.run("undo")
    assert (page.grid.current.ref, page.grid.current_column) == (first.ref, "due")
    page.narrowing.set_text("who waits")
    assert shown(page) == [other]
    window.commands.run("redo")
    assert "A3, which the table does not show" in window.notices.banner.words
    window.notices.banner.pressed.emit()
    assert page.grid.current.ref == first.ref
    window.do(c.AddAction(title="A new one"))
    window.commands.run("undo")  # nothing is left of it to be shown
    assert (page.grid.current.ref, window.notices.banner.words) == (first.ref, "")


def test_a_new_action_stands_in_its_workstream_at_once(window: MainWindow) -> None:
    page, plan = page_of(window), workspace_of(window).plan
    (stream,) = plan.all(Workstream)
    window.do(c.AddAction(title="Write the guide", workstream_id=stream.id))
    assert shown(page) == ["A3", "A4", "A5", "A6", "A1", "A2"]


def test_what_another_record_says_of_an_action_is_found_at_once(window: MainWindow, qtbot: QtBot) -> None:
    page, session = page_of(window), workspace_of(window).session
    chosen = action(session)
    window.do(c.AddTag(name="Waiting times"))
    (tag,) = workspace_of(window).plan.all(Tag)
    window.do(c.TagAction(action_id=chosen.id, tag_id=tag.id))
    page.filter.edit.setText("waiting times")
    assert shown(page) == [chosen.ref]
    window.do(c.UntagAction(action_id=chosen.id, tag_id=tag.id))
    settled(qtbot, window)
    assert shown(page) == []


def test_a_renamed_post_is_shown_and_found(window: MainWindow, qtbot: QtBot) -> None:
    page, plan = page_of(window), workspace_of(window).plan
    post = next(iter(plan.all(Post)))
    window.do(c.ChangePost(id=post.id, changes={"title": "Head of the Hub"}))
    settled(qtbot, window)
    page.filter.edit.setText("head of the hub")
    assert len(shown(page)) == 3


def test_a_column_of_the_councils_own_joins_the_others(window: MainWindow, qtbot: QtBot) -> None:
    page, session = page_of(window), workspace_of(window).session
    page.table.sort_by("owner")
    page.table.fold(None, True)  # type: ignore[arg-type]
    page.grid.go_to(action(session, 1).id, "due")
    done = window.do(c.AddOwnColumn(name="Cost code", column_kind=OwnColumnKind.NUMBER))
    assert done is not None
    assert page.table.sorted_by == ("owner", False)  # however lately it was chosen
    assert page.table.folded == {None}
    assert page.grid.current is not None
    assert (page.grid.current.ref, page.grid.current_column) == ("A4", "due")
    column = done.edits[0].id
    window.do(c.SetOwnValue(action_id=action(session).id, column_id=column, value="12"))
    window.do(c.SetOwnValue(action_id=action(session, 1).id, column_id=column, value="7"))
    settled(qtbot, window)
    assert page.table.columns[-1].title == "Cost code"
    page.ways.choose("flat")
    page.ways.changed.emit("flat")
    page.table.sort_by(f"own {column}")
    assert shown(page)[:2] == ["A4", "A3"]


def test_every_column_says_and_sorts_something_for_every_action(window: MainWindow) -> None:
    session, page = workspace_of(window).session, page_of(window)
    asked(session)
    window.do(c.ChangeSettings(changes={"uses_rag": True}))
    for column in page.table.columns:
        page.table.sort_by(column.key)
        texts = [page.table.data(page.table.index(line, 0)) for line in range(page.table.rowCount())]
        assert all(isinstance(text, str) for text in texts)
    assert {"rag", "late", "budget"} <= {column.key for column in page.table.columns}


def test_an_empty_plan_says_what_to_do_next(
    program: Program, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.iplan"
    with Session.create(path, ACTOR, clock) as session:
        session.do(c.SetUpPlan(title="Nothing yet"))
    page = page_of(open_window(program, path, qtbot))
    assert page.message == "No actions yet"


def test_a_read_only_plan_says_why_nothing_can_be_added(
    program: Program, plan_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    window = program.open_window()
    window.show_plan(Workspace(Session.open(plan_path, ACTOR, clock, read_only=True), clock), "actions")
    window.show()
    settled(qtbot, window)
    add = next(each for each in window.findChildren(QPushButton) if each.text() == "Add action")
    assert not add.isEnabled()
    assert add.toolTip() == workspace_of(window).read_only != ""


def test_a_record_is_shown_whatever_hides_it(window: MainWindow) -> None:
    page, session = page_of(window), workspace_of(window).session
    wanted = draft(session)
    page.narrowing.set_text("late")
    page.filter.edit.setText("contact")
    assert page.show_record(wanted.id)
    assert page.selected_actions() == [wanted]
    assert not page.show_record("no such id")


def test_a_row_that_gets_hidden_is_not_counted_as_selected(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    assert page.foot.right.text() == "1 selected"
    page.to_filter()
    page.filter.edit.setText("referrer")
    assert (page.selected_actions(), page.foot.right.text()) == ([], "")
    page.take_keyboard()
    QTest.keyClick(page.grid, Qt.Key.Key_Down)
    QTest.keyClick(page.grid, Qt.Key.Key_Down)
    assert [each.ref for each in page.selected_actions()] == ["A4"]


def test_the_foot_counts_what_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    assert page.foot.left.text().split("     ")[:2] == ["5 of 5 actions", "£684,000 revised budget"]
    page.narrowing.set_text("late")
    settled(qtbot, window)
    assert page.foot.left.text().split("     ")[0] == "1 of 5 actions"
    page.show_all()
    page.table.set_values("owner", frozenset({"No owner"}))
    qtbot.waitUntil(lambda: page.foot.left.text().endswith("3 hidden by values chosen in the heads"))
    page.show_all()
    assert page.table.valued == {}


def test_every_control_that_takes_the_keyboard_has_a_name_of_its_own(window: MainWindow) -> None:
    page = page_of(window)
    names = [name_of(each) for each in focusable(page)]
    assert all(names)
    assert len(set(names)) == len(names)
    assert not {type(each).__name__ for each in focusable(page)} & set(names)


def focusable(widget: QWidget) -> list[QWidget]:
    every = [widget, *widget.findChildren(QWidget)]
    return [each for each in every if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def test_the_first_row_is_selected_and_the_commands_are_about_it(window: MainWindow) -> None:
    page = page_of(window)
    assert [each.ref for each in page.selected_actions()] == ["A3"]
    assert window.commands["add_update"].isEnabled()
    assert isinstance(page.selected_actions()[0], Action)
    assert not page.table.index(-1, 0, QModelIndex()).isValid()
    assert QApplication.focusWidget() in (None, page.grid)
