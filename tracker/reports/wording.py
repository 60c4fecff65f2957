"""What the papers' builders share: the frame of a paper, and how an action's facts are worded in one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tracker.clock import day_of
from tracker.domain import british, words
from tracker.domain.codes import (
    Delivery,
    Impact,
    Lifecycle,
    Marking,
    OrganisationKind,
    RagColour,
    RequestState,
)
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import (
    SETTINGS_ID,
    Action,
    DateChange,
    Fact,
    Finding,
    Organisation,
    PlanSettings,
    PlanVersion,
    Post,
    Update,
    Workstream,
)
from tracker.domain.rules.fold import decided_on
from tracker.domain.rules.gaps import findings_without_action
from tracker.domain.rules.lateness import completed_late, is_overdue, moved, moves, resets
from tracker.domain.rules.lineage import successors, updates
from tracker.domain.rules.order import ref_key
from tracker.domain.rules.owners import holder
from tracker.domain.rules.position import all_recorded_after, recorded_after, without_restricted
from tracker.domain.rules.rag import rag, rag_table
from tracker.domain.rules.states import is_finished, is_open, standing
from tracker.reports.document import (
    Cell,
    Chip,
    Document,
    ImpactBars,
    Key,
    KeyGroup,
    Page,
    Paragraph,
    muted,
    para,
    strong,
)
from tracker.reports.look import OVERDUE
from tracker.reports.scope import Scope

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NEVER = "never"
_NO_BREAK_SPACE = "\u00a0"
_IMPACTS = tuple(Impact)


def begun(plan: FullPlan) -> bool:
    """Whether the plan says anything: as known before its first change it does not."""
    return plan.find(PlanSettings, SETTINGS_ID) is not None


def paper(plan: FullPlan, scope: Scope, title: str, page: Page) -> Document:
    """A paper without content yet: title, authority, marking, and which day and version it shows.

    Before the plan's first change there is no record, which is then all that it says.
    """
    settings = plan.find(PlanSettings, SETTINGS_ID)
    blank = Document(
        title=title,
        authority=settings.authority or settings.title if settings else "",
        marking=words.label(settings.marking if settings else Marking.OFFICIAL_SENSITIVE),
        position=position_words(scope),
        version=_version_words(plan, scope),
        page=page,
        blocks=(),
    )
    if settings is not None:
        return blank
    before = f"Nothing was recorded in this plan by {long(scope.day)}."
    since = f" Its record begins on {long(plan.begun_on)}." if plan.begun_on else ""
    return replace(blank, answer=(para(strong(before), since),))


def seen(plan: FullPlan, scope: Scope) -> FullPlan:
    """The plan that the paper may show: without restricted actions in a public copy."""
    return without_restricted(plan) if scope.public else plan


def covers(scope: Scope, action: Action) -> bool:
    """Whether the paper is about the action: the workstream and the owner asked for, if any."""
    return scope.workstream_id in (None, action.workstream_id) and scope.owner_post_id in (
        None,
        action.owner_post_id,
    )


def is_narrowed(scope: Scope) -> bool:
    """Whether the paper covers only a part of the plan."""
    return scope.workstream_id is not None or scope.owner_post_id is not None


def gaps(plan: FullPlan, scope: Scope) -> tuple[Finding, ...]:
    """The areas without an action; a paper on a part of the plan names none.

    Give it the whole plan: an area that only a restricted action answers is no gap in a public copy.
    """
    found = () if is_narrowed(scope) else findings_without_action(plan)
    return tuple(sorted(found, key=lambda each: ref_key(each.ref)))


def scope_words(plan: FullPlan, scope: Scope) -> str:
    """“The whole plan”, or the workstream and the owner it is about; that restricted actions are left out."""
    stream, post = plan.find(Workstream, scope.workstream_id), plan.find(Post, scope.owner_post_id)
    parts = [each.title for each in (stream, post) if each is not None] or ["The whole plan"]
    if scope.public:
        parts.append("restricted actions left out")
    return "; ".join(parts)


def position_words(scope: Scope) -> str:
    """“Position at 30 June 2026”, “As known on 30 June 2026”; a day to come is looked ahead to."""
    if scope.as_known:
        return f"As known on {long(scope.day)}"
    ahead = scope.day > day_of(scope.made_at)
    return f"{'Looking ahead to' if ahead else 'Position at'} {long(scope.day)}"


def recorded_words(plan: FullPlan, scope: Scope) -> str:
    """That the whole plan was recorded after the day, said once; empty where it was not."""
    if scope.as_known or not all_recorded_after(plan, scope.day) or plan.begun_on is None:
        return ""
    return f"Everything here was recorded later, from {long(plan.begun_on)} on."


def recorded_later(plan: FullPlan, scope: Scope, fact: Fact) -> str:
    """“, recorded 10 Apr 2026” where a fact before the day was recorded after it; else empty."""
    if scope.as_known or not recorded_after(plan, fact, scope.day):
        return ""
    return f", recorded {short(day_of(fact.recorded_at))}"


def short(value: date) -> str:
    """“4 Feb 2020”, kept on one line."""
    return british.short_day(value).replace(" ", _NO_BREAK_SPACE)


def long(value: date) -> str:
    """“4 February 2020”, kept on one line."""
    return british.day_month_year(value).replace(" ", _NO_BREAK_SPACE)


def due_text(due: DueDate | None) -> str:
    """A due date with a day kept on one line; “No date” without one."""
    if due is None:
        return "No date"
    return british.due_words(due).replace(british.short_day(due.last_day), short(due.last_day))


def count(number: int, one: str, many: str = "") -> str:
    """“three actions”, “one action”, “no actions”, “12 actions”: in words up to ten."""
    figure = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{figure} {one if number == 1 else many or one + 's'}"


def opened(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """What somebody wrote, ended as a sentence."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…”" else f"{text}."


