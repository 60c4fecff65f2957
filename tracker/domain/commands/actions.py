"""Commands about workstreams and actions: adding them, changing them, and linking them to findings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.domain.codes import AmendmentKind, Audience, Priority
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.facts import amend, as_text
from tracker.domain.commands.forms import Add, Change, change, make, promised, shared, tie, untie
from tracker.domain.commands.keeping import keep
from tracker.domain.commands.refusing import refuse
from tracker.domain.due import DueDate
from tracker.domain.records import Action, ActionFinding, Finding, Workstream
from tracker.domain.rules.approval import is_approved
from tracker.domain.words import shown_ref

# Changed after approval, these ask for a reason and who agreed.
_APPROVED_WORDS = ("title", "text", "outcome", "criteria", "owner_post_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWorkstream(Add):
    """Add a workstream at the end."""

    kind = "add_workstream"
    label = "add workstream"
    record = Workstream

    title: str
    council_ref: str = ""
    sro_post_id: str | None = None
    lead_post_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWorkstream(Change):
    """Change a workstream's title, references, owners or place."""

    kind = "change_workstream"
    label = "change workstream"
    record = Workstream
    allowed = frozenset({"title", "council_ref", "sro_post_id", "lead_post_id", "position"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAction(Command):
    """Add an action and the findings it answers. In an approved plan its due date is a promise at once.

    Its `id` is given where a later change of the same `Together` refers to it.
    """

    kind = "add_action"
    label = "add action"

    id: str = ""
    title: str
    text: str = ""
    outcome: str = ""
    criteria: str = ""
    council_ref: str = ""
    workstream_id: str | None = None
    owner_post_id: str | None = None
    start_on: date | None = None
    due: DueDate | None = None
    priority: Priority | None = None
    monitored_at: str = ""
    resources: str = ""
    audience: Audience = Audience.ORDINARY
    audience_reason: str = ""
    in_plan_from: date | None = None
    finding_ids: tuple[str, ...] = ()

    def apply(self, tx: Tx) -> None:
        action = make(tx, Action, shared(self, Action))
        _check_audience(action)
        keep(tx, promised(tx, action))
        for finding_id in self.finding_ids:
            _answer(tx, action, finding_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAction(Command):
    """Change fields of an action by name.

    Before approval all are free. Afterwards wording, criteria and owner ask for `reason` and `agreed_by`
    and the approved words are kept; a field that was empty may still be filled in. An agreed due date moves
    only by AskForNewDate. A draft that gets wording of its own is a draft no longer.
    """

    kind = "change_action"
    label = "change action"

    id: str
    changes: Mapping[str, Any]
    reason: str = ""
    agreed_by: str = ""

    allowed = frozenset(
        {
            *_APPROVED_WORDS,
            *("council_ref", "workstream_id", "position", "start_on", "due", "priority"),
            *("monitored_at", "resources", "audience", "audience_reason"),
        }
    )

    def apply(self, tx: Tx) -> None:
        action = tx.get(Action, self.id)
        if "due" in self.changes and action.first_due:
            refuse(f"The due date of {shown_ref(action)} has been agreed: ask for a new date.")
        changed = change(tx, action, self.allowed, self.changes)
        _check_audience(changed)
        if (changed.title, changed.text) != (action.title, action.text):
            changed = replace(changed, draft=False)
        keep(tx, promised(tx, changed))
        if is_approved(tx, action):
            self._note_agreed(tx, action, changed)

    def _note_agreed(self, tx: Tx, before: Action, after: Action) -> None:
        for name in _APPROVED_WORDS:
            old, new = getattr(before, name), getattr(after, name)
            if old and old != new:
                texts = as_text(tx, name, old), as_text(tx, name, new)
                where = Action.table, before.id, name
                amend(tx, AmendmentKind.AGREED_CHANGE, *where, *texts, self.reason, self.agreed_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingTie(Command):
    """What linking and unlinking a finding have in common: in an approved plan, why and who agreed."""

    action_id: str
    finding_id: str
    reason: str = ""
    agreed_by: str = ""

    def turn(self, tx: Tx, action: Action) -> None:
        """Make the link, or take it away."""
        raise NotImplementedError

    def apply(self, tx: Tx) -> None:
        action = tx.get(Action, self.action_id)
        before = _answered(tx, action)
        self.turn(tx, action)
        if is_approved(tx, action):
            # Under the action's id, so that its changed words and areas are found together.
            link, texts = (ActionFinding.table, action.id, "finding_id"), (before, _answered(tx, action))
            amend(tx, AmendmentKind.AGREED_CHANGE, *link, *texts, self.reason, self.agreed_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFinding(FindingTie):
    """Say that an action answers a finding."""

    kind = "link_finding"
    label = "link improvement area"

    def turn(self, tx: Tx, action: Action) -> None:
        _answer(tx, action, self.finding_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkFinding(FindingTie):
    """Say that an action does not answer a finding."""

    kind = "unlink_finding"
    label = "unlink improvement area"

    def turn(self, tx: Tx, action: Action) -> None:
        untie(tx, ActionFinding, action_id=action.id, finding_id=self.finding_id)


def _check_audience(action: Action) -> None:
    if action.audience is Audience.RESTRICTED and not action.audience_reason:
        refuse("Say why the action is restricted.")


def _answer(tx: Tx, action: Action, finding_id: str) -> None:
    finding = tx.get(Finding, finding_id)
    if finding.left_out_on:
        refuse(f"{finding.ref} is left out: take it in first.")
    tie(tx, ActionFinding, action_id=action.id, finding_id=finding.id)


def _answered(tx: Tx, action: Action) -> str:
    links = tx.all(ActionFinding, action_id=action.id)
    return ", ".join(tx.get(Finding, each.finding_id).ref for each in links)
