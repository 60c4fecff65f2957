"""My updates: one screen for each of my actions that the next board will ask about."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from tracker.domain import british
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action
from tracker.domain.rules.lateness import days_late
from tracker.domain.rules.mine import posts_of, to_update, update_by
from ui.dialogs.updates import UpdateForm
from ui.widgets.frames import button, label
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

SKIPPED = 2  # beside Qt's own results, Rejected (0) and Accepted (1)


class MyUpdate(UpdateForm):
    """The update on one of them. Ctrl+Enter goes on to the next, Alt+Right does so without an update."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, action: Action, number: int, of: int
    ) -> None:
        super().__init__(parent, workspace, action)
        is_last = number == of
        said = f"{number} of {of} · {_due_words(action, workspace)}\n{_last_words(action, workspace)}"
        self.told = label(said, 13, muted=True, wrap=True, select=True)
        self.content.insertWidget(0, self.told)
        self.save.setText("Add and finish" if is_last else "Add, then next")
        self.cancel.setText("Stop here")
        skip = button("Finish without it" if is_last else "Next without it", tip="Alt+Right", press=self.skip)
        self.foot.insertWidget(0, skip)
        QShortcut(QKeySequence("Alt+Right"), self, self.skip)

    def skip(self) -> None:
        """Leave this action as it is; what was typed is kept for the next time."""
        self.done(SKIPPED)


def _due_words(action: Action, workspace: Workspace) -> str:
    if action.due is None:
        return "No date"
    late = days_late(action, workspace.day)
    due = f"due {british.due_words(action.due)}"
    return f"{due}, {british.plural(late, 'day')} late" if late else due


def _last_words(action: Action, workspace: Workspace) -> str:
    told = [each for each in workspace.session.updates(action.id) if each.text]
    if not told:
        return "No update yet."
    last = max(told, key=lambda each: each.happened_on)
    return f"Last update, {british.short_day(last.happened_on)}: {last.text}"


def my_updates(window: "MainWindow") -> None:
    """Ask for an update on each action of whoever sits here. Raises TrackerError where there is none."""
    workspace = window.workspace
    assert workspace is not None
    name = workspace.whose or workspace.session.actor.name
    actions = to_update(workspace.plan, name, workspace.day)
    if not actions:
        raise TrackerError(_why_none(workspace, name))
    added = 0
    for number, action in enumerate(actions, start=1):
        form = MyUpdate(window, workspace, workspace.plan.get(Action, action.id), number, len(actions))
        form.record()
        added += form.result() == QDialog.DialogCode.Accepted
        if form.result() == QDialog.DialogCode.Rejected:
            break
    if added:
        window.say(
            f"{british.plural(added, 'update')} added, of {british.plural(len(actions), 'action')}.", "note"
        )


def _why_none(workspace: Workspace, name: str) -> str:
    if not posts_of(workspace.plan, name, workspace.day):
        return (
            f"{name} holds no post in this plan. Say who holds which under “Posts and people” in the menu "
            "“Plan”, or choose somebody under “Record for somebody else…”."
        )
    until = british.short_day(update_by(workspace.plan, workspace.day))
    return f"Nothing that {name} owns waits for an update for the board by {until}."
