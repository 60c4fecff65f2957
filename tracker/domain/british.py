"""Dates and money as British people write and read them.

Dates are read day first and never guessed: what could be two dates is refused in a sentence.
"""

import calendar
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tracker.domain.due import DueDate, DueKind
from tracker.domain.errors import TrackerError

MINUS = "\u2212"
# Not from the module calendar: its names follow the computer's language.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
# Two digits of a year: 00 to 69 are this century, 70 to 99 the last one.
_CENTURY_PIVOT = 70
_WEEKDAY = re.compile(r"(?:on )?(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day|s|rs|nes|urs)?\b ?")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_DAY_WORD_YEAR = re.compile(r"([0-9]{1,2})[-/. ]?([a-z]+)[-/. ]*'?([0-9]{4}|[0-9]{2})")
_WORD_DAY_YEAR = re.compile(r"([a-z]+) ?([0-9]{1,2}) ([0-9]{4})")
_WORD_YEAR = re.compile(r"(?:end )?([a-z]+)[-/. ]?([0-9]{4})")
_ISO_MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})")
_MONTH_NUMBERS = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_NO_YEAR = re.compile(r"[0-9]{1,2}[-/. ]?[a-z]{3,}|[a-z]{3,}[-/. ]?'?[0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}")
_ONGOING = re.compile(
    r"on-?going\b ?(?:[-:;–—] ?)?(?:(?:next )?review(?:ed)?\b ?(?:on|by|date|due)?\b ?:? ?)?"
)
_ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b")
_MONEY = re.compile(
    r"([-+]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?(k|thousand|m|mn|million|bn|billion)?",
)
# Of so few characters a Decimal is exact (28 digits).
_LONGEST_AMOUNT = 25
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}


def read_day(text: str) -> date:
    """The day somebody typed: “4 Feb 2020”, “4/2/20” (day first), “2020-02-04”, “Tue 4th of February 2020”.

    Raises TrackerError, in a sentence, for a day that does not exist, lacks its year, or is not a day.
    """
    plain, shown = _plain(text), _shown(text)
    weekday = _WEEKDAY.match(plain)
    plain = plain[weekday.end() :] if weekday else plain
    found = _read_day(plain)
    if found is None:
        if _read_month(plain):
            raise TrackerError(f"“{shown}” is a month. Give a day of it, as in 31 March 2026.")
        if _NO_YEAR.fullmatch(plain):
            raise TrackerError(f"“{shown}” needs its year in full, as in 31 March 2026.")
        raise TrackerError(f"“{shown}” is not a date. Type one like 31 March 2026 or 31/3/2026.")
    if weekday and not _weekday_of(found).casefold().startswith(weekday[1]):
        raise TrackerError(f"{day_month_year(found)} is a {_weekday_of(found)}: “{shown}” names another day.")
    return found


def read_due(text: str) -> DueDate:
    """The due date somebody typed: a day (see `read_day`), “March 2026”, or “ongoing, review 30 June 2026”.

    Ongoing work reviewed in a month is reviewed by that month's last day. Raises TrackerError.
    """
    plain = _plain(text)
    ongoing = _ONGOING.match(plain)
    if ongoing is None:
        return _read_month(plain) or DueDate.day(read_day(text))
    review = plain[ongoing.end() :]
    if not review:
        raise TrackerError("Ongoing work needs the day of its next review: “ongoing, review 30 June 2026”.")
    month = _read_month(review)
    return DueDate.ongoing(month.last_day if month else read_day(review))


def short_day(day: date) -> str:
    """“4 Feb 2020”."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def day_month_year(day: date) -> str:
    """“4 February 2020”."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_day(day: date) -> str:
    """“Tuesday 4 February 2020”."""
    return f"{_weekday_of(day)} {day_month_year(day)}"


def due_words(due: DueDate) -> str:
    """“31 Mar 2026”, “March 2026” or “ongoing, review 30 Jun 2026”: what `read_due` reads back."""
    if due.kind is DueKind.MONTH:
        return f"{MONTHS[due.last_day.month - 1]} {due.last_day.year}"
    day = short_day(due.last_day)
    return f"ongoing, review {day}" if due.kind is DueKind.ONGOING else day


def echo(due: DueDate, today: date) -> str:
    """What was understood, to be shown beside what was typed: “Wednesday 31 March 2027, in 4 months”."""
    words = f"the end of {due_words(due)}" if due.kind is DueKind.MONTH else long_day(due.last_day)
    ongoing = "ongoing, review " if due.kind is DueKind.ONGOING else ""
    return f"{ongoing}{words}, {distance(due.last_day, today)}"


def distance(day: date, today: date) -> str:
    """How far a day is from today, in whole days, weeks, months or years: “in 4 months”, “9 days ago”."""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    amount = _span(min(day, today), max(day, today))
    return f"in {amount}" if days > 0 else f"{amount} ago"


