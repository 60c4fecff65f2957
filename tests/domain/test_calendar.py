"""Working days in England, with their sums."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.calendar import (
    add_working_days,
    bank_holiday,
    clear_days_before,
    is_working_day,
    questions_about,
    questions_about_day,
    ready,
)
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError

TODAY = date(2026, 11, 21)
days = st.dates(date(2015, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("received", "period", "due", "words"),
    [
        ("2023-05-09", 70, "2023-08-16", "70 working days from 9 May 2023; 1 bank holiday skipped"),
        ("2020-02-27", 20, "2020-03-26", "20 working days from 27 Feb 2020"),
        ("2020-02-27", 70, "2020-06-10", "70 working days from 27 Feb 2020; 4 bank holidays skipped"),
        ("2022-09-05", 70, "2022-12-13", "70 working days from 5 Sep 2022; 1 bank holiday skipped"),
        ("2018-08-07", 20, "2018-09-05", "20 working days from 7 Aug 2018; 1 bank holiday skipped"),
        ("2018-08-07", 70, "2018-11-14", "70 working days from 7 Aug 2018; 1 bank holiday skipped"),
    ],
)
def test_the_answer_to_a_letter_falls_due_with_its_sum(
    received: str, period: int, due: str, words: str
) -> None:
    worked_out = add_working_days(date.fromisoformat(received), period)
    assert (worked_out.day.isoformat(), worked_out.words) == (due, words)


def test_the_moved_holiday_of_8_may_2020_and_the_funeral_of_2022_are_skipped() -> None:
    assert date(2020, 5, 8) in add_working_days(date(2020, 2, 27), 70).skipped
    assert date(2020, 5, 4) not in add_working_days(date(2020, 2, 27), 70).skipped
    assert add_working_days(date(2022, 9, 5), 70).skipped == (date(2022, 9, 19),)


@pytest.mark.parametrize(
    "day",
    ["2026-12-25", "2026-04-03", "2026-12-28", "2026-11-21", "2026-11-22", "2027-12-27", "2023-05-08"],
)
def test_weekends_christmas_good_friday_and_bank_holidays_are_no_working_days(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


def test_scottish_and_irish_holidays_are_working_days_in_england() -> None:
    assert is_working_day(date(2026, 11, 30))
    assert is_working_day(date(2026, 3, 17))
    assert is_working_day(date(2026, 1, 2))


@given(days, st.integers(1, 200))
def test_a_period_holds_exactly_its_number_of_working_days(start: date, period: int) -> None:
    worked_out = add_working_days(start, period)
    between = [start + timedelta(days=each + 1) for each in range((worked_out.day - start).days)]
    assert sum(map(is_working_day, between)) == period
    assert is_working_day(worked_out.day)
    assert list(worked_out.skipped) == [day for day in between if day.weekday() < 5 and bank_holiday(day)]


@given(days, st.integers(1, 60), st.integers(1, 60))
def test_two_periods_on_end_make_one(start: date, first: int, second: int) -> None:
    half_way = add_working_days(start, first).day
    assert add_working_days(half_way, second).day == add_working_days(start, first + second).day


@pytest.mark.parametrize("period", [0, -1, 1001])
def test_a_period_that_is_none_is_refused(period: int) -> None:
    with pytest.raises(TrackerError, match="A period is 1 to 1,000 working days"):
        add_working_days(TODAY, period)


def test_the_first_and_the_last_year_are_known() -> None:
    assert bank_holiday(date(1872, 12, 25))
    assert bank_holiday(date(2100, 12, 25))
    for unknown in (date(1871, 12, 31), date(2101, 1, 1)):
        with pytest.raises(TrackerError):
            bank_holiday(unknown)


@pytest.mark.parametrize(
    ("meeting", "papers"),
    [("2026-11-26", "2026-11-18"), ("2026-11-23", "2026-11-13"), ("2027-01-05", "2026-12-23")],
)
def test_clear_days_count_neither_the_day_of_the_papers_nor_that_of_the_meeting(
    meeting: str, papers: str
) -> None:
    assert clear_days_before(date.fromisoformat(meeting), 5) == date.fromisoformat(papers)


@given(days, st.integers(0, 10))
def test_so_many_working_days_lie_between_clear_days(day: date, number: int) -> None:
    start = clear_days_before(day, number)
    between = [start + timedelta(days=n) for n in range(1, (day - start).days)]
    assert is_working_day(start)
    assert sum(map(is_working_day, between)) == number


def test_years_without_known_bank_holidays_are_said() -> None:
    assert add_working_days(date(2028, 12, 20), 2).words == "2 working days from 20 Dec 2028"
    assert add_working_days(date(2028, 12, 20), 10).words.endswith(
        "bank holidays after 2028 are not yet announced"
    )
    with pytest.raises(TrackerError, match="Bank holidays are known from 1872 to 2100, not for 2101"):
        add_working_days(date(2100, 12, 20), 10)


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("2027-03-31", []),
        ("2026-08-24", []),
        ("2026-03-31", ["That is long past. Is the year right?"]),
        ("2029-01-04", ["That is over two years ahead. Is the year right?"]),
        ("2026-08-23", ["That is not a working day. Keep it?"]),
        ("2026-08-21", ["That is long past. Is the year right?"]),
        ("2028-11-21", []),
        ("2028-11-22", ["That is over two years ahead. Is the year right?"]),
        ("2026-11-28", ["That is not a working day. Keep it?"]),
        ("2026-12-25", ["That is not a working day (Christmas Day). Keep it?"]),
        ("2027-01", []),
        ("ongoing 2027-01-01", ["That is not a working day (New Year's Day). Keep it?"]),
        ("2199-12-31", ["That is over two years ahead. Is the year right?"]),
    ],
)
def test_an_odd_date_is_asked_about(code: str, asked: list[str]) -> None:
    assert questions_about(DueDate.parse(code), TODAY) == asked


def test_a_date_a_year_off_those_beside_it_is_asked_about() -> None:
    beside = [date(2026, 12, 1), date(2027, 3, 31), date(2027, 6, 30)]
    asked = ["The others beside it are due from 1 Dec 2026 to 30 Jun 2027. Is the year right?"]
    for code, expected in (
        ("2028-03-31", asked),
        ("2027-07-30", []),
        ("2027-03-31", []),
        ("2028-07-31", []),
        ("2029-03-31", ["That is over two years ahead. Is the year right?"]),
    ):
        assert questions_about(DueDate.parse(code), TODAY, beside)[:1] == expected
    assert questions_about(DueDate.parse("2028-03-31"), TODAY, beside[:2]) == []


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (date(2026, 11, 21), []),  # a Saturday, on which things happen too
        (date(2026, 11, 28), ["That is not a working day. Keep it?"]),
        (date(2025, 11, 20), ["That is long past. Is the year right?"]),
    ],
)
def test_any_odd_day_is_asked_about(day: date, asked: list[str]) -> None:
    assert questions_about_day(day, TODAY) == asked


def test_bank_holidays_can_be_made_ready_before_they_are_asked_for() -> None:
    assert len(list(ready(2026))) == 1
    assert bank_holiday(date(2026, 12, 25)) == "Christmas Day"
