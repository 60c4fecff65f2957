"""The base of a page: a head, a body, and news that waits while the page is out of sight."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.records import Action, Record
from ui.theme import px
from ui.widgets.frames import PageHead
from ui.workspace import EVERYTHING, Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Page(QWidget):
    """A page of an open plan, made when it is first shown.

    Subclasses name `title`, build into `head` and `body` in their constructor without reading the plan,
    and fill themselves in `refresh`, which is called before the first paint with EVERYTHING and then,
    while in sight, with each change; what changed out of sight comes in one call when the page is shown.
    """

    title: ClassVar[str] = ""
    shows_panel: ClassVar[bool] = False  # whether the detail panel belongs beside it

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self.window_ = window
        self.setAccessibleName(self.title)
        self._news: Changes | None = EVERYTHING
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(4), 0, px(12), px(12))
        outer.setSpacing(0)
        self.head = PageHead(self.title)
        outer.addWidget(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        outer.addLayout(self.body, 1)

    def refresh(self, changes: Changes) -> None:
        """Show the plan as it stands, given what changed."""
        raise NotImplementedError

    def selected_actions(self) -> list[Action]:
        """The actions that commands of the menus are about now."""
        return []

    def selected_record(self) -> Record | None:
        """The one record that commands of the menus are about, where that is no action."""
        return None

    def show_record(self, record_id: str) -> bool:
        """Select the record and bring it into view; False where this page does not show it."""
        return False

    def to_filter(self) -> None:
        """Ctrl+F: take the keyboard to the filter."""

    def edit(self) -> None:
        """F2: edit what is selected."""

    def remove(self) -> None:
        """Del: remove what is selected, if it was a mistake."""

    def choose_columns(self) -> None:
        """Choose which columns the table shows."""

    def take_keyboard(self) -> None:
        """Give the keyboard to the table or list: called when the page is chosen."""
        self.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed out of sight is shown before the first paint."""
        self.catch_up()
        super().showEvent(event)

    # Called by the window.

    def hear(self, changes: Changes) -> None:
        """News: shown at once in sight, kept otherwise."""
        self._news = changes if self._news is None else self._news.and_then(changes)
        if self.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Show what is new."""
        news, self._news = self._news, None
        if news is not None:
            self.refresh(news)

    def later(self, call: object) -> None:
        """Call this bound method once the events at hand are dealt with."""
        QTimer.singleShot(0, self, call)  # type: ignore[call-overload]
