"""What stands on a table's lines: rows with what was worked out for them, and groups."""

from collections.abc import Hashable
from typing import Any, Generic, TypeVar

from ui.widgets.columns import Grouping, Head

R = TypeVar("R")
UNKNOWN: Any = object()


class Entry(Generic[R]):
    """A row with what was worked out for it: its searchable text and its group.

    `hay` is None until it is asked for, `group` is UNKNOWN.
    """

    __slots__ = ("group", "hay", "key", "row")

    def __init__(self, key: Hashable, row: R) -> None:
        self.key, self.row = key, row
        self.hay: str | None = None
        self.group: Any = UNKNOWN


class GroupRow(Generic[R]):
    """A group in the flat list of the model."""

    __slots__ = ("_heads", "_make", "entries", "expanded", "key")

    def __init__(
        self,
        key: str,
        entries: list[Entry[R]],
        expanded: bool,
        make: Grouping[R],
        heads: dict[str, Head[R]],
    ) -> None:
        self.key, self.entries, self.expanded, self._make = key, entries, expanded, make
        self._heads = heads

    @property
    def head(self) -> Head[R]:
        """What it shows, worked out when first painted and kept until other rows are in the group."""
        head = self._heads.get(self.key)
        if head is None:
            head = self._heads[self.key] = self._make.head(self.key, [entry.row for entry in self.entries])
        return head

    @property
    def sentence(self) -> str:
        """For a screen reader."""
        words = (f"{self.head.number} {self.head.title}".strip(), self.head.words, *self.head.cells.values())
        return ", ".join((*filter(None, words), "open" if self.expanded else "folded"))
