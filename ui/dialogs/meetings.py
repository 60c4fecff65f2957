"""The meetings held and planned: reviews look back to the last one and ahead to the next."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.commands import AddMeeting, ChangeMeeting, RemoveRecord
from tracker.domain.commands.base import Command
from tracker.domain.records import Meeting
from ui.dialogs.actions import ConfirmForm
from ui.dialogs.form import Form
from ui.dialogs.lists import EDIT, REMOVE, Item, ListDialog
from ui.widgets.fields import DayField, TextField

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class MeetingForm(Form):
    """A meeting's day and body."""

    def __init__(
        self, parent: QWidget | None, today: date, board: str, meeting: Meeting | None = None
    ) -> None:
        super().__init__(parent, "Change the meeting" if meeting else "Add a meeting", wide=460)
        self._meeting = meeting
        self.held_on = DayField("Date", today, meeting.held_on if meeting else None, needed=True)
        self.body_name = TextField("Body", meeting.body if meeting else board, needed=True)
        self.add(self.held_on)
        self.add(self.body_name)

    def build(self) -> Command:
        """The new meeting, or the change."""
        given = {"held_on": self.held_on.read(), "body": self.body_name.value()}
        if self._meeting is None:
            return AddMeeting(**given)
        return ChangeMeeting(id=self._meeting.id, changes=given)


class MeetingsDialog(ListDialog):
    """Meetings, the latest first."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(
            window,
            "Meetings",
            "The overdue page looks back to the board’s last meeting and ahead to its next.",
            add_text="Add a meeting…",
            empty="No meeting yet. Add the board’s last meeting and its next one.",
        )

    def items(self) -> list[Item]:
        """Each meeting and how far away it is."""
        day = self.workspace.day
        found = sorted(self.workspace.plan.all(Meeting), key=lambda each: each.held_on, reverse=True)
        return [
            Item(
                each.id,
                british.long_day(each.held_on),
                f"{each.body}, {british.distance(each.held_on, day)}",
                (EDIT, REMOVE),
            )
            for each in found
        ]

    def add(self) -> None:
        """Ask for one more."""
        board = self.workspace.plan.settings.board_name
        MeetingForm(self, self.workspace.day, board).send(self.do)

    def do_edit(self, key: str) -> None:
        """Change one."""
        meeting = self.workspace.plan.get(Meeting, key)
        MeetingForm(self, self.workspace.day, meeting.body, meeting).send(self.do)

    def do_remove(self, key: str) -> None:
        """Remove one that was a mistake; refused where decisions were taken at it."""
        meeting = self.workspace.plan.get(Meeting, key)
        about = f"{meeting.body}, {british.long_day(meeting.held_on)}\nIt can be brought back by Undo."
        command = RemoveRecord(record=Meeting, id=key)
        ConfirmForm(self, "Remove this meeting?", about, "Remove", command).send(self.do)


def meetings(window: "MainWindow") -> None:
    """List the meetings."""
    MeetingsDialog(window).exec()
