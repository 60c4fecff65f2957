"""The overdue paper: what the chair of an improvement board reviews, tables A to F and the look-ahead."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.domain import words
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action
from tracker.domain.rules.duties import DutyLine, Standing, duties_at
from tracker.domain.rules.gaps import is_overdue_yet_on_track
from tracker.domain.rules.lateness import (
    days_late,
    days_late_first,
    is_overdue,
    is_review_overdue,
    moved,
)
from tracker.domain.rules.lineage import first_due
from tracker.domain.rules.review import Review, review
from tracker.reports import wording
from tracker.reports.document import (
    Block,
    Column,
    Document,
    Fact,
    Figure,
    Heading,
    Page,
    Paragraph,
    Table,
    para,
    strong,
)
from tracker.reports.review_tables import ReviewTables
from tracker.reports.scope import Scope
from tracker.reports.wording import count, opened, short

TITLE = "Overdue actions and new dates"


def build(plan: FullPlan, scope: Scope) -> Document:
    """The paper on a plan that has been read for the scope's day."""
    paper = wording.paper(plan, scope, TITLE, Page.A4_LANDSCAPE)
    if not wording.begun(plan):
        return paper
    gaps = wording.gaps(plan, scope)
    plan = wording.seen(plan, scope)
    found = narrowed(review(plan, scope.day), scope)
    tables = ReviewTables(plan, scope, found)
    return replace(
        paper,
        facts=_facts(plan, scope, found),
        answer=_answer(plan, scope, found, len(gaps)),
        figures=_figures(found),
        blocks=(
            *_duties(plan, scope),
            *tables.register(),
            *tables.completed(),
            *tables.asked(),
            *tables.overdue(),
            *tables.evidence_awaited(),
            *tables.not_updated(),
            *tables.ahead(),
            wording.key_of(plan, impact=False),
        ),
    )


def narrowed(found: Review, scope: Scope) -> Review:
    """The review of the actions that the paper covers."""

    def kept(actions: Iterable[Action]) -> tuple[Action, ...]:
        return tuple(each for each in actions if wording.covers(scope, each))

    return replace(
        found,
        register=tuple(line for line in found.register if wording.covers(scope, line.action)),
        completed=kept(found.completed),
        asked=tuple(line for line in found.asked if wording.covers(scope, line.action)),
        overdue=kept(found.overdue),
        evidence_awaited=kept(found.evidence_awaited),
        not_updated=None if found.not_updated is None else kept(found.not_updated),
        ahead=kept(found.ahead),
    )


def tables(plan: FullPlan, scope: Scope) -> dict[str, Any]:
    """The tables as JSON values: dates in ISO form, due dates as they are stored, days as numbers."""
    asked = {"day": scope.day.isoformat(), "as_known": scope.as_known}
    if not wording.begun(plan):
        return asked | {"tables": {}}
    plan = wording.seen(plan, scope)
    found = narrowed(review(plan, scope.day), scope)

    def values(action: Action, **more: Any) -> dict[str, Any]:
        return _values(plan, action, scope.day) | more

    return asked | {
        "last_meeting": _iso(found.last_meeting.held_on if found.last_meeting else None),
        "next_meeting": _iso(found.next_meeting.held_on if found.next_meeting else None),
        "since": found.since.isoformat(),
        "ahead_to": found.ahead_to.isoformat(),
        "duties": [] if wording.is_narrowed(scope) else list(map(_duty_values, duties_at(plan, scope.day))),
        "tables": {
            "A": [values(line.action, table=line.table, days_left=line.days_left) for line in found.register],
            "B": [values(each, completed_on=_iso(each.completed_on)) for each in found.completed],
            "C": [
                values(
                    line.action, new_due=line.request.new_due.code, days=line.days, in_all=line.days_in_all
                )
                for line in found.asked
            ],
            "D": [values(each) for each in found.overdue],
            "E": [values(each, completed_on=_iso(each.completed_on)) for each in found.evidence_awaited],
            "F": None if found.not_updated is None else [values(each) for each in found.not_updated],
            "look_ahead": [values(each) for each in found.ahead],
        },
    }


def _values(plan: FullPlan, action: Action, day: date) -> dict[str, Any]:
    first, made = first_due(plan, action), moved(plan, action)
    return {
        "ref": action.ref,
        "council_ref": action.council_ref,
        "title": action.title,
        "draft": action.draft,
        "owner": wording.post_words(plan, action.owner_post_id),
        "first_due": first.code if first else None,
        "due": action.due.code if action.due else None,
        "overdue": is_overdue(action, day),
        "review_overdue": is_review_overdue(action, day),
        "days_late": days_late(action, day),
        "days_late_first": days_late_first(plan, action, day),
        "times_moved": made.times,
        "days_moved": made.days,
        "lifecycle": action.lifecycle.value,
        "delivery": action.delivery.value if action.delivery else None,
        "rated_on": _iso(action.rated_on),
        "updated_on": _iso(action.updated_on),
    }


