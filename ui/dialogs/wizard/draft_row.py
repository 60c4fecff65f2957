"""One draft action in fields, below the words of the areas that it answers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.commands.sources import NewDraft
from tracker.domain.errors import TrackerError
from ui.dialogs.wizard.names import Names
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.fields import DueField, TextField, Tick
from ui.widgets.frames import button, label

SHARES = (5, 4, 3, 3)  # of the width: wording, owner, due date, workstream
BEFORE, BESIDE, AFTER = 86, 12, 86  # before the fields, between them, and after them for the buttons


class CommonFields:
    """Owner, due date and workstream: of one action, or to be given to several."""

    def __init__(self, about: str, names: Names, today: date) -> None:
        self._names = names
        self.owner = TextField(f"Owner for {about}", hint="Job title")
        self.due = DueField(f"Due date for {about}", today)
        self.due.edit.setPlaceholderText("Day or month")
        self.workstream = TextField(f"Workstream for {about}", hint="Workstream")
        for field, model in zip((self.owner, self.workstream), names.known, strict=True):
            completer = QCompleter(model, field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            field.edit.setCompleter(completer)
        self.all = (self.owner, self.due, self.workstream)

    def show_draft(self, draft: NewDraft) -> None:
        """Show what is known of this one; long words from their beginning."""
        self.owner.set_value(self._names.owner_of(draft))
        self.due.set_value(draft.due)
        self.workstream.set_value(self._names.workstream_of(draft))
        for field in (self.owner, self.workstream):
            field.edit.setCursorPosition(0)

    def read_into(self, draft: NewDraft) -> NewDraft:
        """The draft as filled in; a date in the middle of typing keeps its old value."""
        draft = self._names.with_owner(draft, self.owner.value())
        draft = self._names.with_workstream(draft, self.workstream.value())
        try:
            return replace(draft, due=self.due.value())
        except TrackerError:
            return draft


def in_columns(first: QWidget, common: CommonFields) -> QHBoxLayout:
    """The fields side by side in the shares of the columns."""
    fields = QHBoxLayout()
    fields.setSpacing(px(BESIDE))
    for share, field in zip(SHARES, (first, *common.all), strict=True):
        if isinstance(field, TextField):
            field.label.hide()
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        fields.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
    return fields


class DraftRow(QWidget):
    """The fields of one action. Enter in any of them asks for a second action for the same areas."""

    changed = Signal()
    ticked = Signal()
    another = Signal(int)
    removed = Signal(int)
    parted = Signal(int)

    def __init__(
        self, number: int, about: str, areas: Sequence[tuple[str, str]], names: Names, today: date
    ) -> None:
        super().__init__()
        self.number = number
        self.tick = Tick("")
        self.tick.setAccessibleName(f"Tick {about}")
        self.tick.setFixedWidth(px(20))
        self.tick.toggled.connect(self._ticked)
        self.title = TextField(f"What will be done for {about}", hint="Action to be planned")
        self.common = CommonFields(about, names, today)
        codes = british.listed([code for code, _ in areas])
        self._more = _deed("plus", f"Another action for {codes} (Enter)", self._ask_for_another)
        self._part = _deed("split", f"An action of its own for each of {codes}", self._ask_to_part)
        self._away = _deed("x", "Remove this action", self._ask_to_remove)
        for deed, what in ((self._more, "Another action"), (self._part, "Part"), (self._away, "Remove")):
            deed.setAccessibleName(f"{what}: {about}")
        self._part.setVisible(len(areas) > 1)
        self._lay_out(areas)
        for field in (self.title, *self.common.all):
            field.changed.connect(self.changed)
            field.edit.installEventFilter(self)

    def _lay_out(self, areas: Sequence[tuple[str, str]]) -> None:
        inside = QVBoxLayout()
        inside.setSpacing(px(4))
        for code, words in areas:
            said = label(words, 13, muted=True, wrap=True)
            said.setAccessibleName(f"{code}: {words}")
            line = QHBoxLayout()
            line.setSpacing(px(6))
            line.addWidget(_Code(code), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(said, 1)
            inside.addLayout(line)
        fields = in_columns(self.title, self.common)
        fields.setContentsMargins(px(44), 0, 0, 0)
        deeds = QHBoxLayout()
        deeds.setSpacing(0)
        deeds.setAlignment(Qt.AlignmentFlag.AlignLeft)
        for deed in (self._more, self._part, self._away):
            deeds.addWidget(deed)
        held = QWidget()
        held.setFixedWidth(px(AFTER - 16))
        held.setLayout(deeds)
        deeds.setContentsMargins(0, px(3), 0, 0)
        below = QHBoxLayout()
        below.setSpacing(px(8))
        below.addLayout(fields, 1)
        below.addWidget(held, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(below)
        across = QHBoxLayout(self)
        across.setContentsMargins(px(16), px(8), px(8), px(8))
        across.setSpacing(px(6))
        across.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(inside, 1)

    def show_draft(self, draft: NewDraft, *, may_go: bool) -> None:
        """Show what is known of this one. `may_go`: its areas have another action, so it can be removed."""
        self.title.set_value(draft.title)
        self.title.edit.setCursorPosition(0)
        self.common.show_draft(draft)
        self._away.setVisible(may_go)

    def _ticked(self) -> None:
        self.ticked.emit()

    def _ask_for_another(self) -> None:
        self.another.emit(self.number)

    def _ask_to_part(self) -> None:
        self.parted.emit(self.number)

    def _ask_to_remove(self) -> None:
        self.removed.emit(self.number)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _is_enter(event):
            self._ask_for_another()
            return True
        return super().eventFilter(watched, event)


class _Code(QLabel):
    """The area's short name."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.setFont(label("", 13, SEMIBOLD).font())
        self.setFixedWidth(px(38))


def _deed(icon_name: str, tip: str, press: Callable[[], None]) -> QPushButton:
    return button("", "ghost", icon_name=icon_name, small=True, tip=tip, press=press)


def _is_enter(event: QKeyEvent) -> bool:
    keypad = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return keypad and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
