"""Paragraphs of documents that flow (Word, web, rich text) as the lines that every family reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tracker.domain.errors import TrackerError
from tracker.importing.extracted import PrintedLine
from tracker.importing.guards import MOST_CHARACTERS, MOST_LINES, too_much
from tracker.importing.lines import Cell, Line, Lines, clean, split_marker

BODY_SIZE = 11.0  # points, where a document does not say
INDENT = 18.0
"""Points from a bullet to its words, and from one level of a list to the next."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or piece of a table cell.

    `text` holds a line feed where the line is broken by hand. `marker` is the bullet or number that the
    document's own program shows before it, `indent` how far its words stand in, in points. `aside` is what
    belongs to the page and not to the text (menus, contents), `note` a footnote (without a page it stands
    only in the document's text, for nobody knows where it belongs); `noted` says that a footnote's mark was
    left out.
    """

    text: str
    marker: str | None = None
    indent: float = 0.0
    bold: bool = False
    size: float = BODY_SIZE
    page: int | None = None
    cell: Cell | None = None
    aside: bool = False
    note: bool = False
    noted: bool = False


@dataclass(slots=True)
class Run:
    """Words of one style inside a paragraph."""

    text: str
    bold: bool = False
    size: float = BODY_SIZE


@dataclass(slots=True)
class Runs:
    """The words of a paragraph as they come, with the style that all of them share."""

    parts: list[Run] = field(default_factory=list)
    noted: bool = False

    def add(self, text: str, bold: bool = False, size: float = BODY_SIZE) -> None:
        self.parts.append(Run(text, bold, size))

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.parts)

    @property
    def inked(self) -> bool:
        """Whether there is anything but white space."""
        return any(run.text.strip() for run in self.parts)

    @property
    def bold(self) -> bool:
        """Whether all that is printed is bold."""
        inked = [run.bold for run in self.parts if not run.text.isspace() and run.text]
        return bool(inked) and all(inked)

    @property
    def size(self) -> float:
        """The size of the first words."""
        return next((run.size for run in self.parts if run.text.strip()), BODY_SIZE)


def lines_of_blocks(blocks: Iterable[Block], name: str, warnings: Sequence[str] = ()) -> Lines:
    """The lines of a flowing document, a blank line between its paragraphs.

    `warnings` may grow while the blocks come. Raises TrackerError naming the file if it holds no words, or
    more than this program reads.
    """
    printed: list[PrintedLine] = []
    lines: list[Line] = []
    footnotes: list[Line] = []
    text: list[str] = []
    characters = 0
    for block in blocks:
        rows = [row for row in map(clean, block.text.split("\n")) if row]
        turned = bool(printed) and (block.page or 0) > (printed[-1].page or 0)
        if rows and printed:
            text.append("\f" if turned else "\n\n")
            printed += () if turned else (PrintedLine("", block.page),)
        for index, row in enumerate(rows):
            line = _line(block, row, index, len(printed))
            text += ("\n", line.whole) if index else (line.whole,)
            printed.append(PrintedLine(line.whole, block.page))
            if block.note and block.page is not None:
                footnotes.append(line)
            elif not block.note and not block.aside:
                lines.append(line)
        characters += len(block.text)
        if len(printed) > MOST_LINES or characters > MOST_CHARACTERS:
            raise too_much(name)
    if not lines:
        raise TrackerError(f"{name} holds no words.")
    return Lines(
        lines=tuple(lines),
        text="".join(text),
        printed=tuple(printed),
        width=None,
        footnotes=tuple(footnotes),
        measured=True,
        warnings=tuple(warnings),
    )


def _line(block: Block, row: str, index: int, number: int) -> Line:
    """A row of the block; only the first carries its marker and the white space above."""
    marker, words = split_marker(f"{block.marker} {row}" if block.marker and not index else row)
    if not words:  # a number or bullet alone is all there is to read
        marker, words = None, row
    return Line(
        text=words,
        page=block.page,
        x0=block.indent,
        x1=block.indent + len(words) * block.size / 2,
        size=block.size,
        bold=block.bold,
        gap=0.0 if index else 1.0,
        marker=marker,
        at=block.indent - INDENT if marker else block.indent,
        noted=block.noted and not index,
        number=number,
        cell=block.cell,
    )
