"""What needs attention before the board next meets, what is new since it last met, how workstreams stand.

Every count comes with the records that it counts.
"""

from collections import Counter
from collections.abc import Generator, Mapping
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.codes import DateChangeKind, Delivery, Lifecycle, RequestState
from tracker.domain.plan import Plan
from tracker.domain.records import Action, BudgetChange, DateChange, Finding, Meeting, Workstream
from tracker.domain.rules.gaps import has_no_measure, is_gap, is_stale, quiet_since
from tracker.domain.rules.lateness import is_overdue, pending
from tracker.domain.rules.order import workstreams
from tracker.domain.rules.review import (
    comes_up_on,
    last_meeting,
    news_since,
    next_meeting,
    was_completed_since,
)
from tracker.domain.rules.states import is_open, standing
from tracker.frozen import dataclass

_PORTION = 50  # actions judged between two pauses: under a millisecond


class Matter(StrEnum):
    """What an action may need attention for, the gravest first."""

    OVERDUE = "overdue"
    DATE_ASKED = "date_asked"
    DUE_SOON = "due_soon"
    NO_OWNER = "no_owner"
    NO_DATE = "no_date"
    NO_MEASURE = "no_measure"
    NO_UPDATE = "no_update"
    EVIDENCE_AWAITED = "evidence_awaited"


@dataclass(frozen=True, slots=True)
class Progress:
    """How a workstream stands; `stream` is None for the actions in none. What was withdrawn or replaced does
    not count. `closed` counts Closed and Embedded, never Complete; `following` comes up next."""

    stream: Workstream | None
    actions: tuple[Action, ...]
    states: Mapping[Delivery | Lifecycle, int]
    closed: int
    overdue: int
    following: Action | None


@dataclass(frozen=True, slots=True)
class News:
    """What happened since the last meeting. `updated` have an update since; `not_updated` are open and have
    none, None where no meeting has been recorded."""

    completed: tuple[Action, ...]
    asked: tuple[DateChange, ...]
    decided: tuple[DateChange, ...]
    budget_approved: tuple[BudgetChange, ...]
    updated: tuple[Action, ...]
    not_updated: tuple[Action, ...] | None


@dataclass(frozen=True, slots=True)
class Attention:
    """The plan on `day`. `since` opens the time that `news` looks back over: see `news_since`. What is due
    soon is so by the next meeting or, where none is planned, within the days of the settings. `gaps` are the
    areas without a live action."""

    day: date
    last_meeting: Meeting | None
    next_meeting: Meeting | None
    since: date
    matters: Mapping[Matter, tuple[Action, ...]]
    gaps: tuple[Finding, ...]
    streams: tuple[Progress, ...]
    news: News


def attention(plan: Plan, day: date) -> Attention:
    """What needs attention on a day. Give it the plan's position at that day."""
    work = judged(plan, day)
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: Attention = end.value
            return found


def judged(plan: Plan, day: date) -> Generator[None, None, Attention]:
    """The same, pausing about every millisecond of work, for a large plan in a window."""
    last, following = last_meeting(plan, day), next_meeting(plan, day)
    since = news_since(plan, day)
    board_on = following.held_on if following else day + timedelta(days=plan.settings.due_soon_days)
    matters: dict[Matter, list[Action]] = {matter: [] for matter in Matter}
    by_stream: dict[str | None, list[Action]] = {}
    completed, updated, quiet = [], [], []
    for number, action in enumerate(plan.all(Action)):
        if not number % _PORTION:
            yield
        for matter in matters_of(plan, action, day, board_on):
            matters[matter].append(action)
        if action.lifecycle not in (Lifecycle.WITHDRAWN, Lifecycle.REPLACED):
            by_stream.setdefault(action.workstream_id, []).append(action)
        if was_completed_since(action, since):
            completed.append(action)
        if action.updated_on is not None and action.updated_on >= since:
            updated.append(action)
        elif is_open(action) and quiet_since(action) < since:
            quiet.append(action)
    yield
    asked, decided = _requests(plan, since)
    gaps = []
    for finding in plan.all(Finding):
        yield
        if is_gap(plan, finding):
            gaps.append(finding)
    streams = []
    for stream in (*workstreams(plan), None):
        if actions := by_stream.get(stream.id if stream else None):
            streams.append((yield from _progress(stream, actions, day)))
    budget_approved = _budget_approved(plan, since)
    not_updated = tuple(quiet) if last else None
    return Attention(
        day=day,
        last_meeting=last,
        next_meeting=following,
        since=since,
        matters={matter: tuple(found) for matter, found in matters.items()},
        gaps=tuple(gaps),
        streams=tuple(streams),
        news=News(tuple(completed), asked, decided, budget_approved, tuple(updated), not_updated),
    )


def matters_of(plan: Plan, action: Action, day: date, board_on: date) -> tuple[Matter, ...]:
    """What an action needs attention for, the gravest first. What is due soon comes up by `board_on`."""
    if action.lifecycle is Lifecycle.COMPLETE:
        return (Matter.EVIDENCE_AWAITED,)
    if not is_open(action):
        return ()
    on = comes_up_on(action)
    found = (
        (Matter.OVERDUE, is_overdue(action, day)),
        (Matter.DATE_ASKED, pending(plan, action) is not None),
        (Matter.DUE_SOON, on is not None and day <= on <= board_on),
        (Matter.NO_OWNER, action.owner_post_id is None),
        (Matter.NO_DATE, action.due is None),
        (Matter.NO_MEASURE, has_no_measure(plan, action)),
        (Matter.NO_UPDATE, is_stale(plan, action, day)),
    )
    return tuple(matter for matter, is_so in found if is_so)


def _requests(plan: Plan, since: date) -> tuple[tuple[DateChange, ...], tuple[DateChange, ...]]:
    """New dates asked for since a day, and those decided since; first dates and resets are neither."""
    moves = [each for each in plan.all(DateChange) if each.kind is DateChangeKind.MOVE and each.old_due]
    asked = tuple(each for each in moves if each.happened_on >= since)
    return asked, tuple(each for each in moves if each.decided_on is not None and each.decided_on >= since)


def _budget_approved(plan: Plan, since: date) -> tuple[BudgetChange, ...]:
    return tuple(
        each
        for each in plan.all(BudgetChange)
        if each.state is RequestState.APPROVED and each.decided_on is not None and each.decided_on >= since
    )


def _progress(stream: Workstream | None, actions: list[Action], day: date) -> Generator[None, None, Progress]:
    states: Counter[Delivery | Lifecycle] = Counter()
    overdue, following, soonest = 0, None, date.max
    for number, action in enumerate(actions):
        states[standing(action)] += 1
        overdue += is_overdue(action, day)
        on = comes_up_on(action) if is_open(action) else None
        if on is not None and day <= on < soonest:
            following, soonest = action, on
        if not number % _PORTION:
            yield
    closed = states[Lifecycle.CLOSED] + states[Lifecycle.EMBEDDED]
    return Progress(stream, tuple(actions), states, closed, overdue, following)