def _duty_values(line: DutyLine) -> dict[str, Any]:
    return {
        "what": line.duty.what,
        "to": line.duty.to,
        "basis": line.duty.basis.value,
        "due_on": _iso(line.due.day),
        "sent_on": _iso(line.duty.sent_on),
        "standing": line.standing.value,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _facts(plan: FullPlan, scope: Scope, found: Review) -> tuple[Fact, ...]:
    board = plan.settings.board_name
    last = found.last_meeting
    ahead = found.next_meeting
    return (
        Fact(
            "Next meeting", para(f"{board}, {wording.long(ahead.held_on)}" if ahead else "None recorded yet")
        ),
        Fact("Last meeting", para(wording.long(last.held_on) if last else "None recorded yet")),
        Fact("Covers", para(wording.scope_words(plan, scope))),
        Fact(
            "How lateness is counted", para(f"Calendar days from the due date to {wording.long(scope.day)}")
        ),
    )


def _answer(plan: FullPlan, scope: Scope, found: Review, gaps: int) -> tuple[Paragraph, ...]:
    late = [line.action for line in found.register if is_overdue(line.action, scope.day)]
    asking = {line.action.id for line in found.asked}
    with_request = sum(each.id in asking for each in late)
    said = []
    if late:
        said.append(_asking(with_request, len(late) - with_request))
    reviews = sum(is_review_overdue(each, scope.day) for each in found.overdue)
    if reviews:
        ongoing = count(reviews, "ongoing action has", "ongoing actions have")
        said.append(f"{opened(ongoing)} not been reviewed in time.")
    calm = sum(is_overdue_yet_on_track(each, scope.day) for each in late)
    if calm:
        said.append(f"{opened(count(calm, 'is', 'are'))} overdue and yet rated On track.")
    unsent = sum(line.standing is Standing.OVERDUE for line in _waiting(plan, scope))
    if unsent:
        past = count(unsent, "document to be sent is past its", "documents to be sent are past their")
        said.append(f"{opened(past)} date, with no record of sending.")
    if gaps:
        said.append(f"{opened(count(gaps, 'improvement area has', 'improvement areas have'))} no action yet.")
    said.append(wording.recorded_words(plan, scope))
    first = f"{opened(count(len(late), 'action is', 'actions are'))} overdue."
    return (para(strong(first), " " + " ".join(filter(None, said))),)


def _asking(do: int, do_not: int) -> str:
    """How many of the overdue actions ask for a new date and how many do not."""
    if not do:
        return "None has asked for a new date (table D)."
    if not do_not:
        return "A new date is asked for (table C)."
    ask, not_yet = count(do, "asks", "ask"), count(do_not, "does", "do")
    return f"{opened(ask)} for a new date (table C); {not_yet} not (table D)."


def _figures(found: Review) -> tuple[Figure, ...]:
    quiet = "–" if found.not_updated is None else str(len(found.not_updated))
    since = short(found.since)
    return tuple(
        Figure(number, para(strong(letter), f"  {label}"))
        for letter, number, label in (
            ("A", str(len(found.register)), "Open"),
            ("B", str(len(found.completed)), f"Completed since {since}"),
            ("C", str(len(found.asked)), "New dates asked for"),
            ("D", str(len(found.overdue)), "Overdue, no new date asked for"),
            ("E", str(len(found.evidence_awaited)), "Evidence awaited"),
            ("F", quiet, "No update since the last meeting"),
        )
    )


def _waiting(plan: FullPlan, scope: Scope) -> list[DutyLine]:
    """What has still to be sent; a paper on a part of the plan leaves it out."""
    lines = () if wording.is_narrowed(scope) else duties_at(plan, scope.day)
    return [line for line in lines if line.standing not in (Standing.SENT, Standing.SENT_LATE)]


def _duties(plan: FullPlan, scope: Scope) -> Sequence[Block]:
    waiting = _waiting(plan, scope)
    if not waiting:
        return ()
    columns = (
        Column("What must be sent", 62),
        Column("To", 38),
        Column("Due", 70),
        Column("How worked out", 95),
    )
    rows = tuple(
        (
            (para(strong(line.duty.what)),),
            (para(line.duty.to),),
            (para(opened(line.words)),),
            (para(". ".join(filter(None, (words.label(line.duty.basis), opened(line.due.words))))),),
        )
        for line in waiting
    )
    return Heading("What must be sent"), Table(columns, rows)
