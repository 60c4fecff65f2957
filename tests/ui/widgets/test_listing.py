from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.widgets.table import ROWS, Row, made
from ui.widgets.frames import Empty, Segments
from ui.widgets.grid import Grid
from ui.widgets.listing import Listing


def listing(qtbot: QtBot, *grids: Grid[Row]) -> Listing:
    """In sight, with choices of which the first, "dated", has a test."""
    choices = Segments("Which actions", [("dated", "Dated"), ("all", "All")])
    made_so = Listing(
        "Filter actions",
        *grids,
        choices=choices,
        tests={"dated": lambda row: row.days is not None},
        none=Empty("No action yet", "Add the first one.", "Add action"),
        none_fits="No action fits",
    )
    made_so.top.addWidget(choices)
    qtbot.addWidget(made_so)
    made_so.resize(500, 400)
    with qtbot.waitExposed(made_so):
        made_so.show()
    made_so.activateWindow()
    return made_so


def shown(grid: Grid[Row]) -> str:
    return "".join(row.id for row in grid.rows.rows())


def test_words_choices_and_values_narrow_the_table_until_all_is_shown_again(qtbot: QtBot) -> None:
    grid: Grid[Row] = Grid(made(), "Actions")
    below = listing(qtbot, grid)
    assert shown(grid) == "abd"
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    QTest.keyClick(grid, Qt.Key.Key_D)
    assert (below.filter.edit.text(), shown(grid)) == ("d", "abd")
    below.filter.edit.setText("audit")
    assert (shown(grid), grid.current) == ("d", ROWS[3])
    with qtbot.waitSignal(below.looked_at):
        grid.rows.set_values("days", frozenset({"9 days"}))
    assert below.stack.currentWidget() is below.none_fits
    below.take_keyboard()
    assert below.none_fits.button.hasFocus()
    assert [token.words for token in below.filter._shown] == ["Days 9 days"]
    below.none_fits.button.click()
    assert not below.filter._shown
    assert (below.filter.edit.text(), below.choices.chosen, shown(grid)) == ("", "all", "abcd")
    assert below.stack.currentWidget() is grid
    assert grid.current is not None
    grid.rows.set_values("days", frozenset({"9 days", ""}))
    assert [token.words for token in below.filter._shown] == ["Days 2 values"]
    QTest.keyClick(below.filter.edit, Qt.Key.Key_Backspace)
    assert shown(grid) == "abcd"


def test_a_row_is_revealed_whatever_hides_it(qtbot: QtBot) -> None:
    grid: Grid[Row] = Grid(made(), "Actions")
    below = listing(qtbot, grid)
    below.filter.edit.setText("audit")
    assert below.reveal("d")
    assert shown(grid) == "d"
    assert below.reveal("c")
    assert grid.current == ROWS[2]
    assert not below.reveal("gone")


def test_where_there_is_no_row_at_all_it_says_how_to_add_one(qtbot: QtBot) -> None:
    first: Grid[Row] = Grid(made(), "Actions")
    second: Grid[Row] = Grid(made([]), "Drafts")
    below = listing(qtbot, first, second)
    below.turn_to(second)
    assert below.stack.currentWidget() is below.none
    assert not below.filter.isVisible()
    below.take_keyboard()
    assert below.none.button.hasFocus()
    second.rows.set_rows(ROWS[2:])
    below.look()
    below.take_keyboard()
    assert below.filter.isVisible()
    assert second.hasFocus()
    assert (shown(second), second.current) == ("d", ROWS[3])
