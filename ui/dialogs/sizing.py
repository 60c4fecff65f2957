"""How large a dialog opens."""

from PySide6.QtWidgets import QDialog

from ui.theme import px
from ui.widgets.frames import room_on_screen


def open_at(dialog: QDialog, wide: float, high: float) -> None:
    """Give it this size, in pixels of the design, as far as nine tenths of the screen allow: with large text
    its buttons would be out of sight."""
    room = room_on_screen(dialog).size() * 9 / 10
    dialog.resize(min(px(wide), room.width()), min(px(high), room.height()))
