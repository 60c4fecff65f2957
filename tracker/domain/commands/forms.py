"""The few shapes that most commands have: add a record, change fields by name, tie and untie two records."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, TypeVar

from tracker.domain.commands.base import Command, Tx, hands
from tracker.domain.commands.keeping import field_types, keep
from tracker.domain.commands.refusing import refuse
from tracker.domain.record_words import field_label
from tracker.domain.records import Action, Fact, Link, PlanVersion, Record, link, link_id

R = TypeVar("R", bound=Record)

# A form that does more calls `Add.apply(self, tx)` and the like: a dataclass with slots is a second class,
# which super() does not know.

# Within what a new record takes its place at the end; in the whole plan where nothing is said.
_PLACE_WITHIN = ("action_id", "source_id")


def make(tx: Tx, kind: type[R], values: Mapping[str, Any]) -> R:
    """Make a record of these values and keep it.

    What is not given is filled in: id, reference, place in order, the day it joined the plan, and the
    dates and hands of a fact (`happened_on` may be given, or None for today). An id that is given is
    refused where the plan has such a record already.
    """
    given = dict(values)
    names = field_types(kind)
    if issubclass(kind, Fact):
        given |= hands(tx, given.get("happened_on")) | ({"id": given["id"]} if given.get("id") else {})
    if not given.get("id"):
        given["id"] = tx.new_id()
    elif tx.find(kind, given["id"]):
        refuse("That has been added already.")
    if "ref" in names and "ref" not in given:  # a reference once taken is never given again
        given["ref"] = tx.next_ref(kind)
    if "position" in names and "position" not in given:
        given["position"] = _next_position(tx, kind, given)
    if "in_plan_from" in names and given.get("in_plan_from") is None:
        given["in_plan_from"] = tx.today
    return keep(tx, kind(**given))


def shared(command: object, kind: type[Record]) -> dict[str, Any]:
    """What a command says for a record: its fields of the same names.

    A record's `kind` is called `source_kind`, `evidence_kind` and so on in its command, for a command has
    a kind of its own.
    """
    names = field_types(kind)
    said = {field.name: getattr(command, field.name) for field in fields(command)}  # type: ignore[arg-type]
    own_name = {("kind" if name.endswith("_kind") else name): value for name, value in said.items()}
    return {name: value for name, value in own_name.items() if name in names}


def _next_position(tx: Tx, kind: type[Record], given: Mapping[str, Any]) -> int:
    if kind is Action:  # the counter of references gives the order without counting 20,000 actions
        return int(given["ref"][1:])
    within = {name: given[name] for name in _PLACE_WITHIN if name in given}
    return 1 + max((record.position for record in tx.all(kind, **within)), default=0)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Add(Command):
    """Make one record of the command's fields.

    Its `id` is given where a later change of the same `Together` refers to it.
    """

    record: ClassVar[type[Record]]

    id: str = ""

    def apply(self, tx: Tx) -> None:
        make(tx, self.record, shared(self, self.record))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Command):
    """Change fields of one record: `changes` holds the new values by the record's field names.

    Refused where a field is not among `allowed` and where a value does not fit.
    """

    record: ClassVar[type[Record]]
    allowed: ClassVar[frozenset[str]]

    id: str
    changes: Mapping[str, Any]

    def apply(self, tx: Tx) -> None:
        change(tx, tx.get(self.record, self.id), self.allowed, self.changes)


def change(tx: Tx, record: R, allowed: frozenset[str], changes: Mapping[str, Any]) -> R:
    """Keep the record with these fields changed, and return it. Refuses what `Change` refuses."""
    types = field_types(type(record))
    for name, value in changes.items():
        if name not in allowed:
            refuse(f"“{field_label(type(record), name)}” cannot be changed here.")
        if type(value) not in types[name]:
            refuse(f"“{field_label(type(record), name)}” cannot hold what was given.")
    return keep(tx, replace(record, **changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Command):
    """Tie two records together. The command's fields are the ends, named and ordered as in the link."""

    record: ClassVar[type[Link]]

    def apply(self, tx: Tx) -> None:
        tie(tx, self.record, **shared(self, self.record))


@dataclass(frozen=True, slots=True, kw_only=True)
class Untie(Command):
    """Take the tie between two records away."""

    record: ClassVar[type[Link]]

    def apply(self, tx: Tx) -> None:
        untie(tx, self.record, **shared(self, self.record))


def tie(tx: Tx, kind: type[Link], **ends: str) -> None:
    """Make a link between records. Refused where there is one, or an end is not in the plan."""
    made = link(kind, **ends)
    if tx.find(kind, made.id):
        refuse("The two are linked already.")
    keep(tx, made)


def untie(tx: Tx, kind: type[Link], **ends: str) -> None:
    """Take a link away. Refused where there is none."""
    found = tx.find(kind, link_id(kind, *ends.values()))
    if found is None:
        refuse("The two are not linked.")
    tx.remove(found)


def promised(tx: Tx, action: Action) -> Action:
    """The action with its due date as first agreed, where the plan was approved before it had one."""
    if action.draft or action.first_due or not action.due or not tx.all(PlanVersion):
        return action
    return replace(action, first_due=action.due)
