import pytest

from tracker.importing.markup import number, numeral


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (3, "decimal", "3"),
        (2, "lowerLetter", "b"),
        (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (4000, "lowerRoman", "4000"),
        (0, "lowerLetter", "0"),
        (-1, "lowerRoman", "-1"),
        (999_999, "lowerLetter", "999999"),
        (5, "chicago", "5"),
    ],
)
def test_numbers_show_as_their_lists_write_them(count: int, form: str, shown: str) -> None:
    assert numeral(count, form) == shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12", 12),
        (" -3 ", -3),
        ("+3", None),
        ("- 3", None),
        ("1234567", None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
)
def test_whole_numbers_are_read_and_nothing_else(text: str | None, found: int | None) -> None:
    assert number(text) == found
