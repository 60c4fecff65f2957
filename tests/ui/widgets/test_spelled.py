"""Misspelt words in each kind of field: underlined, told, and put right by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.pages.windows import opened, workspace_of
from tracker.domain.records import Action, WordGroup
from ui.app import Program
from ui.dialogs.updates import UpdateForm
from ui.main_window import MainWindow
from ui.pages.actions import ActionsPage
from ui.spelling import speller_of
from ui.widgets.spelled import check_spelling


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> MainWindow:
    return opened(program, plan_path, "actions", qtbot)


@pytest.fixture
def form(window: MainWindow, qtbot: QtBot) -> Iterator[UpdateForm]:
    """Add update, in sight."""
    workspace = workspace_of(window)
    action = next(each for each in workspace.plan.all(Action) if not each.draft)
    made = UpdateForm(window, workspace, action)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.reject()


def underlined(edit: QPlainTextEdit) -> list[str]:
    """The words underlined, of one paragraph."""
    QApplication.processEvents()
    block = edit.document().begin()
    units = block.text().encode("utf-16-le")
    return [
        units[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le")
        for each in block.layout().formats()
    ]


def is_marked(widget: QWidget) -> bool:
    """Whether anything in it is red."""
    picture = widget.grab().toImage()
    colours = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    return any(each.red() > each.green() + 60 for each in colours)


def menu() -> QMenu:
    """The menu that is open."""
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def press(key: Qt.Key, field: QWidget | None = None) -> None:
    """A key goes to the field, or to the menu that is open."""
    QTest.keyClick(field or menu(), key)


def choose(words: str) -> None:
    """Go down the menu to the entry that begins so, and press Enter."""
    for _ in menu().actions():
        if menu().activeAction().text().startswith(words):
            break
        press(Qt.Key.Key_Down)
    assert menu().activeAction().text().startswith(words)
    press(Qt.Key.Key_Return)


def test_several_lines_are_put_right_by_keys(form: UpdateForm, window: MainWindow) -> None:
    edit, changes = form.text.edit, []
    form.text.changed.connect(lambda: changes.append(edit.toPlainText()))
    edit.setFocus()
    QTest.keyClicks(edit, "The pannel at Larkrise met teh")
    assert underlined(edit) == ["pannel", "Larkrise"]  # not the word that is being typed
    QTest.keyClick(edit, Qt.Key.Key_Home)
    assert underlined(edit) == ["pannel", "Larkrise", "teh"]
    assert len(changes) == 30  # an underline is no change
    press(Qt.Key.Key_F7, edit)
    assert menu().actions()[0].text() == menu().activeAction().text() == "panel"
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F7, edit)
    choose("Add “Larkrise” to the plan’s words")
    assert [each.words for each in workspace_of(window).plan.all(WordGroup)] == [("Larkrise",)]
    press(Qt.Key.Key_F7, edit)
    choose("Leave it as it is")
    assert underlined(edit) == []
    press(Qt.Key.Key_F7, edit)
    assert QApplication.activePopupWidget() is None or not isinstance(QApplication.activePopupWidget(), QMenu)
    assert form.text.value() == "The panel at Larkrise met teh"
    edit.undo()
    assert form.text.value() == "The pannel at Larkrise met teh"


def test_one_line_is_put_right_by_keys_and_a_name_is_not_looked_at(form: UpdateForm) -> None:
    edit = form.barrier.edit
    form.barrier.set_value("The panal has not met 😀 teh")
    form.next.edit.setFocus()
    QTest.keyClicks(form.next.edit, "See teh")
    assert not is_marked(form.next.edit)  # it is being typed
    QTest.keyClick(form.next.edit, Qt.Key.Key_Space)
    assert is_marked(form.next.edit)
    form.whose.set_value("Zxandra Qwerton")
    assert is_marked(edit)
    assert not is_marked(form.whose.edit)
    edit.setFocus()
    assert edit.accessibleDescription() == "Misspelt: panal, teh. F7 goes to the next."
    press(Qt.Key.Key_Home, edit)
    press(Qt.Key.Key_Right, edit)
    press(Qt.Key.Key_F7, edit)
    choose("panel")
    press(Qt.Key.Key_F7, edit)
    choose("the")
    assert form.barrier.value() == "The panel has not met 😀 the"
    assert not is_marked(edit)


def test_a_cell_of_a_table_is_put_right_and_kept(window: MainWindow, qtbot: QtBot) -> None:
    page, plan = window.page, workspace_of(window).plan
    assert isinstance(page, ActionsPage)
    planned = next(each for each in plan.all(Action) if each.draft)
    window.show()
    qtbot.waitActive(window)
    page.take_keyboard()
    assert page.grid.go_to(planned.id, "title")
    page.edit()
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit)
    cell.selectAll()
    QTest.keyClicks(cell, "Write teh guide")
    press(Qt.Key.Key_F7, cell)
    choose("the")
    assert page.grid.is_editing
    press(Qt.Key.Key_Return, cell)
    assert workspace_of(window).plan.get(Action, planned.id).title == "Write the guide"


def test_the_menu_of_a_word_offers_what_it_may_be_and_what_every_field_has(form: UpdateForm) -> None:
    for field in (form.text, form.barrier):
        field.set_value("panal")
        edit = field.edit
        edit.setFocus()
        at = QPoint(8, 12)
        by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, edit.mapToGlobal(at))
        QApplication.sendEvent(edit, by_key)
        entries = [each.text() for each in menu().actions()]
        assert entries[0] == "panel"
        assert any("Paste" in each for each in entries)
        menu().close()
        by_mouse = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, edit.mapToGlobal(at))
        QApplication.sendEvent(edit.viewport() if isinstance(edit, QPlainTextEdit) else edit, by_mouse)
        choose("panel")
        assert field.value() == "panel"


def test_nothing_is_marked_where_nothing_may_be_written_or_the_person_wants_none(
    form: UpdateForm, window: MainWindow
) -> None:
    edit = QPlainTextEdit("teh 😀 panal")
    check_spelling(edit)
    form.content.addWidget(edit)
    edit.show()
    assert underlined(edit) == ["teh", "panal"]
    edit.setReadOnly(True)
    assert underlined(edit) == []
    edit.setReadOnly(False)
    assert underlined(edit) == ["teh", "panal"]
    speller = speller_of(window)
    assert speller is not None
    speller.switch(False)
    assert underlined(edit) == []
    edit.setFocus()
    press(Qt.Key.Key_F7, edit)
    assert QApplication.activePopupWidget() is None
