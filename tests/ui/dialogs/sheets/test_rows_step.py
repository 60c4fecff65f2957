"""What becomes of each row is shown, and its cells are put right in place."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.importing.sheets.trackers import coloured, proposed, read
from tests.plans import plan
from tests.ui.dialogs.sheets.conftest import words_in
from tracker.domain.errors import TrackerError
from tracker.importing.sheets.comparing import Doing
from ui.dialogs.sheets.rows_step import RowsStep
from ui.dialogs.sheets.tracker import Tracker
from ui.widgets.fields import TextField

DUE = (0, 8, 6)  # the cell F8 of the first sheet


def shown(qtbot: QtBot, tracker: Tracker) -> RowsStep:
    step = RowsStep(tracker)
    qtbot.addWidget(step)
    step.resize(1200, 700)
    step.show()
    step.enter()
    return step


def test_a_cell_that_cannot_be_read_says_why_and_is_put_right_in_place(qtbot: QtBot, tmp_path: Path) -> None:
    step = shown(qtbot, Tracker(read(coloured(tmp_path / "a.xlsx")), plan))
    assert step.grid.current is not None and step.grid.current.read.title == "Train every team manager"
    assert "Plan!F8 “31/02/2026”: There is no 31 February 2026" in words_in(step.detail)
    field = step.detail.fields[DUE]
    assert isinstance(field, TextField) and field.value() == "31/02/2026"
    field.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "28/02/2027")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not step.tracker.found.rows[3].problems)
    assert step.grid.current.read.due is not None
    assert "the file says “31/02/2026”" in words_in(step.detail)
    assert "Due date\n28 Feb 2027" in words_in(step.detail)


def test_a_cell_is_read_when_the_keyboard_leaves_it(qtbot: QtBot, tmp_path: Path) -> None:
    step = shown(qtbot, Tracker(read(coloured(tmp_path / "a.xlsx")), plan))
    field = step.detail.fields[0, 8, 4]
    assert isinstance(field, TextField)
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "Train them all")
    assert step.tracker.found.rows[3].read.title == "Train every team manager"
    step.check()  # going on takes it too
    assert step.tracker.found.rows[3].read.title == "Train them all"


def test_a_row_is_left_out_and_taken_after_all(qtbot: QtBot, tmp_path: Path) -> None:
    step = shown(qtbot, Tracker(read(coloured(tmp_path / "a.xlsx")), plan))
    assert step.detail.leave is not None
    QTest.mouseClick(step.detail.leave, Qt.MouseButton.LeftButton)
    assert [each.doing for each in step.tracker.found.rows].count(Doing.LEFT_OUT) == 1
    assert step.grid.current is not None and step.grid.current.doing is Doing.LEFT_OUT
    assert not step.detail.fields
    assert step.detail.leave is not None
    QTest.mouseClick(step.detail.leave, Qt.MouseButton.LeftButton)
    assert not step.tracker.found.of(Doing.LEFT_OUT)


def test_with_nothing_left_there_is_nothing_to_go_on_to(qtbot: QtBot) -> None:
    step = shown(qtbot, Tracker(proposed(["Action", "Lead"], ["Do it", "Me"]), plan))
    assert step.detail.leave is not None
    QTest.mouseClick(step.detail.leave, Qt.MouseButton.LeftButton)
    with pytest.raises(TrackerError, match="nothing to save"):
        step.check()


def test_rows_are_found_by_typing(qtbot: QtBot, tmp_path: Path) -> None:
    step = shown(qtbot, Tracker(read(coloured(tmp_path / "a.xlsx")), plan))
    step.take_keyboard()
    QTest.keyClicks(step.grid, "numbers")
    assert [each.read.title for each in step.rows.rows()] == ["Publish the numbers each month"]
    sentence = step.rows.sentence(step.rows.rows()[0])
    assert sentence == "Plan row 7, 2.1, Publish the numbers each month, A new action"
