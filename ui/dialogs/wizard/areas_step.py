"""The second step: the letter beside its improvement areas, to be sorted out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from tracker.domain import british, words
from tracker.domain.codes import FindingKind
from tracker.domain.commands.sources import NewDuty
from tracker.domain.errors import TrackerError
from tracker.importing.items import listed, passage
from tracker.importing.proposal import Proposal
from tracker.importing.typed import USUAL_KIND
from ui.dialogs.wizard.area_rows import AreaRows
from ui.dialogs.wizard.earlier_bar import EarlierBar
from ui.dialogs.wizard.facts_card import FactsCard
from ui.dialogs.wizard.letter_card import LetterCard
from ui.dialogs.wizard.marks import marks_of
from ui.dialogs.wizard.passage_bar import NotTaken, PassageBar, WriteBar
from ui.theme import px
from ui.widgets.frames import Card, Line, Scroll, Segments, button, column, row

_LETTER, _LETTER_NARROW, _NARROW, _TOO_NARROW, _LOW = 590, 470, 1360, 1000, 700
_UNBOUNDED = 16_777_215


class AreasStep(QWidget):
    """Shows a proposal and sends each other one that comes of what people do."""

    changed = Signal(object)  # Proposal
    refused = Signal(str)

    def __init__(self, proposal: Proposal, letter: Path | None, folder: Path, today: date) -> None:
        super().__init__()
        self._proposal = proposal
        self._low, self._in_turn = False, False
        self.letter = LetterCard(proposal.document, letter, folder)
        self.facts = FactsCard(proposal, today)
        self.rows = AreaRows()
        self.passage = PassageBar()
        self.write = WriteBar()
        self.not_taken = NotTaken()
        self.earlier = EarlierBar()
        self._build()
        self._connect()
        self.show_proposal(proposal, 0 if proposal.items else -1)

    def _build(self) -> None:
        self.areas = Card("Improvement areas")
        self._take = button("Add from the text", "ghost", icon_name="highlighter", press=self._begin)
        self._take.setToolTip("Mark words in the letter, then add them as an area of their own")
        self._type = button("Type an area", "ghost", icon_name="square-pen", press=self._begin_to_write)
        self._type.setToolTip("Type what stands on a page that is a picture")
        self._take.setVisible(bool(self._proposal.document.lines))
        self._type.setVisible(not self._proposal.document.sha256 or self.is_scan)
        self.areas.head.addWidget(self._take)
        self.areas.head.addWidget(self._type)
        self.areas.body.addWidget(Line("border"))
        self.areas.body.addWidget(self.passage)
        self.areas.body.addWidget(self.write)
        inside = QWidget()
        on_list, below = column(gap=0), column(gap=0)
        self._feet = below, on_list  # of what was not taken and what is earlier
        inside.setLayout(column(self.rows, on_list, gap=0))
        self._scroll = Scroll(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.areas.body.addWidget(self._scroll, 1)
        self.areas.body.addLayout(below)
        for foot in (self.not_taken, self.earlier):
            below.addWidget(foot)
        self.areas.body.addSpacing(px(4))
        self._right = QWidget()
        above = column(self.facts, gap=0)
        right = column(above, self.areas, gap=12)
        right.setStretch(1, 1)
        self._right.setLayout(right)
        alone = column(gap=0)
        held = QWidget()
        held.setLayout(column(alone, None, gap=0))
        self._alone = Scroll(held)
        self._places = above, alone  # of the facts: above the areas, or in turn with them
        self._which = Segments(
            "What is shown", [("facts", "About"), ("areas", "Areas"), ("letter", "Letter")]
        )
        self._which.choose("areas")
        self._which.changed.connect(self._fit)
        across = row(self.letter, self._right, self._alone, gap=12)
        across.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(12), px(12), px(12))
        layout.setSpacing(px(8))
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it fits itself to what there is
        layout.addWidget(self._which)
        layout.addLayout(across, 1)

    def _connect(self) -> None:
        self.letter.chosen.connect(self._go_to)
        self.letter.marked.connect(self._marked)
        self.letter.wanted.connect(self.passage.take_keyboard)
        self.passage.taken.connect(self._taken)
        self.passage.each_taken.connect(self._each_taken)
        self.passage.dropped.connect(self.letter.clear_marking)
        self.write.written.connect(self._written)
        self.write.dropped.connect(self.write.hide)
        self.letter.page_changed.connect(self._page_changed)
        self.earlier.unfolded.connect(self._make_room)
        self.earlier.repeated.connect(self._repeated)
        self.earlier.remaining.connect(self._remaining)
        self.not_taken.shown.connect(self.letter.go_to_lines)
        self.not_taken.taken.connect(self._taken)
        self.facts.changed.connect(self._facts_typed)
        self.facts.duties.changed.connect(self._duties_given)
        self.rows.current_changed.connect(self._go_to)
        self.rows.ticked.connect(self._ticked)
        self.rows.moved.connect(self._moved)
        editor = self.rows.editor
        editor.kind_chosen.connect(self._kind_chosen)
        editor.split.connect(self._split)
        editor.joined.connect(self._joined)
        editor.left_out.connect(self._left_out)
        editor.reason_typed.connect(self._reason_typed)
        editor.put_back.connect(self._put_back)
        editor.corrected.connect(self._corrected)
        editor.linked.connect(self._linked)
        if self.is_scan:
            self._begin_to_write()

    # What is shown.

    @property
    def proposal(self) -> Proposal:
        """The proposal as it stands."""
        return self._proposal

    def show_proposal(self, proposal: Proposal, current: int) -> None:
        """Show this proposal, with that area opened."""
        self._proposal = proposal
        self.rows.show_items(proposal.items, current, proposal.earlier)
        self.letter.show_marks(marks_of(proposal), self.rows.current)
        self.facts.show_proposal(proposal)
        self.not_taken.show_passages(proposal.not_taken)
        self.earlier.show_proposal(proposal)
        self.areas.second.setText(count_words(proposal))

    def check(self) -> Proposal:
        """The proposal, if the facts can be read and each area left out says why. Raises TrackerError."""
        if self.rows.editor.is_correcting:
            raise TrackerError("Keep the words that you are putting right first, or cancel that.")
        try:
            self._proposal = self.facts.apply_to(self._proposal)
        except TrackerError:
            self._turn_to("facts")
            raise
        for number, item in enumerate(self._proposal.items):
            if item.left_out is not None and not item.left_out.strip():
                self._go_to(number)
                self.rows.editor.reason.setFocus(Qt.FocusReason.OtherFocusReason)
                raise TrackerError("Say why this area is left out; it stays listed under its letter.")
        return self._proposal

    def close_down(self) -> None:
        """Stop what is being drawn."""
        self.letter.close_down()

    def take_keyboard(self) -> None:
        """Go to the current area, or to the facts where there is none."""
        if self.rows.current >= 0:
            self.rows.row(self.rows.current).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.facts.authority.setFocus(Qt.FocusReason.OtherFocusReason)

    # What people do.

    def _change(self, proposal: Proposal, current: int) -> None:
        self.show_proposal(proposal, current)
        self.changed.emit(proposal)

    def _go_to(self, number: int) -> None:
        self.show_proposal(self._proposal, number)
        self._show_current()

    def _facts_typed(self) -> None:
        proposal = self.facts.read_into(self._proposal)
        replaced = self.facts.replaces.value()
        if replaced != proposal.replaces_id:
            self._change(proposal.replacing(replaced), self.rows.current)
            return
        self._proposal = proposal
        self.facts.show_proposal(proposal)
        self.changed.emit(proposal)

    def _duties_given(self, duties: tuple[NewDuty, ...] | None) -> None:
        self._change(replace(self._proposal, given_duties=duties), self.rows.current)

    def _ticked(self, number: int, taken: bool) -> None:
        item = self._proposal.items[number]
        if item.taken_by_hand:
            self._change(self._proposal.put_back(number), max(number - 1, 0))
            return
        self._change(self._proposal.with_item(number, replace(item, left_out=None if taken else "")), number)
        if not taken:
            self.rows.editor.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _left_out(self) -> None:
        self._ticked(self.rows.current, False)

    def _reason_typed(self, reason: str) -> None:
        number = self.rows.current
        item = self._proposal.items[number]
        if item.left_out is not None and item.left_out != reason:
            self._proposal = self._proposal.with_item(number, replace(item, left_out=reason))
            self.changed.emit(self._proposal)

    def _kind_chosen(self, kind: FindingKind) -> None:
        self._change(self._proposal.of_kind(self.rows.current, kind), self.rows.current)

    def _split(self, part: int, at: int) -> None:
        self._try(lambda: self._proposal.split(self.rows.current, part, at), self.rows.current)

    def _joined(self) -> None:
        self._try(lambda: self._proposal.join_next(self.rows.current), self.rows.current)

    def _moved(self, by: int) -> None:
        current = min(max(self.rows.current + by, 0), len(self._proposal.items) - 1)
        self._change(self._proposal.moved(self.rows.current, by), current)
        self.rows.row(current).setFocus(Qt.FocusReason.OtherFocusReason)

    def _corrected(self, wording: str) -> None:
        self._try(lambda: self._proposal.corrected(self.rows.current, wording), self.rows.current)

    def _linked(self, finding_id: str) -> None:
        self._repeated(self.rows.current, finding_id)

    def _repeated(self, number: int, finding_id: str) -> None:
        self._change(self._proposal.repeating(number, finding_id or None), number)

    def _remaining(self, finding_id: str, remains: bool) -> None:
        words = self._proposal.remain.get(finding_id, "") if remains else None
        self._change(self._proposal.remaining(finding_id, words), self.rows.current)

    def _put_back(self) -> None:
        self._change(self._proposal.put_back(self.rows.current), max(self.rows.current - 1, 0))

    def _try(self, make: Callable[[], Proposal], current: int) -> None:
        try:
            self._change(make(), current)
        except TrackerError as error:
            self.refused.emit(str(error))

    # Words of the letter that become an area.

    def _begin(self) -> None:
        self._turn_to("letter")
        self.letter.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refused.emit("")

    def _marked(self, lines: tuple[int, ...], said: str) -> None:
        document = self._proposal.document
        self.passage.show_passage(said or passage(document, lines), lines, len(listed(document, lines)))

    def _taken(self, text: str, lines: tuple[int, ...], kind: FindingKind) -> None:
        try:
            proposal, number = self._proposal.take(text, lines, kind)
        except TrackerError as error:
            self.passage.say(str(error))
            return
        self.letter.clear_marking()
        self._change(proposal, number)
        self.take_keyboard()

    def _each_taken(self, lines: tuple[int, ...], kind: FindingKind) -> None:
        try:
            proposal, number = self._proposal.take_each(lines, kind)
        except TrackerError as error:
            self.passage.say(str(error))
            return
        self.letter.clear_marking()
        self._change(proposal, number)
        self.take_keyboard()

    # Words that no reader can take.

    @property
    def is_scan(self) -> bool:
        """Whether the document is pages without words."""
        return not self._proposal.document.lines and bool(self._proposal.document.page_sizes)

    def _begin_to_write(self) -> None:
        usual = USUAL_KIND.get(self._proposal.kind, FindingKind.RECOMMENDATION)
        self.write.begin(self._place_words(), usual, may_close=not self.is_scan)
        self.write.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page_changed(self, page: int) -> None:
        self.write.show_place(self._place_words())

    def _place_words(self) -> str:
        return f"What is printed on page {self.letter.page}" if self.is_scan else "One more area"

    def _written(self, text: str, kind: FindingKind) -> None:
        page = self.letter.page if self.is_scan else None
        try:
            proposal, number = self._proposal.write(text, kind, page)
        except TrackerError as error:
            self.refused.emit(str(error))
            return
        self._change(proposal, number)
        self.write.clear()

    # Room.

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the current area into view once there is room to show it in."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._show_current)

    def _show_current(self) -> None:
        if self.rows.current >= 0:
            self.letter.go_to_lines(self._proposal.items[self.rows.current].finding.lines)
            QTimer.singleShot(0, self, self._scroll_to_editor)

    def _scroll_to_editor(self) -> None:
        """All of the current area in view: its height is known only once it is laid out."""
        if self.rows.current >= 0:
            self._scroll.ensureWidgetVisible(self.rows.editor, 0, px(8))
            self._scroll.ensureWidgetVisible(self.rows.row(self.rows.current), 0, px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _make_room(self) -> None:
        """For the list and the earlier areas in sight together."""
        if not self._in_turn:
            self.facts.set_folded(True)

    def _turn_to(self, part: str) -> None:
        """Show this part, where they are shown in turn."""
        self._which.choose(part)
        self._fit()

    def _fit(self) -> None:
        """The letter narrower, or in turn with its facts and the areas where there is no room for both."""
        in_turn = self.width() < px(_TOO_NARROW)
        chosen = self._which.chosen
        self._which.setVisible(in_turn)
        self.letter.setVisible(not in_turn or chosen == "letter")
        self._right.setVisible(not in_turn or chosen == "areas")
        self._alone.setVisible(in_turn and chosen == "facts")
        if in_turn != self._in_turn:
            self._in_turn = in_turn
            self._places[in_turn].addWidget(self.facts)
            for foot in (self.not_taken, self.earlier):
                self._feet[in_turn].addWidget(foot)
            self.facts.set_narrow(in_turn)
        wide = _LETTER_NARROW if self.width() < px(_NARROW) else _LETTER
        self.letter.setMaximumWidth(_UNBOUNDED if in_turn else px(wide))
        self.letter.setMinimumWidth(0 if in_turn else px(wide))
        low = self.height() < px(_LOW) and not in_turn
        if low != self._low:
            self._low = low
            self.facts.set_folded(low)


def count_words(proposal: Proposal) -> str:
    """“6: 2 areas for priority action, 4 areas for improvement; 1 left out”."""
    counts: dict[FindingKind, int] = {}
    for item in proposal.coming_in:
        counts[item.finding.kind] = counts.get(item.finding.kind, 0) + 1
    told = british.listed([_counted(kind, n) for kind, n in counts.items()]) or "none taken"
    out = len(proposal.items) - len(proposal.coming_in)
    return f"{told}; {out} left out" if out else told


def _counted(kind: FindingKind, number: int) -> str:
    one = words.label(kind).casefold()
    head, _, rest = one.partition(" ")
    many = f"{head}s {rest}" if head == "area" else f"{one}s"
    return british.plural(number, one, many)
