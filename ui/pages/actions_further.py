"""The columns of the Actions table that are not shown at first, and what each says."""

import re
from datetime import date
from functools import partial
from typing import Any

from tracker.domain import british, words
from tracker.domain.codes import Audience, Impact, Priority
from tracker.domain.plan import Plan
from tracker.domain.record_words import field_label
from tracker.domain.records import (
    Action,
    ActionFinding,
    ActionTag,
    Blocker,
    Finding,
    LineAction,
    Milestone,
    Organisation,
    Part,
    Post,
    Tag,
    Workstream,
)
from tracker.domain.rules.lateness import days_late
from tracker.domain.rules.lineage import first_due
from tracker.domain.rules.money import action_money
from tracker.domain.rules.order import ref_key
from tracker.domain.rules.owners import contributors, holder
from tracker.domain.rules.rag import rag
from ui.pages.actions_latest import Latest
from ui.widgets.columns import Column
from ui.workspace import Workspace

_DIGITS, _DIGITS_WIDE = re.compile("[0-9]+"), 9


class FurtherColumns:
    """Makes them; `latest` knows what has to be read from the file first."""

    def __init__(self, workspace: Workspace, latest: Latest) -> None:
        self._workspace, self._latest = workspace, latest
        self._holders: tuple[Plan | None, dict[str | None, str]] = (None, {})

    @property
    def _plan(self) -> Plan:
        return self._workspace.plan

    @property
    def _day(self) -> date:
        return self._workspace.day

    def make(self) -> tuple[Column[Action], ...]:
        """The columns, in the order in which they are shown where nobody chose another."""
        settings = self._plan.settings
        colours = (_column("rag", "RAG", self._rag, 76, pickable=True),) if settings.uses_rag else ()
        return (
            *colours,
            _column("council", "Council ref", _council, 96, sort=_council_order, editable=True),
            _picked("workstream", settings.workstream_label, self._workstream, 160, editable=True),
            _picked("holder", "In post", self._holder, 150),
            _picked("organisation", "Organisation", self._organisation, 150),
            _picked("parts", "Also responsible", self._contributors, 150),
            *self._dates(),
            *self._states(),
            *self._ties(),
            _column("permanent", "Permanent ref", _permanent, 100, sort=_permanent_order),
        )

    def _dates(self) -> tuple[Column[Action], ...]:
        return (
            _dated("start", "start_on", editable=True),
            _picked("first", _named("first_due"), self._first, 130, sort=self._first_day, pick=self._month),
            _column("late", "Days late", self._late, 76, sort=self._late_days, right=True),
            _dated("completed", "completed_on"),
            _dated("updated", "updated_on"),
            _column("since", "Days since update", self._since, 118, sort=self._days_since, right=True),
            _column("latest", "Latest update", self._said, 240, sort=_updated_on),
        )

    def _states(self) -> tuple[Column[Action], ...]:
        return (
            _picked("lifecycle", _named("lifecycle"), _lifecycle, 190, editable=True),
            _picked("delivery", _named("delivery"), _delivery, 120, editable=True),
            _dated("rated", "rated_on"),
            _picked("impact", _named("impact"), _impact, 120, sort=_impact_order, editable=True),
            _picked("priority", _named("priority"), _priority, 80, sort=_priority_order, editable=True),
            _picked("audience", _named("audience"), _audience, 96, editable=True),
        )

    def _ties(self) -> tuple[Column[Action], ...]:
        return (
            _column("findings", "Answers", self._findings, 84),
            _column("milestone", "Next milestone", self._milestone, 200, sort=self._milestone_day),
            _column("blocked", "Waits for", self._blockers, 96),
            _column("tags", "Tags", self._tags, 110, editable=True),
            _picked("monitored", _named("monitored_at"), _monitored, 134, editable=True),
            _column("evidence", "Evidence", self._evidence, 76, sort=self._pieces, right=True),
            _column("budget", "Budget", self._budget, 92, sort=self._pence, right=True),
        )

    # What they say.

    def _rag(self, action: Action) -> str:
        found = rag(self._plan, action, self._day)
        return f"{words.rag_letter(found)} {words.label(found)}" if found else ""

    def _workstream(self, action: Action) -> str:
        found = self._plan.find(Workstream, action.workstream_id)
        return found.title if found else ""

    def _holder(self, action: Action) -> str:
        """The names are worked out once for each post, of which there are few."""
        plan, known = self._holders
        if plan is not self._plan:
            plan, known = self._holders = (self._plan, {})
        if action.owner_post_id not in known:
            known[action.owner_post_id] = self._people(action.owner_post_id)
        return known[action.owner_post_id]

    def _people(self, post_id: str | None) -> str:
        held = holder(self._plan, post_id, self._day)
        if held is None:
            return ""
        return "Nobody in post" if held.vacant else british.listed([person.name for person in held.people])

    def _organisation(self, action: Action) -> str:
        post = self._plan.find(Post, action.owner_post_id)
        found = self._plan.find(Organisation, post.organisation_id) if post else None
        return found.name if found else ""

    def _contributors(self, action: Action) -> str:
        if not self._plan.by(Part, "action_id", action.id):
            return ""
        return ", ".join(each.name for each in contributors(self._plan, action))

    def _first(self, action: Action) -> str:
        found = first_due(self._plan, action)
        return british.due_words(found) if found else ""

    def _first_day(self, action: Action) -> date | None:
        found = first_due(self._plan, action)
        return found.last_day if found else None

    def _month(self, action: Action) -> str:
        return month_words(self._first_day(action))

    def _late(self, action: Action) -> str:
        found = self._late_days(action)
        return str(found) if found else ""

    def _late_days(self, action: Action) -> int | None:
        return days_late(action, self._day) or None

    def _since(self, action: Action) -> str:
        found = self._days_since(action)
        return "" if found is None else str(found)

    def _days_since(self, action: Action) -> int | None:
        return (self._day - action.updated_on).days if action.updated_on else None

    def _said(self, action: Action) -> str:
        return self._latest.of(action).words

    def _evidence(self, action: Action) -> str:
        return str(self._latest.of(action).evidence or "")

    def _pieces(self, action: Action) -> int | None:
        return self._latest.of(action).evidence or None

    def _findings(self, action: Action) -> str:
        ties = self._plan.by(ActionFinding, "action_id", action.id)
        return ", ".join(self._plan.get(Finding, tie.finding_id).ref for tie in ties)

    def _milestone(self, action: Action) -> str:
        found = self._next_milestone(action)
        return f"{british.due_words(found.due)}: {found.title}" if found else ""

    def _milestone_day(self, action: Action) -> date | None:
        found = self._next_milestone(action)
        return found.due.last_day if found else None

    def _next_milestone(self, action: Action) -> Milestone | None:
        every = self._plan.by(Milestone, "action_id", action.id)
        undone = (each for each in every if each.done_on is None)
        return min(undone, key=lambda each: each.due.last_day, default=None)

    def _blockers(self, action: Action) -> str:
        ties = self._plan.by(Blocker, "action_id", action.id)
        return ", ".join(words.shown_ref(self._plan.get(Action, tie.blocked_by_id)) for tie in ties)

    def _tags(self, action: Action) -> str:
        return ", ".join(tag_names(self._plan, action))

    def _budget(self, action: Action) -> str:
        pence = self._pence(action)
        return british.pounds(pence) if pence is not None else ""

    def _pence(self, action: Action) -> int | None:
        if not self._plan.by(LineAction, "action_id", action.id):
            return None
        return action_money(self._plan, action).revised


