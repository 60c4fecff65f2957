from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.widgets.table import ROWS, Row
from ui.theme import px
from ui.widgets.columns import Column
from ui.widgets.grid import Grid, widths
from ui.widgets.rows import RowsModel

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def shown(grid: Grid[Row]) -> list[str]:
    return [grid.rows.columns[n].key for n in grid.shown_columns()]


def edge(grid: Grid[Row], n: int) -> QPoint:
    """A point on the right edge of column `n`, in its head."""
    return QPoint(grid.head.sectionViewportPosition(n) + grid.head.sectionSize(n), grid.head.height() // 2)


def drag(grid: Grid[Row], n: int, by: int) -> None:
    head = grid.head.viewport()
    QTest.mousePress(head, LEFT, NONE, edge(grid, n))
    QTest.mouseMove(head, edge(grid, n) + QPoint(by, 0))
    QTest.mouseRelease(head, LEFT, NONE, edge(grid, n))


def test_an_edge_that_is_dragged_stays_under_the_mouse_and_the_next_column_gives(
    sheet: Grid[Row], qtbot: QtBot
) -> None:
    before = widths(sheet)
    with qtbot.waitSignal(sheet.layout_changed):
        drag(sheet, 2, 30)
    after = widths(sheet)
    assert after["days"] == before["days"] + 30
    assert after["stream"] == before["stream"] - 30
    assert after["title"] == before["title"]
    drag(sheet, 2, -500)
    assert widths(sheet)["days"] == px(40)
    sheet.resize(700, 300)
    assert widths(sheet)["days"] == px(40)
    assert sum(widths(sheet).values()) == sheet.viewport().width()


def test_the_stretching_column_gives_what_its_neighbour_takes_and_keeps_its_least(sheet: Grid[Row]) -> None:
    before = widths(sheet)
    drag(sheet, 0, 40)
    assert widths(sheet)["ref"] == before["ref"] + 40
    drag(sheet, 0, 500)
    assert widths(sheet)["title"] == px(150)
    assert shown(sheet) == ["ref", "title", "days", "stream"]


def test_a_double_click_on_an_edge_fits_the_column_to_its_longest_text(sheet: Grid[Row]) -> None:
    sheet.set_column_layout({"sizes": {"days": 200}})
    assert widths(sheet)["days"] == px(200)
    QTest.mouseDClick(sheet.head.viewport(), LEFT, NONE, edge(sheet, 2))
    assert px(50) < widths(sheet)["days"] < px(120)
    before = widths(sheet)
    sheet.places.fit("title")  # it takes what is left, always
    assert widths(sheet) == before


def test_columns_move_and_what_the_person_arranged_comes_back(sheet: Grid[Row], qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.layout_changed):
        sheet.places.move("days", -1)
    assert shown(sheet) == ["ref", "days", "title", "stream"]
    assert not sheet.places.can_move("ref", -1)
    with qtbot.waitSignal(sheet.layout_changed):
        sheet.places.hide("stream")
    assert sheet.rows.sentence(ROWS[0]) == "a, 30 days, Agree one threshold"
    kept = sheet.column_layout
    assert kept == {
        "order": ["ref", "days", "title", "stream"],
        "sizes": {},
        "shown": ["ref", "title", "days"],
    }
    with qtbot.assertNotEmitted(sheet.layout_changed):
        sheet.set_column_layout({})
        assert shown(sheet) == ["ref", "title", "days", "stream"]
        sheet.set_column_layout(kept)
    assert shown(sheet) == ["ref", "days", "title"]
    assert sheet.column_layout == kept


def test_an_arrangement_of_other_columns_is_taken_as_far_as_it_goes(sheet: Grid[Row]) -> None:
    sheet.set_column_layout(
        {
            "order": ["gone", "stream", "ref"],
            "sizes": {"gone": 9, "days": "wide", "ref": 1},
            "shown": ["days"],
        }
    )
    assert shown(sheet) == ["ref", "title", "days"]
    assert sheet.column_layout["order"] == ["stream", "ref", "title", "days"]
    assert sheet.column_layout["sizes"]["ref"] == 40
    sheet.set_column_layout({"order": 3, "sizes": [], "shown": None})
    assert shown(sheet) == ["ref", "title", "days", "stream"]


def test_a_column_that_can_be_narrower_gives_before_another_leaves(qtbot: QtBot) -> None:
    rows: RowsModel[Row] = RowsModel(
        [
            Column(key="title", title="Action", text=lambda row: row.title, width=150, stretch=True),
            Column(key="stream", title="Workstream", text=lambda row: row.stream, width=120, least=80),
            Column(key="days", title="Days", text=lambda row: str(row.days), width=100),
        ],
        lambda row: row.id,
    )
    rows.set_rows(ROWS)
    grid: Grid[Row] = Grid(rows, "Actions")
    qtbot.addWidget(grid)
    ends = px(16 - 8) + px(16 - 8)
    grid.resize(px(150 + 90 + 100) + ends, px(200))
    grid.show()
    assert widths(grid) == {"title": px(150) + px(8), "stream": px(90), "days": px(100) + px(8)}
    grid.resize(px(150 + 79 + 100) + ends, px(200))
    assert shown(grid) == ["title", "stream"]
    assert widths(grid)["stream"] == px(120) + px(8)
