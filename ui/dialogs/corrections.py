"""Correct an entry error: which entry, which field, the right value, why, and who agreed."""

from dataclasses import fields as fields_of
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.commands import CorrectEntry
from tracker.domain.commands.keeping import LINES, field_types
from tracker.domain.due import DueDate
from tracker.domain.record_words import field_label, record_label, value_words
from tracker.domain.records import Action, Check, DateChange, Fact, Milestone, Part, Record, Update
from tracker.domain.rules import lineage
from tracker.domain.words import label, shown_ref
from ui.dialogs.form import Form
from ui.reading import Reading
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import DayField, DueField, Field, NotesField, TextField
from ui.widgets.frames import column
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class CorrectForm(Form):
    """Correct one field of an action or of something that hangs on it; History keeps what stood there."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, action: Action) -> None:
        about = "For what was typed or read wrong. It is kept as a correction and never counts as a new date."
        super().__init__(
            parent, f"Correct an entry of {shown_ref(action)}", save="Correct", about=about, wide=560
        )
        self._day = workspace.day
        self._records = {each.id: each for each in _entries(Reading(workspace), action)}
        self.entry = ChoiceField("Entry", [(key, _called(each)) for key, each in self._records.items()])
        self.field = ChoiceField("What is wrong", [])
        self.right: Field | None = None
        self._slot = column()
        self.reason = TextField("Why it was wrong", needed=True)
        self.agreed_by = TextField("Agreed by", needed=True)
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
            return DueField("Right value", self._day, now, needed=not empty, help=help)
        code = next((each for each in types if issubclass(each, StrEnum)), None)
        if code is not None:
            none = [(None, "None")] if empty else []
            return ChoiceField(
                "Right value", [*none, *((each, label(each)) for each in code)], now, help=help
            )
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


def _entries(reads: Reading, action: Action) -> list[Record]:
    """What may be corrected: the action, then its facts, the newest first, then its parts and milestones."""
    facts: list[Any] = [
        *reads.by(Update, "action_id", action.id),
        *reads.by(DateChange, "action_id", action.id),
    ]
    facts += [*lineage.evidence(reads, action), *reads.by(Check, "action_id", action.id)]
    facts.sort(key=lambda fact: (fact.happened_on, fact.recorded_at), reverse=True)
    pieces = [*reads.by(Part, "action_id", action.id), *reads.by(Milestone, "action_id", action.id)]
    return [action, *facts, *pieces]


def _called(record: Any) -> str:
    if isinstance(record, Action):
        return f"{shown_ref(record)}  {record.title}"
    kind = record_label(type(record))
    if isinstance(record, DateChange):
        asked = british.short_day(record.happened_on)
        return f"{kind} {british.due_words(record.new_due)}, asked for on {asked}"
    words = getattr(record, "title", "") or getattr(record, "text", "")
    day = f" of {british.short_day(record.happened_on)}" if isinstance(record, Fact) else ""
    return f"{kind}{day}: {words}" if words else f"{kind}{day}"


def correct_entry(window: "MainWindow") -> None:
    """Correct an entry of the selected action."""
    assert window.workspace is not None
    CorrectForm(window, window.workspace, window.selected_actions()[0]).send(window.workspace.do)
