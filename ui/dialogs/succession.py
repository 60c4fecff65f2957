"""Forms by which actions come out of earlier ones: split, merge, replace."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.commands import MergeActions, ReplaceAction, SplitAction, Successor
from tracker.domain.commands.refusing import refuse_if
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action
from tracker.domain.rules.lifecycle import why_not_replace
from tracker.domain.rules.lineage import successors
from tracker.domain.rules.states import is_open
from tracker.domain.words import shown_ref, title_shown
from ui.dialogs.facts import DecisionFields, FactForm
from ui.dialogs.pick import ActionPicker
from ui.reading import Reading
from ui.widgets.choices import PostField
from ui.widgets.fields import NotesField, TextField
from ui.widgets.frames import button, column, label, row
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_MOST = 26


class SuccessorFields(QWidget):
    """The wording and owner of an action to come; `name` tells several apart."""

    def __init__(self, workspace: Workspace, name: str, action: Action, title: str = "") -> None:
        super().__init__()
        plan = workspace.plan
        self.title = TextField(f"Title{name}", title, needed=True)
        self.owner = PostField(
            f"{plan.settings.owner_label}{name}", plan, workspace.day, action.owner_post_id
        )
        layout = row(self.title, self.owner, gap=12)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(0, 3)
        layout.setStretch(1, 2)
        self.setLayout(layout)

    def value(self, text: str = "") -> Successor:
        """What was filled in."""
        return Successor(title=self.title.value(), owner_post_id=self.owner.value(), text=text)


class _SuccessionForm(FactForm):
    def __init__(
        self, parent: QWidget | None, workspace: Workspace, title: str, save: str, about: str
    ) -> None:
        super().__init__(parent, workspace, title, save=save, about=about, wide=720)
        self.reason = NotesField("Why", lines=2, needed=True)
        self.decision = DecisionFields(workspace, needed=False)

    def add_why(self) -> None:
        """Below what is asked about the new actions."""
        self.add(self.reason)
        self.add(self.decision)
        self.add_hands()


class SplitForm(_SuccessionForm):
    """Splits an action into two or more; more rows come with *Add another*."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, action: Action) -> None:
        about = f"{shown_ref(action)}  {title_shown(action)}\nEach keeps its areas, updates and first date."
        super().__init__(parent, workspace, f"Split {shown_ref(action)}", "Split", about)
        self._action = action
        self.into: list[SuccessorFields] = []
        self._rows = column(gap=14)
        self._more = button("Add another", "ghost", icon_name="plus", press=self.add_another)
        self.content.addLayout(self._rows)
        self.content.addLayout(row(self._more, None))
        for _ in range(2):
            self.add_another()
        self.add_why()

    def add_another(self) -> None:
        """One more action to split into."""
        letter = chr(ord("a") + len(self.into))
        fields = SuccessorFields(self.workspace, f" of {shown_ref(self._action)}{letter}", self._action)
        self.into.append(fields)
        self._rows.addWidget(fields)
        self._fields += [fields.title, fields.owner]
        self._more.setVisible(len(self.into) < _MOST)
        fields.title.setFocus()
        self.fit()

    def build(self) -> SplitAction:
        """The split as filled in."""
        return SplitAction(
            action_id=self._action.id,
            into=tuple(each.value() for each in self.into),
            reason=self.reason.value(),
            happened_on=self.happened_on.read(),
            decision=self.decision.decision(self.reason.value()),
        )


class MergeForm(_SuccessionForm):
    """Merges actions into a new one: those selected, or others picked here."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, actions: Sequence[Action]) -> None:
        refs = british.listed([shown_ref(each) for each in actions])
        about = "All updates are kept, and the earliest first date."
        super().__init__(parent, workspace, f"Merge {refs}", "Merge", about)
        self._actions = tuple(actions)
        self.into = SuccessorFields(workspace, "", actions[0], title_shown(actions[0]))
        left_out = {each.id for each in workspace.plan.all(Action) if not is_open(each)}
        left_out |= {each.id for each in actions}
        self.picker = ActionPicker(workspace, "Actions to merge with", left_out, several=True)
        self.told = label("", 14, wrap=True)
        self.picker.grid.selection_changed.connect(self._tell)
        self.add(self.into)
        self.content.addWidget(label("Merge with", 14))
        self.content.addWidget(self.picker)
        self.content.addWidget(self.told)
        self._tell()
        self.add_why()
        self.into.title.setFocus()

    def _every(self) -> tuple[Action, ...]:
        return (*self._actions, *self.picker.value())

    def _tell(self) -> None:
        """Say which actions would become one, as it stands."""
        every = [shown_ref(each) for each in self._every()]
        self.told.setText(
            f"{british.listed(every)} become one new action." if len(every) > 1 else "Nothing chosen yet."
        )

    def build(self) -> MergeActions:
        """The merger as filled in. Raises TrackerError where there is nothing to merge with."""
        every = self._every()
        if len(every) < 2:
            raise TrackerError("Choose at least one other action to merge with.")
        return MergeActions(
            action_ids=tuple(each.id for each in every),
            into=self.into.value(),
            reason=self.reason.value(),
            happened_on=self.happened_on.read(),
            decision=self.decision.decision(self.reason.value()),
        )


class ReplaceForm(_SuccessionForm):
    """Replaces an action by a new one."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, action: Action) -> None:
        about = f"{shown_ref(action)}  {title_shown(action)}\nIt stays in the plan as replaced."
        super().__init__(parent, workspace, f"Replace {shown_ref(action)}", "Replace", about)
        self._action = action
        self.by = SuccessorFields(workspace, " of the new action", action)
        self.text = NotesField("What will be done", lines=3)
        self.add(self.by)
        self.add(self.text)
        self.add_why()

    def build(self) -> ReplaceAction:
        """The replacement as filled in."""
        return ReplaceAction(
            action_id=self._action.id,
            by=self.by.value(self.text.value()),
            reason=self.reason.value(),
            happened_on=self.happened_on.read(),
            decision=self.decision.decision(self.reason.value()),
        )


def _replaceable(window: "MainWindow") -> Action:
    assert window.workspace is not None
    action, day = window.selected_actions()[0], window.workspace.day
    refuse_if(why_not_replace(Reading(window.workspace), action, day, day))
    return action


def _record(window: "MainWindow", form: _SuccessionForm, action: Action) -> None:
    """Show the form; the page goes to what came out of the action."""
    if form.record() is not None and window.page is not None and window.workspace is not None:
        window.page.show_changed([each.id for each in successors(window.workspace.plan, action)])


def split(window: "MainWindow") -> None:
    """Split the selected action."""
    action = _replaceable(window)
    assert window.workspace is not None
    _record(window, SplitForm(window, window.workspace, action), action)


def merge(window: "MainWindow") -> None:
    """Merge the selected actions, or the one with others."""
    action = _replaceable(window)
    assert window.workspace is not None
    _record(window, MergeForm(window, window.workspace, window.selected_actions()), action)


def replace(window: "MainWindow") -> None:
    """Replace the selected action by a new one."""
    action = _replaceable(window)
    assert window.workspace is not None
    _record(window, ReplaceForm(window, window.workspace, action), action)
