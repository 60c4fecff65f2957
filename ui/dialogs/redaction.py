"""Remove for data protection: which text or file, why, and who agreed; then what may still hold it."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.commands import Redact
from tracker.domain.commands.redaction import removable_fields
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.record_words import field_label, record_label
from tracker.domain.records import Record
from tracker.storage.journal import Step
from tracker.storage.rows import KIND_OF
from tracker.storage.values import is_stand_in
from ui.dialogs.drafts import forget_drafts
from ui.dialogs.entries import entry_words, selected_entries, selected_step
from ui.dialogs.fields_dialog import FieldsDialog
from ui.dialogs.form import Form
from ui.pages.history_words import words_of
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import NotesField, TextField
from ui.widgets.frames import column, label

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_SIGNED = frozenset({"login", "recorded_by"})  # who sat at the computer: nobody typed it into a field
_SHOWN = 600  # characters
_FILES = {"file_sha256": "Kept file", "text_sha256": "Text read from the file"}


@dataclass(frozen=True, slots=True)
class Held:
    """A record, there or gone, and the words that its fields hold or held."""

    kind: type[Record]
    id: str
    name: str
    words: dict[str, str]


def held_now(plan: Plan, record: Record) -> Held | None:
    """What a record of the plan holds; None for one without any text."""
    row = {each.name: getattr(record, each.name) for each in fields_of(record)}
    return _held(plan, type(record), record.id, row, entry_words(plan, record))


def held_by(plan: Plan, step: Step) -> list[Held]:
    """What a change put into each record, or took out, whether or not the record is still there."""
    rows: dict[tuple[type[Record], str], dict[str, Any]] = {}
    for change in step.changes:
        row = rows.setdefault((KIND_OF[change.entity], change.entity_id), {})
        row.update({change.field: change.old or change.new} if change.field else change.new or change.old)
    found = (_held(plan, kind, key, row, record_label(kind)) for (kind, key), row in rows.items())
    return [each for each in found if each is not None]


def _held(plan: Plan, kind: type[Record], key: str, row: dict[str, Any], name: str) -> Held | None:
    there = (each for each in removable_fields(kind) if row.get(each) and not is_stand_in(row[each]))
    names = [each for each in there if each not in _SIGNED]
    words = {each: _FILES.get(each) or _text(plan, kind, each, row[each]) for each in names}
    return Held(kind, key, name, words) if words else None


def _text(plan: Plan, kind: type[Record], field: str, value: Any) -> str:
    return "\n".join(value) if isinstance(value, tuple) else words_of(plan, kind, field, value)


class RedactForm(Form):
    """Removes one text or file from the plan and all it remembers. It cannot be undone, and says so."""

    def __init__(self, parent: QWidget | None, held: Sequence[Held]) -> None:
        """Raises TrackerError where none of them holds a text."""
        about = (
            "For what names a child or should never have been written. It goes from the plan, its history "
            "and its file for good; that it went, when, why and by whom stays. It cannot be undone."
        )
        super().__init__(parent, "Remove for data protection", save="Remove for good", about=about, wide=600)
        self._held = {each.id: each for each in held}
        if not self._held:
            raise TrackerError("It holds no text or file that could be removed.")
        self.entry = ChoiceField("Of which entry", [(each.id, each.name) for each in self._held.values()])
        self.field = ChoiceField(
            "What is removed",
            [],
            help="With all it ever held: what stands there now, and what stood there before",
        )
        self.shown = label("", 14, wrap=True, select=True)
        self.shown.setAccessibleName("The words that go")
        self.reason = NotesField(
            "Why", lines=2, needed=True, help="Do not repeat here what is removed: this stays"
        )
        self.first = TextField("Agreed by", needed=True, is_name=True)
        self.second = TextField("And by", needed=True, is_name=True, help="Somebody else")
        self.add(self.entry)
        self.add(self.field)
        self.content.addLayout(column(label("What goes", 14), self.shown, gap=2))
        self.add(self.reason)
        self.add(self.first, self.second)
        self.entry.changed.connect(self._show_fields)
        self.field.changed.connect(self._show_words)
        self._show_fields()

    @property
    def _chosen(self) -> Held:
        return self._held[self.entry.value()]

    def _show_fields(self) -> None:
        held = self._chosen
        self.field.offer([(each, _FILES.get(each) or field_label(held.kind, each)) for each in held.words])
        self._show_words()

    def _show_words(self) -> None:
        words = self._chosen.words[self.field.value()]
        self.shown.setText(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")
        self.fit()

    def build(self) -> Redact:
        """The removal as filled in."""
        return Redact(
            record=self._chosen.kind,
            id=self._chosen.id,
            field=self.field.value(),
            reason=self.reason.value(),
            agreed_by=(self.first.value(), self.second.value()),
        )


class StillHeld(FieldsDialog):
    """Names the papers, copies and backups that may still hold what was removed, to be copied."""

    def __init__(self, parent: QWidget | None, names: Sequence[str]) -> None:
        about = (
            f"It is gone from the plan. {british.plural(len(names), 'file')} made before may still hold it: "
            "delete them, or make them anew, and tell whoever was given one."
        )
        super().__init__(parent, "What may still hold it", save="Close", about=about, wide=560)
        self.names = NotesField("Papers, copies and backups", "\n".join(names), lines=8)
        self.names.edit.setReadOnly(True)
        self.content.addWidget(self.names)
        self.cancel.hide()


def remove_for_data_protection(window: "MainWindow") -> None:
    """Remove a text or file of what is selected, or of the change selected in History, for good."""
    workspace = window.workspace
    assert workspace is not None
    step = selected_step(window)
    if step is not None:
        held = held_by(workspace.plan, step)
    else:
        found = (held_now(workspace.plan, each) for each in selected_entries(window))
        held = [each for each in found if each is not None]
    done = RedactForm(window, held).send(workspace.do)
    if done is None:
        return
    forget_drafts(window)
    if names := workspace.session.held_elsewhere(done.seq):
        StillHeld(window, names).exec()
    else:
        window.say("Removed for good. No paper, copy or backup noted in this plan still holds it.", "note")
