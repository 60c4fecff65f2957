"""The stable codes of every choice a record holds; `words` has the English for each.

A code is stored in plans for ever: it may be added, never renamed or reused.
"""

from enum import StrEnum


class SourceKind(StrEnum):
    """What the plan answers; the first thirteen are also the kinds that `extract` prints."""

    FOCUSED_VISIT_LETTER = "focused_visit_letter"
    ILACS_REPORT = "ilacs_report"
    MONITORING_VISIT_LETTER = "monitoring_visit_letter"
    JTAI_LETTER = "jtai_letter"
    AREA_SEND_REPORT = "area_send_report"
    AREA_SEND_LETTER_2016_2022 = "area_send_letter_2016_2022"
    SIF_REPORT = "sif_report"
    LOOKED_AFTER_CHILDREN_INSPECTION_REPORT = "looked_after_children_inspection_report"
    ESTYN_LOCAL_AUTHORITY_REPORT = "estyn_local_authority_report"
    HMICFRS_REPORT = "hmicfrs_report"
    HMI_PROBATION_REPORT = "hmi_probation_report"
    IMPROVEMENT_NOTICE = "improvement_notice"
    OTHER = "other"
    DIRECTION = "direction"
    ADVISER_REVIEW = "adviser_review"
    COMMISSIONER_REVIEW = "commissioner_review"
    PEER_REVIEW = "peer_review"
    SELF_ASSESSMENT = "self_assessment"
    LEARNING_REVIEW = "learning_review"
    AUDIT = "audit"
    SCRUTINY = "scrutiny"
    BOARD = "board"


class FindingKind(StrEnum):
    """The five kinds of finding, gravest first."""

    PRIORITY_ACTION = "priority_action"
    AREA_FOR_IMPROVEMENT = "area_for_improvement"
    RECOMMENDATION = "recommendation"
    CONDITION = "condition"
    OTHER_AREA = "other_area"


class Lifecycle(StrEnum):
    """How far an action has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"
    CLOSED = "closed"
    EMBEDDED = "embedded"
    ON_HOLD = "on_hold"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class Delivery(StrEnum):
    """The owner's judgement of an open action's delivery."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


class Impact(StrEnum):
    """What difference the action has made so far."""

    NO_EVIDENCE_YET = "no_evidence_yet"
    EARLY_SIGNS = "early_signs"
    IMPROVING = "improving"
    SUSTAINED = "sustained"


class Priority(StrEnum):
    """The council's own order of importance."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Audience(StrEnum):
    """Who may see an action: a marking, not a lock."""

    ORDINARY = "ordinary"
    RESTRICTED = "restricted"


class Marking(StrEnum):
    """The protective marking printed on every page."""

    OFFICIAL = "official"
    OFFICIAL_SENSITIVE = "official_sensitive"


class OriginKind(StrEnum):
    """How an action came out of earlier ones."""

    SPLIT = "split"
    MERGE = "merge"
    REPLACE = "replace"


class DateChangeKind(StrEnum):
    """A move asked for, or a reset by a later version of the plan."""

    MOVE = "move"
    RESET = "reset"


class RequestState(StrEnum):
    """Where a request stands: for a new date, or for a budget change."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class DecisionRoute(StrEnum):
    """How a decision was taken."""

    MEETING = "meeting"
    EMAIL = "email"
    CHAIRS_ACTION = "chairs_action"
    OFFICER = "officer"


class EvidenceKind(StrEnum):
    """Whether evidence shows that the action happened or that it had effect."""

    DELIVERY = "delivery"
    EFFECT = "effect"


class EvidenceState(StrEnum):
    """Whether evidence has been looked at by a second person."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"


class CheckOutcome(StrEnum):
    """What a later independent look found."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"


class DutyBasis(StrEnum):
    """Where a duty comes from: the document's own words, its family's usual period, or a person."""

    PRINTED = "printed"
    PRESET = "preset"
    ENTERED = "entered"


class AmendmentKind(StrEnum):
    """A mended entry error, an agreed change of approved words, or a removal for data protection."""

    CORRECTION = "correction"
    AGREED_CHANGE = "agreed_change"
    REDACTION = "redaction"


class OrganisationKind(StrEnum):
    """The kinds of body round an improvement board."""

    COUNCIL = "council"
    HEALTH = "health"
    POLICE = "police"
    SCHOOL = "school"
    VOLUNTARY = "voluntary"
    OTHER = "other"


class BudgetCategory(StrEnum):
    """Revenue or capital money."""

    REVENUE = "revenue"
    CAPITAL = "capital"


class FundingSource(StrEnum):
    """Where a budget line's money comes from."""

    BASE_BUDGET = "base_budget"
    EARMARKED_RESERVE = "earmarked_reserve"
    GRANT = "grant"
    PARTNER = "partner"
    CONTINGENCY = "contingency"
    NOT_STATED = "not_stated"


class Recurrence(StrEnum):
    """Money for one year, or every year."""

    ONE_OFF = "one_off"
    RECURRING = "recurring"


class BudgetChangeKind(StrEnum):
    """Why a budget line moves; virements out and savings take money away."""

    GROWTH = "growth"
    VIREMENT_IN = "virement_in"
    VIREMENT_OUT = "virement_out"
    RESERVE = "reserve"
    GRANT = "grant"
    SAVING = "saving"


class OwnColumnKind(StrEnum):
    """What a plan's own column holds."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"


class RagColour(StrEnum):
    """The colours a board may speak."""

    BLUE = "blue"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


class RagCondition(StrEnum):
    """What a line of the RAG rule table looks at."""

    EMBEDDED = "embedded"
    CLOSED = "closed"
    COMPLETE = "complete"
    EVIDENCE_AWAITED = "evidence_awaited"
    OVERDUE = "overdue"
    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"
    DUE_SOON = "due_soon"
    NOT_STARTED_NOT_DUE = "not_started_not_due"
    ON_HOLD = "on_hold"


class RiskResponse(StrEnum):
    """What is done about a risk."""

    TREAT = "treat"
    TOLERATE = "tolerate"
    TRANSFER = "transfer"
    TERMINATE = "terminate"


class MeasureUnit(StrEnum):
    """What a measure's amounts are; counts make a value by it (see `rules.measures.value_of`)."""

    PER_CENT = "per_cent"
    NUMBER = "number"
    DAYS = "days"
    POUNDS = "pounds"
    PER_10000 = "per_10000"


class Better(StrEnum):
    """The direction in which a measure gets better."""

    UP = "up"
    DOWN = "down"


class Frequency(StrEnum):
    """How often a measure has a figure."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class CopyKind(StrEnum):
    """What left the plan: a paper, an export or a backup."""

    PAPER = "paper"
    EXPORT = "export"
    BACKUP = "backup"
