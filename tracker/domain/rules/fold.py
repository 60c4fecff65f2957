"""An action's current values, worked out from its facts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

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
    lifecycle = Lifecycle.NOT_STARTED
    delivery = rated_on = impact = completed_on = review_on = updated_on = None
    for update in in_order(updates):
        updated_on = update.happened_on
        if update.part_id is not None:
            continue
        lifecycle = update.lifecycle or lifecycle
        rated_on = updated_on if update.delivery else rated_on
        delivery = update.delivery or delivery
        if lifecycle not in OPEN:
            delivery = rated_on = None
        impact = update.impact or impact
        completed_on = (completed_on or updated_on) if lifecycle in FINISHED else None
        review_on = (update.review_on or review_on) if lifecycle is Lifecycle.ON_HOLD else None
    told: dict[str, Any] = {
        "lifecycle": lifecycle,
        "delivery": delivery,
        "rated_on": rated_on,
        "impact": impact,
        "completed_on": completed_on,
        "review_on": review_on,
        "updated_on": updated_on,
        "due": _due(action.due, date_changes),
    }
    # Nearly always it has them already, and a copy of each of 20,000 actions takes half a second.
    has_them = all(getattr(action, name) == value for name, value in told.items())
    return action if has_them else replace(action, **told)


def refolded(reads: Reads, action: Action) -> Action:
    """The action with the values that its facts in the plan give it."""
    return current(
        action, reads.by(Update, "action_id", action.id), reads.by(DateChange, "action_id", action.id)
    )


def _due(due: DueDate | None, changes: Iterable[DateChange]) -> DueDate | None:
    counted = approved(changes)
    return counted[-1].new_due if counted else due


def decided_on(change: DateChange) -> date:
    """The day on which a change of due date was decided; while it waits, the day it was asked for."""
    return change.decided_on or change.happened_on
