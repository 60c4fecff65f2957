"""What stands beside a page's list: the selected row in full, shown as soon as the keyboard rests on it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.frames import Card, Line, ListRow, Scroll, button, column, empty, label, row

if TYPE_CHECKING:
    from ui.main_window import MainWindow

MOST = 15  # rows of a kind shown; each widget costs, and all of them stand on their own page
_PAUSE = 40  # milliseconds: held keys run through a list without each row being laid out


class Side(Card):
    """Subclasses say in `fill` what is shown of a row, with `add`, `section`, `deed` and `link`.

    `hint` stands there while none is selected; what is put into `above` stays, whatever row is shown.
    """

    def __init__(self, window: "MainWindow", name: str, hint: str) -> None:
        super().__init__()
        self.window_, self._hint = window, hint
        self.setAccessibleName(name)
        self.row: Any = None
        self._parts = QVBoxLayout()
        self._parts.setSpacing(px(8))
        inside = QWidget()
        self.above = column(gap=10)
        layout = column(self.above, self._parts, None, gap=0)
        layout.setContentsMargins(px(16), px(14), px(12), px(14))
        inside.setLayout(layout)
        self._scroll = Scroll(inside)
        self._scroll.setAccessibleName(f"{name}, in full")
        self.body.addWidget(self._scroll)
        self._shown_id = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._show)

    def show_row(self, found: Any) -> None:
        """Show this row, which has an `id`, in a moment; None for none."""
        self.row = found
        self._pause.start()

    def fill(self, found: Any) -> None:
        """Add what is shown of a row."""
        raise NotImplementedError

    def _show(self) -> None:
        empty(self._parts)
        if self.row is None:
            self.add(label(self._hint, 14, muted=True, wrap=True))
        else:
            self.fill(self.row)
        shown_id = self.row.id if self.row is not None else ""
        if shown_id != self._shown_id:
            self._scroll.verticalScrollBar().setValue(0)
        self._shown_id = shown_id

    # What a row is told with.

    def add(self, *parts: QWidget | QLayout) -> None:
        """Put these below what is there."""
        for part in parts:
            if isinstance(part, QLayout):
                self._parts.addLayout(part)
            else:
                self._parts.addWidget(part)

    def section(self, title: str, words: str = "") -> None:
        """A line, and what stands below it."""
        self.add(Line(), row(label(title, 14, SEMIBOLD), label(words, 13, muted=True), None))

    def deed(self, name: str, text: str = "") -> QWidget:
        """A button for a command of the menus, called as there or by this text."""
        command = self.window_.commands[name]
        made = button(text or command.text(), small=True)
        made.setProperty("command", name)
        made.setEnabled(command.isEnabled())
        made.setToolTip(command.toolTip())
        made.clicked.connect(self._run)
        return made

    def link(self, place: str, title: str, words: str) -> ListRow:
        """A row that leads to a record of a page: “page:id”."""
        made = ListRow(title, words, high=48, inset=8)
        made.setProperty("place", place)
        made.clicked.connect(self._go)
        return made

    def more(self, number: int) -> None:
        """How many are not shown of so many."""
        if number > MOST:
            self.add(label(f"and {number - MOST:,} more", 13, muted=True))

    def _run(self) -> None:
        self.window_.commands.run(self.sender().property("command"))

    def _go(self) -> None:
        page, _, record_id = self.sender().property("place").partition(":")
        self.window_.go(page, record_id)
