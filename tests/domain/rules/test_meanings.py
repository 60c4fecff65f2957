"""A search finds what is called something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import plan
from tracker.domain.records import WordGroup
from tracker.domain.rules.meanings import alike

NO_WORDS = plan()
OWN = plan(
    WordGroup(id="w1", words=("The Lighthouse", "edge of care team")),
    WordGroup(id="w2", words=("Kelminster",)),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mash", "front door"),
        ("Front Door rota", "multi-agency safeguarding hub rota"),
        ("s47", "section 47"),
    ],
)
def test_the_usual_words_of_the_field_stand_for_each_other(typed: str, found: str) -> None:
    assert found in alike(NO_WORDS, typed)


def test_what_was_typed_comes_first() -> None:
    assert alike(NO_WORDS, "  MASH rota ")[0] == "mash rota"


def test_the_plans_own_words_count_too() -> None:
    assert "edge of care team" in alike(OWN, "the lighthouse")
    assert alike(NO_WORDS, "the lighthouse") == ("the lighthouse",)


def test_a_phrase_within_a_longer_word_is_no_such_phrase() -> None:
    assert alike(NO_WORDS, "smashing") == ("smashing",)


@given(st.text())
def test_any_text_is_among_its_own_meanings(text: str) -> None:
    found = alike(OWN, text)
    assert len(set(found)) == len(found)
    assert found[0] == " ".join(found[0].split())
