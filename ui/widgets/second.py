"""The muted words beside the title of a card."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel

from ui.fonts import font
from ui.theme import px, tokens
from ui.widgets.paint import put


class Second(QLabel):
    """One line of words; where there is too little room they end in …, and their tip has them all."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(13))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.width() < self.sizeHint().width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        put(painter, self.rect().adjusted(0, 0, px(1), 0), self.text(), colour=tokens().muted)
        painter.end()
