"""The names of the filter language, what each takes, and what a term says in plain English."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import field as given
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from tracker.domain import british
from tracker.domain.codes import Audience, Delivery, Impact, Lifecycle, Priority, RagColour
from tracker.domain.due import DueDate, DueKind
from tracker.domain.errors import TrackerError
from tracker.domain.names import plain
from tracker.domain.words import label, rag_letter
from tracker.frozen import dataclass

_NO_QUOTES = dict.fromkeys(map(ord, '"“”„«»'))
_NUMBER = re.compile(r"(-?[0-9]{1,3})(?: ?(?:d|days?|times?))?")
_WEEKS = re.compile(r"([0-9]{1,2}) ?(?:w|weeks?)")
_AMOUNT = re.compile(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_YEAR = re.compile(r"(?:19|2[01])[0-9]{2}")
_STEPS = {"<=": 1, ">=": -1}  # from what is meant to the limit that leaves it out
_SPANS = ("today", "this week", "next week", "this month", "next month", "this year", "next year")


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `sign` is `:`, `<` or `>`, or "" where the name says all (`late`); one of `values` must
    hold. `column` names a column of the council's own, whose `field` is `own`."""

    field: str
    sign: str = ""
    values: tuple[str, ...] = ()
    negated: bool = False
    column: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A name of the language. `choices` are its fixed values with other ways to say them; beyond them it
    takes what is `free` (any words), a number of `counts` ("days") and `dated` values."""

    key: str
    title: str
    names: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = given(default_factory=dict)
    free: bool = False
    counts: str = ""
    dated: bool = False

    def read(self, sign: str, values: Sequence[str]) -> Term:
        """The term for values as typed. Raises TrackerError, the rest of a sentence about what was typed."""
        if sign != ":" and not (self.counts or self.dated):
            raise TrackerError("asks for more or less of what has no size")
        if sign != ":" and len(values) > 1:
            raise TrackerError("names more than one limit")
        found = tuple(dict.fromkeys(chain.from_iterable(map(self._read, values))))
        if self.key == "no":
            return _lacking(found)
        if sign == ":" and self.dated and len(found) == 1 and self.counts and count_of(found[0]) is not None:
            sign = "<"  # due:30 is said of what is due within 30 days
        if sign != ":":
            return Term(self.key, *self._limit(sign, found))
        return Term(self.key, ":", found)

    def _read(self, value: str) -> tuple[str, ...]:
        """What a value means, in the language's own words; a part of a choice means all that begin so."""
        key = plain(value)
        exact = tuple(each for each, others in self.choices.items() if key == each or key in others)
        if exact:
            return exact
        if self.counts and (count := count_of(key)) is not None:
            return (str(count),)
        if self.dated and (day := _date(value)):
            return (day,)
        if self.free:
            return (typed(value),)
        begun = tuple(
            each
            for each, others in self.choices.items()
            if key and any(other.startswith(key) for other in (each, *others))
        )
        if not begun:
            raise TrackerError(f"is not {self._wanted}")
        return begun

    def _limit(self, sign: str, found: Sequence[str]) -> tuple[str, tuple[str]]:
        """With `<` and `>` alone. Fewer than 31 days and 30 at the most are one, and so are dates."""
        (value,) = found if len(found) == 1 else ("",)
        count = count_of(value) if self.counts else None
        if count is not None:
            inclusive = self.dated and sign.startswith("<")  # due<30 is within 30 days
            limit = str(count + (0 if inclusive else _STEPS.get(sign, 0)))
            if count_of(limit) is None:
                raise TrackerError("lies beyond the numbers that can be read")
            return sign[0], (limit,)
        if not self.dated or value in self.choices or value in _SPANS:
            raise TrackerError(f"needs {self._limits}")
        return sign[0], (_beyond(value, _STEPS.get(sign, 0)),)

    @property
    def _limits(self) -> str:
        kinds = ("a date" if self.dated else "", f"a number of {self.counts}" if self.counts else "")
        return " or ".join(filter(None, kinds))

    @property
    def _wanted(self) -> str:
        if self.dated or self.counts:
            return self._limits
        return f"one of {', '.join(self.choices)}" if self.choices else "asked for with a value"

    def told(self, term: Term) -> str:
        """What the term asks of this, in words: “within 30 days”, “not nobody in post”."""
        if term.negated and (self.key, *term.values) == ("status", "gone"):
            return "any but withdrawn"
        if term.sign == ":":
            values = " or ".join(map(self._told_value, term.values))
        else:
            values = self._told_limit(term.sign, term.values[0])
        return f"not {values}" if term.negated else values

    def _told_value(self, value: str) -> str:
        if (self.key, value) in _TOLD or count_of(value) is None or not self.counts:
            return _TOLD.get((self.key, value), value)
        return self._told_limit("<", value) if self.dated else self._many(value)

    def _told_limit(self, sign: str, value: str) -> str:
        if count_of(value) is None or not self.counts:
            return f"{'before' if sign == '<' else 'after'} {value}"
        many = self._many(value)
        if self.dated and sign == "<":
            return f"within {many}"
        return f"{'less' if sign == '<' else 'more'} than {many}"

    def _many(self, count: str) -> str:
        return british.plural(int(count), self.counts.removesuffix("s"))


