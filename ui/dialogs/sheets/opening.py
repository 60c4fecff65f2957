"""The ways to bring in a spreadsheet or an e-mail: the menus, the start page, a file that is dropped."""

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.errors import Refused

if TYPE_CHECKING:
    from ui.dialogs.sheets.frame import BringIn
    from ui.main_window import MainWindow

_WORD = ".docx"


def bring_in(window: "MainWindow") -> None:
    """Bring a spreadsheet into the plan of this window; without a plan a new one is made of it."""
    begin(window)


def takes(path: Path) -> bool:
    """Whether a file is for here: a workbook, a list, a saved message, or a Word document, which is handed on
    to be read as a letter where it holds no table of actions."""
    from tracker.importing.returned.mail import is_mail
    from tracker.importing.sheets.kinds import is_sheet

    return is_mail(path) or path.suffix.casefold() == _WORD or is_sheet(path)


def begin_with(window: "MainWindow", path: Path) -> None:
    """Begin with this file as what it is: a sheet or a message. Raises Refused where nothing may be added."""
    from tracker.importing.returned.mail import is_mail

    if is_mail(path):
        from ui.dialogs.sheets.mail import MailForm

        if window.workspace is None:
            raise Refused("Open the plan first that the message is about.")
        _refuse_read_only(window)
        form = MailForm(window, window.workspace)
        form.read_file(path)
        form.record()
    else:
        begin(window, path)


def begin(window: "MainWindow", path: Path | None = None) -> "BringIn":
    """Show the steps in this window, with this file if one is given. Raises Refused in a plan that can only
    be read."""
    from ui.dialogs.sheets.frame import BringIn

    _refuse_read_only(window)
    made = BringIn(window)
    window.show_full(made)
    if path is not None:
        made.read_file(path)
    return made


def _refuse_read_only(window: "MainWindow") -> None:
    if window.workspace is not None and window.workspace.read_only:
        raise Refused(f"Nothing can be added to this plan. {window.workspace.read_only}")
