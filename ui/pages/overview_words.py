"""The rows of the Overview page in words: what each counts, which records those are, and where it leads."""

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.domain import british, words
from tracker.domain.codes import Lifecycle, RequestState
from tracker.domain.due import DueKind
from tracker.domain.plan import Plan
from tracker.domain.records import Action
from tracker.domain.rules.ahead import Coming
from tracker.domain.rules.attention import Attention, Matter
from tracker.domain.rules.lateness import is_overdue
from tracker.domain.rules.money import signed
from tracker.domain.rules.order import in_plan_order
from tracker.frozen import dataclass

_NAMED = 4  # records named one by one; more are only counted
_FEW = ("none", "one", "two", "three", "four")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a row leads: a page with a table of it, a filter or a record, or a command."""

    page: str = ""
    part: str = ""
    record: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A row: what stands first (a count or a day), its title, words after it and words at the right."""

    target: Target
    first: str = ""
    title: str
    words: str = ""
    right: str = ""
    icon: str = ""
    urgent: bool = False


_TITLES = {
    Matter.OVERDUE: ("action overdue", "actions overdue"),
    Matter.DATE_ASKED: ("new date to decide", "new dates to decide"),
    Matter.NO_OWNER: ("action with no owner", "actions with no owner"),
    Matter.NO_DATE: ("action with no due date", "actions with no due date"),
    Matter.NO_MEASURE: ("action with no success measure", "actions with no success measure"),
    Matter.EVIDENCE_AWAITED: ("complete, evidence awaited", "complete, evidence awaited"),
}
_TARGETS = {
    Matter.OVERDUE: Target("overdue", "D"),
    Matter.DATE_ASKED: Target("overdue", "C"),
    Matter.DUE_SOON: Target("overdue", "→"),
    Matter.NO_OWNER: Target("actions", "owner:none"),
    Matter.NO_DATE: Target("actions", "due:none"),
    Matter.NO_MEASURE: Target("actions", "no:measure"),
    Matter.NO_UPDATE: Target("actions", "stale"),
    Matter.EVIDENCE_AWAITED: Target("actions", "awaiting:evidence"),
}


def matter_rows(plan: Plan, found: Attention) -> Iterator[Told]:
    """What needs attention, nothing of which there is none."""
    for matter in Matter:
        actions = found.matters[matter]
        if matter is Matter.NO_OWNER and found.gaps:
            title = "area without an action" if len(found.gaps) == 1 else "areas without an action"
            named = british.listed([each.ref for each in found.gaps]) if len(found.gaps) <= _NAMED else ""
            yield Told(
                target=Target("areas", "unanswered"), first=f"{len(found.gaps):,}", title=title, words=named
            )
        if actions:
            yield Told(
                target=_TARGETS[matter],
                first=f"{len(actions):,}",
                title=_title(plan, matter, found, len(actions) == 1),
                words=_about(plan, matter, found, actions),
                urgent=matter is Matter.OVERDUE,
            )


def _title(plan: Plan, matter: Matter, found: Attention, one: bool) -> str:
    action = "action" if one else "actions"
    if matter is Matter.DUE_SOON:
        return f"{action} due {before_board(plan, found)}"
    if matter is Matter.NO_UPDATE:
        return f"{action} with no update for {plan.settings.stale_after_days} days"
    return _TITLES[matter][0 if one else 1]


def before_board(plan: Plan, found: Attention) -> str:
    """“before the board” or, where no meeting is planned, “in 30 days”."""
    return "before the board" if found.next_meeting else f"in {plan.settings.due_soon_days} days"


def _about(plan: Plan, matter: Matter, found: Attention, actions: Sequence[Action]) -> str:
    """Something about these that says where to begin."""
    if matter is Matter.OVERDUE:
        asked = len({each.id for each in found.matters[Matter.DATE_ASKED]} & {each.id for each in actions})
        rest = len(actions) - asked
        if not asked:
            return "no new date asked for"
        asks = f"{asked:,} {'asks' if asked == 1 else 'ask'} for a new date"
        return f"{asks}, {rest:,} {'does' if rest == 1 else 'do'} not" if rest else asks
    if matter is Matter.EVIDENCE_AWAITED:
        oldest = min(actions, key=lambda each: each.completed_on or found.day)
        if oldest.completed_on is None:
            return refs(plan, actions)
        return f"oldest {words.shown_ref(oldest)}, since {british.short_day(oldest.completed_on)}"
    told = [refs(plan, actions)]
    if matter in (Matter.NO_UPDATE, Matter.NO_OWNER):
        late = sum(is_overdue(each, found.day) for each in actions)
        told.append(f"{_number(late)} overdue too" if late else "")
    return "; ".join(filter(None, told))


