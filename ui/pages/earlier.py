"""The plan as it stood on an earlier day, without holding up the window."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QObject, Signal

from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Record
from tracker.domain.rules.position import position_at
from ui import errors
from ui.jobs import Job
from ui.workspace import Workspace

_AT_ONCE = 600  # actions in a plan that is read and rewound without being felt


class Earlier(QObject):
    """Sends `ready` with the Plan asked for last, or `failed` with words to show.

    A small plan is rewound at once; a large one by a child process, whose answer is read in slices.
    """

    ready = Signal(object)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._job: Job | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._work: Iterator[Any] = iter(())

    def position_at(self, day: date) -> None:
        """The plan's position at a day: what had happened by its end, whenever it was recorded."""
        session = self._workspace.session
        self._ask("position_on", day, lambda: position_at(session.full_plan(), day))

    def as_known(self, day: date) -> None:
        """The plan as it was recorded by the end of a day."""
        session = self._workspace.session
        self._ask("known_on", day, lambda: session.as_known(day))

    def stop(self) -> None:
        """Send nothing of what was asked."""
        self._workspace.slices.drop(self._work)
        if self._job is not None:
            self._job.cancel()
            self._job.deleteLater()
        self._job = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _ask(self, what: str, day: date, at_once: Callable[[], Plan]) -> None:
        self.stop()
        if len(self._workspace.plan.all(Action)) <= _AT_ONCE:
            self.ready.emit(at_once())
            return
        self._folder = TemporaryDirectory(prefix="plan-", ignore_cleanup_errors=True)
        self.destroyed.connect(self._folder.cleanup)
        values = {
            "plan": str(self._workspace.session.path),
            "folder": self._folder.name,
            what: day.isoformat(),
        }
        self._job = Job("earlier", values, subject="Looking back", parent=self)
        self._job.finished.connect(self._finished)
        self._job.failed.connect(self._failed)

    def _finished(self, result: dict[str, Any]) -> None:
        tables: dict[type[Record], dict[str, Any]] = {}
        self._work = _read(Path(result["file"]), tables)
        self._workspace.slices.add(self._work, partial(self._have, tables, result))

    def _have(self, tables: dict[type[Record], dict[str, Any]], result: dict[str, Any]) -> None:
        self.stop()
        self.ready.emit(Plan(tables, result["seq"], result["digest"]))

    def _failed(self, error: Exception) -> None:
        self.stop()
        if isinstance(error, TrackerError):
            self.failed.emit(str(error))
        else:
            errors.report(error)


def _read(file: Path, tables: dict[type[Record], dict[str, Any]]) -> Iterator[None]:
    """Put the rows of the file into the tables, some at a time."""
    from tracker.storage.rows import KIND_OF, rows_of

    with file.open(encoding="utf-8") as lines:
        for line in lines:
            table, rows = json.loads(line)
            kind = KIND_OF[table]
            tables.setdefault(kind, {}).update(rows_of(kind).load(map(tuple, rows)))
            yield
