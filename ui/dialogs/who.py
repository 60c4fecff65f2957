"""Who is using the program, and for whom they record."""

from PySide6.QtWidgets import QWidget

from ui.dialogs.fields_dialog import FieldsDialog
from ui.widgets.fields import TextField


class _Ask(FieldsDialog):
    def __init__(self, parent: QWidget | None, title: str, about: str, field: TextField, save: str) -> None:
        super().__init__(parent, title, save=save, about=about, wide=440)
        self.finished.connect(self.deleteLater)
        self.field = field
        self.add(field)

    @property
    def name(self) -> str:
        """The name typed."""
        return self.field.value()


class YourName(_Ask):
    """Asked once: the name that History shows beside each change."""

    def __init__(self, parent: QWidget | None, name: str = "") -> None:
        super().__init__(
            parent,
            "Who is using this computer?",
            "Your name stands beside every change you make, in History and on papers. It is taken as given; "
            "nobody checks it.",
            TextField(
                "Your name", name, needed=True, help="For example: A. Person, Programme office", is_name=True
            ),
            "Use this name",
        )


class RecordFor(_Ask):
    """Whose words and decisions are being recorded, until it is changed or the plan closed."""

    def __init__(self, parent: QWidget | None, name: str = "") -> None:
        super().__init__(
            parent,
            "Record for somebody else",
            "What you enter from now on is recorded as theirs, by you. Leave it empty for yourself.",
            TextField("Record for", name, help="Their name or post", is_name=True),
            "Record",
        )
