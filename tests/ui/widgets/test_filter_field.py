from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.widgets.filter_field import FilterField


def test_escape_clears_the_filter_first_and_leaves_it_then(qtbot: QtBot) -> None:
    field = FilterField("Filter actions")
    qtbot.addWidget(field)
    field.begin("so")
    assert field.edit.text() == "so"
    with qtbot.assertNotEmitted(field.left):
        QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert field.edit.text() == ""
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field.edit, Qt.Key.Key_Escape)


def test_a_token_of_the_filter_is_taken_away_by_its_button(qtbot: QtBot) -> None:
    field = FilterField("Filter actions")
    qtbot.addWidget(field)
    field.show_tokens([("status", "Status", "any but withdrawn"), ("due", "Due by", "31 Mar 2027")])
    field.show_tokens([("due", "Due by", "31 Mar 2027")])
    close = [each for each in field.findChildren(QPushButton) if each.isVisibleTo(field)]
    assert [each.accessibleName() for each in close] == ["Take away: Due by 31 Mar 2027"]
    with qtbot.waitSignal(field.dropped) as dropped:
        QTest.mouseClick(close[0], Qt.MouseButton.LeftButton)
    assert dropped.args == ["due"]


def test_tokens_without_room_stand_behind_a_number_and_backspace_takes_the_last(qtbot: QtBot) -> None:
    field = FilterField("Filter actions")
    qtbot.addWidget(field)
    field.resize(520, 32)
    field.show()
    field.show_tokens([(str(n), "Workstream", "The front door") for n in range(3)])
    assert [token.isHidden() for token in field._shown] == [True, True, False]
    assert field._more.text() == "+2"
    field.resize(900, 32)
    qtbot.waitUntil(lambda: not any(token.isHidden() for token in field._shown))
    assert field._more.isHidden()
    with qtbot.waitSignal(field.taken_back):
        QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    field.edit.setText("x")
    with qtbot.assertNotEmitted(field.taken_back):
        QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
