"""The month that a day field opens, to pick a day from."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from tracker.domain import british
from ui.icons import icon


def offer_days(edit: QLineEdit, name: str, start: Callable[[], date]) -> None:
    """Put a button into the line: it opens the month of the day `start` gives and types the one chosen."""
    act = edit.addAction(icon("calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition)
    act.setText(f"Choose {name[:1].lower()}{name[1:]} from a calendar")
    act.triggered.connect(_Picker(edit, name, start).open)


class _Picker(QWidget):
    """A child of the line, so that it goes with it."""

    def __init__(self, edit: QLineEdit, name: str, start: Callable[[], date]) -> None:
        super().__init__(edit, Qt.WindowType.Popup)
        self._edit, self._name, self._start = edit, name, start

    def open(self) -> None:
        """Show the month."""
        if self.layout() is None:
            self._month = QCalendarWidget()
            self._month.setAccessibleName(f"Days for {self._name}")
            self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            self._month.activated.connect(self._pick)
            self._month.clicked.connect(self._pick)
            layout = QVBoxLayout(self)
            layout.setContentsMargins(1, 1, 1, 1)
            layout.addWidget(self._month)
        start = self._start()
        self._month.setSelectedDate(QDate(start.year, start.month, start.day))
        self.move(self._edit.mapToGlobal(QPoint(0, self._edit.height())))
        self.show()
        self._month.setFocus()

    def _pick(self, day: QDate) -> None:
        self._edit.setText(british.short_day(date(day.year(), day.month(), day.day())))
        self.hide()
        self._edit.setFocus()
