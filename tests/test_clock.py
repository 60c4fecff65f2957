from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.clock import Clock, FixedClock, SystemClock, day_of

MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.timezones()
)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 15, 23, 59, tzinfo=UTC), date(2026, 1, 15)),
        (datetime(2026, 7, 15, 22, 59, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2026, 7, 15, 23, 0, tzinfo=UTC), date(2026, 7, 16)),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_in_summer_the_british_day_begins_an_hour_before_utc_s(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


@given(MOMENTS)
def test_the_same_moment_written_in_any_zone_is_the_same_day(moment: datetime) -> None:
    assert day_of(moment) == day_of(moment.astimezone(UTC)) == FixedClock(moment).today()


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        FixedClock(datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="without a time zone"):
        day_of(datetime(2026, 1, 1))


def test_a_fixed_clock_stands_still_until_it_is_moved(clock: FixedClock) -> None:
    assert clock.now() == clock.now() == datetime(2026, 11, 21, 12, tzinfo=UTC)
    clock.advance(timedelta(hours=12))
    assert clock.today() == date(2026, 11, 22)
    clock.advance(-timedelta(days=1))
    assert clock.today() == date(2026, 11, 21)


def test_a_fixed_clock_tells_utc_whatever_zone_it_was_set_in(clock: FixedClock) -> None:
    clock.set(datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))))
    assert (clock.now().isoformat(), clock.today()) == ("2026-06-30T23:30:00+00:00", date(2026, 7, 1))


def test_the_computer_s_clock_goes_forward_in_utc() -> None:
    clock: Clock = SystemClock()
    first, second = clock.now(), clock.now()
    assert first.tzinfo is UTC
    assert first <= second
    assert day_of(first) <= clock.today()
