"""The current area, opened: its whole wording, its kind, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from tracker.domain import british, words
from tracker.domain.codes import FindingKind
from tracker.importing.earlier import Earlier, likest
from tracker.importing.items import Item
from ui.fonts import font
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.choices import Choice
from ui.widgets.fields import TextField
from ui.widgets.frames import button, column, label, row
from ui.widgets.paint import focus_ring, hairline, rounded
from ui.widgets.spelled import check_spelling

_DASH = "– "
_NARROW = 800  # below it the type stands on a line of its own


class AreaEditor(QWidget):
    """Sends what is asked for. The wording is cut in two or joined, and put right where it was misread."""

    kind_chosen = Signal(FindingKind)
    split = Signal(int, int)  # part, place in it
    joined = Signal()
    corrected = Signal(str)
    moved = Signal(int)
    left_out = Signal()
    reason_typed = Signal(str)
    put_back = Signal()
    linked = Signal(str)  # the earlier area that it says again, "" for none

    def __init__(self) -> None:
        super().__init__()
        self.wording = _Wording()
        self.wording.given_up.connect(self._give_up)
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
        self.read = Notice("", "pencil")
        self.again = EarlierNotice()
        self.again.pressed.connect(self.linked)
        self._build_deeds()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(84), 0, px(16), px(12))
        layout.setSpacing(px(8))
        self._second = row(None)
        for each in (self.wording, self.doubts, self.read, self.again, self.reason):
            layout.addWidget(each)
        layout.addLayout(self._deeds)
        layout.addLayout(self._second)
        self._parts: tuple[str, ...] = ()
        self._item: Item | None = None
        self._narrow = False

    def _build_deeds(self) -> None:
        self._split = button("Split here", icon_name="scissors", small=True, press=self._split_here)
        self._split.setToolTip("Put the cursor where the second area begins")
        self._join = button("Join with next", icon_name="merge", small=True, press=self.joined.emit)
        self._correct = button("Correct…", icon_name="pencil", small=True, press=self._begin_correction)
        self._correct.setToolTip("Put misread words right against the page")
        self._leave = button("Leave out…", icon_name="x", small=True, press=self.left_out.emit)
        self._back = button("Put back", icon_name="undo-2", small=True, press=self.put_back.emit)
        self._back.setToolTip("Take it off the list again; it stays in the letter")
        self._up = button("", icon_name="arrow-up", small=True, tip="Move up (Alt+Up)", press=self._move_up)
        self._down = button(
            "", icon_name="arrow-down", small=True, tip="Move down (Alt+Down)", press=self._move_down
        )
        self._keep = button("Keep these words", small=True, press=self._keep_correction)
        self._drop = button("Cancel", small=True, press=self._give_up)
        self._sorting = (self._split, self._join, self._correct, self._leave, self._back)
        self._correcting = (self._keep, self._drop)
        self._deeds = row(*self._sorting, *self._correcting, None, self._up, self._down, self.kind, gap=6)

    def show_item(
        self, item: Item, code: str, *, is_first: bool, is_last: bool, earlier: Sequence[Earlier]
    ) -> None:
        """Show this item. `earlier` are the areas that the plan has already."""
        self.setAccessibleName(f"Area {code}")
        out = item.left_out is not None
        self._item = item
        if item.parts != self._parts or self.is_correcting:
            self._parts = item.parts
            self.wording.show_words(item.wording)
            self.wording.setAccessibleName(f"Wording of {code}")
        self._show_deeds(item)
        self.kind.setCurrentIndex(self.kind.findData(item.finding.kind))
        self.reason.setVisible(out)
        if out and self.reason.value() != (item.left_out or "").strip():
            self.reason.set_value(item.left_out or "")
        self.doubts.show_doubts(item.finding.warnings)
        read = f"Corrected. It was read as “{'; '.join(item.as_read)}”" if item.as_read else ""
        self.read.say(read)
        self.again.show_item(item, earlier)
        self._join.setEnabled(not is_last)
        self._up.setEnabled(not is_first)
        self._down.setEnabled(not is_last)

    def _show_deeds(self, item: Item) -> None:
        for deed in self._sorting:
            deed.setVisible(not self.is_correcting)
        for deed in self._correcting:
            deed.setVisible(self.is_correcting)
        self._leave.setVisible(not self.is_correcting and item.left_out is None and not item.taken_by_hand)
        self._back.setVisible(not self.is_correcting and item.taken_by_hand)

    def _kind_chosen(self) -> None:
        self.kind_chosen.emit(FindingKind(self.kind.currentData()))

    def _reason_typed(self) -> None:
        self.reason_typed.emit(self.reason.value())

    def _split_here(self) -> None:
        self.split.emit(*self.wording.place)

    def _move_up(self) -> None:
        self.moved.emit(-1)

    def _move_down(self) -> None:
        self.moved.emit(1)

    # Putting misread words right.

    @property
    def is_correcting(self) -> bool:
        """Whether the words are being put right just now."""
        return not self.wording.isReadOnly()

    def _begin_correction(self) -> None:
        self.wording.set_open(True)
        assert self._item is not None
        self._show_deeds(self._item)
        self.wording.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_correction(self) -> None:
        self.corrected.emit(self.wording.toPlainText())

    def _give_up(self) -> None:
        assert self._item is not None
        self.wording.show_words(self._item.wording)
        self._show_deeds(self._item)
        self.wording.setFocus(Qt.FocusReason.OtherFocusReason)

    # Room.

    def minimumSizeHint(self) -> QSize:
        """Narrower than its buttons in one line: it breaks the line itself."""
        return QSize(px(320), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            (self._second if narrow else self._deeds).insertWidget(0 if narrow else -1, self.kind)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        painter.fillRect(self.rect(), t.selection)
        painter.fillRect(0, 0, px(3), self.height(), t.accent)
        hairline(painter, 0, self.width(), self.height() - 1, t.border)
        painter.end()


class EarlierNotice(QWidget):
    """The earlier area that this one says again, or that is like it, to be asked about."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._notice = Notice("", "link")
        self._other = button("It is another area", "link", small=True, press=self._not_the_same)
        self._same = button("It is the same area", "link", small=True, press=self._the_same)
        self._id = ""
        buttons = row(self._other, self._same, None, gap=12)
        buttons.setContentsMargins(px(22), 0, 0, 0)
        layout = column(self._notice, gap=2)
        layout.addLayout(buttons)
        self.setLayout(layout)

    def show_item(self, item: Item, earlier: Sequence[Earlier]) -> None:
        """Show what the plan has of this item; hidden where it has nothing like it."""
        known = next((each for each in earlier if each.finding.id == item.repeats), None)
        found = known or likest(" ".join(item.parts), earlier)
        self.setVisible(found is not None)
        if found is None:
            return
        self._id = found.finding.id
        day = british.short_day(found.said_on)
        how = "Says again" if known else "Is it the same as"
        told = f"{how} {found.finding.ref} of “{found.source.title}”, {day}: “{found.wording}”"
        self._notice.say(told if known else f"{told}?")
        self._other.setVisible(known is not None)
        self._same.setVisible(known is None)

    def _the_same(self) -> None:
        self.pressed.emit(self._id)

    def _not_the_same(self) -> None:
        self.pressed.emit("")


