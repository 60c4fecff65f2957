"""What happened: updates, new dates, decisions, evidence, checks and amendments. All are facts."""

from datetime import date
from typing import ClassVar

from tracker.domain.codes import (
    AmendmentKind,
    CheckOutcome,
    DateChangeKind,
    DecisionRoute,
    Delivery,
    EvidenceKind,
    EvidenceState,
    Impact,
    Lifecycle,
    RequestState,
)
from tracker.domain.due import DueDate
from tracker.domain.records.base import Fact, Link, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Update(Fact):
    """An entry on an action, or on a part of it; never edited, but for a correction (see Amendment).

    Every change of lifecycle or rating is one: what it leaves unset (None) stays as it was. The day an
    action was completed is the `happened_on` of the update that says Complete; `review_on` is the
    review day of a hold.
    """

    table: ClassVar[str] = "action_update"
    in_snapshot: ClassVar[bool] = False

    action_id: str
    part_id: str | None = None
    text: str = ""
    lifecycle: Lifecycle | None = None
    delivery: Delivery | None = None
    delivery_reason: str = ""
    impact: Impact | None = None
    barrier: str = ""
    ask: str = ""
    next: str = ""
    review_on: date | None = None
    decision_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateChange(Fact):
    """A change of due date after approval: asked on `happened_on`, decided on `decided_on`.

    A reset by a later version of the plan is one too, approved on its day, with `version_id`.
    """

    table: ClassVar[str] = "date_change"

    action_id: str
    kind: DateChangeKind = DateChangeKind.MOVE
    old_due: DueDate | None
    new_due: DueDate
    reason: str
    asked_by: str
    state: RequestState = RequestState.PENDING
    decided_on: date | None = None
    decided_by: str = ""
    decision_id: str | None = None
    decision_note: str = ""
    version_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Fact):
    """What a body or person decided on `happened_on`; never edited."""

    table: ClassVar[str] = "decision"
    in_snapshot: ClassVar[bool] = False
    ref_letter: ClassVar[str | None] = "D"

    ref: str
    text: str
    decided_by: str
    route: DecisionRoute
    meeting_id: str | None = None
    in_force_on: date | None = None
    reference: str = ""
    noted_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDecision(Link):
    """A decision about an action."""

    table: ClassVar[str] = "action_decision"
    in_snapshot: ClassVar[bool] = False

    action_id: str
    decision_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Fact):
    """What shows that an action happened or had effect: a link, unless a copy is kept (`file_sha256`)."""

    table: ClassVar[str] = "evidence"
    in_snapshot: ClassVar[bool] = False

    kind: EvidenceKind
    title: str
    link: str = ""
    file_name: str = ""
    file_sha256: str | None = None
    state: EvidenceState = EvidenceState.OFFERED
    decided_on: date | None = None
    decided_by: str = ""
    decision_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEvidence(Link):
    """Evidence for an action."""

    table: ClassVar[str] = "action_evidence"
    in_snapshot: ClassVar[bool] = False

    action_id: str
    evidence_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Fact):
    """A later independent look at a closed action, by `whose`."""

    table: ClassVar[str] = "action_check"
    in_snapshot: ClassVar[bool] = False

    action_id: str
    outcome: CheckOutcome
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Fact):
    """The words of a board cycle about the whole plan, or about one workstream or one area.

    It is written for a meeting; without one, between meetings. `text` says what difference was made.
    """

    table: ClassVar[str] = "summary"
    in_snapshot: ClassVar[bool] = False

    workstream_id: str | None = None
    finding_id: str | None = None
    meeting_id: str | None = None
    delivery: Delivery | None = None
    impact: Impact | None = None
    text: str = ""
    done: str = ""
    next: str = ""
    risks: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment(Fact):
    """A mended entry error, or an agreed change of approved words; both values are kept as text.

    `entity`, `entity_id` and `field` name what was changed, in the names of the records.
    """

    table: ClassVar[str] = "amendment"
    in_snapshot: ClassVar[bool] = False

    kind: AmendmentKind
    entity: str
    entity_id: str
    field: str
    old: str
    new: str
    reason: str
    agreed_by: str
