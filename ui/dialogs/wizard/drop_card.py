"""The place to drop, choose or paste a letter."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.fonts import SEMIBOLD
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.frames import button, column, label, row
from ui.widgets.paint import rounded

LETTERS = "Letters and reports (*.pdf *.docx *.odt *.rtf *.html *.htm *.txt);;All files (*)"
_DRAWING = 80
_LOW = 400  # a lower place has no room for the drawing: the buttons matter more


def dropped_file(data: QMimeData) -> Path | None:
    """The one file of this computer that is being dropped; None for anything else."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None


def dropped_words(data: QMimeData) -> str:
    """The words that are being dropped, where it is no file."""
    return data.text() if data.hasText() and not data.hasUrls() else ""


class DropCard(QWidget):
    """A dashed card: choose a letter or paste its words. The whole window takes one that is dropped."""

    file = Signal(Path)
    text = Signal(str)

    def __init__(self, title: str, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.setAccessibleName(title)
        self.choose = button("Choose a letter…", "primary", icon_name="file-up", press=self._choose)
        self.paste = button("Paste its words", icon_name="clipboard-paste", press=self._paste)
        self.paste.setToolTip("Ctrl+V")
        heading = label(title, 20, SEMIBOLD)
        words = label(
            "Drop a PDF, Word file, web page or text file here.\n"
            "Each improvement area in it becomes a draft action, and what must be sent gets its date.",
            14,
            muted=True,
            wrap=True,
        )
        self.problem = label("", 14, wrap=True)
        self.problem.hide()
        for each in (heading, words, self.problem):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        safe = label("Read on this computer. Nothing is sent anywhere.", 13, muted=True)
        self._safe = safe
        self._heading = heading
        self._drawing = QWidget()
        self._drawing.setFixedHeight(px(_DRAWING + 20))
        self.setLayout(
            column(
                None,
                self._drawing,
                heading,
                words,
                12,
                row(None, self.choose, self.paste, None),
                8,
                self.problem,
                None,
                row(None, safe, None),
                margin=24,
            )
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self._paste)

    def say(self, words: str) -> None:
        """Show why a letter could not be read."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def fit(self, high: int, least: float) -> None:
        """Be at least that high in a place `high` pixels high; in a low one without the drawing, and less."""
        low = high < px(_LOW)
        self._drawing.setVisible(not low)
        self.setMinimumHeight(px(least - (_DRAWING + 20 if low else 0)))

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a letter or report", self._folder, LETTERS)
        if name:
            self.file.emit(Path(name))

    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData() or QMimeData()
        found = dropped_file(data)
        if found is not None:
            self.file.emit(found)
        elif data.text().strip():
            self.text.emit(data.text())
        else:
            self.say("There are no words to paste. Open the letter, select all of it and copy it first.")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(t.surface)
        pen = QPen(t.edge, 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
        if not self._drawing.isHidden():
            middle, top = self.width() / 2, self._heading.y() - px(_DRAWING + 20)
            _draw_page(painter, middle - px(92), top, letter=True)
            draw_icon(painter, "arrow-right", middle - px(10), top + px(30), 20, t.accent)
            _draw_page(painter, middle + px(30), top, letter=False)
        draw_icon(painter, "lock", self._safe.x() - px(20), self._safe.y() + px(2), 14, t.muted)
        painter.end()


def _draw_page(painter: QPainter, x: float, top: float, *, letter: bool) -> None:
    """A small page: a letter with marked lines, or a list of areas."""
    t = tokens()
    rounded(painter, QRectF(x, top, px(62), px(_DRAWING)), t.window, t.edge, radius=3)
    for n in range(6 if letter else 3):
        y = top + px(12 + n * (10 if letter else 23))
        marked = letter and n in (2, 3, 5)
        long = px((28, 42, 42, 32, 42, 42)[n] if letter else 28)
        left = x + px(10 if letter else 24)
        rounded(painter, QRectF(left, y, long, px(3)), t.accent if marked else t.border, radius=1.5)
        if not letter:
            rounded(painter, QRectF(x + px(10), y - px(1), px(8), px(8)), t.accent, radius=2)
            rounded(painter, QRectF(left, y + px(7), px(20), px(3)), t.border, radius=1.5)
