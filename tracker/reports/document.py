"""A paper as values: what it says and in what order, nothing about any one file format.

A builder makes a `Document` once; each writer lays the same values out in its own way. Texts are plain
strings as people typed them: writers clean and escape them, so text never becomes markup in any format.
A line feed inside a text is a line break.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. `big` is for a figure inside a table cell; a `link` is kept if it is a safe one."""

    text: str
    strong: bool = False
    muted: bool = False
    big: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A state as a word with a mark and colours; `state` is its code, a key of `look.CHIPS`."""

    state: str
    word: str


@dataclass(frozen=True, slots=True)
class ImpactBars:
    """Three small bars, the first `level` (0–3) of them filled, and the word that says the same."""

    level: int
    word: str


@dataclass(frozen=True, slots=True)
class TickBox:
    """An empty box to tick by hand, and what ticking it means."""

    word: str


Inline = Run | Chip | ImpactBars | TickBox


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs and marks in reading order, set in the size of their surroundings or as small print."""

    parts: tuple[Inline, ...]
    small: bool = False


Cell = tuple[Paragraph, ...]


def para(*parts: str | Inline, small: bool = False) -> Paragraph:
    """A paragraph of these parts; a plain string is an ordinary run."""
    return Paragraph(tuple(Run(part) if isinstance(part, str) else part for part in parts), small)


def strong(text: str) -> Run:
    """The text in the heavier weight."""
    return Run(text, strong=True)


def muted(text: str) -> Run:
    """The text in the quieter colour."""
    return Run(text, muted=True)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: Paragraph


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that answers the reader's first question, what it counts, and a quieter line under it."""

    number: str
    label: Paragraph
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of the paper; the note stands quietly beside it."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A heading on a ground that opens a workstream: who answers for it, and its counts at the right.

    `body` follows below the ground and stays with it.
    """

    text: str
    under: str = ""
    aside: tuple[Paragraph, ...] = ()
    body: tuple[Paragraph, ...] = ()


class Align(StrEnum):
    """Words stand left, figures right."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title and its width in millimetres, scaled so that a table always fills the line."""

    title: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titled columns; the first column names the row. The heading before it is its title."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One action of a narrative paper: what it is, its state, the words about it and facts beside them.

    Without body and facts it is a line of its own; `note` stands quietly after the title.
    """

    reference: str
    title: str
    chips: tuple[Chip, ...] = ()
    note: str = ""
    body: tuple[Paragraph, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Marks of one axis and what each means; an impact mark says its own meaning."""

    title: str
    entries: tuple[tuple[Chip | ImpactBars, str], ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What the marks mean: one group is set as a line, several stand side by side."""

    groups: tuple[KeyGroup, ...]
    note: str = ""


Block = Heading | Band | Paragraph | Table | Entry | Key


class Page(StrEnum):
    """The sheet a paper is made for."""

    A4_PORTRAIT = "a4_portrait"
    A4_LANDSCAPE = "a4_landscape"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper in British English.

    `position` says which day's facts these are and `version` which plan they were read from; both stand
    at the foot of every page, the protective marking at its head and foot. `item` is the agenda item, if
    any. Entries stand under a heading or band: a paper that broke this would skip a level of headings.
    """

    title: str
    authority: str
    marking: str
    position: str
    version: str
    page: Page
    blocks: tuple[Block, ...]
    item: str = ""
    facts: tuple[Fact, ...] = ()
    answer: tuple[Paragraph, ...] = ()
    figures: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        """Refuse entries without a heading above them and rows that do not fit their columns."""
        headed = False
        for block in self.blocks:
            headed = headed or isinstance(block, (Heading, Band))
            if isinstance(block, Entry) and not headed:
                raise ValueError(f"entry {block.reference} has no heading above it")
            if isinstance(block, Table) and any(len(row) != len(block.columns) for row in block.rows):
                raise ValueError("a row has more or fewer cells than its table has columns")
