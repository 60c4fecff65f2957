"""What setting the same on several actions comes to: for each, what changes, or the rule against it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Any

from tracker.domain import british
from tracker.domain.amounts import without_commas
from tracker.domain.codes import Lifecycle, OwnColumnKind
from tracker.domain.due import DueDate
from tracker.domain.names import folded
from tracker.domain.record_words import field_label, value_words
from tracker.domain.records import (
    SETTINGS_ID,
    Action,
    ActionTag,
    OwnColumn,
    OwnValue,
    PlanSettings,
    Post,
    Tag,
    Workstream,
    link_id,
)
from tracker.domain.rules import lifecycle
from tracker.domain.rules.approval import is_approved
from tracker.domain.rules.lateness import pending
from tracker.domain.rules.reads import Reads
from tracker.domain.rules.states import is_open
from tracker.domain.words import label, shown_ref
from tracker.frozen import dataclass


class Step(StrEnum):
    """A step in their lives that several actions may take at once."""

    START = "start"
    HOLD = "hold"


_LEADS_TO = {Step.START: Lifecycle.IN_PROGRESS, Step.HOLD: Lifecycle.ON_HOLD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What each of several actions is to have. What is not named stays as it is.

    `values` are by the action's field names, and hold a due date too; `own` are values by the id of an own
    column, "" to empty it. Tags are put on by name, new ones among them, and taken off by id. A step is
    taken on `happened_on`; a hold is looked at again on `review_on`.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    tags_on: tuple[str, ...] = ()
    tags_off: tuple[str, ...] = ()
    step: Step | None = None
    happened_on: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A change in words; empty before where there was nothing, empty after where it is emptied."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What becomes of one action; nothing where `refused` holds the rule against it.

    `values`, `own`, `tags_on`, `tags_off` and `step` are the part of what is wanted that it does not have
    yet. `new_due` is asked for, the date being agreed; `rewords` where an approved owner changes.
    """

    action: Action
    differences: tuple[Difference, ...] = ()
    refused: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    tags_on: tuple[str, ...] = ()
    tags_off: tuple[str, ...] = ()
    step: Step | None = None
    new_due: DueDate | None = None
    rewords: bool = False

    @property
    def changes(self) -> bool:
        """Whether anything becomes of it."""
        return bool(self.differences) and not self.refused

    @property
    def asks_reason(self) -> bool:
        """Whether somebody has to say why: an agreed date is to move, or an approved owner changes."""
        return self.changes and (self.new_due is not None or self.rewords)


def judged(reads: Reads, actions: Iterable[Action], wanted: Wanted, day: date) -> Iterator[Line]:
    """A line for each action, in their order."""
    names = {each.id: each.name for each in reads.all(Tag)}
    ids = {folded(name): tag_id for tag_id, name in names.items()}
    for action in actions:
        yield _Judge(reads, action, wanted, day, names, ids).line()


class _Judge:
    """One action beside what is wanted of it."""

    def __init__(
        self,
        reads: Reads,
        action: Action,
        wanted: Wanted,
        day: date,
        names: Mapping[str, str],
        ids: Mapping[str, str],
    ) -> None:
        self.reads, self.action, self.wanted, self.day = reads, action, wanted, day
        self.names, self.ids = names, ids
        is_there = wanted.step is not None and action.lifecycle is _LEADS_TO[wanted.step]
        self.step = None if is_there else wanted.step
        self.said: list[Difference] = []

    def line(self) -> Line:
        values = {
            name: value for name, value in self.wanted.values.items() if value != getattr(self.action, name)
        }
        if refused := self._why_not(values):
            return Line(action=self.action, refused=refused)
        for name, value in values.items():
            self._say_value(name, getattr(self.action, name), value)
        own = self._own()
        on, off = self._tags()
        new_due = values.pop("due", None) if self.action.first_due else None
        return Line(
            action=self.action,
            values=values,
            own=own,
            tags_on=on,
            tags_off=off,
            step=self._step(),
            new_due=new_due,
            rewords=self._rewords(values),
            differences=tuple(self.said),
        )

    def _why_not(self, values: Mapping[str, Any]) -> str | None:
        """The rule against it, in a sentence."""
        ref = shown_ref(self.action)
        if "due" in values and self.action.first_due:
            if values["due"] is None:
                return f"The due date of {ref} has been agreed: it can move, but not be taken away."
            if not is_open(self.action):
                return f"{ref} is no longer open."
            if pending(self.reads, self.action):
                return f"A new date has been asked for {ref} already: decide on it or withdraw it first."
        on = self.wanted.happened_on or self.day
        if self.step is Step.START:
            return lifecycle.why_not_start(self.reads, self.action, on, self.day)
        if self.step is Step.HOLD:
            return lifecycle.why_not_hold(self.reads, self.action, True, self.wanted.review_on, on, self.day)
        return None

    def _rewords(self, values: Mapping[str, Any]) -> bool:
        return (
            "owner_post_id" in values
            and self.action.owner_post_id is not None
            and is_approved(self.reads, self.action)
        )

    def _say_value(self, name: str, old: Any, new: Any) -> None:
        title = self._title(name)
        if name == "due" and self.action.first_due:
            title = "New date asked for"
        self.said.append(Difference(title, self._words(name, old), self._words(name, new)))

    def _title(self, name: str) -> str:
        settings = self.reads.find(PlanSettings, SETTINGS_ID)
        own = {"owner_post_id": "owner_label", "workstream_id": "workstream_label"}
        if settings is not None and name in own:
            return str(getattr(settings, own[name]))
        return field_label(Action, name)

    def _words(self, name: str, value: Any) -> str:
        if name == "owner_post_id":
            post = self.reads.find(Post, value)
            return post.title if post else ""
        if name == "workstream_id":
            stream = self.reads.find(Workstream, value)
            return stream.title if stream else ""
        return value_words(name, value)

    def _own(self) -> dict[str, str]:
        """The values of own columns that it does not have yet."""
        found = {}
        for column_id, value in self.wanted.own.items():
            held = self.reads.find(OwnValue, link_id(OwnValue, self.action.id, column_id))
            old = held.value if held else ""
            column = self.reads.find(OwnColumn, column_id)
            if column is not None and column.kind is OwnColumnKind.NUMBER:
                value = without_commas(value)
            if old != value and column is not None:
                found[column_id] = value
                self.said.append(Difference(column.name, _own_words(column, old), _own_words(column, value)))
        return found

    def _tags(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        ties = self.reads.by(ActionTag, "action_id", self.action.id)
        held = {tie.tag_id for tie in ties}
        wanted = {folded(name): name for name in self.wanted.tags_on}
        on = tuple(name for key, name in wanted.items() if self.ids.get(key) not in held)
        off = tuple(tag_id for tag_id in self.wanted.tags_off if tag_id in held)
        if on or off:
            before = [self.names[each] for each in held]
            after = [self.names[each] for each in held if each not in off] + list(on)
            self.said.append(Difference("Tags", _listed(before), _listed(after)))
        return on, off

    def _step(self) -> Step | None:
        if self.step is not None:
            new, review = label(_LEADS_TO[self.step]), self.wanted.review_on
            if self.step is Step.HOLD and review:
                new = f"{new}, review on {british.short_day(review)}"
            was = label(self.action.lifecycle)
            self.said.append(Difference(field_label(Action, "lifecycle"), was, new))
        return self.step


def _own_words(column: OwnColumn, value: str) -> str:
    is_day = column.kind is OwnColumnKind.DATE and value
    return british.short_day(date.fromisoformat(value)) if is_day else value


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names, key=str.casefold))
