import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.seeded import action, an
from tracker.domain import commands as c
from tracker.domain.codes import DecisionRoute, Lifecycle
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Decision, Post
from tracker.domain.rules.lineage import successors
from ui.dialogs.succession import MergeForm, ReplaceForm, SplitForm
from ui.workspace import Workspace


def refs_out_of(workspace: Workspace, chosen: Action) -> list[str]:
    return [each.ref for each in successors(workspace.plan, chosen)]


def test_an_action_is_split_into_as_many_as_are_named(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = action(workspace.session)
    form = SplitForm(None, workspace, chosen)
    qtbot.addWidget(form)
    form.add_another()
    for fields, title in zip(form.into, ("By phone", "In writing", "In person"), strict=True):
        fields.title.set_value(title)
    form.into[1].owner.set_value(an(workspace.session, Post, 1).id)
    with pytest.raises(TrackerError, match="Why is needed"):
        form.command()
    form.reason.set_value("Three teams")
    workspace.do(form.command())
    assert refs_out_of(workspace, chosen) == ["A3a", "A3b", "A3c"]
    made = successors(workspace.plan, chosen)
    assert [each.title for each in made] == ["By phone", "In writing", "In person"]
    assert made[0].owner_post_id != made[1].owner_post_id


def test_a_title_that_is_missing_is_said_beside_it(workspace: Workspace, qtbot: QtBot) -> None:
    form = SplitForm(None, workspace, action(workspace.session))
    qtbot.addWidget(form)
    form.reason.set_value("Two teams")
    form.into[0].title.set_value("By phone")
    with pytest.raises(TrackerError, match="Title of A3b is needed"):
        form.command()


def test_actions_are_merged_with_those_picked(workspace: Workspace, qtbot: QtBot) -> None:
    first, second = action(workspace.session), action(workspace.session, 1)
    form = MergeForm(None, workspace, [first])
    qtbot.addWidget(form)
    form.reason.set_value("One team")
    form.into.title.set_value("Decide and ring back")
    with pytest.raises(TrackerError, match="at least one other action"):
        form.command()  # no row is chosen by itself
    form.picker.filter.edit.setText("referrer")
    assert form.told.text() == "Nothing chosen yet."
    QTest.keyClick(form.picker.filter.edit, Qt.Key.Key_Down)
    assert form.told.text() == "A3 and A4 become one new action."
    command = form.command()
    assert isinstance(command, c.MergeActions)
    assert command.action_ids == (first.id, second.id)
    workspace.do(command)
    assert refs_out_of(workspace, first) == refs_out_of(workspace, second) == ["A6"]


def test_only_open_actions_are_offered_to_merge_with(workspace: Workspace, qtbot: QtBot) -> None:
    first, second = action(workspace.session), action(workspace.session, 1)
    workspace.do(c.CompleteAction(action_id=second.id))
    form = MergeForm(None, workspace, [first])
    qtbot.addWidget(form)
    assert not form.picker.grid.go_to(second.id)


def test_an_action_is_replaced_by_a_decision(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = action(workspace.session)
    form = ReplaceForm(None, workspace, chosen)
    qtbot.addWidget(form)
    form.by.title.set_value("Decide in half a day")
    form.text.set_value("A duty manager decides each contact.")
    form.reason.set_value("The board wants more")
    form.decision.route.set_value(DecisionRoute.OFFICER)
    form.decision.decided_by.set_value("Director")
    workspace.do(form.command())
    assert workspace.plan.get(Action, chosen.id).lifecycle is Lifecycle.REPLACED
    (made,) = successors(workspace.plan, chosen)
    assert (made.title, made.text) == ("Decide in half a day", "A duty manager decides each contact.")
    assert an(workspace.session, Decision).decided_by == "Director"
