"""Painting by hand: text, marks, chips, bars and tracks, all with the tokens of the moment.

Lengths are pixels of the design and are scaled here; rectangles and the x of texts are real pixels, as
Qt hands them to painters.
"""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPolygonF, QStaticText

from tracker.domain import words
from tracker.domain.codes import Delivery, Lifecycle
from tracker.domain.records import Action
from tracker.domain.rules.states import standing
from tracker.frozen import dataclass
from tracker.reports.look import CHIPS, OVERDUE
from tracker.reports.marks import MARKS, Area, Circle
from ui.fonts import REGULAR, SEMIBOLD, font, metrics
from ui.theme import px, pxf, tokens

_HALF_A_YEAR = 180  # days


@lru_cache(maxsize=4096)
def _laid(
    text: str, width: int, size: float, weight: int, pixels: int
) -> tuple[QStaticText, int, float, float]:
    """The text on one line, cut with … to fit `width`; how wide it comes out, and how wide and high exactly.

    To lay out a text takes longer than to paint it, so it is kept. `pixels` is for the cache alone.
    """
    measure = metrics(size, weight)
    text = text.replace("\n", " ")
    wide = measure.horizontalAdvance(text)
    if wide > width:
        text = measure.elidedText(text, Qt.TextElideMode.ElideRight, width)
        wide = measure.horizontalAdvance(text)
    laid = QStaticText(text)
    laid.setTextFormat(Qt.TextFormat.PlainText)
    laid.prepare(font=font(size, weight))
    exact = QFontMetricsF(font(size, weight))
    return laid, wide, exact.horizontalAdvance(text), exact.height()


def put(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    size: float = 13,
    weight: int = REGULAR,
    colour: QColor | None = None,
    right: bool = False,
) -> int:
    """One line of text, centred in height, cut with … where too long. Returns where it ends (its x)."""
    laid, wide, exact, high = _laid(text, rect.width(), size, weight, px(size))
    painter.setFont(font(size, weight))
    painter.setPen(colour or tokens().text)
    end = rect.right() + 1
    left = end - exact if right else rect.x()
    painter.drawStaticText(QPointF(left, rect.y() + (rect.height() - high) / 2), laid)
    return end if right else rect.x() + wide


def rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    fill: QColor | None,
    outline: QColor | None = None,
    radius: float = 6,
) -> None:
    """A box with round corners; the outline is one pixel, inside the rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(outline, 1) if outline else Qt.PenStyle.NoPen)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5) if outline else QRectF(rect)
    corner = min(px(radius), box.height() / 2)
    painter.drawRoundedRect(box, corner, corner)
    painter.restore()


def mark(painter: QPainter, name: str, x: float, y: float, size: float, colour: QColor) -> None:
    """A mark of tracker.reports.marks, its top left corner at (x, y), `size` pixels of the design high."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    scale = px(size) / 10
    painter.scale(scale, scale)
    for shape in MARKS[name].shapes:
        if isinstance(shape, Area):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(*point) for point in shape.points]))
            continue
        painter.setPen(_stroke(colour, shape.width) if shape.width else Qt.PenStyle.NoPen)
        if isinstance(shape, Circle):
            painter.setBrush(Qt.BrushStyle.NoBrush if shape.width else colour)
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(*point) for point in shape.points]))
    painter.restore()


