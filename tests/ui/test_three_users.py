"""The jobs of the people who use the window, done as they do them: by keys, clicks and a dropped file.

Each is found again after the plan is reopened, in History and in a paper, and is taken back.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.pages.windows import settled, workspace_of
from tracker import example
from tracker.clock import FixedClock
from tracker.domain.codes import Delivery, Lifecycle, RequestState
from tracker.domain.commands.base import Actor
from tracker.domain.records import Action, DateChange, Decision, Finding, Source, Update
from tracker.domain.rules.lateness import is_overdue, pending
from tracker.domain.words import label, shown_ref
from tracker.session import Session
from ui.app import Program
from ui.bench.letter import letter
from ui.dialogs.report.dialog import ReportDialog
from ui.dialogs.review import ReviewStart
from ui.dialogs.updates import UpdateForm
from ui.dialogs.wizard.wizard import Wizard
from ui.main_window import MainWindow
from ui.pages.actions import ActionsPage
from ui.pages.history import HistoryPage
from ui.pages.overdue import OverduePage
from ui.pages.sitting import Sitting
from ui.pages.sitting_end import EndCard

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def example_file(tmp_path_factory: pytest.TempPathFactory, clock_day: date) -> Path:
    """The example plan, made once."""
    path = tmp_path_factory.mktemp("example") / "example.iplan"
    example.build(path, clock_day)
    return path


@pytest.fixture(scope="module")
def clock_day() -> date:
    """Today in every test that takes the clock."""
    return date(2026, 11, 21)


@pytest.fixture
def plan_file(example_file: Path, tmp_path: Path) -> Path:
    """A copy of it to work in."""
    path = tmp_path / "kelminster.iplan"
    path.write_bytes(example_file.read_bytes())
    return path


@pytest.fixture
def window(program: Program, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window in front of everything, without a plan yet."""
    program.preferences.keep("folder", str(tmp_path))
    made = program.open_window()
    made.show_start()
    in_front(made, qtbot)
    yield made


def in_front(window: MainWindow, qtbot: QtBot) -> None:
    """Shown, active, and everything that comes in slices has come."""
    with qtbot.waitExposed(window):
        window.show()
    activate(window, qtbot)
    if window.workspace is not None:
        settled(window, qtbot)


def activate(widget: QWidget, qtbot: QtBot) -> None:
    """Ask until it is the active window: one that was just closed may still be asking."""

    def is_active() -> bool:
        widget.activateWindow()
        return widget.isActiveWindow()

    qtbot.waitUntil(is_active, timeout=5000)


def opened(program: Program, path: Path, qtbot: QtBot) -> MainWindow:
    """The plan in a window of its own, in front."""
    window = program.open_plan(path)
    assert window is not None
    in_front(window, qtbot)
    return window


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Ctrl) -> None:
    """A key, to whatever has the keyboard."""
    activate(window, qtbot)
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def answering(window: MainWindow, qtbot: QtBot, answer: Callable[[QDialog], None]) -> None:
    """Answer the dialog that comes next; it is closed if that fails, or the test would wait for ever."""

    def take() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            activate(dialog, qtbot)
            answer(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(50, window, take)


def paper(window: MainWindow, name: str, tmp_path: Path, qtbot: QtBot) -> str:
    """The words of a paper saved from the report dialog."""
    dialog = ReportDialog(window, name)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.preview.pages > 0, timeout=20_000)
    out = tmp_path / f"{name}.pdf"
    dialog.save_as(out)
    qtbot.waitUntil(lambda: dialog.banner.words != "", timeout=20_000)
    dialog.reject()
    document = pypdfium2.PdfDocument(out.read_bytes())
    try:
        words = "\n".join(page.get_textpage().get_text_range() for page in document)
        return " ".join(words.split())
    finally:
        document.close()


def newest_change(window: MainWindow, qtbot: QtBot) -> str:
    """What History shows first."""
    window.go("history")
    settled(window, qtbot)
    assert isinstance(window.page, HistoryPage)
    first = window.page.rows.rows()[0]
    return f"{first.title}: {first.about}"


