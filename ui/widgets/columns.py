"""What a page says of its table: the columns, and how rows are grouped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tracker.domain.names import plain
from tracker.frozen import dataclass

R = TypeVar("R")
Draw = Callable[[QPainter, QRect, R, bool], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """One column. `key` is kept in the preferences; widths are pixels of the design.

    `text` is what it shows, what is filtered and what a screen reader hears unless `accessible` says it
    better ("" leaves the column out of the row's sentence). `sort` gives the native value to sort by, which
    must be hashable; None comes last in both directions. `draw(painter, rect, row, selected)` paints a cell
    that is not plain text. The column with `stretch` takes the room that is left, never less than `width`;
    once it is at ease, half of what is more widens the columns with `most` until they have that. Where there
    is not enough, columns with `least` give down to that, then columns leave from the right unless `keep`.
    `shown`: at first, before the person chooses.
    `pickable`: its head offers its values to choose rows by; `pick` gives a row's value where that is not
    its text (the month of a date). `editable`: Tab in a cell's editor goes on to it.
    """

    key: str
    title: str
    text: Callable[[R], str]
    width: int
    sort: Callable[[R], Any] | None = None
    accessible: Callable[[R], str] | None = None
    draw: Draw[R] | None = None
    pick: Callable[[R], str] | None = None
    most: int = 0
    least: int = 0
    stretch: bool = False
    right: bool = False
    strong: bool = False
    muted: bool = False
    keep: bool = False
    shown: bool = True
    pickable: bool = False
    editable: bool = False

    def spoken(self, row: R) -> str:
        """The column's part of the row's sentence. One that is only shown when chosen says what it is."""
        said = self.said(row)
        return said if self.shown or self.accessible or not said else f"{self.title} {said}"

    def said(self, row: R) -> str:
        """What the cell says."""
        return self.accessible(row) if self.accessible else self.text(row)

    @property
    def value(self) -> Callable[[R], Any]:
        """What rows are sorted by: in texts, capitals and accents do not count; None for nothing."""
        return self.sort or (lambda row: plain(self.text(row)) or None)

    @property
    def picked(self) -> Callable[[R], str]:
        """What rows are chosen by in the head."""
        return self.pick or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Head(Generic[R]):
    """A group's own row. `words` follow the title in muted text; the title spans to the first cell given.

    `cells` are texts by column key; `draws` paint what is not plain text, given the group's rows.
    """

    title: str
    number: str = ""
    words: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    draws: Mapping[str, Callable[[QPainter, QRect], None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping(Generic[R]):
    """How rows are grouped: the group of a row, the order of groups, and each group's head.

    `head` gets the group's key and those of its rows that pass the filter. A group that is not in
    `order` comes last; one without rows is not shown.
    """

    of: Callable[[R], str]
    order: Callable[[], Sequence[str]]
    head: Callable[[str, Sequence[R]], Head[R]]
