"""What an action is tied to: what it waits for, tags, improvement areas, and the council's own columns."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from tracker.domain.codes import OwnColumnKind
from tracker.domain.commands import (
    AddBlocker,
    AddTag,
    LinkFinding,
    RemoveBlocker,
    SetOwnValue,
    TagAction,
    UnlinkFinding,
    UntagAction,
)
from tracker.domain.commands.base import Command
from tracker.domain.commands.keeping import same
from tracker.domain.errors import TrackerError
from tracker.domain.records import (
    Action,
    ActionFinding,
    ActionTag,
    Blocker,
    Finding,
    OwnColumn,
    OwnValue,
    PlanVersion,
    Tag,
    link_id,
)
from tracker.domain.words import label, shown_ref, title_shown
from ui.dialogs.actions import finding_choices
from ui.dialogs.form import Form
from ui.dialogs.lists import REMOVE, Deed, Item
from ui.dialogs.pick import PickForm
from ui.dialogs.pieces import PiecesDialog
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import DayField, Field, TextField
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class BlockersDialog(PiecesDialog):
    """What the action waits for."""

    def __init__(self, window: "MainWindow", action: Action) -> None:
        empty = "This action waits for no other."
        super().__init__(window, action, "Waits for", add_text="Add an action…", empty=empty)

    def items(self) -> list[Item]:
        """The actions waited for."""
        plan = self.workspace.plan
        waited = [
            plan.get(Action, each.blocked_by_id) for each in plan.by(Blocker, "action_id", self._action_id)
        ]
        return [
            Item(each.id, f"{shown_ref(each)}  {title_shown(each)}", label(each.lifecycle), (REMOVE,))
            for each in waited
        ]

    def form(self) -> PickForm:
        """Asks which action it waits for."""
        waited = {item.key for item in self.items()}
        return PickForm(
            self,
            self.workspace,
            "Which action does it wait for?",
            "",
            {self._action_id, *waited},
            partial(_blocker, self._action_id),
        )

    def add(self) -> None:
        """Ask for one more, and add it."""
        self.form().send(self.do)

    def do_remove(self, key: str) -> None:
        """It waits for that one no longer."""
        self.do(RemoveBlocker(action_id=self._action_id, blocked_by_id=key))


def _blocker(action_id: str, blocked_by_id: str) -> Command:
    return AddBlocker(action_id=action_id, blocked_by_id=blocked_by_id)


class TagForm(Form):
    """A tag by its name, which may be new."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Add tag", wide=420)
        self.name = TextField("Tag", needed=True, help="A word to group actions by")
        self.add(self.name)

    def build(self) -> AddTag:
        """The tag, to be added if the plan does not have it."""
        return AddTag(name=self.name.value())


class TagsDialog(PiecesDialog):
    """The tags of the plan, on or off this action."""

    def __init__(self, window: "MainWindow", action: Action) -> None:
        super().__init__(
            window, action, "Tags", add_text="New tag…", empty="No tags yet: words to group actions by."
        )

    def items(self) -> list[Item]:
        """Every tag, with what can be done."""
        plan = self.workspace.plan
        found = []
        for tag in sorted(plan.all(Tag), key=lambda each: each.name.casefold()):
            on = plan.find(ActionTag, link_id(ActionTag, self._action_id, tag.id)) is not None
            deed = Deed("untag", "Take off") if on else Deed("tag", "Put on")
            found.append(Item(tag.id, tag.name, "on this action" if on else "", (deed,)))
        return found

    def add(self) -> None:
        """Ask for a tag, add it if it is new, and put it on the action."""
        TagForm(self).send(self.add_tag)

    def add_tag(self, command: Command) -> Any:
        """Put the tag of this AddTag on the action, and in the plan if it does not have it."""
        assert isinstance(command, AddTag)
        known = next((tag for tag in self.workspace.plan.all(Tag) if same(tag.name, command.name)), None)
        if known is None:
            done = self.do(command)
            if done is None:
                return None
            known = done.made(Tag)
        return self.do(TagAction(action_id=self._action_id, tag_id=known.id))

    def do_tag(self, key: str) -> None:
        """Put a tag on."""
        self.do(TagAction(action_id=self._action_id, tag_id=key))

    def do_untag(self, key: str) -> None:
        """Take a tag off."""
        self.do(UntagAction(action_id=self._action_id, tag_id=key))


