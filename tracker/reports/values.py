"""A plan as plain values: for JSON, and as the rows of the sheets that people work in."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from tracker.clock import day_of
from tracker.domain import words
from tracker.domain.amounts import stored
from tracker.domain.codes import Audience, Delivery, Impact, Lifecycle, Priority
from tracker.domain.due import DueDate, DueKind
from tracker.domain.plan import FullPlan
from tracker.domain.record_words import field_label, value_words
from tracker.domain.records import (
    RECORDS,
    Action,
    ActionFinding,
    ActionTag,
    BudgetLine,
    DateChange,
    Figure,
    Finding,
    Measure,
    OwnColumn,
    OwnValue,
    Post,
    Record,
    Source,
    Tag,
    Update,
    Workstream,
)
from tracker.domain.rules import measures
from tracker.domain.rules.fold import in_order
from tracker.domain.rules.lateness import moved
from tracker.domain.rules.lineage import first_due
from tracker.domain.rules.money import line_money, year_words
from tracker.domain.rules.order import in_plan_order, ref_key, workstreams
from tracker.domain.rules.periods import period_words
from tracker.domain.rules.targets import standing, standing_words
from tracker.domain.rules.variation import variation, verdict_words
from tracker.reports.wording import last_words, post_words
from tracker.turns import at_once

R = TypeVar("R", bound=Record)
Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet: its title, the words that may stand in it (any, if none are given), whether it is
    money in pence, and its width in characters.

    `key` is by what a sheet that comes back is read: the record's field, “words” for the latest words,
    “tags”, “own” and the id of an own column. What has none is worked out by the program.
    """

    title: str
    choices: tuple[str, ...] = ()
    money: bool = False
    width: int = 14
    key: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of rows. Each row begins with the id of its record, which people need not see."""

    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[str, tuple[Value, ...]], ...]


Column = tuple[Field, Callable[[R], Value]]
Turns = Generator[None, None, Sheet]
_A_TURN = 50  # rows


def plan_values(plan: FullPlan) -> dict[str, Any]:
    """The whole plan: its state, then every record by the name of its table, with the fields' own names.

    Codes are as stored, dates in ISO form, money in pence, due dates as `DueDate.code` has them.
    """
    tables = {kind.table: [_record(each) for each in plan.all(kind)] for kind in RECORDS}
    return {"change": plan.seq, "digest": plan.digest, "begun_on": _plain(plan.begun_on), **tables}


def _record(record: Record) -> dict[str, Any]:
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case DueDate():
            return value.code
        case Decimal():
            return stored(value)
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def sheets(plan: FullPlan) -> tuple[Sheet, ...]:
    """The plan as people work on it in a spreadsheet: actions, areas, updates, new dates, budget lines,
    measures and their figures."""
    return tuple(at_once(make(plan)) for make in SHEETS.values())


def actions(plan: FullPlan) -> Sheet:
    """Every action in the plan's order, with the plan's own columns last."""
    return at_once(_actions(plan))


def _actions(plan: FullPlan) -> Turns:
    posts = tuple(sorted({post_words(plan, each.id) for each in plan.all(Post)}))
    streams = tuple(each.title for each in workstreams(plan))
    own = sorted(plan.all(OwnColumn), key=lambda each: each.position)
    columns: list[Column[Action]] = [
        _field(Action, "ref"),
        _field(Action, "council_ref"),
        (
            Field(plan.settings.workstream_label, streams, width=28, key="workstream_id"),
            partial(_stream, plan),
        ),
        _field(Action, "title", width=50),
        _field(Action, "draft", choices=("Yes", "No")),
        _field(Action, "text", width=50),
        _field(Action, "outcome", width=40),
        _field(Action, "criteria", width=40),
        (Field("Improvement areas", width=18, key="finding_ids"), partial(_answered, plan)),
        (Field(plan.settings.owner_label, posts, width=32, key="owner_post_id"), partial(_owner, plan)),
        _field(Action, "priority", choices=_labels(Priority)),
        _field(Action, "start_on"),
        (
            Field(field_label(Action, "first_due"), width=18, key="first_due"),
            lambda each: _shown(first_due(plan, each)),
        ),
        _field(Action, "due", width=18),
        (Field("Times moved"), lambda each: moved(plan, each).times),
        (Field("Days moved"), lambda each: moved(plan, each).days),
        _field(Action, "lifecycle", choices=_labels(Lifecycle), width=24),
        _field(Action, "delivery", choices=_labels(Delivery), width=18),
        _field(Action, "rated_on"),
        _field(Action, "impact", choices=_labels(Impact), width=18),
        _field(Action, "completed_on"),
        _field(Action, "review_on"),
        (Field("Latest words", width=60, key="words"), partial(_latest, plan)),
        _field(Action, "updated_on"),
        _field(Action, "monitored_at", width=24),
        _field(Action, "resources", width=24),
        (Field("Tags", width=20, key="tags"), partial(_tags, plan)),
        _field(Action, "audience", choices=_labels(Audience)),
        *(
            (Field(each.name, each.choices, width=20, key=f"own {each.id}"), partial(_own, plan, each))
            for each in own
        ),
    ]
    return _sheet("Actions", columns, in_plan_order(plan, plan.all(Action)))


def _areas(plan: FullPlan) -> Turns:
    columns: list[Column[Finding]] = [
        _field(Finding, "ref"),
        (Field("Source", width=36), lambda each: plan.get(Source, each.source_id).title),
        _field(Finding, "kind", width=24),
        _field(Finding, "lead_in", width=30),
        _field(Finding, "text", width=80),
        _field(Finding, "sub_items", width=60),
        _field(Finding, "page"),
        _field(Finding, "annotation", width=40),
        _field(Finding, "left_out_reason", width=30),
        _field(Finding, "left_out_by", width=24),
        _field(Finding, "left_out_on"),
    ]
    return _sheet("Improvement areas", columns, sorted(plan.all(Finding), key=lambda each: ref_key(each.ref)))


def _updates(plan: FullPlan) -> Turns:
    columns: list[Column[Update]] = [
        (Field("Action"), partial(_action_of, plan)),
        *_fact_fields(Update),
        _field(Update, "text", width=60),
        _field(Update, "lifecycle", width=24),
        _field(Update, "delivery", width=18),
        _field(Update, "delivery_reason", width=40),
        _field(Update, "impact", width=18),
        _field(Update, "barrier", width=40),
        _field(Update, "ask", width=40),
        _field(Update, "next", width=40),
    ]
    return _sheet("Updates", columns, in_order(plan.all(Update)))


def _new_dates(plan: FullPlan) -> Turns:
    columns: list[Column[DateChange]] = [
        (Field("Action"), partial(_action_of, plan)),
        *_fact_fields(DateChange),
        _field(DateChange, "kind", width=24),
        _field(DateChange, "old_due", width=18),
        _field(DateChange, "new_due", width=18),
        _field(DateChange, "reason", width=50),
        _field(DateChange, "asked_by", width=28),
        _field(DateChange, "state", width=22),
        _field(DateChange, "decided_on"),
        _field(DateChange, "decided_by", width=28),
        _field(DateChange, "decision_note", width=40),
    ]
    return _sheet("New dates", columns, in_order(plan.all(DateChange)))


def _budget(plan: FullPlan) -> Turns:
    columns: list[Column[BudgetLine]] = [
        _field(BudgetLine, "ref"),
        _field(BudgetLine, "title", width=40),
        (Field(field_label(BudgetLine, "year")), lambda each: year_words(each.year)),
        _field(BudgetLine, "category"),
        _field(BudgetLine, "cost_centre"),
        (Field(field_label(BudgetLine, "parent_id")), lambda each: _line_ref(plan, each.parent_id)),
        _field(BudgetLine, "base_pence", money=True),
        (Field("Approved changes", money=True, width=18), lambda each: line_money(plan, each).changes),
        (Field("Revised budget", money=True, width=16), lambda each: line_money(plan, each).revised),
        (Field("Proposed, not counted", money=True, width=22), lambda each: line_money(plan, each).proposed),
        _field(BudgetLine, "funding", width=20),
        _field(BudgetLine, "funder", width=24),
        _field(BudgetLine, "recurrence"),
    ]
    return _sheet("Budget", columns, sorted(plan.all(BudgetLine), key=lambda each: ref_key(each.ref)))


def _measures(plan: FullPlan) -> Turns:
    columns: list[Column[Measure]] = [
        _field(Measure, "ref"),
        _field(Measure, "council_ref"),
        _field(Measure, "title", width=50),
        _field(Measure, "definition", width=50),
        _field(Measure, "numerator", width=30),
        _field(Measure, "denominator", width=30),
        _field(Measure, "unit"),
        _field(Measure, "better", width=18),
        _field(Measure, "frequency"),
        _field(Measure, "baseline"),
        _field(Measure, "baseline_on"),
        _field(Measure, "target"),
        _field(Measure, "target_on"),
        (
            Field("Latest against the target", width=50),
            lambda each: standing_words(each, standing(plan, each)),
        ),
        (
            Field("Variation", width=30),
            lambda each: verdict_words(each, variation(plan, each).verdict),
        ),
        (Field("Actions", width=18), lambda each: _refs(measures.actions_of(plan, each))),
        (Field("Improvement areas", width=18), lambda each: _refs(measures.findings_of(plan, each))),
        _field(Measure, "source", width=30),
        (Field(field_label(Measure, "owner_post_id"), width=32), partial(_owner, plan)),
        _field(Measure, "comparators", width=30),
        _field(Measure, "retired_on"),
        _field(Measure, "retired_reason", width=40),
    ]
    return _sheet("Measures", columns, measures.in_order(plan.all(Measure)))


def _figures(plan: FullPlan) -> Turns:
    def of(figure: Figure) -> Measure:
        return plan.get(Measure, figure.measure_id)

    def comes_to(figure: Figure) -> Value:
        value = measures.value_of(of(figure), figure)
        return None if value is None else measures.value_words(of(figure).unit, value)

    columns: list[Column[Figure]] = [
        (Field("Measure"), lambda each: of(each).ref),
        (
            Field("Period", width=24),
            lambda each: period_words(of(each).frequency, each.happened_on),
        ),
        _field(Figure, "numerator"),
        _field(Figure, "denominator"),
        _field(Figure, "value"),
        (Field("Comes to"), comes_to),
        _field(Figure, "note", width=40),
        *_fact_fields(Figure),
    ]
    found = (
        each
        for measure in measures.in_order(plan.all(Measure))
        for each in measures.figures_of(plan, measure)
    )
    return _sheet("Figures", columns, found)


def _sheet(name: str, columns: Sequence[Column[R]], records: Iterable[R]) -> Turns:
    rows = []
    for each in records:
        rows.append((each.id, tuple(value(each) for _, value in columns)))
        if len(rows) % _A_TURN == 0:
            yield
    return Sheet(name, tuple(field for field, _ in columns), tuple(rows))


def _field(kind: type[R], name: str, **look: Any) -> Column[R]:
    return Field(field_label(kind, name), key=name, **look), lambda record: _shown(getattr(record, name))


def _fact_fields(kind: type[R]) -> tuple[Column[R], ...]:
    names = ("happened_on", "recorded_at", "whose", "recorded_by")
    return tuple(_field(kind, name, width=24 if name in ("whose", "recorded_by") else 14) for name in names)


def _labels(codes: type[StrEnum]) -> tuple[str, ...]:
    return tuple(map(words.label, codes))


def _shown(value: Any) -> Value:
    """A value as a sheet holds it: numbers and whole days as themselves, everything else in words."""
    if isinstance(value, bool):
        return value_words("", value)
    if isinstance(value, DueDate) and value.kind is DueKind.DAY:
        return value.last_day
    if isinstance(value, datetime):
        return day_of(value)
    if value is None or isinstance(value, int | Decimal | date):
        return value
    return "\n".join(value) if isinstance(value, tuple) else value_words("", value)


def _stream(plan: FullPlan, action: Action) -> Value:
    stream = plan.find(Workstream, action.workstream_id)
    return stream.title if stream else None


def _owner(plan: FullPlan, owned: Action | Measure) -> Value:
    return post_words(plan, owned.owner_post_id)


def _refs(records: Iterable[Action | Finding]) -> Value:
    return ", ".join(sorted((each.ref for each in records), key=ref_key))


def _answered(plan: FullPlan, action: Action) -> Value:
    found = (plan.find(Finding, tie.finding_id) for tie in plan.by(ActionFinding, "action_id", action.id))
    return _refs(each for each in found if each)


def _latest(plan: FullPlan, action: Action) -> Value:
    said = last_words(plan, action)
    return said.text if said else None


def _tags(plan: FullPlan, action: Action) -> Value:
    found = (plan.find(Tag, tie.tag_id) for tie in plan.by(ActionTag, "action_id", action.id))
    return ", ".join(each.name for each in found if each)


def _own(plan: FullPlan, column: OwnColumn, action: Action) -> Value:
    held = (each for each in plan.by(OwnValue, "action_id", action.id) if each.column_id == column.id)
    return next((each.value for each in held), None)


def _action_of(plan: FullPlan, record: Update | DateChange) -> Value:
    return plan.get(Action, record.action_id).ref


def _line_ref(plan: FullPlan, line_id: str | None) -> Value:
    line = plan.find(BudgetLine, line_id)
    return line.ref if line else None


SHEETS: Mapping[str, Callable[[FullPlan], Turns]] = {
    **{"Actions": _actions, "Improvement areas": _areas, "Updates": _updates, "New dates": _new_dates},
    **{"Budget": _budget, "Measures": _measures, "Figures": _figures},
}
"""What makes each of the `sheets`, pausing now and then, by its name."""
