"""Files dropped on an action are offered as its evidence, one form after the other."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from tracker.domain.records import Action
from ui.widgets.grid import Grid

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class EvidenceDrop(QObject):
    """Lets files be dropped on the rows of a table, which are actions or have one as `action`."""

    def __init__(self, window: "MainWindow", grid: Grid[Any]) -> None:
        super().__init__(grid)
        self._window = window
        assert window.workspace is not None
        grid.set_takes_files(not window.workspace.read_only)
        grid.files_dropped.connect(self._dropped)

    def _dropped(self, row: Any, files: Sequence[Path]) -> None:
        offer_files(self._window, row if isinstance(row, Action) else row.action, files)


def offer_files(window: "MainWindow", action: Action, files: Sequence[Path]) -> None:
    """Ask about each file once the drop is over: until then the program it comes from waits."""
    QTimer.singleShot(0, window, partial(_offer, window, action, tuple(files)))


def _offer(window: "MainWindow", action: Action, files: Sequence[Path]) -> None:
    from ui.dialogs.evidence import EvidenceForm

    assert window.workspace is not None
    for file in files:
        form = EvidenceForm(window, window.workspace, action)
        form.choose_file(file)
        if form.record() is None:
            return
