from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.widgets.table import ROWS, Row, by_stream, made
from ui import theme
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.grid import Grid, widths
from ui.widgets.rows import RowsModel

Key = Qt.Key


@pytest.fixture
def grid(qtbot: QtBot) -> Iterator[Grid[Row]]:
    shown: Grid[Row] = Grid(made(), "Actions", several=True)
    qtbot.addWidget(shown)
    shown.resize(500, 300)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown


def press(grid: Grid[Row], *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(grid, key)


def test_the_first_row_has_the_keyboard_at_the_start(grid: Grid[Row]) -> None:
    assert grid.current == ROWS[0]
    press(grid, Key.Key_Down)
    assert grid.current == ROWS[1]


def test_enter_and_a_double_click_open_the_row(grid: Grid[Row], qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.opened) as opened:
        press(grid, Key.Key_Down, Key.Key_Return)
    assert opened.args == [ROWS[1], "title"]
    where = grid.visualRect(grid.rows.index(2, 1)).center()
    with qtbot.waitSignal(grid.opened) as opened:
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert opened.args == [ROWS[2], "days"]


def test_letters_typed_go_to_whoever_filters(grid: Grid[Row], qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.typed) as typed:
        press(grid, Key.Key_R)
    assert typed.args == ["r"]
    with qtbot.assertNotEmitted(grid.typed):
        QTest.keyClick(grid, Key.Key_R, Qt.KeyboardModifier.ControlModifier)


def test_left_and_right_fold_and_open_a_group(grid: Grid[Row]) -> None:
    grid.rows.set_grouping(by_stream())
    grid.go_to("w2")
    press(grid, Key.Key_Left)
    assert grid.rows.rowCount() == 4
    assert grid.rows.key_at(grid.currentIndex().row()) == "w2"
    press(grid, Key.Key_Left)
    assert grid.rows.rowCount() == 4
    press(grid, Key.Key_Right)
    assert grid.rows.rowCount() == 6


def test_a_row_gone_to_is_selected_with_control_held_too(grid: Grid[Row]) -> None:
    QTest.keyPress(grid, Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    grid.go_to("b")
    QTest.keyRelease(grid, Key.Key_Control)
    assert [row.id for row in grid.selected] == ["b"]


def test_a_click_on_a_group_folds_it(grid: Grid[Row]) -> None:
    grid.rows.set_grouping(by_stream())
    where = grid.visualRect(grid.rows.index(0, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert grid.rows.folded == {"w2"}


def test_selection_and_scroll_survive_new_rows(qtbot: QtBot) -> None:
    rows = [Row(f"r{n}", f"Action {n}") for n in range(200)]
    grid: Grid[Row] = Grid(made(rows), "Actions", several=True)
    qtbot.addWidget(grid)
    grid.resize(400, 300)
    with qtbot.waitExposed(grid):
        grid.show()
    grid.go_to("r100")
    press(grid, Key.Key_Down)
    grid.selectRow(103)
    scrolled = grid.verticalScrollBar().value()
    assert scrolled > 0
    grid.rows.set_rows(rows[:50] + rows[60:])
    assert [row.id for row in grid.selected] == ["r103"]
    assert grid.verticalScrollBar().value() == scrolled


def test_a_row_that_goes_leaves_nothing_selected(grid: Grid[Row], qtbot: QtBot) -> None:
    grid.go_to("b")
    with qtbot.waitSignal(grid.moved, check_params_cb=lambda row: row is None):
        grid.rows.change_rows([], gone=["b"])
    assert grid.selected == []


def test_columns_leave_from_the_right_before_the_stretching_one_is_cut(qtbot: QtBot) -> None:
    def column(key: str, width: int, *, stretch: bool = False, keep: bool = False) -> Column[Row]:
        return Column(key=key, title=key, text=lambda row: row.id, width=width, stretch=stretch, keep=keep)

    columns = [
        column("action", 200, stretch=True),
        column("owner", 100),
        column("due", 100),
        column("state", 80, keep=True),
    ]
    grid: Grid[Row] = Grid(RowsModel(columns, lambda row: row.id), "Actions")
    qtbot.addWidget(grid)
    grid.resize(600, 200)
    with qtbot.waitExposed(grid):
        grid.show()
    assert list(widths(grid)) == ["action", "owner", "due", "state"]
    assert sum(widths(grid).values()) == grid.viewport().width()
    grid.resize(460, 200)
    assert list(widths(grid)) == ["action", "owner", "state"]
    grid.resize(300, 200)
    assert list(widths(grid)) == ["action", "state"]
    assert widths(grid)["action"] >= px(200)
    grid.resize(600, 200)
    grid.choose_columns(("due", "unknown"))
    assert list(widths(grid)) == ["action", "due", "state"]


def test_columns_that_are_worth_it_grow_once_the_stretching_one_is_at_ease(qtbot: QtBot) -> None:
    def column(key: str, width: int, most: int = 0, *, stretch: bool = False) -> Column[Row]:
        return Column(key=key, title=key, text=lambda row: row.id, width=width, most=most, stretch=stretch)

    columns = [column("action", 200, stretch=True), column("owner", 100, 160), column("due", 100)]
    grid: Grid[Row] = Grid(RowsModel(columns, lambda row: row.id), "Actions")
    qtbot.addWidget(grid)
    grid.resize(600, 200)
    with qtbot.waitExposed(grid):
        grid.show()
    tight = widths(grid)
    assert tight["owner"] == px(100)
    grid.resize(680, 200)
    more = {key: wide - tight[key] for key, wide in widths(grid).items()}
    assert more["due"] == 0
    assert 0 < more["owner"] < more["action"]
    grid.resize(1200, 200)
    assert widths(grid)["owner"] == px(160)
    assert sum(widths(grid).values()) == grid.viewport().width()


def test_a_click_on_a_head_sorts_up_then_down_then_not_at_all(grid: Grid[Row]) -> None:
    head = grid.horizontalHeader()
    where = QPoint(head.sectionViewportPosition(1) + 20, head.height() // 2)
    seen = []
    for _ in range(3):
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        seen.append(grid.rows.sorted_by)
    assert seen == [("days", False), ("days", True), ("", False)]
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, shift, where)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, shift, QPoint(20, head.height() // 2))
    assert grid.rows.sorts == (("days", False), ("title", False))


def test_the_focus_ring_is_painted_round_the_row_with_the_keyboard(grid: Grid[Row], qtbot: QtBot) -> None:
    grid.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    rect = grid.visualRect(grid.currentIndex())
    picture = grid.viewport().grab().toImage()
    assert picture.pixelColor(rect.x(), rect.center().y()) == tokens().focus
    assert picture.pixelColor(rect.x() + 5, rect.center().y()) == tokens().selection


def test_a_screen_reader_hears_the_table_and_each_row_as_a_sentence(grid: Grid[Row]) -> None:
    spoken = QAccessible.queryAccessibleInterface(grid)
    assert spoken.text(QAccessible.Text.Name) == "Actions"
    names = [spoken.child(n).text(QAccessible.Text.Name) for n in range(spoken.childCount())]
    assert "Recruit eight social workers, in 9 days" in names


def test_in_a_sheet_left_and_right_go_from_cell_to_cell_and_the_row_stays(
    sheet: Grid[Row], qtbot: QtBot
) -> None:
    press(sheet, Key.Key_Down, Key.Key_Right, Key.Key_Right)
    assert (sheet.current, sheet.current_column) == (ROWS[1], "days")
    assert sheet.selected == [ROWS[1]]
    spoken = QAccessible.queryAccessibleInterface(sheet).focusChild()
    assert spoken.text(QAccessible.Text.Name) == "Days: 9 days"
    press(sheet, Key.Key_Down, Key.Key_End)
    assert (sheet.current, sheet.current_column) == (ROWS[2], "stream")
    press(sheet, Key.Key_Right, Key.Key_Home, Key.Key_Left)
    assert sheet.current_column == "ref"
    sheet.go_to("a", "days")
    rect = sheet.visualRect(sheet.currentIndex())
    picture = sheet.viewport().grab().toImage()
    assert picture.pixelColor(rect.x(), rect.center().y()) == tokens().focus
    assert picture.pixelColor(1, rect.center().y()) == tokens().selection
    with qtbot.waitSignal(sheet.edit_wanted) as wanted:
        where = sheet.visualRect(sheet.rows.index(2, 1)).center()
        QTest.mouseDClick(sheet.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert wanted.args == [ROWS[2], "title"]


def test_the_column_with_the_keyboard_stays_through_a_filter_and_over_a_group(sheet: Grid[Row]) -> None:
    sheet.go_to("a", "days")
    sheet.rows.set_filter("zebra")
    sheet.rows.set_filter("")
    assert sheet.go_to("a")
    assert sheet.current_column == "days"
    sheet.rows.set_grouping(by_stream())
    press(sheet, Key.Key_Up, Key.Key_Left)
    assert sheet.rows.folded == {"w1"}
    spoken = QAccessible.queryAccessibleInterface(sheet).focusChild()
    assert spoken.text(QAccessible.Text.Name) == "w1, 2 actions, sum, folded"
    press(sheet, Key.Key_Right, Key.Key_Down)
    assert (sheet.current, sheet.current_column) == (ROWS[0], "days")


def test_several_rows_are_selected_by_the_keyboard_and_copied_as_texts(sheet: Grid[Row]) -> None:
    sheet.go_to("a")
    QTest.keyClick(sheet, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert sheet.selected_keys == ["a", "b"]
    QTest.keyClick(sheet, Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet, Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet, Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert sheet.selected_keys == ["a", "b", "d"]
    sheet.rows.sort_by("title", descending=True)
    assert sheet.selected_keys == ["b", "d", "a"]
    sheet.choose_columns(["days"])
    sheet.resize(220, 300)
    assert len(sheet.shown_columns()) == 2
    heads, texts = sheet.table_text()  # also of the column that has no room
    assert heads == ["Ref", "Action", "Days"]
    assert texts[0] == ["b", "Recruit eight social workers", "9 days"]
    QTest.keyClick(sheet, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(sheet.selected) == 4


def test_whoever_works_down_a_sheet_stays_at_the_line_when_its_row_goes(
    sheet: Grid[Row], qtbot: QtBot
) -> None:
    sheet.activateWindow()
    sheet.setFocus()
    qtbot.waitUntil(sheet.hasFocus)
    sheet.go_to("b", "days")
    sheet.rows.set_test(lambda row: row.id != "b")
    assert (sheet.current, sheet.current_column) == (ROWS[2], "days")
    sheet.rows.set_test(lambda row: row.id in "ac")
    sheet.rows.set_test(lambda row: row.id == "a")
    assert sheet.current == ROWS[0]
    sheet.rows.set_test(lambda row: False)
    assert sheet.current is None


def test_a_column_that_leaves_hands_the_keyboard_to_the_next_one_in_sight(sheet: Grid[Row]) -> None:
    sheet.go_to("b", "stream")
    sheet.choose_columns(["days"])
    assert (sheet.current_column, sheet.selected) == ("days", [ROWS[1]])
    sheet.choose_columns([])
    assert (sheet.current_column, sheet.selected) == ("title", [ROWS[1]])


def test_compact_rows_are_lower(qtbot: QtBot) -> None:
    theme.use(theme.Look.LIGHT, 100, theme.Density.COMPACT)
    compact: Grid[Row] = Grid(made(), "Actions")
    qtbot.addWidget(compact)
    compact.rows.set_grouping(by_stream())
    assert [compact.rowHeight(line) for line in (0, 1)] == [30, 26]
