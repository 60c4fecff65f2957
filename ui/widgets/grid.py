"""The table every page uses: rows painted by hand, with groups, a focus ring and columns that give way."""

from collections.abc import Hashable, Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from ui.fonts import SEMIBOLD, metrics
from ui.theme import px, tokens
from ui.widgets.paint import draw_chevron, focus_ring, hairline, put
from ui.widgets.rows import Column, GroupRow, Head, RowsModel

R = TypeVar("R")
_FIRST, _CELL, _LAST = (
    16,
    8,
    16,
)  # from the left of the first cell, on both sides of a cell, right of the last
_GROUP_HIGH = 36
_EASE = 200  # the stretching column is at ease with this much more than its least


class Grid(QTableView, Generic[R]):
    """Shows a RowsModel. `name` is what a screen reader says of the whole table.

    Selection and scroll position survive a change of rows. Enter and double click send `opened` with the
    row and the key of the column; left and right fold and open groups; letters typed send `typed`.
    """

    moved = Signal(object)  # the row that has the keyboard now, or None
    selection_changed = Signal()
    opened = Signal(object, str)  # row, column key
    menu_wanted = Signal(QPoint)  # a point on the screen
    typed = Signal(str)

    def __init__(
        self,
        model: RowsModel[R],
        name: str,
        *,
        row_high: float = 32,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows, self._row_high = model, row_high
        self._chosen = tuple(column.key for column in model.columns if column.shown)
        self._kept: tuple[Hashable | None, list[Hashable], int] = (None, [], 0)
        self._told: R | None = None  # the row that `moved` told of last
        self._heads: set[int] = set()  # the lines that are as high as a group's
        self._ends = (0, 0)  # the first and the last column shown
        self.setAccessibleName(name)
        self._dress(several)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self._restore()

    def _dress(self, several: bool) -> None:
        viewport = QWidget()  # to hand out Qt's own, PySide would first bring in all kinds of widget
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setViewport(viewport)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        header = _Header(self)
        self.setHorizontalHeader(header)
        header.sectionClicked.connect(self._header_clicked)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setMinimumSectionSize(1)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(px(self._row_high))
        self.verticalScrollBar().setSingleStep(px(self._row_high))

    # What a page says and asks.

    @property
    def rows(self) -> RowsModel[R]:
        """The model."""
        return self._rows

    @property
    def current(self) -> R | None:
        """The row that has the keyboard."""
        return self._rows.row_at(self.currentIndex().row())

    @property
    def selected(self) -> list[R]:
        """The selected rows, from top to bottom; groups are left out."""
        lines = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [row for line in lines if (row := self._rows.row_at(line)) is not None]

    def go_to(self, key: Hashable) -> bool:
        """Select the row with this key and bring it into view; False where it is not shown."""
        line = self._rows.line_of(key)
        if line >= 0:
            index = self._rows.index(line, 0)
            # By the selection model: with Ctrl held, the view would move the frame and select nothing.
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
            self.scrollTo(index)
        return line >= 0

    def choose_columns(self, keys: tuple[str, ...]) -> None:
        """Show these columns, and those that always stay; unknown keys are passed over."""
        self._chosen = keys
        self.lay_columns()

    @property
    def chosen_columns(self) -> tuple[str, ...]:
        """The keys of the columns asked for, whether or not there is room for all."""
        return self._chosen

    # Columns.

    def lay_columns(self) -> None:
        """Give each column its width; where there is too little room, some leave from the right."""
        columns = self._rows.columns
        chosen = {*self._chosen, *(each.key for each in columns if each.keep or each.stretch)}
        wanted = [n for n, each in enumerate(columns) if each.key in chosen]
        room = self.viewport().width()
        while self._needed(wanted) > room:
            leaver = next((n for n in reversed(wanted) if not (columns[n].keep or columns[n].stretch)), None)
            if leaver is None:
                break
            wanted.remove(leaver)
        spare = max(0, room - self._needed(wanted))
        more = self._growth(wanted, max(0, spare - px(_EASE)) // 2)
        spare -= sum(more.values())
        self._ends = (wanted[0], wanted[-1]) if wanted else (0, 0)
        header = self.horizontalHeader()
        for n, column in enumerate(columns):
            header.setSectionHidden(n, n not in wanted)
            if n in wanted:
                extra = spare if column.stretch else more.get(n, 0)
                header.resizeSection(n, self._wide(n, wanted) + extra)

    def _growth(self, wanted: list[int], room: int) -> dict[int, int]:
        """How much wider the columns become that are worth it, each by the same part of what it may grow."""
        columns = self._rows.columns
        most = {n: px(columns[n].most - columns[n].width) for n in wanted if columns[n].most}
        part = min(1.0, room / sum(most.values())) if most else 0.0
        return {n: int(each * part) for n, each in most.items()}

    def _wide(self, n: int, wanted: list[int]) -> int:
        extra = (_FIRST - _CELL if n == wanted[0] else 0) + (_LAST - _CELL if n == wanted[-1] else 0)
        return px(self._rows.columns[n].width + extra)

    def _needed(self, wanted: list[int]) -> int:
        return sum(self._wide(n, wanted) for n in wanted)

    def shown_columns(self) -> list[int]:
        """The numbers of the columns there is room for."""
        header = self.horizontalHeader()
        return [n for n in range(len(self._rows.columns)) if not header.isSectionHidden(n)]

    def cell_text(self, rect: QRect, n: int) -> QRect:
        """Where the text of a cell goes, in the cell of column `n`."""
        left = px(_FIRST if n == self._ends[0] else _CELL)
        right = px(_LAST if n == self._ends[1] else _CELL)
        return rect.adjusted(left, 0, -right, 0)

    def _size_heads(self) -> None:
        heads = set(self._rows.lines_of_groups())
        for line in self._heads - heads:  # Qt keeps the height of a line whose group moved on
            self.setRowHeight(line, px(self._row_high))
        for line in heads:
            self.setRowHeight(line, px(_GROUP_HIGH))
        self._heads = heads

    # Keeping the place.

    def _remember(self) -> None:
        keys = [self._rows.key_at(index.row()) for index in self.selectionModel().selectedRows()]
        current = self._rows.key_at(self.currentIndex().row())
        self._kept = (current, [key for key in keys if key is not None], self.verticalScrollBar().value())

    def _restore(self) -> None:
        current, keys, scroll = self._kept
        self.lay_columns()
        self._size_heads()
        selection = self.selectionModel()
        lines = [line for key in keys if (line := self._rows.line_of(key)) >= 0]
        line = self._rows.line_of(current) if current is not None else -1
        if line < 0 and current is None and self._rows.rowCount():
            line = next((n for n in range(self._rows.rowCount()) if self._rows.row_at(n) is not None), -1)
        flag = selection.SelectionFlag
        if line >= 0:
            selection.setCurrentIndex(self._rows.index(line, 0), flag.ClearAndSelect | flag.Rows)
        for other in lines:
            selection.select(self._rows.index(other, 0), flag.Select | flag.Rows)
        self.verticalScrollBar().setValue(scroll)
        if line < 0:
            self._tell(None)

    # What happens in it.

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self.viewport().update()
        self._tell(self._rows.row_at(now.row()))

    def _tell(self, row: R | None) -> None:
        """Say which row has the keyboard now; not again where it still has it after other rows changed."""
        if row is not self._told:
            self._told = row
            self.moved.emit(row)

    def _selection_changed(self) -> None:
        self.selection_changed.emit()

    def _header_clicked(self, n: int) -> None:
        key, downwards = self._rows.sorted_by
        column = self._rows.columns[n]
        if column.key != key:
            self._rows.sort_by(column.key)
        elif not downwards:
            self._rows.sort_by(column.key, descending=True)
        else:
            self._rows.sort_by("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        index = self.currentIndex()
        group = self._rows.group_at(index.row())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open(index)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain:
            if group is not None and group.expanded == (key == Qt.Key.Key_Left):
                self._rows.fold(group.key, group.expanded)
        elif key == Qt.Key.Key_Space and group is not None:
            self._rows.fold(group.key, group.expanded)
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        group = self._rows.group_at(self.indexAt(event.position().toPoint()).row())
        if group is not None and event.button() == Qt.MouseButton.LeftButton:
            self._rows.fold(group.key, group.expanded)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open(self.indexAt(event.position().toPoint()))

    def _open(self, index: QModelIndex) -> None:
        row, group = self._rows.row_at(index.row()), self._rows.group_at(index.row())
        if group is not None:
            self._rows.fold(group.key, group.expanded)
        elif row is not None:
            self.opened.emit(row, self._rows.columns[index.column()].key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            self.menu_wanted.emit(self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(px(24), 0)))
        elif self.indexAt(event.pos()).isValid():
            self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.lay_columns()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """All of it by hand: to have Qt ask a delegate for each cell takes longer than to paint the cell."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), tokens().surface)
        first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        last = self._rows.rowCount() - 1 if last < 0 else last
        ranges = self.selectionModel().selection().toList()
        seen = (range(max(each.top(), first), min(each.bottom(), last) + 1) for each in ranges)
        selected = {line for lines in seen for line in lines}
        header = self.horizontalHeader()
        cells = [(n, header.sectionViewportPosition(n), header.sectionSize(n)) for n in self.shown_columns()]
        for line in range(first, last + 1) if first >= 0 else ():
            self._paint_line(painter, line, line in selected, cells)
        if self.hasFocus() and self.currentIndex().isValid():
            focus_ring(painter, self._line_rect(self.currentIndex().row()))
        painter.end()

    def _line_rect(self, line: int) -> QRect:
        return QRect(0, self.rowViewportPosition(line), self.viewport().width(), self.rowHeight(line))

    def _paint_line(
        self, painter: QPainter, line: int, selected: bool, cells: list[tuple[int, int, int]]
    ) -> None:
        t, item, place = tokens(), self._rows.item_at(line), self._line_rect(line)
        is_group = isinstance(item, GroupRow)
        if selected or is_group:
            painter.fillRect(place, t.selection if selected else t.window)
        if isinstance(item, GroupRow):
            self._paint_head(painter, place, item.head, cells, down=item.expanded)
        elif item is not None:
            for n, x, wide in cells:
                column = self._rows.columns[n]
                inner = self.cell_text(QRect(x, place.y(), wide, place.height()), n)
                if column.draw is not None:
                    column.draw(painter, inner, item.row, selected)
                else:
                    weight, colour = SEMIBOLD if column.strong else 400, t.muted if column.muted else t.text
                    text = column.text(item.row)
                    put(painter, inner, text, weight=weight, colour=colour, right=column.right)
        above_group = is_group or self._rows.group_at(line + 1) is not None
        hairline(painter, 0, place.width(), place.bottom(), t.border if above_group else None)

    def _paint_head(
        self, painter: QPainter, place: QRect, head: Head[R], cells: list[tuple[int, int, int]], *, down: bool
    ) -> None:
        """A group: its title, up to the first column that it has something for, and what stands in those."""
        columns, own = self._rows.columns, {*head.cells, *head.draws}
        filled = [cell for cell in cells[1:] if columns[cell[0]].key in own]
        for n, x, _ in cells[:1]:
            end = filled[0][1] if filled else place.right() + 1
            room = self.cell_text(QRect(x, place.y(), end - x, place.height()), n)
            _draw_title(painter, room, head, down=down)
        for n, x, wide in filled:
            inner, key = self.cell_text(QRect(x, place.y(), wide, place.height()), n), columns[n].key
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


class _Header(QHeaderView):
    """Column heads: words, the arrow of the sorted column, a line below."""

    def __init__(self, grid: "Grid[Any]") -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid = grid
        self.setViewport(QWidget())  # as the table's
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setFixedHeight(px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), tokens().alternate)
        hairline(painter, 0, self.viewport().width(), self.height() - 1, tokens().border)
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, n: int) -> None:
        rows = self._grid.rows
        column: Column[Any] = rows.columns[n]
        inner = self._grid.cell_text(rect, n)
        key, downwards = rows.sorted_by
        sorted_here = key == column.key
        colour = tokens().text if sorted_here else tokens().muted
        room = inner.adjusted(px(14) if sorted_here and column.right else 0, 0, 0, 0)
        end = put(painter, room, column.title, weight=SEMIBOLD, colour=colour, right=column.right)
        if sorted_here:
            if column.right:
                end -= metrics(13, SEMIBOLD).horizontalAdvance(column.title) + px(14)
            painter.save()
            painter.translate(end + px(9), rect.center().y() + 1)
            if not downwards:
                painter.rotate(180)
            draw_chevron(painter, 0, 0, down=True, colour=colour)
            painter.restore()


def widths(grid: "Grid[Any]") -> Mapping[str, int]:
    """How wide each column is now, by its key; hidden ones are left out. For tests and the gallery."""
    return {grid.rows.columns[n].key: grid.columnWidth(n) for n in grid.shown_columns()}
