"""The progress paper: by workstream the areas it answers, word for word, and each action with its news."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tracker.domain import british, words
from tracker.domain.codes import Lifecycle
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, ActionFinding, Blocker, Finding, Workstream
from tracker.domain.rules.lateness import is_overdue, is_review_overdue, pending
from tracker.domain.rules.lineage import first_due
from tracker.domain.rules.money import (
    Money,
    action_money,
    lines_of_action,
    plan_money,
    posts,
    workstream_money,
)
from tracker.domain.rules.order import in_plan_order, ref_key, workstreams
from tracker.domain.rules.owners import answerable, contributors, holder, holder_words
from tracker.domain.rules.states import is_open
from tracker.reports import wording
from tracker.reports.document import (
    Band,
    Block,
    Document,
    Entry,
    Fact,
    Figure,
    Page,
    Paragraph,
    Run,
    muted,
    para,
    strong,
)
from tracker.reports.scope import Scope
from tracker.reports.wording import count, due_text, opened, sentence, short

TITLE = "Progress by workstream"
# One line each: nothing more is asked of them.
_DONE_WITH = frozenset({Lifecycle.CLOSED, Lifecycle.EMBEDDED, Lifecycle.WITHDRAWN, Lifecycle.REPLACED})


def build(plan: FullPlan, scope: Scope) -> Document:
    """The paper on a plan that has been read for the scope's day."""
    paper = wording.paper(plan, scope, TITLE, Page.A4_PORTRAIT)
    if not wording.begun(plan):
        return paper
    gaps = wording.gaps(plan, scope)
    plan = wording.seen(plan, scope)
    actions = in_plan_order(plan, (each for each in plan.all(Action) if wording.covers(scope, each)))
    blocks = [block for stream in _streams(plan, actions) for block in _workstream(plan, scope, *stream)]
    return replace(
        paper,
        facts=_facts(plan, scope),
        answer=_answer(plan, scope, actions),
        figures=_figures(plan, scope, actions),
        blocks=(*blocks, *_unanswered(gaps), wording.key_of(plan, impact=True)),
    )


def _facts(plan: FullPlan, scope: Scope) -> tuple[Fact, ...]:
    money = "with budgets" if scope.money else "without money"
    return (
        Fact("Plan", para(plan.settings.title)),
        Fact("Covers", para(f"{wording.scope_words(plan, scope)}, {money}")),
        Fact("Shown", para(wording.position_words(scope))),
    )


def _answer(plan: FullPlan, scope: Scope, actions: list[Action]) -> tuple[Paragraph, ...]:
    running = sum(is_open(each) for each in actions)
    late = sum(is_overdue(each, scope.day) for each in actions)
    counts = f"{opened(count(running, 'action is', 'actions are'))} open"
    if running:
        counts += f", {count(late, 'of them', 'of them') if late else 'none'} overdue"
    explained = (
        " Ratings are the owner’s own judgement of delivery, with the reason for any but “on track”. Impact"
        " on children is judged apart. The areas are printed as they were written."
    )
    later = wording.recorded_words(plan, scope)
    return (para(strong(f"{counts}."), explained, f" {later}" if later else ""),)


def _figures(plan: FullPlan, scope: Scope, actions: list[Action]) -> tuple[Figure, ...]:
    def number(*stages: Lifecycle) -> str:
        return str(sum(each.lifecycle in stages for each in actions))

    figures = [
        Figure(str(sum(is_open(each) for each in actions)), para("open"), f"of {len(actions)} actions"),
        Figure(str(sum(is_overdue(each, scope.day) for each in actions)), para("overdue")),
        Figure(number(Lifecycle.COMPLETE), para("complete"), "evidence awaited"),
        Figure(number(Lifecycle.CLOSED, Lifecycle.EMBEDDED), para("closed"), "evidence accepted"),
    ]
    money = plan_money(plan)
    if scope.money and not wording.is_narrowed(scope) and money != Money():
        figures.append(Figure(british.millions(money.revised), para("revised budget"), _sum(money)))
    return tuple(figures)


