"""The removal of what was added by mistake; what is approved or in use is withdrawn or replaced instead."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, ClassVar, NoReturn

from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.facts import called
from tracker.domain.commands.refusing import refuse
from tracker.domain.record_words import record_label
from tracker.domain.records import (
    RECORDS,
    Action,
    ActionFinding,
    ActionTag,
    Away,
    Blocker,
    BudgetLine,
    BudgetPost,
    Duty,
    Finding,
    Holding,
    LineAction,
    LineWorkstream,
    Measure,
    MeasureAction,
    MeasureFinding,
    Meeting,
    Mention,
    Milestone,
    Organisation,
    OwnColumn,
    OwnValue,
    Part,
    PathPoint,
    Person,
    Post,
    Record,
    RecordTag,
    Risk,
    RiskAction,
    Source,
    Tag,
    Workstream,
)
from tracker.domain.references import REFERS_TO
from tracker.domain.rules.approval import approved_since, is_approved

# What may be removed, and what goes with it: the records that refer to it by these fields.
_GOES_WITH: dict[type[Record], set[tuple[type[Record], str]]] = {
    Source: {(kind, "source_id") for kind in (Mention, Finding, Duty)},
    Finding: {(ActionFinding, "finding_id"), (MeasureFinding, "finding_id"), (Mention, "again_id")},
    Duty: set(),
    Workstream: {(LineWorkstream, "workstream_id")},
    Action: {
        *((kind, "action_id") for kind in (ActionFinding, ActionTag, OwnValue, Part, Milestone)),
        *((kind, "action_id") for kind in (LineAction, MeasureAction, RiskAction)),
        *((Blocker, end) for end in ("action_id", "blocked_by_id")),
    },
    Part: set(),
    Milestone: set(),
    Organisation: set(),
    Post: {(Holding, "post_id")},
    Person: {(Holding, "person_id"), (Away, "person_id")},
    Holding: set(),
    Away: set(),
    Meeting: set(),
    Tag: {(ActionTag, "tag_id"), (RecordTag, "tag_id")},
    OwnColumn: {(OwnValue, "column_id")},
    BudgetLine: {(kind, "line_id") for kind in (BudgetPost, LineAction, LineWorkstream)},
    BudgetPost: set(),
    Risk: {(RiskAction, "risk_id")},
    Measure: {(kind, "measure_id") for kind in (PathPoint, MeasureAction, MeasureFinding)},
}


_INSTEAD = {Action: " Withdraw or replace it instead.", Measure: " Retire it instead."}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveRecord(Command):
    """Remove a record added by mistake, with what hangs on it.

    Refused once it has been approved, and while anything else refers to it: updates, evidence, decisions and
    money movements above all. With a finding goes the draft action that answers nothing else.
    """

    kind = "remove_record"
    label = "remove"
    removable: ClassVar[frozenset[type[Record]]] = frozenset(_GOES_WITH)

    record: type[Record]
    id: str

    def apply(self, tx: Tx) -> None:
        if self.record not in self.removable:
            refuse(f"“{record_label(self.record)}” is never removed: correct it or undo it.")
        _remove(tx, tx.get(self.record, self.id))


def _remove(tx: Tx, record: Any) -> None:
    _check_not_approved(tx, record)
    drafts = _drafts_for(tx, record) if isinstance(record, Finding) else []
    for kind, field in _referring(type(record)):
        for other in tx.all(kind, **{field: record.id}):
            if (kind, field) in _GOES_WITH[type(record)]:
                _go_with(tx, other)
            else:
                _in_use(record, kind)
    for tie in tx.all(RecordTag, entity=record.table, entity_id=record.id):
        tx.remove(tie)
    tx.remove(record)
    for draft in drafts:
        _remove(tx, draft)


def _go_with(tx: Tx, record: Record) -> None:
    if type(record) in _GOES_WITH:
        _remove(tx, record)
    else:
        tx.remove(record)


def _check_not_approved(tx: Tx, record: Record) -> None:
    match record:
        case Action():
            approved = is_approved(tx, record)
        case Source() | Finding() | BudgetLine() | Measure():
            approved = approved_since(tx, record)
        case _:
            return
    if approved:
        instead = _INSTEAD.get(type(record), _INSTEAD[Action])
        refuse(f"“{called(record)}” is part of an approved plan.{instead}")


def _in_use(record: Record, by: type[Record]) -> NoReturn:
    instead = _INSTEAD.get(type(record), "")
    refuse(f"“{called(record)}” is in use and cannot be removed: “{record_label(by)}”.{instead}")


def _drafts_for(tx: Tx, finding: Finding) -> list[Action]:
    answering = [tx.get(Action, tie.action_id) for tie in tx.all(ActionFinding, finding_id=finding.id)]
    return [each for each in answering if each.draft and len(tx.all(ActionFinding, action_id=each.id)) == 1]


def _referring(to: type[Record]) -> Iterator[tuple[type[Record], str]]:
    for kind in RECORDS:
        for field in fields(kind):
            if REFERS_TO.get(field.name) is to:
                yield kind, field.name
