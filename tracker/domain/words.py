"""The English of every code, and the phrases that several papers and pages share."""

from datetime import date
from enum import StrEnum

from tracker.domain import british
from tracker.domain.codes import (
    AmendmentKind,
    Audience,
    Better,
    BudgetCategory,
    BudgetChangeKind,
    CheckOutcome,
    CopyKind,
    DateChangeKind,
    DecisionRoute,
    Delivery,
    DutyBasis,
    EvidenceKind,
    EvidenceState,
    FindingKind,
    Frequency,
    FundingSource,
    Impact,
    Lifecycle,
    Marking,
    MeasureUnit,
    OrganisationKind,
    OriginKind,
    OwnColumnKind,
    Priority,
    RagColour,
    RagCondition,
    Recurrence,
    RequestState,
    RiskResponse,
    SourceKind,
)
from tracker.domain.due import DueKind
from tracker.domain.records import Action

# By class first: codes of two classes may be equal as text, and then share one place in a dictionary.
_LABELS: dict[type[StrEnum], dict[str, str]] = {
    SourceKind: {
        SourceKind.FOCUSED_VISIT_LETTER: "Focused visit letter",
        SourceKind.ILACS_REPORT: "Inspection report, children’s services (ILACS)",
        SourceKind.MONITORING_VISIT_LETTER: "Monitoring visit letter",
        SourceKind.JTAI_LETTER: "Joint targeted area inspection letter (JTAI)",
        SourceKind.AREA_SEND_REPORT: "Area SEND inspection report",
        SourceKind.AREA_SEND_LETTER_2016_2022: "Area SEND inspection letter, 2016 to 2022",
        SourceKind.SIF_REPORT: "Inspection report, single inspection framework (SIF)",
        SourceKind.LOOKED_AFTER_CHILDREN_INSPECTION_REPORT: "Inspection report, looked-after children",
        SourceKind.ESTYN_LOCAL_AUTHORITY_REPORT: "Estyn local authority report",
        SourceKind.HMICFRS_REPORT: "HMICFRS report",
        SourceKind.HMI_PROBATION_REPORT: "HM Inspectorate of Probation report",
        SourceKind.IMPROVEMENT_NOTICE: "Improvement notice",
        SourceKind.OTHER: "Other document",
        SourceKind.DIRECTION: "Direction",
        SourceKind.ADVISER_REVIEW: "Adviser’s review",
        SourceKind.COMMISSIONER_REVIEW: "Commissioner’s review",
        SourceKind.PEER_REVIEW: "Peer review",
        SourceKind.SELF_ASSESSMENT: "Self-assessment",
        SourceKind.LEARNING_REVIEW: "Learning review",
        SourceKind.AUDIT: "Audit",
        SourceKind.SCRUTINY: "Scrutiny",
        SourceKind.BOARD: "The board itself",
    },
    FindingKind: {
        FindingKind.PRIORITY_ACTION: "Area for priority action",
        FindingKind.AREA_FOR_IMPROVEMENT: "Area for improvement",
        FindingKind.RECOMMENDATION: "Recommendation",
        FindingKind.CONDITION: "Condition",
        FindingKind.OTHER_AREA: "Other area",
    },
    Lifecycle: {
        Lifecycle.NOT_STARTED: "Not started",
        Lifecycle.IN_PROGRESS: "In progress",
        Lifecycle.COMPLETE: "Complete, evidence awaited",
        Lifecycle.CLOSED: "Closed",
        Lifecycle.EMBEDDED: "Embedded, checked later",
        Lifecycle.ON_HOLD: "On hold",
        Lifecycle.WITHDRAWN: "Withdrawn",
        Lifecycle.REPLACED: "Replaced",
    },
    Delivery: {
        Delivery.ON_TRACK: "On track",
        Delivery.AT_RISK: "At risk of delay",
        Delivery.OFF_TRACK: "Off track",
    },
    Impact: {
        Impact.NO_EVIDENCE_YET: "No evidence yet",
        Impact.EARLY_SIGNS: "Early signs",
        Impact.IMPROVING: "Improving",
        Impact.SUSTAINED: "Sustained",
    },
    Priority: {Priority.HIGH: "High", Priority.MEDIUM: "Medium", Priority.LOW: "Low"},
    Audience: {Audience.ORDINARY: "Ordinary", Audience.RESTRICTED: "Restricted"},
    Marking: {Marking.OFFICIAL: "OFFICIAL", Marking.OFFICIAL_SENSITIVE: "OFFICIAL-SENSITIVE"},
    OriginKind: {
        OriginKind.SPLIT: "Split",
        OriginKind.MERGE: "Merged",
        OriginKind.REPLACE: "Replaced",
    },
    DateChangeKind: {
        DateChangeKind.MOVE: "New date asked for",
        DateChangeKind.RESET: "Reset by a later version",
    },
    RequestState: {
        RequestState.PENDING: "Waiting for a decision",
        RequestState.APPROVED: "Approved",
        RequestState.REFUSED: "Refused",
        RequestState.WITHDRAWN: "Withdrawn",
    },
    DecisionRoute: {
        DecisionRoute.MEETING: "At a meeting",
        DecisionRoute.EMAIL: "By e-mail",
        DecisionRoute.CHAIRS_ACTION: "Chair’s action",
        DecisionRoute.OFFICER: "By an officer",
    },
    EvidenceKind: {EvidenceKind.DELIVERY: "That it happened", EvidenceKind.EFFECT: "That it had effect"},
    EvidenceState: {
        EvidenceState.OFFERED: "Offered",
        EvidenceState.ACCEPTED: "Accepted",
        EvidenceState.NOT_ACCEPTED: "Not accepted",
    },
    CheckOutcome: {CheckOutcome.PASSED: "Passed", CheckOutcome.NOT_PASSED: "Not passed"},
    RiskResponse: {
        RiskResponse.TREAT: "Treat: make it less likely or less grave",
        RiskResponse.TOLERATE: "Tolerate: accept and watch it",
        RiskResponse.TRANSFER: "Transfer: share it with somebody else",
        RiskResponse.TERMINATE: "Terminate: stop what causes it",
    },
    DutyBasis: {
        DutyBasis.PRINTED: "Printed in the document",
        DutyBasis.PRESET: "Usual period, not printed in this letter",
        DutyBasis.ENTERED: "Entered by hand",
    },
    AmendmentKind: {
        AmendmentKind.CORRECTION: "Correction",
        AmendmentKind.AGREED_CHANGE: "Agreed change",
        AmendmentKind.REDACTION: "Removed for data protection",
    },
    OrganisationKind: {
        OrganisationKind.COUNCIL: "Council",
        OrganisationKind.HEALTH: "Health",
        OrganisationKind.POLICE: "Police",
        OrganisationKind.SCHOOL: "School",
        OrganisationKind.VOLUNTARY: "Voluntary sector",
        OrganisationKind.OTHER: "Other",
    },
    BudgetCategory: {BudgetCategory.REVENUE: "Revenue", BudgetCategory.CAPITAL: "Capital"},
    FundingSource: {
        FundingSource.BASE_BUDGET: "Base budget",
        FundingSource.EARMARKED_RESERVE: "Earmarked reserve",
        FundingSource.GRANT: "Grant",
        FundingSource.PARTNER: "Partner",
        FundingSource.CONTINGENCY: "Contingency",
        FundingSource.NOT_STATED: "Not stated",
    },
    Recurrence: {Recurrence.ONE_OFF: "One-off", Recurrence.RECURRING: "Recurring"},
    BudgetChangeKind: {
        BudgetChangeKind.GROWTH: "Growth",
        BudgetChangeKind.VIREMENT_IN: "Virement in",
        BudgetChangeKind.VIREMENT_OUT: "Virement out",
        BudgetChangeKind.RESERVE: "From a reserve",
        BudgetChangeKind.GRANT: "Grant",
        BudgetChangeKind.SAVING: "Saving",
    },
    OwnColumnKind: {
        OwnColumnKind.TEXT: "Text",
        OwnColumnKind.DATE: "Date",
        OwnColumnKind.NUMBER: "Number",
        OwnColumnKind.CHOICE: "Choice",
    },
    RagColour: {
        RagColour.BLUE: "Blue",
        RagColour.GREEN: "Green",
        RagColour.AMBER: "Amber",
        RagColour.RED: "Red",
        RagColour.GREY: "Grey",
    },
    RagCondition: {
        RagCondition.EMBEDDED: "Embedded, checked later",
        RagCondition.CLOSED: "Closed",
        RagCondition.COMPLETE: "Complete, evidence awaited",
        RagCondition.EVIDENCE_AWAITED: "Evidence awaited too long",
        RagCondition.OVERDUE: "Overdue",
        RagCondition.OFF_TRACK: "Off track",
        RagCondition.AT_RISK: "At risk of delay",
        RagCondition.ON_TRACK: "On track",
        RagCondition.DUE_SOON: "Due soon",
        RagCondition.NOT_STARTED_NOT_DUE: "Not started and not due",
        RagCondition.ON_HOLD: "On hold",
    },
    MeasureUnit: {
        MeasureUnit.PER_CENT: "Per cent",
        MeasureUnit.NUMBER: "Number",
        MeasureUnit.DAYS: "Days",
        MeasureUnit.POUNDS: "Pounds",
        MeasureUnit.PER_10000: "Rate per 10,000",
    },
    Better: {Better.UP: "Higher is better", Better.DOWN: "Lower is better"},
    Frequency: {
        Frequency.WEEKLY: "Every week",
        Frequency.MONTHLY: "Every month",
        Frequency.QUARTERLY: "Every quarter",
        Frequency.YEARLY: "Every year",
    },
    CopyKind: {CopyKind.PAPER: "Paper", CopyKind.EXPORT: "Export", CopyKind.BACKUP: "Backup"},
    DueKind: {DueKind.DAY: "Day", DueKind.MONTH: "Month", DueKind.ONGOING: "Ongoing"},
}