def _stroke(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


@dataclass(frozen=True, slots=True)
class Chip:
    """A state: its word, the tone that supports it and, mostly, a shape."""

    word: str
    tone: str
    mark: str = ""


def chip_of(action: Action) -> Chip:
    """The one word shown for an action, with its shape."""
    return state_chip(standing(action))


def state_chip(state: Lifecycle | Delivery) -> Chip:
    """The chip of a lifecycle or a delivery rating."""
    return Chip(words.label(state), state.value, CHIPS[state.value].mark)


def overdue_chip(text: str) -> Chip:
    """The solid chip that says how late something is ("18 days"); it carries no shape."""
    return Chip(text, OVERDUE)


def chip_width(chip: Chip, *, large: bool = False) -> int:
    """How wide the chip comes out, in real pixels."""
    size = 16 if large else 13
    before = (24 if large else 19) if chip.mark else 7
    return px(before) + metrics(size, SEMIBOLD).horizontalAdvance(chip.word) + px(8 if chip.mark else 7)


def draw_chip(
    painter: QPainter, x: int, middle: int, chip: Chip, *, large: bool = False, width: int | None = None
) -> int:
    """Paint the chip from x, centred on `middle`, no wider than `width`. Returns its right edge."""
    tone, outlined = tokens().states[chip.tone], tokens().outlined
    wide = chip_width(chip, large=large)
    wide = wide if width is None else min(wide, width)
    high, ratio = px(26 if large else 20), painter.device().devicePixelRatioF()
    colours = tone.text.rgba(), tone.ground.rgba(), tone.text.rgba() if outlined else None
    picture = _chip(chip, large, wide, high, ratio, colours)
    painter.drawPixmap(QPointF(x, middle - high // 2), picture)
    return x + wide


@lru_cache(maxsize=512)
def _chip(
    chip: Chip, large: bool, wide: int, high: int, ratio: float, colours: tuple[int, int, int | None]
) -> QPixmap:
    """A chip as a picture: there are few different ones, and many in sight."""
    made = QPixmap(max(round(wide * ratio), 1), round(high * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    text, ground, outline = (QColor.fromRgba(each) if each is not None else None for each in colours)
    assert text is not None
    size, left, glyph = (16, 24, 10) if large else (13, 19, 8)
    painter = QPainter(made)
    box = QRect(0, 0, wide, high)
    rounded(painter, box, ground, outline)
    word = box.adjusted(px(left if chip.mark else 7), 0, -px(4), 0)
    put(painter, word, chip.word, size=size, weight=SEMIBOLD, colour=text)
    if chip.mark:
        left_of_mark = pxf(left / 2 + 1.5 - glyph / 2)
        mark(painter, chip.mark, left_of_mark, high // 2 - pxf(glyph) / 2, glyph, text)
    painter.end()
    return made


def draw_pill(painter: QPainter, right: int, middle: int, text: str, *, overdue: bool) -> None:
    """A count, right-aligned: a solid pill for what is overdue, plain muted figures otherwise."""
    t = tokens()
    if not overdue:
        put(painter, QRect(right - px(60), middle - px(10), px(60), px(20)), text, colour=t.muted, right=True)
        return
    wide = max(px(20), metrics(13, SEMIBOLD).horizontalAdvance(text) + px(12))
    box = QRect(right - wide, middle - px(9), wide, px(18))
    tone = t.states[OVERDUE]
    rounded(painter, box, tone.ground, radius=9)
    painter.setFont(font(13, SEMIBOLD))
    painter.setPen(tone.text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def draw_state_bar(
    painter: QPainter, rect: QRect, counts: Sequence[tuple[str, int]], high: float = 8
) -> None:
    """How many are in each state, as one bar: (state, count) from left to right, states of `tokens()`."""
    counts = [(state, count) for state, count in counts if count]
    total = sum(count for _, count in counts)
    if not total:
        return
    gap = px(2)
    room = rect.width() - gap * (len(counts) - 1)
    x, top = float(rect.x()), rect.center().y() - px(high) / 2 + 0.5
    for state, count in counts:
        wide = max(room * count / total, 2.0)
        box = QRectF(x, top, wide, px(high))
        if state != Lifecycle.NOT_STARTED:
            rounded(painter, box, tokens().fill(state), radius=1.5)
        elif wide >= px(12):
            rounded(painter, box, tokens().surface, tokens().edge, radius=1.5)
        else:
            rounded(painter, box, tokens().border, radius=1.5)
        x += wide + gap


def draw_moves(painter: QPainter, rect: QRect, moves: int, slip: int) -> None:
    """The moved marker: a ring for the first promise, a dot for each move (at most five), the days."""
    if not moves:
        return
    t = tokens()
    strong = t.text if moves > 1 else t.muted
    middle, dots = rect.center().y() + 1, min(moves, 5)
    last = rect.x() + px(22)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(strong)
    for n in range(dots):
        painter.drawEllipse(QPointF(last - n * px(6), middle), pxf(2.2), pxf(2.2))
    painter.setPen(QPen(strong, pxf(1.5)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(last - dots * px(6), middle), pxf(2.5), pxf(2.5))
    painter.restore()
    put(painter, rect.adjusted(px(31), 0, 0, 0), f"{slip:+d} d".replace("-", "−"), colour=strong)


def draw_late_bar(painter: QPainter, rect: QRect, moved: int, late: int) -> None:
    """Days the promise was moved (edge colour), then days late now (solid); half a year fills the width."""
    x, top = float(rect.x()), rect.center().y() - px(4) + 1
    for days, colour in ((moved, tokens().edge), (late, tokens().states[OVERDUE].ground)):
        if days > 0:
            wide = min(max(rect.width() * days / _HALF_A_YEAR, px(3)), rect.right() + 1 - x)
            rounded(painter, QRectF(x, top, max(wide, 0), px(8)), colour, radius=1.5)
            x += wide + px(1)


def draw_chevron(painter: QPainter, x: float, middle: float, *, down: bool, colour: QColor) -> None:
    """The small arrow that says whether a group or a list is open."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_stroke(colour, pxf(1.6)))
    long, short = px(4), px(2)
    turns = ((-long, -short), (0, short), (long, -short))
    painter.drawPolyline(
        QPolygonF([QPointF(x + (a if down else b), middle + (b if down else a)) for a, b in turns])
    )
    painter.restore()


def hairline(painter: QPainter, x1: int, x2: int, y: int, colour: QColor | None = None) -> None:
    """One pixel across."""
    painter.setPen(colour or tokens().hair)
    painter.drawLine(QLineF(x1, y + 0.5, x2, y + 0.5))


def focus_ring(painter: QPainter, rect: QRect, radius: float = 0) -> None:
    """The 2 px ring round what has the keyboard."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, bool(radius))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(tokens().focus, 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    box = QRectF(rect).adjusted(1, 1, -1, -1)
    if radius:
        path = QPainterPath()
        path.addRoundedRect(box, px(radius), px(radius))
        painter.drawPath(path)
    else:
        painter.drawRect(box)
    painter.restore()
