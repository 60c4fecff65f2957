"""Changes in words: what each was about, and every field before and after."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from tracker.domain.due import DueDate
from tracker.domain.plan import Plan
from tracker.domain.record_words import field_label, record_label, table_label, value_words
from tracker.domain.records import Action, Fact, Link, PlanVersion, Record
from tracker.domain.references import REFERS_TO
from tracker.domain.rules.money import year_words
from tracker.domain.rules.reads import Reads
from tracker.domain.words import shown_ref, title_shown
from tracker.storage.journal import Change, Step
from tracker.storage.rows import KIND_OF, rows_of

_NAMES = ("title", "name", "label", "what", "text", "body", "reason")
# What the change's own head says already, or nobody asked about.
_SILENT = frozenset({"id", "recorded_at", "recorded_by", "login", "position", "seq", "entity_id"})


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field before and after; "" where there was nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordWords:
    """What a change did to one record: “Action A3 Staff the hub”, added, changed or removed."""

    kind: str
    name: str
    done: str
    fields: tuple[FieldWords, ...]


def title_of(step: Step) -> str:
    """“Add update”; what was taken back is named: “Undo add update”."""
    label = step.label[:1].upper() + step.label[1:]
    if step.reverses is None:
        return label
    how = {"undo": "Undo", "redo": "Redo"}.get(step.kind, "Take back")
    return f"{how}: {step.label}"


def about(plan: Plan, step: Step, reads: Reads | None = None) -> str:
    """What a change was about, in a line: the version or action it names, else the first record it touched.

    `reads` finds records that are only in the file.
    """
    for change in step.changes:
        if change.entity == PlanVersion.table and not change.field:
            return _name(plan, change)
    for change in step.changes:
        found = _action_of(plan, change)
        if found is not None:
            return called(found)
        if not issubclass(KIND_OF[change.entity], Fact | Link) and (name := _name(plan, change)):
            return name
    for change in step.changes:
        if name := _name(plan, change) or _name_in_file(reads, change):
            return name
    return table_label(step.changes[0].entity) if step.changes else ""


def kinds_of(step: Step) -> tuple[str, ...]:
    """The kinds of record it touched, in words, each once."""
    return tuple(dict.fromkeys(table_label(change.entity) for change in step.changes))


def fields_of(step: Step) -> tuple[str, ...]:
    """The fields it changed, in words, each once."""
    changed = (each for each in step.changes if each.field)
    return tuple(dict.fromkeys(field_label(KIND_OF[each.entity], each.field) for each in changed))


def leads_to(plan: Plan, step: Step, reads: Reads | None = None) -> Record | None:
    """The action it was about, else the first record it touched that is in the plan still, or in its file
    where `reads` finds it."""
    for change in step.changes:
        if (found := _action_of(plan, change)) is not None:
            return found
    for change in step.changes:
        kind = KIND_OF[change.entity]
        if kind in plan.kinds and (there := plan.find(kind, change.entity_id)) is not None:
            return there
    return next((there for each in step.changes if (there := _in_file(reads, each)) is not None), None)


def records_of(plan: Plan, step: Step, most: int) -> tuple[tuple[RecordWords, ...], int]:
    """What it did, record by record, to the first so many; and to how many more."""
    together: dict[tuple[str, str], list[Change]] = {}
    for change in step.changes:
        together.setdefault((change.entity, change.entity_id), []).append(change)
    told = tuple(_record(plan, changes) for changes in islice(together.values(), most))
    return told, len(together) - len(told)


def _record(plan: Plan, changes: list[Change]) -> RecordWords:
    first = changes[0]
    kind = KIND_OF[first.entity]
    done = "changed" if first.field else "added" if first.old is None else "removed"
    told = _fields(plan, kind, changes) if first.field else _whole(plan, kind, first)
    return RecordWords(record_label(kind), _name(plan, first), done, tuple(told))


def _fields(plan: Plan, kind: type[Record], changes: list[Change]) -> Iterator[FieldWords]:
    for change in changes:
        before, after = (words_of(plan, kind, change.field, side) for side in (change.old, change.new))
        yield FieldWords(field_label(kind, change.field), before, after)


def _whole(plan: Plan, kind: type[Record], change: Change) -> Iterator[FieldWords]:
    row = change.new if change.old is None else change.old
    for name, value in row.items():
        words = words_of(plan, kind, name, value)
        if words and name not in _SILENT and words != "No":
            old, new = ("", words) if change.old is None else (words, "")
            yield FieldWords(field_label(kind, name), old, new)


def words_of(plan: Plan, kind: type[Record], field: str, stored: Any) -> str:
    """A stored value in words: ids by the names of what they lead to."""
    if stored is None:
        return ""
    target = REFERS_TO.get(field)
    if target is not None:
        found = plan.find(target, stored) if target in plan.kinds else None
        return called(found) if found is not None else record_label(target)
    if field == "year":
        return year_words(stored)
    if field == "entity":
        return table_label(stored) if stored in KIND_OF else str(stored)
    words = value_words(field, _value(rows_of(kind).types[field], stored))
    return f"{words[:8]}…" if field.endswith("_sha256") else words


def called(record: Record) -> str:
    """What people call a record."""
    if isinstance(record, Action):
        return f"{shown_ref(record)}  {title_shown(record)}"
    row = {name: getattr(record, name, None) for name in ("ref", *_NAMES)}
    return _called(row)


def _called(row: dict[str, Any]) -> str:
    name = next((str(row[each]) for each in _NAMES if row.get(each)), "")
    return "  ".join(filter(None, (str(row.get("ref") or ""), _shortened(" ".join(name.split())))))


def _shortened(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:120].rsplit(' ', 1)[0]}…"


def _name(plan: Plan, change: Change) -> str:
    """The record's name, now or as it was; of one without a name, what it belongs to."""
    kind = KIND_OF[change.entity]
    row = change.new or change.old if not change.field else None
    found = plan.find(kind, change.entity_id) if kind in plan.kinds else None
    if found is not None and not issubclass(kind, Fact):
        return called(found) or _ends(plan, {name: getattr(found, name, None) for name in REFERS_TO})
    return (_called(row) or _ends(plan, row)) if row is not None else ""


