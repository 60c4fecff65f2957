"""The list of shortcuts, and what the program is."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from ui.dialogs.help_key import HelpKey
from ui.dialogs.sizing import open_at
from ui.fonts import SEMIBOLD
from ui.menus import MENUS, entries, shown_keys
from ui.theme import px
from ui.widgets.frames import Scroll, button, column, label, row

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_IN_TABLES = (
    ("Open the selected row", "Enter"),
    ("Fold or open a group", "Left, Right"),
    ("Filter by what you type", "any letter"),
    ("Save a form", "Ctrl+Enter"),
    ("Leave a form, a filter or a list", "Esc"),
    ("The next misspelt word of a field", "F7"),
)
_WITH_A_LETTER = (
    ("Take an area, or leave it out", "Space"),
    ("Move an area up or down", "Alt+Up, Alt+Down"),
    ("Mark lines of the letter", "Shift+Up, Shift+Down"),
    ("Add what is marked as an area", "Enter"),
    ("Larger or smaller pages", "Plus, Minus"),
    ("A second action for an area", "Enter"),
    ("The next part", "Ctrl+Enter"),
)


class _Sheet(QDialog):
    def __init__(self, parent: QWidget, title: str, content: QWidget, high: float) -> None:
        super().__init__(parent)
        HelpKey(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        close = button("Close", "primary", press=self.accept)
        close.setDefault(True)
        self.setLayout(column(label(title, 16, SEMIBOLD), content, row(None, close), gap=12, margin=24))
        open_at(self, 480, high)


class Shortcuts(_Sheet):
    """Every command that has a key, by menu."""

    def __init__(self, window: "MainWindow") -> None:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, px(12), 0)
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(0, 1)
        for menu in MENUS:
            pairs = [(each.text.rstrip("…"), shown_keys(each)) for each in entries(menu.entries) if each.keys]
            _list_keys(grid, menu.title.replace("&", ""), pairs)
        _list_keys(grid, "In tables and forms", _IN_TABLES)
        _list_keys(grid, "When a letter is taken in", _WITH_A_LETTER)
        scroll = Scroll(content)
        scroll.setAccessibleName("Every key")
        super().__init__(window, "Keyboard shortcuts", scroll, 640)


def _list_keys(grid: QGridLayout, title: str, pairs: Sequence[tuple[str, str]]) -> None:
    if pairs:
        head = label(title, 14, SEMIBOLD)
        head.setContentsMargins(0, px(10) if grid.count() else 0, 0, 0)
        grid.addWidget(head, grid.rowCount(), 0, 1, 2)
    for text, keys in pairs:
        line = grid.rowCount()
        grid.addWidget(label(text), line, 0)
        grid.addWidget(label(keys, muted=True), line, 1)


class About(_Sheet):
    """What the program is, and its version."""

    def __init__(self, window: "MainWindow") -> None:
        try:
            which = f"version {version('improvement-plan-tracker')}"
        except PackageNotFoundError:
            which = "run from its source"
        words = (
            f"Improvement plan tracker, {which}.\n\n"
            "It turns an inspection letter into a tracked plan, with its board papers. Everything stays on "
            "this computer and in the plan’s one file.\n\n"
            "Free software under the MIT licence. The README lists the libraries it stands on."
        )
        super().__init__(window, "Improvement plan tracker", label(words, wrap=True), 300)
