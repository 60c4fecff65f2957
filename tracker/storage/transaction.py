"""One change being made: what commands read and write through."""

import re
from collections.abc import Iterator
from copy import copy
from datetime import date, datetime
from hashlib import sha256
from sqlite3 import Connection
from string import ascii_lowercase
from typing import Any, TypeVar, cast
from uuid import uuid4

from tracker.clock import day_of
from tracker.domain.commands.base import Actor
from tracker.domain.errors import NotFound, Refused
from tracker.domain.plan import Edit
from tracker.domain.records import Record
from tracker.storage import journal
from tracker.storage.rows import rows_of
from tracker.storage.values import stand_in

R = TypeVar("R", bound=Record)

LARGEST_FILE = 50_000_000


def counts_of(ref: str) -> Iterator[tuple[str, int]]:
    """What a reference says of the counters: A12b that A has come to 12, and A12 to 2; else nothing."""
    if found := re.fullmatch(r"([A-Z])(\d+)([a-z]*)", ref):
        letter, number, letters = found.groups()
        yield letter, int(number)
        for place, each in enumerate(letters):
            yield f"{letter}{number}{letters[:place]}", ascii_lowercase.index(each) + 1


class Transaction:
    """The Tx that the store hands to a command. What it writes stands in the tables at once."""

    def __init__(self, db: Connection, seq: int, now: datetime, actor: Actor, whose: str) -> None:
        self.seq = seq
        self.now = now
        self.today: date = day_of(now)
        self.actor = actor
        self.whose = whose
        self.has_removed_for_good = False
        self.redacted: list[tuple[str, str, str]] = []
        self._db = db
        self._before: dict[tuple[type[Record], str], Record | None] = {}
        self._after: dict[tuple[type[Record], str], Record | None] = {}
        self._found: dict[tuple[type[Record], str], Record | None] = {}  # as it was before this change
        self._new_ids: set[str] = set()
        self._rowids: dict[tuple[type[Record], str], int] = {}

    def recording_for(self, whose: str) -> "Transaction":
        """The same change; what is made through this belongs to another person."""
        other = copy(self)  # what has been read and written so far is shared
        other.whose = whose
        return other

    def new_id(self) -> str:
        """A new record id."""
        new = str(uuid4())
        self._new_ids.add(new)
        return new

    def next_ref(self, kind: type[Record], under: str = "") -> str:
        """The next permanent reference of a kind that has them, or under one. Never given twice."""
        sql = """insert into meta (key, value) values (?, 1)
                 on conflict (key) do update set value = value + 1 returning value"""
        ((number,),) = self._db.execute(sql, (f"ref {under or kind.ref_letter}",)).fetchall()
        if not under:
            return f"{kind.ref_letter}{number}"
        if number > len(ascii_lowercase):
            raise Refused(f"After {under}z there is no letter left. Nothing was changed.")
        return under + ascii_lowercase[number - 1]

    def get(self, kind: type[R], record_id: str) -> R:
        """The record as it stands in this change. Raises NotFound."""
        found = self.find(kind, record_id)
        if found is None:
            raise NotFound("That record is no longer in the plan. Nothing was changed.")
        return found

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        """The record, or None."""
        if record_id is None:
            return None
        key = (kind, record_id)
        if key in self._after:
            return cast("R | None", self._after[key])
        if record_id in self._new_ids:
            return None
        if key not in self._found:
            self._found[key] = next(iter(self.all(kind, id=record_id)), None)
        return cast("R | None", self._found[key])

    def all(self, kind: type[R], **where: Any) -> list[R]:
        """The records whose fields equal the values given, in the order in which they were made."""
        rows = rows_of(kind)
        tests = " and ".join(f'"{name}" is ?' for name in where) or "1"
        values = [rows.encode_value(name, value) for name, value in where.items()]
        found = rows.load(self._db.execute(f"{rows.select} where {tests} order by rowid", values))
        return list(found.values())

    def put(self, record: Record) -> None:
        """Make the record, or change it to what is given."""
        kind, key = type(record), (type(record), record.id)
        before = self.find(kind, record.id)
        if before == record:
            return
        rows = rows_of(kind)
        if before is not None:
            changed = rows.differing(before, record)
            sets = ", ".join(f'"{name}" = ?' for name in changed)
            values = [rows.encode_value(name, getattr(record, name)) for name in changed]
            self._db.execute(f"update {kind.table} set {sets} where id = ?", (*values, record.id))
        else:
            self._db.execute(rows.insert, tuple(rows.encode(record).values()))
            if key in self._rowids:  # taken out in this change and put again: it keeps its place
                sql = f"update {kind.table} set rowid = ? where id = ?"
                self._db.execute(sql, (self._rowids[key], record.id))
        self._note(key, before, record)

    def remove(self, record: Record) -> None:
        """Take the record out."""
        kind, key = type(record), (type(record), record.id)
        before = self.get(kind, record.id)
        sql = f"delete from {kind.table} where id = ? returning rowid"
        ((rowid,),) = self._db.execute(sql, (record.id,)).fetchall()
        if self._before.get(key, before) is not None:
            self._rowids[key] = rowid
        self._note(key, before, None)

    def keep_file(self, content: bytes) -> str:
        """Store a file's bytes with this change; the SHA-256 names them. Refused past 50 MB."""
        if len(content) > LARGEST_FILE:
            raise Refused("That file is larger than 50 MB, so it was not kept. Nothing was changed.")
        name = sha256(content).hexdigest()
        self._db.execute(
            """insert into blob (sha256, size, bytes) values (?, ?, ?)
               on conflict (sha256) do update set bytes = excluded.bytes where bytes is null""",
            (name, len(content), content),
        )
        return name

    def redact(self, kind: type[Record], record_id: str, field: str) -> None:
        """Remove a text, or the file whose digest the field holds, here and from all that is remembered.

        The record may be gone already. Raises NotFound where the plan never had it.
        """
        rows, record = rows_of(kind), self.find(kind, record_id)
        if record is None and not journal.first_seq(self._db, [record_id]):
            raise NotFound("That record was never in the plan. Nothing was changed.")
        self.has_removed_for_good = True
        if field.endswith("_sha256"):
            for name in journal.held(self._db, record_id, field):
                self._db.execute("update blob set bytes = null where sha256 = ?", (name,))
            return
        if record is not None and getattr(record, field):
            words = stand_in(rows.types[field])
            self.put(rows.decode({**rows.encode(record), field: words}))
        self.redacted.append((kind.table, record_id, field))

    def edits(self) -> tuple[Edit, ...]:
        """What this change did to each record, in the order in which they were first touched."""
        return tuple(
            Edit(kind, record_id, before, self._after[kind, record_id])
            for (kind, record_id), before in self._before.items()
            if before != self._after[kind, record_id]
        )

    def _note(self, key: tuple[type[Record], str], before: Record | None, after: Record | None) -> None:
        self._before.setdefault(key, before)
        self._after[key] = after
        if after is None and self._before[key] is None:  # made and taken out again: it never was
            del self._before[key], self._after[key]
