"""The switch that shows the whole window as the plan was known on a day, marked and read-only."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QObject

from tracker.clock import Clock, FixedClock
from tracker.domain import british
from tracker.domain.commands.base import Actor
from tracker.domain.errors import TrackerError
from tracker.domain.plan import FullPlan, Plan
from tracker.domain.records import SETTINGS_ID, PlanSettings
from tracker.session import Session
from tracker.storage.store import Store
from ui.dialogs.day import ask_day
from ui.opening import Offer
from ui.pages.earlier import Earlier
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_WAIT = 0.08  # seconds, as any window waits


class _KnownStore(Store):
    """The plan's file for reading, with the plan of a day already read from it."""

    known: Plan

    def plan(self, *, in_turns: bool = False) -> Plan:
        """That plan."""
        return self.known


class KnownSession(Session):
    """A session in which the plan stays as it was known on a day. Nothing can be changed in it."""

    @classmethod
    def at(cls, path: Path, actor: Actor, plan: Plan, day: date) -> Self:
        """Open the file for reading; `plan` is what was known on the day. Raises TrackerError."""
        # Noon UTC lies in the same day in the United Kingdom, in summer and in winter.
        clock = FixedClock(datetime.combine(day, time(12), UTC))
        words = british.day_month_year(day)
        reason = f"The plan is shown as known on {words}: what had been recorded by the end of that day."
        store = _KnownStore.open(path, actor, clock.now(), _WAIT, reason)
        store.known = plan
        return cls._opened(store, clock)

    @property
    def clock(self) -> Clock:
        """Stands on the day."""
        return self._clock

    def full_plan(self) -> FullPlan:
        """Everything that was known then."""
        return self.as_known(self._clock.today())

    def poll(self) -> None:
        """What others change now was not known then."""


class _Opening(QObject):
    """Waits for the plan of a day and shows it; of a large one that takes seconds, and may be cancelled."""

    def __init__(self, window: "MainWindow", day: date) -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._window, self._day, self._waits = window, day, True
        self._earlier = Earlier(window.workspace, self)
        self._earlier.ready.connect(self._open)
        self._earlier.failed.connect(window.say)
        self._earlier.failed.connect(self.deleteLater)
        self._earlier.as_known(day)
        if self._waits:
            words = f"Reading the plan as known on {british.day_month_year(day)}. You can work on meanwhile."
            window.say(words, "note", Offer("Cancel", self.cancel))

    def cancel(self) -> None:
        """Wait for it no longer."""
        self._earlier.stop()
        self.deleteLater()

    def _open(self, plan: Plan) -> None:
        self._waits = False
        with self._window.told():
            show_as_known(self._window, plan, self._day)
        self.deleteLater()


def show_as_known(window: "MainWindow", plan: Plan, day: date) -> None:
    """Show the plan as known on a day. Raises TrackerError where nothing was recorded by then."""
    workspace = window.workspace
    assert workspace is not None
    if plan.find(PlanSettings, SETTINGS_ID) is None:
        words = british.day_month_year(day)
        raise TrackerError(f"Nothing was recorded in this plan by {words}: choose a later day.")
    session = KnownSession.at(workspace.session.path, workspace.session.actor, plan, day)
    window.show_known(Workspace(session, session.clock, known_on=day))


def choose_day(window: "MainWindow") -> None:
    """Ask for the day and show the plan as it was known then."""
    workspace = window.workspace
    assert workspace is not None
    about = (
        "All of the window shows what had been recorded by the end of that day. Nothing can be changed until "
        "you go back to today."
    )
    today = window.program.clock.today()
    day = ask_day(window, "As known on", about, today, workspace.known_on, latest=today)
    if day is not None:
        for other in window.findChildren(_Opening):
            other.cancel()
        _Opening(window, day)


def show_today(window: "MainWindow") -> None:
    """Show the plan of today again."""
    window.show_today()
