"""Things dragged onto a table's rows: other rows, to put them into an order, and files."""

from collections.abc import Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter

from tracker.frozen import dataclass
from ui.theme import px, tokens
from ui.widgets.grid_paint import line_rect
from ui.widgets.paint import focus_ring

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

_NEAR = 24  # so near to the upper or lower edge the table scrolls on
_TURN = 30  # milliseconds between two steps of that


@dataclass(frozen=True, slots=True)
class Landing:
    """Where rows would stand: before the row with this key, or last (None), in the group with that key.

    `y` is where the line is drawn that shows it; `head` the line of a folded group they would go into.
    """

    before: Hashable | None
    group: str | None
    y: int
    head: int = -1


class RowDrag(QObject):
    """Rows dragged by the mouse within their table, or moved by one step with the keyboard."""

    def __init__(self, grid: "Grid[Any]") -> None:
        super().__init__(grid)
        self._grid = grid
        self._from: QPoint | None = None  # where the button went down
        self._landing: Landing | None = None
        self._scroller = QTimer(self)
        self._scroller.setInterval(_TURN)
        self._scroller.timeout.connect(self._scroll)
        self._at = QPoint()
        self.is_movable = False

    @property
    def is_active(self) -> bool:
        """Whether rows are being dragged."""
        return self._landing is not None

    @property
    def is_held(self) -> bool:
        """Whether the mouse holds rows, dragged already or not yet."""
        return self._from is not None

    def press(self, where: QPoint) -> None:
        """The button went down on a row."""
        if self.is_movable:
            self._from = where

    def move(self, where: QPoint) -> None:
        """The mouse moved with the button down."""
        assert self._from is not None
        far = QGuiApplication.styleHints().startDragDistance()
        if not self.is_active and (where - self._from).manhattanLength() < far:
            return
        if not self.is_active:
            self._grid.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scroller.start()
        self._at = where
        self._landing = self._landing_at(where.y())
        self._grid.viewport().update()

    def release(self) -> None:
        """Let them go where they are; nothing is sent where that changes nothing."""
        landing = self._landing
        self.cancel()
        if landing is not None:
            self._send(landing)

    def cancel(self) -> None:
        """Leave everything in its place."""
        if self.is_active:
            self._grid.viewport().unsetCursor()
            self._grid.viewport().update()
        self._scroller.stop()
        self._from = self._landing = None

    def step(self, down: bool) -> None:
        """Move the selected rows past the next one, or into the next group."""
        rows = self._grid.rows
        lines = rows.lines_of(self._keys())
        if not self.is_movable or not lines:
            return
        beside = lines[-1] + 1 if down else lines[0] - 1
        if rows.item_at(beside) is None:
            return
        if down:
            head = rows.group_at(beside)
            self._send(self._after(beside, into=head is not None))
        elif rows.group_at(beside) is None:
            self._send(self._above(beside))
        elif beside > 0:
            self._send(self._after(beside - 1, into=False))

    def paint(self, painter: QPainter) -> None:
        """The line at which they would land."""
        if self._landing is None:
            return
        if self._landing.head >= 0:
            focus_ring(painter, line_rect(self._grid, self._landing.head))
            return
        thick, wide = px(2), self._grid.viewport().width()
        y = min(max(self._landing.y - thick // 2, 0), self._grid.viewport().height() - thick)
        painter.fillRect(QRect(0, y, wide, thick), tokens().accent)
        painter.fillRect(QRect(0, y - px(3), px(4), px(6) + thick), tokens().accent)

    def _scroll(self) -> None:
        near, bar = px(_NEAR), self._grid.verticalScrollBar()
        if self._at.y() < near:
            bar.setValue(bar.value() - px(_NEAR) // 2)
        elif self._at.y() > self._grid.viewport().height() - near:
            bar.setValue(bar.value() + px(_NEAR) // 2)
        else:
            return
        self.move(self._at)

    # Where they land.

    def _keys(self) -> list[Hashable]:
        return self._grid.selected_keys

    def _landing_at(self, y: int) -> Landing:
        grid, rows = self._grid, self._grid.rows
        line = grid.rowAt(y)
        if line < 0:
            return self._after(rows.rowCount() - 1, into=True)
        place = line_rect(grid, line)
        upper = y < place.center().y()
        if rows.group_at(line) is None:
            return self._above(line) if upper else self._after(line, into=False)
        return self._after(line - 1, into=False) if upper and line > 0 else self._after(line, into=True)

    def _above(self, line: int) -> Landing:
        """Before the row on that line."""
        return Landing(self._grid.rows.key_at(line), self._group_of(line), self._top(line))

    def _after(self, line: int, *, into: bool) -> Landing:
        """After the row on that line; after a group's own line, at its beginning (`into`) or at its end."""
        rows = self._grid.rows
        head, below = rows.group_at(line), rows.row_at(line + 1)
        if head is not None and not head.expanded:
            return Landing(None, head.key, self._top(line + 1), line if into else -1)
        before = rows.key_at(line + 1) if below is not None else None
        return Landing(before, self._group_of(line), self._top(line + 1))

    def _top(self, line: int) -> int:
        """Where that line begins, or would after the last."""
        if line < self._grid.rows.rowCount():
            return line_rect(self._grid, line).top()
        return line_rect(self._grid, line - 1).bottom() + 1

    def _group_of(self, line: int) -> str | None:
        heads = [head for head in self._grid.rows.lines_of_groups() if head <= line]
        group = self._grid.rows.group_at(heads[-1]) if heads else None
        return group.key if group is not None else None

    def _send(self, landing: Landing) -> None:
        """Tell the page, unless they stand there already."""
        rows, keys = self._grid.rows, self._keys()
        lines, before = rows.lines_of(keys), landing.before
        if not lines:
            return
        line = rows.line_of(before) if before is not None else -1
        while before in keys:  # rows do not stand before themselves
            line += 1
            before = rows.key_at(line) if rows.row_at(line) is not None else None
        together = lines[-1] - lines[0] == len(lines) - 1
        behind = rows.key_at(lines[-1] + 1) if rows.row_at(lines[-1] + 1) is not None else None
        groups = {self._group_of(each) for each in lines}
        if not (together and groups == {landing.group} and before == behind):
            self._grid.rows_dropped.emit(keys, before, landing.group)


def local_files(data: QMimeData) -> list[Path]:
    """The files and folders of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
