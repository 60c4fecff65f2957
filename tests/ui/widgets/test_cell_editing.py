from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.table import ROWS, Row, by_stream
from tracker.domain.errors import TrackerError
from ui.widgets.grid import Grid

Key = Qt.Key


class Page:
    """Edits days as a page would, and keeps what was committed."""

    def __init__(self, grid: Grid[Row]) -> None:
        self.grid, self.kept = grid, list[tuple[str, int]]()
        self.asked = list[tuple[str, str]]()
        self.meanwhile: Callable[[], object] = lambda: None
        grid.edit_wanted.connect(self._asked)

    def _asked(self, row: Row, column: str) -> None:
        self.asked.append((row.id, column))

    def edit(self, key: str = "b") -> QLineEdit:
        row = self.grid.rows.row_of(key)
        assert row is not None
        editor = QLineEdit(str(row.days or ""))

        def value() -> int:
            if not editor.text().isdigit():
                raise TrackerError("Days are a number.")
            return int(editor.text())

        def commit(days: int) -> str:
            if days > 99:
                return "That is too many days."
            self.kept.append((key, days))
            self.grid.rows.change_rows([replace(row, days=days)])
            return ""

        assert self.grid.edit_cell(key, "days", editor, value, commit)
        return editor

    @property
    def said(self) -> str:
        return self.grid._editing._note.words


@pytest.fixture
def page(sheet: Grid[Row]) -> Page:
    return Page(sheet)


def typed(editor: QWidget, text: str, *keys: Qt.Key) -> None:
    if text:
        QTest.keyClicks(editor, text)
    for key in keys:
        QTest.keyClick(editor, key)


def test_enter_keeps_what_was_typed_and_goes_one_row_down(page: Page) -> None:
    page.grid.rows.set_grouping(by_stream())
    editor = page.edit("d")
    assert editor.hasFocus()
    assert page.grid.visualRect(page.grid.index_of("d", "days")).contains(editor.geometry().center())
    typed(editor, "12", Key.Key_Return)
    assert page.kept == [("d", 12)]
    assert not page.grid.is_editing
    assert page.grid.hasFocus()
    assert (page.grid.current, page.grid.current_column) == (ROWS[0], "days")


def test_escape_gives_up_and_a_value_left_as_it_was_is_not_kept_again(page: Page) -> None:
    typed(page.edit(), "12", Key.Key_Escape)
    typed(page.edit(), "9", Key.Key_Return)
    assert page.kept == []
    assert not page.grid.is_editing


def test_tab_keeps_it_and_asks_for_the_next_column_that_can_be_edited(page: Page) -> None:
    typed(page.edit(), "12")
    QTest.keyClick(page.grid.focusWidget() or page.grid, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert page.kept == [("b", 12)]
    assert page.asked == [("b", "title")]
    assert page.grid.current_column == "title"
    typed(page.edit(), "13", Key.Key_Tab)  # the last one that can
    assert page.asked == [("b", "title")]
    assert page.kept[-1] == ("b", 13)


def test_what_is_refused_or_cannot_be_read_is_said_below_the_cell_and_the_editor_stays(page: Page) -> None:
    editor = page.edit()
    typed(editor, "100", Key.Key_Return)
    assert page.said == "That is too many days."
    assert editor.accessibleDescription() == page.said
    editor.clear()
    typed(editor, "many", Key.Key_Tab)
    assert page.said == "Days are a number."
    assert page.grid.is_editing
    assert not page.asked
    assert not page.kept
    other = QLineEdit()
    assert not page.grid.edit_cell("a", "title", other, other.text, lambda text: "")
    assert editor.hasFocus()
    page.grid.say_at_editor("12 days")
    assert page.said == "12 days"


def test_the_keyboard_going_elsewhere_keeps_it(page: Page, qtbot: QtBot) -> None:
    typed(page.edit(), "12")
    where = page.grid.visualRect(page.grid.rows.index(3, 1)).center()
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert page.kept == [("b", 12)]
    assert page.grid.current == ROWS[3]
    assert not page.grid.is_editing


def test_the_editor_goes_with_its_row_through_every_change(page: Page) -> None:
    editor = page.edit()
    typed(editor, "12")
    page.grid.rows.sort_by("title", descending=True)
    assert page.grid.rows.line_of("b") == 0
    assert page.grid.visualRect(page.grid.rows.index(0, 2)).contains(editor.geometry().center())
    page.grid.rows.change_rows([replace(ROWS[0], title="Zebras")], gone=["d"])
    assert page.grid.visualRect(page.grid.index_of("b", "days")).contains(editor.geometry().center())
    page.grid.rows.set_filter("zebras")
    assert page.said.startswith("This row is not shown any more.")
    typed(editor, "", Key.Key_Return)
    assert page.kept == [("b", 12)]


def test_what_was_typed_in_a_row_that_was_removed_can_still_be_copied(page: Page) -> None:
    editor = page.edit()
    typed(editor, "12")
    page.grid.rows.change_rows([], gone=["b"])
    assert page.said.startswith("This row was removed meanwhile.")
    typed(editor, "", Key.Key_Return)
    assert page.grid.is_editing
    assert editor.text() == "12"
    assert page.kept == []


def test_an_editor_too_wide_for_its_cell_grows_but_stays_within_the_table(sheet: Grid[Row]) -> None:
    wide = QLineEdit()
    wide.setMinimumWidth(300)
    sheet.edit_cell("b", "stream", wide, wide.text, str)
    assert wide.width() == 300
    assert wide.geometry().right() < sheet.viewport().width()
