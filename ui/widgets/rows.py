"""A table's rows as data: one flat model with its own filter, sorter and groups.

A page says what its columns are and hands in rows; the model keeps the filter, the order and which
groups are open through every change of rows. `QSortFilterProxyModel` was 10 to 100 times slower.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from operator import attrgetter, eq
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tracker.domain.names import plain
from ui.widgets.columns import Column, Grouping, Head
from ui.widgets.lines import UNKNOWN, Entry, GroupRow
from ui.widgets.ordering import Ordering, Sorts
from ui.widgets.sieve import Sieve

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_KEY = attrgetter("key")
_FEW = 50  # rows for which it is worth finding out whether they keep their lines
_USABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows of one kind, filtered, sorted and grouped.

    `key` gives each row's lasting identity (an id). Rows are compared by identity (`is`), so handing in
    all rows again after an edit costs little. `also` adds words to what the filter looks through.
    `values_changed`: other values are ticked in the heads.
    """

    values_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        *,
        also: Callable[[R], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.hear(each.key for each in columns if each.shown)
        self._key = key
        self._sieve, self._ordering = Sieve(columns, also), Ordering(columns)
        self._entries: dict[Hashable, Entry[R]] = {}
        self._parts: list[list[Entry[R]]] | None = None  # by groups, in their own order; None: to be made
        self._ordered: list[Entry[R]] = []
        self._grouping: Grouping[R] | None = None
        self._folded: set[str] = set()
        self._items: list[Entry[R] | GroupRow[R]] = []
        self._groups: list[int] = []  # the lines on which groups stand
        self._heads: dict[str, Head[R]] = {}
        self._shown = 0

    # What a page says.

    def set_rows(self, rows: Iterable[R]) -> None:
        """All rows, in their own order; what is known of rows that are the same objects is kept."""
        old = self._entries
        self._entries = {}
        for row in rows:
            key = self._key(row)
            entry = old.get(key)
            self._entries[key] = entry if entry is not None and entry.row is row else Entry(key, row)
        before, now = set(old.values()), set(self._entries.values())
        self._take_in(now - before, before - now)

    def change_rows(self, rows: Iterable[R], gone: Iterable[Hashable] = ()) -> None:
        """Rows that changed or are new, and the keys of those that went; everything else stays."""
        changed, gone = list(rows), list(gone)
        if not gone and len(changed) <= _FEW and all(map(self._keeps_its_line, changed)):
            self._change_in_place(changed)
            return
        new = {self._key(row): Entry(self._key(row), row) for row in changed}
        left = [entry for key in (*new, *gone) if (entry := self._entries.get(key)) is not None]
        self._entries.update(new)
        for key in gone:
            self._entries.pop(key, None)
        self._take_in(list(new.values()), left)

    def set_filter(self, text: str) -> None:
        """Show only rows that hold every one of these words, in any column; accents do not count.

        What was found elsewhere is forgotten.
        """
        had = bool(self._sieve.elsewhere)
        if self._sieve.set_words(text) or had:
            self._derive()

    def set_found_elsewhere(self, keys: Collection[Hashable]) -> None:
        """Show these rows too until other words are typed: what belongs to them holds the words."""
        self._sieve.elsewhere = frozenset(keys)
        self._derive()

    def set_test(self, keep: Callable[[R], bool] | None) -> None:
        """Show only rows that pass (a saved view, a token), besides the filter."""
        self._sieve.set_test(keep, self._entries.values())
        self._derive()

    def set_values(self, key: str, values: frozenset[str] | None) -> None:
        """Show only rows with one of these values (`values_of`) in that column; None takes that away."""
        column = self.column(key)
        if column is not None and self._sieve.valued.get(key) != values:
            self._sieve.set_values(column, values, self._entries.values())
            self._derive()
            self._tell_heads()
            self.values_changed.emit()

    def set_grouping(self, grouping: Grouping[R] | None) -> None:
        """Group the rows, or show them flat. Which groups are folded is kept by their keys."""
        if grouping is None or self._grouping is None or grouping.of is not self._grouping.of:
            for entry in self._entries.values():
                entry.group = UNKNOWN
        self._grouping, self._parts = grouping, None
        self._reorder()

    def sort_by(self, key: str, descending: bool = False) -> None:
        """Sort by that column; "" restores the rows' own order."""
        self.sort_by_several([(key, descending)])

    def sort_by_several(self, sorts: Sequence[tuple[str, bool]]) -> None:
        """Sort by these columns, downwards where True; each settles what those before it leave equal."""
        self._ordering.choose(sorts)
        self._reorder(same_rows=True)
        self._tell_heads()

    def fold(self, key: str, folded: bool) -> None:
        """Open or fold a group."""
        (self._folded.add if folded else self._folded.discard)(key)
        self._derive(same_rows=True)

    def prepare(self) -> Iterator[None]:
        """Work out the searchable texts, a few rows a turn: for `Slices`, after the first paint."""
        for n, entry in enumerate(list(self._entries.values())):
            if entry.hay is None:
                entry.hay = self._sieve.hay(entry.row)
            if not n % 50:
                yield

    # What a page asks.

    @property
    def shown(self) -> int:
        """How many rows pass the filter, folded ones too."""
        return self._shown

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self._entries)

    @property
    def sorted_by(self) -> tuple[str, bool]:
        """The key of the column sorted by first ("" for none) and whether it runs downwards."""
        return self.sorts[0] if self.sorts else ("", False)

    @property
    def sorts(self) -> Sorts:
        """The keys of all columns sorted by, the weightiest first, and whether each runs downwards."""
        return self._ordering.sorts

    @property
    def valued(self) -> dict[str, frozenset[str]]:
        """The values chosen in the heads, by the columns' keys."""
        return dict(self._sieve.valued)

    def values_of(self, key: str) -> dict[str, int]:
        """The column's values ("" for blank) with how many rows have each, in the column's own order.

        Rows count that pass everything but the choice of values in this very column.
        """
        column = self.column(key)
        return self._sieve.values_of(column, self._ordered) if column is not None else {}

    @property
    def hidden_by_values(self) -> int:
        """How many rows only the values chosen in the heads keep back."""
        return self._sieve.hidden_by_values()

    def is_found_elsewhere(self, key: Hashable) -> bool:
        """Whether the row is shown for words that are not in its own text."""
        entry = self._entries.get(key) if key in self._sieve.elsewhere else None
        return entry is not None and not self._sieve.holds(entry)

    def column(self, key: str) -> Column[R] | None:
        """The column with this key."""
        return next((column for column in self.columns if column.key == key), None)

    @property
    def folded(self) -> frozenset[str]:
        """The keys of the folded groups."""
        return frozenset(self._folded)

    def rows(self) -> list[R]:
        """The rows that pass the filter, in the order shown, folded ones too."""
        if self._grouping is None:
            return [item.row for item in self._items if isinstance(item, Entry)]
        groups = (self._items[line] for line in self._groups)
        return [entry.row for group in groups if isinstance(group, GroupRow) for entry in group.entries]

    def every_row(self) -> list[R]:
        """All rows, hidden ones too, in their own order."""
        return [entry.row for entry in self._entries.values()]

    def row_of(self, key: Hashable) -> R | None:
        """The row with this key, hidden or not; None where there is none."""
        entry = self._entries.get(key)
        return entry.row if entry is not None else None

    def holding(self, words: str) -> set[Hashable]:
        """The keys of all rows, hidden ones too, in which these words stand one after the other."""
        words = plain(words)
        for entry in self._entries.values():
            if entry.hay is None:
                entry.hay = self._sieve.hay(entry.row)
        return {key for key, entry in self._entries.items() if words in (entry.hay or "")}

    def row_at(self, index: int) -> R | None:
        """The row on that line; None on a group's line or past the end."""
        item = self.item_at(index)
        return item.row if isinstance(item, Entry) else None

    def group_at(self, index: int) -> GroupRow[R] | None:
        """The group on that line, or None."""
        item = self.item_at(index)
        return item if isinstance(item, GroupRow) else None

    def item_at(self, index: int) -> "Entry[R] | GroupRow[R] | None":
        """What is on that line."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def key_at(self, index: int) -> Hashable | None:
        """The key of the row or group on that line."""
        item = self.item_at(index)
        return item.key if item is not None else None

    def line_of(self, key: Hashable) -> int:
        """The line of that row or group; -1 where it is not shown."""
        entry = self._entries.get(key)
        if entry is None:
            return next((line for line in self._groups if self.key_at(line) == key), -1)
        try:
            return self._items.index(entry)
        except ValueError:
            return -1

    def line_near(self, line: int) -> int:
        """The line of the first row from there on, else of the last before it; -1 where no row is shown."""
        count = self.rowCount()
        lines = (*range(max(line, 0), count), *range(min(line, count) - 1, -1, -1))
        return next((n for n in lines if self.row_at(n) is not None), -1)

    def lines_of(self, keys: Collection[Hashable]) -> list[int]:
        """The lines of those of these rows and groups that are shown, from top to bottom."""
        wanted = set(keys)
        return [line for line, item in enumerate(self._items) if item.key in wanted] if wanted else []

    def lines_of_groups(self) -> list[int]:
        """The lines on which groups stand."""
        return list(self._groups)

    def hear(self, keys: Iterable[str]) -> None:
        """Which columns the sentences of rows are made of, in which order."""
        columns = {column.key: column for column in self.columns}
        self._heard = [columns[key] for key in keys]

    def sentence(self, row: R) -> str:
        """The row in words, for a screen reader: the columns chosen, whether or not there is room for all."""
        return ", ".join(filter(None, (column.spoken(row) for column in self._heard)))

    # How it is worked out.

    def _keeps_its_line(self, row: R) -> bool:
        """Whether a changed row passes, sorts and groups as the one it takes the place of."""
        entry = self._entries.get(self._key(row))
        if entry is None or self._sieve.would_move(entry, row) or self._ordering.would_move(entry, row):
            return False
        return self._grouping is None or self._grouping.of(row) == self._grouping.of(entry.row)

    def _change_in_place(self, rows: Sequence[R]) -> None:
        """The usual edit of a large plan: the lists hold the entries themselves, so none is made anew."""
        for row in rows:
            entry = self._entries[self._key(row)]
            entry.row, entry.hay = row, None
            self._ordering.forget(entry)
            if self._grouping is not None:
                self._heads.pop(self._grouping.of(row), None)
        self._sieve.forget_words()
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._items:
            last = self.index(len(self._items) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _tell_heads(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _take_in(self, new: Collection[Entry[R]], gone: Collection[Entry[R]]) -> None:
        self._sieve.take_in(new, gone)
        self._parts = None
        self._reorder()

    def _reorder(self, *, same_rows: bool = False) -> None:
        if self._parts is None:
            self._parts = self._parted()
        self._ordered = self._ordering.ordered(*self._parts)
        self._sieve.forget()
        self._derive(same_rows=same_rows)

    def _parted(self) -> list[list[Entry[R]]]:
        """All entries, by groups where rows are grouped."""
        if self._grouping is None:
            return [list(self._entries.values())]
        groups: defaultdict[str, list[Entry[R]]] = defaultdict(list)
        for entry in self._entries.values():
            if entry.group is UNKNOWN:
                entry.group = self._grouping.of(entry.row)
            groups[entry.group].append(entry)
        return list(groups.values())

    def _derive(self, *, same_rows: bool = False) -> None:
        """The lines anew. `same_rows`: as many pass as before, so what the groups' heads say still holds."""
        if not same_rows:
            self._heads = {}
        matching = self._sieve.passing(self._ordered)
        items: list[Entry[R] | GroupRow[R]] = list(matching)
        groups: list[int] = []
        if self._grouping is not None:
            items, groups = self._grouped(self._grouping, matching)
        self._shown = len(matching)
        same = len(items) == len(self._items) and all(map(eq, map(_KEY, items), map(_KEY, self._items)))
        if same and groups == self._groups:  # they stand on the same lines: only their content is new
            self._items = items
            self._tell_changed()
            return
        self.beginResetModel()
        self._items, self._groups = items, groups
        self.endResetModel()

    def _grouped(
        self, grouping: Grouping[R], matching: "list[Entry[R]]"
    ) -> "tuple[list[Entry[R] | GroupRow[R]], list[int]]":
        """The lines, and which of them are groups."""
        lines: list[int] = []
        groups = self._groups_of(matching)
        items: list[Entry[R] | GroupRow[R]] = []
        first = [key for key in grouping.order() if key in groups]
        for key in (*first, *(key for key in groups if key not in first)):
            expanded = key not in self._folded
            lines.append(len(items))
            items.append(GroupRow(key, groups[key], expanded, grouping, self._heads))
            if expanded:
                items.extend(groups[key])
        return items, lines

    def _groups_of(self, matching: "list[Entry[R]]") -> dict[str, list[Entry[R]]]:
        """They by groups. Those of a group stand side by side, as the parts do, so that few are looked at."""
        places = {part[0].group: n for n, part in enumerate(self._parts or ()) if part}
        groups: dict[str, list[Entry[R]]] = {}
        at = 0
        while at < len(matching):
            group = matching[at].group
            end = bisect_right(matching, places[group], at, key=lambda entry: places[entry.group])
            groups[group], at = matching[at:end], end
        return groups

    # What Qt asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        item = self.item_at(index.row())
        if item is None:
            return None
        column = self.columns[index.column()]
        if isinstance(item, GroupRow):
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return item.sentence
            return item.head.title if index.column() == 0 else item.head.cells.get(column.key, "")
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self.sentence(item.row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.said(item.row) or 'none'}"
        return column.text(item.row)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken_head(column)
        return None

    def _spoken_head(self, column: Column[R]) -> str | None:
        """What a screen reader hears of a head; None where its title says it all."""
        keys, words = [key for key, _ in self.sorts], [column.title]
        if column.key in keys:
            place = keys.index(column.key)
            words.append(f"sorted {'downwards' if self.sorts[place][1] else 'upwards'}")
            if len(keys) > 1:
                words.append(f"{place + 1} of {len(keys)} in the sort")
        if column.key in self._sieve.valued:
            words.append("some values only")
        return ", ".join(words) if len(words) > 1 else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _USABLE if index.isValid() else Qt.ItemFlag.NoItemFlags
