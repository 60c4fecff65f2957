"""The table in a sheet that somebody else has had in hand: its head, its columns, its rows."""

import re
import unicodedata
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tracker.domain import british
from tracker.importing.sheets.workbook import Cell, Sheet
from tracker.turns import at_once

_SERIALS = range(20_000, 80_000)
"""Days from 1954 to 2119 as spreadsheets number them."""
_FIRST_DAY = date(1899, 12, 30)
_WORD = re.compile(r"\w+")
_A_TURN = 100  # rows


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a sheet: the row of its head, and the column of each head that was looked for."""

    sheet: Sheet
    head: int
    columns: Mapping[str, int]

    def rows(self) -> Iterator[int]:
        """The numbers of the rows under the head that hold anything."""
        return (number for number in self.sheet.rows if number > self.head)

    def cell(self, row: int, title: str) -> Cell | None:
        """The cell under a head, None where it is empty or the column is gone."""
        column = self.columns.get(title)
        return self.sheet.cell(row, column) if column else None

    def text(self, row: int, title: str) -> str:
        """What the cell under a head says."""
        return cell_text(self.cell(row, title))

    def place(self, row: int, title: str) -> str:
        """“Actions!C7”: the cell under a head, or the row's first."""
        return self.sheet.place(row, self.columns.get(title, 1))


def table_of(sheet: Sheet, titles: Sequence[str], least: int) -> Table | None:
    """The table with most of these heads, None where no row has as many as `least` of them."""
    return at_once(table_in_turns(sheet, titles, least))


def table_in_turns(sheet: Sheet, titles: Sequence[str], least: int) -> Generator[None, None, Table | None]:
    """The same, pausing now and then."""
    wanted = {key(title): title for title in titles}
    best: dict[str, int] = {}
    head = 0
    for n, (number, cells) in enumerate(sheet.rows.items(), 1):
        if n % _A_TURN == 0:
            yield
        found: dict[str, int] = {}
        for cell in cells:
            if title := wanted.get(key(cell_text(cell))):
                found.setdefault(title, cell.column)
        if len(found) > len(best):
            best, head = found, number
        if len(best) == len(wanted):
            break
    return Table(sheet, head, best) if len(best) >= least else None


def cell_text(cell: Cell | None) -> str:
    """What a cell says: a day in words, and a text without what cannot be seen."""
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, date):
        return british.short_day(cell.value)
    return unicodedata.normalize("NFC", cell.shown or str(cell.value)).strip()


@lru_cache(maxsize=1 << 14)
def key(text: str) -> str:
    """What all spellings of a head share: its words, without capitals and signs."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def unserialled(text: str) -> str:
    """A day that lost its format and came as a number, as a day again; any other text as it is."""
    if text.isdecimal() and len(text) == 5 and int(text) in _SERIALS:
        return british.short_day(_FIRST_DAY + timedelta(days=int(text)))
    return text
