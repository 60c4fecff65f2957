"""The table of answers in a return sheet that somebody has had in hand, and what was done to it."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace

from tracker.domain import british
from tracker.domain.codes import Audience, CopyKind
from tracker.domain.errors import TrackerError
from tracker.domain.names import folded
from tracker.domain.plan import Plan
from tracker.domain.records import Copy
from tracker.domain.rules.returns import COPY_NAME, REFERENCE, TITLE, Answer, Item, item_called, recipients
from tracker.importing.returned.cells import Table, key, table_in_turns, table_of
from tracker.importing.returned.since import Since
from tracker.importing.sheets.workbook import Workbook
from tracker.turns import at_once

_HEADS = (REFERENCE, *Answer)
_LEAST_HEADS = 4


def is_return_sheet(book: Workbook) -> bool:
    """Whether a workbook looks like a return sheet, its code apart."""
    return at_once(seen_in_turns(book))


def seen_in_turns(book: Workbook) -> Generator[None, None, bool]:
    """The same, pausing now and then."""
    for sheet in book.sheets:
        table = yield from table_in_turns(sheet, _HEADS, _LEAST_HEADS)
        if table and Answer.TEXT in table.columns:
            return True
    return False


def answers_table(book: Workbook) -> Table:
    """The table of answers. Raises TrackerError where there is none."""
    found = [table for sheet in book.sheets if (table := table_of(sheet, _HEADS, _LEAST_HEADS))]
    if not found:
        raise TrackerError(
            f"{book.file} has no table of answers: its heads are gone. Send it again, or type the answers."
        )
    return _with_renamed(max(found, key=lambda table: len(table.columns)))


def _with_renamed(table: Table) -> Table:
    """The table with heads that were renamed found by their place: between two neighbours that are known."""
    columns = dict(table.columns)
    if REFERENCE not in columns:
        columns |= _reference_column(table)
    for before, answer in zip(Answer, list(Answer)[1:], strict=False):
        there = columns.get(before, 0) + 1
        head = table.sheet.cell(table.head, there)
        if answer not in columns and before in columns and there not in columns.values() and head:
            columns[answer] = there
    return replace(table, columns=columns)


def _reference_column(table: Table) -> dict[str, int]:
    counts: dict[int, int] = {}
    for number in table.rows():
        for cell in table.sheet.rows[number]:
            if isinstance(cell.value, str) and cell.value[:1] in "Aa" and cell.value[1:2].isdigit():
                counts[cell.column] = counts.get(cell.column, 0) + 1
    return {REFERENCE: max(counts, key=lambda column: counts[column])} if counts else {}


def asked(table: Table) -> Iterator[tuple[int, Mapping[Answer, str]]]:
    """Each row with what stands under each head."""
    for number in table.rows():
        yield number, {answer: text for answer in Answer if (text := table.text(number, answer))}


def notes(book: Workbook, table: Table, since: Since) -> Iterator[str]:
    """What is worth knowing of the whole sheet: its age, what was done to its heads and rows."""
    newer = [
        each
        for each in since.now.all(Copy)
        if each.kind is CopyKind.EXPORT and COPY_NAME in each.name and each.seq > since.then.seq
    ]
    if newer:
        last = max(newer, key=lambda each: each.seq)
        yield (
            f"This is an older sheet, of {british.short_day(since.made_on)}: newer ones were made on "
            f"{british.short_day(last.happened_on)}."
        )
    for answer in Answer:
        column = table.columns.get(answer)
        head = table.sheet.cell(table.head, column) if column else None
        if column is None:
            yield f"The column “{answer}” is gone from the sheet."
        elif head and key(head.shown) != key(answer):
            yield f"“{head.shown}” stands where “{answer}” stood and was read as that."
    yield from _row_notes(book, table, since)


def _row_notes(book: Workbook, table: Table, since: Since) -> Iterator[str]:
    title = next((c.shown for s in book.sheets for c in s.filled() if c.shown.startswith(TITLE)), "")
    name = folded(title.removeprefix(TITLE))
    asked_about = _asked_about(since.then, name)
    # Who made the sheet may not have been shown what is restricted.
    sent = [item.code for item in asked_about if item.action.audience is not Audience.RESTRICTED]
    there = [
        item.code
        for number in table.rows()
        if (item := item_called(since.then, table.text(number, REFERENCE)))
    ]
    if gone := [code for code in sent if code not in there]:
        yield f"Not in the sheet any more: {british.listed(gone)}."
    theirs = [item.code for item in asked_about]
    if theirs and (others := [code for code in dict.fromkeys(there) if code not in theirs]):
        yield f"Added to the sheet, which did not ask about it: {british.listed(others)}."
    if [code for code in sent if code in there] != [code for code in dict.fromkeys(there) if code in sent]:
        yield "The rows stand in another order than they were sent in; each was read by its reference."


def _asked_about(plan: Plan, name: str) -> list[Item]:
    """What everybody of that name was asked about."""
    return [item for each in recipients(plan) if folded(each.name) == name for item in each.items]
