"""One open plan as the window sees it: the session's door, with signals and the clockwork round it."""

import gc
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from tracker.clock import Clock
from tracker.domain import british
from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Record
from ui.jobs import Slices

if TYPE_CHECKING:
    from tracker.session import Changes as Step
    from tracker.session import Done, Session
    from ui.searching import Search

_POLL, _SETTLE, _RETRY = 1000, 2000, 400  # milliseconds
_POLL_AWAY = 10_000  # while the file is out of reach
_PATIENCE = 30.0  # seconds for which a kept command is tried again
_SEARCHED = 4000  # milliseconds after which every word is made ready to be found
_LONGEST = 24 * 3600 * 1000  # milliseconds


class Changes:
    """What changed since a page last looked. `everything`: at midnight, when each rule has a new today."""

    __slots__ = ("_ids", "everything")

    def __init__(self, ids: Mapping[type[Record], frozenset[str]], *, everything: bool = False) -> None:
        self._ids, self.everything = ids, everything

    @property
    def kinds(self) -> frozenset[type[Record]]:
        """The kinds of record that were. Says nothing where `everything` is true."""
        return frozenset(self._ids)

    def touched(self, *kinds: type[Record]) -> bool:
        """Whether any record of these kinds was made, changed or taken out."""
        return self.everything or any(kind in self._ids for kind in kinds)

    def ids(self, kind: type[Record]) -> frozenset[str]:
        """The ids of the records of that kind that were. Says nothing where `everything` is true."""
        return self._ids.get(kind, frozenset())

    def and_then(self, later: "Changes") -> "Changes":
        """Both together."""
        kinds = self._ids.keys() | later._ids.keys()
        return Changes(
            {kind: self.ids(kind) | later.ids(kind) for kind in kinds},
            everything=self.everything or later.everything,
        )


EVERYTHING = Changes({}, everything=True)


