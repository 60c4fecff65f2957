"""The ways into the wizard: the menu, the start page, a letter dropped on the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from tracker.domain.errors import Refused
from ui.dialogs.wizard.drop_card import dropped_file, dropped_words
from ui.dialogs.wizard.unfinished import Kept
from ui.dialogs.wizard.wizard import Wizard

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def new_from_document(window: "MainWindow") -> None:
    """A new plan from a letter: in this window if it has no plan, else in a window of its own."""
    if window.workspace is not None:
        window = window.program.open_window()
        window.show()
    begin(window)


def add_document(window: "MainWindow") -> None:
    """Add a letter to the plan of this window."""
    begin(window)


def begin(
    window: "MainWindow", *, path: Path | None = None, text: str = "", kept: Kept | None = None
) -> Wizard:
    """Show the wizard in this window, with this document if one is given. Raises Refused in a plan that
    can only be read."""
    if window.workspace is not None and window.workspace.read_only:
        raise Refused(f"Nothing can be added to this plan. {window.workspace.read_only}")
    wizard = Wizard(window, kept)
    window.show_full(wizard)
    if path is not None:
        wizard.read_file(path)
    elif text:
        wizard.read_text(text)
    return wizard


def can_drop(data: QMimeData) -> bool:
    """Whether this could be brought in: one file, or words."""
    return bool(dropped_file(data) or dropped_words(data).strip())


def begin_with(window: "MainWindow", path: Path) -> None:
    """Begin with this file as what it is: a letter, a spreadsheet or a message. Raises Refused where nothing
    may be added."""
    from ui.dialogs.sheets import opening as sheets

    if sheets.takes(path):
        sheets.begin_with(window, path)
    else:
        begin(window, path=path)


def dropped(window: "MainWindow", data: QMimeData) -> None:
    """A file or words were dropped somewhere on the window; a refusal is said there."""
    file = dropped_file(data)
    with window.told():
        if file is not None:
            begin_with(window, file)
        else:
            begin(window, text=dropped_words(data))
