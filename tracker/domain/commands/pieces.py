"""Commands about what hangs on an action: parts, milestones, and what it waits for."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.facts import called, refuse_finished
from tracker.domain.commands.forms import Add, Change, Tie, Untie
from tracker.domain.commands.keeping import keep
from tracker.domain.commands.refusing import refuse
from tracker.domain.due import DueDate
from tracker.domain.records import Action, Blocker, Milestone, Part
from tracker.domain.rules.circles import waits_for_itself
from tracker.domain.rules.reads import Within
from tracker.domain.words import shown_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPart(Add):
    """Add a joint owner's or a contributor's share of an action."""

    kind = "add_part"
    label = "add part"
    record = Part

    action_id: str
    organisation_id: str
    text: str
    post_id: str | None = None
    joint: bool = False
    due: DueDate | None = None

    def apply(self, tx: Tx) -> None:
        refuse_finished(tx, self.action_id)
        Add.apply(self, tx)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePart(Change):
    """Change a part's words, date or who is responsible for it, or move it to another action."""

    kind = "change_part"
    label = "change part"
    record = Part
    allowed = frozenset({"action_id", "organisation_id", "post_id", "joint", "text", "due", "position"})

    def apply(self, tx: Tx) -> None:
        if "action_id" in self.changes:
            refuse_finished(tx, self.changes["action_id"])
        Change.apply(self, tx)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMilestone(Add):
    """Add a dated step on the way."""

    kind = "add_milestone"
    label = "add milestone"
    record = Milestone

    action_id: str
    title: str
    due: DueDate


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMilestone(Change):
    """Change a milestone's title, date or place, or move it to another action."""

    kind = "change_milestone"
    label = "change milestone"
    record = Milestone
    allowed = frozenset({"action_id", "title", "due", "position"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDone(Command):
    """Note the day on which a part was done."""

    kind = "part_done"
    label = "note part done"

    part_id: str
    done_on: date

    def apply(self, tx: Tx) -> None:
        _done(tx, tx.get(Part, self.part_id), self.done_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneDone(Command):
    """Note the day on which a milestone was reached."""

    kind = "milestone_done"
    label = "note milestone reached"

    milestone_id: str
    done_on: date

    def apply(self, tx: Tx) -> None:
        _done(tx, tx.get(Milestone, self.milestone_id), self.done_on)


def _done(tx: Tx, record: Part | Milestone, done_on: date) -> None:
    if record.done_on:
        refuse(f"“{called(record)}” is done already.")
    keep(tx, replace(record, done_on=done_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBlocker(Tie):
    """Say that an action waits for another. Refused where the two would wait for each other in a circle."""

    kind = "add_blocker"
    label = "add what it waits for"
    record = Blocker

    action_id: str
    blocked_by_id: str

    def apply(self, tx: Tx) -> None:
        Tie.apply(self, tx)
        if waits_for_itself(Within(tx), self.action_id):
            one, other = tx.get(Action, self.action_id), tx.get(Action, self.blocked_by_id)
            refuse(f"{shown_ref(one)} and {shown_ref(other)} would wait for each other.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveBlocker(Untie):
    """Say that an action does not wait for another."""

    kind = "remove_blocker"
    label = "remove what it waits for"
    record = Blocker

    action_id: str
    blocked_by_id: str
