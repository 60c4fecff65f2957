"""The periods that figures are given for, each named by its last day."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from tracker.domain import british
from tracker.domain.codes import Frequency

_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3}


def period_end(frequency: Frequency, day: date) -> date:
    """The last day of the period that holds `day`: of its week (Sunday), month or quarter of the year.

    A year ends on the day itself, for counts of a year are taken on one council's day or another.
    """
    if frequency is Frequency.WEEKLY:
        return day + timedelta(days=6 - day.weekday())
    if frequency is Frequency.YEARLY:
        return day
    months = _MONTHS[frequency]
    return _month_end(day.year, -(-day.month // months) * months)


def next_end(frequency: Frequency, end: date) -> date:
    """The last day of the period after the one that ends on `end`."""
    if frequency is Frequency.YEARLY:
        last = _month_end(end.year + 1, end.month)
        return last.replace(day=min(end.day, last.day))
    return period_end(frequency, end + timedelta(days=1))


def ends_since(frequency: Frequency, first: date, by: date) -> Iterator[date]:
    """The last days of the period that holds `first` and of those after it, up to the day `by`."""
    end = period_end(frequency, first)
    while end <= by:
        yield end
        end = next_end(frequency, end)


def period_words(frequency: Frequency, end: date) -> str:
    """“October 2026”, “July to September 2026”, “week to 25 Oct 2026”, “year to 30 Sep 2026”."""
    month = british.MONTHS[end.month - 1]
    if frequency is Frequency.MONTHLY:
        return f"{month} {end.year}"
    if frequency is Frequency.QUARTERLY:
        return f"{british.MONTHS[end.month - 3]} to {month} {end.year}"
    return f"{'week' if frequency is Frequency.WEEKLY else 'year'} to {british.short_day(end)}"


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
