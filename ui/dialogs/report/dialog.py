"""The dialog itself: the choices, the preview that follows them, and the buttons below."""

import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QBoxLayout, QDialog, QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from tracker.domain import british
from tracker.domain.codes import CopyKind
from tracker.domain.errors import TrackerError
from tracker.domain.records import RECORDS, Copy
from tracker.jobs import OWN_LIMITS
from tracker.publishing import PAPER_FORMATS, Order
from ui import errors, printing
from ui.dialogs.help_key import HelpKey
from ui.dialogs.report.delivery import Delivery
from ui.dialogs.report.options import Choices, Options, Papers
from ui.dialogs.report.preview import Preview
from ui.files import keep_folder, last_folder
from ui.fonts import SEMIBOLD
from ui.jobs import Job
from ui.theme import px, tokens
from ui.widgets.frames import Banner, Line, Scroll, button, column, label, room_on_screen, row
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_PAUSE = 150  # milliseconds without a change before the paper is drawn up again
_NARROW = 1000  # pixels of the design under which the choices stand below the papers
_LIST, _OPTIONS = 304, 268
_PRINTED = "printed.pdf"
_FORMATS = {".pdf": "PDF", ".html": "Web page", ".txt": "Plain text"}
_MAY_MATTER = tuple(kind for kind in RECORDS if kind is not Copy)


