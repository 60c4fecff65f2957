"""The order of a table's rows: by one column, or by several of which each settles what the others leave."""

from collections.abc import Sequence
from itertools import chain
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

    def ordered(self, *parts: Sequence[Entry[R]]) -> list[Entry[R]]:
        """All entries there are, part by part, each in order; what is the same in every column stays as it
        was. Parts are sorted one by one, for many short ones take less time than one long one."""
        count = sum(map(len, parts))
        for key, values in self._values.items():
            if len(values) > count:
                kept = (entry for entry in chain.from_iterable(parts) if entry in values)
                self._values[key] = {entry: values[entry] for entry in kept}
        return list(chain.from_iterable(self._sorted(list(part)) for part in parts))

    def _sorted(self, entries: list[Entry[R]]) -> list[Entry[R]]:
        """By the last column first: Python leaves in their order what is the same in the next."""
        for key, down in reversed(self._settling(entries)):
            values = self._values_of(key, entries)
            blank: list[Entry[R]] = []
            if None in values:
                blank = [entry for entry, value in zip(entries, values, strict=True) if value is None]
                entries = [entry for entry, value in zip(entries, values, strict=True) if value is not None]
            entries.sort(key=self._values[key].__getitem__, reverse=down)
            entries += blank
        return entries

    def _settling(self, entries: Sequence[Entry[R]]) -> Sorts:
        """The columns sorted by, up to the first that tells all entries apart: nothing is left for others."""
        for n, (key, _) in enumerate(self.sorts[:-1], 1):
            if len(set(self._values_of(key, entries))) == len(entries):
                return self.sorts[:n]
        return self.sorts

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
