from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, growth
from tests.ui.pages.windows import opened, workspace_of
from tracker.domain import commands as c
from tracker.domain.codes import BudgetChangeKind, FundingSource, RequestState
from tracker.domain.errors import TrackerError
from tracker.domain.records import BudgetChange, BudgetLine, BudgetPost, LineAction, Workstream
from tracker.domain.rules.money import line_money, posts
from ui.app import Program
from ui.dialogs import money
from ui.dialogs.money import DecideChangeForm, LineForm, ProposeForm, VirementForm
from ui.dialogs.money_of_line import PaysForDialog, PostForm, PostsDialog
from ui.workspace import Workspace


def test_a_line_is_added_with_what_pays_for_it(workspace: Workspace, qtbot: QtBot) -> None:
    form = LineForm(None, workspace)
    qtbot.addWidget(form)
    form.title.set_value("Return home conversations")
    form.base_pence.edit.setText("84k")
    assert not form.funder.isVisibleTo(form)
    form.funding.set_value(FundingSource.GRANT)
    assert form.funder.isVisibleTo(form)
    form.funder.set_value("The commissioner")
    done = workspace.do(form.command())
    assert done is not None
    line = done.made(BudgetLine)
    assert (line.year, line.base_pence, line.funder) == (2026, 84_000_00, "The commissioner")


def test_an_approved_base_is_not_edited(workspace: Workspace, qtbot: QtBot) -> None:
    line = an(workspace.session, BudgetLine)
    form = LineForm(None, workspace, line)
    qtbot.addWidget(form)
    assert not form.base_pence.isEnabled()
    assert form.base_pence.note.text() == "Approved: to move it, add a budget change."
    form.cost_centre.set_value("CS1")
    assert form.command() == c.ChangeBudgetLine(id=line.id, changes={"cost_centre": "CS1"})


def test_the_model_case_is_worked_out_while_it_is_typed(workspace: Workspace, qtbot: QtBot) -> None:
    line = an(workspace.session, BudgetLine)
    form = ProposeForm(None, workspace, line)
    qtbot.addWidget(form)
    form.change_kind.set_value(BudgetChangeKind.GROWTH)
    form.amount_pence.edit.setText("£122,000")
    form.full_year_pence.edit.setText("£366,000")
    form.in_force_on.edit.setText("1 December 2026")
    assert form.full_year_pence.note.text() == "£122,000 from 1 Dec 2026 to 31 March"
    form.reason.set_value("Eight social workers")
    form.number.edit.setText("8")
    assert form.number.note.text() == "£45,750 each"
    with pytest.raises(TrackerError, match="or neither"):
        form.command()
    form.post_title.set_value("Social worker")
    workspace.do(form.command())
    change = an(workspace.session, BudgetChange)
    assert (change.amount_pence, change.full_year_pence) == (122_000_00, 366_000_00)
    assert posts(workspace.plan, [line]).new == 0
    assert an(workspace.session, BudgetPost).number == 8


def test_a_change_counts_once_it_is_approved(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.do(growth(workspace.session))
    change = an(workspace.session, BudgetChange)
    form = DecideChangeForm(None, workspace, change)
    qtbot.addWidget(form)
    with pytest.raises(TrackerError, match="Who decided is needed"):
        form.command()
    form.decided_by.set_value("Cabinet")
    form.in_force_on.set_value(date(2026, 12, 1))
    workspace.do(form.command())
    assert line_money(workspace.plan, an(workspace.session, BudgetLine)).revised == 1_050_000_00


def test_a_refused_change_has_no_day_in_force(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.do(growth(workspace.session))
    form = DecideChangeForm(None, workspace, an(workspace.session, BudgetChange))
    qtbot.addWidget(form)
    form.answer.set_value("refuse")
    form.decided_by.set_value("Cabinet")
    assert not form.in_force_on.isVisibleTo(form)
    assert form.save.text() == "Refuse the change"
    workspace.do(form.command())
    assert an(workspace.session, BudgetChange).state is RequestState.REFUSED


def test_money_moves_between_two_different_sides(workspace: Workspace, qtbot: QtBot) -> None:
    line = an(workspace.session, BudgetLine)
    form = VirementForm(None, workspace, line)
    qtbot.addWidget(form)
    form.amount_pence.edit.setText("£12,000")
    form.reason.set_value("Rota")
    assert form.outside.isVisibleTo(form)
    form.outside.set_value("CS9 Training")
    workspace.do(form.command())
    assert an(workspace.session, BudgetChange).outside == "CS9 Training"
    form.to_line_id.set_value(line.id)
    with pytest.raises(TrackerError, match="two different sides"):
        form.command()


def test_posts_are_listed_added_and_changed(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    window = opened(program, plan_path, "money", qtbot)
    workspace = workspace_of(window)
    line = an(workspace.session, BudgetLine)
    workspace.do(growth(workspace.session))
    dialog = PostsDialog(window, line)
    assert [(item.title, item.words) for item in dialog.items()] == [
        ("8 × Social worker", "new, not yet approved, not counted")
    ]
    form = PostForm(dialog, line)
    form.title.set_value("Manager")
    form.number.edit.setText("1")
    workspace.do(form.command())
    assert [item.words for item in dialog.items()][1] == "existing"
    dialog.do_remove(dialog.items()[1].key)
    assert len(dialog.items()) == 1
    dialog.deleteLater()


def test_a_line_says_what_it_pays_for(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    window = opened(program, plan_path, "money", qtbot)
    workspace = workspace_of(window)
    dialog = PaysForDialog(window, an(workspace.session, BudgetLine))
    stream, chosen = an(workspace.session, Workstream), action(workspace.session)
    dialog.do_link_stream(stream.id)
    assert dialog.items()[-1].words == "workstream, paid for"
    dialog.do_unlink_stream(stream.id)
    workspace.do(dialog._link(chosen.id))
    assert [tie.action_id for tie in workspace.plan.all(LineAction)] == [chosen.id]
    dialog.do_unlink(chosen.id)
    assert not workspace.plan.all(LineAction)
    dialog.deleteLater()


def test_commands_about_money_say_what_to_select_first(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = opened(program, plan_path, "overdue", qtbot)
    with pytest.raises(TrackerError, match="Select a budget change first"):
        money.decide_change(window)
    with pytest.raises(TrackerError, match="Select a budget line first"):
        money.edit_line(window)
