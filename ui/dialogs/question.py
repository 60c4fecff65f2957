"""A question with two answers, before something that cannot be taken back."""

from PySide6.QtWidgets import QDialog, QWidget

from ui.dialogs.help_key import HelpKey
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.frames import button, column, fit_height, label, row


class Question(QDialog):
    """Accepted with the first answer. The keyboard begins at the second, which changes nothing."""

    def __init__(self, parent: QWidget | None, title: str, words: str, yes: str, no: str) -> None:
        super().__init__(parent)
        HelpKey(self)
        self.setWindowTitle(title)
        self.setFixedWidth(px(440))
        self.yes, self.no = button(yes, press=self.accept), button(no, "primary", press=self.reject)
        self.no.setDefault(True)
        self.setLayout(
            column(
                label(title, 16, SEMIBOLD, wrap=True),
                label(words, 14, wrap=True),
                4,
                row(None, self.yes, self.no),
                gap=12,
                margin=24,
            )
        )
        self.no.setFocus()
        fit_height(self)


def ask(parent: QWidget | None, title: str, words: str, yes: str, no: str) -> bool:
    """Whether the first answer was given."""
    question = Question(parent, title, words, yes, no)
    question.finished.connect(question.deleteLater)
    return bool(question.exec())
