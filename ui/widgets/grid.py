"""The table every page uses: rows painted by hand, with groups, a focus ring and columns that give way."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.theme import px, row_high
from ui.widgets.cell_editing import CellEditing
from ui.widgets.column_layout import ColumnLayout
from ui.widgets.dragging import RowDrag, local_files
from ui.widgets.grid_head import GridHead
from ui.widgets.grid_paint import paint_rows
from ui.widgets.ordering import pressed
from ui.widgets.rows import RowsModel
from ui.widgets.stretching import Stretch
from ui.widgets.table_voice import TableVoice

R = TypeVar("R")
_GROUP_HIGH = 36
_Flag = QItemSelectionModel.SelectionFlag


class Grid(QTableView, Generic[R]):
    """Shows a RowsModel. `name` is what a screen reader says of the whole table.

    Selection and scroll position survive a change of rows. Enter and double click send `opened` with the
    row and the key of the column; left and right fold and open groups; letters typed send `typed`.

    A `sheet` is worked in cell by cell: left and right go from cell to cell, heads have a menu, and columns
    can be moved and sized (`layout_changed`). Where some column can be edited, a double click asks to edit
    the cell (`edit_wanted`) and Enter alone opens the row.
    """

    moved = Signal(object)  # the row that has the keyboard now, or None
    selection_changed = Signal()
    opened = Signal(object, str)  # row, column key
    menu_wanted = Signal(QPoint)  # a point on the screen
    typed = Signal(str)
    edit_wanted = Signal(object, str)  # row, column key: a double click, or Tab in another cell's editor
    layout_changed = Signal()
    rows_dropped = Signal(list, object, object)  # keys; the key to stand before or None; the group's or None
    files_dropped = Signal(object, list)  # row, paths

    def __init__(
        self,
        model: RowsModel[R],
        name: str,
        *,
        row_high: float = 32,
        several: bool = False,
        sheet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows, self._row_high, self.is_sheet = model, row_high, sheet
        self._kept: tuple[Hashable | None, list[Hashable], int, int] = (None, [], -1, 0)
        self._told: R | None = None  # the row that `moved` told of last
        self._column_kept = 0  # the one that had the keyboard last
        self._heads: set[int] = set()  # the lines that are as high as a group's
        self.setAccessibleName(name)
        self._dress(several)
        self.places = ColumnLayout(self)
        self._editing, self._drag = CellEditing(self), RowDrag(self)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self._voice, self._stretch = TableVoice(self), Stretch(self)
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
        self.head = GridHead(self)
        self.setHorizontalHeader(self.head)
        self.head.sectionClicked.connect(self._head_clicked)
        self.head.menu_wanted.connect(self._head_menu_wanted)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setMinimumSectionSize(1)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(row_high(self._row_high))
        self.verticalScrollBar().setSingleStep(row_high(self._row_high))

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
    def current_column(self) -> str:
        """The key of the column that has the keyboard; of the last that had it where no row is shown."""
        n = self.currentIndex().column()
        return self._rows.columns[n if n >= 0 else self._column()].key

    @property
    def selected(self) -> list[R]:
        """The selected rows, from top to bottom; groups are left out."""
        return [row for line in self._selected_lines() if (row := self._rows.row_at(line)) is not None]

    @property
    def selected_keys(self) -> list[Hashable]:
        """Their keys."""
        lines = (line for line in self._selected_lines() if self._rows.row_at(line) is not None)
        return [self._rows.key_at(line) for line in lines]

    def _selected_lines(self) -> list[int]:
        ranges = self.selectionModel().selection().toList()
        return sorted({line for each in ranges for line in range(each.top(), each.bottom() + 1)})

    def go_to(self, key: Hashable, column: str = "") -> bool:
        """Select the row with this key and bring it into view; False where it is not shown.

        The keyboard goes to that column of it, or stays in the one where it is.
        """
        line = self._rows.line_of(key)
        if line >= 0:
            n = self.places.number(column)
            index = self._rows.index(line, self._column() if n < 0 or self.isColumnHidden(n) else n)
            # By the selection model: with Ctrl held, the view would move the frame and select nothing.
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
            self.scrollTo(index)
        return line >= 0

    def table_text(self) -> tuple[list[str], list[list[str]]]:
        """The heads of the columns asked for, room for all or not, and the selected rows' texts in them."""
        columns = [self._rows.columns[n] for n in self.places.asked_for()]
        rows = [[column.text(row) for column in columns] for row in self.selected]
        return [column.title for column in columns], rows

    # Columns.

    def choose_columns(self, keys: Sequence[str]) -> None:
        """Show these columns, and those that always stay; unknown keys are passed over."""
        self.places.chosen = tuple(keys)
        self.lay_columns()

    @property
    def chosen_columns(self) -> tuple[str, ...]:
        """The keys of the columns asked for, whether or not there is room for all."""
        return self.places.chosen

    @property
    def column_layout(self) -> dict[str, Any]:
        """Which columns are asked for, in which order, and the widths given by hand: to be kept."""
        return self.places.to_json()

    def set_column_layout(self, kept: Mapping[str, Any]) -> None:
        """As `column_layout` was once; {} is as at first."""
        self.places.put(kept)

    def lay_columns(self) -> None:
        """Give each column its width; where there is too little room, some leave from the right."""
        self.places.lay()
        self._editing.place()
        self.viewport().update()

    def shown_columns(self) -> list[int]:
        """The numbers of the columns there is room for, from left to right."""
        return self.places.shown()

    def cell_text(self, rect: QRect, n: int) -> QRect:
        """Where the text of a cell goes, in the cell of column `n`."""
        left, right = self.places.inner(n)
        return rect.adjusted(left, 0, -right, 0)

    def index_of(self, row: Hashable, column: str) -> QModelIndex:
        """The cell; not valid where it is not shown."""
        line, n = self._rows.line_of(row), self.places.number(column)
        shown = line >= 0 and n >= 0 and not self.isColumnHidden(n)
        return self._rows.index(line, n) if shown else QModelIndex()

    def _column(self) -> int:
        """The column that has the keyboard, or is to have it."""
        if not self.is_sheet:
            return 0  # where a screen reader hears the whole row
        n = self._column_kept
        return n if not self.isColumnHidden(n) else next(iter(self.shown_columns()), 0)

    # Heads.

    def _head_clicked(self, n: int) -> None:
        """Up, down, not at all; with Shift besides the columns sorted by already."""
        further = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._rows.sort_by_several(pressed(self._rows.sorts, self._rows.columns[n].key, further=further))

    def _head_menu_wanted(self, n: int) -> None:
        self.open_head_menu(self._rows.columns[n].key)

    def open_head_menu(self, key: str) -> None:
        """The menu of that column's head: its order, its values, its place."""
        from ui.widgets.head_menu import HeadMenu  # brings a table of its own: when it is first wanted

        n = self.places.number(key)
        if n < 0 or self.isColumnHidden(n):
            return
        below = QPoint(self.head.sectionViewportPosition(n), self.head.height())
        HeadMenu(self, key).pop_up(self.head.viewport().mapToGlobal(below))

    # Editing.

    @property
    def is_editing(self) -> bool:
        """Whether a cell's editor is open."""
        return self._editing.is_open

    def edit_cell(
        self,
        row_key: Hashable,
        column_key: str,
        editor: QWidget,
        value: Callable[[], Any],
        commit: Callable[[Any], str],
    ) -> bool:
        """Lay an editor over a cell and give it the keyboard.

        Enter keeps what it holds and goes one row down; Tab keeps it and sends `edit_wanted` for the next
        column that can be edited; losing the keyboard keeps it; Escape does not. `value` reads the editor
        and may raise TrackerError; `commit` takes a changed value and returns "" or why it is refused,
        which is said below the cell while the editor stays. Returns False, and opens nothing, where what
        is in another open editor could not be kept.
        """
        return self._editing.begin(row_key, column_key, editor, value, commit)

    def finish_editing(self) -> bool:
        """Keep what the open editor holds and close it; False where it must stay open."""
        return self._editing.finish()

    def say_at_editor(self, words: str) -> None:
        """Words below the cell that is edited, such as how a date was understood; "" for none."""
        self._editing.say(words)

    def say_at_cell(self, row_key: Hashable, column_key: str, words: str) -> None:
        """Words below a cell that is not edited, such as why it cannot be; until the keyboard moves on."""
        self._editing.tell(row_key, column_key, words)

    # Rows and files dragged onto rows.

    def set_movable(self, movable: bool) -> None:
        """Whether rows can be put into another order, by the mouse and by Alt+Shift+Up and Down."""
        self._drag.is_movable = movable

    def set_takes_files(self, takes: bool) -> None:
        """Whether files can be dropped on a row (`files_dropped`)."""
        self.setAcceptDrops(takes)
        self.viewport().setAcceptDrops(takes)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        line = self.rowAt(event.position().toPoint().y())
        if local_files(event.mimeData()) and self._rows.row_at(line) is not None:
            self.go_to(self._rows.key_at(line))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        row = self._rows.row_at(self.rowAt(event.position().toPoint().y()))
        files = local_files(event.mimeData())
        if row is not None and files:
            event.acceptProposedAction()
            self.files_dropped.emit(row, files)

    # Keeping the place.

    def _size_heads(self) -> None:
        heads = set(self._rows.lines_of_groups())
        for line in self._heads - heads:  # Qt keeps the height of a line whose group moved on
            self.setRowHeight(line, row_high(self._row_high))
        for line in heads:
            self.setRowHeight(line, row_high(_GROUP_HIGH))
        self._heads = heads

    def _remember(self) -> None:
        keys = [self._rows.key_at(line) for line in self._selected_lines()]
        current = self._rows.key_at(self.currentIndex().row())
        place = (self.currentIndex().row(), self.verticalScrollBar().value())
        self._kept = (current, [key for key in keys if key is not None], *place)

    def _restore(self) -> None:
        current, keys, at, scroll = self._kept
        self.lay_columns()
        self._size_heads()
        line = self._rows.line_of(current) if current is not None else -1
        if line < 0 and (current is None or (self.is_sheet and (self.hasFocus() or self.is_editing))):
            line = self._rows.line_near(at)  # whoever works down a list stays where they are
        if line >= 0:
            index = self._rows.index(line, self._column())
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
        others = [each for each in self._rows.lines_of(keys) if each != line] if keys != [current] else []
        if others:
            self._select(others)
        self.verticalScrollBar().setValue(scroll)
        self._editing.place()
        if line < 0:
            self._tell(None)

    def _select(self, lines: Sequence[int]) -> None:
        """Select these lines too: in stretches, for one by one takes long where there are thousands."""
        stretches, first, last = QItemSelection(), lines[0], lines[0]
        for line in (*lines[1:], -1):
            if line != last + 1:
                stretches.select(self._rows.index(first, 0), self._rows.index(last, 0))
                first = line
            last = line
        self.selectionModel().select(stretches, _Flag.Select | _Flag.Rows)

    # What happens in it.

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self.viewport().update()
        self._editing.place()
        if now.isValid():
            self._column_kept = now.column()
        if self.is_sheet and now.column() != before.column():
            self.head.viewport().update()  # the funnel stands where the keyboard is
        self._tell(self._rows.row_at(now.row()))

    def _tell(self, row: R | None) -> None:
        """Say which row has the keyboard now; not again where it still has it after other rows changed."""
        if row is not self._told:
            self._told = row
            self.moved.emit(row)

    def _selection_changed(self) -> None:
        self.selection_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        index = self.currentIndex()
        group = self._rows.group_at(index.row())
        if self._drag.is_active and key == Qt.Key.Key_Escape:
            self._drag.cancel()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open(index)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain:
            self._sideways(key == Qt.Key.Key_Right)
        elif self._stretch.takes_key(event) or self._is_with_alt(event):
            pass
        elif key == Qt.Key.Key_Space and plain and group is not None:
            self._rows.fold(group.key, group.expanded)
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _is_with_alt(self, event: QKeyEvent) -> bool:
        """With Alt the head's menu, with Alt and Shift the rows move; whether it was one of these."""
        if event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return False
        alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
        held, down = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, event.key() == Qt.Key.Key_Down
        if held == alt and down and self.is_sheet:
            self.open_head_menu(self.current_column)
            return True
        if held == alt | shift and self._drag.is_movable:
            self._drag.step(down)
            return True
        return False

    def _sideways(self, right: bool) -> None:
        """Open or fold a group; in a sheet, to the next cell."""
        index = self.currentIndex()
        group = self._rows.group_at(index.row())
        if group is not None:
            if group.expanded != right:
                self._rows.fold(group.key, group.expanded)
        elif self.is_sheet and index.isValid():
            shown = self.shown_columns()
            place = shown.index(index.column()) + (1 if right else -1)
            if 0 <= place < len(shown):
                there = self._rows.index(index.row(), shown[place])
                self.selectionModel().setCurrentIndex(there, _Flag.NoUpdate)
                self.scrollTo(there)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self._stretch.takes_press(event, index):
            return
        group, plain = self._rows.group_at(index.row()), not event.modifiers()
        left = event.button() == Qt.MouseButton.LeftButton
        if left and plain and group is None and index.isValid():
            self._drag.press(event.position().toPoint())
            if self._drag.is_held and self.selectionModel().isRowSelected(index.row(), QModelIndex()):
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
                return  # the selection stays, to be dragged; a mere click ends it on release
        super().mousePressEvent(event)
        if group is not None and left and plain:
            self._rows.fold(group.key, group.expanded)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag.is_held:
            self._drag.move(event.position().toPoint())
        elif not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag.is_active:
            self._drag.release()
            return
        if self._drag.is_held:
            self._drag.cancel()
            index = self.indexAt(event.position().toPoint())
            if index.isValid():
                self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        to_edit = self.is_sheet and any(column.editable for column in self._rows.columns)
        self._open(self.indexAt(event.position().toPoint()), to_edit=to_edit)

    def _open(self, index: QModelIndex | QPersistentModelIndex, *, to_edit: bool = False) -> None:
        row, group = self._rows.row_at(index.row()), self._rows.group_at(index.row())
        if group is not None:
            self._rows.fold(group.key, group.expanded)
        elif row is not None:
            signal = self.edit_wanted if to_edit else self.opened
            signal.emit(row, self._rows.columns[index.column()].key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            self.menu_wanted.emit(self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(px(24), 0)))
        elif self.indexAt(event.pos()).isValid():
            self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._voice.arrive()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.lay_columns()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._editing.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        paint_rows(painter, self, event.rect())
        self._drag.paint(painter)
        painter.end()


def widths(grid: Grid[Any]) -> Mapping[str, int]:
    """How wide each column is now, by its key; hidden ones are left out. For tests and the gallery."""
    return {grid.rows.columns[n].key: grid.columnWidth(n) for n in grid.shown_columns()}
