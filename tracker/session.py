"""One person's work on one open plan: the only door to a change.

Every change is a command. The session hands it to the store, which writes it as one step with its values
before and after; undo, history, what others did and the plan as it was known on a day are all read from
those steps.
"""

from collections.abc import Callable, Generator, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar, cast

from tracker.clock import Clock
from tracker.domain.commands.base import Actor, Command
from tracker.domain.errors import Refused
from tracker.domain.plan import Edit, FullPlan, Plan
from tracker.domain.records import Record, Update
from tracker.frozen import dataclass
from tracker.storage.faults import NotNowError
from tracker.storage.journal import Step
from tracker.storage.places import Place
from tracker.storage.store import FOR_READING, Origin, Store
from tracker.storage.transaction import Transaction

R = TypeVar("R", bound=Record)

PATIENT = 30.0
"""Seconds a verb waits while another program is writing."""


@dataclass(frozen=True, slots=True)
class Done:
    """A change as it was saved. `seq` is its number, or that of the last change where nothing changed."""

    seq: int
    label: str
    edits: tuple[Edit, ...]

    def made(self, kind: type[R]) -> R:
        """The one record of this kind that the change made."""
        (record,) = (edit.after for edit in self.edits if edit.kind is kind and edit.before is None)
        return cast(R, record)


@dataclass(frozen=True, slots=True)
class _Undoable:
    seq: int
    label: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class Changes:
    """News of one change, by this session or another: the plan since then, and what it did."""

    plan: Plan
    edits: tuple[Edit, ...]

    def touched(self, kind: type[Record]) -> bool:
        """Whether any record of this kind was made, changed or removed."""
        return any(edit.kind is kind for edit in self.edits)


