import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reports.clean import SQUARE, Setter, safe_link, tidy
from tracker.reports.faces import faces

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANY_TEXT)
def test_tidy_text_is_composed_and_holds_no_controls_overrides_or_half_characters(text: str) -> None:
    clean = tidy(text)
    assert tidy(clean) == clean
    hidden = {unicodedata.category(char) for char in clean if char not in "\n\u200c\u200d"}
    assert not hidden & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert tidy(text) == text


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("cafe\u0301", "café"),
        ("a\tb\0c\x07", "a bc"),
        ("pay \u202e001£\u202c now\ufeff", "pay 001£ now"),
        ("half \ud83d of a smile", f"half {SQUARE} of a smile"),
    ],
)
def test_what_cannot_be_seen_goes_and_the_words_stay(given_text: str, cleaned: str) -> None:
    assert tidy(given_text) == cleaned


@given(ANY_TEXT, st.floats(0.5, 60))
def test_whatever_is_fitted_can_be_set_with_the_bundled_fonts(text: str, width: float) -> None:
    fitted = Setter().fit(text, width)
    covered = {chr(char) for face in faces() for char in face.widths}
    assert set(fitted) <= covered | {"\n"}


@given(st.text(st.characters(codec="latin-1", categories=["L", "N", "P", "Zs"])), st.floats(0.5, 60))
def test_fitting_loses_no_word(text: str, width: float) -> None:
    setter = Setter()
    assert setter.fit(text, width).replace("\u200b", "") == tidy(text)
    assert setter.replaced == 0


def test_only_a_word_wider_than_its_column_may_break_inside() -> None:
    fit = Setter().fit
    assert fit("Independent reviewing officer", 12) == "Independent reviewing officer"
    assert fit("a " + "W" * 30, 12) == "a " + "\u200b".join("W" * 30)
    assert fit("e\u0301" * 30, 12).count("\u200b") == 29


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.floats(0.5, 60))
def test_no_word_is_left_wider_than_its_column_without_a_place_to_break(text: str, width: float) -> None:
    setter = Setter()
    for word in setter.fit(text, width).replace("\u200b", " ").split():
        assert setter.width(word) <= width or word[0] == "\u00a0" or len(_bases(word)) == 1


def _bases(word: str) -> list[str]:
    return [char for char in word if unicodedata.category(char)[0] != "M" and char not in "\u200c\u200d"]


@pytest.mark.parametrize(
    ("text", "printed", "replaced"),
    [
        ("good 👍🏽 work", f"good {SQUARE}{SQUARE} work", 2),
        ("a heart ❤\ufe0f", "a heart ❤", 0),
        ("漢字", SQUARE * 2, 2),
        ("ж\u064b", f"ж{SQUARE}", 1),
        ("مرحبا بالعالم", "مرحبا بالعالم", 0),
        ("\u0301", "\u00a0\u0301", 0),
        ("ж\u200dж", "жж", 0),
        (f"a {SQUARE} of ours", f"a {SQUARE} of ours", 0),
    ],
)
def test_what_the_fonts_lack_is_a_square_and_is_counted(text: str, printed: str, replaced: int) -> None:
    setter = Setter()
    assert setter.fit(text, 40) == printed
    assert setter.replaced == replaced


@pytest.mark.parametrize(
    "link", ["https://council.example/plan?x=1#a", "http://council.example", "mailto:board@council.example"]
)
def test_links_to_the_web_and_to_mail_are_kept(link: str) -> None:
    assert safe_link(link) == link


@pytest.mark.parametrize(
    "link",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,<b>",
        "https://",
        "mailto:",
        "https://[",
        "https://a b",
        "https://a\nb",
        "//council.example",
        " https://council.example",
        "\x01https://council.example",
    ],
)
def test_any_other_link_is_dropped(link: str) -> None:
    assert safe_link(link) == ""
