from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.frames import Banner, ChipLabel, Empty, Facts, Segments, button, label
from ui.widgets.paint import overdue_chip

MARKUP = "<b>bold</b> & <script>"


def test_what_people_typed_is_shown_as_typed(qtbot: QtBot) -> None:
    for made in (label(MARKUP), label(MARKUP, muted=True, wrap=True)):
        qtbot.addWidget(made)
        assert made.textFormat() == Qt.TextFormat.PlainText
    facts = Facts()
    qtbot.addWidget(facts)
    facts.show_facts([("Owner", MARKUP)])
    assert {each.textFormat() for each in facts.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_facts_without_words_are_left_out_and_old_ones_go(qtbot: QtBot) -> None:
    facts = Facts()
    qtbot.addWidget(facts)
    facts.show_facts([("Owner", "Head of Service"), ("Outcome", "")])
    facts.show_facts([("Impact", "Early signs")])
    names = [each.accessibleName() for each in facts.findChildren(QLabel) if each.isVisibleTo(facts)]
    assert [name for name in names if name] == ["Impact: Early signs"]


def test_a_banner_is_there_only_while_it_has_words(qtbot: QtBot) -> None:
    above = QWidget()
    banner = Banner()
    banner.setParent(above)
    qtbot.addWidget(above)
    assert not banner.isVisibleTo(above)
    banner.say("The file is in a synced folder.", "Move the plan")
    assert banner.isVisibleTo(above)
    assert banner.accessibleName() == banner.words == "The file is in a synced folder."
    banner.say("")
    assert not banner.isVisibleTo(above)


def test_a_button_without_words_is_named_by_its_tip(qtbot: QtBot) -> None:
    made = button("", "ghost", icon_name="x", tip="Close the panel")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Close the panel"


def test_segments_send_the_choice_pressed_and_arrow_keys_move_it(qtbot: QtBot) -> None:
    made = Segments("Grouping", [("stream", "By workstream"), ("flat", "Flat")])
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    assert made.chosen == "stream"
    flat = made.findChildren(type(made._buttons["flat"]))[1]
    with qtbot.waitSignal(made.changed) as changed:
        QTest.mouseClick(flat, Qt.MouseButton.LeftButton)
    assert changed.args == [made.chosen] == ["flat"]
    made.choose("stream")
    assert made.chosen == "stream"


def test_an_empty_page_says_what_to_do_next(qtbot: QtBot) -> None:
    made = Empty("No actions yet", "Add the first, or bring in a letter.", "Add action")
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.pressed):
        QTest.mouseClick(made.button, Qt.MouseButton.LeftButton)


def test_an_empty_page_never_asks_for_more_room_than_a_scroll_bar_leaves_it(qtbot: QtBot) -> None:
    """It once made its scroll bar come and go until the program ended."""
    made = Empty("No backups here", "Backups lie in a folder beside the plan. " * 4)
    qtbot.addWidget(made)
    made.resize(320, 134)
    made.show()
    assert made.minimumSizeHint().width() <= 320 - 12


def test_a_chip_alone_is_read_by_its_word(qtbot: QtBot) -> None:
    made = ChipLabel(overdue_chip("18 days"))
    qtbot.addWidget(made)
    assert made.accessibleName() == "18 days"
    assert made.width() > 40
    made.show_chip(None)
    assert (made.accessibleName(), made.width()) == ("", 0)


def test_a_chip_that_stands_nowhere_yet_is_no_window(qtbot: QtBot) -> None:
    chip = ChipLabel(overdue_chip("18 days"))
    qtbot.addWidget(chip)
    assert not chip.isVisible()
    around = QWidget()
    qtbot.addWidget(around)
    chip.setParent(around)
    chip.show_chip(None)
    assert not chip.isVisibleTo(around)
    chip.show_chip(overdue_chip("19 days"))
    assert chip.isVisibleTo(around)