def _streams(plan: FullPlan, actions: list[Action]) -> Iterator[tuple[Workstream | None, list[Action]]]:
    """Each workstream that has actions, with them; those without one last."""
    streams: tuple[Workstream | None, ...] = (*workstreams(plan), None)
    for stream in streams:
        own = [each for each in actions if each.workstream_id == (stream.id if stream else None)]
        if own:
            yield stream, own


def _workstream(
    plan: FullPlan, scope: Scope, stream: Workstream | None, actions: list[Action]
) -> Iterator[Block]:
    yield replace(_band(plan, scope, stream, actions), body=tuple(_areas(plan, actions)))
    for action in (each for each in actions if each.lifecycle not in _DONE_WITH):
        yield _entry(plan, scope, action)
    for action in (each for each in actions if each.lifecycle in _DONE_WITH):
        yield _line(plan, scope, action)


def _band(plan: FullPlan, scope: Scope, stream: Workstream | None, actions: list[Action]) -> Band:
    running = sum(is_open(each) for each in actions)
    late = sum(is_overdue(each, scope.day) for each in actions)
    counts = para(
        f"{running} open of {len(actions)}", ", " if late else "", strong(f"{late} overdue" if late else "")
    )
    if stream is None:
        return Band(f"Actions without a {plan.settings.workstream_label.lower()}", aside=(counts,))
    sro = holder(plan, stream.sro_post_id, scope.day)
    under = "No senior responsible owner yet"
    if sro is not None:
        vacant = " (nobody in post)" if sro.vacant else ""
        under = f"Senior responsible owner: {wording.post_words(plan, stream.sro_post_id)}{vacant}"
    money = workstream_money(plan, stream)
    budget = (
        (para(muted(f"{british.pounds(money.revised)} budget")),) if scope.money and money != Money() else ()
    )
    number = stream.council_ref or str(stream.position)
    return Band(f"{plan.settings.workstream_label} {number}  {stream.title}", under, (counts, *budget))


def _areas(plan: FullPlan, actions: list[Action]) -> Iterator[Paragraph]:
    """The areas that these actions answer, each once, as they were written."""
    ties = (tie for each in actions for tie in plan.by(ActionFinding, "action_id", each.id))
    found = {tie.finding_id: plan.find(Finding, tie.finding_id) for tie in ties}
    findings = sorted((each for each in found.values() if each), key=lambda each: ref_key(each.ref))
    for finding in findings:
        yield _area(finding)


def _area(finding: Finding) -> Paragraph:
    kind = words.label(finding.kind).lower()
    lead_in = f"{finding.lead_in} " if finding.lead_in else ""
    items = "".join(f"\n• {item}" for item in finding.sub_items)
    note = f"\nNote: {finding.annotation}" if finding.annotation else ""
    return para(
        Run(finding.ref, strong=True, muted=True),
        muted(f", {kind}: “{lead_in}{finding.text}{items}”{note}"),
        small=True,
    )


def _entry(plan: FullPlan, scope: Scope, action: Action) -> Entry:
    return Entry(
        words.shown_ref(action),
        words.title_shown(action),
        wording.chips(plan, action, scope.day),
        body=(*wording.draft_words(action), *_news(plan, scope, action)),
        facts=tuple(_entry_facts(plan, scope, action)),
    )


def _line(plan: FullPlan, scope: Scope, action: Action) -> Entry:
    finished = wording.finished_words(action)
    said = "" if finished else _words_of_ending(plan, action)
    note = sentence(opened(finished or said))
    return Entry(
        words.shown_ref(action), words.title_shown(action), wording.chips(plan, action, scope.day), note
    )


def _words_of_ending(plan: FullPlan, action: Action) -> str:
    """The words with which an action was withdrawn or replaced."""
    last = wording.last_words(plan, action)
    return wording.shortened(last.text, 120) if last else ""


def _news(plan: FullPlan, scope: Scope, action: Action) -> Iterator[Paragraph]:
    """The latest words in full, then the reason for the rating, the barrier, the ask and what is next."""
    said = wording.last_words(plan, action)
    if said is None:
        yield para(muted("No update yet."))
        return
    by = wording.by_line(plan, scope, said)
    yield para(f"{sentence(said.text)} " if said.text else "", muted(f"{by}."))
    rating = f"Why {words.label(action.delivery).lower()}" if action.delivery else ""
    for label, text in (
        (rating, wording.rating_reason(plan, action)),
        ("In the way", said.barrier),
        ("Ask of the board", said.ask),
        ("Next", said.next),
    ):
        if text:
            yield para(strong(f"{label}: "), sentence(text))


