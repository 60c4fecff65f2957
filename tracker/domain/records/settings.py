"""The plan itself: its settings, its versions, its tags and own columns, and what left it."""

from datetime import date
from typing import ClassVar

from tracker.domain.codes import CopyKind, Marking, OwnColumnKind, RagColour, RagCondition
from tracker.domain.records.base import Fact, Link, Record, dataclass

SETTINGS_ID = "plan"
CYCLE_ID = "board_cycle"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings(Record):
    """One record, id `plan`. Days are calendar days."""

    table: ClassVar[str] = "plan_settings"

    title: str
    authority: str = ""
    marking: Marking = Marking.OFFICIAL_SENSITIVE
    board_name: str = "Improvement board"
    workstream_label: str = "Workstream"
    owner_label: str = "Owner"
    stale_after_days: int = 30
    evidence_awaited_days: int = 30
    due_soon_days: int = 30
    date_decided_by: str = ""
    officer_limit_days: int | None = None
    uses_rag: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCycle(Record):
    """At most one record, id `board_cycle`; these are the values of a plan without one.

    `days_between` two meetings are calendar days. `clear_days` are working days between the papers and the
    meeting, neither counted: five by the Local Government Act 1972, section 100B.
    """

    table: ClassVar[str] = "board_cycle"

    days_between: int = 28
    clear_days: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RagRule(Record):
    """A line of the council's RAG table; the first in order of `position` that fits wins."""

    table: ClassVar[str] = "rag_rule"

    position: int
    colour: RagColour
    condition: RagCondition


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup(Record):
    """Words of the council's own that mean the same; a single one is merely spelt right."""

    table: ClassVar[str] = "word_group"

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion(Fact):
    """An approved version. `happened_on` is the day the body approved it, `seq` the change it stands at."""

    table: ClassVar[str] = "plan_version"

    label: str
    body: str
    reference: str = ""
    seq: int
    submitted_to: str = ""
    submitted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting held or planned, of the board or another body."""

    table: ClassVar[str] = "meeting"

    held_on: date
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Record):
    """A word people group by."""

    table: ClassVar[str] = "tag"

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTag(Link):
    """A tag on an action."""

    table: ClassVar[str] = "action_tag"

    action_id: str
    tag_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTag(Link):
    """A tag on a record that is no action: `entity` and `entity_id` name it, as an Amendment does."""

    table: ClassVar[str] = "record_tag"

    entity: str
    entity_id: str
    tag_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnColumn(Record):
    """A column the council adds to its actions."""

    table: ClassVar[str] = "own_column"

    name: str
    kind: OwnColumnKind
    choices: tuple[str, ...] = ()
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnValue(Record):
    """What an action holds in an own column: text, ISO date, number as typed, or one of the choices."""

    table: ClassVar[str] = "own_value"

    action_id: str
    column_id: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy(Fact):
    """A paper, export or backup that left the plan, and what it was made from.

    `position_on` is set for a position at a day, `known_on` for a paper as known on a day; `seq` and
    `digest8` (the first 8 digits of the chain) name the state of the plan it shows.
    """

    table: ClassVar[str] = "copy"
    in_snapshot: ClassVar[bool] = False

    kind: CopyKind
    name: str
    file_name: str
    position_on: date | None = None
    known_on: date | None = None
    seq: int
    digest8: str
