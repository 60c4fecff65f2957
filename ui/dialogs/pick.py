"""Choosing actions from all of the plan: type a word, pick a row."""

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QWidget

from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Post
from tracker.domain.rules.order import in_plan_order
from tracker.domain.words import shown_ref, title_shown
from ui.dialogs.form import Form
from ui.pages.actions_columns import draw_status, ref_width, status
from ui.theme import px
from ui.widgets.columns import Column
from ui.widgets.filter_field import FilterField
from ui.widgets.frames import Card
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel
from ui.workspace import Workspace


class ActionPicker(Card):
    """A filter above a table of the plan's actions, but for those left out.

    Of `several`, none is chosen until somebody chooses it.
    """

    def __init__(self, workspace: Workspace, name: str, without: Collection[str], *, several: bool) -> None:
        super().__init__()
        plan = workspace.plan

        def owner(action: Action) -> str:
            post = plan.find(Post, action.owner_post_id)
            return post.title if post else ""

        columns: tuple[Column[Action], ...] = (
            Column(key="ref", title="Ref", text=shown_ref, width=ref_width(plan), keep=True, muted=True),
            Column(key="title", title="Action", text=title_shown, width=220, stretch=True),
            Column(key="owner", title=plan.settings.owner_label, text=owner, width=150),
            Column(key="status", title="Status", text=status, draw=draw_status, width=158),
        )
        rows = RowsModel(columns, key=_key, parent=self)
        self.filter = FilterField(f"Filter: {name}")
        self.grid: Grid[Action] = Grid(rows, name, several=several)
        self.grid.setMinimumHeight(px(260))
        self.body.setContentsMargins(px(8), px(8), px(8), px(4))
        self.body.setSpacing(px(8))
        self.body.addWidget(self.filter)
        self.body.addWidget(self.grid)
        self.filter.filtered.connect(rows.set_filter)
        self.filter.stand_above(self.grid)
        if several:
            self._chosen = False
            self.filter.left.connect(self._choose_first)
            rows.modelAboutToBeReset.connect(self._remember)
            rows.modelReset.connect(self._choose_none)
        rows.set_rows(each for each in in_plan_order(plan, plan.all(Action)) if each.id not in without)

    def _choose_first(self) -> None:
        """Who comes from the filter means the first that it found, unless others are chosen."""
        if not self.grid.selected:
            self.grid.selectRow(self.grid.currentIndex().row())

    def _remember(self) -> None:
        self._chosen = bool(self.grid.selected)

    def _choose_none(self) -> None:
        """The table has chosen its first row by itself."""
        if not self._chosen:
            self.grid.clearSelection()

    def value(self) -> list[Action]:
        """The actions chosen."""
        return self.grid.selected


def _key(action: Action) -> str:
    return action.id


class PickForm(Form):
    """Asks for one action; `make` gives the command for its id."""

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        title: str,
        about: str,
        without: Collection[str],
        make: Callable[[str], Command],
        save: str = "Link",
    ) -> None:
        super().__init__(parent, title, save=save, about=about, wide=680)
        self._make = make
        self.picker = ActionPicker(workspace, "Actions to choose from", without, several=False)
        self.content.addWidget(self.picker)
        self.picker.filter.setFocus()
        self.picker.grid.opened.connect(self.accept)

    def build(self) -> Command:
        """The command for the action chosen. Raises TrackerError for none."""
        chosen = self.picker.value()
        if not chosen:
            raise TrackerError("Choose an action first.")
        return self._make(chosen[0].id)
