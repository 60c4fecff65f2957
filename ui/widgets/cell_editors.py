"""Editors that lie over a cell of a table: fields without their frame, and the two that only cells need."""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from tracker.domain.names import folded
from ui.fonts import font
from ui.icons import icon
from ui.theme import px, tokens
from ui.widgets.choices import ChoiceField, PostField
from ui.widgets.fields import Field, TextField
from ui.widgets.frames import button, empty, label, row
from ui.widgets.paint import focus_ring, rounded
from ui.widgets.spelled import check_spelling

_REASON_WIDE = 280


class CellEditor(QWidget):
    """One field over a cell, at least `wide` pixels of the design.

    `said` sends what belongs on the line below while somebody types. `settled` is sent when something was
    clicked in a list: there is nothing left to do but to keep it. A choice among `reasoned` asks for its
    reason on a line beside it, which is then in `reason`.
    """

    said = Signal(str)
    settled = Signal()

    def __init__(
        self, field: Field, *, wide: float = 160, reasoned: Collection[Any] = (), why: str = "Reason"
    ) -> None:
        super().__init__()
        self.field, self._reasoned = field, reasoned
        self._why = QLineEdit()
        self._why.setPlaceholderText(f"{why} (needed)")
        self._why.setAccessibleName(f"{why} for {field.name[:1].lower()}{field.name[1:]}")
        check_spelling(self._why)
        self._why.hide()
        field.strip()
        field.said.connect(self.said)
        layout = row(field, self._why, gap=4)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setMinimumWidth(px(wide))
        self.setAutoFillBackground(True)
        self.setFocusProxy(field)
        self._listen()

    def _listen(self) -> None:
        """Hear when something is chosen from a list."""
        if isinstance(self.field, ChoiceField | PostField):
            self.field.box.view().installEventFilter(self)
        for shown in self._lines():
            shown.installEventFilter(self)
        if isinstance(self.field, ChoiceField):
            self.field.changed.connect(self._ask_why)
            self.field.box.activated.connect(self._chosen)
        elif isinstance(self.field, PostField):
            self.field.box.activated.connect(self._chosen)
            line = self.field.box.lineEdit()
            assert line is not None
            line.selectAll()
        elif isinstance(self.field, TextField):
            self.field.edit.selectAll()

    @property
    def reason(self) -> str:
        """The reason given for the choice; "" where none is asked for."""
        return "" if self._why.isHidden() else self._why.text().strip()

    @property
    def lacks_reason(self) -> bool:
        """Whether the choice needs a reason that was not given."""
        return not self._why.isHidden() and not self.reason

    def value(self) -> Any:
        """What was filled in. Raises TrackerError where it cannot be that."""
        return self.field.read()

    def to_reason(self) -> None:
        """The keyboard to the line for the reason."""
        self._why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_why(self) -> None:
        asked = self.field.value() in self._reasoned
        if asked is self._why.isHidden():
            self._why.setVisible(asked)
            self._why.setFixedWidth(px(_REASON_WIDE))
            wide = self.minimumWidth() + (px(_REASON_WIDE) if asked else -px(_REASON_WIDE))
            self.setMinimumWidth(wide)
            self.resize(max(wide, self.width()), self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An open list leaves Tab and Enter to the table, what is lit being taken, and one of choices Escape
        too. Enter alone only adds a word to those there are."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        lists, key = isinstance(self.field, ChoiceField), event.key()
        takes = key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            takes = not isinstance(self.field, TokensField)
        if not takes and not (lists and key == Qt.Key.Key_Escape):
            return super().eventFilter(watched, event)
        assert isinstance(watched, QAbstractItemView)
        self._leave(watched, take=takes)
        if takes and not self._why.isHidden():
            self.to_reason()
        else:
            again = QKeyEvent(QEvent.Type.KeyPress, key, event.modifiers())
            QApplication.sendEvent(self.field.focusProxy() or self.field, again)
        return True

    def _leave(self, shown: QAbstractItemView, *, take: bool) -> None:
        """Close an open list."""
        box = getattr(self.field, "box", None)
        lit = shown.currentIndex() if take else QModelIndex()
        if box is not None and shown is box.view():
            if lit.isValid():
                box.setCurrentIndex(lit.row())
            box.hidePopup()
            return
        if lit.isValid():
            line = self._lines()[shown]
            line.setText(str(lit.data()))
        shown.hide()

    def _lines(self) -> dict[QObject, QLineEdit]:
        """The lines that offer words in a list, by that list."""
        lines: dict[QObject, QLineEdit] = {}
        for line in self.field.findChildren(QLineEdit):
            finder = line.completer()
            shown = finder.popup() if finder is not None else None
            if shown is not None:
                lines[shown] = line
        return lines

    def _chosen(self) -> None:
        if not self._why.isHidden():
            self.to_reason()
        else:
            QTimer.singleShot(0, self, self.settled.emit)

    def showEvent(self, event: QShowEvent) -> None:
        """A list is open from the start: there is nothing else to do with it."""
        super().showEvent(event)
        if isinstance(self.field, ChoiceField):
            QTimer.singleShot(0, self.field.box, self.field.box.showPopup)


class KnownTextField(TextField):
    """A line of words that offers those used before."""

    def __init__(self, name: str, text: str, known: Iterable[str]) -> None:
        super().__init__(name, text)
        self.edit.setCompleter(_completer(known, self.edit))


class TokensField(Field):
    """Any number of short words, each a token. Comma ends one, Backspace takes the last one away."""

    is_prose = True

    def __init__(self, name: str, chosen: Iterable[str], known: Iterable[str]) -> None:
        self._chosen = list(chosen)
        self._known = {folded(each): each for each in known}
        self.line = _TokenLine()
        self.line.edit.setAccessibleName(name)
        self._finder = _completer(self._known.values(), self.line.edit)
        self.line.edit.setCompleter(self._finder)
        super().__init__(name, self.line)
        self._finder.activated.connect(self._offered_taken)
        self.line.edit.installEventFilter(self)
        self.line.edit.textChanged.connect(self._typed)
        self._show()

    def value(self) -> tuple[str, ...]:
        """The tokens, and what is typed and not yet one; each once, as the plan spells it."""
        every = [each for each in (*self._chosen, " ".join(self.line.edit.text().split())) if each]
        spelt = {folded(each): each for each in reversed(every)} | self._known
        return tuple(spelt[key] for key in dict.fromkeys(map(folded, every)))

    def set_value(self, chosen: Iterable[str]) -> None:
        """Show exactly these."""
        self._chosen = list(chosen)
        self.line.edit.clear()
        self._show()

    def _typed(self, text: str) -> None:
        if "," in text:
            first, _, rest = text.rpartition(",")
            self.line.edit.setText(first.replace(",", " "))
            self._take_in()
            self.line.edit.setText(rest.lstrip())
        self._edited()

    def _offered_taken(self, word: str) -> None:
        """A token at once, or the next word would join it; but after Qt has put it in the line as well."""
        QTimer.singleShot(0, self, partial(self._take_in, word))

    def _take_in(self, word: str = "") -> None:
        if word:
            self.line.edit.setText(word)
        shown = self._finder.popup()
        assert shown is not None
        shown.hide()  # Qt leaves it open where the text is set for somebody
        self.set_value(self.value())

    def _show(self) -> None:
        self.line.show_tokens(self._chosen, self._drop)
        self._edited()

    def _drop(self) -> None:
        gone = self.sender().property("token")
        self._chosen = [each for each in self._chosen if each != gone]
        self.line.edit.setFocus()
        self._show()

    def _echo(self) -> str:
        told = self.value()
        new = [each for each in told if folded(each) not in self._known]
        return f"New in this plan: {', '.join(new)}" if new else "A comma ends a word"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace at the beginning takes the last token away."""
        back = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Backspace
        if back and event.type() == QEvent.Type.KeyPress and not self.line.edit.text() and self._chosen:
            self._chosen.pop()
            self._show()
            return True
        return super().eventFilter(watched, event)


class _TokenLine(QWidget):
    """Tokens, and the line for the next one."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setProperty("bare", True)
        self.edit.setMinimumWidth(px(90))
        self._tokens: QHBoxLayout = row(gap=4)
        layout = row(self._tokens, self.edit, gap=6)
        layout.setContentsMargins(px(4), px(3), px(6), px(3))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.edit)

    def show_tokens(self, words: Iterable[str], drop: Callable[[], object]) -> None:
        """Show these, each with a button that calls `drop`, the word being its property."""
        empty(self._tokens)
        for each in words:
            self._tokens.addWidget(_Token(each, drop))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        rounded(painter, self.rect(), t.surface, t.edge)
        focus_ring(painter, self.rect(), radius=6)
        painter.end()


class _Token(QWidget):
    def __init__(self, word: str, drop: Callable[[], object]) -> None:
        super().__init__()
        close = button("", "ghost", tip=f"Take away: {word}", press=drop)
        close.setIcon(icon("x", "muted", 12))
        close.setIconSize(QSize(px(12), px(12)))
        close.setStyleSheet("padding: 0; min-height: 0")
        close.setFixedSize(px(18), px(18))
        close.setProperty("token", word)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Backspace takes tokens away by keyboard
        layout = row(label(word, 13), close, gap=2)
        layout.setContentsMargins(px(6), 0, px(2), 0)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, self.rect(), tokens().alternate, radius=4)
        painter.end()


def _completer(known: Iterable[str], edit: QLineEdit) -> QCompleter:
    """Offers the words used before that hold what is typed."""
    made = QCompleter(sorted(set(known), key=folded), edit)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    shown = made.popup()
    assert shown is not None
    shown.setFont(font(13))
    return made
