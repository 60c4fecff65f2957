"""A figure's period is named by its last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.codes import Frequency
from tracker.domain.rules.periods import ends_since, next_end, period_end, period_words

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("frequency", "end", "words"),
    [
        (Frequency.WEEKLY, date(2026, 11, 22), "week to 22 Nov 2026"),
        (Frequency.MONTHLY, date(2026, 11, 30), "November 2026"),
        (Frequency.QUARTERLY, date(2026, 12, 31), "October to December 2026"),
        (Frequency.YEARLY, date(2026, 11, 18), "year to 18 Nov 2026"),
    ],
)
def test_a_day_lies_in_a_period(frequency: Frequency, end: date, words: str) -> None:
    assert period_end(frequency, date(2026, 11, 18)) == end
    assert period_words(frequency, end) == words


def test_a_year_from_a_leap_day_ends_on_the_last_day_of_february() -> None:
    assert next_end(Frequency.YEARLY, date(2024, 2, 29)) == date(2025, 2, 28)


@given(st.sampled_from([Frequency.WEEKLY, Frequency.MONTHLY, Frequency.QUARTERLY]), DAYS)
def test_each_day_is_in_exactly_one_period(frequency: Frequency, day: date) -> None:
    end = period_end(frequency, day)
    assert end >= day
    assert period_end(frequency, end) == end
    assert period_end(frequency, end + timedelta(days=1)) == next_end(frequency, end) > end


def test_the_periods_since_a_day_begin_with_its_own() -> None:
    ends = list(ends_since(Frequency.MONTHLY, date(2026, 1, 15), date(2026, 3, 31)))
    assert ends == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    assert list(ends_since(Frequency.MONTHLY, date(2026, 1, 15), date(2026, 1, 30))) == []
