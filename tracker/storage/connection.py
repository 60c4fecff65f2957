"""Making and opening a plan's file: what is not ours, is newer or is damaged is refused in a sentence."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from urllib.parse import quote
from uuid import uuid4

from tracker.domain.errors import TrackerError
from tracker.storage import migrations
from tracker.storage.faults import UNCHANGED, NotAPlanError, in_words, making_sense

APPLICATION_ID = 0x49504C4E  # "IPLN"

_CANNOT_WRITE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def create(path: Path, wait: float) -> Connection:
    """Make an empty plan where there is no file yet, and return the connection to it.

    `wait` is how many seconds to wait for another program's write, here and later.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError:
        raise TrackerError(f"There is already a file “{path.name}” there. {UNCHANGED}") from None
    except OSError as error:
        raise TrackerError(f"“{path}” cannot be made: {_reason(error)}. {UNCHANGED}") from None
    try:
        with in_words(path, "No plan was made."):
            return _made(path, wait)
    except BaseException:
        for end in ("", "-journal", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        raise


def connect(path: Path, wait: float) -> Connection:
    """Connect to a plan that is there. Raises TrackerError, and leaves the file as it is, where it cannot."""
    _refuse_what_is_no_file(path)
    with making_sense(path):
        db = _connected(path, wait, "rw")
        try:
            _refuse_strangers(db, path)
        except sqlite3.OperationalError as error:
            db.close()
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _CANNOT_WRITE:
                raise
            # On a disk that cannot be written the files for write-ahead logging cannot be made. Where
            # nothing waits in them, the plan is whole without them.
            waiting = path.with_name(path.name + "-wal")
            if waiting.exists() and waiting.stat().st_size:
                raise
            db = _connected(path, wait, "ro&immutable=1")
            _refuse_strangers(db, path)
        except BaseException:
            db.close()
            raise
    return db


@contextmanager
def writing(db: Connection) -> Iterator[None]:
    """One transaction that may write from its beginning; whole or, after any exception, not at all."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.commit()
    finally:
        db.rollback()


@contextmanager
def reading(db: Connection) -> Iterator[None]:
    """One transaction in which everything read belongs to the same moment; it may lie in another."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()


def use_journal(db: Connection, *, wal: bool) -> bool:
    """Set how the file is written; returns whether write-ahead logging is on, whatever was asked."""
    if not wal and _uses_wal(db):
        # Without other programs' shared memory, which a network does not have.
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA locking_mode = NORMAL")
    else:
        db.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}")
    db.execute("PRAGMA synchronous = FULL")
    return _uses_wal(db)


def _uses_wal(db: Connection) -> bool:
    ((mode,),) = db.execute("PRAGMA journal_mode").fetchall()
    return bool(mode == "wal")


def migrate(db: Connection) -> None:
    """Bring the file to this program's form, wholly or not at all.

    Raises ValueError where records would then refer to what is not there.
    """
    db.execute("PRAGMA foreign_keys = OFF")  # which cannot be done within the transaction
    try:
        with writing(db):
            migrations.apply(db)
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def _made(path: Path, wait: float) -> Connection:
    db = _connected(path, wait, "rw")
    try:
        with writing(db):
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrations.apply(db)
            for key in ("plan", "lineage"):
                db.execute("insert into meta (key, value) values (?, ?)", (key, str(uuid4())))
    except BaseException:
        db.close()
        raise
    return db


def address_of(path: Path, mode: str) -> str:
    """The file as SQLite is to open it: "ro" for reading only, "rw" for writing too."""
    posix = path.resolve().as_posix()
    return "file://" + quote(posix if posix.startswith("/") else "/" + posix) + f"?mode={mode}"


def _connected(path: Path, wait: float, mode: str) -> Connection:
    # Without Python's own transactions: each begins where we say so.
    db = sqlite3.connect(address_of(path, mode), uri=True, timeout=wait, isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA trusted_schema = OFF")
    return db


def _refuse_what_is_no_file(path: Path) -> None:
    if path.is_dir():
        raise TrackerError(f"“{path}” is a folder, not a plan.")
    if not path.exists():
        raise TrackerError(f"There is no file “{path}”.")
    if not path.is_file():
        raise TrackerError(f"“{path}” is not an improvement plan.")


def _refuse_strangers(db: Connection, path: Path) -> None:
    ((application,),) = db.execute("PRAGMA application_id").fetchall()
    if application != APPLICATION_ID:
        raise NotAPlanError(f"“{path.name}” is not an improvement plan. {UNCHANGED}")
    if migrations.is_newer(db):
        raise TrackerError(
            f"“{path.name}” was written by a newer version of this program. {UNCHANGED} "
            "Install that version to open it."
        )


def _reason(error: OSError) -> str:
    text = error.strerror or type(error).__name__
    return text[0].lower() + text[1:]
