"""The menu of a column's head, as spreadsheets have it: its order, its values to tick, its place."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from tracker.domain import british
from tracker.frozen import dataclass
from ui.fonts import font, metrics
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.frames import Line, button, column, label, room_on_screen, row
from ui.widgets.paint import put, rounded
from ui.widgets.pressable import PushButton
from ui.widgets.rows import RowsModel

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

_WIDE = 320
_ROW_HIGH = 28
_MOST_ROWS, _LEAST_ROWS = 9, 3  # values in sight at once
_BLANK = "(blank)"


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of the column, and how many of the rows that could be shown have it."""

    text: str
    count: int
    ticked: bool


class HeadMenu(QFrame):
    """Acts on the table at once, and stays open while values are ticked. Escape or a click beside closes it.

    Up and Down go from line to line; letters typed search the values, and Enter in the search
    shows only what it found.
    """

    def __init__(self, grid: "Grid[Any]", key: str) -> None:
        super().__init__(grid, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        found = grid.rows.column(key)
        assert found is not None
        self._grid, self._key, self._column = grid, key, found
        self.setAccessibleName(f"{found.title}: order, values and place of the column")
        self.lines: list[QPushButton] = []
        parts: list[QWidget | QLayout | int] = [*self._orders(), 2, Line(), 2]
        if found.pickable:
            parts += [*self._values(), 2, Line(), 2]
        parts += self._places()
        self.setLayout(column(*parts, gap=2, margin=6))
        self.setFixedWidth(px(_WIDE))

    def pop_up(self, where: QPoint) -> None:
        """Open it below a point of the screen, or where there is room."""
        self.adjustSize()
        room, size = room_on_screen(self._grid), self.size()
        if self._column.pickable and size.height() > room.height():
            too_many = -(-(size.height() - room.height()) // self.list.rowHeight(0))
            self._show_lines(max(_LEAST_ROWS, self._lines - too_many))
            self.adjustSize()
            size = self.size()
        x = max(room.left(), min(where.x(), room.right() - size.width()))
        y = max(room.top(), min(where.y(), room.bottom() - size.height()))
        self.move(x, y)
        self.show()
        self.lines[0].setFocus(Qt.FocusReason.PopupFocusReason)

    # Its lines.

    def _line(self, text: str, icon_name: str, act: Callable[[], object], *, on: bool = False) -> QPushButton:
        made = _MenuLine(text, "check" if on else icon_name)
        made.clicked.connect(act)
        made.installEventFilter(self)
        self.lines.append(made)
        return made

    def _orders(self) -> list[QWidget | QLayout]:
        sorts = self._grid.rows.sorts
        up, down = (
            self._line(
                f"Sort {way}wards",
                f"arrow-{way}",
                partial(self._sort, way == "down"),
                on=sorts[:1] == ((self._key, way == "down"),),
            )
            for way in ("up", "down")
        )
        lines: list[QWidget | QLayout] = [row(up, down, gap=2)]
        if self._key in dict(sorts):
            lines.append(self._line("Take out of the sort", "list-minus", self._unsort))
        elif sorts:
            lines.append(self._line("Add to the sort", "list-plus", self._sort_besides))
        return lines

    def _places(self) -> list[QWidget | QLayout]:
        places = self._grid.places
        lines: list[QWidget | QLayout] = []
        if places.can_fit(self._key):
            lines.append(self._line("Size to fit", "move-horizontal", partial(self._place, places.fit)))
        moves = [
            self._line(
                f"Move {words}", f"arrow-{words}", partial(self._place, partial(places.move, step=step))
            )
            for step, words in ((-1, "left"), (1, "right"))
            if places.can_move(self._key, step)
        ]
        lines.append(row(*moves, gap=2))
        if not (self._column.keep or self._column.stretch):
            lines.append(self._line("Hide this column", "eye-off", partial(self._place, places.hide)))
        return lines

    def _sort(self, down: bool) -> None:
        self.close()
        self._grid.rows.sort_by(self._key, down)

    def _sort_besides(self) -> None:
        self.close()
        self._grid.rows.sort_by_several([*self._grid.rows.sorts, (self._key, False)])

    def _unsort(self) -> None:
        self.close()
        self._grid.rows.sort_by_several([each for each in self._grid.rows.sorts if each[0] != self._key])

    def _place(self, act: Callable[[str], object]) -> None:
        self.close()
        act(self._key)

    # The values.

    def _values(self) -> list[QWidget]:
        from ui.widgets.grid import Grid

        self._counts = self._grid.rows.values_of(self._key)
        title = self._column.title
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search these values")
        self.search.setAccessibleName(f"Search the values of {title}")
        self.search.setFont(font(13))
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._searched)
        shown: Column[_Value] = Column(
            key="value",
            title="Value",
            text=lambda value: value.text,
            accessible=_spoken,
            width=120,
            stretch=True,
            draw=_draw_value,
        )
        self.model: RowsModel[_Value] = RowsModel([shown], lambda value: value.text, parent=self)
        self.list: Grid[_Value] = Grid(self.model, f"Values of {title}", row_high=_ROW_HIGH)
        self.list.head.hide()
        self._show_lines(min(max(len(self._counts), 1), _MOST_ROWS))
        self.list.opened.connect(self._toggle)
        self.list.typed.connect(self._typed)
        self.list.clicked.connect(self._clicked)
        self.list.installEventFilter(self)
        everything = button("All", "link", small=True, press=self._tick_all)
        nothing = button("None", "link", small=True, press=self._tick_none)
        for each, words in ((everything, "Tick all values"), (nothing, "Tick no value")):
            each.setAccessibleName(f"{words} found")
        self._told = label("", 13, muted=True)
        line = row(everything, nothing, None, self._told, gap=8)
        line.setContentsMargins(px(6), 0, px(8), 0)
        below = QWidget()
        below.setLayout(line)
        self._show_values()
        return [self.search, self.list, below]

    def _show_lines(self, count: int) -> None:
        self._lines = count
        self.list.setFixedHeight(count * self.list.verticalHeader().defaultSectionSize())

    @property
    def _ticked(self) -> frozenset[str]:
        chosen = self._grid.rows.valued.get(self._key)
        return frozenset(self._counts) if chosen is None else chosen

    def _show_values(self) -> None:
        ticked = self._ticked
        values = [_Value(text, count, text in ticked) for text, count in self._counts.items()]
        old = {value.text: value for value in self.model.every_row()}
        self.model.set_rows(old[each.text] if old.get(each.text) == each else each for each in values)
        self._told.setText(
            f"{sum(value.ticked for value in values)} of {british.plural(len(values), 'value')}"
        )

    def _tick(self, ticked: frozenset[str]) -> None:
        everything = ticked >= frozenset(self._counts)
        self._grid.rows.set_values(self._key, None if everything else ticked)
        self._show_values()

    def _found(self) -> frozenset[str]:
        return frozenset(value.text for value in self.model.rows())

    def _tick_all(self) -> None:
        self._tick(self._ticked | self._found())

    def _tick_none(self) -> None:
        self._tick(self._ticked - self._found())

    def _toggle(self, value: _Value) -> None:
        self._tick(self._ticked ^ {value.text})

    def _clicked(self, index: QModelIndex) -> None:
        value = self.model.row_at(index.row())
        if value is not None:
            self._toggle(value)

    def _searched(self, text: str) -> None:
        self.model.set_filter(text)

    def _typed(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.insert(text)

    # The keyboard.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down from line to line, in and out of the values; Space ticks one."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = event.key()
        if self._column.pickable and watched is self.list:
            if key == Qt.Key.Key_Space and self.list.current is not None:
                self._toggle(self.list.current)
                return True
            line, last = self.list.currentIndex().row(), self.model.rowCount() - 1
            if not (key == Qt.Key.Key_Up and line <= 0) and not (key == Qt.Key.Key_Down and line >= last):
                return super().eventFilter(watched, event)
        elif (
            self._column.pickable and watched is self.search and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if self.search.text().strip() and self._found():
                self._tick(self._found())
            self.close()
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
            return True
        text = event.text()
        if self._column.pickable and watched is not self.search and text.strip() and text.isprintable():
            self._typed(text)
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with the edge that menus have."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().surface)
        rounded(painter, self.rect(), tokens().surface, tokens().border, radius=0)
        painter.end()


class _MenuLine(PushButton):
    """A line of the menu: an icon and words, filled where the keyboard or the mouse is."""

    def __init__(self, text: str, icon_name: str) -> None:
        super().__init__(text)
        self._icon = icon_name
        self.setFont(font(13))
        self.setMouseTracking(True)
        self.setFixedHeight(px(_ROW_HIGH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        if self.hasFocus() or self.underMouse():
            rounded(painter, self.rect(), t.selection, t.focus if self.hasFocus() else None, radius=4)
        draw_icon(painter, self._icon, px(8), (self.height() - px(14)) / 2, 14, t.muted)
        put(painter, self.rect().adjusted(px(32), 0, -px(8), 0), self.text())
        painter.end()


def _spoken(value: _Value) -> str:
    told = f"{value.text or 'blank'}, {british.plural(value.count, 'row')}"
    return f"{told}, {'ticked' if value.ticked else 'not ticked'}"


def _draw_value(painter: QPainter, rect: QRect, value: _Value, selected: bool) -> None:
    t = tokens()
    box = QRect(rect.x() - px(6), rect.center().y() - px(7) + 1, px(14), px(14))
    rounded(painter, box, t.accent if value.ticked else t.surface, None if value.ticked else t.edge, radius=4)
    if value.ticked:
        draw_icon(painter, "check", box.x() + px(1), box.y() + px(1), 12, t.on_accent)
    put(painter, rect, str(value.count), colour=t.muted, right=True)
    left, counted = box.right() + px(9), metrics(13).horizontalAdvance(str(value.count)) + px(10)
    words = QRect(left, rect.y(), rect.right() - left - counted, rect.height())
    put(painter, words, value.text or _BLANK, colour=t.text if value.text else t.muted)