_RAG_LETTERS = {
    RagColour.BLUE: "B",
    RagColour.GREEN: "G",
    RagColour.AMBER: "A",
    RagColour.RED: "R",
    RagColour.GREY: "N",
}


def label(code: StrEnum) -> str:
    """The English of a code as it stands alone, with its capital."""
    return _LABELS[type(code)][code]


def rag_letter(colour: RagColour) -> str:
    """The letter that stands beside a colour's word; N (neither) for grey, since G is green."""
    return _RAG_LETTERS[colour]


def shown_ref(action: Action) -> str:
    """How an action is called: by the council's own reference where it has one, else by its permanent one."""
    return action.council_ref or action.ref


def title_shown(action: Action) -> str:
    """The action's title; a draft reads as what it is until it has wording of its own."""
    return "Action to be planned" if action.draft else action.title


def moved_words(times: int, days: int) -> str:
    """“never moved”, “moved once, +92 days”, “moved 3 times, +142 days”."""
    if not times:
        return "never moved"
    return f"moved {'once' if times == 1 else f'{times} times'}, {signed_days(days)}"


def reset_words(by: str, on: date, late_before: int) -> str:
    """“reset by cabinet 14 October 2026, 142 days late before”."""
    late = f", {british.plural(late_before, 'day')} late before" if late_before else ""
    return f"reset by {by} {british.day_month_year(on)}{late}"


def completed_words(days_after: int) -> str:
    """“completed 12 days late”, “completed in time”; `days_after` the due date."""
    return f"completed {british.plural(days_after, 'day')} late" if days_after > 0 else "completed in time"


def signed_days(days: int) -> str:
    """“+142 days”, “−3 days”, “0 days”."""
    sign = "+" if days > 0 else british.MINUS if days < 0 else ""
    return f"{sign}{british.plural(abs(days), 'day')}"
