"""What changed between two states of a plan, net: what was done and taken back in between does not appear."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from tracker.domain import british
from tracker.domain.plan import FullPlan
from tracker.domain.record_words import field_label, record_label, value_words
from tracker.domain.records import (
    Action,
    ActionEvidence,
    ActionFinding,
    ActionTag,
    Amendment,
    Blocker,
    BudgetChange,
    BudgetLine,
    DateChange,
    Figure,
    Finding,
    LineAction,
    Measure,
    MeasureAction,
    MeasureFinding,
    Milestone,
    OwnColumn,
    OwnValue,
    Part,
    PathPoint,
    Record,
    RecordTag,
    Risk,
    RiskAction,
    Source,
    Update,
    Workstream,
)
from tracker.domain.references import REFERS_TO
from tracker.domain.rules.measures import figure_words
from tracker.domain.rules.money import signed
from tracker.domain.rules.order import in_plan_order
from tracker.domain.words import label, shown_ref, title_shown

# What has lines of its own besides actions, in this order.
_OTHERS = (Source, Finding, Workstream, BudgetLine, Risk, Measure)
# What belongs to another record, and the field that names the other thing; None: its own words.
_BELONGS: dict[type[Record], tuple[str, str | None]] = {
    ActionFinding: ("action_id", "finding_id"),
    Part: ("action_id", None),
    Milestone: ("action_id", None),
    Blocker: ("action_id", "blocked_by_id"),
    ActionTag: ("action_id", "tag_id"),
    OwnValue: ("action_id", None),
    ActionEvidence: ("action_id", "evidence_id"),
    LineAction: ("action_id", "line_id"),
    RiskAction: ("action_id", "risk_id"),
    BudgetChange: ("line_id", None),
    Figure: ("measure_id", None),
    PathPoint: ("measure_id", None),
    MeasureAction: ("action_id", "measure_id"),
    MeasureFinding: ("finding_id", "measure_id"),
    RecordTag: ("entity_id", "tag_id"),
}
# What follows from other fields, or is said by the updates.
_SILENT = frozenset({"id", "ref", "position", "updated_on", "rated_on", "draft", "first_due_version_id"})
_NAMES = ("title", "name", "label", "what", "text", "value", "body")


class Fate(StrEnum):
    """What became of a record."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Line:
    """Something before and after, in words; "" where there was nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one record between two states; `reasons` are those given in between."""

    kind: type[Record]
    id: str
    name: str
    fate: Fate
    lines: tuple[Line, ...]
    reasons: tuple[str, ...] = ()


def differences(before: FullPlan, after: FullPlan) -> tuple[Difference, ...]:
    """Actions in the order of the plan, then sources, areas, workstreams, money, risks, measures; removed
    ones last."""
    together = _Together(before, after)
    gone = [each for each in before.all(Action) if after.find(Action, each.id) is None]
    actions = in_plan_order(after, after.all(Action)) + in_plan_order(before, gone)
    found = [together.of(each) for each in actions]
    for kind in _OTHERS:
        gone_others = [each for each in before.all(kind) if after.find(kind, each.id) is None]
        found += [together.of(each) for each in (*after.all(kind), *gone_others)]
    return tuple(each for each in found if each is not None)


