"""The first step: which file, and its reading."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from ui.dialogs.sheets.stage import Stage, held
from ui.dialogs.wizard.drop_card import dropped_file
from ui.fonts import SEMIBOLD
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.frames import Scroll, button, column, label, row

SHEETS = "Spreadsheets and tables (*.xlsx *.xlsm *.csv *.tsv *.docx);;All files (*)"
_LOW = 330  # a lower place has no room for drawing and heading: the button and what went wrong matter more


class FileStep(Stage):
    """Takes a file and sends it; while it is read, says so and can be stopped."""

    name = "File"
    file = Signal(Path)
    stopped = Signal()

    def __init__(self, folder: str, *, new_plan: bool) -> None:
        super().__init__()
        self._folder = folder
        self.card = _Card(new_plan=new_plan)
        self.card.choose.clicked.connect(self._choose)
        self._about = label("", 14)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Reading the file")
        self.bar.setFixedHeight(px(8))
        self.stop = button("Stop", press=self.stopped.emit)
        self.reading = held(column(self._about, self.bar, row(None, self.stop), gap=10, margin=24))
        inside = held(column(None, self.card, self.reading, None, gap=16))
        inside.setMaximumWidth(px(760))
        across = row(None, inside, None)
        across.setContentsMargins(px(24), px(24), px(24), px(24))
        across.setStretch(1, 100)
        scroll = Scroll(held(across))
        scroll.setAccessibleName("Where the rows come from")
        self.setLayout(column(scroll, gap=0))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self._paste)
        self.show_ready("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.fit(self.height())

    def show_reading(self, name: str) -> None:
        """A file is being read."""
        self._about.setText(f"Reading {name}")
        self.reading.show()
        self.card.setEnabled(False)
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_ready(self, problem: str) -> None:
        """Another file may be given; `problem` is why the last one could not be read."""
        self.reading.hide()
        self.card.setEnabled(True)
        self.card.say(problem)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        self.card.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a spreadsheet", self._folder, SHEETS)
        if name:
            self.file.emit(Path(name))

    def _paste(self) -> None:
        found = dropped_file(QGuiApplication.clipboard().mimeData() or QMimeData())
        if found is not None:
            self.file.emit(found)


class _Card(QWidget):
    """A dashed card: choose a file. The whole window takes one that is dropped."""

    def __init__(self, *, new_plan: bool) -> None:
        super().__init__()
        title = "Start from a tracker" if new_plan else "Bring in a spreadsheet"
        self.setAccessibleName(title)
        self._low = False
        self._drawing = QWidget()
        self._drawing.setFixedHeight(px(48))
        self.choose = button("Choose a file…", "primary", icon_name="file-up")
        self._heading = label(title, 20, SEMIBOLD)
        words = (
            "Drop an action plan here as it is kept today: Excel, CSV, or a Word document with tables.\n"
            "You see what becomes of each row and cell before anything is saved."
        )
        if not new_plan:
            words += "\nA return sheet that was filled in, or an export that was edited, is recognised."
        self._about = about = label(words, 14, muted=True, wrap=True)
        self.problem = label("", 14, wrap=True, select=True)
        self.problem.hide()
        for each in (self._heading, about, self.problem):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._safe = label("Read on this computer. Nothing is sent anywhere.", 13, muted=True)
        self.setLayout(
            column(
                None,
                self._drawing,
                self._heading,
                about,
                12,
                row(None, self.choose, None),
                8,
                self.problem,
                None,
                row(None, self._safe, None),
                margin=24,
            )
        )

    def say(self, words: str) -> None:
        """Show why a file could not be read."""
        self.problem.setText(words)
        self._arrange()

    def fit(self, high: int) -> None:
        """Be in a place `high` pixels high: in a low one with less."""
        self._low = high < px(_LOW)
        self._arrange()

    def _arrange(self) -> None:
        has_problem = bool(self.problem.text())
        self.problem.setVisible(has_problem)
        self._drawing.setVisible(not self._low)
        self._heading.setVisible(not self._low)
        self._about.setVisible(not (self._low and has_problem))
        self.setMinimumHeight(0 if self._low else px(280))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(t.surface)
        pen = QPen(t.edge, 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
        if not self._low:
            middle, top = self.width() / 2, self._heading.y() - px(54)
            draw_icon(painter, "sheet", middle - px(54), top, 36, t.muted)
            draw_icon(painter, "arrow-right", middle - px(9), top + px(9), 18, t.accent)
            draw_icon(painter, "list-checks", middle + px(20), top, 36, t.accent)
        draw_icon(painter, "lock", self._safe.x() - px(20), self._safe.y() + px(2), 14, t.muted)
        painter.end()
