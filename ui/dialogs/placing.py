"""Moves actions to another workstream."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.commands import PlaceActions
from tracker.domain.records import Action
from tracker.domain.rules.order import in_plan_order, workstreams
from tracker.domain.words import shown_ref
from ui.dialogs.form import Form
from ui.widgets.choices import ChoiceField
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class MoveForm(Form):
    """Asks for the workstream; the actions go to its end, in the plan's order."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, actions: Sequence[Action]) -> None:
        plan = workspace.plan
        word = plan.settings.workstream_label
        refs = british.listed([shown_ref(each) for each in actions[:8]])
        more = f" and {len(actions) - 8} more" if len(actions) > 8 else ""
        goes, them = ("It goes", "it") if len(actions) == 1 else ("They go", "them")
        about = f"{refs}{more}. {goes} to its end; there, drag {them} or use Alt+Shift+Up and Down."
        super().__init__(parent, f"Move to another {word.lower()}", save="Move", about=about, wide=460)
        self._actions = in_plan_order(plan, actions)
        here = {each.workstream_id for each in actions}
        streams = [*((each.id, each.title) for each in workstreams(plan)), (None, f"No {word.lower()}")]
        others = [each for each in streams if here != {each[0]}]
        self.workstream = ChoiceField(word, others, others[0][0])
        self.add(self.workstream)

    def build(self) -> PlaceActions:
        """The move as filled in."""
        ids = tuple(each.id for each in self._actions)
        return PlaceActions(ids=ids, workstream_id=self.workstream.value())


def move_to_workstream(window: "MainWindow") -> None:
    """Move the selected actions to another workstream."""
    assert window.workspace is not None
    MoveForm(window, window.workspace, window.selected_actions()).send(window.workspace.do)
