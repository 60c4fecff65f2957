"""The smallest commands and records: for tests of the store, which does not care what they mean."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tracker.clock import Clock, FixedClock
from tracker.domain.commands.base import Actor, Command, Tx
from tracker.domain.records import RECORDS, Action, Record, Tag
from tracker.session import Session
from tracker.storage import connection

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MANAGER = Actor("Programme manager", "pm", "PC 1")
CHAIR = Actor("Independent chair", "chair", "PC 2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Write(Command):
    """Do whatever the test says."""

    kind = "write"
    label = "write"

    how: Callable[[Tx], object]

    def apply(self, tx: Tx) -> None:
        self.how(tx)


def put(*records: Record) -> Write:
    """Put these records."""

    def how(tx: Tx) -> None:
        for record in records:
            tx.put(record)

    return Write(how=how)


def remove(*records: Record) -> Write:
    """Take these records out."""

    def how(tx: Tx) -> None:
        for record in records:
            tx.remove(record)

    return Write(how=how)


def tag(name: str, record_id: str | None = None) -> Tag:
    """A tag whose id is its first name."""
    return Tag(id=record_id or name, name=name)


def action(ref: str, title: str = "", **values: Any) -> Action:
    """An action whose id is its reference."""
    return Action(
        id=ref, ref=ref, title=title or f"Title of {ref}", position=1, in_plan_from=date(2026, 1, 5), **values
    )


def new(path: Path, actor: Actor = MANAGER, clock: Clock | None = None) -> Session:
    """A new plan, at noon on 21 November 2026 unless a clock is given."""
    return Session.create(path, actor, clock or FixedClock(NOON))


def opened(path: Path, actor: Actor = MANAGER, clock: Clock | None = None, **how: Any) -> Session:
    """The plan that is there."""
    return Session.open(path, actor, clock or FixedClock(NOON), **how)


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every record's table, in the order of their ids."""
    db = connection.connect(path, 5)
    try:
        return {
            kind.table: db.execute(f"select * from {kind.table} order by id").fetchall() for kind in RECORDS
        }
    finally:
        db.close()


def names(session: Session) -> list[str]:
    """The tags of a plan, in the order in which they were made."""
    return [each.name for each in session.plan.all(Tag)]
