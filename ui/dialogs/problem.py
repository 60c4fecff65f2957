"""The dialog of a bug: what it means for the plan, and a text to pass on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ui.dialogs.help_key import HelpKey
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.frames import button, column, label, row


class ProblemDialog(QDialog):
    """Says that something went wrong in the program, and gives the details to copy."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        HelpKey(self)
        self.setWindowTitle("A problem in the program")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(px(560))
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("Details of the problem")
        self.details.setMinimumHeight(px(180))
        self.copy = button("Copy", icon_name="copy", press=self._copy)
        close = button("Close", "primary", press=self.accept)
        close.setDefault(True)
        words = (
            "Your plan is safe: every change that was made before this is saved. What you were doing just "
            "now may not have been done. You can go on working. If it happens again, send these details to "
            "whoever looks after the program; they hold no text of your plan."
        )
        self.setLayout(
            column(
                label("Something went wrong in the program", 16, SEMIBOLD),
                label(words, 14, wrap=True),
                self.details,
                row(self.copy, None, close),
                gap=12,
                margin=24,
            )
        )
        close.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy.setText("Copied")


_shown: list[ProblemDialog] = []  # without a window above it nothing else would hold the dialog


def show_problem(details: str) -> None:
    """Show it over the window in use; one that is open already gets the new details added."""
    _shown[:] = [each for each in _shown if isValid(each) and each.isVisible()]
    if _shown:
        _shown[0].details.appendPlainText(f"\n{details}")
    else:
        _shown.append(ProblemDialog(details, QApplication.activeWindow()))
        _shown[0].open()
