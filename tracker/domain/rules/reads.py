"""What a rule needs of a plan. A `Plan` gives it; `Within` gives it inside a command."""

from collections.abc import Collection, Sequence
from typing import Any, Protocol, TypeVar

from tracker.domain.records import Record

R = TypeVar("R", bound=Record)


class Reads(Protocol):
    """Records by id or by the value of a field, in the order in which they were made."""

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        """The record with this id, or None; None for None."""
        ...

    def by(self, kind: type[R], field: str, value: object) -> Sequence[R]:
        """The records of a kind whose `field` equals `value`."""
        ...

    def all(self, kind: type[R]) -> Collection[R]:
        """Every record of a kind."""
        ...


class Change(Protocol):
    """The part of a command's `Tx` that reads: named here because commands stand on rules."""

    def find(self, kind: type[R], record_id: str | None) -> R | None: ...
    def all(self, kind: type[R], **where: Any) -> list[R]: ...


class Within:
    """A change being made, read as the rules read a plan."""

    def __init__(self, change: Change) -> None:
        self._change = change

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        """The record as it stands in the change, or None."""
        return self._change.find(kind, record_id)

    def by(self, kind: type[R], field: str, value: object) -> Sequence[R]:
        """The records of a kind whose `field` equals `value`, as they stand in the change."""
        return self._change.all(kind, **{field: value})

    def all(self, kind: type[R]) -> Collection[R]:
        """Every record of a kind, as they stand in the change."""
        return self._change.all(kind)
