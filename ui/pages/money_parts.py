"""Drawn parts of the Money page: the sum in large figures, the bar under it, and a table's total."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain import british
from tracker.domain.rules.money import Money
from ui.fonts import REGULAR, SEMIBOLD, metrics
from ui.theme import px, tokens
from ui.widgets.grid import Grid
from ui.widgets.paint import hairline, put, rounded

_LARGE = 28


class BudgetSum(QWidget):
    """“£684,000 + £366,000 = £1,050,000”, each figure with its word below, then the same as a bar."""

    def __init__(self) -> None:
        super().__init__()
        self._money = Money()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(112))

    def show_money(self, money: Money) -> None:
        """Show this."""
        self._money = money
        said = [
            f"base budget {british.pounds(money.base)}",
            f"approved changes {british.signed_pounds(money.changes)}",
            f"revised budget {british.pounds(money.revised)}",
        ]
        if money.proposed:
            said.append(f"not yet approved, not counted {british.signed_pounds(money.proposed)}")
        self.setAccessibleName(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(560), px(112))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, money = QPainter(self), tokens(), self._money
        sign = "+" if money.changes >= 0 else british.MINUS
        figures = (
            (british.pounds(money.base), "base budget", t.text),
            (sign, "", t.muted),
            (british.pounds(abs(money.changes)), "approved changes", t.text),
            ("=", "", t.muted),
            (british.pounds(money.revised), "revised budget", t.text),
        )
        forms = ((_LARGE, px(20)), (20, px(20)), (20, px(8)))  # the size of the figures, the gaps between
        fits = (form for form in forms if self._wide(figures, *form) <= self.width())
        size, gap = next(fits, forms[-1])
        x = 0
        for text, word, colour in figures:
            wide = metrics(size, SEMIBOLD).horizontalAdvance(text)
            put(painter, QRect(x, 0, wide + 2, px(38)), text, size=size, weight=SEMIBOLD, colour=colour)
            below = metrics(14).horizontalAdvance(word)
            put(painter, QRect(x, px(38), below + 2, px(20)), word, size=14, colour=t.muted)
            x += max(wide, below) + gap
        self._bar(painter, QRect(0, px(72), self.width(), px(20)))
        painter.end()

    def _wide(self, figures: Sequence[tuple[str, str, QColor]], size: int, gap: int) -> int:
        measure, below = metrics(size, SEMIBOLD), metrics(14)
        wide = (
            max(measure.horizontalAdvance(text), below.horizontalAdvance(word)) for text, word, _ in figures
        )
        return sum(wide) + gap * (len(figures) - 1)

    def _bar(self, painter: QPainter, rect: QRect) -> None:
        """Base, what changes add to it, and in outline what is proposed; a cut shortens the base."""
        t, money = tokens(), self._money
        base = money.base + min(money.changes, 0)
        parts = [("Base", base, t.muted), ("Approved changes", max(money.changes, 0), t.accent)]
        whole = base + max(money.changes, 0) + max(money.proposed, 0)
        if whole <= 0:
            return
        x = float(rect.x())
        for word, pence, colour in parts:
            wide = rect.width() * pence / whole
            box = QRect(round(x), rect.y(), max(round(wide) - 2, 0), rect.height())
            rounded(painter, box, colour, radius=3)
            self._word(painter, box, word, SEMIBOLD, t.surface if colour == t.muted else t.on_accent)
            x += wide
        if money.proposed > 0:
            box = QRect(round(x), rect.y(), rect.right() - round(x), rect.height())
            rounded(painter, box, t.surface, t.edge, radius=3)
            self._word(painter, box, "Not yet approved", REGULAR, t.muted)

    def _word(self, painter: QPainter, box: QRect, word: str, weight: int, colour: QColor) -> None:
        """The word in its part of the bar, where there is room for it."""
        room = box.adjusted(px(8), 0, -px(4), 0)
        if metrics(13, weight).horizontalAdvance(word) <= room.width():
            put(painter, room, word, weight=weight, colour=colour)


class TotalRow(QWidget):
    """A last row below a table, its figures under the table's columns."""

    def __init__(self, grid: Grid[Any]) -> None:
        super().__init__()
        self._grid = grid
        self._cells: Mapping[str, str] = {}
        self.setFixedHeight(px(36))
        grid.horizontalHeader().sectionResized.connect(self._moved)
        grid.horizontalScrollBar().valueChanged.connect(self._moved)

    def show_cells(self, cells: Mapping[str, str]) -> None:
        """Texts by the key of their column."""
        self._cells = cells
        self.setAccessibleName(", ".join(filter(None, cells.values())))
        self.update()

    def _moved(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, grid = QPainter(self), self._grid
        hairline(painter, 0, self.width(), 0, tokens().edge)
        for n in grid.shown_columns():
            column = grid.rows.columns[n]
            place = QRect(grid.columnViewportPosition(n), 0, grid.columnWidth(n), self.height())
            text = self._cells.get(column.key, "")
            put(painter, grid.cell_text(place, n), text, weight=SEMIBOLD, right=column.right)
        painter.end()


class Bars(QWidget):
    """Amounts by name, each with a bar of its share: workstreams, or financial years."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._rows: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_amounts(self, rows: Sequence[tuple[str, int]]) -> None:
        """Show these names and pence, in their order."""
        self._rows = tuple(rows)
        self.setFixedHeight(px(34) * max(len(rows), 1))
        said = ", ".join(f"{name} {british.pounds(pence)}" for name, pence in rows)
        self.setAccessibleName(f"{self._name}: {said}" if said else f"{self._name}: nothing yet")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        most = max((pence for _, pence in self._rows), default=0)
        for n, (name, pence) in enumerate(self._rows):
            line = QRect(0, n * px(34), self.width(), px(20))
            text = british.pounds(pence)
            wide = metrics(13, SEMIBOLD).horizontalAdvance(text) + px(12)
            put(painter, line.adjusted(0, 0, -wide, 0), name)
            put(painter, line, text, weight=SEMIBOLD, right=True)
            share = self.width() * pence / most if most > 0 else 0
            rounded(painter, QRect(0, line.bottom() + 2, self.width(), px(6)), t.alternate, radius=2)
            rounded(painter, QRect(0, line.bottom() + 2, max(round(share), 0), px(6)), t.accent, radius=2)
        painter.end()
