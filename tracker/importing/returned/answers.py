"""Return sheets that were filled in: by way of a preview, to updates of those who answered.

A row is known by its reference and the sheet by its code, so that it may be sorted, cut, retyped or saved by
another program. Nothing is taken that the plan would refuse, or that would silently undo a later change.
"""

from collections import defaultdict
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto
from typing import Self

from tracker.domain import british, words
from tracker.domain.commands.together import RecordedFor, Together
from tracker.domain.errors import TrackerError
from tracker.domain.names import folded
from tracker.domain.records import Action, Person
from tracker.domain.rules.returns import REFERENCE, Answer, Item, item_called
from tracker.domain.words import shown_ref
from tracker.importing.returned.cells import Table
from tracker.importing.returned.given import Given, is_answered, read
from tracker.importing.returned.judging import Conflict, Judgement, changes_of, judged
from tracker.importing.returned.sheet import answers_table, asked, notes
from tracker.importing.returned.since import Since
from tracker.importing.sheets.workbook import Workbook
from tracker.turns import at_once


class Standing(Enum):
    """What becomes of a row: in words on screen, see `Row.outcome`."""

    TAKEN = auto()
    LEFT = auto()
    CONFLICT = auto()
    TWICE = auto()
    RECORDED_ALREADY = auto()
    NOT_READ = auto()


_OUTCOMES = {
    Standing.TAKEN: "to be recorded",
    Standing.LEFT: "left out",
    Standing.CONFLICT: "the plan has changed since: choose",
    Standing.TWICE: "answered twice: choose",
    Standing.RECORDED_ALREADY: "recorded already",
    Standing.NOT_READ: "cannot be recorded",
}


