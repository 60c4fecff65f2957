"""What must be sent, to whom, by when, and how that day was worked out; all of it can be changed."""

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.codes import DutyBasis
from tracker.domain.commands import AddDuty, ChangeDuty
from tracker.domain.commands.sources import NewDuty
from tracker.domain.records import Duty
from tracker.domain.rules.duties import DutyDue
from tracker.importing.proposal import Proposal
from ui.dialogs.sources import DutyForm
from ui.fonts import SEMIBOLD
from ui.theme import px, tokens
from ui.widgets.frames import button, column, empty, label, row
from ui.widgets.paint import rounded

Duties = Sequence[tuple[NewDuty, DutyDue]]


class DutiesList(QWidget):
    """Shows them by their days. What is changed, added or taken away here is sent as the whole list."""

    changed = Signal(object)  # a tuple of NewDuty; None for what is printed or usual

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.setFixedWidth(px(308))
        self.setAccessibleName("What must be sent")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(16), px(8), px(8), px(10))
        self._layout.setSpacing(px(2))
        self._proposal: Proposal | None = None
        self._shown: tuple[object, ...] = ()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what must be sent after this one."""
        self._proposal = proposal
        duties = in_order(proposal.duties)
        if (duties, proposal.given_duties is None) == self._shown:
            return
        self._shown = duties, proposal.given_duties is None
        empty(self._layout)
        add = button("", "ghost", icon_name="plus", small=True, tip="Add what must be sent…", press=self._add)
        head = row(label("What must be sent", 14, SEMIBOLD), None, gap=4)
        if proposal.given_duties is not None:
            usual = button("As usual", "link", small=True, press=self._as_usual)
            usual.setToolTip("What is printed or usual, in place of what was changed here")
            head.addWidget(usual)
        head.addWidget(add)
        self._layout.addLayout(head)
        for place, (duty, due) in enumerate(duties):
            self._layout.addWidget(self._line(place, duty, due))
            self._layout.addSpacing(px(6))
        if not duties:
            none = "Nothing is printed here to be sent, and sources of this kind usually ask for nothing."
            self._layout.addWidget(label(none, 13, muted=True, wrap=True))
        self._layout.addStretch(1)

    def _line(self, place: int, duty: NewDuty, due: DutyDue) -> QWidget:
        what, day, how = duty_words(duty, due)
        made = QWidget()
        made.setAccessibleName(f"{what}: {day}. {how}")
        first = row(label(what, 14, wrap=True), label(day, 14, SEMIBOLD), gap=8)
        first.setStretch(0, 1)
        edit = self._deed(place, "pencil", f"Change: {what}", self._edit)
        away = self._deed(place, "x", f"Take away: {what}", self._remove)
        second = row(label(how, 13, muted=True, wrap=True), edit, away, gap=0)
        second.setStretch(0, 1)
        made.setLayout(column(first, second, gap=0))
        return made

    def _deed(self, place: int, icon_name: str, tip: str, press: object) -> QPushButton:
        made = button("", "ghost", icon_name=icon_name, small=True, tip=tip)
        made.setProperty("place", place)
        made.clicked.connect(press)
        return made

    # What people do.

    @property
    def _duties(self) -> list[NewDuty]:
        assert self._proposal is not None
        return [duty for duty, _ in in_order(self._proposal.duties)]

    def _add(self) -> None:
        assert self._proposal is not None
        command = DutyForm(self.window(), self._proposal.source, self._today).ask()
        if isinstance(command, AddDuty):
            given = {each.name: getattr(command, each.name) for each in fields(NewDuty)}
            self.changed.emit((*self._duties, NewDuty(**given)))

    def _edit(self) -> None:
        assert self._proposal is not None
        place, duties = int(self.sender().property("place")), self._duties
        was = Duty(id="", source_id="", **asdict(duties[place]))
        command = DutyForm(self.window(), self._proposal.source, self._today, was).ask()
        if isinstance(command, ChangeDuty) and command.changes:
            duties[place] = replace(duties[place], **command.changes)
            self.changed.emit(tuple(duties))

    def _remove(self) -> None:
        place, duties = int(self.sender().property("place")), self._duties
        self.changed.emit((*duties[:place], *duties[place + 1 :]))

    def _as_usual(self) -> None:
        self.changed.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, self.rect(), tokens().alternate)
        painter.end()


def in_order(duties: Duties) -> list[tuple[NewDuty, DutyDue]]:
    """By their days, those without one last."""
    return sorted(duties, key=lambda pair: pair[1].day or date.max)


def duty_words(duty: NewDuty, due: DutyDue) -> tuple[str, str, str]:
    """What goes to whom, its day, and how that was worked out."""
    what = f"{duty.what} to {duty.to}" if duty.to else duty.what
    day = _weekday(due.day) if due.day else duty.period or "no day given"
    how = [due.words, "" if duty.required else "asked for, not required"]
    how.append("usual period, not printed in this letter" if duty.basis is DutyBasis.PRESET else "")
    if duty.basis is DutyBasis.PRINTED:
        how.append(f"printed on page {duty.page}" if duty.page else "printed in the letter")
    told = "; ".join(filter(None, how))
    return what, day, told[:1].upper() + told[1:]


def _weekday(day: date) -> str:
    """“Thu 26 Mar 2020”."""
    return f"{british.WEEKDAYS[day.weekday()][:3]} {british.short_day(day)}"
