"""Writing in a table: an editor laid over a cell, which stays with its row whatever the table does."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from tracker.domain.errors import TrackerError
from ui.announcing import announce
from ui.fonts import font
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.paint import rounded

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

_UNREAD: Any = object()
_NOTE_WIDE = 320
_OUT_OF_SIGHT = "This row is not shown any more. Enter keeps what you typed, Escape lets it go."
_GONE = "This row was removed meanwhile. What you typed can be copied from here; Escape lets it go."


class CellEditing(QObject):
    """At most one editor is open. Enter, Tab and a click elsewhere keep what it holds, Escape does not.

    What cannot be kept is said below the cell, and the editor stays open. A value left as it was is not
    kept again.
    """

    def __init__(self, grid: "Grid[Any]") -> None:
        super().__init__(grid)
        self._grid = grid
        self._editor: QWidget | None = None
        self._note = _Note(grid.viewport())
        self._row: Hashable = None
        self._column = ""
        self._first: Any = _UNREAD
        self._is_keeping = False

    @property
    def is_open(self) -> bool:
        """Whether a cell is being edited."""
        return self._editor is not None

    def begin(
        self,
        row: Hashable,
        column: str,
        editor: QWidget,
        value: Callable[[], Any],
        commit: Callable[[Any], str],
    ) -> bool:
        """Lay the editor over the cell; False where what is in the last one could not be kept."""
        if not self.finish():
            editor.deleteLater()
            assert self._editor is not None
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self._row, self._column, self._editor = row, column, editor
        self._value, self._commit = value, commit
        self._first = self._read()
        editor.setParent(self._grid.viewport())
        for each in (editor, *editor.findChildren(QWidget)):
            if each.window() is editor.window():  # a list of its own has keys of its own
                each.installEventFilter(self)
        self._say("")
        index = self._grid.index_of(row, column)
        self._grid.scrollTo(index)
        self.place()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field := editor.focusWidget(), QLineEdit):
            field.setSelection(len(field.text()), -len(field.text()))  # the beginning is in sight
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        return True

    def _read(self) -> Any:
        """The value; a thing like no other where there is none to be had."""
        try:
            return self._value()
        except TrackerError:
            return _UNREAD

    def finish(self) -> bool:
        """Keep what it holds and close it; False where that cannot be, and it stays open."""
        if self._editor is None:
            return True
        if self._is_keeping:
            return False
        try:
            value = self._value()
            if self._first is _UNREAD or value != self._first:
                self._keep(value)
        except TrackerError as error:
            self._say(str(error), wrong=True)
            return False
        self.give_up()
        return True

    def _keep(self, value: Any) -> None:
        """Hand it to the page. Raises TrackerError with what is in the way."""
        if self._grid.rows.row_of(self._row) is None:
            raise TrackerError(_GONE)
        self._is_keeping = True
        try:
            words = self._commit(value)
        finally:
            self._is_keeping = False
        if words:
            raise TrackerError(words)

    def give_up(self) -> None:
        """Close it; what it holds is lost."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.disconnect(self._focus_changed)
        last = self._grid.window().focusWidget()  # also while a dialog of the page's is still closing
        had = last is not None and (last is editor or editor.isAncestorOf(last))
        self._note.hide()
        if had:
            self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()
        self._grid.viewport().update()

    def tell(self, row: Hashable, column: str, words: str) -> None:
        """Words below a cell that is not edited, until another has the keyboard or the table moves."""
        if self._editor is None:
            self._note.say(words, wrong=False)
            self._note.put_below(self._grid.visualRect(self._grid.index_of(row, column)))
            announce(self._grid, words, urgent=True)

    def say(self, words: str) -> None:
        """Words below the cell, such as how a date was understood; "" for none."""
        if self._editor is not None:
            self._say(words)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self._note.say(words, wrong=wrong)
        assert self._editor is not None
        for each in (self._editor, *self._editor.findChildren(QLineEdit)):
            each.setAccessibleDescription(words)
        if wrong:
            announce(self._grid, words, urgent=True)
        self.place()

    # Its place.

    def place(self) -> None:
        """Over its cell again, after the table scrolled or changed; where that is gone it stays."""
        editor, grid = self._editor, self._grid
        if editor is None:
            self._note.hide()
            return
        rect = grid.visualRect(grid.index_of(self._row, self._column))
        if rect.isEmpty():
            gone = grid.rows.row_of(self._row) is None
            words = _GONE if gone else _OUT_OF_SIGHT
            if not self._is_keeping and words != self._note.words:
                self._note.say(words, wrong=gone)
                announce(grid, words, urgent=True)
            rect = editor.geometry()
        elif self._note.words in (_GONE, _OUT_OF_SIGHT):
            self._note.say("", wrong=False)
        room = grid.viewport().width()
        wide = min(max(rect.width(), editor.sizeHint().width(), editor.minimumWidth()), room)
        high = max(rect.height(), editor.sizeHint().height())
        left = max(0, min(rect.x(), room - wide))
        top = rect.y() + (rect.height() - high) // 2 if high < 2 * rect.height() else rect.y()
        place = QRect(left, top, wide, high)
        if editor.geometry() != place:
            editor.setGeometry(place)
        editor.raise_()
        self._note.put_below(place)

    # What is pressed.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that end the editing, before the editor has them."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.place()
        if event.type() == QEvent.Type.KeyPress and self._is_out_of_sight():
            self._grid.scrollTo(self._grid.index_of(self._row, self._column))  # nobody types blindly
        if isinstance(event, QKeyEvent) and self._ends(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._end(event)
                return True
        return super().eventFilter(watched, event)

    def _is_out_of_sight(self) -> bool:
        editor = self._editor
        return editor is not None and not self._grid.viewport().rect().intersects(editor.geometry())

    def _ends(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            return plain
        return event.key() == Qt.Key.Key_Backtab

    def _end(self, event: QKeyEvent) -> None:
        key, grid = event.key(), self._grid
        if key == Qt.Key.Key_Escape:
            self.give_up()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            row, column = self._row, self._next(back=key == Qt.Key.Key_Backtab)
            found = grid.rows.row_of(row)
            if self.finish() and column and found is not None and grid.go_to(row, column):
                grid.edit_wanted.emit(found, column)
        else:
            below = self._below()
            if self.finish() and below is not None:
                grid.go_to(below, self._column)

    def _next(self, *, back: bool) -> str:
        """The next column shown that can be edited; "" after the last."""
        columns = [self._grid.rows.columns[n] for n in self._grid.shown_columns()]
        ordered = columns[::-1] if back else columns
        keys = [column.key for column in ordered]
        behind = ordered[keys.index(self._column) + 1 :] if self._column in keys else []
        return next((column.key for column in behind if column.editable), "")

    def _below(self) -> Hashable | None:
        """The key of the next row further down, groups passed over; None after the last."""
        rows = self._grid.rows
        line = rows.line_of(self._row) + 1
        while line and rows.group_at(line) is not None:
            line += 1
        return rows.key_at(line) if line else None

    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """Anywhere else but in a list or a calendar of its own: keep it. Another window only interrupts."""
        editor = self._editor
        if editor is None or now is None or self._is_keeping or QApplication.activePopupWidget() is not None:
            return
        if now.window() is editor.window() and now is not editor and not editor.isAncestorOf(now):
            self.finish()


class _Note(QLabel):
    """Words below the cell, on a ground of their own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(13))
        self.setWordWrap(True)
        self.words = ""
        self._wrong = False
        self.hide()

    def say(self, words: str, *, wrong: bool) -> None:
        self.words, self._wrong = words, wrong
        self.setText(words)
        self.setContentsMargins(px(30 if wrong else 10), px(6), px(10), px(6))
        self.setVisible(bool(words))

    def put_below(self, cell: QRect) -> None:
        """Below the cell, or above it where there is no room below."""
        parent = self.parentWidget()
        assert parent is not None
        wide = min(px(_NOTE_WIDE), parent.width())
        high = self.heightForWidth(wide)
        top = cell.bottom() + px(3)
        if top + high > parent.height() and cell.top() - px(3) - high >= 0:
            top = cell.top() - px(3) - high
        self.setGeometry(max(0, min(cell.x(), parent.width() - wide)), top, wide, high)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        tone = t.states["off_track"].text
        rounded(painter, self.rect(), t.surface, tone if self._wrong else t.edge)
        if self._wrong:
            draw_icon(painter, "circle-alert", px(9), px(8), 14, tone)
        painter.end()
        super().paintEvent(event)
