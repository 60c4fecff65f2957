"""Late twice over: against the current date and against the first one agreed. Days are calendar days.

Overdue is computed here, never stored; every list, badge and paper calls these functions.
"""

from datetime import date

from tracker.domain.codes import DateChangeKind, Lifecycle, RequestState
from tracker.domain.due import DueDate, DueKind
from tracker.domain.records import Action, Blocker, DateChange
from tracker.domain.rules.fold import decided_on
from tracker.domain.rules.lineage import date_changes, first_due
from tracker.domain.rules.reads import Reads
from tracker.domain.rules.states import is_open
from tracker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """An approved change of due date. `days` is how far it moved the date; below nought is earlier.

    `past_old` is by how many days the old date had passed when it was agreed, nought if it had not;
    `past_first` the same for the first agreed date.
    """

    change: DateChange
    days: int
    past_old: int
    past_first: int


@dataclass(frozen=True, slots=True)
class Moved:
    """How often and how far an action's date has moved in all; `late` counts the moves agreed too late."""

    times: int
    days: int
    late: int


def is_overdue(action: Action, day: date) -> bool:
    """Open, not on hold, and past the last day of its due date. Ongoing work is never overdue: see
    `is_review_overdue`."""
    return (
        _is_running(action)
        and action.due is not None
        and action.due.kind is not DueKind.ONGOING
        and day > action.due.last_day
    )


def is_review_overdue(action: Action, day: date) -> bool:
    """Past the review day of a hold or, while it runs, of ongoing work."""
    if action.lifecycle is Lifecycle.ON_HOLD:
        return action.review_on is not None and day > action.review_on
    return (
        _is_running(action)
        and action.due is not None
        and action.due.kind is DueKind.ONGOING
        and day > action.due.last_day
    )


def waits_past_due(reads: Reads, action: Action) -> tuple[Action, ...]:
    """The open actions that an open one waits for although they fall due after it: the dates contradict."""
    due = action.due
    if due is None or not is_open(action):
        return ()
    blockers = (reads.find(Action, tie.blocked_by_id) for tie in reads.by(Blocker, "action_id", action.id))
    return tuple(
        each for each in blockers if each and is_open(each) and each.due and each.due.last_day > due.last_day
    )


def due_beside(reads: Reads, *actions: Action) -> list[date]:
    """The due days of the other actions of their workstreams, beside which a new one is looked at."""
    streams, ids = {each.workstream_id for each in actions}, {each.id for each in actions}
    beside = (each for stream in streams if stream for each in reads.by(Action, "workstream_id", stream))
    return [each.due.last_day for each in beside if each.due is not None and each.id not in ids]


def due_around(reads: Reads, action: Action) -> list[date]:
    """Those and the action’s own, beside which the day of a part or a milestone of it is looked at."""
    return [*due_beside(reads, action), *([action.due.last_day] if action.due else ())]


def days_late(action: Action, day: date) -> int:
    """Days past the current date, or past the review of ongoing work; nought in date, on hold or done."""
    return _past(action.due, day) if _is_running(action) else 0


def days_late_first(reads: Reads, action: Action, day: date) -> int:
    """Days past the first agreed date; nought before it, without one, on hold or done."""
    return _past(first_due(reads, action), day) if _is_running(action) else 0


def days_after(due: DueDate | None, day: date | None) -> int | None:
    """Days from a due date to a day, below nought when early; None without either and for ongoing work."""
    if due is None or day is None or due.kind is DueKind.ONGOING:
        return None
    return (day - due.last_day).days


def completed_late(action: Action) -> int | None:
    """Days from the due date to the completion, below nought when early; None where there is no count."""
    return days_after(action.due, action.completed_on)


def moves(reads: Reads, action: Action) -> tuple[Move, ...]:
    """The approved moves of the action and its ancestors, oldest first. A first date given is not a move."""
    return _moves(reads, action, DateChangeKind.MOVE)


def resets(reads: Reads, action: Action) -> tuple[Move, ...]:
    """The dates set anew by later versions of the plan, oldest first. They are not counted as moves, and what
    was late before each is `past_first`."""
    return _moves(reads, action, DateChangeKind.RESET)


def moved(reads: Reads, action: Action) -> Moved:
    """How often the date has moved, and by how many days in all."""
    made = moves(reads, action)
    return Moved(len(made), sum(move.days for move in made), sum(move.past_old > 0 for move in made))


def pending(reads: Reads, action: Action) -> DateChange | None:
    """The request for a new date that waits for a decision; the last one asked for, if there are more.

    None for an action that is no longer open: nobody decides when finished work is due.
    """
    if not is_open(action):
        return None
    waiting = [
        each
        for each in reads.by(DateChange, "action_id", action.id)
        if each.state is RequestState.PENDING and each.kind is DateChangeKind.MOVE
    ]
    return max(waiting, key=lambda each: (each.happened_on, each.recorded_at), default=None)


def _moves(reads: Reads, action: Action, kind: DateChangeKind) -> tuple[Move, ...]:
    first = first_due(reads, action)
    return tuple(
        Move(
            change,
            (change.new_due.last_day - change.old_due.last_day).days,
            _past(change.old_due, decided_on(change)),
            _past(first, decided_on(change)),
        )
        for change in date_changes(reads, action)
        if change.kind is kind and change.old_due is not None
    )


def _is_running(action: Action) -> bool:
    return is_open(action) and action.lifecycle is not Lifecycle.ON_HOLD


def _past(due: DueDate | None, day: date) -> int:
    return max(0, (day - due.last_day).days) if due else 0
