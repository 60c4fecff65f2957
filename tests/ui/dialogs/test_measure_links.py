from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, measured, the_figures
from tests.ui.pages.windows import opened, workspace_of
from tracker.domain import commands as c
from tracker.domain.codes import Better, MeasureUnit
from tracker.domain.errors import TrackerError
from tracker.domain.records import Finding
from ui.app import Program
from ui.dialogs.figures import FigureForm
from ui.dialogs.measure_links import MeasureLinkForm, SeenByDialog, action_figure, linked
from ui.dialogs.measures import MeasureForm, UnlinkForm
from ui.main_window import MainWindow
from ui.workspace import Workspace


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> MainWindow:
    """The window on the Actions page."""
    return opened(program, plan_path, "actions", qtbot)


def test_a_measure_of_the_plan_is_linked_to_an_area_and_to_an_action(
    workspace: Workspace, qtbot: QtBot
) -> None:
    area, chosen = an(workspace.session, Finding, 1), action(workspace.session, 1)
    with pytest.raises(TrackerError, match="Add one instead"):
        MeasureLinkForm(None, workspace, area)
    measure = measured(workspace.session)
    for record in (area, chosen):
        form = MeasureLinkForm(None, workspace, record)
        qtbot.addWidget(form)
        workspace.do(form.command())
        assert linked(workspace.plan, record) == [measure]
        with pytest.raises(TrackerError, match="no other measure"):
            MeasureLinkForm(None, workspace, record)


def test_a_new_measure_is_for_the_action_it_was_begun_from(workspace: Workspace, qtbot: QtBot) -> None:
    form = MeasureForm(None, workspace, seen_in=action(workspace.session))
    qtbot.addWidget(form)
    form.title.set_value("Calls answered")
    made = form.command()
    assert isinstance(made, c.AddMeasure)
    assert (made.action_ids, made.finding_ids) == ((action(workspace.session).id,), ())


def test_measures_are_listed_with_how_they_stand_and_are_unlinked_with_who_agreed(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    for form in (UnlinkForm, FigureForm):
        monkeypatch.setattr(form, "send", lambda form, do: asked.append(type(form)))
    workspace, chosen = workspace_of(window), action(workspace_of(window).session)
    measure = measured(workspace.session)
    workspace.do(the_figures(measure, (78, 100)))
    dialog = SeenByDialog(window, chosen)
    qtbot.addWidget(dialog)
    (item,) = dialog.items()
    assert item.words.startswith("78%, ")
    assert [deed.name for deed in item.deeds] == ["figure", "unlink"]
    dialog.do_figure(measure.id)
    action_figure(window)  # its only measure is asked for at once
    assert asked == [FigureForm, FigureForm]
    new = c.AddMeasure(title="Calls", unit=MeasureUnit.NUMBER, better=Better.UP, action_ids=(chosen.id,))
    workspace.do(new)
    assert [each.words for each in dialog.items()][1] == "no figure yet"
    dialog.do_unlink(dialog.items()[1].key)
    assert asked[2:] == [UnlinkForm]
    workspace.do(c.RetireMeasure(id=measure.id, reason="The queue is gone"))
    assert [each.words for each in dialog.items()] == ["no figure yet", "retired"]
