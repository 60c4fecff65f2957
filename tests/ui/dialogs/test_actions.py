from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, draft
from tracker.domain import commands as c
from tracker.domain.codes import Audience, Priority
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Finding, Post, Workstream
from ui.app import Program
from ui.dialogs import actions
from ui.dialogs.actions import ActionForm, ConfirmForm, TicksField
from ui.workspace import Workspace


def form_on(workspace: Workspace, qtbot: QtBot, chosen: Action | None = None) -> ActionForm:
    form = ActionForm(None, workspace, chosen)
    qtbot.addWidget(form)
    return form


def test_what_is_ticked_far_down_a_list_is_in_sight(qtbot: QtBot) -> None:
    field = TicksField("Answers", [(str(n), f"F{n}") for n in range(20)])
    qtbot.addWidget(field)
    field.set_value(["15"])
    with qtbot.waitExposed(field):
        field.show()
    assert not field._ticks["15"].visibleRegion().isEmpty()
    assert field._ticks["0"].visibleRegion().isEmpty()


def test_a_new_action_with_all_its_facts(workspace: Workspace, qtbot: QtBot) -> None:
    session = workspace.session
    stream, post, finding = an(session, Workstream), an(session, Post), an(session, Finding)
    form = form_on(workspace, qtbot)
    with pytest.raises(TrackerError, match="Title is needed"):
        form.command()
    form.title.set_value("Write the guide")
    form.owner_post_id.set_value(post.id)
    form.due.set_value(DueDate.month(2027, 3))
    form.workstream_id.set_value(stream.id)
    form.start_on.set_value(date(2026, 12, 1))
    form.criteria.set_value("Every team uses it")
    form.finding_ids.set_value([finding.id])
    form.priority.set_value(Priority.HIGH)
    form.audience.set_value(Audience.RESTRICTED)
    with pytest.raises(TrackerError, match="Why it is restricted is needed"):
        form.command()
    form.audience_reason.set_value("A staffing matter")
    command = form.command()
    assert command == c.AddAction(
        title="Write the guide",
        owner_post_id=post.id,
        due=DueDate.month(2027, 3),
        workstream_id=stream.id,
        start_on=date(2026, 12, 1),
        criteria="Every team uses it",
        finding_ids=(finding.id,),
        priority=Priority.HIGH,
        audience=Audience.RESTRICTED,
        audience_reason="A staffing matter",
    )
    workspace.do(command)


def test_an_edit_changes_only_what_differs(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = draft(workspace.session)
    form = form_on(workspace, qtbot, chosen)
    assert form.command() == c.ChangeAction(id=chosen.id, changes={})
    form.title.set_value("Publish the count")
    form.due.set_value(DueDate.day(date(2026, 12, 18)))
    command = form.command()
    changes = {"title": "Publish the count", "due": DueDate.day(date(2026, 12, 18))}
    assert command == c.ChangeAction(id=chosen.id, changes=changes)
    workspace.do(command)
    assert not workspace.plan.get(Action, chosen.id).draft


def test_approved_words_ask_why_they_change_and_who_agreed(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = action(workspace.session)
    form = form_on(workspace, qtbot, chosen)
    assert not form.reason.isVisibleTo(form)
    assert not form.due.isEnabled()
    form.title.set_value("Decide faster")
    assert form.reason.isVisibleTo(form)
    with pytest.raises(TrackerError, match="Say why it changes and who agreed"):
        workspace.do(form.command())
    form.reason.set_value("Clearer")
    form.agreed_by.set_value("Independent Chair")
    workspace.do(form.command())
    assert workspace.plan.get(Action, chosen.id).title == "Decide faster"


def test_a_post_that_is_not_there_is_said_beside_its_field(workspace: Workspace, qtbot: QtBot) -> None:
    form = form_on(workspace, qtbot, action(workspace.session))
    form.owner_post_id.box.setEditText("Head of Nothing")
    with pytest.raises(TrackerError, match="is not a post in this plan"):
        form.command()
    assert "is not a post in this plan" in form.owner_post_id.note.text()


def test_a_field_can_be_given_the_keyboard(workspace: Workspace, qtbot: QtBot) -> None:
    form = form_on(workspace, qtbot, action(workspace.session))
    form.focus("criteria")
    with qtbot.waitActive(form):
        form.show()
    qtbot.waitUntil(form.criteria.edit.hasFocus)
    form.reject()


def test_an_added_action_is_selected_and_an_unused_one_removed(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = program.open_window()
    program.open_plan(plan_path, window, "actions")
    assert window.workspace is not None

    def fill() -> None:
        form = QApplication.activeModalWidget()
        if isinstance(form, ActionForm):
            form.title.set_value("Write the guide")
            form.accept()
        elif isinstance(form, ConfirmForm):
            form.accept()
        if form is None or form.isVisible():
            QTimer.singleShot(5, fill)

    QTimer.singleShot(0, fill)
    actions.add_action(window)
    (added,) = window.selected_actions()
    assert added.title == "Write the guide"
    window.workspace.undo()
    window.workspace.redo()
    assert window.page is not None
    window.page.show_record(draft(window.workspace.session).id)
    gone = window.selected_actions()[0]
    QTimer.singleShot(0, fill)
    actions.remove_action(window)
    assert window.workspace.plan.find(Action, gone.id) is None
