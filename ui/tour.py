"""The tour of the window: a few words over it, one part at a time, that can be skipped at any stop."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from tracker.frozen import dataclass
from ui.announcing import announce
from ui.fonts import SEMIBOLD
from ui.opening import Offer
from ui.theme import px, tokens
from ui.widgets.frames import button, column, label, row
from ui.widgets.paint import rounded

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_KEPT = "tour"  # under which name the preferences keep that it was seen


@dataclass(frozen=True, slots=True)
class Stop:
    """What is said, and on which page."""

    page: str
    title: str
    words: str


STOPS = (
    Stop(
        "overview",
        "What needs attention",
        "The overview counts what is late or missing before the next board. Each line leads to the actions.",
    ),
    Stop(
        "actions",
        "Every action in one table",
        "Type to filter. Enter opens an action’s details, Ctrl+U adds an update, Ctrl+M asks for a new date.",
    ),
    Stop(
        "overdue",
        "For the meeting",
        "F8 goes through what is overdue, one action at a time. Each outcome becomes a recorded decision.",
    ),
    Stop(
        "history",
        "Nothing is lost",
        "Each change is saved as you make it. Ctrl+Z takes it back, and History shows every change.",
    ),
    Stop(
        "",
        "When you look for something",
        "Ctrl+K finds anything in the plan and every command. F1 brings help for where you are.",
    ),
)


class Tour(QFrame):
    """Lies over the lower right of the window, which goes on working below it. Esc skips it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._at = window, 0
        self._title = label("", 16, SEMIBOLD)
        self._words = label("", 14, wrap=True)
        self._words.setMinimumHeight(px(64))
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._count = label("", 13, muted=True)
        self.skip = button("Skip the tour", "ghost", press=self.end)
        self.back = button("Back", press=self._go_back)
        self.next = button("Next", "primary", press=self._go_on)
        foot = row(self._count, None, self.skip, self.back, self.next)
        self.setLayout(column(self._title, self._words, foot, gap=8, margin=16))
        self.setFixedWidth(min(px(440), window.width()))
        window.installEventFilter(self)
        self._show()

    def _show(self) -> None:
        stop, last = STOPS[self._at], self._at == len(STOPS) - 1
        if stop.page:
            self._window.go(stop.page)
        self._title.setText(stop.title)
        self._words.setText(stop.words)
        self._count.setText(f"{self._at + 1} of {len(STOPS)}")
        self.setAccessibleName(f"Tour, {stop.title}. {stop.words}")
        self.back.setVisible(self._at > 0)
        self.skip.setVisible(not last)
        self.next.setText("Done" if last else "Next")
        self._place()
        self.show()
        self.raise_()
        self.next.setFocus()
        announce(self, self.accessibleName())

    def _place(self) -> None:
        self.adjustSize()
        room = self._window.size()
        self.move(room.width() - self.width() - px(24), room.height() - self.height() - px(44))

    def _go_on(self) -> None:
        self._at += 1
        if self._at == len(STOPS):
            self.end()
        else:
            self._show()

    def _go_back(self) -> None:
        self._at -= 1
        self._show()

    def end(self) -> None:
        """Take it away."""
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        if self._window.page is not None:
            self._window.page.take_keyboard()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        painter.fillRect(self.rect(), t.window)
        rounded(painter, self.rect(), t.surface, t.accent)
        painter.end()


def take_tour(window: "MainWindow") -> None:
    """Begin the tour, in place of one that is under way."""
    window.preferences.keep(_KEPT, True)
    for other in window.findChildren(Tour):
        other.end()
    Tour(window)


def offer_tour(window: "MainWindow") -> None:
    """Offer it once, to somebody who has never seen it and has a plan in sight."""
    if window.workspace is None or window.is_full or window.preferences.get(_KEPT, False):
        return
    window.preferences.keep(_KEPT, True)
    words = f"New here? {len(STOPS)} short stops show what is where; Esc skips them at any time."
    window.say(words, "note", Offer("Take the tour", partial(take_tour, window)))
