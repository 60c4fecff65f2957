"""What can befall the file, sorted where it happens into words fit to show."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.domain.errors import Refused, TrackerError

UNCHANGED = "Nothing was changed."
SAFE = "This change was not saved; everything saved before is safe."

_ADVICE = "Restore the latest backup, and keep the damaged file for whoever helps you."


class BusyError(TrackerError):
    """Another program is writing to the plan; the same command may succeed in a moment."""


class NotNowError(Refused):
    """Refused for something that will pass: the same command may be done later."""


class DamagedError(TrackerError):
    """The file, or what it holds, cannot be made sense of."""


class NotAPlanError(TrackerError):
    """The file is something else, or so damaged that it no longer looks like a plan."""


def damaged(path: Path) -> DamagedError:
    """The sentence for a plan that makes no sense."""
    return DamagedError(f"“{path.name}” is damaged and cannot be read. {_ADVICE}")


@contextmanager
def in_words(path: Path, kept: str) -> Iterator[None]:
    """Turn what SQLite says of the file into a TrackerError that ends with `kept`. Bugs pass as they are."""
    try:
        yield
    except sqlite3.Error as error:
        told = _told(error, path, kept)
        if told is None:
            raise
        raise told from error


@contextmanager
def making_sense(path: Path) -> Iterator[None]:
    """As `in_words` while reading; where what is read makes no sense at all, the file is damaged."""
    try:
        with in_words(path, UNCHANGED):
            yield
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, sqlite3.Error) as error:
        raise damaged(path) from error


def _told(error: sqlite3.Error, path: Path, kept: str) -> TrackerError | None:
    name = f"“{path.name}”"
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    if code == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
        return Refused(f"The plan already has a record with this reference. {kept}")
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return BusyError(f"Another program is writing to {name}. {kept} Try again in a moment.")
        case sqlite3.SQLITE_FULL:
            return TrackerError(
                f"There is no room left on the disk for {name}. {kept} Free some, then try again."
            )
        case sqlite3.SQLITE_IOERR:
            return TrackerError(
                f"The disk failed to read or write {name}. {kept} Is it connected, with room left?"
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return TrackerError(f"{name} may only be read, not changed. {kept}")
        case sqlite3.SQLITE_CANTOPEN:
            return TrackerError(f"{name} cannot be opened; perhaps you are not allowed to. {kept}")
        case sqlite3.SQLITE_NOTADB:
            return NotAPlanError(f"{name} is not an improvement plan. {kept}")
        case sqlite3.SQLITE_TOOBIG:
            return Refused(f"A text or file is too large for the plan. {kept}")
        case sqlite3.SQLITE_CORRUPT:
            return damaged(path)
        case _:
            return None
