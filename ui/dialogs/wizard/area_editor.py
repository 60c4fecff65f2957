"""The current area, opened: its whole wording, its kind, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from tracker.domain import words
from tracker.domain.codes import FindingKind
from tracker.importing.proposal import Item
from ui.fonts import font
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.fields import Choice, TextField
from ui.widgets.frames import button, column, label, row
from ui.widgets.paint import focus_ring, hairline

_DASH = "– "


class AreaEditor(QWidget):
    """Sends what is asked for; the wording itself is never edited, only cut in two or joined."""

    kind_chosen = Signal(FindingKind)
    split = Signal(int, int)  # part, place in it
    joined = Signal()
    left_out = Signal()
    reason_typed = Signal(str)
    put_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wording = _Wording()
        self.kind = Choice()
        self.kind.setAccessibleName("Type of this area")
        self.kind.setToolTip("Type")
        self.kind.setMinimumContentsLength(19)
        for kind in FindingKind:
            self.kind.addItem(words.label(kind), kind)
        self.kind.activated.connect(self._kind_chosen)
        self.reason = TextField("Why is it left out?", hint="For example: answered by action 4 already")
        self.reason.changed.connect(self._reason_typed)
        self.doubts = _Doubts()
        self._split = button("Split here", icon_name="scissors", small=True, press=self._split_here)
        self._split.setToolTip("Put the cursor where the second area begins")
        self._join = button("Join with next", icon_name="merge", small=True, press=self.joined.emit)
        self._leave = button("Leave out…", icon_name="x", small=True, press=self.left_out.emit)
        self._back = button("Put back", icon_name="undo-2", small=True, press=self.put_back.emit)
        self._back.setToolTip("Take it off the list again; it stays in the letter")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(84), 0, px(16), px(12))
        layout.setSpacing(px(8))
        layout.addWidget(self.wording)
        layout.addWidget(self.doubts)
        layout.addWidget(self.reason)
        layout.addLayout(row(self._split, self._join, self._leave, self._back, None, self.kind, gap=6))
        self._parts: tuple[str, ...] = ()

    def show_item(self, item: Item, code: str, *, is_last: bool) -> None:
        """Show this item."""
        self.setAccessibleName(f"Area {code}")
        out = item.left_out is not None
        if item.parts != self._parts:
            self._parts = item.parts
            self.wording.show_parts(item.parts)
            self.wording.setAccessibleName(f"Wording of {code}")
        self.kind.setCurrentIndex(self.kind.findData(item.finding.kind))
        self.reason.setVisible(out)
        if out and self.reason.value() != (item.left_out or "").strip():
            self.reason.set_value(item.left_out or "")
        self.doubts.show_doubts(item.finding.warnings)
        self._join.setEnabled(not is_last)
        self._leave.setVisible(not out and not item.taken_by_hand)
        self._back.setVisible(item.taken_by_hand)

    def _kind_chosen(self) -> None:
        self.kind_chosen.emit(FindingKind(self.kind.currentData()))

    def _reason_typed(self) -> None:
        self.reason_typed.emit(self.reason.value())

    def _split_here(self) -> None:
        self.split.emit(*self.wording.place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        painter.fillRect(self.rect(), t.selection)
        painter.fillRect(0, 0, px(3), self.height(), t.accent)
        hairline(painter, 0, self.width(), self.height() - 1, t.border)
        painter.end()


class _Wording(QTextEdit):
    """The words to read and to put the cursor in; as high as they need."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font(14))
        self.setStyleSheet("QTextEdit { background: transparent; }")
        self.document().setDocumentMargin(px(2))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_parts(self, parts: Sequence[str]) -> None:
        """Show the text and, below it, the sub-items."""
        self.setPlainText("\n".join([parts[0], *(f"{_DASH}{part}" for part in parts[1:])]))

    @property
    def place(self) -> tuple[int, int]:
        """Where the cursor stands: in the text (0) or a sub-item (1, 2 …), and how far into it."""
        cursor = self.textCursor()
        part = cursor.blockNumber()
        return part, max(cursor.positionInBlock() - (len(_DASH) if part else 0), 0)

    def _fit(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            focus_ring(painter, self.viewport().rect(), radius=4)
            painter.end()


class _Doubts(QWidget):
    """What the reader was unsure of, a line each."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = column(gap=4)
        self.setLayout(self._layout)

    def show_doubts(self, doubts: Sequence[str]) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for words_ in doubts:
            self._layout.addWidget(Notice(words_))
        self.setVisible(bool(doubts))


class Notice(QWidget):
    """A line to look at, with the sign of a warning; hidden without words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._words = label(text, 13, wrap=True)
        layout = column(self._words)
        layout.setContentsMargins(px(22), 0, 0, 0)
        self.setLayout(layout)
        self.say(text)

    def say(self, text: str) -> None:
        """Show other words."""
        self._words.setText(text)
        self.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, "triangle-alert", 0, px(1), 14, tokens().states["at_risk"].text)
        painter.end()
