"""The decision of a body or a person, by itself or as part of another command."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.domain.codes import DecisionRoute, RequestState
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.forms import make, shared, tie
from tracker.domain.commands.keeping import clean
from tracker.domain.commands.refusing import refuse
from tracker.domain.records import ActionDecision, Decision, link_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision(Command):
    """Record what a body or person decided, and about which actions.

    Commands that rest on a decision take one of these, recorded in the same change, or the id of one
    recorded before, or given its `id` earlier in the same `Together`.
    """

    kind = "record_decision"
    label = "record decision"

    id: str = ""
    text: str
    decided_by: str
    route: DecisionRoute
    meeting_id: str | None = None
    happened_on: date | None = None
    in_force_on: date | None = None
    reference: str = ""
    noted_at: str = ""
    action_ids: tuple[str, ...] = ()

    def apply(self, tx: Tx) -> None:
        self.record(tx)

    def record(self, tx: Tx) -> Decision:
        """Make the decision and its links, and return it."""
        if (self.route is DecisionRoute.MEETING) != (self.meeting_id is not None):
            refuse("A decision taken at a meeting names the meeting, and no other does.")
        decision = make(tx, Decision, shared(self, Decision))
        for action_id in self.action_ids:
            tie(tx, ActionDecision, action_id=action_id, decision_id=decision.id)
        return decision


def taken(tx: Tx, decision: RecordDecision | str | None, action_id: str | None = None) -> Decision | None:
    """The decision that a command rests on, recorded now or before, and linked to the action."""
    if decision is None:
        return None
    found = tx.get(Decision, decision) if isinstance(decision, str) else decision.record(tx)
    if action_id and not tx.find(ActionDecision, link_id(ActionDecision, action_id, found.id)):
        tie(tx, ActionDecision, action_id=action_id, decision_id=found.id)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling(Command):
    """What approving or refusing a request has in common: by whom, when, and by which decision."""

    approve: bool
    decided_on: date | None = None
    decided_by: str = ""
    decision: RecordDecision | str | None = None

    def ruling(self, tx: Tx, usually_by: str = "", action_id: str | None = None) -> dict[str, Any]:
        """The fields of a request that say how it was decided; a decision gives the day and by whom."""
        decision = taken(tx, self.decision, action_id)
        decided_by = clean(self.decided_by) or (decision.decided_by if decision else usually_by)
        if not decided_by:
            refuse("Say who decided.")
        return {
            "state": RequestState.APPROVED if self.approve else RequestState.REFUSED,
            "decided_on": self.decided_on or (decision.happened_on if decision else tx.today),
            "decided_by": decided_by,
            "decision_id": decision.id if decision else None,
        }
