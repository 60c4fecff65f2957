"""Keeping an open plan's backups: one a day when something changed, and one before the window closes."""

from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.clock import day_of
from tracker.domain import british
from tracker.domain.errors import TrackerError
from ui import errors
from ui.copying import Copying
from ui.workspace import Changes, Workspace

_CALM = 5000  # milliseconds without a change, so that a copy is not made amid typing
_LONDON = ZoneInfo("Europe/London")


class Backups(QObject):
    """The backups of one open plan. `changed` is sent when `words` say something else."""

    changed = Signal()
    failed = Signal(str)  # why there is none, said once while the plan is open

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._copying: Copying | None = None
        self._problem = ""
        self._made_at: datetime | None = None
        self._digest = self._asked_for = ""
        self._seq_at_first = workspace.plan.seq
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self.look)
        self._calm.start()
        workspace.changed.connect(self._something_changed)

    @property
    def words(self) -> str:
        """“last backup 09:12”, for the status line; '' where none is kept from here."""
        if self._workspace.read_only:
            return ""
        if self._copying is not None:
            return "Making a backup"
        if self._problem:
            return "No backup could be made"
        if self._made_at is None:
            return "No backup yet"
        day, at = day_of(self._made_at), self._made_at.astimezone(_LONDON)
        shown = f"{at:%H:%M}" if day == self._workspace.day else british.short_day(day)
        return f"Last backup {shown}"

    @property
    def is_owed(self) -> bool:
        """Whether something was changed in this sitting that no backup holds yet."""
        plan = self._workspace.plan
        return (
            not self._workspace.read_only and plan.seq != self._seq_at_first and plan.digest != self._digest
        )

    def find_latest(self) -> None:
        """See which backups there are. Reads a folder and opens the latest file in it."""
        from tracker.storage import backups

        path = self._workspace.session.path
        latest = next(iter(backups.found(path, backups.folder_of(path))), None)
        if latest is not None:
            self._made_at, self._digest = latest.made_at, backups.digest_of(latest.path)
        self.changed.emit()

    def look(self) -> None:
        """Make today's backup if there is none and something changed since the one before."""
        plan = self._workspace.plan
        if self._workspace.read_only or self._copying is not None or plan.digest == self._digest:
            return
        if self._made_at is None or day_of(self._made_at) < self._workspace.day:
            self.make()

    def make(self) -> Copying:
        """Make one now, or go on with the one that is being made."""
        from tracker.storage import backups

        if self._copying is None:
            workspace = self._workspace
            self._asked_for = workspace.plan.digest
            copy = partial(backups.make_of, workspace.session.path, workspace.clock.now())
            self._copying = Copying(copy, self)
            self._copying.finished.connect(self._finished)
            self._copying.failed.connect(self._failed)
            self.changed.emit()
        return self._copying

    def stop(self) -> None:
        """Make none from now on, and end the one that is being made."""
        self._calm.stop()
        if self._copying is not None:
            self._copying.stop()
            self._copying = None

    def _something_changed(self, changes: Changes) -> None:
        self._calm.start()

    def _finished(self, path: Path) -> None:
        self._copying, self._problem, self._digest = None, "", self._asked_for
        self._made_at = self._workspace.clock.now()
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._copying = None
        if not isinstance(error, TrackerError):
            errors.report(error)
        elif not self._problem:
            self._problem = str(error)
            self.failed.emit(f"No backup could be made. {error}")
        self.changed.emit()
