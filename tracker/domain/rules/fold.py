"""An action's current values, worked out from its facts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from tracker.domain.codes import Lifecycle, RequestState
from tracker.domain.due import DueDate
from tracker.domain.records import Action, DateChange, Fact, Update
from tracker.domain.rules.reads import Reads
from tracker.domain.rules.states import FINISHED, OPEN

F = TypeVar("F", bound=Fact)


def in_order(facts: Iterable[F]) -> list[F]:
    """Facts in the order in which they happened; of one day, in the order in which they were recorded."""
    return sorted(facts, key=lambda fact: (fact.happened_on, fact.recorded_at))


def approved(changes: Iterable[DateChange]) -> list[DateChange]:
    """The approved changes of due date, in the order in which they were decided."""
    counted = (change for change in changes if change.state is RequestState.APPROVED)
    return sorted(counted, key=lambda change: (decided_on(change), change.recorded_at))


def current(action: Action, updates: Iterable[Update], date_changes: Iterable[DateChange]) -> Action:
    """The action with the values that its own updates and date changes give it.

    - `lifecycle` and `impact` are what the last update that sets them says; Not started with none.
    - `delivery` and `rated_on` are kept while the action is open (On hold included) and empty from the
      moment it is not: a reopened action has no rating until somebody gives one.
    - `completed_on` is the day of the update that finished it, empty again when it is reopened.
    - `review_on` is the review day of a hold, empty when the hold ends.
    - `updated_on` is the day of the last update; an update on a part counts for this alone.
    - `due` is the new date of the last approved change; with none approved it stands as it is.
    """
    told = replace(
        action,
        lifecycle=Lifecycle.NOT_STARTED,
        delivery=None,
        rated_on=None,
        impact=None,
        completed_on=None,
        review_on=None,
        updated_on=None,
        due=_due(action.due, date_changes),
    )
    for update in in_order(updates):
        told = _after(told, update)
    return told


def refolded(reads: Reads, action: Action) -> Action:
    """The action with the values that its facts in the plan give it."""
    return current(
        action, reads.by(Update, "action_id", action.id), reads.by(DateChange, "action_id", action.id)
    )


def _after(action: Action, update: Update) -> Action:
    if update.part_id is not None:
        return replace(action, updated_on=update.happened_on)
    lifecycle = update.lifecycle or action.lifecycle
    rated_on = update.happened_on if update.delivery else action.rated_on
    finished_on = action.completed_on or update.happened_on
    return replace(
        action,
        lifecycle=lifecycle,
        delivery=(update.delivery or action.delivery) if lifecycle in OPEN else None,
        rated_on=rated_on if lifecycle in OPEN else None,
        impact=update.impact or action.impact,
        completed_on=finished_on if lifecycle in FINISHED else None,
        review_on=(update.review_on or action.review_on) if lifecycle is Lifecycle.ON_HOLD else None,
        updated_on=update.happened_on,
    )


def _due(due: DueDate | None, changes: Iterable[DateChange]) -> DueDate | None:
    counted = approved(changes)
    return counted[-1].new_due if counted else due


def decided_on(change: DateChange) -> date:
    """The day on which a change of due date was decided; while it waits, the day it was asked for."""
    return change.decided_on or change.happened_on
