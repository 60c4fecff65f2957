from datetime import date

import pytest

from tests.importing.test_reading import read
from tracker.importing.letters.reading import authority_name


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("Review of the Harrowmere Council", "Harrowmere Council"),
        ("Harrowmere\n\nReview\n\nMore", "Harrowmere"),
        ("Review\n\nHarrowmere", "Harrowmere"),
        ("Ofsted\n\nReview\n\nHarrowmere", "Harrowmere"),
        ("4 May 2024\n\nReview\n\nThis is what we found.", None),
        ("In May we reviewed Harrowmere Council and others.", "Harrowmere"),
        ("Nobody is named.", None),
    ],
)
def test_the_authority_is_in_the_title_beside_it_or_in_a_sentence(text: str, authority: str | None) -> None:
    document = read(text)
    assert document.authority == authority
    assert ("The authority's name was not found; enter it." in document.warnings) is (authority is None)


@pytest.mark.parametrize(
    "words", ["Durham’s children’s services.", "the Durham local authority children's social care services"]
)
def test_a_name_is_freed_of_the_words_around_it(words: str) -> None:
    assert authority_name(words) == "Durham"


@pytest.mark.parametrize(
    "label",
    [
        "Published: 12 July 2013",
        "Report published: 12 July 2013",
        "Published 12 July 2013",
        "Published:\n12 July 2013",
    ],
)
def test_the_day_of_publication_is_read_after_its_label(label: str) -> None:
    assert read(f"Review of Harrowmere\n\n3 July 2013\n\n{label}").published_on == date(2013, 7, 12)


def test_a_day_of_publication_in_a_sentence_is_that_of_something_else() -> None:
    document = read("Review of Harrowmere\n\n3 July 2013\n\nWe used the framework\npublished 12 May 2012.")
    assert document.published_on == date(2013, 7, 3)


@pytest.mark.parametrize(
    "label",
    [
        "Inspection dates: 3 – 7 June 2013",
        "Inspection date 3 to 7 June 2013",
        "Inspection dates:\n3 – 7 June 2013",
        "Dates and team Inspection dates: Monday 3 to Friday 7 June 2013",
    ],
)
def test_the_days_of_an_inspection_are_read_after_their_label(label: str) -> None:
    document = read(f"Review of Harrowmere\n\n{label}\nLead inspector: Edda Farrow")
    assert (document.visited_from, document.visited_to) == (date(2013, 6, 3), date(2013, 6, 7))


def test_a_subject_line_with_the_letters_first_words_on_it_ends_before_them() -> None:
    document = read(
        "Review of Harrowmere This letter tells of our visit to Harrowmere on 6 and 7 May 2024. More."
    )
    assert (document.title, document.authority) == ("Review of Harrowmere", "Harrowmere")
    assert document.visited_as_printed == "6 and 7 May 2024"


def test_a_day_of_publication_that_does_not_exist_is_asked_for() -> None:
    document = read("Review of Harrowmere\n\nPublished: 31 September 2013")
    assert document.published_on is None
    assert "The report's date was not found; enter it." in document.warnings
