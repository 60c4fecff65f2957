"""The selected change in full: who, when, where, and every field before and after."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from tracker.domain.plan import Plan
from tracker.storage.journal import Step
from ui.fonts import REGULAR, SEMIBOLD, font
from ui.pages.history_words import RecordWords, records_of, title_of
from ui.pages.moments import moment_words
from ui.theme import px, tokens
from ui.widgets.frames import Card, Line, button, row

if TYPE_CHECKING:
    from ui.main_window import MainWindow

MOST_CHANGES = 400
"""How many of the changes that a step made are read for History: an import makes tens of thousands."""
_RECORDS = 40  # a letter with its areas makes many; the rest is counted
_HINT = "Select a change to see what stood there before and after."


class StepDetail(Card):
    """Shows one change; nothing but a hint while none is selected. Its text can be selected and copied."""

    def __init__(self, window: "MainWindow", go: Callable[[], object]) -> None:
        """`go` shows what the change was about on its own page."""
        super().__init__()
        self.window_ = window
        self._shown: tuple[Plan, Step] | None = None
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName("The selected change")
        self.text.setTabChangesFocus(True)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().setDocumentMargin(px(12))
        self.take_back = button(
            "Take back this change", icon_name="undo-dot", small=True, press=self._take_back
        )
        self.go = button("Go to it", icon_name="arrow-right", small=True, press=go)
        foot = row(self.take_back, self.go, None)
        foot.setContentsMargins(px(12), px(8), px(12), px(10))
        self.body.setContentsMargins(px(4), px(4), px(4), 1)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(Line())
        self.body.addLayout(foot)
        self.show_step(None, None)

    def show_step(self, plan: Plan | None, step: Step | None, *, leads: bool = False) -> None:
        """Show this change, with names from this plan. `leads`: what it was about is in the plan still."""
        command = self.window_.commands["reverse"]
        self.take_back.setEnabled(step is not None and command.isEnabled())
        self.take_back.setToolTip(command.toolTip())
        self.go.setEnabled(leads)
        self.go.setToolTip("" if leads or step is None else "It is not in the plan any more.")
        if self._shown is not None and step is self._shown[1]:
            return
        self._shown = (plan, step) if plan is not None and step is not None else None
        self._write()

    def _write(self) -> None:
        self.text.clear()
        cursor = self.text.textCursor()
        cursor.beginEditBlock()
        if self._shown is None:
            cursor.insertText(_HINT, _letters(14, muted=True))
        else:
            _write_step(cursor, *self._shown)
        cursor.endEditBlock()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        """The text holds its colours, so another look writes it again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_shown"):
            self._write()

    def _take_back(self) -> None:
        self.window_.commands.run("reverse")


def _write_step(cursor: QTextCursor, plan: Plan, step: Step) -> None:
    cursor.insertText(title_of(step), _letters(16, SEMIBOLD))
    facts = (
        ("Who", step.actor_name),
        ("When", moment_words(step.at)),
        ("Computer", ", ".join(filter(None, (step.login, step.device)))),
        ("Number", f"{step.seq:,}, {step.digest[:8]}"),
        ("Takes back", f"change {step.reverses:,}" if step.reverses else ""),
    )
    _table(cursor, [(name, words) for name, words in facts if words])
    records, more = records_of(plan, step, _RECORDS)
    for each in records:
        _write_record(cursor, each)
    if more:
        cursor.insertBlock(_block(8))
        more_words = f"more than {more:,}" if len(step.changes) == MOST_CHANGES else f"{more:,}"
        cursor.insertText(f"and {more_words} more records", _letters(13, muted=True))


def _write_record(cursor: QTextCursor, record: RecordWords) -> None:
    cursor.insertBlock(_block(8))
    cursor.insertText(f"{record.kind} {record.done}", _letters(13, muted=True))
    if record.name and record.done == "changed":  # of all else the fields say everything
        cursor.insertBlock(_block())
        cursor.insertText(record.name, _letters(14, SEMIBOLD))
    rows = []
    for field in record.fields:
        changed = f"{field.before or 'nothing'} → {field.after or 'nothing'}"
        rows.append((field.name, changed if record.done == "changed" else field.after or field.before))
    _table(cursor, rows)


def _table(cursor: QTextCursor, rows: list[tuple[str, str]]) -> None:
    """Names at the left, words at the right."""
    if not rows:
        return
    layout = QTextTableFormat()
    layout.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    layout.setBorder(0)
    layout.setCellPadding(px(2))
    layout.setCellSpacing(0)
    layout.setLeftMargin(-px(2))  # names begin where the title does
    fixed = QTextLength(QTextLength.Type.FixedLength, px(112))
    rest = QTextLength(QTextLength.Type.PercentageLength, 100)
    layout.setColumnWidthConstraints([fixed, rest])
    table = cursor.insertTable(len(rows), 2, layout)
    for n, (name, words) in enumerate(rows):
        table.cellAt(n, 0).firstCursorPosition().insertText(name, _letters(13, muted=True))
        table.cellAt(n, 1).firstCursorPosition().insertText(words, _letters(14))
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _letters(size: float, weight: int = REGULAR, *, muted: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font(size, weight))
    colour: QColor = tokens().muted if muted else tokens().text
    made.setForeground(colour)
    return made


def _block(above: float = 0) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setTopMargin(px(above))
    return made
