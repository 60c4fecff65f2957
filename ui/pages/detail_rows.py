"""The rows of the detail panel: sections with their heads, facts, moves of the date, updates and money."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.fonts import SEMIBOLD, metrics
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.frames import ChipLabel, Line, button, column, label, row
from ui.widgets.paint import Chip, chip_width, draw_chip, focus_ring, mark, put, rounded
from ui.widgets.pressable import Pressable

_INDENT = 23  # where words begin beside a row's mark
_MARK = 7


class Section(QWidget):
    """A part of the panel: a line above, its title with words beside it and what can be done, then rows."""

    def __init__(self, key: str, title: str, words: str = "", *, doing: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.key = key
        self.setAccessibleName(title)
        head = row(label(title, 14, SEMIBOLD), label(words, 13, muted=True), None, *doing, gap=8)
        head.setContentsMargins(px(16), px(2), px(8), px(2))
        self._inner = column(gap=4)
        self._inner.setContentsMargins(px(16), 0, px(16), px(10))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Line())
        layout.addLayout(head)
        layout.addLayout(self._inner)

    def put(self, *rows: QWidget) -> None:
        """Add rows below."""
        for each in rows:
            self._inner.addWidget(each)

    def say(self, words: str) -> None:
        """A muted sentence, where there is nothing to list."""
        self._inner.addWidget(label(words, 13, muted=True, wrap=True))


def fact(name: str, *values: QWidget | str) -> QWidget:
    """What something is called, and its value in words or widgets one below the other."""
    what = label(name, 14, muted=True)
    what.setFixedWidth(px(96))
    what.setWordWrap(True)
    said = [label(each, 14, wrap=True, select=True) if isinstance(each, str) else each for each in values]
    for each, value in zip(said, values, strict=True):
        if isinstance(value, str):
            each.setAccessibleName(f"{name}: {value}")
    told = column(*said, gap=2)
    both = row(what, told, gap=4)
    both.setAlignment(what, Qt.AlignmentFlag.AlignTop)
    both.setStretch(1, 1)
    both.setContentsMargins(0, px(2), 0, px(2))
    made = QWidget()
    made.setLayout(both)
    return made


class Elided(QWidget):
    """One muted line, cut with … where too long; all of it is in its tip."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(22))

    def say(self, words: str) -> None:
        """Show these words."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        put(painter, self.rect(), self._words, colour=tokens().muted)
        painter.end()


class Link(Pressable):
    """Words that lead somewhere, cut with … where too long; `followed` gives the key."""

    followed = Signal(str)

    def __init__(self, key: str, words: str, name: str) -> None:
        super().__init__()
        self._key = key
        self.setText(words)
        self.setAccessibleName(name)
        self.setToolTip(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(22))
        self.clicked.connect(self._follow)

    def _follow(self) -> None:
        self.followed.emit(self._key)

    def sizeHint(self) -> QSize:
        return QSize(px(60), px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        put(painter, self.rect(), self.text(), size=14, colour=tokens().accent)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=4)
        painter.end()


@dataclass(frozen=True, slots=True)
class Move:
    """A change of the due date as a row shows it. `shape`: "pending", "approved" or "refused"."""

    dates: str
    days: str
    outcome: str
    reason: str
    shape: str
    warning: str = ""

    @property
    def sentence(self) -> str:
        """For a screen reader."""
        return ", ".join(filter(None, (self.dates, self.days, self.outcome, self.reason, self.warning)))


class MoveRow(QWidget):
    """One change of the due date on three lines, beside its mark on the line of time."""

    def __init__(self, move: Move, *, last: bool) -> None:
        super().__init__()
        self._move, self._last = move, last
        self.setAccessibleName(move.sentence)
        self.setToolTip(f"{move.outcome}\n{move.reason}".strip())
        self.setFixedHeight(px(59))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, move = QPainter(self), tokens(), self._move
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = px(11)
        if not self._last:
            painter.setPen(QPen(t.border, px(1.5)))
            painter.drawLine(px(_MARK), middle + px(8), px(_MARK), self.height() + px(3))
        dotted = Qt.PenStyle.DotLine if move.shape == "pending" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(t.text if move.shape == "pending" else t.muted, px(1.5), dotted))
        painter.setBrush(t.muted if move.shape == "approved" else Qt.BrushStyle.NoBrush)
        radius = px(5) if move.shape == "pending" else px(4)
        painter.drawEllipse(QRectF(px(_MARK) - radius, middle - radius, 2 * radius, 2 * radius))
        first, second, third = (
            QRect(px(_INDENT), px(top), self.width() - px(_INDENT), px(18)) for top in (2, 20, 38)
        )
        colour = t.text if move.shape == "pending" else t.muted
        put(painter, self._left_of(first, move.days, painter, t.muted), move.dates, weight=SEMIBOLD)
        warned = t.states["at_risk"].text
        put(painter, second, move.outcome, colour=colour)
        room = self._left_of(third, move.warning, painter, warned)
        if move.warning:
            mark(painter, "triangle", room.right() - px(6), px(43), 8, warned)
            room.adjust(0, 0, -px(12), 0)
        put(painter, room, move.reason, colour=t.muted)
        painter.end()

    def _left_of(self, line: QRect, words: str, painter: QPainter, colour: QColor) -> QRect:
        """Put these words at the right of a line; what they leave of it."""
        put(painter, line, words, colour=colour, right=True)
        return line.adjusted(0, 0, -metrics(13).horizontalAdvance(words) - px(8), 0) if words else line


class Entry(QWidget):
    """An update or a decision: who and when, a chip, the words, then labelled words."""

    def __init__(
        self,
        who: str,
        when: str,
        text: str,
        *,
        icon_name: str = "",
        chips: Sequence[Chip] = (),
        further: Sequence[tuple[str, str]] = (),
        note: str = "",
    ) -> None:
        super().__init__()
        self._icon = icon_name
        name = label(who, 13, SEMIBOLD, wrap=True)
        head = row(name, label(when, 13, muted=True), gap=8)
        head.setStretch(0, 1)
        head.setAlignment(name, Qt.AlignmentFlag.AlignTop)
        layout = column(head, gap=1)
        layout.setContentsMargins(px(_INDENT), px(2), 0, px(6))
        if chips:
            layout.addLayout(row(*(ChipLabel(chip) for chip in chips), None, gap=6))
        if text:
            layout.addWidget(label(text, 13, wrap=True, select=True))
        for what, words in further:
            layout.addWidget(label(f"{what}: {words}", 13, wrap=True, select=True))
        if note:
            layout.addWidget(label(note, 13, muted=True, wrap=True))
        self.setLayout(layout)
        self.setAccessibleName(", ".join(filter(None, (who, when, *(chip.word for chip in chips), text))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._icon:
            draw_icon(painter, self._icon, 0, px(5), 14, t.muted)
        else:
            painter.setPen(QPen(t.muted, px(1.5)))
            painter.drawEllipse(QRectF(px(_MARK) - px(3.5), px(8), px(7), px(7)))
        painter.setPen(QPen(t.border, px(1.5)))
        painter.drawLine(px(_MARK), px(22), px(_MARK), self.height())
        painter.end()


class Shown(Pressable):
    """A row that can be pressed: an icon, a title, muted words, and a chip or words at the right."""

    followed = Signal(str)

    def __init__(
        self,
        key: str,
        title: str,
        words: str,
        *,
        icon_name: str = "",
        chip: Chip | None = None,
        right: str = "",
    ) -> None:
        super().__init__()
        self._key, self._words, self._icon, self._chip, self._right = key, words, icon_name, chip, right
        self.setText(title)
        self.setToolTip(title)
        self.setAccessibleName(", ".join(filter(None, (title, words, chip.word if chip else "", right))))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(26))
        self.clicked.connect(self._follow)

    def _follow(self) -> None:
        self.followed.emit(self._key)

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        if self.underMouse():
            rounded(painter, self.rect(), t.hover, radius=4)
        room = self.rect()
        if self._icon:
            draw_icon(painter, self._icon, 0, (self.height() - px(16)) / 2, 16, t.muted)
            room.adjust(px(_INDENT), 0, 0, 0)
        if self._chip is not None:
            wide = chip_width(self._chip)
            draw_chip(painter, self.width() - wide, self.height() // 2, self._chip)
            room.adjust(0, 0, -wide - px(8), 0)
        if self._right:
            put(painter, room, self._right, right=True)
            room.adjust(0, 0, -metrics(13).horizontalAdvance(self._right) - px(8), 0)
        after = metrics(13).horizontalAdvance(self._words) + px(8) if self._words else 0
        x = put(painter, room.adjusted(0, 0, -after, 0), self.text())
        put(painter, room.adjusted(x - room.x() + px(8), 0, 0, 0), self._words, colour=t.muted)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=4)
        painter.end()


class MoneyBar(QWidget):
    """Base and approved changes side by side, with their words below."""

    def __init__(self, base: int, changes: int, words: str) -> None:
        super().__init__()
        self._base, self._changes = max(base, 0), max(changes, 0)
        self.setAccessibleName(words)
        self.setFixedHeight(px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        total = self._base + self._changes
        split = round(self.width() * self._base / total) if total else 0
        for x, wide, colour, words in (
            (0, split, t.edge, "Base"),
            (split, self.width() - split, t.accent, "Approved changes"),
        ):
            if wide > px(2):
                rounded(painter, QRect(x, px(4), wide - px(1), px(8)), colour, radius=1.5)
                put(painter, QRect(x, px(14), max(wide - px(6), px(30)), px(20)), words, colour=t.muted)
        painter.end()


class Tabs(QWidget):
    """Names of the sections with their counts; the one in sight is underlined. Left and right move on."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(px(32))
        self._tabs: dict[str, _Tab] = {}
        self._layout = row(gap=13)
        self._layout.setContentsMargins(px(16), 0, px(8), 0)
        self._layout.addStretch(1)
        self.setLayout(self._layout)

    def show_tabs(self, tabs: Sequence[tuple[str, str]]) -> None:
        """The keys of the sections and their words."""
        if list(self._tabs) != [key for key, _ in tabs]:
            for old in self._tabs.values():
                old.deleteLater()
            self._tabs = {}
            for n, (key, words) in enumerate(tabs):
                tab = self._tabs[key] = _Tab(key)
                tab.pressed_key.connect(self.chosen)
                tab.say(words)
                self._layout.insertWidget(n, tab)
        for key, words in tabs:
            self._tabs[key].say(words)

    def underline(self, key: str) -> None:
        """Mark the section in sight."""
        for each, tab in self._tabs.items():
            tab.setChecked(each == key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens().border)
        painter.end()


class _Tab(Pressable):
    pressed_key = Signal(str)

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._clicked)

    def say(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(f"Go to {words}")
        self.setFixedSize(metrics(13).horizontalAdvance(words) + px(2), px(32))
        self.update()

    def _clicked(self) -> None:
        self.pressed_key.emit(self._key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        put(painter, self.rect(), self.text(), colour=t.text if self.isChecked() else t.muted)
        if self.isChecked():
            painter.fillRect(0, self.height() - px(2), self.width(), px(2), t.accent)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=4)
        painter.end()


def small_button(text: str, icon_name: str, tip: str, press: Callable[[], object]) -> QWidget:
    """A ghost button in a section's head; `tip` tells it from others of the same word."""
    made = button(text, "ghost", icon_name=icon_name, small=True, tip=tip, press=press)
    made.setAccessibleName(tip)
    return made
