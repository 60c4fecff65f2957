from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.examples import the_risk
from tests.seeded import action, an
from tracker.domain import commands as c
from tracker.domain.codes import RiskResponse
from tracker.domain.errors import TrackerError
from tracker.domain.records import Post, Risk
from tracker.domain.rules.risks import Score, actions_of
from ui.app import Program
from ui.dialogs.risks import CloseForm, LinkForm, RiskActionsDialog, RiskForm, close_risk
from ui.main_window import MainWindow
from ui.workspace import Workspace


@pytest.fixture
def risk(workspace: Workspace) -> Risk:
    """A risk scored 12, with one action against it."""
    workspace.do(the_risk(workspace.session))
    return an(workspace.session, Risk)


@pytest.fixture
def window(program: Program, plan_path: Path) -> Iterator[MainWindow]:
    window = program.open_window()
    program.open_plan(plan_path, window)
    yield window


def test_a_risk_is_added_with_its_scores(workspace: Workspace, qtbot: QtBot) -> None:
    form = RiskForm(None, workspace)
    qtbot.addWidget(form)
    form.title.set_value("Posts stay empty")
    form.cause.set_value("Few apply")
    form.may_happen.set_value("posts are empty in spring")
    form.effect.set_value("contacts wait")
    form.owner_post_id.set_value(an(workspace.session, Post).id)
    form.response.set_value(RiskResponse.TOLERATE)
    form.scores[Score.CURRENT].likelihood.set_value(4)
    assert form.scores[Score.CURRENT].impact.note.text() == "Give both likelihood and impact, or neither."
    form.scores[Score.CURRENT].impact.set_value(5)
    assert form.scores[Score.CURRENT].impact.note.text() == "20 Extreme"
    form.review_on.set_value(date(2026, 12, 10))
    workspace.do(form.command())
    made = an(workspace.session, Risk)
    assert (made.cause, made.event, made.effect) == (
        "Few apply",
        "posts are empty in spring",
        "contacts wait",
    )
    assert (made.current_likelihood, made.current_impact, made.inherent_impact) == (4, 5, None)
    assert (made.response, made.review_on) == (RiskResponse.TOLERATE, date(2026, 12, 10))


def test_half_a_score_is_refused(workspace: Workspace, qtbot: QtBot) -> None:
    form = RiskForm(None, workspace)
    qtbot.addWidget(form)
    form.title.set_value("Posts stay empty")
    form.scores[Score.TARGET].impact.set_value(2)
    with pytest.raises(TrackerError, match="target score needs both"):
        workspace.do(form.command())


def test_only_what_differs_is_changed(workspace: Workspace, risk: Risk, qtbot: QtBot) -> None:
    form = RiskForm(None, workspace, risk)
    qtbot.addWidget(form)
    assert form.command() == c.ChangeRisk(id=risk.id, changes={})
    form.may_happen.set_value("three posts are empty")
    form.scores[Score.CURRENT].likelihood.set_value(2)
    changes = {"event": "three posts are empty", "current_likelihood": 2}
    assert form.command() == c.ChangeRisk(id=risk.id, changes=changes)


def test_closing_asks_why_and_when(workspace: Workspace, risk: Risk, qtbot: QtBot) -> None:
    form = CloseForm(None, workspace, risk)
    qtbot.addWidget(form)
    with pytest.raises(TrackerError, match="Why is needed"):
        form.command()
    form.reason.set_value("All posts are filled")
    form.closed_on.set_value(date(2026, 11, 2))
    workspace.do(form.command())
    assert an(workspace.session, Risk).closed_on == date(2026, 11, 2)


def test_several_actions_are_linked_as_one_change(workspace: Workspace, risk: Risk, qtbot: QtBot) -> None:
    form = LinkForm(None, workspace, risk)
    qtbot.addWidget(form)
    offered = [each.ref for each in form.picker.grid.rows.rows()]
    assert action(workspace.session).ref not in offered
    form.picker.grid.clearSelection()
    with pytest.raises(TrackerError, match="Choose an action first"):
        form.command()
    form.picker.grid.selectAll()
    command = form.command()
    assert isinstance(command, c.Together)
    workspace.do(command)
    assert len(actions_of(workspace.plan, risk)) == 1 + len(offered)
    workspace.undo()
    assert len(actions_of(workspace.plan, risk)) == 1


def test_an_action_is_unlinked(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workspace is not None
    workspace = window.workspace
    workspace.do(the_risk(workspace.session))
    dialog = RiskActionsDialog(window, an(workspace.session, Risk))
    qtbot.addWidget(dialog)
    (item,) = dialog.items()
    assert item.title == "A3  Decide every contact within one working day"
    dialog.do_unlink(item.key)
    assert dialog.items() == []


def test_commands_say_what_they_need(window: MainWindow) -> None:
    assert window.workspace is not None
    window.go("risks")
    window.commands.run("edit_risk")
    assert window.banner.words == "Select a risk first."
    window.do(the_risk(window.workspace.session))
    risk = an(window.workspace.session, Risk)
    window.do(c.CloseRisk(id=risk.id, reason="Filled"))
    window.go("risks", risk.id)
    with pytest.raises(TrackerError, match="R1 is closed already"):
        close_risk(window)
