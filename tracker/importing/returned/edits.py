"""The edits of an export that came back, each with what it asks of the plan, and the changes they come to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, Self

from tracker.domain import british, words
from tracker.domain.codes import Audience, Delivery, Impact, Lifecycle, OwnColumnKind, Priority
from tracker.domain.commands.actions import AddAction, ChangeAction, LinkFinding, UnlinkFinding
from tracker.domain.commands.base import Command
from tracker.domain.commands.dates import AskForNewDate
from tracker.domain.commands.measures import ChangeMeasure
from tracker.domain.commands.money import ChangeBudgetLine
from tracker.domain.commands.settings import SetOwnValue, TagAction, UntagAction, fits
from tracker.domain.commands.sources import AnnotateFinding
from tracker.domain.commands.updates import AddUpdate, CompleteAction, StartAction
from tracker.domain.errors import TrackerError
from tracker.domain.names import folded
from tracker.domain.plan import FullPlan
from tracker.domain.records import (
    Action,
    ActionFinding,
    ActionTag,
    Finding,
    Organisation,
    OwnColumn,
    PlanVersion,
    Post,
    Tag,
    Workstream,
)
from tracker.domain.rules import lifecycle
from tracker.domain.rules.lateness import pending
from tracker.importing.returned.same import read_due
from tracker.importing.returned.since import Hand, Since

_APPROVED_WORDS = {"title", "text", "outcome", "criteria", "owner_post_id"}
_ELSEWHERE = {
    "Updates": "An update is never changed: an entry error in it is corrected in the plan.",
    "New dates": "A request for a new date is decided or corrected in the plan.",
    "Improvement areas": "The wording of an area stays as it was printed. Write a note beside it instead.",
    "Budget": "This is changed in the plan itself, where its decision is recorded.",
    "Measures": "A measure is changed in the plan itself.",
    "Figures": "A figure is added or corrected in the plan itself.",
}
_FREE = {
    *(("Improvement areas", "annotation"), ("Budget", "cost_centre"), ("Budget", "funder")),
    *(("Measures", "council_ref"), ("Measures", "source"), ("Measures", "comparators")),
}
"""Texts outside the actions that may come back changed."""
_WORKED_OUT = "The program works this out, or it is recorded with something else."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an edit asks of the plan: the `value`, or in a sentence `why_not`. An agreed date `asks_reason`;
    approved wording asks who agreed as well."""

    value: Any = field(default=None, hash=False)
    why_not: str = ""
    asks_reason: bool = False
    asks_agreement: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that somebody changed: what it said when the sheet was made, what it says, and what the plan
    says now; who changed the plan since, and when. `chosen` as a person decided, None to go by the rules."""

    sheet: str
    record_id: str
    called: str
    key: str
    title: str
    place: str
    then: str
    theirs: str
    now: str
    hand: Hand | None
    wanted: Wanted
    chosen: bool | None = None

    @property
    def is_conflict(self) -> bool:
        """Whether the plan has changed there too."""
        return self.then != self.now

    @property
    def conflict_words(self) -> str:
        """Both values, who and when."""
        by = f" since {british.short_day(self.hand.on)} ({self.hand.who})" if self.hand else ""
        return f"The plan says “{self.now or 'nothing'}”{by}; it said “{self.then or 'nothing'}”."

    @property
    def words(self) -> str:
        """“A12 Due date: “31 Mar 2027” → “30 Apr 2027””."""
        return f"{self.called} {self.title}: “{self.now or 'nothing'}” → “{self.theirs or 'nothing'}”"


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that somebody added, its texts by the keys of the columns; `why_not` says why it is left, and
    `left` names the cells that a new action does not begin with."""

    place: str
    texts: Mapping[str, str] = field(hash=False)
    why_not: str = ""
    left: tuple[str, ...] = ()

    @classmethod
    def of(cls, plan: FullPlan, sheet: str, place: str, cells: Sequence[tuple[str, str, str]]) -> Self:
        """A row as it stands: key, title and text of each filled cell. Only actions are added so."""
        texts = {key: text for key, _, text in cells}
        left = tuple(title for key, title, _ in cells if key not in _OF_NEW)
        return cls(place, texts, _why_no_row(plan, sheet, texts), left)


def wanted(since: Since, sheet: str, record_id: str, key: str, text: str) -> Wanted:
    """What another text in the column with that key asks of a record."""
    if sheet == "Actions":
        return _of_action(since, since.now.get(Action, record_id), key, text)
    if (sheet, key) in _FREE:
        return Wanted(text)
    return Wanted(why_not=_ELSEWHERE[sheet])


