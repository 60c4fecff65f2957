"""What becomes of a tracker's rows when they are compared with a plan, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.domain.commands import Command
from tracker.domain.plan import FullPlan
from tracker.importing.sheets.account import Ledger
from tracker.importing.sheets.headings import Target
from tracker.importing.sheets.known import Known
from tracker.importing.sheets.matching import Areas, Parties
from tracker.importing.sheets.own_columns import OwnColumns
from tracker.importing.sheets.ratings import Meaning
from tracker.importing.sheets.reading import Problem, ReadAction, Settings

ROWS_A_TURN = 20
"""Rows that are read or compared before a pause."""

Meanings = Mapping[tuple[Target, str], Meaning]


class Doing(StrEnum):
    """What becomes of a row."""

    ADD = "add"
    CHANGE = "change"
    LEAVE = "leave"
    LEFT_OUT = "left out"
    UNREAD = "cannot be read"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a row changes, in words: empty before where there was nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowResult:
    """A row of the tracker and what becomes of it.

    `ref` is the reference of the plan's action that it tells of; `problems` are cells that were not read as
    what their column is, `notes` what else is worth a look. `asks_reason` where approved words would change.
    """

    doing: Doing
    read: ReadAction
    ref: str = ""
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    asks_reason: bool = False
    commands: tuple[Command, ...] = field(default=(), repr=False)


@dataclass(slots=True)
class Context:
    """What all rows of one import share while they are compared."""

    known: Known
    settings: Settings
    meanings: Meanings
    ledger: Ledger
    file: str
    reason: str
    agreed_by: str
    areas: Areas
    parties: Parties
    columns: OwnColumns
    titles: set[tuple[str, int]]

    @property
    def plan(self) -> FullPlan:
        """The plan they are compared with."""
        return self.known.plan

    @property
    def first(self) -> tuple[Command, ...]:
        """The commands that make what the rows refer to."""
        return (*self.parties.made, *self.columns.made)