class Workspace(QObject):
    """The one door from the window to a plan. Commands go down by `do`, news comes up by `changed`.

    It looks for others' changes each second, makes the single file whole two seconds after the last edit,
    sends EVERYTHING at midnight, and keeps a command for 30 seconds while another program is writing.
    `known_on` is the day as known on which the session's plan stands; None for the plan of today.
    """

    changed = Signal(object)  # Changes
    status_changed = Signal()  # `waiting`, `read_only`, `is_free`, `others` or `whose` may differ
    told = Signal(str)  # what was just done, for whoever does not see it: “Saved: add update.”
    gave_up = Signal(str)  # a kept command could not be written, or the file is gone; the words to show

    def __init__(self, session: "Session", clock: Clock, *, known_on: date | None = None) -> None:
        super().__init__()
        self.session, self.clock, self.known_on = session, clock, known_on
        self.slices = Slices(self)
        self._whose = ""
        self._search: Search | None = None
        self._day = clock.today()
        self._is_free = False
        self._others = ""
        self._kept: list[Command] = []
        self._kept_until = 0.0
        self.slices.add(self._read_rest())
        # What was made of the plan by then stays while it is open: the collector need not look at it again.
        self.slices.idle.connect(gc.freeze, Qt.ConnectionType.SingleShotConnection)
        session.subscribe(self._stepped)
        self._poll = self._timer(_POLL, self._look)
        self._poll.start()
        self._settle = self._timer(_SETTLE, self._make_whole, once=True)
        self._retry = self._timer(_RETRY, self._try_again)
        self._searched = self._timer(_SEARCHED, self._begin_search, once=True)
        self._searched.start()
        self._midnight = self._timer(0, self._new_day, once=True)
        self._wait_for_midnight()

    def _timer(self, every: int, call: object, *, once: bool = False) -> QTimer:
        made = QTimer(self)
        made.setInterval(every)
        made.setSingleShot(once)
        made.timeout.connect(call)
        return made

    def _read_rest(self) -> Iterator[None]:
        try:
            yield from self.session.read_rest()
        except TrackerError as error:
            self.gave_up.emit(str(error))
        from tracker.domain import calendar

        yield
        yield from calendar.ready(self._day.year)

    # What pages read.

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self.session.plan

    @property
    def day(self) -> date:
        """Today: what every rule is asked with. It changes only together with `changed`."""
        return self._day

    @property
    def read_only(self) -> str:
        """Why nothing may be changed, in a sentence; "" where changes are allowed."""
        return self.session.read_only

    @property
    def known_words(self) -> str:
        """“as known on 3 November 2026” where the plan is shown so; "" for the plan of today."""
        return f"as known on {british.day_month_year(self.known_on)}" if self.known_on else ""

    @property
    def whose(self) -> str:
        """The person for whom somebody is recording in this sitting; "" for oneself."""
        return self._whose

    @property
    def waiting(self) -> bool:
        """Whether a command is kept until another program has finished writing."""
        return bool(self._kept)

    @property
    def undo_label(self) -> str:
        """What undo would take back ("add update"); "" for nothing."""
        return self.session.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would make again; "" for nothing."""
        return self.session.redo_label

    @property
    def is_free(self) -> bool:
        """Whether a plan that could only be read, because somebody was editing it, could be edited now."""
        return self._is_free

    @property
    def others(self) -> str:
        """Who else changed the plan last while it was open here, and when; "" where nobody did."""
        return self._others

    def record_for(self, name: str) -> None:
        """Record for this person from now on; "" for oneself."""
        self._whose = name.strip()
        self.status_changed.emit()

    @property
    def search(self) -> "Search":
        """What finds things in the plan; it begins when it is first asked for."""
        if self._search is None:
            from ui.searching import Search

            self._search = Search(self)
        return self._search

    # Changes.

    def do(self, command: Command) -> "Done | None":
        """Make a change. None: another program is writing, the command is kept and tried again for 30 s.

        Raises TrackerError where it is refused; then nothing was changed.
        """
        from tracker.storage.faults import BusyError

        if not self._kept:
            try:
                return self._done(command)
            except BusyError:
                self._kept_until = monotonic() + _PATIENCE
                self._retry.start()
        self._kept.append(command)  # in the order in which they were given
        self.status_changed.emit()
        self.told.emit(f"Not saved yet: {command.label}. Another program is writing.")
        return None

    def undo(self) -> "Done":
        """Take back the last own change. Raises TrackerError, also where there is none."""
        return self._and_tell("Undone", self.session.undo)

    def redo(self) -> "Done":
        """Make the change last taken back again. Raises TrackerError."""
        return self._and_tell("Redone", self.session.redo)

    def reverse(self, seq: int) -> None:
        """Take back any change, by its number in History. Raises TrackerError."""
        self._and_tell("Taken back", partial(self.session.reverse, seq))

    def _done(self, command: Command) -> "Done":
        return self._and_tell("Saved", partial(self.session.do, command, whose=self._whose))

    def _and_tell(self, how: str, act: "Callable[[], Done]") -> "Done":
        """What can be undone may differ afterwards, also where it was refused."""
        try:
            done = act()
        finally:
            self.status_changed.emit()
        self.told.emit(f"{how}: {done.label}." if done.edits else "Nothing was changed.")
        return done

    def close(self) -> None:
        """Stop the clockwork and close the file. A kept command is tried once more. Raises TrackerError."""
        for timer in (self._poll, self._settle, self._retry, self._searched, self._midnight):
            timer.stop()
        self.slices.end()
        if self._search is not None:
            self._search.close()
        try:
            self.write_kept()
        finally:
            self.session.close()

    def write_kept(self) -> None:
        """Try the kept commands now. Raises TrackerError where one cannot be written; it is kept still."""
        while self._kept:
            self._done(self._kept[0])
            self._kept.pop(0)

    # The clockwork.

    def _begin_search(self) -> None:
        self.search.begin()

    def _stepped(self, step: "Step") -> None:
        ids: dict[type[Record], set[str]] = {}
        for edit in step.edits:
            ids.setdefault(edit.kind, set()).add(edit.id)
        self._settle.start()
        self.changed.emit(Changes({kind: frozenset(each) for kind, each in ids.items()}))

    def _look(self) -> None:
        from tracker.storage.faults import BusyError

        before, seq = (self.read_only, self._is_free, self._others), self.plan.seq
        try:
            self.session.poll()
            self._is_free = self.session.is_taken and not self.session.other_editor()
            if self.plan.seq != seq:
                self._others = self._who_changed(seq)
        except BusyError:
            return  # another program is writing: in a second
        except TrackerError as error:
            if self._poll.interval() == _POLL:
                self._poll.setInterval(_POLL_AWAY)  # the file is gone or damaged: said once
                self.gave_up.emit(str(error))
            return
        self._poll.setInterval(_POLL)
        if (self.read_only, self._is_free, self._others) != before:
            self.status_changed.emit()

    def _who_changed(self, seq: int) -> str:
        """“B. Person changed it at 09:12”, of the last change after number `seq` that is not one's own."""
        own = self.session.actor
        for step in self.session.history(since=seq, limit=20):
            if (step.actor, step.device) != (own.id, own.device):
                at = step.at.astimezone(ZoneInfo("Europe/London"))
                return f"{step.actor_name} changed it at {at:%H:%M}"
        return self._others

    def _make_whole(self) -> None:
        try:
            self.session.settle()
        except TrackerError:
            self._settle.start()  # another program reads: later

    def _try_again(self) -> None:
        from tracker.storage.faults import BusyError

        while self._kept:
            try:
                self._done(self._kept[0])
            except BusyError as error:
                if monotonic() < self._kept_until:
                    return
                self._drop_kept(str(error))
            except TrackerError as error:
                self._drop_kept(str(error))
            else:
                self._kept.pop(0)
        self._retry.stop()
        self.status_changed.emit()

    def _drop_kept(self, why: str) -> None:
        labels = ", ".join(command.label for command in self._kept)
        self._kept.clear()
        self.gave_up.emit(f"Not saved: {labels}. {why}")

    def _wait_for_midnight(self) -> None:
        """Until the day after today begins in London; looked at again after a day at most, or a sleep."""
        now = self.clock.now()
        morning = datetime.combine(self._day + timedelta(days=1), time(), ZoneInfo("Europe/London"))
        left = (morning - now).total_seconds() * 1000
        self._midnight.start(int(min(max(left + 50, 50), _LONGEST)))

    def _new_day(self) -> None:
        today = self.clock.today()
        if today != self._day:
            self._day = today
            self.changed.emit(EVERYTHING)
        self._wait_for_midnight()
