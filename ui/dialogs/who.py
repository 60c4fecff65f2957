"""Who is using the program, and for whom they record."""

from PySide6.QtWidgets import QDialog, QWidget

from tracker.domain.errors import TrackerError
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.fields import TextField
from ui.widgets.frames import button, column, label, row


class _Ask(QDialog):
    def __init__(self, parent: QWidget | None, title: str, about: str, field: TextField, save: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(px(440))
        self.finished.connect(self.deleteLater)
        self.field = field
        ok = button(save, "primary", press=self.accept)
        ok.setDefault(True)
        self.setLayout(
            column(
                label(title, 16, SEMIBOLD),
                label(about, 14, muted=True, wrap=True),
                field,
                row(None, button("Cancel", press=self.reject), ok),
                gap=12,
                margin=24,
            )
        )
        field.setFocus()

    @property
    def name(self) -> str:
        """The name typed."""
        return self.field.value()

    def accept(self) -> None:
        """Close, unless a name is needed and missing."""
        try:
            self.field.read()
        except TrackerError as error:
            self.field.say(str(error), wrong=True)
        else:
            super().accept()


class YourName(_Ask):
    """Asked once: the name that History shows beside each change."""

    def __init__(self, parent: QWidget | None, name: str = "") -> None:
        super().__init__(
            parent,
            "Who is using this computer?",
            "Your name stands beside every change you make, in History and on papers. It is taken as given; "
            "nobody checks it.",
            TextField("Your name", name, needed=True, help="For example: A. Person, Programme office"),
            "Use this name",
        )


class RecordFor(_Ask):
    """Whose words and decisions are being recorded, until it is changed or the plan closed."""

    def __init__(self, parent: QWidget | None, name: str = "") -> None:
        super().__init__(
            parent,
            "Record for somebody else",
            "What you enter from now on is recorded as theirs, by you. Leave it empty for yourself.",
            TextField("Record for", name, help="Their name or post"),
            "Record",
        )
