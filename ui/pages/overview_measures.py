"""The card of measures on the Overview page: small multiples, what the board is to hear of first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from tracker.domain import british
from tracker.domain.rules.targets import Reach
from ui.fonts import SEMIBOLD
from ui.pages.measures_rows import MeasureRow, spark
from ui.pages.overview_words import Target, Told
from ui.theme import px, tokens
from ui.widgets.frames import Card, button
from ui.widgets.paint import focus_ring, put, rounded
from ui.widgets.pressable import Pressable
from ui.widgets.run_chart import Sense, colour_of, draw_dot

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_TILES, _LEAST_WIDE, _HIGH = 4, 220, 112
_NAMED = 4  # measures named one by one; more are only counted


class MeasuresCard(Card):
    """Up to four measures, each a button that leads to it; `pressed` is sent with its target."""

    pressed = Signal(object)  # Target

    def __init__(self, window: "MainWindow") -> None:
        super().__init__("Measures", "the dashed line is the target")
        self._window = window
        self._all = button("All measures", "link", small=True, press=self._to_all)
        self.head.addWidget(self._all)
        self.tiles = [MeasureTile() for _ in range(_TILES)]
        self._grid, self._across = QGridLayout(), 0
        self._grid.setContentsMargins(px(4), 0, px(4), px(8))
        self._grid.setSpacing(0)
        for tile in self.tiles:
            tile.clicked.connect(self._clicked)
        self.body.addLayout(self._grid)
        self._arrange(_TILES)
        self.hide()

    def show_measures(self, rows: Sequence[MeasureRow]) -> None:
        """Show the first of these, judged already; without any there is no card."""
        self.setVisible(bool(rows))
        shown = sorted(rows, key=_urgency)[:_TILES]
        for number, tile in enumerate(self.tiles):
            tile.setVisible(number < len(shown))
            if number < len(shown):
                tile.tell(shown[number])

    def _arrange(self, across: int) -> None:
        """So many side by side, each as wide as the others."""
        if across == self._across:
            return
        self._across = across
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number // across, number % across)
            self._grid.setColumnStretch(number, 1 if number < across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All in one row where there is room; else two by two, or one below the other."""
        super().resizeEvent(event)
        fit = self.width() // px(_LEAST_WIDE)
        self._arrange(_TILES if fit >= _TILES else 2 if fit >= 2 else 1)

    def _clicked(self) -> None:
        tile = self.sender()
        assert isinstance(tile, MeasureTile)
        assert tile.row is not None
        self.pressed.emit(Target("measures", record=tile.row.id))

    def _to_all(self) -> None:
        self._window.go("measures")


class MeasureTile(Pressable):
    """One measure: its title, its value against the target, its figures as a line, and what they say."""

    def __init__(self) -> None:
        super().__init__()
        self.row: MeasureRow | None = None
        self.setFixedHeight(px(_HIGH))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def tell(self, row: MeasureRow) -> None:
        """Show this one."""
        self.row = row
        self.setAccessibleName(f"{row.measure.ref}, {row.sentence}")
        self.setToolTip(f"{row.measure.ref}  {row.measure.title}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        row, painter, t = self.row, QPainter(self), tokens()
        assert row is not None
        if self.underMouse():
            rounded(painter, self.rect(), t.hover)
        room = self.rect().adjusted(px(12), px(4), -px(12), 0)

        def line(top: float, high: float) -> QRect:
            return QRect(room.x(), room.y() + px(top), room.width(), px(high))

        put(painter, line(0, 22), row.measure.title, size=14, weight=SEMIBOLD)
        beside = line(22, 28)
        if row.latest:
            beside.setLeft(put(painter, beside, row.latest, size=20, weight=SEMIBOLD) + px(10))
        missed = row.is_off_target and row.stands.reach is Reach.MISSED
        colour = t.states["off_track"].text if missed else t.muted
        put(painter, beside, row.against_target, colour=colour)
        spark(painter, line(50, 32), row)
        said = line(82, 22)
        draw_dot(painter, said.x() + px(5), said.center().y() + 1, row.sense, 4)
        said.setLeft(said.x() + px(16))
        put(painter, said, row.verdict, colour=t.muted if row.sense is Sense.PLAIN else colour_of(row.sense))
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=6)
        painter.end()


def figures_due(rows: Sequence[MeasureRow]) -> Told | None:
    """The row of what needs attention for these measures; None where no figure is waited for."""
    due = [each for each in rows if each.missing]
    if not due:
        return None
    if len(due) == 1:
        words = f"{due[0].measure.ref}, {due[0].missed[0].lower()}{due[0].missed[1:]}"
    else:
        words = british.listed([each.measure.ref for each in due]) if len(due) <= _NAMED else ""
    title = "measure with figures due" if len(due) == 1 else "measures with figures due"
    return Told(target=Target("measures", "due"), first=f"{len(due):,}", title=title, words=words)


def _urgency(row: MeasureRow) -> int:
    """What is missed, off target or getting worse first, by reference; what has no figure yet last."""
    missed = row.is_off_target and row.stands.reach is Reach.MISSED
    return -(missed + row.is_off_target + (row.sense is Sense.WORSE) + bool(row.latest))
