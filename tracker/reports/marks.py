"""The marks beside the words, as shapes on a field 10 high: drawn alike by every writer.

Glyphs are not used: they differ in size between fonts and need a font that has them. Y grows downwards.
"""

from tracker.frozen import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke of this width through the points, with round ends."""

    points: tuple[Point, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """A disc, or a ring if its line has a width."""

    x: float
    y: float
    radius: float
    width: float = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Shapes of one colour on a field of this width."""

    shapes: tuple[Line | Area | Circle, ...]
    width: float = 10


def _bars(level: int) -> Mark:
    """Three rising bars, the first `level` of them filled."""
    shapes: list[Line | Area] = []
    for n, height in enumerate((4.5, 6.5, 9.0)):
        left, right, top = n * 6 + 0.5, n * 6 + 5, 9.5 - height
        corners = ((left, 9.5), (left, top), (right, top), (right, 9.5), (left, 9.5))
        shapes.append(Line(corners, 0.8))
        if n < level:
            shapes.append(Area(corners))
    return Mark(tuple(shapes), width=17.5)


MARKS = {
    "disc": Mark((Circle(5, 5, 4.4),)),
    "triangle": Mark((Area(((5, 0.6), (9.9, 9.4), (0.1, 9.4))),)),
    "square": Mark((Area(((0.9, 0.9), (9.1, 0.9), (9.1, 9.1), (0.9, 9.1))),)),
    "clock": Mark((Circle(5, 5, 4.2, 1.5), Line(((5, 2.6), (5, 5.2), (6.9, 6.4)), 1.3))),
    "ring": Mark((Circle(5, 5, 3.9, 1.5),)),
    "target": Mark((Circle(5, 5, 4.1, 1.2), Circle(5, 5, 1.9))),
    "thin_tick": Mark((Line(((1, 5.6), (3.8, 8.6), (9, 1.8)), 1.5),)),
    "bold_tick": Mark((Line(((1.4, 5.6), (4, 8.2), (8.6, 2.2)), 2.7),)),
    "diamond": Mark((Area(((5, 0.1), (9.9, 5), (5, 9.9), (0.1, 5))),)),
    "pause": Mark((Line(((3, 1.6), (3, 8.4)), 2), Line(((7, 1.6), (7, 8.4)), 2))),
    "cross": Mark((Line(((1.8, 1.8), (8.2, 8.2)), 1.7), Line(((8.2, 1.8), (1.8, 8.2)), 1.7))),
    "arrow": Mark((Line(((1, 5), (9, 5)), 1.5), Line(((5.6, 1.6), (9, 5), (5.6, 8.4)), 1.5))),
    "tick_box": Mark((Line(((0.5, 0.5), (9.5, 0.5), (9.5, 9.5), (0.5, 9.5), (0.5, 0.5)), 0.9),)),
} | {f"impact_{level}": _bars(level) for level in range(4)}
