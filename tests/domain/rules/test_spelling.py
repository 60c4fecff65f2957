"""What is marked as misspelt, and what is offered instead."""

from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plans import plan
from tracker.domain.codes import SourceKind
from tracker.domain.records import Organisation, Person, Source, Tag, WordGroup
from tracker.domain.rules.spelling import Spelling, own_words

WORDS = files("resources").joinpath("words")
LISTS = [WORDS.joinpath(f"{name}.txt").read_bytes() for name in ("common", "british", "field")]
SPELLING = Spelling(LISTS)
PLAN = plan(
    Source(
        id="s1",
        kind=SourceKind.ILACS_REPORT,
        title="Letter",
        body="Arolygiaeth",
        authority="Nantybryn",
        in_plan_from=date(2026, 1, 1),
    ),
    Organisation(id="o1", name="Kelminster Women’s Aid"),
    Person(id="p1", name="Oluwaseun O’Dowd"),
    Tag(id="t1", name="Brightholme"),
    WordGroup(id="w1", words=("The Larkrise", "edge of care crew")),
)


def marked(text: str, spelling: Spelling = SPELLING) -> list[str]:
    return [text[start : start + length] for start, length in spelling.wrong(text)]


@pytest.mark.parametrize("words", LISTS, ids=["common", "british", "field"])
def test_a_list_is_as_it_is_looked_up(words: bytes) -> None:
    lines = words.split(b"\n")
    assert lines[-1] == b""
    assert lines[:-1] == sorted(set(lines[:-1]))


@given(st.sampled_from(b"".join(LISTS).decode().split()), st.sampled_from(["{}", "“{},", "{}'s", "(re-{})"]))
def test_no_word_of_a_list_is_marked(word: str, around: str) -> None:
    assert marked(around.format(word)) == []


@given(st.text())
@settings(max_examples=200)
def test_any_text_is_looked_through_and_what_is_marked_is_a_word_that_is_wrong(text: str) -> None:
    end = 0
    for start, length in SPELLING.wrong(text):
        assert start >= end
        end = start + length
        word = text[start:end]
        assert word[0].isalpha() and not SPELLING.is_right(word)


@given(st.lists(st.sampled_from(["recieve", "referral", "A12", "“teh”", "MASH’s"]), min_size=1))
def test_each_place_of_a_wrong_word_is_marked(words: list[str]) -> None:
    expected = [word.strip("“”") for word in words if word in ("recieve", "“teh”")]
    assert marked("\n".join(words)) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "The council’s children's services; parents’ views",
            "I don’t",
            "naïve cafe\u0301",
            "safe\u00adguarding",
        ),
        *("organise or organize", "realising, realizing", "programme and program", "judgment", "colour"),
        *("A12 1.2 F3a s47 2026-27 16-year-olds 3rd £1.05m Q3", "MASH, DCS’s, IROs, GPs and SENCos"),
        *(
            "https://xyzzy.example/qwrty",
            "www.qwrty.example",
            "qwrt@zzxy.example",
            "qwrty.xlsx",
            "C:\\Qwrty\\zzxy",
        ),
        *("e.g. i.e. p.m.", "multi-agency co-ordinator", "MacDonald iPad O’Neill", "Ξένος слово كلمة"),
        *("and/or he/she", "• one – two—three…", "workstream virement wellbeing Ofsted", "a" * 300),
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The color of the center", ["color", "center"]),
        ("They analyze behavior", ["analyze", "behavior"]),
        ("Recieve teh councl’s letter", ["Recieve", "teh", "councl’s"]),
        ("a multi-agnecy (safegarding)hub", ["agnecy", "safegarding"]),
        ("in london", ["london"]),
        ("the end.Teh next", ["Teh"]),
    ],
)
def test_what_is_marked(text: str, wrong: list[str]) -> None:
    assert marked(text) == wrong


@pytest.mark.parametrize(
    ("word", "first"),
    [
        *(("teh", "the"), ("recieve", "receive"), ("adress", "address"), ("relevent", "relevant")),
        *(("color", "colour"), ("center", "centre"), ("analyze", "analyse"), ("Behavior", "Behaviour")),
        *(("london", "London"), ("dont", "don't"), ("childrens", "children's"), ("aswell", "as well")),
        *(("safegarding’s", "safeguarding's"), ("implemention", "implementation"), ("virment", "virement")),
    ],
)
def test_the_likeliest_word_is_offered_first(word: str, first: str) -> None:
    assert SPELLING.suggest(word)[0] == first


def test_nothing_is_offered_for_what_is_like_no_word() -> None:
    assert SPELLING.suggest("qxzvwk") == ()


@given(st.from_regex("[A-Za-z][a-zé]{1,9}(’s)?", fullmatch=True))
@settings(max_examples=25)
def test_what_is_offered_is_right(word: str) -> None:
    assert all(marked(each) == [] for each in SPELLING.suggest(word))


def test_the_plans_own_words_and_names_are_right_and_offered() -> None:
    text = "Oluwaseun O’Dowd of Kelminster, Brightholme: larkrise crew (Arolygiaeth, Nantybryn)"
    assert marked(text) == ["Oluwaseun", "Kelminster", "Brightholme", "larkrise", "Arolygiaeth", "Nantybryn"]
    own = Spelling(LISTS, own_words(PLAN))
    assert marked(text, own) == []
    assert own.suggest("Kelmnister") == ("Kelminster",)
    assert "Larkrise" in own.suggest("larkris")
