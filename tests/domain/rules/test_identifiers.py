"""What may point to one child is noticed, and what merely looks like it passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.rules.identifiers import Identifier, identifier_words, identifiers

NHS = "943 476 5919"
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def kinds(text: str) -> list[Identifier]:
    """The kinds found in a text."""
    return [each.kind for each in identifiers(text)]


def upn(digits: str) -> str:
    """These twelve digits with their check letter."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(2, 14), strict=True))
    return LETTERS[total % 23] + digits


@pytest.mark.parametrize("written", [NHS, "9434765919", "943-476-5919", f"({NHS})", f"NHS no. {NHS}."])
def test_an_nhs_number_is_known_by_its_check_digit(written: str) -> None:
    assert kinds(written) == [Identifier.NHS_NUMBER]


@pytest.mark.parametrize(
    "written",
    [
        "943 476 5918",
        "0161 496 0000",
        "020 7946 0000",
        "07700 900123",
        "£9,434,765,919",
        "19434765919",
        "0000000000",
        "A-035",
        "27 February 2020",
        "born from the review of 4 May 2021",
        "the case for change 2026",
        "case numbers rose to 1,204",
    ],
)
def test_what_only_looks_like_one_passes(written: str) -> None:
    assert kinds(written) == []


@given(st.text("0123456789", min_size=12, max_size=12))
def test_a_pupil_number_is_known_by_its_check_letter(digits: str) -> None:
    right = upn(digits)
    wrong = LETTERS[(LETTERS.index(right[0]) + 1) % 23] + digits
    assert Identifier.UPN in kinds(f"pupil {right}")
    assert Identifier.UPN not in kinds(f"pupil {wrong}")


@pytest.mark.parametrize(
    "written", ["DOB 4/5/2012", "d.o.b.: 04.05.12", "born on 4th May 2012", "Date of birth – 4 May 2012"]
)
def test_a_date_said_to_be_of_birth_is_noticed(written: str) -> None:
    assert kinds(written) == [Identifier.BIRTH_DATE]


@pytest.mark.parametrize(
    "written", ["Case no. 204518", "LCS ID: 1203345", "Mosaic number P120334", "child ref C-12044"]
)
def test_a_case_number_is_noticed_by_the_words_before_it(written: str) -> None:
    assert kinds(written) == [Identifier.CASE_NUMBER]


@given(st.text())
def test_any_text_is_read_and_each_find_stands_where_it_says(text: str) -> None:
    for each in identifiers(text):
        assert text[each.at :].startswith(each.words)


def test_the_question_names_what_was_found_and_is_empty_without() -> None:
    assert identifier_words(()) == ""
    words = identifier_words(identifiers(f"DOB 4/5/2012, {NHS}"))
    assert "a date of birth and an NHS number" in words
    assert "“DOB 4/5/2012”" in words
