"""One colour for boards that speak red, amber and green: computed by the council's table, never typed."""

from datetime import date

from tracker.domain.codes import Delivery, Lifecycle, RagColour, RagCondition
from tracker.domain.plan import Plan
from tracker.domain.records import Action, RagRule
from tracker.domain.rules.gaps import is_evidence_awaited
from tracker.domain.rules.lateness import is_overdue
from tracker.domain.rules.states import is_open

RagLine = tuple[RagColour, RagCondition]

USUAL_TABLE: tuple[RagLine, ...] = (
    (RagColour.BLUE, RagCondition.CLOSED),
    (RagColour.BLUE, RagCondition.EMBEDDED),
    (RagColour.RED, RagCondition.OFF_TRACK),
    (RagColour.RED, RagCondition.OVERDUE),
    (RagColour.AMBER, RagCondition.AT_RISK),
    (RagColour.AMBER, RagCondition.EVIDENCE_AWAITED),
    (RagColour.GREEN, RagCondition.ON_TRACK),
    (RagColour.GREY, RagCondition.NOT_STARTED_NOT_DUE),
)

_LIFECYCLES = {
    RagCondition.EMBEDDED: Lifecycle.EMBEDDED,
    RagCondition.CLOSED: Lifecycle.CLOSED,
    RagCondition.COMPLETE: Lifecycle.COMPLETE,
    RagCondition.ON_HOLD: Lifecycle.ON_HOLD,
}
_RATINGS = {
    RagCondition.OFF_TRACK: Delivery.OFF_TRACK,
    RagCondition.AT_RISK: Delivery.AT_RISK,
    RagCondition.ON_TRACK: Delivery.ON_TRACK,
}


def rag_table(plan: Plan) -> tuple[RagLine, ...]:
    """The plan's own table, or the usual one where it has none. The first line that fits an action wins."""
    lines = sorted(plan.all(RagRule), key=lambda line: line.position)
    return tuple((line.colour, line.condition) for line in lines) or USUAL_TABLE


def rag(plan: Plan, action: Action, day: date) -> RagColour | None:
    """The colour of an action on a day; None where no line fits or the plan does not use colours."""
    if not plan.settings.uses_rag:
        return None
    table = rag_table(plan)
    return next((colour for colour, condition in table if _fits(plan, action, condition, day)), None)


def _fits(plan: Plan, action: Action, condition: RagCondition, day: date) -> bool:
    if condition in _LIFECYCLES:
        return action.lifecycle is _LIFECYCLES[condition]
    if condition in _RATINGS:
        return is_open(action) and action.delivery is _RATINGS[condition]
    if condition is RagCondition.EVIDENCE_AWAITED:
        return is_evidence_awaited(plan, action, day)
    if condition is RagCondition.OVERDUE:
        return is_overdue(action, day)
    if condition is RagCondition.DUE_SOON:
        return _is_due_soon(plan, action, day)
    return action.lifecycle is Lifecycle.NOT_STARTED and not is_overdue(action, day)


def _is_due_soon(plan: Plan, action: Action, day: date) -> bool:
    if not is_open(action) or action.due is None:
        return False
    return 0 <= (action.due.last_day - day).days <= plan.settings.due_soon_days
