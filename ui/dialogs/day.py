"""Asking for a single day that no command follows from: a position, a limit of a list."""

from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from tracker.domain.errors import TrackerError
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.fields import DayField
from ui.widgets.frames import button, column, label, row


class DayDialog(QDialog):
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
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(px(420))
        self._latest = latest
        self.field = DayField("Day", today, day, needed=True)
        self.day: date | None = None
        show = button("Show", "primary", press=self.accept)
        show.setDefault(True)
        words = label(about, 14, muted=True, wrap=True)
        foot = row(None, button("Cancel", press=self.reject), show)
        self.setLayout(column(label(title, 16, SEMIBOLD), words, self.field, foot, gap=12, margin=24))
        self.field.setFocus()

    def accept(self) -> None:
        """Close, unless no day can be read or it is too late."""
        try:
            day = self.field.read()
            if self._latest is not None and day > self._latest:
                raise TrackerError("That day has not come yet.")
        except TrackerError as error:
            self.field.say(str(error), wrong=True)
            return
        self.day = day
        super().accept()


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
