from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.widgets.table import Row
from ui.widgets.grid import Grid

Key, SHIFT, CTRL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def at(sheet: Grid[Row], key: str) -> QPoint:
    return sheet.visualRect(sheet.index_of(key, "title")).center()


def test_shift_selects_from_the_row_that_was_gone_to_by_whatever_way(sheet: Grid[Row]) -> None:
    sheet.go_to("d")
    QTest.keyClick(sheet, Key.Key_Up, SHIFT)
    assert sheet.selected_keys == ["c", "d"]
    sheet.go_to("a")  # as a search or an undo does
    QTest.keyClick(sheet, Key.Key_Down, SHIFT)
    QTest.keyClick(sheet, Key.Key_Down, SHIFT)
    assert sheet.selected_keys == ["a", "b", "c"]
    QTest.keyClick(sheet, Key.Key_Up, SHIFT)
    assert sheet.selected_keys == ["a", "b"]
    QTest.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, SHIFT, at(sheet, "d"))
    assert sheet.selected_keys == ["a", "b", "c", "d"]
    sheet.go_to("c")
    QTest.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, SHIFT, at(sheet, "b"))
    assert sheet.selected_keys == ["b", "c"]
    sheet.go_to("b", "days")
    QTest.keyClick(sheet, Key.Key_End, SHIFT | CTRL)
    assert (sheet.selected_keys, sheet.current_column) == (["b", "c", "d"], "days")


def test_where_one_row_is_selected_shift_only_moves(sheet: Grid[Row]) -> None:
    sheet.setSelectionMode(Grid.SelectionMode.SingleSelection)
    sheet.go_to("a")
    QTest.keyClick(sheet, Key.Key_Down, SHIFT)
    assert sheet.selected_keys == ["b"]
