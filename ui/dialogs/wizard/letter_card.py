"""The letter beside the list: its pages as pictures or as words, with page, zoom and what is marked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QStackedWidget, QWidget

from tracker.importing.extracted import ExtractedDocument
from tracker.importing.pictures import picture_path
from ui.dialogs.wizard.marks import Mark
from ui.dialogs.wizard.page_view import PageView
from ui.dialogs.wizard.text_view import TextView
from ui.fonts import SEMIBOLD
from ui.jobs import Job
from ui.theme import px
from ui.widgets.choices import Choice
from ui.widgets.frames import Card, Line, Segments, button, label
from ui.widgets.paint import put

_ZOOMS = ((1.0, "Fit width"), (1.25, "125 %"), (1.5, "150 %"), (2.0, "200 %"), (3.0, "300 %"))
_REDRAW_AFTER = 400  # milliseconds after the last change of width


class LetterCard(Card):
    """Shows a document. The pictures are drawn by the worker and come in one after the other."""

    chosen = Signal(int)
    marked = Signal(tuple, str)  # lines, and the very words where these are known ("" for whole lines)
    wanted = Signal()
    page_changed = Signal(int)

    def __init__(self, document: ExtractedDocument, letter: Path | None, folder: Path) -> None:
        super().__init__()
        self._document, self._letter, self._folder = document, letter, folder
        self.setAccessibleName("The letter")
        self._job: Job | None = None
        self._came: list[int] = []
        self.page = 1
        self._text = TextView(document)
        self._pages = PageView(document) if document.page_sizes else None
        self._build()
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.timeout.connect(self._draw)
        self._taking_in = QTimer(self)
        self._taking_in.timeout.connect(self._take_in)

    def _build(self) -> None:
        self._where = label("", 13, muted=True)
        name = _Name(self._document.file or "What was typed")
        self.head.setContentsMargins(px(16), px(6), px(8), px(6))
        self.head.setSpacing(px(8))
        self.head.addWidget(name, 1)
        self.head.addWidget(self._where)
        self.body.addLayout(self.head)
        self.body.addWidget(Line("border"))
        self._views = QStackedWidget()
        self.body.addWidget(self._views, 1)
        self.body.addSpacing(px(4))
        if self._pages is not None:
            self._build_pages(self._pages)
        self._views.addWidget(self._text)
        self._text.chosen.connect(self.chosen)
        self._text.marked.connect(self._text_marked)
        self._text.wanted.connect(self.wanted)

    def _build_pages(self, pages: PageView) -> None:
        self._before = button(
            "", "ghost", icon_name="chevron-left", small=True, tip="Page before", press=self._back
        )
        self._after = button(
            "", "ghost", icon_name="chevron-right", small=True, tip="Next page", press=self._on
        )
        self._zoom = Choice()
        self._zoom.setAccessibleName("Size of the pages")
        self._zoom.setMinimumContentsLength(9)
        for zoom, words in _ZOOMS:
            self._zoom.addItem(words, zoom)
        self._zoom.currentIndexChanged.connect(self._zoomed)
        self._kinds = Segments("How the letter is shown", [("pages", "Pages"), ("text", "Words")])
        self._kinds.changed.connect(self._switched)
        self._kinds.setVisible(bool(self._document.lines))  # a scan has no words
        for each in (self._before, self._after, self._kinds, self._zoom):
            self.head.addWidget(each)
        self._views.addWidget(pages)
        pages.chosen.connect(self.chosen)
        pages.marked.connect(self._page_marked)
        pages.wanted.connect(self.wanted)
        pages.page_changed.connect(self._show_place)
        pages.zoom_wanted.connect(self._step_zoom)
        pages.width_changed.connect(self._widened)
        self._show_place(1)

    @property
    def view(self) -> PageView | TextView:
        """What is shown now."""
        return self._pages if self._pages is not None and self._kinds.chosen == "pages" else self._text

    def show_marks(self, marks: Sequence[Mark], current: int) -> None:
        """Outline these in both views."""
        self._text.show_marks(marks, current)
        if self._pages is not None:
            self._pages.show_marks(marks, current)

    def go_to_lines(self, lines: Sequence[int]) -> None:
        """Bring these lines into view."""
        self.view.go_to_lines(lines)

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page into view, where the document has pages."""
        if self._pages is not None:
            self._pages.go_to_page(page)

    def clear_marking(self) -> None:
        """Nothing is marked any longer."""
        self.view.clear_marking()

    def close_down(self) -> None:
        """Stop drawing."""
        self._redraw.stop()
        if self._job is not None:
            self._job.cancel()

    # Pictures.

    def _widened(self, width: int) -> None:
        self._redraw.start(_REDRAW_AFTER if self._job is not None else 0)

    def _draw(self) -> None:
        """Have every page drawn as wide as it is shown now; older pictures stand until the new ones come."""
        if self._pages is None:
            return
        if self._job is not None:
            self._job.cancel()
        folder = self._folder / "pages"
        folder.mkdir(parents=True, exist_ok=True)
        self._came.clear()
        values = {"path": str(self._letter), "folder": str(folder), "width": self._pages.page_width}
        self._job = Job("page_pictures", values, subject="Drawing the pages", parent=self)
        self._job.progress.connect(self._drawn)
        self._job.failed.connect(self._not_drawn)

    def _drawn(self, share: float, words: str) -> None:
        self._came.append(round(share * len(self._document.page_sizes)))
        self._taking_in.start()

    def _take_in(self) -> None:
        """One picture a turn, so that the window stays quick."""
        if not self._came:
            self._taking_in.stop()
            return
        page = self._came.pop(0)
        picture = QPixmap(str(picture_path(self._folder / "pages", page)))
        if self._pages is not None and not picture.isNull():
            self._pages.show_picture(page, picture)

    def _not_drawn(self, error: Exception) -> None:
        """The words are there all the same: show these."""
        if not self._document.lines:
            self._where.setText("The pages cannot be drawn.")
            return
        self._kinds.choose("text")
        self._switched("text")
        self._where.setText("The pages cannot be drawn; these are their words.")

    # Moving about.

    def _show_place(self, page: int) -> None:
        count = len(self._document.page_sizes)
        self._where.setText(f"page {page} of {count}")
        self._before.setEnabled(page > 1)
        self._after.setEnabled(page < count)
        self.page = page
        self.page_changed.emit(page)

    def _back(self) -> None:
        assert self._pages is not None
        self._pages.go_to_page(self.page - 1)

    def _on(self) -> None:
        assert self._pages is not None
        self._pages.go_to_page(self.page + 1)

    def _zoomed(self) -> None:
        assert self._pages is not None
        self._pages.set_zoom(self._zoom.currentData())
        self._widened(self._pages.page_width)

    def _step_zoom(self, by: int) -> None:
        self._zoom.setCurrentIndex(min(max(self._zoom.currentIndex() + by, 0), len(_ZOOMS) - 1))

    def _switched(self, key: str) -> None:
        self._views.setCurrentWidget(self.view)
        for each in (self._before, self._after, self._zoom):
            each.setVisible(key == "pages")

    def _page_marked(self, lines: tuple[int, ...]) -> None:
        self.marked.emit(lines, "")

    def _text_marked(self, lines: tuple[int, ...]) -> None:
        self.marked.emit(lines, self._text.marked_words)


class _Name(QWidget):
    """The file's name, cut where there is no room for it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMinimumWidth(px(30))
        self.setFixedHeight(px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        put(painter, self.rect(), self._name, size=14, weight=SEMIBOLD)
        painter.end()
