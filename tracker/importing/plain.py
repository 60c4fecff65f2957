"""Plain text to lines: files in any usual encoding, and text pasted from elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from tracker.domain.errors import TrackerError
from tracker.importing.extracted import PrintedLine
from tracker.importing.furniture import without_furniture, without_page_numbers
from tracker.importing.guards import MOST_CHARACTERS, MOST_LINES
from tracker.importing.lines import Cell, Line, Lines, clean, split_marker, usual_width

_WRAPPED_AT_MOST = 160  # characters; longer lines are paragraphs that nothing has wrapped
_BYTE_ORDER_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


def read_text(path: Path) -> Lines:
    """The lines of a text file: by its byte order mark, else UTF-8, else Windows-1252.

    Raises TrackerError if the bytes are no text or hold no words.
    """
    text = decode(path.read_bytes())
    if text is None:
        raise TrackerError(f"{path.name} is not plain text. Save the letter as PDF or as text (UTF-8).")
    lines = lines_of(text, path.name)
    if not lines.lines:
        raise TrackerError(f"{path.name} holds no words.")
    return lines


def decode(data: bytes) -> str | None:
    """The bytes as text, None if they are none."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    if b"\x00" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def lines_of(text: str, name: str = "The pasted text") -> Lines:
    """The lines of a text, with pages where form feeds part it and tables where tabs part its lines.

    Raises TrackerError with the text's name if it is more than this program reads.
    """
    # U+FFFE and U+0002 stand for a hyphen at the line end in text copied out of PDF viewers.
    text = re.sub("[\ufffe\x02]\n?", "-\n", re.sub("\r\n?|\x85|\u2028", "\n", text))
    if len(text) > MOST_CHARACTERS or text.count("\n") + text.count("\f") > MOST_LINES:
        raise TrackerError(f"{name} holds more than this program reads. Keep the pages that you need.")
    sheets = text.split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    pages: list[list[Line]] = []
    printed: list[PrintedLine] = []
    for number, sheet in enumerate(sheets, 1):
        page = number if len(sheets) > 1 else None
        rows = sheet.split("\n")
        pages.append(_page(rows, page, len(printed)))
        printed += (PrintedLine(clean(row), page, split=_is_split(row)) for row in rows)
    kept = [line for page in without_furniture(pages) for line in page]
    lines = tuple(kept if len(sheets) > 1 else without_page_numbers(kept))
    width = usual_width([line for line in lines if line.cell is None])
    if width is not None and width > _WRAPPED_AT_MOST:
        width = None
    words = "\f".join("\n".join(map(clean, sheet.split("\n"))) for sheet in sheets)
    return Lines(lines, words, tuple(printed), width)


def _is_split(printed: str) -> bool:
    return printed.rstrip().endswith("\xad")


def _cells(rows: Sequence[str], before: int) -> Iterator[tuple[int, list[tuple[Cell, str]]]]:
    """The rows of tables by their numbers: neighbours with as many tabs, neither bullets nor numbered.

    A table is numbered by the first of its rows.
    """
    numbered = enumerate([[clean(words) for words in row.strip("\n ").split("\t")] for row in rows], before)
    for width, group in groupby(numbered, lambda row: len(row[1]) if _is_row(row[1]) else 0):
        table = list(group)
        if width and len(table) > 1:
            for down, (number, row) in enumerate(table):
                yield number, [(Cell(table[0][0], down, across), words) for across, words in enumerate(row)]


def _is_row(cells: Sequence[str]) -> bool:
    return sum(map(bool, cells)) > 1 and split_marker(cells[0]) == (None, cells[0])


def _cell_line(words: str, cell: Cell, page: int | None, gap: float | None, number: int) -> Line:
    return Line(words, page, x1=float(len(words)), gap=gap, number=number, cell=cell)


def _page(rows: Sequence[str], page: int | None, before: int) -> list[Line]:
    """The lines of a page with words, numbered after those of the pages before."""
    lines: list[Line] = []
    bullet: Line | None = None
    blanks = 0
    cells = dict(_cells(rows, before))
    for number, printed in enumerate(rows, before):
        text = clean(printed)
        if not text:
            blanks += 1
            continue
        if number in cells:
            gap = float(blanks) if lines else None
            lines += (_cell_line(words, cell, page, gap, number) for cell, words in cells[number] if words)
            blanks = 0
            continue
        marker, words = split_marker(text)
        start = len(printed.expandtabs()) - len(printed.expandtabs().lstrip())
        line = Line(
            text=words,
            page=page,
            x0=start + len(text) - len(words),
            x1=start + len(text),
            gap=float(blanks) if lines else None,
            marker=marker,
            at=start,
            split=_is_split(printed),
            number=number,
        )
        if marker is not None and not words:
            bullet = line
        elif bullet is not None and marker is None:
            lines.append(replace(line, marker=bullet.marker, at=bullet.at, gap=bullet.gap))
            bullet = None
        else:
            lines.append(line)
        blanks = 0
    return lines
