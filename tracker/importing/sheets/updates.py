"""What a row says of how an action goes: dated updates, ratings, where it stands in its life."""

from dataclasses import replace
from datetime import date
from typing import Any

from tracker.domain import british
from tracker.domain.codes import Delivery, Impact, Lifecycle
from tracker.domain.commands import AddUpdate, CompleteAction, PartDone, StartAction
from tracker.domain.commands.keeping import clean
from tracker.domain.names import folded
from tracker.domain.record_words import field_label
from tracker.domain.records import Action, Part, Update
from tracker.domain.rules.lifecycle import WORKED_ON
from tracker.domain.rules.states import is_finished, is_open
from tracker.domain.words import label
from tracker.importing.sheets.gathering import Gathering, opening
from tracker.importing.sheets.progress import Entry
from tracker.importing.sheets.ratings import Meaning


class Updates:
    """Adds to what is gathered for a row the updates that the plan does not hold yet."""

    def __init__(self, to: Gathering) -> None:
        self._to = to

    def write(self, parts: list[str]) -> None:
        """Updates in the order of their days, then the rating, then completion, with these new parts."""
        meaning, unmeant = self._meaning()
        completed = self._completed_on(meaning)
        dated, undated = self._new_entries(unmeant)
        starts = completed is None and self._starts(meaning, bool(dated))
        for number, entry in enumerate(dated):
            self._update(entry.text, entry.said_on, start=starts and not number)
        rating = self._rating(meaning) if completed is None else {}
        rating |= self._impact(meaning)
        if starts and not dated:
            if undated or rating:
                rating["start"] = True
            else:
                self._start()
        for number, words in enumerate(undated or ([""] if rating else [])):
            self._update(words, self._to.settings.said_on, **({} if number else rating))
        if completed:
            self._to.commands += [PartDone(part_id=each, done_on=completed) for each in parts]
            self._to.commands.append(CompleteAction(action_id=self._to.id, happened_on=completed))
            self._to.say(field_label(Action, "lifecycle"), self._to.state, label(Lifecycle.COMPLETE))

    def _update(self, text: str, on: date | None, **said: Any) -> None:
        self._to.commands.append(AddUpdate(action_id=self._to.id, text=text, happened_on=on, **said))
        if text:
            day = british.short_day(on or self._to.settings.said_on)
            self._to.say("Update", "", f"{day}: {opening(text)}")
        if said.get("start"):
            self._say_started()

    def _start(self) -> None:
        self._to.commands.append(StartAction(action_id=self._to.id, happened_on=self._to.settings.said_on))
        self._say_started()

    def _say_started(self) -> None:
        self._to.say(field_label(Action, "lifecycle"), self._to.state, label(Lifecycle.IN_PROGRESS))

    def _new_entries(self, unmeant: list[str]) -> tuple[list[Entry], list[str]]:
        """The updates that the plan does not hold yet: those with a day, in order, and the others' words."""
        held = [each.text for each in self._to.plan.by(Update, "action_id", self._to.id)]
        known = {folded(text) for text in held}
        dated: list[Entry] = []
        undated: list[str] = []
        for entry in (*self._to.row.progress, *(Entry(words) for words in unmeant)):
            text = clean(entry.text)
            if entry.said_on is None:
                text = _without_known(text, held)
            if not text or folded(text) in known:
                continue
            known.add(folded(text))
            if entry.said_on:
                dated.append(replace(entry, text=text))
            else:
                undated.append(text)
        return sorted(dated, key=lambda each: each.said_on or date.min), undated

    def _meaning(self) -> tuple[Meaning, list[str]]:
        """What the states come to: the first that says something on an axis; and those kept as words."""
        found = Meaning()
        words = []
        for state in self._to.row.states:
            each = self._to.context.meanings.get((state.target, folded(state.value)), Meaning())
            if each == Meaning():
                words.append(f"State in the tracker: {state.value}")
            found = Meaning(
                lifecycle=Lifecycle.COMPLETE
                if Lifecycle.COMPLETE in (found.lifecycle, each.lifecycle)
                else found.lifecycle or each.lifecycle,
                delivery=found.delivery or each.delivery,
                impact=found.impact or each.impact,
            )
        return found, words

    def _completed_on(self, meaning: Meaning) -> date | None:
        """The day on which the row says the action was completed; None where it does not, or cannot be."""
        day = self._to.row.completed
        if meaning.lifecycle is not Lifecycle.COMPLETE:
            if day and meaning.lifecycle:
                self._to.problem(f"It has a day of completion and is “{label(meaning.lifecycle)}”.")
            if not day or meaning.lifecycle:
                return None
        if self._to.unplanned:
            self._to.problem("It has no wording of its own yet, so it was not completed.")
            return None
        if self._to.action and self._to.action.lifecycle not in WORKED_ON:
            if not is_finished(self._to.action):
                self._to.problem(f"The action is “{self._to.state}” and was not completed.")
            return None
        if day is None:
            day = self._to.settings.said_on
            self._to.notes.append(f"No day of completion is given: {british.short_day(day)} is taken.")
        return day if self._may_complete(day) else None

    def _may_complete(self, day: date) -> bool:
        undone = [each for each in self._to.plan.by(Part, "action_id", self._to.id) if each.done_on is None]
        turns = [
            each.happened_on
            for each in self._to.plan.by(Update, "action_id", self._to.id)
            if each.lifecycle is not None
        ]
        if undone:
            self._to.problem("Its parts are not all done in the plan, so it was not completed.")
        elif day < max(turns, default=day):
            self._to.problem(f"It has been “{self._to.state}” since a later day, so it was not completed.")
        else:
            return True
        return False

    def _starts(self, meaning: Meaning, is_told_of: bool) -> bool:
        """Whether the row says that work has begun; updates with days say so too, where no state does."""
        if self._to.unplanned or (self._to.action and self._to.action.lifecycle is not Lifecycle.NOT_STARTED):
            return False
        return meaning.lifecycle is Lifecycle.IN_PROGRESS or (meaning.lifecycle is None and is_told_of)

    def _rating(self, meaning: Meaning) -> dict[str, Any]:
        delivery = meaning.delivery
        if delivery is None or (self._to.action and self._to.action.delivery is delivery):
            return {}
        if self._to.unplanned:
            self._to.notes.append(f"It has no wording of its own yet, so “{label(delivery)}” was not taken.")
            return {}
        if self._to.action and not is_open(self._to.action):
            self._to.notes.append(f"The tracker says “{label(delivery)}”; the action is “{self._to.state}”.")
            return {}
        before = self._to.action.delivery if self._to.action else None
        self._to.say(field_label(Action, "delivery"), label(before) if before else "", label(delivery))
        shown = british.listed([f"“{each.value}”" for each in self._to.row.states])
        reason = "" if delivery is Delivery.ON_TRACK else f"{shown} in {self._to.context.file}"
        return {"delivery": delivery, "delivery_reason": reason}

    def _impact(self, meaning: Meaning) -> dict[str, Impact]:
        if meaning.impact is None or (self._to.action and self._to.action.impact is meaning.impact):
            return {}
        before = self._to.action.impact if self._to.action else None
        self._to.say(field_label(Action, "impact"), label(before) if before else "", label(meaning.impact))
        return {"impact": meaning.impact}


def _without_known(text: str, held: list[str]) -> str:
    """What a cell that goes on growing, at its end or its beginning, says more than updates of the plan."""
    for known in sorted(filter(None, held), key=len, reverse=True):
        rest = text.removeprefix(known)
        if rest != text and _apart(known, rest):
            text = rest.strip()
        rest = text.removesuffix(known)
        if rest != text and _apart(rest.rstrip(" "), known):
            text = rest.strip()
    return text


def _apart(before: str, after: str) -> bool:
    """Whether two texts are whole sentences or lines of their own, and not one that was cut."""
    return not before or not after or before[-1] in ".!?;\n" or after[0] == "\n"
