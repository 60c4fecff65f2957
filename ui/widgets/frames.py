"""Frames and words: cards, buttons, labels, banners, empty states, the head of a page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.announcing import announce
from ui.fonts import REGULAR, SEMIBOLD, font, metrics
from ui.icons import draw_icon, icon
from ui.theme import px, tokens
from ui.widgets.paint import Chip, chip_width, draw_chip, focus_ring, hairline, put, rounded
from ui.widgets.pressable import Pressable, PushButton
from ui.widgets.second import Second


def label(
    text: str = "",
    size: float = 14,
    weight: int = REGULAR,
    *,
    muted: bool = False,
    wrap: bool = False,
    select: bool = False,
) -> QLabel:
    """Words. Plain text always: what people typed is never read as markup. `select`: can be copied."""
    made = _Muted(text) if muted else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(size, weight))
    made.setWordWrap(wrap)
    if select:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


class _Muted(QLabel):
    """Words in the muted colour of the moment."""

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        if palette.color(self.foregroundRole()) != tokens().muted:
            palette.setColor(self.foregroundRole(), tokens().muted)
            self.setPalette(palette)
        super().paintEvent(event)


def button(
    text: str,
    kind: str = "plain",
    *,
    icon_name: str = "",
    small: bool = False,
    tip: str = "",
    press: Callable[[], object] | None = None,
) -> QPushButton:
    """A button: "primary" (at most one on a page), "plain", "ghost" (no frame) or "link".

    Without text, `tip` is also what a screen reader says. `press` must be a bound method: a lambda over
    a page would keep it alive.
    """
    made = PushButton(text)
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    made.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if kind == "primary":
        made.setFont(font(14, SEMIBOLD))
    if icon_name:
        tone = {"primary": "on_accent", "link": "accent"}.get(kind, "text")
        made.setIcon(icon(icon_name, tone))
        made.setIconSize(QSize(px(16) + (px(4) if text else 0), px(16)))
    if tip:
        made.setToolTip(tip)
    if not text:
        made.setAccessibleName(tip)
        made.setStyleSheet("padding: 0")
        made.setFixedWidth(px(26 if small else 32))
    if press is not None:
        made.clicked.connect(press)
    return made


def row(*widgets: QWidget | QLayout | int | None, gap: float = 8) -> QHBoxLayout:
    """Widgets side by side; a number is a gap, None takes the room that is left."""
    made = QHBoxLayout()
    _fill(made, widgets, gap)
    return made


def column(*widgets: QWidget | QLayout | int | None, gap: float = 8, margin: float = 0) -> QVBoxLayout:
    """Widgets one below the other; a number is a gap, None takes the room that is left."""
    made = QVBoxLayout()
    made.setContentsMargins(px(margin), px(margin), px(margin), px(margin))
    _fill(made, widgets, gap)
    return made


def _fill(layout: QBoxLayout, widgets: Sequence[QWidget | QLayout | int | None], gap: float) -> None:
    layout.setSpacing(px(gap))
    for each in widgets:
        if each is None:
            layout.addStretch(1)
        elif isinstance(each, int):
            layout.addSpacing(px(each))
        elif isinstance(each, QLayout):
            layout.addLayout(each)
        else:
            layout.addWidget(each)


def fit_height(dialog: QWidget) -> None:
    """Make a dialog as high as its wrapped words need at its width; Qt alone leaves too much room."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        dialog.resize(dialog.width(), layout.totalHeightForWidth(dialog.width()))


def room_on_screen(widget: QWidget) -> QRect:
    """What a window may take of the screen it is on.

    `QWidget.screen()` is not asked: PySide (6.11) makes the screen the widget's child, and deletes it with
    the widget, which ends the program a few dialogs later.
    """
    screen = QGuiApplication.screenAt(widget.geometry().center()) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)


class Card(QFrame):
    """A surface with a hairline and round corners; `body` is its layout, one pixel inside.

    A square child bites the corners: leave 4 pixels above or below a table, or give `band`, the height
    of a head in the alternate colour, which is clipped to the corners.
    """

    def __init__(self, title: str = "", second: str = "", *, band: float = 0) -> None:
        super().__init__()
        self._band = band
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.head = QHBoxLayout()
        self.second = Second(second)
        if title:
            self.setAccessibleName(title)
            self.head.setContentsMargins(px(16), px(6), px(8), px(6))
            self.head.setSpacing(px(10))
            self.head.addWidget(label(title, 16, SEMIBOLD))
            self.head.addWidget(self.second)
            self.head.addStretch(1)
            self.body.addLayout(self.head)

    def set_band(self, band: float) -> None:
        """The height of the head, 0 for none."""
        self._band = band
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        rounded(painter, self.rect(), t.surface)
        if self._band:
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), px(6), px(6))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(path)
            painter.fillRect(0, 0, self.width(), px(self._band), t.alternate)
            painter.setClipping(False)
        rounded(painter, self.rect(), None, t.border)
        painter.end()


