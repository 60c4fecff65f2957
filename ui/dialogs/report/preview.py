"""A paper page by page, as it will be printed."""

from collections.abc import Iterator
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ui import printing
from ui.announcing import announce
from ui.fonts import SEMIBOLD
from ui.jobs import Slices
from ui.theme import px, tokens
from ui.widgets.frames import Line, Segments, button, column, label, row
from ui.widgets.paint import focus_ring, rounded

_KEPT = 12  # pictures of pages, so that turning back and forth costs nothing
_PAGE, _WIDTH = "page", "width"


class Preview(QWidget):
    """Shows a PDF of ours one page at a time, or words where there is none. Close it with `clear`."""

    def __init__(self, slices: Slices) -> None:
        super().__init__()
        self._slices = slices
        self._paper: Any = None
        self._work: Iterator[None] = iter(())
        self._pictures: dict[tuple[int, int], QImage] = {}
        self.page = 0
        self.where = label("", 14, SEMIBOLD)
        self.where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.back = button("", "ghost", icon_name="chevron-left", tip="Page before", press=self._back)
        self.on = button("", "ghost", icon_name="chevron-right", tip="Page after", press=self._on)
        self.fit = Segments("Size of the page", [(_PAGE, "Fit page"), (_WIDTH, "Fit width")])
        self.fit.changed.connect(self._resized)
        self._sheet = _Sheet()
        self._area = _Area(self._sheet)
        self._area.viewport().installEventFilter(self)
        self._sheet.installEventFilter(self)
        self.where.setWordWrap(True)
        head = column(row(self.back, self.on, None, self.fit), self.where, gap=4)
        head.setContentsMargins(px(20), px(10), px(16), px(10))
        layout = column(head, Line(), self._area, gap=0)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.show_words("")

    @property
    def pages(self) -> int:
        """How many pages are shown; 0 for none."""
        return len(self._paper) if self._paper is not None else 0

    @property
    def is_landscape(self) -> bool:
        """Whether the sheets of the paper shown lie on their long side."""
        return self._paper is not None and printing.is_landscape(self._paper)

    @property
    def words(self) -> str:
        """What stands in place of a page."""
        return self._sheet.words

    def show_paper(self, pdf: bytes, name: str, note: str = "") -> None:
        """Show this paper, at the page that was shown where it has one; `note` stands beside its number."""
        self.clear()
        self._paper, self._name, self._note = printing.open_paper(pdf), name, note
        self.turn_to(self.page)

    def show_words(self, words: str) -> None:
        """Show words in place of a page."""
        self.clear()
        self._sheet.show_words(words)
        self._tell()

    def show_waiting(self) -> None:
        """Let the page stand, greyed, while another is drawn up."""
        self._sheet.grey()

    def turn_to(self, page: int) -> None:
        """Show this page, counted from 0, or the nearest there is."""
        self.page = max(0, min(page, self.pages - 1))
        self._tell()
        self._draw()

    def clear(self) -> None:
        """Let go of the paper."""
        self._slices.drop(self._work)
        self._pictures.clear()
        if self._paper is not None:
            self._paper.close()
            self._paper = None

    # Drawing.

    def _draw(self) -> None:
        self._slices.drop(self._work)
        if self.pages:
            self._work = self._drawing()
            self._slices.add(self._work)

    def _drawing(self) -> Iterator[None]:
        """The page, then those beside it, one a slice."""
        for page in (self.page, self.page + 1, self.page - 1):
            if 0 <= page < self.pages:
                picture = self._picture(page)
                if page == self.page:
                    self._sheet.show_picture(picture)
                yield

    def _picture(self, page: int) -> QImage:
        wide = self._wide(page)
        kept = self._pictures.pop((page, wide), None)
        if kept is None:
            ratio = self.devicePixelRatioF()
            across, _ = self._paper.get_page_size(page)
            kept = printing.page_picture(self._paper, page, wide * ratio / across)
            kept.setDevicePixelRatio(ratio)
        self._pictures[page, wide] = kept
        while len(self._pictures) > _KEPT:
            del self._pictures[next(iter(self._pictures))]
        return kept

    def _wide(self, page: int) -> int:
        """How wide to show a page, in pixels."""
        across, down = self._paper.get_page_size(page)
        room = self._area.maximumViewportSize() - QSize(px(40), px(32))
        if self.fit.chosen == _WIDTH:
            return max(room.width() - self._area.verticalScrollBar().sizeHint().width(), px(120))
        return max(min(room.width(), int(room.height() * across / down)), px(120))

    def _resized(self) -> None:
        self._area.verticalScrollBar().setValue(0)
        self._draw()

    # What is said and done about it.

    def _tell(self) -> None:
        where = f"Page {self.page + 1} of {self.pages}" if self.pages else ""
        self.where.setText(", ".join(filter(None, (where, self._note if self.pages else ""))))
        self.back.setEnabled(self.page > 0)
        self.on.setEnabled(self.page + 1 < self.pages)
        said = f"{where} of {self._name}" if self.pages else self._sheet.words
        if said != self._sheet.accessibleName():
            self._sheet.setAccessibleName(said)
            announce(self._sheet, said)

    def _back(self) -> None:
        self.turn_to(self.page - 1)

    def _on(self) -> None:
        self.turn_to(self.page + 1)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is not self._sheet:
            self._draw()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._sheet:
            return self._turned_by(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _turned_by(self, key: Qt.Key) -> bool:
        """Whether a key turned the page: one that scrolls does so at the page's edge."""
        bar = self._area.verticalScrollBar()
        to = {
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.pages - 1,
            Qt.Key.Key_PageUp: self.page - 1 if bar.value() == bar.minimum() else None,
            Qt.Key.Key_PageDown: self.page + 1 if bar.value() == bar.maximum() else None,
        }.get(key)
        if to is None:
            return False
        bar.setValue(0)
        self.turn_to(to)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()


class _Area(QScrollArea):
    """What the page scrolls in where it is larger."""

    def __init__(self, sheet: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(sheet)
        sheet.setAutoFillBackground(False)


class _Sheet(QWidget):
    """The page itself on its ground, or words."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self._picture: QImage | None = None
        self._grey = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(
            "A picture. To have the paper read out, open it in your PDF reader with the button below."
        )

    def show_picture(self, picture: QImage) -> None:
        self._picture, self.words, self._grey = picture, "", False
        size = picture.deviceIndependentSize()
        self.setMinimumSize(QSize(0, ceil(size.height()) + px(32)))
        self.update()

    def show_words(self, words: str) -> None:
        self._picture, self.words, self._grey = None, words, False
        self.setMinimumSize(QSize(0, 0))
        self.update()

    def grey(self) -> None:
        self._grey = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        painter.fillRect(self.rect(), t.hover)
        if self._picture is not None:
            size = self._picture.deviceIndependentSize().toSize()
            x = (self.width() - size.width()) // 2
            page = QRect(x, px(16), size.width(), size.height())
            painter.drawImage(page, self._picture)
            rounded(painter, page.adjusted(-1, -1, 1, 1), None, t.border, radius=0)
            if self._grey:
                veil = QColor(t.hover)
                veil.setAlphaF(0.6)
                painter.fillRect(page, veil)
            if self.hasFocus():
                focus_ring(painter, page.adjusted(-3, -3, 3, 3), radius=2)
        else:
            painter.setPen(t.muted)
            room = self.rect().adjusted(px(40), 0, -px(40), 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.words)
        painter.end()
