"""Moments in words, in the time of the United Kingdom."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tracker.domain import british

_LONDON = ZoneInfo("Europe/London")


def moment_words(at: datetime) -> str:
    """“4 Feb 2020, 14:05”."""
    here = at.astimezone(_LONDON)
    return f"{british.short_day(here.date())}, {here:%H:%M}"
