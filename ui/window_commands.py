"""The commands of the menus that are about the window itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from tracker.domain.records import Action
from ui import errors
from ui.theme import TEXT_SIZES, Look

if TYPE_CHECKING:
    from tracker.session import Done
    from ui.main_window import MainWindow


def close_window(window: "MainWindow") -> None:
    """Close this plan and its window."""
    window.close()


def quit_program(window: "MainWindow") -> None:
    """Close every window."""
    window.program.quit()


def undo(window: "MainWindow") -> None:
    """Take back the last change of one's own."""
    assert window.workspace is not None
    _show_changed(window, window.workspace.undo())


def redo(window: "MainWindow") -> None:
    """Make the change that was taken back again."""
    assert window.workspace is not None
    _show_changed(window, window.workspace.redo())


def _show_changed(window: "MainWindow", done: "Done") -> None:
    """Whoever takes something back wants to see it, wherever the keyboard has gone since."""
    records = [edit.after or edit.before for edit in done.edits]
    ids = [each.id if isinstance(each, Action) else getattr(each, "action_id", "") for each in records]
    if window.page is not None and not window.is_full:
        window.page.show_changed(list(dict.fromkeys(filter(None, ids))))


def edit(window: "MainWindow") -> None:
    """Edit what is selected on the page."""
    if window.page is not None:
        window.page.edit()


def remove(window: "MainWindow") -> None:
    """Remove what is selected on the page, if it was a mistake."""
    if window.page is not None:
        window.page.remove()


def filter_page(window: "MainWindow") -> None:
    """Take the keyboard to the page's filter."""
    if window.page is not None:
        window.page.to_filter()


def find_anything(window: "MainWindow") -> None:
    """Search the plan and the commands."""
    from ui.dialogs.palette import find_anything as show

    show(window)


def go_to(window: "MainWindow", page: str) -> None:
    """Show a page."""
    window.go(page)


def switch_panel(window: "MainWindow") -> None:
    """Open or close the detail panel."""
    window.open_panel(not window.panel_is_open)


def choose_columns(window: "MainWindow") -> None:
    """Choose the columns of the page's table."""
    if window.page is not None:
        window.page.choose_columns()


def use_look(window: "MainWindow", look: str) -> None:
    """Light, dark, high contrast or as the computer has it."""
    window.program.use_look(Look(look))


def larger_text(window: "MainWindow") -> None:
    """The next larger text."""
    _size(window, 1)


def smaller_text(window: "MainWindow") -> None:
    """The next smaller text."""
    _size(window, -1)


def normal_text(window: "MainWindow") -> None:
    """Text at 100 %."""
    window.program.use_look(text_size=TEXT_SIZES[0])


def _size(window: "MainWindow", step: int) -> None:
    at = TEXT_SIZES.index(window.preferences.text_size) + step
    if 0 <= at < len(TEXT_SIZES):
        window.program.use_look(text_size=TEXT_SIZES[at])


def change_name(window: "MainWindow") -> None:
    """Ask again who is using the program."""
    window.program.ask_name(window)


def record_for(window: "MainWindow") -> None:
    """Record for somebody else from now on, or for oneself again."""
    from ui.dialogs.who import RecordFor

    assert window.workspace is not None
    dialog = RecordFor(window, window.workspace.whose)
    if dialog.exec():
        window.workspace.record_for(dialog.name)


def show_shortcuts(window: "MainWindow") -> None:
    """Every command that has a key."""
    from ui.dialogs.help import Shortcuts

    Shortcuts(window).open()


def show_about(window: "MainWindow") -> None:
    """What this program is."""
    from ui.dialogs.help import About

    About(window).open()


def show_log(window: "MainWindow") -> None:
    """Open the log file of problems, if there has been one."""
    if errors.log_file().exists():
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(errors.log_file())))
    else:
        window.say("There have been no problems to write down.", "note")
