"""What will be done: workstreams, actions and what hangs on them."""

from datetime import date
from typing import ClassVar

from tracker.domain.codes import Audience, Delivery, Impact, Lifecycle, OriginKind, Priority
from tracker.domain.due import DueDate
from tracker.domain.records.base import Link, Record, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Workstream(Record):
    """The plan's top grouping, with a senior responsible owner (SRO) and a lead."""

    table: ClassVar[str] = "workstream"

    position: int
    title: str
    council_ref: str = ""
    sro_post_id: str | None = None
    lead_post_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """What will be done, by whom, by when.

    `lifecycle`, `delivery`, `impact`, `rated_on`, `completed_on`, `review_on` (of a hold), `updated_on`
    and `due` are the current values, written in the same change as the update or decision that sets
    them. `first_due` is frozen by approval: `first_due_version_id` names the version, None where the
    action was added (and so promised) after it. `draft` is True until it has wording of its own.
    """

    table: ClassVar[str] = "action"
    ref_letter: ClassVar[str | None] = "A"

    ref: str
    council_ref: str = ""
    title: str
    text: str = ""
    outcome: str = ""
    criteria: str = ""
    draft: bool = False
    workstream_id: str | None = None
    position: int
    owner_post_id: str | None = None
    start_on: date | None = None
    first_due: DueDate | None = None
    first_due_version_id: str | None = None
    due: DueDate | None = None
    priority: Priority | None = None
    monitored_at: str = ""
    resources: str = ""
    audience: Audience = Audience.ORDINARY
    audience_reason: str = ""
    lifecycle: Lifecycle = Lifecycle.NOT_STARTED
    delivery: Delivery | None = None
    rated_on: date | None = None
    impact: Impact | None = None
    completed_on: date | None = None
    review_on: date | None = None
    updated_on: date | None = None
    in_plan_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFinding(Link):
    """An action answers a finding."""

    table: ClassVar[str] = "action_finding"

    action_id: str
    finding_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOrigin(Link):
    """An action came out of an earlier one, and carries its updates, evidence and moves."""

    table: ClassVar[str] = "action_origin"

    action_id: str
    origin_id: str
    kind: OriginKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker(Link):
    """An action waits for another."""

    table: ClassVar[str] = "blocker"

    action_id: str
    blocked_by_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Record):
    """A joint owner's (`joint`) or a contributor's share of an action."""

    table: ClassVar[str] = "part"

    action_id: str
    position: int
    organisation_id: str
    post_id: str | None = None
    joint: bool = False
    text: str
    due: DueDate | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """A dated step on the way."""

    table: ClassVar[str] = "milestone"

    action_id: str
    position: int
    title: str
    due: DueDate
    done_on: date | None = None
