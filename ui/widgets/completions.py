"""A list below a text field of what may complete the words being typed, with a count beside each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.theme import px, tokens
from ui.widgets.paint import put, rounded

_VALUE, _WORDS, _RIGHT = (Qt.ItemDataRole.UserRole + n for n in range(3))
_MOST = 200  # in the list; typing on finds the others


class Completions(QCompleter):
    """Up and Down choose, Enter or a click takes (`taken`), Escape or typing on leaves it be."""

    taken = Signal(str)

    def __init__(self, edit: QLineEdit, name: str) -> None:
        super().__init__(edit)
        self._edit = edit
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(10)
        self.setWidget(edit)
        self._list = QListView()
        self.setPopup(self._list)
        self._list.setAccessibleName(name)
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setUniformItemSizes(True)
        self.activated[QModelIndex].connect(self._activated)  # type: ignore[index]

    def offer(self, values: Sequence[tuple[str, str, str]], at: int) -> None:
        """Offer these below the letter at that place: value, words about it, and what stands at the right."""
        self._rows.clear()
        for value, words, right in values[:_MOST]:
            item = QStandardItem(", ".join(filter(None, (value, words, right))))
            for role, each in ((_VALUE, value), (_WORDS, words), (_RIGHT, right)):
                item.setData(each, role)
            self._rows.appendRow(item)
        if not values:
            self.end()
            return
        x = self._edit.fontMetrics().horizontalAdvance(self._edit.text()[:at])
        self.complete(QRect(x, 0, px(320), self._edit.height() + px(4)))

    def end(self) -> None:
        """Close the list."""
        self._list.hide()

    def _activated(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self.taken.emit(index.data(_VALUE))


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        return QSize(px(200), px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        t, rect = tokens(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            rounded(painter, rect, t.selection, radius=4)
        room = rect.adjusted(px(10), 0, -px(10), 0)
        right = index.data(_RIGHT)
        if right:
            put(painter, room, right, colour=t.muted, right=True)
            room = room.adjusted(0, 0, -px(48), 0)
        end = put(painter, room, index.data(_VALUE), size=14)
        if index.data(_WORDS) and end + px(40) < room.right():
            put(painter, room.adjusted(end - room.x() + px(8), 0, 0, 0), index.data(_WORDS), colour=t.muted)
