"""What hangs on an action and has a date of its own: the parts of others, and milestones."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.commands import (
    AddMilestone,
    AddPart,
    ChangeMilestone,
    ChangePart,
    MilestoneDone,
    PartDone,
    RemoveRecord,
)
from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Milestone, Organisation, Part, Post
from tracker.domain.rules.lateness import due_around
from tracker.domain.words import shown_ref, title_shown
from ui.dialogs.form import Form
from ui.dialogs.lists import EDIT, REMOVE, Deed, Item, ListDialog
from ui.widgets.choices import ChoiceField, PostField
from ui.widgets.fields import DayField, DueField, NotesField, TextField, Tick
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_DONE = Deed("done", "Done…")


class PiecesDialog(ListDialog):
    """Rows about one action."""

    def __init__(self, window: "MainWindow", action: Action, title: str, **given: Any) -> None:
        self._action_id = action.id
        super().__init__(window, title, f"{shown_ref(action)}  {title_shown(action)}", **given)

    @property
    def action(self) -> Action:
        """The action as it stands."""
        return self.workspace.plan.get(Action, self._action_id)


class DoneForm(Form):
    """Asks on which day a part was done or a milestone reached."""

    def __init__(self, parent: QWidget | None, today: date, title: str, record: Part | Milestone) -> None:
        about = record.title if isinstance(record, Milestone) else record.text
        super().__init__(parent, title, about=about, wide=420)
        self._record = record
        self.done_on = DayField("Done on", today, today, needed=True)
        self.add(self.done_on)

    def build(self) -> Command:
        """The day as filled in."""
        on = self.done_on.read()
        if isinstance(self._record, Part):
            return PartDone(part_id=self._record.id, done_on=on)
        return MilestoneDone(milestone_id=self._record.id, done_on=on)


class PartForm(Form):
    """A share of an action: whose, what, by when."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, action_id: str, part: Part | None
    ) -> None:
        super().__init__(parent, "Edit part" if part else "Add part", wide=560)
        plan, day = workspace.plan, workspace.day
        self._action_id, self._part = action_id, part
        organisations = [(each.id, each.name) for each in plan.all(Organisation)]
        if not organisations:
            raise TrackerError("Add the organisation first, under Posts and people.")
        self.organisation_id = ChoiceField(
            "Organisation", organisations, part.organisation_id if part else None
        )
        self.post_id = PostField("Post", plan, day, part.post_id if part else None)
        self.text = NotesField("What it will do", part.text if part else "", lines=3, needed=True)
        self.due = DueField("Due date", day, part.due if part else None)
        self.due.neighbours = due_around(plan, plan.get(Action, action_id))
        self.joint = Tick("Joint owner of the action", part.joint if part else False)
        self.add(self.organisation_id, self.post_id)
        self.add(self.text)
        self.add(self.due)
        self.add(self.joint)

    def build(self) -> Command:
        """The new part, or what differs in the one given."""
        given = {
            "organisation_id": self.organisation_id.value(),
            "post_id": self.post_id.value(),
            "text": self.text.value(),
            "due": self.due.value(),
            "joint": self.joint.isChecked(),
        }
        if self._part is None:
            return AddPart(action_id=self._action_id, **given)
        changes = {name: value for name, value in given.items() if value != getattr(self._part, name)}
        return ChangePart(id=self._part.id, changes=changes)


