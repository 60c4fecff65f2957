"""What every record is, and what a fact adds to it."""

from dataclasses import MISSING, FrozenInstanceError, fields
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass

    class _Frozen:
        pass
else:
    from dataclasses import dataclass as _standard

    def dataclass(**_promised):
        """The standard `dataclass(frozen=True, slots=True, kw_only=True)`, in a third of the time.

        That one writes and compiles six methods for every class, which for all records takes 27 ms of each
        start of the window; here they are written once, in `_Frozen`.
        """

        def made(cls):
            kind = _standard(slots=True, kw_only=True, init=False, repr=False, eq=False)(cls)
            names = [field.name for field in fields(kind)]
            kind._names, kind._values = frozenset(names), attrgetter(*names)
            kind._defaults = {each.name: each.default for each in fields(kind) if each.default is not MISSING}
            return kind

        return made

    class _Frozen:
        __slots__ = ()

        def __init__(self, **given):
            values = {**self._defaults, **given}
            if values.keys() != self._names:
                wrong = ", ".join(sorted(values.keys() ^ self._names))
                raise TypeError(f"{type(self).__name__} lacks or does not have: {wrong}")
            put = object.__setattr__
            for name, value in values.items():
                put(self, name, value)

        def __setattr__(self, name, value):
            raise FrozenInstanceError(f"cannot assign to field {name!r}")

        def __delattr__(self, name):
            raise FrozenInstanceError(f"cannot delete field {name!r}")

        def __eq__(self, other):
            if type(other) is not type(self):
                return NotImplemented
            return self._values(self) == self._values(other)

        def __hash__(self):
            return hash(self._values(self))

        def __repr__(self):
            told = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
            return f"{type(self).__name__}({told})"


LINK_SPACE = UUID("6f0c5a9e-3d0b-5b52-9c55-0f5f1c3c9a11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(_Frozen):
    """One thing the plan holds. Field names and types are stored for ever.

    Fields may be: str, int (money in pence), bool, date, datetime (UTC), an enum of `codes`, DueDate,
    tuple[str, ...], or one of these or None. `table` names its table; `in_snapshot` is False for what
    stays in the file until asked for (see `Plan` and `FullPlan`).
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
