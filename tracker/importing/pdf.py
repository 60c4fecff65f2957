"""PDF pages to lines, from PDFium's characters with their places, sizes and fonts."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count, pairwise
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from tracker.domain.errors import OnlyPictures, TrackerError
from tracker.importing.characters import Characters
from tracker.importing.extracted import Box, PrintedLine
from tracker.importing.furniture import without_furniture
from tracker.importing.lines import (
    Cell,
    Line,
    Lines,
    clean,
    ends_sentence,
    split_marker,
    starts_small,
    usual_width,
)
from tracker.importing.tables import in_cell_order, over_pages, with_edges

MOST_PAGES = 400
_BREAKS = {10, 13}
_HYPHEN_AT_LINE_END = {2, 0xFFFE}  # PDFium prints these for it, and no line break
_WIDE_GAP = 1.6  # em: further apart, words on one height belong to different lines
_MARK_SIZE = 0.8  # a footnote mark is set smaller than this share of the words beside it
_NOTE_SIZE = 0.93  # so is the text of footnotes
_MARKS = "0123456789*†"
# How far letters reach above and below the line they stand on, in em.
_ASCENT, _DESCENT = 0.8, 0.25
_LARGE_LEADING = 1.2  # em from line to line in headings, which are set larger than the text
_GRID = 100_000  # steps across a page, in which PDFium tells places
_SYMBOL_FONT = re.compile("wingdings|webdings|dingbats", re.IGNORECASE)


def read_pdf(path: Path) -> Lines:
    """The lines of a PDF in reading order.

    Raises TrackerError when it needs a password, is damaged, has over 400 pages or holds only pictures.
    """
    with open_pdf(path) as document:
        pages = [_page(document, index) for index in range(len(document))]
    if not any(page.lines for page in pages):
        raise OnlyPictures(
            f"{path.name} holds only pictures of pages (a scan), no words to read. "
            "Paste the text instead, or make it readable with a text recognition program first."
        )
    return _measured(pages)


@contextmanager
def open_pdf(path: Path) -> "Iterator[pdfium.PdfDocument]":
    """The PDF, closed at the end.

    Raises TrackerError when it needs a password, is damaged or has over 400 pages.
    """
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise TrackerError(
                f"{path.name} is protected by a password. Save a copy without the password and read that."
            ) from error
        raise TrackerError(
            f"{path.name} is damaged or cut off and cannot be read. Download or save it again."
        ) from error
    try:
        if len(document) > MOST_PAGES:
            raise TrackerError(
                f"{path.name} has {len(document):,} pages; this program reads up to {MOST_PAGES}. "
                "Save the pages you need as a PDF of their own."
            )
        yield document
    except pdfium.PdfiumError as error:
        raise TrackerError(f"{path.name} has a damaged page and cannot be read.") from error
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page in reading order, where each stands, and the page's width and height in points.

    `items` says for each line which list item the PDF's tags make it, None if they say nothing.
    """

    lines: list[Line]
    boxes: list[Box]
    size: tuple[float, float]
    items: list[int | None]


def _page(document: "pdfium.PdfDocument", index: int) -> _Page:
    page = document[index]
    characters = Characters(page)
    try:
        pieces = [_piece(characters, run, index + 1) for run in _runs(characters)]
        lines = _in_reading_order(_bullets_joined(_heights_joined([p for p in pieces if p is not None])))
        lines = with_edges(in_cell_order(lines))
        items = [characters.item(line.number) for line in lines]
        return _Page(lines, [_box(page, line) for line in lines], page.get_size(), items)
    finally:
        characters.close()
        page.close()


def _box(page: "pdfium.PdfPage", line: Line) -> Box:
    """Where the line's words stand on the page as it is looked at, in shares of its width and height."""
    corners = (
        (line.x0, line.y + _ASCENT * line.size),
        (line.x1, line.y - _DESCENT * line.size),
    )
    x, y = ctypes.c_int(), ctypes.c_int()
    across, down = [], []
    for corner in corners:
        raw.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, *corner, x, y)
        across.append(min(max(x.value / _GRID, 0.0), 1.0))
        down.append(min(max(y.value / _GRID, 0.0), 1.0))
    return min(across), min(down), max(across), max(down)