class Session:
    """An open plan and the person at the keyboard.

    `plan` is the plan now, an immutable value; after each change there is another.
    """

    def __init__(self, store: Store, clock: Clock, plan: Plan) -> None:
        self.path = store.path
        self._store = store
        self._clock = clock
        self._undo: list[_Undoable] = []
        self._redo: list[_Undoable] = []
        self._callbacks: list[Callable[[Changes], None]] = []
        self.plan = plan

    @classmethod
    def create(cls, path: Path, actor: Actor, clock: Clock, *, wait: float = PATIENT) -> Self:
        """Make an empty plan in a file that is not there yet, and open it. Raises TrackerError."""
        return cls._opened(Store.create(path, actor, clock.now(), wait), clock)

    @classmethod
    def open(
        cls,
        path: Path,
        actor: Actor,
        clock: Clock,
        *,
        wait: float = PATIENT,
        read_only: bool = False,
        in_turns: bool = False,
    ) -> Self:
        """Open a plan. `wait` is how many seconds to wait while another program is writing.

        `in_turns`: the first sight of it is to be quick; `read_rest` is called after that.
        Raises TrackerError, in a sentence, where the file is no plan, newer, damaged or out of reach.
        """
        reason = FOR_READING if read_only else ""
        return cls._opened(Store.open(path, actor, clock.now(), wait, reason), clock, in_turns)

    @classmethod
    def opening(cls, path: Path, actor: Actor, clock: Clock, *, wait: float) -> Generator[None, None, Self]:
        """The same in turns, with no pause where the plan is small: what it comes to is the session."""
        store = Store.open(path, actor, clock.now(), wait)
        try:
            return cls(store, clock, (yield from store.plan_read(in_turns=True)))
        except BaseException:
            store.close()
            raise

    @classmethod
    def _opened(cls, store: Store, clock: Clock, in_turns: bool = False) -> Self:
        try:
            return cls(store, clock, store.plan(in_turns=in_turns))
        except BaseException:
            store.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def read_only(self) -> str:
        """Why nothing may be changed, '' where it may."""
        return self._store.read_only

    @property
    def actor(self) -> Actor:
        """Who is at the keyboard: the name that each change from now on is made in."""
        return self._store.actor

    @actor.setter
    def actor(self, actor: Actor) -> None:
        self._store.use_actor(actor)

    @property
    def is_taken(self) -> bool:
        """Whether it may only be read because somebody else was editing it; see `other_editor`."""
        return self._store.is_taken

    @property
    def place(self) -> Place:
        """The kind of place where the file lies, which decides how it may be written."""
        return self._store.place

    @property
    def upgrade_backup(self) -> Path | None:
        """The copy kept of an older plan that was brought to this program's form when it was opened."""
        return self._store.upgrade_backup

    @property
    def origin(self) -> Origin:
        """Which plan this file holds; copies and exports carry it."""
        return self._store.origin()

    def other_editor(self) -> str:
        """Who else is editing a plan that only one may edit at a time, and where; '' where nobody is."""
        return self._store.other_editor(self._clock.now())

    @property
    def undo_label(self) -> str:
        """The label of the change that undo would take back, with whose it is if that is another person.

        '' where there is none.
        """
        return self._label(self._undo)

    @property
    def redo_label(self) -> str:
        """The same of the change that redo would make again."""
        return self._label(self._redo)

    def do(self, command: Command, whose: str = "") -> Done:
        """Make a change. `whose` is the person whose facts they are, if not the actor's.

        Raises Refused, NotFound or another TrackerError; then nothing was changed.
        """
        done = self._write(command.apply, command.kind, command.label, whose)
        if done.edits and command.undoable:
            self._undo.append(_Undoable(done.seq, done.label, self.actor))
            self._redo.clear()
        return done

    def undo(self) -> Done:
        """Take back the last change of this session that is not undone yet. Raises Refused."""
        return self._take_back_last(self._undo, self._redo, "undo")

    def redo(self) -> Done:
        """Make the change undone last again. Raises Refused."""
        return self._take_back_last(self._redo, self._undo, "redo")

    def reverse(self, seq: int) -> Done:
        """Take back any change, by its number, with a change of its own. Raises Refused or NotFound."""
        done = self._take_back(seq, "reverse")
        self._undo.append(_Undoable(done.seq, done.label, self.actor))
        self._redo.clear()
        return done

    def read_rest(self) -> Iterator[None]:
        """Read what a plan opened in turns lacks, pausing now and then. Raises TrackerError.

        What is asked for before that, is read when it is.
        """
        return self._store.read_rest()

    def subscribe(self, callback: Callable[[Changes], None]) -> None:
        """Call back after each change, whoever made it."""
        self._callbacks.append(callback)

    def poll(self) -> None:
        """Take in what others have changed. To be called each second while the plan is shown."""
        self._store.keep_lease(self._clock.now())
        if self._store.was_changed_elsewhere():
            self._catch_up()

    def full_plan(self) -> FullPlan:
        """Everything in the plan, all at one moment."""
        return self._store.full_plan()

    def full_plan_in_turns(self) -> tuple[FullPlan, Iterator[None]]:
        """The same, once others' changes are taken in, and what reads it while somebody waits, pausing now
        and then. What is asked for before that has ended is read when it is. Raises TrackerError.
        """
        self.poll()
        return self._store.full_plan_in_turns(self.plan)

    def brought_up(self, plan: FullPlan) -> FullPlan:
        """That plan, read earlier, with what was changed in the file since. Raises TrackerError."""
        for step, edits in self.since(plan.seq):
            plan = plan.after(edits, step.seq, step.digest)
        return plan

    def as_known(self, day: date) -> FullPlan:
        """Everything in the plan as it was recorded by the end of a day; empty before the first change."""
        return self._store.as_known(day)

    def updates(self, action_id: str, at: int | None = None) -> list[Update]:
        """The updates of an action in the order in which they were recorded; as they stood at change `at`."""
        return self.records(Update, "action_id", action_id, self.plan.seq if at is None else at)

    def records(self, kind: type[R], field: str, value: str | None, at: int) -> list[R]:
        """The records of a kind with this value in a field that never changes, as at change `at`."""
        return self._store.records_at(kind, field, value, at)

    def evidenced(self) -> dict[str, dict[str, bool]]:
        """The evidence of each action that has any, which the plan for lists does not hold: its id, and
        whether it is accepted."""
        return self._store.evidenced()

    def history(
        self,
        *,
        entity_id: str | None = None,
        actor: Actor | None = None,
        since: int = 0,
        upto: int | None = None,
        limit: int = 100,
        most: int | None = None,
    ) -> list[Step]:
        """Changes, newest first: of one record (an action with what is its own), by one person, after number
        `since`, up to number `upto`.

        With `most`, each comes with no more than the first so many of what it did.
        """
        return self._store.history(
            entity_id=entity_id,
            actor=actor.id if actor else None,
            since=since,
            upto=upto,
            limit=limit,
            most=most,
        )

    def removals(self, since: int, upto: int) -> list[Step]:
        """Changes after number `since` up to number `upto` that removed what is still gone, newest first.

        Each comes with those removals alone; `reverse` brings back what it removed.
        """
        return self._store.removals(since, upto)

    def since(self, seq: int) -> list[tuple[Step, tuple[Edit, ...]]]:
        """The changes after number `seq`, oldest first, with what each did to each record."""
        return self._store.since(seq)

    def read_file(self, sha256: str) -> bytes:
        """The bytes of a file the plan keeps. Raises NotFound, also where it was removed."""
        return self._store.file(sha256)

    def backup(self, folder: Path | None = None) -> Path:
        """Make a checked copy, in “NAME backups” beside the plan unless said otherwise; returns its path."""
        return self._store.backup(folder, self._clock.now())

    def held_elsewhere(self, seq: int) -> list[str]:
        """Names of what may still hold what change `seq` removed for data protection.

        They are the papers, exports and backups noted in the plan while it held it, and the backup files
        beside the plan.
        """
        return self._store.held_elsewhere(seq)

    def check(self) -> list[str]:
        """What is wrong with the plan, a sentence each; nothing in a sound one.

        The file, its references, its history and kept files, that current values follow from the facts,
        and the rules of the domain.
        """
        from tracker.domain.rules.checking import faults  # not needed to open a plan

        return self._store.faults() or faults(self.full_plan())

    def settle(self) -> None:
        """Make the one file whole by itself. To be called after two seconds without a change."""
        self._store.settle()

    def close(self) -> None:
        """Close the plan; its file is then whole by itself."""
        self._store.close()

    def _write(
        self,
        apply: Callable[[Transaction], None],
        kind: str,
        label: str,
        whose: str = "",
        reverses: int | None = None,
    ) -> Done:
        self._read_all()
        written = self._store.write(
            apply,
            kind=kind,
            label=label,
            whose=whose or self.actor.name,
            now=self._clock.now(),
            reverses=reverses,
        )
        if written is None:
            return Done(self.plan.seq, label, ())
        if written.seq == self.plan.seq + 1:
            self._take_in(written.edits, written.seq, written.digest)
        else:
            self._catch_up()
        if written.needs_scrub:
            self._store.scrub()
        return Done(written.seq, label, written.edits)

    def _label(self, stack: list[_Undoable]) -> str:
        if not stack:
            return ""
        last = stack[-1]
        return last.label if last.actor.id == self.actor.id else f"{last.label} ({last.actor.name})"

    def _take_back_last(self, stack: list[_Undoable], other: list[_Undoable], kind: str) -> Done:
        if not stack:
            raise Refused(f"There is nothing to {kind}.")
        try:
            done = self._take_back(stack[-1].seq, kind)
        except NotNowError:
            raise
        except Refused:
            stack.pop()  # it would be refused for ever, and stand before the changes that are not
            raise
        stack.pop()
        other.append(_Undoable(done.seq, done.label, self.actor))
        return done

    def _take_back(self, seq: int, kind: str) -> Done:
        step = self._store.step(seq)
        if step.kind in _permanent():
            raise Refused("A change of this kind cannot be taken back. Nothing was changed.")
        return self._write(partial(self._store.take_back, step=step), kind, step.label, reverses=seq)

    def _read_all(self) -> None:
        for _ in self.read_rest():  # while the file still stands as the plan does: later it takes long
            pass

    def _catch_up(self) -> None:
        news = self._store.since(self.plan.seq)
        if news:
            self._read_all()
        for step, edits in news:
            self._take_in(edits, step.seq, step.digest)

    def _take_in(self, edits: tuple[Edit, ...], seq: int, digest: str) -> None:
        self.plan = self.plan.after(edits, seq, digest)
        for callback in self._callbacks:
            callback(Changes(self.plan, edits))


@cache
def _permanent() -> set[str]:
    """The kinds of change that cannot be taken back."""
    from tracker.domain.commands import COMMANDS  # all of them: not before something is taken back

    return {command.kind for command in COMMANDS if not command.undoable}
