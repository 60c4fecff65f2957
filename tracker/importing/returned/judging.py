"""What an answer comes to in the plan as it is now: what stands against it, what conflicts, which changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain import british
from tracker.domain.codes import EvidenceKind
from tracker.domain.commands.actions import ChangeAction
from tracker.domain.commands.base import Command
from tracker.domain.commands.dates import AskForNewDate
from tracker.domain.commands.evidence import AddEvidence
from tracker.domain.commands.keeping import LONGEST_LINE
from tracker.domain.commands.pieces import ChangePart, PartDone
from tracker.domain.commands.updates import AddUpdate, CompleteAction
from tracker.domain.due import DueDate
from tracker.domain.names import folded
from tracker.domain.records import Action, ActionEvidence, DateChange, Evidence, Part, Update
from tracker.domain.rules import lifecycle
from tracker.domain.rules.lateness import pending
from tracker.domain.rules.owners import same_name
from tracker.domain.rules.returns import NO_CHANGE, Answer, Item
from tracker.domain.rules.states import is_open
from tracker.domain.words import label, shown_ref
from tracker.importing.returned.given import Given
from tracker.importing.returned.since import Hand, Since

_LINK = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that the sheet answers and that the plan has changed since: what it was then, what the sheet
    says, what the plan says now, and who changed it when."""

    what: str
    then: str
    theirs: str
    now: str
    hand: Hand | None

    @property
    def words(self) -> str:
        """“Rating: the sheet says Off track; the plan says On track since 12 Nov 2026 (Tam Overbeck)”."""
        by = f" since {british.short_day(self.hand.on)} ({self.hand.who})" if self.hand else ""
        return (
            f"{self.what}: the sheet says {self.theirs}; the plan says {self.now}{by}, and said {self.then}."
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be said of an answer. With `problems` it cannot be recorded."""

    problems: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()
    recorded_already: bool = False


def judged(since: Since, item: Item, given: Given, on: date) -> Judgement:
    """What is to be said of an answer on that action or part; `on` is the day it is of."""
    if _is_recorded(since, item, given):
        return Judgement(recorded_already=True)
    problems = (*given.misread.values(), *_problems(since, item, given, on))
    return Judgement(
        problems,
        tuple(_conflicts(since, item, given)),
        tuple(_notes(since, item, given)),
    )


def changes_of(item: Item, given: Given, on: date) -> Iterator[Command]:
    """The changes that record an answer, in their order; to be made for the person who gave it."""
    if item.part:
        yield from _of_part(item.action, item.part, given, on)
    else:
        yield from _of_action(item.action, given, on)
    if given.evidence:
        link = given.evidence if given.evidence.startswith(_LINK) and " " not in given.evidence else ""
        yield AddEvidence(
            action_ids=(item.action.id,),
            evidence_kind=EvidenceKind.DELIVERY,
            title=given.evidence,
            link=link,
            happened_on=on,
        )


def _of_action(action: Action, given: Given, on: date) -> Iterator[Command]:
    completed = given.done_on is not None
    update = AddUpdate(
        action_id=action.id,
        text="" if completed else _words(given),
        delivery=None if completed else given.delivery,
        delivery_reason="" if completed else given.delivery_reason,
        barrier=given.barrier,
        ask=given.ask,
        happened_on=on,
    )
    if any((update.text, update.delivery, update.barrier, update.ask)):
        yield update
    if completed:
        yield CompleteAction(action_id=action.id, text=given.text, happened_on=given.done_on)
    elif given.new_due and given.new_due != action.due:
        if action.first_due:
            yield AskForNewDate(
                action_id=action.id,
                new_due=given.new_due,
                reason=given.new_due_reason,
                happened_on=on,
            )
        else:
            yield ChangeAction(id=action.id, changes={"due": given.new_due})


def _of_part(action: Action, part: Part, given: Given, on: date) -> Iterator[Command]:
    update = AddUpdate(
        action_id=action.id,
        part_id=part.id,
        text=_words_on_part(given),
        barrier=given.barrier,
        ask=given.ask,
        happened_on=on,
    )
    if any((update.text, update.barrier, update.ask)):
        yield update
    if given.new_due:
        yield ChangePart(id=part.id, changes={"due": given.new_due})
    if given.done_on:
        yield PartDone(part_id=part.id, done_on=given.done_on)


def _words(given: Given) -> str:
    """What changed; “No change” where that is all that was answered."""
    return given.text or ("" if given.says_something or not given.no_change else NO_CHANGE)


def _words_on_part(given: Given) -> str:
    """The same with the reason for a new date, which is asked for the whole action alone."""
    return "\n".join(filter(None, (_words(given), given.new_due_reason)))


def _due(item: Item) -> DueDate | None:
    return item.part.due if item.part else item.action.due


def _problems(since: Since, item: Item, given: Given, on: date) -> Iterator[str]:
    action, plan = item.action, since.now
    if not given.whose:
        yield f"Nobody is named under “{Answer.WHOSE}”."
    if given.no_change and given.delivery not in (None, action.delivery):
        yield f"It says “{NO_CHANGE}” and gives another rating."
    if given.delivery and not given.done_on:
        yield from _rating_problems(item, given)
    if given.new_due and given.done_on:
        yield "It asks for a new date and gives the day it was done."
    elif given.new_due and given.new_due != _due(item):
        yield from _new_date_problems(since, item, given)
    if given.done_on and given.done_on > on:
        yield f"{british.short_day(given.done_on)} is still to come: give the day it was done."
    elif given.done_on and item.part and item.part.done_on:
        yield f"{item.code} is done already, on {british.short_day(item.part.done_on)}."
    elif given.done_on and not item.part:
        refused = lifecycle.why_not_complete(plan, action, given.done_on, on)
        yield from (refused,) if refused else ()
    if len(given.evidence) > LONGEST_LINE:
        yield f"“{Answer.EVIDENCE}” is longer than {LONGEST_LINE} characters: say where it is kept."


def _rating_problems(item: Item, given: Given) -> Iterator[str]:
    assert given.delivery
    if item.part:
        yield "A part is not rated; the action is, by its owner."
    elif item.action.draft:
        yield f"{shown_ref(item.action)} has no wording of its own yet, so it cannot be rated."
    elif refused := lifecycle.why_not_rate(item.action, given.delivery, given.delivery_reason):
        needed = f" Say so under “{Answer.BARRIER}” or “{Answer.TEXT}”." if is_open(item.action) else ""
        yield refused + needed


def _new_date_problems(since: Since, item: Item, given: Given) -> Iterator[str]:
    waiting = pending(since.now, item.action)
    if not given.new_due_reason:
        yield f"A new date needs its reason under “{Answer.NEW_DUE_REASON}”."
    if not is_open(item.action):
        yield f"{shown_ref(item.action)} is “{label(item.action.lifecycle)}”, so it needs no new date."
    elif waiting and not item.part:
        yield (
            f"A new date was asked for already on {british.short_day(waiting.happened_on)}, by "
            f"{waiting.asked_by}: {british.due_words(waiting.new_due)}."
        )


def _conflicts(since: Since, item: Item, given: Given) -> Iterator[Conflict]:
    then, now = since.then.find(Action, item.action.id), item.action
    if then is None:
        return
    asked = (
        (Answer.RATING.value, "delivery", _shown(given.delivery) if given.delivery else ""),
        ("Due date", "due", _shown(given.new_due) if given.new_due else ""),
        ("Lifecycle", "lifecycle", f"done on {british.short_day(given.done_on)}" if given.done_on else ""),
    )
    for what, name, theirs in asked:
        before, after = getattr(then, name), getattr(now, name)
        if theirs and before != after and theirs != _shown(after) and not item.part:
            yield Conflict(what, _shown(before), theirs, _shown(after), since.hand(now.id, name))


def _shown(value: DueDate | StrEnum | None) -> str:
    if value is None:
        return "nothing"
    return british.due_words(value) if isinstance(value, DueDate) else label(value)


def _notes(since: Since, item: Item, given: Given) -> Iterator[str]:
    then, now = since.then.find(Action, item.action.id), item.action
    if then and then.owner_post_id != now.owner_post_id:
        hand = since.hand(now.id, "owner_post_id")
        by = f", by {hand.who} on {british.short_day(hand.on)}" if hand else ""
        yield f"{shown_ref(now)} has another owner since the sheet was made{by}."
    if then and then.lifecycle != now.lifecycle and not given.done_on:
        yield f"{shown_ref(now)} is “{label(now.lifecycle)}” now and was “{label(then.lifecycle)}” then."
    for update in _updates_since(since, item):
        if not _is_it(update, given):
            said = (
                update.text or update.barrier or (update.delivery and label(update.delivery)) or "an update"
            )
            yield f"Since then {update.whose} said on {british.short_day(update.happened_on)}: {said}"
    if given.done_on and given.delivery:
        yield "The rating is left out: what is done has none."
    if given.new_due and given.new_due == _due(item):
        yield f"The new date is the date it has: {british.due_words(given.new_due)}."


def _updates_since(since: Since, item: Item) -> list[Update]:
    """Updates on the action or part that were recorded after the sheet was made."""
    then = {each.id for each in since.then.by(Update, "action_id", item.action.id)}
    part_id = item.part.id if item.part else None
    updates = since.now.by(Update, "action_id", item.action.id)
    return [each for each in updates if each.id not in then and each.part_id == part_id]


def _is_recorded(since: Since, item: Item, given: Given) -> bool:
    """Whether all that the answer says has been recorded since the sheet was made."""
    plan, action, found = since.now, item.action, []
    if given.says_words:
        found.append(any(_is_it(update, given) for update in _updates_since(since, item)))
    if given.evidence:
        ties = plan.by(ActionEvidence, "action_id", action.id)
        offered = [each for tie in ties if (each := plan.find(Evidence, tie.evidence_id))]
        mine = [each for each in offered if same_name(each.whose, given.whose)]
        found.append(any(folded(each.title) == folded(given.evidence) for each in mine))
    if given.new_due:
        changes = () if item.part else plan.by(DateChange, "action_id", action.id)
        found.append(given.new_due in (_due(item), *(each.new_due for each in changes)))
    if given.done_on:
        found.append(given.done_on == (item.part.done_on if item.part else action.completed_on))
    return bool(found) and all(found)


def _is_it(update: Update, given: Given) -> bool:
    """Whether an update is this answer, recorded before."""
    if update.part_id:
        said = (_words_on_part(given), given.barrier, given.ask)
    elif given.done_on:
        said = (given.text, "", "")
    else:
        said = (_words(given), given.barrier, given.ask)
    return same_name(update.whose, given.whose) and all(
        folded(one) == folded(other)
        for one, other in zip((update.text, update.barrier, update.ask), said, strict=True)
    )
