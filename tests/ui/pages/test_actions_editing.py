from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, asked, draft
from tests.ui.conftest import ACTOR
from tests.ui.pages.windows import opened, settled, workspace_of
from tracker.clock import FixedClock
from tracker.domain.codes import Delivery, Lifecycle, OwnColumnKind
from tracker.domain.commands import AddOwnColumn, ChangeAction
from tracker.domain.due import DueDate
from tracker.domain.records import Action, DateChange, Post, Workstream
from tracker.session import Session
from ui.app import Program
from ui.dialogs.actions import ActionForm
from ui.dialogs.dates import AskForm
from ui.dialogs.form import Form
from ui.dialogs.plan_lists import WorkstreamForm
from ui.main_window import MainWindow
from ui.pages.actions import ActionsPage
from ui.workspace import Workspace

F = TypeVar("F", bound=Form)
KEY = Qt.Key


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> MainWindow:
    """The window on the Actions page of the small plan, wide enough for all columns shown at first."""
    window = opened(program, plan_path, "actions", qtbot)
    window.resize(1700, 900)
    with qtbot.waitActive(window):
        window.show()
    settled(window, qtbot)
    return window


def page_of(window: MainWindow) -> ActionsPage:
    assert isinstance(window.page, ActionsPage)
    return window.page


def at_cell(window: MainWindow, chosen: Action, column: str) -> QWidget:
    """F2 in that cell: what has the keyboard then."""
    page = page_of(window)
    page.take_keyboard()
    assert page.grid.go_to(chosen.id, column)
    page.edit()
    return with_keyboard()


def with_keyboard() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def retype(field: QWidget, text: str) -> None:
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, text)


def answer(window: MainWindow, kind: type[F], fill: Callable[[F], None]) -> None:
    """Fill in a dialog once it is open."""
    timer = QTimer(window)

    def look() -> None:
        form = QApplication.activeModalWidget()
        if isinstance(form, kind):
            timer.stop()
            fill(form)

    timer.timeout.connect(look)
    timer.start(5)


def test_cells_are_filled_in_by_keyboard_alone(window: MainWindow) -> None:
    page, session = page_of(window), workspace_of(window).session
    planned = draft(session)
    field = at_cell(window, planned, "title")
    retype(field, "Write the guide")
    QTest.keyClick(field, KEY.Key_Tab)
    assert session.plan.get(Action, planned.id).title == "Write the guide"
    assert workspace_of(window).undo_label == "change title of A1"
    assert (page.grid.is_editing, page.grid.current_column) == (True, "owner")
    field = with_keyboard()
    line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
    assert line is not None
    line.setText("quillf")
    QTest.keyClick(field, KEY.Key_Tab)
    assert session.plan.get(Action, planned.id).owner_post_id == an(session, Post).id
    field = with_keyboard()
    assert isinstance(field, QLineEdit)
    retype(field, "soon")
    QTest.keyClick(field, KEY.Key_Return)
    assert page.grid.is_editing
    assert "“soon” is not a date" in field.accessibleDescription()
    retype(field, "25/12/2026")
    assert field.accessibleDescription().startswith("Friday 25 December 2026, in 4 weeks.")
    QTest.keyClick(field, KEY.Key_Return)
    assert page.grid.is_editing
    assert field.accessibleDescription().endswith("To keep it as it is, press Enter again.")
    QTest.keyClick(field, KEY.Key_Return)
    assert not page.grid.is_editing
    assert session.plan.get(Action, planned.id).due == DueDate.day(date(2026, 12, 25))
    assert page.grid.current is not None
    assert page.grid.current.id != planned.id
    retype(at_cell(window, planned, "title"), "Something else")
    QTest.keyClick(with_keyboard(), KEY.Key_Escape)
    assert session.plan.get(Action, planned.id).title == "Write the guide"


def test_a_rating_is_chosen_from_its_list_and_explained(window: MainWindow, qtbot: QtBot) -> None:
    page, session = page_of(window), workspace_of(window).session
    chosen = action(session)
    at_cell(window, chosen, "status")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    shown = QApplication.activePopupWidget()
    assert shown is not None
    view = with_keyboard()
    for _ in range(3):
        QTest.keyClick(view, KEY.Key_Down)
    QTest.keyClick(view, KEY.Key_Return)
    reason = QApplication.focusWidget()
    assert isinstance(reason, QLineEdit)
    assert reason.accessibleName() == "Reason for status"
    QTest.keyClick(reason, KEY.Key_Return)
    assert page.grid.is_editing
    QTest.keyClicks(reason, "Two posts are vacant")
    QTest.keyClick(reason, KEY.Key_Return)
    assert not page.grid.is_editing
    assert session.plan.get(Action, chosen.id).delivery is Delivery.OFF_TRACK
    (update,) = session.updates(chosen.id)
    assert update.delivery_reason == "Two posts are vacant"


