"""The promise track: when something was first promised, how often that moved, and how late it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain.british import MONTHS
from ui.fonts import REGULAR, SEMIBOLD, metrics
from ui.theme import px, pxf, tokens
from ui.widgets.paint import put


@dataclass(frozen=True, slots=True)
class Promise:
    """What the track shows: the first date, those moved away from, the current one, and one asked for."""

    first: date
    between: tuple[date, ...]
    current: date
    today: date
    asked: date | None = None
    late: int = 0

    @property
    def words(self) -> str:
        """The whole track in a sentence, for a screen reader."""
        parts = [f"First agreed {_day(self.first)}"]
        parts += [f"moved to {_day(day)}" for day in (*self.between, self.current) if day != self.first]
        parts += [f"{self.late} days late"] if self.late else []
        parts += [f"asked for {_day(self.asked)}"] if self.asked else []
        return ", ".join(parts)


class PromiseTrack(QWidget):
    """Draws a Promise: ring, grey dots, black dot, a bar for what is late, dots for what is asked."""

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self._large = large
        self._promise: Promise | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(96 if large else 68))

    def show_promise(self, promise: Promise | None) -> None:
        """Draw this one; nothing for None."""
        self._promise = promise
        if promise is None or self.parent() is not None:  # one that is nowhere yet would become a window
            self.setVisible(promise is not None)
        self.setAccessibleName(promise.words if promise else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(340), px(96 if self._large else 68))

    def _days(self, promise: Promise) -> tuple[date, date]:
        dates = [promise.first, *promise.between, promise.current, promise.today]
        dates += [promise.asked] if promise.asked else []
        first, last = min(dates), max(dates)
        spare = timedelta(days=max(14, (last - first).days // 20))
        return first - spare, last + spare

    def paintEvent(self, event: QPaintEvent) -> None:
        promise = self._promise
        if promise is None:
            return
        start, end = self._days(promise)
        span = (end - start).days
        width = self.width()

        def at(day: date) -> float:
            return width * (day - start).days / span

        painter, t = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = 16 if self._large else 13
        line = self.height() * 0.44
        self._months(painter, start, end, at, size)
        overdue = t.states["overdue"].ground
        painter.setPen(QPen(t.edge, px(2)))
        painter.drawLine(QPointF(at(promise.first), line), QPointF(at(promise.current), line))
        if promise.late:
            bar = QRectF(at(promise.current), line - pxf(2.5), at(promise.today) - at(promise.current), px(5))
            painter.fillRect(bar, overdue)
        if promise.asked:
            painter.setPen(QPen(t.edge, pxf(1.5), Qt.PenStyle.DotLine))
            begin = max(promise.current, promise.today) if promise.late else promise.current
            painter.drawLine(QPointF(at(begin), line), QPointF(at(promise.asked), line))
        painter.setPen(QPen(overdue, px(2)))
        painter.drawLine(QPointF(at(promise.today), line - px(12)), QPointF(at(promise.today), line + px(11)))
        radius = px(5 if self._large else 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.muted)
        for day in promise.between:
            painter.drawEllipse(QPointF(at(day), line), radius, radius)
        if promise.current != promise.first:
            painter.setBrush(t.text)
            painter.drawEllipse(QPointF(at(promise.current), line), radius + pxf(1.5), radius + pxf(1.5))
        painter.setBrush(t.surface)
        painter.setPen(QPen(t.text, px(2)))
        painter.drawEllipse(QPointF(at(promise.first), line), radius, radius)
        if promise.asked:
            painter.setPen(QPen(t.text, px(2), Qt.PenStyle.DotLine))
            painter.drawEllipse(QPointF(at(promise.asked), line), radius + px(1), radius + px(1))
        self._words(painter, promise, at, size)
        painter.end()

    def _words(self, painter: QPainter, promise: Promise, at: Callable[[date], float], size: int) -> None:
        """The dates above the line; one that would run into another is left out."""
        t = tokens()
        late = f", {promise.late} days late" if promise.late else ""
        ink = t.states["off_track"].text if late else t.text
        current = (promise.current, f"{_day(promise.current)}{late}", SEMIBOLD, ink)
        around = [day for day in (promise.first, promise.asked) if day and day != promise.current]
        beside = [(day, _day(day), REGULAR, t.muted) for day in around]
        taken: list[tuple[int, int]] = []
        for day, words, weight, colour in (current, *beside):
            wide = metrics(size, weight).horizontalAdvance(words) + 1
            x = round(min(max(at(day) - wide / 2, 0), self.width() - wide))
            if all(x + wide + px(8) < left or right + px(8) < x for left, right in taken):
                taken.append((x, x + wide))
                put(painter, QRect(x, 0, wide, px(size + 5)), words, size=size, weight=weight, colour=colour)

    def _months(
        self, painter: QPainter, start: date, end: date, at: Callable[[date], float], size: int
    ) -> None:
        t = tokens()
        foot = self.height() - px(size + 8)
        painter.setPen(t.border)
        painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))
        firsts = _firsts(start, end)
        step = next(n for n in (1, 2, 3, 6, 12, 24, 60, 1200) if len(firsts) / n * px(34) <= self.width())
        for n, (day, following) in enumerate(pairwise(firsts)):
            painter.setPen(t.border)
            painter.drawLine(QPointF(at(day), foot - px(3)), QPointF(at(day), foot + px(3)))
            if n % step == 0:
                words = MONTHS[day.month - 1][:3] if step < 12 else str(day.year)
                wide = metrics(size).horizontalAdvance(words) + 1
                middle = (max(at(day), 0) + min(at(following), self.width())) / 2
                if middle - wide / 2 >= 0 and middle + wide / 2 <= self.width():
                    put(
                        painter,
                        QRect(round(middle - wide / 2), foot, wide, px(size + 8)),
                        words,
                        size=size,
                        colour=t.muted,
                    )


def _firsts(start: date, end: date) -> Sequence[date]:
    """The first day of each month from the one `start` lies in to the one after `end`."""
    found = [start.replace(day=1)]
    while found[-1] <= end:
        found.append((found[-1] + timedelta(days=32)).replace(day=1))
    return found


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
