"""Rows copied in Excel, Word or another plan become new actions, by the steps of a spreadsheet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from tracker.domain.errors import TrackerError

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def paste_rows(window: "MainWindow") -> None:
    """Show the steps in this window, with what is on the clipboard. Nothing is saved before their end."""
    from tracker.importing.sheets.pasted import pasted
    from ui.dialogs.sheets.opening import begin, begin_with, takes
    from ui.dialogs.wizard.drop_card import dropped_file

    data = QGuiApplication.clipboard().mimeData() or QMimeData()  # None where another program holds it
    file = dropped_file(data)
    if file is not None:
        if not takes(file):
            raise TrackerError(f"{file.name} is no spreadsheet. To add a letter, use File, Add a document.")
        begin_with(window, file)
        return
    book = pasted(data.html() if data.hasHtml() else "", data.text())
    begin(window).take(book)
