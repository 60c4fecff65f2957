"""What comes up in the days ahead: meetings and their papers, what must be sent, and work that falls due."""

from collections.abc import Generator
from datetime import date, timedelta

from tracker.domain.calendar import LAST_YEAR, clear_days_before
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Duty, Meeting
from tracker.domain.rules.duties import DutyLine, Standing, duties_at
from tracker.domain.rules.review import board_cycle, comes_up_on, next_meeting
from tracker.domain.rules.states import is_open
from tracker.frozen import dataclass

_PORTION = 200  # actions looked at between two pauses: under a millisecond


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes up on a day: one of a meeting, the papers for one, a duty, or all actions of that day."""

    day: date
    meeting: Meeting | None = None
    papers_for: Meeting | None = None
    duty: DutyLine | None = None
    actions: tuple[Action, ...] = ()


def last_day_ahead(plan: Plan, day: date) -> date:
    """How far to look: the board's next meeting, and never less than the days of the settings."""
    following = next_meeting(plan, day)
    soon = day + timedelta(days=plan.settings.due_soon_days)
    return max(following.held_on, soon) if following else soon


def coming_up(plan: Plan, day: date) -> Generator[None, None, tuple[Coming, ...]]:
    """What comes up from the day to `last_day_ahead`, the soonest first; pauses about every millisecond.

    The first day of papers that is worked out in a program costs more: the bank holidays are read then.
    """
    to = last_day_ahead(plan, day)
    by_day: dict[date, list[Action]] = {}
    for number, action in enumerate(plan.all(Action)):
        on = comes_up_on(action) if is_open(action) else None
        if on is not None and day <= on <= to:
            by_day.setdefault(on, []).append(action)
        if not number % _PORTION:
            yield
    found = [Coming(on, actions=tuple(actions)) for on, actions in by_day.items()]
    found += [Coming(on, meeting=each) for each in plan.all(Meeting) if day <= (on := each.held_on) <= to]
    yield
    following = next_meeting(plan, day)
    if following is not None and following.held_on.year <= LAST_YEAR:
        papers_on = clear_days_before(following.held_on, board_cycle(plan).clear_days)
        if papers_on >= day:
            found.append(Coming(papers_on, papers_for=following))
    if plan.all(Duty):
        unsent = (line for line in duties_at(plan, day) if line.standing is Standing.TO_COME)
        found += [Coming(on, duty=line) for line in unsent if (on := line.due.day) and on <= to]
    return tuple(sorted(found, key=lambda each: (each.day, bool(each.actions))))
