"""What forms about facts share: the day it happened, whose it is, and the decision it rests on."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.codes import DecisionRoute
from tracker.domain.commands import RecordDecision
from tracker.domain.commands.base import Command
from tracker.domain.records import Meeting
from tracker.domain.words import label
from ui.dialogs.form import Form
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import DayField, Field, TextField
from ui.widgets.frames import column, row
from ui.workspace import Workspace


class FactForm(Form):
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
            "Record for",
            workspace.whose,
            hint=workspace.session.actor.name,
            help="Stays for this sitting",
            is_name=True,
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
        self.route = ChoiceField("Decision", [*nothing, *((each, label(each)) for each in routes)])
        self.meeting = ChoiceField(
            "Meeting",
            [(each.id, f"{british.short_day(each.held_on)}, {each.body}") for each in self._meetings],
        )
        self.decided_by = TextField("Decided by", needed=True, is_name=True)
        self.decided_on = DayField("Decided on", today, today, needed=True)
        self.reference = TextField("Reference", help="Minute or paper number, if there is one", is_name=True)
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
        if isinstance(form, Form):
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
