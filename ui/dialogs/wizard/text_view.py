"""The words of a document with what was taken from them outlined, and words to mark by hand."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from tracker.importing.extracted import ExtractedDocument
from ui.dialogs.wizard.marks import LABEL_HIGH, LABEL_WIDE, Mark
from ui.fonts import SEMIBOLD, font
from ui.theme import mixed, px, tokens
from ui.widgets.paint import rounded


class TextView(QPlainTextEdit):
    """A line of the document is a block here. Marking is the selection; a screen reader reads the words."""

    chosen = Signal(int)
    marked = Signal(tuple)
    wanted = Signal()

    def __init__(self, document: ExtractedDocument) -> None:
        super().__init__("\n".join(line.text for line in document.lines))
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(f"Words of {document.file}" if document.file else "What was typed")
        self.setFont(font(14))
        self.setProperty("bare", True)
        self.setStyleSheet("QPlainTextEdit { border: none; border-radius: 0; }")
        self.document().setDocumentMargin(px(16))
        self.setViewportMargins(0, 0, px(LABEL_WIDE + 14), 0)
        self._marks: Sequence[Mark] = ()
        self._current = -1
        self._margin = _Margin(self)
        self.updateRequest.connect(self._margin.update)
        self.selectionChanged.connect(self._selected)

    def show_marks(self, marks: Sequence[Mark], current: int) -> None:
        """Outline these; `current` is the number of the one that is being looked at."""
        self._marks, self._current = marks, current
        t = tokens()
        shown = []
        for mark in marks:
            for number in mark.lines if not mark.left_out else ():
                each = QTextEdit.ExtraSelection()
                form = QTextCharFormat()
                if mark.code:
                    strong = mark.number == current
                    form.setBackground(mixed(t.accent, t.selection, 0.15) if strong else t.selection)
                else:
                    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                    form.setUnderlineColor(t.muted)
                cursor = QTextCursor(self.document().findBlockByNumber(number))
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                each.cursor, each.format = cursor, form
                shown.append(each)
        self.setExtraSelections(shown)
        self._margin.update()

    def go_to_lines(self, lines: Sequence[int]) -> None:
        """Bring these lines into view, unless they are."""
        if not lines:
            return
        first, last = (self.document().findBlockByNumber(n) for n in (lines[0], lines[-1]))
        room = QRectF(self.viewport().rect())
        if not (room.contains(self._box(first)) and room.contains(self._box(last))):
            self.verticalScrollBar().setValue(max(first.firstLineNumber() - 4, 0))

    @property
    def marking(self) -> tuple[int, ...]:
        """The numbers of the lines in which something is marked."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return ()
        first = self.document().findBlock(cursor.selectionStart()).blockNumber()
        last = self.document().findBlock(cursor.selectionEnd() - 1).blockNumber()
        return tuple(range(first, last + 1))

    @property
    def marked_words(self) -> str:
        """The words marked, as running text."""
        return self.textCursor().selectedText().replace("\u2029", " ")

    def clear_marking(self) -> None:
        """Nothing is marked any longer."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def _selected(self) -> None:
        self.marked.emit(self.marking)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            number = self.cursorForPosition(event.position().toPoint()).blockNumber()
            mark = next((each for each in self._marks if number in each.lines and each.code), None)
            if mark is not None:
                self.chosen.emit(mark.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() and self.marking:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def _box(self, block: QTextBlock) -> QRectF:
        return self.blockBoundingGeometry(block).translated(self.contentOffset())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        wide = px(LABEL_WIDE + 14)
        bar = self.verticalScrollBar().width() if self.verticalScrollBar().isVisible() else 0
        self._margin.setGeometry(inside.right() + 1 - wide - bar, inside.top(), wide, inside.height())

    def paint_margin(self, painter: QPainter) -> None:
        """The brackets and codes of the areas in sight."""
        t = tokens()
        painter.fillRect(self._margin.rect(), t.surface)
        for mark in self._marks:
            if not mark.code or not mark.lines:
                continue
            first, last = (self.document().findBlockByNumber(n) for n in (mark.lines[0], mark.lines[-1]))
            top, bottom = self._box(first).top() + 2, self._box(last).bottom() - 2
            if bottom < 0 or top > self._margin.height():
                continue
            current = mark.number == self._current
            colour = t.edge if mark.left_out else t.accent
            painter.fillRect(QRectF(0, top, 2 if current else 1, bottom - top), colour)
            box = QRectF(px(6), (top + bottom - px(LABEL_HIGH)) / 2, px(LABEL_WIDE), px(LABEL_HIGH))
            rounded(painter, box, colour if current else t.surface, colour, radius=4)
            painter.setFont(font(13, SEMIBOLD))
            painter.setPen(t.on_accent if current else t.text)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.code)


class _Margin(QWidget):
    """The strip at the right in which the areas' codes stand."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._view.paint_margin(painter)
        painter.end()
