"""Selecting rows with Shift: from where the selection began to where the keyboard or the mouse goes."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

_Flag, _Action = QItemSelectionModel.SelectionFlag, QAbstractItemView.CursorAction
_MOVES = {
    Qt.Key.Key_Up: _Action.MoveUp,
    Qt.Key.Key_Down: _Action.MoveDown,
    Qt.Key.Key_PageUp: _Action.MovePageUp,
    Qt.Key.Key_PageDown: _Action.MovePageDown,
}
_ENDS = {Qt.Key.Key_Home: _Action.MoveHome, Qt.Key.Key_End: _Action.MoveEnd}
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Stretch(QObject):
    """Qt's own stretch begins where one began before, though another row was gone to since by a search, an
    undo or a page: then rows are selected that nobody saw."""

    def __init__(self, grid: "Grid[Any]") -> None:
        super().__init__(grid)
        self._grid = grid
        self._from = QPersistentModelIndex()
        self._is_going_on = False
        grid.selectionModel().currentChanged.connect(self._current_changed)

    def takes_key(self, event: QKeyEvent) -> bool:
        """Shift with Up, Down and the pages, and with Ctrl to the first and the last row."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        moves = {_SHIFT: _MOVES, _SHIFT | _CTRL: _ENDS}.get(held, {})
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            return False
        return self._to(self._grid.moveCursor(move, held).siblingAtColumn(self._grid.currentIndex().column()))

    def takes_press(self, event: QMouseEvent, index: QModelIndex) -> bool:
        """A click with Shift."""
        left = event.button() == Qt.MouseButton.LeftButton
        return left and event.modifiers() == _SHIFT and self._to(index)

    def _current_changed(self, now: QModelIndex) -> None:
        if not self._is_going_on:
            self._from = QPersistentModelIndex(now)

    def _to(self, index: QModelIndex) -> bool:
        """Select the rows up to this one and no others; whether that can be."""
        grid = self._grid
        several = grid.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection
        if not several or not index.isValid() or not self._from.isValid():
            return False
        first, last = sorted((self._from.row(), index.row()))
        lines = QItemSelection(grid.rows.index(first, 0), grid.rows.index(last, 0))
        self._is_going_on = True
        grid.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        self._is_going_on = False
        grid.selectionModel().select(lines, _Flag.ClearAndSelect | _Flag.Rows)
        return True
