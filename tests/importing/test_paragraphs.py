import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importing.paragraphs import join, paragraphs
from tracker.importing.plain import lines_of

FULL = "A line that is as wide as the lines of this document are, and not wider."


def joined(text: str) -> list[str]:
    wide = f"{FULL}\n\n{FULL}\n\n"
    found = paragraphs(lines_of(wide + text), lambda words: words in ("Findings", "What must be done"))
    return [paragraph.text for paragraph in found if paragraph.text != FULL]


@pytest.mark.parametrize(
    "text",
    [
        "• Plans for children in the\nHarrowmere area",
        "• Plans for children, of the board and\nHarrowmere",
        "• Plans (of the board, the council and their\nPartners in Harrowmere) are late",
        "• Plans. (They are\nLate in Harrowmere.)",
        "• Plans of the board and council, which are known by all as ‘the plans’\nHarrowmere among them",
        "• Plans are late\n(outcome 4)",
    ],
)
def test_a_line_that_ends_in_mid_phrase_goes_on_whatever_follows(text: str) -> None:
    (paragraph,) = joined(text)
    assert paragraph == text.replace("\n", " ").removeprefix("• ")


def test_items_in_a_row_stay_apart_however_they_end() -> None:
    assert joined("• Plans and\n• visits; and\n• checks (of\n• each)") == [
        "Plans and",
        "visits; and",
        "checks (of",
        "each)",
    ]


@pytest.mark.parametrize(
    "before", ["• Plans", "• Plans of the board and council, which are known by all as “the plans”"]
)
def test_a_heading_after_an_item_without_a_full_stop_stands_alone(before: str) -> None:
    assert joined(f"{before}\nFindings\nMuch is good.")[1:] == ["Findings", "Much is good."]


@pytest.mark.parametrize(
    "prose",
    [
        "Leaders have seen what must be done, and they have read the\nFindings\nof the inspectors.",
        "Leaders have seen what must be done, and they have read the\nFindings",
    ],
)
def test_a_heading_inside_a_sentence_is_none(prose: str) -> None:
    assert joined(prose) == [prose.replace("\n", " ")]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("face-", "to-face", "face-to-face"),
        ("short-", "and long-term", "short- and long-term"),
        ("either/", "or", "either/or"),
        ("one", "two", "one two"),
        ("", "two", "two"),
    ],
)
def test_lines_are_joined_as_running_text(first: str, second: str, whole: str) -> None:
    assert join(first, second) == whole


@given(
    st.lists(
        st.sampled_from(["• a", "1. b", "(c)", "Findings", "and", "The (d", "e)", "", "f.", FULL]),
        max_size=12,
    )
)
def test_no_word_is_lost_and_none_is_added(lines: list[str]) -> None:
    source = lines_of("\n".join(lines))
    found = paragraphs(source, lambda words: words == "Findings")
    assert [number for paragraph in found for number in paragraph.lines] == [
        line.number for line in source.lines
    ]
    whole = " ".join(f"{paragraph.marker or ''} {paragraph.text}" for paragraph in found)
    assert whole.split() == " ".join(line.whole for line in source.lines).split()
