"""The month that a day field opens, to pick a day from."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from tracker.domain import british
from ui.announcing import announce
from ui.theme import px
from ui.widgets.frames import button


def offer_days(edit: QLineEdit, name: str, start: Callable[[], date]) -> None:
    """Put a button into the line: it opens the month of the day `start` gives and types the one chosen.

    Alt and the down arrow open it too.
    """
    _Picker(edit, name, start)


class _Picker(QWidget):
    """A child of the line, so that it goes with it."""

    def __init__(self, edit: QLineEdit, name: str, start: Callable[[], date]) -> None:
        super().__init__(edit, Qt.WindowType.Popup)
        self._edit, self._name, self._start = edit, name, start
        # An action of the line itself would have an icon that does not grow with the text.
        tip = f"Choose {name[:1].lower()}{name[1:]} from a calendar"
        self._button = button("", "ghost", icon_name="calendar", small=True, tip=tip, press=self.open)
        self._button.setParent(edit)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes on to the next field
        edit.setTextMargins(0, 0, px(26), 0)
        edit.installEventFilter(self)
        QShortcut(QKeySequence("Alt+Down"), edit, self.open, context=Qt.ShortcutContext.WidgetShortcut)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the button at the right end of the line."""
        if watched is self._edit and event.type() == QEvent.Type.Resize:
            size = self._button.sizeHint()
            x, y = (
                self._edit.width() - self._button.width() - px(3),
                (self._edit.height() - size.height()) // 2,
            )
            self._button.move(x, y)
        return super().eventFilter(watched, event)

    def open(self) -> None:
        """Show the month."""
        if self.layout() is None:
            self._month = QCalendarWidget()
            self._month.setAccessibleName(f"Days for {self._name}")
            self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            self._month.selectionChanged.connect(self._tell)
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

    def _tell(self) -> None:
        """A screen reader hears the whole day, not its number alone."""
        chosen = self._month.selectedDate()
        announce(self._month, british.long_day(date(chosen.year(), chosen.month(), chosen.day())))

    def _pick(self, day: QDate) -> None:
        self._edit.setText(british.short_day(date(day.year(), day.month(), day.day())))
        self.hide()
        self._edit.setFocus()
