"""The improvement areas as a list: tick, code, words and kind; the current one opens to be sorted out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain import words
from tracker.importing.earlier import Earlier
from tracker.importing.items import Item
from ui.dialogs.wizard.area_editor import AreaEditor
from ui.dialogs.wizard.marks import codes_of
from ui.fonts import SEMIBOLD, font, metrics
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.paint import focus_ring, hairline, put, rounded

_TEXT_AT, _KIND_WIDE, _SIGNS_WIDE = 86, 176, 36


class AreaRows(QWidget):
    """Shows items. What is done to them is sent, and comes back by `show_items`."""

    current_changed = Signal(int)
    ticked = Signal(int, bool)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Improvement areas of the letter")
        self.editor = AreaEditor()
        self.editor.hide()
        self.editor.moved.connect(self.moved)
        self._rows: list[AreaRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.editor)
        self._layout.addStretch(1)
        self.current = -1

    def show_items(self, items: Sequence[Item], current: int, earlier: Sequence[Earlier] = ()) -> None:
        """Show these, the current one opened. `earlier` are the areas that the plan has already."""
        while len(self._rows) > len(items):
            self._rows.pop().deleteLater()
        while len(self._rows) < len(items):
            row = AreaRow(len(self._rows))
            row.reached.connect(self._reached)
            row.ticked.connect(self.ticked)
            row.stepped.connect(self._stepped)
            row.moved.connect(self.moved)
            self._rows.append(row)
            self._layout.insertWidget(self._layout.count() - 1, row)
        self.current = min(current, len(items) - 1)
        for row, item, code in zip(self._rows, items, codes_of(items), strict=True):
            row.show_item(item, code, opened=row.number == self.current)
        self._layout.removeWidget(self.editor)
        self.editor.setVisible(self.current >= 0)
        if self.current >= 0:
            self._layout.insertWidget(self.current + 1, self.editor)
            self.editor.show_item(
                items[self.current],
                codes_of(items)[self.current],
                is_first=self.current == 0,
                is_last=self.current + 1 == len(items),
                earlier=earlier,
            )
            QWidget.setTabOrder(self._rows[self.current], self.editor)

    def row(self, number: int) -> "AreaRow":
        """The row of an item."""
        return self._rows[number]

    def _reached(self, number: int) -> None:
        if number != self.current:
            self.current_changed.emit(number)

    def _stepped(self, number: int, by: int) -> None:
        if 0 <= number + by < len(self._rows):
            self._rows[number + by].setFocus(Qt.FocusReason.TabFocusReason)


class AreaRow(QWidget):
    """One area. Space takes it or leaves it out, Up and Down go to its neighbours, with Alt they move it."""

    reached = Signal(int)
    ticked = Signal(int, bool)
    stepped = Signal(int, int)
    moved = Signal(int)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self._item: Item | None = None
        self._code, self._opened = "", False
        self.setAccessibleDescription("Space takes it or leaves it out, Alt with Up or Down moves it")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMinimumWidth(px(320))

    def show_item(self, item: Item, code: str, *, opened: bool) -> None:
        """Show this item; `opened`: its wording stands in the editor below."""
        self._item, self._code, self._opened = item, code, opened
        state = "left out" if item.left_out is not None else "said again" if item.repeats else "taken"
        state += ", corrected" if item.as_read else ""
        self.setAccessibleName(f"{code}, {words.label(item.finding.kind)}, {state}: {item.finding.text}")
        self.setFixedHeight(self._height())
        self.update()

    def _height(self) -> int:
        if self._opened:
            return px(38)
        return px(58) if len(self._lines()) > 1 else px(42)

    def resizeEvent(self, event: object) -> None:
        self.setFixedHeight(self._height())

    def sizeHint(self) -> QSize:
        return QSize(px(600), px(42))

    # What people do.

    def _tick(self) -> None:
        assert self._item is not None
        self.ticked.emit(self.number, self._item.left_out is not None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.reached.emit(self.number)
        if self._box().adjusted(-px(8), -px(8), px(8), px(8)).contains(event.position()):
            self._tick()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self.number)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Alt with an arrow is a key of the row, though a date field elsewhere has it as a shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _moves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._tick()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = -1 if event.key() == Qt.Key.Key_Up else 1
            if _moves(event):
                self.moved.emit(by)
            else:
                self.stepped.emit(self.number, by)
        else:
            super().keyPressEvent(event)

    # How it looks.

    def _box(self) -> QRectF:
        return QRectF(px(16), px(13), px(16), px(16))

    def _lines(self) -> list[str]:
        """The first two lines of the wording, the second cut with … where there is more."""
        assert self._item is not None
        room = max(self.width() - px(_TEXT_AT + _KIND_WIDE + _SIGNS_WIDE), px(80))
        text = " ".join(self._item.parts)
        layout = QTextLayout(text, font(14))
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(room)
        cut = first.textLength()
        layout.endLayout()
        if cut >= len(text):
            return [text]
        rest = metrics(14).elidedText(text[cut:].strip(), Qt.TextElideMode.ElideRight, room)
        return [text[:cut], rest]

    def paintEvent(self, event: QPaintEvent) -> None:
        assert self._item is not None
        painter, t = QPainter(self), tokens()
        if self._opened:
            painter.fillRect(self.rect(), t.selection)
            painter.fillRect(0, 0, px(3), self.height(), t.accent)
        elif self.underMouse():
            painter.fillRect(self.rect(), t.hover)
        if not self._opened:
            hairline(painter, 0, self.width(), self.height() - 1)
        out = self._item.left_out is not None
        rounded(painter, self._box(), t.surface if out else t.accent, t.edge if out else None, radius=4)
        if not out:
            draw_icon(painter, "check", px(17), px(14), 14, t.on_accent)
        code = QRectF(px(44), px(11), px(30), px(20))
        rounded(painter, code, t.accent if self._opened else t.surface, t.edge if out else t.accent, radius=4)
        painter.setFont(font(13, SEMIBOLD))
        painter.setPen(t.on_accent if self._opened else (t.muted if out else t.accent))
        painter.drawText(code, Qt.AlignmentFlag.AlignCenter, self._code)
        self._paint_words(painter, out)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def _paint_words(self, painter: QPainter, out: bool) -> None:
        assert self._item is not None
        t = tokens()
        left, room = px(_TEXT_AT), self.width() - px(_TEXT_AT + _KIND_WIDE + _SIGNS_WIDE)
        if self._opened:
            finding = self._item.finding
            above = (
                finding.lead_in or finding.section or ("Taken by hand" if self._item.taken_by_hand else "")
            )
            wide = self.width() - left - px(16)
            put(painter, QRect(left, px(10), wide, px(22)), above, colour=t.muted)
            return
        for n, line in enumerate(self._lines()):
            place = QRect(QPoint(left, px(10) + n * px(19)), QSize(room, px(22)))
            put(painter, place, line, size=14, colour=t.muted if out else t.text)
        kind = "Left out" if out else words.label(self._item.finding.kind)
        right = QRect(self.width() - px(_KIND_WIDE), px(10), px(_KIND_WIDE - 16), px(22))
        put(painter, right, kind, colour=t.muted)
        signs = ("pencil" if self._item.as_read else "", "link" if self._item.repeats else "")
        for n, sign in enumerate(filter(None, signs)):
            draw_icon(painter, sign, right.x() - px(18 + 16 * n), px(14), 13, t.muted)


def _moves(event: QKeyEvent) -> bool:
    """Whether these keys move an area up or down."""
    arrows = Qt.Key.Key_Up, Qt.Key.Key_Down
    return event.key() in arrows and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
