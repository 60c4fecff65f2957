"""The chair's review of a plan on a day: tables A to F and the look-ahead.

For one action B, C, D and E exclude each other. C holds every pending request on open work, overdue or not,
so it comes first; then B, the news of a completion; then E, once that news is old. D holds open actions
only. A lists all open actions and F those without news, wherever else they stand.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from tracker.domain.codes import Lifecycle
from tracker.domain.due import DueDate
from tracker.domain.plan import Plan
from tracker.domain.records import CYCLE_ID, Action, BoardCycle, DateChange, Meeting
from tracker.domain.rules.gaps import is_evidence_awaited, is_overdue_yet_on_track, quiet_since
from tracker.domain.rules.lateness import (
    days_late,
    days_late_first,
    is_overdue,
    is_review_overdue,
    pending,
)
from tracker.domain.rules.lineage import first_due
from tracker.domain.rules.order import in_plan_order
from tracker.domain.rules.owners import same_name
from tracker.domain.rules.states import is_finished, is_open
from tracker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of table A. `table` is "C" or "D" where the action stands there, else empty; `days_left` to the
    due date or review is below nought once it has passed, None without a date."""

    action: Action
    table: str
    days_left: int | None
    review_overdue: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of table C: how far the new date lies from the current one and from the first, in days; None
    without those."""

    action: Action
    request: DateChange
    days: int | None
    days_in_all: int | None


@dataclass(frozen=True, slots=True)
class Review:
    """The tables on `day`. `since` opens the time that B looks back over: see `news_since`.
    `not_updated` is None where no meeting has been recorded."""

    day: date
    last_meeting: Meeting | None
    next_meeting: Meeting | None
    since: date
    register: tuple[RegisterLine, ...]
    completed: tuple[Action, ...]
    asked: tuple[Asked, ...]
    overdue: tuple[Action, ...]
    evidence_awaited: tuple[Action, ...]
    not_updated: tuple[Action, ...] | None
    ahead_to: date
    ahead: tuple[Action, ...]


def last_meeting(plan: Plan, day: date) -> Meeting | None:
    """The board's last meeting before the day. One held on the day is the one being prepared for."""
    held = (each for each in _board_meetings(plan) if each.held_on < day)
    return max(held, key=lambda each: each.held_on, default=None)


def next_meeting(plan: Plan, day: date) -> Meeting | None:
    """The board's next meeting after the day."""
    to_come = (each for each in _board_meetings(plan) if each.held_on > day)
    return min(to_come, key=lambda each: each.held_on, default=None)


def board_cycle(plan: Plan) -> BoardCycle:
    """The cycle that the plan's board meets in; the usual one where none was set."""
    return plan.find(BoardCycle, CYCLE_ID) or BoardCycle(id=CYCLE_ID)


def news_since(plan: Plan, day: date) -> date:
    """From when on something is news on a day: the board's last meeting before it, or one cycle without."""
    last = last_meeting(plan, day)
    return last.held_on if last else day - timedelta(days=board_cycle(plan).days_between)


def review(plan: Plan, day: date) -> Review:
    """The tables of a plan on a day. Give it the plan's position at that day."""
    last, following = last_meeting(plan, day), next_meeting(plan, day)
    since = news_since(plan, day)
    ahead_to = following.held_on if following else day + timedelta(days=plan.settings.due_soon_days)
    actions = in_plan_order(plan, plan.all(Action))
    requests = {each.id: request for each in actions if (request := pending(plan, each))}
    rest = [each for each in actions if each.id not in requests]
    completed = [each for each in rest if was_completed_since(each, since)]
    old_news = [each for each in rest if not was_completed_since(each, since)]
    awaited = [each for each in old_news if is_evidence_awaited(plan, each, day)]
    overdue = [each for each in rest if is_for_table_d(each, day)]
    tables = {**dict.fromkeys(requests, "C"), **{each.id: "D" for each in overdue}}
    return Review(
        day=day,
        last_meeting=last,
        next_meeting=following,
        since=since,
        register=_register((each for each in actions if is_open(each)), tables, day),
        completed=tuple(completed),
        asked=tuple(_asked(plan, each, requests[each.id]) for each in actions if each.id in requests),
        overdue=tuple(sorted(overdue, key=lambda each: _gravest_first(plan, each, day))),
        evidence_awaited=tuple(sorted(awaited, key=lambda each: each.completed_on or day)),
        not_updated=_not_updated(actions, last),
        ahead_to=ahead_to,
        ahead=_ahead(actions, day, ahead_to),
    )


def is_for_table_d(action: Action, day: date) -> bool:
    """Overdue, or ongoing work past its review; never an action on hold."""
    return is_overdue(action, day) or (
        is_review_overdue(action, day) and action.lifecycle is not Lifecycle.ON_HOLD
    )


def was_completed_since(action: Action, since: date) -> bool:
    """Whether its completion is news since a day, that day included."""
    return is_finished(action) and action.completed_on is not None and action.completed_on >= since


def comes_up_on(action: Action) -> date | None:
    """The day on which open work falls due or is to be looked at again; of a hold, its review day."""
    if action.lifecycle is Lifecycle.ON_HOLD:
        return action.review_on
    return action.due.last_day if action.due else None


def _board_meetings(plan: Plan) -> list[Meeting]:
    """Those of the plan's own board: a scrutiny committee's meeting does not start a new period."""
    board = plan.settings.board_name
    return [each for each in plan.all(Meeting) if same_name(each.body, board)]


def _register(actions: Iterable[Action], tables: Mapping[str, str], day: date) -> tuple[RegisterLine, ...]:
    """By due date, those without one last."""
    lines = (
        RegisterLine(each, tables.get(each.id, ""), _days(day, each.due), is_review_overdue(each, day))
        for each in actions
    )
    return tuple(sorted(lines, key=lambda line: (line.days_left is None, line.days_left or 0)))


def _asked(plan: Plan, action: Action, request: DateChange) -> Asked:
    old, first = request.old_due, first_due(plan, action)
    return Asked(
        action,
        request,
        _days(old.last_day, request.new_due) if old else None,
        _days(first.last_day, request.new_due) if first else None,
    )


def _gravest_first(plan: Plan, action: Action, day: date) -> tuple[bool, int, int]:
    late = days_late(action, day)
    return (not is_overdue_yet_on_track(action, day), -max(days_late_first(plan, action, day), late), -late)


def _not_updated(actions: Iterable[Action], last: Meeting | None) -> tuple[Action, ...] | None:
    """Open actions without news since the last meeting, the longest silence first."""
    if last is None:
        return None
    quiet = (each for each in actions if is_open(each) and quiet_since(each) < last.held_on)
    return tuple(sorted(quiet, key=quiet_since))


def _ahead(actions: Iterable[Action], day: date, to: date) -> tuple[Action, ...]:
    """What falls due, or comes up for review, from the day to the next meeting; a hold by its review day."""
    coming = ((comes_up_on(each), each) for each in actions if is_open(each))
    dated = [(on, each) for on, each in coming if on is not None and day <= on <= to]
    return tuple(each for _, each in sorted(dated, key=lambda pair: pair[0]))


def _days(start: date, due: DueDate | None) -> int | None:
    return (due.last_day - start).days if due else None
