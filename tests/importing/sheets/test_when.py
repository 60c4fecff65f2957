from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import TrackerError
from tracker.importing.sheets.when import (
    DayOrder,
    Read,
    day_said,
    first_numbers,
    headed,
    order_of,
    read_start,
    read_when,
    says_nothing,
)

REVIEW = date(2027, 2, 28)
TODAY = date(2026, 11, 21)


def read(text: str, order: DayOrder | None = DayOrder.DAY_FIRST) -> Read:
    return read_when(text, text, order, REVIEW)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/03/2026", "2026-03-31"),
        ("31.3.26", "2026-03-31"),
        ("31-03-2026", "2026-03-31"),
        ("2026-03-31", "2026-03-31"),
        ("31st March 2026", "2026-03-31"),
        ("Tuesday 31 March 2026", "2026-03-31"),
        ("By 31 March 2026", "2026-03-31"),
        ("to be completed by 31 March 2026", "2026-03-31"),
        ("46112", "2026-03-31"),
        ("March 2026", "2026-03"),
        ("Mar-26", "2026-03"),
        ("Sept. 2026", "2026-09"),
        ("By end of March 2026", "2026-03"),
        ("Q4 2025/26", "2026-03"),
        ("Quarter 1 26/27", "2026-06"),
        ("Ongoing", "ongoing 2027-02-28"),
        ("On-going, review June 2026", "ongoing 2026-06-30"),
        ("Business as usual", "ongoing 2027-02-28"),
    ],
)
def test_every_british_way_of_writing_a_date_is_read(text: str, code: str) -> None:
    assert read(text).due.code == code


def test_real_dates_and_serial_numbers_are_read() -> None:
    assert read_when(date(2026, 3, 31), "31 Mar 2026", None, REVIEW) == Read(read("31/03/2026").due)
    assert read_when(46112.75, "46112.75", None, REVIEW).due.code == "2026-03-31"
    with pytest.raises(TrackerError, match="is a number and not a date"):
        read_when(12, "12", None, REVIEW)


def test_a_date_among_other_words_is_taken_and_the_words_are_told() -> None:
    assert read("31 March 2026 (subject to funding)") == Read(read("31/3/2026").due, says_more=True)
    assert not read("31 March 2026").says_more


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/02/2026", "There is no 31 February 2026"),
        ("31 March 2026, was 30 June 2025", "more than one date"),
        ("Spring term", "is not a date"),
        ("April 26", "needs its year in full"),
        ("Q1 2026/29", "is not a date"),
        ("ASAP", "is not a date"),
        ("1" * 5000, "is not a date"),
        ("²²²²²", "is not a date"),
    ],
)
def test_what_is_no_date_or_two_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(TrackerError, match=words):
        read(text)


def test_months_come_first_only_where_somebody_has_said_so() -> None:
    assert read("3/4/2026").due.code == "2026-04-03"
    assert read("3/4/2026", DayOrder.MONTH_FIRST).due.code == "2026-03-04"


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2026"], None),
        (["03/04/2026", "25/12/2026"], DayOrder.DAY_FIRST),
        (["03/04/2026", "12/25/2026"], DayOrder.MONTH_FIRST),
        (["25/12/2026", "12/25/2026"], None),
        (["05/05/2026", "March 2026", "2026-03-04"], DayOrder.DAY_FIRST),
        ([], DayOrder.DAY_FIRST),
    ],
)
def test_the_order_of_day_and_month_is_taken_from_proof_alone(
    texts: list[str], order: DayOrder | None
) -> None:
    assert order_of(texts) is order


@given(st.dates(date(1951, 1, 1), date(2098, 12, 31)))
def test_a_day_is_read_back_in_either_order(day: date) -> None:
    text = f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"
    assert read(text[0]).due.last_day == day == read(text[1], DayOrder.MONTH_FIRST).due.last_day


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(TrackerError):
        read(text)
    assert day_said(text, TODAY) is None or day_said(text, TODAY) <= TODAY  # type: ignore[operator]
    assert all(0 <= number < 100 for number in first_numbers(text))


def test_an_entry_of_this_month_was_said_by_today_and_none_is_of_days_to_come() -> None:
    assert day_said("November 2026", TODAY) == TODAY
    assert day_said("October 2026", TODAY) == date(2026, 10, 31)
    assert day_said("22 November 2026", TODAY) is None
    assert day_said("December 2026", TODAY) is None


def test_a_heading_gives_its_month_to_what_stands_under_it() -> None:
    assert headed("RAG Sept 26", TODAY) == headed("Rating (30/9/26)", TODAY) == date(2026, 9, 30)
    assert headed("Update 3 Oct 26", TODAY) == date(2026, 10, 3)
    assert headed("Dec 26", TODAY) is headed("RAG", TODAY) is None


def test_a_month_in_which_work_starts_begins_with_its_first_day() -> None:
    assert read_start(read("March 2026")) == date(2026, 3, 1)
    assert read_start(read("5 March 2026")) == date(2026, 3, 5)


def test_words_that_say_nothing_yet_are_known() -> None:
    assert all(says_nothing(text) for text in ("TBC", " n/a ", "–", "To be confirmed"))
    assert not says_nothing("TBC by the board")
