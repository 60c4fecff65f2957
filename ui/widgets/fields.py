"""Form fields: a label above, the control, and one line below for the echo, the help or what is wrong.

Each has `value()`, which raises TrackerError in a sentence where what was typed cannot be it, and
`changed`, sent while somebody types.
"""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tracker.domain import british, calendar
from tracker.domain.amounts import amount_words, read_amount
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.rules.money import question_about
from ui.announcing import Pause
from ui.fonts import REGULAR, font, metrics
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.day_picker import offer_days
from ui.widgets.frames import label
from ui.widgets.paint import focus_ring, rounded
from ui.widgets.pasting import Notes
from ui.widgets.spelled import check_spelling


class Field(QWidget):
    """The frame of a field. `needed`: empty is refused, with a sentence that names the label."""

    changed = Signal()
    said = Signal(str)  # what is said below now
    is_prose = False  # words of somebody's own, which may say more than a plan is to hold

    def __init__(self, name: str, control: QWidget, *, needed: bool = False, help: str = "") -> None:
        super().__init__()
        self.name, self.control, self.needed, self._help = name, control, needed, help
        self._wrong = self._is_bare = False
        self.label = label(name, 14)
        self.label.setBuddy(control)
        self.note = _Note(help)
        self._voice = Pause(control)
        control.setAccessibleName(name)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(px(4))
        self._layout.addWidget(self.label)
        self._layout.addWidget(control)
        self._layout.addWidget(self.note)
        self.setFocusProxy(control)
        self.say(help)

    def strip(self) -> None:
        """Show the control alone: its name is heard, and what is said below is sent by `said` only."""
        self._is_bare = True
        self.label.hide()
        self.note.hide()

    def value(self) -> Any:
        """What was filled in."""
        raise NotImplementedError

    def read(self) -> Any:
        """`value`, refused where it is needed and empty. Raises TrackerError."""
        value = self.value()
        if self.needed and (value is None or value == ""):
            raise TrackerError(f"{self.name} is needed.")
        return value

    def say(self, words: str, *, wrong: bool = False) -> None:
        """The line below; `wrong` marks the field as well. A screen reader hears it as the description."""
        self._wrong = wrong
        self.note.say(words, wrong=wrong)
        self.note.setVisible(bool(words) and not self._is_bare)
        if words != self.control.accessibleDescription():
            self.control.setAccessibleDescription(words)
            # What is wrong is announced by whoever asked for the value, once for all fields.
            self._voice.announce(words if self.control.hasFocus() and not wrong else "")
        self.control.setProperty("wrong", wrong)
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
        self.said.emit(words)

    def check(self) -> str:
        """Read it, say beside it what is wrong, and return that ("" for nothing)."""
        try:
            self.read()
        except TrackerError as error:
            self.say(str(error), wrong=True)
            return str(error)
        if self._wrong:
            self.say(self._echo())
        return ""

    def _edited(self) -> None:
        self.say(self._echo())
        self.changed.emit()

    def _echo(self) -> str:
        """What is said below while nothing is wrong."""
        return self._help