class AreaForm(Form):
    """Links an improvement area to an action or unlinks it; after approval with a reason and who agreed."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, action: Action, finding: Finding | None
    ) -> None:
        title = f"Unlink {finding.ref}" if finding else "Link an improvement area"
        super().__init__(parent, title, save="Unlink" if finding else "Link", wide=560)
        plan = workspace.plan
        self._action_id, self._finding = action.id, finding
        linked = {each.finding_id for each in plan.by(ActionFinding, "action_id", action.id)}
        choices = [each for each in finding_choices(plan) if each[0] not in linked]
        if finding is None and not choices:
            raise TrackerError("The action answers every improvement area already.")
        self.finding = ChoiceField("Improvement area", choices)
        self.finding.setVisible(finding is None)
        self.reason = TextField("Why it changes", help="Needed once the plan is approved")
        self.agreed_by = TextField("Agreed by")
        self.add(self.finding)
        self.add(self.reason, self.agreed_by)
        approved = bool(plan.all(PlanVersion)) and not action.draft
        self.reason.setVisible(approved)
        self.agreed_by.setVisible(approved)

    def build(self) -> Command:
        """The link as filled in."""
        why = {"reason": self.reason.value(), "agreed_by": self.agreed_by.value()}
        if self._finding is not None:
            return UnlinkFinding(action_id=self._action_id, finding_id=self._finding.id, **why)
        return LinkFinding(action_id=self._action_id, finding_id=self.finding.value(), **why)


class AreasDialog(PiecesDialog):
    """The improvement areas the action answers."""

    def __init__(self, window: "MainWindow", action: Action) -> None:
        empty = "This action answers no improvement area yet."
        super().__init__(window, action, "Answers", add_text="Link an area…", empty=empty)

    def items(self) -> list[Item]:
        """The areas answered, in their own words."""
        plan = self.workspace.plan
        found = [
            plan.get(Finding, each.finding_id)
            for each in plan.by(ActionFinding, "action_id", self._action_id)
        ]
        return [
            Item(each.id, f"{each.ref}  {label(each.kind)}", each.text, (Deed("unlink", "Unlink"),))
            for each in found
        ]

    def add(self) -> None:
        """Ask which area it answers."""
        AreaForm(self, self.workspace, self.action, None).send(self.do)

    def do_unlink(self, key: str) -> None:
        """It answers that one no longer."""
        AreaForm(self, self.workspace, self.action, self.workspace.plan.get(Finding, key)).send(self.do)


class OwnValueForm(Form):
    """Fills in one of the council's own columns."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, action: Action, column: OwnColumn
    ) -> None:
        super().__init__(parent, column.name, about=f"{shown_ref(action)}  {title_shown(action)}", wide=440)
        self._action_id, self._column = action.id, column
        held = workspace.plan.find(OwnValue, link_id(OwnValue, action.id, column.id))
        self.held = _own_field(column, held.value if held else "", workspace.day)
        self.add(self.held)

    def build(self) -> SetOwnValue:
        """The value as filled in; nothing empties it."""
        value = self.held.value()
        text = value.isoformat() if isinstance(value, date) else (value or "")
        return SetOwnValue(action_id=self._action_id, column_id=self._column.id, value=text)


def _own_field(column: OwnColumn, value: str, today: date) -> Field:
    match column.kind:
        case OwnColumnKind.DATE:
            return DayField(column.name, today, date.fromisoformat(value) if value else None)
        case OwnColumnKind.CHOICE:
            return ChoiceField(
                column.name, [("", "Nothing"), *((each, each) for each in column.choices)], value
            )
        case _:
            return TextField(column.name, value)


def blockers(window: "MainWindow") -> None:
    """What the selected action waits for."""
    BlockersDialog(window, window.selected_actions()[0]).exec()


def tags(window: "MainWindow") -> None:
    """The tags of the selected action."""
    TagsDialog(window, window.selected_actions()[0]).exec()


def link_findings(window: "MainWindow") -> None:
    """The improvement areas that the selected action answers."""
    AreasDialog(window, window.selected_actions()[0]).exec()


def own_value(window: "MainWindow", column_id: str) -> None:
    """Fill in an own column of the selected action."""
    assert window.workspace is not None
    column = window.workspace.plan.get(OwnColumn, column_id)
    OwnValueForm(window, window.workspace, window.selected_actions()[0], column).send(window.workspace.do)
