import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.frames import ListRow


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_row_is_opened_by_enter_and_by_space(key: Qt.Key, qtbot: QtBot) -> None:
    row = ListRow("Open a plan")
    qtbot.addWidget(row)
    with qtbot.waitSignal(row.clicked):
        QTest.keyClick(row, key)
