"""The base of a page: a head, a body, and news that waits while the page is out of sight."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from tracker.domain.records import Action, Record
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.frames import label, row
from ui.workspace import EVERYTHING, Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class PageHead(QWidget):
    """The top of a page: its title, a second thing beside it, then what can be done, at the right.

    Where there is too little room, buttons with an icon show that alone.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setFixedHeight(px(52))
        self.title = label(title, 20, SEMIBOLD)
        self.beside, self.at_right = row(gap=8), row(gap=8)
        layout = row(self.title, 8, self.beside, None, self.at_right)
        layout.setContentsMargins(px(4), 0, 0, 0)
        self.setLayout(layout)
        self._needed = 0  # the width at which every button has its words
        self._folded: dict[QPushButton, str] = {}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None and not self._folded:
            self._needed = layout.minimumSize().width()
        if self._needed > self.width() and not self._folded:
            items = (self.at_right.itemAt(n) for n in range(self.at_right.count()))
            found = [item.widget() for item in items if item is not None]
            self._fold({each: each.text() for each in found if isinstance(each, QPushButton)})
        elif self._needed <= self.width() and self._folded:
            for each, words in self._folded.items():
                each.setText(words)
            self._folded = {}

    def _fold(self, words: dict[QPushButton, str]) -> None:
        self._folded = {each: text for each, text in words.items() if not each.icon().isNull()}
        for each, text in self._folded.items():
            each.setText("")
            each.setAccessibleName(text)
            each.setToolTip(each.toolTip() or text)


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
        self.setMinimumHeight(px(220))  # what has no room is cut: the window can always be made that low
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

    @property
    def chosen_day(self) -> date | None:
        """The day whose position the page shows, where somebody chose one: papers begin with it."""
        return None

    @property
    def chosen_column(self) -> str:
        """The key of the column that the keyboard is in, where commands do by it."""
        return ""

    def show_record(self, record_id: str) -> bool:
        """Select the record and bring it into view; False where this page does not show it."""
        return False

    def show_changed(self, action_ids: Sequence[str]) -> None:
        """Undo or Redo changed these actions: select one of them, or say that they are hidden."""

    def show_part(self, part: str) -> None:
        """Show one table of the page, or narrow it; which parts there are is the page's own affair."""

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

    def pop_up(self, names: tuple[str, ...], place: QPoint) -> None:
        """Show these commands of the window at a place of the screen; "" is a line between them."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)  # they say why a command cannot be used
        for name in names:
            menu.addAction(self.window_.commands[name]) if name else menu.addSeparator()
        menu.exec(place)
        menu.deleteLater()

    def catch_up(self) -> None:
        """Show what is new."""
        news, self._news = self._news, None
        if news is not None:
            self.refresh(news)

    def later(self, call: object) -> None:
        """Call this bound method once the events at hand are dealt with."""
        QTimer.singleShot(0, self, call)  # type: ignore[call-overload]
