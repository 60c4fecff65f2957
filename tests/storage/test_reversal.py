from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.seeded import DIRECTOR, REVIEWER, an, ready_to_embed, seed
from tests.seeded import action as planned
from tests.small import CHAIR, MANAGER, NOON, Write, action, names, new, opened, put, remove, tables, tag
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import EvidenceKind
from tracker.domain.commands.base import Tx, hands
from tracker.domain.errors import NotFound, Refused
from tracker.domain.records import Action, ActionTag, Evidence, PlanVersion, Post, Risk, Tag, Update, link
from tracker.session import Session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the plan is."""
    return tmp_path / "plan.iplan"


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    """A new plan with an action and a tag."""
    with new(path) as session:
        session.do(put(action("A1")))
        session.do(put(tag("north")))
        yield session


def test_any_earlier_change_can_be_taken_back_by_a_change_of_its_own(session: Session) -> None:
    session.do(put(tag("south")))
    done = session.reverse(2)
    assert (done.seq, done.label, names(session)) == (4, "write", ["south"])
    newest = session.history(limit=1)[0]
    assert (newest.kind, newest.reverses) == ("reverse", 2)
    session.undo()
    assert names(session) == ["south", "north"]


def test_undo_and_redo_are_changes_too(session: Session) -> None:
    session.undo()
    session.redo()
    session.undo()
    assert [(step.seq, step.kind, step.label, step.reverses) for step in session.history(limit=3)] == [
        (5, "undo", "write", 4),
        (4, "redo", "write", 3),
        (3, "undo", "write", 2),
    ]


def test_undo_goes_back_to_when_the_plan_was_opened_and_no_further(path: Path, session: Session) -> None:
    session.close()
    with opened(path) as again:
        with pytest.raises(Refused, match="nothing to undo"):
            again.undo()
        again.do(put(tag("south")))
        again.undo()
        with pytest.raises(Refused, match="nothing to undo"):
            again.undo()
        again.redo()
        with pytest.raises(Refused, match="nothing to redo"):
            again.redo()


def test_a_new_change_ends_what_could_be_redone(session: Session) -> None:
    session.undo()
    session.do(put(tag("south")))
    with pytest.raises(Refused, match="nothing to redo"):
        session.redo()


def test_what_was_changed_since_stays_and_the_refusal_says_by_whom(path: Path, session: Session) -> None:
    session.do(put(action("A1", "Second title")))
    with opened(path, CHAIR) as other:
        other.do(put(action("A1", "Third title")))
    before = tables(path)
    words = "changed again since: “write” by Independent chair on 21 November 2026"
    with pytest.raises(Refused, match=words):
        session.undo()
    with pytest.raises(Refused, match=words):
        session.reverse(1)
    assert tables(path) == before


def test_a_change_that_cannot_be_undone_does_not_stand_before_those_that_can(
    path: Path, session: Session
) -> None:
    session.do(put(action("A1", "Second title")))
    with opened(path, CHAIR) as other:
        other.do(put(action("A1", "Third title")))
    with pytest.raises(Refused, match="changed again"):
        session.undo()
    session.undo()
    assert names(session) == []


def test_an_undo_that_could_not_be_written_may_be_asked_for_again(path: Path) -> None:
    clock = FixedClock(NOON)
    with new(path, clock=clock) as session:
        session.do(put(tag("north")))
        clock.advance(-timedelta(hours=1))
        with pytest.raises(Refused, match="clock is 60 minutes behind"):
            session.undo()
        clock.set(NOON)
        session.undo()
        assert names(session) == []


def test_another_field_of_the_same_record_may_have_changed_since(session: Session) -> None:
    session.do(put(action("A1", "Second title")))
    session.do(put(action("A1", "Second title", draft=True)))
    session.reverse(3)
    assert session.plan.get(Action, "A1") == action("A1", draft=True)


def test_a_field_that_was_changed_and_changed_back_is_as_it_was_left(session: Session) -> None:
    for title in ("Second title", "Third title", "Second title"):
        session.do(put(action("A1", title)))
    session.reverse(3)
    assert session.plan.get(Action, "A1") == action("A1")


def test_what_a_later_record_refers_to_stays(session: Session) -> None:
    session.do(put(link(ActionTag, action_id="A1", tag_id="north")))
    with pytest.raises(Refused, match="“Tag on an action” refers to “Tag”"):
        session.reverse(2)
    assert names(session) == ["north"]


def test_what_a_later_tag_is_on_stays(seeded: Session) -> None:
    risk = seeded.do(c.AddRisk(title="Posts stay empty"))
    label = seeded.do(c.AddTag(name="Waiting")).made(Tag)
    seeded.do(c.TagRecord(record=Risk, id=risk.made(Risk).id, tag_id=label.id))
    with pytest.raises(Refused, match="“Tag on a record” refers to “Risk”"):
        seeded.reverse(risk.seq)
    seeded.do(c.UntagRecord(record=Risk, id=risk.made(Risk).id, tag_id=label.id))
    untagged = seeded.plan.seq
    seeded.do(c.RemoveRecord(record=Risk, id=risk.made(Risk).id))
    with pytest.raises(Refused, match="A tag is on what is not in the plan"):
        seeded.reverse(untagged)


def test_a_record_taken_out_and_made_again_is_not_put_back_twice(session: Session) -> None:
    session.do(remove(tag("north")))
    session.do(put(tag("North of the city", "north")))
    with pytest.raises(Refused, match="changed again since"):
        session.reverse(3)


def test_a_record_that_is_gone_is_not_changed_back(session: Session) -> None:
    session.do(put(tag("south", "north")))
    session.do(remove(tag("south", "north")))
    with pytest.raises(Refused, match="changed again since"):
        session.reverse(3)


def approve(session: Session) -> int:
    def how(tx: Tx) -> None:
        tx.put(PlanVersion(label="Version 1", body="Board", seq=tx.seq, **hands(tx)))

    return session.do(Write(how=how)).seq


def test_what_a_later_approved_version_holds_is_sealed(session: Session) -> None:
    approval = approve(session)
    with pytest.raises(Refused, match="“Version 1” was approved since"):
        session.reverse(2)
    session.do(put(tag("south")))
    session.undo()
    session.reverse(approval)
    session.reverse(2)
    assert names(session) == []


def test_an_approval_taken_back_and_restored_seals_what_came_before_it(session: Session) -> None:
    approve(session)
    session.undo()
    session.do(put(tag("south")))
    session.undo()
    session.redo()
    session.reverse(4)
    with pytest.raises(Refused, match="approved since"):
        session.reverse(6)


def test_an_update_is_taken_out_by_its_author_only_and_the_history_keeps_it(
    path: Path, session: Session
) -> None:
    def how(tx: Tx) -> None:
        tx.put(Update(action_id="A1", text="Half the contacts in time.", **hands(tx)))

    seq = session.do(Write(how=how)).seq
    with (
        opened(path, CHAIR) as other,
        pytest.raises(Refused, match="Only Programme manager may take this back"),
    ):
        other.reverse(seq)
    session.close()
    with opened(path, MANAGER) as again:
        again.reverse(seq)
        assert again.updates("A1") == []
        assert [step.seq for step in again.history(entity_id=again.history()[0].changes[0].entity_id)] == [
            4,
            3,
        ]


@pytest.fixture
def seeded(tmp_path: Path) -> Iterator[Session]:
    """The plan that examples stand on."""
    with new(tmp_path / "seeded.iplan") as session:
        seed(session)
        yield session


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("accept_evidence", "A3 is closed without accepted evidence"),
        ("add_check", "A3 is embedded without a passed check"),
    ],
)
def test_what_a_later_change_rests_on_stays(seeded: Session, kind: str, words: str) -> None:
    seeded.do(c.EmbedAction(action_id=ready_to_embed(seeded).id), whose=REVIEWER)
    (seq,) = (step.seq for step in seeded.history() if step.kind == kind)
    with pytest.raises(Refused, match=f"would leave a plan in which {words}"):
        seeded.reverse(seq)
    assert seeded.check() == []


def test_evidence_of_what_an_action_came_from_stays_too(seeded: Session) -> None:
    offered = planned(seeded)
    seeded.do(
        c.AddEvidence(action_ids=(offered.id,), evidence_kind=EvidenceKind.DELIVERY, title="Rota"),
        whose=CHAIR.name,
    )
    accepted = seeded.do(c.AcceptEvidence(evidence_id=an(seeded, Evidence).id), whose=DIRECTOR)
    wording = c.Successor(title="Decide at once")
    seeded.do(c.ReplaceAction(action_id=offered.id, by=wording, reason="Shorter"))
    (made,) = (each for each in seeded.plan.all(Action) if each.title == wording.title)
    seeded.do(c.CompleteAction(action_id=made.id))
    seeded.do(c.CloseAction(action_id=made.id), whose=CHAIR.name)
    with pytest.raises(Refused, match=f"{made.ref} is closed without accepted evidence"):
        seeded.reverse(accepted.seq)


def test_what_is_left_when_a_fact_goes_follows_from_the_others(seeded: Session) -> None:
    about = planned(seeded).id
    last = seeded.do(c.AddUpdate(action_id=about, text="Rota agreed", happened_on=date(2026, 11, 10)))
    seeded.do(c.AddUpdate(action_id=about, text="Rota drafted", happened_on=date(2026, 11, 3)))
    seeded.reverse(last.seq)
    assert seeded.plan.get(Action, about).updated_on == date(2026, 11, 3)
    assert seeded.check() == []


def test_no_name_and_no_circle_comes_back(seeded: Session) -> None:
    first, second = planned(seeded).id, planned(seeded, 1).id
    seeded.do(c.AddBlocker(action_id=first, blocked_by_id=second))
    parted = seeded.do(c.RemoveBlocker(action_id=first, blocked_by_id=second))
    seeded.do(c.AddBlocker(action_id=second, blocked_by_id=first))
    with pytest.raises(Refused, match="waits, by way of others, for itself"):
        seeded.reverse(parted.seq)
    post = seeded.do(c.AddPost(title="Head of the Hub")).made(Post)
    renamed = seeded.do(c.ChangePost(id=post.id, changes={"title": "Head of Family Help"}))
    seeded.do(c.AddPost(title="Head of the Hub"))
    with pytest.raises(Refused, match="“Head of the Hub” is in the plan already"):
        seeded.reverse(renamed.seq)


def test_a_change_made_under_an_older_form_of_the_file_stays(path: Path, session: Session) -> None:
    db = Database(str(path))
    db.execute("update step set schema = 1 where seq = 2")
    db.close()
    with pytest.raises(Refused, match="older version"):
        session.undo()


def test_a_change_that_never_was_cannot_be_taken_back(session: Session) -> None:
    with pytest.raises(NotFound, match="no such change"):
        session.reverse(99)


def test_a_change_of_many_records_is_taken_back_whole_or_not_at_all(path: Path, session: Session) -> None:
    session.do(put(tag("south"), tag("east"), action("A2"), link(ActionTag, action_id="A2", tag_id="east")))
    session.do(put(tag("western", "south")))
    before = tables(path)
    with pytest.raises(Refused):
        session.reverse(3)
    assert tables(path) == before
    session.undo()
    session.reverse(3)
    assert (names(session), len(session.plan.all(Action))) == (["north"], 1)
    session.undo()
    assert [each.id for each in session.plan.all(Tag)] == ["north", "south", "east"]
    assert session.plan.by(ActionTag, "tag_id", "east")
