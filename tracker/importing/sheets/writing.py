"""The commands for one row: a new action with all that goes with it, or what the row changes of one."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from tracker.domain import british
from tracker.domain.commands import (
    AddAction,
    AddPart,
    AskForNewDate,
    ChangeAction,
    LinkFinding,
)
from tracker.domain.commands.keeping import LINES, clean
from tracker.domain.names import folded
from tracker.domain.record_words import field_label, value_words
from tracker.domain.records import (
    Action,
    ActionFinding,
    Finding,
    Part,
    PlanVersion,
    Post,
    Workstream,
)
from tracker.domain.rules.approval import is_approved
from tracker.domain.rules.lateness import pending
from tracker.domain.rules.states import is_finished, is_open
from tracker.domain.words import label, shown_ref
from tracker.importing.sheets.attached import add_evidence, add_money, set_own
from tracker.importing.sheets.comparing import Context, RowResult
from tracker.importing.sheets.gathering import Gathering
from tracker.importing.sheets.parties import named
from tracker.importing.sheets.reading import ReadAction
from tracker.importing.sheets.updates import Updates

_SHARE = "Contributes"
_APPROVED = ("title", "text", "outcome", "criteria", "owner_post_id")


def new(
    context: Context, row: ReadAction, finding_ids: tuple[str, ...], kept: Mapping[str, str]
) -> RowResult:
    """A row that the plan has nothing of."""
    writer = _Writer(context, row, None)
    writer.add(finding_ids)
    writer.hang_on(kept)
    return writer.result("")


def changed(
    context: Context,
    row: ReadAction,
    action: Action,
    finding_ids: tuple[str, ...],
    kept: Mapping[str, str],
) -> RowResult:
    """A row that tells of an action of the plan. Empty cells change nothing."""
    writer = _Writer(context, row, action)
    writer.change(finding_ids)
    writer.hang_on(kept)
    return writer.result(shown_ref(action))


class _Writer(Gathering):
    """Gathers the commands for one row."""

    def __init__(self, context: Context, row: ReadAction, action: Action | None) -> None:
        super().__init__(context, row, action)
        self.owner, self.others = self._people()

    # The action itself.

    def fields(self) -> dict[str, Any]:
        """The row's values by the fields of an action; those it does not tell are left out."""
        row, parties = self.row, self.context.parties
        told: dict[str, Any] = {
            "council_ref": row.ref,
            "title": row.title,
            "text": row.text,
            "outcome": row.outcome,
            "criteria": row.criteria,
            "workstream_id": parties.workstream(row.workstream) if row.workstream else None,
            "owner_post_id": parties.owner(self.owner) if self.owner else None,
            "start_on": row.start,
            "priority": row.priority,
            "monitored_at": row.monitored,
            "resources": row.resources,
        }
        cleaned = {
            name: clean(value, name in LINES) if type(value) is str and not name.endswith("_id") else value
            for name, value in told.items()
        }
        return {name: value for name, value in cleaned.items() if value not in (None, "")}

    def add(self, finding_ids: tuple[str, ...]) -> None:
        fields = self.fields()
        due = self.row.due
        self.commands.append(
            AddAction(id=self.id, **fields, due=due, finding_ids=finding_ids, in_plan_from=self._since())
        )
        for name, value in (fields | ({"due": due} if due else {})).items():
            self.say(field_label(Action, name), "", self._words(name, value))
        self._say_areas(finding_ids)

    def change(self, finding_ids: tuple[str, ...]) -> None:
        action = self._there
        told = self.fields()
        if folded(self.row.ref) == folded(action.ref):
            told.pop("council_ref", None)
        differing = {name: value for name, value in told.items() if getattr(action, name) != value}
        self.unplanned = action.draft and not {"title", "text"} & differing.keys()
        agreed = is_approved(self.plan, action)
        if agreed and any(getattr(action, name) for name in _APPROVED if name in differing):
            self.asks_reason = True
        due = self.row.due
        if due and due != action.due:
            if action.first_due:
                self._ask_for(due)
            else:
                differing["due"] = due
        if differing:
            said = {"reason": self.context.reason, "agreed_by": self.context.agreed_by}
            self.commands.append(ChangeAction(id=self.id, changes=differing, **said))
            for name, value in differing.items():
                self.say(
                    field_label(Action, name),
                    self._words(name, getattr(action, name)),
                    self._words(name, value),
                )
        self._link(finding_ids, agreed)

    def _ask_for(self, due: Any) -> None:
        """After approval a date moves only by being asked for and decided."""
        action = self._there
        shown = british.due_words(due)
        waiting = pending(self.plan, action)
        if not is_open(action):
            self.problem(f"The action is “{label(action.lifecycle)}”, so its date was not changed.", shown)
        elif waiting and waiting.new_due == due:
            self.notes.append(f"{shown} has been asked for already and waits for its decision.")
        elif waiting:
            self.problem("Another new date has been asked for and waits for its decision.", shown)
        else:
            reason = self.context.reason or f"Another date in {self.context.file}"
            self.commands.append(AskForNewDate(action_id=self.id, new_due=due, reason=reason))
            self.say("Ask for a new date", self._words("due", action.due), shown)

    def _link(self, finding_ids: tuple[str, ...], agreed: bool) -> None:
        there = {each.finding_id for each in self.plan.by(ActionFinding, "action_id", self.id)}
        missing = tuple(each for each in finding_ids if each not in there)
        self.asks_reason = self.asks_reason or bool(agreed and missing)
        said = {"reason": self.context.reason, "agreed_by": self.context.agreed_by}
        self.commands += [LinkFinding(action_id=self.id, finding_id=each, **said) for each in missing]
        self._say_areas(missing)

    def _say_areas(self, finding_ids: tuple[str, ...]) -> None:
        if finding_ids:
            refs = british.listed([self.plan.get(Finding, each).ref for each in finding_ids])
            self.say("Improvement areas answered", "", refs)

    # What hangs on it.

    def hang_on(self, kept: Mapping[str, str]) -> None:
        """Parts, updates and ratings, evidence, money, own columns."""
        parts = self._parts()
        Updates(self).write(parts)
        add_evidence(self)
        add_money(self)
        for heading, text in kept.items():
            set_own(self, heading, text)

    def _parts(self) -> list[str]:
        """The ids of the parts that are made for the others who are named."""
        held = {(each.organisation_id, each.post_id) for each in self.plan.by(Part, "action_id", self.id)}
        made = []
        for name in self.others:
            if self.action and is_finished(self.action):
                if folded(name) not in self.context.parties.known:
                    self.problem("The action is finished, so nobody was given a part of it.", name)
                continue
            organisation_id, post_id = self.context.parties.share(name)
            if (organisation_id, post_id) in held:
                continue
            held.add((organisation_id, post_id))
            made.append(str(uuid4()))
            self.commands.append(
                AddPart(
                    id=made[-1],
                    action_id=self.id,
                    organisation_id=organisation_id,
                    post_id=post_id,
                    text=_SHARE,
                )
            )
            self.say("Also responsible for a part", "", name)
        return made

    # Words.

    @property
    def _there(self) -> Action:
        assert self.action
        return self.action

    def _people(self) -> tuple[str, list[str]]:
        """The owner, and everybody else who is named."""
        known = self.context.parties.known
        owner, *names = named(self.row.owner, known) or ("",)
        names += [name for text in self.row.contributors for name in named(text, known)]
        others = {folded(name): name for name in names if folded(name) != folded(owner)}
        return owner, list(others.values())

    def _words(self, name: str, value: Any) -> str:
        match name:
            case "workstream_id":
                stream = self.plan.find(Workstream, value)
                return stream.title if stream else self.row.workstream if value else ""
            case "owner_post_id":
                post = self.plan.find(Post, value)
                return post.title if post else self.owner if value else ""
            case _:
                return value_words(name, value)

    def _since(self) -> date | None:
        """The first day the row tells of, so that earlier positions show the action; None for today.

        Not where a version has been approved: the action would seem to have been in it.
        """
        if self.plan.all(PlanVersion):
            return None
        days = [each.said_on for each in self.row.progress if each.said_on]
        days += [day for day in (self.row.start, self.row.completed) if day and day <= self.settings.today]
        return min(days, default=None)
