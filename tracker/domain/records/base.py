"""What every record is, and what a fact adds to it."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid5

from tracker.frozen import dataclass as dataclass

LINK_SPACE = UUID("6f0c5a9e-3d0b-5b52-9c55-0f5f1c3c9a11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing the plan holds. Field names and types are stored for ever.

    Fields may be: str, int (money in pence), Decimal (stored as text), bool, date, datetime (UTC), an enum
    of `codes`, DueDate, tuple[str, ...], or one of these or None. `table` names its table; `in_snapshot` is
    False for what stays in the file until asked for (see `Plan` and `FullPlan`).
    """

    table: ClassVar[str] = ""
    in_snapshot: ClassVar[bool] = True
    ref_letter: ClassVar[str | None] = None

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Record):
    """Something that happened: two dates and two hands.

    `happened_on` is the day it speaks of and `recorded_at` the moment it was written down (UTC);
    `whose` it is stands beside `recorded_by`, the same unless somebody records for another, and
    `login`, the computer account. Names are as given, not proven.
    """

    happened_on: date
    recorded_at: datetime
    whose: str
    recorded_by: str
    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """A tie between records. Its id is made from both ends, so the same tie cannot be made twice."""


def link_id(kind: type[Record], *ends: str) -> str:
    """The id of a link: uuid5 of its kind and its ends, in their order."""
    return str(uuid5(LINK_SPACE, "|".join((kind.table, *ends))))


def link(kind: type[Any], **ends: str) -> Any:
    """A link record of `kind` between `ends`, given by field name in the order of the class."""
    return kind(id=link_id(kind, *ends.values()), **ends)
