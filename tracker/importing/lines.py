"""The stream of lines that every reader makes and every letter family reads: words with place and style."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.importing.extracted import PrintedLine

# Bullets of both levels, and the private-use codes that Wingdings and Symbol bullets arrive as.
DASHES = "-‐‑–—−─―⎯\uf02d\uf0be"
BULLETS = "◼■▪▫•●○◦‣⁃∙·➢►❖✓*" + DASHES
_GLYPH = rf"(?:[{re.escape(BULLETS)}\ue000-\uf8ff]|o(?=\s|$))"
_NUMBER = r"(?:\(?\d{1,3}[.)]|\(?[a-z]\)|\([ivx]{1,4}\))"
_MARKER = re.compile(rf"({_GLYPH}|{_NUMBER}(?=\s|$))\s*(.*)", re.DOTALL)

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# Control, zero-width and direction marks, byte order marks and halves of characters: never words.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff0-\ufffb\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table: which of the document's tables, and row and column from 0.

    `right` is where the cell ends, None where that is not known. A row that runs over a page is one row.
    """

    table: int
    row: int
    column: int
    right: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Lengths are points in a PDF and characters in plain text. `page` counts from 1 and is None where the
    document has no pages. `gap` is the white space above beyond ordinary spacing, in lines; None at the top
    of a page or column. `marker` is the bullet or number that the line begins with, taken off `text`: it
    stands at `at`, the words run from `x0` to `x1`. `split` says that a soft hyphen breaks the last word,
    `noted` that a footnote mark was left out. `number` is its place among the document's printed lines.
    `cell` is None outside tables; a table's lines follow one another row by row, cell by cell.
    """

    text: str
    page: int | None = None
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0
    bold: bool = False
    gap: float | None = 0.0
    marker: str | None = None
    at: float = 0.0
    split: bool = False
    noted: bool = False
    number: int = 0
    cell: Cell | None = None

    @property
    def whole(self) -> str:
        """The words with the marker before them."""
        return f"{self.marker} {self.text}".strip() if self.marker else self.text


@dataclass(frozen=True, slots=True)
class Lines:
    """A document's lines in reading order without its furniture.

    `text` is everything as read, pages parted by form feeds, and `printed` the same line by line, furniture
    included; `footnotes` are the notes set aside; `width` is where full lines end, None if the text is not
    wrapped; `measured` says that places and styles are known, and `page_sizes` gives the pages in points.
    `warnings` are what somebody should know of how it was read, in words.
    """

    lines: tuple[Line, ...]
    text: str
    printed: tuple[PrintedLine, ...]
    width: float | None
    footnotes: tuple[Line, ...] = ()
    measured: bool = False
    page_sizes: tuple[tuple[float, float], ...] = ()
    warnings: tuple[str, ...] = ()


def clean(text: str) -> str:
    """The words without control and invisible characters, ligatures or runs of white space."""
    return " ".join(_INVISIBLE.sub("", text.translate(_LIGATURES)).split())


def split_marker(text: str) -> tuple[str | None, str]:
    """A list marker at the start of the line and the words after it: `("•", "Plans")`, `("2.", "Plans")`.

    A dash or asterisk counts only before white space (or alone), so that "-led" stays a word.
    """
    match = _MARKER.fullmatch(text)
    if match is None:
        return None, text
    marker, rest = match.group(1), match.group(2)
    if marker in DASHES + "*" and rest and not text[len(marker)].isspace():
        return None, text
    return marker, rest


def is_number(marker: str | None) -> bool:
    """Whether the marker is a printed number or letter rather than a bullet."""
    return marker is not None and re.fullmatch(_NUMBER, marker) is not None


def starts_small(text: str) -> bool:
    """Whether the words go on from a line before: with a lower-case letter, bracket or closing mark."""
    return text.removeprefix("(")[:1].islower() or text[:1] in set("),;]")


def ends_sentence(text: str) -> bool:
    """Whether the words end as a sentence or lead-in does, closing brackets and quotes aside."""
    return re.search(r"[.?!:;…]['\"’”)\]]*$|\.\s*\([^()]*\)$", text) is not None


def is_full(line: Line, following: Line, width: float | None) -> bool:
    """Whether the line ended only because the next word did not fit before the margin."""
    if line.cell is not None:
        width = line.cell.right
    if width is None or not line.text or not following.text:
        return False
    letter = (line.x1 - line.x0) / len(line.text)
    return line.x1 + letter * (1 + len(following.text.split(" ", 1)[0])) > width


def usual_width(lines: Sequence[Line]) -> float | None:
    """Where full lines end: near the widest, the odd one that sticks out aside; None without lines."""
    edges = sorted(line.x1 for line in lines)
    return edges[-1 - len(edges) // 20] if edges else None
