import pytest

from tracker.importing.plain import lines_of


def kept(text: str) -> list[str]:
    return [line.whole for line in lines_of(text).lines]


def test_page_numbers_that_count_up_are_left_out() -> None:
    assert kept("One.\n2\nTwo.\n3\nThree has\n17\nitems.") == ["One.", "Two.", "Three has", "17", "items."]


@pytest.mark.parametrize(
    "head", ["Report on Harrowmere\n{}", "{}\nReport on Harrowmere", "Report on Harrowmere {}"]
)
def test_a_running_head_with_its_page_number_is_left_out(head: str) -> None:
    pages = [f"Words of page {word}.\n{head.format(number)}" for number, word in enumerate("abcd", 2)]
    assert kept("Report on Harrowmere\n\nOpening words.\n\nMore.\n" + "\n".join(pages)) == [
        "Report on Harrowmere",
        "Opening words.",
        "More.",
        *(f"Words of page {word}." for word in "abcd"),
    ]


def test_a_head_of_two_lines_is_left_out() -> None:
    head = "Report on Harrowmere\n4 to 15 March 2024"
    pages = "\n".join(f"Words of page {word}.\n{head} {number}" for number, word in enumerate("abc", 2))
    assert kept(pages) == [f"Words of page {word}." for word in "abc"]


def test_lines_that_repeat_away_from_page_numbers_stay() -> None:
    text = "Good.\n\nFirst.\n\nSecond.\n\nThird.\n2\nFourth.\n\nFifth.\n\nSixth.\n\nGood."
    assert kept(text).count("Good.") == 2


def test_numbers_that_do_not_count_up_are_words() -> None:
    lines = ["In care on 31 March 212", "In care on 31 March 214", "In care on 31 March 213"]
    assert kept("\n".join(lines)) == lines


def test_items_that_repeat_stay_even_beside_page_numbers() -> None:
    assert kept("• Plans.\n2\n• Plans.\n3\n• Plans.") == ["• Plans."] * 3
