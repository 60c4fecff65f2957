"""What finds things in a plan: the names in memory at once, every other word by an index in a thread."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tracker.domain import british
from tracker.domain.errors import TrackerError
from tracker.domain.names import plain
from tracker.domain.plan import Plan
from tracker.domain.record_words import record_label
from tracker.domain.records import (
    Action,
    BudgetLine,
    Finding,
    Measure,
    Meeting,
    Organisation,
    Person,
    Post,
    Record,
    Risk,
    Source,
    Tag,
    Workstream,
)
from tracker.domain.rules.difference import name_of
from tracker.frozen import dataclass

if TYPE_CHECKING:
    from tracker.storage.search import Hit, SearchIndex
    from ui.workspace import Changes, Workspace

NAMED: tuple[type[Record], ...] = (
    *(Action, Finding, Measure, Risk, BudgetLine, Post, Person, Organisation),
    *(Workstream, Source, Meeting, Tag),
)
"""The kinds of record that are found by their names, in the order in which they are shown."""
_TURN = 200  # records named between two pauses


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its name; `hay` is what is looked through."""

    kind: type[Record]
    id: str
    name: str
    hay: str


def title_of(record: Record) -> str:
    """What people call a record; meetings by their day too."""
    if isinstance(record, Meeting):
        return f"{record.body}, {british.short_day(record.held_on)}"
    return name_of(record)


class Names(QObject):
    """What everything in the plan is called; `gathered` is sent when all of it is there."""

    gathered = Signal()

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._named: dict[type[Record], dict[str, Named]] = {}
        workspace.changed.connect(self._changed)
        work = self._gather()
        for _ in range(len(NAMED)):  # all of a small plan, and of a large one some milliseconds
            next(work, None)
        workspace.slices.add(work, self.gathered.emit, of=self)

    def find(self, phrases: Iterable[str], most: int) -> list[Named]:
        """Those that hold every word of one of the phrases: first those that begin with it."""
        found: dict[str, Named] = {}
        for phrase in map(plain, phrases):
            hits = self._holding(phrase.split())
            begin = [each for each in hits if each.hay.startswith(phrase)]
            begin.sort(key=lambda each: not each.hay.startswith(f"{phrase} "))
            for each in (*begin, *hits):
                found.setdefault(each.id, each)
                if len(found) == most:
                    return list(found.values())
        return list(found.values())

    def _holding(self, words: list[str]) -> list[Named]:
        if not words:
            return []
        first, *others = sorted(words, key=len, reverse=True)
        hits = [each for kind in self._named.values() for each in kind.values() if first in each.hay]
        return [each for each in hits if all(word in each.hay for word in others)]

    def _gather(self) -> Iterator[None]:
        plan = self._workspace.plan
        for kind in NAMED:
            table = self._named.setdefault(kind, {})
            for n, record in enumerate(plan.all(kind)):
                table.setdefault(record.id, _named(record))
                if n % _TURN == _TURN - 1:
                    yield
            yield

    def _changed(self, changes: "Changes") -> None:
        plan = self._workspace.plan
        for kind, table in self._named.items():
            for record_id in changes.ids(kind):
                record = plan.find(kind, record_id)
                if record is None:
                    table.pop(record_id, None)
                else:
                    table[record_id] = _named(record)


def _named(record: Record) -> Named:
    name = title_of(record)
    hay = plain(f"{name} {getattr(record, 'council_ref', '')} {record_label(type(record))}")
    return Named(type(record), record.id, name, hay)


