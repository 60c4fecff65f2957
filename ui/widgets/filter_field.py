"""The field above a table, into which letters typed in the table go."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.fonts import SEMIBOLD
from ui.icons import draw_icon, icon
from ui.theme import px, tokens
from ui.widgets.frames import button, empty, label, row
from ui.widgets.paint import focus_ring, rounded


class FilterField(QWidget):
    """The field above a table: tokens that can be taken away, then words to filter by.

    Down goes to the table, Escape clears the words and then leaves.
    """

    filtered = Signal(str)
    dropped = Signal(str)  # the key of a token whose × was pressed
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
        self._tokens = row(gap=8)
        layout = row(self._tokens, self.edit, gap=8)
        layout.setContentsMargins(px(34), 0, px(8), 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.edit)

    def show_tokens(self, shown: Sequence[tuple[str, str, str]]) -> None:
        """Show what is filtered besides words: a key, what it is about, and its value."""
        empty(self._tokens)
        for key, about, value in shown:
            token = _Token(key, about, value)
            token.gone.connect(self.dropped)
            self._tokens.addWidget(token)

    def begin(self, text: str) -> None:
        """Take the keyboard with this text typed: a letter typed in the table lands here."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.setText(self.edit.text() + text)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.edit.text():
                self.edit.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                self.left.emit()
                return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

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
        self._key = key
        self.setFixedHeight(px(22))
        close = button("", "ghost", tip=f"Take away: {about} {value}", press=self._close)
        close.setIcon(icon("x", "muted", 12))
        close.setIconSize(QSize(px(12), px(12)))
        close.setStyleSheet("padding: 0; min-height: 0")
        close.setFixedSize(px(18), px(18))
        layout = row(label(about, 13, muted=True), label(value, 13, SEMIBOLD), close, gap=4)
        layout.setContentsMargins(px(7), 0, px(3), 0)
        self.setLayout(layout)

    def _close(self) -> None:
        self.gone.emit(self._key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, self.rect(), tokens().alternate, radius=4)
        painter.end()
