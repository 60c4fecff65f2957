"""Which columns a table shows, and in which order: chosen with the table in sight, at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from tracker.frozen import dataclass
from ui.dialogs.help_key import HelpKey
from ui.dialogs.sizing import open_at
from ui.fonts import SEMIBOLD
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.columns import Column, Grouping, Head
from ui.widgets.filter_field import FilterField
from ui.widgets.frames import Card, Line, button, column, label, row
from ui.widgets.grid import Grid
from ui.widgets.paint import rounded
from ui.widgets.rows import RowsModel

_OWN = "Own columns"
_WITH = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Choice:
    """A column of the table. `place` is its place among those chosen, from 1; 0 where it is not chosen."""

    key: str
    title: str
    group: str
    place: int
    stays: bool
    has_room: bool


class ColumnsDialog(QDialog):
    """Enter, Space or a click on its tick shows a column or hides it; Alt+Shift with an arrow moves it.

    `groups` are titles with the keys of the columns below them; columns in none are the council's own.
    """

    def __init__(
        self, parent: QWidget | None, table: Grid[Any], groups: Sequence[tuple[str, Sequence[str]]]
    ) -> None:
        super().__init__(parent)
        HelpKey(self)
        self._table = table
        self._titles = [title for title, _ in groups]
        self._group_of = {key: title for title, keys in groups for key in keys}
        self._known: dict[str, Choice] = {}
        self.setWindowTitle("Columns")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        columns: tuple[Column[Choice], ...] = (
            Column(key="tick", title="", text=_tick_words, draw=_draw_tick, width=26, keep=True),
            Column(key="title", title="Column", text=_title, width=200, stretch=True),
            Column(key="place", title="Place", text=_place, width=150, muted=True),
        )
        self.rows: RowsModel[Choice] = RowsModel(columns, key=_key, parent=self)
        self.rows.set_grouping(Grouping(of=_group, order=self._order, head=_head))
        self.filter = FilterField("Find a column", "Type to find a column")
        self.grid: Grid[Choice] = Grid(self.rows, "Columns of the table")
        self.earlier = button("Further left", icon_name="arrow-left", press=self._move_left)
        self.later = button("Further right", icon_name="arrow-right", press=self._move_right)
        self.first = button("As at first", "ghost", press=self._as_at_first)
        self.close_button = button("Close", "primary", press=self.accept)
        self._lay_out()
        self._connect()
        self._show()
        self.filter.setFocus()

    def _lay_out(self) -> None:
        about = "Those ticked are shown from left to right as far as there is room."
        head = column(label("Columns", 16, SEMIBOLD), label(about, 13, muted=True, wrap=True), gap=2)
        card = Card()
        card.body.setContentsMargins(px(8), px(8), px(8), px(4))
        card.body.setSpacing(px(8))
        card.body.addWidget(self.filter)
        card.body.addWidget(self.grid, 1)
        moves = row(self.earlier, self.later, None, self.first)
        inside = column(head, card, moves, gap=12)
        inside.setStretch(1, 1)
        inside.setContentsMargins(px(24), px(20), px(24), px(12))
        foot = row(None, self.close_button)
        foot.setContentsMargins(px(24), px(12), px(24), px(12))
        outer = column(inside, Line("border"), foot, gap=0)
        outer.setStretch(0, 1)
        self.setLayout(outer)
        open_at(self, 520, 600)

    def _connect(self) -> None:
        self.filter.filtered.connect(self.rows.set_filter)
        self.filter.stand_above(self.grid)
        self.grid.opened.connect(self._switch)
        self.grid.clicked.connect(self._clicked)
        self.grid.moved.connect(self._moved)
        self.grid.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list that do something to the column there."""
        if watched is self.grid and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            choice, key = self.grid.current, event.key()
            if key == Qt.Key.Key_Space and not held and choice is not None:
                self._switch(choice)
                return True
            if held == _WITH and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(-1 if key == Qt.Key.Key_Up else 1)
                return True
        return super().eventFilter(watched, event)

    # What it shows.

    def _order(self) -> list[str]:
        return [*self._titles, _OWN]

    def _show(self) -> None:
        """The columns as the table has them; those that are as they were stay the same rows."""
        shown, chosen = self._table.shown_columns(), self._chosen()
        in_sight = {self._table.rows.columns[n].key for n in shown}
        rows = []
        for each in self._table.rows.columns:
            place = chosen.index(each.key) + 1 if each.key in chosen else 0
            group = self._group_of.get(each.key, _OWN)
            stays, room = each.keep or each.stretch, each.key in in_sight
            made = Choice(each.key, each.title, group, place, stays, room)
            rows.append(made if self._known.get(each.key) != made else self._known[each.key])
        self._known = {each.key: each for each in rows}
        self.rows.set_rows(rows)
        self._moved(self.grid.current)

    def _chosen(self) -> list[str]:
        """The keys of the columns asked for, from left to right."""
        kept = self._table.column_layout
        stay = {each.key for each in self._table.rows.columns if each.keep or each.stretch}
        return [key for key in kept["order"] if key in stay or key in kept["shown"]]

    def _moved(self, choice: Choice | None) -> None:
        last = len(self._chosen())
        self.earlier.setEnabled(choice is not None and choice.place > 1)
        self.later.setEnabled(choice is not None and 0 < choice.place < last)

    # What is done in it.

    def _clicked(self, index: QModelIndex) -> None:
        choice = self.rows.row_at(index.row())
        if choice is not None and self.rows.columns[index.column()].key == "tick":
            self._switch(choice)

    def _switch(self, choice: Choice) -> None:
        """Show the column, to the right of those shown, or hide it."""
        if choice.stays:
            return
        chosen = [key for key in self._chosen() if key != choice.key]
        self._put(chosen if choice.place else [*chosen, choice.key])

    def _move_left(self) -> None:
        self._move(-1)

    def _move_right(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        choice, chosen = self.grid.current, self._chosen()
        if choice is None or not choice.place:
            return
        at = choice.place - 1
        if 0 <= at + step < len(chosen):
            chosen[at], chosen[at + step] = chosen[at + step], chosen[at]
            self._put(chosen)

    def _put(self, chosen: list[str]) -> None:
        """Exactly these, in this order; the others come after them as they stood."""
        kept: Mapping[str, Any] = self._table.column_layout
        rest = [key for key in kept["order"] if key not in chosen]
        self._lay({**kept, "order": [*chosen, *rest], "shown": chosen})

    def _as_at_first(self) -> None:
        self._lay({})

    def _lay(self, kept: Mapping[str, Any]) -> None:
        self._table.set_column_layout(kept)
        self._table.layout_changed.emit()
        self._show()


def _key(choice: Choice) -> str:
    return choice.key


def _title(choice: Choice) -> str:
    return choice.title


def _group(choice: Choice) -> str:
    return choice.group


def _tick_words(choice: Choice) -> str:
    return "always shown" if choice.stays else "shown" if choice.place else "not shown"


def _place(choice: Choice) -> str:
    if not choice.place:
        return ""
    return str(choice.place) if choice.has_room else f"{choice.place}, no room now"


def _head(title: str, rows: Sequence[Choice]) -> Head[Choice]:
    ticked = sum(bool(each.place) for each in rows)
    return Head(title=title, words=f"{ticked} of {len(rows)} shown")


def _draw_tick(painter: QPainter, rect: QRect, choice: Choice, selected: bool) -> None:
    t, on = tokens(), bool(choice.place)
    box = QRect(rect.x(), rect.center().y() - px(8) + 1, px(16), px(16))
    ground = (t.edge if choice.stays else t.accent) if on else t.surface
    rounded(painter, box, ground, None if on else t.edge, radius=4)
    if on:
        draw_icon(painter, "check", box.x() + px(1), box.y() + px(1), 14, t.on_accent)
