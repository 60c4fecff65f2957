from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ui import theme
from ui.dialogs.sizing import open_at
from ui.theme import Look
from ui.widgets.frames import room_on_screen


def test_a_dialog_opens_in_its_size_and_no_larger_than_the_screen(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    open_at(dialog, 300, 200)
    assert (dialog.width(), dialog.height()) == (300, 200)
    theme.use(Look.LIGHT, 200)
    room = room_on_screen(dialog)
    open_at(dialog, 300, room.height())
    assert dialog.width() == 600
    assert dialog.height() < room.height()
