"""The order of a table's rows: by one column, or by several of which each settles what the others leave."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from operator import eq
from typing import Any, Generic, TypeVar

from ui.widgets.columns import Column
from ui.widgets.lines import Entry

R = TypeVar("R")
Sorts = tuple[tuple[str, bool], ...]


class Ordering(Generic[R]):
    """Sorts entries, and keeps the values it sorted by for as long as their rows stay the same."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        self._columns = {column.key: column for column in columns}
        self._values: dict[str, dict[Entry[R], Any]] = {}
        self.sorts: Sorts = ()

    def choose(self, sorts: Sequence[tuple[str, bool]]) -> None:
        """Sort by these columns, the weightiest first; True is downwards. Unknown ones are passed over."""
        chosen: dict[str, bool] = {}
        for key, down in sorts:
            if key in self._columns:
                chosen.setdefault(key, down)
        self.sorts = tuple(chosen.items())
        if self.sorts:  # with none the last values stay: the next press on that head finds them
            self._values = {key: values for key, values in self._values.items() if key in chosen}

    def ordered(self, entries: Sequence[Entry[R]]) -> list[Entry[R]]:
        """They in order; those that are the same in every column stay as they were."""
        for key, values in self._values.items():
            if len(values) > len(entries):
                self._values[key] = {entry: values[entry] for entry in entries if entry in values}
        return self._sorted(list(entries), self.sorts)

    def _sorted(self, entries: list[Entry[R]], sorts: Sorts) -> list[Entry[R]]:
        """By the first of these columns; only what that leaves equal is then looked at in the others."""
        if not sorts or len(entries) < 2:
            return entries
        (key, down), *rest = sorts
        values = self._values_of(key, entries)
        full, blank = entries, []
        if None in values:
            full = [entry for entry, value in zip(entries, values, strict=True) if value is not None]
            blank = [entry for entry, value in zip(entries, values, strict=True) if value is None]
        known = self._values[key]
        full.sort(key=known.__getitem__, reverse=down)
        if rest:
            for same in _stretches([known[entry] for entry in full]):
                full[same] = self._sorted(full[same], tuple(rest))
        return full + self._sorted(blank, tuple(rest))

    def _values_of(self, key: str, entries: Sequence[Entry[R]]) -> list[Any]:
        """Those of these entries. Loops in C where all are known: this runs at each press on a head."""
        known, value = self._values.setdefault(key, {}), self._columns[key].value
        try:
            return list(map(known.__getitem__, entries))
        except KeyError:
            known.update({entry: value(entry.row) for entry in entries if entry not in known})
            return list(map(known.__getitem__, entries))

    def would_move(self, entry: Entry[R], row: R) -> bool:
        """Whether another row in its place would be sorted elsewhere.

        A column that was not asked of the entry settled nothing about its place.
        """
        for key, _ in self.sorts:
            known = self._values.get(key, {})
            if entry in known and self._columns[key].value(row) != known[entry]:
                return True
        return False

    def forget(self, entry: Entry[R]) -> None:
        """Its row is another, which sorts the same: values of columns not sorted by may differ."""
        sorted_by = {key for key, _ in self.sorts}
        for key, values in self._values.items():
            if key not in sorted_by:
                values.pop(entry, None)


def _stretches(values: Sequence[Any]) -> Iterator[slice]:
    """Where equal values stand side by side."""
    equal, end = [*map(eq, values, islice(values, 1, None)), False], 0
    with suppress(ValueError):  # no further one is found
        while True:
            first = equal.index(True, end)
            end = equal.index(False, first) + 1
            yield slice(first, end)


def pressed(sorts: Sorts, key: str, *, further: bool) -> Sorts:
    """The order when the head of that column is pressed: upwards, then downwards, then not by it at all.

    `further`: beside the other columns sorted by, else in their place.
    """
    known = dict(sorts)
    before = known.get(key)
    if not further:
        before = before if sorts and sorts[0][0] == key else None
        known = {}
    if before:
        known.pop(key, None)
    else:
        known[key] = before is not None
    return tuple(known.items())
