"""The store: one plan's file, its records, and the one way in which they change."""

import os
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Self, TypeVar
from uuid import uuid4

from tracker.domain.commands.base import Actor
from tracker.domain.errors import NotFound, Refused, TrackerError
from tracker.domain.plan import Edit, FullPlan, Plan
from tracker.domain.record_words import table_label
from tracker.domain.records import Amendment, Copy, Record
from tracker.frozen import dataclass
from tracker.storage import (
    backups,
    checking,
    connection,
    evidenced,
    incoming,
    journal,
    migrations,
    moments,
    replay,
    reversal,
    whole,
)
from tracker.storage.faults import (
    SAFE,
    UNCHANGED,
    BusyError,
    DamagedError,
    NotNowError,
    in_words,
    making_sense,
)
from tracker.storage.journal import Step
from tracker.storage.later import LATER, Later
from tracker.storage.lease import Lease
from tracker.storage.places import Place, place_of
from tracker.storage.rows import KIND_OF, collector_off, has_unknown_code
from tracker.storage.transaction import Transaction
from tracker.turns import at_once

R = TypeVar("R", bound=Record)

FOR_READING = "It was opened for reading only."
_PASSING = (
    "It was opened from a message or an archive, where changes would reach nobody. Save it elsewhere first."
)
_PROTECTED = "The file may be read but not changed."
_UNSAFE = "It lies on a drive where it cannot be saved safely."


