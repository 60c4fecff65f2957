"""A new plan: its name, its file, its first changes."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tracker.domain.codes import Marking
from tracker.domain.commands import AddWorkstream, SetUpPlan
from tracker.domain.errors import TrackerError
from tracker.domain.records import Workstream
from ui.app import Program
from ui.dialogs.new_plan import NewPlanFields, NewPlanForm, make_plan, show_new


@pytest.fixture
def fields(qtbot: QtBot, tmp_path: Path) -> NewPlanFields:
    """The fields of a new plan."""
    made = NewPlanFields(str(tmp_path))
    qtbot.addWidget(made)
    return made


def type_in(fields: NewPlanFields, title: str) -> None:
    fields.title.edit.setText(title)
    fields.title.edit.textEdited.emit(title)


def test_the_file_is_called_as_the_plan(fields: NewPlanFields, tmp_path: Path) -> None:
    type_in(fields, "Front door: 2026/27?")
    assert fields.path == tmp_path / "Front door 2026 27.iplan"


def test_a_file_that_was_named_stays_and_gets_an_ending(fields: NewPlanFields, tmp_path: Path) -> None:
    fields.file.edit.setText("mine")
    fields.file.edit.textEdited.emit("mine")
    type_in(fields, "Front door")
    assert fields.path == tmp_path / "mine.iplan"


def test_a_suggestion_gives_way_to_what_was_typed(fields: NewPlanFields) -> None:
    fields.suggest("Improvement plan: Harrowmere")
    type_in(fields, "Front door")
    fields.suggest("Improvement plan: Eastmarsh")
    assert fields.title.value() == "Front door"


def test_a_plan_needs_a_name(fields: NewPlanFields) -> None:
    with pytest.raises(TrackerError, match="Name of the plan is needed"):
        fields.check()


def test_the_form_gives_the_command_that_sets_the_plan_up(qtbot: QtBot, tmp_path: Path) -> None:
    form = NewPlanForm(None, str(tmp_path))
    qtbot.addWidget(form)
    form.authority.edit.setText("Harrowmere")
    form.fields_of_plan.title.edit.setText("Front door")
    form.fields_of_plan.marking.set_value(Marking.OFFICIAL)
    assert form.command() == SetUpPlan(title="Front door", authority="Harrowmere", marking=Marking.OFFICIAL)


def test_a_plan_is_made_shown_and_remembered(program: Program, tmp_path: Path) -> None:
    window = program.open_window()
    path = tmp_path / "new.iplan"
    workspace = make_plan(window, path, SetUpPlan(title="New"), AddWorkstream(title="The front door"))
    show_new(window, workspace, "actions")
    assert window.workspace is workspace
    assert len(workspace.plan.all(Workstream)) == 1
    assert program.preferences.recent[0]["path"] == str(path.resolve())
    other = make_plan(window, tmp_path / "other.iplan", SetUpPlan(title="Other"))
    show_new(window, other, "actions")
    assert [each.workspace for each in program.windows] == [workspace, other]


def test_a_refusal_leaves_no_file(program: Program, tmp_path: Path) -> None:
    window = program.open_window()
    with pytest.raises(TrackerError):
        make_plan(window, tmp_path / "new.iplan", SetUpPlan(title="New"), AddWorkstream(title=" "))
    assert not list(tmp_path.glob("new.iplan*"))
