"""What `import` does with a tracker kept elsewhere: a workbook, a list or the tables of a Word document."""

import argparse
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from tracker import jobs
from tracker.cli.common import day, today
from tracker.cli.telling import section
from tracker.domain import british
from tracker.domain.codes import Delivery
from tracker.domain.errors import TrackerError
from tracker.domain.names import folded
from tracker.domain.words import label
from tracker.importing.sheets.account import FATE_WORDS, Fate, totals
from tracker.importing.sheets.comparing import Doing, RowResult
from tracker.importing.sheets.headings import LABELS, LIKELY, Target, plain
from tracker.importing.sheets.kinds import is_sheet
from tracker.importing.sheets.proposal import Comparison, SheetProposal
from tracker.importing.sheets.ratings import LIFECYCLES, Meaning
from tracker.importing.sheets.remembered import recalled, remember
from tracker.importing.sheets.tables import Column, is_tracker
from tracker.importing.sheets.when import DayOrder
from tracker.importing.sheets.workbook import Workbook
from tracker.session import Session

T = TypeVar("T")

_MEANINGS = {
    **{each.value.replace("_", "-"): Meaning(lifecycle=each) for each in LIFECYCLES},
    **{each.value.replace("_", "-"): Meaning(delivery=each) for each in Delivery},
    "words": Meaning(),
}
_MOST_LINES = 40


def add_import_choices(parser: argparse.ArgumentParser) -> None:
    """What may be said of a tracker."""
    order = parser.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", help="3/4/2026 in the tracker is 3 April")
    order.add_argument("--month-first", action="store_true", help="3/4/2026 in the tracker is 4 March")
    parser.add_argument(
        "--column",
        metavar="HEADING=WHAT",
        action="append",
        default=[],
        help=f"what a column of the tracker is: {', '.join(Target)}",
    )
    parser.add_argument(
        "--means",
        metavar="VALUE=WHAT",
        action="append",
        default=[],
        help=f"what a rating in the tracker means: {', '.join(_MEANINGS)}",
    )
    parser.add_argument(
        "--said-on", metavar="DATE", type=day, help="the day of updates without a date (default: today)"
    )
    parser.add_argument("--review-on", metavar="DATE", type=day, help="when ongoing work is looked at again")


def sorted_out(files: Iterable[Path], asked: argparse.Namespace) -> tuple[list[SheetProposal], list[Path]]:
    """The trackers among some files, read; and the others. Raises TrackerError for one without a table."""
    trackers = []
    others = []
    for path in files:
        book = _book(path)
        if book is None:
            others.append(path)
        else:
            trackers.append(_proposal(book, asked))
    return trackers, others


def _book(path: Path) -> Workbook | None:
    """The workbook or list, or the Word document where it holds a tracker and no letter; else None."""
    if is_sheet(path):
        return jobs.read_workbook(path)
    if path.suffix.casefold() == ".docx":
        with suppress(TrackerError):  # which the reader of letters tells in its own words
            book = jobs.read_workbook(path)
            return book if is_tracker(book) else None
    return None


def take_in(session: Session, trackers: list[SheetProposal], asked: argparse.Namespace) -> None:
    """Take trackers into the plan, each in one change, and print what became of every row and cell.

    A dry run only prints. Raises TrackerError where something must be said first.
    """
    if not asked.dry_run:
        _refuse_open_questions(session, trackers)
    for proposal in trackers:
        found = proposal.against(session.full_plan())
        if not asked.dry_run:
            if found.of(Doing.ADD) or found.of(Doing.CHANGE):
                session.do(found.command())
            remember(proposal)
        print(*_told(proposal, found, asked.dry_run), sep="\n")


def _refuse_open_questions(session: Session, trackers: list[SheetProposal]) -> None:
    plan = session.full_plan()
    for proposal in trackers:
        for question in proposal.against(plan).questions:
            how = _how(question.column)
            raise TrackerError(f"{proposal.workbook.file}: {question.words} {how} Nothing was changed.")


def _how(column: int | None) -> str:
    return "Add --day-first or --month-first." if column else "Add --reason and --agreed-by."


def _proposal(book: Workbook, asked: argparse.Namespace) -> SheetProposal:
    """A tracker with what the command line says of it."""
    made = recalled(SheetProposal.of(book, today()))
    for text in asked.column:
        made = _with_column(made, *_pair(text, {each.value: each for each in Target}))
    for text in asked.means:
        value, meaning = _pair(text, _MEANINGS)
        for state in made.states():
            if folded(state.shown) == folded(value):
                made = made.with_meaning(state.key, meaning)
    if asked.day_first or asked.month_first:
        made = made.with_every_order(DayOrder.DAY_FIRST if asked.day_first else DayOrder.MONTH_FIRST)
    if asked.said_on:
        if asked.said_on > today():
            raise TrackerError(f"{british.short_day(asked.said_on)} is still to come. Nothing was changed.")
        made = made.with_settings(said_on=asked.said_on)
    if asked.review_on:
        made = made.with_settings(review_on=asked.review_on)
    return made.with_reason(asked.reason, asked.agreed_by)