class _OwnField(Field):
    """A column of the council's own. What its values are only the plan knows: they stay as typed."""

    __slots__ = ()

    def read(self, sign: str, values: Sequence[str]) -> Term:
        """The same, with the name of the column."""
        return replace(Field.read(self, sign, values), column=self.title)

    def _read(self, value: str) -> tuple[str, ...]:
        return ("none",) if plain(value) in ("none", *_NONE["none"]) else (typed(value),)

    def _limit(self, sign: str, found: Sequence[str]) -> tuple[str, tuple[str]]:
        if amount_of(found[0]) is not None:
            return sign, (found[0],)
        day = _date(found[0])
        if not day:
            raise TrackerError("needs a number or a date")
        return sign[0], (_beyond(day, _STEPS.get(sign, 0)),)

    def _told_limit(self, sign: str, value: str) -> str:
        if amount_of(value) is None:
            return Field._told_limit(self, sign, value)
        words = {"<": "less than", ">": "more than", "<=": "at most", ">=": "at least"}
        return f"{words[sign]} {value}"


def _codes(kind: type[StrEnum], **others: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The choices that are a list of codes."""
    return {code.value.replace("_", " "): (plain(label(code)), *others.get(code.value, ())) for code in kind}


_NONE = {"none": ("empty", "blank", "nothing", "missing")}
_RATINGS = _codes(
    Delivery, on_track=("on", "ontrack"), at_risk=("risk", "delay"), off_track=("off", "offtrack")
)
_STATES = {
    "open": ("live", "running", "unfinished"),
    "finished": ("done",),
    "gone": ("withdrawn or replaced",),
    "draft": ("to be planned", "unplanned", "planned", "action to be planned"),
    **_codes(Lifecycle, not_started=("new",), in_progress=("started",), on_hold=("hold", "held", "paused")),
    **_RATINGS,
}
_LACKS = {
    "date": ("due", "deadline", "due date", "dates"),
    "owner": ("lead", "owners"),
    "update": ("updates", "note", "notes"),
    "measure": ("measures", "success measure", "criteria", "success criteria"),
    "evidence": ("proof",),
    "workstream": ("stream", "theme"),
    "tag": ("tags",),
    "priority": (),
    "rating": (),
    "area": ("areas", "finding"),
}
_AS_NONE = {"date": "due", "workstream": "stream"}
_KEPT_LACKS = frozenset({"update", "measure", "evidence"})

FIELDS = (
    Field(
        "owner",
        "Owner",
        ("lead", "who", "by", "responsible", "officer", "post"),
        {
            "me": ("mine", "myself", "i", "my"),
            "none": ("no one", "noone", "unowned", "empty", "blank", "missing"),
            "vacant": ("nobody", "vacancy", "unfilled", "nobody in post", "empty post"),
        },
        free=True,
    ),
    Field(
        "due",
        "Due",
        ("date", "deadline", "due by", "due date", "end"),
        {
            **_NONE,
            "review": ("review overdue",),
            "ongoing": (),
            **dict.fromkeys(_SPANS, ()),
        },
        counts="days",
        dated=True,
    ),
    Field("late", "Overdue", ("overdue", "days late"), counts="days"),
    Field(
        "moved",
        "Moved",
        ("moves", "slipped"),
        {"0": ("never",), "1": ("once",), "2": ("twice",)},
        counts="times",
    ),
    Field("rating", "Rating", ("delivery", "rated"), {**_RATINGS, **_NONE}),
    Field("status", "Status", ("state", "lifecycle", "is"), _STATES),
    Field("stream", "Workstream", ("workstream", "theme", "group"), _NONE, free=True),
    Field("tag", "Tag", ("tags", "tagged", "label"), _NONE, free=True),
    Field(
        "rag",
        "RAG",
        ("colour", "color"),
        {
            **{each.value: (rag_letter(each).lower(),) for each in RagColour},
            **_NONE,
        },
    ),
    Field("area", "Answers", ("areas", "finding", "findings", "answers"), _NONE, free=True),
    Field("ref", "Ref", ("reference", "no.", "number", "id"), free=True),
    Field("priority", "Priority", ("prio",), {**_codes(Priority), **_NONE}),
    Field("impact", "Impact", (), {**_codes(Impact), **_NONE}),
    Field("audience", "Audience", (), _codes(Audience)),
    Field("no", "Without", ("without", "lacks", "missing"), _LACKS),
    Field("stale", "Updates", ("quiet",)),
    Field(
        "awaiting",
        "Awaiting",
        ("awaited", "waiting", "awaits"),
        {"evidence": ("proof",), "date": ("decision", "new date", "due")},
        counts="days",
    ),
)
"""Every name of the language, in the order in which help tells them; the plan's own columns come on top."""

BARE = {
    "late": Term("late"),
    "overdue": Term("late"),
    "stale": Term("stale"),
    "mine": Term("owner", ":", ("me",)),
}
"""Words that are terms by themselves; in quotes they are words."""

_BY_NAME = {name: field for field in FIELDS for name in (field.key, *field.names)}
_TOLD = {
    ("owner", "vacant"): "nobody in post",
    ("due", "review"): "review overdue",
    ("status", "gone"): "withdrawn or replaced",
    ("status", "draft"): "to be planned",
    ("moved", "0"): "never",
    ("moved", "1"): "once",
    ("moved", "2"): "twice",
    ("awaiting", "date"): "a decision on a new date",
    ("rating", "at risk"): "at risk of delay",
    ("status", "at risk"): "at risk of delay",
    ("status", "complete"): "complete, evidence awaited",
    ("status", "embedded"): "embedded, checked later",
}


def field_called(name: str) -> Field | None:
    """The field of this name, however it is capitalised; None where there is none."""
    return _BY_NAME.get(plain(name))


def of_own_column(name: str) -> Field:
    """The field of a column of the council's own."""
    return _OwnField("own", name, choices=_NONE, free=True, dated=True)


def typed(name: str) -> str:
    """A name as it stands between quotes: without any of its own."""
    return " ".join(name.translate(_NO_QUOTES).split())


def is_date(text: str) -> bool:
    """Whether this is a date, a month or a span of days such as “next month”."""
    return plain(text) in _SPANS or bool(_date(text))


def is_part_of_date(word: str) -> bool:
    """Whether a date that was begun may go on with this, perhaps itself only begun."""
    months = (month.lower() for month in british.MONTHS)
    others = ("of", "week", "month", "year", "days")
    return word.isdigit() or any(each.startswith(word) for each in (*months, *others)) or word == "sept"


def span_of(value: str, day: date) -> tuple[date, date]:
    """The first and the last day of a date of the language, asked on a day."""
    if value in _SPANS:
        return _span(value, day)
    if _YEAR.fullmatch(value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    due = british.read_due(value)
    return (due.last_day.replace(day=1) if due.kind is DueKind.MONTH else due.last_day), due.last_day


def _span(words: str, day: date) -> tuple[date, date]:
    which, _, unit = words.rpartition(" ")
    ahead = which == "next"
    if unit == "week":
        first = day - timedelta(days=day.weekday() - 7 * ahead)
        return first, first + timedelta(days=6)
    if unit == "year":
        return date(day.year + ahead, 1, 1), date(day.year + ahead, 12, 31)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + ahead
        last = DueDate.month(months // 12, months % 12 + 1).last_day
        return last.replace(day=1), last
    return day, day


def amount_of(text: str) -> Decimal | None:
    """A number as people write it in a column of their own; None for anything else."""
    plain_text = text.replace(",", "").replace("£", "").strip()
    return Decimal(plain_text) if _AMOUNT.fullmatch(plain_text) else None


def count_of(value: str) -> int | None:
    """A whole number, of days unless said otherwise."""
    if found := _WEEKS.fullmatch(value):
        return 7 * int(found[1])
    found = _NUMBER.fullmatch(value)
    return int(found[1]) if found else None


def _date(value: str) -> str:
    """A date, a month or a year as `british` writes it; "" for anything else."""
    if _YEAR.fullmatch(value):
        return value
    try:
        due = british.read_due(value)
    except TrackerError:
        return ""
    return british.due_words(due) if due.kind is not DueKind.ONGOING else ""


def _beyond(value: str, step: int) -> str:
    """The date, month or year before or after this one; the same for no step."""
    if not step:
        return value
    if _YEAR.fullmatch(value):
        moved = str(int(value) + step)
    else:
        first, last = span_of(value, date.min)
        day = last + timedelta(days=1) if step > 0 else first - timedelta(days=1)
        is_month = british.read_due(value).kind is DueKind.MONTH
        moved = british.due_words(DueDate.month(day.year, day.month) if is_month else DueDate.day(day))
    if not _date(moved):
        raise TrackerError("lies beyond the dates that can be read")
    return moved


def _lacking(what: Sequence[str]) -> Term:
    """`no:` of what has a name of its own is that with nothing in it: `no:date` is `due:none`."""
    if len(what) == 1 and what[0] not in _KEPT_LACKS:
        return Term(_AS_NONE.get(what[0], what[0]), ":", ("none",))
    return Term("no", ":", tuple(what))
