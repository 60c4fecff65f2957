from collections.abc import Callable
from datetime import date

import pytest

from tests.seeded import DIRECTOR, action, an
from tracker.domain import commands as c
from tracker.domain.due import DueDate
from tracker.domain.records import Action, Post, Update
from tracker.session import Session


def test_several_changes_are_one_line_of_the_history(session: Session) -> None:
    seq = session.plan.seq
    tags = c.AddTag(name="Imported"), c.AddTag(name="Waiting")
    done = session.do(c.Together(label="import tracker.xlsx", commands=tags))
    (step,) = session.history(since=seq)
    assert (step.kind, step.label, done.label) == ("together", "import tracker.xlsx", "import tracker.xlsx")
    assert session.undo_label == "import tracker.xlsx"
    session.undo()
    assert [edit.after for edit in done.edits] != [edit.before for edit in done.edits]
    assert session.undo_label == ""


def test_one_refused_change_leaves_no_trace_of_the_others(
    session: Session, refuses: Callable[..., None]
) -> None:
    chosen = action(session)
    doing = c.AddTag(name="Waiting"), c.AddUpdate(action_id=chosen.id)
    refuses(c.Together(label="import", commands=doing), "An update needs some words")
    assert session.do(c.AddTag(name="Waiting")).edits


def test_a_later_change_names_what_an_earlier_one_makes(session: Session) -> None:
    doing = (
        c.AddPost(id="p", title="Head of Front Door"),
        c.AddAction(id="a", title="Answer the phone", owner_post_id="p"),
        c.ChangeAction(id="a", changes={"due": DueDate.day(date(2027, 3, 31))}),
    )
    done = session.do(c.Together(label="import", commands=doing))
    assert (done.made(Action).owner_post_id, done.made(Post).id) == ("p", "p")


def test_a_record_is_never_made_over_another(session: Session, refuses: Callable[..., None]) -> None:
    taken = an(session, Post)
    refuses(c.AddPost(id=taken.id, title="Head of Front Door"), "has been added already")


def test_what_somebody_else_said_is_theirs_and_the_rest_the_writer_s(session: Session) -> None:
    chosen = action(session)
    said = c.AddUpdate(action_id=chosen.id, text="Two lines are open.")
    doing = c.RecordedFor(DIRECTOR, said), c.AddUpdate(action_id=chosen.id, text="Seen by the office.")
    done = session.do(c.Together(label="take in answers", commands=doing))
    made = [edit.after for edit in done.edits if isinstance(edit.after, Update)]
    assert [each.whose for each in made] == [DIRECTOR, session.actor.name]
    assert {each.recorded_by for each in made} == {session.actor.name}


def test_what_cannot_be_taken_back_is_done_by_itself() -> None:
    setting_up = c.SetUpPlan(title="Plan")
    with pytest.raises(ValueError, match="by itself"):
        c.Together(label="set up", commands=(c.AddTag(name="Waiting"), setting_up))
