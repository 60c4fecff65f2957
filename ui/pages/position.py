"""The button beside a page's title that says which day the page shows, and lets another be chosen."""

from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from tracker.domain import british
from tracker.domain.plan import Plan
from tracker.domain.rules.review import last_meeting, next_meeting
from ui.dialogs.day import ask_day
from ui.widgets.frames import button


class PositionButton(QWidget):
    """Shows “position at 21 Nov 2026”. `chosen` is sent with the day, or None for today."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._today = self._day = date.min
        self.button = button("position at", "ghost", icon_name="calendar", press=self._open)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)

    def show_day(self, plan: Plan, today: date, day: date) -> None:
        """Say this day; `plan` gives the meetings to choose from."""
        self._plan, self._today, self._day = plan, today, day
        ahead = "looking ahead to" if day > today else "position at"
        self.button.setText(f"{ahead} {british.short_day(day)}")
        self.button.setToolTip("Choose the day for which this page is worked out")

    def show_known(self, day: date) -> None:
        """Say that the whole window is as known on a day, which cannot be chosen here."""
        self.button.setText(f"as known on {british.short_day(day)}")
        self.button.setEnabled(False)

    def menu(self) -> QMenu:
        """Today, the meetings around it, or any other day."""
        menu = QMenu(self)
        menu.addAction("Today").triggered.connect(self._choose_today)
        if self._plan is not None:
            for meeting in (last_meeting(self._plan, self._today), next_meeting(self._plan, self._today)):
                if meeting is not None:
                    words = f"{meeting.body}, {british.short_day(meeting.held_on)}"
                    act = menu.addAction(words)
                    act.setData(meeting.held_on)
                    act.triggered.connect(self._choose_meeting)
        menu.addSeparator()
        menu.addAction("Another day…").triggered.connect(self._ask)
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.exec(self.button.mapToGlobal(QPoint(0, self.button.height())))
        menu.deleteLater()

    def _choose_today(self) -> None:
        self.chosen.emit(None)

    def _choose_meeting(self) -> None:
        act = self.sender()
        assert isinstance(act, QAction)
        self.chosen.emit(act.data())

    def _ask(self) -> None:
        about = (
            "What had happened by the end of that day is shown, whenever it was written down. "
            "A day to come looks ahead."
        )
        day = ask_day(self, "Position at", about, self._today, self._day)
        if day is not None:
            self.chosen.emit(None if day == self._today else day)
