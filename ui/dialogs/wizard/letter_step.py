"""The first step: which letter, and its reading; or one that was begun and left."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QProgressBar, QVBoxLayout, QWidget

from tracker.clock import day_of
from tracker.domain import british
from ui.dialogs.wizard.drop_card import DropCard
from ui.dialogs.wizard.typed_card import TypedCard
from ui.dialogs.wizard.unfinished import Kept
from ui.theme import px
from ui.widgets.frames import Card, ListRow, Scroll, button, column, label, row


class LetterStep(QWidget):
    """Takes a letter and sends it; while it is read, says so and can be stopped."""

    file = Signal(Path)
    text = Signal(str)
    typed = Signal(object)  # ExtractedDocument
    scan_kept = Signal()
    stopped = Signal()
    gone_on = Signal(object)  # Kept

    def __init__(self, folder: str, unfinished: Sequence[Kept]) -> None:
        super().__init__()
        self.card = DropCard("Start from an inspection letter", folder)
        self.card.file.connect(self.file)
        self.card.text.connect(self.text)
        self._about = label("", 14)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Reading the letter")
        self._bar.setFixedHeight(px(8))
        self._stop = button("Stop", press=self.stopped.emit)
        self.reading = QWidget()
        self.reading.setLayout(column(self._about, self._bar, row(None, self._stop), gap=10, margin=24))
        self.without = button(
            "Without a letter: a notice, review, audit, the board…", "link", press=self.show_typing
        )
        self.keep_scan = button("Keep the pages and type what they say", press=self.scan_kept.emit)
        self.typing = TypedCard()
        self.typing.typed.connect(self.typed)
        self.typing.left.connect(self._show_letters)
        self.typing.hide()
        self._ways = _held(row(None, self.keep_scan, self.without, None))
        parts: list[QWidget] = [self.card, self.reading, self._ways, self.typing]
        if unfinished:
            self.unfinished = UnfinishedCard(unfinished)
            self.unfinished.chosen.connect(self.gone_on)
            parts.append(self.unfinished)
        inside = _held(column(None, *parts, None, gap=16))
        inside.setMaximumWidth(px(760))
        across = row(None, inside, None)
        across.setContentsMargins(px(24), px(24), px(24), px(24))
        across.setStretch(1, 100)
        scroll = Scroll(_held(across))
        scroll.setAccessibleName("Where the letter comes from")
        self.setLayout(column(scroll, gap=0))
        self.show_ready("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.fit(self.height(), 340)

    def show_reading(self, name: str) -> None:
        """A letter is being read."""
        self._about.setText(f"Reading {name}")
        self.reading.show()
        self.card.setEnabled(False)
        self._ways.setEnabled(False)
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_ready(self, problem: str, *, is_scan: bool = False) -> None:
        """Another letter may be given; `problem` is why the last one could not be read. A scan may be kept
        all the same."""
        self.reading.hide()
        self.card.setEnabled(True)
        self._ways.setEnabled(True)
        self.card.say(problem)
        self.keep_scan.setVisible(is_scan)
        self.card.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_typing(self) -> None:
        """Ask for a source without a letter."""
        self._show(typing=True)
        self.typing.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_letters(self) -> None:
        self._show(typing=False)
        self.card.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, *, typing: bool) -> None:
        self.typing.setVisible(typing)
        self.card.setVisible(not typing)
        self._ways.setVisible(not typing)


class UnfinishedCard(Card):
    """Wizards that were left before their end."""

    chosen = Signal(object)

    def __init__(self, kept: Sequence[Kept]) -> None:
        super().__init__("Not finished yet")
        self._kept = list(kept)
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 0, 0, px(4))
        rows.setSpacing(0)
        for n, each in enumerate(self._kept):
            made = ListRow(each.name, each.words, icon_name="file-clock", right=_when(each.at))
            made.setProperty("number", n)
            made.clicked.connect(self._clicked)
            rows.addWidget(made)
        self.body.addLayout(rows)

    def _clicked(self) -> None:
        self.chosen.emit(self._kept[int(self.sender().property("number"))])


def _when(at: datetime) -> str:
    return british.short_day(day_of(at))


def _held(layout: QLayout) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    return made
