from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.seeded import action, an
from tracker.domain import commands as c
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import Milestone, Organisation, Part, Post
from ui.app import Program
from ui.dialogs.pieces import DoneForm, MilestoneForm, MilestonesDialog, PartForm, PartsDialog
from ui.main_window import MainWindow
from ui.workspace import Workspace


@pytest.fixture
def window(program: Program, plan_path: Path) -> Iterator[MainWindow]:
    window = program.open_window()
    program.open_plan(plan_path, window)
    yield window


def workspace_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def test_a_part_is_added_changed_and_done(workspace: Workspace, qtbot: QtBot) -> None:
    session, day = workspace.session, workspace.day
    chosen, organisation = action(session), an(session, Organisation)
    form = PartForm(None, workspace, chosen.id, None)
    qtbot.addWidget(form)
    with pytest.raises(TrackerError, match="What it will do is needed"):
        form.command()
    form.text.set_value("Phone lines")
    form.post_id.set_value(an(session, Post).id)
    form.due.set_value(DueDate.month(2028, 1))
    assert form.due.note.text().endswith("Is the year right?")
    form.due.set_value(DueDate.month(2026, 12))
    form.joint.setChecked(True)
    workspace.do(form.command())
    part = an(session, Part)
    assert (part.organisation_id, part.joint, part.due) == (organisation.id, True, DueDate.month(2026, 12))
    again = PartForm(None, workspace, chosen.id, part)
    qtbot.addWidget(again)
    again.text.set_value("Phone lines and a rota")
    assert again.command() == c.ChangePart(id=part.id, changes={"text": "Phone lines and a rota"})
    done = DoneForm(None, day, "Part done", part)
    qtbot.addWidget(done)
    done.done_on.set_value(date(2026, 11, 2))
    assert done.command() == c.PartDone(part_id=part.id, done_on=date(2026, 11, 2))


def test_a_milestone_is_added_changed_and_reached(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = action(workspace.session)
    form = MilestoneForm(None, workspace, chosen.id, None)
    qtbot.addWidget(form)
    form.title.set_value("Rota agreed")
    with pytest.raises(TrackerError, match="Due date is needed"):
        form.command()
    form.due.set_value(DueDate.day(date(2028, 1, 11)))  # the actions beside it are due by January 2027
    assert form.due.note.text().endswith("Is the year right?")
    form.due.set_value(DueDate.day(date(2026, 12, 1)))
    workspace.do(form.command())
    milestone = an(workspace.session, Milestone)
    again = MilestoneForm(None, workspace, chosen.id, milestone)
    qtbot.addWidget(again)
    again.due.set_value(DueDate.day(date(2026, 12, 8)))
    changes = {"due": DueDate.day(date(2026, 12, 8))}
    assert again.command() == c.ChangeMilestone(id=milestone.id, changes=changes)
    done = DoneForm(None, workspace.day, "Milestone reached", milestone)
    qtbot.addWidget(done)
    assert done.command() == c.MilestoneDone(milestone_id=milestone.id, done_on=date(2026, 11, 21))


def test_the_list_follows_the_plan_and_removes_at_once(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    chosen = action(workspace.session)
    dialog = MilestonesDialog(window, chosen)
    qtbot.addWidget(dialog)
    assert "No milestones yet: dated steps on the way." in [
        each.text() for each in dialog.findChildren(QLabel)
    ]
    workspace.do(c.AddMilestone(action_id=chosen.id, title="Rota agreed", due=DueDate.month(2026, 12)))
    names = [each.accessibleName() for each in dialog.findChildren(QPushButton) if each.isVisibleTo(dialog)]
    assert {"Done…: Rota agreed", "Edit: Rota agreed", "Remove: Rota agreed"} <= set(names)
    remove = next(
        each for each in dialog.findChildren(QPushButton) if each.accessibleName().startswith("Remove")
    )
    remove.click()
    qtbot.waitUntil(lambda: not workspace.plan.all(Milestone))
    assert dialog.items() == []


def test_a_refusal_is_said_in_the_list(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    chosen, organisation = action(workspace.session), an(workspace.session, Organisation)
    workspace.do(c.AddPart(action_id=chosen.id, organisation_id=organisation.id, text="Phone lines"))
    part = an(workspace.session, Part)
    workspace.do(c.AddUpdate(action_id=chosen.id, part_id=part.id, text="Two lines are in"))
    dialog = PartsDialog(window, chosen)
    qtbot.addWidget(dialog)
    assert dialog.items()[0].words == "Eastmarsh Council · no date"
    dialog.told(lambda: dialog.do_remove(part.id))
    assert "cannot be removed" in dialog.banner.words