def shortened(text: str, limit: int = 400, whole: str = "the plan") -> str:
    """At most about `limit` characters of a text, cut between words, and where the `whole` is to be read."""
    if len(text) <= limit:
        return text
    cut = text[:limit].rsplit(maxsplit=1)[0] if " " in text[:limit] else text[:limit]
    return f"{cut} … (in full in {whole})"


def chips(plan: FullPlan, action: Action, day: date) -> tuple[Chip, ...]:
    """The word that stands for an action, “Overdue” beside it, and its colour where colours are used."""
    shown = standing(action)
    word = words.label(shown)
    if shown is Lifecycle.REPLACED:
        others = british.listed([words.shown_ref(each) for each in successors(plan, action)])
        word = f"{word} by {others}" if others else word
    made = [Chip(shown, word)]
    if is_overdue(action, day):
        made.append(Chip(OVERDUE, "Overdue"))
    colour = rag(plan, action, day)
    if colour is not None:
        made.append(_colour_chip(colour))
    return tuple(made)


def _colour_chip(colour: RagColour) -> Chip:
    return Chip(f"rag_{colour}", f"{words.rag_letter(colour)} {words.label(colour)}")


def _colours(plan: FullPlan) -> Iterator[tuple[Chip, str]]:
    """Each colour of the plan's table with what gives it, in the table's order."""
    table = rag_table(plan)
    for colour in dict.fromkeys(colour for colour, _ in table):
        yield _colour_chip(colour), ", ".join(words.label(when) for each, when in table if each is colour)


def impact_bars(impact: Impact) -> ImpactBars:
    """The impact rating as its bars and word."""
    return ImpactBars(_IMPACTS.index(impact), words.label(impact))


def owner(plan: FullPlan, action: Action) -> str:
    """The owning post, with its organisation where that is not the council; “No owner” without one."""
    return post_words(plan, action.owner_post_id) or "No owner"


def post_words(plan: FullPlan, post_id: str | None) -> str:
    """A post, with its organisation where that is not the council; empty for none."""
    post = plan.find(Post, post_id)
    if post is None:
        return ""
    organisation = plan.find(Organisation, post.organisation_id)
    if organisation is None or organisation.kind is OrganisationKind.COUNCIL:
        return post.title
    return f"{post.title}, {organisation.name}"


def owner_cell(plan: FullPlan, action: Action, day: date) -> Cell:
    """The owner as a table shows it, and that nobody is in post."""
    name = owner(plan, action)
    return (para(name if action.owner_post_id else muted(name)), *vacancy(plan, action, day))


def vacancy(plan: FullPlan, action: Action, day: date) -> Cell:
    """“Nobody in post” where that is so; else nothing."""
    found = holder(plan, action.owner_post_id, day)
    return (para(muted("Nobody in post")),) if found is not None and found.vacant else ()


def title_cell(action: Action) -> Cell:
    """The action's title as a table shows it."""
    return (para(words.title_shown(action)), *draft_words(action))


def draft_words(action: Action) -> Cell:
    """The opening words that a draft came with, since it has no title of its own yet; else nothing."""
    return (para(muted(shortened(action.title, 120)), small=True),) if action.draft else ()


def moved_text(plan: FullPlan, action: Action) -> str:
    """“never”, “once, +92 days”, “once, +92 days; reset 14 Oct 2026”."""
    made = moved(plan, action)
    told = [words.moved_words(made.times, made.days).removeprefix("moved ")] if made.times else []
    told += [f"reset {short(decided_on(each.change))}" for each in resets(plan, action)[-1:]]
    return "; ".join(told).replace(" days", f"{_NO_BREAK_SPACE}days") or NEVER