def read_money(text: str) -> int:
    """Pence from what somebody typed: “£366,000”, “366k”, “£1.05m”, “1,234.56”, “−£500”, “(500)”.

    Raises TrackerError, in a sentence, for anything else, a fraction of a penny included.
    """
    shown = _shown(text)
    found = _MONEY.fullmatch(_plain_money(shown)) if len(shown) <= _LONGEST_AMOUNT else None
    if found is None:
        raise TrackerError(f"“{shown}” is not an amount. Type one like £366,000, 366k or £1.05m.")
    sign, whole, fraction, scale = found.groups()
    pence = Decimal(whole.replace(",", "") + (fraction or "")).scaleb(_SCALES.get(scale or "", 0) + 2)
    if pence != pence.to_integral_value():
        raise TrackerError(f"“{shown}” has a fraction of a penny. Give whole pounds and pence.")
    return -int(pence) if sign == "-" else int(pence)


def pounds(pence: int) -> str:
    """“£366,000”, with pence only where there are some: “−£1,234.56”."""
    whole, rest = divmod(abs(pence), 100)
    return f"{MINUS if pence < 0 else ''}£{whole:,}{f'.{rest:02}' if rest else ''}"


def signed_pounds(pence: int) -> str:
    """The same with its sign: “+£366,000”, “−£500”; nought has none."""
    return f"+{pounds(pence)}" if pence > 0 else pounds(pence)


def millions(pence: int) -> str:
    """“£1.050m”: to the nearest thousand pounds, half a thousand upwards (in size)."""
    size = (Decimal(abs(pence)) / 100_000_000).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return f"{MINUS if pence < 0 and size else ''}£{size:,}m"


def plural(number: int, noun: str, nouns: str = "") -> str:
    """“1 day”, “3 days”, “1,200 days”; `nouns` where the plural is not formed with s."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def listed(items: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”; nothing for nothing."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def _read_day(plain: str) -> date | None:
    if found := _ISO.fullmatch(plain):
        return _made(int(found[3]), int(found[2]), found[1])
    if found := _NUMBERS.fullmatch(plain):
        return _made(int(found[1]), int(found[2]), found[3])
    if found := _DAY_WORD_YEAR.fullmatch(plain):
        day, word, year = found[1], found[2], found[3]
    elif found := _WORD_DAY_YEAR.fullmatch(plain):
        word, day, year = found[1], found[2], found[3]
    else:
        return None
    month = _month(word)
    return _made(int(day), month, year) if month else None


def _read_month(plain: str) -> DueDate | None:
    if found := _WORD_YEAR.fullmatch(plain):
        month, year = _month(found[1]), int(found[2])
    elif found := _ISO_MONTH.fullmatch(plain):
        month, year = int(found[2]), int(found[1])
    elif found := _MONTH_NUMBERS.fullmatch(plain):
        month, year = int(found[1]), int(found[2])
    else:
        return None
    if month is None:
        return None
    _check_month(month)
    _check_year(year)
    return DueDate.month(year, month)


def _made(day: int, month: int, year_text: str) -> date:
    year = int(year_text)
    if len(year_text) == 2:
        year += 2000 if year < _CENTURY_PIVOT else 1900
    _check_year(year)
    _check_month(month)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{MONTHS[month - 1]} {year}"
        raise TrackerError(f"There is no {day} {name}: {name} has {last} days.")
    return date(year, month, day)


def _check_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise TrackerError(f"There is no month {month}. Dates are read day first: 4/2/2020 is in February.")


def _check_year(year: int) -> None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise TrackerError(f"The year {year} is outside {_FIRST_YEAR} to {_LAST_YEAR}.")


def _month(word: str) -> int | None:
    """The number of a month by its name, its first three letters, or “sept”."""
    for number, name in enumerate(MONTHS, 1):
        if word in (name.casefold(), name[:3].casefold()):
            return number
    return 9 if word == "sept" else None


def _plain(text: str) -> str:
    """Small letters and single spaces, without ordinals, “the”, “of” and the commas that only pause."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    text = re.sub(r",(?![0-9])", " ", text)
    text = _ORDINAL.sub(r"\1", text)
    return " ".join(word for word in text.split() if word not in ("the", "of"))


def _plain_money(text: str) -> str:
    """Sign, digits and scale alone: without the pound sign, spaces between thousands and round symbols."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace(MINUS, "-").replace("–", "-")
    plain = re.sub(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))", "", plain)
    plain = re.sub(r"\s*([^0-9\s]+)\s*", r"\1", plain)
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    return re.sub(r"^([-+]?)(?:£|gbp)([-+]?)", r"\1\2", plain)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:40]}…"


def _weekday_of(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def _span(start: date, end: date) -> str:
    days = (end - start).days
    months = (end.year - start.year) * 12 + end.month - start.month
    # A month is whole on the same day of the month, or on the last day of a shorter one.
    if end.day < start.day and (end + timedelta(days=1)).month == end.month:
        months -= 1
    if months >= 24:
        return plural(months // 12, "year")
    if months >= 2:
        return plural(months, "month")
    return plural(days // 7, "week") if days >= 14 else plural(days, "day")
