"""What time it is, and which day.

This is the one module that asks the computer. Everything else is handed a Clock or a day, so that a
position at any date can be worked out, and tests choose their own today.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")


def day_of(moment: datetime) -> date:
    """The day in the United Kingdom on which this aware moment falls."""
    return _utc(moment).astimezone(_LONDON).date()


class Clock(Protocol):
    """Tells the moment and the day."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...

    def today(self) -> date:
        """The day in the United Kingdom."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day in the United Kingdom."""
        return day_of(self.now())


class FixedClock:
    """A clock that stands still until it is moved, for tests and for the example's year."""

    def __init__(self, moment: datetime) -> None:
        self._moment = _utc(moment)

    def now(self) -> datetime:
        """The moment it was last set to, aware, in UTC."""
        return self._moment

    def today(self) -> date:
        """The day in the United Kingdom."""
        return day_of(self._moment)

    def set(self, moment: datetime) -> None:
        """Stand at this aware moment from now on; it may lie earlier."""
        self._moment = _utc(moment)

    def advance(self, by: timedelta) -> None:
        """Go forward, or back where `by` is negative."""
        self._moment += by


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone could be any of 38 moments")
    return moment.astimezone(UTC)
