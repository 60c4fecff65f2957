"""Parts of the Overview page: rows that lead somewhere, the table of workstreams and the key to its bars."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.codes import Delivery, Lifecycle
from tracker.domain.plan import Plan
from tracker.domain.rules.attention import Progress
from tracker.domain.rules.review import comes_up_on
from tracker.domain.rules.states import GRAVEST_FIRST
from tracker.domain.words import label, shown_ref
from ui.fonts import SEMIBOLD, metrics
from ui.icons import draw_icon
from ui.pages.overview_words import Told
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.paint import draw_state_bar, focus_ring, hairline, mark, put, rounded, state_chip
from ui.widgets.pressable import Pressable

NUMBER, DAY, PLAIN = 30, 72, 0
"""The least room for what stands first in a row: a count, a day, or nothing."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LEAST_WORDS = 60


class LinkRows(QWidget):
    """Rows one below the other, each a button; `pressed` is sent with the target of one. Up and Down move."""

    pressed = Signal(object)  # Target

    def __init__(self, name: str, first: int, high: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._first, self._high = first, high
        self._rows: list[_LinkRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(4), 0, px(4), 0)
        self._layout.setSpacing(0)

    def show_rows(self, rows: Iterable[Told]) -> None:
        """Show these; a row that stays keeps the keyboard."""
        told = list(rows)
        first = max((_width(self._first, each.first) for each in told), default=0)
        while len(self._rows) < len(told):
            made = _LinkRow(self._high, numbered=self._first == NUMBER)
            made.clicked.connect(self._clicked)
            self._rows.append(made)
            self._layout.addWidget(made)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(told))
            if number < len(told):
                row.tell(told[number], first, last=number == len(told) - 1)

    def set_stale(self, stale: bool) -> None:
        """Grey the counts while new ones are worked out."""
        for row in self.shown:
            row.set_stale(stale)

    @property
    def shown(self) -> "list[_LinkRow]":
        """The rows in sight."""
        return [row for row in self._rows if not row.isHidden()]

    def _clicked(self) -> None:
        row = self.sender()
        assert isinstance(row, _LinkRow)
        assert row.told is not None
        self.pressed.emit(row.told.target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows, step = self.shown, _STEPS.get(Qt.Key(event.key()), 0)
        at = next((number for number, row in enumerate(rows) if row.hasFocus()), -1)
        if step and at >= 0 and 0 <= at + step < len(rows):
            rows[at + step].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class _LinkRow(Pressable):
    def __init__(self, high: int, *, numbered: bool) -> None:
        super().__init__()
        self.told: Told | None = None
        self._numbered, self._first = numbered, 0
        self._last = self._stale = False
        self.setFixedHeight(px(high))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def tell(self, told: Told, first: int, *, last: bool) -> None:
        """Show this; what stands first has this many pixels."""
        self._first, self._last, self._stale = first, last, False
        if told != self.told:
            self.told = told
            numbered = " ".join(filter(None, (told.first, told.title)))
            self.setAccessibleName(", ".join(filter(None, (numbered, told.words, told.right))))
            self.setToolTip(told.words)
        self.update()

    def set_stale(self, stale: bool) -> None:
        self._stale = stale
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()  # the list moves the keyboard
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, told = QPainter(self), tokens(), self.told
        assert told is not None
        if self.underMouse():
            rounded(painter, self.rect(), t.hover)
        if not self._last:
            hairline(painter, px(12), self.width() - px(12), self.height() - 1)
        room = self.rect().adjusted(px(12), 0, -px(12), 0)
        before = QRect(room.x(), 0, self._first, self.height())
        room.setLeft(before.right() + px(12 if self._first else 0))
        if self._numbered:
            colour = t.muted if self._stale else t.states["off_track"].text if told.urgent else t.text
            put(painter, before, told.first, size=20, weight=SEMIBOLD, colour=colour, right=True)
            draw_icon(painter, "chevron-right", room.right() - px(14), room.center().y() - px(7), 16, t.muted)
            room.setRight(room.right() - px(24))
        else:
            put(painter, before, told.first, weight=SEMIBOLD)
        if told.icon:
            draw_icon(painter, told.icon, room.x(), room.center().y() - px(7), 16, t.muted)
            room.setLeft(room.x() + px(26))
        if told.right:
            wide = min(metrics(13).horizontalAdvance(told.right), room.width() // 2) + 1
            aside = QRect(room.right() - wide, 0, wide, self.height())
            put(painter, aside, told.right, colour=t.muted, right=True)
            room.setRight(aside.x() - px(12))
        size = 14 if self._numbered else 13
        end = put(painter, room, told.title, size=size, colour=t.accent if self._numbered else t.text)
        at = max(end + px(10), room.x() + room.width() * 2 // 5 if self._numbered else 0)
        if told.words and room.right() - at >= px(_LEAST_WORDS):
            put(painter, QRect(at, 0, room.right() - at, self.height()), told.words, colour=t.muted)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=6)
        painter.end()


def _width(least: int, text: str) -> int:
    """Of what stands first in a row: a count stands larger than a day."""
    size = 20 if least == NUMBER else 13
    return max(px(least), metrics(size, SEMIBOLD).horizontalAdvance(text) + 1) if least else 0


def progress_columns(plan: Plan) -> tuple[Column[Progress], ...]:
    """The table of workstreams."""
    word = plan.settings.workstream_label
    columns: tuple[Column[Progress], ...] = (
        Column(
            key="stream",
            title=word,
            text=lambda row: stream_words(plan, row),
            width=150,
            stretch=True,
            strong=True,
            keep=True,
        ),
        Column(
            key="states",
            title="Status of its actions",
            text=_states_words,
            width=176,
            sort=lambda row: len(row.actions),
            draw=_draw_states,
        ),
        Column(
            key="closed",
            title="Closed",
            text=lambda row: f"{row.closed:,} of {len(row.actions):,}",
            accessible=lambda row: f"{row.closed:,} of {len(row.actions):,} closed",
            width=80,
            sort=lambda row: row.closed,
            right=True,
        ),
        Column(
            key="overdue",
            title="Overdue",
            text=lambda row: f"{row.overdue:,}" if row.overdue else "",
            accessible=lambda row: f"{row.overdue:,} overdue" if row.overdue else "",
            width=80,
            sort=lambda row: row.overdue,
            right=True,
            keep=True,
            draw=_draw_overdue,
        ),
        Column(
            key="following",
            title="Next due",
            text=_following,
            accessible=lambda row: f"next due {_following(row)}" if row.following else "",
            width=124,
            sort=lambda row: comes_up_on(row.following) if row.following else None,
        ),
    )
    return columns


def stream_words(plan: Plan, row: Progress) -> str:
    """“1 Front door”, or that its actions are in none."""
    if row.stream is None:
        return f"No {plan.settings.workstream_label.lower()} yet"
    return " ".join(filter(None, (row.stream.council_ref, row.stream.title)))


def _counts(row: Progress) -> list[tuple[str, int]]:
    return [(state.value, row.states[state]) for state in reversed(GRAVEST_FIRST) if row.states.get(state)]


def _states_words(row: Progress) -> str:
    counts = ((state, row.states.get(state, 0)) for state in GRAVEST_FIRST)
    return ", ".join(f"{count:,} {label(state).lower()}" for state, count in counts if count)


def _following(row: Progress) -> str:
    on = comes_up_on(row.following) if row.following else None
    return f"{shown_ref(row.following)} on {british.short_day(on)[:-5]}" if row.following and on else ""


def _draw_states(painter: QPainter, rect: QRect, row: Progress, selected: bool) -> None:
    draw_state_bar(painter, rect.adjusted(0, 0, -px(16), 0), _counts(row), high=10)


def _draw_overdue(painter: QPainter, rect: QRect, row: Progress, selected: bool) -> None:
    colour = tokens().states["off_track"].text
    put(
        painter,
        rect,
        f"{row.overdue:,}" if row.overdue else "",
        weight=SEMIBOLD,
        colour=colour,
        right=True,
    )


class StateKey(QWidget):
    """The marks of the states in the bars above, with their words, in as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._states: Sequence[Lifecycle | Delivery] = ()
        self._places: list[QRect] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_states(self, rows: Iterable[Progress]) -> None:
        """Show the states that these rows have, in the order of their bars."""
        there = {state for row in rows for state, count in row.states.items() if count}
        self._states = [state for state in reversed(GRAVEST_FIRST) if state in there]
        self.setAccessibleName("Key: " + ", ".join(label(state) for state in self._states))
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """From left to right, then on the next line."""
        self._places, x, y, line = [], px(16), px(5), px(22)
        for state in self._states:
            wide = px(14) + metrics(13).horizontalAdvance(state_chip(state).word) + 2
            if x > px(16) and x + wide > self.width() - px(8):
                x, y = px(16), y + line
            self._places.append(QRect(x, y, wide, line))
            x += wide + px(14)
        self.setFixedHeight(y + line + px(5))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        for state, place in zip(self._states, self._places, strict=True):
            chip = state_chip(state)
            mark(painter, chip.mark, place.x(), place.center().y() - px(3), 8, t.states[chip.tone].text)
            put(painter, place.adjusted(px(14), 0, 0, 0), chip.word, colour=t.muted)
        painter.end()
