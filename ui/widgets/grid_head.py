"""The heads of a table's columns: words, the order they are sorted in, the funnel of the head's menu."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.fonts import SEMIBOLD, metrics
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.paint import draw_chevron, hairline, put

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

_EDGE = 4  # how near to a column's edge it is taken hold of
_FUNNEL = 20  # the room it takes from the words


class GridHead(QHeaderView):
    """Column heads. In a sheet their edges are dragged to size columns, they themselves to move them."""

    edge_dragged = Signal(int, int)  # the column left of the edge, and how wide it is to be
    edge_let_go = Signal()
    edge_doubled = Signal(int)
    menu_wanted = Signal(int)  # the column

    def __init__(self, grid: "Grid[Any]") -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid = grid
        self._hovered = -1
        self._edge: tuple[int, int] | None = None  # the column and where its left edge is, while dragged
        self._pressed_funnel = -1
        self.setViewport(QWidget())  # as the table's
        self.viewport().setMouseTracking(True)
        self.setSectionsClickable(True)
        self.setSectionsMovable(grid.is_sheet)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setFixedHeight(px(32))

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line below goes on past the last column."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), tokens().alternate)
        hairline(painter, 0, self.viewport().width(), self.height() - 1, tokens().border)
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, n: int) -> None:
        """One head."""
        rows = self._grid.rows
        column: Column[Any] = rows.columns[n]
        keys = [key for key, _ in rows.sorts]
        is_sorted, is_valued = column.key in keys, column.key in rows.valued
        room = self._grid.cell_text(rect, n)
        if is_valued or self._shows_funnel(n):
            place = self.funnel_of(n, rect)
            tone = tokens().accent if is_valued else tokens().muted
            draw_icon(painter, "funnel", place.x() + px(3), place.center().y() - px(6), 13, tone)
            room.setRight(place.x() - 1)
        number = str(keys.index(column.key) + 1) if is_sorted and len(keys) > 1 else ""
        beside = px(14) + (metrics(13).horizontalAdvance(number) + px(3) if number else 0) if is_sorted else 0
        colour = tokens().text if is_sorted or is_valued else tokens().muted
        words = room.adjusted(beside, 0, 0, 0) if column.right else room.adjusted(0, 0, -beside, 0)
        end = put(painter, words, column.title, weight=SEMIBOLD, colour=colour, right=column.right)
        if is_sorted:
            if column.right:  # the arrow stands before the words, which stay above the figures
                end = max(words.x(), end - metrics(13, SEMIBOLD).horizontalAdvance(column.title)) - beside
            painter.save()
            painter.translate(end + px(9), rect.center().y() + 1)
            if not rows.sorts[keys.index(column.key)][1]:
                painter.rotate(180)
            draw_chevron(painter, 0, 0, down=True, colour=colour)
            painter.restore()
            put(painter, rect.adjusted(end - rect.x() + px(17), 0, 0, 0), number, colour=colour)

    def _shows_funnel(self, n: int) -> bool:
        """Where the mouse is, and where the keyboard is."""
        grid = self._grid
        if not grid.is_sheet or not grid.rows.columns[n].pickable:
            return False
        return n == self._hovered or (grid.hasFocus() and n == grid.currentIndex().column())

    def funnel_of(self, n: int, rect: QRect | None = None) -> QRect:
        """Where the funnel of a head is."""
        rect = rect or QRect(self.sectionViewportPosition(n), 0, self.sectionSize(n), self.height())
        inner = self._grid.cell_text(rect, n)
        return QRect(inner.right() + px(6) - px(_FUNNEL), rect.y(), px(_FUNNEL), rect.height())

    # The mouse.

    def edge_at(self, x: int) -> int:
        """The column whose right edge is there; -1 for none, or where it cannot be moved."""
        shown = self._grid.shown_columns()
        for n in shown[:-1] if self._grid.is_sheet else ():
            if abs(self.sectionViewportPosition(n) + self.sectionSize(n) - x) <= px(_EDGE):
                return n
        return -1

    def _funnel_at(self, where: QPoint) -> int:
        n = self.logicalIndexAt(where)
        if n < 0 or not (self._shows_funnel(n) or self._grid.rows.columns[n].key in self._grid.rows.valued):
            return -1
        return n if self.funnel_of(n).contains(where) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge or the funnel; else as heads do."""
        where = event.position().toPoint()
        edge = self.edge_at(where.x()) if event.button() == Qt.MouseButton.LeftButton else -1
        self._pressed_funnel = self._funnel_at(where) if edge < 0 else -1
        if edge >= 0:
            self._edge = (edge, self.sectionViewportPosition(edge))
        elif self._pressed_funnel < 0:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the edge, or show what could be taken hold of."""
        where = event.position().toPoint()
        if self._edge is not None:
            n, left = self._edge
            self.edge_dragged.emit(n, where.x() - left)
            return
        if event.buttons():
            super().mouseMoveEvent(event)
            return
        self._hover(self.logicalIndexAt(where))
        over = Qt.CursorShape.SplitHCursor if self.edge_at(where.x()) >= 0 else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(over)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._edge is not None:
            self._edge = None
            self.edge_let_go.emit()
        elif self._pressed_funnel >= 0:
            n, self._pressed_funnel = self._pressed_funnel, -1
            if self._funnel_at(event.position().toPoint()) == n:
                self.menu_wanted.emit(n)
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On an edge: fit the column to what it says."""
        edge = self.edge_at(event.position().toPoint().x())
        if edge >= 0:
            self.edge_doubled.emit(edge)
        else:
            self.mousePressEvent(event)  # a second quick click sorts again

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The head's menu."""
        n = self.logicalIndexAt(event.pos())
        if self._grid.is_sheet and n >= 0:
            self.menu_wanted.emit(n)

    def leaveEvent(self, event: QEvent) -> None:
        """No head is under the mouse."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, n: int) -> None:
        if n != self._hovered:
            self._hovered = n
            self.viewport().update()
