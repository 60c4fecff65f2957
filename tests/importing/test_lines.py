import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importing.lines import clean, ends_sentence, split_marker
from tracker.importing.paragraphs import join
from tracker.importing.plain import decode, lines_of

WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=40)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_cleaned_text_has_no_control_characters_and_single_spaces(text: str) -> None:
    words = clean(text)
    assert not any(ord(letter) < 32 or 0x202A <= ord(letter) <= 0x202E for letter in words)
    assert "  " not in words
    assert words == words.strip()


def test_cleaning_keeps_what_people_write() -> None:
    assert clean("\ufb01nd £3.50 – “Zoë’s” 🙂 سلام\u00a0x\x00") == "find £3.50 – “Zoë’s” 🙂 سلام x"


@given(WORDS, WORDS)
def test_joining_loses_no_letter(first: str, second: str) -> None:
    first, second = clean(first), clean(second)
    assert join(first, second).replace(" ", "") == (first + second).replace(" ", "")


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("face-", "to-face", "face-to-face"),
        ("decision-", "making", "decision-making"),
        ("short-", "and long-term", "short- and long-term"),
        ("early -", "later", "early - later"),
        ("step-up/", "step-down", "step-up/step-down"),
        ("plans for", "children", "plans for children"),
        ("multi-", "organisation", "multi-organisation"),
    ],
)
def test_hyphens_at_line_ends_stay_and_bind(first: str, second: str, joined: str) -> None:
    assert join(first, second) == joined


def test_a_word_broken_by_a_soft_hyphen_is_whole_again() -> None:
    assert join("assess", "ment", split=True) == "assessment"


@pytest.mark.parametrize(
    "text", ["-led work", "*see note", "2018 was", "organisations", "a) b".upper(), "12345. x"]
)
def test_words_are_not_taken_for_markers(text: str) -> None:
    assert split_marker(text) == (None, text)


@pytest.mark.parametrize("end", [".", "?", ":", ".”", "?)", ". (enabler 2, national framework)"])
def test_sentence_ends_are_seen_behind_quotes_and_tags(end: str) -> None:
    assert ends_sentence(f"Plans{end}")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    text = "Children’s plans – “good”\r\n£5"
    assert decode(text.encode(encoding)) == text


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading_of_text(data: bytes) -> None:
    text = decode(data)
    if text is not None:
        lines_of(text)


@given(st.text(max_size=300))
def test_plain_lines_keep_every_word_but_page_numbers(text: str) -> None:
    lines = lines_of(text.replace("\f", " ")).lines
    kept = "".join((line.marker or "") + line.text for line in lines)
    assert len(kept.replace(" ", "")) <= len(clean(text.replace("\n", " ")).replace(" ", "")) + text.count(
        "\x02"
    ) + text.count("\ufffe")
