from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.widgets.table import Row, by_stream
from ui.theme import tokens
from ui.widgets.grid import Grid

LEFT, NONE, CTRL = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
)
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def dropped(sheet: Grid[Row]) -> Iterator[list[tuple[Any, ...]]]:
    """What was sent; the table is grouped: [w2] c d [w1] a b."""
    sheet.rows.set_grouping(by_stream())
    sheet.set_movable(True)
    sent: list[tuple[Any, ...]] = []
    sheet.rows_dropped.connect(lambda *what: sent.append(what))
    yield sent


def at(grid: Grid[Row], line: int, part: float = 0.5) -> QPoint:
    rect = grid.visualRect(grid.rows.index(line, 1))
    return QPoint(rect.center().x(), rect.y() + round(rect.height() * part))


def drag(grid: Grid[Row], line: int, to: QPoint, *, let_go: bool = True) -> None:
    view = grid.viewport()
    QTest.mousePress(view, LEFT, NONE, at(grid, line))
    QTest.mouseMove(view, at(grid, line) + QPoint(0, 15))
    QTest.mouseMove(view, to)
    if let_go:
        QTest.mouseRelease(view, LEFT, NONE, to)


def test_a_row_lands_where_the_line_is_shown(sheet: Grid[Row], dropped: list[Any]) -> None:
    drag(sheet, 1, at(sheet, 4, 0.2))
    drag(sheet, 1, at(sheet, 4, 0.8))
    drag(sheet, 1, at(sheet, 5, 0.8))
    drag(sheet, 4, at(sheet, 0, 0.8))
    drag(sheet, 4, at(sheet, 3, 0.2))
    drag(sheet, 4, QPoint(100, sheet.viewport().height() - 2))
    assert dropped == [
        (["c"], "a", "w1"),
        (["c"], "b", "w1"),
        (["c"], None, "w1"),
        (["a"], "c", "w2"),
        (["a"], None, "w2"),
        (["a"], None, "w1"),
    ]
    drag(sheet, 4, at(sheet, 1, 0.2), let_go=False)
    line = sheet.visualRect(sheet.rows.index(1, 0)).y()
    assert sheet.viewport().grab().toImage().pixelColor(300, line) == tokens().accent
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    QTest.mouseRelease(sheet.viewport(), LEFT, NONE, at(sheet, 1))
    assert len(dropped) == 6


def test_a_folded_group_takes_rows_in_at_its_end(sheet: Grid[Row], dropped: list[Any]) -> None:
    sheet.rows.fold("w2", True)
    drag(sheet, 2, at(sheet, 0))
    assert dropped == [(["a"], None, "w2")]


def test_several_selected_rows_are_dragged_together_and_a_mere_click_selects_one(
    sheet: Grid[Row], dropped: list[Any]
) -> None:
    sheet.go_to("c")
    QTest.mouseClick(sheet.viewport(), LEFT, CTRL, at(sheet, 4))
    drag(sheet, 4, at(sheet, 5, 0.8))
    assert dropped == [(["c", "a"], None, "w1")]
    assert len(sheet.selected) == 2
    QTest.mouseClick(sheet.viewport(), LEFT, NONE, at(sheet, 4))
    assert [row.id for row in sheet.selected] == ["a"]


def test_rows_let_go_where_they_stand_are_not_sent(sheet: Grid[Row], dropped: list[Any]) -> None:
    drag(sheet, 1, at(sheet, 2, 0.2))
    drag(sheet, 2, at(sheet, 3, 0.2))
    drag(sheet, 2, at(sheet, 2, 0.9))
    assert dropped == []


def test_keys_move_rows_by_one_step_and_into_the_next_group(sheet: Grid[Row], dropped: list[Any]) -> None:
    for key, way in (("c", Qt.Key.Key_Down), ("c", Qt.Key.Key_Up), ("d", Qt.Key.Key_Up)):
        sheet.go_to(key)
        QTest.keyClick(sheet, way, ALT_SHIFT)
    for key, way in (("d", Qt.Key.Key_Down), ("a", Qt.Key.Key_Up), ("b", Qt.Key.Key_Down)):
        sheet.go_to(key)
        QTest.keyClick(sheet, way, ALT_SHIFT)
    assert dropped == [
        (["c"], None, "w2"),
        (["d"], "c", "w2"),
        (["d"], "a", "w1"),
        (["a"], None, "w2"),
    ]
    sheet.set_movable(False)
    QTest.keyClick(sheet, Qt.Key.Key_Up, ALT_SHIFT)
    drag(sheet, 1, at(sheet, 5))
    assert len(dropped) == 4


def test_without_groups_rows_only_change_places(sheet: Grid[Row], dropped: list[Any]) -> None:
    sheet.rows.set_grouping(None)
    drag(sheet, 0, at(sheet, 2, 0.8))
    assert dropped == [(["a"], "d", None)]


def test_files_dropped_on_a_row_are_handed_on_with_it(sheet: Grid[Row], tmp_path: Path, qtbot: QtBot) -> None:
    sheet.set_takes_files(True)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "minutes.pdf")), QUrl("https://example.org/")])

    def send(where: QPoint) -> bool:
        """Whether it may be dropped there; it is, if so."""
        how = (data, LEFT, NONE)
        enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, *how)
        QApplication.sendEvent(sheet.viewport(), enter)
        if enter.isAccepted():
            drop = QDropEvent(QPointF(where), Qt.DropAction.CopyAction, *how)
            QApplication.sendEvent(sheet.viewport(), drop)
        return enter.isAccepted()

    with qtbot.waitSignal(sheet.files_dropped) as sent:
        assert send(at(sheet, 2))
    assert sent.args == [sheet.rows.row_at(2), [tmp_path / "minutes.pdf"]]
    assert not send(QPoint(50, sheet.viewport().height() - 3))
