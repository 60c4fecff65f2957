"""Misspelt words in a field: underlined, told to a screen reader, and put right from the menu or by F7."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QInputMethodEvent,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QToolTip

from tracker.domain.errors import TrackerError
from ui.announcing import announce
from ui.spelling import Speller, speller_of
from ui.theme import tokens

if TYPE_CHECKING:
    from tracker.domain.rules.spelling import Span, Spelling

_TOLD = 5  # words at most that a screen reader hears when it comes to the field


def check_spelling(edit: QLineEdit | QPlainTextEdit | QTextEdit) -> None:
    """Check what is written into this field, while it may be written into and the person wants it."""
    _Line(edit) if isinstance(edit, QLineEdit) else _Lines(edit)


class _Spelled(QObject):
    """What lines and texts share. A word that is being typed is not marked until the cursor leaves it.

    Places are Qt's, which counts in UTF-16.
    """

    def __init__(self, edit: QLineEdit | QPlainTextEdit | QTextEdit) -> None:
        super().__init__(edit)
        self._field = edit
        self._speller: Speller | None = None
        self._typing = False
        self._held: int | None = None  # the end of the word being typed, where it is not marked for that
        self._told, self._ink = "", _ink()
        edit.installEventFilter(self)

    # What the two kinds of field do each in their way.

    @property
    def words(self) -> str:
        """All that is written in the field."""
        raise NotImplementedError

    @property
    def place(self) -> int:
        """Where the cursor stands."""
        raise NotImplementedError

    def select(self, start: int, length: int) -> None:
        """Select these words."""
        raise NotImplementedError

    def put(self, word: str) -> None:
        """Put a word in place of those selected, as one change that can be undone."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Look through everything again."""
        raise NotImplementedError

    def refresh_at(self, place: int) -> None:
        """Look again through what is around a place."""
        self.refresh()

    def rect_of_cursor(self) -> QRect:
        """Where the cursor stands on the screen."""
        raise NotImplementedError

    def _place_at(self, at: QPoint) -> int:
        raise NotImplementedError

    # What is wrong.

    @property
    def _spelling(self) -> "Spelling | None":
        if self._speller is None or self._field.isReadOnly():
            return None
        return self._speller.spelling

    def wrong(self) -> "list[Span]":
        """Every word that is misspelt."""
        spelling = self._spelling
        return _spans(spelling, self.words) if spelling is not None else []

    def to_mark(self, words: str, begin: int = 0) -> "list[Span]":
        """Those in a piece of the text that are to be underlined; it begins at `begin`."""
        spelling = self._spelling
        spans = _spans(spelling, words) if spelling is not None else []
        if not (self._typing and self._field.hasFocus()):
            return spans
        place = self.place
        shown = [span for span in spans if begin + sum(span) != place]
        if len(shown) < len(spans):
            self._held = place
        return shown

    def _moved(self) -> None:
        """The cursor: it may have left the word that was being typed."""
        held = self._held
        if held is not None and (held != self.place or not self._typing):
            self._held, self._typing = None, False
            self.refresh_at(held)

    # What happens to the field.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys, the menu, and the coming and going of the field."""
        match event.type():
            case QEvent.Type.Show:
                self._begin()
            case QEvent.Type.KeyPress:
                assert isinstance(event, QKeyEvent)
                if event.key() == Qt.Key.Key_F7 and not event.modifiers() and self._spelling is not None:
                    self._go_to_next()
                    return True
                self._typing = bool(event.text())
            case QEvent.Type.ContextMenu:
                assert isinstance(event, QContextMenuEvent)
                if self._spelling is not None:
                    self._show_menu(event)
                    return True
            case QEvent.Type.FocusIn:
                self._tell()
            case QEvent.Type.FocusOut:
                self._typing = False
                self._moved()
                self._tell()
            case QEvent.Type.ReadOnlyChange:
                self.refresh()
            case QEvent.Type.PaletteChange if self._ink != _ink():  # it comes with every key too
                self._ink = _ink()
                self.refresh()
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        if self._speller is None:
            self._speller = speller_of(self._field)
            if self._speller is not None:
                self._speller.changed.connect(self.refresh)
                self.refresh()

    def _tell(self) -> None:
        """The misspelt words stand in the field's description, after what its form says there."""
        said = self._field.accessibleDescription().removesuffix(self._told).rstrip()
        text = self.words
        wrong = dict.fromkeys(_part(text, span) for span in self.wrong()[:_TOLD])
        self._told = f"Misspelt: {', '.join(wrong)}. F7 goes to the next." if wrong else ""
        self._field.setAccessibleDescription(" ".join(filter(None, (said, self._told))))

    # Putting it right.

    def _go_to_next(self) -> None:
        spans = self.wrong()
        if not spans:
            self._say("No word is misspelt.")
            return
        start, length = next((each for each in spans if each[0] >= self.place), spans[0])
        self.select(start, length)
        menu = QMenu(self._field)
        self._fill(menu, (start, length))
        announce(self._field, f"Misspelt: {_part(self.words, (start, length))}")
        self._open(menu, self.rect_of_cursor().bottomLeft())

    def _show_menu(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() != QContextMenuEvent.Reason.Mouse
        place = self.place if by_key else self._place_at(event.globalPos())
        span = next((each for each in self.wrong() if each[0] <= place <= sum(each)), None)
        usual = self._field.createStandardContextMenu()
        menu = QMenu(self._field)
        usual.setParent(menu, usual.windowFlags())  # its entries go with it
        self._fill(menu, span)
        menu.addActions(usual.actions())
        self._open(menu, self.rect_of_cursor().bottomLeft() if by_key else event.globalPos())

    def _fill(self, menu: QMenu, span: "Span | None") -> None:
        spelling = self._spelling
        assert spelling is not None
        assert self._speller is not None
        if span is not None:
            word = _part(self.words, span)
            offers = spelling.suggest(word)
            for each in offers:
                menu.addAction(each.replace("&", "&&"), partial(self._put, span, each))
            if not offers:
                menu.addAction("No word is like it").setEnabled(False)
            menu.addSeparator()
            add = menu.addAction(f"Add “{word}” to the plan’s words", partial(self._add, word))
            add.setEnabled(not self._speller.cannot_add)
            add.setToolTip(self._speller.cannot_add)
            menu.addAction("Leave it as it is for now", partial(self._speller.leave, word))
        menu.addAction("Next misspelt word\tF7", self._go_to_next)
        menu.addSeparator()

    def _open(self, menu: QMenu, at: QPoint) -> None:
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
        menu.setActiveAction(next(each for each in menu.actions() if each.isEnabled()))

    def _put(self, span: "Span", word: str) -> None:
        self.select(*span)
        self.put(word)

    def _add(self, word: str) -> None:
        assert self._speller is not None
        try:
            self._speller.add(word)
        except TrackerError as error:
            self._say(str(error))

    def _say(self, words: str) -> None:
        QToolTip.showText(self.rect_of_cursor().bottomLeft(), words, self._field)
        announce(self._field, words)


class _Line(_Spelled):
    """A field of one line, whose words Qt underlines only where they come from an input method."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        edit.textChanged.connect(self.refresh)
        edit.cursorPositionChanged.connect(self._moved)

    @property
    def words(self) -> str:
        return self._edit.text()

    @property
    def place(self) -> int:
        return self._edit.cursorPosition()

    def select(self, start: int, length: int) -> None:
        self._edit.setSelection(start, length)

    def put(self, word: str) -> None:
        self._edit.insert(word)

    def refresh(self) -> None:
        kind, place = QInputMethodEvent.AttributeType.TextFormat, self._edit.cursorPosition()
        marks = [
            QInputMethodEvent.Attribute(kind, start - place, length, _mark())
            for start, length in self.to_mark(self.words)
        ]
        QCoreApplication.sendEvent(self._edit, QInputMethodEvent("", marks))

    def rect_of_cursor(self) -> QRect:
        return QRect(
            self._edit.mapToGlobal(self._edit.cursorRect().topLeft()), self._edit.cursorRect().size()
        )

    def _place_at(self, at: QPoint) -> int:
        return self._edit.cursorPositionAt(self._edit.mapFromGlobal(at))


class _Lines(_Spelled):
    """A field of several lines."""

    def __init__(self, edit: QPlainTextEdit | QTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._marks: _Marks | None = None
        edit.viewport().installEventFilter(self)  # the mouse asks for its menu there
        edit.cursorPositionChanged.connect(self._moved)

    @property
    def words(self) -> str:
        return self._edit.toPlainText()

    @property
    def place(self) -> int:
        return self._edit.textCursor().position()

    def select(self, start: int, length: int) -> None:
        cursor = self._edit.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)

    def put(self, word: str) -> None:
        self._edit.textCursor().insertText(word)

    def refresh(self) -> None:
        if self._marks is not None:
            self._marks.rehighlight()
        elif self._speller is not None:
            self._marks = _Marks(self, self._edit)

    def refresh_at(self, place: int) -> None:
        if self._marks is not None:
            self._marks.rehighlightBlock(self._edit.document().findBlock(place))

    def rect_of_cursor(self) -> QRect:
        within = self._edit.cursorRect()
        return QRect(self._edit.viewport().mapToGlobal(within.topLeft()), within.size())

    def _place_at(self, at: QPoint) -> int:
        return self._edit.cursorForPosition(self._edit.viewport().mapFromGlobal(at)).position()


class _Marks(QSyntaxHighlighter):
    """Underlines what a text has wrong, a paragraph at a time as it is changed."""

    def __init__(self, spelled: _Lines, edit: QPlainTextEdit | QTextEdit) -> None:
        super().__init__(edit.document())
        self._spelled = spelled

    def highlightBlock(self, text: str) -> None:
        for start, length in self._spelled.to_mark(text, self.currentBlock().position()):
            self.setFormat(start, length, _mark())


def _ink() -> QColor:
    return tokens().states["off_track"].text


def _mark() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
    made.setUnderlineColor(_ink())
    return made


def _spans(spelling: "Spelling", text: str) -> "list[Span]":
    """What is wrong, at places as Qt counts them: what lies past U+FFFF counts twice."""
    spans = spelling.wrong(text)
    if not spans or text.isascii() or max(text) <= "\uffff":
        return spans
    return [(len(text[:start].encode("utf-16-le", "surrogatepass")) // 2, length) for start, length in spans]


def _part(text: str, span: "Span") -> str:
    """The words at a place as Qt counts."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * span[0] : 2 * sum(span)].decode("utf-16-le", "surrogatepass")