def natural(ref: str) -> str:
    """To sort by: 1.2 before 1.10, and both before A3; each run of digits counts as a number."""
    if ref[1:].isdecimal() and not ref[0].isdecimal():  # nearly all are; the pattern takes twice as long
        return ref[0] + ref[1:].zfill(_DIGITS_WIDE)
    return _DIGITS.sub(_filled, ref)


def _filled(digits: re.Match[str]) -> str:
    return digits[0].zfill(_DIGITS_WIDE)


def month_words(day: date | None) -> str:
    """“October 2026”, by which rows are chosen in the head of a column of dates; "" for none."""
    return f"{british.MONTHS[day.month - 1]} {day.year}" if day else ""


def tag_names(plan: Plan, action: Action) -> tuple[str, ...]:
    """The tags of an action."""
    return tuple(plan.get(Tag, tie.tag_id).name for tie in plan.by(ActionTag, "action_id", action.id))


def _column(key: str, title: str, text: Any, width: int, **given: Any) -> Column[Action]:
    return Column(key=key, title=title, text=text, width=width, shown=False, **given)


def _picked(key: str, title: str, text: Any, width: int, **given: Any) -> Column[Action]:
    return _column(key, title, text, width, pickable=True, **given)


def _dated(key: str, field: str, **given: Any) -> Column[Action]:
    """A column of a field that holds a day."""
    day = partial(_day_of, field)
    pick = partial(_month_of, field)
    return _picked(key, _named(field), partial(_day_words, field), 114, sort=day, pick=pick, **given)


def _day_of(field: str, action: Action) -> date | None:
    found: date | None = getattr(action, field)
    return found


def _day_words(field: str, action: Action) -> str:
    day = _day_of(field, action)
    return british.short_day(day) if day else ""


def _month_of(field: str, action: Action) -> str:
    return month_words(_day_of(field, action))


def _named(field: str) -> str:
    return field_label(Action, field)


def _updated_on(action: Action) -> date | None:
    return action.updated_on


def _council(action: Action) -> str:
    return action.council_ref


def _council_order(action: Action) -> Any:
    return natural(action.council_ref) if action.council_ref else None


def _lifecycle(action: Action) -> str:
    return words.label(action.lifecycle)


def _delivery(action: Action) -> str:
    return words.label(action.delivery) if action.delivery else ""


def _impact(action: Action) -> str:
    return words.label(action.impact) if action.impact else ""


def _impact_order(action: Action) -> int | None:
    return list(Impact).index(action.impact) if action.impact else None


def _priority(action: Action) -> str:
    return words.label(action.priority) if action.priority else ""


def _priority_order(action: Action) -> int | None:
    return list(Priority).index(action.priority) if action.priority else None


def _audience(action: Action) -> str:
    return words.label(Audience.RESTRICTED) if action.audience is Audience.RESTRICTED else ""


def _monitored(action: Action) -> str:
    return action.monitored_at


def _permanent(action: Action) -> str:
    return action.ref


def _permanent_order(action: Action) -> tuple[str, int, str]:
    return ref_key(action.ref)
