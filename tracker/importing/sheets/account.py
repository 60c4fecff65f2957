"""What becomes of every filled cell of a workbook."""

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum

from tracker.importing.sheets.workbook import Cell, Workbook


class Fate(IntEnum):
    """What becomes of a filled cell; where a cell is read twice, the higher counts."""

    LEFT_OUT = 0
    UNREAD = 1
    OWN = 2
    TAKEN = 3


FATE_WORDS = {
    Fate.TAKEN: "taken",
    Fate.OWN: "kept in columns of the plan’s own",
    Fate.LEFT_OUT: "left out",
    Fate.UNREAD: "not read",
}


@dataclass(frozen=True, slots=True)
class Accounted:
    """A filled cell and its fate: `where` it went, or why it did not."""

    place: str
    shown: str
    fate: Fate
    where: str


class Ledger:
    """The fate of cells, noted while a workbook is read. Whatever nobody notes is left out."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._noted: dict[tuple[int, int, int], tuple[Fate, str]] = {}

    def note(self, sheet: int, cell: Cell, fate: Fate, where: str) -> None:
        """Note what became of a cell."""
        key = sheet, cell.row, cell.column
        if key not in self._noted or self._noted[key][0] < fate:
            self._noted[key] = fate, where

    def set_aside(self, sheet: int, first_row: int, last_row: int, fate: Fate, where: str) -> None:
        """Note this of everything that stands in these rows, whatever was noted before."""
        for row in range(first_row, last_row + 1):
            for cell in self._workbook.sheets[sheet].rows.get(row, ()):
                self._noted[sheet, row, cell.column] = fate, where

    def account(self) -> tuple[Accounted, ...]:
        """Every filled cell of the workbook, once, in the order of the sheets and rows."""
        made = []
        for index, sheet in enumerate(self._workbook.sheets):
            for cell in sheet.filled():
                fate, where = self._noted.get(
                    (index, cell.row, cell.column), (Fate.LEFT_OUT, "no part of a table")
                )
                made.append(
                    Accounted(sheet.place(cell.row, cell.column), cell.shown or cell.fault, fate, where)
                )
        return tuple(made)


def totals(account: tuple[Accounted, ...]) -> dict[tuple[Fate, str], int]:
    """How many cells went where, the most taken first."""
    counts = Counter((each.fate, each.where) for each in account)
    return dict(sorted(counts.items(), key=lambda item: (-item[0][0], -item[1], item[0][1])))
