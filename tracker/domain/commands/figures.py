"""Commands about a measure's figures, and the reading of figures pasted from a sheet.

A figure is never changed: an entry error is put right by CorrectEntry.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import dropwhile

from tracker.domain.amounts import is_amount, read_amount
from tracker.domain.british import read_due
from tracker.domain.codes import Frequency
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.forms import make, shared
from tracker.domain.commands.refusing import refuse, refuse_if
from tracker.domain.due import DueKind
from tracker.domain.errors import TrackerError
from tracker.domain.records import Figure, Measure
from tracker.domain.rules.measures import is_in_use, why_not_figure
from tracker.domain.rules.periods import next_end, period_end, period_words

_YEAR = re.compile("(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFigure:
    """A figure for the period that holds `period`: counts, or a value given as it is."""

    period: date
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFigures(Command):
    """Add figures to a measure, one for a period.

    Refused where a period is not over, has its figure already, or the measure is retired.
    """

    kind = "add_figures"
    label = "add figures"

    measure_id: str
    figures: tuple[NewFigure, ...]

    def apply(self, tx: Tx) -> None:
        measure = tx.get(Measure, self.measure_id)
        if not is_in_use(measure):
            refuse(f"{measure.ref} is retired: take it up again first.")
        if not self.figures:
            refuse("No figure was given.")
        given = {each.happened_on for each in tx.all(Figure, measure_id=measure.id)}
        for each in self.figures:
            end = period_end(measure.frequency, each.period)
            words = period_words(measure.frequency, end)
            if end > tx.today:
                refuse(f"The figure for {words} cannot be known yet.")
            if end in given:
                refuse(f"{measure.ref} has its figure for {words} already: correct that one.")
            given.add(end)
            values = shared(each, Figure) | {"measure_id": measure.id, "happened_on": end}
            refuse_if(why_not_figure(measure, make(tx, Figure, values)))


def read_pasted(measure: Measure, text: str, first: date) -> tuple[NewFigure, ...]:
    """The figures of a pasted column or table: each line a period, then the counts or the value.

    A line without a period is of the one after the line before, the first of the period that holds `first`.
    A line of headings at the top, words before the numbers and what stands to the right of two counts, or of
    a value written with %, are left out. Raises TrackerError, in a sentence that names the line, for what
    cannot be read.
    """
    table = [[cell.strip() for cell in line.replace(";", "\t").split("\t")] for line in text.splitlines()]
    used = sorted({column for row in table for column, cell in enumerate(row) if cell})
    rows = [[row[column] if column < len(row) else "" for column in used] for row in table if any(row)]
    return tuple(_read(measure, rows, first))


def _read(measure: Measure, rows: list[list[str]], first: date) -> Iterator[NewFigure]:
    end = period_end(measure.frequency, first)
    for number, cells in enumerate(rows, 1):
        if number == 1 and not any(map(is_amount, cells)):
            continue
        try:
            if measure.frequency is Frequency.YEARLY and _YEAR.fullmatch(cells[0]) and any(cells[1:]):
                raise TrackerError("Write the day on which the year ends, such as 31/3/2026.")
            has_period = bool(cells[0]) and not is_amount(cells[0])
            if has_period:
                end = period_end(measure.frequency, _day(cells[0]))
            yield _figure(end, cells[1:] if has_period or not cells[0] else cells)
        except TrackerError as error:
            line = " ".join(filter(None, cells))[:60]
            raise TrackerError(f"Line {number}, “{line}”, cannot be read: {error}") from None
        end = next_end(measure.frequency, end)


def _figure(end: date, cells: Sequence[str]) -> NewFigure:
    cells = [*dropwhile(lambda cell: cell and not is_amount(cell), cells), "", ""]
    one, other = (read_amount(cell) if is_amount(cell) else None for cell in cells[:2])
    if one is None and not any(cells):
        raise TrackerError("It holds no number.")
    if one is not None and cells[0].endswith("%"):
        return NewFigure(period=end, value=one)
    # An empty cell in between, or a share beside a count, may be a slip in either of the two.
    if one is None or cells[1].endswith("%") or (other is None and any(map(is_amount, cells[1:]))):
        raise TrackerError("It holds neither two counts side by side nor one value.")
    if other is None:
        return NewFigure(period=end, value=one)
    return NewFigure(period=end, numerator=one, denominator=other)


def _day(text: str) -> date:
    due = read_due(text)
    if due.kind is DueKind.ONGOING:
        raise TrackerError("A figure is for a period.")
    return due.last_day
