"""A run chart: figures in time, their target and path, and the limits that chance keeps them within; and the
same at the size of a word.

What the figures say is told by shape and by words beside the chart, never by colour alone.
"""

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum, auto
from itertools import pairwise
from math import ceil, floor, log10

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tracker.domain.british import MONTHS
from tracker.frozen import dataclass
from ui.fonts import REGULAR, SEMIBOLD, metrics
from ui.theme import px, pxf, tokens
from ui.widgets.paint import put

_LEFT, _RIGHT, _TOP, _BELOW = 44, 118, 14, 44  # margins, in pixels of the design
_LINES = 6  # across the chart, about
_LINE_HIGH = 18
_STEPS = (1, 2, 2.5, 5, 10)


class Sense(Enum):
    """What chance does not explain about a figure: for the better, for the worse, or nothing."""

    PLAIN = auto()
    BETTER = auto()
    WORSE = auto()


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure in the chart. `words` are shown where the mouse rests on it."""

    day: date
    value: float
    sense: Sense
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is drawn. `lines` are the target, the mean and so on: (what it is, its value, kind of line).

    `band` are the lower and the upper limit, between the days `compared`; `least` and `most` are what the
    unit can hold, None for no end.
    """

    dots: tuple[Dot, ...]
    latest: str = ""
    lines: tuple[tuple[str, float, Qt.PenStyle], ...] = ()
    path: tuple[tuple[date, float], ...] = ()
    band: tuple[float, float] | None = None
    compared: tuple[date, date] | None = None
    least: float | None = 0
    most: float | None = None
    axis_words: Callable[[float], str] = str


def draw_dot(painter: QPainter, x: float, y: float, sense: Sense, size: float = 4.5) -> None:
    """A grey disc, an accent triangle for the better, or one upside down for the worse, round (x, y)."""
    t = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(t.surface, pxf(1)))
    painter.setBrush(colour_of(sense))
    far = pxf(size)
    if sense is Sense.PLAIN:
        painter.drawEllipse(QPointF(x, y), far * 0.8, far * 0.8)
    else:
        up = -1 if sense is Sense.BETTER else 1
        corners = ((0, up * far * 1.1), (far * 1.15, -up * far * 0.9), (-far * 1.15, -up * far * 0.9))
        painter.drawPolygon(QPolygonF([QPointF(x + a, y + b) for a, b in corners]))
    painter.restore()


def colour_of(sense: Sense) -> QColor:
    """The colour that supports the shape."""
    t = tokens()
    return {Sense.PLAIN: t.muted, Sense.BETTER: t.accent, Sense.WORSE: t.states["at_risk"].text}[sense]


