"""When a change is made: always after the one before, and never by a clock that is far behind."""

from datetime import datetime, timedelta

from tracker.clock import day_of
from tracker.domain import british
from tracker.storage.faults import UNCHANGED, NotNowError

MAY_LAG = timedelta(minutes=5)
_TICK = timedelta(microseconds=1)


def next_after(last: str, now: datetime) -> datetime:
    """The moment of a change made now, after one at `last` as stored. Refused where the clock is behind."""
    if not last:
        return now
    last_at = datetime.fromisoformat(last)
    if now < last_at - MAY_LAG:
        raise NotNowError(
            f"This computer’s clock is {_span(last_at - now)} behind the last change to the plan, made on "
            f"{british.long_day(day_of(last_at))}. {UNCHANGED} Set the clock right, then try again."
        )
    return moved_on(last, now)


def moved_on(last: str, at: datetime) -> datetime:
    """A moment, or where it is not after `last` the next one that is."""
    return max(at, datetime.fromisoformat(last) + _TICK) if last else at


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    if minutes < 120:
        return british.plural(minutes, "minute")
    return british.plural(minutes // 60, "hour") if minutes < 2880 else british.plural(length.days, "day")
