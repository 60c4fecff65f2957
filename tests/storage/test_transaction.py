from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from tests.small import MANAGER, NOON, Write, action, names, new, opened, put, remove, tables, tag
from tracker.clock import FixedClock
from tracker.domain.codes import SourceKind
from tracker.domain.commands.base import Tx
from tracker.domain.errors import NotFound, Refused
from tracker.domain.plan import Edit
from tracker.domain.records import Action, ActionTag, Finding, Source, Tag, link
from tracker.session import Session
from tracker.storage.transaction import LARGEST_FILE, counts_of


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A new plan."""
    with new(tmp_path / "plan.iplan") as session:
        yield session


def test_a_change_reads_what_it_has_written(session: Session) -> None:
    def how(tx: Tx) -> None:
        tx.put(tag("north"))
        assert tx.get(Tag, "north") == tag("north")
        tx.put(tag("south", "north"))
        assert tx.all(Tag) == tx.all(Tag, name="south") == [tag("south", "north")]
        assert tx.all(Tag, name="north") == []
        tx.remove(tag("south", "north"))
        assert tx.find(Tag, "north") is tx.find(Tag, None) is None
        with pytest.raises(NotFound, match="no longer in the plan"):
            tx.get(Tag, "north")
        tx.put(tag("east"))

    assert session.do(Write(how=how)).edits == (Edit(Tag, "east", None, tag("east")),)


def test_records_are_found_by_what_they_lack(session: Session) -> None:
    session.do(put(action("A1"), action("A2", monitored_at="Board")))
    found: list[Action] = []
    session.do(Write(how=lambda tx: found.extend(tx.all(Action, due=None, monitored_at="Board"))))
    assert found == [action("A2", monitored_at="Board")]


def test_only_what_differs_in_the_end_is_a_change(session: Session) -> None:
    session.do(put(action("A1"), tag("north")))

    def how(tx: Tx) -> None:
        tx.put(action("A1", "Another title"))
        tx.put(action("A1", "Another title", draft=True))
        tx.put(tag("south", "north"))
        tx.put(tag("north"))

    done = session.do(Write(how=how))
    assert done.edits == (Edit(Action, "A1", action("A1"), action("A1", "Another title", draft=True)),)
    (step,) = session.history(limit=1)
    assert [(each.field, each.old, each.new) for each in step.changes] == [
        ("title", "Title of A1", "Another title"),
        ("draft", 0, 1),
    ]


def test_a_change_that_changes_nothing_is_none(session: Session) -> None:
    session.do(put(tag("north")))
    for nothing in (
        put(tag("north")),
        Write(how=lambda tx: tx.new_id()),
        Write(how=lambda tx: tx.next_ref(Action)),
    ):
        done = session.do(nothing)
        assert (done.seq, done.edits, session.plan.seq) == (1, (), 1)
    assert session.do(Write(how=lambda tx: tx.put(action(tx.next_ref(Action))))).made(Action).ref == "A1"


def test_what_is_taken_out_and_put_again_keeps_its_place(session: Session) -> None:
    session.do(put(tag("north"), tag("south"), tag("east")))

    def how(tx: Tx) -> None:
        for name in ("south", "north"):
            tx.remove(tag(name))
        tx.put(tag("west"))
        tx.put(tag("due north", "north"))
        tx.put(tag("south"))

    session.do(Write(how=how))
    assert names(session) == ["due north", "south", "east", "west"]
    assert [each.name for each in session.full_plan().all(Tag)] == names(session)


def test_references_rise_and_are_never_given_twice(session: Session) -> None:
    def made() -> str:
        done = session.do(Write(how=lambda tx: tx.put(action(tx.next_ref(Action)))))
        return done.made(Action).ref

    assert [made(), made()] == ["A1", "A2"]
    session.undo()
    assert made() == "A3"
    session.undo()
    session.undo()
    session.redo()
    assert [each.ref for each in session.plan.all(Action)] == ["A1"]
    assert made() == "A4"
    done = session.do(Write(how=lambda tx: tx.put(tag(tx.next_ref(Finding)))))
    assert done.made(Tag).name == "F1"


def test_references_under_another_rise_by_letter_and_are_never_given_twice(session: Session) -> None:
    def made() -> str:
        done = session.do(Write(how=lambda tx: tx.put(action(tx.next_ref(Action, under="A1")))))
        return done.made(Action).ref

    assert [made(), made()] == ["A1a", "A1b"]
    session.undo()
    assert made() == "A1c"
    assert [made() for _ in range(23)][-1] == "A1z"
    with pytest.raises(Refused, match="After A1z there is no letter left"):
        made()


@pytest.mark.parametrize(
    ("ref", "counts"),
    [
        ("A12", {"A": 12}),
        ("A12b", {"A": 12, "A12": 2}),
        ("A12ba", {"A": 12, "A12": 2, "A12b": 1}),
        ("1.2", {}),
        ("", {}),
    ],
)
def test_a_reference_tells_what_has_been_counted(ref: str, counts: dict[str, int]) -> None:
    assert dict(counts_of(ref)) == counts


def test_two_records_never_share_a_reference(session: Session) -> None:
    session.do(put(action("A1")))
    with pytest.raises(Refused, match="already has a record with this reference"):
        session.do(put(replace(action("A1"), id="other")))
    assert [each.id for each in session.plan.all(Action)] == ["A1"]


def test_nothing_may_refer_to_what_is_not_there(session: Session) -> None:
    tie = link(ActionTag, action_id="A1", tag_id="north")
    with pytest.raises(Refused, match="refer"):
        session.do(put(tie))
    session.do(put(tie, action("A1"), tag("north")))
    with pytest.raises(Refused, match="“Tag on an action” refers to “Tag” that would not be in the plan"):
        session.do(remove(tag("north")))
    session.do(remove(tag("north"), tie))
    assert names(session) == []


def test_a_refused_command_leaves_no_trace(session: Session, tmp_path: Path) -> None:
    session.do(put(tag("north")))
    before = tables(session.path)

    def how(tx: Tx) -> None:
        tx.put(tag("south"))
        tx.remove(tag("north"))
        tx.next_ref(Action)
        tx.keep_file(b"words")
        raise Refused("No.")

    with pytest.raises(Refused, match="No"):
        session.do(Write(how=how))
    assert tables(session.path) == before
    assert (session.plan.seq, names(session)) == (1, ["north"])
    with pytest.raises(NotFound, match="not in the plan"):
        session.read_file(sha256(b"words").hexdigest())


@pytest.mark.parametrize("text", ["\x00", "half \ud800 a letter"])
def test_a_text_that_cannot_be_stored_is_refused_or_comes_back(session: Session, text: str) -> None:
    try:
        session.do(put(tag(text, "odd")))
    except Refused as refusal:
        assert "cannot be stored" in str(refusal)
        assert names(session) == []
    else:
        assert [each.name for each in session.full_plan().all(Tag)] == [text]


@pytest.mark.parametrize("position", [2**63, -(2**63) - 1])
def test_a_number_too_large_for_the_file_is_refused(session: Session, position: int) -> None:
    with pytest.raises(Refused, match="cannot be stored"):
        session.do(put(replace(action("A1"), position=position)))


def test_what_a_change_is_told_of_time_and_people(tmp_path: Path) -> None:
    clock = FixedClock(NOON.replace(month=7, hour=23, minute=30))
    with new(tmp_path / "summer.iplan", MANAGER, clock) as session:
        seen: list[object] = []
        session.do(Write(how=lambda tx: seen.extend([tx.today.isoformat(), tx.seq, tx.actor, tx.whose])))
        session.do(Write(how=lambda tx: seen.append(tx.whose)), whose="Asha Quillfeather")
        assert seen == ["2026-07-22", 1, MANAGER, "Programme manager", "Asha Quillfeather"]


def test_each_change_is_later_than_the_one_before(tmp_path: Path) -> None:
    clock = FixedClock(NOON)
    with new(tmp_path / "plan.iplan", clock=clock) as session:
        for name in ("north", "south"):
            session.do(put(tag(name)))
        clock.advance(-timedelta(minutes=4))
        session.do(put(tag("east")))
        moments = [step.at for step in session.history()]
        assert moments == [NOON + timedelta(microseconds=n) for n in (2, 1, 0)]


@pytest.mark.parametrize(
    ("behind", "words"),
    [
        (timedelta(minutes=6), "6 minutes behind"),
        (timedelta(hours=30), "30 hours behind"),
        (
            timedelta(days=400),
            "400 days behind the last change to the plan, made on Saturday 21",
        ),
    ],
)
def test_a_clock_behind_the_last_change_is_told_before_writing(
    tmp_path: Path, behind: timedelta, words: str
) -> None:
    clock = FixedClock(NOON)
    with new(tmp_path / "plan.iplan", clock=clock) as session:
        session.do(put(tag("north")))
        clock.advance(-behind)
        with pytest.raises(Refused, match=words):
            session.do(put(tag("south")))
        assert names(session) == ["north"]


def keep(content: bytes) -> Write:
    """Keep a file, and a tag named by it."""
    return Write(how=lambda tx: tx.put(tag(tx.keep_file(content), tx.new_id())))


def test_a_kept_file_comes_back_and_is_kept_once(session: Session) -> None:
    kept = [session.do(keep(b"words")).made(Tag).name for _ in range(2)]
    assert kept == [sha256(b"words").hexdigest()] * 2
    assert session.read_file(kept[0]) == b"words"


def test_undo_never_removes_a_kept_file(session: Session) -> None:
    kept = session.do(keep(b"words")).made(Tag).name
    session.undo()
    assert session.read_file(kept) == b"words"


def test_a_record_names_no_file_that_is_not_kept(session: Session) -> None:
    letter = Source(
        id="s1", kind=SourceKind.OTHER, title="Letter", file_sha256="0" * 64, in_plan_from=NOON.date()
    )
    with pytest.raises(Refused, match="refers to “Kept file” that would not be in the plan"):
        session.do(put(letter))


def test_a_file_over_50_mb_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match="larger than 50 MB"):
        session.do(Write(how=lambda tx: tx.keep_file(bytes(LARGEST_FILE + 1))))


def test_a_record_may_be_of_any_kind_that_its_table_can_hold_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "plan.iplan"
    with new(path) as session:
        session.do(put(action("A1", "‘#$<b>’ 🙂 مرحبا " + "x" * 50_000)))
        before = session.plan.get(Action, "A1")
    with opened(path) as session:
        assert session.plan.get(Action, "A1") == before
