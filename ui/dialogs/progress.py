"""Waiting for something to be made before something else may happen."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from tracker.domain.errors import TrackerError
from ui import errors
from ui.copying import Copying
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.frames import button, column, fit_height, label, row

if TYPE_CHECKING:
    from ui.jobs import Job


def bar(name: str) -> QProgressBar:
    """A thin bar without figures."""
    made = QProgressBar()
    made.setAccessibleName(name)
    made.setTextVisible(False)
    made.setRange(0, 100)
    made.setFixedHeight(px(8))
    return made


def waited_for(parent: QWidget, words: str, work: "Job | Copying", stop: Callable[[], object]) -> Any | None:
    """What the work beside the window gives, which a dialog shows meanwhile; None where somebody stopped it.

    Raises what went wrong with it.
    """
    dialog = Waiting(parent, words, work)
    done = dialog.exec()
    dialog.deleteLater()
    work.deleteLater()
    if dialog.error is not None:
        raise dialog.error
    if not done:
        stop()
    return dialog.result_ if done else None


class Waiting(QDialog):
    """Shows that something goes on beside the window. It ends by itself, or is left by “Stop”."""

    def __init__(self, parent: QWidget, words: str, work: "Job | Copying") -> None:
        super().__init__(parent)
        self.setWindowTitle(words)
        self.setFixedWidth(px(440))
        self.result_: Any = None
        self.error: Exception | None = None
        self.bar = bar(words)
        self.bar.setRange(0, 0)
        self.stop = button("Stop", press=self.reject)
        self.setLayout(
            column(label(words, 16, SEMIBOLD, wrap=True), self.bar, 4, row(None, self.stop), margin=24)
        )
        fit_height(self)
        work.finished.connect(self._finished)
        work.failed.connect(self._failed)

    def _finished(self, result: object) -> None:
        self.result_ = result
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.error = error
        self.reject()


class LastBackup(QDialog):
    """Shows how far the backup is that is made before a plan is closed.

    Accepted: the plan may be closed, whether or not the backup was made. Rejected: stay.
    """

    def __init__(self, parent: QWidget | None, name: str, copying: Copying) -> None:
        super().__init__(parent)
        self.setWindowTitle("Making a backup")
        self.setFixedWidth(px(440))
        self._copying = copying
        self.words = label("The plan is saved. A checked copy is being made beside it.", 14, wrap=True)
        self.bar = bar("Backup")
        self.stay = button("Do not close", press=self.reject)
        self.close_now = button("Close without it", press=self._close_now)
        title = label(f"Making a backup of “{name}”", 16, SEMIBOLD, wrap=True)
        foot = row(None, self.stay, self.close_now)
        self.setLayout(column(title, self.words, self.bar, 4, foot, gap=12, margin=24))
        fit_height(self)
        copying.progress.connect(self._told)
        copying.finished.connect(self._finished)
        copying.failed.connect(self._failed)

    def _told(self, share: float) -> None:
        self.bar.setValue(round(share * 100))

    def _finished(self, result: object) -> None:
        self.accept()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, TrackerError):
            errors.report(error)
        said = str(error) if isinstance(error, TrackerError) else "Something went wrong in the program."
        self.words.setText(f"No backup could be made. {said} The plan itself is saved.")
        self.bar.hide()
        self.close_now.setText("Close all the same")
        fit_height(self)
        self.close_now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_now(self) -> None:
        self._copying.stop()
        self.accept()
