"""Words marked in the letter, on their way to become an area; and the sentences that nobody has taken."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from tracker.domain import british, words
from tracker.domain.codes import FindingKind
from ui.dialogs.wizard.area_editor import Notice
from ui.icons import icon
from ui.theme import px
from ui.widgets.fields import Choice
from ui.widgets.frames import Line, Scroll, button, label, row

Passage = tuple[str, tuple[int, ...]]


class PassageBar(QWidget):
    """Shows what is marked; it may be shortened, and is then added as an area of the type chosen."""

    taken = Signal(str, tuple, FindingKind)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[int, ...] = ()
        self.words = QLineEdit()
        self.words.setAccessibleName("Words marked in the letter")
        self.words.installEventFilter(self)
        self.kind = Choice()
        self.kind.setAccessibleName("Type of the new area")
        for kind in FindingKind:
            self.kind.addItem(words.label(kind), kind)
        self.kind.setCurrentIndex(self.kind.findData(FindingKind.OTHER_AREA))
        self._add = button("Add as an area", icon_name="plus", press=self._taken)
        away = button("", "ghost", icon_name="x", tip="Nothing is marked any longer", press=self.dropped.emit)
        self._problem = Notice("")
        across = row(self.kind, self._add, away, None, gap=8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(10), px(16), 0)
        layout.setSpacing(px(8))
        layout.addWidget(label("Marked in the letter; cut what does not belong to it", 13, muted=True))
        layout.addWidget(self.words)
        layout.addWidget(self._problem)
        layout.addLayout(across)
        layout.addWidget(Line("border"))
        self.hide()

    def show_passage(self, text: str, lines: tuple[int, ...]) -> None:
        """Show what is marked; hidden where that is nothing."""
        self._lines = lines
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._taken()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.dropped.emit()
                return True
        return super().eventFilter(watched, event)


class NotTaken(QWidget):
    """One line: how many sentences stand among the areas and were not taken. It opens to show them."""

    taken = Signal(str, tuple, FindingKind)
    shown = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._passages: Sequence[Passage] = ()
        self._head = button("Not taken", "ghost", icon_name="chevron-right", press=self._switch)
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(px(16), 0, px(16), px(8))
        self._list.setSpacing(px(8))
        self._scroll = Scroll(self._inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMaximumHeight(px(160))
        self._scroll.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addWidget(Line("border"))
        head = row(self._head, None)
        head.setContentsMargins(px(4), px(4), px(16), 0)
        layout.addLayout(head)
        layout.addWidget(self._scroll)

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show these; hidden where there are none."""
        self.setVisible(bool(passages))
        if passages == self._passages:
            return
        self._passages = passages
        self._head.setText(f"{british.plural(len(passages), 'sentence')} not taken")
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for n, (text, _) in enumerate(passages, 1):
            self._list.addWidget(self._line(n, text))

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

    def _switch(self) -> None:
        opened = self._scroll.isHidden()
        self._scroll.setVisible(opened)
        self._head.setIcon(icon("chevron-down" if opened else "chevron-right"))

    def _asked(self) -> Passage:
        sender = self.sender()
        assert isinstance(sender, QPushButton)
        return self._passages[int(sender.property("number"))]

    def _show(self) -> None:
        self.shown.emit(self._asked()[1])

    def _take(self) -> None:
        text, lines = self._asked()
        self.taken.emit(text, lines, FindingKind.OTHER_AREA)
