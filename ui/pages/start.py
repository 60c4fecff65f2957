"""The start page: no plan is open yet."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from tracker.clock import day_of
from tracker.domain import british
from ui.dialogs.wizard.drop_card import DropCard
from ui.dialogs.wizard.unfinished import Kept, letter_folder, unfinished_of
from ui.fonts import SEMIBOLD
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.frames import Banner, Card, ListRow, Scroll, column, label, row

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_WIDE, _RIGHT, _MOST_RECENT = 1080, 468, 5

_PROMISE = "From an inspection letter to actions, dates, money and evidence, in one file."

# Commands of the menus that a start is made with: name, words below the title, icon.
_COMMANDS = (
    ("open", "Open a plan", "An .iplan file on this computer or a shared drive", "folder-open"),
    ("bring_in", "Start from a tracker", "An action plan kept in Excel, CSV or Word tables", "sheet"),
    ("new_empty", "Begin an empty plan", "Add workstreams and actions yourself", "plus"),
    ("open_example", "Look at the example", "An invented city’s plan, with a year of history", "book-open"),
    ("restore", "Restore from a backup", "See what each backup holds, then choose one", "archive-restore"),
)


class StartPage(QWidget):
    """Start from a letter, go on with something, open a plan. Fills the window that has no plan."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self.window_ = window
        self._scale = px(1000)
        self.setAccessibleName("Start")
        self.banner = Banner("problem")
        self.banner.pressed.connect(self._banner_read)
        self.card = DropCard("Start from an inspection letter", letter_folder(window))
        self.card.file.connect(self._begin)
        self.card.text.connect(self._begin_with_text)
        self.rows: list[ListRow] = []
        self._right = QVBoxLayout()
        self._right.setSpacing(px(12))
        self._fill_right()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(px(24))
        self._beside.addWidget(self.card, 1)
        self._beside.addLayout(self._right)
        self._build()

    def _build(self) -> None:
        inside = column(
            None,
            label("Improvement plan tracker", 28, SEMIBOLD),
            label(_PROMISE, 16, muted=True),
            12,
            self._beside,
            8,
            _Shield("No child’s name, date of birth or case number belongs in a plan."),
            None,
            gap=8,
        )
        self._inside = QWidget()
        self._inside.setMaximumWidth(px(_WIDE))
        self._inside.setLayout(inside)
        across = QWidget()
        middle = row(self._inside)
        middle.setContentsMargins(px(24), px(24), px(24), px(24))
        across.setLayout(middle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.banner)
        scroll = Scroll(across)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(scroll, 1)

    def _fill_right(self) -> None:
        unfinished = unfinished_of(self.window_).all("")
        if unfinished:
            card = Card("Not finished yet")
            for kept in unfinished[:3]:
                self._add(card, kept.name, kept.words, "file-clock", _when(kept.at, self._now))
                self.rows[-1].clicked.connect(partial(_go_on, self.window_, kept))
            self._close(card)
        recent = self.window_.preferences.recent[:_MOST_RECENT]
        if recent:
            card = Card("Recent plans")
            for each in recent:
                path = Path(each["path"])
                about = " · ".join(filter(None, (each.get("authority", ""), path.name)))
                self._add(
                    card,
                    each.get("title") or path.stem,
                    about,
                    "file-text",
                    _at(each.get("at", ""), self._now),
                )
                self.rows[-1].setToolTip(str(path))
                self.rows[-1].setProperty("path", str(path))
                self.rows[-1].clicked.connect(self._open)
            self._close(card)
        card = Card()
        card.setAccessibleName("Other ways to begin")
        card.body.addSpacing(px(4))
        for name, title, about, icon_name in _COMMANDS:
            keys = self.window_.commands[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            self._add(card, title, about, icon_name, keys)
            self.rows[-1].setProperty("command", name)
            self.rows[-1].clicked.connect(self._run)
        self._close(card)
        self._right.addStretch(1)
        self.setFocusProxy(self.rows[0])  # the keyboard begins at what was used last

    def _add(self, card: Card, title: str, about: str, icon_name: str, right: str) -> None:
        made = ListRow(title, about, icon_name=icon_name, right=right)
        self.rows.append(made)
        card.body.addWidget(made)

    def _close(self, card: Card) -> None:
        card.body.addSpacing(px(4))
        self._right.addWidget(card)

    @property
    def _now(self) -> datetime:
        return self.window_.program.clock.now()

    def say(self, words: str) -> None:
        """Show why something could not be done."""
        self.banner.say(words, "Close" if words else "")

    def _banner_read(self) -> None:
        self.say("")

    # What people do.

    def _begin(self, path: Path) -> None:
        from ui.dialogs.wizard.opening import begin_with

        with self.window_.told():
            begin_with(self.window_, path)
        if not self.isHidden():
            self.say(self.window_.banner.words)

    def _begin_with_text(self, text: str) -> None:
        from ui.dialogs.wizard.opening import begin

        begin(self.window_, text=text)

    def _open(self) -> None:
        path = str(self.sender().property("path"))
        if self.window_.program.open_plan(Path(path), self.window_) is None:
            self.say(self.window_.banner.words)

    def _run(self) -> None:
        self.say("")
        self.window_.commands.run(str(self.sender().property("command")))
        if self.window_.workspace is None:
            self.say(self.window_.banner.words)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A recent plan can be taken off the list."""
        found = next((each for each in self.rows if each.underMouse() and each.property("path")), None)
        if found is not None:
            menu = QMenu(self)
            menu.addAction("Take off this list").triggered.connect(partial(self._forget, found))
            menu.popup(event.globalPos())

    def _forget(self, found: ListRow) -> None:
        self.window_.preferences.forget_recent(str(found.property("path")))
        found.setEnabled(False)
        found.hide()

    # What Qt tells the page.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below each other where there is no room for two columns."""
        super().resizeEvent(event)
        narrow = self.width() < px(900)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(way)
        self.card.fit(self.height(), 290 if narrow else 380)
        for made in self.rows:
            made.setFixedWidth(min(self.width() - px(60), px(_WIDE)) if narrow else px(_RIGHT - 2))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and px(1000) != self._scale:
            self._scale = px(1000)
            QTimer.singleShot(0, self.window_, self.window_.show_start)


class _Shield(QWidget):
    """A line of words with a shield before it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        layout = row(label(words, 13, muted=True, wrap=True))
        layout.setContentsMargins(px(24), 0, 0, 0)
        self.setLayout(layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRect(0, 0, px(16), self.height())
        draw_icon(painter, "shield", box.x(), (box.height() - px(16)) / 2, 16, tokens().muted)
        painter.end()


def _go_on(window: "MainWindow", kept: Kept, checked: bool = False) -> None:
    from ui.dialogs.wizard.opening import begin

    begin(window, kept=kept)


def _at(text: str, now: datetime) -> str:
    try:
        return _when(datetime.fromisoformat(text), now)
    except (TypeError, ValueError):
        return ""


def _when(at: datetime, now: datetime) -> str:
    """“today”, “yesterday”, else the day."""
    day, today = day_of(at), day_of(now)
    return {0: "today", 1: "yesterday"}.get((today - day).days, british.short_day(day))
