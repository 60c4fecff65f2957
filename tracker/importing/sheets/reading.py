"""The rows of a table as actions: each cell read for what its column becomes, and noted."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.domain import british
from tracker.domain.codes import Priority
from tracker.domain.commands.keeping import FIRST_DAY, LAST_DAY, LONGEST_LINE
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.importing.sheets import when
from tracker.importing.sheets.account import Fate, Ledger
from tracker.importing.sheets.headings import LABELS, Target
from tracker.importing.sheets.progress import Entry, entries
from tracker.importing.sheets.ratings import colour_name, read_priority
from tracker.importing.sheets.tables import Column, Row, RowKind, Table
from tracker.importing.sheets.workbook import Cell, Workbook

Place = tuple[int, int, int]
"""Sheet (from 0), row and column (from 1) of a cell."""

_NO_ACTIONS = {
    RowKind.BELOW: "below the table",
    RowKind.HEADS_AGAIN: "headings again",
    RowKind.NUMBERED: "a number and nothing else",
    RowKind.TOTAL: "a total",
}
_TITLE_WITHIN = 200
_VERBATIM = {Target.TITLE, Target.OWN}  # here “none” is what somebody wrote
_MONEY = re.compile(r"£\s?[\d,]+(?:\.\d+)?\s?(?:k|m|mn|bn|thousand|million|billion)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person says of a workbook as a whole.

    Words without a day of their own were said on `said_on`; ongoing work is looked at again on `review_on`;
    money is of the financial year `year`. `cells` are corrected texts by place; `left_out` are rows, by sheet
    and number, that stay out by choice.
    """

    today: date
    said_on: date
    review_on: date
    year: int
    cells: Mapping[Place, str] = field(default_factory=dict)
    left_out: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that could not be read as what its column is, and why."""

    place: str
    shown: str
    reason: str


@dataclass(frozen=True, slots=True)
class State:
    """A value of a column of states: the column's target and the value, or a cell's colour in words."""

    target: Target
    value: str


@dataclass(frozen=True, slots=True)
class ReadAction:
    """An action as a tracker tells it; what it does not tell is empty.

    `findings` are texts that name improvement areas. `own` are texts by the heading under which they stay;
    `section` is the row between rows that the action stands under, a workstream or an area.
    """

    sheet: int
    place: str
    row: int
    last_row: int
    hidden: bool
    ref: str = ""
    title: str = ""
    text: str = ""
    outcome: str = ""
    criteria: str = ""
    workstream: str = ""
    section: str = ""
    owner: str = ""
    contributors: tuple[str, ...] = ()
    start: date | None = None
    due: DueDate | None = None
    completed: date | None = None
    states: tuple[State, ...] = ()
    progress: tuple[Entry, ...] = ()
    evidence: tuple[str, ...] = ()
    priority: Priority | None = None
    monitored: str = ""
    resources: str = ""
    pence: int | None = None
    findings: tuple[tuple[str, Column, Cell], ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def read_table(table: Table, workbook: Workbook, settings: Settings, ledger: Ledger) -> Iterator[ReadAction]:
    """The actions of a table that is taken, in their order; every cell of it is noted in the ledger."""
    return _Reader(table, workbook, settings, ledger).read()


class _Reader:
    def __init__(self, table: Table, workbook: Workbook, settings: Settings, ledger: Ledger) -> None:
        self.table, self.settings, self.ledger = table, settings, ledger
        self.sheet = workbook.sheets[table.sheet]
        self._note_around()

    def read(self) -> Iterator[ReadAction]:
        section: Cell | None = None
        for group in _groups(self.table.rows):
            if group[0].kind is RowKind.SECTION:
                section = next(cell for _, cell in group[0].cells if cell.filled)
                self.note(section, Fate.TAKEN, LABELS[Target.WORKSTREAM])
            elif group[0].kind in (RowKind.ACTION, RowKind.MORE):
                yield _Action(self, group).read(section)

    def note(self, cell: Cell, fate: Fate, where: str) -> None:
        self.ledger.note(self.table.sheet, cell, fate, where)

    def _note_around(self) -> None:
        """Heads, what stands above and below the table, and heads that come again."""
        for row, cells in self.sheet.rows.items():
            for cell in cells:
                if row == self.table.head_row or (row < self.table.head_row and self._heads(cell)):
                    self.note(cell, Fate.TAKEN, "heading")
                elif row < self.table.head_row:
                    self.note(cell, Fate.LEFT_OUT, "above the table")
        for each in self.table.rows:
            for _, cell in each.cells if each.kind in _NO_ACTIONS else ():
                self.note(cell, Fate.LEFT_OUT, _NO_ACTIONS[each.kind])

    def _heads(self, cell: Cell) -> bool:
        """Whether a cell above the lowest row of heads is part of a heading."""
        words = " ".join(cell.shown.split())
        return cell.row >= self.table.head_row - 2 and any(
            column.heading == words or column.heading.startswith(f"{words} – ")
            for column in self.table.columns
        )


def _groups(rows: Iterable[Row]) -> list[list[Row]]:
    """Each row that begins something, with those that continue it."""
    groups: list[list[Row]] = []
    for row in rows:
        if row.kind is RowKind.MORE and groups:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


class _Action:
    """One action being read from its rows."""

    def __init__(self, reader: _Reader, rows: list[Row]) -> None:
        self.reader, self.rows = reader, rows
        self.settings = reader.settings
        self.own: dict[str, list[str]] = {}
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self._saying: dict[tuple[Target, ...], list[tuple[Column, Cell]]] = {}

    def read(self, section: Cell | None) -> ReadAction:
        first = self.rows[0]
        title_column = next(iter(self.reader.table.all_of(Target.TITLE)), None)
        blank = ReadAction(
            sheet=self.reader.table.sheet,
            place=self.place(first.number, 0),
            row=first.number,
            last_row=self.rows[-1].number,
            hidden=any(row.hidden for row in self.rows),
        )
        words = self.text(Target.TITLE)
        if not words:
            return self._unread(blank, title_column)
        title, text = title_and_text(words, self.text(Target.TEXT))
        if len(self.rows) > 1:
            self.notes.append(f"Continues to row {self.rows[-1].number}.")
        due = self.due()
        progress = self.progress()
        evidence, more = self.evidence()
        states, earlier = self.states()
        pence, cost_words = self.money()
        owner, *others = self.people(Target.OWNER) or [""]
        return replace(
            blank,
            ref=self.line(Target.REF),
            title=title,
            text=text,
            outcome=self.text(Target.OUTCOME),
            criteria=self.text(Target.CRITERIA),
            workstream=self.line(Target.WORKSTREAM),
            section=" ".join(section.shown.split()) if section else "",
            owner=owner,
            contributors=(*others, *self.people(Target.CONTRIBUTORS)),
            start=self.day(Target.START),
            due=due,
            completed=self.day(Target.COMPLETED),
            states=states,
            progress=(*progress, *earlier, *more),
            evidence=evidence,
            priority=self.priority(),
            monitored=self.text(Target.MONITORED),
            resources="\n".join(filter(None, (self.text(Target.RESOURCES), cost_words))),
            pence=pence,
            findings=self.findings(),
            own=self.kept(),
            problems=tuple(self.problems),
            notes=tuple(self.notes),
        )

    # Cells.

    def place(self, row: int, column: int) -> str:
        name = self.reader.sheet.name
        return self.reader.sheet.place(row, column) if column else f"{name} row {row}".strip()

    def cells(self, *targets: Target) -> list[tuple[Column, Cell]]:
        """The cells under the columns that become one of these, each once, as a person has corrected them."""
        found: dict[tuple[int, int], tuple[Column, Cell]] = {}
        for column in self.reader.table.all_of(*targets):
            for row in self.rows:
                if cell := self._corrected(row, column.number):
                    found.setdefault((cell.row, cell.column), (column, cell))
        return list(found.values())

    def _corrected(self, row: Row, column: int) -> Cell | None:
        cell = row.at(column) or Cell(row.number, column, None)
        text = self.settings.cells.get((self.reader.table.sheet, cell.row, cell.column))
        if text is None:
            return row.at(column)
        return replace(cell, value=text.strip() or None, shown=text.strip(), fault="")

    def filled(self, *targets: Target) -> list[tuple[Column, Cell]]:
        """Those that say something; a formula without a result and words like “n/a” are noted."""
        if targets not in self._saying:
            self._saying[targets] = self._filled(*targets)
        return self._saying[targets]

    def _filled(self, *targets: Target) -> list[tuple[Column, Cell]]:
        saying = []
        for column, cell in self.cells(*targets):
            if cell.fault:
                self.problem(cell, f"It holds {cell.fault}.")
            elif cell.filled and targets[0] not in _VERBATIM and when.says_nothing(cell.shown):
                self.reader.note(cell, Fate.LEFT_OUT, "says nothing yet")
            elif cell.filled:
                saying.append((column, cell))
        return saying

    def taken(self, cell: Cell, target: Target) -> None:
        self.reader.note(cell, Fate.TAKEN, LABELS[target])

    def keep(self, column: Column, cell: Cell) -> None:
        """Let a cell stay in an own column under its heading."""
        self.own.setdefault(column.heading, []).append(cell.shown)
        self.reader.note(cell, Fate.OWN, f"own column “{column.heading}”")

    def problem(self, cell: Cell, reason: str) -> None:
        place = self.place(cell.row, cell.column)
        self.problems.append(Problem(place, cell.shown or cell.fault, reason))
        self.reader.note(cell, Fate.UNREAD, reason)

    # What a column may be.

    def text(self, target: Target) -> str:
        """The words of all its columns, one under the other."""
        found = self.filled(target)
        for _, cell in found:
            self.taken(cell, target)
        return "\n".join(dict.fromkeys(cell.shown for _, cell in found))

    def line(self, target: Target) -> str:
        """Words of one line; longer ones stay in an own column."""
        found = ""
        for column, cell in self.filled(target):
            if found or len(cell.shown) > LONGEST_LINE:
                self.keep(column, cell)
            else:
                found = " ".join(cell.shown.split())
                self.taken(cell, target)
        return found

    def due(self) -> DueDate | None:
        """The date as it was moved, else the first; then that one stays in an own column."""
        moved = self.date(Target.REVISED)
        if moved is None:
            return self.date(Target.DUE)
        for column, cell in self.filled(Target.DUE):
            self.keep(column, cell)
        return moved

    def day(self, target: Target) -> date | None:
        """A start or completion; a completion still to come is none."""
        found = self.date(target)
        if found is None:
            return None
        if target is Target.START:
            return when.read_start(when.Read(found))
        if found.last_day <= self.settings.today:
            return found.last_day
        column, cell = self.filled(target)[0]
        self.problem(cell, f"{british.short_day(found.last_day)} is still to come.")
        self.keep(column, cell)
        return None

    def date(self, target: Target) -> DueDate | None:
        """The first date under its columns. What else stands there stays in an own column."""
        found: DueDate | None = None
        for column, cell in self.filled(target):
            if found is not None:
                self.keep(column, cell)
                continue
            try:
                read = when.read_when(cell.value, cell.shown, column.order, self.settings.review_on)
                if not FIRST_DAY <= read.due.last_day <= LAST_DAY:
                    raise TrackerError(f"The year {read.due.last_day.year} cannot be right.")
            except TrackerError as reason:
                self.problem(cell, str(reason))
                self.keep(column, cell)
                continue
            found = read.due
            self.taken(cell, target)
            if read.says_more:
                self.own.setdefault(column.heading, []).append(cell.shown)
        return found

    def states(self) -> tuple[tuple[State, ...], list[Entry]]:
        """What columns of states say, by words or, where there are none, by the colour behind them.

        Of columns for one month each the last that says something counts; the earlier ones are updates.
        """
        found = [
            (state, column, when.headed(column.heading, self.settings.today))
            for column, state in self._said()
        ]
        last: dict[Target, date] = {}
        for state, _, day in found:
            if day:
                last[state.target] = max(day, last.get(state.target, day))
        now, earlier = [], []
        for state, column, day in found:
            if day and day < last[state.target]:
                earlier.append(Entry(f"{column.heading}: {state.value}", day))
            else:
                now.append(state)
        return tuple(now), earlier

    def _said(self) -> list[tuple[Column, State]]:
        """Every state of the row, from left to right."""
        found = []
        for column, cell in self.cells(Target.STATUS, Target.IMPACT):
            if cell.filled and not cell.fault:
                if not when.says_nothing(cell.shown):
                    found.append((column, State(column.target, " ".join(cell.shown.split()))))
                    self.taken(cell, column.target)
                else:
                    self.reader.note(cell, Fate.LEFT_OUT, "says nothing yet")
            elif cell.fault:
                self.problem(cell, f"It holds {cell.fault}.")
            elif colour := colour_name(cell.fill):
                found.append((column, State(column.target, colour)))
        return found

    def progress(self) -> list[Entry]:
        """The updates in its cells; under a heading with a date, those without one are of that day."""
        made = []
        for column, cell in self.filled(Target.PROGRESS):
            self.taken(cell, Target.PROGRESS)
            headed = when.headed(column.heading, self.settings.today)
            for entry in entries(cell.shown, column.order, self.settings.today):
                made.append(replace(entry, said_on=entry.said_on or headed))
        return made

    def evidence(self) -> tuple[tuple[str, ...], list[Entry]]:
        """A piece of evidence for each line; a line too long for one is an update."""
        lines = []
        for _, cell in self.filled(Target.EVIDENCE):
            self.taken(cell, Target.EVIDENCE)
            lines += [line for part in cell.shown.split("\n") if (line := part.strip(" \t•*·–-"))]
        short = tuple(dict.fromkeys(line for line in lines if len(line) <= LONGEST_LINE))
        return short, [Entry(f"Evidence: {line}") for line in lines if len(line) > LONGEST_LINE]

    def money(self) -> tuple[int | None, str]:
        """The amount in pence and, where the cell says more or no amount, its words."""
        amount: int | None = None
        words = []
        for _, cell in self.filled(Target.COST):
            found = _pence(cell)
            self.taken(cell, Target.COST if found else Target.RESOURCES)
            if found is None or amount is not None or not _is_amount(cell):
                words.append(cell.shown)
            amount = amount if amount is not None else found
        return amount, "\n".join(words)

    def priority(self) -> Priority | None:
        found: Priority | None = None
        for column, cell in self.filled(Target.PRIORITY):
            read = read_priority(cell.shown)
            if read is None or found is not None:
                self.keep(column, cell)
            else:
                found = read
                self.taken(cell, Target.PRIORITY)
        return found

    def people(self, target: Target) -> list[str]:
        """The texts that name people, who are told apart when all of them are known; prose names nobody."""
        found = []
        for column, cell in self.filled(target):
            if any(len(line) > LONGEST_LINE for line in cell.shown.split("\n")):
                self.keep(column, cell)
            else:
                self.taken(cell, target)
                found.append(cell.shown)
        return found

    def findings(self) -> tuple[tuple[str, Column, Cell], ...]:
        """The texts that name improvement areas; they are noted once the plan's are known."""
        return tuple((cell.shown, column, cell) for column, cell in self.filled(Target.FINDING))

    def kept(self) -> dict[str, str]:
        """What stays in own columns, by their headings."""
        for column, cell in self.filled(Target.OWN):
            self.keep(column, cell)
        for _, cell in self.cells(Target.LEFT_OUT):
            self.reader.note(cell, Fate.LEFT_OUT, "left out by choice")
        return {heading: "\n".join(dict.fromkeys(texts)) for heading, texts in self.own.items()}

    def _unread(self, blank: ReadAction, title: Column | None) -> ReadAction:
        """A row without an action in it."""
        why = f"There are no words under “{title.heading}”." if title else "No column holds the action."
        cells = [cell for row in self.rows for _, cell in row.cells if cell.filled and cell.row == row.number]
        for cell in cells:
            self.reader.note(cell, Fate.UNREAD, why)
        shown = "; ".join(" ".join(cell.shown.split())[:40] for cell in cells[:4])
        where = self.place(self.rows[0].number, title.number if title else 0)
        return replace(blank, problems=(Problem(where, shown, why),))


