"""A list in a text file, its columns parted by commas, semicolons, tabs or bars."""

import csv
from collections.abc import Iterable
from io import StringIO
from itertools import islice
from pathlib import Path

from tracker.domain.commands.keeping import LONGEST_TEXT, clean
from tracker.domain.errors import TrackerError
from tracker.importing.plain import decode
from tracker.importing.sheets.workbook import MOST_COLUMNS, MOST_ROWS, Cell, Sheet, by_row

_DELIMITERS = ",;\t|"
_LOOKED_AT = 50  # rows, to tell which of them parts the columns
# Spreadsheets take such a text for a formula: exports, ours among them, put an apostrophe before it.
_KEPT_A_TEXT = tuple(f"'{sign}" for sign in "=+-@")


def read(path: Path) -> tuple[list[Sheet], list[str]]:
    """The one sheet of a text file, and warnings. Raises TrackerError where it is no text or no list."""
    text = decode(path.read_bytes())
    if text is None:
        raise TrackerError(f"{path.name} is no text. Save the tracker as a workbook (.xlsx) or as CSV.")
    csv.field_size_limit(LONGEST_TEXT)
    try:
        rows = list(islice(_rows(text, _delimiter(text)), MOST_ROWS + 1))
    except csv.Error as error:
        raise TrackerError(f"{path.name} cannot be read as a list: a cell in it does not end.") from error
    cut = len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows)
    cells = (
        Cell(number, column, shown, shown)
        for number, row in enumerate(rows[:MOST_ROWS], 1)
        for column, text in enumerate(row[:MOST_COLUMNS], 1)
        if (shown := held(text))
    )
    sheet = Sheet("", by_row(cells), cut=cut)
    return [sheet], [too_long(path.name)] if cut else []


def too_long(name: str) -> str:
    """The warning that a sheet or list goes on past what is read."""
    return f"{name} goes on past row {MOST_ROWS:,} or column {MOST_COLUMNS}; what lies beyond was not read."


def _rows(text: str, delimiter: str) -> Iterable[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def held(text: str) -> str:
    """A cell's text as it was meant: clean, and without the apostrophe that kept it from being a formula."""
    text = clean(text)
    return text[1:] if text.startswith(_KEPT_A_TEXT) else text


def _delimiter(text: str) -> str:
    """The sign that parts the rows most evenly: most rows have as many columns as most others have."""

    def evenness(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in islice(_rows(text, delimiter), _LOOKED_AT) if row]
        except csv.Error:
            return 0, 0
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    return max(_DELIMITERS, key=evenness)
