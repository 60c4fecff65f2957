"""What the Actions table can be narrowed to besides typed words: one choice of each kind at a time."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache, partial

from tracker.domain.codes import Delivery, Lifecycle, RagColour
from tracker.domain.due import DueKind
from tracker.domain.plan import Plan
from tracker.domain.records import Action
from tracker.domain.rules.gaps import (
    Gap,
    gap_words,
    has_no_measure,
    is_evidence_awaited,
    is_overdue_yet_on_track,
    is_stale,
)
from tracker.domain.rules.lateness import is_overdue, is_review_overdue, pending
from tracker.domain.rules.owners import Holder, holder, same_name
from tracker.domain.rules.rag import rag
from tracker.domain.rules.states import is_open, standing
from tracker.domain.words import label
from tracker.frozen import dataclass

Test = Callable[[Plan, Action, date], bool]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to narrow by. `key` is kept in the preferences."""

    key: str
    words: str
    test: Test


@dataclass(frozen=True, slots=True)
class Kind:
    """What the choices are about; one of them can be on."""

    key: str
    title: str
    choices: tuple[Choice, ...]


def kinds(plan: Plan, person: str) -> tuple[Kind, ...]:
    """Everything the plan's actions can be narrowed by; `person` is at the keyboard."""
    settings = plan.settings
    soon = settings.due_soon_days
    found = (
        Kind("status", "Status", _STATUS),
        Kind(
            "due",
            "Due",
            (
                Choice("overdue", "overdue", _overdue),
                Choice("soon", f"in {soon} days", partial(_due_within, soon)),
                Choice("quarter", "in 90 days", partial(_due_within, 90)),
                Choice("review", "review overdue", _review_overdue),
                Choice("asked", "new date asked for", _asked),
                Choice("none", "no date", _no_date),
            ),
        ),
        Kind(
            "owner",
            settings.owner_label,
            (
                Choice("mine", "mine", partial(_mine, person)),
                Choice("none", "none", _no_owner),
                Choice("vacant", "nobody in post", _vacant),
            ),
        ),
        Kind(
            "gap",
            "To look at",
            (
                Choice("stale", gap_words(Gap.STALE, settings), is_stale),
                Choice("awaited", gap_words(Gap.EVIDENCE_AWAITED, settings), is_evidence_awaited),
                Choice("on_track", gap_words(Gap.OVERDUE_YET_ON_TRACK, settings), _yet_on_track),
                Choice("measure", "no success measure", _no_measure),
                Choice("unplanned", gap_words(Gap.TO_BE_PLANNED, settings), _unplanned),
            ),
        ),
    )
    colours = tuple(Choice(each.value, label(each), partial(_coloured, each)) for each in RagColour)
    return (*found, Kind("rag", "RAG", colours)) if settings.uses_rag else found


def chosen(every: Iterable[Kind], keys: Mapping[str, str]) -> list[tuple[Kind, Choice]]:
    """The choices that are on, given the key of the choice for the key of each kind."""
    return [(kind, choice) for kind in every for choice in kind.choices if keys.get(kind.key) == choice.key]


class Narrowing:
    """The test of all choices together. It asks of the plan and the day it was last told to look at."""

    def __init__(self, on: Iterable[tuple[Kind, Choice]]) -> None:
        self._tests = [choice.test for _, choice in on]
        self._plan, self._day = Plan({}), date.min

    @property
    def is_on(self) -> bool:
        """Whether it keeps anything back."""
        return bool(self._tests)

    def look_at(self, plan: Plan, day: date) -> None:
        """Ask of this plan and day from now on."""
        self._plan, self._day = plan, day

    def __call__(self, action: Action) -> bool:
        # A loop, not all(): this is asked of every action after each edit.
        for test in self._tests:  # noqa: SIM110
            if not test(self._plan, action, self._day):
                return False
        return True


def _is(state: Delivery | Lifecycle, plan: Plan, action: Action, day: date) -> bool:
    return standing(action) is state


def _open(plan: Plan, action: Action, day: date) -> bool:
    return is_open(action)


def _in_plan(plan: Plan, action: Action, day: date) -> bool:
    return action.lifecycle not in _GONE


def _gone(plan: Plan, action: Action, day: date) -> bool:
    return action.lifecycle in _GONE


def _overdue(plan: Plan, action: Action, day: date) -> bool:
    return is_overdue(action, day)


def _review_overdue(plan: Plan, action: Action, day: date) -> bool:
    return is_review_overdue(action, day)


def _due_within(days: int, plan: Plan, action: Action, day: date) -> bool:
    due = action.due
    if due is None or due.kind is DueKind.ONGOING or not is_open(action):
        return False
    return day <= due.last_day <= day + timedelta(days=days)


def _asked(plan: Plan, action: Action, day: date) -> bool:
    return pending(plan, action) is not None


def _no_date(plan: Plan, action: Action, day: date) -> bool:
    return is_open(action) and action.due is None


def _no_owner(plan: Plan, action: Action, day: date) -> bool:
    return is_open(action) and action.owner_post_id is None


@lru_cache(maxsize=1)
def _holders(plan: Plan, day: date) -> dict[str | None, Holder | None]:
    """Who is in each post, as far as it was asked: there are few posts to thousands of actions."""
    return {}


def _held(plan: Plan, action: Action, day: date) -> Holder | None:
    known, post_id = _holders(plan, day), action.owner_post_id
    if post_id not in known:
        known[post_id] = holder(plan, post_id, day)
    return known[post_id]


def _vacant(plan: Plan, action: Action, day: date) -> bool:
    held = _held(plan, action, day) if is_open(action) else None
    return held is not None and held.vacant


def _mine(person: str, plan: Plan, action: Action, day: date) -> bool:
    held = _held(plan, action, day)
    return held is not None and any(same_name(person, each.name) for each in (*held.people, *held.acting))


def _yet_on_track(plan: Plan, action: Action, day: date) -> bool:
    return is_overdue_yet_on_track(action, day)


def _no_measure(plan: Plan, action: Action, day: date) -> bool:
    return has_no_measure(action)


def _unplanned(plan: Plan, action: Action, day: date) -> bool:
    return is_open(action) and action.draft


def _coloured(colour: RagColour, plan: Plan, action: Action, day: date) -> bool:
    return rag(plan, action, day) is colour


_GONE = frozenset({Lifecycle.WITHDRAWN, Lifecycle.REPLACED})
_SHOWN = (
    *(Delivery.OFF_TRACK, Delivery.AT_RISK, Delivery.ON_TRACK, Lifecycle.NOT_STARTED, Lifecycle.IN_PROGRESS),
    *(Lifecycle.ON_HOLD, Lifecycle.COMPLETE, Lifecycle.CLOSED, Lifecycle.EMBEDDED),
)
_STATUS = (
    Choice("open", "open", _open),
    Choice("in_plan", "any but withdrawn", _in_plan),
    *(Choice(state.value, label(state), partial(_is, state)) for state in _SHOWN),
    Choice("gone", "withdrawn or replaced", _gone),
)
