"""The end of a review: the decisions taken, to print, to copy and to send."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.dialogs.review import Basis
from ui.fonts import SEMIBOLD, font
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
    """The list of decisions."""

    def __init__(self, window: "MainWindow", basis: Basis, decided: Sequence[Decided]) -> None:
        super().__init__()
        self._basis, self._decided = basis, decided
        self._plan_title = window.workspace.plan.settings.title if window.workspace else ""
        self.setAccessibleName("Decisions of this review")
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, px(12), 0)
        rows.setSpacing(px(8))
        for each in decided:
            rows.addWidget(Line())
            ref, title = label(each.ref, 16, muted=True), label(each.title, 16, SEMIBOLD, wrap=True)
            ref.setFixedWidth(px(72))
            line = row(ref, column(title, label(each.outcome, 16, wrap=True), gap=2))
            line.setStretch(1, 1)
            rows.addLayout(line)
        if not decided:
            rows.addWidget(label("No decision was recorded.", 16, muted=True))
        rows.addStretch(1)
        self.print_button = button("Print…", "primary", icon_name="printer", press=self._print)
        self.copy_button = button("Copy", icon_name="copy", press=self._copy)
        for each_button in (self.print_button, self.copy_button):
            each_button.setEnabled(bool(decided))
        head = row(
            column(
                label("Decisions of this review", 28, SEMIBOLD), label(basis.words, 16, muted=True), gap=2
            ),
            None,
            self.copy_button,
            self.print_button,
        )
        body = column(head, Scroll(inside), gap=16)
        body.setContentsMargins(px(36), px(28), px(24), px(20))
        body.setStretch(1, 1)
        self.body.addLayout(body)

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
