from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.dialogs.columns import ColumnsDialog
from ui.widgets.columns import Column
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel

GROUPS = (("Words", ("title", "note")), ("Numbers", ("ref", "size")))


def a_column(key: str, *, shown: bool = True, stretch: bool = False) -> Column[str]:
    return Column(key=key, title=key.capitalize(), text=str, width=80, shown=shown, stretch=stretch)


def a_table(qtbot: QtBot) -> Grid[str]:
    columns = (
        *(a_column("ref"), a_column("title", stretch=True), a_column("size")),
        *(a_column("note", shown=False), a_column("own", shown=False)),
    )
    grid: Grid[str] = Grid(RowsModel(columns, key=str), "Things", sheet=True)
    grid.resize(900, 300)
    qtbot.addWidget(grid)
    grid.show()
    return grid


def shown(grid: Grid[str]) -> list[str]:
    return [grid.rows.columns[n].key for n in grid.shown_columns()]


def test_columns_are_found_ticked_and_moved_by_keyboard(qtbot: QtBot) -> None:
    table = a_table(qtbot)
    dialog = ColumnsDialog(None, table, GROUPS)
    qtbot.addWidget(dialog)
    dialog.show()
    laid_out: list[None] = []
    table.layout_changed.connect(lambda: laid_out.append(None))
    heads = [head for line in range(dialog.rows.rowCount()) if (head := dialog.rows.group_at(line))]
    assert [(each.head.title, each.head.words) for each in heads] == [
        ("Words", "1 of 2 shown"),
        ("Numbers", "2 of 2 shown"),
        ("Own columns", "0 of 1 shown"),
    ]
    QTest.keyClicks(dialog.filter.edit, "note")
    assert [each.key for each in dialog.rows.rows()] == ["note"]
    QTest.keyClick(dialog.filter.edit, Qt.Key.Key_Down)
    dialog.grid.go_to("note")
    QTest.keyClick(dialog.grid, Qt.Key.Key_Space)
    assert shown(table) == ["ref", "title", "size", "note"]
    dialog.filter.edit.clear()
    assert dialog.rows.sentence(dialog.rows.row_of("note")) == "shown, Note, 4"  # type: ignore[arg-type]
    held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(dialog.grid, Qt.Key.Key_Up, held)
    dialog.earlier.click()
    assert shown(table) == ["ref", "note", "title", "size"]
    assert laid_out
    dialog.grid.go_to("title")
    QTest.keyClick(dialog.grid, Qt.Key.Key_Return)
    assert "title" in shown(table)
    dialog.grid.go_to("size")
    QTest.keyClick(dialog.grid, Qt.Key.Key_Return)
    assert shown(table) == ["ref", "note", "title"]
    assert not dialog.later.isEnabled()
    dialog.first.click()
    assert shown(table) == ["ref", "title", "size"]


def test_a_column_without_room_is_said_to_have_none(qtbot: QtBot) -> None:
    table = a_table(qtbot)
    table.resize(200, 300)
    dialog = ColumnsDialog(None, table, GROUPS)
    qtbot.addWidget(dialog)
    words = {each.key: dialog.rows.columns[2].text(each) for each in dialog.rows.rows()}
    assert words == {"title": "2", "ref": "1", "size": "3, no room now", "note": "", "own": ""}
