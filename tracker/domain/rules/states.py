"""What an action's lifecycle word means for the other rules."""

from tracker.domain.codes import Delivery, Lifecycle
from tracker.domain.records import Action

OPEN = frozenset({Lifecycle.NOT_STARTED, Lifecycle.IN_PROGRESS, Lifecycle.ON_HOLD})
FINISHED = frozenset({Lifecycle.COMPLETE, Lifecycle.CLOSED, Lifecycle.EMBEDDED})
GRAVEST_FIRST: tuple[Delivery | Lifecycle, ...] = (
    *(Delivery.OFF_TRACK, Delivery.AT_RISK, Delivery.ON_TRACK, Lifecycle.IN_PROGRESS, Lifecycle.NOT_STARTED),
    *(Lifecycle.ON_HOLD, Lifecycle.COMPLETE, Lifecycle.CLOSED, Lifecycle.EMBEDDED),
    *(Lifecycle.REPLACED, Lifecycle.WITHDRAWN),
)
"""Every word an action can stand at."""


def is_open(action: Action) -> bool:
    """Not started, In progress or On hold."""
    return action.lifecycle in OPEN


def is_finished(action: Action) -> bool:
    """Complete, Closed or Embedded. Papers never add Complete and Closed together."""
    return action.lifecycle in FINISHED


def is_live(action: Action) -> bool:
    """Answers its findings: neither a draft nor withdrawn nor replaced."""
    return not action.draft and action.lifecycle not in (Lifecycle.WITHDRAWN, Lifecycle.REPLACED)


def standing(action: Action) -> Delivery | Lifecycle:
    """The one word shown for an action: its rating while it is worked on and rated, else its lifecycle."""
    if is_open(action) and action.lifecycle is not Lifecycle.ON_HOLD and action.delivery is not None:
        return action.delivery
    return action.lifecycle
