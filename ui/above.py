"""The window that a widget belongs to, through whatever dialogs lie over it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def window_over(widget: QWidget | None) -> "MainWindow | None":
    """The plan's window over a widget; None where there is none."""
    from ui.main_window import MainWindow

    while widget is not None and not isinstance(widget, MainWindow):
        widget = widget.parentWidget()
    return widget
