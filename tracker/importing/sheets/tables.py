"""The tables of actions in a workbook: where the heads stand, what each column is, which rows are actions."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median
from typing import Self

from tracker.importing.sheets import when
from tracker.importing.sheets.headings import (
    DATES,
    DOUBTFUL,
    LIKELY,
    MANY,
    Guess,
    Target,
    guess,
    plain,
    shape,
    sorted_out,
)
from tracker.importing.sheets.ratings import read_priority
from tracker.importing.sheets.when import DayOrder
from tracker.importing.sheets.workbook import Cell, Sheet, Workbook, letters

_HEAD_WITHIN = 60  # rows: titles, keys and notes stand above, rarely more
_LONGEST_HEAD = 160  # characters; a longer text is no heading
_A_WORD = re.compile(r"[^\W\d_]{3}")
_TOTAL = re.compile(r"(?:(?:grand|overall|sub)[ -]?)?totals?(?: costs?| budget)?\s?:?", re.IGNORECASE)
_WIDEST_GROUP = 5  # columns under one heading; a wider block above the heads is the title of the table


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, what it becomes, and how sure that guess is from 0 to 1.

    `order` is how dates written in numbers are read: None until somebody has said, where they could be read
    both ways. A target that a person chose has confidence 1.
    """

    number: int
    heading: str
    target: Target
    confidence: float
    hidden: bool = False
    order: DayOrder | None = DayOrder.DAY_FIRST
    asks_order: bool = False


