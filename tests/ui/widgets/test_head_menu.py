from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.table import Row
from ui.widgets.grid import Grid
from ui.widgets.head_menu import HeadMenu

Key, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


def opened(grid: Grid[Row], column: str) -> HeadMenu:
    grid.go_to(grid.rows.key_at(0), column)
    QTest.keyClick(grid, Key.Key_Down, ALT)
    return next(each for each in grid.findChildren(HeadMenu) if each.isVisible())


def line(menu: HeadMenu, text: str) -> QPushButton:
    return next(each for each in menu.lines if each.text() == text)


def shown(grid: Grid[Row]) -> str:
    return "".join(row.id for row in grid.rows.rows())


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or QWidget(), key)


def test_the_order_is_chosen_by_the_keyboard_alone(sheet: Grid[Row], qtbot: QtBot) -> None:
    menu = opened(sheet, "days")
    qtbot.waitUntil(menu.lines[0].hasFocus)
    press(Key.Key_Down, Key.Key_Return)
    assert sheet.rows.sorted_by == ("days", True)
    line(opened(sheet, "stream"), "Add to the sort").click()
    assert sheet.rows.sorts == (("days", True), ("stream", False))
    line(opened(sheet, "days"), "Take out of the sort").click()
    assert sheet.rows.sorted_by == ("stream", False)


def test_values_are_ticked_searched_and_taken_away_and_the_table_follows(
    sheet: Grid[Row], qtbot: QtBot
) -> None:
    menu = opened(sheet, "days")
    spoken = QAccessible.queryAccessibleInterface(menu.list)
    names = [spoken.child(n).text(QAccessible.Text.Name) for n in range(spoken.childCount())]
    assert "9 days, 1 row, ticked" in names
    menu.list.setFocus()
    qtbot.waitUntil(menu.list.hasFocus)
    press(Key.Key_Space)
    assert (shown(sheet), sheet.rows.valued) == ("acd", {"days": frozenset({"30 days", "100 days", ""})})
    press(Key.Key_Down, Key.Key_Space, Key.Key_1)
    assert menu.search.text() == "1"
    assert [value.text for value in menu.model.rows()] == ["100 days"]
    press(Key.Key_Return)
    assert not menu.isVisible()
    assert shown(sheet) == "d"
    menu = opened(sheet, "days")
    qtbot.waitUntil(menu.lines[0].hasFocus)
    press(Key.Key_9)
    assert [value.text for value in menu.model.rows()] == ["9 days"]
    menu.search.clear()
    menu._tick_all()
    assert (shown(sheet), sheet.rows.valued) == ("abcd", {})
    menu._tick_none()
    assert shown(sheet) == ""
    where = menu.list.visualRect(menu.model.index(3, 0)).center()
    QTest.mouseClick(menu.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert shown(sheet) == "c"
    press(Key.Key_Escape)


def test_the_column_is_moved_and_hidden_from_its_head(sheet: Grid[Row]) -> None:
    menu = opened(sheet, "title")
    texts = [each.text() for each in menu.lines]
    assert "Hide this column" not in texts
    assert "Size to fit" not in texts
    assert not hasattr(menu, "list")
    line(menu, "Move right").click()
    line(opened(sheet, "days"), "Hide this column").click()
    assert [sheet.rows.columns[n].key for n in sheet.shown_columns()] == ["ref", "title", "stream"]


def test_the_funnel_in_the_head_opens_it(sheet: Grid[Row]) -> None:
    sheet.go_to("a", "days")
    where = sheet.head.funnel_of(2).center()
    QTest.mouseClick(sheet.head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert sheet.rows.sorts == ()
    menu = next(each for each in sheet.findChildren(HeadMenu) if each.isVisible())
    assert menu.accessibleName().startswith("Days")
    menu.close()
