"""Commands that record updates: an action's progress, and every step of its life."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from tracker.domain.codes import Delivery, Impact, Lifecycle
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.dates import withdrawal
from tracker.domain.commands.decisions import RecordDecision, taken
from tracker.domain.commands.facts import record_update, refuse_waiting
from tracker.domain.commands.forms import shared
from tracker.domain.commands.keeping import clean, keep
from tracker.domain.commands.refusing import refuse, refuse_if
from tracker.domain.records import Action, Part, Update
from tracker.domain.rules import lifecycle
from tracker.domain.rules.lateness import pending
from tracker.domain.rules.reads import Within
from tracker.domain.words import shown_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUpdate(Command):
    """Say how an action, or one part of it, is going.

    An open action may be rated. With `start` the first update on an action starts it.
    """

    kind = "add_update"
    label = "add update"

    action_id: str
    part_id: str | None = None
    text: str = ""
    delivery: Delivery | None = None
    delivery_reason: str = ""
    impact: Impact | None = None
    barrier: str = ""
    ask: str = ""
    next: str = ""
    start: bool = False
    happened_on: date | None = None

    def apply(self, tx: Tx) -> None:
        action = tx.get(Action, self.action_id)
        if not clean("".join((self.text, self.barrier, self.ask, self.next))) and not self.judges:
            refuse("An update needs some words or a rating.")
        if self.part_id and (self.judges or self.start):
            refuse("An update on a part cannot rate or start the action.")
        if self.part_id and tx.get(Part, self.part_id).action_id != action.id:
            refuse(f"That part belongs to another action than {shown_ref(action)}.")
        if self.delivery:
            if action.draft:
                refuse(f"{shown_ref(action)} has no wording of its own yet.")
            refuse_if(lifecycle.why_not_rate(action, self.delivery, clean(self.delivery_reason)))
        if self.start:
            refuse_if(lifecycle.why_not_start(Within(tx), action, self.happened_on or tx.today, tx.today))
        record_update(tx, **shared(self, Update), lifecycle=Lifecycle.IN_PROGRESS if self.start else None)

    @property
    def judges(self) -> bool:
        """Whether it rates the action."""
        return self.delivery is not None or self.impact is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeChange(Command):
    """Move an action to another place in its life by an update, resting on a decision if one is given."""

    to: ClassVar[Lifecycle]

    action_id: str
    text: str = ""
    happened_on: date | None = None
    decision: RecordDecision | str | None = None

    def why_not(self, tx: Tx, action: Action, on: date) -> str | None:
        """The rule's reason against it, in a sentence, or None."""
        raise NotImplementedError

    def apply(self, tx: Tx) -> None:
        action = tx.get(Action, self.action_id)
        refuse_if(self.why_not(tx, action, self.happened_on or tx.today))
        decision = taken(tx, self.decision, action.id)
        record_update(
            tx, **shared(self, Update), lifecycle=self.to, decision_id=decision.id if decision else None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StartAction(LifeChange):
    """Say that work on an action has started."""

    kind = "start_action"
    label = "start action"
    to = Lifecycle.IN_PROGRESS

    def why_not(self, tx: Tx, action: Action, on: date) -> str | None:
        return lifecycle.why_not_start(Within(tx), action, on, tx.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteAction(LifeChange):
    """Say that an action was completed on a day; its evidence is awaited from then on.

    A new date that was asked for and not decided yet is withdrawn: there is nothing left to decide.
    """

    kind = "complete_action"
    label = "complete action"
    to = Lifecycle.COMPLETE

    def why_not(self, tx: Tx, action: Action, on: date) -> str | None:
        return lifecycle.why_not_complete(Within(tx), action, on, tx.today)

    def apply(self, tx: Tx) -> None:
        request = pending(Within(tx), tx.get(Action, self.action_id))
        LifeChange.apply(self, tx)
        if request:
            on = max(request.happened_on, self.happened_on or tx.today)
            note = "Completed, so no longer asked."
            keep(tx, replace(request, **withdrawal(tx, on), decision_note=note))


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAction(LifeChange):
    """Close a complete action whose evidence has been accepted. The person it is recorded for closes it."""

    kind = "close_action"
    label = "close action"
    to = Lifecycle.CLOSED

    def why_not(self, tx: Tx, action: Action, on: date) -> str | None:
        return lifecycle.why_not_close(Within(tx), action, tx.whose, on, tx.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedAction(LifeChange):
    """Call a closed action embedded, after a passed check by somebody else again (see AddCheck)."""

    kind = "embed_action"
    label = "call action embedded"
    to = Lifecycle.EMBEDDED

    def why_not(self, tx: Tx, action: Action, on: date) -> str | None:
        return lifecycle.why_not_embed(Within(tx), action, on, tx.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenAction(LifeChange):
    """Reopen a finished or withdrawn action, which is in progress again; `text` says why."""

    kind = "reopen_action"
    label = "reopen action"
    to = Lifecycle.IN_PROGRESS

    def why_not(self, tx: Tx, action: Action, on: date) -> str | None:
        return lifecycle.why_not_reopen(Within(tx), action, clean(self.text), on, tx.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldAction(LifeChange):
    """Put an action on hold by a decision, until it is looked at again on `review_on`."""

    kind = "hold_action"
    label = "put action on hold"
    to = Lifecycle.ON_HOLD

    review_on: date

    def why_not(self, tx: Tx, action: Action, on: date) -> str | None:
        decided = self.decision is not None
        return lifecycle.why_not_hold(Within(tx), action, decided, self.review_on, on, tx.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeAction(LifeChange):
    """Take an action off hold; it is in progress."""

    kind = "resume_action"
    label = "resume action"
    to = Lifecycle.IN_PROGRESS

    def why_not(self, tx: Tx, action: Action, on: date) -> str | None:
        return lifecycle.why_not_resume(Within(tx), action, on, tx.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAction(LifeChange):
    """Withdraw an open action by a decision; `text` says why."""

    kind = "withdraw_action"
    label = "withdraw action"
    to = Lifecycle.WITHDRAWN

    def why_not(self, tx: Tx, action: Action, on: date) -> str | None:
        refuse_waiting(tx, action)
        decided = self.decision is not None
        return lifecycle.why_not_withdraw(Within(tx), action, decided, clean(self.text), on, tx.today)
