"""Removal for data protection: of what should never have been written, everywhere and for good."""

from dataclasses import dataclass

from tracker.domain.codes import AmendmentKind
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.facts import amend
from tracker.domain.commands.keeping import clean, field_types, same
from tracker.domain.commands.refusing import refuse
from tracker.domain.record_words import field_label
from tracker.domain.records import Amendment, Record

_NEEDED = {"id", "ref", "entity", "field"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Redact(Command):
    """Remove a text, or a kept file, from a record and from everything the plan remembers of it.

    The record may be gone already: its history still holds the text. What remains is that something was
    removed, when, why and by whom: two people agree to it. It cannot be undone.
    """

    kind = "redact"
    label = "remove for data protection"
    undoable = False

    record: type[Record]
    id: str
    field: str
    reason: str
    agreed_by: tuple[str, str]

    def apply(self, tx: Tx) -> None:
        if self.field not in removable_fields(self.record):
            refuse(f"“{field_label(self.record, self.field)}” is no text or file that can be removed.")
        first, second = (clean(name, one_line=True) for name in self.agreed_by)
        if not first or not second or same(first, second):
            refuse("Two different people have to agree to a removal for data protection.")
        where = {"entity": self.record.table, "entity_id": self.id, "field": self.field}
        for earlier in tx.all(Amendment, **where):
            tx.redact(Amendment, earlier.id, "old")
            tx.redact(Amendment, earlier.id, "new")
        tx.redact(self.record, self.id, self.field)
        amend(
            tx,
            AmendmentKind.REDACTION,
            **where,
            old="",
            new="",
            reason=self.reason,
            agreed_by=f"{first} and {second}",
        )


def removable_fields(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that hold a text, texts or the digest of a kept file."""
    return tuple(
        name
        for name, types in field_types(kind).items()
        if {str, tuple} & set(types) and name not in _NEEDED and not name.endswith("_id")
    )