def _runs(characters: Characters) -> Iterator[list[int]]:
    """Indices of the characters between line breaks, wide gaps and the rules of tables."""
    run: list[int] = []
    cell: Cell | None = None
    for index, code in enumerate(characters.codes):
        if code in _BREAKS or (code == 32 and run and _is_wide_gap(characters, run[-1], index)):
            yield run
            run = []
        elif code:
            inside = cell if code == 32 else characters.cell(index)
            if run and inside != cell:
                yield run
                run = []
            cell = inside
            run.append(index)
            if code in _HYPHEN_AT_LINE_END:
                yield run
                run = []
    yield run


def _is_wide_gap(characters: Characters, before: int, index: int) -> bool:
    """Whether PDFium made up this space for a gap as wide as between columns."""
    if not characters.generated(index) or index + 1 >= len(characters.codes):
        return False
    gap = characters.origin(index + 1)[0] - characters.right(before)
    return gap > _WIDE_GAP * characters.size(before)


def _piece(characters: Characters, run: list[int], page: int) -> Line | None:
    """The characters of a run as a line or a part of one, numbered by its first; None if all are blank."""
    letters = {
        i: "-" if characters.codes[i] in _HYPHEN_AT_LINE_END else chr(characters.codes[i]) for i in run
    }
    inked = [i for i in run if not letters[i].isspace()]
    if not inked:
        return None
    styled = next((i for i in inked[1:] if letters[i].isalpha()), inked[0])
    size = characters.size(styled)
    marks = {i for i in inked[1:] if letters[i] in _MARKS and characters.size(i) < _MARK_SIZE * size}
    raw_text = "".join(letters[i] for i in run if i not in marks)
    text = clean(raw_text)
    marker, words = split_marker(text)
    if marker is None and _SYMBOL_FONT.search(characters.font(inked[0])):
        marker, words = "■", text[1:].strip()
    first = inked[0] if marker is None else inked[min(len(marker), len(inked) - 1)]
    return Line(
        text=words,
        page=page,
        x0=characters.origin(first)[0],
        x1=characters.right(inked[-1]),
        y=characters.origin(styled)[1],
        size=size,
        bold=characters.bold(styled) and characters.bold(inked[-1]),
        marker=marker,
        at=characters.origin(inked[0])[0],
        split=raw_text.rstrip().endswith("\xad"),
        noted=bool(marks),
        number=first,
        cell=characters.cell(first),
    )


def _heights_joined(pieces: list[Line]) -> list[Line]:
    """Neighbours on one height made one line; a footnote mark printed above the line left out."""
    joined: list[Line] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        apart = before is None or piece.cell != before.cell or piece.at < before.x1 - 2
        if before is None or apart or abs(piece.y - before.y) > before.size:
            joined.append(piece)
            continue
        level = abs(piece.y - before.y) < 0.3 * before.size
        gap = piece.at - before.x1
        if set(piece.text) <= set(_MARKS) and piece.size < _MARK_SIZE * before.size and gap < before.size:
            joined[-1] = replace(before, noted=True)
        elif level and piece.marker is None and before.text and gap <= _WIDE_GAP * before.size:
            space = " " if gap > 0.15 * before.size else ""
            joined[-1] = replace(
                before, text=before.text + space + piece.text, x1=piece.x1, noted=before.noted or piece.noted
            )
        else:
            joined.append(piece)
    return joined


def _bullets_joined(pieces: list[Line]) -> list[Line]:
    """Bullets that stand alone given to the words on their height, else to the words that follow."""
    lines = {place: piece for place, piece in enumerate(pieces) if piece.text}
    for own_place, bullet in enumerate(pieces):
        if bullet.marker is None or bullet.text:
            continue
        level = (
            place
            for place, line in lines.items()
            if line.marker is None and line.x0 > bullet.at and abs(line.y - bullet.y) < 0.5 * line.size
        )
        following = (place for place in range(own_place + 1, len(pieces)) if place in lines)
        place = next(level, next(following, None))
        if place is not None and lines[place].marker is None:
            lines[place] = replace(lines[place], marker=bullet.marker, at=bullet.at)
    return list(lines.values())


