"""What a screen reader is told of that happens away from the keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget
from pytestqt.qtbot import QtBot

from tests.ui.pages.windows import opened, workspace_of
from tests.ui.sample import SampleForm
from tracker.clock import FixedClock
from tracker.domain.commands import AddTag
from ui.announcing import announce
from ui.app import Program
from ui.dialogs.palette import Palette
from ui.dialogs.wizard.steps import Steps
from ui.tour import take_tour
from ui.widgets.fields import DayField
from ui.widgets.frames import Banner


def test_nothing_is_said_where_nobody_listens(
    dressed: QApplication, heard: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    banner = Banner()
    announce(banner, "First.")
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    announce(banner, "Second.")
    assert heard == ["First."]


def test_what_appears_is_read_and_a_problem_at_once(dressed: QApplication, heard: list[str]) -> None:
    banner = Banner("notice")
    banner.say("Nobody else is editing this plan any more.")
    banner.say("")
    banner.say("This plan can only be read.", kind="problem")
    assert heard == ["Nobody else is editing this plan any more.", "!This plan can only be read."]


def test_what_is_wrong_in_a_form_is_read_wherever_it_stands(
    dressed: QApplication, heard: list[str], qtbot: QtBot
) -> None:
    form = SampleForm()
    with qtbot.waitExposed(form):
        form.show()
    form.accept()
    form.name.set_value("Front door")
    form.why.set_value("Front door")
    form.accept()
    form.reject()
    assert heard == ["!Name is needed.", "!The reason repeats the name."]


def test_a_day_is_echoed_once_it_is_typed_and_in_the_calendar(
    heard: list[str], clock: FixedClock, qtbot: QtBot
) -> None:
    field = DayField("Decided on", clock.today())
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "31 mar 2027")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["Wednesday 31 March 2027, in 4 months"]
    QTest.keyClick(field.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = field.findChild(QCalendarWidget)
    assert month is not None
    month.setSelectedDate(month.selectedDate().addDays(1))
    assert heard[-1] == "Thursday 1 April 2027"
    month.activated.emit(month.selectedDate())


def test_the_window_tells_what_was_saved_undone_found_and_which_step_it_is(
    program: Program, plan_path: Path, heard: list[str], qtbot: QtBot
) -> None:
    window = opened(program, plan_path, "history", qtbot)
    workspace = workspace_of(window)
    heard.clear()
    workspace.do(AddTag(name="Front door"))
    workspace.undo()
    workspace.redo()
    assert [each for each in heard if each.endswith("tag.")] == [
        "Saved: add tag.",
        "Undone: add tag.",
        "Redone: add tag.",
    ]
    palette = Palette(window)
    palette.show()
    palette.field.edit.setText("report")
    heard.clear()
    QTest.keyClick(palette.field.edit, Qt.Key.Key_Down)
    chosen = palette.grid.current
    assert chosen is not None
    qtbot.waitUntil(lambda: palette.model.sentence(chosen) in heard)
    palette.close()
    take_tour(window)
    assert heard[-1].startswith("Tour, What needs attention.")
    steps = Steps(("Letter", "Areas"))
    qtbot.addWidget(steps)
    steps.show()
    steps.go_to(1)
    assert heard[-1] == "Step 2 of 2: Areas"
