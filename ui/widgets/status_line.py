"""The bottom of the window: which file, whether it is saved, what may not be done, the marking."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.domain import words
from ui.fonts import REGULAR, SEMIBOLD, metrics
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.paint import put

if TYPE_CHECKING:
    from ui.workspace import Workspace


class StatusLine(QWidget):
    """Short notes from the left, each with its icon; the protective marking at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(px(28))
        self._notes: list[tuple[str, str]] = []
        self._marking = ""

    @property
    def words(self) -> str:
        """All it says, in one sentence."""
        return ", ".join(filter(None, (*(note for _, note in self._notes), self._marking)))

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
        self.setAccessibleName(self.words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        x, middle, right = px(16), self.height() // 2, self.width() - px(16)
        if self._marking:
            wide = metrics(13, SEMIBOLD).horizontalAdvance(self._marking)
            put(painter, QRect(right - wide, 0, wide + 1, self.height()), self._marking, weight=SEMIBOLD)
            right -= wide + px(16)
        for icon_name, note in self._notes:
            draw_icon(painter, icon_name, x, middle - px(7), 14, t.muted)
            wide = min(metrics(13, REGULAR).horizontalAdvance(note) + 1, right - x - px(20))
            if wide <= 0:
                break
            x = put(painter, QRect(x + px(20), 0, wide, self.height()), note, colour=t.muted) + px(24)
        painter.end()
