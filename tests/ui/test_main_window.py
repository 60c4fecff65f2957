import sqlite3
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.sample import SamplePage
from tracker.domain.commands import AddAction, AddTag
from tracker.domain.records import Action, Tag
from ui.app import Program
from ui.dialogs.palette import Palette
from ui.dialogs.question import Question
from ui.main_window import MainWindow
from ui.menus import entries
from ui.theme import Look, px

pytestmark = pytest.mark.usefixtures("sample_pages")


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> MainWindow:
    made = program.open_window()
    made.resize(1440, 900)
    assert program.open_plan(plan_path, made) is made
    return made


def page(window: MainWindow) -> SamplePage:
    assert isinstance(window.page, SamplePage)
    return window.page


def chosen(window: MainWindow) -> str:
    """The page marked in the navigation."""
    return next(each.text() for each in window.navigation.findChildren(QAbstractButton) if each.isChecked())


def test_a_plan_is_named_in_the_title_and_its_figures_stand_beside_its_pages(window: MainWindow) -> None:
    assert window.workspace is not None
    plan = window.workspace.plan
    assert plan.settings.title in window.windowTitle()
    buttons = window.navigation.findChildren(QAbstractButton)
    counts = {each.text(): each.accessibleDescription() for each in buttons}
    assert counts["Actions"] == str(len(plan.all(Action)))
    assert "All changes saved" in window.status_line.words
    assert "OFFICIAL-SENSITIVE" in window.status_line.words


def test_a_page_is_made_when_it_is_first_chosen_and_hears_late_what_it_missed(window: MainWindow) -> None:
    window.go("actions")
    actions = page(window)
    window.go("money")
    money = page(window)
    assert money is not actions
    window.do(AddTag(name="First"))
    window.do(AddAction(title="Second"))
    assert len(actions.heard) == 1
    assert len(money.heard) == 3
    window.go("actions")
    assert page(window) is actions
    assert len(actions.heard) == 2
    assert actions.heard[1].touched(Tag)
    assert actions.heard[1].touched(Action)


def test_undo_and_redo_name_what_they_would_do_and_do_it(window: MainWindow) -> None:
    undo, redo = window.commands["undo"], window.commands["redo"]
    assert (undo.isEnabled(), undo.toolTip()) == (False, "Undo: There is nothing to undo.")
    window.do(AddTag(name="Front door"))
    assert (undo.isEnabled(), undo.text()) == (True, f"Undo {AddTag.label}")
    undo.trigger()
    assert (undo.isEnabled(), redo.text()) == (False, f"Redo {AddTag.label}")
    redo.trigger()
    assert undo.isEnabled()


def test_a_refusal_is_said_in_the_window_until_it_is_read(window: MainWindow) -> None:
    assert window.do(AddTag(name="")) is None
    assert window.banner.isVisible()
    assert window.banner.words
    window.banner.pressed.emit()
    assert not window.banner.isVisible()


def test_commands_say_why_they_cannot_be_used(window: MainWindow, program: Program) -> None:
    page(window).grid.clearSelection()
    window.refresh_commands()
    assert window.commands["add_update"].toolTip() == "Add update: Select an action first."
    page(window).grid.selectRow(0)
    window.refresh_commands()
    assert window.commands["add_update"].isEnabled()
    bare = program.open_window()
    bare.refresh_commands()
    assert bare.commands["add_update"].toolTip() == "Add update: Open a plan first."
    assert bare.commands["open"].isEnabled()


def test_the_menus_hold_every_command(window: MainWindow) -> None:
    def texts(menu: object) -> set[str]:
        found: set[str] = set()
        for action in menu.actions():  # type: ignore[attr-defined]
            found |= texts(action.menu()) if action.menu() else {action.objectName()}
        return found

    held = set().union(*(texts(action.menu()) for action in window.menuBar().actions()))
    assert {entry.name for entry in entries()} <= held


def test_the_detail_panel_follows_the_row_and_folds_away(window: MainWindow) -> None:
    window.open_panel(True)
    grid = page(window).grid
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.current is not None
    assert window._panel is not None
    assert window._panel.words.text() == grid.current.id  # type: ignore[attr-defined]
    window.open_panel(False)
    assert not window.panel_is_open
    assert window.preferences.get("panel", True) is False


@pytest.mark.parametrize(
    ("wide", "size", "rail", "page_beside"),
    [(1440, 100, False, True), (1280, 100, True, True), (1280, 200, True, False)],
)
def test_the_frame_folds_where_there_is_little_room(
    window: MainWindow, program: Program, qtbot: QtBot, wide: int, size: int, rail: bool, page_beside: bool
) -> None:
    program.use_look(Look.LIGHT, size)
    window.resize(wide, 720)
    qtbot.waitUntil(window.navigation.isVisible)
    window.open_panel(True)
    assert window.width() == wide
    assert (window.navigation.width() == px(56)) is rail
    assert page(window).isVisible() is page_beside
    panel = window._panel
    assert panel is not None
    assert panel.isAncestorOf(window.focusWidget()) is not page_beside
    window.open_panel(False)
    qtbot.waitUntil(page(window).isVisible)
    assert page(window).isAncestorOf(window.focusWidget())


