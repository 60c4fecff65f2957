"""Where an action came from: what a split, merged or replacing action carries of its ancestors."""

from tracker.domain.due import DueDate
from tracker.domain.records import (
    Action,
    ActionDecision,
    ActionEvidence,
    ActionOrigin,
    DateChange,
    Decision,
    Evidence,
    Update,
)
from tracker.domain.rules.fold import approved, in_order
from tracker.domain.rules.reads import Reads


def origins(reads: Reads, action: Action) -> tuple[Action, ...]:
    """Every ancestor of the action, nearest first, each once; empty for most."""
    if not reads.by(ActionOrigin, "action_id", action.id):
        return ()
    seen = {action.id: action}
    waiting = [action]
    while waiting:
        for tie in reads.by(ActionOrigin, "action_id", waiting.pop(0).id):
            found = reads.find(Action, tie.origin_id)
            if found is not None and found.id not in seen:
                seen[found.id] = found
                waiting.append(found)
    return tuple(seen.values())[1:]


def successors(reads: Reads, action: Action) -> tuple[Action, ...]:
    """The actions that came directly out of this one: what it was split into, merged into or replaced by."""
    ties = reads.by(ActionOrigin, "origin_id", action.id)
    return tuple(made for tie in ties if (made := reads.find(Action, tie.action_id)))


def family(reads: Reads, action: Action) -> tuple[Action, ...]:
    """The action, then its ancestors."""
    return (action, *origins(reads, action))


def first_due(reads: Reads, action: Action) -> DueDate | None:
    """The earliest first agreed date of the action and its ancestors; None before any was approved."""
    dates = [each.first_due for each in family(reads, action) if each.first_due is not None]
    return min(dates, key=lambda due: due.last_day, default=None)


def updates(reads: Reads, action: Action) -> tuple[Update, ...]:
    """The updates on the action and its ancestors, oldest first."""
    found = (update for each in family(reads, action) for update in reads.by(Update, "action_id", each.id))
    return tuple(in_order(found))


def evidence(reads: Reads, action: Action) -> tuple[Evidence, ...]:
    """The evidence for the action and its ancestors, oldest first, each once."""
    ties = (tie for each in family(reads, action) for tie in reads.by(ActionEvidence, "action_id", each.id))
    found = {tie.evidence_id: reads.find(Evidence, tie.evidence_id) for tie in ties}
    return tuple(in_order(each for each in found.values() if each is not None))


def decisions(reads: Reads, action: Action) -> tuple[Decision, ...]:
    """The decisions about the action and its ancestors, oldest first, each once."""
    ties = (tie for each in family(reads, action) for tie in reads.by(ActionDecision, "action_id", each.id))
    found = {tie.decision_id: reads.find(Decision, tie.decision_id) for tie in ties}
    return tuple(in_order(each for each in found.values() if each is not None))


def date_changes(reads: Reads, action: Action) -> tuple[DateChange, ...]:
    """The approved changes of due date of the action and its ancestors, in the order of their decisions."""
    found = (
        change for each in family(reads, action) for change in reads.by(DateChange, "action_id", each.id)
    )
    return tuple(approved(found))
