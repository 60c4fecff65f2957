"""Whole steps that were made elsewhere: large imports, plans for the bench, other people's changes."""

from collections.abc import Iterable
from dataclasses import replace
from sqlite3 import Connection

from tracker.domain.errors import Refused
from tracker.storage import journal, migrations, moments
from tracker.storage.faults import UNCHANGED
from tracker.storage.journal import Change, Step
from tracker.storage.rows import KIND_OF, moment_text, rows_of
from tracker.storage.transaction import counts_of


def take_in(db: Connection, steps: Iterable[Step]) -> int:
    """Write steps and what they change, within a transaction of the caller's; returns how many were new.

    Their numbers and digests are given anew, and a moment that is not after the last one is moved on. A step
    that is here already, by its uuid, is passed over. Raises Refused where a step does not fit.
    """
    count = 0
    numbers: dict[int, int] = {}  # theirs and ours
    seq, digest, at = journal.last(db)
    for step in steps:
        here = db.execute("select seq from step where uuid = ?", (step.uuid,)).fetchall()
        if here:
            numbers[step.seq] = here[0][0]
            continue
        seq, count = seq + 1, count + 1
        numbers[step.seq] = seq
        try:
            for change in step.changes:
                _make(db, change)
        except (LookupError, ValueError):
            raise Refused(f"A change from elsewhere does not fit this plan. {UNCHANGED}") from None
        numbered = replace(
            step,
            seq=seq,
            at=moments.moved_on(at, step.at),
            schema=migrations.SCHEMA,
            reverses=None if step.reverses is None else numbers.get(step.reverses),
        )
        digest, at = journal.write(db, numbered, digest).digest, moment_text(numbered.at)
    return count


def _make(db: Connection, change: Change) -> None:
    """Make a change in its table. Raises LookupError or ValueError where it does not fit."""
    rows = rows_of(KIND_OF[change.entity])
    if not change.field and change.new is not None:
        if db.execute(f"select 1 from {change.entity} where id = ?", (change.entity_id,)).fetchall():
            raise ValueError(change.entity_id)
        db.execute(rows.insert, [change.new[name] for name in rows.columns])
        if rows.kind.ref_letter:
            _count_reference(db, change.new["ref"])
        return
    sql, values = f"delete from {change.entity} where id = ?", [change.entity_id]
    if change.field:
        name = rows.columns[rows.columns.index(change.field)]
        sql, values = f'update {change.entity} set "{name}" = ? where id = ?', [change.new, change.entity_id]
    if db.execute(sql, values).rowcount != 1:
        raise LookupError(change.entity_id)


def _count_reference(db: Connection, ref: str) -> None:
    """See to it that a reference from elsewhere is not given again."""
    db.executemany(
        """insert into meta (key, value) values (?, ?)
           on conflict (key) do update set value = max(value, excluded.value)""",
        [(f"ref {counter}", number) for counter, number in counts_of(ref)],
    )
