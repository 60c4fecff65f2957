"""Commands about the promise ledger: after approval a due date moves only by being asked for and decided."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.domain import british
from tracker.domain.codes import DecisionRoute, RequestState
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.decisions import Ruling
from tracker.domain.commands.facts import move, refuse_waiting
from tracker.domain.commands.forms import make, shared
from tracker.domain.commands.keeping import keep
from tracker.domain.commands.refusing import refuse
from tracker.domain.due import DueDate
from tracker.domain.records import SETTINGS_ID, Action, BudgetChange, DateChange, Decision, PlanSettings
from tracker.domain.rules.states import is_open
from tracker.domain.words import shown_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForNewDate(Command):
    """Ask for a new due date, with the reason. `asked_by` is the person it is recorded for unless named."""

    kind = "ask_for_new_date"
    label = "ask for a new date"

    action_id: str
    new_due: DueDate
    reason: str
    asked_by: str = ""
    happened_on: date | None = None

    def apply(self, tx: Tx) -> None:
        action = tx.get(Action, self.action_id)
        if action.first_due is None:
            refuse(f"{shown_ref(action)} has no agreed date yet: change its due date itself.")
        if not is_open(action):
            refuse(f"{shown_ref(action)} is no longer open.")
        refuse_waiting(tx, action)
        if self.new_due == action.due:
            refuse(f"{shown_ref(action)} is due then already.")
        asked_by = self.asked_by or tx.whose
        make(tx, DateChange, shared(self, DateChange) | {"old_due": action.due, "asked_by": asked_by})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideNewDate(Ruling):
    """Approve or refuse a new date; approval writes it in the same change.

    It is decided by whoever decides on dates in this plan, unless a decision or a name says otherwise. A
    move of more days than an officer may decide needs a decision that is not an officer's.
    """

    kind = "decide_new_date"
    label = "decide on a new date"

    request_id: str
    note: str = ""

    def apply(self, tx: Tx) -> None:
        request = tx.get(DateChange, self.request_id)
        check_pending(request)
        action, settings = tx.get(Action, request.action_id), tx.get(PlanSettings, SETTINGS_ID)
        ruling = self.ruling(tx, settings.date_decided_by, action.id)
        # The plan may have been reset while the request waited: the move is from the date as it now stands.
        decided = replace(request, old_due=action.due, decision_note=self.note, **ruling)
        if self.approve:
            _check_officer_limit(tx, decided, settings.officer_limit_days)
            move(tx, decided)
        else:
            keep(tx, decided)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRequest(Command):
    """Withdraw what was asked for and is not decided yet: a new date or a budget change."""

    kind = "withdraw_request"
    label = "withdraw request"

    request_id: str
    withdrawn_on: date | None = None

    def apply(self, tx: Tx) -> None:
        found = tx.find(DateChange, self.request_id) or tx.get(BudgetChange, self.request_id)
        for request in both_sides(tx, found) if isinstance(found, BudgetChange) else [found]:
            check_pending(request)
            keep(tx, replace(request, **withdrawal(tx, self.withdrawn_on or tx.today)))


def withdrawal(tx: Tx, on: date) -> dict[str, Any]:
    """The fields of a request that say it was withdrawn on a day, by the person it is recorded for."""
    return {"state": RequestState.WITHDRAWN, "decided_on": on, "decided_by": tx.whose}


def check_pending(request: DateChange | BudgetChange) -> None:
    """Refuse what has been decided or withdrawn already."""
    if request.state is not RequestState.PENDING:
        refuse("That request has been decided or withdrawn already.")


def both_sides(tx: Tx, change: BudgetChange) -> list[BudgetChange]:
    """The change and, for a virement within the plan, its other side."""
    return [change, tx.get(BudgetChange, change.pair_id)] if change.pair_id else [change]


def _check_officer_limit(tx: Tx, change: DateChange, limit: int | None) -> None:
    if limit is None or change.old_due is None:
        return
    days = (change.new_due.last_day - change.old_due.last_day).days
    decision = tx.find(Decision, change.decision_id)
    if days > limit and (decision is None or decision.route is DecisionRoute.OFFICER):
        refuse(
            f"A move of {british.plural(days, 'day')} is more than an officer may decide "
            f"({british.plural(limit, 'day')}): record the board’s decision with it."
        )
