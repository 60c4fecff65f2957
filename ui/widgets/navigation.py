"""The left edge of the window: the plan's name, the pages with their counts, the next meeting."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain import british
from ui.fonts import REGULAR, SEMIBOLD, font, metrics
from ui.icons import draw_icon
from ui.places import Place
from ui.theme import px, tokens
from ui.widgets.frames import column, label
from ui.widgets.paint import draw_pill, focus_ring, put, rounded
from ui.widgets.pressable import Pressable

WIDE, RAIL = 208, 56


class Navigation(QWidget):
    """Sends `chosen` with a place's name. In the rail only icons show, with their words as tooltips."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setAccessibleName("Pages")
        self._title = self._authority = ""
        self._rail = False
        self.card = MeetingCard()
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(px(2))
        self._items: dict[str, _Item] = {}
        self._group = QButtonGroup(self)
        for place in places:
            item = _Item(place)
            item.clicked.connect(self._clicked)
            self._items[place.name] = item
            self._group.addButton(item)
            self._layout.addWidget(item)
        self.views = ViewList()
        self._layout.addWidget(self.views, 1)
        self._layout.addWidget(self.card)
        self._lay_out()

    def show_plan(self, title: str, authority: str) -> None:
        """Name the plan at the top."""
        self._title, self._authority = title, authority
        self.setToolTip(title)
        self.update()

    def show_counts(self, counts: dict[str, int], *, stale: bool = False) -> None:
        """How many are on each page; `stale`: being worked out again, shown greyed."""
        for name, count in counts.items():
            self._items[name].show_count(count, stale)

    def choose(self, name: str) -> None:
        """Mark this page as the one shown; sends nothing."""
        if name in self._items:
            self._items[name].setChecked(True)

    def set_rail(self, rail: bool) -> None:
        """Icons only, or icons with words."""
        if rail != self._rail:
            self._rail = rail
            self._lay_out()

    def _lay_out(self) -> None:
        self.setFixedWidth(px(RAIL if self._rail else WIDE))
        self._layout.setContentsMargins(
            px(8), px(8 if self._rail else 58), px(12 if not self._rail else 8), px(8)
        )
        self.card.setVisible(not self._rail and self.card.has_words)
        for item in self._items.values():
            item.set_rail(self._rail)
        self.views.set_rail(self._rail)
        self.update()

    def show_meeting(self, first: str, second: str, third: str) -> None:
        """The next meeting, or nothing."""
        self.card.show_words(first, second, third)
        self.card.setVisible(not self._rail and bool(first))

    def _clicked(self) -> None:
        checked = self._group.checkedButton()
        if isinstance(checked, _Item):
            self.chosen.emit(checked.place.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        items: list[QAbstractButton] = [*self._items.values(), *self.views.in_sight]
        focused = next((n for n, item in enumerate(items) if item.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
        else:
            items[(focused + step) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._rail:
            return
        painter, wide = QPainter(self), self.width() - px(24)
        put(painter, QRect(px(20), px(10), wide - px(8), px(22)), self._title, size=14, weight=SEMIBOLD)
        put(
            painter,
            QRect(px(20), px(31), wide - px(8), px(20)),
            self._authority,
            size=14,
            colour=tokens().muted,
        )
        painter.end()


class ViewList(QWidget):
    """The saved views below the pages: as many as there is room for, none in the rail."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = label("Saved views", 13, SEMIBOLD, muted=True)
        self._title.setFixedHeight(px(34))
        self._title.setContentsMargins(px(12), 0, 0, 0)
        self._inside = column(self._title, gap=2)
        self._inside.addStretch(1)
        self.setLayout(self._inside)
        self._items: dict[str, _ViewItem] = {}
        self._rail = False

    def show_views(self, views: Sequence[tuple[str, str, int | None]]) -> None:
        """List these: key, name and, where it is known, how many actions each shows."""
        if [(item.key, item.text()) for item in self._items.values()] != [view[:2] for view in views]:
            for item in self._items.values():
                self._inside.removeWidget(item)
                item.deleteLater()
            self._items = {key: _ViewItem(key, name) for key, name, _ in views}
            for n, item in enumerate(self._items.values(), 1):
                item.clicked.connect(self._clicked)
                self._inside.insertWidget(n, item)
        for key, _, count in views:
            self._items[key].show_count(count)
        self._fit()

    def mark(self, key: str) -> None:
        """Show which view is open; "" for none."""
        for item in self._items.values():
            item.mark(item.key == key)

    @property
    def in_sight(self) -> list[QAbstractButton]:
        """The views for which there is room."""
        return [item for item in self._items.values() if not item.isHidden()]

    def set_rail(self, rail: bool) -> None:
        """Away in the rail."""
        self._rail = rail
        self._fit()

    def _fit(self) -> None:
        room = 0 if self._rail else (self.height() - px(36)) // px(30)
        for n, item in enumerate(self._items.values()):
            item.setVisible(n < room)
        self._title.setVisible(room > 0 and bool(self._items))

    def _clicked(self) -> None:
        sender = self.sender()
        assert isinstance(sender, _ViewItem)
        self.chosen.emit(sender.key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Pages come first: where there is no room, there are no views."""
        return QSize(0, 0)


class _ViewItem(Pressable):
    def __init__(self, key: str, name: str) -> None:
        super().__init__()
        self.key = key
        self._count: int | None = None
        self._is_open = False
        self.setText(name)
        self.setAccessibleName(f"{name}, saved view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(28))

    def show_count(self, count: int | None) -> None:
        self._count = count
        self.setAccessibleDescription("" if count is None else british.plural(count, "action"))
        self.setToolTip(self.text())
        self.update()

    def mark(self, is_open: bool) -> None:
        self._is_open = is_open
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        if self.underMouse() or self._is_open:
            rounded(painter, self.rect(), t.selection if self._is_open else t.hover)
        count = "" if self._count is None else f"{self._count:,}"
        right = self.rect().adjusted(0, 0, -px(12), 0)
        put(painter, right, count, colour=t.muted, right=True)
        room = right.adjusted(px(42), 0, -metrics(13).horizontalAdvance(count) - px(6), 0)
        put(painter, room, self.text(), weight=SEMIBOLD if self._is_open else REGULAR)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=6)
        painter.end()


class _Item(Pressable):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self._count: int | None = None
        self._stale = self._rail = False
        self.setText(place.title)
        self.setAccessibleName(place.title)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # a screen reader says one of several, not a box to tick
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(px(24))  # where the window is low, all pages stay in sight
        self.setMaximumHeight(px(34))

    def sizeHint(self) -> QSize:
        return QSize(px(RAIL), px(34))

    def show_count(self, count: int, stale: bool) -> None:
        self._count, self._stale = count, stale
        self.setAccessibleDescription(str(count))
        self._tell()
        self.update()

    def set_rail(self, rail: bool) -> None:
        self._rail = rail
        self._tell()

    def _tell(self) -> None:
        count = f" ({self._count})" if self._count else ""
        self.setToolTip(f"{self.place.title}{count}" if self._rail else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        here, middle = self.isChecked(), self.height() // 2
        if here or self.underMouse():
            rounded(painter, self.rect(), t.selection if here else t.hover)
        if here:
            rounded(painter, QRect(0, middle - px(8), px(3), px(16)), t.accent, radius=1.5)
        x = px(11 if self._rail else 12)
        draw_icon(painter, self.place.icon, x, middle - px(9), 18, t.text if here else t.muted)
        urgent = self.place.urgent and bool(self._count) and not self._stale
        if not self._rail:
            room = self.rect().adjusted(px(42), 0, -px(46), 0)
            put(painter, room, self.place.title, size=14, weight=SEMIBOLD if here else REGULAR)
            if self._count is not None and (self._count or not self.place.urgent):
                draw_pill(painter, self.width() - px(12), middle, f"{self._count:,}", overdue=urgent)
        elif urgent:
            tone = t.states["overdue"]
            words = str(self._count) if (self._count or 0) < 100 else "99+"
            wide = max(metrics(12, SEMIBOLD).horizontalAdvance(words) + px(8), px(18))
            badge = QRect(self.width() - px(1) - wide, px(1), wide, px(16))
            rounded(painter, badge, tone.ground, radius=8)
            painter.setFont(font(12, SEMIBOLD))
            painter.setPen(tone.text)
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=6)
        painter.end()


class MeetingCard(QWidget):
    """The next meeting in three lines."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ("", "", "")
        self.setFixedHeight(px(78))

    @property
    def has_words(self) -> bool:
        """Whether there is a meeting to show."""
        return bool(self._words[0])

    def show_words(self, first: str, second: str, third: str) -> None:
        """Show these lines."""
        self._words = (first, second, third)
        self.setAccessibleName(", ".join(filter(None, self._words)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        rounded(painter, self.rect(), t.surface, t.border)
        draw_icon(painter, "calendar-clock", px(12), px(12), 18, t.muted)
        room = QRect(px(41), px(8), self.width() - px(49), px(21))
        put(painter, room, self._words[0], size=14, weight=SEMIBOLD)
        put(painter, room.translated(0, px(21)), self._words[1], colour=t.muted)
        put(painter, room.translated(0, px(41)), self._words[2], colour=t.muted)
        painter.end()
