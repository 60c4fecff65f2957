from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from tests.seeded import measured
from tracker.domain import commands as c
from tracker.domain.codes import Better, MeasureUnit
from tracker.domain.errors import TrackerError
from tracker.domain.rules.usual_measures import USUAL_MEASURES
from ui.dialogs.measures import MeasureForm, RetireForm
from ui.workspace import Workspace


def test_a_usual_measure_fills_in_what_it_is_known_for(workspace: Workspace, qtbot: QtBot) -> None:
    form = MeasureForm(None, workspace)
    qtbot.addWidget(form)
    form.usual.set_value(next(each for each in USUAL_MEASURES if each.title == "Average caseload"))
    command = form.command()
    assert isinstance(command, c.AddMeasure)
    assert (command.title, command.unit, command.better) == (
        "Average caseload",
        MeasureUnit.NUMBER,
        Better.DOWN,
    )
    assert command.comparators.startswith("England 16.0")


def test_only_what_differs_is_changed(workspace: Workspace, qtbot: QtBot) -> None:
    measure = measured(workspace.session)
    form = MeasureForm(None, workspace, measure)
    qtbot.addWidget(form)
    assert form.command() == c.ChangeMeasure(id=measure.id, changes={})
    form.target.set_value(Decimal("92.5"))
    assert form.command() == c.ChangeMeasure(id=measure.id, changes={"target": Decimal("92.5")})


def test_the_path_on_the_way_is_typed_a_line_for_each(workspace: Workspace, qtbot: QtBot) -> None:
    measure = measured(workspace.session)
    form = MeasureForm(None, workspace, measure)
    qtbot.addWidget(form)
    assert form.path.edit.toPlainText() == "31 Dec 2026: 75%"
    form.path.set_value("28/2/2027: 85.5\n\n31 October 2026: 60%")
    form.limits_from.set_value(date(2026, 9, 1))
    path = (
        c.Waypoint(due_on=date(2026, 10, 31), value=Decimal(60)),
        c.Waypoint(due_on=date(2027, 2, 28), value=Decimal("85.5")),
    )
    changes = {"limits_from": date(2026, 9, 1)}
    assert form.command() == c.ChangeMeasure(id=measure.id, changes=changes, path=path)
    form.path.set_value("")
    assert form.command() == c.ChangeMeasure(id=measure.id, changes=changes, path=())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31 Dec 2026", "Line 1, “31 Dec 2026”: write a day, a colon and a value."),
        ("31 Dec 2026: 75\nSmarch: 80", "Line 2, “Smarch: 80”: "),
        ("31 Dec 2026: lots", "“lots” is not a number"),
        ("31 Dec 2026: 75\n31/12/2026: 80", "There are two targets for 31 Dec 2026."),
        ("1 Apr 2027: 90", "The path lies between 31 Aug 2026 and 31 Mar 2027."),
    ],
)
def test_what_is_wrong_with_the_path_is_said_beside_it(
    workspace: Workspace, qtbot: QtBot, typed: str, said: str
) -> None:
    form = MeasureForm(None, workspace, measured(workspace.session))
    qtbot.addWidget(form)
    form.path.set_value(typed)
    with pytest.raises(TrackerError):
        form.command()
    assert said in form.path.note.text()


def test_retiring_asks_why(workspace: Workspace, qtbot: QtBot) -> None:
    measure = measured(workspace.session)
    form = RetireForm(None, workspace, measure)
    qtbot.addWidget(form)
    form.reason.set_value("The queue is gone")
    assert form.command() == c.RetireMeasure(
        id=measure.id, reason="The queue is gone", retired_on=workspace.day
    )
