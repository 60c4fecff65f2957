from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importing.dates import find_date, find_visit, looks_like_date, parse_date

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
MONTHS = [f"{date(2024, month, 1):%B}" for month in range(1, 13)]


def printed(day: date, *, year: bool = True) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


@given(DAYS)
def test_every_day_is_read_back_in_each_form(day: date) -> None:
    name = MONTHS[day.month - 1]
    for text in (
        printed(day),
        f"{day.day:02} {name[:3]} {day.year}",
        f"{day.day}th of {name.upper()}, {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        day.isoformat(),
    ):
        assert parse_date(text) == day, text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2020",
        "February 2020",
        "4 February",
        "31 June 2020",
        "30/02/2020",
        "2020-13-01",
        "6 November 20205",
        "0 May 2020",
        "4 and 5 May 2021",
        "4 February 2020 and more",
        "4 Febtober 2020",
        "14 March 202O",
        "٤ May 2020",
    ],
)
def test_what_is_no_single_certain_day_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_parsers(text: str) -> None:
    found = parse_date(text)
    assert found is None or isinstance(found, date)
    visit = find_visit(text, date(2024, 3, 14))
    assert (visit.first is None) == (visit.last is None)
    looks_like_date(text)
    find_date(text)


@given(
    st.lists(
        st.sampled_from(["4", "17", "31", "May", "June", "2021", "20205", " and ", " to ", "–", ", ", " "])
    )
)
def test_no_mixture_of_date_words_breaks_the_parser(words: list[str]) -> None:
    visit = find_visit(" ".join(words), date(2024, 3, 14))
    assert visit.first is None or (visit.last is not None and visit.first <= visit.last)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("4 February 2020. The inspectors were", "2020-02-04", "2020-02-04"),
        ("17 and 18 May 2023.", "2023-05-17", "2023-05-18"),
        ("9 to 10 November 2021.", "2021-11-09", "2021-11-10"),
        ("31 January and 1 February 2018.", "2018-01-31", "2018-02-01"),
        ("22–23 October 2019", "2019-10-22", "2019-10-23"),
        ("15, 16 and 21 July 2025.", "2025-07-15", "2025-07-21"),
        ("11 – 22 July 2022", "2022-07-11", "2022-07-22"),
        ("12/09/2016 to 06/10/2016", "2016-09-12", "2016-10-06"),
        ("Tuesday 4 and Wednesday 5 May 2021", "2021-05-04", "2021-05-05"),
        ("4th and 5th May 2021", "2021-05-04", "2021-05-05"),
        ("4 and 5 May 2021 and 12 to 13 May 2021, when", "2021-05-04", "2021-05-13"),
        ("4 and 5 May and again on 12 May 2021", "2021-05-04", "2021-05-12"),
        ("30 December and 4 January 2022", "2021-12-30", "2022-01-04"),
        ("20 January 2020 to 31 January 2020", "2020-01-20", "2020-01-31"),
    ],
)
def test_visits_are_read_in_every_printed_form(words: str, first: str, last: str) -> None:
    visit = find_visit(words, date(2027, 1, 1))
    assert (str(visit.first), str(visit.last)) == (first, last)
    assert visit.doubts == ()
    assert visit.printed is not None
    assert words.startswith(visit.printed)


@given(DAYS, st.integers(1, 40), st.integers(0, 200))
def test_two_days_printed_with_their_years_are_the_visit(
    first: date, length: int, until_written: int
) -> None:
    last = first + timedelta(days=length)
    visit = find_visit(f"{printed(first)} to {printed(last)}. They", last + timedelta(days=until_written))
    assert (visit.first, visit.last, visit.doubts) == (first, last, ())


@given(DAYS, st.integers(0, 300))
def test_without_a_year_it_is_the_latest_such_day_before_the_letter(day: date, until_written: int) -> None:
    if (day.month, day.day) == (2, 29):
        day += timedelta(days=1)
    visit = find_visit(printed(day, year=False), day + timedelta(days=until_written))
    assert visit.last == day
    assert len(visit.doubts) == 1


@pytest.mark.parametrize(
    "words",
    ["31 September 2025", "5 November 20205", "10 and 9 November 2021", "4 and 5 2021", "5 and 6 Dec 20"],
)
def test_a_misprinted_visit_is_left_empty_with_the_words_and_a_doubt(words: str) -> None:
    visit = find_visit(words, date(2025, 12, 1))
    assert (visit.first, visit.last) == (None, None)
    assert visit.printed is not None
    assert len(visit.doubts) == 1


def test_a_visit_without_a_year_in_a_letter_without_a_date_is_left_empty() -> None:
    assert find_visit("13 and 14 July", None).first is None


def test_a_visit_after_the_letter_is_told_of() -> None:
    visit = find_visit("4 February 2021", date(2020, 2, 27))
    assert visit.first == date(2021, 2, 4)
    assert len(visit.doubts) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by 3 December 2018, or sooner", date(2018, 12, 3)),
        ("within 70 working days, by 10/09/2018", date(2018, 9, 10)),
        ("within 70 working days of 5 May", None),
        ("", None),
    ],
)
def test_the_first_whole_date_in_a_sentence_is_found(text: str, expected: date | None) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize(
    "text", ["27 February 2020", "6 November 20205", "Date: 4th May 2021", "Monday 4 May 2021"]
)
def test_a_line_meant_as_a_date_is_known_even_misprinted(text: str) -> None:
    assert looks_like_date(text)


@pytest.mark.parametrize(
    "text", ["4 May Street", "2020", "M1 2WD", "25 Windsor Road", "4 May 2021 was a Tuesday"]
)
def test_other_lines_are_not_taken_for_dates(text: str) -> None:
    assert not looks_like_date(text)