def _in_reading_order(lines: list[Line]) -> list[Line]:
    """Lines drawn late but printed above the others (letterheads, running heads) moved to their place.

    Columns stay in the order they were written: only what lies wholly above moves.
    """
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.y <= blocks[-1][-1].y + 0.5 * line.size:
            blocks[-1].append(line)
            continue
        blocks.append([line])
    ordered: list[list[Line]] = []
    for block in blocks:
        place = len(ordered)
        while place and max(line.y for line in ordered[place - 1]) < min(line.y for line in block):
            place -= 1
        ordered.insert(place, block)
    return [line for block in ordered for line in block]


def _measured(read: list[_Page]) -> Lines:
    """The pages as one stream: furniture and footnotes taken out, white space measured."""
    numbers = count()
    pages = [[replace(line, number=next(numbers)) for line in page] for page in _with_bullets(read)]
    printed = tuple(
        PrintedLine(line.whole, line.page, box, line.split)
        for page in read
        for line, box in zip(page.lines, page.boxes, strict=True)
    )
    text = "\f".join("\n".join(line.whole for line in page) for page in pages)
    kept = without_furniture(pages)
    sizes = Counter(round(line.size, 1) for page in kept for line in page for _ in line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    notes = [_footnotes(page, body) for page in kept]
    pages = [page[: len(page) - len(note)] for page, note in zip(kept, notes, strict=True)]
    leading = _leading(pages)
    lines = tuple(over_pages([list(_with_gaps(page, leading)) for page in pages]))
    footnotes = tuple(line for note in notes for line in note)
    sizes_of_pages = tuple(page.size for page in read)
    return Lines(lines, text, printed, usual_width(lines), footnotes, True, sizes_of_pages)


def _with_bullets(read: Sequence[_Page]) -> list[list[Line]]:
    """The pages' lines; where the tags know list items and none has a bullet, they were drawn as pictures."""
    pages = [list(page.lines) for page in read]
    begin: list[tuple[int, int]] = []
    before: tuple[int | None, Line] | None = None
    for number, page in enumerate(read):
        for place, (line, item) in enumerate(zip(page.lines, page.items, strict=True)):
            if item is not None and not (before and _same_item(before, (item, line))):
                begin.append((number, place))
            before = (item, line)
    if any(pages[number][place].marker for number, place in begin):
        return pages
    for number, place in begin:
        line = pages[number][place]
        pages[number][place] = replace(line, marker="•", at=line.x0 - line.size)
    return pages


def _same_item(before: tuple[int | None, Line], after: tuple[int, Line]) -> bool:
    """Whether a line goes on with the list item of the line before it, on its page or over the page."""
    if before[1].page == after[1].page:
        return before[0] == after[0]
    return before[0] is not None and (starts_small(after[1].text) or not ends_sentence(before[1].text))


def _footnotes(page: list[Line], body: float) -> list[Line]:
    """The lines in small type at the foot of a page; none if the whole page is small."""
    start = len(page)
    while start and page[start - 1].size < _NOTE_SIZE * body:
        start -= 1
    return page[start:] if start else []


def _leading(pages: list[list[Line]]) -> float:
    """The usual distance between lines of a paragraph, in points."""
    steps = Counter(
        round((before.y - line.y) * 2) / 2
        for page in pages
        for before, line in pairwise(page)
        if 0.8 * line.size < before.y - line.y < 2 * line.size
    )
    return steps.most_common(1)[0][0] if steps else 14.5


def _with_gaps(page: list[Line], leading: float) -> Iterator[Line]:
    previous: Line | None = None
    for line in page:
        fell = previous.y - line.y if previous else -1.0
        step = max(leading, _LARGE_LEADING * line.size)
        yield replace(line, gap=fell / step - 1 if fell >= 0 else None)
        previous = line