def commands_of(plan: FullPlan, edits: Iterable[Edit], reason: str, agreed_by: str) -> Iterator[Command]:
    """The changes that edits come to, record by record."""
    for (sheet, record_id), group in groupby(edits, key=lambda edit: (edit.sheet, edit.record_id)):
        values = {edit.key: edit.wanted.value for edit in group}
        if sheet == "Actions":
            yield from _action_commands(plan, plan.get(Action, record_id), values, reason, agreed_by)
        elif sheet == "Budget":
            yield ChangeBudgetLine(id=record_id, changes=values)
        elif sheet == "Measures":
            yield ChangeMeasure(id=record_id, changes=values)
        else:
            yield AnnotateFinding(id=record_id, changes=values)


def new_row_command(plan: FullPlan, row: NewRow) -> AddAction:
    """The action that a new row adds."""
    readers = {key: _READERS[key] for key in row.texts.keys() & _READERS.keys() & _OF_NEW}
    return AddAction(**{key: read(plan, row.texts[key]) for key, read in readers.items()})


# What a text in a column means.


def _text(plan: FullPlan, text: str) -> str:
    return text


def _day(plan: FullPlan, text: str) -> date | None:
    return read_due(text).last_day if text else None


def _code(codes: Any) -> Callable[[FullPlan, str], Any]:
    def read(plan: FullPlan, text: str) -> Any:
        if not text:
            return None
        for each in codes:
            if folded(words.label(each)) == folded(text):
                return each
        known = british.listed([f"“{words.label(each)}”" for each in codes])
        raise TrackerError(f"“{text}” is not one of {known}.")

    return read


def _workstream(plan: FullPlan, text: str) -> str | None:
    return _named(text, "workstream", {each.title: each.id for each in plan.all(Workstream)})


def _owner(plan: FullPlan, text: str) -> str | None:
    names: dict[str, str] = {}
    for post in plan.all(Post):
        organisation = plan.find(Organisation, post.organisation_id)
        names.setdefault(post.title, post.id)
        if organisation:
            names[f"{post.title}, {organisation.name}"] = post.id
    return _named(text, "post", names)


def _named(text: str, what: str, ids: Mapping[str, str]) -> str | None:
    if not text:
        return None
    for name, record_id in ids.items():
        if folded(name) == folded(text):
            return record_id
    raise TrackerError(f"The plan has no {what} called “{text}”. Add it in the plan first.")


def _findings(plan: FullPlan, text: str) -> tuple[str, ...]:
    refs = {each.ref: each.id for each in plan.all(Finding) if not each.left_out_on}
    asked = [each.strip() for each in text.replace(";", ",").split(",") if each.strip()]
    unknown = [each for each in asked if each not in refs]
    if unknown:
        raise TrackerError(f"There is no improvement area {british.listed(unknown)} to answer.")
    return tuple(refs[each] for each in asked)


def _tags(plan: FullPlan, text: str) -> tuple[str, ...]:
    tags = {each.name: each.id for each in plan.all(Tag)}
    named = (_named(each.strip(), "tag", tags) for each in text.split(","))
    return tuple(each for each in named if each)


_READERS: Mapping[str, Callable[[FullPlan, str], Any]] = {
    **dict.fromkeys(("council_ref", "text", "outcome", "criteria", "monitored_at", "resources"), _text),
    **{"title": _text, "words": _text, "tags": _tags, "finding_ids": _findings, "start_on": _day},
    **{"workstream_id": _workstream, "owner_post_id": _owner, "priority": _code(Priority)},
    **{"due": lambda plan, text: read_due(text) if text else None, "audience": _code(Audience)},
    **{"lifecycle": _code(Lifecycle), "delivery": _code(Delivery), "impact": _code(Impact)},
}
_BY_UPDATE = {"words", "delivery", "impact", "lifecycle"}
_BY_LINKS = {"tags", "finding_ids"}
_OF_NEW = _READERS.keys() - _BY_UPDATE - {"tags", "audience"}


def _of_action(since: Since, action: Action, key: str, text: str) -> Wanted:
    plan = since.now
    try:
        if key.startswith("own "):
            return Wanted(_own_value(plan.get(OwnColumn, key.removeprefix("own ")), text))
        if key not in _READERS:
            return Wanted(why_not=_WORKED_OUT)
        value = _READERS[key](plan, text)
    except TrackerError as refusal:
        return Wanted(why_not=str(refusal))
    if why_not := _why_not(since, action, key, value):
        return Wanted(why_not=why_not)
    approved = bool(plan.all(PlanVersion)) and not action.draft
    agreed = approved and (key == "finding_ids" or (key in _APPROVED_WORDS and bool(getattr(action, key))))
    off_track = key == "delivery" and value is not Delivery.ON_TRACK
    restricted = key == "audience" and value is Audience.RESTRICTED
    moved = key == "due" and action.first_due is not None
    return Wanted(value, asks_reason=agreed or off_track or restricted or moved, asks_agreement=agreed)


