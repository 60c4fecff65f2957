"""Which summary stands for a board cycle, the one before it, and a draft made of the updates between."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain import british
from tracker.domain.plan import FullPlan, Plan
from tracker.domain.records import Action, ActionFinding, Meeting, Summary, Update
from tracker.domain.rules.order import in_plan_order
from tracker.domain.rules.states import is_finished, is_live
from tracker.domain.words import shown_ref


@dataclass(frozen=True, slots=True)
class Scope:
    """What a summary is about: a workstream, an area, or the whole plan."""

    workstream_id: str | None = None
    finding_id: str | None = None

    def holds(self, summary: Summary) -> bool:
        """Whether the summary is about this."""
        return (summary.workstream_id, summary.finding_id) == (self.workstream_id, self.finding_id)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the updates of a cycle offer for a summary: never taken unseen. Each has one item a line."""

    done: str
    next: str
    risks: str
    ask: str


PARTS = ("done", "next", "risks", "ask")
"""The parts of a draft, in the order in which they are read."""


def written_for(summaries: Iterable[Summary], scope: Scope, meeting_id: str | None) -> Summary | None:
    """The summary that stands for a meeting: the one recorded last; None where there is none."""
    found = [each for each in summaries if scope.holds(each) and each.meeting_id == meeting_id]
    return max(found, key=lambda each: each.recorded_at, default=None)


def last_time(
    plan: Plan, summaries: Iterable[Summary], scope: Scope, meeting_id: str | None
) -> Summary | None:
    """The summary that stood for the meeting before this one; of the last meeting, where this is None."""
    meeting = plan.find(Meeting, meeting_id)
    meetings = (each for each in plan.all(Meeting) if not meeting or each.held_on < meeting.held_on)
    held = {each.id: each.held_on for each in meetings}
    earlier = [each for each in summaries if scope.holds(each) and each.meeting_id in held]
    return max(earlier, key=lambda each: (held[each.meeting_id or ""], each.recorded_at), default=None)


def actions_in(plan: Plan, scope: Scope) -> list[Action]:
    """The live actions that a summary speaks of, in the order of the plan."""
    if scope.finding_id:
        ids = {tie.action_id for tie in plan.by(ActionFinding, "finding_id", scope.finding_id)}
        found = [each for each in plan.all(Action) if each.id in ids]
    elif scope.workstream_id:
        found = [each for each in plan.all(Action) if each.workstream_id == scope.workstream_id]
    else:
        found = list(plan.all(Action))
    return in_plan_order(plan, [each for each in found if is_live(each)])


def draft(plan: FullPlan, scope: Scope, since: date, until: date) -> Draft:
    """A draft from what was recorded after `since`, up to and with `until`."""
    actions = actions_in(plan, scope)
    return joined(draft_of(each, plan.by(Update, "action_id", each.id), since, until) for each in actions)


def draft_of(action: Action, updates: Iterable[Update], since: date, until: date) -> Draft:
    """The part of a draft that one action gives, from its updates after `since`, up to and with `until`."""
    ref = shown_ref(action)
    told = [each for each in updates if since < each.happened_on <= until]
    if is_finished(action) and action.completed_on and since < action.completed_on <= until:
        done = f"{ref} {action.title}: completed {british.short_day(action.completed_on)}."
    else:
        done = _line(ref, told, "text")
    return Draft(done, _line(ref, told, "next"), _line(ref, told, "barrier"), _line(ref, told, "ask"))


def joined(drafts: Iterable[Draft]) -> Draft:
    """Drafts one after the other."""
    each = list(drafts)
    return Draft(*("\n".join(filter(None, (getattr(one, part) for one in each))) for part in PARTS))


def _line(ref: str, updates: Iterable[Update], field: str) -> str:
    words = _last(updates, field)
    return f"{ref} {words}" if words else ""


def _last(updates: Iterable[Update], field: str) -> str:
    """What the latest update that says anything there says, on one line."""
    said = [each for each in updates if getattr(each, field)]
    latest = max(said, key=lambda each: (each.happened_on, each.recorded_at), default=None)
    return " ".join(str(getattr(latest, field)).split()) if latest else ""
