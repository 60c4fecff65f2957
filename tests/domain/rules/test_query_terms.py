"""The names of the language and what each takes."""

from datetime import date

import pytest

from tracker.domain.errors import TrackerError
from tracker.domain.rules.query_terms import (
    FIELDS,
    amount_of,
    field_called,
    is_date,
    is_part_of_date,
    of_own_column,
    span_of,
)


def test_no_name_means_two_things() -> None:
    names = [name for field in FIELDS for name in (field.key, *field.names)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("today", date(2026, 11, 21), date(2026, 11, 21)),
        ("this week", date(2026, 11, 16), date(2026, 11, 22)),
        ("next week", date(2026, 11, 23), date(2026, 11, 29)),
        ("next month", date(2026, 12, 1), date(2026, 12, 31)),
        ("next year", date(2027, 1, 1), date(2027, 12, 31)),
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("march 2027", date(2027, 3, 1), date(2027, 3, 31)),
        ("31/3/2027", date(2027, 3, 31), date(2027, 3, 31)),
    ],
)
def test_dates_are_spans_of_days(words: str, first: date, last: date) -> None:
    assert is_date(words)
    assert span_of(words, date(2026, 11, 21)) == (first, last)


def test_a_month_after_december_is_in_the_next_year() -> None:
    assert span_of("next month", date(2026, 12, 31)) == (date(2027, 1, 1), date(2027, 1, 31))


@pytest.mark.parametrize(
    ("word", "goes_on"), [("ma", True), ("2027", True), ("wee", True), ("contact", False)]
)
def test_what_a_date_may_go_on_with_is_known(word: str, goes_on: bool) -> None:
    assert is_part_of_date(word) == goes_on


def test_a_field_says_what_it_needs() -> None:
    rating = field_called("Delivery")
    assert rating is not None
    with pytest.raises(TrackerError, match="is not one of on track, at risk, off track, none"):
        rating.read(":", ["banana"])
    with pytest.raises(TrackerError, match="needs a number or a date"):
        of_own_column("Cost code").read("<", ["banana"])
    assert field_called("banana") is None


def test_amounts_are_read_as_they_are_written() -> None:
    assert [amount_of(text) for text in ("£1,200.50", "-3", "x", "")] == [1200.50, -3, None, None]