class _Wording(QTextEdit):
    """The words to read and to put the cursor in, or to change; as high as they need."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font(14))
        self.setStyleSheet("QTextEdit { background: transparent; }")
        self.setAcceptRichText(False)
        check_spelling(self)
        self.set_open(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_words(self, wording: str) -> None:
        """Show the text and, below it, the sub-items, to be read only."""
        self.set_open(False)
        self.setPlainText(wording)

    def set_open(self, opened: bool) -> None:
        """Let the words be changed, or only read."""
        self.setReadOnly(not opened)
        self.document().setDocumentMargin(px(6 if opened else 2))
        if not opened:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.isReadOnly():
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    @property
    def place(self) -> tuple[int, int]:
        """Where the cursor stands: in the text (0) or a sub-item (1, 2 …), and how far into it."""
        cursor = self.textCursor()
        part = cursor.blockNumber()
        return part, max(cursor.positionInBlock() - (len(_DASH) if part else 0), 0)

    def _fit(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.isReadOnly():
            painter = QPainter(self.viewport())
            rounded(painter, self.viewport().rect(), tokens().surface, tokens().edge, radius=4)
            painter.end()
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
    """A line to look at, with the sign of a warning unless another is named; hidden without words."""

    def __init__(self, text: str, icon_name: str = "triangle-alert") -> None:
        super().__init__()
        self._icon = icon_name
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
        painter, t = QPainter(self), tokens()
        is_warning = self._icon == "triangle-alert"
        draw_icon(painter, self._icon, 0, px(1), 14, t.states["at_risk"].text if is_warning else t.muted)
        painter.end()
