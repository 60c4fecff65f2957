"""Every word of a plan is found as it is typed, whatever its capitals and accents."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import the_risk
from tests.seeded import action, growth, seed
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import Delivery, SourceKind
from tracker.domain.commands.base import Actor
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Risk, Source
from tracker.session import Session
from tracker.storage import search
from tracker.storage.search import Hit, SearchIndex


@pytest.fixture
def session(tmp_path: Path, clock: FixedClock) -> Iterator[Session]:
    """The seeded plan."""
    with Session.create(tmp_path / "plan.iplan", Actor("Programme Manager"), clock) as made:
        seed(made)
        yield made


@pytest.fixture
def index(session: Session) -> Iterator[SearchIndex]:
    """An index of it, built."""
    with SearchIndex(session.path) as made:
        made.build()
        yield made


def update(session: Session, text: str) -> None:
    """Write an update on the first action."""
    session.do(c.AddUpdate(action_id=action(session).id, text=text, delivery=Delivery.ON_TRACK))


def marked(hit: Hit) -> list[str]:
    """The words that were found."""
    return [hit.words[start:end] for start, end in hit.marks]


def test_an_action_is_found_by_the_beginnings_of_its_words(session: Session, index: SearchIndex) -> None:
    (hit,) = index.find(["decide cont"])
    assert (hit.table, hit.leads_to, hit.id) == ("action", Action.table, action(session).id)
    assert marked(hit) == ["Decide", "contact"]


def test_a_reference_is_found(session: Session, index: SearchIndex) -> None:
    chosen = action(session)
    assert chosen.id in [hit.id for hit in index.find([chosen.ref.lower()])]


def test_an_update_leads_to_its_action_and_a_new_one_is_found_after_building_again(
    session: Session, index: SearchIndex
) -> None:
    assert index.find(["tombola"]) == []
    update(session, "The Tómbola raised money")
    index.build(["action_update"])
    (hit,) = index.find(["TOMBOLA"])
    assert (hit.table, hit.leads_to, hit.id) == ("action_update", Action.table, action(session).id)
    index.build(["action_update"])
    assert len(index.find(["tombola"])) == 1


def test_changed_words_are_found_and_those_before_are_not(session: Session, index: SearchIndex) -> None:
    risk = session.do(the_risk(session)).made(Risk)
    index.build(["risk"])
    assert index.find(["stay empty"])
    session.do(c.ChangeRisk(id=risk.id, changes={"title": "Nobody applies"}))
    index.build(["risk"])
    assert index.find(["stay empty"]) == []
    assert len(index.find(["nobody applies"])) == 1


def test_the_words_of_a_stored_letter_are_found(session: Session, index: SearchIndex) -> None:
    letter = session.do(
        c.AddSource(
            source_kind=SourceKind.PEER_REVIEW,
            title="Peer review",
            full_text="We sat with the duty team on a Tuesday and heard of the tombola.",
        )
    ).made(Source)
    index.build(["source"])
    (hit,) = index.find(["tombola"])
    assert (hit.leads_to, hit.id) == (Source.table, letter.id)


def test_money_leads_to_its_line(session: Session, index: SearchIndex) -> None:
    session.do(growth(session))
    index.build(["budget_change"])
    assert [hit.leads_to for hit in index.find(["eight social workers"])] == ["budget_line"]


def test_any_of_several_phrases_will_do(index: SearchIndex) -> None:
    assert {hit.id for hit in index.find(["nowhere at all", "monday"])} == {
        hit.id for hit in index.find(["monday"])
    }


@pytest.mark.parametrize("asked", ["", "  ", "\"'*-()", "AND OR NOT NEAR", "a" * 5000, "x\x00y", "^ : { }"])
def test_whatever_is_typed_is_an_answer_and_no_error(index: SearchIndex, asked: str) -> None:
    assert isinstance(index.find([asked]), list)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text())
def test_any_text_may_be_typed(index: SearchIndex, asked: str) -> None:
    assert all(hit.marks for hit in index.find([asked]))


def test_a_file_that_is_no_plan_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "plan.iplan"
    path.write_bytes(b"not a database at all, but long enough to be looked at")
    with pytest.raises(TrackerError), SearchIndex(path) as made:
        made.build()


def test_of_a_word_that_is_everywhere_the_newest_places_come_first(
    session: Session, index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_MANY", 2)
    for text in ("The rota began", "The rota ran for a week", "The rota ended"):
        update(session, text)
    index.build(("action_update",))
    assert [hit.words for hit in index.find(["rota"], 2)] == ["The rota ended", "The rota ran for a week"]


def test_what_another_thread_does_can_be_broken_off(index: SearchIndex) -> None:
    index.interrupt()
    assert index.find(["contact"])
