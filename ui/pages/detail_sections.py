"""What the detail panel says of one action, section by section, read from the plan and its file."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from tracker.clock import day_of
from tracker.domain import british, words
from tracker.domain.codes import Audience, EvidenceState, OwnColumnKind, RequestState
from tracker.domain.plan import Plan
from tracker.domain.record_words import field_label, value_words
from tracker.domain.records import (
    Action,
    ActionFinding,
    ActionOrigin,
    Amendment,
    Blocker,
    Check,
    DateChange,
    Decision,
    Evidence,
    Finding,
    LineAction,
    Measure,
    Milestone,
    Organisation,
    OwnColumn,
    OwnValue,
    Part,
    Post,
    Update,
    link_id,
)
from tracker.domain.rules import lineage
from tracker.domain.rules.fold import in_order
from tracker.domain.rules.lateness import days_late, is_overdue, moved, moves, pending, waits_past_due
from tracker.domain.rules.lineage import family
from tracker.domain.rules.measures import is_in_use, measures_of
from tracker.domain.rules.money import action_money, line_money, lines_of_action, year_words
from tracker.domain.rules.owners import answerable, holder_words
from tracker.domain.rules.risks import risks_of, score, score_words
from tracker.domain.rules.states import is_open
from tracker.domain.rules.tags import tag_words
from tracker.domain.rules.targets import brief_words
from ui.pages.detail_rows import Entry, Link, MoneyBar, Move, MoveRow, Section, Shown, fact
from ui.reading import Reading
from ui.widgets.frames import row
from ui.widgets.paint import Chip, state_chip
from ui.widgets.track import Promise, PromiseTrack
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

_AT_FIRST = 15  # updates and changes shown before the rest is asked for
_EVIDENCE_TONES = {
    EvidenceState.OFFERED: ("not_started", "ring"),
    EvidenceState.ACCEPTED: ("complete", "thin_tick"),
    EvidenceState.NOT_ACCEPTED: ("off_track", "cross"),
}

Doing = Callable[[str, str, str, str], QWidget]
"""Makes a button for a command of the menus: its name there, text, icon, and what a screen reader says."""


class Sections:
    """Makes the sections of one action. `follow` is called with "page:id" of what a row leads to."""

    def __init__(
        self, workspace: Workspace, action: Action, doing: Doing, follow: Callable[[str], object]
    ) -> None:
        self._workspace, self._action = workspace, action
        self._plan, self._day = workspace.plan, workspace.day
        self._reading = Reading(workspace)
        self._doing, self._follow = doing, follow
        self.counts: dict[str, int] = {}

    def make(self, *, whole: bool) -> "Iterator[Section]":
        """The sections in their order; long lists are cut short unless `whole`."""
        most = None if whole else _AT_FIRST
        yield self._facts()
        yield self._dates()
        yield self._updates(most)
        yield self._money()
        yield self._evidence()
        yield self._details()
        yield self._history(most)

    # Facts.

    def _facts(self) -> Section:
        action, plan = self._action, self._plan
        section = Section(
            "facts", "Facts", doing=(self._doing("edit", "Edit", "pencil", "Edit this action"),)
        )
        section.put(fact(plan.settings.owner_label, *self._owner()))
        if later := lineage.successors(plan, action):
            section.put(fact("Replaced by", *self._action_links(later)))
        answers = [
            plan.get(Finding, tie.finding_id) for tie in plan.by(ActionFinding, "action_id", action.id)
        ]
        if answers:
            section.put(
                fact(
                    "Answers",
                    *(self._link(f"areas:{each.id}", f"{each.ref}  {each.text}") for each in answers),
                )
            )
        if risks := risks_of(plan, action):
            told = ((each, f"{each.ref}  {each.title}, {score_words(score(each)).lower()}") for each in risks)
            section.put(fact("Risks", *(self._link(f"risks:{each.id}", said) for each, said in told)))
        found = [each for each in measures_of(plan, action) if is_in_use(each)]
        if found or is_open(action):
            section.put(fact("Measures", *self._measures(found)))
        for name, said in self._judged():
            if said:
                section.put(fact(name, said))
        if late := waits_past_due(plan, action):
            due = ((each, british.due_words(each.due)) for each in late if each.due)
            waits = (
                self._link(f"actions:{each.id}", f"Waits for {words.shown_ref(each)}, due {day}")
                for each, day in due
            )
            section.put(fact("Dates contradict", *waits))
        if any(said for _, said in self._told()):
            section.put(self._link("section:details", "All details"))
        return section

    def _measures(self, found: list[Measure]) -> Iterator[QWidget]:
        for each in found:
            said = f"{each.ref}  {brief_words(self._plan, each)}: {each.title}"
            yield self._link(f"measures:{each.id}", said)
        deeds = [self._doing("action_measures", "Link", "link", "Link measures to the action")]
        if found:
            deeds.append(self._doing("action_figure", "Add figure", "plus", "Add figure for the action"))
        both, layout = QWidget(), row(*deeds, None, gap=4)
        layout.setContentsMargins(0, 0, 0, 0)
        both.setLayout(layout)
        yield both

    def _details(self) -> Section:
        section = Section("details", "Details")
        rows = [fact(name, said) for name, said in self._told() if said]
        rows += [fact(name, *self._action_links(ties)) for name, ties in self._relatives() if ties]
        section.put(*rows)
        if not rows:
            section.say("No wording, outcome or success criteria yet.")
        return section

    def _owner(self) -> list[str]:
        found = answerable(self._plan, self._action, self._day)
        told = [found.owner.post.title, holder_words(found.owner)] if found.owner else ["No owner"]
        if found.sro is not None:
            told.append(f"Answers meanwhile: {found.sro.post.title}")
        return told

    def _judged(self) -> Iterator[tuple[str, str]]:
        action = self._action
        if action.delivery and action.rated_on:
            yield (
                "Rated",
                f"{words.label(action.delivery)} since {british.short_day(action.rated_on)}{self._reason()}",
            )
        yield "Impact", words.label(action.impact) if action.impact else ""
        yield "Completed", british.short_day(action.completed_on) if action.completed_on else ""
        yield "Milestones", "\n".join(self._milestones())
        yield "Parts", "\n".join(self._parts())
        if action.audience is Audience.RESTRICTED:
            yield "Restricted", action.audience_reason

    def _told(self) -> Iterator[tuple[str, str]]:
        action, plan = self._action, self._plan
        yield "To be done", action.text
        yield "Outcome", action.outcome
        yield "Success", action.criteria
        yield "Start", british.short_day(action.start_on) if action.start_on else ""
        yield "Priority", words.label(action.priority) if action.priority else ""
        yield "Monitored", action.monitored_at
        yield "Resources", action.resources
        yield "Tags", tag_words(plan, action)
        for column in sorted(plan.all(OwnColumn), key=lambda each: each.position):
            held = plan.find(OwnValue, link_id(OwnValue, action.id, column.id))
            yield column.name, _own_words(column, held.value) if held else ""
        yield "Reference", action.ref if action.council_ref else ""

    def _reason(self) -> str:
        rated = [each for each in self._reading.by(Update, "action_id", self._action.id) if each.delivery]
        reason = in_order(rated)[-1].delivery_reason if rated else ""
        return f": {reason}" if reason else ""

    def _parts(self) -> Iterator[str]:
        for part in sorted(self._plan.by(Part, "action_id", self._action.id), key=lambda each: each.position):
            organisation = self._plan.get(Organisation, part.organisation_id).name
            post = self._plan.find(Post, part.post_id)
            yield f"{organisation}{f', {post.title}' if post else ''}: {part.text} ({_when(part)})"

    def _milestones(self) -> Iterator[str]:
        found = self._plan.by(Milestone, "action_id", self._action.id)
        for each in sorted(found, key=lambda each: each.due.last_day):
            yield f"{each.title} ({_when(each)})"

    def _relatives(self) -> Iterator[tuple[str, "Sequence[Action]"]]:
        action, plan = self._action, self._plan
        blockers = plan.by(Blocker, "action_id", action.id)
        yield "Waits for", [plan.get(Action, each.blocked_by_id) for each in blockers]
        ties = plan.by(ActionOrigin, "action_id", action.id)
        yield "Came from", [plan.get(Action, each.origin_id) for each in ties]

    def _action_links(self, actions: "Sequence[Action]") -> Iterator[Link]:
        for each in actions:
            yield self._link(f"actions:{each.id}", f"{words.shown_ref(each)}  {each.title}")

    def _link(self, key: str, text: str) -> Link:
        short = " ".join(text.split())
        made = Link(key, short, f"Show {short}")
        made.followed.connect(self._follow)
        return made

    # The promise ledger.

    def _dates(self) -> Section:
        action, plan = self._action, self._plan
        told, request = moved(plan, action), pending(plan, action)
        if request is not None:
            doing = self._doing("decide_date", "Decide", "gavel", "Decide on the new date")
        else:
            doing = self._doing("ask_for_date", "Ask for a new date", "calendar-clock", "Ask for a new date")
        promised = action.first_due is not None
        said = words.moved_words(told.times, told.days) if promised else "not agreed yet"
        section = Section("dates", "Dates", said, doing=(doing,) if promised and is_open(action) else ())
        rows = [_move_of(each.change, each.past_old) for each in self._changes()]
        self.counts["dates"] = len(rows)
        promise = _promise(plan, action, self._day)
        if promise is not None:
            track = PromiseTrack()
            track.show_promise(promise)
            section.put(track)
        elif action.due is not None:
            section.say(f"Due {british.echo(action.due, self._day)}")
        else:
            section.say("No date yet.")
        section.put(*(MoveRow(move, last=n == len(rows) - 1) for n, move in enumerate(rows)))
        return section

    def _changes(self) -> list[Any]:
        """Every change asked for or decided, the newest first, with how late approved ones came."""
        known = {each.change.id: each for each in moves(self._plan, self._action)}
        every = [
            change
            for each in family(self._plan, self._action)
            for change in self._plan.by(DateChange, "action_id", each.id)
        ]
        return [known.get(change.id) or _Unmoved(change) for change in reversed(in_order(every))]

    # Updates and decisions.

    def _updates(self, most: int | None) -> Section:
        updates = lineage.updates(self._reading, self._action)
        decisions = lineage.decisions(self._reading, self._action)
        self.counts["updates"] = len(updates)
        doing = self._doing("add_update", "Add", "plus", "Add update")
        section = Section("updates", "Updates", str(len(updates) or ""), doing=(doing,))
        facts: list[Update | Decision] = [*updates, *decisions]
        every = list(reversed(in_order(facts)))
        for each in every[:most]:
            section.put(self._decision(each) if isinstance(each, Decision) else self._update(each))
        if not every:
            section.say("No update yet.")
        self._offer_rest(section, len(every), most)
        return section

    def _update(self, update: Update) -> Entry:
        chips = [state_chip(each) for each in (update.lifecycle, update.delivery) if each is not None]
        part = self._plan.find(Part, update.part_id)
        whole = self._plan.get(Action, update.action_id)
        further = [
            ("On the part", part.text if part else ""),
            ("Rating", update.delivery_reason),
            ("Impact", words.label(update.impact) if update.impact else ""),
            (field_label(Update, "barrier"), update.barrier),
            (field_label(Update, "ask"), update.ask),
            (field_label(Update, "next"), update.next),
            ("Review on", british.short_day(update.review_on) if update.review_on else ""),
        ]
        notes = [_recorded(update), f"on {words.shown_ref(whole)}" if whole.id != self._action.id else ""]
        return Entry(
            update.whose,
            british.short_day(update.happened_on),
            update.text,
            chips=chips,
            further=[each for each in further if each[1]],
            note=", ".join(filter(None, notes)),
        )

    def _decision(self, decision: Decision) -> Entry:
        tags = tag_words(self._plan, decision)
        told = (decision.ref, words.label(decision.route), decision.reference, tags)
        return Entry(
            f"{decision.decided_by}, decision",
            british.short_day(decision.happened_on),
            decision.text,
            icon_name="gavel",
            note=" · ".join(filter(None, told)),
        )

    def _offer_rest(self, section: Section, number: int, most: int | None) -> None:
        if most is not None and number > most:
            made = Link("all:", f"Show all {number}", f"Show all {number}: {section.accessibleName()}")
            made.followed.connect(self._follow)
            section.put(made)

    # Money and evidence.

    def _money(self) -> Section:
        plan, action = self._plan, self._action
        if not plan.by(LineAction, "action_id", action.id):
            section = Section("money", "Money")
            section.say("No budget line pays for this action.")
            return section
        money = action_money(plan, action)
        said = british.pounds(money.revised)
        if money.changes:
            said = f"{british.pounds(money.base)} {_signed(money.changes)} = {said}"
        section = Section("money", "Money", said)
        if money.proposed:
            section.say(f"{british.signed_pounds(money.proposed)} proposed, not yet approved, not counted")
        if money.base > 0 or money.changes > 0:
            section.put(MoneyBar(money.base, money.changes, f"Revised budget {said}"))
        for line in lines_of_action(plan, action):
            row = Shown(
                f"money:{line.id}",
                f"{line.ref}  {line.title}",
                year_words(line.year),
                right=british.pounds(line_money(plan, line).revised),
            )
            row.followed.connect(self._follow)
            section.put(row)
        return section

    def _evidence(self) -> Section:
        found = list(reversed(lineage.evidence(self._reading, self._action)))
        checks = list(reversed(in_order(self._reading.by(Check, "action_id", self._action.id))))
        self.counts["evidence"] = len(found)
        doing = [self._doing("add_evidence", "Add", "paperclip", "Add evidence")]
        if any(each.state is EvidenceState.OFFERED for each in found):
            decide = self._doing("decide_evidence", "Decide", "badge-check", "Accept or decline evidence")
            doing.insert(0, decide)
        section = Section(
            "evidence", "Evidence", british.plural(len(found), "item") if found else "", doing=doing
        )
        for each in found:
            tone, sign = _EVIDENCE_TONES[each.state]
            icon_name = "file-text" if each.file_sha256 else "link" if each.link else "file"
            row = Shown(
                f"evidence:{each.id}",
                each.title,
                ", ".join(filter(None, (british.short_day(each.happened_on), tag_words(self._plan, each)))),
                icon_name=icon_name,
                chip=Chip(words.label(each.state), tone, sign),
            )
            row.setToolTip(_evidence_words(each))
            row.followed.connect(self._follow)
            section.put(row)
        for check in checks:
            head = f"{check.whose}, later check: {words.label(check.outcome).lower()}"
            section.put(
                Entry(head, british.short_day(check.happened_on), check.text, icon_name="search-check")
            )
        if not found and not checks:
            section.say("No evidence yet. An action closes when evidence for it has been accepted.")
        return section

    # What was changed.

    def _history(self, most: int | None) -> Section:
        section = Section("history", "History")
        for each in reversed(in_order(self._reading.by(Amendment, "entity_id", self._action.id))):
            section.put(_amendment(each))
        steps = self._workspace.session.history(entity_id=self._action.id, limit=most or 100)
        for step in steps:
            when = british.short_day(day_of(step.at))
            section.put(fact(when, f"{step.label[:1].upper()}{step.label[1:]}, {step.actor_name}"))
        made = Link(f"history:{self._action.id}", "All in History", "All changes of this action in History")
        made.followed.connect(self._follow)
        section.put(made)
        return section


class _Unmoved:
    """A change of date that is no approved move: it has no lateness."""

    def __init__(self, change: DateChange) -> None:
        self.change, self.past_old = change, 0


def _promise(plan: Plan, action: Action, day: date) -> Promise | None:
    first = lineage.first_due(plan, action)
    if first is None or action.due is None:
        return None
    request = pending(plan, action)
    return Promise(
        first=first.last_day,
        between=tuple(
            each.change.old_due.last_day
            for each in moves(plan, action)
            if each.change.old_due and each.change.old_due.last_day != first.last_day
        ),
        current=action.due.last_day,
        today=day,
        asked=request.new_due.last_day if request else None,
        late=days_late(action, day) if is_overdue(action, day) else 0,
    )


def _move_of(change: DateChange, past_old: int) -> Move:
    old = british.due_words(change.old_due) if change.old_due else "no date"
    new = british.due_words(change.new_due).replace("ongoing, review ", "review ")
    days = (change.new_due.last_day - change.old_due.last_day).days if change.old_due else 0
    if change.version_id:
        outcome = f"Reset, {british.short_day(change.decided_on or change.happened_on)}"
    elif change.state is RequestState.PENDING:
        asked = f"Asked by {change.asked_by}" if change.asked_by else "Asked"
        outcome = f"{asked}, {british.short_day(change.happened_on)}, to decide"
    else:
        by = f" by {change.decided_by}" if change.decided_by else ""
        day = british.short_day(change.decided_on or change.happened_on)
        outcome = f"{words.label(change.state)}{by}, {day}"
    shapes = {RequestState.PENDING: "pending", RequestState.APPROVED: "approved"}
    reasons = (change.reason, change.decision_note)
    return Move(
        dates=f"{_short(old, new)} → {new}",
        days=words.signed_days(days) if change.old_due else "",
        outcome=outcome,
        reason=" ".join(filter(None, reasons)),
        shape=shapes.get(change.state, "refused"),
        warning="after it had passed" if past_old else "",
    )


def _short(old: str, new: str) -> str:
    """The old date, without the year where the new one says it."""
    return old.replace("ongoing, review ", "review ").removesuffix(f" {new[-4:]}")


def _when(record: Part | Milestone) -> str:
    if record.done_on:
        return f"done {british.short_day(record.done_on)}"
    return f"due {british.due_words(record.due)}" if record.due else "no date"


def _recorded(update: Update) -> str:
    by = f"recorded by {update.recorded_by}" if update.recorded_by != update.whose else ""
    on = day_of(update.recorded_at)
    later = f"recorded {british.short_day(on)}" if on != update.happened_on else ""
    return f"{by} on {british.short_day(on)}" if by and later else by or later


def _signed(pence: int) -> str:
    return f"{'+' if pence > 0 else british.MINUS} {british.pounds(abs(pence))}"


def _own_words(column: OwnColumn, value: str) -> str:
    return british.short_day(date.fromisoformat(value)) if column.kind is OwnColumnKind.DATE else value


def _evidence_words(evidence: Evidence) -> str:
    decided = ""
    if evidence.decided_on:
        day = british.short_day(evidence.decided_on)
        decided = f"{words.label(evidence.state)} by {evidence.decided_by}, {day}"
    told = (words.label(evidence.kind), f"offered by {evidence.whose}", decided, evidence.decision_note)
    return "\n".join((evidence.title, evidence.link or evidence.file_name, *filter(None, told)))


def _amendment(amendment: Amendment) -> Entry:
    field = field_label(Action, amendment.field) if amendment.field != "finding_id" else "Answers"
    old, new = (value_words(amendment.field, each) or "nothing" for each in (amendment.old, amendment.new))
    return Entry(
        f"{words.label(amendment.kind)}: {field}",
        british.short_day(amendment.happened_on),
        f"“{old}” → “{new}”",
        icon_name="eraser",
        further=[("Why", amendment.reason), ("Agreed by", amendment.agreed_by)],
    )
