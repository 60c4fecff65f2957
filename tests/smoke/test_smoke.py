"""Once through the window on a real screen: `xvfb-run python3 main.py test -m smoke`."""

from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tracker.clock import SystemClock
from tracker.domain.commands.base import Actor
from tracker.domain.records import Action
from tracker.session import Session
from ui import fonts, printing
from ui.app import Program
from ui.bench.letter import letter
from ui.dialogs.report.dialog import ReportDialog
from ui.dialogs.updates import UpdateForm
from ui.dialogs.wizard.opening import begin
from ui.main_window import MainWindow
from ui.preferences import Preferences

pytestmark = pytest.mark.smoke


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> MainWindow:
    """The start page of a program of its own, on the screen."""
    assert qapp.platformName() not in ("offscreen", "minimal"), "there is no real screen here"
    qapp.setStyle("Fusion")
    fonts.load()
    preferences = Preferences(tmp_path / "preferences.json")
    preferences.keep_name("Programme Officer")
    preferences.keep("folder", str(tmp_path))
    opened = Program(preferences, SystemClock()).open_window()
    opened.show_start()
    with qtbot.waitExposed(opened):
        opened.show()
    return opened


def write_update() -> None:
    """Type into the form that is open, and save it."""
    form = QApplication.activeModalWidget()
    assert isinstance(form, UpdateForm)
    QTest.keyClicks(form.text.edit, "The first screening is done.")
    QTest.keyClick(form.text.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_letter_becomes_a_plan_with_an_update_and_a_printed_paper(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    document = tmp_path / "letter.pdf"
    document.write_bytes(letter(date(2026, 9, 7)))
    wizard = begin(window, path=document)
    qtbot.waitUntil(lambda: wizard.step == 1, timeout=20_000)
    for _ in range(3):
        wizard.go_on()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=20_000)
    assert window.workspace is not None
    path, actions = window.workspace.session.path, list(window.workspace.plan.all(Action))
    assert len(actions) == 7

    window.go("actions")
    assert window.page is not None
    assert window.page.show_record(actions[0].id)
    with qtbot.waitActive(window, timeout=5000):
        window.activateWindow()
    QTimer.singleShot(100, window, write_update)
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.undo_label == "add update")

    dialog = ReportDialog(window, "progress")
    dialog.show()
    qtbot.waitUntil(lambda: dialog.preview.pages > 0, timeout=20_000)
    printer = printing.new_printer("Progress", landscape=dialog.preview.is_landscape)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_on(printer)
    qtbot.waitUntil(lambda: dialog.banner.words != "", timeout=30_000)
    dialog.reject()
    printed = pypdfium2.PdfDocument((tmp_path / "printed.pdf").read_bytes())
    assert len(printed) > 0
    printed.close()
    window.close()

    with Session.open(path, Actor("Reader"), SystemClock(), read_only=True) as session:
        assert [each.text for each in session.updates(actions[0].id)] == ["The first screening is done."]
        assert session.check() == []