class RowKind(StrEnum):
    """What a row under the heads is."""

    ACTION = "action"
    MORE = "more"  # of the action above
    SECTION = "section"
    HEADS_AGAIN = "heads again"
    NUMBERED = "numbered"  # and empty otherwise
    TOTAL = "total"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Row:
    """A row under the heads, with the cells that count for it; of a merged block each row has its cell."""

    number: int
    kind: RowKind
    cells: tuple[tuple[int, Cell], ...]
    hidden: bool

    def at(self, column: int) -> Cell | None:
        """The cell under a column."""
        return next((cell for number, cell in self.cells if number == column), None)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet, its heads in `head_row`. `taken` is whether its rows are to come in."""

    sheet: int
    name: str
    head_row: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    taken: bool = True

    @property
    def shape(self) -> str:
        """What tables with the same heads share, months and years in them apart."""
        return shape([column.heading for column in self.columns])

    def column(self, number: int) -> Column:
        """The column with that number in its sheet. Raises KeyError."""
        found = next((column for column in self.columns if column.number == number), None)
        if found is None:
            raise KeyError(number)
        return found

    def all_of(self, *targets: Target) -> list[Column]:
        """The columns that become one of these, from left to right."""
        return [column for column in self.columns if column.target in targets]

    def with_column(self, number: int, **changes: object) -> Self:
        """With a column changed. What only one can be, another that was it is no longer."""
        chosen = replace(self.column(number), **changes)  # type: ignore[arg-type]
        others = [
            replace(each, target=Target.OWN)
            if each.target is chosen.target and chosen.target not in MANY and each.number != number
            else each
            for each in self.columns
        ]
        return replace(
            self, columns=tuple(chosen if each.number == number else each for each in others)
        )._with_kinds()

    def _with_kinds(self) -> Self:
        return replace(self, rows=_kinds(self.columns, self.rows))


def find_tables(workbook: Workbook) -> tuple[Table, ...]:
    """The likeliest table of each sheet that has one. Those of hidden sheets are there and not taken."""
    found = []
    for index, sheet in enumerate(workbook.sheets):
        row = sheet.head_row or _head_row(sheet)
        if row is not None:
            found.append(table_at(sheet, index, row))
    return tuple(found)


def is_tracker(workbook: Workbook) -> bool:
    """Whether a document with tables is a tracker rather than a letter: actions with owners or dates."""
    sure = (
        {column.target for column in table.columns if column.confidence >= LIKELY}
        for table in find_tables(workbook)
    )
    told = {Target.OWNER, Target.DUE, Target.STATUS, Target.PROGRESS}
    return any(Target.TITLE in targets and len(told & targets) >= 2 for targets in sure)


def table_at(sheet: Sheet, index: int, head_row: int) -> Table:
    """The table whose heads stand in that row."""
    grid = _Grid(sheet)
    numbers = sorted({cell.column for row, cells in sheet.rows.items() if row >= head_row for cell in cells})
    headed = [(number, _heading(grid, head_row, number)) for number in numbers]
    below = [row for row in sorted(sheet.rows) if row > head_row]
    rows = tuple(
        Row(row, RowKind.ACTION, cells, row in sheet.hidden_rows)
        for row in below
        if (cells := grid.row(row, numbers))
    )
    held = {number: [cell for row in rows if (cell := row.at(number)) and cell.filled] for number in numbers}
    kept = [(number, heading) for number, heading in headed if heading or held[number]]
    guesses = sorted_out(_fitted(guess(heading), held[number]) for number, heading in kept)
    guesses = _with_title(guesses, [held[number] for number, _ in kept])
    columns = tuple(
        _column(number, heading, each, number in sheet.hidden_columns, held[number])
        for (number, heading), each in zip(kept, guesses, strict=True)
    )
    return Table(index, sheet.name, head_row, columns, _kinds(columns, rows), taken=not sheet.hidden)


def _column(number: int, heading: str, guessed: Guess, hidden: bool, cells: Sequence[Cell]) -> Column:
    order = when.order_of(cell.shown for cell in cells if isinstance(cell.value, str))
    name = heading or f"Column {letters(number)}"
    return Column(number, name, guessed.target, guessed.confidence, hidden, order, asks_order=order is None)


# Finding the heads.


def _head_row(sheet: Sheet) -> int | None:
    """The row whose texts are most like headings, where it has an action or two surer headings."""
    best, best_score = None, 1.5
    for row in sorted(sheet.rows)[:_HEAD_WITHIN]:
        texts = [cell.shown for cell in sheet.rows[row] if isinstance(cell.value, str)]
        if len(texts) < 2 or any(len(text) > _LONGEST_HEAD for text in texts):
            continue
        found: dict[Target, float] = {}
        for text in texts:
            each = guess(text)
            found[each.target] = max(found.get(each.target, 0.0), each.confidence)
        found.pop(Target.OWN, None)
        score = sum(found.values()) + (0.5 if Target.TITLE in found else 0.0)
        if score > best_score and row < max(sheet.rows):
            best, best_score = row, score
    if best is None:
        return None
    # Where heads stand in two rows, most of them are merged over both, and the lower one is the nearer.
    return max(
        [best, *(each.last_row for each in sheet.merged if best == each.first_row >= each.last_row - 2)]
    )


def _heading(grid: "_Grid", head_row: int, column: int) -> str:
    """The text over a column; one that stands in a block merged across the heads goes before its own."""
    own = grid.at(head_row, column)
    words = " ".join(own.shown.split()) if own else ""
    above = grid.across(head_row - 1, column)
    if above and (not words or plain(above) != plain(words)):
        return f"{above} – {words}" if words else above
    return words


def _fitted(each: Guess, cells: Sequence[Cell]) -> Guess:
    """The guess, mended by what stands under the heading."""
    target, confidence = each
    if not cells:
        return each
    dates = sum(_looks_like_date(cell) for cell in cells) / len(cells)
    if target is Target.PRIORITY and not all(read_priority(cell.shown) for cell in cells):
        return Guess(Target.WORKSTREAM, DOUBTFUL)
    if target is Target.COMPLETED and not dates:
        return Guess(Target.STATUS, LIKELY)
    if target is Target.CRITERIA and dates > 0.7:
        return Guess(Target.DUE, LIKELY)
    if target in DATES and not dates and not any(isinstance(cell.value, int | float) for cell in cells):
        return Guess(target, min(confidence, DOUBTFUL))
    return each


def _looks_like_date(cell: Cell) -> bool:
    if not isinstance(cell.value, str):
        return cell.value is not None and not isinstance(cell.value, int | float)
    return bool(when.find(cell.value))


def _with_title(guesses: list[Guess], held: list[list[Cell]]) -> list[Guess]:
    """Where no heading says “action”, the description is it, else the column of the longest texts."""
    if any(each.target is Target.TITLE for each in guesses):
        return guesses
    free = [number for number, each in enumerate(guesses) if each.target is Target.TEXT]
    free = free or [
        number for number, each in enumerate(guesses) if each.target is Target.OWN and held[number]
    ]
    if not free:
        return guesses
    lengths = {number: sum(len(cell.shown) for cell in held[number]) for number in free}
    longest = max(free, key=lambda number: lengths[number])
    guesses[longest] = Guess(Target.TITLE, DOUBTFUL)
    return guesses


# What each row is.

_OF_THE_ACTION_ABOVE = {
    *(Target.PROGRESS, Target.EVIDENCE, Target.CRITERIA, Target.OUTCOME, Target.TEXT, Target.CONTRIBUTORS),
    *(Target.RESOURCES, Target.OWNER),
}


def _kinds(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Row, ...]:
    titles = [column.number for column in columns if column.target is Target.TITLE]
    title = titles[0] if titles else None
    heads = {plain(column.heading) for column in columns}
    end = _last_of_table(rows)
    made: list[Row] = []
    for number, row in enumerate(rows):
        before = made[-1] if made else None
        kind = RowKind.BELOW if number > end else _kind(columns, title, heads, row, before)
        made.append(replace(row, kind=kind))
    return tuple(made)


def _kind(
    columns: Sequence[Column], title: int | None, heads: set[str], row: Row, before: Row | None
) -> RowKind:
    filled = [(number, cell) for number, cell in row.cells if cell.filled]
    if len(filled) > 1 and all(plain(cell.shown) in heads for _, cell in filled):
        return RowKind.HEADS_AGAIN
    words = row.at(title) if title else None
    begun = before if before and before.kind in (RowKind.ACTION, RowKind.MORE) else None
    if begun and title and words is not None and words is begun.at(title):
        return RowKind.MORE  # one action in a block merged down
    own = {number: cell for number, cell in filled if cell.row == row.number}
    targets = {column.target for column in columns if column.number in own}
    if len(own) == 1 and not targets & {Target.TITLE, *_OF_THE_ACTION_ABOVE}:
        (only,) = own.values()
        if len(only.shown) <= _LONGEST_HEAD and _A_WORD.search(only.shown):
            return RowKind.SECTION
    if targets == {Target.REF}:
        return RowKind.NUMBERED
    if any(_TOTAL.fullmatch(cell.shown.strip()) for _, cell in filled):
        return RowKind.TOTAL
    if begun and not (words and words.filled) and targets <= _OF_THE_ACTION_ABOVE:
        return RowKind.MORE
    return RowKind.ACTION


def _last_of_table(rows: Sequence[Row]) -> int:
    """The last row that is as full as the others: after a gap, a key or a note stands below the table."""
    counts = [sum(cell.filled for _, cell in row.cells) for row in rows]
    usual = median(counts) if counts else 0
    last = len(rows) - 1
    while last > 0 and counts[last] < usual / 2 and counts[last] <= 3:
        last -= 1
    gap = next((n for n in range(last + 1, len(rows)) if rows[n].number > rows[n - 1].number + 1), None)
    return len(rows) - 1 if gap is None else gap - 1


class _Grid:
    """A sheet's cells by place, those merged into a block down a column found from each of its rows."""

    def __init__(self, sheet: Sheet) -> None:
        self._cells = {(cell.row, cell.column): cell for cells in sheet.rows.values() for cell in cells}
        self._down: dict[int, list[tuple[int, int]]] = {}
        self._across: dict[int, list[tuple[int, int, int]]] = {}
        for block in sorted(sheet.merged, key=lambda each: each.first_row):
            if block.last_row > block.first_row:
                self._down.setdefault(block.first_column, []).append((block.first_row, block.last_row))
            if block.first_column < block.last_column <= block.first_column + _WIDEST_GROUP:
                for row in (block.first_row, block.last_row):
                    self._across.setdefault(row, []).append(
                        (block.first_row, block.first_column, block.last_column)
                    )

    def at(self, row: int, column: int) -> Cell | None:
        """The cell shown in that place."""
        found = self._cells.get((row, column))
        if found is not None and found.filled:
            return found
        blocks = self._down.get(column, [])
        before = bisect_left(blocks, (row, 0)) - 1
        if before >= 0 and row <= blocks[before][1]:
            return self._cells.get((blocks[before][0], column))
        return found

    def across(self, row: int, column: int) -> str:
        """The text of a block of that row that lies across this column and at least one other."""
        for first_row, first, last in self._across.get(row, ()):
            if first <= column <= last and (cell := self._cells.get((first_row, first))):
                return " ".join(cell.shown.split())
        return ""

    def row(self, row: int, columns: Sequence[int]) -> tuple[tuple[int, Cell], ...]:
        """What stands in a row under these columns, where the row has something of its own."""
        cells = tuple((column, cell) for column in columns if (cell := self.at(row, column)))
        return cells if any(cell.filled and cell.row == row for _, cell in cells) else ()
