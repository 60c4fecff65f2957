"""An e-mail on its way to be an update: on which action, whose, and of which day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from tracker.domain import british
from tracker.domain.commands.keeping import LONGEST_TEXT
from tracker.domain.commands.together import RecordedFor, Together
from tracker.domain.errors import TrackerError
from tracker.domain.plan import FullPlan
from tracker.domain.records import Action, Update
from tracker.domain.rules.owners import same_name
from tracker.domain.rules.returns import Item, item_called
from tracker.importing.returned.given import Given
from tracker.importing.returned.judging import changes_of
from tracker.importing.returned.mail import Mail

_REFERENCE = re.compile(r"\bA[0-9]+[a-z]*(?:,? part [0-9]+)?\b")


@dataclass(frozen=True, slots=True)
class MailAnswer:
    """A value: each choice makes another.

    `guesses` are the actions and parts that the message names, those in its subject first; with exactly one
    it is the `item`.
    """

    mail: Mail
    plan: FullPlan = field(compare=False, repr=False)
    today: date
    guesses: tuple[Item, ...]
    item: Item | None
    whose: str
    on: date
    text: str

    @classmethod
    def of(cls, mail: Mail, plan: FullPlan, today: date) -> Self:
        """The message as it came. A day that is missing or still to come is today."""
        guesses = tuple(dict.fromkeys((*_named(plan, mail.subject), *_named(plan, mail.text))))
        on = mail.sent_on if mail.sent_on and mail.sent_on <= today else today
        item = guesses[0] if len(guesses) == 1 else None
        return cls(mail, plan, today, guesses, item, mail.sender, on, mail.text)

    def about(self, item: Item) -> Self:
        """As an answer on that action or part."""
        return replace(self, item=item)

    def saying(self, text: str) -> Self:
        """With other words, such as a part of the message."""
        return replace(self, text=text.strip())

    def by(self, whose: str, on: date) -> Self:
        """As somebody's, of a day."""
        return replace(self, whose=whose.strip(), on=on)

    @property
    def why_not(self) -> str:
        """What is missing, in a sentence; "" where it can be recorded."""
        if self.item is None:
            named = (
                f" It names {british.listed([each.code for each in self.guesses])}." if self.guesses else ""
            )
            return f"Say which action the message is about.{named}"
        if not self.whose:
            return "Say whose words they are."
        if not self.text or len(self.text) > LONGEST_TEXT:
            return f"An update has some words, {LONGEST_TEXT:,} characters at most."
        if self.on > self.today:
            return f"{british.short_day(self.on)} is still to come: give the day on which it was written."
        if self._is_recorded():
            return f"These words of {self.whose} are recorded on {self.item.code} already."
        return ""

    def command(self) -> Together:
        """The update, recorded for who wrote it. Raises TrackerError where `why_not` says why."""
        if self.item is None or self.why_not:
            raise TrackerError(f"{self.why_not} Nothing was changed.")
        given = Given(text=self.text, whose=self.whose)
        commands = tuple(RecordedFor(self.whose, each) for each in changes_of(self.item, given, self.on))
        return Together(label="record an answer by e-mail", commands=commands)

    def _is_recorded(self) -> bool:
        assert self.item
        return any(
            same_name(each.whose, self.whose) and each.text == self.text
            for each in self.plan.by(Update, "action_id", self.item.action.id)
        )


def _named(plan: FullPlan, text: str) -> Iterator[Item]:
    """The actions and parts whose reference, or own reference, stands in a text, as they come in it."""
    found = [
        (each.start(), item) for each in _REFERENCE.finditer(text) if (item := item_called(plan, each[0]))
    ]
    folded = text.casefold()
    for action in plan.all(Action):
        own = action.council_ref
        # As a number alone it would stand in every other message.
        if own and not own.isdecimal() and own.casefold() in folded:
            alone = re.compile(rf"(?<![\w.]){re.escape(own)}(?!\w|\.\w)", re.IGNORECASE)
            found += [(each.start(), Item(action)) for each in alone.finditer(text)]
    yield from (item for _, item in sorted(found, key=lambda each: each[0]))
