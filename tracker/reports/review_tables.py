"""The tables of the chair's review as the overdue paper prints them."""

from collections.abc import Iterable, Sequence

from tracker.domain import british, words
from tracker.domain.codes import Delivery, Lifecycle
from tracker.domain.due import DueDate
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action
from tracker.domain.rules.gaps import is_stale, quiet_since
from tracker.domain.rules.lateness import days_after, days_late, days_late_first, moved, pending
from tracker.domain.rules.lineage import evidence, first_due
from tracker.domain.rules.review import Asked, RegisterLine, Review
from tracker.reports import wording
from tracker.reports.document import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Run,
    Table,
    TickBox,
    muted,
    para,
    strong,
)
from tracker.reports.scope import Scope
from tracker.reports.wording import due_text, short, shortened


class ReviewTables:
    """The tables of one review, each a heading and its rows, or a word where it has none."""

    def __init__(self, plan: FullPlan, scope: Scope, found: Review) -> None:
        self.plan, self.scope, self.found = plan, scope, found
        self.owner = plan.settings.owner_label

    def register(self) -> Sequence[Block]:
        columns = (
            Column("Ref", 15),
            Column("Action", 70),
            Column(self.owner, 54),
            Column("First date", 28),
            Column("Current date", 28),
            Column("Moved", 26),
            Column("Days left", 19, Align.RIGHT),
            Column("State", 36),
            Column("See", 9),
        )
        return self.table(
            "Table A. Open actions",
            "by due date; ongoing actions carry a review date",
            columns,
            map(self.register_row, self.found.register),
        )

    def register_row(self, line: RegisterLine) -> tuple[Cell, ...]:
        action = line.action
        return (
            self.ref(action),
            wording.title_cell(action),
            wording.owner_cell(self.plan, action, self.scope.day),
            self.first(action),
            self.current(line),
            self.moved(action),
            (para(_days_left(line)),),
            self.state(action),
            (para(line.table),),
        )

    def current(self, line: RegisterLine) -> Cell:
        """The current date, the review day of a hold, and that a review is overdue."""
        action = line.action
        cell = [para(due_text(action.due) if action.due else muted("No date"))]
        if action.review_on:
            cell.append(para(muted(f"review {short(action.review_on)}")))
        if line.review_overdue:
            cell.append(para(strong("review overdue")))
        return tuple(cell)

    def completed(self) -> Sequence[Block]:
        columns = (
            Column("Ref", 15),
            Column("Action", 62),
            Column(self.owner, 50),
            Column("First date", 23),
            Column("Completed", 27),
            Column("State", 52),
            Column("What shows it", 62),
        )
        return self.table(
            f"Table B. Completed since {'the last meeting, ' if self.found.last_meeting else ''}"
            f"{wording.long(self.found.since)}",
            "complete: evidence awaited; closed: evidence accepted",
            columns,
            map(self.completed_row, self.found.completed),
        )

    def completed_row(self, action: Action) -> tuple[Cell, ...]:
        after = days_after(action.due, action.completed_on)
        late = (para(muted(f"{british.plural(after, 'day')} late")),) if after and after > 0 else ()
        return (
            self.ref(action),
            wording.title_cell(action),
            wording.owner_cell(self.plan, action, self.scope.day),
            self.first(action),
            (para(short(action.completed_on) if action.completed_on else ""), *late),
            self.state(action),
            (*self.words(action), *self.evidence(action)),
        )

    def asked(self) -> Sequence[Block]:
        columns = (
            *self.late_columns,
            Column("New date\nasked for", 25),
            Column("Moves so far, with reasons", 56),
            Column("Why a new date is asked for", 58),
            Column("Decision", 21),
        )
        note = self.agreed_late(line.action for line in self.found.asked)
        return self.table(
            "Table C. New dates asked for", note, columns, map(self.asked_row, self.found.asked)
        )

    def asked_row(self, line: Asked) -> tuple[Cell, ...]:
        request = line.request
        counted = [
            words.signed_days(days) + after
            for days, after in ((line.days, ""), (line.days_in_all, " in all"))
            if days is not None
        ]
        later = wording.recorded_later(self.plan, self.scope, request)
        return (
            *self.late_cells(line.action),
            (para(strong(due_text(request.new_due))), *(para(muted(each)) for each in counted)),
            wording.history_of_dates(self.plan, self.scope, line.action),
            (
                para(
                    shortened(wording.sentence(request.reason)) + " ",
                    muted(f"{request.asked_by}, {short(request.happened_on)}{later}."),
                ),
            ),
            _boxes("Agree", "Refuse", "Leave"),
        )

    def overdue(self) -> Sequence[Block]:
        columns = (
            *self.late_columns,
            Column("Moves, with reasons", 66),
            Column("Latest words, and the ask of the board", 69),
            Column("Decision", 25),
        )
        order = "those rated On track first, then the longest late"
        return self.table(
            "Table D. Overdue, no new date asked for",
            "; ".join(filter(None, (order, self.agreed_late(self.found.overdue)))),
            columns,
            map(self.overdue_row, self.found.overdue),
        )

    def overdue_row(self, action: Action) -> tuple[Cell, ...]:
        return (
            *self.late_cells(action),
            wording.history_of_dates(self.plan, self.scope, action),
            self.words(action),
            _boxes("New date", "Ask owner", "Send up", "Leave"),
        )

    @property
    def late_columns(self) -> tuple[Column, ...]:
        return (
            Column("Ref", 15),
            Column(f"Action and {self.owner.lower()}", 52),
            Column("Late against\nfirst date", 26),
            Column("Late against\ncurrent date", 26),
        )

    def late_cells(self, action: Action) -> tuple[Cell, ...]:
        day = self.scope.day
        rated = (para(muted(f"rated {short(action.rated_on)}"), small=True),) if action.rated_on else ()
        named = (
            para(strong(words.title_shown(action))),
            *wording.draft_words(action),
            para(muted(wording.owner(self.plan, action))),
            *wording.vacancy(self.plan, action, day),
            Paragraph(wording.chips(self.plan, action, day)),
            *rated,
        )
        first = first_due(self.plan, action)
        return (
            self.ref(action),
            named,
            _late(days_late_first(self.plan, action, day), first, "not agreed yet"),
            _late(days_late(action, day), action.due, "No date"),
        )

    def evidence_awaited(self) -> Sequence[Block]:
        columns = (
            Column("Ref", 15),
            Column("Action", 74),
            Column(self.owner, 58),
            Column("Completed", 25),
            Column("Days since", 20, Align.RIGHT),
            Column("Evidence", 95),
        )
        days = self.plan.settings.evidence_awaited_days
        return self.table(
            f"Table E. Evidence awaited over {days} days",
            "",
            columns,
            map(self.awaited_row, self.found.evidence_awaited),
        )

    def awaited_row(self, action: Action) -> tuple[Cell, ...]:
        done = action.completed_on
        return (
            self.ref(action),
            wording.title_cell(action),
            wording.owner_cell(self.plan, action, self.scope.day),
            (para(short(done) if done else ""),),
            (para(f"{(self.scope.day - done).days:,}" if done else ""),),
            self.evidence(action) or (para(muted("None offered yet")),),
        )

    def not_updated(self) -> Sequence[Block]:
        heading = "Table F. No update since the last meeting"
        if self.found.not_updated is None:
            return (Heading(heading, "No meeting recorded yet."),)
        columns = (
            Column("Ref", 15),
            Column("Action", 90),
            Column(self.owner, 70),
            Column("Last update", 30),
            Column("Days since", 22, Align.RIGHT),
            Column("State", 60),
        )
        return self.table(
            heading, "the longest silence first", columns, map(self.quiet_row, self.found.not_updated)
        )

    def quiet_row(self, action: Action) -> tuple[Cell, ...]:
        day = self.scope.day
        stale = is_stale(self.plan, action, day)
        since = f"{(day - quiet_since(action)).days:,}"
        return (
            self.ref(action),
            wording.title_cell(action),
            wording.owner_cell(self.plan, action, day),
            (para(short(action.updated_on) if action.updated_on else muted("never")),),
            (para(strong(since) if stale else since),),
            self.state(action),
        )

    def ahead(self) -> Sequence[Block]:
        columns = (
            Column("Ref", 15),
            Column("Action", 70),
            Column(self.owner, 56),
            Column("Due", 36),
            Column("Days left", 18, Align.RIGHT),
            Column("State", 42),
            Column("What would make it late", 50),
        )
        until = f"before the next meeting, {wording.long(self.found.ahead_to)}"
        if self.found.next_meeting is None:
            until = f"by {wording.long(self.found.ahead_to)}"
        asked = any(pending(self.plan, each) for each in self.found.ahead)
        return self.table(
            f"Look-ahead: due {until}",
            "‡ a new date is asked for in table C" if asked else "",
            columns,
            map(self.ahead_row, self.found.ahead),
        )

    def ahead_row(self, action: Action) -> tuple[Cell, ...]:
        said = wording.last_words(self.plan, action)
        doubt = "" if action.delivery is Delivery.ON_TRACK else wording.rating_reason(self.plan, action)
        risk = (said.barrier if said else "") or doubt
        asked = "\u00a0‡" if pending(self.plan, action) else ""
        hold = action.review_on
        due = f"review {short(hold)}" if hold else due_text(action.due)
        on = hold or (action.due.last_day if action.due else None)
        return (
            self.ref(action),
            wording.title_cell(action),
            wording.owner_cell(self.plan, action, self.scope.day),
            (para(due + asked),),
            (para(str((on - self.scope.day).days) if on else ""),),
            self.state(action),
            (para(_opened(risk) if risk else muted("Nothing reported")),),
        )

    def agreed_late(self, actions: Iterable[Action]) -> str:
        """What † means, where it stands beside a move of these actions."""
        late = any(moved(self.plan, each).late for each in actions)
        return "† agreed after the old date had passed" if late else ""

    def table(
        self, title: str, note: str, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]]
    ) -> Sequence[Block]:
        made = tuple(rows)
        if not made:
            return (Heading(title, "None."),)
        return Heading(title, note), Table(columns, made)

    def ref(self, action: Action) -> Cell:
        return (para(strong(words.shown_ref(action))),)

    def first(self, action: Action) -> Cell:
        first = first_due(self.plan, action)
        return (para(due_text(first) if first else muted("not agreed yet")),)

    def moved(self, action: Action) -> Cell:
        text = wording.moved_text(self.plan, action)
        return (para(muted(text) if text == wording.NEVER else text),)

    def state(self, action: Action) -> Cell:
        return (Paragraph(wording.chips(self.plan, action, self.scope.day)),)

    def words(self, action: Action) -> Cell:
        """The latest words, cut where long, and what is asked of the board."""
        said = wording.last_words(self.plan, action)
        if said is None:
            return (para(muted("No update yet.")),)
        day, quiet = self.scope.day, ""
        if is_stale(self.plan, action, day):
            quiet = f", {british.plural((day - said.happened_on).days, 'day')} ago"
        by = wording.by_line(self.plan, self.scope, said)
        made = [
            para(
                *_spaced(_opened(said.text or said.delivery_reason)),
                muted(f"{by}{quiet}."),
            )
        ]
        if said.ask:
            made.append(para(strong("Ask: "), _opened(said.ask)))
        return tuple(made)

    def evidence(self, action: Action) -> Cell:
        """What shows it, and whether somebody else has accepted that."""
        return tuple(
            para(
                Run(each.title, link=each.link),
                muted(f", {words.label(each.state).lower()} {short(each.decided_on or each.happened_on)}"),
                f". {shortened(wording.sentence(each.decision_note))}" if each.decision_note else "",
            )
            for each in evidence(self.plan, action)
        )


def _opened(text: str) -> str:
    """The beginning of words that the progress paper prints in full."""
    return shortened(wording.sentence(text), whole="the progress paper")


def _late(days: int, due: DueDate | None, without: str) -> Cell:
    if due is None:
        return (para(muted(without)),)
    if days > 0:
        return para(Run(f"{days:,}", big=True), " day" if days == 1 else " days"), para(due_text(due))
    return para("in date until"), para(due_text(due))


def _days_left(line: RegisterLine) -> str:
    """“41”, “12 late”; nothing on hold, without a date, or where only a review has passed."""
    days = line.days_left
    if days is None or line.review_overdue or line.action.lifecycle is Lifecycle.ON_HOLD:
        return ""
    return f"{days:,}" if days >= 0 else f"{-days:,} late"


def _boxes(*labels: str) -> Cell:
    return tuple(para(TickBox(label)) for label in labels)


def _spaced(text: str) -> tuple[str, ...]:
    return (f"{text} ",) if text else ()
