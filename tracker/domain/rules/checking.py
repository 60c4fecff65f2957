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
    Blocker,
    BudgetChange,
    BudgetLine,
    Check,
    DateChange,
    Evidence,
    Finding,
    Holding,
    Part,
)
from tracker.domain.rules.fold import refolded
from tracker.domain.rules.gaps import Gap, findings_without_action, gap_words, gaps_of
from tracker.domain.rules.lifecycle import is_accepted
from tracker.domain.rules.lineage import evidence
from tracker.domain.rules.money import why_not_virement
from tracker.domain.rules.order import in_plan_order, ref_key
from tracker.domain.rules.states import is_finished

_TO_FILL_IN = (Gap.TO_BE_PLANNED, Gap.NO_OWNER, Gap.NOBODY_IN_POST, Gap.NO_DATE)


def faults(plan: FullPlan) -> list[str]:
    """Sentences on what cannot be so: current values that differ from what the facts give, and broken rules.

    Nothing in it depends on the day. A sound plan has none.
    """
    actions = in_plan_order(plan, plan.all(Action))
    return [
        *(fault for action in actions for fault in _of_values(plan, action)),
        *(fault for action in actions for fault in _of_state(plan, action)),
        *_of_requests(plan),
        *_of_money(plan),
        *_of_people(plan),
        *_of_sources(plan),
        *_of_circles(plan),
    ]


def to_fill_in(plan: FullPlan, day: date) -> list[str]:
    """Sentences on what the plan still lacks on a day: areas without an action, owners, dates, wording."""
    lacking = sorted(findings_without_action(plan), key=lambda finding: ref_key(finding.ref))
    return [f"{finding.ref}: No action yet." for finding in lacking] + [
        f"{words.shown_ref(action)}: {gap_words(gap, plan.settings)}."
        for action in in_plan_order(plan, plan.all(Action))
        for gap in gaps_of(plan, action, day)
        if gap in _TO_FILL_IN
    ]


def _of_values(plan: FullPlan, action: Action) -> Iterator[str]:
    right = refolded(plan, action)
    for field in fields(action):
        name, shown, given = field.name, getattr(action, field.name), getattr(right, field.name)
        if shown != given:
            yield (
                f"{words.shown_ref(action)}: {field_label(Action, name)} reads “{value_words(name, shown)}”, "
                f"but its facts give “{value_words(name, given)}”."
            )


def _of_state(plan: FullPlan, action: Action) -> Iterator[str]:
    ref = words.shown_ref(action)
    if is_finished(action) and any(part.done_on is None for part in plan.by(Part, "action_id", action.id)):
        yield f"{ref} is finished, but a part of it is not done."
    closed = action.lifecycle in (Lifecycle.CLOSED, Lifecycle.EMBEDDED)
    if closed and not any(is_accepted(each, date.max) for each in evidence(plan, action)):
        yield f"{ref} is closed without accepted evidence."
    checks = plan.by(Check, "action_id", action.id)
    if action.lifecycle is Lifecycle.EMBEDDED and not any(_is_passed(each) for each in checks):
        yield f"{ref} is embedded without a passed check."
    if action.lifecycle is Lifecycle.ON_HOLD and action.review_on is None:
        yield f"{ref} is on hold without a review day."
    if action.audience is Audience.RESTRICTED and not action.audience_reason:
        yield f"{ref} is restricted without a reason."


def _is_passed(check: Check) -> bool:
    return check.outcome is CheckOutcome.PASSED


def _of_requests(plan: FullPlan) -> Iterator[str]:
    requests: list[DateChange | BudgetChange] = [*plan.all(DateChange), *plan.all(BudgetChange)]
    for request in requests:
        name = _owner_of(plan, request)
        if (request.state is RequestState.PENDING) != (request.decided_on is None):
            state = words.label(request.state)
            yield f"{name}: a request is “{state}”, which its day of decision does not bear out."
        if request.decided_on is not None and request.decided_on < request.happened_on:
            yield f"{name}: a request was decided before it was made."
    for each in plan.all(Evidence):
        if each.decided_on is not None and each.decided_on < each.happened_on:
            yield f"Evidence “{each.title}” was decided on before it was offered."


def _owner_of(plan: FullPlan, request: DateChange | BudgetChange) -> str:
    if isinstance(request, DateChange):
        return words.shown_ref(plan.get(Action, request.action_id))
    return plan.get(BudgetLine, request.line_id).ref


def _of_money(plan: FullPlan) -> Iterator[str]:
    for change in plan.all(BudgetChange):
        ref = plan.get(BudgetLine, change.line_id).ref
        if change.amount_pence <= 0:
            yield f"{ref}: a budget change has the amount {british.pounds(change.amount_pence)}."
        other = plan.find(BudgetChange, change.pair_id)
        wrong = why_not_virement(change, other)
        if wrong:
            yield f"{ref}: {wrong}"
        elif other is not None and other.pair_id != change.id:
            yield f"{ref}: the two sides of a virement name different other sides."


def _of_people(plan: FullPlan) -> Iterator[str]:
    if any(each.ended_on is not None and each.ended_on < each.started_on for each in plan.all(Holding)):
        yield "Somebody left a post before coming to it."
    if any(each.to_on < each.from_on for each in plan.all(Away)):
        yield "An absence ends before it begins."


def _of_sources(plan: FullPlan) -> Iterator[str]:
    for finding in plan.all(Finding):
        if (finding.left_out_on is None) != (not finding.left_out_reason):
            yield f"{finding.ref} is left out without a day or without a reason."


def _of_circles(plan: FullPlan) -> Iterator[str]:
    """Actions that wait for each other, and budget lines that lie under each other."""
    waits: dict[str, list[str]] = {}
    for tie in plan.all(Blocker):
        waits.setdefault(tie.action_id, []).append(tie.blocked_by_id)
    for action in plan.all(Action):
        if _leads_back(action.id, waits):
            yield f"{words.shown_ref(action)} waits, by way of others, for itself."
    under = {line.id: [line.parent_id] for line in plan.all(BudgetLine) if line.parent_id}
    for line in plan.all(BudgetLine):
        if _leads_back(line.id, under):
            yield f"{line.ref} lies, by way of others, under itself."


def _leads_back(start: str, ways: dict[str, list[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(ways.get(start, ()))
    while waiting:
        here = waiting.pop()
        if here == start:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(ways.get(here, ()))
    return False
