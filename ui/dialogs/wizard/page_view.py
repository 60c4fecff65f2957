"""The pictures of a document's pages with what was taken from them outlined, and lines to mark by hand."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from tracker.importing.extracted import ExtractedDocument
from ui.announcing import announce
from ui.dialogs.wizard.marks import LABEL_WIDE, Mark, draw_ground, draw_label, draw_untaken
from ui.theme import light, px, tokens
from ui.widgets.paint import focus_ring

_MARGIN, _BETWEEN = 18, 14


class PageView(QAbstractScrollArea):
    """Pages below each other. Press a taken passage to choose it; drag over lines to mark them.

    With the keyboard the arrow keys go from line to line, Shift marks, Enter hands over what is marked; Plus
    and Minus ask for another size, as Ctrl and the wheel do.
    """

    chosen = Signal(int)  # the number of an area
    marked = Signal(tuple)  # the numbers of lines; () for none
    wanted = Signal()  # what is marked is to be taken
    page_changed = Signal(int)
    width_changed = Signal(int)
    zoom_wanted = Signal(int)  # steps nearer, or below nought further away

    def __init__(self, document: ExtractedDocument) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setAccessibleName(f"Pages of {document.file}")
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._document = document
        self._pictures: dict[int, QPixmap] = {}
        self._marks: Sequence[Mark] = ()
        self._current = -1
        self._edges: dict[int, float] = {}  # by page, where its marked lines end, as a share of its width
        self._zoom = 1.0
        self._page_shown = 1
        self._line, self._anchor = -1, -1
        self._lay_out()
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # What is shown.

    @property
    def page_width(self) -> int:
        """How wide a page is drawn, in pixels of the screen's own."""
        return round(self._wide * self.devicePixelRatioF())

    def show_picture(self, page: int, picture: QPixmap) -> None:
        """Show this picture for a page."""
        self._pictures[page] = picture
        self.viewport().update()

    def show_marks(self, marks: Sequence[Mark], current: int) -> None:
        """Outline these; `current` is the number of the one that is being looked at."""
        self._marks, self._current = marks, current
        self._edges.clear()
        for number in {number for mark in marks for number in mark.lines}:
            line = self._document.lines[number]
            assert line.page is not None
            assert line.box is not None
            self._edges[line.page] = max(self._edges.get(line.page, 0.0), line.box[2])
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """1 fits the page to the width there is."""
        page, within = self._page_shown, self._share_within()
        self._zoom = zoom
        self._lay_out()
        self._stay_at(page, within)

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page into view."""
        if 1 <= page <= len(self._tops):
            self.verticalScrollBar().setValue(round(self._tops[page - 1] - px(_BETWEEN)))

    def go_to_lines(self, lines: Sequence[int]) -> None:
        """Bring these lines into view, unless they are."""
        boxes = [self._box(number) for number in lines]
        if not boxes:
            return
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top, bottom = boxes[0].top(), boxes[-1].bottom()
        if top < bar.value() + px(40) or bottom > bar.value() + room - px(40):
            bar.setValue(round(top - room / 4))

    def clear_marking(self) -> None:
        """Nothing is marked any longer."""
        self._anchor = self._line
        self.marked.emit(())
        self.viewport().update()

    @property
    def marking(self) -> tuple[int, ...]:
        """The numbers of the lines marked by hand."""
        if self._line < 0 or self._line == self._anchor == -1 or self._anchor < 0:
            return ()
        first, last = sorted((self._line, self._anchor))
        return tuple(range(first, last + 1))

    # Where things are, in pixels from the top left of the first page's margin.

    def _lay_out(self) -> None:
        room = self.viewport().width() - 2 * px(_MARGIN)
        self._wide = max(room, px(120)) * self._zoom
        self._tops: list[float] = []
        self._high: list[float] = []
        top = float(px(_BETWEEN))
        for across, down in self._document.page_sizes:
            self._tops.append(top)
            self._high.append(self._wide * down / max(across, 1))
            top += self._high[-1] + px(_BETWEEN)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(round(top) - height, 0))
        bar.setPageStep(height)
        bar.setSingleStep(px(40))
        across_bar = self.horizontalScrollBar()
        across_bar.setRange(0, max(round(self._wide + 2 * px(_MARGIN)) - self.viewport().width(), 0))
        across_bar.setPageStep(self.viewport().width())
        self.viewport().update()

    def _page_box(self, page: int) -> QRectF:
        return QRectF(px(_MARGIN), self._tops[page - 1], self._wide, self._high[page - 1])

    def _box(self, number: int) -> QRectF:
        line = self._document.lines[number]
        assert line.page is not None
        assert line.box is not None
        page = self._page_box(line.page)
        left, top, right, bottom = line.box
        return QRectF(
            QPointF(page.x() + left * page.width(), page.y() + top * page.height()),
            QPointF(page.x() + right * page.width(), page.y() + bottom * page.height()),
        )

    def _line_at(self, at: QPointF) -> int:
        """The line at a place of the window, or the nearest on that page; -1 for none."""
        place = at + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        page = bisect_right(self._tops, place.y())
        numbers = [n for n, line in enumerate(self._document.lines) if line.page == page]

        def far(number: int) -> tuple[float, float]:
            box = self._box(number)
            down = max(box.top() - place.y(), place.y() - box.bottom(), 0)
            return down, max(box.left() - place.x(), place.x() - box.right(), 0)

        return min(numbers, key=far, default=-1)

    def _stay_at(self, page: int, within: float) -> None:
        """Bring back what stood at the top: that share of that page."""
        self.verticalScrollBar().setValue(round(self._tops[page - 1] + within * self._high[page - 1]))

    def _share_within(self) -> float:
        page = self._page_shown
        return (self.verticalScrollBar().value() - self._tops[page - 1]) / self._high[page - 1]

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        page = max(bisect_right(self._tops, middle), 1)
        if page != self._page_shown:
            self._page_shown = page
            self.page_changed.emit(page)

    # What Qt tells the view.

    def resizeEvent(self, event: QResizeEvent) -> None:
        before, page, within = self._wide, self._page_shown, self._share_within()
        self._lay_out()
        if self._wide != before:
            self._stay_at(page, within)
            self.width_changed.emit(self.page_width)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._line = self._line_at(event.position())
            self._anchor = -1
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._line >= 0:
            if self._anchor < 0:
                self._anchor = self._line
            self._line = self._line_at(event.position())
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._line < 0:
            return
        if self._anchor >= 0:
            self.marked.emit(self.marking)
            return
        mark = next((each for each in self._marks if self._line in each.lines and each.code), None)
        if mark is not None:
            self.marked.emit(())
            self.chosen.emit(mark.number)
        else:
            self._anchor = self._line
            self.marked.emit(self.marking)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus) and _is_plain(event):
            self.zoom_wanted.emit(-1 if key == Qt.Key.Key_Minus else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._document.lines:
            self._step(-1 if key == Qt.Key.Key_Up else 1, event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.marking:
            self.wanted.emit()
        elif key == Qt.Key.Key_Escape and self.marking:
            self._line = self._anchor = -1
            self.clear_marking()
        elif key == Qt.Key.Key_PageDown:
            self.go_to_page(self._page_shown + 1)
        elif key == Qt.Key.Key_PageUp:
            self.go_to_page(self._page_shown - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def _step(self, by: int, keys: Qt.KeyboardModifier) -> None:
        """Go to the next line, or from the first line in sight."""
        lines = self._document.lines
        if self._line < 0:
            self._line = next((n for n, line in enumerate(lines) if line.page == self._page_shown), 0)
        else:
            self._line = min(max(self._line + by, 0), len(lines) - 1)
        if not keys & Qt.KeyboardModifier.ShiftModifier or self._anchor < 0:
            self._anchor = self._line
        self.setAccessibleDescription(lines[self._line].text)
        announce(self, lines[self._line].text)
        self.go_to_lines((self._line,))
        self.marked.emit(self.marking)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self.viewport()), tokens()
        painter.fillRect(self.viewport().rect(), t.hover)
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        seen = QRectF(QRect(across, down, self.viewport().width(), self.viewport().height()))
        painter.translate(-across, -down)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in range(1, len(self._tops) + 1):
            box = self._page_box(page)
            if box.intersects(seen):
                self._paint_page(painter, page, box)
        painter.resetTransform()
        if self.hasFocus():
            focus_ring(painter, self.viewport().rect())
        painter.end()

    def _paint_page(self, painter: QPainter, page: int, box: QRectF) -> None:
        painter.fillRect(box, Qt.GlobalColor.white)
        if (picture := self._pictures.get(page)) is not None:
            painter.drawPixmap(box.toRect(), picture)
        painter.setPen(tokens().border)
        painter.drawRect(box)
        for mark in self._marks:
            self._paint_mark(painter, page, mark)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in self.marking:
            if self._document.lines[number].page == page:
                tint = QColor(light().accent)
                tint.setAlphaF(0.28)
                painter.fillRect(self._box(number), tint)

    def _paint_mark(self, painter: QPainter, page: int, mark: Mark) -> None:
        boxes = [self._box(n) for n in mark.lines if self._document.lines[n].page == page]
        if not boxes:
            return
        current = mark.number == self._current and bool(mark.code)
        for box in boxes:
            if not mark.code:
                draw_untaken(painter, box)
            elif not mark.left_out:
                draw_ground(painter, box, current=current)
        if mark.code:
            whole = self._page_box(page)
            edge = whole.x() + self._edges[page] * whole.width() + px(8)
            edge = min(edge, whole.right() - px(LABEL_WIDE + 10))
            draw_label(painter, edge, boxes[0].top(), boxes[-1].bottom(), mark, current=current)


def _is_plain(event: QKeyEvent) -> bool:
    """Whether neither Ctrl nor Alt is held: with Ctrl, Plus and Minus are the text size of the window."""
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return not event.modifiers() & held
