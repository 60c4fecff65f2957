"""Dates as trackers hold them: real ones, serial numbers, and every British way of writing one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain import british
from tracker.domain.commands.keeping import FIRST_DAY
from tracker.domain.due import DueDate, DueKind
from tracker.domain.errors import TrackerError
from tracker.domain.names import folded
from tracker.importing.sheets.workbook import Value

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d])")
DAY = rf"""(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})(?!\d)
    |(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?
    \d{{1,2}}(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH}\.?,?[\s-]+(?:\d{{4}}|'?\d{{2}})(?!\d))"""
"""A day in running text, in a pattern to be read with re.VERBOSE and re.IGNORECASE."""
MONTH = rf"(?:{_MONTH}\.?,?\s+\d{{4}}(?!\d)|{_MONTH}[-'’]\d{{2}}(?!\d))"
"""A month in running text, likewise."""
_ANY = re.compile(rf"(?:{DAY})|(?:{MONTH})", re.VERBOSE | re.IGNORECASE)
_SHORT_MONTH = re.compile(rf"({_MONTH})[-'’ ]*[-'’](\d{{2}})", re.IGNORECASE)
_HEADED_MONTH = re.compile(rf"\b({_MONTH})\.?\s+['’]?(\d{{2}})\b(?!\s*\d)", re.IGNORECASE)
_QUARTER = re.compile(
    r"q(?:uarter\s*)?([1-4])[\s,:]*(?:of\s+)?(20\d\d|\d\d)\s?[/–-]\s?(20\d\d|\d\d)", re.IGNORECASE
)
_BEFORE = re.compile(
    r"^(?:(?:to be )?(?:completed?|due|done|delivered|closed)?\s*(?:by|before|no later than|due|on|until)?\b"
    r"\s*(?:the )?(?=end|\d|[a-z]{3}))",
    re.IGNORECASE,
)
_ONGOING = re.compile(
    r"(?:on-?going|continuous(?:ly)?|continuing|rolling|business as usual|bau)\b", re.IGNORECASE
)
_SAYS_NOTHING = {
    *("tbc", "tba", "tbd", "n/a", "na", "-", "–", "—", "none", "nil", "?", "to be confirmed"),
    *("to be agreed", "not known", "not applicable", "to be determined", "..."),
}
_FIVE_DIGITS = re.compile(r"[0-9]{5}")
_FIRST_SERIAL, _LAST_SERIAL = 25_000, 75_000  # in 1968 and 2105: days as Excel counts them
_SERIAL_NOUGHT = date(1899, 12, 30)


class DayOrder(StrEnum):
    """How the numbers of a column’s dates are to be read."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True)
class Read:
    """A due date, and whether the cell says more than that."""

    due: DueDate
    says_more: bool = False


def says_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing to say yet: “TBC”, “n/a”, “-”."""
    return folded(text) in _SAYS_NOTHING


def order_of(texts: Iterable[str]) -> DayOrder | None:
    """How the dates in these texts must be read; None where both ways are possible.

    Without any date that could be two, they are read day first.
    """
    first = second = either = False
    for text in texts:
        for one, _, other, _ in _NUMBERS.findall(text):
            one, other = int(one), int(other)
            first = first or one > 12 >= other
            second = second or other > 12 >= one
            either = either or (one != other and one <= 12 and other <= 12)
    if first == second:
        return None if either or first else DayOrder.DAY_FIRST
    return DayOrder.DAY_FIRST if first else DayOrder.MONTH_FIRST


def first_numbers(text: str) -> list[int]:
    """The first number of each date in a text that is written in numbers."""
    return [int(found[0]) for found in _NUMBERS.findall(text)]


def read_when(value: Value, text: str, order: DayOrder | None, review_on: date) -> Read:
    """The due date a cell holds. Work that goes on is looked at again on `review_on` where it says no day.

    Raises TrackerError, in a sentence, for what is no date, or more than one.
    """
    if isinstance(value, date):
        return Read(DueDate.day(value), bool(re.search(r"\d:\d", text)))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Read(DueDate.day(_serial(value, text)))
    if _FIVE_DIGITS.fullmatch(text) and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        return Read(DueDate.day(_serial(int(text), text)))
    plain = in_order(" ".join(text.split()), order).strip(" .;:")
    if found := _whole(_BEFORE.sub("", plain)):
        return Read(found)
    if _ONGOING.match(plain):
        reviews = {day.last_day for each in find(plain) if (day := _whole(each))}
        again = reviews.pop() if len(reviews) == 1 else review_on
        return Read(DueDate.ongoing(again), says_more=len(plain.split()) > 1)
    return Read(_only_one(plain, text), says_more=True)


def in_order(text: str, order: DayOrder | None) -> str:
    """The text with its dates in numbers turned to day first."""
    if order is not DayOrder.MONTH_FIRST:
        return text
    return _NUMBERS.sub(lambda found: f"{found[3]}/{found[1]}/{found[4]}", text)


def find(text: str) -> list[str]:
    """Whatever looks like a date in a text, as written."""
    return [found[0] for found in _ANY.finditer(text)]


def read_start(read: Read) -> date:
    """The first day of what was read: of a month its first."""
    return read.due.last_day.replace(day=1) if read.due.kind is DueKind.MONTH else read.due.last_day


def day_said(text: str, today: date) -> date | None:
    """The day that an entry’s words give it: of a month its last, or today within it; None if to come."""
    found = _whole(text)
    if found is None:
        return None
    day = found.last_day
    if found.kind is DueKind.MONTH and day > today and (day.year, day.month) == (today.year, today.month):
        return today
    return day if FIRST_DAY <= day <= today else None


def headed(heading: str, today: date) -> date | None:
    """The day that a heading such as “RAG Oct 26” gives what stands under it.

    None if there is none or it is to come.
    """
    written = find(_HEADED_MONTH.sub(r"\1 20\2", heading))
    return next((day for each in written if (day := day_said(each, today))), None)


def _serial(value: float, text: str) -> date:
    if not _FIRST_SERIAL <= value <= _LAST_SERIAL:
        raise TrackerError(f"“{text}” is a number and not a date.")
    return _SERIAL_NOUGHT + timedelta(days=int(value))


def _whole(plain: str) -> DueDate | None:
    """A text that is a date and nothing else."""
    if found := _SHORT_MONTH.fullmatch(plain):
        plain = f"{found[1]} 20{found[2]}"
    if found := _QUARTER.fullmatch(plain):
        number, year = int(found[1]), int(found[2][-2:]) + 2000
        if int(found[3][-2:]) != (year + 1) % 100:
            return None
        return DueDate.month(year + (number == 4), (6, 9, 12, 3)[number - 1])  # the year begins in April
    try:
        return british.read_due(re.sub(rf"\b({_MONTH})\.", r"\1", plain, flags=re.IGNORECASE))
    except TrackerError:
        return None


def _only_one(plain: str, text: str) -> DueDate:
    """The one date among other words."""
    written = find(plain)
    found = {each.code: each for part in written if (each := _whole(part))}
    if len(found) == len(written) == 1:
        return next(iter(found.values()))
    if len(found) > 1:
        raise TrackerError(f"“{_short(text)}” holds more than one date.")
    british.read_due(_BEFORE.sub("", plain))  # to say what is wrong with it
    raise TrackerError(f"“{_short(text)}” is not a date.")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:60]}…"
