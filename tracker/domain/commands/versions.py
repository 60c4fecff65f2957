"""The approval of a plan version, which freezes what was promised."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.codes import DateChangeKind, Lifecycle, RequestState
from tracker.domain.commands.base import Command, Tx, hands
from tracker.domain.commands.facts import move
from tracker.domain.commands.forms import make, shared
from tracker.domain.commands.keeping import keep
from tracker.domain.commands.refusing import refuse
from tracker.domain.commands.sources import meet_duty
from tracker.domain.due import DueDate
from tracker.domain.records import Action, BudgetLine, DateChange, PlanVersion
from tracker.domain.words import shown_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """A due date that a later version of the plan sets anew."""

    action_id: str
    due: DueDate


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovePlan(Command):
    """A body approves the plan as it stands.

    Each action with a due date and each budget line keeps it from now on as first agreed; drafts are not
    approved, nor is what others have replaced. `resets` are due dates that this version sets anew; `meets`
    the duties that its submission meets, and then `submitted_on` must be given.
    """

    kind = "approve_plan"
    label = "approve plan"

    version: str
    body: str
    approved_on: date
    reference: str = ""
    submitted_to: str = ""
    submitted_on: date | None = None
    resets: tuple[Reset, ...] = ()
    meets: tuple[str, ...] = ()

    def apply(self, tx: Tx) -> None:
        version = make(
            tx,
            PlanVersion,
            shared(self, PlanVersion)
            | {"label": self.version, "happened_on": self.approved_on, "seq": tx.seq},
        )
        for reset in self.resets:
            self._reset(tx, version, reset)
        for action in tx.all(Action, first_due=None, draft=False):
            if action.due and action.lifecycle is not Lifecycle.REPLACED:
                keep(tx, replace(action, first_due=action.due, first_due_version_id=version.id))
        for line in tx.all(BudgetLine, first_pence=None):
            keep(tx, replace(line, first_pence=line.base_pence))
        for duty_id in self.meets:
            if self.submitted_on is None:
                refuse("Say when this version was submitted.")
            meet_duty(tx, duty_id, self.submitted_on, version.id)

    def _reset(self, tx: Tx, version: PlanVersion, reset: Reset) -> None:
        action = tx.get(Action, reset.action_id)
        if action.first_due is None:
            refuse(f"{shown_ref(action)} has no agreed date yet, so there is nothing to reset.")
        change = DateChange(
            **hands(tx, self.approved_on),
            action_id=action.id,
            kind=DateChangeKind.RESET,
            old_due=action.due,
            new_due=reset.due,
            reason=f"Reset by {version.label}",
            asked_by=version.body,
            state=RequestState.APPROVED,
            decided_on=self.approved_on,
            decided_by=version.body,
            version_id=version.id,
        )
        move(tx, change)
