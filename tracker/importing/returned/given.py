"""What one row of a return sheet, or one e-mail, says: texts as typed, and what they come to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.domain import british
from tracker.domain.codes import Delivery
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.names import folded
from tracker.domain.rules.returns import NO_CHANGE, NOT_FOR_A_PART, Answer
from tracker.domain.words import label
from tracker.importing.returned.cells import unserialled

_NO_CHANGE = {folded(NO_CHANGE), "unchanged", "no changes", "nc", "n/c", "yes", "y", "x", "✓"}
# What people write for a rating, besides its own words.
_RATINGS = {
    **{folded(label(each)): each for each in Delivery},
    **dict.fromkeys(("g", "green", "on target", "on schedule"), Delivery.ON_TRACK),
    **dict.fromkeys(("a", "amber", "at risk", "delayed"), Delivery.AT_RISK),
    **dict.fromkeys(("r", "red", "not on track"), Delivery.OFF_TRACK),
}
_FINISHED = {"complete", "completed", "done", "closed", "blue", "b"}


@dataclass(frozen=True, slots=True)
class Given:
    """The answers of one row. `misread` says of each that cannot be read why not; it is then left out."""

    no_change: bool = False
    delivery: Delivery | None = None
    text: str = ""
    barrier: str = ""
    ask: str = ""
    new_due: DueDate | None = None
    new_due_reason: str = ""
    done_on: date | None = None
    evidence: str = ""
    whose: str = ""
    misread: Mapping[Answer, str] = field(default_factory=dict, hash=False)

    @property
    def delivery_reason(self) -> str:
        """Why it is not on track: what stands in the way, else what changed."""
        if self.delivery in (None, Delivery.ON_TRACK):
            return ""
        return self.barrier or self.text

    @property
    def says_words(self) -> bool:
        """Whether it comes to an update: words, a rating, or “No change”."""
        said = (self.text, self.barrier, self.ask, self.delivery and not self.done_on)
        return any(said) or (self.no_change and not self.says_something)

    @property
    def says_something(self) -> bool:
        """Whether there is more than “No change”."""
        return any(
            (self.delivery, self.text, self.barrier, self.ask, self.new_due, self.done_on, self.evidence)
        )


def read(texts: Mapping[Answer, str]) -> Given:
    """What the texts typed under each head come to."""
    said = {answer: text.strip() for answer, text in texts.items()}
    misread = dict(_misread(said))
    fit = {answer: text for answer, text in said.items() if text and answer not in misread}
    new_due, done_on = fit.get(Answer.NEW_DUE), fit.get(Answer.DONE_ON)
    return Given(
        no_change=Answer.NO_CHANGE in fit,
        delivery=_RATINGS.get(folded(fit.get(Answer.RATING, ""))),
        text=fit.get(Answer.TEXT, ""),
        barrier=fit.get(Answer.BARRIER, ""),
        ask=fit.get(Answer.ASK, ""),
        new_due=british.read_due(unserialled(new_due)) if new_due else None,
        new_due_reason=fit.get(Answer.NEW_DUE_REASON, ""),
        done_on=british.read_day(unserialled(done_on)) if done_on else None,
        evidence=fit.get(Answer.EVIDENCE, ""),
        whose=fit.get(Answer.WHOSE, ""),
        misread=misread,
    )


def is_answered(texts: Mapping[Answer, str]) -> bool:
    """Whether a row answers anything: a name alone does not, nor what the sheet itself put there."""
    said = (text for answer, text in texts.items() if answer is not Answer.WHOSE)
    return any(text.strip() and text != NOT_FOR_A_PART for text in said)


def _misread(said: Mapping[Answer, str]) -> Iterator[tuple[Answer, str]]:
    no_change, rating = said.get(Answer.NO_CHANGE, ""), folded(said.get(Answer.RATING, ""))
    if no_change and folded(no_change) not in _NO_CHANGE:
        yield Answer.NO_CHANGE, f"“{no_change}” is not “{NO_CHANGE}”; words go under “{Answer.TEXT}”."
    if rating in _FINISHED:
        yield Answer.RATING, f"“{said[Answer.RATING]}” is no rating: give the day under “{Answer.DONE_ON}”."
    elif rating and rating not in _RATINGS and rating != folded(NOT_FOR_A_PART):
        known = british.listed([f"“{label(each)}”" for each in Delivery])
        yield Answer.RATING, f"“{said[Answer.RATING]}” is no rating; there are {known}."
    for answer, reader in ((Answer.NEW_DUE, british.read_due), (Answer.DONE_ON, british.read_day)):
        if text := said.get(answer):
            try:
                reader(unserialled(text))
            except TrackerError as refusal:
                yield answer, str(refusal)
