"""What a session promises whoever works with it; the rest is told beside the parts that keep it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small import CHAIR, MANAGER, Write, action, names, new, opened, put, tag
from tracker.domain.commands import AddTag, AddUpdate, SetUpPlan
from tracker.domain.errors import Refused
from tracker.domain.records import Action, PlanSettings, Tag, Update
from tracker.session import Changes, Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A new plan with an action."""
    with new(tmp_path / "plan.iplan") as session:
        session.do(SetUpPlan(title="Helping children sooner"))
        session.do(Write(how=lambda tx: tx.put(action(tx.next_ref(Action)))))
        yield session


def test_what_was_done_is_told_with_what_it_made(session: Session) -> None:
    done = session.do(put(tag("north"), action("A1", "Another title")))
    assert (done.seq, done.label) == (3, "write")
    assert done.made(Tag) == tag("north")
    with pytest.raises(ValueError, match="not enough values"):
        done.made(Action)


def test_a_plan_once_handed_out_never_changes(session: Session) -> None:
    before = session.plan
    session.do(put(tag("north")))
    assert (before.seq, list(before.all(Tag)), names(session)) == (2, [], ["north"])
    assert session.plan.get(PlanSettings, "plan") is before.get(PlanSettings, "plan")


def test_whoever_asked_is_told_of_each_change_and_of_nothing_else(session: Session) -> None:
    news: list[Changes] = []
    session.subscribe(news.append)
    session.do(put(tag("north")))
    session.do(put(tag("north")))
    with pytest.raises(Refused):
        session.redo()
    session.undo()
    session.poll()
    assert [(each.plan.seq, each.touched(Tag), each.touched(Action)) for each in news] == [
        (3, True, False),
        (4, True, False),
    ]
    assert news[-1].plan is session.plan


def test_facts_recorded_for_somebody_else_are_theirs(session: Session) -> None:
    command = AddUpdate(action_id=next(iter(session.plan.all(Action))).id, text="Half of them in time.")
    theirs = session.do(command, whose="Head of the Front Door").made(Update)
    own = session.do(command).made(Update)
    assert (theirs.whose, theirs.recorded_by, theirs.login) == ("Head of the Front Door", MANAGER.name, "pm")
    assert (own.whose, own.recorded_by) == (MANAGER.name, MANAGER.name)


def test_a_full_plan_holds_one_moment_and_the_day_on_which_the_file_began(session: Session) -> None:
    session.do(AddUpdate(action_id=next(iter(session.plan.all(Action))).id, text="Half of them in time."))
    full = session.full_plan()
    assert (full.seq, full.digest) == (session.plan.seq, session.plan.digest)
    assert str(full.begun_on) == "2026-11-21"
    assert [each.text for each in full.all(Update)] == ["Half of them in time."]


def test_one_person_s_undo_leaves_what_others_did(session: Session) -> None:
    session.do(put(tag("north")))
    with opened(session.path, CHAIR) as other:
        other.do(put(tag("south")))
        session.undo()
        with pytest.raises(Refused, match="nothing to redo"):
            other.redo()
        other.undo()
    session.poll()
    assert names(session) == []


def test_readers_see_what_is_written_while_they_have_the_plan_open(session: Session) -> None:
    with opened(session.path, CHAIR, read_only=True) as reader:
        session.do(put(tag("north")))
        assert names(reader) == []
        reader.poll()
        assert names(reader) == ["north"]
        session.settle()
        session.do(put(tag("south")))
        assert [each.name for each in reader.full_plan().all(Tag)] == ["north", "south"]


def test_a_closed_plan_is_one_file(session: Session) -> None:
    session.do(put(tag("north")))
    assert len(list(session.path.parent.iterdir())) == 3
    session.settle()
    assert session.path.with_name("plan.iplan-wal").stat().st_size == 0
    session.close()
    session.close()
    assert [each.name for each in session.path.parent.iterdir()] == ["plan.iplan"]


def test_each_plan_and_each_copy_knows_which_it_is(session: Session, tmp_path: Path) -> None:
    with new(tmp_path / "other.iplan") as other, opened(session.backup()) as copy:
        assert other.origin.plan != session.origin.plan == copy.origin.plan
        assert copy.origin.lineage == session.origin.lineage


def test_a_second_look_at_a_plan_is_like_the_first(session: Session) -> None:
    session.do(put(tag("north"), tag("south")))
    session.do(put(tag("northern", "north")))
    with opened(session.path, CHAIR) as other:
        assert [list(other.plan.all(kind)) for kind in other.plan.kinds] == [
            list(session.plan.all(kind)) for kind in session.plan.kinds
        ]
        assert (other.plan.seq, other.plan.digest) == (session.plan.seq, session.plan.digest)


def test_a_change_is_made_in_the_name_of_whoever_is_at_the_keyboard(session: Session) -> None:
    session.actor = CHAIR
    update = AddUpdate(action_id=next(iter(session.plan.all(Action))).id, text="Half of them in time.")
    assert session.do(update).made(Update).recorded_by == CHAIR.name
    step = session.history(limit=1)[0]
    assert (step.actor_name, step.actor, step.device) == (CHAIR.name, CHAIR.id, CHAIR.device)
    assert [each.actor_name for each in session.history(actor=CHAIR)] == [CHAIR.name]


def test_undo_and_redo_are_named_after_what_they_would_take_back_and_make_again(session: Session) -> None:
    assert (session.undo_label, session.redo_label) == ("write", "")
    session.do(AddTag(name="North"))
    assert session.undo_label == "add tag"
    session.undo()
    assert (session.undo_label, session.redo_label) == ("write", "add tag")
    session.redo()
    session.reverse(session.plan.seq)
    assert (session.undo_label, session.redo_label) == ("add tag", "")


def test_undo_says_whose_change_it_would_take_back_where_that_is_somebody_else(session: Session) -> None:
    session.do(AddTag(name="North"))
    session.actor = CHAIR
    assert session.undo_label == f"add tag ({MANAGER.name})"
    session.do(AddTag(name="South"))
    assert session.undo_label == "add tag"
    session.undo()
    assert (session.undo_label, session.redo_label) == (f"add tag ({MANAGER.name})", "add tag")


def test_the_changes_since_one_are_told_with_what_each_did(session: Session) -> None:
    before = session.plan.seq
    session.do(put(tag("north")))
    session.do(put(tag("south")))
    told = [(step.seq, [edit.after for edit in edits]) for step, edits in session.since(before)]
    assert told == [(before + 1, [tag("north")]), (before + 2, [tag("south")])]
    assert session.since(before + 2) == []


def test_what_was_removed_and_is_still_gone_is_told_newest_first(session: Session) -> None:
    session.do(AddTag(name="North"))
    session.undo()
    session.do(AddTag(name="South"))
    session.undo()
    upto = session.plan.seq
    told = session.removals(0, upto)
    assert [change.old["name"] for step in told for change in step.changes] == ["South", "North"]
    assert session.removals(told[0].seq, upto) == []
    session.reverse(told[0].seq)
    assert [step.seq for step in session.removals(0, session.plan.seq)] == [told[1].seq]
