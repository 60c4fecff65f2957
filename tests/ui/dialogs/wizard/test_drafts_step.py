"""Draft actions: owner, due date and workstream, where they are known."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tracker.domain.commands import NewDraft
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import Post, Workstream
from tracker.importing.proposal import Proposal
from ui.dialogs.wizard.drafts_step import DraftsStep
from ui.workspace import Workspace

TODAY = date(2026, 11, 21)


@pytest.fixture
def step(qtbot: QtBot, proposal: Proposal, workspace: Workspace) -> DraftsStep:
    """The step over the letter, for a plan with posts and a workstream; the second area is left out."""
    item = replace(proposal.items[1], left_out="Answered")
    made = DraftsStep(proposal.with_item(1, item), workspace.plan, TODAY)
    qtbot.addWidget(made)
    return made


def test_each_area_that_comes_in_has_a_row(step: DraftsStep) -> None:
    assert list(step.rows) == [0, 2, 3, 4]
    names = [row.owner.edit.accessibleName() for row in step.rows.values()]
    assert names == ["Owner for P1", "Owner for I1", "Owner for I2", "Owner for I3"]


def test_owners_and_workstreams_of_the_plan_are_known_by_their_words(
    step: DraftsStep, workspace: Workspace
) -> None:
    post, stream = next(iter(workspace.plan.all(Post))), next(iter(workspace.plan.all(Workstream)))
    row = step.rows[0]
    row.owner.edit.setText(f"{post.title.upper()}, eastmarsh council")
    row.workstream.edit.setText(stream.title)
    draft = step.check().items[0].draft
    assert draft == NewDraft(owner_post_id=post.id, workstream_id=stream.id)


def test_new_titles_are_offered_to_the_other_rows(step: DraftsStep) -> None:
    step.rows[0].owner.edit.setText("Principal Social Worker")
    step.rows[0].workstream.edit.setText("Practice")
    draft = step.check().items[0].draft
    assert (draft.owner_title, draft.workstream_title) == ("Principal Social Worker", "Practice")
    owners, workstreams = (model.stringList() for model in step._known)
    assert "Principal Social Worker" in owners
    assert workstreams == ["Practice", "The front door"]


def test_dates_are_echoed_and_one_that_cannot_be_read_stops(step: DraftsStep) -> None:
    step.rows[2].due.edit.setText("march 2027")
    assert step.rows[2].due.note.text() == "the end of March 2027, in 4 months."
    step.rows[3].due.edit.setText("soon")
    with pytest.raises(TrackerError, match="“soon” is not a date"):
        step.check()
    step.rows[3].due.edit.setText("")
    assert step.check().items[2].draft.due == DueDate.month(2027, 3)


def test_what_is_given_to_all_fills_only_what_is_empty(step: DraftsStep) -> None:
    step.rows[0].owner.edit.setText("Director")
    step.all.owner.edit.setText("Head of Service")
    step.all.due.edit.setText("1 April 2027")
    step._give_button.click()
    proposal = step.check()
    drafts = [proposal.items[n].draft for n in step.rows]
    assert [each.owner_title for each in drafts] == ["Director", *["Head of Service"] * 3]
    assert {each.due for each in drafts} == {DueDate.day(date(2027, 4, 1))}
    assert proposal.items[1].draft == NewDraft()


def test_rows_follow_a_proposal_that_was_changed_and_keep_what_was_typed(
    step: DraftsStep, proposal: Proposal
) -> None:
    step.rows[0].title.edit.setText("See every child")
    changed = step.check().join_next(2)
    step.show_proposal(changed)
    assert list(step.rows) == [0, 2, 3]
    assert step.rows[0].title.value() == "See every child"


def test_many_rows_come_in_one_after_the_other_and_all_count(qtbot: QtBot, proposal: Proposal) -> None:
    many = replace(proposal, items=proposal.items * 12)
    step = DraftsStep(many, None, TODAY)
    qtbot.addWidget(step)
    assert len(step.rows) < 60
    step.all.owner.edit.setText("Director")
    step._give_button.click()
    assert {item.draft.owner_title for item in step.check().items} == {"Director"}
    step.show_proposal(many)
    qtbot.waitUntil(lambda: len(step.rows) == 60)
    assert list(step.rows) == list(range(60))
