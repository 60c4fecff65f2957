"""What forms about facts share: the day it happened, whose it is, and the decision it rests on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.codes import DecisionRoute
from tracker.domain.commands import RecordDecision
from tracker.domain.commands.base import Command
from tracker.domain.plan import Plan
from tracker.domain.records import Meeting
from tracker.domain.words import label
from ui.dialogs.form import Form
from ui.widgets.fields import ChoiceField, DayField, Field, PostField, TextField
from ui.widgets.frames import Segments, column, row
from ui.workspace import Workspace


class SegmentsField(Field):
    """One of a few choices, all in sight; the first is chosen unless said. A key is a code or ""."""

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], chosen: str | None = None, *, help: str = ""
    ) -> None:
        self.segments = Segments(name, choices)
        super().__init__(name, self.segments, help=help)
        self.setFocusProxy(self.segments.findChildren(QAbstractButton)[0])
        self.segments.changed.connect(self._edited)
        if chosen is not None:
            self.set_value(chosen)

    def value(self) -> str:
        """The key of the choice."""
        return self.segments.chosen

    def set_value(self, key: str) -> None:
        """Choose it, as a click would."""
        self.segments.choose(key)
        self._edited()


class CodeField(ChoiceField):
    """A ChoiceField of codes, or None: Qt would hand back plain texts in their place."""

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[Any, str]],
        chosen: Any = None,
        *,
        needed: bool = False,
        help: str = "",
    ) -> None:
        self._values = [value for value, _ in choices]
        super().__init__(name, choices, chosen, needed=needed, help=help)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these in place of what was offered; the first is chosen. Sends nothing."""
        self.box.blockSignals(True)
        self.box.clear()
        for _, words in choices:
            self.box.addItem(words)
        self.box.blockSignals(False)
        self._values = [value for value, _ in choices]

    def value(self) -> Any:
        """The code chosen."""
        return self._values[self.box.currentIndex()] if self._values else None

    def set_value(self, value: Any) -> None:
        """Choose it; the first of the list where it is not there."""
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class OwnerField(PostField):
    """A PostField that shows the beginning of a long title."""

    def __init__(
        self, name: str, plan: Plan, today: date, post_id: str | None = None, *, help: str = ""
    ) -> None:
        super().__init__(name, plan, today, post_id, help=help)
        line = self.box.lineEdit()
        assert line is not None
        line.setCursorPosition(0)


class Sheet(Form):
    """A form as high as its fields need at its width, and higher when more of them are shown.

    `begin_with` is the field that gets the keyboard, the first one if it is None.
    """

    begin_with: Field | None = None

    def showEvent(self, event: QShowEvent) -> None:
        """Room that is left over goes below the last field."""
        super().showEvent(event)
        self.content.addStretch(1)
        self.fit()
        if self.begin_with is not None:
            self.begin_with.setFocus()

    def fit(self) -> None:
        """Take the height that the fields in sight need, as far as the screen allows."""
        if self.isVisible():
            self.content.activate()
            around = self.height() - self._scroll.height()
            needed = around + max(
                self._inside.heightForWidth(self.width()), self.content.minimumSize().height()
            )
            self.resize(self.width(), min(needed, self.screen().availableGeometry().height() * 9 // 10))


class FactForm(Sheet):
    """A form that records a fact. `happened_on` and `whose` are added by `add_hands`, below the rest.

    Whoever is named under “Record for” stays chosen for the sitting.
    """

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        title: str,
        *,
        save: str = "Save",
        about: str = "",
        day: str = "Happened on",
        wide: float = 520,
    ) -> None:
        super().__init__(parent, title, save=save, about=about, wide=wide)
        self.workspace, self.plan, self.today = workspace, workspace.plan, workspace.day
        self.happened_on = DayField(day, self.today, self.today, needed=True)
        self.whose = TextField(
            "Record for", workspace.whose, hint=workspace.session.actor.name, help="Stays for this sitting"
        )

    def add_hands(self) -> None:
        """Put the day and the person side by side."""
        self.add(self.happened_on, self.whose)

    def record(self) -> Any:
        """Show it and do its command; what was done, or None if it was cancelled."""
        return self.send(self._done_for)

    def _done_for(self, command: Command) -> Any:
        self.workspace.record_for(self.whose.value())
        return self.workspace.do(command)


class DecisionFields(QWidget):
    """How something was decided. Unless `needed`, it may be left as not recorded."""

    def __init__(self, workspace: Workspace, *, needed: bool) -> None:
        super().__init__()
        plan, today = workspace.plan, workspace.day
        self._meetings = sorted(
            (each for each in plan.all(Meeting) if each.held_on <= today),
            key=lambda each: each.held_on,
            reverse=True,
        )
        nothing = [] if needed else [(None, "No decision to record")]
        routes = [route for route in DecisionRoute if self._meetings or route is not DecisionRoute.MEETING]
        self.route = CodeField("Decision", [*nothing, *((each, label(each)) for each in routes)])
        self.meeting = ChoiceField(
            "Meeting",
            [(each.id, f"{british.short_day(each.held_on)}, {each.body}") for each in self._meetings],
        )
        self.decided_by = TextField("Decided by", needed=True)
        self.decided_on = DayField("Decided on", today, today, needed=True)
        self.reference = TextField("Reference", help="Minute or paper number, if there is one")
        self.setLayout(
            column(
                _beside(self.route, self.meeting),
                _beside(self.decided_by, self.decided_on),
                self.reference,
                gap=14,
            )
        )
        self.route.changed.connect(self._show_route)
        self.meeting.changed.connect(self._show_meeting)
        self._show_route()

    def _show_route(self) -> None:
        route = self.route.value()
        self.meeting.setVisible(route is DecisionRoute.MEETING)
        for field in (self.decided_by, self.decided_on, self.reference):
            field.setVisible(route is not None)
        if route is DecisionRoute.MEETING:
            self._show_meeting()
        form = self.window()
        if isinstance(form, Sheet):
            form.fit()

    def _show_meeting(self) -> None:
        """A meeting says who decided and when."""
        held = next((each for each in self._meetings if each.id == self.meeting.value()), None)
        if held is not None:
            self.decided_by.set_value(held.body)
            self.decided_on.set_value(held.held_on)

    def decision(self, text: str) -> RecordDecision | None:
        """The decision in these words; None where there is none to record. Raises TrackerError."""
        route = self.route.value()
        if route is None:
            return None
        return RecordDecision(
            text=text,
            decided_by=self.decided_by.read(),
            route=route,
            meeting_id=self.meeting.value() if route is DecisionRoute.MEETING else None,
            happened_on=self.decided_on.read(),
            reference=self.reference.value(),
        )


def _beside(*fields: Field) -> QHBoxLayout:
    made = row(gap=12)
    for field in fields:
        made.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return made
