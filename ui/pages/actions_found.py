"""Actions that fit the words typed only because an update holds them: found after the table, and marked."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QPainter

from tracker.domain.names import plain
from tracker.domain.records import Update
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.workspace import Workspace

_QUIET = 60  # milliseconds without a key
_LEAST = 3  # letters: shorter words are in every other update
_TURN = 200  # updates looked through between two pauses


class Elsewhere(QObject):
    """Looks through updates once nobody types. `found` brings the ids of the actions."""

    found = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._text, self._asked = "", 0
        self._work: Iterator[Any] = iter(())
        self._is_heard = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_QUIET)
        self._pause.timeout.connect(self._look)

    def look_for(self, text: str) -> None:
        """Look for these words in a moment; what was looked for before is dropped."""
        self._workspace.slices.drop(self._work)
        self._text, self._asked = text.strip(), 0
        if len(self._text) >= _LEAST:
            self._pause.start()
        else:
            self._pause.stop()

    def _look(self) -> None:
        if not self._text:
            return
        if Update in self._workspace.plan.kinds:  # as known on another day: the index is of today
            self._work = self._in_memory(plain(self._text).split())
            self._workspace.slices.add(self._work, of=self)
        elif self._workspace.search.has_words:
            words = self._workspace.search.words
            if not self._is_heard:
                self._is_heard = True
                words.said.connect(self._have)
                words.ready.connect(self._look)
            self._workspace.search.begin()
            self._asked = words.ask_updates([self._text])

    def _have(self, number: int, ids: frozenset[str]) -> None:
        if number == self._asked:
            self.found.emit(ids)

    def _in_memory(self, words: list[str]) -> Iterator[None]:
        found = set()
        for n, update in enumerate(self._workspace.plan.all(Update)):
            said = plain(" ".join((update.text, update.barrier, update.ask, update.next, update.whose)))
            if all(word in said for word in words):
                found.add(update.action_id)
            if not n % _TURN:
                yield
        self.found.emit(frozenset(found))


def put_mark(painter: QPainter, rect: QRect) -> QRect:
    """Draw the mark at the right of a cell; what is left of it."""
    draw_icon(
        painter, "message-square-text", rect.right() - px(14), rect.center().y() - px(6), 14, tokens().muted
    )
    return rect.adjusted(0, 0, -px(20), 0)
