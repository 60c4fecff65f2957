from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from ui.above import window_over
from ui.app import Program


def test_the_window_is_found_through_dialogs_over_dialogs(program: Program, qtbot: QtBot) -> None:
    window = program.open_window()
    field = QLineEdit(QDialog(QDialog(window)))
    assert window_over(field) is window_over(window) is window
    alone = QLineEdit()
    qtbot.addWidget(alone)
    assert window_over(alone) is None
