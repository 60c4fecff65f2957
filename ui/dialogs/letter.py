"""The stored letter, opened at the page on which an improvement area stands."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QProgressBar, QStackedWidget, QWidget

from tracker.domain.commands.refusing import refuse
from tracker.domain.errors import TrackerError
from tracker.domain.records import Finding, Source
from tracker.importing.extracted import ExtractedDocument
from ui.dialogs.help_key import HelpKey
from ui.dialogs.sizing import open_at
from ui.dialogs.wizard.letter_card import LetterCard
from ui.dialogs.wizard.marks import Mark
from ui.jobs import Job
from ui.theme import px
from ui.widgets.frames import button, column, label, row

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_WIDE, _HIGH = 820, 760


class LetterDialog(QDialog):
    """Shows the document as it was received, with the areas taken from it outlined under their references."""

    def __init__(self, window: "MainWindow", source: Source, finding: Finding | None = None) -> None:
        super().__init__(window)
        HelpKey(self)
        assert window.workspace is not None
        assert source.file_sha256 is not None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(source.title)
        self._findings = window.workspace.plan.by(Finding, "source_id", source.id)
        self._finding = finding
        self._folder = TemporaryDirectory(prefix="letter")
        self.path = Path(self._folder.name) / (Path(source.file_name).name or "letter")
        self.path.write_bytes(window.workspace.session.read_file(source.file_sha256))
        self.card: LetterCard | None = None
        self._build()
        self._read("read_document")
        self.finished.connect(self._clear_away)

    def _build(self) -> None:
        self.told = label(f"Opening {self.path.name}", 14, wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(px(8))
        self._bar.setAccessibleName("Opening the letter")
        waiting = QWidget()
        waiting.setLayout(column(None, self.told, self._bar, None, gap=10, margin=24))
        self._stack = QStackedWidget()
        self._stack.addWidget(waiting)
        close = button("Close", press=self.accept)
        close.setDefault(True)
        layout = column(self._stack, row(None, close), gap=12, margin=12)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        open_at(self, _WIDE, _HIGH)

    def _read(self, job: str) -> None:
        self._job = Job(job, {"path": str(self.path)}, subject=f"Opening {self.path.name}", parent=self)
        self._job.finished.connect(self._show)
        self._job.failed.connect(self._not_read if job == "read_document" else self._fail)

    def _not_read(self, error: Exception) -> None:
        """It may be a scan, of which the pages can be shown all the same."""
        if self.path.suffix.lower() == ".pdf" and isinstance(error, TrackerError):
            self._read("read_scan")
        else:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, TrackerError):
            raise error
        self._bar.hide()
        self.told.setText(str(error))

    def _show(self, values: Mapping[str, Any]) -> None:
        document = ExtractedDocument.from_json(values)
        self.card = LetterCard(document, self.path, Path(self._folder.name))
        marks = marks_of(document, self._findings)
        at = next((mark for mark in marks if self._finding and mark.code == self._finding.ref), None)
        self.card.show_marks(marks, at.number if at else -1)
        self._stack.addWidget(self.card)
        self._stack.setCurrentWidget(self.card)
        self.card.view.setFocus()
        if at is not None:
            self.card.go_to_lines(at.lines)
        elif self._finding is not None and self._finding.page:
            self.card.go_to_page(self._finding.page)

    def _clear_away(self) -> None:
        self._job.cancel()
        if self.card is not None:
            self.card.close_down()
        self._folder.cleanup()


def marks_of(document: ExtractedDocument, findings: tuple[Finding, ...]) -> list[Mark]:
    """Outlines of those of the findings that are read from the document just as they were taken, each with
    its reference in the plan. One that was split or typed has none."""
    refs: dict[str, list[Finding]] = {}
    for each in findings:
        refs.setdefault(each.text, []).append(each)
    marks: list[Mark] = []
    for read in document.findings:
        if same := refs.get(read.text):
            found = same.pop(0)
            marks.append(Mark(len(marks), found.ref, read.lines, found.left_out_on is not None))
    return marks


def open_letter(window: "MainWindow") -> None:
    """Open the letter of the selected area where the area stands."""
    chosen = window.selected_record()
    if not isinstance(chosen, Finding):
        refuse("Select an improvement area first.")
    assert window.workspace is not None
    show_letter(window, window.workspace.plan.get(Source, chosen.source_id), chosen)


def show_letter(window: "MainWindow", source: Source, finding: Finding | None = None) -> None:
    """Open a source's document. Raises Refused where the plan holds none."""
    if source.file_sha256 is None:
        refuse(f"The plan holds no document of “{source.title}”: its areas were typed.")
    LetterDialog(window, source, finding).exec()
