"""What the steps of bringing in a sheet share, and a course of them from the file to the one change."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from tracker.domain.commands import Together
from ui.theme import px
from ui.widgets.frames import Scroll, column

_NARROW, _LOW = 900, 300


class Stage(QWidget):
    """One step. `name` is what the row of steps calls it."""

    name = ""
    onwards_changed = Signal()

    def when_ready(self, then: Callable[[], object]) -> None:
        """Call this once it can be entered."""
        then()

    def enter(self) -> None:
        """It is about to be shown: bring it up to date."""

    def check(self) -> None:
        """Raises TrackerError where something must be put right before the next step."""

    def onwards(self) -> str:
        """The words on the button that goes on from here."""
        return "Continue"

    def take_keyboard(self) -> None:
        """Put the keyboard where the work of this step begins."""


@dataclass(frozen=True, slots=True)
class Course:
    """The steps for what a file turned out to be.

    `command` gives the one change, and raises TrackerError while something is missing; `done` is called
    with the change made. `told` says in a sentence what was done. `again` makes the same steps anew, as far
    as they were filled in.
    """

    stages: tuple[Stage, ...]
    command: Callable[[], Together]
    told: Callable[[], str]
    done: Callable[[], None]
    again: Callable[[], "Course"]


class Beside(Scroll):
    """Two parts side by side as a full page; where there is little room the second stands below the first,
    and the page scrolls."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int] = (1, 1)) -> None:
        self._parts = (first, second)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._layout.setContentsMargins(px(12), px(12), px(12), px(12))
        self._layout.setSpacing(px(12))
        for part, share in zip(self._parts, shares, strict=True):
            self._layout.addWidget(part, share)
        super().__init__(held(self._layout))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the layout where the width asks for it."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(way)
        for part in self._parts:
            part.setMinimumHeight(px(_LOW) if narrow else 0)


def held(layout: QLayout) -> QWidget:
    """A widget with this layout."""
    made = QWidget()
    made.setLayout(layout)
    return made


def whole(page: QWidget) -> QLayout:
    """The layout of a step that is this page alone."""
    return column(page, gap=0)
