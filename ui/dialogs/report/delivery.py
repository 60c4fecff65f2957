"""What becomes of a paper: saved, opened in another program or printed, and then noted in the plan."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter

from tracker.domain.errors import TrackerError
from tracker.jobs import OWN_LIMITS
from tracker.publishing import Order, note
from ui import errors, printing
from ui.jobs import Job
from ui.workspace import Workspace

# Papers handed to other programs, which may still be showing them: removed when this one ends.
_FOR_READERS: list[TemporaryDirectory[str]] = []


class Delivery(QObject):
    """Delivers one paper at a time. Exactly one of `done` and `failed` ends each; `stop` ends it unsaid."""

    progress = Signal(str)  # what it is at
    done = Signal(str)  # what was done, in a sentence
    failed = Signal(str)  # why not, in a sentence; "" where the problem dialog has said it

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._job: Job | None = None
        self._printing: Iterator[None] = iter(())
        self._printer: QPrinter | None = None

    def save(self, order: Order) -> None:
        """Write the paper to the order's file."""
        self._write(order, self._saved)

    def open(self, order: Order) -> None:
        """Write the paper to a passing file of the order's name, and open it as this computer does."""
        folder = TemporaryDirectory(prefix="improvement-plan-", ignore_cleanup_errors=True)
        _FOR_READERS.append(folder)
        self._write(replace(order, out=Path(folder.name, order.out.name)), self._opened)

    def print(self, order: Order, printer: QPrinter) -> None:
        """Write the paper as PDF to the order's file, a passing one, and print that."""
        self._printer = printer
        self._write(order, self._to_print)

    def stop(self) -> None:
        """Break off what is under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._workspace.slices.drop(self._printing)

    def _write(self, order: Order, then: Callable[[Order, Mapping[str, Any]], None]) -> None:
        self.progress.emit("Writing the paper")
        self._order, self._then = order, then
        subject = f"Writing {order.out.name}"
        self._job = Job("publish", order.to_json(), subject=subject, limits=OWN_LIMITS, parent=self)
        self._job.finished.connect(self._written)
        self._job.failed.connect(self._not_written)

    def _written(self, made: Mapping[str, Any]) -> None:
        self._job = None
        self._then(self._order, made)

    def _not_written(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, TrackerError):
            self.failed.emit(str(error))
        else:
            self.failed.emit("")
            errors.report(error)

    def _saved(self, order: Order, made: Mapping[str, Any]) -> None:
        self._finish(order, made, f"Saved: {order.out}")

    def _opened(self, order: Order, made: Mapping[str, Any]) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(order.out))):
            self._finish(order, made, "Opened in your PDF reader. To keep it, save it there or here.")
        else:
            self.failed.emit("No program here opens PDF files. Save the paper, and open it elsewhere.")

    def _to_print(self, order: Order, made: Mapping[str, Any]) -> None:
        self._printing = self._pages(order, made)
        self._workspace.slices.add(self._printing)

    def _pages(self, order: Order, made: Mapping[str, Any]) -> Iterator[None]:
        assert self._printer is not None
        try:
            for done, pages in printing.printing(order.out.read_bytes(), self._printer):
                self.progress.emit(f"Printing page {done + 1} of {pages}")
                yield
        except TrackerError as error:
            self.failed.emit(str(error))
            return
        printer = printing.printer_words(self._printer)
        self._finish(order, made, f"Sent to {printer}", f"printed: {Path(printer).name}")

    def _finish(self, order: Order, made: Mapping[str, Any], words: str, left_as: str = "") -> None:
        """Note it, if the plan may be changed."""
        if not self._workspace.read_only:
            try:
                self._workspace.do(note(order, made, left_as))
            except TrackerError as error:
                words = f"{words}. It could not be noted in History: {error}"
        self.done.emit(words)
