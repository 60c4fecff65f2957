"""Every command of the window in one table: its menu, its key, its icon, and the function that does it.

A function is named as "module:function" within the package ui, imported when it is first used, and called
with the MainWindow.
The menu bar, the tool bar, context menus and the Ctrl+K list are all made from this table (see ui.commands).
"""

from PySide6.QtGui import QKeySequence

from ui.menus.board import MEETING, REPORT
from ui.menus.entry import Entry, Menu, Needs
from ui.menus.plan import PLAN
from ui.menus.program import EDIT, FILE, HELP, VIEW

__all__ = ["MENUS", "Entry", "Menu", "Needs", "entries", "shown_keys"]

MENUS: tuple[Menu, ...] = (FILE, EDIT, VIEW, PLAN, MEETING, REPORT, HELP)


def entries(menus: tuple[Menu | Entry | None, ...] = MENUS) -> list[Entry]:
    """Every entry of these menus, in order."""
    found: list[Entry] = []
    for each in menus:
        if isinstance(each, Menu):
            found += entries(each.entries)
        elif each is not None:
            found.append(each)
    return found


def shown_keys(entry: Entry) -> str:
    """The entry's keys as this computer writes them."""
    return QKeySequence(entry.keys).toString(QKeySequence.SequenceFormat.NativeText)
