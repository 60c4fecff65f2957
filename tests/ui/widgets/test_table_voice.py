"""What a table tells a screen reader beyond what Qt tells of it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.table import ROWS, Row, made
from ui.widgets.grid import Grid


@pytest.fixture
def grid(qtbot: QtBot) -> Iterator[Grid[Row]]:
    """A table below a line to type in."""
    window, shown = QWidget(), Grid(made(), "Actions")
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    layout.addWidget(shown)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    shown.setFocus()
    yield shown


def test_the_row_is_said_when_the_table_gets_the_keyboard_and_when_it_changes(
    grid: Grid[Row], heard: list[str], qtbot: QtBot
) -> None:
    first = grid.rows.sentence(ROWS[0])
    qtbot.waitUntil(lambda: heard == [first])
    changed = replace(ROWS[0], title="Write it anew")
    grid.rows.change_rows([changed])
    qtbot.waitUntil(lambda: heard == [first, grid.rows.sentence(changed)])


def test_the_whole_row_is_said_where_the_keyboard_is_in_another_cell(
    grid: Grid[Row], heard: list[str], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(heard) == 1)
    grid.setCurrentIndex(grid.rows.index(1, 1))
    qtbot.waitUntil(lambda: heard[1:] == [grid.rows.sentence(ROWS[1])])


def test_how_many_rows_are_left_is_said_while_somebody_types(
    grid: Grid[Row], heard: list[str], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(heard) == 1)
    line = grid.window().findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    grid.rows.set_filter(ROWS[1].title)
    qtbot.waitUntil(lambda: heard[1:] == ["Actions: 1 row"])
