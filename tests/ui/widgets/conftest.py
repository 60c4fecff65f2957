"""A table worked in cell by cell, as the tests of its parts want it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.widgets.table import ROWS, Row, spelt
from ui.widgets.columns import Column
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[Grid[Row]]:
    """Rows a, b (stream w1), c, d (w2) in the columns ref, title (stretching), days and stream."""
    columns: list[Column[Row]] = [
        Column(key="ref", title="Ref", text=lambda row: row.id, width=60, keep=True),
        Column(
            key="title", title="Action", text=lambda row: row.title, width=150, stretch=True, editable=True
        ),
        Column(
            key="days",
            title="Days",
            text=spelt,
            width=100,
            sort=lambda row: row.days,
            pickable=True,
            editable=True,
        ),
        Column(key="stream", title="Stream", text=lambda row: row.stream, width=100, pickable=True),
    ]
    model = RowsModel(columns, lambda row: row.id)
    model.set_rows(ROWS)
    grid: Grid[Row] = Grid(model, "All actions", several=True, sheet=True)
    qtbot.addWidget(grid)
    grid.resize(600, 300)
    with qtbot.waitExposed(grid):
        grid.show()
    grid.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    yield grid
    model.deleteLater()
