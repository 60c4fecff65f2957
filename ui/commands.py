"""The QActions of a window, made from the table of ui.menus: one each, whoever shows it."""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from ui.icons import icon
from ui.menus import Entry, Needs, entries, shown_keys
from ui.opening import why_not_edit_now

if TYPE_CHECKING:
    from ui.main_window import MainWindow


_OF_THE_PAGE = {"edit", "remove", "filter", "columns", "panel", "reverse", "paste_rows"}


class Commands(QObject):
    """The QActions of one window, by name. `refresh` says of each whether it can be used, and why not."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.actions: dict[str, QAction] = {}
        self._said: dict[str, tuple[str, str]] = {}  # each one's text, and why it could not be used, as last
        self._entries = {entry.name: entry for entry in entries()}
        for entry in self._entries.values():
            action = QAction(entry.text, self)
            action.setObjectName(entry.name)
            if entry.icon:
                action.setIcon(icon(entry.icon))
            if entry.keys:
                action.setShortcut(QKeySequence(entry.keys))
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(self._triggered)
            self.actions[entry.name] = action
        window.addActions(list(self.actions.values()))

    def __getitem__(self, name: str) -> QAction:
        return self.actions[name]

    def _triggered(self) -> None:
        self.run(self.sender().objectName())

    def run(self, name: str) -> None:
        """Do a command, as its menu would; nothing where it cannot be used now."""
        entry = self._entries[name]
        if self.why_not(entry):
            return
        module, _, function = entry.run.partition(":")
        do = getattr(import_module(f"ui.{module}"), function)
        with self._window.told():
            do(self._window, *((entry.choice,) if entry.choice else ()))

    def why_not(self, entry: Entry) -> str:
        """Why the command cannot be used now, in a sentence; "" where it can."""
        return self._why_not(entry, len(self._window.selected_actions()))

    def _why_not(self, entry: Entry, selected: int) -> str:
        workspace = self._window.workspace
        if entry.needs is Needs.NOTHING:
            return ""
        if workspace is None:
            return "Open a plan first."
        if entry.needs in (Needs.CHANGE, Needs.CHANGE_ACTION) and workspace.read_only:
            return workspace.read_only
        if entry.name in _OF_THE_PAGE and self._window.is_full:
            return "Go back to the plan first."
        if entry.needs in (Needs.ACTION, Needs.CHANGE_ACTION) and not selected:
            return "Select an action first."
        of_one = entry.needs in (Needs.ACTION, Needs.CHANGE_ACTION) or entry.name == "remove"
        if of_one and selected > 1 and not entry.several:
            return f"Select one action only: {selected:,} are selected."
        if entry.name == "change_several" and selected < 2:
            return "Select two or more actions first: with Shift or Ctrl, or all with Ctrl+A."
        if entry.name == "edit_now":
            return why_not_edit_now(workspace)
        if entry.name == "today":
            return "" if workspace.known_on else "Today’s plan is shown."
        if entry.name == "panel" and self._window.page is not None and not self._window.page.shows_panel:
            return "This page shows details of its own."
        labels = {"undo": workspace.undo_label, "redo": workspace.redo_label}
        return f"There is nothing to {entry.name}." if labels.get(entry.name) == "" else ""

    def refresh(self) -> None:
        """Bring every action up to date with the plan and the selection."""
        selected = len(self._window.selected_actions())  # asked once for all
        for entry in self._entries.values():
            action, why = self.actions[entry.name], self._why_not(entry, selected)
            if self._said.get(entry.name) == (action.text(), why):
                continue
            self._said[entry.name] = (action.text(), why)
            action.setEnabled(not why)
            keys = f" ({shown_keys(entry)})" if entry.keys else ""
            text = action.text().replace("&", "").rstrip("…")
            action.setToolTip(f"{text}: {why}" if why else f"{text}{keys}")
            action.setStatusTip(why)
