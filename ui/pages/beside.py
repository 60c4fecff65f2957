"""Two parts of a page: side by side where there is room, one below the other where there is not."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import px

_MOST = 16777215  # Qt's own largest size


class Beside(QWidget):
    """`main` takes the room that is left; `side` is `wide` across beside it, or `high` below it."""

    def __init__(self, main: QWidget, side: QWidget, *, wide: float, high: float, roomy: float) -> None:
        super().__init__()
        self._side, self._wide, self._high, self._roomy = side, wide, high, roomy
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(12))
        self._box.addWidget(main, 1)
        self._box.addWidget(side)
        self._fit(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.width() >= px(self._roomy))

    def _fit(self, roomy: bool) -> None:
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if roomy else ways.TopToBottom)
        self._side.setMinimumWidth(px(self._wide) if roomy else 0)
        self._side.setMaximumWidth(px(self._wide) if roomy else _MOST)
        below = min(px(self._high), self.height() * 2 // 5)
        self._side.setMinimumHeight(0 if roomy else below)
        self._side.setMaximumHeight(_MOST if roomy else below)
