from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tracker.domain.records import Action
from tracker.importing.sheets.headings import Target
from ui.app import Program
from ui.dialogs.sheets.columns_step import ColumnsStep
from ui.dialogs.sheets.frame import BringIn
from ui.main_window import MainWindow


@pytest.fixture
def window(program: Program, plan_path: Path) -> Iterator[MainWindow]:
    window = program.open_window()
    program.open_plan(plan_path, window, "actions")
    yield window


def paste(window: MainWindow, text: str, html: str = "") -> list[BringIn]:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    window.commands.run("paste_rows")
    workspace = window.workspace
    assert workspace is not None
    while not workspace.slices.is_idle:  # the whole plan is read first
        QTest.qWait(1)
    return [each for each in window.findChildren(BringIn) if each.isVisibleTo(window)]


def test_rows_with_heads_go_through_columns_rows_and_check_to_new_actions(window: MainWindow) -> None:
    html = "<table><tr><th>Action<th>By when<tr><td>Ring back<br>the same day<td>3 May 2027</table>"
    (steps,) = paste(window, "something else", html)
    assert isinstance(steps.stage, ColumnsStep)
    assert not window.commands["paste_rows"].isEnabled()  # the steps have a paste of their own
    for _ in range(3):
        steps.go_on()
    assert window.workspace is not None
    (made,) = (each for each in window.workspace.plan.all(Action) if each.title.startswith("Ring back"))
    assert made.due is not None
    assert "1 action added from Pasted rows" in window.notices.banner.words
    window.workspace.undo()
    assert window.workspace.plan.find(Action, made.id) is None


def test_rows_without_heads_are_asked_about_and_an_empty_clipboard_is_refused(window: MainWindow) -> None:
    (steps,) = paste(window, "Head of Service\tRing every referrer back in the same week\n")
    step = steps.stage
    assert isinstance(step, ColumnsStep)
    assert [line.accessibleName() for line in step.lines] == ["Column A", "Column B"]
    assert step.tracker.proposal.tables[0].columns[1].target is Target.TITLE
    assert step.lines[1].sure.text() == "A guess: please look at it"
    steps.leave()
    assert paste(window, " ") == []
    assert "no rows to paste" in window.notices.banner.words


def test_a_file_on_the_clipboard_is_brought_in_as_if_it_had_been_dropped(
    window: MainWindow, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(letter))])
    QGuiApplication.clipboard().setMimeData(data)
    window.commands.run("paste_rows")
    assert "letter.pdf is no spreadsheet" in window.notices.banner.words
