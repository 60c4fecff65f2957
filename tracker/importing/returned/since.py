"""What the plan was when a sheet was made, and who has changed what since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tracker.clock import day_of
from tracker.domain.plan import Edit, FullPlan
from tracker.domain.records import Fact, Record


class Step(Protocol):
    """What is asked of a change in the plan's history."""

    @property
    def seq(self) -> int: ...
    @property
    def actor_name(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def digest(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changed something, and on which day."""

    who: str
    on: date


class Since:
    """The plan `now`, the plan `then`, which a sheet made on `made_on` shows, and the changes in between.

    `made` is the change that the sheet shows last, and `changes` those after it.
    """

    def __init__(
        self, now: FullPlan, today: date, made: Step, changes: Sequence[tuple[Step, tuple[Edit, ...]]]
    ) -> None:
        self.now = now
        self.today = today
        self.made_on = day_of(made.at)
        back = [
            Edit(edit.kind, edit.id, edit.after, edit.before)
            for _, edits in reversed(changes)
            for edit in reversed(edits)
        ]
        self.then = now.after(back, made.seq, made.digest)
        self._changes = changes

    @property
    def has_changes(self) -> bool:
        """Whether anything was changed since."""
        return bool(self._changes)

    def hand(self, record_id: str, field: str = "") -> Hand | None:
        """Who last changed a field of a record since the sheet was made, or made or removed the record.

        Where it followed from a fact somebody recorded for another person, it is that person.
        """
        for step, edits in reversed(self._changes):
            if any(edit.id == record_id and _touches(edit, field) for edit in edits):
                return Hand(_whose(edits, record_id) or step.actor_name, day_of(step.at))
        return None


def _whose(edits: Sequence[Edit], record_id: str) -> str:
    """The person whose fact about the record was recorded with a change of it."""
    facts = (edit.after for edit in edits if isinstance(edit.after, Fact))
    return next((each.whose for each in facts if _value(each, "action_id") == record_id), "")


def _touches(edit: Edit, field: str) -> bool:
    before, after = edit.before, edit.after
    if before is None or after is None or not field:
        return True
    return _value(before, field) != _value(after, field)


def _value(record: Record, field: str) -> object:
    return getattr(record, field, None)