@dataclass(frozen=True, slots=True)
class Row:
    """An answer: where it stands (`place`), the reference as written, what was typed, and what it comes to.

    `missing` says why there is no `item`, where the plan has none of that reference. `judgement` has what
    stands against it, what conflicts and what is worth knowing. `twice`: another row answers the same action
    otherwise; `again`: an earlier row says just this. `chosen` is what a person decided: True to take it all
    the same, False to leave it, None to go by the rules.
    """

    place: str
    reference: str
    item: Item | None
    missing: str
    texts: Mapping[Answer, str] = field(hash=False)
    given: Given
    judgement: Judgement
    twice: bool = False
    again: bool = False
    chosen: bool | None = None

    @property
    def standing(self) -> Standing:
        """What becomes of it."""
        if self.judgement.problems:
            return Standing.NOT_READ
        if self.chosen is not None:
            return Standing.TAKEN if self.chosen else Standing.LEFT
        if self.judgement.recorded_already or self.again:
            return Standing.RECORDED_ALREADY
        if self.twice:
            return Standing.TWICE
        return Standing.CONFLICT if self.judgement.conflicts else Standing.TAKEN

    @property
    def outcome(self) -> str:
        """The same in words."""
        return _OUTCOMES[self.standing]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Both values, who and when, of what changed in the plan since the sheet was made."""
        return self.judgement.conflicts


@dataclass(frozen=True, slots=True)
class Answers:
    """A return sheet as read: a value, each choice makes another.

    `unanswered` are the references of rows without an answer, `notes` what is worth knowing of the whole
    sheet. `on` is the day the answers are of: the day of reading unless it is said.
    """

    file: str
    since: Since = field(compare=False, repr=False)
    on: date
    rows: tuple[Row, ...]
    unanswered: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, book: Workbook, since: Since) -> Self:
        """The sheet as it came back. Raises TrackerError where it holds no table of answers."""
        return at_once(cls.in_turns(book, since))

    @classmethod
    def in_turns(cls, book: Workbook, since: Since) -> Generator[None, None, Self]:
        """The same, pausing now and then."""
        table = answers_table(book)
        yield
        rows: list[Row] = []
        without: list[str] = []
        for number, texts in asked(table):
            if is_answered(texts):
                rows.append(_row(table, number, texts, since))
            else:
                without.append(table.text(number, REFERENCE))
            yield
        told = (*book.warnings, *notes(book, table, since))
        yield
        read_sheet = cls(book.file, since, since.today, tuple(rows), tuple(filter(None, without)), told)
        return read_sheet._named()._marked()

    def answered_on(self, on: date) -> Self:
        """With another day that the answers are of."""
        rows = (_read(row, row.texts, self.since, on) for row in self.rows)
        return replace(self, on=on, rows=tuple(rows))._marked()

    def with_text(self, number: int, answer: Answer, text: str) -> Self:
        """With another text under that head of that row."""
        row = self.rows[number]
        return self._with(number, _read(row, {**row.texts, answer: text}, self.since, self.on))._marked()

    def take(self, number: int) -> Self:
        """With that row taken, though the plan has changed since or it was answered twice."""
        return self._with(number, replace(self.rows[number], chosen=True))

    def leave(self, number: int) -> Self:
        """With that row left out."""
        return self._with(number, replace(self.rows[number], chosen=False))

    @property
    def taken(self) -> tuple[Row, ...]:
        """The rows that are going to be recorded."""
        return tuple(row for row in self.rows if row.standing is Standing.TAKEN)

    def command(self) -> Together:
        """Every answer that is taken, as one change, each recorded for who gave it. Raises TrackerError where
        none is."""
        commands = [
            RecordedFor(row.given.whose, command)
            for row in self.taken
            if row.item
            for command in changes_of(row.item, row.given, self.on)
        ]
        if not commands:
            raise TrackerError(f"{self.file} holds no answer to record. Nothing was changed.")
        label = f"record {british.plural(len(self.taken), 'answer')}"
        return Together(label=label, commands=tuple(commands))

    def _with(self, number: int, row: Row) -> Self:
        return replace(self, rows=(*self.rows[:number], row, *self.rows[number + 1 :]))

    def _named(self) -> Self:
        """With the one name that stands in the sheet for the rows that have none."""
        names = {folded(row.given.whose): row.given.whose for row in self.rows if row.given.whose}
        if len(names) != 1:
            return self
        (name,) = names.values()
        rows = (
            row if row.given.whose else _read(row, {**row.texts, Answer.WHOSE: name}, self.since, self.on)
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))

    def _marked(self) -> Self:
        """With a mark on each row whose action or part another row answers otherwise; one said twice over is
        taken once."""
        given: defaultdict[tuple[str, str], list[Given]] = defaultdict(list)
        agains = []
        for row in self.rows:
            before = given[_about(row)]
            agains.append(row.given in before)
            before.append(row.given)
        rows = []
        for row, again in zip(self.rows, agains, strict=True):
            twice = any(each != row.given for each in given[_about(row)])
            rows.append(replace(row, twice=bool(row.item) and twice, again=bool(row.item) and again))
        return replace(self, rows=tuple(rows))


def _about(row: Row) -> tuple[str, str]:
    """The ids of the action and part that a row answers."""
    if row.item is None:
        return "", ""
    return row.item.action.id, row.item.part.id if row.item.part else ""


def _row(table: Table, number: int, texts: Mapping[Answer, str], since: Since) -> Row:
    reference = table.text(number, REFERENCE)
    item = _item(since, reference)
    missing = "" if item else _why_missing(since, reference)
    row = Row(table.place(number, REFERENCE), reference, item, missing, {}, Given(), Judgement())
    return _read(row, texts, since, since.today)


def _read(row: Row, texts: Mapping[Answer, str], since: Since, on: date) -> Row:
    given = read(texts)
    judgement = judged(since, row.item, given, on) if row.item else Judgement(problems=(row.missing,))
    return replace(row, texts=texts, given=given, judgement=judgement)


def _item(since: Since, reference: str) -> Item | None:
    """The action or part as it stands now that the reference meant when the sheet was made."""
    then = item_called(since.then, reference)
    now = since.now.find(Action, then.action.id) if then else None
    if then is None or now is None or then.part is None:
        return Item(now) if now else None
    part = since.now.find(type(then.part), then.part.id)
    return Item(since.now.get(Action, part.action_id), part, then.number) if part else None


def _why_missing(since: Since, reference: str) -> str:
    then = item_called(since.then, reference)
    if then is None:
        return (
            f"The plan had no “{reference}” when the sheet was made. Add a new action in the plan itself."
            if reference
            else "This row has no reference, so which action it answers cannot be told."
        )
    hand = since.hand(then.part.id if then.part else then.action.id)
    by = f" by {hand.who} on {british.short_day(hand.on)}" if hand else ""
    return f"{then.code} was removed from the plan{by}."


def people_unknown(answers: Answers) -> tuple[str, ...]:
    """Names of those who answered that the plan does not have among its people; they are kept as given."""
    known = {folded(person.name) for person in answers.since.now.all(Person)}
    names = {folded(row.given.whose): row.given.whose for row in answers.rows if row.given.whose}
    return tuple(name for spelling, name in names.items() if spelling not in known)


def row_words(row: Row) -> str:
    """A row in a line: “A12 At risk of delay; 62% in one day (Asha Quillfeather)”."""
    given = row.given
    new_date = f"new date: {british.due_words(given.new_due)}" if given.new_due else ""
    told = [
        words.label(given.delivery) if given.delivery else "",
        given.text,
        given.barrier and f"barrier: {given.barrier}",
        given.ask and f"ask of the board: {given.ask}",
        ", ".join(filter(None, (new_date, given.new_due_reason))),
        f"done on {british.short_day(given.done_on)}" if given.done_on else "",
        given.evidence and f"evidence: {given.evidence}",
    ]
    said = "; ".join(filter(None, told)) or "no change"
    name = row.item.code if row.item else row.reference
    own = f"({shown_ref(row.item.action)})" if row.item and row.item.action.council_ref else ""
    return " ".join(f"{name} {own} {said} ({given.whose or 'no name'})".split())
