"""The record of every change: one row for each step, with its values before and after.

Steps are chained: each digest covers the one before, the step's own columns and the seals of its
values (see `values`).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import Any

from tracker.clock import day_of
from tracker.domain.plan import Edit
from tracker.domain.records import ActionEvidence
from tracker.storage import values
from tracker.storage.rows import KIND_OF, Value, moment_text, rows_of


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, as stored; with field '' a whole row, None where there was none."""

    entity: str
    entity_id: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the plan as a whole: by whom, when, and everything that it changed.

    `actor` is the same for the same name, `device` the computer, `reverses` the step that this one took
    back. `schema` is the form the file had, `digest` the step's place in the chain.
    """

    seq: int
    uuid: str
    kind: str
    label: str
    actor: str
    actor_name: str
    login: str
    device: str
    at: datetime
    schema: int
    reverses: int | None
    digest: str
    changes: tuple[Change, ...]


_COLUMNS = "seq, uuid, kind, label, actor, actor_name, login, device, at, schema, reverses, digest"


def changes_of(edits: Iterable[Edit]) -> Iterator[Change]:
    """The changes that say what these edits did."""
    for edit in edits:
        rows, before, after = rows_of(edit.kind), edit.before, edit.after
        if before is not None and after is not None:
            for name in rows.differing(before, after):
                old, new = (rows.encode_value(name, getattr(side, name)) for side in (before, after))
                yield Change(edit.kind.table, edit.id, name, old, new)
        else:
            sides = (side and rows.encode(side) for side in (before, after))
            yield Change(edit.kind.table, edit.id, "", *sides)


def write(db: Connection, step: Step, last_digest: str) -> Step:
    """Write the step and its changes, and return it with its digest."""
    packed = [(c, values.packed(c.old, c.field), values.packed(c.new, c.field)) for c in step.changes]
    sealed = [
        (c.entity, c.entity_id, c.field, old and values.sealed(c.old), new and values.sealed(c.new))
        for c, old, new in packed
    ]
    step = replace(step, digest=_digest(last_digest, _head(step), sealed))
    db.execute(f"insert into step ({_COLUMNS}) values ({', '.join('?' * 12)})", (*_head(step), step.digest))
    db.executemany(
        "insert into change (step, n, entity, entity_id, field, old, new) values (?, ?, ?, ?, ?, ?, ?)",
        [(step.seq, n, c.entity, c.entity_id, c.field, old, new) for n, (c, old, new) in enumerate(packed)],
    )
    return step


def last(db: Connection) -> tuple[int, str, str]:
    """The number of the last step, its digest and its moment as stored; (0, "", "") where there is none."""
    row = db.execute("select seq, digest, at from step order by seq desc limit 1").fetchone()
    return row or (0, "", "")


def last_on(db: Connection, day: date) -> tuple[int, str]:
    """The number and digest of the last step made by the end of a day; (0, "") before the first."""
    # A London day ends within a day of midnight UTC, and moments rise with the numbers.
    near = moment_text(datetime.combine(day + timedelta(days=2), time(), UTC))
    for seq, digest, at in db.execute(
        "select seq, digest, at from step where at < ? order by seq desc", (near,)
    ):
        if day_of(datetime.fromisoformat(at)) <= day:
            return seq, digest
    return 0, ""


def steps(db: Connection, since: int = 0, upto: int | None = None, most: int | None = None) -> Iterator[Step]:
    """The steps after number `since` up to and with number `upto`, oldest first.

    Of each the first `most` changes, all where that is None.
    """
    return (_step(head, changes) for head, changes in _raw(db, since, upto, most))


def first_seq(db: Connection, ids: Collection[str]) -> int:
    """The number of the first step that changed any record with one of these ids; 0 where none did."""
    marks = ", ".join("?" * len(ids))
    ((seq,),) = db.execute(f"select min(step) from change where entity_id in ({marks})", list(ids)).fetchall()
    return seq or 0


def held(db: Connection, entity_id: str, field: str) -> set[Value]:
    """Every value that a field of a record has ever held."""
    rows = db.execute(
        "select entity, entity_id, field, old, new from change where entity_id = ? and field in (?, '')",
        (entity_id, field),
    )
    told = [_change(*row) for row in rows]
    sides = [
        side if change.field else side and side[field] for change in told for side in (change.old, change.new)
    ]
    return set(sides)


_WITH_WHAT_IS_ITS = " union all ".join(
    (
        "select :entity_id",
        *(
            f"select id from {table} where action_id = :entity_id"
            for table, kind in KIND_OF.items()
            if "action_id" in kind.__annotations__
        ),
        f"select evidence_id from {ActionEvidence.table} where action_id = :entity_id",
    )
)


def search(
    db: Connection,
    *,
    entity_id: str | None,
    actor: str | None,
    since: int,
    upto: int | None,
    limit: int,
    most: int | None = None,
) -> list[Step]:
    """The newest steps that fit, newest first, each with its first `most` changes.

    `actor` is an actor's id. The steps of an action are also those of what belongs to it now: updates,
    milestones, dates asked for, evidence and all that is linked.
    """
    tests = ["seq > :since", "seq <= :upto"]
    if actor is not None:
        tests.append("actor = :actor")
    if entity_id is not None:  # said only where it counts, or SQLite would go through every step
        tests.append(f"seq in (select step from change where entity_id in ({_WITH_WHAT_IS_ITS}))")
    found = db.execute(
        f"select seq from step where {' and '.join(tests)} order by seq desc limit :limit",
        {"since": since, "upto": _last(upto), "actor": actor, "entity_id": entity_id, "limit": limit},
    ).fetchall()
    return [step for (seq,) in found for step in steps(db, seq - 1, seq, most)]


def removing(db: Connection, since: int, upto: int) -> list[Step]:
    """The steps after number `since` up to and with `upto` that removed records, newest first.

    Each comes with its removals alone.
    """
    rows = db.execute(
        f"""select {_COLUMNS}, entity, entity_id, field, old, new from change join step on step = seq
            where step > ? and step <= ? and field = '' and new is null order by step desc, n""",
        (since, upto),
    )
    return [
        _step(head, [each[12:] for each in group]) for head, group in groupby(rows, key=itemgetter(slice(12)))
    ]


def changes(db: Connection, upto: int) -> Iterator[Change]:
    """Every change up to and with step `upto`, oldest first."""
    sql = "select entity, entity_id, field, old, new from change where step <= ? order by step, n"
    return (_change(*row) for row in db.execute(sql, (upto,)))


def chain_faults(db: Connection) -> Iterator[int]:
    """The numbers of the steps at which the chain does not hold."""
    previous, expected = "", 1
    for head, changes in _raw(db, 0, None):
        sealed = [
            (entity, id_, field, values.seal(old), values.seal(new))
            for entity, id_, field, old, new in changes
        ]
        if head[0] != expected or head[-1] != _digest(previous, head[:-1], sealed):
            yield head[0]
        previous, expected = head[-1], head[0] + 1


def redact(db: Connection, entity: str, entity_id: str, field: str) -> None:
    """Leave only the digests of what a field of a record ever held, in every step."""
    held = db.execute(
        """select step, n, field, old, new from change
           where entity = ? and entity_id = ? and field in (?, '')""",
        (entity, entity_id, field),
    ).fetchall()
    for step, n, part, old, new in held:
        hidden = [values.hidden(text, "" if part else field) for text in (old, new)]
        db.execute("update change set old = ?, new = ? where step = ? and n = ?", (*hidden, step, n))


def _last(upto: int | None) -> int:
    """A bound that the index can seek to, whatever was asked: the largest number SQLite holds."""
    return 2**63 - 1 if upto is None else upto


def _raw(
    db: Connection, since: int, upto: int | None, most: int | None = None
) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    rows = db.execute(
        f"""select {_COLUMNS}, entity, entity_id, field, old, new
            from step left join change on change.step = step.seq and change.n < ?
            where seq > ? and seq <= ? order by seq, n""",
        (_last(most), since, _last(upto)),
    )
    for _, group in groupby(rows, key=itemgetter(0)):
        whole = list(group)
        yield whole[0][:12], [row[12:] for row in whole if row[12] is not None]


def _step(head: tuple[Any, ...], changes: list[tuple[Any, ...]]) -> Step:
    seq, uuid, kind, label, actor, actor_name, login, device, at, schema, reverses, digest = head
    who = (actor, actor_name, login, device)
    told = tuple(_change(*row) for row in changes)
    return Step(seq, uuid, kind, label, *who, datetime.fromisoformat(at), schema, reverses, digest, told)


def _head(step: Step) -> tuple[Value, ...]:
    s = step
    who = (s.actor, s.actor_name, s.login, s.device)
    return (s.seq, s.uuid, s.kind, s.label, *who, moment_text(s.at), s.schema, s.reverses)


def _change(entity: str, entity_id: str, field: str, old: str | None, new: str | None) -> Change:
    types = rows_of(KIND_OF[entity]).types
    return Change(
        entity, entity_id, field, values.opened(old, field, types), values.opened(new, field, types)
    )


def _digest(previous: str, head: tuple[Value, ...], sealed: list[tuple[Any, ...]]) -> str:
    return values.digest(values.as_json([previous, head, sealed]))
