"""Which columns of a table are shown, in which order, and how wide: the program's part and the person's."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel

from ui.fonts import SEMIBOLD, metrics
from ui.theme import px

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

_FIRST, _CELL, _LAST = 16, 8, 16  # left of the first cell, on both sides of a cell, right of the last
_EASE = 200  # the stretching column is at ease with this much more than its least
_NARROW = 40  # no column is made narrower by hand
_LOOKED_AT = 500  # rows measured to fit a column to them


class ColumnLayout:
    """Gives the columns of a table their places and widths, again whenever the room changes.

    `chosen` are the keys of the columns asked for; `sizes` the widths the person gave some, in pixels of
    the design. The stretching column always takes what the others leave.
    """

    def __init__(self, grid: "Grid[Any]") -> None:
        self._grid = grid
        self._columns = grid.rows.columns
        self.chosen = tuple(column.key for column in self._columns if column.shown)
        self.sizes: dict[str, int] = {}
        self._ends = (0, 0)  # the first and the last column shown
        self._is_putting = False
        head = grid.head
        head.sectionMoved.connect(self._moved)
        head.edge_dragged.connect(self.drag)
        head.edge_let_go.connect(grid.layout_changed)
        head.edge_doubled.connect(self._edge_doubled)

    def number(self, key: str) -> int:
        """Which column has that key; -1 for none."""
        return next((n for n, column in enumerate(self._columns) if column.key == key), -1)

    # The person's part.

    def to_json(self) -> dict[str, Any]:
        """The order of all columns, the widths given by hand and the columns asked for."""
        order = [self._columns[n].key for n in self._in_order()]
        return {"order": order, "sizes": dict(self.sizes), "shown": list(self.chosen)}

    def put(self, kept: Mapping[str, Any]) -> None:
        """As `to_json` gave it, perhaps for other columns; what is missing or not known is as at first."""
        keys = [column.key for column in self._columns]
        shown, sizes, order = (kept.get(each) for each in ("shown", "sizes", "order"))
        first = (column.key for column in self._columns if column.shown)
        self.chosen = tuple(shown if isinstance(shown, list | tuple) else first)
        given = sizes.items() if isinstance(sizes, Mapping) else ()
        self.sizes = {key: max(_NARROW, size) for key, size in given if isinstance(size, int)}
        places = [key for key in order if key in keys] if isinstance(order, list | tuple) else []
        for n, key in enumerate(keys):
            if key not in places:  # a new column stands beside the one it was made beside
                places.insert(places.index(keys[n - 1]) + 1 if n else 0, key)
        self._is_putting = True
        for place, key in enumerate(places):
            self._grid.head.moveSection(self._grid.head.visualIndex(keys.index(key)), place)
        self._is_putting = False
        self._grid.lay_columns()

    def hide(self, key: str) -> None:
        """Leave the column out until it is chosen again; those that always stay do."""
        self._grid.choose_columns([each for each in self.chosen if each != key])
        self._grid.layout_changed.emit()

    def can_move(self, key: str, step: int) -> bool:
        """Whether there is a place further to the left (-1) or the right (1)."""
        shown = self.shown()
        return 0 <= shown.index(self.number(key)) + step < len(shown)

    def move(self, key: str, step: int) -> None:
        """Put the column one place to the left (-1) or the right (1), among those shown."""
        if self.can_move(key, step):
            shown, head, n = self.shown(), self._grid.head, self.number(key)
            head.moveSection(head.visualIndex(n), head.visualIndex(shown[shown.index(n) + step]))

    def _moved(self) -> None:
        if not self._is_putting:
            self._grid.lay_columns()
            self._grid.layout_changed.emit()

    def can_fit(self, key: str) -> bool:
        """Whether the column has a width of its own: the one that takes what is left has none."""
        return not self._columns[self.number(key)].stretch

    def _edge_doubled(self, n: int) -> None:
        self.fit(self._columns[n].key)

    def fit(self, key: str) -> None:
        """As wide as what the rows in sight and those near them say in it, up to half of the room."""
        if not self.can_fit(key):
            return
        n = self.number(key)
        grid, column = self._grid, self._columns[n]
        first = max(0, grid.rowAt(0) - _LOOKED_AT // 2)
        rows = filter(None, map(grid.rows.row_at, range(first, first + _LOOKED_AT)))
        measure = metrics(13, SEMIBOLD if column.strong else 400)
        texts = {column.text(row) for row in rows}
        widest = max((measure.horizontalAdvance(text) for text in texts), default=0)
        if column.draw is not None:  # what is painted beside the words is not known
            widest = max(widest, px(column.width - 2 * _CELL))
        widest = max(widest, metrics(13, SEMIBOLD).horizontalAdvance(column.title) + px(20))
        room = min(widest + px(2 * _CELL + 1), grid.viewport().width() // 2)
        self.sizes[key] = max(_NARROW, _design(room) + self._margins(n, self.shown()))
        grid.lay_columns()
        grid.layout_changed.emit()

    def drag(self, n: int, wide: int) -> None:
        """Move the edge right of column `n` so that it is `wide` pixels: the next column gives or takes."""
        shown = self.shown()
        place = shown.index(n)
        if place + 1 == len(shown):
            return
        head, other = self._grid.head, shown[place + 1]
        for each in shown:  # else those that grow would do so under the mouse
            if not self._columns[each].stretch:
                self.sizes.setdefault(self._columns[each].key, _design(head.sectionSize(each)))
        both = head.sectionSize(n) + head.sectionSize(other)
        wide = min(max(wide, self._least(n)), both - self._least(other))
        for each, size in ((n, wide), (other, both - wide)):
            if not self._columns[each].stretch:
                self.sizes[self._columns[each].key] = _design(size)
        self._grid.lay_columns()

    def _least(self, n: int) -> int:
        return px(self._columns[n].width if self._columns[n].stretch else _NARROW)

    # The program's part.

    def lay(self) -> None:
        """Give each column its width; where there is too little room, some leave from the right."""
        columns, order, wanted = self._columns, self._in_order(), self.asked_for()
        self._grid.rows.hear(columns[n].key for n in wanted)  # whether or not there is room for all
        room = self._grid.viewport().width()
        while self._needed(wanted) - sum(map(self._gives, wanted)) > room:
            leaver = next((n for n in reversed(wanted) if not (columns[n].keep or columns[n].stretch)), None)
            if leaver is None:
                break
            wanted.remove(leaver)
        spare, short = max(0, room - self._needed(wanted)), max(0, self._needed(wanted) - room)
        more = self._growth(wanted, max(0, spare - px(_EASE)) // 2)
        spare -= sum(more.values())
        self._ends = (wanted[0], wanted[-1]) if wanted else (0, 0)
        header = self._grid.head
        for n, column in enumerate(columns):
            header.setSectionHidden(n, n not in wanted)
            if n in wanted:
                extra, less = spare if column.stretch else more.get(n, 0), min(short, self._gives(n))
                header.resizeSection(n, self._wide(n, wanted) + extra - less)
                short -= less
        if self._grid.is_sheet:
            self._keep_keyboard_in_sight(order, wanted)

    def _keep_keyboard_in_sight(self, order: list[int], wanted: list[int]) -> None:
        """Where its column left, the next one to the left has it."""
        index = self._grid.currentIndex()
        if index.isValid() and index.column() not in wanted:
            before = [n for n in order[: order.index(index.column())] if n in wanted]
            there = index.siblingAtColumn((before or wanted)[-1])
            self._grid.selectionModel().setCurrentIndex(there, QItemSelectionModel.SelectionFlag.NoUpdate)

    def asked_for(self) -> list[int]:
        """The numbers of the columns that are to be shown, from left to right, room for all or not."""
        chosen = {*self.chosen, *(each.key for each in self._columns if each.keep or each.stretch)}
        return [n for n in self._in_order() if self._columns[n].key in chosen]

    def shown(self) -> list[int]:
        """The numbers of the columns there is room for, from left to right."""
        header = self._grid.head
        return [n for n in self._in_order() if not header.isSectionHidden(n)]

    def inner(self, n: int) -> tuple[int, int]:
        """How far the text of a cell stands from the edges of column `n`, in pixels."""
        return (
            px(_FIRST if n == self._ends[0] else _CELL),
            px(_LAST if n == self._ends[1] else _CELL),
        )

    def _in_order(self) -> list[int]:
        header = self._grid.head
        return [header.logicalIndex(place) for place in range(len(self._columns))]

    def _growth(self, wanted: list[int], room: int) -> dict[int, int]:
        """How much wider the columns become that are worth it, each by the same part of what it may grow."""
        columns = self._columns
        growing = [n for n in wanted if columns[n].most and columns[n].key not in self.sizes]
        most = {n: px(columns[n].most - columns[n].width) for n in growing}
        part = min(1.0, room / sum(most.values())) if most else 0.0
        return {n: int(each * part) for n, each in most.items()}

    def _gives(self, n: int) -> int:
        """How much narrower a column can be before another leaves."""
        column = self._columns[n]
        return px(column.width - column.least) if column.least and column.key not in self.sizes else 0

    def _wide(self, n: int, wanted: list[int]) -> int:
        column = self._columns[n]
        if column.key in self.sizes and not column.stretch:
            return px(self.sizes[column.key])
        return px(column.width + self._margins(n, wanted))

    def _margins(self, n: int, wanted: list[int]) -> int:
        """What the outermost columns have at the table's edges more than others."""
        return (_FIRST - _CELL if n == wanted[0] else 0) + (_LAST - _CELL if n == wanted[-1] else 0)

    def _needed(self, wanted: list[int]) -> int:
        return sum(self._wide(n, wanted) for n in wanted)


def _design(pixels: int) -> int:
    """A width in pixels of the design."""
    return round(pixels * 100 / px(100))
