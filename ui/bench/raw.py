"""The same work done with nothing of ours: what the store and the reader are measured against.

The one place outside the store that talks to SQLite, and never to a plan that a session has open.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from tracker.domain.plan import Plan
from tracker.storage import values
from tracker.storage.journal import Step
from tracker.storage.rows import KIND_OF, moment_text, rows_of

Statement = tuple[str, Sequence[Any]]


class RawPlan:
    """A plan's file as SQLite sees it, written durably as the store does."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")

    def write(self, statements: Sequence[Statement]) -> None:
        """One transaction."""
        self._db.execute("BEGIN IMMEDIATE")
        for sql, given in statements:
            self._db.execute(sql, given)
        self._db.execute("COMMIT")

    def fetch(self) -> int:
        """Every row that a plan in memory is made of; how many there are."""
        return sum(len(self._db.execute(rows_of(kind).select).fetchall()) for kind in Plan.kinds)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def statements_of(step: Step) -> list[Statement]:
    """What a change wrote, as plain statements: its records' rows, and its rows in the history."""
    made: list[Statement] = []
    for n, change in enumerate(step.changes):
        rows = rows_of(KIND_OF[change.entity])
        if change.field:
            sql = f'update {change.entity} set "{change.field}" = ? where id = ?'
            made.append((sql, (change.new, change.entity_id)))
        elif change.new is not None:
            made.append((rows.insert, [change.new[name] for name in rows.columns]))
        sides = [values.packed(side, change.field) for side in (change.old, change.new)]
        row = (step.seq, n, change.entity, change.entity_id, change.field, *sides)
        made.append((f"insert into change values ({_marks(row)})", row))
    head = (step.seq, step.uuid, step.kind, step.label, step.actor, step.actor_name, step.login, step.device)
    row = (*head, moment_text(step.at), step.schema, step.reverses, step.digest)
    return [(f"insert into step values ({_marks(row)})", row), *made]


def _marks(row: Sequence[Any]) -> str:
    return ", ".join("?" * len(row))


def text_of(pdf: Path) -> int:
    """Take the bare text out of a PDF; how many characters it has."""
    document = pdfium.PdfDocument(pdf)
    try:
        return sum(len(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()
