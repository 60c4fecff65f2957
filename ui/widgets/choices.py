"""Fields that offer what can be chosen: a list, a few choices in sight, the posts of a plan."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QStyleOptionComboBox

from tracker.domain import british
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Organisation, Post
from tracker.domain.rules.owners import holder
from ui.theme import px, tokens
from ui.widgets.fields import Field
from ui.widgets.frames import Segments
from ui.widgets.paint import draw_chevron, focus_ring, rounded


class Choice(QComboBox):
    """A drop-down list painted in the window's own way."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(px(32))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words typed leave room for the arrow, whose size follows the text and not the style."""
        super().resizeEvent(event)
        line = self.lineEdit()
        if line is not None:
            line.setGeometry(px(4), px(2), self.width() - px(32), self.height() - px(4))

    def wheelEvent(self, event: Any) -> None:  # a wheel that scrolls the form must not change an answer
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        rounded(painter, self.rect(), t.surface if self.isEnabled() else t.alternate, t.edge)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius=6)
        painter.setFont(self.font())
        painter.setPen(t.text if self.isEnabled() else t.muted)
        room = self.rect().adjusted(px(10), 0, -px(28), 0)
        shown = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        draw_chevron(painter, self.width() - px(16), self.height() / 2, down=True, colour=t.muted)
        painter.end()


class ChoiceField(Field):
    """One of a list: pairs of a value and its words."""

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[Any, str]],
        chosen: Any = None,
        *,
        needed: bool = False,
        help: str = "",
    ) -> None:
        self.box = Choice()
        self._values: list[Any] = []  # kept here: Qt would hand back plain texts in place of codes
        self.offer(choices)
        super().__init__(name, self.box, needed=needed, help=help)
        self.set_value(chosen)
        self.box.currentIndexChanged.connect(self._edited)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these in place of what was offered; the first is chosen. Sends nothing."""
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems([words for _, words in choices])
        self.box.blockSignals(False)
        self._values = [value for value, _ in choices]

    def value(self) -> Any:
        """The value chosen; None where nothing is offered."""
        return self._values[self.box.currentIndex()] if self._values else None

    def set_value(self, value: Any) -> None:
        """Choose it; the first of the list where it is not there."""
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class SegmentsField(Field):
    """One of a few choices, all in sight; the first is chosen unless said. A key is a code or ""."""

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], chosen: str | None = None, *, help: str = ""
    ) -> None:
        self.segments = Segments(name, choices)
        super().__init__(name, self.segments, help=help)
        self.setFocusProxy(self.segments.findChildren(QAbstractButton)[0])
        self.segments.changed.connect(self._edited)
        if chosen is not None:
            self.set_value(chosen)

    def value(self) -> str:
        """The key of the choice."""
        return self.segments.chosen

    def set_value(self, key: str) -> None:
        """Choose it, as a click would."""
        self.segments.choose(key)
        self._edited()


class PostField(Field):
    """The post that owns something, found by typing part of its title, organisation or holder."""

    def __init__(
        self,
        name: str,
        plan: Plan,
        today: date,
        post_id: str | None = None,
        *,
        needed: bool = False,
        help: str = "",
    ) -> None:
        self._plan, self._today = plan, today
        self.box = Choice()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.addItem("", None)
        for post in sorted(plan.all(Post), key=lambda post: post.title.casefold()):
            self.box.addItem(self._words(post), post.id)
        line = self.box.lineEdit()
        assert line is not None
        line.setProperty("bare", True)
        line.setPlaceholderText("Type part of a job title")
        line.setTextMargins(px(6), 0, 0, 0)
        completer = self.box.completer()
        assert completer is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(completer.CompletionMode.PopupCompletion)
        super().__init__(name, self.box, needed=needed, help=help)
        line.setAccessibleName(name)
        self.set_value(post_id)
        line.setCursorPosition(0)  # the beginning of a long title is in sight
        self.box.currentTextChanged.connect(self._edited)

    def _words(self, post: Post) -> str:
        organisation = self._plan.find(Organisation, post.organisation_id)
        return f"{post.title}, {organisation.name}" if organisation else post.title

    def value(self) -> str | None:
        """The id of the post; None for none. Raises TrackerError for words that are no post."""
        words = self.box.currentText().strip()
        if not words:
            return None
        places = [n for n in range(self.box.count()) if self.box.itemText(n).casefold() == words.casefold()]
        if not places:
            raise TrackerError(
                f"“{words}” is not a post in this plan. Choose one from the list, or add it first."
            )
        found: str = self.box.itemData(places[0])
        return found

    def set_value(self, post_id: str | None) -> None:
        """Choose it."""
        self.box.setCurrentIndex(max(self.box.findData(post_id), 0))

    def _echo(self) -> str:
        try:
            held = holder(self._plan, self.value(), self._today)
        except TrackerError:
            return self._help
        if held is None:
            return self._help
        if held.vacant:
            return "Nobody in post"
        return british.listed([person.name for person in held.people])