def drop(window: MainWindow, path: Path) -> None:
    """A file is dragged onto the window and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(300, 300), *how)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), *how))


def test_a_programme_officer_drops_a_letter_and_has_a_plan(
    window: MainWindow, program: Program, tmp_path: Path, clock_day: date, qtbot: QtBot
) -> None:
    document = tmp_path / "letter.pdf"
    document.write_bytes(letter(clock_day))
    drop(window, document)
    wizard = window.findChild(Wizard)
    assert wizard is not None
    qtbot.waitUntil(lambda: wizard.step == 1, timeout=20_000)
    for _ in range(3):
        wizard.go_on()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=20_000)
    workspace, path = workspace_of(window), workspace_of(window).session.path
    areas = len(workspace.plan.all(Finding))
    assert areas > 0
    assert len(workspace.plan.all(Action)) == areas
    assert window.page is not None
    assert window.page.title == "Actions"
    window.close()

    again = opened(program, path, qtbot)
    workspace = workspace_of(again)
    assert len(workspace.plan.all(Finding)) == areas
    assert newest_change(again, qtbot).startswith("Add source: Focused visit to")
    told = paper(again, "progress", tmp_path, qtbot)
    assert "Action to be planned" in told
    assert isinstance(again.page, HistoryPage)
    letter_row = next(each for each in again.page.rows.rows() if each.title == "Add source")
    again.page.grid.go_to(letter_row.step.seq)
    again.page.detail.take_back.click()
    assert again.banner.words == ""
    assert [len(workspace.plan.all(kind)) for kind in (Source, Finding, Action)] == [0, 0, 0]


def test_a_board_member_adds_an_update_in_two_keystrokes(
    program: Program, plan_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(program, plan_file, qtbot)
    window.go("actions")
    settled(window, qtbot)
    page = window.page
    assert isinstance(page, ActionsPage)
    chosen = next(
        each
        for each in workspace_of(window).plan.all(Action)
        if each.lifecycle is Lifecycle.IN_PROGRESS and each.delivery is Delivery.ON_TRACK
    )
    assert page.show_record(chosen.id)
    before = len(workspace_of(window).session.updates(chosen.id))

    def write(form: QDialog) -> None:
        assert isinstance(form, UpdateForm)
        QTest.keyClicks(form.text.edit, "Two of the three posts are advertised again.")
        (rating,) = [
            each for each in form.findChildren(QAbstractButton) if each.text() == label(Delivery.AT_RISK)
        ]
        rating.click()
        QTest.keyClicks(form.reason.edit, "One post is still empty.")
        QTest.keyClicks(form.barrier.edit, "Few people apply.")
        QTest.keyClicks(form.ask_board.edit, "Please agree agency cover.")
        QTest.keyClicks(form.whose.edit, "Head of Early Help")
        QTest.keyClick(form.text.edit, Key.Key_Return, Ctrl)

    answering(window, qtbot, write)
    press(window, qtbot, Key.Key_U)
    updates = workspace_of(window).session.updates(chosen.id)
    assert len(updates) == before + 1
    made = max(updates, key=lambda each: each.recorded_at)
    assert (made.whose, made.recorded_by) == ("Head of Early Help", "Programme Manager")
    assert (made.barrier, made.ask) == ("Few people apply.", "Please agree agency cover.")
    assert workspace_of(window).plan.get(Action, chosen.id).delivery is Delivery.AT_RISK
    assert "Recording for Head of Early Help" in window.status_line.words
    window.close()

    again = opened(program, plan_file, qtbot)
    assert newest_change(again, qtbot).startswith(f"Add update: {shown_ref(chosen)}  ")
    assert "Two of the three posts are advertised again." in paper(again, "progress", tmp_path, qtbot)
    assert isinstance(again.page, HistoryPage)
    added = next(each for each in again.page.rows.rows() if each.title == "Add update")
    again.page.grid.go_to(added.step.seq)
    again.page.detail.take_back.click()
    assert len(workspace_of(again).session.updates(chosen.id)) == before
    assert workspace_of(again).plan.get(Action, chosen.id).delivery is Delivery.ON_TRACK


def test_a_chair_goes_through_what_is_overdue_to_the_end(
    program: Program, plan_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(program, plan_file, qtbot)
    window.go("overdue")
    settled(window, qtbot)
    workspace = workspace_of(window)
    late = [each for each in workspace.plan.all(Action) if is_overdue(each, workspace.day)]
    asked = [each for each in workspace.plan.all(Action) if pending(workspace.plan, each)]
    assert late
    assert asked

    def begin(start: QDialog) -> None:
        assert isinstance(start, ReviewStart)
        QTest.keyClick(start, Key.Key_Return, Ctrl)

    answering(window, qtbot, begin)
    press(window, qtbot, Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    review = window.findChild(Sitting)
    assert review is not None
    count = 0
    while (action := review.action) is not None:
        letter_key = Key.Key_A if pending(workspace.plan, action) else Key.Key_L
        QTest.keyClick(review, letter_key)
        count += 1
    end = review.findChild(EndCard)
    assert end is not None
    assert count >= len(late)
    assert end.text.count("Left to the next meeting") + end.text.count("New date approved") == count
    assert sum(message.count for message in end.messages) == count
    requests = workspace.plan.all(DateChange)
    approved = {each.action_id for each in requests if each.state is RequestState.APPROVED}
    assert {each.id for each in asked} <= approved
    QTest.keyClick(review, Key.Key_Escape)
    assert isinstance(window.page, OverduePage)
    window.close()

    again = opened(program, plan_file, qtbot)
    workspace = workspace_of(again)
    decisions = len(workspace.session.full_plan().all(Decision))
    assert newest_change(again, qtbot).startswith("Record decision: ")
    told = paper(again, "overdue", tmp_path, qtbot)
    moved = workspace.plan.get(Action, asked[0].id)
    assert shown_ref(moved) in told
    assert isinstance(again.page, HistoryPage)
    newest = next(each for each in again.page.rows.rows() if each.title == "Record decision")
    again.page.grid.go_to(newest.step.seq)
    again.page.detail.take_back.click()
    assert len(workspace.session.full_plan().all(Decision)) == decisions - 1
    press(again, qtbot, Key.Key_Z)
    assert len(workspace.session.full_plan().all(Decision)) == decisions


def test_a_lead_prints_the_progress_report(
    program: Program, plan_file: Path, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    window = opened(program, plan_file, qtbot)
    told = paper(window, "progress", tmp_path, qtbot)
    actions = workspace_of(window).plan.all(Action)
    assert all(shown_ref(each) in told for each in actions if each.lifecycle is Lifecycle.IN_PROGRESS)
    assert newest_change(window, qtbot).startswith("Note a copy: ")
    window.close()
    with Session.open(plan_file, Actor("Reader"), clock, read_only=True) as session:
        assert session.check() == []
        assert session.full_plan().all(Update)
