"""The base of dialogs that list records: what is done to a row is saved at once and can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from ui.dialogs.help_key import HelpKey
from ui.dialogs.sizing import open_at
from ui.fonts import SEMIBOLD
from ui.theme import px, tokens
from ui.widgets.frames import Banner, Line, Scroll, button, column, label, row
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done to a row. With an icon it is a small button that says `text` as its tip."""

    name: str
    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A row: a title, words below it, and what can be done. `spoken` is for a screen reader, where the title
    alone does not tell one row from the other."""

    key: str
    title: str
    words: str = ""
    deeds: tuple[Deed, ...] = ()
    spoken: str = ""


EDIT, REMOVE = Deed("edit", "Edit", "pencil"), Deed("remove", "Remove", "trash-2")
TAGS = Deed("tags", "Tags…", "tag")


class ListDialog(QDialog):
    """Subclasses say the rows in `items` and do the deeds in methods `do_NAME(key)`.

    `add_text` names the button that calls `add`. The rows follow every change of the plan.
    """

    def __init__(
        self,
        window: "MainWindow",
        title: str,
        about: str = "",
        *,
        add_text: str = "",
        empty: str,
        wide: float = 600,
    ) -> None:
        super().__init__(window)
        assert window.workspace is not None
        self.workspace = window.workspace
        self.setWindowTitle(title)
        self.setModal(True)
        self.finished.connect(self.deleteLater)  # it would go on following the plan
        self._empty = empty
        self.banner = Banner("problem")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(px(24), 0, px(12), px(8))
        self._rows.setSpacing(0)
        self.close_button = button("Close", "primary", press=self.accept)
        self.head = column(label(title, 16, SEMIBOLD), gap=2)
        if about:
            self.head.addWidget(label(about, 13, muted=True, wrap=True))
        self._lay_out(add_text)
        open_at(self, wide, 480)
        self.workspace.changed.connect(self._changed)
        HelpKey(self)
        self.show_items()

    def _lay_out(self, add_text: str) -> None:
        inside = QWidget()
        inside.setLayout(self._rows)
        self.foot = foot = row(None, self.close_button)
        if add_text:
            self.add_button = button(add_text, icon_name="plus", press=self._add)
            foot.insertWidget(0, self.add_button)
        self.head.setContentsMargins(px(24), px(20), px(24), px(8))
        foot.setContentsMargins(px(24), px(12), px(24), px(12))
        notice = column(self.banner)
        notice.setContentsMargins(px(24), 0, px(24), px(8))
        self._scroll = Scroll(inside)
        self._scroll.setAccessibleName(self.windowTitle())
        outer = column(self.head, notice, self._scroll, Line("border"), foot, gap=0)
        outer.setStretch(2, 1)
        self.setLayout(outer)

    def items(self) -> Sequence[Item]:
        """The rows as the plan stands."""
        raise NotImplementedError

    def add(self) -> None:
        """Add something, asking what. Raises TrackerError."""
        raise NotImplementedError

    def do(self, command: Command | None) -> Any:
        """Do the command; nothing for None. Raises TrackerError."""
        return self.workspace.do(command) if command is not None else None

    def show_items(self) -> None:
        """Show the rows anew."""
        while (taken := self._rows.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        items = self.items()
        for item in items:
            line = _Line(item)
            line.pressed.connect(self._press)
            self._rows.addWidget(line)
        if not items:
            self._rows.addWidget(label(self._empty, 14, muted=True, wrap=True))
        self._rows.addStretch(1)

    def _changed(self, changes: Changes) -> None:
        self.show_items()

    def _add(self) -> None:
        self.told(self.add)

    def _press(self, deed: str, key: str) -> None:
        # After the click is dealt with: what is done may take the very button away.
        QTimer.singleShot(0, self, partial(self.told, partial(getattr(self, f"do_{deed}"), key)))

    def told(self, call: Any) -> None:
        """Call it; a refusal is said in the dialog."""
        self.banner.say("")
        try:
            call()
        except TrackerError as error:
            self.banner.say(str(error))


class _Line(QWidget):
    """A row with its buttons."""

    pressed = Signal(str, str)

    def __init__(self, item: Item) -> None:
        super().__init__()
        self._key = item.key
        title = label(item.title, 14, SEMIBOLD, wrap=True)
        texts = column(title, gap=0)
        if item.words:
            texts.addWidget(label(item.words, 13, muted=True, wrap=True))
        if item.deeds:
            texts.setContentsMargins(0, px(3), 0, 0)  # the title is level with the words of its buttons
        layout = row(texts, gap=4)
        layout.setStretch(0, 1)
        for deed in item.deeds:
            made = button(
                "" if deed.icon else deed.text, "ghost", icon_name=deed.icon, small=True, tip=deed.text
            )
            made.setAccessibleName(f"{deed.text}: {item.spoken or item.title}")
            made.setProperty("deed", deed.name)
            made.clicked.connect(self._clicked)
            layout.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        layout.setContentsMargins(0, px(5 if item.deeds else 8), px(8), px(8))
        self.setLayout(layout)
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Minimum)

    def _clicked(self) -> None:
        self.pressed.emit(self.sender().property("deed"), self._key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width() - px(8), 1, tokens().hair)
        painter.end()
