"""The bottom of the window: which file, whether it is saved, what may not be done, the marking."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.domain import words
from ui.announcing import announce
from ui.fonts import REGULAR, SEMIBOLD, metrics
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.paint import put

if TYPE_CHECKING:
    from ui.workspace import Workspace

_SHOWN = 6000  # milliseconds for which it says what was done just now


class StatusLine(QWidget):
    """Short notes from the left, each with its icon; the protective marking at the right.

    What was done just now stands before them for a while.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(px(28))
        self._notes: list[tuple[str, str]] = []
        self._marking = ""
        self._passing = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN)
        self._timer.timeout.connect(self._pass)

    @property
    def words(self) -> str:
        """All it says, in one sentence."""
        return ", ".join(filter(None, (self._passing, *(note for _, note in self._notes), self._marking)))

    def tell(self, words: str) -> None:
        """Say for a while, at the left, what was done just now."""
        self._passing = words
        self._timer.start()
        self._say()
        announce(self, words)

    def _pass(self) -> None:
        self._passing = ""
        self._say()

    def show_no_plan(self) -> None:
        """No plan is open."""
        self._show([("info", "No plan open")], "")

    def show_workspace(self, workspace: "Workspace", backup: str = "") -> None:
        """How the plan stands, and its last backup in words."""
        saved = ("check", "All changes saved")
        if workspace.waiting:
            saved = ("clock", "Waiting: another program is writing")
        known = workspace.known_words
        notes = [
            ("hard-drive", workspace.session.path.name),
            ("lock", f"{known[:1].upper()}{known[1:]}" or "Read only") if workspace.read_only else saved,
        ]
        if workspace.whose:
            notes.append(("user-pen", f"Recording for {workspace.whose}"))
        if backup:
            notes.append(("archive", backup))
        if workspace.others:
            notes.append(("users", workspace.others))
        self._show(notes, words.label(workspace.plan.settings.marking))

    def _show(self, notes: list[tuple[str, str]], marking: str) -> None:
        self._notes, self._marking = notes, marking
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(self.words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        x, middle, right = px(16), self.height() // 2, self.width() - px(16)
        if self._marking:
            wide = metrics(13, SEMIBOLD).horizontalAdvance(self._marking)
            put(painter, QRect(right - wide, 0, wide + 1, self.height()), self._marking, weight=SEMIBOLD)
            right -= wide + px(16)
        passing = [("check", self._passing)] if self._passing else []
        for icon_name, note in (*passing, *self._notes):
            draw_icon(painter, icon_name, x, middle - px(7), 14, t.muted)
            wide = min(metrics(13, REGULAR).horizontalAdvance(note) + 1, right - x - px(20))
            if wide <= 0:
                break
            x = put(painter, QRect(x + px(20), 0, wide, self.height()), note, colour=t.muted) + px(24)
        painter.end()
