"""Edit in place on the Actions page: from a cell of the table to a change of the plan."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Workstream

if TYPE_CHECKING:
    from ui.pages.actions import ActionsPage
    from ui.pages.actions_cells import Cell


class Editing(QObject):
    """Opens the editor of a cell, and keeps what was typed when it is left with Enter, Tab or a click."""

    def __init__(self, page: "ActionsPage") -> None:
        super().__init__(page)
        self._page = page

    def begin(self, row: Action, key: str) -> None:
        """Edit this cell of the action.

        One that cannot be changed there opens the panel; where that is open already, it is said why not.
        """
        # It brings in the dialogs: not before the first edit.
        from ui.pages.actions_cells import BY_DIALOG, FIXED, Cells

        window = self._page.window_
        workspace = window.workspace
        assert workspace is not None
        action = workspace.plan.find(Action, row.id)
        if action is None:
            return
        cells, grid = Cells(workspace), self._page.grid
        if (workspace.read_only or key in FIXED) and not window.panel_is_open:
            window.open_panel(True, action.id)
        elif why := workspace.read_only or cells.why_not(action, key):
            grid.say_at_cell(action.id, key, why)
        elif key in BY_DIALOG:
            window.commands.run(BY_DIALOG[key])
        else:
            cell = cells.cell(action, key)
            asked: set[str] = set()
            commit = partial(self._commit, cell, asked, self._watch(action, key))
            if grid.edit_cell(action.id, key, cell.editor, cell.editor.value, commit):
                grid.say_at_editor(cell.editor.field.note.text())
                cell.editor.said.connect(grid.say_at_editor)
                cell.editor.settled.connect(grid.finish_editing)

    def begin_head(self) -> None:
        """Edit the workstream on whose line the keyboard is. Raises TrackerError where there is none."""
        from ui.dialogs.plan_lists import WorkstreamForm

        window, page = self._page.window_, self._page
        workspace = window.workspace
        assert workspace is not None
        head = page.table.group_at(page.grid.currentIndex().row())
        if head is None:
            raise TrackerError("Select an action first: its cells are edited where they stand.")
        stream = workspace.plan.find(Workstream, head.key)
        if stream is None:
            word = workspace.plan.settings.workstream_label.lower()
            raise TrackerError(
                f"These actions have no {word} yet. Select them, press Ctrl+K and type “move to another”."
            )
        WorkstreamForm(window, workspace, stream).send(workspace.do)

    def _commit(self, cell: "Cell", asked: set[str], meanwhile: Callable[[], str], value: Any) -> str:
        """Keep it; "" where that is done, else why not, or a question that the same again answers."""
        try:
            outcome = cell.outcome(value)
            if isinstance(outcome, Command):
                odd = cell.odd(value)
                for question in (meanwhile(), odd and f"{odd} To keep it as it is, press Enter again."):
                    if question and question not in asked:
                        asked.add(question)
                        return question
                workspace = self._page.window_.workspace
                assert workspace is not None
                workspace.do(outcome)
            elif outcome is not None:
                QTimer.singleShot(0, self, partial(self._ask, outcome))
        except TrackerError as error:
            if cell.editor.lacks_reason:
                cell.editor.to_reason()
            return str(error)
        return ""

    def _watch(self, action: Action, key: str) -> Callable[[], str]:
        """Tells, when asked, what somebody else made of the cell since now; "" where it is as it is now."""
        table = self._page.table
        column = table.column(key)
        assert column is not None
        text, before = column.text, column.text(action)

        def meanwhile() -> str:
            row = table.row_of(action.id)
            now = text(row) if row is not None else before
            if now == before:
                return ""
            told = f"Somebody else changed this meanwhile to “{now or 'nothing'}”."
            return f"{told} To put yours in its place, press Enter again."

        return meanwhile

    def _ask(self, dialog: Any) -> None:
        """A dialog asks for the rest, once the editor is gone."""
        with self._page.window_.told():
            dialog(self._page.window_)
        self._page.take_keyboard()