def refs(plan: Plan, actions: Sequence[Action]) -> str:
    """The references of a few actions in the plan's order; "" where there are many."""
    few = in_plan_order(plan, actions) if len(actions) <= _NAMED else []
    return british.listed([words.shown_ref(each) for each in few])


def coming_rows(plan: Plan, day: date, found: Sequence[Coming]) -> Iterator[Told]:
    """What comes up, a row for each day and thing."""
    for each in found:
        on, away = _weekday(each.day), british.distance(each.day, day)
        if each.meeting is not None:
            target = Target(command="meetings")
            yield Told(target=target, first=on, title=each.meeting.body, right=away, icon="users")
        elif each.papers_for is not None:
            target = Target(command="report")
            body = f"for {each.papers_for.body}"
            yield Told(target=target, first=on, title="Papers out", words=body, right=away, icon="file-text")
        elif each.duty is not None:
            duty = each.duty.duty
            target = Target(command="sources")
            sent_to = f"to {duty.to}" if duty.to else ""
            yield Told(target=target, first=on, title=duty.what, words=sent_to, right=away, icon="send")
        elif len(each.actions) == 1:
            action = each.actions[0]
            target = Target("actions", record=action.id)
            is_review = action.lifecycle is Lifecycle.ON_HOLD or (
                action.due is not None and action.due.kind is DueKind.ONGOING
            )
            said = f"{words.shown_ref(action)} {'review' if is_review else 'due'}"
            title = words.title_shown(action)
            yield Told(target=target, first=on, title=said, words=title, right=away, icon="list-checks")
        else:
            title = f"{len(each.actions):,} actions due"
            target = Target("overdue", "→")
            named = refs(plan, each.actions)
            yield Told(target=target, first=on, title=title, words=named, right=away, icon="list-checks")


def news_rows(plan: Plan, found: Attention, decisions: int) -> Iterator[Told]:
    """What is new since the last meeting; `decisions` were recorded at it."""
    news = found.news
    completed = british.plural(len(news.completed), "action")
    yield Told(
        target=Target("overdue", "B"),
        title=f"{completed} completed",
        right=refs(plan, news.completed),
        icon="circle-check",
    )
    yield Told(
        target=Target("overdue", "C"),
        title=f"{british.plural(len(news.asked), 'new date')} asked for",
        right=_outcomes(found),
        icon="calendar-clock",
    )
    if found.last_meeting is not None:
        title = f"{british.plural(decisions, 'decision')} recorded at the last meeting"
        target = Target("history", part=found.last_meeting.held_on.isoformat())
        yield Told(target=target, title=title, icon="gavel")
    quiet = news.not_updated
    yield Told(
        target=Target("overdue", "F"),
        title=f"{british.plural(len(news.updated), 'action')} updated",
        right=f"{len(quiet):,} open had no update" if quiet else "",
        icon="message-square-plus",
    )
    if news.budget_approved:
        sums = [signed(each) for each in news.budget_approved]
        count = british.plural(len(sums), "budget change")
        right = british.signed_pounds(sum(sums))
        yield Told(target=Target("money"), title=f"{count} approved", right=right, icon="pound-sterling")


def _outcomes(found: Attention) -> str:
    """“3 agreed, 1 refused” of the new dates decided since."""
    decided = found.news.decided
    agreed = sum(each.state is RequestState.APPROVED for each in decided)
    refused = sum(each.state is RequestState.REFUSED for each in decided)
    told = (f"{agreed:,} agreed" if agreed else "", f"{refused:,} refused" if refused else "")
    return ", ".join(filter(None, told))


def _number(count: int) -> str:
    return _FEW[count] if count < len(_FEW) else f"{count:,}"


def _weekday(day: date) -> str:
    """“Wed 18 Nov”."""
    return f"{british.long_day(day)[:3]} {british.short_day(day).rsplit(' ', 1)[0]}"
