"""A plan read whole: as it stands, or as a step left it. The caller sees to it that all is of one moment."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from datetime import date, datetime
from itertools import islice
from sqlite3 import Connection
from typing import Any

from tracker.clock import day_of
from tracker.domain.errors import TrackerError
from tracker.domain.plan import FullPlan, Plan
from tracker.domain.records import RECORDS, Record
from tracker.storage import journal, replay
from tracker.storage.later import Later
from tracker.storage.rows import collector_off, rows_of

_TURN = 500  # rows: some milliseconds


def table(db: Connection, kind: type[Record]) -> dict[str, Any]:
    """The records of one kind by id, in the order in which they were added."""
    rows = rows_of(kind)
    return rows.load(db.execute(f"{rows.select} order by rowid"))


def table_in_turns(db: Connection, kind: type[Record]) -> Generator[None, None, dict[str, Any]]:
    """The same, pausing now and then where there are many."""
    rows = rows_of(kind)
    left = db.execute(f"{rows.select} order by rowid")
    found: dict[str, Any] = {}
    while True:
        with collector_off():
            some = rows.load(islice(left, _TURN))
        found |= some
        if len(some) < _TURN:
            return found
        yield


def as_it_stands(db: Connection) -> FullPlan:
    """Everything in the plan."""
    seq, digest, _ = journal.last(db)
    return FullPlan({kind: table(db, kind) for kind in RECORDS}, seq, digest, _begun_on(db))


def in_turns(
    db: Connection, reading: Callable[[], AbstractContextManager[None]], plan: Plan
) -> tuple[FullPlan, Iterator[None]]:
    """Everything in the plan, which `plan` holds a part of, and what reads the rest a few rows a turn.

    What is asked for before that, or cannot be read then, is read when it is: what went wrong is said there.
    """
    kinds = [kind for kind in RECORDS if kind not in plan.kinds]
    rest = {kind: Later(db, reading, kind, plan.seq) for kind in kinds}
    full = FullPlan.of(plan, rest, _begun_on(db))
    return full, _turns(rest.values())


def _turns(rest: Iterable[Later]) -> Iterator[None]:
    with suppress(TrackerError):
        for each in rest:
            yield from each.turns()


def as_left_by(db: Connection, seq: int, digest: str) -> FullPlan:
    """Everything in the plan as the step of this number and digest left it."""
    tables = {
        kind: rows_of(kind).load(tuple(row.values()) for row in rows.values())
        for kind, rows in replay.fold(db, seq).items()
    }
    return FullPlan(tables, seq, digest, _begun_on(db))


def _begun_on(db: Connection) -> date | None:
    rows = db.execute("select at from step where seq = 1").fetchall()
    return day_of(datetime.fromisoformat(rows[0][0])) if rows else None
