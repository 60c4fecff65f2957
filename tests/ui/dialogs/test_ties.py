from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.seeded import action, an
from tracker.domain import commands as c
from tracker.domain.codes import OwnColumnKind
from tracker.domain.errors import TrackerError
from tracker.domain.records import (
    Action,
    ActionFinding,
    Blocker,
    Finding,
    OwnColumn,
    OwnValue,
)
from ui.app import Program
from ui.dialogs.pick import PickForm
from ui.dialogs.ties import AreaForm, AreasDialog, BlockersDialog, OwnValueForm
from ui.main_window import MainWindow
from ui.workspace import Workspace


@pytest.fixture
def window(program: Program, plan_path: Path) -> Iterator[MainWindow]:
    window = program.open_window()
    program.open_plan(plan_path, window)
    yield window


@pytest.fixture
def own(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def test_an_action_waits_for_the_one_picked(window: MainWindow, own: Workspace, qtbot: QtBot) -> None:
    first, second = action(own.session), action(own.session, 1)
    dialog = BlockersDialog(window, first)
    qtbot.addWidget(dialog)
    form = dialog.form()
    qtbot.addWidget(form)
    assert isinstance(form, PickForm)
    offered = [each.id for each in form.picker.grid.rows.rows()]
    assert first.id not in offered
    form.picker.filter.edit.setText("ring every")
    QTest.keyClick(form.picker.filter.edit, Qt.Key.Key_Return)  # to the first row found
    own.do(form.command())
    assert [each.key for each in dialog.items()] == [second.id]
    assert dialog.items()[0].words.endswith("after this action: the dates contradict")
    dialog.do_remove(second.id)
    assert not own.plan.all(Blocker)


def test_nothing_picked_is_said(window: MainWindow, own: Workspace, qtbot: QtBot) -> None:
    dialog = BlockersDialog(window, action(own.session))
    qtbot.addWidget(dialog)
    form = dialog.form()
    qtbot.addWidget(form)
    form.picker.filter.edit.setText("zebra")
    QTest.keyClick(form.picker.filter.edit, Qt.Key.Key_Return)
    with pytest.raises(TrackerError, match="Choose an action first"):
        form.command()


def test_an_area_is_linked_and_unlinked_with_a_reason(
    window: MainWindow, own: Workspace, qtbot: QtBot
) -> None:
    chosen, other = action(own.session), an(own.session, Finding, 1)
    dialog = AreasDialog(window, chosen)
    qtbot.addWidget(dialog)
    assert len(dialog.items()) == 1
    form = AreaForm(None, own, chosen, None)
    qtbot.addWidget(form)
    form.reason.set_value("It helps both")
    form.agreed_by.set_value("Independent Chair")
    own.do(form.command())
    assert len(own.plan.by(ActionFinding, "action_id", chosen.id)) == 2
    with pytest.raises(TrackerError, match="every improvement area already"):
        AreaForm(None, own, chosen, None)
    undo = AreaForm(None, own, chosen, other)
    qtbot.addWidget(undo)
    undo.reason.set_value("It does not")
    undo.agreed_by.set_value("Independent Chair")
    own.do(undo.command())
    assert [each.key for each in dialog.items()] == [an(own.session, Finding).id]


@pytest.mark.parametrize(
    ("kind", "choices", "typed", "stored"),
    [
        (OwnColumnKind.TEXT, (), "Scrutiny", "Scrutiny"),
        (OwnColumnKind.NUMBER, (), "12.5", "12.5"),
        (OwnColumnKind.DATE, (), date(2026, 12, 1), "2026-12-01"),
        (OwnColumnKind.CHOICE, ("Cabinet", "Scrutiny"), "Scrutiny", "Scrutiny"),
    ],
)
def test_an_own_column_is_filled_in_and_emptied(
    workspace: Workspace,
    qtbot: QtBot,
    kind: OwnColumnKind,
    choices: tuple[str, ...],
    typed: object,
    stored: str,
) -> None:
    chosen = action(workspace.session)
    workspace.do(c.AddOwnColumn(name="Also reported to", column_kind=kind, choices=choices))
    column = an(workspace.session, OwnColumn)
    form = OwnValueForm(None, workspace, chosen, column)
    qtbot.addWidget(form)
    form.held.set_value(typed)  # type: ignore[attr-defined]
    workspace.do(form.command())
    assert [each.value for each in workspace.plan.all(OwnValue)] == [stored]
    again = OwnValueForm(None, workspace, workspace.plan.get(Action, chosen.id), column)
    qtbot.addWidget(again)
    assert again.command() == c.SetOwnValue(action_id=chosen.id, column_id=column.id, value=stored)
    again.held.set_value(None if kind is OwnColumnKind.DATE else "")  # type: ignore[attr-defined]
    workspace.do(again.command())
    assert not workspace.plan.all(OwnValue)
