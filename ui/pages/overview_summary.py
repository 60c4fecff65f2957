"""The words of the board cycle on the Overview page, and the way to write them."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from tracker.domain import british
from tracker.domain.records import Meeting, Summary
from tracker.domain.words import label as words_of
from ui.theme import px
from ui.widgets.frames import Card, ChipLabel, Facts, button, column, label, row
from ui.widgets.paint import state_chip

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_WIDEST = 820  # of its words: longer lines are hard to read
_PARTS = (
    ("text", "Difference made"),
    ("done", "Done"),
    ("next", "Next"),
    ("risks", "Risks"),
    ("ask", "Asked of the board"),
)


class SummaryCard(Card):
    """The summary of the whole plan: the one for the coming meeting or, until it is written, the last one."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__("Summary", " ")
        self._window = window
        self.write = button("Write summary…", "ghost", icon_name="square-pen", small=True, press=self._write)
        self.head.addWidget(self.write)
        self._delivery, self._impact = ChipLabel(), label("", 13, muted=True)
        self._none = label("", 14, muted=True, wrap=True)
        self.facts = Facts(132)
        rated = row(self._delivery, self._impact, None, gap=10)
        self.facts.setMaximumWidth(px(_WIDEST))
        told = QHBoxLayout()
        told.addWidget(self.facts, 100)
        told.addStretch(1)
        inside = column(self._none, rated, told, gap=8)
        inside.setContentsMargins(px(16), 0, px(16), px(14))
        self.body.addLayout(inside)

    def show_summary(self, summary: Summary | None, meeting: Meeting | None, *, why_not: str) -> None:
        """Show this one; `meeting` is the coming one. `why_not`: why none can be written, "" if it can."""
        self.write.setEnabled(not why_not)
        self.write.setToolTip(why_not)
        coming = meeting.id if meeting else None
        body = f"{meeting.body} on {british.short_day(meeting.held_on)}" if meeting else "the board"
        is_due = summary is None or summary.meeting_id != coming
        self._none.setText(f"None has been written for {body} yet." if is_due else "")
        self._none.setVisible(is_due)
        hand = f"{summary.whose}, {british.short_day(summary.happened_on)}" if summary else ""
        self.second.setText(f"last time, by {hand}" if summary and is_due else f"by {hand}" if hand else "")
        rating, impact = (summary.delivery, summary.impact) if summary else (None, None)
        self._delivery.show_chip(state_chip(rating) if rating else None)
        self._impact.setText(f"Impact: {words_of(impact)}" if impact else "")
        self._impact.setVisible(impact is not None)
        self.facts.show_facts([(title, getattr(summary, part)) for part, title in _PARTS] if summary else [])

    def _write(self) -> None:
        self._window.commands.run("write_summary")
