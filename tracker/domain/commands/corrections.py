"""The correction of an entry error: the right value, why, and who agreed. It never counts as a move."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from tracker.domain.codes import AmendmentKind, RequestState
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.dates import both_sides
from tracker.domain.commands.facts import amend, as_text, refold, refuse_finished
from tracker.domain.commands.forms import change
from tracker.domain.commands.keeping import keep
from tracker.domain.commands.refusing import refuse, refuse_if
from tracker.domain.due import DueDate
from tracker.domain.record_words import field_label
from tracker.domain.records import (
    Action,
    Away,
    BudgetChange,
    BudgetLine,
    Check,
    DateChange,
    Decision,
    Duty,
    Evidence,
    Figure,
    Finding,
    Holding,
    Measure,
    Milestone,
    Part,
    PlanVersion,
    Record,
    Source,
    Update,
)
from tracker.domain.rules.fold import approved
from tracker.domain.rules.lifecycle import why_not_unexplained
from tracker.domain.rules.measures import why_not_figure
from tracker.domain.rules.reads import Within
from tracker.domain.rules.targets import why_not_path
from tracker.domain.words import label, shown_ref

# These are set by approving, deciding and putting on hold, and never without.
_GIVEN_OR_NOT = {"first_due", "decided_on", "review_on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectEntry(Command):
    """Put right what was typed or read wrong in one field of a record, and keep what stood there.

    What follows from the field is put right with it: the due date with a first agreed date or a move, the
    approved base with a budget line's base, the other side with a virement. A correction that would change
    an action's lifecycle is refused.
    """

    kind = "correct_entry"
    label = "correct entry"
    correctable: ClassVar[Mapping[type[Record], frozenset[str]]] = {
        Source: frozenset(
            {
                *("body", "title", "authority", "published_on", "received_on", "in_force_on", "lifted_on"),
                *("visited_from", "visited_to", "visited_as_printed"),
            }
        ),
        Finding: frozenset(
            {
                *("kind", "text", "lead_in", "sub_items", "printed_reference", "section", "page"),
                *("theme", "responsible", "addressee", "timescale"),
            }
        ),
        Duty: frozenset({"what", "to", "period", "due_on", "text", "page", "sent_on"}),
        Action: frozenset({"title", "text", "outcome", "criteria", "start_on", "first_due"}),
        Part: frozenset({"text", "due", "done_on"}),
        Milestone: frozenset({"title", "due", "done_on"}),
        Update: frozenset(
            {
                *("happened_on", "text", "delivery", "delivery_reason", "impact", "barrier", "ask", "next"),
                "review_on",
            }
        ),
        DateChange: frozenset(
            {
                *("happened_on", "new_due", "reason", "asked_by", "decided_on", "decided_by"),
                "decision_note",
            }
        ),
        Decision: frozenset({"happened_on", "text", "decided_by", "in_force_on", "reference", "noted_at"}),
        Evidence: frozenset(
            {"happened_on", "kind", "title", "link", "file_name", "decided_on", "decision_note"}
        ),
        Check: frozenset({"happened_on", "text"}),
        PlanVersion: frozenset({"happened_on", "label", "body", "reference", "submitted_to", "submitted_on"}),
        Holding: frozenset({"started_on", "ended_on"}),
        Away: frozenset({"from_on", "to_on"}),
        Measure: frozenset(
            {
                "title",
                "definition",
                "numerator",
                "denominator",
                "baseline",
                "baseline_on",
                "target",
                "target_on",
            }
        ),
        Figure: frozenset({"happened_on", "numerator", "denominator", "value", "note"}),
        BudgetLine: frozenset({"base_pence"}),
        BudgetChange: frozenset(
            {
                *("happened_on", "amount_pence", "full_year_pence", "reason", "decided_on", "decided_by"),
                *("in_force_on", "call_in_ends_on"),
            }
        ),
    }

    record: type[Record]
    id: str
    field: str
    value: Any
    reason: str
    agreed_by: str

    def apply(self, tx: Tx) -> None:
        before = tx.get(self.record, self.id)
        after = change(tx, before, self.correctable.get(self.record, frozenset()), {self.field: self.value})
        old, new = getattr(before, self.field), getattr(after, self.field)
        if old == new:
            refuse("It says so already.")
        if self.field in _GIVEN_OR_NOT and (old is None or new is None):
            refuse(f"“{field_label(self.record, self.field)}” can be corrected, but not added or emptied.")
        texts = as_text(tx, self.field, old), as_text(tx, self.field, new)
        where = self.record.table, self.id, self.field
        amend(tx, AmendmentKind.CORRECTION, *where, *texts, self.reason, self.agreed_by)
        self._follow(tx, after, old, new)

    def _follow(self, tx: Tx, record: Record, old: Any, new: Any) -> None:
        match record:
            case Action() if self.field == "first_due":
                _correct_promise(tx, record, old, new)
            case DateChange():
                if self.field == "new_due":
                    changes = tx.all(DateChange, action_id=record.action_id)
                    later = [each for each in changes if each.recorded_at > record.recorded_at]
                    _correct_beginnings(tx, later, old, new)
                refold(tx, record.action_id)
            case Update():
                refuse_if(why_not_unexplained(record.delivery, record.delivery_reason))
                _refold_alike(tx, record.action_id)
            case Figure():
                refuse_if(why_not_figure(tx.get(Measure, record.measure_id), record))
            case Measure():
                refuse_if(why_not_path(Within(tx), record))
            case BudgetLine() if record.first_pence is not None:
                keep(tx, replace(record, first_pence=record.base_pence))
            case BudgetChange():
                for side in both_sides(tx, record)[1:]:
                    keep(tx, replace(side, **{self.field: new}))
            case Part() if new is None:
                refuse_finished(tx, record.action_id)


def _correct_promise(tx: Tx, action: Action, old: DueDate, new: DueDate) -> None:
    changes = tx.all(DateChange, action_id=action.id)
    if action.due == old and not approved(changes):
        keep(tx, replace(action, due=new))
    _correct_beginnings(tx, changes, old, new)


def _correct_beginnings(tx: Tx, changes: Iterable[DateChange], old: DueDate, new: DueDate) -> None:
    """What was asked for from the wrong date on, up to the move away from it, begins at the right one."""
    for each in changes:
        if each.old_due == old:
            keep(tx, replace(each, old_due=new))
        if each.state is RequestState.APPROVED:
            return


def _refold_alike(tx: Tx, action_id: str) -> None:
    before = tx.get(Action, action_id).lifecycle
    action = refold(tx, action_id)
    if action.lifecycle is not before:
        refuse(
            f"{shown_ref(action)} would be “{label(action.lifecycle)}” and no longer “{label(before)}”: "
            "correct its other updates first."
        )
