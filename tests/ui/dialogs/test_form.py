from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.sample import SampleForm
from tracker.domain.commands import AddTag
from tracker.domain.errors import TrackerError
from tracker.domain.records import Tag
from ui.app import Program
from ui.main_window import MainWindow
from ui.workspace import Workspace


@pytest.fixture
def form(dressed: QApplication) -> Iterator[SampleForm]:
    made = SampleForm()
    yield made
    if isValid(made):  # one that was asked has deleted itself
        made.close()


def test_a_filled_form_gives_its_command(form: SampleForm) -> None:
    form.name.set_value("  Front door ")
    assert form.command() == AddTag(name="Front door")


def test_what_is_wrong_is_said_beside_its_field_and_the_form_stays(form: SampleForm, qtbot: QtBot) -> None:
    with qtbot.waitExposed(form):
        form.show()
    high = form.height()
    form.accept()
    assert form.isVisible()
    assert form.name.note.text() == "Name is needed."
    qtbot.waitUntil(lambda: form.height() > high)
    high = form.height()
    form.why.say("A question about what was typed, which takes more than one line of the form. Is it right?")
    qtbot.waitUntil(lambda: form.height() > high)
    assert form.banner.words == ""
    with pytest.raises(TrackerError, match="Name is needed"):
        form.command()
    form.reject()


def test_what_no_single_field_shows_is_said_above_them(form: SampleForm, qtbot: QtBot) -> None:
    with qtbot.waitExposed(form):
        form.show()
    form.name.set_value("Front door")
    form.why.set_value("Front door")
    form.accept()
    assert (form.isVisible(), form.banner.words) == (True, "The reason repeats the name.")
    form.reject()


def test_a_hidden_field_does_not_hold_a_form_up(form: SampleForm) -> None:
    form.why.set_value("Because")
    form.name.hide()
    assert form.command() == AddTag(name="")


def test_a_refusal_by_the_plan_leaves_everything_typed(
    form: SampleForm, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.do(AddTag(name="Front door"))
    form.name.set_value("Front door")
    form.why.set_value("A reason that took long to write")
    seen: list[tuple[bool, bool, str]] = []

    def look() -> None:
        form.accept()
        seen.append((form.isVisible(), bool(form.banner.words), form.why.value()))
        form.name.set_value("Back door")
        form.accept()
        if form.isVisible():  # it must fail the test then, not hold it up
            form.reject()

    QTimer.singleShot(0, look)
    done = form.send(workspace.do)
    assert seen == [(True, True, "A reason that took long to write")]
    assert done.made(Tag).name == "Back door"


def test_control_and_enter_save_from_any_field(form: SampleForm, qtbot: QtBot) -> None:
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    qtbot.waitUntil(form.name.edit.hasFocus)
    form.name.set_value("Front door")
    QTest.keyClick(form.why.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not form.isVisible()


def test_a_form_that_is_left_gives_nothing(form: SampleForm) -> None:
    QTimer.singleShot(0, form.reject)
    assert form.ask() is None


def test_the_first_field_has_the_keyboard(form: SampleForm, qtbot: QtBot) -> None:
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    qtbot.waitUntil(form.name.edit.hasFocus)
    form.reject()


@pytest.fixture
def window(program: Program, plan_path: Path, sample_pages: None) -> MainWindow:
    opened = program.open_plan(plan_path)
    assert opened is not None
    return opened


def shown(window: MainWindow, qtbot: QtBot) -> SampleForm:
    form = SampleForm(window)
    with qtbot.waitExposed(form):
        form.show()
    return form


def test_words_left_in_a_form_are_offered_when_it_is_opened_again(window: MainWindow, qtbot: QtBot) -> None:
    first = shown(window, qtbot)
    assert first.banner.words == ""
    first.why.set_value("A reason that took long to write")
    first.reject()
    again = shown(window, qtbot)
    assert again.banner.words == "You left this form with words in it."
    again.banner.pressed.emit()
    assert (again.why.value(), again.banner.words) == ("A reason that took long to write", "")
    again.name.set_value("Front door")
    again.accept()
    third = shown(window, qtbot)
    assert third.banner.words == ""
    third.reject()


def test_a_form_left_as_it_was_keeps_nothing(window: MainWindow, qtbot: QtBot) -> None:
    shown(window, qtbot).reject()
    assert window.preferences.get("drafts", {}) == {}


def test_words_are_kept_while_they_are_typed(window: MainWindow, qtbot: QtBot) -> None:
    form = shown(window, qtbot)
    assert form._draft is not None
    form._draft._pause.setInterval(1)
    form.why.set_value("Half a sentence")
    qtbot.waitUntil(lambda: "Half a sentence" in str(window.preferences.get("drafts", {})))
    form.reject()


def test_words_that_may_name_one_child_are_asked_about_once_and_then_kept(
    form: SampleForm, qtbot: QtBot
) -> None:
    with qtbot.waitExposed(form):
        form.show()
    form.name.set_value("Front door")
    form.why.set_value("Born on 3 May 2019, and waiting")
    form.accept()
    assert form.isVisible()
    assert "date of birth (“Born on 3 May 2019”)" in form.banner.words
    assert form.banner.words.endswith("To keep it as it is, press “Save” again.")
    form.why.set_value("Born on 4 May 2019, and waiting")
    form.accept()
    assert "4 May" in form.banner.words, "other words are asked about again"
    form.accept()
    assert not form.isVisible()
