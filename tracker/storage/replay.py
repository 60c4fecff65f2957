"""Rows as steps left them: folded from nothing, or led back from how they stand now."""

from collections.abc import Iterable
from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from tracker.domain.plan import Edit
from tracker.domain.records import RECORDS, Record
from tracker.storage import journal
from tracker.storage.journal import Change, Step
from tracker.storage.rows import KIND_OF, Value, rows_of

Row = dict[str, Value]
Key = tuple[str, str]


def fold(db: Connection, upto: int) -> dict[type[Record], dict[str, Row]]:
    """The rows of every table, by class and id, as the steps up to number `upto` made them.

    Raises ValueError or KeyError where a step changes what is not there.
    """
    tables: dict[type[Record], dict[str, Row]] = {kind: {} for kind in RECORDS}
    for change in journal.changes(db, upto):
        rows = tables[KIND_OF[change.entity]]
        row = changed(rows.get(change.entity_id), change)
        if row is None:
            del rows[change.entity_id]
        else:
            rows[change.entity_id] = row
    return tables


def changed(row: Row | None, change: Change) -> Row | None:
    """A row, or its absence, after one change of it. Raises ValueError where the change does not fit."""
    if (row is None) != (not change.field and change.old is None):
        raise ValueError(f"a change does not fit {change.entity} {change.entity_id}")
    if change.field:
        return {**(row or {}), change.field: change.new}
    return None if change.new is None else dict(change.new)


def inverse(change: Change) -> Change:
    """The change that takes this one back."""
    return replace(change, old=change.new, new=change.old)


def current_row(db: Connection, entity: str, entity_id: str) -> Row | None:
    """A row as it stands in its table, or None."""
    rows = rows_of(KIND_OF[entity])
    found = db.execute(f"{rows.select} where id = ?", (entity_id,)).fetchall()
    return dict(zip(rows.columns, found[0], strict=True)) if found else None


def edits_of(db: Connection, steps: Iterable[Step]) -> list[tuple[Edit, ...]]:
    """What each of these steps did to each record; they are the newest ones of the file, oldest first."""
    steps = list(steps)
    every = [change for step in steps for change in step.changes]
    rows = {(c.entity, c.entity_id): current_row(db, c.entity, c.entity_id) for c in every}
    for change in reversed(every):
        _make(rows, inverse(change))
    return [_edits(rows, step) for step in steps]


def records_at(db: Connection, kind: type[Record], field: str, value: str | None, seq: int) -> list[Any]:
    """The records of a kind whose `field` was `value` after step `seq`, in the order they were made.

    Only for records that no step changes in that field.
    """
    rows = rows_of(kind)
    found = db.execute(f'{rows.select} where "{field}" is ? order by rowid', (value,))
    held: dict[str, Row | None] = {str(row[0]): dict(zip(rows.columns, row, strict=True)) for row in found}
    since = [c for step in journal.steps(db, seq) for c in step.changes if c.entity == kind.table]
    for change in reversed(since):
        whole = change.new or change.old
        if change.entity_id in held or (not change.field and whole[field] == value):
            held[change.entity_id] = changed(held.get(change.entity_id), inverse(change))
    return [rows.decode(row) for row in held.values() if row is not None]


def _edits(rows: dict[Key, Row | None], step: Step) -> tuple[Edit, ...]:
    before = {(c.entity, c.entity_id): rows[c.entity, c.entity_id] for c in step.changes}
    for change in step.changes:
        _make(rows, change)
    return tuple(
        Edit(KIND_OF[key[0]], key[1], _record(key, row), _record(key, rows[key]))
        for key, row in before.items()
    )


def _make(rows: dict[Key, Row | None], change: Change) -> None:
    key = (change.entity, change.entity_id)
    rows[key] = changed(rows[key], change)


def _record(key: Key, row: Row | None) -> Record | None:
    return None if row is None else rows_of(KIND_OF[key[0]]).decode(row)