def _ends(plan: Plan, row: Mapping[str, Any]) -> str:
    """The names of what a record leads to: the person and the post of a term, the measure of a figure."""
    found = (
        plan.find(target, row.get(field)) if target in plan.kinds else None
        for field, target in REFERS_TO.items()
    )
    return " · ".join(dict.fromkeys(called(each) for each in found if each is not None))


def _in_file(reads: Reads | None, change: Change) -> Record | None:
    kind = KIND_OF[change.entity]
    return reads.find(kind, change.entity_id) if reads is not None and not issubclass(kind, Link) else None


def _name_in_file(reads: Reads | None, change: Change) -> str:
    found = _in_file(reads, change)
    return called(found) if found is not None else ""


def _action_of(plan: Plan, change: Change) -> Action | None:
    if change.entity == Action.table:
        return plan.find(Action, change.entity_id)
    row = (change.new or change.old) if not change.field else None
    if row is not None:
        return plan.find(Action, row.get("action_id"))
    kind = KIND_OF[change.entity]
    found = plan.find(kind, change.entity_id) if kind in plan.kinds else None
    return plan.find(Action, getattr(found, "action_id", None))


def _value(type_: Any, stored: Any) -> Any:
    """The value that the plan's file keeps as this text or number; a code not known here stays as it is."""
    if type_ is bool:
        return bool(stored)
    if not isinstance(stored, str):
        return stored
    try:
        if type_ in (date, datetime):
            return type_.fromisoformat(stored)
        if type_ is DueDate:
            return DueDate.parse(stored)
        if type_ == tuple[str, ...]:
            return tuple(json.loads(stored))
        if isinstance(type_, type) and issubclass(type_, StrEnum):
            return type_(stored)
    except ValueError:
        pass
    return stored
