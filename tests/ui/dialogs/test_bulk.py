from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, asked
from tracker.domain import commands as c
from tracker.domain.codes import Audience, Lifecycle, OwnColumnKind, Priority
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, ActionTag, DateChange, Decision, OwnColumn, OwnValue, Post, Tag
from ui.dialogs.bulk import BulkForm, fate, preset, told
from ui.dialogs.bulk_settings import UNSET
from ui.workspace import Workspace

MAY = DueDate.day(date(2027, 5, 28))


def form_on(workspace: Workspace, qtbot: QtBot) -> BulkForm:
    made = BulkForm(None, workspace, [action(workspace.session, number) for number in range(3)])
    qtbot.addWidget(made)
    return made


def fates(form: BulkForm) -> list[str]:
    return [fate(each) for each in form.rows.rows()]


def test_what_becomes_of_each_stands_there_before_it_is_done_and_why_is_asked_once(
    workspace: Workspace, qtbot: QtBot
) -> None:
    asked(workspace.session)
    director = an(workspace.session, Post, 1)
    form = form_on(workspace, qtbot)
    assert fates(form) == ["same"] * 3
    assert form.save.text() == "Change"
    with pytest.raises(TrackerError, match="Choose what to set first"):
        form.command()
    preset(form, {"owner_post_id": director.id, "due": MAY})
    assert fates(form) == ["left_out", "changed", "changed"]
    assert "asked for A3 already" in told(form.rows.rows()[0])
    assert told(form.rows.rows()[1]).startswith(
        "Owner: Head of the Front Door → Director; New date asked for: "
    )
    assert form.save.text() == "Change 2 actions"
    with pytest.raises(TrackerError, match="Why is needed"):
        form.command()
    form.reason.set_value("The grant came late")
    form.agreed_by.set_value("The board")
    form.asked_by.set_value("Director")
    command = form.command()
    assert command.label == "change 2 actions"
    workspace.do(command)
    assert [each.reason for each in workspace.plan.all(DateChange)][1:] == ["The grant came late"] * 2
    workspace.undo()
    assert len(workspace.plan.all(DateChange)) == 1


def test_everything_else_that_can_be_set(workspace: Workspace, qtbot: QtBot) -> None:
    kind = OwnColumnKind.CHOICE
    done = workspace.do(c.AddOwnColumn(name="Cabinet", column_kind=kind, choices=("Yes", "No")))
    assert done is not None
    column = done.made(OwnColumn)
    workspace.do(c.AddTag(name="Old"))
    old = an(workspace.session, Tag)
    workspace.do(c.TagAction(action_id=action(workspace.session).id, tag_id=old.id))
    form = form_on(workspace, qtbot)
    for key in ("workstream_id", "priority", "monitored_at", f"own {column.id}"):
        form.set(key)
    assert fates(form) == ["same"] * 3  # nothing is chosen or filled in yet
    with pytest.raises(TrackerError, match="is needed"):
        form.command()
    values = {"priority": Priority.HIGH, "monitored_at": "Board", f"own {column.id}": "Yes"}
    for key, value in values.items():
        form.lines[key].field.set_value(value)  # type: ignore[attr-defined]
    form.lines["workstream_id"].removed.emit("workstream_id")
    assert "workstream_id" not in form.lines
    preset(form, {"tags_on": "New, new ,old", "tags_off": (old.id,), "start_on": date(2026, 12, 1)})
    assert not form.audience_reason.isVisibleTo(form)
    preset(form, {"audience": Audience.RESTRICTED, "start": UNSET})
    form.audience_reason.set_value("A staffing matter")
    workspace.do(form.command())
    first = action(workspace.session)
    assert (first.priority, first.monitored_at, first.start_on) == (Priority.HIGH, "Board", date(2026, 12, 1))
    assert (first.audience_reason, first.lifecycle) == ("A staffing matter", Lifecycle.IN_PROGRESS)
    assert {each.value for each in workspace.plan.all(OwnValue)} == {"Yes"}
    assert len(workspace.plan.by(ActionTag, "action_id", action(workspace.session, 1).id)) == 2


def test_a_hold_rests_on_a_decision(workspace: Workspace, qtbot: QtBot) -> None:
    form = form_on(workspace, qtbot)
    assert not form.decision.isVisibleTo(form)
    form.set("hold", date(2027, 2, 1))
    form.reason.set_value("No money before April")
    form.decision.decided_by.set_value("The board")
    workspace.do(form.command())
    assert action(workspace.session, 2).lifecycle is Lifecycle.ON_HOLD
    assert len(workspace.session.full_plan().all(Decision)) == 1


def test_with_many_actions_the_fates_come_in_slices(workspace: Workspace, qtbot: QtBot) -> None:
    titles = [c.AddAction(title=f"Action {n}") for n in range(120)]
    workspace.do(c.Together(label="add", commands=tuple(titles)))
    form = BulkForm(None, workspace, list(workspace.plan.all(Action)))
    qtbot.addWidget(form)
    form.set("monitored_at", "Board")
    assert fates(form) == []
    qtbot.waitUntil(lambda: len(form.rows.rows()) == 125)
    assert set(fates(form)) == {"changed"}


def test_by_keyboard_alone(workspace: Workspace, qtbot: QtBot) -> None:
    form = form_on(workspace, qtbot)
    form.resize(1100, 600)
    with qtbot.waitExposed(form):
        form.show()
    assert form.choose.hasFocus()
    field = form.set("monitored_at")
    assert field.control.hasFocus()
    QTest.keyClicks(field.control, "Scrutiny")
    QTest.keyClick(field.control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not form.isVisible()
