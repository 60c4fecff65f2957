"""Whether a cell still says what an export wrote into it, whichever program has saved it since."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from tracker.domain import british
from tracker.domain.amounts import stored
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.importing.returned.cells import cell_text, unserialled
from tracker.importing.sheets.workbook import Cell

_DUE = {"first_due", "due", "old_due", "new_due"}
_CUT = "(cut here: longer than a cell can be)"
# How a spreadsheet shows a month that was typed or read as text: “Mar-27”.
_SHORT_MONTH = re.compile(r"([A-Za-z]{3})[- ]([0-9]{2})")


class Column(Protocol):
    """A column of an export."""

    @property
    def key(self) -> str: ...
    @property
    def money(self) -> bool: ...


def same(column: Column, exported: str | int | Decimal | date | None, cell: Cell | None) -> bool:
    """Whether the cell says what was exported, apart from blanks and the way a day or a sum is written."""
    if cell is not None and cell.fault:
        return False
    text = cell_text(cell)
    if column.money:
        return _pence(text, cell) == (exported if isinstance(exported, int) else None)
    before = shown(exported)
    if before == text:
        return True
    if isinstance(exported, date) or (exported and column.key in _DUE):
        return _due(before) == _due(text)
    if text.endswith(_CUT):
        return _plain(before).startswith(_plain(text.removesuffix(_CUT)).removesuffix("…").rstrip())
    return _plain(before) == _plain(text)


def shown(value: str | int | Decimal | date | None, money: bool = False) -> str:
    """An exported value in words."""
    match value:
        case None:
            return ""
        case date():
            return british.short_day(value)
        case int():
            return british.pounds(value) if money else str(value)
        case Decimal():
            return stored(value)
        case _:
            return value


def read_due(text: str) -> DueDate:
    """The due date in a cell, in any way that a spreadsheet may have written it. Raises TrackerError."""
    short = _SHORT_MONTH.fullmatch(text)
    return british.read_due(f"{short[1]} 20{short[2]}" if short else unserialled(text))


@lru_cache(maxsize=1 << 14)
def _due(text: str) -> DueDate | None:
    try:
        return read_due(text)
    except TrackerError:
        return None


def _pence(text: str, cell: Cell | None) -> int | None:
    if cell is not None and isinstance(cell.value, int | float):
        return round(cell.value * 100)
    try:
        return british.read_money(text) if text else None
    except TrackerError:
        return -1  # no sum of ours: sums are never below nought


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return " ".join("".join(char for char in text if not _is_hidden(char)).split())


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") and not char.isspace()
