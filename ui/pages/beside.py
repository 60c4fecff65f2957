"""Two parts of a page: side by side where there is room, one below the other, or one in the other's place."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.theme import px
from ui.widgets.frames import button, row

_MOST = 16777215  # Qt's own largest size
_LOW = 400  # pixels of the design under which there is no room for one below the other


class Beside(QWidget):
    """`main` takes the room that is left; `side` is `wide` across beside it, or `high` below it. With
    `narrow` that is the width of `main`, and `side` takes the room that is left.

    Where there is room for neither, `turn` is a button that shows `side` in place of `main`, and back.
    """

    def __init__(
        self, main: QWidget, side: QWidget, *, wide: float, high: float, roomy: float, narrow: float = 0
    ) -> None:
        super().__init__()
        self._main, self._side = main, side
        self._wide, self._high, self._roomy, self._narrow = wide, high, roomy, narrow
        self._turned, self._offered = False, True
        self.turn = button("Read in full", small=True, press=self._turn)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(12))
        self._box.addWidget(main, 1)
        self._box.addWidget(side)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(px(4))
        outer.addLayout(self._box, 1)
        outer.addLayout(row(None, self.turn))
        self._fit(True, False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def _refit(self) -> None:
        roomy = self.width() >= px(self._roomy)
        self._fit(roomy, not roomy and self.height() < px(_LOW))

    def offer_side(self, offered: bool) -> None:
        """Whether there is anything to show in `side`."""
        self._offered = offered
        self._refit()

    def _turn(self) -> None:
        self._turned = not self._turned
        self._refit()

    def _fit(self, roomy: bool, low: bool) -> None:
        ways = QBoxLayout.Direction
        narrow = roomy and self._narrow and self._offered
        self._box.setDirection(ways.LeftToRight if roomy else ways.TopToBottom)
        self._side.setMinimumWidth(px(self._wide) if roomy else 0)
        self._side.setMaximumWidth(px(self._wide) if roomy and not self._narrow else _MOST)
        self._main.setMaximumWidth(px(self._narrow) if narrow else _MOST)
        below = min(px(self._high), self.height() * 2 // 5)
        self._side.setMinimumHeight(0 if roomy or low else below)
        self._side.setMaximumHeight(_MOST if roomy or low else below)
        turned = low and self._turned and self._offered
        self.turn.setVisible(low and self._offered)
        self.turn.setText("Back to the list" if turned else "Read in full")
        self._main.setVisible(not turned)
        self._side.setVisible(turned or (self._offered and not low))
