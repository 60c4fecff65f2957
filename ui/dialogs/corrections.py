"""Correct an entry error: which entry, which field, the right value, why, and who agreed."""

from collections.abc import Sequence
from dataclasses import fields as fields_of
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain.commands import CorrectEntry
from tracker.domain.commands.keeping import LINES, field_types
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.record_words import field_label, value_words
from tracker.domain.records import Action, Record
from tracker.domain.rules.lateness import due_beside
from tracker.domain.words import label
from ui.dialogs.entries import entry_words, selected_entries
from ui.dialogs.form import Form
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import (
    AmountField,
    DayField,
    DueField,
    Field,
    MoneyField,
    NotesField,
    NumberField,
    TextField,
)
from ui.widgets.frames import column
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow


_WHY_NONE = "Nothing of it is ever corrected: change it where it stands, or take the change back in History."


class CorrectForm(Form):
    """Correct one field of one of these entries; History keeps what stood there."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, entries: Sequence[Record]) -> None:
        """Raises TrackerError where none of them is ever corrected."""
        about = "For what was typed or read wrong. It is kept as a correction and never counts as a new date."
        super().__init__(parent, "Correct an entry error", save="Correct", about=about, wide=560)
        self._plan, self._day = workspace.plan, workspace.day
        self._records = {each.id: each for each in entries if type(each) in CorrectEntry.correctable}
        if not self._records:
            raise TrackerError(_WHY_NONE)
        named = [(key, entry_words(workspace.plan, each)) for key, each in self._records.items()]
        self.entry = ChoiceField("Entry", named)
        self.field = ChoiceField("What is wrong", [])
        self.right: Field | None = None
        self._slot = column()
        self.reason = TextField("Why it was wrong", needed=True)
        self.agreed_by = TextField("Agreed by", needed=True, is_name=True)
        self.add(self.entry)
        self.add(self.field)
        self.content.addLayout(self._slot)
        self.add(self.reason, self.agreed_by)
        self.entry.changed.connect(self._show_fields)
        self.field.changed.connect(self._show_value)
        self._show_fields()

    @property
    def _record(self) -> Record:
        return self._records[self.entry.value()]

    def _show_fields(self) -> None:
        kind = type(self._record)
        names = [each.name for each in fields_of(kind) if each.name in CorrectEntry.correctable[kind]]
        self.field.offer([(name, field_label(kind, name)) for name in names])
        self._show_value()

    def _show_value(self) -> None:
        """A field of the right kind, filled with what stands there now."""
        if self.right is not None:
            self._fields.remove(self.right)
            self._slot.removeWidget(self.right)
            self.right.deleteLater()
        self.right = self._value_field()
        self._slot.addWidget(self.right)
        self.right.said.connect(self._words_changed)
        self._fields.append(self.right)
        self.fit()

    def _value_field(self) -> Field:
        name, record = self.field.value(), self._record
        now, types = getattr(record, name), field_types(type(record))[name]
        empty = type(None) in types
        help = f"Now: {value_words(name, now) or 'nothing'}"
        if date in types:
            return DayField("Right value", self._day, now, needed=not empty, help=help)
        if DueDate in types:
            field = DueField("Right value", self._day, now, needed=not empty, help=help)
            field.neighbours = due_beside(self._plan, record) if isinstance(record, Action) else ()
            return field
        code = next((each for each in types if issubclass(each, StrEnum)), None)
        if code is not None:
            none = [(None, "None")] if empty else []
            return ChoiceField(
                "Right value", [*none, *((each, label(each)) for each in code)], now, help=help
            )
        if Decimal in types:
            return AmountField("Right value", now, needed=not empty, help=help)
        if int in types and name.endswith("_pence"):
            others = (each for each in self._plan.all(type(record)) if each.id != record.id)
            sizes = [size for each in others if (size := getattr(each, name)) is not None]
            return MoneyField("Right value", now, needed=not empty, help=help, neighbours=sizes)
        if int in types:
            return NumberField("Right value", now, needed=not empty, help=help)
        if tuple in types:
            return _LinesField("Right value", now)
        if name in LINES:
            return TextField("Right value", now, help=help)
        return NotesField("Right value", now, lines=3)

    def build(self) -> CorrectEntry:
        """The correction as filled in."""
        assert self.right is not None
        return CorrectEntry(
            record=type(self._record),
            id=self._record.id,
            field=self.field.value(),
            value=self.right.value(),
            reason=self.reason.value(),
            agreed_by=self.agreed_by.value(),
        )


class _LinesField(NotesField):
    """Several short texts, a line each."""

    def __init__(self, name: str, texts: Sequence[str]) -> None:
        super().__init__(name, "\n".join(texts), lines=4, help="A line for each")

    def value(self) -> tuple[str, ...]:  # type: ignore[override]
        """The texts, in their order."""
        return tuple(filter(None, (each.strip() for each in super().value().splitlines())))


def correct_entry(window: "MainWindow") -> None:
    """Correct an entry of what is selected: an action, an area, money, a post …, or a change in History."""
    assert window.workspace is not None
    CorrectForm(window, window.workspace, selected_entries(window)).send(window.workspace.do)
