from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, draft
from tracker.domain import commands as c
from tracker.domain.codes import Delivery, Impact, Lifecycle
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Organisation, Part, Update
from ui.app import Program
from ui.dialogs.updates import UpdateForm
from ui.workspace import Workspace


def form_on(workspace: Workspace, qtbot: QtBot, chosen: Action) -> UpdateForm:
    form = UpdateForm(None, workspace, chosen)
    qtbot.addWidget(form)
    return form


def test_words_alone_are_an_update_that_starts_the_action(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = action(workspace.session)
    form = form_on(workspace, qtbot, chosen)
    form.text.set_value("Six of ten posts are filled.")
    assert form.command() == c.AddUpdate(
        action_id=chosen.id, text="Six of ten posts are filled.", start=True, happened_on=date(2026, 11, 21)
    )


def test_everything_an_update_can_say(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = action(workspace.session)
    form = form_on(workspace, qtbot, chosen)
    form.delivery.set_value("at_risk")
    form.reason.set_value("Two vacancies")
    form.impact.set_value(Impact.EARLY_SIGNS)
    form.barrier.set_value("The agency")
    form.ask_board.set_value("Agree overtime")
    form.next.set_value("Interviews")
    form.happened_on.set_value(date(2026, 11, 3))
    form.start.setChecked(False)
    assert form.command() == c.AddUpdate(
        action_id=chosen.id,
        delivery=Delivery.AT_RISK,
        delivery_reason="Two vacancies",
        impact=Impact.EARLY_SIGNS,
        barrier="The agency",
        ask="Agree overtime",
        next="Interviews",
        happened_on=date(2026, 11, 3),
    )
    workspace.do(form.command())


@pytest.mark.parametrize(
    ("rating", "asked"), [("", False), ("on_track", False), ("at_risk", True), ("off_track", True)]
)
def test_a_worrying_rating_asks_for_its_reason(
    workspace: Workspace, qtbot: QtBot, rating: str, asked: bool
) -> None:
    form = form_on(workspace, qtbot, action(workspace.session))
    form.text.set_value("Under way")
    form.delivery.set_value(rating)
    assert form.reason.isVisibleTo(form) is asked
    if asked:
        with pytest.raises(TrackerError, match="Reason for the rating is needed"):
            form.command()


def test_an_update_on_a_part_neither_rates_nor_starts(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = action(workspace.session)
    organisation = an(workspace.session, Organisation)
    workspace.do(c.AddPart(action_id=chosen.id, organisation_id=organisation.id, text="Phone lines"))
    (part,) = workspace.plan.all(Part)
    form = form_on(workspace, qtbot, chosen)
    form.delivery.set_value("off_track")
    form.impact.set_value(Impact.SUSTAINED)
    form.part.set_value(part.id)
    form.text.set_value("Two lines are in")
    assert not form.delivery.isVisibleTo(form)
    workspace.do(form.command())
    assert workspace.plan.get(Action, chosen.id).lifecycle is Lifecycle.NOT_STARTED


def test_a_draft_is_neither_rated_nor_started(workspace: Workspace, qtbot: QtBot) -> None:
    form = form_on(workspace, qtbot, draft(workspace.session))
    form.text.set_value("Being written")
    assert not form.delivery.isVisibleTo(form)
    assert not form.start.isVisibleTo(form)
    workspace.do(form.command())


def test_two_keystrokes_and_words_are_an_update(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    window = program.open_window()
    program.open_plan(plan_path, window, "actions")
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace.slices.is_idle)

    def write() -> None:
        form = QApplication.activeModalWidget()
        if not isinstance(form, UpdateForm) or not form.text.edit.hasFocus():
            QTimer.singleShot(5, write)
            return
        QTest.keyClicks(form.text.edit, "Six of ten")
        form.whose.set_value("Asha Quillfeather")
        QTest.keyClick(form.text.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        if form.isVisible():  # it must fail the test then, not hold it up
            form.reject()

    QTimer.singleShot(0, write)
    QTest.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Shift)  # else Qt takes the control key to be down still
    chosen = window.selected_actions()[0]
    (update,) = workspace.session.full_plan().all(Update)
    assert (update.action_id, update.text, update.whose) == (chosen.id, "Six of ten", "Asha Quillfeather")
    assert workspace.whose == "Asha Quillfeather", "it stays for the sitting"
    assert UpdateForm(None, workspace, chosen).whose.value() == "Asha Quillfeather"
