"""What a query asks of the council's own columns, by what each holds: text, a date, a number, a choice."""

import operator
from collections.abc import Callable
from datetime import date
from typing import Any

from tracker.domain.codes import OwnColumnKind
from tracker.domain.errors import TrackerError
from tracker.domain.names import plain
from tracker.domain.plan import Plan
from tracker.domain.records import OwnColumn, OwnValue
from tracker.domain.rules.query_terms import Term, amount_of, span_of, typed

SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    ":": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
"""What the signs of the language compare."""


def own_values(plan: Plan, term: Term, day: date) -> tuple[list[str], list[str]]:
    """The ids of the actions whose value in the term's column fits, and of all that have one."""
    key = plain(term.column)
    kinds = {each.id: each.kind for each in plan.all(OwnColumn) if plain(typed(each.name)) == key}
    held = [value for value in plan.all(OwnValue) if value.column_id in kinds and value.value]
    found = [
        each.action_id
        for each in held
        if any(_fits(kinds[each.column_id], each.value, term.sign, value, day) for value in term.values)
    ]
    return found, [each.action_id for each in held]


def _fits(kind: OwnColumnKind, held: str, sign: str, value: str, day: date) -> bool:
    if kind is OwnColumnKind.DATE:
        return _date_fits(date.fromisoformat(held), sign, value, day)
    one, other = amount_of(held), amount_of(value)
    if sign != ":" or kind is OwnColumnKind.NUMBER:
        return one is not None and other is not None and SIGNS[sign](one, other)
    return plain(value) in plain(typed(held))


def _date_fits(held: date, sign: str, value: str, day: date) -> bool:
    try:
        first, last = span_of(plain(value), day)
    except TrackerError:
        return False
    return {
        ":": first <= held <= last,
        "<": held < first,
        ">": held > last,
        "<=": held <= last,
        ">=": held >= first,
    }[sign]