def test_another_text_size_makes_the_window_anew_on_its_page(window: MainWindow, program: Program) -> None:
    window.go("money")
    before = page(window)
    window.commands["text_larger"].trigger()
    assert program.preferences.text_size == 115
    assert page(window) is not before
    assert len(page(window).heard) == 1
    assert window.findChildren(SamplePage)
    window.commands["text_normal"].trigger()
    assert program.preferences.text_size == 100


def test_another_look_keeps_every_page(window: MainWindow, program: Program) -> None:
    before = page(window)
    window.commands["look_dark"].trigger()
    assert page(window) is before
    assert program.preferences.look is Look.DARK


def test_every_control_has_a_name_of_its_own_that_says_what_it_is(window: MainWindow) -> None:
    names = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            spoken = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert spoken, widget
            assert spoken != type(widget).__name__
            names.append(spoken)
    assert len(names) > 10
    assert len(set(names)) == len(names), sorted(names)


def test_find_anything_goes_to_a_record_and_does_a_command(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workspace is not None
    wanted = list(window.workspace.plan.all(Action))[2]
    window.go("money")
    palette = Palette(window)
    qtbot.addWidget(palette)
    palette.field.edit.setText(f"{wanted.ref} action")
    QTest.keyClick(palette.field.edit, Qt.Key.Key_Return)
    assert chosen(window) == "Actions"
    assert page(window).grid.current == wanted
    palette = Palette(window)
    qtbot.addWidget(palette)
    palette.field.edit.setText("money")
    QTest.keyClick(palette.field.edit, Qt.Key.Key_Return)
    assert chosen(window) == "Money"


def test_find_anything_says_when_there_is_nothing(window: MainWindow, qtbot: QtBot) -> None:
    palette = Palette(window)
    qtbot.addWidget(palette)
    palette.search("zebra crossing")
    assert palette.empty.isVisibleTo(palette)
    QTest.keyClick(palette.field.edit, Qt.Key.Key_Return)
    palette.search("")
    assert palette.model.rowCount() > 5


def test_closing_the_window_closes_the_file(window: MainWindow, plan_path: Path, program: Program) -> None:
    window.do(AddTag(name="Front door"))
    window.close()
    assert program.windows == []
    assert sorted(each.name for each in plan_path.parent.glob("plan.iplan*")) == ["plan.iplan"]


def test_the_window_comes_back_as_it_was_left(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    first = program.open_plan(plan_path)
    assert first is not None
    first.resize(780, 600)
    first.go("money")
    first.open_panel(False)
    first.close()
    again = program.open_plan(plan_path)
    assert again is not None
    assert again.height() == 600  # the width is the screen's: the window is as wide as that at least
    assert chosen(again) == "Money"
    assert not again.panel_is_open


def test_a_damaged_size_in_the_preferences_is_passed_over(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    program.preferences.keep("window", "not a size")
    program.preferences.keep("page", ["money"])
    window = program.open_plan(plan_path)
    assert window is not None
    assert window.page is not None
    assert window.width() > 600


def test_the_panel_belongs_to_some_pages_only(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert window.panel_is_open
    window.go("money")
    assert window.panel_is_open
    monkeypatch.setattr(SamplePage, "shows_panel", False)
    window.go("actions")
    assert not window.panel_is_open
    assert window.commands["panel"].toolTip() == "Detail panel: This page shows details of its own."
    monkeypatch.setattr(SamplePage, "shows_panel", True)
    window.go("money")
    assert window.panel_is_open


def test_a_panel_left_open_does_not_hide_the_page_of_a_narrow_window(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(800, 720)
    assert (window.panel_is_open, page(window).isVisible()) == (False, True)
    window.commands["panel"].trigger()
    assert (window.panel_is_open, page(window).isVisible()) == (True, False)
    window.go("money")
    assert (window.panel_is_open, page(window).isVisible()) == (False, True)


def test_another_text_size_keeps_what_fills_the_window(
    window: MainWindow, program: Program, qtbot: QtBot
) -> None:
    filling = QWidget()
    window.show_full(filling)
    program.use_look(Look.LIGHT, 130)
    qtbot.waitUntil(filling.isVisible)
    window.leave_full()
    qtbot.waitUntil(page(window).isVisible)
    program.use_look(Look.LIGHT, 100)


def test_a_change_that_still_waits_is_asked_about_before_closing(
    window: MainWindow, plan_path: Path, program: Program, qtbot: QtBot
) -> None:
    other = sqlite3.connect(plan_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert window.do(AddTag(name="Waiting")) is None

    def answer(name: str) -> None:
        (question,) = [each for each in window.findChildren(Question) if each.isVisible()]
        getattr(question, name).click()

    QTimer.singleShot(0, window, partial(answer, "no"))
    assert not window.close()
    QTimer.singleShot(0, window, partial(answer, "yes"))
    assert window.close()
    other.execute("ROLLBACK")
    other.close()
    assert program.windows == []