@dataclass(frozen=True, slots=True)
class Written:
    """A change as it was saved: its number, its place in the chain, and what it did."""

    seq: int
    digest: str
    edits: tuple[Edit, ...]
    needs_scrub: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Which plan a file holds: `plan` is the same in every copy, `lineage` begins anew once restored."""

    plan: str
    lineage: str


class Store:
    """One open plan file. `read_only` says why it may not be written, '' where it may.

    `is_taken`: that is because somebody else is, or was, editing it. `upgrade_backup` is the copy that was
    kept of an older plan before it was brought to this program's form.
    """

    def __init__(self, db: Connection, path: Path, actor: Actor, wait: float) -> None:
        self.db = db
        self._wait = wait
        self.path = path
        self.actor = actor
        self.place = place_of(path)
        self.upgrade_backup: Path | None = None
        self.read_only = ""
        self.is_taken = False
        self._identity = _identity(path)
        self._lease: Lease | None = None
        self._seen = 0
        self._is_closed = False
        self._later: list[Later] = []

    @classmethod
    def create(cls, path: Path, actor: Actor, now: datetime, wait: float) -> Self:
        """Make an empty plan; see `connection.create`."""
        return cls._prepared(connection.create(path, wait), path, actor, now, wait, "")

    @classmethod
    def open(cls, path: Path, actor: Actor, now: datetime, wait: float, read_only: str = "") -> Self:
        """Open the plan that is there, for reading only where a reason is given or found.

        An older file is first brought to this program's form, after a backup. Raises TrackerError.
        """
        return cls._prepared(connection.connect(path, wait), path, actor, now, wait, read_only)

    @classmethod
    def _prepared(
        cls, db: Connection, path: Path, actor: Actor, now: datetime, wait: float, read_only: str
    ) -> Self:
        try:
            with making_sense(path):
                store = cls(db, path, actor, wait)
                store._prepare(now, read_only)
                return store
        except BaseException:
            db.close()
            raise

    def _prepare(self, now: datetime, read_only: str) -> None:
        if not read_only and self.place is Place.PASSING:
            read_only = _PASSING
        if not read_only and not os.access(self.path, os.W_OK):
            read_only = _PROTECTED
        if migrations.is_pending(self.db):
            self._bring_up(now, read_only)
        if not read_only:
            read_only = self._ready_to_write(now)
        if read_only:
            self.stop_writing(read_only)

    def _bring_up(self, now: datetime, read_only: str) -> None:
        if read_only:
            raise TrackerError(
                f"“{self.path.name}” was written by an older version of this program. {read_only} "
                f"{UNCHANGED} Open it once where it may be changed."
            )
        folder = backups.folder_of(self.path)
        self.upgrade_backup = backups.make(self.db, self.path, folder, now, before_upgrade=True)
        connection.migrate(self.db)

    def _ready_to_write(self, now: datetime) -> str:
        """Set the way of writing that suits the place; returns why this connection may not write, or ''."""
        wal = connection.use_journal(self.db, wal=self.place is Place.LOCAL)
        if wal and self.place is not Place.LOCAL:
            return _UNSAFE
        if not wal:
            lease = Lease(self.actor)
            with connection.writing(self.db):
                other = lease.taken_by(self.db, now)
                if other:
                    self.is_taken = True
                    return _taken(other)
                lease.hold(self.db, now)
            self._lease = lease
        if self._meta("vacuum"):
            with suppress(BusyError):
                self.scrub()
        return ""

    def use_actor(self, actor: Actor) -> None:
        """Somebody else is at the keyboard from now on."""
        self.actor = actor
        if self._lease is not None:
            self._lease.actor = actor

    def stop_writing(self, reason: str) -> None:
        """Only read from now on, for this reason."""
        self.read_only = reason
        self.db.execute("PRAGMA query_only = ON")

    def write(
        self,
        apply: Callable[[Transaction], None],
        *,
        kind: str,
        label: str,
        whose: str,
        now: datetime,
        reverses: int | None = None,
    ) -> Written | None:
        """Make one change, wholly or not at all; None where it turned out to change nothing.

        Raises Refused or another TrackerError; then nothing was written.
        """
        with self._writing(now):
            seq, digest, at = journal.last(self.db)
            tx = Transaction(self.db, seq + 1, moments.next_after(at, now), self.actor, whose)
            apply(tx)
            edits = tx.edits()
            if not edits:
                self.db.rollback()
                return None
            step = journal.write(
                self.db,
                Step(
                    seq=tx.seq,
                    uuid=str(uuid4()),
                    kind=kind,
                    label=label,
                    actor=self.actor.id,
                    actor_name=self.actor.name,
                    login=self.actor.login,
                    device=self.actor.device,
                    at=tx.now,
                    schema=migrations.SCHEMA,
                    reverses=reverses,
                    digest="",
                    changes=tuple(journal.changes_of(edits)),
                ),
                digest,
            )
            for entity, record_id, field in tx.redacted:
                journal.redact(self.db, entity, record_id, field)
            if tx.has_removed_for_good:
                self.db.execute("insert or replace into meta (key, value) values ('vacuum', 1)")
        return Written(step.seq, step.digest, edits, tx.has_removed_for_good)

    def apply(self, steps: Iterable[Step], now: datetime) -> int:
        """Write whole steps that were made elsewhere, all or none; returns how many were new.

        See `incoming.take_in`. Raises Refused where a step does not fit.
        """
        with self._writing(now):
            return incoming.take_in(self.db, steps)

    def plan(self, *, in_turns: bool = False) -> Plan:
        """The plan as it stands; `in_turns`, with what `read_rest` reads left out until it is asked for.

        Raises TrackerError where the file is damaged.
        """
        return at_once(self.plan_read(in_turns=in_turns))

    def plan_read(self, *, in_turns: bool) -> Generator[None, None, Plan]:
        """The same, pausing now and then; all of it is of one moment."""
        kinds = [kind for kind in Plan.kinds if not (in_turns and kind in LATER)]
        tables: dict[type[Record], Any] = {}
        with self.reading():
            seq, digest, _ = journal.last(self.db)
            self.was_changed_elsewhere()  # what others wrote until now is in what is read here
            for kind in kinds:
                tables[kind] = yield from whole.table_in_turns(self.db, kind)
        self._notice_unknown(record for table in tables.values() for record in table.values())
        later = {kind: Later(self.db, self.reading, kind, seq) for kind in Plan.kinds if kind not in tables}
        self._later = list(later.values())
        return Plan({**tables, **later}, seq, digest)

    def read_rest(self) -> Iterator[None]:
        """Read what a plan made in turns lacks, pausing now and then. Raises TrackerError."""
        for each in self._later:
            yield from each.turns()
            self._notice_unknown(each().values())
        self._later = []

    def _notice_unknown(self, records: Iterable[Record]) -> None:
        if not self.read_only and has_unknown_code(records):
            self.stop_writing("It holds something that only a newer version of this program knows.")

    def full_plan(self) -> FullPlan:
        """Everything in the plan as it stands, all at one moment."""
        with self.reading(), collector_off():
            return whole.as_it_stands(self.db)

    def full_plan_in_turns(self, plan: Plan) -> tuple[FullPlan, Iterator[None]]:
        """Everything in the plan, which `plan` holds a part of, and what reads the rest a few rows a turn.

        What is asked for before that is read when it is. Raises TrackerError where the file is damaged.
        """
        with self.reading():
            return whole.in_turns(self.db, self.reading, plan)

    def as_known(self, day: date) -> FullPlan:
        """Everything in the plan as it was recorded by the end of a day; empty before the first step."""
        with self.reading(), collector_off():
            return whole.as_left_by(self.db, *journal.last_on(self.db, day))

    def as_at(self, seq: int) -> FullPlan:
        """Everything in the plan as step `seq` left it. Raises NotFound where there is no such step."""
        with self.reading(), collector_off():
            return whole.as_left_by(self.db, seq, self.step(seq).digest)

    def records_at(self, kind: type[R], field: str, value: str | None, seq: int) -> list[R]:
        """The records of a kind with this `value` in a field that never changes, as at step `seq`."""
        with self.reading():
            return replay.records_at(self.db, kind, field, value, seq)

    def evidenced(self) -> dict[str, dict[str, bool]]:
        """The evidence of each action that has any: its id, and whether it is accepted."""
        with self.reading():
            return evidenced.by_action(self.db)

    def step(self, seq: int) -> Step:
        """The step with this number. Raises NotFound."""
        with self.reading():
            found = list(journal.steps(self.db, seq - 1, seq))
        if not found:
            raise NotFound("There is no such change in this plan.")
        return found[0]

    def removals(self, since: int, upto: int) -> list[Step]:
        """The steps in between that removed what is still gone, newest first, with those removals alone."""
        with self.reading():
            found = journal.removing(self.db, since, upto)
            gone = [tuple(c for c in step.changes if not self._holds(c)) for step in found]
        return [replace(step, changes=some) for step, some in zip(found, gone, strict=True) if some]

    def _holds(self, change: journal.Change) -> bool:
        return replay.current_row(self.db, change.entity, change.entity_id) is not None

    def since(self, seq: int) -> list[tuple[Step, tuple[Edit, ...]]]:
        """The steps after number `seq`, oldest first, with what each did to each record."""
        with self.reading():
            self._refuse_newer_form()
            steps = list(journal.steps(self.db, seq))
            return list(zip(steps, replay.edits_of(self.db, steps), strict=True))

    def history(
        self,
        *,
        entity_id: str | None,
        actor: str | None,
        since: int,
        upto: int | None,
        limit: int,
        most: int | None = None,
    ) -> list[Step]:
        """The newest steps that fit, newest first; see `journal.search`."""
        with self.reading():
            return journal.search(
                self.db, entity_id=entity_id, actor=actor, since=since, upto=upto, limit=limit, most=most
            )

    def take_back(self, tx: Transaction, step: Step) -> None:
        """Write the inverse of a step through `tx`, a change being made. Raises Refused."""
        reversal.take_back(self.db, tx, step)

    def backup(self, folder: Path | None, now: datetime) -> Path:
        """Make a checked copy; see `backups.make`."""
        return backups.make(self.db, self.path, folder or backups.folder_of(self.path), now)

    def held_elsewhere(self, seq: int) -> list[str]:
        """Names of the copies that may hold what step `seq` removed; see Session."""
        step = self.step(seq)
        ids = {change.entity_id for change in step.changes}
        ids |= {c.new["entity_id"] for c in step.changes if c.entity == Amendment.table and not c.field}
        with self.reading():
            first = journal.first_seq(self.db, ids)
            copies = [copy for copy in whole.table(self.db, Copy).values() if first <= copy.seq < seq]
        files = backups.found(self.path, backups.folder_of(self.path))
        named = [copy.file_name for copy in copies] + [
            each.path.name for each in files if each.made_at <= step.at
        ]
        return list(dict.fromkeys(named))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read inside belongs to one moment. Raises TrackerError where the file is damaged."""
        with making_sense(self.path), connection.reading(self.db):
            yield

    def origin(self) -> Origin:
        """Which plan this file holds, and which line of its copies."""
        with self.reading():
            return Origin(self._meta("plan"), self._meta("lineage"))

    def file(self, sha256: str) -> bytes:
        """The bytes of a kept file. Raises NotFound."""
        with self.reading():
            rows = self.db.execute("select bytes from blob where sha256 = ?", (sha256,)).fetchall()
        if not rows:
            raise NotFound("That file is not in the plan.")
        if rows[0][0] is None:
            raise NotFound("That file was removed from the plan for data protection.")
        return bytes(rows[0][0])

    def faults(self) -> list[str]:
        """What is wrong with the file, a sentence each; see `checking`."""
        try:
            with self.reading():
                return checking.faults(self.db)
        except DamagedError as error:
            return [str(error)]

    def was_changed_elsewhere(self) -> bool:
        """Whether another connection has written since this was last asked."""
        with in_words(self.path, UNCHANGED):
            ((version,),) = self.db.execute("PRAGMA data_version").fetchall()
        seen, self._seen = self._seen, version
        return bool(version != seen)

    def keep_lease(self, now: datetime) -> None:
        """Renew the right to write where it is about to end; only read where another has it by now."""
        if self._lease is None or not self._lease.is_ending(now):
            return
        try:
            with in_words(self.path, UNCHANGED), connection.writing(self.db):
                self._lease.hold(self.db, now)
        except NotNowError:
            self._lease, self.is_taken = None, True
            self.stop_writing(_taken(self.other_editor(now)))

    def other_editor(self, now: datetime) -> str:
        """Who else may write a plan that only one may write at a time, and where; '' where nobody does."""
        if self.place is Place.LOCAL:
            return ""
        with self.reading():
            return (self._lease or Lease(self.actor)).taken_by(self.db, now)

    def scrub(self) -> None:
        """Write the file anew, so that nothing removed for data protection lies in its unused parts."""
        kept = (
            "What was removed is no longer in the plan, but its file may still hold traces until the plan is "
            "next opened while no other program uses it."
        )
        with in_words(self.path, kept):
            self.db.execute("VACUUM")
            if self._checkpoint_is_kept_from_ending():
                raise BusyError(f"Another program is reading “{self.path.name}”. {kept}")
            self.db.execute("delete from meta where key = 'vacuum'")

    def settle(self) -> None:
        """Make the one file whole by itself, moving in what waits beside it; later if others are reading."""
        if not self.read_only:
            with suppress(sqlite3.OperationalError):  # what waits stays safe where it is
                self.db.execute("PRAGMA busy_timeout = 80")
                self._checkpoint_is_kept_from_ending()
                self.db.execute(f"PRAGMA busy_timeout = {int(self._wait * 1000)}")

    def close(self) -> None:
        """Let go of the file, whole by itself if no one else has it open. A second time does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._lease is not None:
            with suppress(sqlite3.Error):  # it then ends by itself
                self._lease.release(self.db)
        self.settle()
        self.db.close()

    def _checkpoint_is_kept_from_ending(self) -> bool:
        ((is_kept, _, _),) = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return bool(is_kept)

    @contextmanager
    def _writing(self, now: datetime) -> Iterator[None]:
        if self.read_only:
            raise NotNowError(f"This plan can only be read. {self.read_only} {UNCHANGED}")
        if _identity(self.path) != self._identity:
            raise TrackerError(f"“{self.path}” was moved, replaced or deleted while it was open. {SAFE}")
        try:
            with in_words(self.path, SAFE), connection.writing(self.db):
                self._refuse_newer_form()
                if self._lease is not None:
                    self._lease.hold(self.db, now)
                yield
                self._refuse_what_is_left_dangling()
        except (OverflowError, UnicodeEncodeError):
            raise Refused(f"A number or a letter in this change cannot be stored. {UNCHANGED}") from None

    def _refuse_newer_form(self) -> None:
        if self._meta("schema") != migrations.SCHEMA:
            raise NotNowError(
                f"A newer version of this program has changed the plan. {UNCHANGED} Open it again."
            )

    def _refuse_what_is_left_dangling(self) -> None:
        try:
            self.db.commit()
        except sqlite3.IntegrityError:
            table, _, parent, _ = self.db.execute("PRAGMA foreign_key_check").fetchone()
            needed = table_label(parent) if parent in KIND_OF else "Kept file"
            raise Refused(
                f"“{table_label(table)}” refers to “{needed}” that would not be in the plan. {UNCHANGED}"
            ) from None

    def _meta(self, key: str) -> Any:
        rows = self.db.execute("select value from meta where key = ?", (key,)).fetchall()
        return rows[0][0] if rows else None


def _taken(other: str) -> str:
    return f"{other} is editing it now."


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return (status.st_dev, status.st_ino)
