from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.seeded import action, an
from tests.ui.pages.windows import opened, workspace_of
from tracker.domain import commands as c
from tracker.domain.codes import Delivery
from tracker.domain.records import Action, Person, Post, Update
from ui.app import Program
from ui.dialogs.my_updates import MyUpdate
from ui.main_window import MainWindow
from ui.workspace import Workspace

ASHA = "Asha Quillfeather"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> MainWindow:
    """The plan at Asha's desk: two of her actions come up by the board of 15 December."""
    shown = opened(program, plan_path, "overview", qtbot)
    workspace_of(shown).do(c.AddMeeting(held_on=date(2026, 12, 15)))
    return shown


def in_turn(*steps: Callable[[MyUpdate], None]) -> list[str]:
    """Do one step in each form as it comes; what each form said about where it stands. The last
    step has to end it."""
    told: list[str] = []
    waiting = list(steps)

    def look() -> None:
        form = QApplication.activeModalWidget()
        if not isinstance(form, MyUpdate) or not form.text.edit.hasFocus():
            QTimer.singleShot(5, look)
            return
        told.append(form.told.text())
        step = waiting.pop(0)
        if waiting:
            QTimer.singleShot(5, look)
        step(form)
        if form.isVisible():  # it must fail the test then, not hold it up
            form.reject()

    QTimer.singleShot(0, look)
    return told


def written(form: MyUpdate, words: str) -> None:
    QTest.keyClicks(form.text.edit, words)
    QTest.keyClick(form.text.edit, Qt.Key.Key_Return, CTRL)


def passed_over(form: MyUpdate) -> None:
    QTest.keyClick(form.text.edit, Qt.Key.Key_Right, ALT)


def texts(workspace: Workspace) -> list[tuple[str, str]]:
    plan = workspace.session.full_plan()
    return [(plan.get(Action, each.action_id).title, each.text) for each in plan.all(Update)]


def begun(window: MainWindow) -> None:
    window.commands.run("my_updates")
    QTest.keyClick(window, Qt.Key.Key_Shift)  # else Qt takes the control key to be down still


def test_each_of_my_actions_is_a_screen_and_ctrl_enter_goes_on(window: MainWindow) -> None:
    workspace = workspace_of(window)
    workspace.record_for(ASHA)
    before_last_board = date(2026, 11, 2)
    contacts = action(workspace.session).id
    workspace.do(c.AddUpdate(action_id=contacts, text="Four of ten", happened_on=before_last_board))
    told = in_turn(lambda form: written(form, "Six of ten"), lambda form: written(form, "Counted on Monday"))
    begun(window)
    assert texts(workspace)[1:] == [
        ("Decide every contact within one working day", "Six of ten"),
        ("Count who waits, every Monday", "Counted on Monday"),
    ]
    assert told[0].startswith("1 of 2 · due 30 Oct 2026, 22 days late")
    assert told[0].endswith("Last update, 2 Nov 2026: Four of ten")
    assert window.banner.words == "2 updates added, of 2 actions."
    begun(window)
    assert (
        window.banner.words == f"Nothing that {ASHA} owns waits for an update for the board by 15 Dec 2026."
    )


def test_one_may_pass_over_an_action_and_stop_at_any(window: MainWindow) -> None:
    workspace = workspace_of(window)
    workspace.record_for(ASHA)
    told = in_turn(passed_over, lambda form: written(form, "Counted on Monday"))
    begun(window)
    assert [text for _, text in texts(workspace)] == ["Counted on Monday"]
    assert len(told) == 2
    told = in_turn(MyUpdate.reject)
    begun(window)
    assert [each.split(" · ")[0] for each in told] == ["1 of 1"]


def test_rating_reason_barrier_ask_and_next_are_on_the_one_screen(window: MainWindow) -> None:
    workspace = workspace_of(window)
    workspace.record_for(ASHA)

    def all_of_it(form: MyUpdate) -> None:
        form.delivery.set_value("off_track")
        form.reason.set_value("Two vacancies")
        form.barrier.set_value("The agency")
        form.ask_board.set_value("Agree overtime")
        form.next.set_value("Interviews")
        written(form, "Six of ten")

    in_turn(all_of_it, MyUpdate.reject)
    begun(window)
    (update,) = workspace.session.full_plan().all(Update)
    assert (update.delivery, update.delivery_reason) == (Delivery.OFF_TRACK, "Two vacancies")
    assert (update.barrier, update.ask, update.next) == ("The agency", "Agree overtime", "Interviews")
    assert update.whose == ASHA


def test_who_holds_no_post_is_told_what_to_do(window: MainWindow) -> None:
    window.commands.run("my_updates")
    assert "Programme Manager holds no post in this plan" in window.banner.words


def test_who_has_nothing_to_update_is_told_until_when(window: MainWindow) -> None:
    workspace = workspace_of(window)
    director = an(workspace.session, Post, 1)
    tam = an(workspace.session, Person, 1)
    workspace.do(c.AppointToPost(post_id=director.id, person_id=tam.id, started_on=date(2026, 1, 5)))
    workspace.record_for(tam.name)
    window.commands.run("my_updates")
    assert "Nothing that Tam Overbeck owns waits" in window.banner.words