class ReportDialog(QDialog):
    """Shows a paper as it will be, and follows each choice and each change of the plan at once."""

    def __init__(self, window: "MainWindow", paper: str = "", *, to_print: bool = False) -> None:
        super().__init__(window)
        HelpKey(self)
        assert window.workspace is not None
        self._window, self._workspace = window, window.workspace
        self._folder = TemporaryDirectory(prefix="improvement-plan-", ignore_cleanup_errors=True)
        self._drawing_up: Job | None = None
        self.setWindowTitle("Report")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kept = window.preferences.get("report", {})
        choices = Choices(money=kept.get("money") is not False, public=kept.get("public") is True)
        self.papers = Papers(paper or str(kept.get("paper", "")))
        self._clock = window.program.clock
        self.options = Options(self._workspace.plan, self._clock.today(), choices)
        if self._workspace.known_on is not None:
            self.options.choose_day(self._workspace.known_on, as_known=True)
        elif window.page is not None and window.page.chosen_day is not None:
            self.options.choose_day(window.page.chosen_day)
        self.preview = Preview(self._workspace.slices)
        self.delivery = Delivery(self._workspace, self)
        self._at_drawing = self._at_delivering = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._build(to_print)
        self._connect()
        self._draw_up()

    def _build(self, to_print: bool) -> None:
        self.banner = Banner()
        self.state = label("", 14, muted=True)
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stop = button("Stop", small=True, press=self._stop)
        self.stop.setVisible(False)
        head = row(label("Report", 20, SEMIBOLD), None, self._close_button())
        head.setContentsMargins(px(24), px(12), px(16), px(4))
        said = column(self.banner)
        said.setContentsMargins(px(20), 0, px(20), px(8))
        middle = row(self._choosing(), _Upright(), self.preview, gap=0)
        middle.setStretch(2, 1)
        foot = row(self.state, self.stop, *self._buttons(to_print))
        foot.setStretch(0, 1)
        foot.setContentsMargins(px(20), px(12), px(20), px(12))
        outer = column(head, said, Line("border"), middle, Line("border"), foot, gap=0)
        outer.setStretch(3, 1)
        self.setLayout(outer)
        room = room_on_screen(self).size() * 9 / 10
        wide, high = min(px(1160), room.width()), min(px(792), room.height())
        self.resize(wide, high)
        self._fit()  # the layout may have asked for more room than it needs now
        self.resize(wide, high)

    def _close_button(self) -> QPushButton:
        return button("", "ghost", icon_name="x", tip="Close", press=self.reject)

    def _choosing(self) -> QWidget:
        inside = QWidget()
        self._beside = QHBoxLayout(inside)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._between = _Upright()
        self.papers.setFixedWidth(px(_LIST))
        for part in (self.papers, self._between, self.options):
            self._beside.addWidget(part)
        self._choices = Scroll(inside)
        self._choices.setAccessibleName("What the paper covers")
        return self._choices

    def _buttons(self, to_print: bool) -> list[QPushButton]:
        """Everything that can be done with a paper, the one most likely meant at the end."""
        self.open_button = button(
            "Open", icon_name="external-link", tip="Open in your PDF reader", press=self._open
        )
        self.print_button = button(
            "Print…", "primary" if to_print else "plain", icon_name="printer", tip="Ctrl+P", press=self._print
        )
        self.save_buttons: dict[str, QPushButton] = {}
        for ending in reversed(PAPER_FORMATS):
            first = ending == ".pdf"
            made = button(
                f"Save {_FORMATS[ending]}…" if first else f"{_FORMATS[ending]}…",
                "primary" if first and not to_print else "plain",
                icon_name="download" if first else "",
                tip="Ctrl+S" if first else f"Save as {_FORMATS[ending].lower()}",
                press=self._save,
            )
            self.save_buttons[ending] = made
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_button.click)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_buttons[".pdf"].click)
        others = [made for ending, made in self.save_buttons.items() if ending != ".pdf"]
        last = [self.print_button, self.save_buttons[".pdf"]]
        return [*others, self.open_button, *(reversed(last) if to_print else last)]

    def _connect(self) -> None:
        self.banner.pressed.connect(self._banner_read)
        self._pause.timeout.connect(self._draw_up)
        self.papers.changed.connect(self._choices_changed)
        self.options.changed.connect(self._choices_changed)
        self._workspace.changed.connect(self._plan_changed)
        self.delivery.progress.connect(self._delivering)
        self.delivery.done.connect(self._delivered)
        self.delivery.failed.connect(self._not_delivered)

    # The preview.

    def _order(self, out: Path) -> Order:
        """The paper as chosen. Raises TrackerError, said beside the field, where a choice is not clear."""
        return Order(
            plan=self._workspace.session.path,
            kind=CopyKind.PAPER,
            name=self.papers.chosen.name,
            out=out,
            scope=self.options.scope(self._clock),
            overwrite=True,
        )

    def _choices_changed(self) -> None:
        self._drop_preview()
        self.preview.show_waiting()
        self._say_state(drawing="Drawing up the paper")
        self._pause.start()

    def _plan_changed(self, changes: Changes) -> None:
        if changes.touched(*_MAY_MATTER):
            self._choices_changed()

    def _drop_preview(self) -> None:
        job, self._drawing_up = self._drawing_up, None
        if job is not None:
            job.cancel()
            job.deleteLater()

    def _draw_up(self) -> None:
        self._drop_preview()
        try:
            order = replace(self._order(Path(self._folder.name, "preview.pdf")), preview=True)
        except TrackerError as error:
            self._say_state(drawing="")
            self.preview.show_words(str(error))
            return
        self._say_state(drawing="Drawing up the paper")
        asked = order.to_json()
        self._drawing_up = Job("publish", asked, subject="The preview", limits=OWN_LIMITS, parent=self)
        self._drawing_up.finished.connect(self._drawn_up)
        self._drawing_up.failed.connect(self._not_drawn_up)

    def _drawn_up(self, made: dict[str, Any]) -> None:
        self._drawing_up = None
        pdf = Path(self._folder.name, "preview.pdf").read_bytes()
        note = "shortened preview" if made["shortened"] else ""
        self.preview.show_paper(pdf, self.papers.chosen.title, note)
        pages = british.plural(self.preview.pages, "page")
        self._say_state(drawing="Ready" if note else f"{pages}, ready")

    def _not_drawn_up(self, error: Exception) -> None:
        self._drawing_up = None
        self._say_state(drawing="")
        if isinstance(error, TrackerError):
            self.preview.show_words(str(error))
        else:
            self.preview.show_words("The paper could not be drawn up.")
            errors.report(error)

    # What becomes of it.

    def save_as(self, path: Path) -> None:
        """Write the whole paper to this file, over what is there."""
        if order := self._said_order(path):
            self.delivery.save(order)

    def print_on(self, printer: QPrinter) -> None:
        """Print the whole paper on this printer."""
        if order := self._said_order(Path(self._folder.name, _PRINTED)):
            self.delivery.print(order, printer)

    def _save(self) -> None:
        """Any format can be chosen, the button's own at first."""
        first = next(ending for ending, each in self.save_buttons.items() if each is self.sender())
        kinds = {f"{_FORMATS[ending]} (*{ending})": ending for ending in PAPER_FORMATS}
        proposed = Path(last_folder(self._window), self._file_name(first))
        own = next(words for words, ending in kinds.items() if ending == first)
        name, kind = QFileDialog.getSaveFileName(self, "Save the paper", str(proposed), ";;".join(kinds), own)
        if name:
            chosen = Path(name)
            if chosen.suffix.lower() not in PAPER_FORMATS:
                chosen = Path(f"{name}{kinds.get(kind, first)}")
            keep_folder(self._window, chosen)
            self.save_as(chosen)

    def _open(self) -> None:
        if order := self._said_order(Path(self._file_name(".pdf"))):
            self.delivery.open(order)

    def _print(self) -> None:
        printer = printing.new_printer(self.papers.chosen.title, landscape=self.preview.is_landscape)
        if self._said_order(Path(_PRINTED)) and QPrintDialog(printer, self).exec():
            self.print_on(printer)

    def _said_order(self, out: Path) -> Order | None:
        """The order for this file; None, said in the banner, where a choice is not clear."""
        self.banner.say("")
        try:
            return self._order(out)
        except TrackerError as error:
            self.banner.say(str(error), "Close", "problem")
            return None

    def _file_name(self, ending: str) -> str:
        try:
            day = self.options.day.value() or self._workspace.day
        except TrackerError:
            day = self._workspace.day
        title = re.sub(r'[\\/:*?"<>|]+', " ", self.papers.chosen.title)
        return f"{self._workspace.session.path.stem}, {title} {day.isoformat()}{ending}"

    def _delivering(self, words: str) -> None:
        self._set_usable(False)
        self._say_state(delivering=words)

    def _delivered(self, words: str) -> None:
        self._end_delivery()
        self.banner.say(words, "Close", "note")

    def _not_delivered(self, words: str) -> None:
        self._end_delivery()
        self.banner.say(words, "Close", "problem")

    def _stop(self) -> None:
        self.delivery.stop()
        self._end_delivery()
        self.banner.say("Stopped. Nothing was noted in History.", "Close", "note")

    def _end_delivery(self) -> None:
        self._set_usable(True)
        self._say_state(delivering="")

    def _say_state(self, *, drawing: str | None = None, delivering: str | None = None) -> None:
        """What the delivery is at, else how far the preview is: both go on at once, and either ends first."""
        self._at_drawing = self._at_drawing if drawing is None else drawing
        self._at_delivering = self._at_delivering if delivering is None else delivering
        self.state.setText(self._at_delivering or self._at_drawing)

    def _set_usable(self, usable: bool) -> None:
        for each in (self.open_button, self.print_button, *self.save_buttons.values()):
            each.setEnabled(usable)
        self.stop.setVisible(not usable)

    def _banner_read(self) -> None:
        self.banner.say("")

    # What Qt tells it.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.papers.take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow dialog the choices stand below the papers, and other formats are in the save dialog."""
        narrow = self.width() < px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(way)
        self._between.setVisible(not narrow)
        for ending, each in self.save_buttons.items():
            each.setVisible(ending == ".pdf" or not narrow)
        self.options.setFixedWidth(px(_LIST if narrow else _OPTIONS))
        bar = self._choices.verticalScrollBar().sizeHint().width()
        self._choices.setFixedWidth(px(_LIST if narrow else _LIST + _OPTIONS) + bar)

    def done(self, result: int) -> None:
        """Stop what is under way, keep the choices, and close."""
        self._pause.stop()
        self._workspace.changed.disconnect(self._plan_changed)
        self._drop_preview()
        self.delivery.stop()
        self.preview.clear()
        chosen = self.options.choices
        kept = {"paper": self.papers.chosen.name, "money": chosen.money, "public": chosen.public}
        self._window.preferences.keep("report", kept)
        self._folder.cleanup()
        super().done(result)


class _Upright(QWidget):
    """A hairline between columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().border)
        painter.end()
