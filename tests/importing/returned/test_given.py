"""What is typed under the heads of a return sheet."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.codes import Delivery
from tracker.domain.due import DueDate
from tracker.domain.rules.returns import NOT_FOR_A_PART, Answer
from tracker.importing.returned.given import is_answered, read


@pytest.mark.parametrize(
    ("typed", "rating"),
    [
        ("on track", Delivery.ON_TRACK),
        ("At Risk of  Delay", Delivery.AT_RISK),
        ("amber", Delivery.AT_RISK),
        ("R", Delivery.OFF_TRACK),
        (NOT_FOR_A_PART, None),
    ],
)
def test_ratings_are_read_as_people_write_them(typed: str, rating: Delivery | None) -> None:
    said = read({Answer.RATING: typed})
    assert said.delivery is rating and not said.misread


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("31/3/2027", DueDate.day(date(2027, 3, 31))),
        ("March 2027", DueDate.month(2027, 3)),
        ("46112", DueDate.day(date(2026, 3, 31))),
    ],
)
def test_a_new_date_may_be_a_day_a_month_or_a_spreadsheets_number(typed: str, due: DueDate) -> None:
    assert read({Answer.NEW_DUE: typed}).new_due == due


def test_no_change_is_an_answer_and_a_name_alone_is_none() -> None:
    assert is_answered({Answer.NO_CHANGE: "No change"})
    assert not is_answered({Answer.WHOSE: "Jo Marsh", Answer.RATING: NOT_FOR_A_PART})
    said = read({Answer.NO_CHANGE: "no  change"})
    assert said.no_change and said.says_words and not said.says_something


def test_what_stands_in_the_way_is_the_reason_for_a_rating_else_what_changed() -> None:
    texts = {Answer.RATING: "Off track", Answer.TEXT: "Snow fell", Answer.BARRIER: "Two posts vacant"}
    assert read(texts).delivery_reason == "Two posts vacant"
    assert read({**texts, Answer.BARRIER: ""}).delivery_reason == "Snow fell"
    assert read({**texts, Answer.RATING: "On track"}).delivery_reason == ""


@given(st.dictionaries(st.sampled_from(list(Answer)), st.text(max_size=60)))
def test_whatever_is_typed_is_read_or_said_to_be_misread(texts: dict[Answer, str]) -> None:
    said = read(texts)
    for answer, value in (
        (Answer.NEW_DUE, said.new_due),
        (Answer.DONE_ON, said.done_on),
        (Answer.NO_CHANGE, said.no_change),
    ):
        typed = texts.get(answer, "").strip()
        assert bool(typed) == bool(value or answer in said.misread)
    assert all(words.endswith(".") for words in said.misread.values())
