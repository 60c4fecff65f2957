"""Fields that offer what can be chosen: a list, a few choices in sight, the posts of a plan."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QCompleter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
)

from tracker.domain import british
from tracker.domain.errors import TrackerError
from tracker.domain.names import folded
from tracker.domain.plan import Plan
from tracker.domain.records import Organisation, Post
from tracker.domain.rules.owners import holder
from ui.fonts import metrics
from ui.theme import px, tokens
from ui.widgets.fields import Field
from ui.widgets.frames import Segments
from ui.widgets.paint import draw_chevron, focus_ring, put, rounded

_LIST_WIDE = 560  # pixels of the design, at most
_BESIDE = Qt.ItemDataRole.UserRole + 1  # what stands in muted text beside an item
_FOUND_BY = Qt.ItemDataRole.UserRole + 2  # all the words an item is found by


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
    """One of a few choices, all in sight; the first is chosen at first. A key is a code or ""."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], *, help: str = "") -> None:
        self.segments = Segments(name, choices)
        super().__init__(name, self.segments, help=help)
        self.setFocusProxy(self.segments.findChildren(QAbstractButton)[0])
        self.segments.changed.connect(self._edited)

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
        self._widest = 0  # of the lines of the list, in pixels
        self.box = Choice()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.addItem("", None)
        for post in sorted(plan.all(Post), key=lambda post: post.title.casefold()):
            self._offer(post)
        line = self.box.lineEdit()
        assert line is not None
        line.setProperty("bare", True)
        line.setPlaceholderText("Type part of a job title or a name")
        line.setTextMargins(px(6), 0, 0, 0)
        finder = _Finder(self.box)
        self.box.setCompleter(finder)
        for view in (self.box.view(), finder.popup()):
            assert view is not None
            view.setItemDelegate(_TwoTexts(view))
            view.setMinimumWidth(min(self._widest + px(44), px(_LIST_WIDE)))
        super().__init__(name, self.box, needed=needed, help=help)
        line.setAccessibleName(name)
        self.set_value(post_id)
        self.box.currentTextChanged.connect(self._edited)

    def _offer(self, post: Post) -> None:
        words, beside = self._words(post), self._holders(post.id)
        self._widest = max(self._widest, metrics(13).horizontalAdvance(words + beside))
        self.box.addItem(words, post.id)
        at = self.box.count() - 1
        self.box.setItemData(at, beside, _BESIDE)
        self.box.setItemData(at, f"{words} {beside}", _FOUND_BY)
        self.box.setItemData(at, f"{words}, {beside}", Qt.ItemDataRole.AccessibleTextRole)

    def _words(self, post: Post) -> str:
        organisation = self._plan.find(Organisation, post.organisation_id)
        return f"{post.title}, {organisation.name}" if organisation else post.title

    def _holders(self, post_id: str | None) -> str:
        held = holder(self._plan, post_id, self._today)
        if held is None:
            return ""
        return "Nobody in post" if held.vacant else british.listed([person.name for person in held.people])

    def value(self) -> str | None:
        """The id of the post; None for none. Raises TrackerError for words that no post or several have."""
        words = folded(self.box.currentText())
        if not words:
            return None
        every = range(1, self.box.count())
        places = [n for n in every if folded(self.box.itemText(n)) == words]
        places = places or [n for n in every if words in folded(self.box.itemData(n, _FOUND_BY))]
        typed = self.box.currentText().strip()
        if not places:
            raise TrackerError(
                f"“{typed}” is not a post in this plan. Choose one from the list, or add it first."
            )
        if len(places) > 1 and folded(self.box.itemText(places[0])) != words:
            raise TrackerError(f"“{typed}” is in {len(places)} posts: choose one from the list.")
        found: str = self.box.itemData(places[0])
        return found

    def set_value(self, post_id: str | None) -> None:
        """Choose it; the beginning of a long title is in sight."""
        self.box.setCurrentIndex(max(self.box.findData(post_id), 0))
        line = self.box.lineEdit()
        assert line is not None
        line.setCursorPosition(0)

    def _echo(self) -> str:
        try:
            post = self._plan.find(Post, self.value())
        except TrackerError:
            return self._help
        if post is None:
            return self._help
        held, words = self._holders(post.id), self._words(post)
        return held if folded(words) == folded(self.box.currentText()) else f"{words}: {held}"


class _Finder(QCompleter):
    """Finds an item by any of its words, and types what the item itself is called."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box.model(), box)
        self.setCompletionRole(_FOUND_BY)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")


class _TwoTexts(QStyledItemDelegate):
    """A line of a list: an item, and in muted text what belongs to it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        t, rect = tokens(), option.rect
        lit = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(rect, t.selection if lit else t.surface)
        room = rect.adjusted(px(10), 0, -px(10), 0)
        end = put(painter, room, index.data() or "None")
        beside = room.adjusted(end - room.x() + px(10), 0, 0, 0)
        put(painter, beside, index.data(_BESIDE) or "", colour=t.muted)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(100), px(28))
