"""A workbook as values: what each cell holds, shows, and is filled with, and where it stands."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

from tracker.turns import at_once

Value = str | int | float | bool | date | None

MOST_ROWS = 20_000
MOST_COLUMNS = 60
_CELLS_A_TURN = 2000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something or is coloured.

    `shown` is its value as a text, and `fill` its colour as “FF0000”, or "". `fault` says in a few words why
    a filled cell has no value: an error, or a formula whose result was not saved with the file.
    """

    row: int
    column: int
    value: Value
    shown: str = ""
    fill: str = ""
    fault: str = ""

    @property
    def filled(self) -> bool:
        """Whether it holds something, not a colour alone."""
        return self.value is not None or bool(self.fault)


@dataclass(frozen=True, slots=True)
class Merged:
    """A block of cells shown as one; what it holds stands in its first cell."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or one table of a document.

    `rows` holds the cells of each row that has any, by its number, in order of their columns; rows and
    columns are numbered from 1. `cut` where the sheet goes on past what is read. `head_row` holds the
    headings, where that is known. A list in a text file has no name.
    """

    name: str
    rows: Mapping[int, tuple[Cell, ...]] = field(hash=False)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()
    cut: bool = False
    head_row: int | None = None

    def place(self, row: int, column: int) -> str:
        """“Sheet1!C7”, or “C7” in a list without a name."""
        return f"{self.name}!{letters(column)}{row}" if self.name else f"{letters(column)}{row}"

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell in that place, None where it is empty."""
        return next((cell for cell in self.rows.get(row, ()) if cell.column == column), None)

    def filled(self) -> list[Cell]:
        """Every cell that holds something, row by row."""
        return [cell for cells in self.rows.values() for cell in cells if cell.filled]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file of sheets as read. `warnings` are sentences about what was not."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The workbook as JSON values."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "sheets": [_sheet_to_json(sheet) for sheet in self.sheets],
            "warnings": list(self.warnings),
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The workbook back from `to_json`. Raises KeyError, TypeError or ValueError for anything else."""
        return at_once(cls.in_turns(values))

    @classmethod
    def in_turns(cls, values: Mapping[str, Any]) -> Generator[None, None, Self]:
        """The same, pausing now and then."""
        sheets = []
        for sheet in values["sheets"]:
            sheets.append((yield from _sheet_from_json(sheet)))
        return cls(values["file"], values["sha256"], tuple(sheets), tuple(values["warnings"]))


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def read_workbook(path: Path) -> Workbook:
    """An Excel workbook, a list in a text file (CSV, tabs) or the tables of a Word document, as read.

    Parses in this process: files from elsewhere belong in the worker (`tracker.jobs`), which limits time
    and memory. Raises TrackerError, in a sentence that says what to do, for a file that is none of these.
    """
    from tracker.importing.sheets import excel, separated, word  # openpyxl only where it is needed
    from tracker.importing.sheets.kinds import Kind, checked

    kind, digest = checked(path)
    reader = {Kind.EXCEL: excel.read, Kind.WORD: word.read, Kind.TEXT: separated.read}[kind]
    sheets, warnings = reader(path)
    return Workbook(path.name, digest, tuple(sheets), tuple(warnings))


def read_workbook_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """The worker's job: `{"path": …}` to the workbook's JSON values. Raises TrackerError."""
    path = Path(values["path"])
    progress(0.0, f"Reading {path.name}")
    return read_workbook(path).to_json()


def _sheet_to_json(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "cells": [_cell_to_json(cell) for cells in sheet.rows.values() for cell in cells],
        "hidden": sheet.hidden,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "merged": [[m.first_row, m.first_column, m.last_row, m.last_column] for m in sheet.merged],
        "cut": sheet.cut,
        "head_row": sheet.head_row,
    }


def _cell_to_json(cell: Cell) -> list[Any]:
    value = {"day": cell.value.isoformat()} if isinstance(cell.value, date) else cell.value
    return [cell.row, cell.column, value, cell.shown, cell.fill, cell.fault]


def _sheet_from_json(values: Mapping[str, Any]) -> Generator[None, None, Sheet]:
    rows: dict[int, tuple[Cell, ...]] = {}
    for first in range(0, len(values["cells"]), _CELLS_A_TURN):
        if first:
            yield
        some = values["cells"][first : first + _CELLS_A_TURN]
        for row, cells in by_row(_cell_from_json(*each) for each in some).items():
            rows[row] = (*rows.get(row, ()), *cells)
    return Sheet(
        name=values["name"],
        rows=rows,
        hidden=values["hidden"],
        hidden_rows=frozenset(values["hidden_rows"]),
        hidden_columns=frozenset(values["hidden_columns"]),
        merged=tuple(Merged(*each) for each in values["merged"]),
        cut=values["cut"],
        head_row=values["head_row"],
    )


def _cell_from_json(row: int, column: int, value: Any, *rest: str) -> Cell:
    held = date.fromisoformat(value["day"]) if isinstance(value, dict) else value
    return Cell(row, column, held, *rest)


def by_row(cells: Any) -> dict[int, tuple[Cell, ...]]:
    """Cells in their order, by the number of their row."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return {row: tuple(each) for row, each in rows.items()}
