"""What is wrong in a plan (a fault), and what is still to be filled in (no fault)."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from tracker.domain import british, words
from tracker.domain.codes import Audience, CheckOutcome, Lifecycle, RequestState
from tracker.domain.plan import FullPlan
from tracker.domain.record_words import field_label, value_words
from tracker.domain.records import (
    Action,
    Away,
    BudgetChange,
    BudgetLine,
    Check,
    DateChange,
    Evidence,
    Figure,
    Finding,
    Holding,
    Measure,
    Part,
    Record,
    RecordTag,
)
from tracker.domain.rules.circles import lies_under_itself, waits_for_itself
from tracker.domain.rules.fold import refolded
from tracker.domain.rules.gaps import Gap, findings_without_action, gap_words, gaps_of
from tracker.domain.rules.lifecycle import is_accepted
from tracker.domain.rules.lineage import evidence
from tracker.domain.rules.measures import in_order, missing, why_not_figure
from tracker.domain.rules.money import why_not_virement
from tracker.domain.rules.order import in_plan_order, ref_key
from tracker.domain.rules.reads import Reads
from tracker.domain.rules.states import is_finished
from tracker.domain.rules.tags import TAGGABLE

# What is judged besides actions, in this order.
_JUDGED = (DateChange, BudgetLine, BudgetChange, Evidence, Holding, Away, Finding, Figure, RecordTag)
_TAGGED = {kind.table: kind for kind in TAGGABLE}
_TO_FILL_IN = (Gap.TO_BE_PLANNED, Gap.NO_OWNER, Gap.NOBODY_IN_POST, Gap.NO_DATE, Gap.NO_MEASURE)


def faults(plan: FullPlan) -> list[str]:
    """Sentences on what cannot be so: current values that differ from what the facts give, and broken rules.

    Nothing in it depends on the day. A sound plan has none.
    """
    actions = in_plan_order(plan, plan.all(Action))
    others = (each for kind in _JUDGED for each in plan.all(kind))
    return [fault for record in (*actions, *others) for fault in faults_of(plan, record)]


def faults_of(reads: Reads, record: Record) -> Iterator[str]:
    """What cannot be so of one record; nothing of most kinds."""
    match record:
        case Action():
            yield from _of_values(reads, record)
            yield from _of_state(reads, record)
        case DateChange():
            yield from _of_request(record, _ref(reads, record))
        case BudgetLine():
            if lies_under_itself(reads, record.id):
                yield f"{record.ref} lies, by way of others, under itself."
        case BudgetChange():
            yield from _of_request(record, _ref(reads, record))
            yield from _of_money(reads, record)
        case Evidence():
            if record.decided_on is not None and record.decided_on < record.happened_on:
                yield f"Evidence “{record.title}” was decided on before it was offered."
        case Holding():
            if record.ended_on is not None and record.ended_on < record.started_on:
                yield "Somebody left a post before coming to it."
        case Away():
            if record.to_on < record.from_on:
                yield "An absence ends before it begins."
        case Figure():
            measure = reads.find(Measure, record.measure_id)
            wrong = why_not_figure(measure, record) if measure else None
            if measure and wrong:
                yield f"{measure.ref} has a figure that cannot be: {wrong}"
        case RecordTag():
            kind = _TAGGED.get(record.entity)
            if kind is None or reads.find(kind, record.entity_id) is None:
                yield "A tag is on what is not in the plan."
        case Finding():
            if (record.left_out_on is None) != (not record.left_out_reason):
                yield f"{record.ref} is left out without a day or without a reason."


def to_fill_in(plan: FullPlan, day: date) -> dict[str, list[str]]:
    """What the plan still lacks on a day (“No action yet”, “No owner”), each with where: the references.

    Areas come first, measures last; what nothing lacks is not named.
    """
    lacking = {"No action yet": sorted((each.ref for each in findings_without_action(plan)), key=ref_key)}
    for action in in_plan_order(plan, plan.all(Action)):
        for gap in gaps_of(plan, action, day):
            if gap in _TO_FILL_IN:
                lacking.setdefault(gap_words(gap, plan.settings), []).append(words.shown_ref(action))
    waiting = [each.ref for each in in_order(plan.all(Measure)) if missing(plan, each, day)]
    lacking["Figures not yet given"] = waiting
    return {what: refs for what, refs in lacking.items() if refs}


def _of_values(reads: Reads, action: Action) -> Iterator[str]:
    right = refolded(reads, action)
    for field in fields(action):
        name, shown, given = field.name, getattr(action, field.name), getattr(right, field.name)
        if shown != given:
            yield (
                f"{words.shown_ref(action)}: {field_label(Action, name)} reads “{value_words(name, shown)}”, "
                f"but its facts give “{value_words(name, given)}”."
            )


def _of_state(reads: Reads, action: Action) -> Iterator[str]:
    ref = words.shown_ref(action)
    if is_finished(action) and any(part.done_on is None for part in reads.by(Part, "action_id", action.id)):
        yield f"{ref} is finished, but a part of it is not done."
    closed = action.lifecycle in (Lifecycle.CLOSED, Lifecycle.EMBEDDED)
    if closed and not any(is_accepted(each, date.max) for each in evidence(reads, action)):
        yield f"{ref} is closed without accepted evidence."
    checks = reads.by(Check, "action_id", action.id)
    if action.lifecycle is Lifecycle.EMBEDDED and not any(_is_passed(each) for each in checks):
        yield f"{ref} is embedded without a passed check."
    if action.lifecycle is Lifecycle.ON_HOLD and action.review_on is None:
        yield f"{ref} is on hold without a review day."
    if action.audience is Audience.RESTRICTED and not action.audience_reason:
        yield f"{ref} is restricted without a reason."
    if waits_for_itself(reads, action.id):
        yield f"{ref} waits, by way of others, for itself."


def _is_passed(check: Check) -> bool:
    return check.outcome is CheckOutcome.PASSED


def _of_request(request: DateChange | BudgetChange, ref: str) -> Iterator[str]:
    if (request.state is RequestState.PENDING) != (request.decided_on is None):
        state = words.label(request.state)
        yield f"{ref}: a request is “{state}”, which its day of decision does not bear out."
    if request.decided_on is not None and request.decided_on < request.happened_on:
        yield f"{ref}: a request was decided before it was made."


def _ref(reads: Reads, request: DateChange | BudgetChange) -> str:
    """What the request is about. Another check tells of one that refers to nothing."""
    if isinstance(request, DateChange):
        action = reads.find(Action, request.action_id)
        return words.shown_ref(action) if action else ""
    line = reads.find(BudgetLine, request.line_id)
    return line.ref if line else ""


def _of_money(reads: Reads, change: BudgetChange) -> Iterator[str]:
    ref = _ref(reads, change)
    if change.amount_pence <= 0:
        yield f"{ref}: a budget change has the amount {british.pounds(change.amount_pence)}."
    other = reads.find(BudgetChange, change.pair_id)
    wrong = why_not_virement(change, other)
    if wrong:
        yield f"{ref}: {wrong}"
    elif other is not None and other.pair_id != change.id:
        yield f"{ref}: the two sides of a virement name different other sides."