class _Together:
    """The two states, with what is new or changed of an action's own things gathered by action."""

    def __init__(self, before: FullPlan, after: FullPlan) -> None:
        self._before, self._after = before, after
        self._belonging: dict[str, list[Line]] = {}
        self._reasons: dict[str, list[str]] = {}
        for kind, (owner, other) in _BELONGS.items():
            self._gather(kind, owner, other)
        self._gather_updates()
        self._gather_reasons()

    def of(self, record: Any) -> Difference | None:
        """What became of this record; None where nothing did."""
        kind = type(record)
        old, new = self._before.find(kind, record.id), self._after.find(kind, record.id)
        lines = [*self._fields(kind, old, new), *self._belonging.get(record.id, ())]
        fate = Fate.ADDED if old is None else Fate.REMOVED if new is None else Fate.CHANGED
        if fate is Fate.CHANGED and not lines:
            return None
        reasons = tuple(dict.fromkeys(self._reasons.get(record.id, ())))
        return Difference(kind, record.id, name_of(record), fate, tuple(lines), reasons)

    def _fields(self, kind: type[Record], old: Any, new: Any) -> Iterator[Line]:
        if old is None or new is None:
            return
        for field in fields(kind):
            was, now = getattr(old, field.name), getattr(new, field.name)
            if was != now and field.name not in _SILENT:
                yield Line(
                    field_label(kind, field.name),
                    _words(self._before, field.name, was),
                    _words(self._after, field.name, now),
                )

    def _gather(self, kind: type[Record], owner: str, other: str | None) -> None:
        old, new = ({each.id: each for each in plan.all(kind)} for plan in (self._before, self._after))
        for key in dict.fromkeys((*old, *new)):
            was, now = old.get(key), new.get(key)
            if was == now:
                continue
            words = [
                _tie_words(plan, other, each) if each else ""
                for plan, each in ((self._before, was), (self._after, now))
            ]
            if words[0] != words[1]:
                self._line(getattr(now or was, owner), Line(record_label(kind), *words))

    def _gather_updates(self) -> None:
        counts: dict[str, int] = {}
        known = {each.id for each in self._before.all(Update)}
        latest: dict[str, Update] = {}
        for update in self._after.all(Update):
            if update.id not in known:
                counts[update.action_id] = counts.get(update.action_id, 0) + 1
                latest[update.action_id] = update
        for action_id, count in counts.items():
            what = british.plural(count, "update")
            self._line(action_id, Line(what, "", _short(latest[action_id].text)))

    def _gather_reasons(self) -> None:
        for change in _new(self._before, self._after, DateChange):
            self._reasons.setdefault(change.action_id, []).append(change.reason)
        for each in _new(self._before, self._after, Amendment):
            self._reasons.setdefault(each.entity_id, []).append(each.reason)
        for money in _new(self._before, self._after, BudgetChange):
            self._reasons.setdefault(money.line_id, []).append(money.reason)

    def _line(self, owner_id: str, line: Line) -> None:
        self._belonging.setdefault(owner_id, []).append(line)


def name_of(record: Any) -> str:
    """What people call a record: “1.2  Staff the front door”."""
    if isinstance(record, Action):
        return f"{shown_ref(record)}  {title_shown(record)}"
    name = next((str(getattr(record, each)) for each in _NAMES if getattr(record, each, None)), "")
    return "  ".join(filter(None, (getattr(record, "ref", ""), _short(name))))


def _new(before: FullPlan, after: FullPlan, kind: type[Any]) -> Iterable[Any]:
    return (each for each in after.all(kind) if before.find(kind, each.id) is None)


def _words(plan: FullPlan, field: str, value: Any) -> str:
    """A value in words; what an id leads to is named."""
    if value is not None and field in REFERS_TO:
        found = plan.find(REFERS_TO[field], value)
        return name_of(found) if found else ""
    return value_words(field, value)


def _tie_words(plan: FullPlan, other: str | None, record: Any) -> str:
    match record:
        case OwnValue():
            column = plan.find(OwnColumn, record.column_id)
            return f"{column.name if column else ''}: {record.value}"
        case BudgetChange():
            return f"{british.pounds(signed(record))}, {label(record.state).lower()}"
        case Figure():
            return figure_words(plan.get(Measure, record.measure_id), record)
        case PathPoint():
            return f"{british.short_day(record.due_on)}: {value_words('value', record.value)}"
        case Part() | Milestone():
            due = british.due_words(record.due) if record.due else ""
            done = f"done {british.short_day(record.done_on)}" if record.done_on else ""
            return ", ".join(filter(None, (name_of(record), due, done)))
    return _words(plan, other, getattr(record, other)) if other else ""


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 120 else f"{plain[:120].rsplit(' ', 1)[0]}…"
