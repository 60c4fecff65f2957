"""An export that was edited and comes back: each cell against what the plan said when it was written, and
against what it says now.

A cell that says what the plan said then is no edit, whatever the plan says now. One that says what the plan
says now is done already. Any other is an edit; where the plan has changed as well, it is a conflict.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, Self

from tracker.domain import british
from tracker.domain.commands.together import Together
from tracker.domain.errors import TrackerError
from tracker.domain.plan import FullPlan
from tracker.importing.returned.cells import Table, cell_text, key, table_in_turns
from tracker.importing.returned.edits import Edit, NewRow, Wanted, commands_of, new_row_command, wanted
from tracker.importing.returned.same import same, shown
from tracker.importing.returned.since import Since
from tracker.importing.sheets.workbook import Sheet, Workbook
from tracker.turns import at_once

_ID = "id"
_REFERENCE = "ref"


class Column(Protocol):
    """A column of an export."""

    @property
    def title(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def money(self) -> bool: ...


class Shown(Protocol):
    """A sheet of an export: its columns, and its rows by the ids of their records."""

    @property
    def name(self) -> str: ...
    @property
    def fields(self) -> Sequence[Any]: ...
    @property
    def rows(self) -> Sequence[tuple[str, Sequence[Any]]]: ...


Showing = Callable[[FullPlan], Generator[None, None, Shown]]
Cells = dict[str, dict[str, Any]]
"""What stands in each column of each record's row, by its id."""


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """What was edited in an export: a value, each choice makes another.

    `reason` and `agreed_by` go with what the plan asks them for: approved wording and agreed dates. `notes`
    are about the sheet as a whole.
    """

    file: str
    since: Since = field(compare=False, repr=False)
    edits: tuple[Edit, ...]
    new_rows: tuple[NewRow, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    agreed_by: str = ""

    @classmethod
    def of(cls, book: Workbook, since: Since, sheets: Mapping[str, Showing]) -> Self:
        """The edits in a workbook or list; `sheets` are what shows a plan as the export would write it, by
        the names of the sheets."""
        return at_once(cls.in_turns(book, since, sheets))

    @classmethod
    def in_turns(
        cls, book: Workbook, since: Since, sheets: Mapping[str, Showing]
    ) -> Generator[None, None, Self]:
        """The same, pausing now and then."""
        edits: list[Edit] = []
        new_rows: list[NewRow] = []
        notes = list(book.warnings)
        for name, showing in sheets.items():
            sheet = next((each for each in book.sheets if key(each.name) == key(name)), None)
            if sheet is None and len(book.sheets) == 1 and name == next(iter(sheets)):
                sheet = book.sheets[0]  # a list has no names, and its sheet may be called anything
            if sheet is None:
                if len(book.sheets) > 1:
                    notes.append(f"The sheet “{name}” is gone; nothing of it was changed.")
                continue
            then = yield from showing(since.then)
            now = (yield from showing(since.now)) if since.has_changes else then
            reading = yield from _Reading.of(sheet, then, now, since)
            for some in reading.edits():
                edits += some
                yield
            new_rows += reading.new_rows()
            yield
            notes += reading.notes()
            yield
        return cls(book.file, since, tuple(edits), tuple(new_rows), tuple(notes))

    def because(self, reason: str, agreed_by: str) -> Self:
        """With why, and who agreed."""
        return replace(self, reason=reason, agreed_by=agreed_by)

    def take(self, number: int) -> Self:
        """With that edit taken, though the plan has changed there since."""
        return self._with(number, replace(self.edits[number], chosen=True))

    def leave(self, number: int) -> Self:
        """With that edit left out."""
        return self._with(number, replace(self.edits[number], chosen=False))

    def why_not(self, edit: Edit) -> str:
        """Why an edit is not taken, in a sentence; "" where it is."""
        if edit.wanted.why_not:
            return edit.wanted.why_not
        if edit.chosen is False:
            return "Left out."
        if edit.is_conflict and not edit.chosen:
            return edit.conflict_words
        if edit.wanted.asks_reason and not self.reason:
            return "It needs a reason."
        if edit.wanted.asks_agreement and not self.agreed_by:
            return "It is approved: say who agreed to the change."
        return ""

    @property
    def taken(self) -> tuple[Edit, ...]:
        """The edits that are going to be made."""
        return tuple(edit for edit in self.edits if not self.why_not(edit))

    @property
    def added(self) -> tuple[NewRow, ...]:
        """The new rows that are going to be added."""
        return tuple(row for row in self.new_rows if not row.why_not)

    def command(self) -> Together:
        """Every edit that is taken and every new action, as one change. Raises TrackerError where there is
        nothing to change."""
        commands = list(commands_of(self.since.now, self.taken, self.reason, self.agreed_by))
        commands += [new_row_command(self.since.now, row) for row in self.added]
        if not commands:
            raise TrackerError(f"{self.file} holds nothing to take into the plan. Nothing was changed.")
        count = len(self.taken) + len(self.added)
        return Together(label=f"take in {british.plural(count, 'edit')}", commands=tuple(commands))

    def _with(self, number: int, edit: Edit) -> Self:
        return replace(self, edits=(*self.edits[:number], edit, *self.edits[number + 1 :]))


class _Reading:
    """One sheet against the same sheet then and now."""

    def __init__(self, then: Shown, since: Since) -> None:
        self.since = since
        self.name = then.name
        self.then: Cells = {}
        self.now: Cells = {}
        self.columns: dict[str, Column] = {each.title: each for each in then.fields}
        self.by_ref: dict[str, str] = {}
        self.renamed: dict[str, str] = {}
        self.table: Table | None = None
        self.rows: list[tuple[int, str]] = []

    @classmethod
    def of(cls, sheet: Sheet, then: Shown, now: Shown, since: Since) -> Generator[None, None, Self]:
        """It, pausing now and then."""
        made = cls(then, since)
        made.then = _by_id(then)
        yield
        made.now = made.then if now is then else _by_id(now)
        yield
        cells = made.then.items()
        made.by_ref = {shown(each[_REFERENCE]): record_id for record_id, each in cells if _REFERENCE in each}
        yield
        table = yield from table_in_turns(sheet, [_ID, *made.columns], min(3, len(made.columns)))
        if table is not None:
            made._take_up(table)
        yield
        return made

    def edits(self) -> Iterator[list[Edit]]:
        """The cells that somebody changed, row by row."""
        seen: set[str] = set()
        for number, record_id in self.rows:
            if record_id:
                yield list(self._row_edits(number, record_id, record_id in seen))
                seen.add(record_id)

    def new_rows(self) -> Iterator[NewRow]:
        """Each row that is not of the export."""
        columns = self.columns.values()
        for number, record_id in self.rows:
            if not record_id and self.table:
                cells = [(each.key, each.title, self.table.text(number, each.title)) for each in columns]
                if filled := [cell for cell in cells if cell[-1]]:
                    yield NewRow.of(self.since.now, self.name, self.table.place(number, _ID), filled)

    def notes(self) -> Iterator[str]:
        """What was done to the sheet as a whole."""
        if self.table is None:
            if self.then:
                yield f"“{self.name}” has lost its head or its references; nothing of it was changed."
            return
        for title, head in self.renamed.items():
            yield f"“{head}” stands where “{title}” stood in “{self.name}” and was read as that."
        gone = [title for title in self.columns if title not in self.table.columns]
        if gone:
            names = british.listed([f"“{title}”" for title in gone])
            yield f"Gone from “{self.name}”: {names}. Nothing of it was changed."
        there = {record_id for _, record_id in self.rows}
        missing = [self._called(each) for each in self.then if each not in there and each in self.now]
        if missing:
            yield f"Not in “{self.name}” any more, and left in the plan: {british.listed(missing)}."

    def _take_up(self, table: Table) -> None:
        table = self._with_renamed(table)
        known = {_ID, *(title for title, each in self.columns.items() if each.key == _REFERENCE)}
        if known & table.columns.keys():
            self.table, self.rows = table, list(self._rows_of(table))

    def _with_renamed(self, table: Table) -> Table:
        """The table with heads that were renamed found by what stands under them."""
        columns = dict(table.columns)
        if self.columns.keys() <= columns.keys():
            return table
        rows = [(number, record_id) for number, record_id in self._rows_of(table) if record_id]
        for title in (each for each in self.columns if each not in table.columns):
            for cell in table.sheet.rows[table.head]:
                if cell.column in columns.values() or not cell_text(cell):
                    continue
                if self._alike(rows, cell.column, title, table.sheet):
                    columns[title] = cell.column
                    self.renamed[title] = cell_text(cell)
                    break
        return replace(table, columns=columns)

    def _alike(self, rows: list[tuple[int, str]], column: int, title: str, sheet: Sheet) -> bool:
        told = self.columns[title]
        pairs = [(self.then[each][_name(told)], sheet.cell(number, column)) for number, each in rows]
        filled = [(then, cell) for then, cell in pairs if shown(then) or cell_text(cell)]
        equal = sum(same(told, then, cell) for then, cell in filled)
        return 2 * equal > len(filled)

    def _rows_of(self, table: Table) -> Iterator[tuple[int, str]]:
        """The rows under the head with the ids of their records, "" where the export had no such row."""
        ref_title = next((title for title, each in self.columns.items() if each.key == _REFERENCE), "")
        for number in table.rows():
            record_id = table.text(number, _ID)
            if record_id not in self.then:
                record_id = self.by_ref.get(table.text(number, ref_title), "")
            yield number, record_id

    def _row_edits(self, number: int, record_id: str, again: bool) -> Iterator[Edit]:
        assert self.table
        for title, column in self.columns.items():
            if title not in self.table.columns:
                continue
            cell = self.table.cell(number, title)
            then = self.then[record_id][_name(column)]
            now = self.now.get(record_id, {}).get(_name(column))
            if same(column, then, cell) or (record_id in self.now and same(column, now, cell)):
                continue
            yield Edit(
                sheet=self.name,
                record_id=record_id,
                called=self._called(record_id),
                key=column.key,
                title=title,
                place=self.table.place(number, title),
                then=shown(then, column.money),
                theirs=cell_text(cell),
                now=shown(now, column.money),
                hand=self.since.hand(record_id, column.key),
                wanted=self._wanted(record_id, column, cell, again),
            )

    def _wanted(self, record_id: str, column: Column, cell: Any, again: bool) -> Wanted:
        if record_id not in self.now:
            hand = self.since.hand(record_id)
            by = f" by {hand.who} on {british.short_day(hand.on)}" if hand else ""
            return Wanted(why_not=f"It was removed from the plan{by}.")
        if again:
            return Wanted(why_not="The sheet has this row twice: leave one of them.")
        if cell is not None and cell.fault:
            return Wanted(why_not=f"The cell holds {cell.fault}.")
        return wanted(self.since, self.name, record_id, column.key, cell_text(cell))

    def _called(self, record_id: str) -> str:
        cells: Mapping[str, Any] = self.then[record_id]
        return shown(next(iter(cells.values()), "")) or self.name


def _by_id(sheet: Shown) -> Cells:
    names = [_name(each) for each in sheet.fields]
    return {record_id: dict(zip(names, row, strict=True)) for record_id, row in sheet.rows}


def _name(column: Column) -> str:
    """By what a column is found in another state of the plan: an own column may have been renamed since."""
    return column.key or column.title