def _pair(text: str, known: dict[str, T]) -> tuple[str, T]:
    name, _, what = text.rpartition("=")
    if not name or what not in known:
        raise TrackerError(
            f"“{text}” is not understood: give NAME=WHAT, where WHAT is one of {', '.join(known)}."
        )
    return name, known[what]


def _with_column(proposal: SheetProposal, heading: str, target: Target) -> SheetProposal:
    found = [
        (number, column.number)
        for number, table in enumerate(proposal.tables)
        for column in table.columns
        if plain(column.heading) == plain(heading)
    ]
    if not found:
        raise TrackerError(f"{proposal.workbook.file} has no column “{heading}”. Nothing was changed.")
    for table, column in found:
        proposal = proposal.with_column(table, column, target)
    return proposal


# What is printed.


def _told(proposal: SheetProposal, found: Comparison, dry: bool) -> Iterator[str]:
    yield f"{found.file}: {_sums(found, dry)}."
    for table in proposal.tables:
        where = f"“{table.name}”, headings in row {table.head_row}" if table.name else f"row {table.head_row}"
        if table.taken:
            yield from section(f"Columns ({where})", [_column(column) for column in table.columns])
    states = [_state(each.shown, each.times, each.meaning) for each in proposal.states()]
    yield from section("Ratings", states)
    yield from section("Would add" if dry else "Added", _few([_row(row) for row in found.of(Doing.ADD)]))
    changes = [line for row in found.of(Doing.CHANGE) for line in _changes(row)]
    yield from section("Would change" if dry else "Changed", _few(changes))
    problems = [
        f"{each.place}, “{_short(each.shown)}”: {each.reason}" for row in found.rows for each in row.problems
    ]
    yield from section("Could not be read, or not done", problems)
    notes = [f"{row.read.place}: {note}" for row in found.rows for note in row.notes]
    hidden = [row.read.place for row in found.rows if row.read.hidden]
    notes += [f"Hidden in the file: {british.listed(hidden)}."] if hidden else []
    yield from section("Please look at", _few([*proposal.warnings, *notes]))
    yield from section("To be said first", [question.words for question in found.questions])
    counts = totals(found.account)
    where_to = [f"{FATE_WORDS[fate]}: {where} ({count:,})" for (fate, where), count in counts.items()]
    yield from section(f"Every filled cell ({len(found.account):,})", where_to)


def _sums(found: Comparison, dry: bool) -> str:
    would = "would be " if dry else ""
    parts = [
        (Doing.ADD, f"{would}added"),
        (Doing.CHANGE, f"{would}changed"),
        (Doing.LEAVE, "the same already"),
        (Doing.UNREAD, "could not be read"),
    ]
    told = [
        f"{british.plural(len(rows), 'row')} {words}" for doing, words in parts if (rows := found.of(doing))
    ]
    kept = sum(each.fate in (Fate.TAKEN, Fate.OWN) for each in found.account)
    return (
        f"{british.listed(told) or 'no rows'}; {kept:,} of {len(found.account):,} filled cells taken or kept"
    )


def _column(column: Column) -> str:
    doubt = "" if column.confidence >= LIKELY or column.target is Target.OWN else " (a guess)"
    hidden = ", hidden" if column.hidden else ""
    return f"“{column.heading}”{hidden}: {LABELS[column.target]}{doubt}"


def _state(shown: str, times: int, meaning: Meaning) -> str:
    axes = [label(axis) for axis in (meaning.lifecycle, meaning.delivery, meaning.impact) if axis]
    return f"“{shown}” ({times:,}): {british.listed(axes) or 'kept as words'}"


def _row(row: RowResult) -> str:
    ref = f"{row.read.ref} " if row.read.ref else ""
    return f"{row.read.place}: {ref}{_short(row.read.title)}"


def _changes(row: RowResult) -> Iterator[str]:
    for change in row.changes:
        old = f"“{_short(change.old)}” → " if change.old else ""
        yield f"{row.ref} ({row.read.place}): {change.label}: {old}“{_short(change.new)}”"


def _few(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST_LINES
    return lines if more <= 0 else [*lines[:_MOST_LINES], f"and {more:,} more"]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:70]}…"
