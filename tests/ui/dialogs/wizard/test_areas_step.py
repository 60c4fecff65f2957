"""Sorting out what a letter says."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.wizard.conftest import NO_PLACE
from tracker.domain.codes import FindingKind, SourceKind
from tracker.domain.errors import TrackerError
from tracker.importing.documents import read_pasted
from tracker.importing.proposal import Proposal
from ui.dialogs.wizard.areas_step import AreasStep, count_words
from ui.dialogs.wizard.text_view import TextView

TODAY = date(2026, 11, 21)
SHORT = (
    "Focused visit to Harrowmere children’s services\n\nAreas for priority action\n\n"
    "• See every child.\n\nThe board meets each month.\n\nMain findings\n"
)


@pytest.fixture
def step(qtbot: QtBot, proposal: Proposal) -> AreasStep:
    """The step over the letter, shown at the size of a usual window."""
    return shown(qtbot, proposal)


def shown(qtbot: QtBot, proposal: Proposal, folder: Path = NO_PLACE) -> AreasStep:
    made = AreasStep(proposal, folder, folder, TODAY)
    qtbot.addWidget(made)
    made.resize(1440, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def button(step: AreasStep, text: str) -> QPushButton:
    (found,) = [each for each in step.findChildren(QPushButton) if each.text() == text]
    return found


def test_every_area_is_a_row_that_reads_as_a_sentence(step: AreasStep) -> None:
    names = [step.rows.row(n).accessibleName() for n in range(5)]
    assert names[0].startswith("P1, Area for priority action, taken: Decide on every contact")
    assert names[2].startswith("I1, Area for improvement, taken: ")
    assert step.areas.second.text() == "2 areas for priority action and 3 areas for improvement"
    assert step.rows.current == 0


def test_the_keyboard_goes_from_row_to_row_and_takes_or_leaves_out(step: AreasStep) -> None:
    QTest.keyClick(step.rows.row(0), Qt.Key.Key_Down)
    assert step.rows.current == 1
    QTest.keyClick(step.rows.row(1), Qt.Key.Key_Space)
    assert step.proposal.items[1].left_out == ""
    assert step.rows.editor.reason.isVisible()
    QTest.keyClick(step.rows.row(1), Qt.Key.Key_Space)
    assert step.proposal.items[1].left_out is None
    QTest.keyClick(step.rows.row(1), Qt.Key.Key_Up)
    assert step.rows.current == 0


def test_an_area_left_out_has_to_say_why(step: AreasStep) -> None:
    button(step, "Leave out…").click()
    with pytest.raises(TrackerError, match="Say why"):
        step.check()
    step.rows.editor.reason.edit.setText("Answered already")
    assert step.check().items[0].left_out == "Answered already"
    assert step.areas.second.text().endswith("; 1 left out")
    assert "left out" in step.rows.row(0).accessibleName()


def test_an_area_is_split_at_the_cursor_and_joined_again(step: AreasStep, proposal: Proposal) -> None:
    words = proposal.items[0].finding.text
    cursor = step.rows.editor.wording.textCursor()
    cursor.setPosition(words.index("and tell"))
    step.rows.editor.wording.setTextCursor(cursor)
    button(step, "Split here").click()
    assert [item.finding.text for item in step.proposal.items[:2]] == [
        words[: words.index("and tell")].strip(),
        words[words.index("and tell") :],
    ]
    button(step, "Join with next").click()
    assert step.proposal == proposal


def test_a_split_where_nothing_would_be_left_says_what_to_do(step: AreasStep, qtbot: QtBot) -> None:
    step.rows.editor.wording.moveCursor(QTextCursor.MoveOperation.Start)
    with qtbot.waitSignal(step.refused) as told:
        button(step, "Split here").click()
    assert "Put the cursor between two words" in told.args[0]


def test_the_type_of_an_area_changes_its_code_and_the_usual_duties(qtbot: QtBot) -> None:
    step = shown(qtbot, Proposal.of(read_pasted(SHORT)))
    assert len(step.proposal.duties) == 2
    kind = step.rows.editor.kind
    kind.setCurrentIndex(kind.findData(FindingKind.RECOMMENDATION))
    kind.activated.emit(kind.currentIndex())
    assert step.rows.row(0).accessibleName().startswith("R1, Recommendation")
    assert not step.proposal.duties


def test_words_marked_in_the_letter_become_an_area(step: AreasStep, proposal: Proposal) -> None:
    view = step.letter.view
    document = proposal.document
    number = next(n for n, line in enumerate(document.lines) if line.text.startswith("Main findings")) + 2
    text = document.lines[number].text
    block = view.document().findBlockByNumber(number)  # type: ignore[union-attr]
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + 20, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)  # type: ignore[union-attr]
    assert step.passage.isVisible()
    assert step.passage.words.text() == text[:20]
    step.passage.words.setText("Words that are not there")
    button(step, "Add as an area").click()
    assert len(step.proposal.items) == 5
    step.passage.words.setText(text[:10])
    QTest.keyClick(step.passage.words, Qt.Key.Key_Return)
    assert len(step.proposal.items) == 6
    assert step.proposal.items[-1].finding.text == text[:10].strip()
    assert not step.passage.isVisible()
    button(step, "Put back").click()
    assert step.proposal == proposal


def test_a_press_in_the_letter_chooses_the_area(step: AreasStep, proposal: Proposal) -> None:
    view = step.letter.view
    (line,) = proposal.items[3].finding.lines[:1]
    view.go_to_lines((line,))
    block = view.document().findBlockByNumber(line)  # type: ignore[union-attr]
    place = view.blockBoundingGeometry(block).translated(view.contentOffset()).center()  # type: ignore[union-attr]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(40, place.y()).toPoint())
    assert step.rows.current == 3


def test_a_sentence_that_was_not_taken_can_be(qtbot: QtBot) -> None:
    step = shown(qtbot, Proposal.of(read_pasted(SHORT)))
    assert button(step, "1 sentence not taken").isVisible()
    button(step, "1 sentence not taken").click()
    button(step, "Take it").click()
    assert [item.finding.text for item in step.proposal.items] == [
        "See every child.",
        "The board meets each month.",
    ]
    assert not step.not_taken.isVisible()


def test_facts_are_taken_over_and_days_are_echoed(step: AreasStep) -> None:
    facts = step.facts
    facts.authority.edit.setText("Harrowmere")
    facts.received.edit.setText("15/3/24")
    facts.visit.edit.setText("3 to 4 February 2024")
    facts.kind.set_value(SourceKind.PEER_REVIEW)
    assert facts.received.note.text().startswith("Friday 15 March 2024")
    assert facts.visit.note.text() == "3 Feb 2024 to 4 Feb 2024"
    proposal = step.check()
    assert (proposal.authority, proposal.received_on) == ("Harrowmere", date(2024, 3, 15))
    assert (proposal.visit.first, proposal.visit.last) == (date(2024, 2, 3), date(2024, 2, 4))
    assert proposal.kind is SourceKind.PEER_REVIEW


@pytest.mark.parametrize(("field", "words"), [("received", "31 June 2024"), ("visit", "some time")])
def test_a_day_that_cannot_be_read_is_said_beside_its_field(step: AreasStep, field: str, words: str) -> None:
    getattr(step.facts, field).edit.setText(words)
    step.facts.set_folded(True)
    with pytest.raises(TrackerError):
        step.check()
    assert getattr(step.facts, field).note.text()
    assert not step.facts.is_folded


def test_duties_are_shown_with_their_sum(qtbot: QtBot) -> None:
    step = shown(qtbot, Proposal.of(read_pasted(SHORT)))
    step.facts.received.edit.setText("27 February 2020")
    names = [each.accessibleName() for each in step.facts.duties.findChildren(QWidget)]
    assert (
        "Draft action plan to Ofsted: Thu 26 Mar 2020. "
        "20 working days from 27 Feb 2020; usual period, not printed in this letter"
    ) in names


def test_misread_words_are_put_right_and_shown_as_corrected(step: AreasStep, proposal: Proposal) -> None:
    editor = step.rows.editor
    button(step, "Correct…").click()
    with pytest.raises(TrackerError, match="putting right"):
        step.check()
    QTest.keyClick(editor.wording, Qt.Key.Key_Escape)
    assert not editor.is_correcting
    assert step.check() == proposal
    button(step, "Correct…").click()
    editor.wording.setPlainText("Decide on every contact within a day")
    button(step, "Keep these words").click()
    assert step.proposal.items[0].finding.text == "Decide on every contact within a day"
    assert step.proposal.items[0].as_read == proposal.items[0].parts
    assert editor.read.isVisible()
    assert "corrected" in step.rows.row(0).accessibleName()


def test_areas_are_put_in_another_order_with_the_keyboard(step: AreasStep) -> None:
    step.take_keyboard()
    QTest.keyClick(step.rows.row(0), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [item.key for item in step.proposal.items] == [1, 0, 2, 3, 4]
    assert step.rows.current == 1
    QTest.keyClick(step.rows.row(1), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [item.key for item in step.proposal.items] == [0, 1, 2, 3, 4]


def test_a_list_marked_in_the_text_becomes_an_area_for_each_of_its_entries(qtbot: QtBot) -> None:
    step = shown(
        qtbot, Proposal.of(read_pasted("A review\n\nWe ask that you\n1. See every child\n2. Count."))
    )
    view = step.letter.view
    assert isinstance(view, TextView)
    cursor = QTextCursor(view.document().findBlockByNumber(3))
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    button(step, "Add 2 areas").click()
    assert [item.finding.text for item in step.proposal.items] == ["See every child", "Count."]


def test_what_a_scan_shows_is_typed_with_its_page(qtbot: QtBot, tmp_path: Path) -> None:
    scan = replace(read_pasted("x"), lines=(), text="", findings=(), page_sizes=((595.0, 842.0),) * 2)
    step = shown(qtbot, Proposal.of(scan), tmp_path)
    assert step.write.isVisible()
    step.letter.page_changed.disconnect()
    step.letter.page = 2
    step.write.words.setPlainText("See every child\n- on time")
    button(step, "Add this area").click()
    (item,) = step.proposal.items
    assert (item.parts, item.finding.page) == (("See every child", "on time"), 2)
    assert step.write.words.toPlainText() == ""
    with qtbot.waitSignal(step.refused):
        button(step, "Add this area").click()


def test_letter_and_areas_take_turns_where_there_is_no_room(step: AreasStep) -> None:
    step.resize(800, 600)
    assert step.areas.isVisible()
    assert not step.letter.isVisible()
    assert not step.facts.isVisible()
    step.facts.received.edit.setText("31 June 2024")
    with pytest.raises(TrackerError):
        step.check()
    assert step.facts.isVisible()
    button(step, "Add from the text").click()
    assert step.letter.isVisible()
    step.resize(1440, 800)
    assert step.areas.isVisible()


def test_a_letter_without_findings_says_so_and_goes_on(qtbot: QtBot) -> None:
    step = shown(qtbot, Proposal.of(read_pasted("Dear Director\n\nNothing of note.\n")))
    assert count_words(step.proposal) == "none taken"
    assert step.rows.current == -1
    step.take_keyboard()
    assert step.check().items == ()


def test_control_names_are_unique_and_there(step: AreasStep) -> None:
    named = [
        each.accessibleName() or (each.text() if isinstance(each, QPushButton) else "")
        for each in step.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible()
    ]
    assert all(named)
    assert len(set(named)) == len(named), sorted(named)
