"""Evidence in forms: offer it, accept or decline it as a second person, and get a kept file out again."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.domain import british
from tracker.domain.codes import EvidenceKind, EvidenceState
from tracker.domain.commands import AcceptEvidence, AddEvidence, DeclineEvidence
from tracker.domain.commands.refusing import refuse
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Evidence
from tracker.domain.rules import lineage
from tracker.domain.words import label, shown_ref, title_shown
from tracker.files import write_whole
from ui.dialogs.facts import FactForm
from ui.reading import Reading
from ui.widgets.choices import ChoiceField, SegmentsField
from ui.widgets.fields import NotesField, TextField, Tick
from ui.widgets.frames import button, row
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class EvidenceForm(FactForm):
    """Offers evidence for an action: where it is, or a copy kept in the plan. Of several, one is chosen."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, *actions: Action) -> None:
        choices = [(each.id, f"{shown_ref(each)}  {title_shown(each)}") for each in actions]
        about = choices[0][1] if len(choices) == 1 else ""
        super().__init__(parent, workspace, "Add evidence", save="Add evidence", about=about, day="Dated")
        self.action = ChoiceField("Action", choices)
        self.title = TextField("What it is", needed=True, help="For example: Weekly report of the front door")
        kinds = [(each.value, label(each)) for each in EvidenceKind]
        self.kind = SegmentsField("What it shows", kinds)
        self.link = TextField(
            "Where it is", help="A web address, or a file in your council’s own store", is_name=True
        )
        choose = button("Choose file…", press=self._choose)
        self.copy = Tick("Keep a copy of the file in this plan")
        self.add(self.action)
        self.action.setVisible(len(choices) > 1)
        self.add(self.title)
        self.add(self.kind)
        self.add(self.link)
        self.content.addLayout(row(choose, self.copy, None, gap=12))
        self.add_hands()
        self.link.changed.connect(self._show)
        self._show()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose the evidence")
        if chosen:
            self.choose_file(Path(chosen))

    def choose_file(self, path: Path) -> None:
        """Take this file, as if it had been chosen."""
        self.link.set_value(str(path))
        if not self.title.value():
            self.title.set_value(path.stem.replace("_", " "))

    def _show(self) -> None:
        is_file = self._file() is not None
        self.copy.setEnabled(is_file)
        self.copy.setChecked(self.copy.isChecked() and is_file)

    def _file(self) -> Path | None:
        words = self.link.value()
        path = Path(words)
        return path if words and path.is_absolute() and path.is_file() else None

    def build(self) -> AddEvidence:
        """The evidence as filled in. Raises TrackerError where the file cannot be read."""
        path = self._file()
        kept = path is not None and self.copy.isChecked()
        return AddEvidence(
            action_ids=(self.action.value(),),
            evidence_kind=EvidenceKind(self.kind.value()),
            title=self.title.value(),
            link="" if kept else self.link.value(),
            file_name=path.name if path and kept else "",
            content=contents(path) if path and kept else None,
            happened_on=self.happened_on.read(),
        )


def contents(path: Path) -> bytes:
    """The bytes of a file. Raises TrackerError, in words."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise TrackerError(f"{path.name} cannot be read ({error.strerror}). Nothing was changed.") from error


class DecideEvidenceForm(FactForm):
    """Accepts or declines evidence; who it is recorded for decides, and must be a second person."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, offered: list[Evidence]) -> None:
        super().__init__(
            parent,
            workspace,
            "Accept or decline evidence",
            save="Accept",
            about="By a second person: neither who offered it, nor the owner, nor who marked it complete.",
            day="Decided on",
        )
        self.evidence = ChoiceField(
            "Evidence",
            [
                (each.id, f"{each.title}, {british.short_day(each.happened_on)}, offered by {each.whose}")
                for each in offered
            ],
        )
        self.answer = SegmentsField("Answer", [("accept", "Accept"), ("decline", "Do not accept")])
        self.note = NotesField("Note", lines=3)
        self.why = NotesField("Why it is not accepted", lines=3, needed=True)
        for field in (self.evidence, self.answer, self.note, self.why):
            self.add(field)
        self.add_hands()
        self.answer.changed.connect(self._show)
        self._show()

    @property
    def _accepts(self) -> bool:
        return self.answer.value() == "accept"

    def _show(self) -> None:
        self.save.setText("Accept" if self._accepts else "Do not accept")
        self.note.setVisible(self._accepts)
        self.why.setVisible(not self._accepts)
        self.fit()

    def build(self) -> AcceptEvidence | DeclineEvidence:
        """The decision as filled in."""
        chosen, on = self.evidence.value(), self.happened_on.read()
        if self._accepts:
            return AcceptEvidence(evidence_id=chosen, note=self.note.value(), decided_on=on)
        return DeclineEvidence(evidence_id=chosen, note=self.why.value(), decided_on=on)


def add_evidence(window: "MainWindow") -> None:
    """Offer evidence for the selected action."""
    assert window.workspace is not None
    EvidenceForm(window, window.workspace, window.selected_actions()[0]).record()


def decide_evidence(window: "MainWindow", evidence_id: str = "") -> None:
    """Accept or decline evidence of the selected action; that one, or any that was offered."""
    assert window.workspace is not None
    action = window.selected_actions()[0]
    found = lineage.evidence(Reading(window.workspace), action)
    offered = [each for each in found if each.state is EvidenceState.OFFERED and evidence_id in ("", each.id)]
    if not offered:
        refuse(f"No evidence of {shown_ref(action)} waits to be looked at. Add it first.")
    DecideEvidenceForm(window, window.workspace, offered).record()


def open_evidence(window: "MainWindow", evidence: Evidence) -> None:
    """Open a web link, show the folder of a file, or save a kept copy where somebody says.

    A file is not opened itself: the plan may come from elsewhere, and the file may be a program.
    """
    if evidence.file_sha256:
        save_file(window, evidence)
        return
    path = Path(evidence.link)
    address = QUrl.fromLocalFile(str(path.parent)) if path.is_absolute() else QUrl(evidence.link)
    if address.scheme() not in ("http", "https", "file") or not QDesktopServices.openUrl(address):
        raise TrackerError(f"“{evidence.link or evidence.title}” is no link that can be opened from here.")


def save_file(window: "MainWindow", evidence: Evidence) -> None:
    """Save a kept file where somebody says. Raises TrackerError."""
    assert window.workspace is not None
    content = window.workspace.session.read_file(evidence.file_sha256 or "")
    chosen, _ = QFileDialog.getSaveFileName(window, "Save the file", evidence.file_name)
    if chosen:
        try:
            write_whole(Path(chosen), content, overwrite=True)  # the file dialog has asked
        except OSError as error:
            raise TrackerError(f"{chosen} could not be written ({error.strerror}).") from error
