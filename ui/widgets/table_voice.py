"""What a table tells a screen reader beyond what Qt tells of it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from tracker.domain import british
from ui.announcing import announce, is_heard

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

_PAUSE = 300  # milliseconds: longer than between two keys of a filter


class TableVoice(QTimer):
    """Says the cell that has the keyboard when the table gets it, for Qt names the table alone; the whole row
    where Qt tells of another cell than its first, and again when a change made it another; and how many rows
    are left while somebody types in a filter.

    It says so after a short pause: only what came of several changes is worth hearing.
    """

    def __init__(self, grid: "Grid[Any]") -> None:
        super().__init__(grid)
        self._grid = grid
        self._arrived = False
        self._said: tuple[Any, str] = (None, "")  # the row's key, and its sentence
        self._shown = 0
        self.setSingleShot(True)
        self.setInterval(_PAUSE)
        self.timeout.connect(self._look)
        for news in (grid.rows.modelReset, grid.rows.dataChanged):
            news.connect(self._changed)
        grid.selectionModel().currentChanged.connect(self._moved)

    def arrive(self) -> None:
        """The table got the keyboard."""
        self._arrived = True
        self.start()

    def _moved(self) -> None:
        self._arrived = False  # another cell has it since, which Qt has told
        self.start()

    def _changed(self) -> None:
        self.start()

    def _look(self) -> None:
        if not is_heard():
            return
        grid, rows, at = self._grid, self._grid.rows, self._grid.currentIndex()
        said = rows.key_at(at.row()), rows.index(at.row(), 0).data(Qt.ItemDataRole.AccessibleTextRole)
        if not grid.hasFocus():
            self._count(rows.shown)
        elif at.isValid():
            if self._arrived:
                self._tell_cell(at)
            was_told = at.column() == 0 and (self._arrived or said[0] != self._said[0])
            if said != self._said and not was_told:
                announce(grid, said[1])
        self._arrived, self._said, self._shown = False, said, rows.shown

    def _count(self, shown: int) -> None:
        """How many rows are left, where somebody is typing in the same window."""
        typing = QApplication.focusWidget()
        if shown != self._shown and isinstance(typing, QLineEdit) and typing.window() is self._grid.window():
            announce(self._grid, f"{self._grid.accessibleName()}: {british.plural(shown, 'row')}")

    def _tell_cell(self, at: QModelIndex) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        event = QAccessibleEvent(self._grid, QAccessible.Event.Focus)
        # As Qt counts the cells of a table: the heads above and at the left are cells too.
        event.setChild((at.row() + 1) * (self._grid.rows.columnCount() + 1) + at.column() + 1)
        QAccessible.updateAccessibility(event)
