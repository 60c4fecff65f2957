"""Every word of a plan is found as it is typed, whatever its capitals and accents."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import the_risk
from tests.seeded import action, growth, measured, seed
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import Delivery, SourceKind
from tracker.domain.commands.base import Actor
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Measure, Risk, Source, Tag, Update
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


def test_what_was_put_right_or_removed_for_data_protection_is_not_found_any_more(
    session: Session, index: SearchIndex
) -> None:
    wrong = session.do(c.AddUpdate(action_id=action(session).id, text="Tombola")).made(Update)
    tag = session.do(c.AddTag(name="Tombola")).made(Tag)
    session.do(c.TagAction(action_id=action(session).id, tag_id=tag.id))
    update(session, "Another one")
    index.build(["action_update", "tag", "action_tag"])
    assert len(index.find(["tombola"])) == 3
    why: dict[str, Any] = {"reason": "Misread", "agreed_by": "Chair"}
    session.do(c.CorrectEntry(record=Update, id=wrong.id, field="text", value="Raffle", **why))
    two = {**why, "agreed_by": ("Chair", "Director")}
    session.do(c.Redact(record=Tag, id=tag.id, field="name", **two))
    index.build(["action_update", "tag"])
    assert index.find(["tombola"]) == []
    assert len(index.find(["raffle"])) == len(index.find(["another"])) == 1
    session.do(c.Redact(record=Update, id=wrong.id, field="text", **two))
    index.build(["action_update"])
    assert index.find(["raffle"]) == []
    taken_back = session.do(c.AddUpdate(action_id=action(session).id, text="Bazaar"))
    index.build(["action_update"])
    session.reverse(taken_back.seq)
    index.build(["action_update"])
    assert index.find(["bazaar"]) == []


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


def test_measures_and_what_is_tagged_are_found(session: Session, index: SearchIndex) -> None:
    measure = measured(session)
    tag = session.do(c.AddTag(name="Tombola")).made(Tag)
    session.do(c.TagRecord(record=Measure, id=measure.id, tag_id=tag.id))
    session.do(c.TagAction(action_id=action(session).id, tag_id=tag.id))
    index.build(["measure", "action_tag", "record_tag"])
    assert [hit.leads_to for hit in index.find(["decided within"])] == [Measure.table]
    assert {(hit.table, hit.leads_to, hit.id) for hit in index.find(["tombola"])} == {
        ("record_tag", Measure.table, measure.id),
        ("action_tag", Action.table, action(session).id),
    }


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


def test_actions_are_found_by_what_their_updates_say(session: Session, index: SearchIndex) -> None:
    update(session, "The naïve rota for the front desk")
    index.build()
    assert index.actions_saying(["NAIVE rot"]) == {action(session).id}
    assert index.actions_saying(["decide every contact"]) == frozenset()
    assert index.actions_saying([""]) == frozenset()
