"""How a table's rows are painted."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ui.fonts import SEMIBOLD, metrics
from ui.theme import px, tokens
from ui.widgets.columns import Head
from ui.widgets.lines import GroupRow
from ui.widgets.paint import draw_chevron, focus_ring, hairline, put

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

Cells = list[tuple[int, int, int]]  # number, x and width of the columns shown


def paint_rows(painter: QPainter, grid: "Grid[Any]", dirty: QRect) -> None:
    """All of it by hand: to have Qt ask a delegate for each cell takes longer than to paint the cell."""
    painter.fillRect(dirty, tokens().surface)
    first, last = grid.rowAt(dirty.top()), grid.rowAt(dirty.bottom())
    last = grid.rows.rowCount() - 1 if last < 0 else last
    ranges = grid.selectionModel().selection().toList()
    seen = (range(max(each.top(), first), min(each.bottom(), last) + 1) for each in ranges)
    selected = {line for lines in seen for line in lines}
    header = grid.horizontalHeader()
    cells = [(n, header.sectionViewportPosition(n), header.sectionSize(n)) for n in grid.shown_columns()]
    for line in range(first, last + 1) if first >= 0 else ():
        _paint_line(painter, grid, line, line in selected, cells)
    if grid.hasFocus() and grid.currentIndex().isValid():
        _paint_current(painter, grid)


def _paint_current(painter: QPainter, grid: "Grid[Any]") -> None:
    """Where the keyboard is: the row, or the cell within it."""
    index = grid.currentIndex()
    place = line_rect(grid, index.row())
    if not grid.is_sheet or grid.rows.row_at(index.row()) is None:
        focus_ring(painter, place)
        return
    for y in (place.top(), place.bottom()):
        hairline(painter, 0, place.width(), y, tokens().focus)
    focus_ring(painter, grid.visualRect(index))


def line_rect(grid: "Grid[Any]", line: int) -> QRect:
    """Where a line is, across the whole table."""
    return QRect(0, grid.rowViewportPosition(line), grid.viewport().width(), grid.rowHeight(line))


def _paint_line(painter: QPainter, grid: "Grid[Any]", line: int, selected: bool, cells: Cells) -> None:
    t, item, place = tokens(), grid.rows.item_at(line), line_rect(grid, line)
    is_group = isinstance(item, GroupRow)
    if selected or is_group:
        painter.fillRect(place, t.selection if selected else t.window)
    if isinstance(item, GroupRow):
        _paint_head(painter, grid, place, item.head, cells, down=item.expanded)
    elif item is not None:
        for n, x, wide in cells:
            column = grid.rows.columns[n]
            inner = grid.cell_text(QRect(x, place.y(), wide, place.height()), n)
            if column.draw is not None:
                column.draw(painter, inner, item.row, selected)
            else:
                weight, colour = SEMIBOLD if column.strong else 400, t.muted if column.muted else t.text
                put(painter, inner, column.text(item.row), weight=weight, colour=colour, right=column.right)
    above_group = is_group or grid.rows.group_at(line + 1) is not None
    hairline(painter, 0, place.width(), place.bottom(), t.border if above_group else None)


def _paint_head(
    painter: QPainter, grid: "Grid[Any]", place: QRect, head: Head[Any], cells: Cells, *, down: bool
) -> None:
    """A group: its title, up to the first column that it has something for, and what stands in those."""
    columns, own = grid.rows.columns, {*head.cells, *head.draws}
    filled = [cell for cell in cells[1:] if columns[cell[0]].key in own]
    for n, x, _ in cells[:1]:
        end = filled[0][1] if filled else place.right() + 1
        room = grid.cell_text(QRect(x, place.y(), end - x, place.height()), n)
        _draw_title(painter, room, head, down=down)
    for n, x, wide in filled:
        inner, key = grid.cell_text(QRect(x, place.y(), wide, place.height()), n), columns[n].key
        if (draw := head.draws.get(key)) is not None:
            draw(painter, inner)
        else:
            put(painter, inner, head.cells[key], weight=SEMIBOLD, right=columns[n].right)


def _draw_title(painter: QPainter, rect: QRect, head: Head[Any], *, down: bool) -> None:
    muted = tokens().muted
    draw_chevron(painter, rect.x() + px(7), rect.center().y() + 1, down=down, colour=muted)
    room = rect.adjusted(px(22), 0, 0, 0)
    # A long title leaves room for the words after it, which count what is in the group.
    words = metrics(13).horizontalAdvance(head.words) + px(12) if head.words else 0
    title = f"{head.number}  {head.title}".strip()
    x = put(
        painter,
        room.adjusted(0, 0, -min(words, room.width() // 3), 0),
        title,
        size=14,
        weight=SEMIBOLD,
    )
    put(painter, rect.adjusted(x - rect.x() + px(10), 0, 0, 0), head.words, colour=muted)
