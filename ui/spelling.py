"""British spelling in one window: the lists of words, those of the plan, and those left alone for now."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.above import window_over

if TYPE_CHECKING:
    from tracker.domain.rules.spelling import Spelling
    from ui.main_window import MainWindow

_LISTS = ("common", "british", "field")  # the commonest words first
_SWITCH = "spelling"  # among the preferences


class Speller(QObject):
    """What fields of a window ask about their words. `changed`: what is right may differ now."""

    changed = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._left: frozenset[str] = frozenset()
        self._own: frozenset[str] = frozenset()
        self._plan: object = self  # of which `_own` are the words; no plan yet
        self._spelling: Spelling | None = None

    @property
    def spelling(self) -> "Spelling | None":
        """What is right in the plan of the window; None where the person has the check switched off."""
        if not self.is_on:
            return None
        from tracker.domain.rules.spelling import Spelling, own_words  # not before a field is shown

        workspace = self._window.workspace
        plan = workspace.plan if workspace is not None else None
        if plan is not self._plan:
            own = own_words(plan) if plan is not None else frozenset()
            self._spelling = self._spelling if own == self._own else None
            self._plan, self._own = plan, own
        if self._spelling is None:
            self._spelling = Spelling(_lists(), self._own | self._left)
        return self._spelling

    @property
    def is_on(self) -> bool:
        """Whether the person wants the check."""
        return bool(self._window.preferences.get(_SWITCH, True))

    def switch(self, on: bool) -> None:
        """Check from now on, or no longer; kept for the person."""
        self._window.preferences.keep(_SWITCH, on)
        self.changed.emit()

    @property
    def cannot_add(self) -> str:
        """Why no word can be added to the plan, in a sentence; "" where one can."""
        workspace = self._window.workspace
        return workspace.read_only if workspace is not None else "No plan is open."

    def add(self, word: str) -> None:
        """Make a word right for everybody who opens the plan. Raises TrackerError."""
        from tracker.domain.commands import AddWords
        from tracker.domain.rules.spelling import bare

        assert self._window.workspace is not None
        self._window.workspace.do(AddWords(words=(bare(word),)))
        self.changed.emit()

    def leave(self, word: str) -> None:
        """Mark a word no longer while the window is open."""
        from tracker.domain.rules.spelling import bare

        self._left |= {bare(word)}
        self._spelling = None
        self.changed.emit()


def speller_of(widget: QWidget) -> Speller | None:
    """The one of the window that a widget belongs to; None where there is no window."""
    window = window_over(widget)
    if window is None:
        return None
    found = window.findChild(Speller, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else Speller(window)


@cache
def _lists() -> tuple[bytes, ...]:
    folder = files("resources").joinpath("words")
    # As text, because a copy of the files may have other ends of lines.
    return tuple(folder.joinpath(f"{name}.txt").read_text("utf-8").encode() for name in _LISTS)
