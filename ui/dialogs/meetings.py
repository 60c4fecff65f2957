"""The meetings held and planned: reviews look back to the last one and ahead to the next."""

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.calendar import is_working_day
from tracker.domain.commands import AddMeeting, ChangeMeeting, RemoveRecord, Together
from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Meeting
from tracker.domain.rules.owners import same_name
from tracker.domain.rules.review import board_cycle
from tracker.domain.rules.tags import tag_words
from ui.dialogs.actions import ConfirmForm
from ui.dialogs.form import Form
from ui.dialogs.lists import EDIT, REMOVE, TAGS, Item, ListDialog
from ui.widgets.fields import DayField, NumberField, TextField
from ui.widgets.frames import label
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

MOST_AT_ONCE = 52


class MeetingForm(Form):
    """A meeting's day and body; new ones in the board's rhythm, as many as are wanted."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, body: str, meeting: Meeting | None = None
    ) -> None:
        super().__init__(parent, "Change the meeting" if meeting else "Add a meeting", wide=460)
        today = workspace.day
        self._meeting = meeting
        weeks, following = rhythm(workspace.plan, body)
        self.held_on = DayField("Date", today, meeting.held_on if meeting else following, needed=True)
        self.body_name = TextField("Body", meeting.body if meeting else body, needed=True)
        self.count = NumberField("How many", 1, least=1, needed=True)
        self.weeks = NumberField("Weeks from one to the next", weeks, least=1, needed=True)
        self.coming = label("", 13, muted=True, wrap=True)
        self.add(self.held_on)
        self.add(self.body_name)
        self.add(self.count, self.weeks)
        self.content.addWidget(self.coming)
        for each in (self.count, self.weeks, self.coming):
            each.setVisible(meeting is None)
        for field in (self.held_on, self.count, self.weeks):
            field.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """The days that come of it, those that are no working days named."""
        told = []
        with suppress(TrackerError):
            days = self._days()[1:]
            off = [british.short_day(each) for each in days if not is_working_day(each)]
            told += [f"Then {british.listed([british.short_day(each) for each in days])}."] if days else []
            told += [f"No working day: {british.listed(off)}."] if off else []
        self.weeks.setEnabled(self.count.edit.text().strip() != "1")
        self.coming.setText(" ".join(told))
        self.fit()

    def _days(self) -> list[date]:
        first, count, weeks = self.held_on.read(), self.count.read(), self.weeks.read()
        if count > MOST_AT_ONCE or weeks > MOST_AT_ONCE:
            raise TrackerError(f"At most {MOST_AT_ONCE} meetings in one go, {MOST_AT_ONCE} weeks apart.")
        return [first + timedelta(weeks=weeks * number) for number in range(count)]

    def build(self) -> Command:
        """The new meetings as one change, or what was changed of the one given."""
        body = self.body_name.value()
        if self._meeting is not None:
            return ChangeMeeting(id=self._meeting.id, changes={"held_on": self.held_on.read(), "body": body})
        made = tuple(AddMeeting(held_on=each, body=body) for each in self._days())
        return made[0] if len(made) == 1 else Together(label="add meetings", commands=made)


def rhythm(plan: Plan, body: str) -> tuple[int, date | None]:
    """How many weeks lie between the last two meetings of a body, and when the next would be; as many as in
    the board's cycle where there are no two."""
    days = sorted(each.held_on for each in plan.all(Meeting) if same_name(each.body, body))
    if len(days) < 2:
        return _weeks(board_cycle(plan).days_between), None
    weeks = _weeks((days[-1] - days[-2]).days)
    return weeks, days[-1] + timedelta(weeks=weeks)


def _weeks(days: int) -> int:
    return max(1, round(days / 7))


class MeetingsDialog(ListDialog):
    """Meetings, the latest first."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        super().__init__(
            window,
            "Meetings",
            "The overdue page looks back to the board’s last meeting and ahead to its next.",
            add_text="Add a meeting…",
            empty="No meeting yet. Add the board’s last meeting and its next one.",
        )

    def items(self) -> list[Item]:
        """Each meeting and how far away it is."""
        plan, day = self.workspace.plan, self.workspace.day
        found = sorted(plan.all(Meeting), key=lambda each: each.held_on, reverse=True)
        return [
            Item(
                each.id,
                british.long_day(each.held_on),
                "; ".join(
                    filter(
                        None, (f"{each.body}, {british.distance(each.held_on, day)}", tag_words(plan, each))
                    )
                ),
                (TAGS, EDIT, REMOVE),
            )
            for each in found
        ]

    def add(self) -> None:
        """Ask for one more."""
        board = self.workspace.plan.settings.board_name
        MeetingForm(self, self.workspace, board).send(self.do)

    def do_edit(self, key: str) -> None:
        """Change one."""
        meeting = self.workspace.plan.get(Meeting, key)
        MeetingForm(self, self.workspace, meeting.body, meeting).send(self.do)

    def do_tags(self, key: str) -> None:
        """Put tags on one."""
        from ui.dialogs.record_tags import TagsDialog

        TagsDialog(self._window, self.workspace.plan.get(Meeting, key)).exec()

    def do_remove(self, key: str) -> None:
        """Remove one that was a mistake; refused where decisions were taken at it."""
        meeting = self.workspace.plan.get(Meeting, key)
        about = f"{meeting.body}, {british.long_day(meeting.held_on)}\nIt can be brought back by Undo."
        command = RemoveRecord(record=Meeting, id=key)
        ConfirmForm(self, "Remove this meeting?", about, "Remove", command).send(self.do)


def meetings(window: "MainWindow") -> None:
    """List the meetings."""
    MeetingsDialog(window).exec()
