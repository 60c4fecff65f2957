"""Who wrote what about whom and when, to confirm; and what must be sent, with how its day was worked out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain import british, words
from tracker.domain.codes import DutyBasis, SourceKind
from tracker.domain.commands.sources import NewDuty
from tracker.domain.errors import TrackerError
from tracker.domain.rules.duties import DutyDue
from tracker.importing.dates import Visit, find_visit
from tracker.importing.proposal import Proposal
from ui.dialogs.wizard.area_editor import Notice
from ui.fonts import SEMIBOLD
from ui.icons import icon
from ui.theme import px, tokens
from ui.widgets.fields import ChoiceField, DayField, Field, TextField
from ui.widgets.frames import Card, button, column, label, row
from ui.widgets.paint import rounded

R = TypeVar("R")


class FactsCard(Card):
    """The letter's own facts. `changed` is sent while they are typed; `apply_to` puts them in a proposal."""

    changed = Signal()

    def __init__(self, proposal: Proposal, today: date) -> None:
        super().__init__("About the letter")
        self._summary = ""
        self.authority = TextField("Authority", proposal.authority)
        self.title = TextField("Title", proposal.title, needed=True)
        self.title.setVisible(proposal.document.title is None)
        kinds = [(kind, words.label(kind)) for kind in SourceKind]
        self.kind = ChoiceField("Kind of document", kinds, proposal.kind)
        self.published = DayField("Letter dated", today, proposal.published_on)
        received = "Needed to work out what is due" if proposal.duties else ""
        self.received = DayField("Received", today, proposal.received_on, help=received)
        self.visit = VisitField(proposal.visit)
        self.fields: tuple[Field, ...] = (
            self.authority,
            self.title,
            self.kind,
            self.published,
            self.received,
            self.visit,
        )
        for text in (self.authority, self.title, self.visit):
            text.edit.setCursorPosition(0)
        self.received.edit.setPlaceholderText("Not given yet")
        for field in self.fields:
            field.changed.connect(self.changed)
        self.duties = DutiesList()
        self._build(proposal.document.warnings)

    def _build(self, warnings: Sequence[str]) -> None:
        self._fold = button(
            "", "ghost", icon_name="chevron-up", small=True, tip="Fold to one line", press=self._switch
        )
        self.second.setMinimumWidth(px(40))
        self.head.addWidget(self._fold)
        left = column(
            _beside(self.authority, self.kind),
            self.title,
            _beside(self.published, self.received, self.visit),
            *(Notice(each) for each in warnings),
            gap=10,
        )
        left.addStretch(1)
        self._inside = QWidget()
        both = row(left, self.duties, gap=16)
        both.setContentsMargins(px(16), px(2), px(8), px(12))
        both.setStretch(0, 1)
        self._inside.setLayout(both)
        self.body.addWidget(self._inside)

    def apply_to(self, proposal: Proposal) -> Proposal:
        """The proposal with what is filled in. Raises TrackerError, said beside its field too."""
        wrong = [said for field in self.fields if (said := field.check())]
        if wrong:
            self.set_folded(False)
            raise TrackerError(wrong[0])
        return self.read_into(proposal)

    def read_into(self, proposal: Proposal) -> Proposal:
        """The proposal with what can be read of it; a field in the middle of typing keeps its old value."""
        return replace(
            proposal,
            authority=self.authority.value(),
            title=self.title.value() or proposal.title,
            kind=SourceKind(self.kind.value()),
            published_on=_readable(self.published, proposal.published_on),
            received_on=_readable(self.received, proposal.received_on),
            visit=_readable(self.visit, proposal.visit),
        )

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the duties of this proposal, and the facts in one line for when the card is folded."""
        self.duties.show_duties(proposal.duties)
        dated = f"dated {british.short_day(proposal.published_on)}" if proposal.published_on else "no date"
        received = proposal.received_on
        told = f"received {british.short_day(received)}" if received else "day of receipt not given"
        self._summary = " · ".join(filter(None, (proposal.authority, dated, told)))
        self.second.setText(self._summary if self.is_folded else "")

    @property
    def is_folded(self) -> bool:
        """Whether only one line is shown."""
        return self._inside.isHidden()

    def set_folded(self, folded: bool) -> None:
        """Show one line, or everything."""
        self._inside.setVisible(not folded)
        self.second.setText(self._summary if folded else "")
        tip = "Show what is known about the letter" if folded else "Fold to one line"
        self._fold.setToolTip(tip)
        self._fold.setAccessibleName(tip)
        self._fold.setIcon(icon("chevron-down" if folded else "chevron-up"))

    def _switch(self) -> None:
        self.set_folded(not self.is_folded)


class VisitField(TextField):
    """The days of a visit as a letter prints them: "4 and 5 February 2020"; echoed as first and last day."""

    def __init__(self, visit: Visit) -> None:
        self._printed = visit
        super().__init__("Visit", _visit_words(visit), hint="3 to 4 February 2026")
        self.say(self._echo())

    def visit(self) -> Visit:
        """The visit; an empty one for nothing typed. Raises TrackerError."""
        text = self.value()
        if text == _visit_words(self._printed):
            return self._printed
        if not text:
            return Visit()
        found = find_visit(text, None)
        if found.first is None or found.printed != text.rstrip(" .,;"):
            raise TrackerError(f"“{text[:40]}” is not a date or span of dates like 3 to 4 February 2026.")
        return found

    def read(self) -> Visit:
        """`visit`."""
        return self.visit()

    def _echo(self) -> str:
        try:
            found = self.visit()
        except TrackerError:
            return ""
        return _visit_words(replace(found, printed=None))


class DutiesList(QWidget):
    """What must be sent, to whom, by when, and how that day was worked out."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(px(332))
        self.setAccessibleName("What must be sent")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(16), px(10), px(16), px(12))
        self._layout.setSpacing(px(2))
        self._shown: Sequence[tuple[NewDuty, DutyDue]] | None = None

    def show_duties(self, duties: Sequence[tuple[NewDuty, DutyDue]]) -> None:
        """Show these."""
        if duties == self._shown:
            return
        self._shown = duties
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._layout.addWidget(label("What must be sent", 14, SEMIBOLD))
        for duty, due in in_order(duties):
            self._layout.addSpacing(px(6))
            self._layout.addWidget(_duty(duty, due))
        if not duties:
            none = "This letter prints nothing to be sent, and letters of its kind usually ask for nothing."
            self._layout.addWidget(label(none, 13, muted=True, wrap=True))
        self._layout.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, self.rect(), tokens().alternate)
        painter.end()


def in_order(duties: Sequence[tuple[NewDuty, DutyDue]]) -> list[tuple[NewDuty, DutyDue]]:
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


def _visit_words(visit: Visit) -> str:
    if visit.printed or visit.first is None or visit.last is None:
        return visit.printed or ""
    first, last = british.short_day(visit.first), british.short_day(visit.last)
    return first if first == last else f"{first} to {last}"


def _duty(duty: NewDuty, due: DutyDue) -> QWidget:
    what, day, how = duty_words(duty, due)
    made = QWidget()
    made.setAccessibleName(f"{what}: {day}. {how}")
    first = row(label(what, 14, wrap=True), label(day, 14, SEMIBOLD), gap=8)
    first.setStretch(0, 1)
    made.setLayout(column(first, label(how, 13, muted=True, wrap=True), gap=0))
    return made


def _readable(field: Field, otherwise: R) -> R:
    """What is typed in the field, or the other value while it cannot be read."""
    try:
        read: R = field.read()
    except TrackerError:
        return otherwise
    return read


def _beside(*fields: Field) -> QHBoxLayout:
    made = row(gap=12)
    for field in fields:
        made.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return made