def test_what_was_approved_is_asked_about_in_its_dialog(window: MainWindow, qtbot: QtBot) -> None:
    session = workspace_of(window).session
    chosen = action(session)
    seen: list[str] = []

    def agree(form: ActionForm) -> None:
        seen.append(str(form.title.value()))
        form.reason.set_value("Plainer")
        form.agreed_by.set_value("Improvement board")
        form.accept()

    field = at_cell(window, chosen, "title")
    retype(field, "Decide faster")
    answer(window, ActionForm, agree)
    QTest.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: session.plan.get(Action, chosen.id).title == "Decide faster")
    assert seen == ["Decide faster"]
    qtbot.waitUntil(lambda: QApplication.activeWindow() is None)  # nobody else gives it the keyboard here
    with qtbot.waitActive(window):
        window.activateWindow()

    def ask(form: AskForm) -> None:
        assert form.new_due.value() == DueDate.day(date(2026, 12, 18))
        form.reason.set_value("Two posts are vacant")
        form.accept()

    field = at_cell(window, chosen, "due")
    retype(field, "18 Dec 2026")
    answer(window, AskForm, ask)
    QTest.keyClick(field, KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(session.plan.all(DateChange)))


def test_what_somebody_else_made_of_the_cell_is_told_before_it_is_overwritten(window: MainWindow) -> None:
    page, session = page_of(window), workspace_of(window).session
    planned = draft(session)
    page.grid.choose_columns(["title", "council"])
    field = at_cell(window, planned, "council")
    retype(field, "Mine")
    workspace_of(window).do(ChangeAction(id=planned.id, changes={"council_ref": "Theirs"}))
    QTest.keyClick(field, KEY.Key_Return)
    assert page.grid.is_editing
    assert field.accessibleDescription().startswith("Somebody else changed this meanwhile to “Theirs”.")
    QTest.keyClick(field, KEY.Key_Return)
    assert session.plan.get(Action, planned.id).council_ref == "Mine"


def below(page: ActionsPage) -> str:
    """What is said below a cell."""
    note = page.grid._editing._note
    return "" if note.isHidden() else note.words


def test_what_cannot_be_changed_opens_the_panel_or_says_why(window: MainWindow) -> None:
    page, session = page_of(window), workspace_of(window).session
    chosen = action(session)
    asked(session)
    window.open_panel(False)
    page.grid.edit_wanted.emit(chosen, "moved")
    assert window.panel_is_open
    page.grid.edit_wanted.emit(chosen, "moved")
    assert below(page).startswith("Worked out from the new dates")
    page.grid.go_to(chosen.id, "title")
    assert below(page) == ""
    page.grid.opened.emit(chosen, "due")
    assert below(page).startswith("A new date has been asked for A3 already")
    assert not page.grid.is_editing


def test_on_the_line_of_a_workstream_its_form_opens_and_else_it_is_said_what_to_do(
    window: MainWindow,
) -> None:
    page, session = page_of(window), workspace_of(window).session

    def rename(form: WorkstreamForm) -> None:
        form.title.set_value("The first contact")
        form.accept()

    page.take_keyboard()
    window.do(AddOwnColumn(name="Cabinet", column_kind=OwnColumnKind.TEXT))
    assert page.grid.hasFocus()  # the new table has what the old one had
    page.grid.setCurrentIndex(page.table.index(0, 0))
    answer(window, WorkstreamForm, rename)
    window.commands.run("edit")
    assert an(session, Workstream).title == "The first contact"
    page.grid.setCurrentIndex(page.table.index(page.table.lines_of_groups()[-1], 0))
    for command, told in (("edit", "have no workstream yet"), ("remove", "Select the action")):
        window.commands.run(command)
        assert told in window.notices.banner.words
    page.narrowing.set_text("zzz")
    window.commands.run("edit")
    assert window.notices.banner.words.startswith("Select an action first")


def test_a_plan_that_may_only_be_read_says_so_at_its_cells(
    program: Program, plan_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    window = program.open_window()
    window.show_plan(Workspace(Session.open(plan_path, ACTOR, clock, read_only=True), clock), "actions")
    window.open_panel(True)
    settled(window, qtbot)
    page = page_of(window)
    page.grid.edit_wanted.emit(page.table.rows()[0], "title")
    assert not page.grid.is_editing
    assert below(page) == workspace_of(window).read_only
    assert page.table.rows()[0].lifecycle is Lifecycle.NOT_STARTED
