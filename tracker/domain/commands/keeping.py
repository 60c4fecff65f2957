"""The one door by which commands put records into a plan: texts cleaned, every value checked.

What a field may hold follows from its name and type (see the tables below), so that no command has to
think of empty titles, control characters, days still to come, impossible sums or ids that lead nowhere.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, get_args, get_type_hints

from tracker.domain import british
from tracker.domain.amounts import why_not_amount
from tracker.domain.commands.base import Tx
from tracker.domain.commands.refusing import refuse
from tracker.domain.due import DueDate
from tracker.domain.names import folded
from tracker.domain.record_words import field_label, value_words
from tracker.domain.records import (
    BudgetChange,
    BudgetLine,
    BudgetPost,
    Figure,
    Measure,
    Meeting,
    Organisation,
    OwnColumn,
    PathPoint,
    Person,
    PlanVersion,
    Post,
    Record,
    Tag,
    Workstream,
)
from tracker.domain.references import REFERS_TO

R = TypeVar("R", bound=Record)

LONGEST_LINE = 500
LONGEST_TEXT = 100_000
MOST_PENCE = 10_000_000_000_00
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)

# Texts of one line: what stands in a table's cell, a heading or a signature.
LINES = {
    *("title", "name", "label", "body", "authority", "council_ref", "printed_reference", "reference"),
    *("whose", "recorded_by", "asked_by", "decided_by", "agreed_by", "left_out_by", "file_name", "link"),
    *("board_name", "workstream_label", "owner_label", "date_decided_by", "submitted_to", "own_theme"),
    *("cost_centre", "funder", "outside", "period", "what", "to", "corporate_ref"),
    *("numerator", "denominator", "source"),
}
# A text without a default must not be empty, but for these.
MAY_BE_EMPTY = {"old", "new", "login"}
# Days of what has already happened.
PAST_DAYS = {
    *("happened_on", "decided_on", "published_on", "received_on", "visited_from", "visited_to"),
    *("sent_on", "submitted_on", "done_on", "left_out_on", "closed_on", "in_plan_from"),
    *("baseline_on", "retired_on"),
}
# Days that must come in this order where both are given.
DAYS_IN_ORDER = (
    ("started_on", "ended_on"),
    ("from_on", "to_on"),
    ("visited_from", "visited_to"),
    ("happened_on", "decided_on"),
    ("in_force_on", "lifted_on"),
    ("baseline_on", "target_on"),
)
_SCORES = ("inherent", "current", "target")
# Whole numbers that are no money; what is not named here is counted by the program.
BOUNDS = {
    **dict.fromkeys(("stale_after_days", "evidence_awaited_days", "due_soon_days"), (1, 3650)),
    **dict.fromkeys(("working_days", "officer_limit_days"), (0, 1000)),
    **{f"{which}_{part}": (1, 5) for which in _SCORES for part in ("likelihood", "impact")},
    "days_between": (1, 365),
    "clear_days": (0, 60),
    "year": (1990, 2098),
    "number": (1, 10_000),
    "page": (1, 100_000),
}
# Amounts that are counts or distances; a measure itself may fall below nought.
NOT_BELOW_NOUGHT = {"numerator", "denominator", "tolerance"}
# What may not be there twice, capitals and spaces apart.
UNIQUE: dict[type[Record], tuple[str, ...]] = {
    Organisation: ("name",),
    Person: ("name", "organisation_id"),
    Post: ("title", "organisation_id"),
    Workstream: ("title",),
    Tag: ("name",),
    OwnColumn: ("name",),
    Meeting: ("body", "held_on"),
    PlanVersion: ("label",),
    BudgetLine: ("title", "year"),
    BudgetPost: ("title", "line_id", "change_id"),
    Measure: ("title",),
    PathPoint: ("due_on", "measure_id"),
    Figure: ("happened_on", "measure_id"),
}

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def keep(tx: Tx, record: R) -> R:
    """Put a record into the plan, cleaned and checked, and return it as it now stands.

    Only what differs from the record in the plan is checked. Raises Refused or NotFound in a sentence.
    """
    before = tx.find(type(record), record.id)
    cleaned = _cleaned(record)
    ready = replace(record, **cleaned) if cleaned else record
    changed = {
        name: getattr(ready, name)
        for name in _shape(type(record)).types
        if before is None or getattr(before, name) != getattr(ready, name)
    }
    for name, value in changed.items():
        _check(tx, ready, name, value)
    check_whole(tx, ready, changed)
    tx.put(ready)
    return ready


def check_whole(tx: Tx, record: Record, changed: Collection[str]) -> None:
    """Refuse, where these fields are concerned, days in the wrong order and what the plan has already."""
    _check_order(record, changed)
    _check_unique(tx, record, changed)


def clean(text: str, one_line: bool = False) -> str:
    """The text in composed Unicode, without control characters and half characters, trimmed.

    New lines and tabs stay, but for one line, which they turn into single spaces.
    """
    if not text:
        return text
    plain = unicodedata.normalize("NFC", _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return " ".join(plain.split()) if one_line else plain.strip()


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same to a reader: capitals and spaces do not count."""
    return bool(_folded(one) == _folded(other))


