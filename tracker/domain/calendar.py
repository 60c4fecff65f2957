"""Working days in England, and what is odd about a date somebody typed.

A working day is any day but a Saturday, a Sunday, Christmas Day, Good Friday and a bank holiday in England:
regulation 1(2) of the Education and Inspections Act 2006 (Inspection of Local Authorities) Regulations 2007.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from tracker.domain import british
from tracker.domain.due import DueDate, DueKind
from tracker.domain.errors import TrackerError

# The bank holidays of these years are known to the library; the last year that GOV.UK has announced is
# lower, and a later year may still gain a day (a jubilee, a coronation) that nobody knows of yet.
FIRST_YEAR, LAST_YEAR = 1872, 2100
ANNOUNCED_TO = 2028
MOST_DAYS = 1000
LONG_PAST_DAYS = 90
FAR_AHEAD_DAYS = 731
_FEWEST_NEIGHBOURS = 3  # days that say what is usual


@dataclass(frozen=True, slots=True)
class Sum:
    """A day worked out: `days` working days after `start`, with the bank holidays passed over on the way."""

    start: date
    days: int
    day: date
    skipped: tuple[date, ...]

    @property
    def words(self) -> str:
        """How it was worked out: “70 working days from 9 May 2023; 1 bank holiday skipped”."""
        told = f"{british.plural(self.days, 'working day')} from {british.short_day(self.start)}"
        if self.skipped:
            told += f"; {british.plural(len(self.skipped), 'bank holiday')} skipped"
        if self.day.year > ANNOUNCED_TO:
            told += f"; bank holidays after {ANNOUNCED_TO} are not yet announced"
        return told


def bank_holiday(day: date) -> str:
    """The name of the bank or public holiday in England on this day; empty on any other day.

    Raises TrackerError outside the years the library knows.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise TrackerError(f"Bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not for {day.year}.")
    return _bank_holidays(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    """Whether offices work on this day. Raises TrackerError outside the years the library knows."""
    return not bank_holiday(day) and day.weekday() < 5


def add_working_days(start: date, days: int) -> Sum:
    """The day that is `days` working days after `start`, counting from the day after it.

    Raises TrackerError unless 1 ≤ days ≤ 1000, and outside the years the library knows.
    """
    if not 1 <= days <= MOST_DAYS:
        raise TrackerError(f"A period is 1 to {MOST_DAYS:,} working days, not {days:,}.")
    day, counted, skipped = start, 0, []
    while counted < days:
        day += timedelta(days=1)
        if is_working_day(day):
            counted += 1
        elif day.weekday() < 5:
            skipped.append(day)
    return Sum(start, days, day, tuple(skipped))


def clear_days_before(day: date, days: int) -> date:
    """The last working day with `days` clear working days between it and `day`: neither of the two counts.

    Raises TrackerError outside the years the library knows.
    """
    left = days + 1
    while left:
        day -= timedelta(days=1)
        left -= is_working_day(day)
    return day


def questions_about(due: DueDate, today: date, neighbours: Collection[date] = ()) -> list[str]:
    """What to ask before taking a due date that looks odd: long past, far ahead, not a working day, or a year
    off its `neighbours`, days of the same sort. The date itself stands beside it."""
    asked = _about_the_year(due.last_day, today, neighbours)
    return asked + (_about_the_day(due.last_day) if due.kind is not DueKind.MONTH else [])


def questions_about_day(day: date, today: date) -> list[str]:
    """What to ask before taking any other day; work is done on any day, but planned for working days."""
    return _about_the_year(day, today, ()) + (_about_the_day(day) if day > today else [])


def _about_the_year(day: date, today: date, neighbours: Collection[date]) -> list[str]:
    if (today - day).days > LONG_PAST_DAYS:
        return ["That is long past. Is the year right?"]
    if (day - today).days > FAR_AHEAD_DAYS:
        return ["That is over two years ahead. Is the year right?"]
    if len(neighbours) < _FEWEST_NEIGHBOURS:
        return []
    first, last = min(neighbours), max(neighbours)
    off = timedelta(days=365 if day > last else -365)
    if not first <= day <= last and first <= day - off <= last:
        span = f"{british.short_day(first)} to {british.short_day(last)}"
        return [f"The others beside it are due from {span}. Is the year right?"]
    return []


def _about_the_day(day: date) -> list[str]:
    if not FIRST_YEAR <= day.year <= LAST_YEAR or is_working_day(day):
        return []
    holiday = bank_holiday(day)
    return [f"That is not a working day{f' ({holiday})' if holiday else ''}. Keep it?"]


def ready(year: int) -> Iterator[None]:
    """Bring in the bank holidays before the first is asked for, which would be felt: pauses half way."""
    _library()
    yield
    _bank_holidays(year)


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> Mapping[date, str]:
    return dict(_library().UnitedKingdom(subdiv="ENG", years=year))


@cache
def _library() -> Any:
    """The library's module of this country alone.

    Imported by its name it comes with those of 270 other countries, which takes 100 ms and 14 MB.
    """
    from importlib.util import module_from_spec, spec_from_file_location

    import holidays  # it costs 40 ms: see `ready`

    name = "united_kingdom"
    file = Path(holidays.__file__).with_name("countries") / f"{name}.py"
    spec = spec_from_file_location(f"holidays.countries.{name}", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
