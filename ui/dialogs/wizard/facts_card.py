"""Who wrote what about whom and when, to confirm."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from tracker.domain import british, words
from tracker.domain.codes import SourceKind
from tracker.domain.errors import TrackerError
from tracker.domain.records import Source
from tracker.importing.dates import Visit, find_visit
from tracker.importing.proposal import Proposal
from tracker.importing.typed import WITHOUT_LETTER
from ui.dialogs.wizard.area_editor import Notice
from ui.dialogs.wizard.duties_list import DutiesList
from ui.icons import icon
from ui.theme import px
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import DayField, Field, TextField
from ui.widgets.frames import Card, button, column, row

R = TypeVar("R")
_DAY = 120  # pixels of the design in which a day is seen whole
_IN_FORCE = {SourceKind.IMPROVEMENT_NOTICE, SourceKind.DIRECTION}


class FactsCard(Card):
    """The letter's own facts. `changed` is sent while they are typed; `apply_to` puts them in a proposal."""

    changed = Signal()

    def __init__(self, proposal: Proposal, today: date) -> None:
        super().__init__("About the letter" if proposal.document.sha256 else "About the source")
        self._summary = ""
        self.authority = TextField("Authority", proposal.authority)
        self.title = TextField("Title", proposal.title, needed=True)
        self.title.setVisible(proposal.document.title is None)
        kinds = [(kind, words.label(kind)) for kind in SourceKind]
        self.kind = ChoiceField("Kind of document", kinds, proposal.kind)
        self.published = DayField("Dated", today, proposal.published_on)
        received = "Needed to work out what is due" if proposal.duties else ""
        self.received = DayField("Received", today, proposal.received_on, help=received)
        self.visit = VisitField(proposal.visit)
        self.writer = TextField("Who wrote it", proposal.body)
        self.in_force = DayField("In force from", today, proposal.in_force_on)
        self.replaces = ChoiceField("Replaces", _replaceable(proposal), proposal.replaces_id)
        self.fields: tuple[Field, ...] = (
            *(self.authority, self.title, self.kind, self.writer, self.replaces),
            *(self.published, self.received, self.visit, self.in_force),
        )
        for text in (self.authority, self.title, self.writer, self.visit):
            text.edit.setCursorPosition(0)
        self.received.edit.setPlaceholderText("Not given yet")
        for field in self.fields:
            field.changed.connect(self.changed)
        for day in (self.published, self.received):
            day.setMinimumWidth(px(_DAY))
        self.duties = DutiesList(today)
        self._build(proposal.document.warnings)

    def _build(self, warnings: Sequence[str]) -> None:
        self._fold = button(
            "", "ghost", icon_name="chevron-up", small=True, tip="Fold to one line", press=self._switch
        )
        self.head.addWidget(self._fold)
        left = column(
            _beside(self.authority, self.kind),
            _beside(self.title, self.writer),
            self.replaces,
            _beside(self.published, self.received, self.visit, self.in_force),
            *(Notice(each) for each in warnings),
            gap=10,
        )
        left.addStretch(1)
        self._inside = QWidget()
        self._beside = row(left, self.duties, gap=16)
        self._beside.setContentsMargins(px(16), px(2), px(8), px(12))
        self._beside.setStretch(0, 1)
        self._inside.setLayout(self._beside)
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
            body=self.writer.value(),
            in_force_on=_readable(self.in_force, proposal.in_force_on),
            published_on=_readable(self.published, proposal.published_on),
            received_on=_readable(self.received, proposal.received_on),
            visit=_readable(self.visit, proposal.visit),
        )

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the duties of this proposal, and the facts in one line for when the card is folded."""
        self.duties.show_proposal(proposal)
        self.writer.setVisible(proposal.document.regulator is None)
        self.replaces.setVisible(proposal.kind in _IN_FORCE and len(_replaceable(proposal)) > 1)
        self.in_force.setVisible(proposal.kind in _IN_FORCE)
        self.visit.setVisible(proposal.kind not in WITHOUT_LETTER)
        dated = f"dated {british.short_day(proposal.published_on)}" if proposal.published_on else "no date"
        received = proposal.received_on
        told = f"received {british.short_day(received)}" if received else "day of receipt not given"
        self._summary = " · ".join(filter(None, (proposal.authority, dated, told)))
        self.second.setText(self._summary if self.is_folded else "")

    def set_narrow(self, narrow: bool) -> None:
        """What must be sent stands beside the facts, or below them where there is little room."""
        sides = QBoxLayout.Direction
        self._beside.setDirection(sides.TopToBottom if narrow else sides.LeftToRight)

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


def _replaceable(proposal: Proposal) -> list[tuple[str | None, str]]:
    """The sources of the same kind that the plan has, which this one may replace."""
    found = proposal.plan.by(Source, "kind", proposal.kind) if proposal.plan else ()
    return [(None, "Nothing"), *((each.id, each.title) for each in found)]


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


def _visit_words(visit: Visit) -> str:
    if visit.printed or visit.first is None or visit.last is None:
        return visit.printed or ""
    first, last = british.short_day(visit.first), british.short_day(visit.last)
    return first if first == last else f"{first} to {last}"


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
