"""A strip of counts above a table: each is a button that leads to what it counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.fonts import SEMIBOLD, font, metrics
from ui.theme import px, tokens
from ui.widgets.paint import focus_ring, put, rounded
from ui.widgets.pressable import Pressable

_ROOMY, _TITLED = 132, 112  # narrower, a cell says its title alone; narrower still, its letter and count
_HEIGHTS = {"roomy": 60, "titled": 58, "bare": 36}


@dataclass(frozen=True, slots=True)
class Count:
    """A cell: its key (a letter shown as a badge), what is counted, how many, and a word more."""

    key: str
    title: str
    number: int | None
    words: str = ""
    urgent: bool = False


class Tally(QWidget):
    """The strip. `chosen` is sent with the key of a cell that was pressed."""

    chosen = Signal(str)

    def __init__(self, name: str, keys: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        self._cells = {key: _Cell(key) for key in keys}
        for cell in self._cells.values():
            cell.clicked.connect(self._pressed)
            layout.addWidget(cell, 1)
        self._fit()

    def show_counts(self, counts: Sequence[Count]) -> None:
        """Show these."""
        for count in counts:
            self._cells[count.key].show_count(count)

    def mark(self, keys: Sequence[str]) -> None:
        """Mark the cells whose rows are in sight below."""
        for key, cell in self._cells.items():
            cell.set_marked(key in keys)

    def set_stale(self, stale: bool) -> None:
        """Grey the figures while new ones are worked out."""
        for cell in self._cells.values():
            cell.set_stale(stale)

    def cell(self, key: str) -> QAbstractButton:
        """One of the buttons."""
        return self._cells[key]

    def _pressed(self) -> None:
        self.chosen.emit(self.sender().property("key"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        count = len(self._cells)
        wide = (self.width() - px(8) * (count - 1)) / count
        form = "roomy" if wide >= px(_ROOMY) else "titled" if wide >= px(_TITLED) else "bare"
        high = px(_HEIGHTS[form])
        for cell in self._cells.values():
            cell.set_form(form)
            cell.setFixedHeight(high)
        self.setFixedHeight(high)


class _Cell(Pressable):
    def __init__(self, key: str) -> None:
        super().__init__()
        self.setProperty("key", key)
        self._count = Count(key, "", None)
        self._form, self._marked, self._stale = "roomy", False, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(px(_ROOMY), px(_HEIGHTS["roomy"]))

    def show_count(self, count: Count) -> None:
        self._count = count
        number = "not known" if count.number is None else f"{count.number:,}"
        said = ", ".join(filter(None, (f"{count.key} {count.title}", number, count.words)))
        self.setAccessibleName(said)
        self.setToolTip(f"{count.title}\n{count.words}".strip())
        self.update()

    def set_marked(self, marked: bool) -> None:
        self._marked = marked
        self.update()

    def set_stale(self, stale: bool) -> None:
        self._stale = stale
        self.update()

    def set_form(self, form: str) -> None:
        self._form = form
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, count = QPainter(self), tokens(), self._count
        ground = t.hover if self.underMouse() else t.surface
        rounded(painter, self.rect(), ground, t.accent if self._marked else t.border)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=6)
        side = px(8 if self._form == "titled" else 10)
        left, right = side, self.width() - side
        top = (self.height() - px(20)) // 2 if self._form == "bare" else px(9)
        badge = QRect(left, top, px(20), px(20))
        rounded(painter, badge, t.accent if self._marked else t.hover, radius=4)
        painter.setFont(font(13, SEMIBOLD))
        painter.setPen(t.on_accent if self._marked else t.text)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, count.key)
        number = "–" if count.number is None else f"{count.number:,}"
        wide = metrics(20, SEMIBOLD).horizontalAdvance(number)
        colour = t.states["off_track"].text if count.urgent and count.number else t.text
        lower = top + px(23) if self._form == "roomy" else top - px(3)
        place = QRect(right - wide, lower, wide, px(26))
        put(painter, place, number, size=20, weight=SEMIBOLD, colour=t.muted if self._stale else colour)
        if self._form == "titled":
            put(painter, QRect(left, top + px(23), right - left, px(20)), count.title)
        elif self._form == "roomy":
            title = QRect(badge.right() + px(8), top, right - badge.right() - px(8), px(20))
            put(painter, title, count.title, weight=SEMIBOLD)
            words = QRect(left, top + px(25), place.x() - left - px(8), px(20))
            put(painter, words, count.words, colour=t.muted)
        painter.end()
