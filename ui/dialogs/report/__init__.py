"""The report dialog: which paper, of what and of which day, seen before it is saved or printed."""

from typing import TYPE_CHECKING

from ui.dialogs.report.dialog import ReportDialog

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def report(window: "MainWindow", paper: str = "") -> None:
    """Choose a paper, look at it, and save, print or open it; `paper` is chosen at first."""
    ReportDialog(window, paper).open()


def print_paper(window: "MainWindow") -> None:
    """The same, to print it: the overdue paper where overdue actions are in sight, else the last one."""
    from ui.pages.overdue import OverduePage

    paper = "overdue" if isinstance(window.page, OverduePage) else ""
    ReportDialog(window, paper, to_print=True).open()