class _Note(QLabel):
    """One line of words below a field; hidden while empty."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(13))
        self.setWordWrap(True)
        self._wrong = False

    def say(self, words: str, *, wrong: bool) -> None:
        self._wrong = wrong
        self.setText(words)
        self.setContentsMargins(px(18) if wrong else 0, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        tone = t.states["off_track"].text
        palette = self.palette()
        wanted = tone if self._wrong else t.muted
        if palette.color(self.foregroundRole()) != wanted:
            palette.setColor(self.foregroundRole(), wanted)
            self.setPalette(palette)
        super().paintEvent(event)
        if self._wrong:
            painter = QPainter(self)
            draw_icon(painter, "circle-alert", 0, px(2), 14, tone)
            painter.end()


class TextField(Field):
    """One line of words; white space at the ends is not part of them. `is_name`: of a person or a thing, a
    reference or an address, which no list of words has."""

    is_prose = True

    def __init__(
        self,
        name: str,
        text: str = "",
        *,
        needed: bool = False,
        help: str = "",
        hint: str = "",
        is_name: bool = False,
    ) -> None:
        self.edit = QLineEdit(text)
        self.edit.setCursorPosition(0)  # the beginning of long words is in sight
        self.edit.setPlaceholderText(hint)
        super().__init__(name, self.edit, needed=needed, help=help)
        self.edit.textChanged.connect(self._edited)
        if self.is_prose and not is_name:
            check_spelling(self.edit)

    def value(self) -> str:
        """The words, "" for none."""
        return self.edit.text().strip()

    def set_value(self, text: str) -> None:
        """Fill it in."""
        self.edit.setText(text)


class NotesField(Field):
    """Several lines of words. Tab leaves it."""

    is_prose = True

    def __init__(
        self, name: str, text: str = "", *, lines: int = 4, needed: bool = False, help: str = ""
    ) -> None:
        self.edit = Notes(text)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(metrics(14).lineSpacing() * lines + px(18))
        self._words = self.edit.toPlainText()
        super().__init__(name, self.edit, needed=needed, help=help)
        self.edit.textChanged.connect(self._edited)
        check_spelling(self.edit)

    def _edited(self) -> None:
        words = self.edit.toPlainText()
        if words != self._words:  # to Qt, underlining a word is a change too
            self._words = words
            super()._edited()

    def value(self) -> str:
        """The words, "" for none."""
        return self.edit.toPlainText().strip()

    def set_value(self, text: str) -> None:
        """Fill it in."""
        self.edit.setPlainText(text)


class _Typed(TextField):
    """A line of words that is read as something else and echoed below while it is typed."""

    is_prose = False

    def _echo(self) -> str:
        try:
            return self._understood() or self._help
        except TrackerError:  # it is said when the field is left or the form is sent, not between two keys
            return self._help

    def _understood(self) -> str:
        raise NotImplementedError


class DayField(_Typed):
    """A day, typed in any British order and echoed ("Wednesday 31 March 2027, in 4 months"). What was typed
    and is odd is asked about."""

    is_looked_back_to = False  # a day to look at the plan on may be long past

    def __init__(
        self, name: str, today: date, day: date | None = None, *, needed: bool = False, help: str = ""
    ) -> None:
        self._today, self._given = today, day
        super().__init__(
            name, british.short_day(day) if day else "", needed=needed, help=help, hint="31 March 2026"
        )
        offer_days(self.edit, name, self._day_typed)
        self.say(self._echo())

    def value(self) -> date | None:  # type: ignore[override]
        """The day; None for nothing typed. Raises TrackerError."""
        text = self.edit.text().strip()
        return british.read_day(text) if text else None

    def set_value(self, day: date | None) -> None:  # type: ignore[override]
        """Fill it in."""
        self.edit.setText(british.short_day(day) if day else "")

    def _day_typed(self) -> date:
        try:
            return self.value() or self._today
        except TrackerError:
            return self._today

    def _is_asked_about(self, day: date) -> bool:
        return day != self._given and not self.is_looked_back_to

    def _understood(self) -> str:
        day = self.value()
        if day is None:
            return ""
        said = british.echo(DueDate.day(day), self._today)
        asked = calendar.questions_about_day(day, self._today) if self._is_asked_about(day) else []
        return " ".join((f"{said}.", *asked)) if asked else said


class DueField(_Typed):
    """A due date: a day, a month ("March 2026") or "ongoing, review 30 June 2026"; echoed. What was typed and
    is odd is asked about."""

    neighbours: Collection[date] = ()
    """Days of the same sort: one that is a year off them is asked about."""

    def __init__(
        self, name: str, today: date, due: DueDate | None = None, *, needed: bool = False, help: str = ""
    ) -> None:
        self._today, self._given = today, due
        super().__init__(
            name, british.due_words(due) if due else "", needed=needed, help=help, hint="31 March 2026"
        )
        offer_days(self.edit, name, self._day_typed)
        self.say(self._echo())

    def value(self) -> DueDate | None:  # type: ignore[override]
        """The due date; None for nothing typed. Raises TrackerError."""
        text = self.edit.text().strip()
        return british.read_due(text) if text else None

    def set_value(self, due: DueDate | None) -> None:  # type: ignore[override]
        """Fill it in."""
        self.edit.setText(british.due_words(due) if due else "")

    def _day_typed(self) -> date:
        try:
            due = self.value()
        except TrackerError:
            due = None
        return due.last_day if due else self._today

    def _understood(self) -> str:
        due = self.value()
        if due is None:
            return ""
        said = british.echo(due, self._today)
        asked = calendar.questions_about(due, self._today, self.neighbours) if due != self._given else []
        return " ".join((f"{said}.", *asked)) if asked else said


class MoneyField(_Typed):
    """An amount of money, in pence ("£366,000", "366k", "£1.05m"), echoed in full.

    One that is far from `neighbours`, amounts of the same sort, is asked about.
    """

    def __init__(
        self,
        name: str,
        pence: int | None = None,
        *,
        needed: bool = False,
        help: str = "",
        neighbours: Iterable[int] = (),
    ) -> None:
        text = british.pounds(pence) if pence is not None else ""
        self._neighbours = tuple(neighbours)
        super().__init__(name, text, needed=needed, help=help, hint="£366,000")

    def value(self) -> int | None:  # type: ignore[override]
        """Pence; None for nothing typed. Raises TrackerError."""
        text = self.edit.text().strip()
        return british.read_money(text) if text else None

    def set_value(self, pence: int | None) -> None:  # type: ignore[override]
        """Fill it in."""
        self.edit.setText(british.pounds(pence) if pence is not None else "")

    def _understood(self) -> str:
        pence = self.value()
        if pence is None:
            return ""
        asked = question_about(pence, self._neighbours)
        return f"{british.pounds(pence)}. {asked}" if asked else british.pounds(pence)


class AmountField(TextField):
    """An amount of any unit, exact: "1,204", "91.5"."""

    is_prose = False

    def __init__(
        self, name: str, amount: Decimal | None = None, *, needed: bool = False, help: str = ""
    ) -> None:
        text = amount_words(amount) if amount is not None else ""
        super().__init__(name, text, needed=needed, help=help)

    def value(self) -> Decimal | None:  # type: ignore[override]
        """The amount; None for nothing typed. Raises TrackerError."""
        text = self.edit.text().strip()
        return read_amount(text) if text else None

    def set_value(self, amount: Decimal | None) -> None:  # type: ignore[override]
        """Fill it in."""
        self.edit.setText(amount_words(amount) if amount is not None else "")


class NumberField(TextField):
    """A whole number of at least `least`."""

    is_prose = False

    def __init__(
        self, name: str, number: int | None = None, *, least: int = 0, needed: bool = False, help: str = ""
    ) -> None:
        self._least = least
        super().__init__(name, "" if number is None else str(number), needed=needed, help=help)

    def value(self) -> int | None:  # type: ignore[override]
        """The number; None for nothing typed. Raises TrackerError."""
        text = self.edit.text().strip().replace(",", "")
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < self._least:
            raise TrackerError(f"{self.name} is a whole number of {self._least} or more.")
        return int(text)


class Tick(QCheckBox):
    """A tick box with its words, which may be long."""

    def __init__(self, text: str, ticked: bool = False) -> None:
        super().__init__(text)
        self.setChecked(ticked)
        self.setFont(font(14, REGULAR))

    def sizeHint(self) -> QSize:
        return QSize(px(26) + metrics(14).horizontalAdvance(self.text()), px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, rect = tokens(), self.rect()
        on, usable = self.isChecked(), self.isEnabled()
        box = QRect(rect.x() + px(1), rect.center().y() - px(8) + 1, px(16), px(16))
        ground = (t.accent if usable else t.edge) if on else t.surface
        rounded(painter, box, ground, None if on else t.edge, radius=4)
        if on:
            draw_icon(painter, "check", box.x() + px(1), box.y() + px(1), 14, t.on_accent)
        if self.hasFocus():
            focus_ring(painter, box.adjusted(-px(3), -px(3), px(3), px(3)), radius=6)
        painter.setFont(self.font())
        painter.setPen(t.text if usable else t.muted)
        painter.drawText(rect.adjusted(px(26), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