def field_types(kind: type[Record]) -> Mapping[str, tuple[type, ...]]:
    """The types that each field of a record may hold; `NoneType` among them where it may be unset."""
    return _shape(kind).types


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a class of records asks of its fields; `texts` are those that people write."""

    types: Mapping[str, tuple[type, ...]]
    texts: tuple[str, ...]
    required: frozenset[str]


def _shape(kind: type[Record]) -> _Shape:
    if kind not in _SHAPES:
        hints = get_type_hints(kind)
        types = {field.name: _alternatives(hints[field.name]) for field in fields(kind)}
        texts = tuple(name for name in types if _is_text(name, types[name]))
        no_default = {field.name for field in fields(kind) if field.default is MISSING}
        _SHAPES[kind] = _Shape(types, texts, frozenset(no_default.intersection(texts) - MAY_BE_EMPTY))
    return _SHAPES[kind]


_SHAPES: dict[type[Record], _Shape] = {}


def _alternatives(hint: Any) -> tuple[type, ...]:
    if getattr(hint, "__origin__", None) is tuple:
        return (tuple,)
    return tuple(get_args(hint)) or (hint,)


def _is_text(name: str, types: tuple[type, ...]) -> bool:
    named_by_program = name in ("id", "ref") or name.endswith(("_id", "_sha256"))
    return (str in types or tuple in types) and not named_by_program


def _cleaned(record: Record) -> dict[str, Any]:
    """The texts that are not clean yet, cleaned."""
    cleaned: dict[str, Any] = {}
    for name in _shape(type(record)).texts:
        value = getattr(record, name)
        if isinstance(value, str):
            ready: Any = clean(value, name in LINES)
        else:
            ready = tuple(item for each in value if (item := clean(each)))
        if ready != value:
            cleaned[name] = ready
    return cleaned


def _check(tx: Tx, record: Record, name: str, value: Any) -> None:
    kind = type(record)
    if name in _shape(kind).required and not value:
        refuse(f"{_field(kind, name)} is empty.")
    if value is None:
        return
    if name in REFERS_TO:
        tx.get(REFERS_TO[name], value)
    elif check := _CHECKS.get(type(value)):  # the exact type: a choice is no text, True no number
        check(tx, kind, name, value)


def _check_text(_tx: Tx, kind: type[Record], name: str, value: str) -> None:
    limit = LONGEST_LINE if name in LINES else LONGEST_TEXT
    if len(value) > limit:
        refuse(f"{_field(kind, name)} is {len(value):,} characters long; {limit:,} is the most.")


def _check_texts(tx: Tx, kind: type[Record], name: str, value: tuple[str, ...]) -> None:
    _check_text(tx, kind, name, "\n".join(value))


def _check_number(_tx: Tx, kind: type[Record], name: str, value: int) -> None:
    if name.endswith("_pence"):
        _check_money(kind, name, value)
    elif name in BOUNDS:
        least, most = BOUNDS[name]
        if not least <= value <= most:
            refuse(f"{_field(kind, name)} must lie between {least} and {most}.")


def _check_amount(_tx: Tx, kind: type[Record], name: str, value: Decimal) -> None:
    wrong = why_not_amount(value)
    if wrong:
        refuse(f"{_field(kind, name)}: {wrong}")
    if name in NOT_BELOW_NOUGHT and value < 0:
        refuse(f"{_field(kind, name)} cannot be below nought.")


def _check_money(kind: type[Record], name: str, value: int) -> None:
    if value < 0:
        refuse(f"{_field(kind, name)} cannot be below nought.")
    if value > MOST_PENCE:
        refuse(f"{_field(kind, name)} is more than {british.pounds(MOST_PENCE)}.")
    if kind is BudgetChange and value == 0:
        refuse(f"{_field(kind, name)} must be more than nought.")


def _check_day(tx: Tx, kind: type[Record], name: str, value: date) -> None:
    if not FIRST_DAY <= value <= LAST_DAY:
        refuse(
            f"{_field(kind, name)} cannot be {british.short_day(value)}: "
            f"years from {FIRST_DAY.year} to {LAST_DAY.year} can be kept."
        )
    if name in PAST_DAYS and value > tx.today:
        refuse(f"{_field(kind, name)} cannot be {british.short_day(value)}: that is still to come.")


def _check_due(tx: Tx, kind: type[Record], name: str, value: DueDate) -> None:
    _check_day(tx, kind, name, value.last_day)


_CHECKS: dict[type, Callable[[Tx, type[Record], str, Any], None]] = {
    str: _check_text,
    tuple: _check_texts,
    int: _check_number,
    date: _check_day,
    Decimal: _check_amount,
    DueDate: _check_due,
}


def _check_order(record: Record, changed: Collection[str]) -> None:
    for first, second in DAYS_IN_ORDER:
        if first in changed or second in changed:
            start, end = getattr(record, first, None), getattr(record, second, None)
            if start and end and end < start:
                late, early = british.short_day(end), british.short_day(start)
                refuse(f"{_field(type(record), second)} cannot be {late}: that is before {early}.")


def _check_unique(tx: Tx, record: Record, changed: Collection[str]) -> None:
    kind = type(record)
    names = UNIQUE.get(kind, ())
    if not set(names) & set(changed):
        return
    values = [getattr(record, name) for name in names]
    ends = {name: getattr(record, name) for name in names if name.endswith("_id")}
    for other in tx.all(kind, **ends):
        if other.id != record.id and same([getattr(other, name) for name in names], values):
            refuse(f"“{value_words(names[0], values[0])}” is in the plan already.")


def _folded(value: Any) -> Any:
    if isinstance(value, list):
        return [_folded(item) for item in value]
    return folded(value) if isinstance(value, str) else value


def _field(kind: type[Record], name: str) -> str:
    return f"“{field_label(kind, name)}”"
