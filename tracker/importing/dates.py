"""Dates as English letters print them, day first; what cannot be read for certain is left empty."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain import british

_MONTHS = {name.casefold(): number for number, name in enumerate(british.MONTHS, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"

_LONGEST_DATE = 60  # characters
_NUMERIC = r"\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?\d{4}|\d{4}-\d{2}-\d{2}"
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
_TOKEN = re.compile(
    rf"\s*(?:(?P<numeric>{_NUMERIC})(?!\w)|(?P<year>\d{{4}})(?!\w)|(?P<day>{_DAY})(?!\w)|(?P<month>{_MONTH})"
    rf"|(?P<bad>\d\w*|[12]\d\d?[oOlI]\w?(?!\w))"
    rf"|(?P<glue>{_WEEKDAY}|and again|and then|and|to|until|till|through|between|from"
    r"|then|of|the|on|[-–—−,&;]))",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Visit:
    """The first and last day of a visit (None if not certain), the words as printed, and doubts in words."""

    first: date | None = None
    last: date | None = None
    printed: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Day:
    """A day as far as it has been read."""

    day: int
    month: int | None = None
    year: int | None = None


def parse_date(text: str) -> date | None:
    """One whole date: "4 February 2020", "Tuesday 4th February 2020", "04/02/2020", "2020-02-04".

    None for anything else, a misprint or a day that does not exist.
    """
    days, end, sound = _read(text.strip())
    if not sound or len(days) != 1 or end != len(text.strip()):
        return None
    return _as_date(days[0])


def looks_like_date(text: str) -> bool:
    """Whether a whole line is meant as a date, perhaps a misprinted one ("6 November 20205")."""
    pattern = (
        rf"(?:date:?\s*)?(?:{_WEEKDAY},?\s*)?(?:{_NUMERIC}|{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s?\d\S{{0,5}})?)"
    )
    return re.fullmatch(pattern, text.strip(), re.IGNORECASE) is not None


def find_date(text: str) -> date | None:
    """The first whole date in running text, for "by 3 December 2018"."""
    for match in re.finditer(rf"(?:{_NUMERIC}|{_DAY})(?!\w)", text):
        days, _, sound = _read(text[match.start() : match.start() + _LONGEST_DATE])
        if sound and days and (found := _as_date(days[0])):
            return found
    return None


def find_visit(text: str, written: date | None) -> Visit:
    """The days of a visit from the words that begin with them: "9 to 10 November 2021. The inspectors …".

    Two spells give the first and the last day of all. A year that is not printed is taken as the latest that
    puts the visit before `written`, the letter's date, with a doubt.
    """
    days, end, sound = _read(text)
    if not days:
        return Visit()
    printed = re.sub(
        r"[\s,;.&–-]+$|\s+(?:and|to|of|the|on|from|then)$", "", text[:end].strip(), flags=re.IGNORECASE
    )
    unread = f"The visit's dates are printed as “{printed}” and could not be read for certain; enter them."
    if not sound or any(day.month is None for day in days):
        return Visit(printed=printed, doubts=(unread,))
    doubts: list[str] = []
    if all(day.year is None for day in days):
        year = _latest_year(days, written)
        if year is None:
            return Visit(printed=printed, doubts=(unread,))
        days[-1].year = year
        doubts.append(f"The visit is printed without a year; {year} is taken from the letter's date.")
    _fill_years(days)
    dates = [_as_date(day) for day in days]
    if None in dates:
        return Visit(printed=printed, doubts=(unread,))
    known = [day for day in dates if day is not None]
    if known != sorted(known):
        return Visit(printed=printed, doubts=(unread,))
    if written and known[-1] > written:
        doubts.append("The visit's dates as printed lie after the letter's date; check both.")
    return Visit(known[0], known[-1], printed, tuple(doubts))


def _read(text: str) -> tuple[list[_Day], int, bool]:
    """Days at the start of the text, where they end, and whether each piece made sense."""
    days: list[_Day] = []
    position = end = 0
    sound = True
    while match := _TOKEN.match(text, position):
        position = match.end()
        if match["glue"]:
            continue
        if match["bad"] and not days:
            break
        end = position
        if match["bad"]:
            return days, end, False
        if match["numeric"]:
            days.append(_numeric(match["numeric"]))
        elif match["day"]:
            days.append(_Day(int(re.match(r"\d+", match["day"])[0])))  # type: ignore[index]
        else:
            sound = _complete(days, match) and sound
    return days, end, sound


def _numeric(text: str) -> _Day:
    first, second, third = (int(part) for part in re.findall(r"\d+", text))
    return _Day(third, second, first) if first > 31 else _Day(first, second, third)


def _complete(days: Sequence[_Day], match: re.Match[str]) -> bool:
    """Gives a month or year to the days printed before it; False if it belongs to none."""
    if match["month"]:
        month = _MONTHS[match["month"].rstrip(".").casefold()]
        waiting = [day for day in days if day.month is None]
        for day in waiting:
            day.month = month
        return bool(waiting)
    if not days or days[-1].month is None or days[-1].year is not None:
        return False
    days[-1].year = int(match["year"])
    return True


def _fill_years(days: Sequence[_Day]) -> None:
    """A year printed once at the end counts for the days before it; over New Year, the one before."""
    for earlier, later in zip(reversed(days[:-1]), reversed(days[1:]), strict=True):
        if earlier.year is None and later.year is not None and earlier.month and later.month:
            earlier.year = later.year - (earlier.month > later.month)


def _latest_year(days: Sequence[_Day], written: date | None) -> int | None:
    if written is None:
        return None
    last = days[-1]
    for year in (written.year, written.year - 1):
        found = _as_date(_Day(last.day, last.month, year))
        if found and found <= written:
            return year
    return None


def _as_date(day: _Day) -> date | None:
    if day.month is None or day.year is None or not 1900 <= day.year <= 2100:
        return None
    try:
        return date(day.year, day.month, day.day)
    except ValueError:
        return None
