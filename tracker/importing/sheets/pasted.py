"""Rows copied from Excel, Word or another table, as a workbook of one sheet."""

import csv
import re
from collections.abc import Sequence
from hashlib import sha256
from html.parser import HTMLParser
from io import StringIO

from tracker.domain.commands.keeping import LONGEST_TEXT
from tracker.domain.errors import TrackerError
from tracker.importing.sheets.separated import held
from tracker.importing.sheets.tables import find_tables
from tracker.importing.sheets.workbook import MOST_COLUMNS, MOST_ROWS, Cell, Sheet, Workbook, by_row, letters

Rows = list[list[str]]

_MOST = 8_000_000  # characters
_NAME = "Pasted rows"
_SPACES = re.compile(r"\s+")
_NEVER_SHOWN = {"style", "script", "head", "title", "xml", "template"}
_LINES = {"br", "p", "div", "li", "tr"}


def pasted(html: str, text: str) -> Workbook:
    """What a clipboard holds: the first table of its HTML, else its text with tabs and new lines.

    Where no row looks like headings, a row of them is put first: “Column A” and so on. Raises TrackerError,
    in a sentence, where there is nothing to paste, or far too much.
    """
    if len(html) > _MOST or len(text) > _MOST:
        raise TrackerError("That is more than can be pasted. Save it as a file and bring that in.")
    rows = table_of(html) if "<table" in html.lower() else []
    rows = rows or rows_of(text)
    if not rows:
        raise TrackerError("There are no rows to paste. Copy them in Excel or Word first.")
    found = _book(rows, None)
    return found if find_tables(found) else _book([_named(rows), *rows], 1)


def rows_of(text: str) -> Rows:
    """Text with tabs and new lines, as spreadsheets copy it, as rows; those without words are left out."""
    csv.field_size_limit(LONGEST_TEXT)
    try:
        read = list(csv.reader(StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:  # quotation marks that are words, not round a cell
        read = [line.split("\t") for line in text.splitlines()]
    return _filled(read)


def table_of(html: str) -> Rows:
    """The first table of a page as rows: of cells that are merged the first one has the words."""
    reader = _Table()
    reader.feed(html)
    reader.close()
    return _filled(reader.rows)


def _filled(rows: Sequence[Sequence[str]]) -> Rows:
    texts = ([held(cell) for cell in row] for row in rows)
    return [row for row in texts if any(row)]


def _named(rows: Rows) -> list[str]:
    return [f"Column {letters(number)}" for number in range(1, max(map(len, rows)) + 1)]


def _book(rows: Rows, head_row: int | None) -> Workbook:
    cells = (
        Cell(number, column, text, text)
        for number, row in enumerate(rows[:MOST_ROWS], 1)
        for column, text in enumerate(row[:MOST_COLUMNS], 1)
        if text
    )
    cut = len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows)
    sheet = Sheet("", by_row(cells), cut=cut, head_row=head_row)
    warnings = (f"More was copied than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns; the rest was left out.",)
    digest = sha256("\n".join("\t".join(row) for row in rows).encode()).hexdigest()
    return Workbook(_NAME, digest, (sheet,), warnings if cut else ())


class _Table(HTMLParser):
    """Reads the first table; a table within a cell is words of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._depth = 0
        self._is_done = False
        self._hidden = 0
        self._cell: list[str] | None = None
        self._wide = 1
        self._down: dict[int, int] = {}  # columns into which a cell of a row above reaches, and how far
        self._high = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_done:
            return
        if tag in _NEVER_SHOWN:
            self._hidden += 1
        elif tag == "table":
            self._depth += 1
        elif tag == "tr" and self._depth == 1:
            self._end_cell()
            self.rows.append([])
            self._reach_down()
        elif tag in ("td", "th") and self._depth == 1:
            self._end_cell()
            given = dict(attrs)
            self._wide, self._high = _number(given.get("colspan")), _number(given.get("rowspan"))
            self._cell = []
        elif tag in _LINES and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _NEVER_SHOWN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._end_cell()
                self._is_done = True
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._hidden and not self._is_done:
            self._cell.append(_SPACES.sub(" ", data))

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = "".join(self._cell).split("\n")
        row = self.rows[-1] if self.rows else []
        if not self.rows:
            self.rows.append(row)
        column = len(row)
        row += ["\n".join(words for line in lines if (words := " ".join(line.split())))]
        row += [""] * (self._wide - 1)
        for each in range(column, column + self._wide):
            if self._high > 1:
                self._down[each] = self._high - 1
        self._cell = None
        self._reach_down()

    def _reach_down(self) -> None:
        """Leave the places empty into which cells of rows above reach."""
        row = self.rows[-1]
        while self._down.get(len(row), 0) > 0:
            self._down[len(row)] -= 1
            row.append("")


def _number(text: str | None) -> int:
    return min(int(text), MOST_COLUMNS) if text and text.isdecimal() else 1