def title_and_text(words: str, more: str) -> tuple[str, str]:
    """A title of one line, and the whole text where the title cannot hold it."""
    line = " ".join(words.split())
    if len(line) <= _TITLE_WITHIN and (len(line) <= 100 or "\n" not in words):
        return line, more
    opening = re.match(r".{15,198}?[.;:](?=\s)|[^\n]{15,198}(?=\n)", words)
    title = " ".join(opening[0].split()).rstrip(".;:") if opening else f"{line[: line.rfind(' ', 0, 180)]} …"
    return title[:LONGEST_LINE], "\n".join(filter(None, (words, more)))


def _is_amount(cell: Cell) -> bool:
    """Whether a cell is an amount and nothing else."""
    if not isinstance(cell.value, str):
        return True
    try:
        british.read_money(cell.value)
    except TrackerError:
        return False
    return True


def _pence(cell: Cell) -> int | None:
    """The amount a cell names, above nought; None where it names none, or several."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return round(cell.value * 100) if 0 < cell.value < 1e10 else None
    text = cell.shown
    found = _MONEY.findall(text)
    if not _is_amount(cell):
        text = found[0] if len(found) == 1 else ""
    try:
        pence = british.read_money(text)
    except TrackerError:
        return None
    return pence if pence > 0 else None
