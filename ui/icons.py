"""Icons: the lucide package's drawings, in the palette's colours, rendered at twice their size."""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from struct import unpack_from
from zlib import decompress

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import theme

_RATIO = 2  # device pixels for each pixel of the design


def icon(name: str, tone: str = "text", size: int = 16) -> QIcon:
    """The icon of that lucide name, in a token's colour at the moment it is painted.

    The drawing is `size` pixels (before the chosen text size); a button's icon size is that and 4 pixels
    more in width, since Fusion leaves too little between icon and words.
    """
    return QIcon(_Engine(name, tone, size))


def draw_icon(painter: QPainter, name: str, x: float, y: float, size: int, colour: QColor) -> None:
    """Paint the icon with its top left corner at (x, y)."""
    painter.drawPixmap(QPointF(x, y), picture(name, size, colour))


def picture(name: str, size: int, colour: QColor) -> QPixmap:
    """The icon as a picture, transparent around it. Raises KeyError for a name lucide does not have."""
    return _picture(name, theme.px(size), size <= 16, colour.rgba())


@cache
def _zip() -> bytes:
    spec = find_spec("lucide")
    assert spec is not None
    assert spec.submodule_search_locations
    return (Path(spec.submodule_search_locations[0]) / "lucide.zip").read_bytes()


@cache
def _drawing(name: str) -> str:
    """One drawing out of the zip. `ZipFile` would read all 1,745 entries first: 10 ms of each start."""
    content, file = _zip(), f"{name}.svg".encode()
    at = len(content)
    while (at := content.rfind(file, 0, at)) >= 0:
        if content[at - 46 : at - 42] == b"PK\1\2" and unpack_from("<H", content, at - 18) == (len(file),):
            (packed,), (start,) = unpack_from("<I", content, at - 26), unpack_from("<I", content, at - 4)
            start += 30 + sum(unpack_from("<HH", content, start + 26))
            return decompress(content[start : start + packed], -15).decode()
    raise KeyError(name)


@cache
def _picture(name: str, side: int, small: bool, rgba: int) -> QPixmap:
    colour = QColor.fromRgba(rgba)
    svg = _drawing(name).replace("currentColor", colour.name())
    if not small:
        svg = svg.replace('stroke-width="2"', 'stroke-width="1.75"')
    made = QPixmap(side * _RATIO, side * _RATIO)
    made.setDevicePixelRatio(_RATIO)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(colour.alphaF())
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return made


class _Engine(QIconEngine):
    """Paints with the tokens of the moment, so that a change of look needs no new icons."""

    def __init__(self, name: str, tone: str, size: int) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size

    def _colour(self, mode: QIcon.Mode) -> QColor:
        tokens = theme.tokens()
        colour: QColor = getattr(tokens, self._tone)
        if mode != QIcon.Mode.Disabled:
            return colour
        if self._tone == "on_accent":  # a primary button that cannot be pressed has no accent to be seen on
            colour = tokens.muted
        return theme.mixed(colour, tokens.surface, 0.45)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        y = rect.y() + (rect.height() - theme.px(self._size)) / 2
        draw_icon(painter, self._name, rect.x(), y, self._size, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return _framed(self._name, self._size, size.width(), size.height(), scale, self._colour(mode).rgba())

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone, self._size)


@lru_cache(maxsize=512)
def _framed(name: str, size: int, wide: int, high: int, scale: float, rgba: int) -> QPixmap:
    """The icon at the left of a picture so many device pixels wide and high. A button asks at each paint."""
    made = QPixmap(wide, high)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    y = (high / scale - theme.px(size)) / 2
    draw_icon(painter, name, 0, y, size, QColor.fromRgba(rgba))
    painter.end()
    return made
