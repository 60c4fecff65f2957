"""The Document as plain text: for the terminal, and for comparing a paper with the one expected."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from textwrap import wrap

from tracker.reports.clean import tidy
from tracker.reports.document import (
    Align,
    Band,
    Block,
    Cell,
    Chip,
    Document,
    Entry,
    Heading,
    ImpactBars,
    Inline,
    Key,
    Paragraph,
    Run,
    Table,
    TickBox,
)

_GAP = "  "
_LONGEST_WORD = 20
# No-break spaces hold words together here as they do on paper.
_WORDS = re.compile(r"[ \n]+")


def write(document: Document, width: int = 110) -> str:
    """The paper as lines of at most about `width` characters, ended by a line feed."""
    lines = [line.rstrip().replace("\u00a0", " ") for line in _lines(document, width)]
    return "\n".join(lines) + "\n"


def _lines(document: Document, width: int) -> Iterator[str]:
    yield f"{tidy(document.authority)} · {tidy(document.marking)}"
    yield from ("", tidy(document.item)) if document.item else ("",)
    yield from _underlined(document.title, "=")
    for fact in document.facts:
        yield from _wrapped(f"{tidy(fact.label)}: {_line(fact.value)}", width)
    for paragraph in document.answer:
        yield from ("", *_wrapped(_line(paragraph), width))
    if document.figures:
        yield ""
    for figure in document.figures:
        note = f" ({tidy(figure.note)})" if figure.note else ""
        yield f"{tidy(figure.number):>5}  {_line(figure.label)}{note}"
    for block in document.blocks:
        yield from _block(block, width)
    yield from ("", f"{tidy(document.position)} · {tidy(document.version)}")


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from ("", *_wrapped(_line(block), width))
        case Heading():
            yield from ("", *_underlined(block.text, "-"))
            yield from _wrapped(tidy(block.note), width) if block.note else ()
        case Band():
            yield from ("", *_underlined(block.text, "-"))
            yield from filter(None, (tidy(block.under), ", ".join(map(_line, block.aside))))
            for paragraph in block.body:
                yield from ("", *_wrapped(_line(paragraph), width))
        case Table():
            yield from _table(block, width)
        case Entry():
            yield from _entry(block, width)
        case Key():
            yield from _key(block)


def _table(table: Table, width: int) -> Iterator[str]:
    widths = _widths(table, width - len(_GAP) * (len(table.columns) - 1))
    right = [column.align is Align.RIGHT for column in table.columns]

    def side_by_side(cells: Iterable[list[str]]) -> Iterator[str]:
        for pieces in zip_longest(*cells, fillvalue=""):
            yield _GAP.join(
                piece.rjust(size) if to_right else piece.ljust(size)
                for piece, size, to_right in zip(pieces, widths, right, strict=True)
            )

    titles = [_wrapped(tidy(column.title), size) for column, size in zip(table.columns, widths, strict=True)]
    yield from ("", *side_by_side(titles), _GAP.join("-" * size for size in widths))
    for row in table.rows:
        yield from side_by_side(_cell(cell, size) for cell, size in zip(row, widths, strict=True))


def _widths(table: Table, room: int) -> list[int]:
    """Each column's share of the room, or more where its longest word needs it, in characters."""
    least = []
    for n, column in enumerate(table.columns):
        texts = [tidy(column.title), *(_line(paragraph) for row in table.rows for paragraph in row[n])]
        longest = max(1, *(len(word) for text in texts for word in _WORDS.split(text)))
        least.append(min(longest, _LONGEST_WORD))
    total = sum(column.width for column in table.columns)
    widths = [
        max(size, int(room * column.width / total)) for size, column in zip(least, table.columns, strict=True)
    ]
    while sum(widths) > room and widths != least:
        spare = [size - need for size, need in zip(widths, least, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return widths


def _cell(cell: Cell, width: int) -> list[str]:
    return [line for paragraph in cell for line in _wrapped(_line(paragraph), width)]


def _entry(entry: Entry, width: int) -> Iterator[str]:
    chips = "".join(f" {_part(chip)}" for chip in entry.chips)
    note = f" {tidy(entry.note)}" if entry.note else ""
    yield from ("", *_wrapped(f"{tidy(entry.reference)}  {tidy(entry.title)}{note}{chips}", width))
    for paragraph in entry.body:
        yield from (f"    {line}" for line in _wrapped(_line(paragraph), width - 4))
    for fact in entry.facts:
        label = f"{tidy(fact.label)}: "
        yield from (f"    {line}" for line in _wrapped(label + _line(fact.value), width - 4))


def _key(key: Key) -> Iterator[str]:
    for group in key.groups:
        yield from ("", tidy(group.title))
        yield from (f"  {_part(mark)} {tidy(meaning)}" for mark, meaning in group.entries)
    if key.note:
        yield tidy(key.note)


def _line(paragraph: Paragraph) -> str:
    text = ""
    for part in paragraph.parts:
        text += (" " if text and not isinstance(part, Run) else "") + _part(part)
    return text


def _part(part: Inline) -> str:
    match part:
        case Run():
            return tidy(part.text)
        case Chip():
            return _together(f"[{part.word}]")
        case ImpactBars():
            return tidy(part.word)
        case TickBox():
            return _together(f"[ ] {part.word}")


def _together(text: str) -> str:
    return tidy(text).replace(" ", "\u00a0")


def _underlined(text: str, line: str) -> tuple[str, str]:
    text = " ".join(tidy(text).split("\n"))
    return text, line * len(text)


def _wrapped(text: str, width: int) -> list[str]:
    return [piece for line in text.split("\n") for piece in wrap(line, width, break_on_hyphens=False) or [""]]
