"""The plan as it stood at the end of a day, and the plan without what outsiders may not see.

Facts that had happened by then count, whenever they were recorded; what is not a fact (wording, owners,
links, dates before approval) is read as it stands now.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from tracker.clock import day_of
from tracker.domain.codes import Audience, EvidenceState, RequestState
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import (
    RECORDS,
    Action,
    Amendment,
    BudgetChange,
    BudgetLine,
    DateChange,
    Decision,
    Duty,
    Evidence,
    Fact,
    Finding,
    Measure,
    Milestone,
    Part,
    PlanVersion,
    Record,
    RecordTag,
    Risk,
    Source,
)
from tracker.domain.references import REFERS_TO
from tracker.domain.rules.fold import approved, refolded

Tables = dict[type[Record], dict[str, Any]]

# Optional links without which the record would say something else: posts that a later change brought in
# would look established.
_DROPPED_WITH = frozenset({"change_id"})


@dataclass(frozen=True, slots=True)
class _Tie:
    field: str
    target: type[Record]
    required: bool


_TIES: Mapping[type[Record], tuple[_Tie, ...]] = {
    kind: tuple(
        _Tie(field.name, REFERS_TO[field.name], field.type is str or field.name in _DROPPED_WITH)
        for field in fields(kind)
        if field.name in REFERS_TO
    )
    for kind in RECORDS
}


def position_at(plan: FullPlan, day: date) -> FullPlan:
    """The plan as it stood at the end of `day`, to be judged by every rule with today = day.

    Gone are facts that happened later, and sources, findings, actions, measures and budget lines that were
    not in the plan yet, with all that hangs on them. What was decided, sent or done later is undone: requests
    wait, evidence is offered, duties are unsent. Dates frozen by a later approval are not frozen yet. Actions
    carry the values that the remaining facts give them. A day from today on gives the plan as it is.
    """
    tables = {
        kind: {each.id: _rewound(each, day) for each in plan.all(kind) if _was_there(each, day)}
        for kind in RECORDS
    }
    kept = _without_loose_ends(tables)
    if not kept[PlanVersion]:
        lines = kept[BudgetLine].values()
        kept[BudgetLine] = {line.id: replace(line, first_pence=None) for line in lines}
    then = plan.replacing(kept)
    due_before = _due_before_moves(plan)
    unmoved = (
        replace(each, due=due_before[each.id]) if each.id in due_before else each for each in then.all(Action)
    )
    return then.replacing({Action: {each.id: refolded(then, each) for each in unmoved}})


def recorded_after(plan: FullPlan, fact: Fact, day: date) -> bool:
    """Whether a position at `day` must say of this fact that it was recorded later. Where that is true of
    everything the header says so once (`all_recorded_after`) and no single fact does."""
    return day_of(fact.recorded_at) > day and not all_recorded_after(plan, day)


def all_recorded_after(plan: FullPlan, day: date) -> bool:
    """Whether the plan was begun only after `day`, so that all of it was recorded later."""
    return plan.begun_on is not None and plan.begun_on > day


def without_restricted(plan: FullPlan) -> FullPlan:
    """The plan for public copies: without restricted actions and what hangs on or was decided for them."""
    hidden = {each.id for each in plan.all(Action) if each.audience is Audience.RESTRICTED}
    tables: Tables = {kind: {each.id: each for each in plan.all(kind)} for kind in RECORDS}
    tables[Action] = {key: each for key, each in tables[Action].items() if key not in hidden}
    kept = _without_loose_ends(tables)
    for kind, field in ((Evidence, "evidence_id"), (Decision, "decision_id")):
        gone = _named(tables, field) - _named(kept, field)
        kept[kind] = {key: each for key, each in kept[kind].items() if key not in gone}
    return plan.replacing(_without_loose_ends(kept))


def _was_there(record: Record, day: date) -> bool:
    if isinstance(record, Fact):
        return record.happened_on <= day
    if isinstance(record, Source | Finding | Action | BudgetLine | Risk | Measure):
        return record.in_plan_from <= day
    return True


def _rewound(record: Record, day: date) -> Record:
    """The record with what was decided, sent or done after `day` undone."""
    rewind = _REWIND.get(type(record))
    if rewind is None:
        return record
    field, undo = rewind
    happened: date | None = getattr(record, field)
    return undo(record) if happened is not None and happened > day else record


def _undecided(request: Any) -> Record:
    undone: Record = replace(
        request, state=RequestState.PENDING, decided_on=None, decided_by="", decision_id=None
    )
    also = {"decision_note": ""} if isinstance(undone, DateChange) else {"call_in_ends_on": None}
    return replace(undone, **also)


_REWIND: Mapping[type[Record], tuple[str, Callable[[Any], Record]]] = {
    DateChange: ("decided_on", _undecided),
    BudgetChange: ("decided_on", _undecided),
    Evidence: (
        "decided_on",
        lambda each: replace(
            each, state=EvidenceState.OFFERED, decided_on=None, decided_by="", decision_note=""
        ),
    ),
    Duty: ("sent_on", lambda each: replace(each, sent_on=None, version_id=None)),
    Part: ("done_on", lambda each: replace(each, done_on=None)),
    Milestone: ("done_on", lambda each: replace(each, done_on=None)),
    Risk: ("closed_on", lambda each: replace(each, closed_on=None, closed_reason="")),
    Measure: ("retired_on", lambda each: replace(each, retired_on=None, retired_reason="")),
    Finding: (
        "left_out_on",
        lambda each: replace(each, left_out_on=None, left_out_by="", left_out_reason=""),
    ),
}


def _without_loose_ends(tables: Tables) -> Tables:
    """The tables without links to records that are gone: an optional link is emptied, and a record that
    cannot stand without one goes too. RECORDS lists what is referred to before what refers to it."""
    kept: Tables = {}
    for kind in RECORDS:
        kept[kind] = dict(tables[kind])
        for tie in _TIES[kind]:
            present = kept[tie.target]
            for each in list(kept[kind].values()):
                named = getattr(each, tie.field)
                if named is None or named in present:
                    continue
                if tie.required:
                    del kept[kind][each.id]
                else:
                    kept[kind][each.id] = _untied(each, tie.field)
    there = {key for kind in RECORDS for key in kept[kind]}
    for kind in (Amendment, RecordTag):
        kept[kind] = {each.id: each for each in kept[kind].values() if each.entity_id in there}
    return kept


def _untied(record: Any, field: str) -> Record:
    # A first date that no version has agreed yet is not frozen yet.
    also = {"first_due": None} if field == "first_due_version_id" else {}
    freed: Record = replace(record, **{field: None}, **also)
    return freed


def _named(tables: Tables, field: str) -> set[str]:
    """The ids that the records of all tables name in `field`."""
    kinds = (kind for kind in RECORDS if any(tie.field == field for tie in _TIES[kind]))
    return {named for kind in kinds for each in tables[kind].values() if (named := getattr(each, field))}


def _due_before_moves(plan: FullPlan) -> dict[str, DueDate | None]:
    """The due date before the first approved change, for each action that has one."""
    before: dict[str, DueDate | None] = {}
    for change in approved(plan.all(DateChange)):
        before.setdefault(change.action_id, change.old_due)
    return before
