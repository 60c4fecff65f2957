"""The end of a review: the decisions taken, to print and to copy, and a message for each owner."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.errors import TrackerError
from ui.dialogs.review import Basis
from ui.files import keep_folder, last_folder
from ui.fonts import SEMIBOLD, font
from ui.pages.owner_messages import messages
from ui.theme import px
from ui.widgets.frames import Card, Line, Scroll, button, column, label, row

if TYPE_CHECKING:
    from ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on one action. `decision_id` is the record's, "" where there is none."""

    ref: str
    title: str
    outcome: str
    decision_id: str


class EndCard(Card):
    """The list of decisions, and a message for each owner. `decided` is by action id."""

    def __init__(self, window: "MainWindow", basis: Basis, decided: Mapping[str, Decided]) -> None:
        super().__init__()
        workspace = window.workspace
        assert workspace is not None
        self._window, self._basis, self._decided = window, basis, list(decided.values())
        self._plan_title = workspace.plan.settings.title
        outcomes = {action_id: each.outcome for action_id, each in decided.items()}
        self.messages = messages(workspace.plan, workspace.day, basis.words, outcomes)
        self.setAccessibleName("Decisions of this review")
        self.print_button = button("Print…", "primary", icon_name="printer", press=self._print)
        self.copy_button = button("Copy", icon_name="copy", press=self._copy)
        for each_button in (self.print_button, self.copy_button):
            each_button.setEnabled(bool(decided))
        title = label("Decisions of this review", 28, SEMIBOLD, wrap=True)
        words = column(title, label(basis.words, 16, muted=True, wrap=True), gap=2)
        head = row(words, self.copy_button, self.print_button)
        head.setStretch(0, 1)
        inside = QWidget()
        inside.setLayout(self._rows())
        scroll = Scroll(inside)
        scroll.setAccessibleName("Decisions, and a message to each owner")
        body = column(head, scroll, gap=16)
        body.setContentsMargins(px(36), px(28), px(24), px(20))
        body.setStretch(1, 1)
        self.body.addLayout(body)

    def _rows(self) -> QVBoxLayout:
        rows = column(gap=8)
        rows.setContentsMargins(0, 0, px(12), 0)
        for each in self._decided:
            rows.addWidget(Line())
            ref, title = label(each.ref, 16, muted=True), label(each.title, 16, SEMIBOLD, wrap=True)
            ref.setFixedWidth(px(72))
            line = row(ref, column(title, label(each.outcome, 16, wrap=True), gap=2))
            line.setStretch(1, 1)
            rows.addLayout(line)
        if not self._decided:
            rows.addWidget(label("No decision was recorded.", 16, muted=True))
        if self.messages:
            self.save_button = button("Save all as text…", icon_name="download", press=self._save)
            rows.addSpacing(px(16))
            rows.addLayout(row(label("A message for each owner", 20, SEMIBOLD), None, self.save_button))
        for message in self.messages:
            rows.addWidget(Line())
            copy = button("Copy", icon_name="copy", small=True, press=self._copy_message)
            copy.setAccessibleName(f"Copy the message to {message.to}")
            copy.setProperty("message", message.text)
            about = label(british.plural(message.count, "action"), 14, muted=True)
            line = row(column(label(message.to, 16, wrap=True), about, gap=0), copy)
            line.setStretch(0, 1)
            rows.addLayout(line)
        left_out = len(self._decided) - sum(each.count for each in self.messages)
        if left_out:
            words = f"In no message, for it is restricted or no longer in the plan: {left_out}."
            rows.addWidget(label(words, 14, muted=True, wrap=True))
        rows.addStretch(1)
        return rows

    @property
    def text(self) -> str:
        """The list in plain words."""
        lines = [f"{self._plan_title}: decisions", self._basis.words, ""]
        lines += [f"{each.ref}  {each.title}\n    {each.outcome}" for each in self._decided]
        return "\n".join(lines)

    def document(self) -> QTextDocument:
        """The list as it is printed."""
        made = QTextDocument()
        made.setDefaultFont(font(14))
        rows = "".join(
            f"<tr><td>{escape(each.ref)}</td><td>{escape(each.title)}</td><td>{escape(each.outcome)}</td></tr>"
            for each in self._decided
        )
        made.setHtml(
            f"<p>{escape(self._plan_title)}<br>Decisions, {escape(self._basis.words)}</p>"
            f"<table width='100%' cellspacing='0' cellpadding='6' border='1'>{rows}</table>"
        )
        return made

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.document().print_(printer)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)

    def _copy_message(self) -> None:
        QGuiApplication.clipboard().setText(self.sender().property("message"))

    def _save(self) -> None:
        proposed = Path(last_folder(self._window), f"Messages to owners {self._basis.on.isoformat()}.txt")
        name, _ = QFileDialog.getSaveFileName(self, "Save the messages", str(proposed), "Plain text (*.txt)")
        if name:
            keep_folder(self._window, Path(name))
            with self._window.told():
                self.save_messages(Path(name))

    def save_messages(self, path: Path) -> None:
        """Write all of them into a text file, over what is there. Raises TrackerError."""
        try:
            path.write_text("\n\n".join(each.text for each in self.messages), encoding="utf-8")
        except OSError as error:
            raise TrackerError(f"“{path.name}” could not be written: {error.strerror}.") from error
        self._window.say(f"Saved: {path}", "note")
