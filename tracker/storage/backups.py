"""Checked copies of a plan, which of them are kept, and the way back from one."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from uuid import uuid4

from tracker.clock import day_of
from tracker.domain.errors import TrackerError
from tracker.frozen import dataclass
from tracker.storage import connection, journal
from tracker.storage.faults import UNCHANGED, BusyError, in_words, making_sense

LAST = 3
DAYS = 14
MONTHS = 12

_WAIT = 30.0
_PAGES = 2000  # copied between two reports of progress: 8 MB
_COPYING = 0.6  # of the time; the rest is checking
_STAMP = "%Y-%m-%d %H%M%S"
_UPGRADE = " before upgrade"


Progress = Callable[[float], None]
"""Told the share that is done, 0 to 1."""


def _unheard(share: float) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a plan, known by its file's name; `made_at` is UTC."""

    path: Path
    made_at: datetime
    before_upgrade: bool


def folder_of(plan: Path) -> Path:
    """Where a plan's backups go unless said otherwise: “NAME backups” beside it."""
    return plan.with_name(f"{_base(plan)} backups")


def make(
    db: Connection,
    plan: Path,
    folder: Path,
    now: datetime,
    *,
    before_upgrade: bool = False,
    progress: Progress = _unheard,
) -> Path:
    """Copy the plan into the folder, check the copy, and clear away what need not be kept any longer.

    Raises TrackerError where it cannot be done; then no copy is left and no older one is removed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise TrackerError(f"The folder “{folder}” cannot be made, so there is no backup.") from None
    path = _free_name(plan, folder, now, before_upgrade)
    copy(db, path, progress=progress)
    for backup in superfluous(found(plan, folder)):
        with suppress(OSError):
            backup.path.unlink()
    return path


def make_of(plan: Path, now: datetime, progress: Progress, *, folder: Path | None = None) -> Path:
    """A backup of a plan that is open elsewhere, beside it or in this folder; see `make`."""
    db = connection.connect(plan, _WAIT)
    try:
        return make(db, plan, folder or folder_of(plan), now, progress=progress)
    finally:
        db.close()


def copy_of(plan: Path, path: Path, progress: Progress) -> None:
    """Copy a plan that is open elsewhere to a file that is not there yet; see `copy`."""
    if path.exists():
        raise TrackerError(f"There is already a file “{path.name}” there. {UNCHANGED}")
    db = connection.connect(plan, _WAIT)
    try:
        copy(db, path, progress=progress)
    finally:
        db.close()


def digest_of(path: Path) -> str:
    """The digest of the last change that a plan or backup holds; '' where it cannot be read."""
    try:
        db = connection.connect(path, _WAIT)
    except TrackerError:
        return ""
    try:
        with making_sense(path):
            return journal.last(db)[1]
    except TrackerError:
        return ""
    finally:
        db.close()


def copy(db: Connection, path: Path, *, new_lineage: bool = False, progress: Progress = _unheard) -> None:
    """Copy an open plan to this file, whole and checked, or leave what is there. Raises TrackerError.

    With a new lineage the copy is a plan of its own from now on. What `progress` raises stops it.
    """
    part = path.with_name(path.name + ".part")
    try:
        with in_words(path, "No copy was made."):
            _write_copy(db, part, new_lineage, progress)
        for end in ("-wal", "-shm", "-journal"):  # what waited for a plan that was there before
            path.with_name(path.name + end).unlink(missing_ok=True)
        os.replace(part, path)
    except OSError as error:
        raise TrackerError(f"“{path}” cannot be written: {error.strerror}. No copy was made.") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def restore(backup: Path, plan: Path, *, replacing: bool = False) -> None:
    """Make a plan from a backup; it starts a lineage of its own. A plan that is there is replaced if so said.

    Raises TrackerError where the backup is no sound plan or something is in the way; then all is as it was.
    """
    if plan.exists() and not replacing:
        raise TrackerError(f"There is already a file “{plan.name}” there. {UNCHANGED}")
    db = connection.connect(backup, _WAIT)
    try:
        _refuse_if_open(plan)
        copy(db, plan, new_lineage=True)
    finally:
        db.close()


def found(plan: Path, folder: Path) -> list[Backup]:
    """The backups of this plan in a folder, newest first. No other file is ever touched."""
    name = re.compile(re.escape(_base(plan)) + rf" (\d{{4}}-\d\d-\d\d \d{{6}})({_UPGRADE})?\.iplan")
    backups = []
    for path in folder.iterdir() if folder.is_dir() else ():
        match = name.fullmatch(path.name)
        with suppress(ValueError):
            if match:
                made_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                backups.append(Backup(path, made_at, bool(match[2])))
    return sorted(backups, key=lambda backup: backup.made_at, reverse=True)


def superfluous(backups: Iterable[Backup]) -> list[Backup]:
    """Those that need not be kept, counted back from the newest.

    Kept are the last 3, the newest of each of 14 days, the newest of each of 12 months, and those made
    before an upgrade, for ever.
    """
    newest_first = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    days: set[date] = set()
    months: set[tuple[int, int]] = set()
    spare = []
    for n, backup in enumerate(newest_first):
        day, last_day = day_of(backup.made_at), day_of(newest_first[0].made_at)
        age_in_months = (last_day.year - day.year) * 12 + last_day.month - day.month
        needed = n < LAST or backup.before_upgrade
        if (last_day - day).days < DAYS and day not in days:
            days.add(day)
            needed = True
        if age_in_months < MONTHS and (day.year, day.month) not in months:
            months.add((day.year, day.month))
            needed = True
        if not needed:
            spare.append(backup)
    return spare


def _write_copy(db: Connection, part: Path, new_lineage: bool, progress: Progress) -> None:
    def tell(status: int, remaining: int, total: int) -> None:
        progress(_COPYING * (1 - remaining / max(total, 1)))

    part.unlink(missing_ok=True)
    seq, _, _ = journal.last(db)
    other = sqlite3.connect(part, isolation_level=None)
    try:
        db.backup(other, pages=_PAGES, progress=tell)
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("PRAGMA synchronous = FULL")
        with connection.writing(other):
            other.execute("delete from lease")
            if new_lineage:
                other.execute("update meta set value = ? where key = 'lineage'", (str(uuid4()),))
        sound = other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        progress(1.0)
        if not sound or journal.last(other)[0] < seq:
            raise TrackerError("The copy is not sound, so it was not kept. Check the plan.")
    finally:
        other.close()


def _refuse_if_open(plan: Path) -> None:
    """A program that has the old file open would, on closing it, take away what waits beside the new one."""
    try:
        old = connection.connect(plan, 0)
    except BusyError:
        raise
    except TrackerError:  # not there, or no plan any more: nobody works on it
        return
    try:
        connection.use_journal(old, wal=False)
    except sqlite3.OperationalError:
        raise BusyError(
            f"“{plan.name}” is open in another program. {UNCHANGED} Close it there first."
        ) from None
    finally:
        old.close()


def _base(plan: Path) -> str:
    return plan.stem if plan.suffix == ".iplan" else plan.name


def _free_name(plan: Path, folder: Path, now: datetime, before_upgrade: bool) -> Path:
    while True:
        stamp = now.astimezone(UTC).strftime(_STAMP)
        path = folder / f"{_base(plan)} {stamp}{_UPGRADE if before_upgrade else ''}.iplan"
        if not path.exists():
            return path
        now += timedelta(seconds=1)
