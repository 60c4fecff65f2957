from hypothesis import given
from hypothesis import strategies as st

from tests.small import MANAGER
from tracker.domain.commands.base import Actor
from tracker.domain.names import folded, plain


@given(st.text())
def test_what_spellings_share_has_itself_no_other_spelling(name: str) -> None:
    assert folded(folded(name)) == folded(name)


def test_an_accent_is_the_same_however_it_is_stored() -> None:
    assert folded("Zoe\u0308  BRANDRETH") == folded("Zo\u00eb Brandreth") != folded("Zoe Brandreth")


def test_one_person_is_one_actor_however_the_name_is_typed() -> None:
    assert Actor(f" {MANAGER.name.upper()}").id == MANAGER.id
    assert Actor("Zoe\u0308").id == Actor("Zo\u00eb").id != Actor("Zoe").id


def test_capitals_and_accents_do_not_count_in_what_is_looked_through() -> None:
    assert plain("Éire  CAFÉ") == "eire cafe"
