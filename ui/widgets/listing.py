"""A table below its filter; where it shows no row, why not and what to do about it."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.theme import px
from ui.widgets.filter_field import FilterField
from ui.widgets.frames import Card, Empty, Segments, label, row
from ui.widgets.grid import Grid


class Listing(Card):
    """One of `grids` at a time, below `filter` and over `foot`, the words that count its rows.

    Besides the words typed, `choices` narrow it; a choice that has no test, such as "all", lets all pass.
    In the grid's place stands `none` where the plan has no such row, alone on the page, and where none
    passes the sentence `none_fits` with a button that shows all again.
    """

    looked_at = Signal()  # the rows shown, or the one that has the keyboard, may be others

    def __init__(
        self,
        name: str,
        *grids: Grid[Any],
        choices: Segments,
        tests: Mapping[str, Callable[[Any], bool]],
        none: Empty,
        none_fits: str,
    ) -> None:
        super().__init__()
        self._grids, self.choices, self._tests, self.none = grids, choices, tests, none
        self.grid = grids[0]
        self.filter = FilterField(name)
        self.filter.filtered.connect(self._filtered)
        self.filter.left.connect(self.take_keyboard)
        self.filter.dropped.connect(self._drop)
        self.filter.taken_back.connect(self._take_back)
        self.none_fits = Empty(none_fits, "Others are hidden by what you typed or chose.", "Show all")
        self.none_fits.pressed.connect(self.show_all)
        self.stack = QStackedWidget()
        for part in (*grids, none, self.none_fits):
            self.stack.addWidget(part)
        self.top = row(self.filter)
        self.top.setContentsMargins(px(8), px(8), px(8), px(8))
        self.foot = label("", 13, muted=True, wrap=True)
        below = row(self.foot)
        below.setContentsMargins(px(16), px(8), px(16), px(8))
        self.body.addLayout(self.top)
        self.body.addWidget(self.stack, 1)
        self.body.addLayout(below)
        for each in grids:
            each.typed.connect(self.filter.begin)
            each.rows.values_changed.connect(self.look)
            each.rows.set_test(tests.get(choices.chosen))
        choices.changed.connect(self.narrow)

    def turn_to(self, grid: Grid[Any]) -> None:
        """Show this one of the grids."""
        self.grid = grid
        self.look()

    def look(self) -> None:
        """Show the rows there are now, one of them selected: to be called whenever other rows came."""
        rows = self.grid.rows
        if not self.grid.currentIndex().isValid():
            self.grid.go_to(rows.key_at(rows.line_near(0)))
        nothing = self.none_fits if rows.total else self.none
        self.stack.setCurrentWidget(self.grid if self.has_rows() else nothing)
        for each in (self.filter, self.choices, self.foot):
            each.setVisible(bool(rows.total))
        self.filter.show_tokens([(key, *self._ticked(key, values)) for key, values in rows.valued.items()])
        self.looked_at.emit()

    def has_rows(self) -> bool:
        """Whether the table has rows to show, or will have."""
        return bool(self.grid.rows.shown)

    def narrow(self, choice: str) -> None:
        """Make that choice."""
        self.choices.choose(choice)
        for each in self._grids:
            each.rows.set_test(self._tests.get(choice))
        self.look()

    def show_all(self) -> None:
        """Take away what was typed, ticked in the heads and chosen."""
        self.filter.edit.clear()
        for each in self._grids:
            for key in each.rows.valued:
                each.rows.set_values(key, None)
        self.narrow("all")

    def reveal(self, key: str) -> bool:
        """Select the row with this key, whatever hides it; False where there is none."""
        if not self.grid.go_to(key):
            self.show_all()
        return self.grid.go_to(key)

    def take_keyboard(self) -> None:
        """To the table; where no row is shown, to what can be done about it."""
        shown = self.stack.currentWidget()
        (shown.button if isinstance(shown, Empty) else self.grid).setFocus()

    def _ticked(self, key: str, values: frozenset[str]) -> tuple[str, str]:
        """What is ticked in a head: its title and the value, or how many there are."""
        column = self.grid.rows.column(key)
        told = next(iter(values)) or "blank" if len(values) == 1 else f"{len(values):,} values"
        return (column.title if column else "", told)

    def _drop(self, key: str) -> None:
        self.grid.rows.set_values(key, None)

    def _take_back(self) -> None:
        self._drop(list(self.grid.rows.valued)[-1])

    def _filtered(self, text: str) -> None:
        for each in self._grids:
            each.rows.set_filter(text)
        self.look()
