"""Asking for a single day that no command follows from: a position, a limit of a list."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.domain.errors import TrackerError
from ui.dialogs.fields_dialog import FieldsDialog
from ui.widgets.fields import DayField


class DayDialog(FieldsDialog):
    """One day, typed or picked. `day` is it once the dialog was accepted; `latest` refuses later ones."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        about: str,
        today: date,
        day: date | None = None,
        latest: date | None = None,
    ) -> None:
        super().__init__(parent, title, save="Show", about=about, wide=420)
        self._latest = latest
        self.field = DayField("Day", today, day, needed=True)
        self.field.is_looked_back_to = True
        self.day: date | None = None
        self.add(self.field)

    def settle(self) -> None:
        """Keep the day. Raises TrackerError where it is too late."""
        day = self.field.read()
        if self._latest is not None and day > self._latest:
            self.field.say("That day has not come yet.", wrong=True)
            raise TrackerError("That day has not come yet.")
        self.day = day


def ask_day(
    parent: QWidget | None,
    title: str,
    about: str,
    today: date,
    day: date | None = None,
    latest: date | None = None,
) -> date | None:
    """The day somebody chose; None if they cancelled."""
    dialog = DayDialog(parent, title, about, today, day, latest)
    dialog.finished.connect(dialog.deleteLater)
    return dialog.day if dialog.exec() else None
