"""A page, a panel and a form as small as they can be, to test what holds them."""

from typing import TYPE_CHECKING

from tracker.domain.commands import AddTag
from tracker.domain.commands.base import Command
from tracker.domain.errors import Refused
from tracker.domain.records import Action
from ui.dialogs.form import Form
from ui.pages.page import Page
from ui.pages.panel import Panel
from ui.widgets.columns import Column
from ui.widgets.fields import TextField
from ui.widgets.frames import label
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel
from ui.workspace import Changes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow


class SamplePage(Page):
    """The plan's actions by title. `heard` is what it was told, in order."""

    title = "Actions"
    shows_panel = True

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.heard: list[Changes] = []
        title: Column[Action] = Column(
            key="title", title="Action", text=lambda action: action.title, width=100, stretch=True
        )
        self.grid: Grid[Action] = Grid(
            RowsModel([title], lambda action: action.id, parent=self), "All actions"
        )
        self.grid.moved.connect(self._moved)
        self.body.addWidget(self.grid)

    def refresh(self, changes: Changes) -> None:
        """Show all actions."""
        self.heard.append(changes)
        assert self.window_.workspace is not None
        self.grid.rows.set_rows(self.window_.workspace.plan.all(Action))

    def selected_actions(self) -> list[Action]:
        """What the table has selected."""
        return self.grid.selected

    def show_record(self, record_id: str) -> bool:
        """Select it."""
        return self.grid.go_to(record_id)

    def _moved(self, action: Action | None) -> None:
        self.window_.show_panel(action.id if action else None)


class SamplePanel(Panel):
    """Shows the id of an action."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.words = label(select=True)
        self.body.addWidget(self.words)

    def show_action(self, action_id: str | None) -> None:
        """Write its id."""
        self.words.setText(action_id or "")

    def take_keyboard(self) -> None:
        """To the id."""
        self.words.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Nothing but the id is shown."""

    def selected_actions(self) -> list[Action]:
        """None: the page's count."""
        return []


class SampleForm(Form):
    """Adds a tag."""

    def __init__(self, parent: "QWidget | None" = None) -> None:
        super().__init__(parent, "Add a tag", about="Words people group by.")
        self.name = TextField("Name", needed=True)
        self.why = TextField("Why")
        self.add(self.name, self.why)

    def build(self) -> Command:
        """The tag, unless its reason repeats its name."""
        if self.name.value() == self.why.value():
            raise Refused("The reason repeats the name.")
        return AddTag(name=self.name.value())
