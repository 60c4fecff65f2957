"""Files that are dropped find their way: spreadsheets, messages, letters."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.importing.sheets.trackers import coloured, listed
from tests.ui.dialogs.sheets.conftest import drop
from tracker.domain.errors import Refused
from ui.app import Program
from ui.dialogs.sheets.columns_step import ColumnsStep
from ui.dialogs.sheets.frame import BringIn
from ui.dialogs.sheets.mail import MailForm
from ui.dialogs.sheets.opening import begin, takes
from ui.main_window import MainWindow

MESSAGE = (
    b"From: Jo Marsh <jo@example.org>\r\nDate: Wed, 18 Nov 2026 09:00:00 +0000\r\n"
    b"Subject: A3\r\n\r\nThe rota starts on Monday.\r\n"
)


def shown(window: MainWindow) -> BringIn:
    (found,) = [each for each in window.findChildren(BringIn) if each.isVisible()]
    return found


def test_a_spreadsheet_dropped_on_a_plan_is_read(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    drop(window, listed(tmp_path / "list.csv"))
    qtbot.waitUntil(lambda: shown(window).step == 1, timeout=20_000)
    assert isinstance(shown(window).stage, ColumnsStep)
    shown(window).leave()


def test_dropped_on_the_start_page_it_begins_a_new_plan(
    start: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(start, coloured(tmp_path / "tracker.xlsx"))
    qtbot.waitUntil(lambda: shown(start).step == 1, timeout=20_000)
    assert shown(start).accessibleName() == "New plan from a tracker"
    shown(start).leave()
    assert start.is_full  # the start page again


def test_the_menu_and_the_start_page_lead_there(start: MainWindow) -> None:
    start.commands.run("bring_in")
    assert shown(start).step == 0
    shown(start).leave()


def test_a_message_dropped_on_a_plan_is_asked_about(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "answer.eml"
    path.write_bytes(MESSAGE)
    seen: list[str] = []

    def look() -> None:
        (form,) = window.findChildren(MailForm)
        if form.answer is None:
            QTimer.singleShot(50, look)
            return
        seen.append(form.whose.value())
        form.reject()

    QTimer.singleShot(50, look)
    drop(window, path)
    assert seen == ["Jo Marsh"]


def test_a_message_without_a_plan_is_refused_in_a_sentence(start: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "answer.eml"
    path.write_bytes(MESSAGE)
    drop(start, path)
    assert start.banner.words == "Open the plan first that the message is about."


def test_nothing_is_brought_into_a_plan_that_can_only_be_read(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.workspace is not None
    monkeypatch.setattr(type(window.workspace), "read_only", "Somebody else is editing it.")
    with pytest.raises(Refused, match="Somebody else is editing it"):
        begin(window)


def test_letters_are_not_taken_for_sheets(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Director", encoding="utf-8")
    assert not takes(letter)
    assert takes(tmp_path / "plan.docx") and takes(tmp_path / "answer.msg")
    assert takes(listed(tmp_path / "list.csv"))
