"""A table's rows and columns as data: one flat model with its own filter, sorter and groups.

A page says what its columns are and hands in rows; the model keeps the filter, the order and which
groups are open through every change of rows. `QSortFilterProxyModel` was 10 to 100 times slower.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from operator import attrgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter

from tracker.frozen import dataclass

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Draw = Callable[[QPainter, QRect, R, bool], None]
_UNKNOWN = object()
_KEY = attrgetter("key")
_FEW = 50  # rows for which it is worth finding out whether they keep their lines
_USABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """One column. `key` is kept in the preferences; widths are pixels of the design.

    `text` is what it shows, what is filtered and what a screen reader hears unless `accessible` says it
    better ("" leaves the column out of the row's sentence). `sort` gives the native value to sort by;
    None comes last in both directions. `draw(painter, rect, row, selected)` paints a cell that is not
    plain text. The column with `stretch` takes the room that is left, never less than `width`; once
    it is at ease, half of what is more widens the columns with `most` until they have that. Where there is
    not enough, columns leave from the right unless `keep`. `shown`: at first, before the person chooses.
    """

    key: str
    title: str
    text: Callable[[R], str]
    width: int
    sort: Callable[[R], Any] | None = None
    accessible: Callable[[R], str] | None = None
    draw: Draw[R] | None = None
    most: int = 0
    stretch: bool = False
    right: bool = False
    strong: bool = False
    muted: bool = False
    keep: bool = False
    shown: bool = True

    def spoken(self, row: R) -> str:
        """The column's part of the row's sentence."""
        return self.accessible(row) if self.accessible else self.text(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head(Generic[R]):
    """A group's own row. `words` follow the title in muted text; the title spans to the first cell given.

    `cells` are texts by column key; `draws` paint what is not plain text, given the group's rows.
    """

    title: str
    number: str = ""
    words: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    draws: Mapping[str, Callable[[QPainter, QRect], None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping(Generic[R]):
    """How rows are grouped: the group of a row, the order of groups, and each group's head.

    `head` gets the group's key and those of its rows that pass the filter. A group that is not in
    `order` comes last; one without rows is not shown.
    """

    of: Callable[[R], str]
    order: Callable[[], Sequence[str]]
    head: Callable[[str, Sequence[R]], Head[R]]


class GroupRow(Generic[R]):
    """A group in the flat list of the model."""

    __slots__ = ("_heads", "_make", "entries", "expanded", "key")

    def __init__(
        self,
        key: str,
        entries: "list[_Entry[R]]",
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


class _Entry(Generic[R]):
    """A row with what was worked out for it: its searchable text, its value in the column sorted by last,
    its group, and whether it passes the test."""

    __slots__ = ("group", "hay", "key", "passes", "row", "value")

    def __init__(self, key: Hashable, row: R) -> None:
        self.key, self.row = key, row
        self.hay: str | None = None
        self.value: Any = None
        self.group: Any = _UNKNOWN
        self.passes: bool | None = None


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows of one kind, filtered, sorted and grouped.

    `key` gives each row's lasting identity (an id). Rows are compared by identity (`is`), so handing in
    all rows again after an edit costs little. `also` adds words to what the filter looks through.
    """

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
        self._key, self._also = key, also
        self._entries: dict[Hashable, _Entry[R]] = {}
        self._ordered: list[_Entry[R]] = []
        self._found: dict[str, list[_Entry[R]]] = {}
        self._filter = ""
        self._test: Callable[[R], bool] | None = None
        self._sort: Column[R] | None = None
        self._descending = False
        self._grouping: Grouping[R] | None = None
        self._folded: set[str] = set()
        self._items: list[_Entry[R] | GroupRow[R]] = []
        self._keys: list[Hashable] = []  # theirs
        self._groups: list[int] = []  # the lines on which groups stand
        self._heads: dict[str, Head[R]] = {}
        self._valued: Column[R] | None = None  # the column that each entry's value is of
        self._shown = 0

    # What a page says.

    def set_rows(self, rows: Iterable[R]) -> None:
        """All rows, in their own order; what is known of rows that are the same objects is kept."""
        old = self._entries
        self._entries = {}
        for row in rows:
            key = self._key(row)
            entry = old.get(key)
            self._entries[key] = entry if entry is not None and entry.row is row else _Entry(key, row)
        self._reorder()

    def change_rows(self, rows: Iterable[R], gone: Iterable[Hashable] = ()) -> None:
        """Rows that changed or are new, and the keys of those that went; everything else stays."""
        changed, gone = list(rows), list(gone)
        if not gone and len(changed) <= _FEW and all(map(self._keeps_its_line, changed)):
            self._change_in_place(changed)
            return
        for row in changed:
            self._entries[self._key(row)] = _Entry(self._key(row), row)
        for key in gone:
            self._entries.pop(key, None)
        self._reorder()

    def set_filter(self, text: str) -> None:
        """Show only rows that hold every one of these words, in any column."""
        text = " ".join(text.casefold().split())
        if text != self._filter:
            self._filter = text
            self._derive()

    def set_test(self, keep: Callable[[R], bool] | None) -> None:
        """Show only rows that pass (a saved view, a token), besides the filter."""
        self._test = keep
        for entry in self._entries.values():
            entry.passes = None
        self._found.clear()
        self._derive()

    def set_grouping(self, grouping: Grouping[R] | None) -> None:
        """Group the rows, or show them flat. Which groups are folded is kept by their keys."""
        if grouping is None or self._grouping is None or grouping.of is not self._grouping.of:
            for entry in self._entries.values():
                entry.group = _UNKNOWN
        self._grouping = grouping
        self._derive()

    def sort_by(self, key: str, descending: bool = False) -> None:
        """Sort by that column; "" restores the rows' own order."""
        self._sort = next((column for column in self.columns if column.key == key), None)
        self._descending = descending
        if self._sort not in (None, self._valued):
            self._valued = self._sort
            for entry in self._entries.values():
                entry.value = None
        self._reorder(same_rows=True)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def fold(self, key: str, folded: bool) -> None:
        """Open or fold a group."""
        (self._folded.add if folded else self._folded.discard)(key)
        self._derive(same_rows=True)

    def prepare(self) -> Iterator[None]:
        """Work out the searchable texts, a few rows a turn: for `Slices`, after the first paint."""
        for n, entry in enumerate(list(self._entries.values())):
            if entry.hay is None:
                entry.hay = self._hay(entry.row)
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
        """The key of the sorted column ("" for none) and whether it runs downwards."""
        return (self._sort.key if self._sort else "", self._descending)

    @property
    def folded(self) -> frozenset[str]:
        """The keys of the folded groups."""
        return frozenset(self._folded)

    def rows(self) -> list[R]:
        """The rows that pass the filter, in the order shown, folded ones too."""
        if self._grouping is None:
            return [item.row for item in self._items if isinstance(item, _Entry)]
        groups = (self._items[line] for line in self._groups)
        return [entry.row for group in groups if isinstance(group, GroupRow) for entry in group.entries]

    def every_row(self) -> list[R]:
        """All rows, hidden ones too, in their own order."""
        return [entry.row for entry in self._entries.values()]

    def row_of(self, key: Hashable) -> R | None:
        """The row with this key, hidden or not; None where there is none."""
        entry = self._entries.get(key)
        return entry.row if entry is not None else None

    def row_at(self, index: int) -> R | None:
        """The row on that line; None on a group's line or past the end."""
        item = self.item_at(index)
        return item.row if isinstance(item, _Entry) else None

    def group_at(self, index: int) -> GroupRow[R] | None:
        """The group on that line, or None."""
        item = self.item_at(index)
        return item if isinstance(item, GroupRow) else None

    def item_at(self, index: int) -> "_Entry[R] | GroupRow[R] | None":
        """What is on that line."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def key_at(self, index: int) -> Hashable | None:
        """The key of the row or group on that line."""
        item = self.item_at(index)
        return item.key if item is not None else None

    def line_of(self, key: Hashable) -> int:
        """The line of that row or group; -1 where it is not shown."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def lines_of_groups(self) -> list[int]:
        """The lines on which groups stand."""
        return list(self._groups)

    def sentence(self, row: R) -> str:
        """The whole row in words, for a screen reader."""
        return ", ".join(filter(None, (column.spoken(row) for column in self.columns)))

    # How it is worked out.

    def _hay(self, row: R) -> str:
        words = [column.text(row) for column in self.columns]
        if self._also:
            words.append(self._also(row))
        return "\n".join(words).casefold()

    def _value(self, column: Column[R]) -> Callable[[R], Any]:
        return column.sort or (lambda row: column.text(row).casefold() or None)

    def _keeps_its_line(self, row: R) -> bool:
        """Whether a changed row passes, sorts and groups as the one it takes the place of."""
        entry = self._entries.get(self._key(row))
        if entry is None or (self._test is not None and self._test(row) != entry.passes):
            return False
        if self._sort is not None and self._value(self._sort)(row) != entry.value:
            return False
        if self._grouping is not None and self._grouping.of(row) != self._grouping.of(entry.row):
            return False
        words, before = self._filter.split(), entry.hay
        if words and before is None:
            before = self._hay(entry.row)
        return not words or _holds(self._hay(row), words) == _holds(before or "", words)

    def _change_in_place(self, rows: Sequence[R]) -> None:
        """The usual edit of a large plan: the lists hold the entries themselves, so none is made anew."""
        for row in rows:
            entry = self._entries[self._key(row)]
            entry.row, entry.hay = row, None
            if self._sort is None:
                entry.value = None  # it may be of a column sorted by before
            if self._grouping is not None:
                self._heads.pop(self._grouping.of(row), None)
        self._found = {text: found for text, found in self._found.items() if text in ("", self._filter)}
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._items:
            last = self.index(len(self._items) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _reorder(self, *, same_rows: bool = False) -> None:
        entries = list(self._entries.values())
        if self._sort is not None:
            value = self._value(self._sort)
            for entry in entries:
                if entry.value is None:
                    entry.value = value(entry.row)
            full = [entry for entry in entries if entry.value is not None]
            full.sort(key=attrgetter("value"), reverse=self._descending)
            entries = full + [entry for entry in entries if entry.value is None]
        self._ordered = entries
        self._found.clear()
        self._derive(same_rows=same_rows)

    def _matching(self, text: str) -> list[_Entry[R]]:
        """The rows that hold the words; typing on narrows the last result, deleting finds an older one."""
        if "" not in self._found:
            self._found[""] = self._ordered if self._test is None else self._passing(self._test)
        start = next(text[:n] for n in range(len(text), -1, -1) if text[:n] in self._found)
        known = self._found[start]
        if start != text:
            for entry in known:
                if entry.hay is None:
                    entry.hay = self._hay(entry.row)
            for word in text[len(start.rpartition(" ")[0]) :].split():
                known = [entry for entry in known if word in entry.hay]  # type: ignore[operator]
            self._found[text] = known
        return known

    def _passing(self, test: Callable[[R], bool]) -> list[_Entry[R]]:
        for entry in self._ordered:
            if entry.passes is None:
                entry.passes = test(entry.row)
        return [entry for entry in self._ordered if entry.passes]

    def _derive(self, *, same_rows: bool = False) -> None:
        """The lines anew. `same_rows`: as many pass as before, so what the groups' heads say still holds."""
        if not same_rows:
            self._heads = {}
        matching = self._matching(self._filter)
        items: list[_Entry[R] | GroupRow[R]] = list(matching)
        groups: list[int] = []
        if self._grouping is not None:
            items, groups = self._grouped(self._grouping, matching)
        self._shown = len(matching)
        keys = list(map(_KEY, items))
        same = groups == self._groups and keys == self._keys
        self._groups, self._keys = groups, keys
        if same:  # rows and groups stand on the same lines: only their content is new
            self._items = items
            self._tell_changed()
            return
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def _grouped(
        self, grouping: Grouping[R], matching: "list[_Entry[R]]"
    ) -> "tuple[list[_Entry[R] | GroupRow[R]], list[int]]":
        """The lines, and which of them are groups."""
        lines: list[int] = []
        groups: defaultdict[str, list[_Entry[R]]] = defaultdict(list)
        for entry in matching:
            if entry.group is _UNKNOWN:
                entry.group = grouping.of(entry.row)
            groups[entry.group].append(entry)
        items: list[_Entry[R] | GroupRow[R]] = []
        first = [key for key in grouping.order() if key in groups]
        for key in (*first, *(key for key in groups if key not in first)):
            expanded = key not in self._folded
            lines.append(len(items))
            items.append(GroupRow(key, groups[key], expanded, grouping, self._heads))
            if expanded:
                items.extend(groups[key])
        return items, lines

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
            if index.column() == 0:
                return item.sentence if role == Qt.ItemDataRole.AccessibleTextRole else item.head.title
            return item.head.cells.get(column.key, "")
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self.sentence(item.row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.spoken(item.row) or 'none'}"
        return column.text(item.row)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.AccessibleTextRole and column is self._sort:
            return f"{column.title}, sorted {'downwards' if self._descending else 'upwards'}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _USABLE if index.isValid() else Qt.ItemFlag.NoItemFlags


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)