class Words(QObject):
    """Every word of the plan: an index made in a thread, where SQLite alone is at work.

    `found` brings the hits of what was asked last, with its number, and `said` the ids of the actions whose
    updates hold what was asked of them last; `ready` says that the index was made.
    """

    found = Signal(int, object)
    said = Signal(int, object)
    ready = Signal()
    _failed = Signal(Exception)

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._failed.connect(self._raise)
        self._thread = ThreadPoolExecutor(1, "search")
        self._index: SearchIndex | None = None
        self._begun = self._ended = self.is_ready = False
        self._stale: set[str] = set()
        self._asked = self._asked_said = 0
        self._last: Future[None] | None = None
        workspace.changed.connect(self._changed)

    def begin(self) -> None:
        """Make the index, or bring it up to date."""
        stale, self._stale = self._stale, set()
        if not self._begun:
            self._begun = True
            self._do(self._make)
        elif stale:
            self._do(partial(self._take_in, stale))

    def ask(self, phrases: Iterable[str]) -> int:
        """Look for these; `found` brings the answer under the number returned, unless another came after."""
        self._asked += 1
        self._do(partial(self._find, self._asked, tuple(phrases)))
        return self._asked

    def ask_updates(self, phrases: Iterable[str]) -> int:
        """Look for these in updates alone; `said` brings the answer as `found` does."""
        self._asked_said += 1
        self._do(partial(self._find_said, self._asked_said, tuple(phrases)))
        return self._asked_said

    def close(self) -> None:
        """Let go of the file; what is under way is broken off."""
        self._ended = True
        while self._last is not None and not self._last.done():
            if self._index is not None:
                self._index.interrupt()
            wait((self._last,), timeout=0.01)
        self._thread.shutdown()
        index, self._index = self._index, None
        if index is not None:
            index.close()

    def _changed(self, changes: "Changes") -> None:
        self._stale |= {kind.table for kind in changes.kinds}

    def _do(self, work: Callable[[], None]) -> None:
        if not self._ended:
            self._last = self._thread.submit(self._safely, work)

    def _raise(self, error: Exception) -> None:
        raise error

    # In the thread.

    def _safely(self, work: Callable[[], None]) -> None:
        try:
            work()
        except TrackerError:
            # Names are found still; what can be done about the file is said where it is read or written.
            if not self._ended:
                index, self._index = self._index, None
                self._begun = self.is_ready = False
                if index is not None:
                    index.close()
        except Exception as error:  # a bug: told where the window tells of its own
            if not self._ended:
                self._failed.emit(error)

    def _make(self) -> None:
        from tracker.storage.search import SearchIndex

        self._index = SearchIndex(self._workspace.session.path)
        self._take_in(SearchIndex.tables)
        self.is_ready = not self._ended
        if self.is_ready:
            self.ready.emit()

    def _take_in(self, tables: Iterable[str]) -> None:
        for table in tables:
            if self._index is not None and not self._ended:
                self._index.build((table,))

    def _find(self, number: int, phrases: tuple[str, ...]) -> None:
        if number == self._asked and self._index is not None and not self._ended:
            hits = self._index.find(phrases)
            if not self._ended:
                self.found.emit(number, hits)

    def _find_said(self, number: int, phrases: tuple[str, ...]) -> None:
        if number == self._asked_said and self._index is not None and not self._ended:
            ids = self._index.actions_saying(phrases)
            if not self._ended:
                self.said.emit(number, ids)


class Search:
    """Both, for one open plan."""

    def __init__(self, workspace: "Workspace") -> None:
        self.names, self.words = Names(workspace), Words(workspace)
        # The index is made of the file, which holds more than was known on an earlier day.
        self.has_words = workspace.known_on is None

    def begin(self) -> None:
        """Make ready what finds words, or bring it up to date."""
        if self.has_words:
            self.words.begin()

    def close(self) -> None:
        """Let go of the file."""
        self.words.close()


def kind_words(hit: "Hit") -> str:
    """What was found: “Update”, “Improvement area”."""
    from tracker.storage.rows import KIND_OF

    return record_label(KIND_OF[hit.table])


def name_in(plan: Plan, hit: "Hit") -> str:
    """The name of the record to which a hit leads; "" where that is not in memory."""
    from tracker.storage.rows import KIND_OF

    kind = KIND_OF[hit.leads_to]
    record = plan.find(kind, hit.id) if kind in plan.kinds else None
    return title_of(record) if record is not None else ""
