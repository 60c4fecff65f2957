"""What is known already of the actions that a letter brings in."""

from dataclasses import replace
from datetime import date

import pytest

from tests.seeded import an
from tracker.domain import codes
from tracker.domain import commands as c
from tracker.domain.due import DueDate
from tracker.domain.records import Action, ActionFinding, Finding, Post, Workstream
from tracker.session import Session

DUE = DueDate.day(date(2027, 3, 31))


def letter(*drafts: c.NewDraft) -> c.AddSource:
    """A letter with one finding for each of these drafts."""
    kind = codes.FindingKind.RECOMMENDATION
    findings = tuple(c.NewFinding(kind=kind, text=f"Finding {n}") for n in range(len(drafts)))
    answering = tuple(replace(each, answers=each.answers or (n,)) for n, each in enumerate(drafts))
    return c.AddSource(
        source_kind=codes.SourceKind.OTHER, title="A letter", findings=findings, drafts=answering
    )


@pytest.fixture
def new_actions(session: Session) -> list[Action]:
    """The actions of a letter that names one owner and workstream twice, and ones that the plan has."""
    drafts = (
        c.NewDraft(owner_title="Principal Social Worker", workstream_title="Practice", due=DUE),
        c.NewDraft(owner_title="principal  social worker", workstream_title="PRACTICE"),
        c.NewDraft(owner_title="director", workstream_id=an(session, Workstream).id, title="See every child"),
        c.NewDraft(),
    )
    done = session.do(letter(*drafts))
    return [edit.after for edit in done.edits if isinstance(edit.after, Action)]


def test_owners_and_workstreams_are_made_once_in_the_same_change(
    session: Session, new_actions: list[Action]
) -> None:
    first, second, third, last = new_actions
    assert first.owner_post_id == second.owner_post_id
    assert session.plan.get(Post, str(first.owner_post_id)).title == "Principal Social Worker"
    assert first.workstream_id == second.workstream_id
    assert session.plan.get(Post, str(third.owner_post_id)).title == "Director"
    assert third.workstream_id == an(session, Workstream).id
    assert (last.owner_post_id, last.workstream_id, last.due) == (None, None, None)
    assert first.due == DUE


def test_only_wording_of_its_own_makes_a_draft_an_action(new_actions: list[Action]) -> None:
    assert [(each.title, each.draft) for each in new_actions] == [
        ("Finding 0", True),
        ("Finding 1", True),
        ("See every child", False),
        ("Finding 3", True),
    ]


def test_in_an_approved_plan_a_dated_action_is_a_promise_and_a_draft_is_not(session: Session) -> None:
    drafts = c.NewDraft(title="See every child", due=DUE), c.NewDraft(due=DUE)
    done = session.do(letter(*drafts))
    made = [edit.after for edit in done.edits if isinstance(edit.after, Action)]
    assert [each.first_due for each in made] == [DUE, None]


def test_one_undo_takes_all_of_it_back(session: Session) -> None:
    before = session.full_plan()
    session.do(letter(c.NewDraft(owner_title="New post", workstream_title="New stream")))
    session.undo()
    after = session.full_plan()
    assert [list(before.all(kind)) for kind in before.kinds] == [
        list(after.all(kind)) for kind in after.kinds
    ]


def test_one_action_answers_several_findings_and_several_answer_one(session: Session) -> None:
    drafts = c.NewDraft(title="See every child", answers=(0, 1)), c.NewDraft(title="Count them", answers=(1,))
    done = session.do(letter(*drafts))
    first, second = (edit.after for edit in done.edits if isinstance(edit.after, Finding))
    told = {each.id: each.title for each in session.plan.all(Action)}
    assert [
        [told[tie.action_id] for tie in session.plan.by(ActionFinding, "finding_id", each.id)]
        for each in (first, second)
    ] == [["See every child"], ["See every child", "Count them"]]
