from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, asked, ready_to_close
from tests.ui.pages.windows import opened, spoken_names, workspace_of
from tracker.domain import commands as c
from tracker.domain.codes import DecisionRoute, RequestState
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, DateChange, Decision, Meeting
from ui.app import Program
from ui.dialogs.decision import OutcomeForm
from ui.dialogs.review import Basis, ReviewStart
from ui.main_window import MainWindow
from ui.pages.sitting import Sitting, kept_sitting, start_review
from ui.pages.sitting_end import EndCard


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the Overdue page of the small plan."""
    yield opened(program, plan_path, "overdue", qtbot)


def sitting(window: MainWindow, *action_ids: str) -> Sitting:
    workspace = workspace_of(window)
    meeting = an(workspace.session, Meeting)
    made = Sitting(window, Basis(meeting.body, meeting.held_on, meeting), action_ids)
    window.show_full(made)
    return made


def decisions(window: MainWindow) -> list[Decision]:
    return list(workspace_of(window).session.full_plan().all(Decision))


def letters(made: Sitting) -> list[str]:
    return [offer.letter for offer in made._offers]


def test_a_letter_accepts_the_date_asked_for_as_decided_at_the_meeting(window: MainWindow) -> None:
    workspace = workspace_of(window)
    request = asked(workspace.session)
    made = sitting(window, request.action_id)
    assert letters(made) == ["A", "R", "L", "S", "Q", "N"]
    QTest.keyClick(made, Qt.Key.Key_A)
    decided = workspace.plan.get(DateChange, request.id)
    assert (decided.state, decided.decided_on) == (RequestState.APPROVED, date(2026, 11, 10))
    (decision,) = decisions(window)
    assert decision.text == "New date approved: 18 Dec 2026."
    assert decision.meeting_id == an(workspace.session, Meeting).id
    assert made.action is None
    end = made.findChild(EndCard)
    assert end is not None
    assert "New date approved: 18 Dec 2026." in end.text
    assert "New date approved" in end.document().toPlainText()


def test_enter_takes_the_marked_outcome_and_arrows_move_the_mark(window: MainWindow) -> None:
    made = sitting(window, action(workspace_of(window).session).id)
    assert letters(made) == ["D", "L", "S", "Q", "N"]
    QTest.keyClick(made, Qt.Key.Key_Right)
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert [each.text for each in decisions(window)] == ["Left to the next meeting."]


def test_each_card_and_the_outcome_marked_are_read_out(window: MainWindow, heard: list[str]) -> None:
    chosen = action(workspace_of(window).session)
    made = sitting(window, chosen.id)
    assert heard[-1].startswith(f"1 of 1. {chosen.ref}, ")
    assert "22 days, late against the current date" in heard[-1]
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert heard[-1] == "Leave to next meeting, key L"
    made.next()
    assert heard[-1] == "Finished. Decisions of this review"


def test_the_end_has_a_message_for_each_owner(window: MainWindow, tmp_path: Path) -> None:
    workspace = workspace_of(window)
    chosen = action(workspace.session)
    made = sitting(window, chosen.id)
    made.leave_to_next()
    made.next()
    end = made.findChild(EndCard)
    assert end is not None
    (message,) = end.messages
    (copy,) = [each for each in end.findChildren(QPushButton) if each.property("message")]
    assert copy.accessibleName() == f"Copy the message to {message.to}"
    copy.click()
    assert QApplication.clipboard().text() == message.text
    assert "Left to the next meeting." in message.text
    end.save_messages(tmp_path / "messages.txt")
    assert (tmp_path / "messages.txt").read_text(encoding="utf-8") == message.text
    with pytest.raises(TrackerError, match="could not be written"):
        end.save_messages(tmp_path / "nowhere" / "messages.txt")


def test_commands_of_the_menus_are_about_the_card_in_a_review(window: MainWindow) -> None:
    workspace = workspace_of(window)
    assert window.page is not None
    window.page.show_record(asked(workspace.session).action_id)
    other = next(each for each in workspace.plan.all(Action) if each not in window.selected_actions())
    made = sitting(window, other.id)
    assert window.selected_actions() == [other]
    assert not window.commands["remove"].isEnabled()
    made.next()
    assert window.selected_actions() == []
    assert not window.commands["add_update"].isEnabled()
    made._leave()
    assert window.commands["remove"].isEnabled()


def bring_forward(window: MainWindow, qtbot: QtBot) -> None:
    """Ask again until it is the active window: one that was just closed may still be asking."""

    def is_active() -> bool:
        window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(is_active)


def test_single_letters_can_be_switched_off_and_function_keys_remain(
    window: MainWindow, qtbot: QtBot
) -> None:
    made = sitting(window, action(workspace_of(window).session).id)
    window.show()
    made.letters.setChecked(False)
    QTest.keyClick(made, Qt.Key.Key_L)
    assert decisions(window) == []
    bring_forward(window, qtbot)
    QTest.keyClick(made, Qt.Key.Key_F9)
    assert len(decisions(window)) == 1
    assert window.preferences.get("review_letters", True) is False


def test_an_undone_decision_leaves_the_list_and_a_redone_one_comes_back(window: MainWindow) -> None:
    workspace = workspace_of(window)
    made = sitting(window, action(workspace.session).id, action(workspace.session, 1).id)
    made.take(letters(made).index("L"))
    assert len(made.decided) == 1
    workspace.undo()
    assert made.decided == {}
    workspace.redo()
    assert [each.outcome for each in made.decided.values()] == ["Left to the next meeting."]


def test_sending_up_asks_to_whom_and_why(window: MainWindow) -> None:
    made = sitting(window, action(workspace_of(window).session).id)

    def fill() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, OutcomeForm)
        form.to.set_value("Director")
        form.text.set_value("It needs money")
        form.accept()

    QTimer.singleShot(0, made, fill)
    made.take(letters(made).index("S"))
    (decision,) = decisions(window)
    assert decision.text == "Sent up to Director: It needs money"
    assert decision.route is DecisionRoute.MEETING


def test_a_complete_action_can_be_closed_only_with_accepted_evidence(window: MainWindow) -> None:
    workspace = workspace_of(window)
    chosen = action(workspace.session)
    workspace.do(c.CompleteAction(action_id=chosen.id, happened_on=date(2026, 11, 3)))
    made = sitting(window, chosen.id)
    close = next(offer for offer in made._offers if offer.letter == "C")
    assert close.why_not == "needs accepted evidence"
    made.take(made._offers.index(close))
    assert made.decided == {}
    workspace.undo()
    ready_to_close(workspace.session)
    assert next(offer for offer in made._offers if offer.letter == "C").why_not == ""


def test_a_new_date_asked_for_in_the_review_can_be_accepted_at_once(window: MainWindow) -> None:
    workspace = workspace_of(window)
    made = sitting(window, action(workspace.session).id)
    asked(workspace.session)
    made.accept_date()
    assert workspace.plan.get(Action, made._ids[0]).due == DueDate.day(date(2026, 12, 18))


def test_a_review_left_halfway_is_offered_again(window: MainWindow) -> None:
    workspace = workspace_of(window)
    first, second = action(workspace.session).id, action(workspace.session, 1).id
    made = sitting(window, first, second)
    made.leave_to_next()
    kept = kept_sitting(window)
    assert kept is not None
    basis, decided = kept
    assert basis == made.basis
    again = Sitting(window, basis, (first, second), decided)
    window.show_full(again)
    assert again.action is not None
    assert again.action.id == second
    again.next()
    assert kept_sitting(window) is None


def test_every_control_of_the_card_has_a_name_of_its_own(window: MainWindow) -> None:
    made = sitting(window, asked(workspace_of(window).session).action_id)
    names = spoken_names(made)
    assert all(names)
    assert sorted(names) == sorted(set(names))


def test_leaving_goes_back_to_the_page(window: MainWindow) -> None:
    made = sitting(window, action(workspace_of(window).session).id)
    made._leave()
    assert window.page is not None
    assert window.page.title == "Overdue"


def test_a_review_adds_todays_meeting_if_nobody_has(window: MainWindow) -> None:
    workspace = workspace_of(window)
    start = ReviewStart(window, workspace)
    start.accept()
    assert start.basis is not None
    assert start.basis.words == "Improvement board, Saturday 21 November 2026"
    assert start.basis.meeting in workspace.plan.all(Meeting)
    again = ReviewStart(window, workspace)
    assert start.basis.meeting is not None
    assert again.meeting.value() == start.basis.meeting.id
    start.deleteLater()
    again.deleteLater()


def test_without_a_meeting_it_is_the_chairs_action(window: MainWindow) -> None:
    start = ReviewStart(window, workspace_of(window))
    start.meeting.set_value("chair")
    start.chair.set_value("")
    start.accept()
    assert start.basis is None
    assert start.chair.note.text() == "Chair is needed."
    start.chair.set_value("I. Chair")
    start.accept()
    assert start.basis is not None
    decision = start.basis.decision("Agreed.", "a1")
    assert (decision.route, decision.meeting_id) == (DecisionRoute.CHAIRS_ACTION, None)
    start.deleteLater()


def test_a_review_needs_something_to_review(window: MainWindow) -> None:
    workspace = workspace_of(window)
    workspace.do(c.CompleteAction(action_id=action(workspace.session).id, happened_on=date(2026, 11, 20)))
    with pytest.raises(TrackerError, match="Nothing is overdue"):
        start_review(window)
