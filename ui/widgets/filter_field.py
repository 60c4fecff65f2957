"""The field above a table, into which letters typed in the table go."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from ui.fonts import SEMIBOLD
from ui.icons import draw_icon, icon
from ui.theme import px, tokens
from ui.widgets.frames import button, empty, label, row
from ui.widgets.paint import focus_ring, rounded

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

_LEAST = 140  # pixels of the design that are left to type in, whatever tokens there are
_LEAVES = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


def _go_to(table: "Grid[Any]") -> None:
    if table.current is None:
        table.go_to(table.rows.key_at(table.rows.line_near(0)))
    table.setFocus()


class FilterField(QWidget):
    """The field above a table: tokens that can be taken away, then words to filter by.

    Down goes to the table, Escape clears the words and then leaves, Backspace before the first letter takes
    the last token back. Tokens for which there is no room stand behind a number that opens their list.
    """

    filtered = Signal(str)
    dropped = Signal(str)  # the key of a token whose × was pressed
    taken_back = Signal()
    left = Signal()

    def __init__(self, name: str, hint: str = "Type to filter", *, icon_name: str = "list-filter") -> None:
        super().__init__()
        self._icon = icon_name
        self.setFixedHeight(px(32))
        self.edit = QLineEdit()
        self.edit.setProperty("bare", True)
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(name)
        self.edit.setClearButtonEnabled(False)
        self.edit.textChanged.connect(self.filtered)
        self.edit.installEventFilter(self)
        self._shown: list[_Token] = []
        self._more = button("", "ghost", small=True, tip="More conditions", press=self._show_more)
        self._more.hide()
        self._tokens = row(gap=8)
        self._row: QHBoxLayout = row(self._more, self._tokens, self.edit, gap=8)
        self._row.setContentsMargins(px(34), 0, px(8), 0)
        self._row.setStretch(2, 1)
        self.setLayout(self._row)
        self.setFocusProxy(self.edit)

    def show_tokens(self, shown: Sequence[tuple[str, str, str]]) -> None:
        """Show what is filtered besides words: a key, what it is about, and its value."""
        empty(self._tokens)
        self._shown = [_Token(*each) for each in shown]
        for token in self._shown:
            token.gone.connect(self.dropped)
            self._tokens.addWidget(token)
        self._fit()

    def stand_above(self, table: "Grid[Any]") -> None:
        """What is typed in that table lands here; who leaves comes to a row of it, if need be the first."""
        table.typed.connect(self.begin)
        self.left.connect(partial(_go_to, table))

    def begin(self, text: str) -> None:
        """Take the keyboard with this text typed: a letter typed in the table lands here."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.setText(self.edit.text() + text)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.edit.text():
                self.edit.clear()
                return True
            if event.key() in _LEAVES:
                self.left.emit()
                return True
            at_start = not self.edit.cursorPosition() and not self.edit.hasSelectedText()
            if event.key() == Qt.Key.Key_Backspace and at_start and self._shown:
                self.taken_back.emit()
                return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The last tokens for which there is room are shown."""
        room = self.width() - px(42 + _LEAST)
        wide = [token.sizeHint().width() + px(8) for token in self._shown]
        hidden = 0
        while hidden < len(wide) and sum(wide[hidden:]) + (px(48) if hidden else 0) > room:
            hidden += 1
        for n, token in enumerate(self._shown):
            token.setVisible(n >= hidden)
        self._more.setVisible(bool(hidden))
        self._more.setText(f"+{hidden}")
        self._more.setFixedWidth(px(40))
        self._more.setToolTip("; ".join(token.words for token in self._shown[:hidden]))
        self._more.setAccessibleName(f"{hidden} more conditions: {self._more.toolTip()}")

    def _show_more(self) -> None:
        menu = QMenu(self)
        for token in self._shown:
            if token.isHidden():
                menu.addAction(f"Take away: {token.words}").triggered.connect(token.close_it)
        menu.exec(self._more.mapToGlobal(QPoint(0, self._more.height())))
        menu.deleteLater()

    def minimumSizeHint(self) -> QSize:
        """However many tokens there are, the field can be made narrow."""
        return QSize(px(42 + _LEAST), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        rounded(painter, self.rect(), t.surface, t.edge)
        if self.edit.hasFocus():
            focus_ring(painter, self.rect(), radius=6)
        draw_icon(painter, self._icon, px(10), (self.height() - px(16)) / 2, 16, t.muted)
        painter.end()


class _Token(QWidget):
    gone = Signal(str)

    def __init__(self, key: str, about: str, value: str) -> None:
        super().__init__()
        self._key, self.words = key, f"{about} {value}"
        self.setFixedHeight(px(22))
        close: QPushButton = button("", "ghost", tip=f"Take away: {about} {value}", press=self.close_it)
        close.setIcon(icon("x", "muted", 12))
        close.setIconSize(QSize(px(12), px(12)))
        close.setStyleSheet("padding: 0; min-height: 0")
        close.setFixedSize(px(18), px(18))
        layout = row(label(about, 13, muted=True), label(value, 13, SEMIBOLD), close, gap=4)
        layout.setContentsMargins(px(7), 0, px(3), 0)
        self.setLayout(layout)

    def close_it(self) -> None:
        self.gone.emit(self._key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, self.rect(), tokens().alternate, radius=4)
        painter.end()
