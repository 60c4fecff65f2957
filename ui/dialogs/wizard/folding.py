"""A list at the foot of a card that is one line until somebody opens it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import px
from ui.widgets.frames import Line, Scroll, button, empty, row


class Folding(QWidget):
    """`_put` replaces the line that is always shown, and the rows below it, made only while it is open."""

    unfolded = Signal()

    def __init__(self, high: float) -> None:
        super().__init__()
        self._make_rows: Callable[[], list[QWidget]] = list
        self._head = button("…", "ghost", icon_name="chevron-right", press=self._switch)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(px(16), 0, px(16), px(8))
        self._list.setSpacing(px(8))
        self._scroll = Scroll(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMaximumHeight(px(high))
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._scroll.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addWidget(Line("border"))
        head = row(self._head, None)
        head.setContentsMargins(px(4), px(4), px(16), 0)
        layout.addLayout(head)
        layout.addWidget(self._scroll)

    def _put(self, words: str, make_rows: Callable[[], list[QWidget]]) -> None:
        self._head.setText(words)
        self._make_rows = make_rows
        if not self._scroll.isHidden():
            self._fill()

    def _fill(self) -> None:
        empty(self._list)
        for each in self._make_rows():
            self._list.addWidget(each)
        self._list.addStretch(1)

    def _switch(self) -> None:
        opened = self._scroll.isHidden()
        if opened:
            self._fill()
            self.unfolded.emit()
        self._scroll.setVisible(opened)
        self._head.setIcon(icon("chevron-down" if opened else "chevron-right"))
