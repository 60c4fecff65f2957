"""Commands about the plan itself: its settings, colours, tags, own columns, meetings, and what left it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from tracker.domain.amounts import without_commas
from tracker.domain.codes import CopyKind, Marking, OwnColumnKind, RagColour, RagCondition
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.forms import Add, Change, Tie, Untie, make, shared, tie, untie
from tracker.domain.commands.keeping import clean, keep
from tracker.domain.commands.refusing import refuse
from tracker.domain.record_words import record_label
from tracker.domain.records import (
    CYCLE_ID,
    SETTINGS_ID,
    Action,
    ActionTag,
    BoardCycle,
    Copy,
    Meeting,
    OwnColumn,
    OwnValue,
    PlanSettings,
    RagRule,
    Record,
    RecordTag,
    Tag,
    WordGroup,
    link_id,
)
from tracker.domain.rules.tags import TAGGABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpPlan(Command):
    """Give a new, empty plan its title and settings."""

    kind = "set_up_plan"
    label = "set up plan"
    undoable = False

    title: str
    authority: str = ""
    marking: Marking = Marking.OFFICIAL_SENSITIVE
    board_name: str = "Improvement board"

    def apply(self, tx: Tx) -> None:
        if tx.find(PlanSettings, SETTINGS_ID):
            refuse("This plan has been set up already.")
        make(tx, PlanSettings, {"id": SETTINGS_ID, **shared(self, PlanSettings)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings(Change):
    """Change the plan's settings."""

    kind = "change_settings"
    label = "change settings"
    record = PlanSettings
    allowed = frozenset(
        {
            *("title", "authority", "marking", "board_name", "workstream_label", "owner_label"),
            *("stale_after_days", "evidence_awaited_days", "due_soon_days"),
            *("date_decided_by", "officer_limit_days", "uses_rag"),
        }
    )

    id: str = SETTINGS_ID


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBoardCycle(Command):
    """Set how many days lie between two meetings of the board, and how many its papers are out before."""

    kind = "set_board_cycle"
    label = "set the board’s cycle"

    days_between: int
    clear_days: int

    def apply(self, tx: Tx) -> None:
        keep(tx, BoardCycle(id=CYCLE_ID, **shared(self, BoardCycle)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRagTable(Command):
    """Set the council's table for red, amber and green, its lines in order: the first that fits wins."""

    kind = "set_rag_table"
    label = "set colours"

    lines: tuple[tuple[RagColour, RagCondition], ...]

    def apply(self, tx: Tx) -> None:
        if len({condition for _, condition in self.lines}) < len(self.lines):
            refuse("Two lines of the table look at the same thing.")
        for rule in tx.all(RagRule):
            tx.remove(rule)
        for position, (colour, condition) in enumerate(self.lines, start=1):
            make(tx, RagRule, {"position": position, "colour": colour, "condition": condition})


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWords(Command):
    """Set the council's own words: in a group they mean the same to a search, and all are spelt right."""

    kind = "set_words"
    label = "set words"

    groups: tuple[tuple[str, ...], ...]

    def apply(self, tx: Tx) -> None:
        for group in tx.all(WordGroup):
            tx.remove(group)
        for words in self.groups:
            _add_words(tx, words)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWords(Command):
    """Add one word that is spelt right, or several that mean the same."""

    kind = "add_words"
    label = "add words"

    words: tuple[str, ...]

    def apply(self, tx: Tx) -> None:
        _add_words(tx, self.words)


def _add_words(tx: Tx, words: tuple[str, ...]) -> None:
    if not any(map(clean, words)):
        refuse("Give at least one word.")
    make(tx, WordGroup, {"words": words})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTag(Add):
    """Add a word to group actions by."""

    kind = "add_tag"
    label = "add tag"
    record = Tag

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagAction(Tie):
    """Put a tag on an action."""

    kind = "tag_action"
    label = "put tag on action"
    record = ActionTag

    action_id: str
    tag_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UntagAction(Untie):
    """Take a tag off an action."""

    kind = "untag_action"
    label = "take tag off action"
    record = ActionTag

    action_id: str
    tag_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRecord(Command):
    """Put a tag on a record that is no action: `taggable` says of which kinds."""

    kind = "tag_record"
    label = "put on a tag"
    taggable: ClassVar[frozenset[type[Record]]] = TAGGABLE

    record: type[Record]
    id: str
    tag_id: str

    def apply(self, tx: Tx) -> None:
        if self.record not in self.taggable:
            refuse(f"“{record_label(self.record)}” takes no tags here.")
        record = tx.get(self.record, self.id)
        tie(tx, RecordTag, entity=self.record.table, entity_id=record.id, tag_id=self.tag_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class UntagRecord(Command):
    """Take a tag off such a record."""

    kind = "untag_record"
    label = "take off a tag"

    record: type[Record]
    id: str
    tag_id: str

    def apply(self, tx: Tx) -> None:
        untie(tx, RecordTag, entity=self.record.table, entity_id=self.id, tag_id=self.tag_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOwnColumn(Command):
    """Add a column of the council's own to the actions; `choices` for a column of choices only.

    Its `id` is given where a later change of the same `Together` refers to it.
    """

    kind = "add_own_column"
    label = "add column"

    id: str = ""
    name: str
    column_kind: OwnColumnKind
    choices: tuple[str, ...] = ()

    def apply(self, tx: Tx) -> None:
        if (self.column_kind is OwnColumnKind.CHOICE) != bool(self.choices):
            refuse("A column of choices needs its choices, and no other column has any.")
        make(tx, OwnColumn, shared(self, OwnColumn))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOwnValue(Command):
    """Fill in an own column of an action: a text, an ISO date, a number or a choice; "" empties it."""

    kind = "set_own_value"
    label = "fill in column"

    action_id: str
    column_id: str
    value: str

    def apply(self, tx: Tx) -> None:
        column = tx.get(OwnColumn, self.column_id)
        ends = {"action_id": tx.get(Action, self.action_id).id, "column_id": column.id}
        value_id, value = link_id(OwnValue, *ends.values()), clean(self.value)
        if column.kind is OwnColumnKind.NUMBER:
            value = without_commas(value)
        if value:
            if not fits(column, value):
                refuse(f"“{value[:80]}” does not fit the column “{column.name}”.")
            keep(tx, OwnValue(id=value_id, value=value, **ends))
        elif found := tx.find(OwnValue, value_id):
            tx.remove(found)


def fits(column: OwnColumn, value: str) -> bool:
    """Whether an own column may hold a value; see `SetOwnValue`."""
    try:
        match column.kind:
            case OwnColumnKind.DATE:
                return date.fromisoformat(value).isoformat() == value
            case OwnColumnKind.NUMBER:
                return Decimal(value).is_finite()
            case OwnColumnKind.CHOICE:
                return value in column.choices
            case OwnColumnKind.TEXT:
                return True
    except (ValueError, InvalidOperation):
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMeeting(Command):
    """Add a meeting held or planned; of the plan's own board unless a body is named."""

    kind = "add_meeting"
    label = "add meeting"

    held_on: date
    body: str = ""

    def apply(self, tx: Tx) -> None:
        body = self.body or tx.get(PlanSettings, SETTINGS_ID).board_name
        make(tx, Meeting, {"held_on": self.held_on, "body": body})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMeeting(Change):
    """Change a meeting's date or body."""

    kind = "change_meeting"
    label = "change meeting"
    record = Meeting
    allowed = frozenset({"held_on", "body"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCopy(Command):
    """Note that a paper, export or backup was made, and from which state of the plan."""

    kind = "log_copy"
    label = "note a copy"
    undoable: ClassVar[bool] = False

    copy_kind: CopyKind
    name: str
    file_name: str
    seq: int
    digest8: str
    position_on: date | None = None
    known_on: date | None = None

    def apply(self, tx: Tx) -> None:
        make(tx, Copy, shared(self, Copy))
