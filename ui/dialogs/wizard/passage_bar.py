"""Words marked in the letter, on their way to become an area; and the sentences that nobody has taken."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from tracker.domain import british, words
from tracker.domain.codes import FindingKind
from ui.dialogs.wizard.area_editor import Notice
from ui.dialogs.wizard.folding import Folding
from ui.theme import px
from ui.widgets.choices import Choice
from ui.widgets.frames import Line, button, label, row
from ui.widgets.spelled import check_spelling

Passage = tuple[str, tuple[int, ...]]


class PassageBar(QWidget):
    """Shows what is marked; it may be shortened, and is then added as an area of the type chosen."""

    taken = Signal(str, tuple, FindingKind)
    each_taken = Signal(tuple, FindingKind)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[int, ...] = ()
        self.words = QLineEdit()
        self.words.setAccessibleName("Words marked in the letter")
        self.words.installEventFilter(self)
        self.kind = _kinds()
        self.kind.setAccessibleName("Type of the new area")
        self.kind.setCurrentIndex(self.kind.findData(FindingKind.OTHER_AREA))
        self._add = button("Add as an area", icon_name="plus", press=self._taken)
        self._each = button("Add each", icon_name="list-plus", press=self._taken_each)
        away = button("", "ghost", icon_name="x", tip="Nothing is marked any longer", press=self.dropped.emit)
        self._problem = Notice("")
        across = row(self.kind, self._add, self._each, away, None, gap=8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(10), px(16), 0)
        layout.setSpacing(px(8))
        layout.addWidget(label("Marked in the letter; cut what does not belong to it", 13, muted=True))
        layout.addWidget(self.words)
        layout.addWidget(self._problem)
        layout.addLayout(across)
        layout.addWidget(Line("border"))
        self.hide()

    def show_passage(self, text: str, lines: tuple[int, ...], entries: int) -> None:
        """Show what is marked; hidden where that is nothing. `entries` of a list begin in it."""
        self._lines = lines
        self._each.setVisible(entries > 1)
        self._each.setText(f"Add {entries} areas")
        self.words.setText(text)
        self.words.setCursorPosition(0)
        self.say("")
        self.setVisible(bool(lines))

    def say(self, problem: str) -> None:
        """Say why it cannot be added so."""
        self._problem.say(problem)

    def take_keyboard(self) -> None:
        """Go to the words."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken(self) -> None:
        self.taken.emit(self.words.text(), self._lines, FindingKind(self.kind.currentData()))

    def _taken_each(self) -> None:
        self.each_taken.emit(self._lines, FindingKind(self.kind.currentData()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._taken()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.dropped.emit()
                return True
        return super().eventFilter(watched, event)


class WriteBar(QWidget):
    """A box to type what stands on a page that is a picture, or what no document prints."""

    written = Signal(str, FindingKind)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("Words of the new area")
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(px(84))
        check_spelling(self.words)
        self.words.setPlaceholderText("As it is printed; begin sub-items with a dash on a line of their own")
        self.kind = _kinds()
        self.kind.setAccessibleName("Type of the area typed")
        self._about = label("", 13, muted=True)
        add = button("Add this area", icon_name="plus", press=self._written)
        self._away = button("", "ghost", icon_name="x", tip="Close", press=self.dropped.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(10), px(16), 0)
        layout.setSpacing(px(8))
        layout.addWidget(self._about)
        layout.addWidget(self.words)
        layout.addLayout(row(self.kind, add, self._away, None, gap=8))
        layout.addWidget(Line("border"))
        self.hide()

    def begin(self, about: str, kind: FindingKind, *, may_close: bool) -> None:
        """Show it; `about` says where the words are found, `kind` is what they usually are."""
        self.show_place(about)
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._away.setVisible(may_close)
        self.show()

    def show_place(self, about: str) -> None:
        """Say where the words are found."""
        self._about.setText(about)

    def clear(self) -> None:
        """Ready for the next."""
        self.words.clear()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self) -> None:
        self.written.emit(self.words.toPlainText(), FindingKind(self.kind.currentData()))


class NotTaken(Folding):
    """One line: how many sentences stand among the areas and were not taken. It opens to show them."""

    taken = Signal(str, tuple, FindingKind)
    shown = Signal(tuple)

    def __init__(self) -> None:
        super().__init__(160)
        self._passages: Sequence[Passage] = ()

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show these; hidden where there are none."""
        self.setVisible(bool(passages))
        if passages == self._passages:
            return
        self._passages = passages
        self._put(f"{british.plural(len(passages), 'sentence')} not taken", self._lines)

    def _lines(self) -> list[QWidget]:
        return [self._line(n, text) for n, (text, _) in enumerate(self._passages, 1)]

    def _line(self, number: int, text: str) -> QWidget:
        made = QWidget()
        said = label(text, 13, wrap=True, select=True)
        show = button("Show", "link", small=True, tip="Show it in the letter", press=self._show)
        take = button("Take it", "link", small=True, tip="Make it an area of its own", press=self._take)
        for each, what in ((show, "Show"), (take, "Take")):
            each.setProperty("number", number - 1)
            each.setAccessibleName(f"{what} sentence {number} that was not taken")
        across = row(said, show, take, gap=8)
        across.setContentsMargins(0, 0, 0, 0)
        across.setStretch(0, 1)
        across.setAlignment(show, Qt.AlignmentFlag.AlignTop)
        across.setAlignment(take, Qt.AlignmentFlag.AlignTop)
        made.setLayout(across)
        return made

    def _asked(self) -> Passage:
        sender = self.sender()
        assert isinstance(sender, QPushButton)
        return self._passages[int(sender.property("number"))]

    def _show(self) -> None:
        self.shown.emit(self._asked()[1])

    def _take(self) -> None:
        text, lines = self._asked()
        self.taken.emit(text, lines, FindingKind.OTHER_AREA)


def _kinds() -> Choice:
    made = Choice()
    made.setMinimumContentsLength(19)
    for kind in FindingKind:
        made.addItem(words.label(kind), kind)
    return made