class Line(QWidget):
    """A hairline across; `hair` between rows, `border` between parts."""

    def __init__(self, tone: str = "hair") -> None:
        super().__init__()
        self._tone = tone
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), getattr(tokens(), self._tone))
        painter.end()


class ChipLabel(QWidget):
    """A chip that stands alone; a screen reader says its word."""

    def __init__(self, chip: Chip | None = None, *, large: bool = False) -> None:
        super().__init__()
        self._large = large
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_chip(chip)

    def show_chip(self, chip: Chip | None) -> None:
        """Show this state; nothing for None."""
        self._chip = chip
        if self.parent() is not None:  # to show one that is nowhere yet would make it a window
            self.setVisible(chip is not None)
        self.setAccessibleName(chip.word if chip else "")
        wide = chip_width(chip, large=self._large) if chip else 0
        self.setFixedSize(wide, px(26 if self._large else 20))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chip is not None:
            painter = QPainter(self)
            draw_chip(painter, 0, self.height() // 2, self._chip, large=self._large)
            painter.end()


class Banner(QFrame):
    """A lasting notice above a page's content, with at most one thing to do about it. Hidden without words.

    `kind`: "notice", "problem" or "note" (plain). A screen reader reads it when it appears.
    """

    pressed = Signal()
    closed = Signal()

    def __init__(self, kind: str = "notice") -> None:
        super().__init__()
        self._kind = kind
        self._words = label("", 14, wrap=True, select=True)
        self._button = button("Close", small=True)
        self._button.clicked.connect(self.pressed)
        self._cross = button("", "ghost", icon_name="x", small=True, tip="Close this notice")
        self._cross.clicked.connect(self.closed)
        layout = row(self._words, self._button, self._cross, gap=12)
        layout.setContentsMargins(px(40), px(8), px(12), px(8))
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.say("")

    @property
    def words(self) -> str:
        """What it says now."""
        return self._words.text()

    def say(self, words: str, action: str = "", kind: str = "", *, cross: bool = False) -> None:
        """Show these words, with a button that sends `pressed` if `action` names one; "" hides it.

        With a `cross` there is a small button that sends `closed` too.
        """
        self._kind = kind or self._kind
        self._words.setText(words)
        self.setAccessibleName(words)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._cross.setVisible(cross)
        self.setVisible(bool(words))
        self.update()
        if words:
            announce(self, words, urgent=self._kind == "problem")

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        state, sign = {
            "notice": ("at_risk", "triangle-alert"),
            "problem": ("off_track", "octagon-alert"),
            "note": ("not_started", "info"),
        }[self._kind]
        tone = t.states[state]
        painter = QPainter(self)
        rounded(painter, self.rect(), t.surface, t.border)
        rounded(painter, QRect(0, 0, px(30), self.height()), tone.ground, t.border)
        draw_icon(painter, sign, px(7), (self.height() - px(16)) / 2, 16, tone.text)
        painter.end()


class Empty(QWidget):
    """What stands where nothing is yet: a sentence, and what to do next."""

    pressed = Signal()

    def __init__(self, title: str, words: str, action: str = "", *, icon_name: str = "inbox") -> None:
        super().__init__()
        self._icon = icon_name
        self.title, self.words = label(title, 16, SEMIBOLD), label(words, 14, muted=True, wrap=True)
        for each in (self.title, self.words):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMaximumWidth(px(460))
        across = row(None, self.words, None)
        across.setStretch(1, 100)  # as wide as it may be, so that no word is left over for a line of its own
        self._above = QWidget()  # the room of the icon, which goes where there is too little
        self._above.setFixedHeight(px(36))
        parts: list[QWidget | QLayout | int | None] = [
            None,
            self._above,
            self.title,
            across,
        ]
        if action:
            self.button = button(action, "plain")
            self.button.clicked.connect(self.pressed)
            parts += [4, row(None, self.button, None)]
        self.setLayout(column(*parts, None, margin=8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < px(190)
        self._above.setVisible(not low)
        beside = px(48)  # what is round the words, and a scroll bar: it must not come and go for ever
        self.words.setMinimumWidth(min(px(460 if low else 300), self.width() - beside))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._above.isHidden():
            return
        painter = QPainter(self)
        x, y = self.width() / 2 - px(14), self.title.y() - px(40)
        draw_icon(painter, self._icon, x, y, 28, tokens().edge)
        painter.end()


class Segments(QWidget):
    """Two or more choices of which one is on ("By workstream", "Flat"); arrow keys move between them."""

    changed = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        layout = row(gap=0)
        layout.setContentsMargins(px(2), px(2), px(2), px(2))
        self._buttons: dict[str, _Segment] = {}
        for key, text in choices:
            each = _Segment(text)
            each.setAccessibleDescription(name)
            each.clicked.connect(self._clicked)
            self._buttons[key] = each
            layout.addWidget(each)
        self.setLayout(layout)
        self.setFixedHeight(px(30))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.choose(choices[0][0])

    @property
    def chosen(self) -> str:
        """The key of the choice that is on."""
        return next(key for key, each in self._buttons.items() if each.isChecked())

    def choose(self, key: str) -> None:
        """Turn this choice on; sends nothing."""
        self._buttons[key].setChecked(True)

    def _clicked(self) -> None:
        self.changed.emit(self.chosen)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, self.rect(), tokens().hover)
        painter.end()


class _Segment(QAbstractButton):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedSize(metrics(14).horizontalAdvance(text) + px(22), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        if self.isChecked():
            rounded(painter, self.rect(), t.surface, t.edge if t.outlined else t.border, radius=5)
        painter.setFont(font(14))
        painter.setPen(t.text if self.isChecked() else t.muted)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=5)
        painter.end()


class Facts(QWidget):
    """Labelled values one below the other, as in the detail panel: what each is, then its words."""

    def __init__(self, label_wide: float = 96) -> None:
        super().__init__()
        self._wide = label_wide
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(px(4))

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Replace what is shown; a fact without words is left out."""
        empty(self._layout)
        for name, words in facts:
            if words:
                line = QWidget()
                what, said = label(name, 14, muted=True), label(words, 14, wrap=True, select=True)
                what.setFixedWidth(px(self._wide))
                what.setBuddy(said)
                said.setAccessibleName(f"{name}: {words}")
                both = row(what, said, gap=4)
                both.setContentsMargins(0, 0, 0, 0)
                both.setAlignment(what, Qt.AlignmentFlag.AlignTop)
                both.setStretch(1, 1)
                line.setLayout(both)
                self._layout.addWidget(line)


class Scroll(QScrollArea):
    """A column of widgets that scrolls when it is too high, never sideways."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)


class ListRow(Pressable):
    """A row that is a button: an icon, a title with words below it, something at the right.

    For start pages and short lists; a table is a Grid.
    """

    def __init__(
        self,
        title: str,
        words: str = "",
        *,
        icon_name: str = "",
        right: str = "",
        high: float = 58,
        inset: float = 16,
    ) -> None:
        super().__init__()
        self._title, self._words, self._icon, self._right = title, words, icon_name, right
        self._inset = inset
        self.setText(title)
        self.setAccessibleName(", ".join(filter(None, (title, words, right))))
        self.setFixedHeight(px(high))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _has_one_below(self) -> bool:
        above = self.parentWidget()
        return above is not None and self.geometry().bottom() < above.childrenRect().bottom()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        left, aside = px(self._inset), px(max(self._inset - 12, 0))
        box = self.rect().adjusted(aside, 1, -aside, -1)
        if self.hasFocus() or self.underMouse():
            rounded(painter, box, t.selection if self.hasFocus() else t.hover)
        elif self._has_one_below():
            hairline(painter, left, self.width() - left, self.height() - 1)
        if self.hasFocus():
            focus_ring(painter, box, radius=6)
        if self._icon:
            draw_icon(painter, self._icon, left, (self.height() - px(18)) / 2, 18, t.muted)
            left += px(32)
        right = self.width() - px(self._inset)
        if self._right:
            wide = metrics(13).horizontalAdvance(self._right)
            put(painter, QRect(right - wide, px(6), wide, px(24)), self._right, colour=t.muted, right=True)
            right -= wide + px(12)
        middle = self.height() // 2
        first = QRect(left, middle - px(21) if self._words else middle - px(11), right - left, px(22))
        put(painter, first, self._title, size=14, weight=SEMIBOLD)
        if self._words:
            wide_words = QRect(left, middle - px(1), self.width() - px(self._inset) - left, px(20))
            put(painter, wide_words, self._words, colour=t.muted)
        painter.end()
