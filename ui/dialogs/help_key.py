"""F1 in a dialog."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog


class HelpKey(QShortcut):
    """F1 brings the page of help about the dialog, in front of it."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(QKeySequence("F1"), dialog)
        self.activated.connect(self._help)

    def _help(self) -> None:
        from ui.dialogs.reader import help_about  # only when somebody asks

        dialog = self.parent()
        assert isinstance(dialog, QDialog)
        help_about(dialog)
