"""Draft actions: owner, due date and workstream, where they are known."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tracker.domain.codes import FindingKind
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


def drafts(proposal: Proposal) -> list[NewDraft]:
    return [draft.new for _, draft in proposal.actions]


def test_each_area_that_comes_in_has_a_row(step: DraftsStep) -> None:
    assert [row.number for row in step.rows] == [0, 2, 3, 4]
    names = [row.common.owner.edit.accessibleName() for row in step.rows]
    assert names == ["Owner for P1", "Owner for I1", "Owner for I2", "Owner for I3"]


def test_owners_and_workstreams_of_the_plan_are_known_by_their_words(
    step: DraftsStep, workspace: Workspace
) -> None:
    post, stream = next(iter(workspace.plan.all(Post))), next(iter(workspace.plan.all(Workstream)))
    row = step.rows[0].common
    row.owner.edit.setText(f"{post.title.upper()}, eastmarsh council")
    row.workstream.edit.setText(stream.title)
    draft = drafts(step.check())[0]
    assert draft == NewDraft(owner_post_id=post.id, workstream_id=stream.id)


def test_new_titles_are_offered_to_the_other_rows(step: DraftsStep) -> None:
    step.rows[0].common.owner.edit.setText("Principal Social Worker")
    step.rows[0].common.workstream.edit.setText("Practice")
    draft = drafts(step.check())[0]
    assert (draft.owner_title, draft.workstream_title) == ("Principal Social Worker", "Practice")
    owners, workstreams = (model.stringList() for model in step.names.known)
    assert "Principal Social Worker" in owners
    assert workstreams == ["Practice", "The front door"]


def test_dates_are_echoed_and_one_that_cannot_be_read_stops(step: DraftsStep) -> None:
    step.rows[1].common.due.edit.setText("march 2027")
    assert step.rows[1].common.due.note.text() == "the end of March 2027, in 4 months"
    step.rows[2].common.due.edit.setText("soon")
    with pytest.raises(TrackerError, match="“soon” is not a date"):
        step.check()
    step.rows[2].common.due.edit.setText("")
    assert drafts(step.check())[1].due == DueDate.month(2027, 3)


def test_what_is_given_to_all_fills_only_what_is_empty(step: DraftsStep) -> None:
    step.rows[0].common.owner.edit.setText("Director")
    step.all.owner.edit.setText("Head of Service")
    step.all.due.edit.setText("1 April 2027")
    step._give.click()
    given = drafts(step.check())
    assert [each.owner_title for each in given] == ["Director", *["Head of Service"] * 3]
    assert {each.due for each in given} == {DueDate.day(date(2027, 4, 1))}
    assert step.check().drafts.all[1].is_blank


def test_rows_follow_a_proposal_that_was_changed_and_keep_what_was_typed(
    step: DraftsStep, proposal: Proposal
) -> None:
    step.rows[0].title.edit.setText("See every child")
    changed = step.check().join_next(2)
    step.show_proposal(changed)
    assert len(step.rows) == 3
    assert step.rows[0].title.value() == "See every child"


def test_many_rows_come_in_one_after_the_other_and_all_count(qtbot: QtBot, proposal: Proposal) -> None:
    many = proposal
    for n in range(60):
        many, _ = many.write(f"Area {n}", FindingKind.OTHER_AREA)
    step = DraftsStep(many, None, TODAY)
    qtbot.addWidget(step)
    assert len(step.rows) < 60
    step.all.owner.edit.setText("Director")
    step._give.click()
    assert {each.owner_title for each in drafts(step.check())} == {"Director"}
    step.show_proposal(many)
    qtbot.waitUntil(lambda: len(step.rows) == 65)
    assert [row.number for row in step.rows] == list(range(65))


def test_enter_adds_a_second_action_to_an_area(step: DraftsStep) -> None:
    step.rows[0].title.edit.setText("See every child")
    QTest.keyClick(step.rows[0].title.edit, Qt.Key.Key_Return)
    assert [row.title.value() for row in step.rows[:2]] == ["See every child", ""]
    step.rows[1].title.edit.setText("Count who waits")
    step.rows[2].title.edit.setText("Write chronologies")
    proposal = step.check()
    assert [(each.new.title, each.answers) for _, each in proposal.actions[:3]] == [
        ("See every child", (0,)),
        ("Count who waits", (0,)),
        ("Write chronologies", (2,)),
    ]
    step.rows[0]._away.click()
    assert step.rows[0].title.value() == "Count who waits"
    assert not step.rows[0]._away.isVisibleTo(step)


def test_several_areas_share_one_action_and_are_parted_again(step: DraftsStep) -> None:
    assert not step._share.isEnabled()
    step.rows[1].title.edit.setText("One plan for practice")
    for row in step.rows[1:3]:
        row.tick.click()
    step._share.click()
    assert [draft.answers for _, draft in step.check().actions] == [(0,), (2, 3), (4,)]
    assert step.rows[1].common.owner.edit.accessibleName() == "Owner for I1 and I2"
    step.rows[1]._part.click()
    assert [(draft.answers, draft.new.title) for _, draft in step.check().actions][1:3] == [
        ((2,), "One plan for practice"),
        ((3,), ""),
    ]


def test_areas_are_ticked_by_what_they_share_and_given_one_workstream(step: DraftsStep) -> None:
    step._tick_group(step._tick.findText("Area for improvement"))
    assert [row.tick.isChecked() for row in step.rows] == [False, True, True, True]
    step.all.workstream.edit.setText("Practice")
    step._give.click()
    assert [each.workstream_title for each in drafts(step.check())] == ["", *["Practice"] * 3]
