import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ui.widgets.frames import ListRow, button, row


def test_enter_on_cancel_cancels_and_does_not_press_the_default_button(qtbot: QtBot) -> None:
    dialog, save, cancel = QDialog(), button("Save", "primary"), button("Cancel")
    qtbot.addWidget(dialog)
    dialog.setLayout(row(save, cancel))
    save.setDefault(True)
    save.clicked.connect(dialog.accept)
    cancel.clicked.connect(dialog.reject)
    dialog.show()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Rejected


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_row_is_opened_by_enter_and_by_space(key: Qt.Key, qtbot: QtBot) -> None:
    line = ListRow("Open a plan")
    qtbot.addWidget(line)
    with qtbot.waitSignal(line.clicked):
        QTest.keyClick(line, key)
