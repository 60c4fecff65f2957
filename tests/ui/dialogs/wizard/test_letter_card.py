"""The letter beside the list: pictures by the worker, and lines marked on them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tracker.importing.documents import read_document
from tracker.importing.proposal import Proposal
from ui.dialogs.wizard.letter_card import LetterCard
from ui.dialogs.wizard.marks import marks_of
from ui.dialogs.wizard.page_view import PageView
from ui.dialogs.wizard.text_view import TextView

BODY = (
    "14 March 2024\\\n\nFocused visit to Harrowmere County Council children’s services\n\n"
    "Areas for priority action\n\n• See every child who is referred.\n\n• Read each file.\n\n"
    "Main findings\n\nLeaders know their service well.\n\n#pagebreak()\n\nYours sincerely"
)


@pytest.fixture
def letter(make_pdf: Callable[..., Path]) -> Path:
    """A letter of two pages as a PDF."""
    return make_pdf(BODY)


@pytest.fixture
def card(qtbot: QtBot, letter: Path, tmp_path: Path) -> LetterCard:
    """The card over that letter, with its pictures drawn."""
    proposal = Proposal.of(read_document(letter))
    made = LetterCard(proposal.document, letter, tmp_path / "wizard")
    qtbot.addWidget(made, before_close_func=LetterCard.close_down)
    made.resize(590, 700)
    made.show_marks(marks_of(proposal), 0)
    made.show()
    qtbot.waitUntil(lambda: len(pages(made)._pictures) == 2, timeout=20_000)
    return made


def pages(card: LetterCard) -> PageView:
    view = card.view
    assert isinstance(view, PageView)
    return view


def middle_of(view: PageView, number: int) -> QPoint:
    """Where a line stands in the window."""
    return view._box(number).center().toPoint() - QPoint(0, view.verticalScrollBar().value())


def line_of(card: LetterCard, text: str) -> int:
    return next(n for n, line in enumerate(pages(card)._document.lines) if text in line.text)


def test_pages_are_drawn_as_wide_as_they_are_shown(card: LetterCard) -> None:
    view = pages(card)
    assert {picture.width() for picture in view._pictures.values()} <= {view.page_width, view.page_width + 1}


def test_a_press_on_a_taken_passage_chooses_its_area(card: LetterCard, qtbot: QtBot) -> None:
    view = pages(card)
    with qtbot.waitSignal(card.chosen) as chosen:
        place = middle_of(view, line_of(card, "Read each file"))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [1]


def test_lines_are_marked_by_dragging(card: LetterCard, qtbot: QtBot) -> None:
    view = pages(card)
    first, last = line_of(card, "Main findings"), line_of(card, "Leaders")
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, first))
    QTest.mouseMove(view.viewport(), middle_of(view, last))
    with qtbot.waitSignal(card.marked) as marked:
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, last))
    assert marked.args in ([(first, last), ""], [tuple(range(first, last + 1)), ""])
    with qtbot.waitSignal(card.marked) as marked:
        card.clear_marking()
    assert marked.args == [(), ""]


def test_lines_are_marked_with_the_keyboard_and_read_out(card: LetterCard, qtbot: QtBot) -> None:
    view = pages(card)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleDescription() == "14 March 2024"
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.marking == (0, 1)
    with qtbot.waitSignal(card.wanted):
        QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.marking


def test_page_and_zoom_are_told_and_kept(card: LetterCard) -> None:
    view = pages(card)
    card._on()
    assert card._where.text() == "page 2 of 2"
    assert not card._after.isEnabled()
    card._zoom.setCurrentIndex(3)
    assert card._where.text() == "page 2 of 2"
    assert view.horizontalScrollBar().maximum() > 0
    card._back()
    assert card._where.text() == "page 1 of 2"


def test_the_words_can_be_shown_instead_and_are_when_pages_cannot_be_drawn(card: LetterCard) -> None:
    card._not_drawn(RuntimeError())
    assert isinstance(card.view, TextView)
    assert "See every child" in card.view.toPlainText()
    assert "cannot be drawn" in card._where.text()
    assert not card._zoom.isVisible()