def draw_spark(
    painter: QPainter, rect: QRect, values: Sequence[float], target: float | None, sense: Sense
) -> None:
    """The figures as a line as small as a word, the target dashed, the latest one marked."""
    if not values:
        return
    t = tokens()
    shown = [*values, *([target] if target is not None else [])]
    low, high = min(shown), max(shown)
    span = (high - low) or 1.0
    room = QRectF(rect).adjusted(0, pxf(5), -pxf(6), -pxf(5))

    def y(value: float) -> float:
        return room.bottom() - (value - low) / span * room.height()

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if target is not None:
        painter.setPen(QPen(t.muted, pxf(1), Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(room.left(), y(target)), QPointF(room.right(), y(target)))
    step = room.width() / max(len(values) - 1, 1)
    points = [QPointF(room.left() + n * step, y(value)) for n, value in enumerate(values)]
    if len(values) == 1:
        points = [QPointF(room.right(), y(values[0]))]
    painter.setPen(QPen(t.text, pxf(1.4)))
    painter.drawPolyline(QPolygonF(points))
    painter.restore()
    draw_dot(painter, points[-1].x(), points[-1].y(), sense, 4)


class RunChart(QWidget):
    """Draws a Chart. A screen reader hears the summary given; the figures stand in a table beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = Chart(dots=())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(px(190))

    def show_chart(self, chart: Chart, name: str, summary: str) -> None:
        """Draw this; `summary` says in a few sentences what is to be seen."""
        self.chart = chart
        self.setAccessibleName(name)
        self.setAccessibleDescription(summary)
        self.update()

    # Where things stand.

    def _scale(self) -> tuple[float, float, float]:
        """The lowest and the highest value of the axis, and how far its lines are apart."""
        chart = self.chart
        shown = [each.value for each in chart.dots]
        shown += [value for _, value, _ in chart.lines] + [value for _, value in self._path()]
        shown += list(chart.band or ())
        low, high = min(shown), max(shown)
        if chart.least is not None:
            low = max(low, chart.least)
        if chart.most is not None:
            high = min(max(high, max(each.value for each in chart.dots)), max(chart.most, high))
        if high - low < 1e-9:
            low, high = low - (abs(low) / 10 or 1), high + (abs(high) / 10 or 1)
            low = max(low, chart.least) if chart.least is not None else low
        rough = (high - low) / _LINES
        power = 10.0 ** floor(log10(rough))
        step = next(each * power for each in _STEPS if each * power >= rough * 0.999)
        return floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step, step

    def _path(self) -> tuple[tuple[date, float], ...]:
        """The part of the path that lies within the time of the figures."""
        if not self.chart.dots:
            return ()
        first, last = self.chart.dots[0].day, self.chart.dots[-1].day
        found: list[tuple[date, float]] = []
        for (start, low), (end, high) in pairwise(self.chart.path):
            for day in (max(start, first), min(end, last)):
                if start <= day <= end and first <= day <= last and (not found or found[-1][0] != day):
                    share = (day - start).days / max((end - start).days, 1)
                    found.append((day, low + (high - low) * share))
        return tuple(found)

    def _room(self) -> QRectF:
        widest = max((metrics(13).horizontalAdvance(words) for words in self._axis()), default=0)
        left, right = max(px(_LEFT), widest + px(14)), min(px(_RIGHT), self.width() // 3)
        return QRectF(left, px(_TOP), self.width() - left - right, self.height() - px(_TOP) - px(_BELOW))

    def _axis(self) -> list[str]:
        if not self.chart.dots:
            return []
        low, high, step = self._scale()
        return [self.chart.axis_words(low + n * step) for n in range(round((high - low) / step) + 1)]

    def _x(self, room: QRectF, day: date) -> float:
        first, last = self.chart.dots[0].day, self.chart.dots[-1].day
        inside = room.adjusted(pxf(14), 0, -pxf(14), 0)
        days = (last - first).days
        return inside.right() if not days else inside.left() + (day - first).days / days * inside.width()

    def _y(self, room: QRectF, value: float) -> float:
        low, high, _ = self._scale()
        part = (value - low) / (high - low)
        return room.bottom() - min(max(part, 0), 1) * room.height()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        if not self.chart.dots:
            words = "The chart is drawn once there is a figure."
            left = max(0, (self.width() - metrics(14).horizontalAdvance(words)) // 2)
            put(painter, self.rect().adjusted(left, 0, 0, 0), words, size=14, colour=t.muted)
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self._room()
        self._draw_axis(painter, room)
        self._draw_days(painter, room)
        self._draw_limits(painter, room)
        path = QPolygonF([QPointF(self._x(room, day), self._y(room, value)) for day, value in self._path()])
        painter.setPen(QPen(t.muted, pxf(1.4), Qt.PenStyle.DashDotLine))
        painter.drawPolyline(path)
        for _, value, style in self.chart.lines:
            y = self._y(room, value)
            painter.setPen(QPen(t.text, pxf(1.6 if style is Qt.PenStyle.DashLine else 1.2), style))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        dots = [(self._x(room, each.day), self._y(room, each.value), each) for each in self.chart.dots]
        painter.setPen(QPen(t.text, pxf(1.5)))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y, _ in dots]))
        for x, y, dot in dots:
            draw_dot(painter, x, y, dot.sense)
        self._draw_words(painter, room)
        painter.end()

    def _draw_axis(self, painter: QPainter, room: QRectF) -> None:
        t, words = tokens(), self._axis()
        high = px(_LINE_HIGH)
        gap = room.height() / max(len(words) - 1, 1)
        every = max(1, ceil(high / max(gap, 1)))
        for n, each in enumerate(words):
            y = room.bottom() - n * gap
            painter.setPen(QPen(t.hair, 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            if not n % every:
                beside = QRect(0, round(y) - high // 2, round(room.left()) - px(8), high)
                put(painter, beside, each, colour=t.muted, right=True)

    def _draw_days(self, painter: QPainter, room: QRectF) -> None:
        """The months under the figures, as many as there is room for, and the year where it is another."""
        t, free, year = tokens(), 0.0, 0
        high, wide = px(_LINE_HIGH), metrics(13).horizontalAdvance("Mmm")
        apart = room.width() / max(len(self.chart.dots), 1)
        for each in self.chart.dots[:: max(1, ceil((wide + px(12)) / max(apart, 1)))]:
            x = self._x(room, each.day)
            if x - wide / 2 < free:
                continue
            free = x + wide / 2 + px(4)
            month = MONTHS[each.day.month - 1][:3]
            for line, said, weight in ((0, month, REGULAR), (1, str(each.day.year), SEMIBOLD)):
                if line and each.day.year == year:
                    continue
                half = metrics(13, weight).horizontalAdvance(said) // 2 + 1
                top = round(room.bottom()) + px(6) + line * high
                colour = t.text if line else t.muted
                put(
                    painter,
                    QRect(round(x) - half, top, 2 * half + 2, high),
                    said,
                    weight=weight,
                    colour=colour,
                )
            year = each.day.year

    def _draw_limits(self, painter: QPainter, room: QRectF) -> None:
        chart, t = self.chart, tokens()
        if chart.band is None or chart.compared is None:
            return
        left, right = (self._x(room, day) for day in chart.compared)
        low, high = (self._y(room, value) for value in chart.band)
        box = QRectF(left, high, right - left, low - high).adjusted(-pxf(8), 0, pxf(8), 0)
        painter.fillRect(box, t.alternate)
        painter.setPen(QPen(t.muted, pxf(1.2), Qt.PenStyle.DashLine))
        bottom, top, _ = self._scale()
        for y, value in zip((low, high), chart.band, strict=True):
            if bottom <= value <= top:  # a limit beyond what the unit can hold is no line
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def _draw_words(self, painter: QPainter, room: QRectF) -> None:
        """What the lines are, at the right, each on a line of its own."""
        chart, t, high = self.chart, tokens(), px(_LINE_HIGH)
        last = chart.dots[-1]
        told = [(self._y(room, last.value), chart.latest, SEMIBOLD, colour_of(last.sense))]
        told += [
            (self._y(room, value), words, SEMIBOLD if style is Qt.PenStyle.DashLine else REGULAR, t.text)
            for words, value, style in chart.lines
        ]
        if chart.band is not None:
            bottom, top, _ = self._scale()
            named = zip(("lower", "upper"), chart.band, strict=True)
            told += [
                (self._y(room, value), f"{name} limit {chart.axis_words(value)}", REGULAR, t.muted)
                for name, value in named
                if bottom <= value <= top
            ]
        left = round(room.right()) + px(8)
        for y, words, weight, colour in spread(told, high, self.height()):
            rect = QRect(left, round(y) - high // 2, self.width() - left, high)
            put(painter, rect, words, weight=weight, colour=colour)

    def event(self, event: QEvent) -> bool:
        """What a figure is, where the mouse rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.chart.dots:
            room = self._room()
            near = min(self.chart.dots, key=lambda each: abs(self._x(room, each.day) - event.pos().x()))
            is_near = abs(self._x(room, near.day) - event.pos().x()) < px(24)
            QToolTip.showText(event.globalPos(), near.words if is_near else "", self)
            return True
        return super().event(event)


Said = tuple[float, str, int, QColor]


def spread(told: Sequence[Said], high: float, room: float) -> list[Said]:
    """Words at these heights, moved apart as little as need be so that none lies over another."""
    rows = sorted(told, key=lambda each: each[0])
    heights = [each[0] for each in rows]
    for n in range(1, len(heights)):
        heights[n] = max(heights[n], heights[n - 1] + high)
    floor_at = room - high / 2
    for n in reversed(range(len(heights))):
        heights[n] = min(heights[n], floor_at)
        floor_at = heights[n] - high
    return [(y, words, weight, colour) for y, (_, words, weight, colour) in zip(heights, rows, strict=True)]
