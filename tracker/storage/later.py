"""The part of a plan that a window's first sight does without: read when asked for, or a few rows a turn."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from sqlite3 import Connection
from typing import Any

from tracker.domain.records import (
    ActionFinding,
    ActionOrigin,
    ActionTag,
    Blocker,
    BudgetChange,
    BudgetLine,
    BudgetPost,
    DateChange,
    Figure,
    LineAction,
    LineWorkstream,
    Measure,
    MeasureAction,
    MeasureFinding,
    Milestone,
    OwnValue,
    Part,
    PathPoint,
    Record,
    RecordTag,
    Risk,
    RiskAction,
    WordGroup,
)
from tracker.storage import journal, replay
from tracker.storage.rows import collector_off, rows_of

LATER: frozenset[type[Record]] = frozenset(
    {
        *(ActionFinding, ActionOrigin, ActionTag, Blocker, DateChange, Milestone, OwnValue, Part),
        *(BudgetChange, BudgetLine, BudgetPost, LineAction, LineWorkstream, Risk, RiskAction, WordGroup),
        *(Measure, PathPoint, Figure, MeasureAction, MeasureFinding, RecordTag),
    }
)
_TURN = 500  # rows: some milliseconds


class Later:
    """The records of one kind as at step `seq`, whatever is written before they are read."""

    def __init__(
        self,
        db: Connection,
        reading: Callable[[], AbstractContextManager[None]],
        kind: type[Record],
        seq: int,
    ) -> None:
        self._db, self._reading, self._kind, self._seq = db, reading, kind, seq
        self._records: dict[str, Any] = {}
        self._rowid = 0
        self._is_read = False

    def __call__(self) -> dict[str, Any]:
        """All of them by id. Raises TrackerError where the file is damaged."""
        if not self._is_read:
            self._read(-1)
        return self._records

    def turns(self) -> Iterator[None]:
        """Read them, pausing now and then."""
        while not self._is_read:
            self._read(_TURN)
            yield

    def _read(self, most: int) -> None:
        """So many rows more; all that are left where `most` is -1, which is no limit to SQLite."""
        rows = rows_of(self._kind)
        with self._reading(), collector_off():
            if journal.last(self._db)[0] != self._seq:
                then = replay.fold(self._db, self._seq)[self._kind].values()
                self._records = rows.load(tuple(row.values()) for row in then)
                self._is_read = True
                return
            sql = f"select rowid from {self._kind.table} where rowid > ? order by rowid limit ?"
            found = self._db.execute(sql, (self._rowid, most)).fetchall()
            self._is_read = len(found) < most or most < 0
            if found:
                first, self._rowid = self._rowid, found[-1][0]
                sql = f"{rows.select} where rowid > ? and rowid <= ? order by rowid"
                self._records |= rows.load(self._db.execute(sql, (first, self._rowid)))
