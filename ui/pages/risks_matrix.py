"""The 5 × 5 grid of likelihood and impact, drawn, with every risk where it stands."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain import british
from tracker.domain.records import Risk
from tracker.domain.rules.risks import IMPACTS, LIKELIHOODS, MOST, Level, Score, level, pair, score_words
from ui.fonts import SEMIBOLD, metrics
from ui.pages.risks_rows import LOOKS, SCORES
from ui.theme import px, tokens
from ui.widgets.paint import Chip, draw_chip, focus_ring, put, rounded

_LEFT, _BELOW = 36, 22  # the room of the two axes
_KEY = 26  # the height of a row of the key
_RANGES = {Level.LOW: "1–3", Level.MODERATE: "4–6", Level.HIGH: "8–12", Level.EXTREME: "15–25"}
_KEY_ROWS = ((Level.LOW, Level.MODERATE), (Level.HIGH, Level.EXTREME))
Place = tuple[int, int]
"""Likelihood and impact."""


class RiskMatrix(QWidget):
    """Shows the open risks by one of the three scores, and of a chosen risk its way through all of them.

    A screen reader hears the same as a list, square by square.
    """

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[Place, list[str]] = {}
        self._way: tuple[tuple[Score, Place], ...] = ()
        self.setAccessibleName("Grid of likelihood and impact")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(5 * 40 + _BELOW + 20 + 2 * _KEY))

    def show_risks(self, risks: Iterable[Risk], which: Score) -> None:
        """Show these by that score; what nobody has judged is in no square."""
        self._places = {}
        for risk in risks:
            likelihood, impact = pair(risk, which)
            if likelihood and impact:
                self._places.setdefault((likelihood, impact), []).append(risk.ref)
        self.setAccessibleDescription(self._told(which))
        self.setToolTip(self.accessibleDescription())
        self.update()

    def show_way(self, risk: Risk | None) -> None:
        """Draw the way of this risk from nothing done to what is aimed at."""
        pairs = [(which, *pair(risk, which)) for which in Score] if risk else []
        self._way = tuple((which, (one, other)) for which, one, other in pairs if one and other)
        self.update()

    def _told(self, which: Score) -> str:
        if not self._places:
            return f"{SCORES[which]}: no open risk is scored."
        squares = sorted(self._places, key=lambda place: (-place[0] * place[1], -place[1]))
        told = [
            f"{score_words(one * other)}, likelihood {one} {LIKELIHOODS[one - 1]}, "
            f"impact {other} {IMPACTS[other - 1]}: {british.listed(self._places[one, other])}"
            for one, other in squares
        ]
        return f"{SCORES[which]}. {'. '.join(told)}."

    def sizeHint(self) -> QSize:
        return QSize(px(300), self.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # Painting.

    def _square(self, place: Place) -> QRect:
        likelihood, impact = place
        wide = (self.width() - px(_LEFT)) // MOST
        high = px(40)
        return QRect(px(_LEFT) + (impact - 1) * wide, (MOST - likelihood) * high, wide - px(2), high - px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, scale = QPainter(self), range(1, MOST + 1)
        places = [(likelihood, impact) for likelihood in scale for impact in scale]
        for place in places:
            self._paint_square(painter, place)
        self._paint_way(painter)
        for place, refs in self._places.items():
            self._paint_refs(painter, place, refs)
        self._paint_axes(painter)
        self._paint_key(painter)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=6)
        painter.end()

    def _paint_square(self, painter: QPainter, place: Place) -> None:
        t, box = tokens(), self._square(place)
        tone = t.states[LOOKS[level(place[0] * place[1])][0]]
        rounded(painter, box, tone.ground, tone.text if t.outlined else None, radius=4)
        if place not in self._places:
            put(painter, box.adjusted(px(9), 0, -px(6), 0), str(place[0] * place[1]), colour=tone.text)

    def _paint_refs(self, painter: QPainter, place: Place, refs: Sequence[str]) -> None:
        t, box = tokens(), self._square(place)
        words = _fitting(refs, box.width() - px(14))
        pill = QRect(box.x() + px(4), box.center().y() - px(10), 0, px(21))
        pill.setWidth(min(metrics(13, SEMIBOLD).horizontalAdvance(words) + px(10), box.width() - px(8)))
        rounded(painter, pill, t.surface, t.border, radius=4)
        put(painter, pill.adjusted(px(5), 0, 0, 0), words, weight=SEMIBOLD)

    def _paint_axes(self, painter: QPainter) -> None:
        muted = tokens().muted
        for n in range(1, MOST + 1):
            row, column = self._square((n, 1)), self._square((1, n))
            put(painter, QRect(px(20), row.y(), px(14), row.height()), str(n), colour=muted)
            beneath = QRect(column.x(), column.bottom() + px(2), column.width(), px(_BELOW - 2))
            painter.setPen(muted)
            painter.drawText(beneath, Qt.AlignmentFlag.AlignCenter, str(n))
        across = QRect(px(_LEFT), px(5 * 40 + _BELOW), self.width() - px(_LEFT), px(18))
        put(painter, across, "Impact →", colour=muted)
        painter.save()
        painter.translate(0, px(5 * 40))
        painter.rotate(-90)
        put(painter, QRect(0, 0, px(5 * 40), px(18)), "Likelihood →", colour=muted)
        painter.restore()

    def _paint_way(self, painter: QPainter) -> None:
        """A ring where it stands untreated, a disc now, a dotted ring where it is to come; lines between."""
        if not self._way:
            return
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = [self._point(place) for _, place in self._way]
        for colour, wide in ((t.surface, px(4)), (t.text, px(1.5))):  # light below dark: seen on any ground
            painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline(points)
        for (which, _), point in zip(self._way, points, strict=True):
            dotted = Qt.PenStyle.DotLine if which is Score.TARGET else Qt.PenStyle.SolidLine
            painter.setPen(QPen(t.text, px(1.5), dotted))
            painter.setBrush(t.text if which is Score.CURRENT else t.surface)
            painter.drawEllipse(point, px(4.5), px(4.5))
        painter.restore()

    def _point(self, place: Place) -> QPointF:
        """Low in the square, so that the references above stay readable."""
        box = QRectF(self._square(place))
        return QPointF(box.right() - px(9), box.bottom() - px(8))

    def _paint_key(self, painter: QPainter) -> None:
        top = px(5 * 40 + _BELOW + 20)
        for levels in _KEY_ROWS:
            x = px(_LEFT)
            for each in levels:
                x = draw_chip(painter, x, top + px(_KEY) // 2, _key_chip(each)) + px(8)
            top += px(_KEY)


def _key_chip(of: Level) -> Chip:
    tone, shape = LOOKS[of]
    return Chip(f"{of.capitalize()} {_RANGES[of]}", tone, shape)


def _fitting(refs: Sequence[str], room: int) -> str:
    """As many references as there is room for, then how many more."""
    measure, shown = metrics(13, SEMIBOLD), len(refs)
    while shown > 1 and measure.horizontalAdvance(_shortened(refs, shown)) > room:
        shown -= 1
    return _shortened(refs, shown)


def _shortened(refs: Sequence[str], shown: int) -> str:
    more = len(refs) - shown
    return " ".join((*refs[:shown], *([f"+{more}"] if more else [])))
