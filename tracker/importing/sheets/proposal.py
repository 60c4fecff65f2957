"""From a workbook, by way of what a person makes of it, to one change of a plan."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Self

from tracker.domain.codes import Delivery, Impact, Lifecycle
from tracker.domain.commands import Command, Together
from tracker.domain.commands.refusing import refuse
from tracker.domain.names import folded
from tracker.domain.plan import FullPlan
from tracker.domain.records import BudgetLine
from tracker.domain.rules.money import financial_year
from tracker.importing.sheets.account import Accounted, Ledger
from tracker.importing.sheets.comparing import ROWS_A_TURN, Context, Doing, RowResult
from tracker.importing.sheets.deciding import compare
from tracker.importing.sheets.headings import DATES, MANY, Target
from tracker.importing.sheets.known import Known
from tracker.importing.sheets.matching import Areas, Parties
from tracker.importing.sheets.own_columns import OwnColumns
from tracker.importing.sheets.ratings import Meaning, colour_name, impact_meaning, state_meaning
from tracker.importing.sheets.reading import Place, ReadAction, Settings, read_table
from tracker.importing.sheets.tables import RowKind, Table, find_tables, table_at
from tracker.importing.sheets.when import DayOrder, first_numbers, says_nothing
from tracker.importing.sheets.workbook import Workbook, letters
from tracker.turns import at_once

_REVIEW_AFTER = timedelta(days=91)
_ORDER_MATTERS = {*DATES, Target.PROGRESS}

StateKey = tuple[Target, str]


@dataclass(frozen=True, slots=True)
class Question:
    """What must be answered before anything is saved, in a sentence; the column it is about, if any."""

    words: str
    table: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class StateValue:
    """A value of the columns of states, how often it stands there, and what it is taken to mean."""

    target: Target
    shown: str
    times: int
    meaning: Meaning

    @property
    def key(self) -> StateKey:
        """What `with_meaning` knows it by."""
        return self.target, folded(self.shown)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an import would do to a plan, row by row, and where every filled cell of the workbook goes."""

    file: str
    rows: tuple[RowResult, ...]
    account: tuple[Accounted, ...]
    questions: tuple[Question, ...]
    first: tuple[Command, ...] = field(default=(), repr=False)

    def of(self, doing: Doing) -> tuple[RowResult, ...]:
        """The rows of which this becomes."""
        return tuple(row for row in self.rows if row.doing is doing)

    def command(self) -> Together:
        """The one change that does it all. Raises Refused while a question is open, or nothing is to do."""
        if self.questions:
            refuse(self.questions[0].words)
        commands = [command for row in self.rows for command in row.commands]
        if not commands:
            refuse(f"{self.file} says nothing that the plan does not hold already. Nothing was changed.")
        return Together(label=f"import {self.file}", commands=(*self.first, *commands))


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """What is about to be taken from a workbook. A value: each change makes another.

    `meanings` and `bodies` hold what a person has said of a state, and of a name (an organisation or not);
    `reason` and `agreed_by` are for changes of approved words.
    """

    workbook: Workbook
    tables: tuple[Table, ...]
    settings: Settings
    meanings: Mapping[StateKey, Meaning] = field(default_factory=dict)
    bodies: Mapping[str, bool] = field(default_factory=dict)
    reason: str = ""
    agreed_by: str = ""

    @classmethod
    def of(cls, workbook: Workbook, today: date) -> Self:
        """The workbook as it is read, nothing changed. Raises Refused where it holds no table of actions."""
        tables = find_tables(workbook)
        if not tables:
            refuse(
                f"No table of actions was found in {workbook.file}: a row of headings such as "
                "“Action”, “Lead” and “By when”. Nothing was changed."
            )
        if not any(table.taken for table in tables):
            tables = tuple(replace(table, taken=True) for table in tables)
        review = _month_end(today + _REVIEW_AFTER)
        return cls(workbook, tables, Settings(today, today, review, financial_year(today)))

    # What a person makes of it.

    def with_column(self, table: int, column: int, target: Target) -> Self:
        """With a column taken as something else."""
        return self._with_table(table, self.tables[table].with_column(column, target=target, confidence=1.0))

    def with_order(self, table: int, column: int, order: DayOrder) -> Self:
        """With the question answered how dates in numbers are to be read in a column."""
        return self._with_table(table, self.tables[table].with_column(column, order=order))

    def with_every_order(self, order: DayOrder) -> Self:
        """With that question answered in the same way wherever it is asked."""
        made = self
        for question in self.open_orders():
            assert question.table is not None and question.column is not None
            made = made.with_order(question.table, question.column, order)
        return made

    def with_head_row(self, table: int, row: int) -> Self:
        """With the heads of a table in another row of its sheet."""
        index = self.tables[table].sheet
        return self._with_table(table, table_at(self.workbook.sheets[index], index, row))

    def with_taken(self, table: int, taken: bool) -> Self:
        """With a table taken, or left."""
        return self._with_table(table, replace(self.tables[table], taken=taken))

    def with_meaning(self, key: StateKey, meaning: Meaning) -> Self:
        """With a state meaning this. Without any meaning it is kept as words."""
        return replace(self, meanings={**self.meanings, key: meaning})

    def with_body(self, name: str, is_organisation: bool) -> Self:
        """With a name being an organisation's, or a post's."""
        return replace(self, bodies={**self.bodies, folded(name): is_organisation})

    def with_cell(self, place: Place, text: str) -> Self:
        """With a cell read as if this stood in it."""
        return self.with_settings(cells={**self.settings.cells, place: text})

    def with_row_left_out(self, sheet: int, row: int, out: bool = True) -> Self:
        """With a row left out, or taken after all."""
        rows = self.settings.left_out
        return self.with_settings(left_out=rows | {(sheet, row)} if out else rows - {(sheet, row)})

    def with_settings(self, **changes: Any) -> Self:
        """With another day for undated words (`said_on`), for reviews (`review_on`), or `year` of money."""
        return replace(self, settings=replace(self.settings, **changes))

    def with_reason(self, reason: str, agreed_by: str) -> Self:
        """With why approved words change, and who agreed."""
        return replace(self, reason=reason.strip(), agreed_by=agreed_by.strip())

    def _with_table(self, number: int, table: Table) -> Self:
        return replace(self, tables=(*self.tables[:number], table, *self.tables[number + 1 :]))

    # What is still to be seen to.

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what was not read, and about dates that may have been swapped long ago."""
        swapped = [
            f"“{column.heading}”: every real date falls in the first twelve days of its month and every "
            "typed one later. The sheet may once have been opened where months come first: look at them."
            for table in self.tables
            for column in table.all_of(*DATES)
            if table.taken and _looks_swapped(table, column.number)
        ]
        return (*self.workbook.warnings, *swapped)

    def open_orders(self) -> list[Question]:
        """The columns whose dates could be read day first or month first."""
        return [
            Question(
                f"The dates under “{column.heading}” could be read day first or month first, such as "
                f"“{self._sample(table, column.number)}”. Say which.",
                number,
                column.number,
            )
            for number, table in enumerate(self.tables)
            for column in table.columns
            if table.taken and column.order is None and column.target in _ORDER_MATTERS
        ]

    def states(self) -> tuple[StateValue, ...]:
        """Every value of the columns of states in the tables taken, with its meaning."""
        shown: dict[StateKey, str] = {}
        times: dict[StateKey, int] = {}
        for target, value in self._state_cells():
            key = target, folded(value)
            shown.setdefault(key, value)
            times[key] = times.get(key, 0) + 1
        return tuple(StateValue(key[0], shown[key], times[key], self._meaning(key)) for key in shown)

    def _meaning(self, key: StateKey) -> Meaning:
        if key in self.meanings:
            return self.meanings[key]
        return impact_meaning(key[1]) if key[0] is Target.IMPACT else state_meaning(key[1])

    def _state_cells(self) -> list[tuple[Target, str]]:
        found = []
        for table in filter(lambda each: each.taken, self.tables):
            for row in table.rows:
                for column in table.all_of(Target.STATUS, Target.IMPACT):
                    cell = row.at(column.number) if row.kind in (RowKind.ACTION, RowKind.MORE) else None
                    text = cell and (" ".join(cell.shown.split()) or colour_name(cell.fill))
                    if text and not says_nothing(text):
                        found.append((column.target, text))
        return found

    def _sample(self, table: Table, column: int) -> str:
        cells = (row.at(column) for row in table.rows)
        return next(
            (" ".join(c.shown.split())[:40] for c in cells if c and "/" in c.shown),
            letters(column),
        )

    # Against a plan.

    def against(self, plan: FullPlan) -> Comparison:
        """What it would do to this plan. The same file once more updates by reference and adds nothing."""
        return at_once(self.in_turns(Known(plan)))

    def in_turns(self, known: Known) -> Generator[None, None, Comparison]:
        """The same, pausing now and then; what is known of the plan's actions is worked out where it is not
        yet."""
        if not known.is_ready:
            yield from known.prepare()
        plan, ledger = known.plan, Ledger(self.workbook)
        rows: list[ReadAction] = []
        for table in filter(lambda each: each.taken, self.tables):
            for row in read_table(table, self.workbook, self.settings, ledger):
                rows.append(row)
                if len(rows) % ROWS_A_TURN == 0:
                    yield
        context = Context(
            known=known,
            settings=self.settings,
            meanings={value.key: value.meaning for value in self.states()},
            ledger=ledger,
            file=self.workbook.file,
            reason=self.reason,
            agreed_by=self.agreed_by,
            areas=Areas(plan),
            parties=Parties(plan, self.bodies),
            columns=OwnColumns(plan, rows),
            titles={(folded(each.title), each.year) for each in plan.all(BudgetLine)},
        )
        results = yield from compare(context, rows)
        questions = self.open_orders()
        if any(each.asks_reason for each in results) and not (self.reason and self.agreed_by):
            questions.append(
                Question("Words that were approved would change: say why they change and who agreed.")
            )
        return Comparison(
            self.workbook.file, tuple(results), ledger.account(), tuple(questions), context.first
        )

    # Remembered for the next file of the same shape.

    def layout(self) -> dict[str, Any]:
        """What was made of the columns and states, as JSON values, by the shape of each table; headings that
        were put over pasted rows tell nothing of the next ones."""
        return {
            "tables": {
                table.shape: [[column.target, column.order] for column in table.columns]
                for table in self.tables
                if table.taken and not self.workbook.sheets[table.sheet].head_row
            },
            "meanings": [
                [*value.key, value.meaning.lifecycle, value.meaning.delivery, value.meaning.impact]
                for value in self.states()
            ],
        }

    def with_layout(self, layout: Mapping[str, Any]) -> Self:
        """With what an earlier `layout` says of tables of the same shape, and of the same states.

        Raises KeyError, TypeError or ValueError for anything else.
        """
        made = self
        for number, table in enumerate(self.tables):
            known = layout["tables"].get(table.shape)
            if known is not None:
                made = made._with_table(number, _laid_out(table, known))
        meanings = {
            (Target(target), str(value)): _meaning_of(*axes) for target, value, *axes in layout["meanings"]
        }
        return replace(made, meanings={**meanings, **made.meanings})


def _looks_swapped(table: Table, column: int) -> bool:
    """A spreadsheet reading months first takes 3/4 for a real date, swapped, and leaves 25/3 a text."""
    cells = [cell for row in table.rows if (cell := row.at(column)) and cell.filled]
    real = [cell.value.day for cell in cells if isinstance(cell.value, date)]
    typed = [first for cell in cells if isinstance(cell.value, str) for first in first_numbers(cell.value)]
    return len(real) > 2 and len(typed) > 2 and max(real) <= 12 < min(typed)


def _laid_out(table: Table, known: list[Any]) -> Table:
    for column, (target, order) in zip(table.columns, known, strict=True):
        wanted = Target(target)
        if wanted is not column.target or wanted in MANY:
            table = table.with_column(column.number, target=wanted, confidence=1.0)
        if column.order is None and order:
            table = table.with_column(column.number, order=DayOrder(order))
    return table


def _meaning_of(lifecycle: Any, delivery: Any, impact: Any) -> Meaning:
    return Meaning(
        Lifecycle(lifecycle) if lifecycle else None,
        Delivery(delivery) if delivery else None,
        Impact(impact) if impact else None,
    )


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
