"""The list below a field of what may complete the words in it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.widgets.completions import Completions


def test_a_value_is_chosen_by_keys_and_typing_goes_on_meanwhile(qtbot: QtBot) -> None:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.show()
    edit.setFocus()
    offered = Completions(edit, "Values")
    taken: list[str] = []
    offered.taken.connect(taken.append)
    offered.offer([("me", "", ""), ("none", "", "2"), ("vacant", "nobody in post", "")], 0)
    popup = offered.popup()
    assert popup is not None
    assert popup.isVisible()
    QTest.keyClicks(popup, "x")
    assert edit.text() == "x"
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    assert popup.currentIndex().data() == "none, 2"
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert (taken, popup.isVisible()) == (["none"], False)
    offered.offer([("me", "", "")], 0)
    offered.offer([], 0)
    assert not popup.isVisible()
