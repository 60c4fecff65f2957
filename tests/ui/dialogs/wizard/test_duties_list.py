"""What must be sent can be changed before it is taken in."""

from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.wizard.test_areas_step import SHORT, shown
from tracker.domain.codes import DutyBasis
from tracker.importing.documents import read_pasted
from tracker.importing.proposal import Proposal
from ui.dialogs.sources import DutyForm
from ui.dialogs.wizard.areas_step import AreasStep


@pytest.fixture
def step(qtbot: QtBot) -> AreasStep:
    """The step over a letter with the two usual duties, whose day of receipt is known."""
    made = shown(qtbot, Proposal.of(read_pasted(SHORT), date(2020, 2, 27)))
    return made


def press(step: AreasStep, tip: str, **values: object) -> None:
    """Press the button of this tip or text; `values` are filled in the form that it opens."""
    QApplication.processEvents()  # rows that came or went with the last change
    pressed = next(
        each
        for each in step.facts.duties.findChildren(QPushButton)
        if tip in (each.toolTip(), each.text()) and each.isVisible()
    )

    def fill() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, DutyForm)
        for name, value in values.items():
            getattr(form, name).set_value(value)
        form.accept()
        if form.isVisible():  # where it was refused, which would hold up the run
            form.reject()

    if values:
        QTimer.singleShot(0, fill)
    pressed.click()


def test_a_usual_day_is_changed_and_the_usual_ones_come_back(step: AreasStep) -> None:
    usual = step.proposal.duties
    press(step, "Change: Draft action plan to Ofsted", due_on=date(2020, 4, 1))
    (_, first), (_, last) = sorted(step.proposal.duties, key=lambda pair: pair[1].day or date.max)
    assert (first.day, last.day) == (date(2020, 4, 1), date(2020, 6, 10))
    press(step, "As usual")
    assert step.proposal.given_duties is None
    assert step.proposal.duties == usual


def test_one_is_added_and_another_taken_away(step: AreasStep) -> None:
    press(step, "Add what must be sent…", what="Reply", to="The adviser", working_days="10")
    assert [(each.what, each.basis) for each, _ in step.proposal.duties][-1] == ("Reply", DutyBasis.ENTERED)
    press(step, "Take away: Draft action plan to Ofsted")
    assert {each.what for each, _ in step.proposal.duties} == {"Final action plan", "Reply"}
