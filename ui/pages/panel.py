"""The base of the detail panel beside a page."""

from typing import TYPE_CHECKING

from tracker.domain.records import Action
from ui.widgets.frames import Card
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Panel(Card):
    """Shows one action. The window makes it when it is first opened and tells it what to show."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self.window_ = window

    def show_action(self, action_id: str | None) -> None:
        """Show this action from now on; None shows that nothing is selected."""
        raise NotImplementedError

    def take_keyboard(self) -> None:
        """Give the keyboard to what is read: where the panel stands in place of the page."""
        raise NotImplementedError

    def refresh(self, changes: Changes) -> None:
        """Show the same action as it stands, given what changed."""
        raise NotImplementedError

    def selected_actions(self) -> list[Action]:
        """The action shown."""
        raise NotImplementedError