def _entry_facts(plan: FullPlan, scope: Scope, action: Action) -> Iterator[Fact]:
    yield from _owner_facts(plan, scope, action)
    yield from _date_facts(plan, scope, action)
    if action.impact is not None:
        yield Fact("Impact", para(wording.impact_bars(action.impact)))
    if scope.money:
        yield from _money_fact(plan, action)
    yield from _ties(plan, action)


def _owner_facts(plan: FullPlan, scope: Scope, action: Action) -> Iterator[Fact]:
    answering = answerable(plan, action, scope.day)
    name = wording.owner(plan, action)
    yield Fact(plan.settings.owner_label, para(name if action.owner_post_id else strong(name)))
    if answering.owner is not None:
        yield Fact("In post", para(holder_words(answering.owner)))
    if answering.sro is not None:
        yield Fact("Goes to", para(wording.post_words(plan, answering.sro.post.id)))
    partners = british.listed([each.name for each in contributors(plan, action)])
    if partners:
        yield Fact("Also", para(partners, muted(", for a part")))


def _date_facts(plan: FullPlan, scope: Scope, action: Action) -> Iterator[Fact]:
    finished = wording.finished_words(action)
    unreviewed = strong(", review overdue") if is_review_overdue(action, scope.day) else ""
    done = muted(f", {finished}") if finished else ""
    yield Fact("Due", para(strong(due_text(action.due)), done, "" if action.review_on else unreviewed))
    first, moved = first_due(plan, action), wording.moved_text(plan, action)
    if first is not None and first == action.due and moved == wording.NEVER:
        yield Fact("First date", para("the same; never moved"))
    else:
        yield Fact("First date", para(due_text(first) if first else muted("not agreed yet")))
        if first is not None:
            yield Fact("Moved", para(moved))
    request = pending(plan, action)
    if request is not None:
        yield Fact("Asked for", para(due_text(request.new_due), muted(", waiting for a decision")))
    if action.review_on is not None:
        yield Fact("Review", para(short(action.review_on), unreviewed))
    if action.rated_on is not None:
        yield Fact("Rated", para(short(action.rated_on)))


def _money_fact(plan: FullPlan, action: Action) -> Iterator[Fact]:
    money = action_money(plan, action)
    if money == Money():
        return
    paid = posts(plan, lines_of_action(plan, action))
    notes = [_sum(money)]
    if money.proposed:
        notes.append(f"{british.signed_pounds(money.proposed)} proposed, not counted")
    if paid.new:
        notes.append(f"{british.plural(paid.new, 'new post')} making {paid.total}")
    told = "".join(f"\n{note}" for note in notes if note)
    yield Fact("Money", para(strong(british.pounds(money.revised)), muted(told)))


def _sum(money: Money) -> str:
    """“£684,000 + £366,000”; empty where no change has been approved."""
    if not money.changes:
        return ""
    sign = "+" if money.changes > 0 else british.MINUS
    return f"{british.pounds(money.base)} {sign} {british.pounds(abs(money.changes))}"


def _ties(plan: FullPlan, action: Action) -> Iterator[Fact]:
    answered = [plan.find(Finding, tie.finding_id) for tie in plan.by(ActionFinding, "action_id", action.id)]
    refs = sorted((each.ref for each in answered if each), key=ref_key)
    if refs:
        yield Fact("Answers", para(british.listed(refs)))
    waits = [plan.find(Action, tie.blocked_by_id) for tie in plan.by(Blocker, "action_id", action.id)]
    others: Iterable[Action] = (each for each in waits if each is not None)
    shown = british.listed([words.shown_ref(each) for each in others])
    if shown:
        yield Fact("Waits for", para(shown))


def _unanswered(gaps: tuple[Finding, ...]) -> Iterator[Block]:
    """The areas that no action answers yet."""
    if gaps:
        under = "No action yet: one still to be planned does not count"
        yield Band("Improvement areas without an action", under, body=tuple(map(_area, gaps)))
