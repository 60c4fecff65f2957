import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from sqlite3 import Connection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.seeded import an, seed
from tests.small import CHAIR, MANAGER, NOON, action, new, opened, put, remove, tag
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import EvidenceKind
from tracker.domain.commands.base import Actor
from tracker.domain.due import DueDate
from tracker.domain.records import Action, Evidence, Tag
from tracker.storage import connection, journal, values


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A plan with four changes by two people, an hour apart."""
    path, clock = tmp_path_factory.mktemp("made") / "plan.iplan", FixedClock(NOON)
    with new(path, MANAGER, clock) as session:
        session.do(put(tag("north"), action("A1")))
        clock.advance(timedelta(hours=1))
        session.do(put(action("A1", "Another title", draft=True)))
    clock.advance(timedelta(hours=1))
    with opened(path, CHAIR, clock) as session:
        session.do(remove(tag("north")))
        clock.advance(timedelta(hours=1))
        session.do(put(tag("south")))
    return path.read_bytes()


@pytest.fixture
def db(path: Path) -> Iterator[Connection]:
    """The file of that plan."""
    db = connection.connect(path, 1)
    yield db
    db.close()


def test_the_history_says_who_did_what_and_when_newest_first(path: Path) -> None:
    with opened(path) as session:
        newest, third, second, first = session.history()
    assert [each.seq for each in (first, second, third, newest)] == [1, 2, 3, 4]
    assert (first.actor_name, first.login, first.device) == ("Programme manager", "pm", "PC 1")
    assert (newest.actor_name, newest.actor, newest.at) == (CHAIR.name, CHAIR.id, NOON + timedelta(hours=3))
    made, _ = first.changes
    assert (made.entity, made.entity_id, made.field, made.old) == ("tag", "north", "", None)
    assert made.new == {"id": "north", "name": "north"}
    assert [(each.field, each.old, each.new) for each in second.changes] == [
        ("title", "Title of A1", "Another title"),
        ("draft", 0, 1),
    ]
    (removed,) = third.changes
    assert (removed.old, removed.new) == (made.new, None)


def test_the_history_of_one_record_one_person_or_one_stretch(path: Path) -> None:
    with opened(path) as session:

        def told(**wanted: object) -> list[int]:
            return [step.seq for step in session.history(**wanted)]  # type: ignore[arg-type]

        assert told(entity_id="north") == [3, 1]
        assert told(entity_id="A1") == [2, 1]
        assert told(entity_id="nothing") == []
        assert told(actor=CHAIR) == [4, 3]
        assert told(actor=MANAGER, entity_id="north") == [1]
        assert told(since=1, upto=3) == [3, 2]
        assert told(limit=2) == [4, 3]
        assert told(limit=2, upto=2) == [2, 1]


def test_the_history_of_an_action_holds_what_belongs_to_it(tmp_path: Path) -> None:
    with new(tmp_path / "seeded.iplan", MANAGER, FixedClock(NOON)) as session:
        seed(session)
        first, second = (an(session, Action, n).id for n in (0, 1))
        session.do(c.AddMilestone(action_id=first, title="Agreed", due=DueDate.month(2027, 1)))
        session.do(c.AddMilestone(action_id=second, title="Agreed", due=DueDate.month(2027, 1)))
        audit = c.AddEvidence(action_ids=(first,), evidence_kind=EvidenceKind.DELIVERY, title="Audit")
        shown = session.do(audit, whose="Practice Lead")
        session.do(c.AcceptEvidence(evidence_id=shown.made(Evidence).id))
        told = [step.kind for step in session.history(entity_id=first, limit=4)]
    assert told[:3] == ["accept_evidence", "add_evidence", "add_milestone"]
    assert told[3] != "add_milestone"


def test_of_large_steps_as_much_is_read_as_is_asked_for(path: Path) -> None:
    with opened(path) as session:
        whole = session.history()
        assert max(len(step.changes) for step in whole) > 1
        for some, step in zip(session.history(most=1), whole, strict=True):
            assert (some.seq, some.digest, some.changes) == (step.seq, step.digest, step.changes[:1])
        assert session.history(most=1000) == whole


def test_people_are_told_apart_by_name_whatever_its_capitals(path: Path) -> None:
    later = FixedClock(NOON + timedelta(hours=4))
    with opened(path, Actor("  independent CHAIR"), later) as session:
        session.do(put(tag("east")))
        assert [step.seq for step in session.history(actor=CHAIR)] == [5, 4, 3]


def test_each_step_s_digest_covers_the_one_before(db: Connection) -> None:
    assert list(journal.chain_faults(db)) == []
    digests = [step.digest for step in journal.steps(db)]
    assert len(set(digests)) == 4
    assert all(len(bytes.fromhex(digest)) == 32 for digest in digests)


@pytest.mark.parametrize(
    ("harm", "where"),
    [
        ("update step set actor_name = 'Nobody' where seq = 2", [2]),
        ("update step set at = '2026-11-21T13:00:00.000001+00:00' where seq = 2", [2]),
        ("update step set digest = '" + "0" * 64 + "' where seq = 2", [2, 3]),
        ("update step set seq = 9 where seq = 4", [9]),
        ("""update change set new = '"A third title"' where step = 2 and field = 'title'""", [2]),
        ("update change set old = '1' where step = 2 and field = 'draft'", [2]),
        ("update change set entity_id = 'A2' where step = 2 and field = 'title'", [2]),
        ("update change set new = replace(new, 'north', 'mouth') where step = 1", [1]),
        ("update change set n = n + 5 where step = 1 and n = 0", [1]),
        ("delete from change where step = 3", [3]),
    ],
)
def test_whatever_is_altered_from_outside_breaks_the_chain_there(
    db: Connection, harm: str, where: list[int]
) -> None:
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(harm)
    assert list(journal.chain_faults(db)) == where


def test_a_step_taken_out_of_the_middle_is_missed(db: Connection) -> None:
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("delete from change where step = 2")
    db.execute("delete from step where seq = 2")
    assert list(journal.chain_faults(db)) == [3]


PARTS = st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.integers(), st.none())
ROWS = st.dictionaries(st.sampled_from(["id", "title", "text", "page"]), PARTS, min_size=2)


@given(ROWS, st.sampled_from(["id", "title", "text", "page"]))
def test_a_row_without_one_of_its_texts_has_the_same_seal(row: dict[str, object], field: str) -> None:
    text = values.packed(row | {field: "secret"}, "")
    hidden = values.hidden(text, field)
    assert hidden is not None and "secret" not in hidden
    assert values.seal(hidden) == values.seal(text) == values.sealed(row | {field: "secret"})
    assert values.opened(hidden, "", {field: str}) == row | {field: values.REMOVED}


@given(PARTS, PARTS)
def test_two_values_have_the_same_seal_only_if_they_are_the_same(one: object, other: object) -> None:
    texts = values.packed(one, "title"), values.packed(other, "title")
    assert values.opened(texts[0], "title", {}) == one
    assert (values.seal(texts[0]) == values.seal(texts[1])) == (json.dumps(one) == json.dumps(other))


def test_a_text_that_looks_like_a_mark_is_only_a_text(tmp_path: Path) -> None:
    look = '{"redacted":"' + "0" * 64 + '"}'
    with new(tmp_path / "look.iplan") as session:
        session.do(put(tag(look, "look")))
        session.do(put(tag(look + look, "look")))
        session.do(put(tag(look, "look")))
        assert [each.name for each in session.as_known(NOON.date()).all(Tag)] == [look]
        assert [step.changes[0].new for step in session.history(limit=2)] == [look, look + look]
        assert session.check() == []
