"""What a command is, and the only means it has of reading and changing a plan."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import NAMESPACE_URL, uuid5

from tracker.domain.names import folded
from tracker.domain.records import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at the keyboard: the name as given, the computer account and the computer."""

    name: str
    login: str = ""
    device: str = ""

    @property
    def id(self) -> str:
        """The same for the same name, however it is capitalised."""
        return _id_of(self.name)


@cache
def _id_of(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"actor:{folded(name)}"))


class Tx(Protocol):
    """One change being made, inside the store's transaction.

    `now` is UTC and later than every earlier change; `today` is the day in London. `whose` is the person
    the facts belong to: the actor, unless somebody is recording for another. `seq` is the number this
    change will have.
    """

    @property
    def now(self) -> datetime: ...
    @property
    def today(self) -> date: ...
    @property
    def actor(self) -> Actor: ...
    @property
    def whose(self) -> str: ...
    @property
    def seq(self) -> int: ...

    def recording_for(self, whose: str) -> "Tx":
        """The same change; what is made through this belongs to another person."""
        ...

    def new_id(self) -> str:
        """A new record id."""
        ...

    def next_ref(self, kind: type[Record], under: str = "") -> str:
        """The next permanent reference of a kind that has them: F3, A12, D5, B2; under A12 it is A12a.

        None is ever given twice. Refused after A12z.
        """
        ...

    def get(self, kind: type[R], record_id: str) -> R:
        """The record as it stands in this change. Raises NotFound."""
        ...

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        """The record, or None."""
        ...

    def all(self, kind: type[R], **where: Any) -> list[R]:
        """The records whose fields equal the values given, in the order in which they were made."""
        ...

    def put(self, record: Record) -> None:
        """Make the record, or change it to what is given."""
        ...

    def remove(self, record: Record) -> None:
        """Take the record out."""
        ...

    def keep_file(self, content: bytes) -> str:
        """Store a file's bytes with this change; the SHA-256 names them. Refused past 50 MB."""
        ...

    def redact(self, kind: type[Record], record_id: str, field: str) -> None:
        """Remove a text, or the file whose digest the field holds, here and from all that is remembered.

        The record may be gone already. Raises NotFound where the plan never had it.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A named change. `kind` is stored for ever; `label` completes “Undo …”.

    `apply` reads and writes through `tx` only and raises Refused, in a sentence, where a rule of the plan
    does not allow it; then nothing at all is written.
    """

    kind: ClassVar[str]
    label: ClassVar[str]
    undoable: ClassVar[bool] = True

    def apply(self, tx: Tx) -> None:
        """Make the change."""
        raise NotImplementedError


def hands(tx: Tx, happened_on: date | None = None) -> dict[str, Any]:
    """The id and the two dates and two hands of a new fact; it happened today unless said."""
    return {
        "id": tx.new_id(),
        "happened_on": happened_on or tx.today,
        "recorded_at": tx.now,
        "whose": tx.whose,
        "recorded_by": tx.actor.name,
        "login": tx.actor.login,
    }
