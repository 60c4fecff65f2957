"""The start page: no plan is open yet."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tracker.clock import FixedClock
from ui.app import Program
from ui.dialogs.wizard.unfinished import unfinished_of
from ui.dialogs.wizard.wizard import Wizard
from ui.main_window import MainWindow
from ui.pages.start import StartPage


@pytest.fixture
def window(program: Program, tmp_path: Path, plan_path: Path) -> MainWindow:
    """A window with the start page; one recent plan is there, another is gone."""
    program.preferences.keep("folder", str(tmp_path))
    at = "2026-11-20T09:00+00:00"
    program.preferences.keep_recent(tmp_path / "gone.iplan", title="A plan that is gone", at=at)
    program.preferences.keep_recent(plan_path, title="Helping children sooner", authority="Eastmarsh", at=at)
    made = program.open_window()
    made.resize(1280, 720)
    made.show_start()
    made.show()
    return made


def page(window: MainWindow) -> StartPage:
    (found,) = [each for each in window.findChildren(StartPage) if each.isVisible()]
    return found


def press(window: MainWindow, title: str) -> None:
    (row,) = [each for each in page(window).rows if each.text() == title]
    row.click()


def test_it_offers_every_way_to_begin(window: MainWindow) -> None:
    assert [row.text() for row in page(window).rows] == [
        "Helping children sooner",
        "A plan that is gone",
        "Open a plan",
        "Start from a tracker",
        "Begin an empty plan",
        "Look at the example",
        "Restore from a backup",
    ]
    assert page(window).rows[0].accessibleName() == (
        "Helping children sooner, Eastmarsh · plan.iplan, yesterday"
    )


def test_a_recent_plan_is_opened(window: MainWindow, plan_path: Path) -> None:
    press(window, "Helping children sooner")
    assert window.workspace is not None
    assert window.workspace.session.path == plan_path


def test_a_recent_plan_that_is_gone_is_explained_and_can_be_taken_off(window: MainWindow) -> None:
    press(window, "A plan that is gone")
    assert window.workspace is None
    assert "gone.iplan" in page(window).banner.words
    gone = page(window).rows[1]
    page(window)._forget(gone)
    assert gone.isHidden()
    assert len(window.preferences.recent) == 1


def test_a_letter_chosen_here_begins_the_wizard(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Director\n\nNothing of note.\n", encoding="utf-8")
    page(window).card.file.emit(letter)
    (wizard,) = window.findChildren(Wizard)
    qtbot.waitUntil(lambda: wizard.step == 1, timeout=20_000)
    wizard.discard()
    assert page(window).card.isVisible()


def test_a_letter_may_be_dropped_anywhere(window: MainWindow) -> None:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtGui import QDragEnterEvent

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("letter.pdf")])
    none = Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    window.dragEnterEvent(event)
    assert event.isAccepted()
    assert window.acceptDrops()


def test_what_was_left_unfinished_comes_first(window: MainWindow, clock: FixedClock) -> None:
    unfinished = unfinished_of(window)
    values = {"plan": "", "name": "Focused visit", "words": "6 areas", "letter": "x", "proposal": {}}
    unfinished.keep(unfinished.begin(), values, clock.now())
    unfinished.keep(unfinished.begin(), values | {"plan": "/elsewhere.iplan"}, clock.now())
    window.show_start()
    assert page(window).rows[0].accessibleName() == "Focused visit, 6 areas, today"
    assert page(window).rows[1].text() == "Helping children sooner"
    press(window, "Focused visit")
    (wizard,) = [each for each in window.findChildren(Wizard) if each.isVisible()]
    assert "Begin it again" in wizard.letter.card.problem.text()


def test_cards_stand_below_each_other_in_a_narrow_window(window: MainWindow) -> None:
    window.resize(700, 720)
    start = page(window)
    start.resize(700, 600)
    assert start.rows[0].mapTo(start, start.rows[0].rect().topLeft()).x() < 100


def test_every_control_has_a_name_of_its_own(window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    names = [
        each.accessibleName() or (each.text() if isinstance(each, QPushButton) else "")
        for each in page(window).findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible()
    ]
    assert all(names)
    assert len(names) == len(set(names))
