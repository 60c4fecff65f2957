"""An answer by e-mail becomes an update of whoever wrote it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.sheets.conftest import drop
from tracker.domain.records import Action, Update
from ui.dialogs.sheets.mail import MailForm
from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
PASTED = """From: Jo Marsh <jo@example.org>
Sent: 18 November 2026 09:12
Subject: RE: {subject}

The rota starts on Monday.
"""


@pytest.fixture
def form(window: MainWindow) -> MailForm:
    """The dialog over the small plan, open."""
    assert window.workspace is not None
    made = MailForm(window, window.workspace)
    made.show()
    return made


def planned(form: MailForm) -> list[Action]:
    return [each for each in form._workspace.plan.all(Action) if not each.draft]


def updates(form: MailForm, action: Action) -> list[Update]:
    return form._workspace.session.updates(action.id)


def paste(form: MailForm, subject: str) -> None:
    form.pasted.set_value(PASTED.format(subject=subject))
    QTest.mouseClick(form.save, LEFT)


def test_a_pasted_message_is_recorded_for_its_sender(form: MailForm, qtbot: QtBot) -> None:
    action = planned(form)[0]
    paste(form, action.ref)
    assert form.item.value() == action.ref and form.item.note.text() == action.title
    assert form.whose.value() == "Jo Marsh" and form.on.edit.text() == "18 Nov 2026"
    assert not form.pasted.isVisible() and form.save.text() == "Record the answer"
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (update,) = updates(form, action)
    assert (update.text, update.whose) == ("The rota starts on Monday.", "Jo Marsh")
    assert update.happened_on.day == 18
    assert form.isHidden()


def test_what_was_guessed_is_put_right(form: MailForm) -> None:
    first, second, *_ = planned(form)
    paste(form, f"{first.ref} and {second.ref}")
    assert form.item.value() == "" and "The message names" in form.item.note.text()
    QTest.mouseClick(form.save, LEFT)
    assert form.isVisible() and form.item.note.text() == "About the action is needed."
    QTest.keyClicks(form.item.edit, "A999")
    QTest.mouseClick(form.save, LEFT)
    assert "no action or part “A999”" in form.item.note.text()
    form.item.edit.selectAll()
    QTest.keyClicks(form.item.edit, second.ref.lower())
    form.whose.edit.selectAll()
    QTest.keyClicks(form.whose.edit, "Tam Overbeck")
    form.text.set_value("It starts on Monday.")
    QTest.mouseClick(form.save, LEFT)
    (update,) = updates(form, second)
    assert (update.text, update.whose) == ("It starts on Monday.", "Tam Overbeck")


def test_an_empty_paste_says_what_is_missing(form: MailForm) -> None:
    QTest.mouseClick(form.save, LEFT)
    assert form.pasted.note.text() == "The pasted text holds no words."
    form.reject()


def test_a_saved_message_is_dropped_on_the_dialog(form: MailForm, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "answer.eml"
    action = planned(form)[0]
    path.write_bytes(
        b"From: Jo Marsh <jo@example.org>\r\nDate: Wed, 18 Nov 2026 09:00:00 +0000\r\n"
        b"Subject: " + action.ref.encode() + b"\r\n\r\nAll shifts are filled.\r\n"
    )
    drop(form, path)
    assert not form.bar.isHidden() and not form.choose.isEnabled()
    qtbot.waitUntil(lambda: form.answer is not None, timeout=20_000)
    assert form.text.value() == "All shifts are filled."
    QTest.mouseClick(form.save, LEFT)
    assert [each.text for each in updates(form, action)] == ["All shifts are filled."]


def test_a_file_that_is_no_message_is_explained(form: MailForm, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "answer.eml"
    path.write_bytes(b"no message at all")
    form.read_file(path)
    qtbot.waitUntil(lambda: bool(form.banner.words), timeout=20_000)
    assert "answer.eml is no e-mail" in form.banner.words
    assert form.pasted.isEnabled() and form.answer is None
    form.reject()


def test_the_action_selected_is_offered_where_the_message_names_none(
    window: MainWindow, form: MailForm
) -> None:
    action = planned(form)[1]
    window.go("actions", action.id)
    paste(form, "our call")
    assert form.item.value() == action.ref
    form.reject()