def _why_not(since: Since, action: Action, key: str, value: Any) -> str | None:
    """Why the plan would refuse it."""
    match key:
        case "title" if not value:
            return "An action needs its title."
        case "audience" if value is None:
            return "An action is for one audience or the other."
        case "words" if not value:
            return "What was said before stays in the plan."
        case "due" if action.first_due and value is None:
            return "An agreed date is not taken away."
        case "due" if action.first_due and (waiting := pending(since.now, action)):
            asked = british.short_day(waiting.happened_on)
            return f"{british.due_words(waiting.new_due)} was asked for on {asked} and is not decided yet."
        case "delivery" | "impact" if value is None:
            return "A rating once given is replaced by another, not taken away."
        case "delivery" if action.draft:
            return "It has no wording of its own yet, so it cannot be rated."
        case "delivery":
            return lifecycle.why_not_rate(action, value, "given with the change")
        case "lifecycle" if value is Lifecycle.IN_PROGRESS:
            return lifecycle.why_not_start(since.now, action, since.today, since.today)
        case "lifecycle" if value is Lifecycle.COMPLETE:
            return lifecycle.why_not_complete(since.now, action, since.today, since.today)
        case "lifecycle":
            return "This step is recorded in the plan itself, with its decision, evidence or check."
        case _:
            return None


def _own_value(column: OwnColumn, text: str) -> str:
    value = read_due(text).last_day.isoformat() if text and column.kind is OwnColumnKind.DATE else text
    if value and not fits(column, value):
        raise TrackerError(f"“{text}” does not fit the column “{column.name}”.")
    return value


def _why_no_row(plan: FullPlan, sheet: str, texts: Mapping[str, str]) -> str:
    if sheet != "Actions":
        return f"A new row in “{sheet}” is not taken in: add it in the plan itself."
    if texts.get("ref"):
        return f"The plan had no “{texts['ref']}” when the sheet was made. Leave it empty in a new row."
    if not texts.get("title"):
        return "A new action needs a title."
    for action in plan.all(Action):
        if folded(action.title) == folded(texts["title"]):
            return f"The plan has an action of that title: {words.shown_ref(action)}."
    try:
        for key in texts.keys() & _OF_NEW:
            _READERS[key](plan, texts[key])
    except TrackerError as refusal:
        return str(refusal)
    return ""


# The changes they come to.


def _action_commands(
    plan: FullPlan, action: Action, values: Mapping[str, Any], reason: str, agreed_by: str
) -> Iterator[Command]:
    moves_promise = "due" in values and action.first_due is not None
    direct = values.keys() - _BY_UPDATE - _BY_LINKS - ({"due"} if moves_promise else set())
    changes = {key: values[key] for key in sorted(direct) if not key.startswith("own ")}
    if changes.get("audience") is Audience.RESTRICTED:
        changes["audience_reason"] = reason
    if changes:
        yield ChangeAction(id=action.id, changes=changes, reason=reason, agreed_by=agreed_by)
    if moves_promise:
        yield AskForNewDate(action_id=action.id, new_due=values["due"], reason=reason)
    yield from _update(action, values, reason)
    yield from _links(plan, action, values, reason, agreed_by)
    for key in values:
        if key.startswith("own "):
            column_id = key.removeprefix("own ")
            yield SetOwnValue(action_id=action.id, column_id=column_id, value=values[key])


def _update(action: Action, values: Mapping[str, Any], reason: str) -> Iterator[Command]:
    delivery = values.get("delivery")
    if values.keys() & {"words", "delivery", "impact"}:
        yield AddUpdate(
            action_id=action.id,
            text=values.get("words", ""),
            delivery=delivery,
            delivery_reason=reason if delivery not in (None, Delivery.ON_TRACK) else "",
            impact=values.get("impact"),
        )
    match values.get("lifecycle"):
        case Lifecycle.IN_PROGRESS:
            yield StartAction(action_id=action.id)
        case Lifecycle.COMPLETE:
            yield CompleteAction(action_id=action.id)


def _links(
    plan: FullPlan, action: Action, values: Mapping[str, Any], reason: str, agreed_by: str
) -> Iterator[Command]:
    if "finding_ids" in values:
        answered = {tie.finding_id for tie in plan.by(ActionFinding, "action_id", action.id)}
        agreed = {"action_id": action.id, "reason": reason, "agreed_by": agreed_by}
        asked = dict.fromkeys(values["finding_ids"])
        yield from (LinkFinding(finding_id=each, **agreed) for each in asked if each not in answered)
        yield from (UnlinkFinding(finding_id=each, **agreed) for each in sorted(answered - asked.keys()))
    if "tags" in values:
        has = {tie.tag_id for tie in plan.by(ActionTag, "action_id", action.id)}
        wants = dict.fromkeys(values["tags"])
        yield from (TagAction(action_id=action.id, tag_id=each) for each in wants if each not in has)
        yield from (UntagAction(action_id=action.id, tag_id=each) for each in sorted(has - wants.keys()))