def history_of_dates(plan: FullPlan, scope: Scope, action: Action) -> tuple[Paragraph, ...]:
    """Each move with its days, reason and who agreed, resets, and requests that were refused."""
    made = [
        para(
            strong(f"To {due_text(move.change.new_due)}{'†' if move.past_old else ''}"),
            f", {words.signed_days(move.days)}. {shortened(sentence(move.change.reason))} ",
            muted(f"{_agreed(plan, scope, move.change)}."),
        )
        for move in moves(plan, action)
    ]
    for reset in resets(plan, action):
        on = reset.change.decided_on or reset.change.happened_on
        told = words.reset_words(reset.change.decided_by, on, reset.past_first)
        made.append(para(strong(f"To {due_text(reset.change.new_due)}"), f", {told}."))
    refused = (
        each for each in plan.by(DateChange, "action_id", action.id) if each.state is RequestState.REFUSED
    )
    for each in refused:
        note = f" {shortened(sentence(each.decision_note))}" if each.decision_note else ""
        asked = f"Asked on {short(each.happened_on)} for {due_text(each.new_due)}: refused.{note} "
        made.append(para(asked, muted(f"{_agreed(plan, scope, each)}.")))
    return tuple(made) or (para(muted("Never moved.")),)


def _agreed(plan: FullPlan, scope: Scope, change: DateChange) -> str:
    on = change.decided_on or change.happened_on
    return f"{change.decided_by}, {short(on)}{recorded_later(plan, scope, change)}"


def last_words(plan: FullPlan, action: Action) -> Update | None:
    """The latest update that says something in words."""
    return next((each for each in reversed(updates(plan, action)) if _says(each)), None)


def _says(update: Update) -> bool:
    return any((update.text, update.delivery_reason, update.barrier, update.ask, update.next))


def by_line(plan: FullPlan, scope: Scope, update: Update) -> str:
    """Whose words they are and of which day: “Head of Service, 10 Nov 2026”."""
    return f"{update.whose}, {short(update.happened_on)}{recorded_later(plan, scope, update)}"


def rating_reason(plan: FullPlan, action: Action) -> str:
    """The reason given with the action's present delivery rating; empty without one."""
    if not is_open(action) or action.delivery is None:
        return ""
    rated = (each for each in reversed(updates(plan, action)) if each.delivery is not None)
    return next((each.delivery_reason for each in rated), "")


def _version_words(plan: FullPlan, scope: Scope) -> str:
    if not begun(plan):
        return "No version yet"
    approved = [each for each in plan.all(PlanVersion) if each.happened_on <= scope.day]
    last = max(approved, key=lambda each: (each.happened_on, each.recorded_at), default=None)
    if last is None:
        name = "Not approved yet"
    else:
        name = f"Version {last.label}" if last.label[:1].isdigit() else last.label
    return f"{name}, change {plan.seq} · {plan.digest[:8]}"


def key_of(plan: FullPlan, *, impact: bool) -> Key:
    """What the marks mean, one column for each axis, and the colours where the plan uses them."""
    ratings = (
        (Delivery.ON_TRACK, "will meet its date"),
        (Delivery.AT_RISK, "may not meet it"),
        (Delivery.OFF_TRACK, "will not, without help"),
    )
    stages = (
        (Lifecycle.NOT_STARTED, "no work yet"),
        (Lifecycle.IN_PROGRESS, "not rated yet"),
        (Lifecycle.ON_HOLD, "by decision"),
        (Lifecycle.COMPLETE, ""),
        (Lifecycle.CLOSED, "evidence accepted"),
        (Lifecycle.EMBEDDED, ""),
    )
    groups = [
        KeyGroup(
            "Delivery, while open: the owner’s word",
            (
                *((Chip(code, words.label(code)), meaning) for code, meaning in ratings),
                (Chip(OVERDUE, "Overdue"), "open, past its date"),
            ),
        ),
        KeyGroup("Stage", tuple((Chip(code, words.label(code)), meaning) for code, meaning in stages)),
    ]
    if plan.settings.uses_rag:
        groups.append(KeyGroup("Colour, worked out by the plan’s table", tuple(_colours(plan))))
    if impact:
        groups.append(KeyGroup("Impact on children", tuple((impact_bars(each), "") for each in Impact)))
    return Key(
        tuple(groups),
        "The word counts; shape and colour only repeat it. Overdue is worked out from the date, never typed.",
    )


def finished_words(action: Action) -> str:
    """“completed 24 Jul 2026, 12 days late”; empty for an action that is not finished."""
    if not is_finished(action) or action.completed_on is None:
        return ""
    late = completed_late(action) or 0
    after = f", {british.plural(late, 'day')} late" if late > 0 else ""
    return f"completed {short(action.completed_on)}{after}"
