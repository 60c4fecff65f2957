"""Dates and money as people type them and papers print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import british
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError

TODAY = date(2026, 11, 21)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
dues = st.one_of(
    days.map(DueDate.day),
    days.map(DueDate.ongoing),
    days.map(lambda day: DueDate.month(day.year, day.month)),
)


@pytest.mark.parametrize(
    "typed",
    [
        "4 Feb 2020",
        "4 February 2020",
        "4th February 2020",
        "4th of February, 2020",
        "04/02/2020",
        "4/2/20",
        "4.2.2020",
        "4-2-2020",
        "4 2 2020",
        "4-Feb-20",
        "4Feb2020",
        "4 Feb '20",
        "4 Feb ’20",
        "February 4, 2020",
        "2020-02-04",
        "2020/2/4",
        "Tuesday 4 February 2020",
        "Tue, 4 Feb 2020",
        "on Tuesday the 4th of February 2020",
        "  4\u00a0FEBRUARY\t2020 ",
    ],
)
def test_a_day_is_read_in_any_british_order(typed: str) -> None:
    assert british.read_day(typed) == date(2020, 2, 4)


@pytest.mark.parametrize(
    ("typed", "year"), [("1/1/00", 2000), ("1/1/69", 2069), ("1/1/70", 1970), ("1/1/99", 1999)]
)
def test_two_digits_of_a_year_fall_between_1970_and_2069(typed: str, year: int) -> None:
    assert british.read_day(typed).year == year


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/2/2026", "There is no 31 February 2026: February 2026 has 28 days."),
        ("0/1/2026", "There is no 0 January 2026: January 2026 has 31 days."),
        ("2/13/2026", "There is no month 13. Dates are read day first: 4/2/2020 is in February."),
        ("2026-31-03", "There is no month 31. Dates are read day first: 4/2/2020 is in February."),
        ("4 February", "“4 February” needs its year in full, as in 31 March 2026."),
        ("4/2", "“4/2” needs its year in full, as in 31 March 2026."),
        ("Mar 26", "“Mar 26” needs its year in full, as in 31 March 2026."),
        ("March 2026", "“March 2026” is a month. Give a day of it, as in 31 March 2026."),
        ("1 Jan 0205", "The year 205 is outside 1900 to 2199."),
        (
            "Monday 31 March 2026",
            "31 March 2026 is a Tuesday: “Monday 31 March 2026” names another day.",
        ),
        ("6 November 20205", "“6 November 20205” is not a date. Type one like 31 March 2026 or 31/3/2026."),
        ("", "“” is not a date. Type one like 31 March 2026 or 31/3/2026."),
        ("soon", "“soon” is not a date. Type one like 31 March 2026 or 31/3/2026."),
        ("4 and 5 May 2021", "“4 and 5 May 2021” is not a date. Type one like 31 March 2026 or 31/3/2026."),
        ("٤/٢/٢٠٢٠", "“٤/٢/٢٠٢٠” is not a date. Type one like 31 March 2026 or 31/3/2026."),
        ("x" * 40, f"“{'x' * 40}” is not a date. Type one like 31 March 2026 or 31/3/2026."),
        ("x" * 60, f"“{'x' * 40}…” is not a date. Type one like 31 March 2026 or 31/3/2026."),
    ],
)
def test_what_is_not_a_day_is_refused_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(TrackerError) as refused:
        british.read_day(typed)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31 March 2026", "2026-03-31"),
        ("March 2026", "2026-03"),
        ("end of March 2026", "2026-03"),
        ("Sept 2026", "2026-09"),
        ("3/2026", "2026-03"),
        ("2026-03", "2026-03"),
        ("ongoing 2026-06-30", "ongoing 2026-06-30"),
        ("ongoing, review 30 June 2026", "ongoing 2026-06-30"),
        ("Ongoing – next review on 30/6/26", "ongoing 2026-06-30"),
        ("on-going; reviewed by the 30th of June 2026", "ongoing 2026-06-30"),
        ("ongoing, review June 2026", "ongoing 2026-06-30"),
    ],
)
def test_a_due_date_is_a_day_a_month_or_ongoing_with_its_review(typed: str, code: str) -> None:
    assert british.read_due(typed).code == code


@pytest.mark.parametrize("typed", ["ongoing", "ongoing, review", "13/2026", "Smarch 2026", "March 1066", ""])
def test_what_is_not_a_due_date_is_refused(typed: str) -> None:
    with pytest.raises(TrackerError):
        british.read_due(typed)


@given(dues)
def test_a_due_date_is_read_back_as_it_was_written(due: DueDate) -> None:
    assert british.read_due(british.due_words(due)) == due
    assert british.read_due(due.code) == due


@given(days)
def test_every_way_of_writing_a_day_is_read_back(day: date) -> None:
    for words in (
        british.short_day(day),
        british.day_month_year(day),
        british.long_day(day),
        day.isoformat(),
    ):
        assert british.read_day(words) == day


@given(st.text(max_size=40))
def test_any_text_at_all_is_a_date_or_a_sentence(text: str) -> None:
    for read in (british.read_day, british.read_due):
        try:
            read(text)
        except TrackerError as refused:
            assert str(refused).endswith((".", "”."))


def test_a_typed_date_is_echoed_with_its_weekday_and_its_distance() -> None:
    assert british.echo(DueDate.parse("2027-03-31"), TODAY) == "Wednesday 31 March 2027, in 4 months"
    assert british.echo(DueDate.parse("2027-03"), TODAY) == "the end of March 2027, in 4 months"
    assert (
        british.echo(DueDate.parse("ongoing 2027-03-31"), TODAY)
        == "ongoing, review Wednesday 31 March 2027, in 4 months"
    )


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "today"),
        (date(2026, 11, 22), "tomorrow"),
        (date(2026, 11, 20), "yesterday"),
        (date(2026, 12, 4), "in 13 days"),
        (date(2026, 12, 5), "in 2 weeks"),
        (date(2027, 1, 20), "in 8 weeks"),
        (date(2027, 1, 21), "in 2 months"),
        (date(2028, 11, 20), "in 23 months"),
        (date(2028, 11, 21), "in 2 years"),
        (date(2026, 11, 12), "9 days ago"),
        (date(2026, 7, 21), "4 months ago"),
        (date(2020, 2, 27), "6 years ago"),
    ],
)
def test_a_distance_is_in_whole_units(day: date, words: str) -> None:
    assert british.distance(day, TODAY) == words


def test_the_last_day_of_a_shorter_month_is_a_whole_month_away() -> None:
    assert british.distance(date(2027, 2, 28), date(2026, 12, 31)) == "in 2 months"
    assert british.distance(date(2027, 2, 27), date(2026, 12, 31)) == "in 8 weeks"


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("£366,000", 36_600_000),
        ("366000", 36_600_000),
        ("£366k", 36_600_000),
        ("366 thousand", 36_600_000),
        ("£1.05m", 105_000_000),
        ("1.050 million", 105_000_000),
        ("1.5mn", 150_000_000),
        ("2bn", 200_000_000_000),
        ("2 billion", 200_000_000_000),
        ("1234567890123456789012345", 123456789012345678901234500),
        ("1,234.56", 123_456),
        ("GBP 1 234 567.8", 123_456_780),
        ("+£5", 500),
        ("-£500", -50_000),
        ("£-500", -50_000),
        ("−£1,234.56", -123_456),
        ("(500)", -50_000),
        ("0", 0),
    ],
)
def test_money_is_read_as_people_type_it(typed: str, pence: int) -> None:
    assert british.read_money(typed) == pence


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "£",
        "12,34",
        "1,0000",
        "1.234,56",
        "1e5",
        "--5",
        "(-5)",
        "(5",
        "5)",
        "5p",
        "1 2 3",
        "٣",
        "9" * 26,
        "£1.234",
        "k",
    ],
)
def test_what_is_not_money_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(TrackerError, match=r"is not an amount\.|fraction of a penny"):
        british.read_money(typed)


@given(st.integers(-(10**12), 10**12))
def test_money_is_read_back_as_it_was_written(pence: int) -> None:
    assert british.read_money(british.pounds(pence)) == pence
    assert british.read_money(british.signed_pounds(pence)) == pence


@given(st.text(alphabet="0123456789,.£km -−()", max_size=12))
def test_any_jumble_of_money_is_pence_or_a_sentence(text: str) -> None:
    try:
        assert isinstance(british.read_money(text), int)
    except TrackerError as refused:
        assert str(refused).endswith(".")


def test_money_is_written_with_pence_only_where_there_are_some() -> None:
    assert british.pounds(36_600_000) == "£366,000"
    assert british.pounds(-123_405) == "−£1,234.05"
    assert british.signed_pounds(36_600_000) == "+£366,000"
    assert british.signed_pounds(-50_000) == "−£500"
    assert british.signed_pounds(0) == "£0"


def test_millions_are_to_the_nearest_thousand_pounds() -> None:
    assert british.millions(105_000_000) == "£1.050m"
    assert british.millions(-50_000) == "−£0.001m"
    assert british.millions(-49_999) == "£0.000m"
    assert british.millions(123_456_789_000) == "£1,234.568m"


def test_plurals_and_lists_read_as_english() -> None:
    assert [british.plural(number, "day") for number in (0, 1, 1200)] == ["0 days", "1 day", "1,200 days"]
    assert british.plural(2, "part is", "parts are") == "2 parts are"
    assert [british.listed("abc"[:number]) for number in range(4)] == ["", "a", "a and b", "a, b and c"]
