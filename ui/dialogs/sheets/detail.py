"""The card beside a table of rows: what there is to say of the row chosen, and its cells to be put right."""

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from ui.dialogs.sheets.stage import held
from ui.dialogs.wizard.area_editor import Notice
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.fields import Field, NotesField, TextField
from ui.widgets.frames import Card, Scroll, empty, label

_LONG = 70  # characters past which a cell is edited over several lines
_FROM_MENU = Qt.FocusReason.PopupFocusReason  # the keyboard comes back from there


class DetailCard(Card):
    """Filled anew for each row by `begin`, then `put` or `say`, then `end`."""

    def __init__(self, name: str, inside: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._content = QVBoxLayout()
        self._content.setContentsMargins(px(16), px(12), px(16), px(16))
        self._content.setSpacing(px(8))
        scroll = Scroll(held(self._content))
        scroll.setAccessibleName(inside)
        self.body.addWidget(scroll, 1)

    def begin(self, title: str = "", words: str = "") -> None:
        """Take out what was shown, and head what comes now."""
        empty(self._content)
        if title:
            self.put(label(title, 16, SEMIBOLD, wrap=True))
        if words:
            self.put(label(words, 13 if title else 14, muted=True, wrap=True))

    def put(self, part: QWidget | QLayout) -> None:
        """Add something below what is there."""
        if isinstance(part, QLayout):
            self._content.addLayout(part)
        else:
            self._content.addWidget(part)

    def warn(self, words: str, icon_name: str = "triangle-alert") -> None:
        """Add a line to look at."""
        self.put(Notice(words, icon_name))

    def end(self) -> None:
        """Nothing comes below this."""
        self._content.addStretch(1)


class CellsCard(DetailCard):
    """With cells that can be put right. What is typed in one is sent by `typed` once the keyboard leaves it,
    and not at each key, since the whole row is read anew then."""

    typed = Signal(object, str)  # the key of the cell, its text

    def __init__(self, name: str, inside: str) -> None:
        super().__init__(name, inside)
        self.fields: dict[Hashable, TextField | NotesField] = {}
        self._focused: Hashable = None

    def begin(self, title: str = "", words: str = "") -> None:
        """Take out what was shown. The cell that has the keyboard keeps it if it comes again."""
        self._focused = next((key for key, each in self.fields.items() if each.control.hasFocus()), None)
        self.fields = {}
        super().begin(title, words)

    def add_cell(self, key: Hashable, name: str, text: str, *, several_lines: bool = False) -> Field:
        """Add a cell; long words get several lines."""
        is_long = several_lines or len(text) > _LONG or "\n" in text
        field = NotesField(name, text, lines=3) if is_long else TextField(name, text)
        field.setProperty("text", field.value())
        field.control.installEventFilter(self)
        if isinstance(field, TextField):
            field.edit.returnPressed.connect(self._later)
        self.fields[key] = field
        self.put(field)
        return field

    def end(self) -> None:
        """Nothing comes below this."""
        super().end()
        if self._focused in self.fields:
            self.fields[self._focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Send now what was typed since the cells were shown."""
        for key, field in list(self.fields.items()):
            if field.value() != field.property("text"):
                field.setProperty("text", field.value())
                self.typed.emit(key, field.value())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keyboard leaves a cell: what was typed is sent when it has arrived where it goes."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() != _FROM_MENU:
            self._later()
        return super().eventFilter(watched, event)

    def _later(self) -> None:
        QTimer.singleShot(0, self, self.commit)
