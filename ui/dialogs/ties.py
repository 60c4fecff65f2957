"""What an action is tied to: what it waits for, improvement areas, and the council's own columns."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.codes import OwnColumnKind
from tracker.domain.commands import (
    AddBlocker,
    LinkFinding,
    RemoveBlocker,
    SetOwnValue,
    UnlinkFinding,
)
from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.records import (
    Action,
    ActionFinding,
    Blocker,
    Finding,
    OwnColumn,
    OwnValue,
    PlanVersion,
    link_id,
)
from tracker.domain.rules.lateness import waits_past_due
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
        """The actions waited for, each with its due date; those due after this one stand out."""
        plan = self.workspace.plan
        late = {each.id for each in waits_past_due(plan, plan.get(Action, self._action_id))}
        waited = [
            plan.get(Action, each.blocked_by_id) for each in plan.by(Blocker, "action_id", self._action_id)
        ]
        found = []
        for each in waited:
            due = f"due {british.due_words(each.due)}" if each.due else "no date"
            warning = "after this action: the dates contradict" if each.id in late else ""
            words = ", ".join(filter(None, (label(each.lifecycle), due, warning)))
            found.append(Item(each.id, f"{shown_ref(each)}  {title_shown(each)}", words, (REMOVE,)))
        return found

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
            save="Choose",
        )

    def add(self) -> None:
        """Ask for one more, and add it."""
        self.form().send(self.do)

    def do_remove(self, key: str) -> None:
        """It waits for that one no longer."""
        self.do(RemoveBlocker(action_id=self._action_id, blocked_by_id=key))


def _blocker(action_id: str, blocked_by_id: str) -> Command:
    return AddBlocker(action_id=action_id, blocked_by_id=blocked_by_id)


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
        self.agreed_by = TextField("Agreed by", is_name=True)
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
        self.held = own_field(column, held.value if held else "", workspace.day)
        self.add(self.held)

    def build(self) -> SetOwnValue:
        """The value as filled in; nothing empties it."""
        value = self.held.value()
        text = value.isoformat() if isinstance(value, date) else (value or "")
        return SetOwnValue(action_id=self._action_id, column_id=self._column.id, value=text)


def own_field(column: OwnColumn, value: str, today: date) -> Field:
    """The field for a value of one of the council's own columns."""
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


def link_findings(window: "MainWindow") -> None:
    """The improvement areas that the selected action answers."""
    AreasDialog(window, window.selected_actions()[0]).exec()


def own_value(window: "MainWindow", column_id: str) -> None:
    """Fill in an own column of the selected action."""
    assert window.workspace is not None
    column = window.workspace.plan.get(OwnColumn, column_id)
    OwnValueForm(window, window.workspace, window.selected_actions()[0], column).send(window.workspace.do)