class PartsDialog(PiecesDialog):
    """Who else is responsible for a part of the action."""

    def __init__(self, window: "MainWindow", action: Action) -> None:
        empty = (
            "Nobody else is responsible for a part of this action. An action is complete when every part is."
        )
        super().__init__(window, action, "Also responsible for a part", add_text="Add part…", empty=empty)

    def items(self) -> list[Item]:
        """The parts in their order."""
        plan = self.workspace.plan
        found = []
        for part in sorted(plan.by(Part, "action_id", self._action_id), key=lambda each: each.position):
            post, organisation = plan.find(Post, part.post_id), plan.find(Organisation, part.organisation_id)
            who = [
                each
                for each in (organisation.name if organisation else "", post.title if post else "")
                if each
            ]
            words = [", ".join(who), "joint owner" if part.joint else "", _when(part.due, part.done_on)]
            deeds = (EDIT, REMOVE) if part.done_on else (_DONE, EDIT, REMOVE)
            found.append(Item(part.id, part.text, " · ".join(filter(None, words)), deeds))
        return found

    def add(self) -> None:
        """Ask for a part and add it."""
        PartForm(self, self.workspace, self._action_id, None).send(self.do)

    def do_edit(self, key: str) -> None:
        """Edit a part."""
        PartForm(self, self.workspace, self._action_id, self.workspace.plan.get(Part, key)).send(self.do)

    def do_done(self, key: str) -> None:
        """Note the day on which a part was done."""
        part = self.workspace.plan.get(Part, key)
        DoneForm(self, self.workspace.day, "Part done", part).send(self.do)

    def do_remove(self, key: str) -> None:
        """Remove a part added by mistake."""
        self.do(RemoveRecord(record=Part, id=key))


class MilestoneForm(Form):
    """A dated step on the way."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, action_id: str, milestone: Milestone | None
    ) -> None:
        super().__init__(parent, "Edit milestone" if milestone else "Add milestone")
        plan, day = workspace.plan, workspace.day
        self._action_id, self._milestone = action_id, milestone
        self.title = TextField("Milestone", milestone.title if milestone else "", needed=True)
        self.due = DueField("Due date", day, milestone.due if milestone else None, needed=True)
        self.due.neighbours = due_around(plan, plan.get(Action, action_id))
        self.add(self.title)
        self.add(self.due)

    def build(self) -> Command:
        """The new milestone, or what differs in the one given."""
        given = {"title": self.title.value(), "due": self.due.read()}
        if self._milestone is None:
            return AddMilestone(action_id=self._action_id, **given)
        changes = {name: value for name, value in given.items() if value != getattr(self._milestone, name)}
        return ChangeMilestone(id=self._milestone.id, changes=changes)


class MilestonesDialog(PiecesDialog):
    """The dated steps of the action."""

    def __init__(self, window: "MainWindow", action: Action) -> None:
        super().__init__(
            window,
            action,
            "Milestones",
            add_text="Add milestone…",
            empty="No milestones yet: dated steps on the way.",
        )

    def items(self) -> list[Item]:
        """The milestones by their dates."""
        found = sorted(
            self.workspace.plan.by(Milestone, "action_id", self._action_id),
            key=lambda each: each.due.last_day,
        )
        return [
            Item(
                each.id,
                each.title,
                _when(each.due, each.done_on),
                (EDIT, REMOVE) if each.done_on else (_DONE, EDIT, REMOVE),
            )
            for each in found
        ]

    def add(self) -> None:
        """Ask for a milestone and add it."""
        MilestoneForm(self, self.workspace, self._action_id, None).send(self.do)

    def do_edit(self, key: str) -> None:
        """Edit a milestone."""
        found = self.workspace.plan.get(Milestone, key)
        MilestoneForm(self, self.workspace, self._action_id, found).send(self.do)

    def do_done(self, key: str) -> None:
        """Note the day on which a milestone was reached."""
        found = self.workspace.plan.get(Milestone, key)
        DoneForm(self, self.workspace.day, "Milestone reached", found).send(self.do)

    def do_remove(self, key: str) -> None:
        """Remove a milestone added by mistake."""
        self.do(RemoveRecord(record=Milestone, id=key))


def _when(due: Any, done_on: date | None) -> str:
    told = f"due {british.due_words(due)}" if due else "no date"
    return f"{told}, done {british.short_day(done_on)}" if done_on else told


def parts(window: "MainWindow") -> None:
    """The parts of the selected action."""
    PartsDialog(window, window.selected_actions()[0]).exec()


def milestones(window: "MainWindow") -> None:
    """The milestones of the selected action."""
    MilestonesDialog(window, window.selected_actions()[0]).exec()
