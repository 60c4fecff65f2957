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
from tracker.domain.errors import TrackerError
from tracker.importing.proposal import Proposal
from ui.dialogs.wizard.area_rows import AreaRows
from ui.dialogs.wizard.facts_card import FactsCard
from ui.dialogs.wizard.letter_card import LetterCard
from ui.dialogs.wizard.marks import marks_of
from ui.dialogs.wizard.passage_bar import NotTaken, PassageBar
from ui.theme import px
from ui.widgets.frames import Card, Line, Scroll, Segments, button, column, row

_LETTER, _LETTER_NARROW, _NARROW, _TOO_NARROW, _LOW = 590, 470, 1360, 1000, 700
_UNBOUNDED = 16_777_215


class AreasStep(QWidget):
    """Shows a proposal and sends each other one that comes of what people do."""

    changed = Signal(object)  # Proposal
    refused = Signal(str)

    def __init__(self, proposal: Proposal, letter: Path, folder: Path, today: date) -> None:
        super().__init__()
        self._proposal = proposal
        self._low = False
        self.letter = LetterCard(proposal.document, letter, folder)
        self.facts = FactsCard(proposal, today)
        self.rows = AreaRows()
        self.passage = PassageBar()
        self.not_taken = NotTaken()
        self._build()
        self._connect()
        self.show_proposal(proposal, 0 if proposal.items else -1)

    def _build(self) -> None:
        self.areas = Card("Improvement areas")
        self._take = button("Add from the text", "ghost", icon_name="highlighter", press=self._begin)
        self._take.setToolTip("Mark words in the letter, then add them as an area of their own")
        self.areas.head.addWidget(self._take)
        self.areas.body.addWidget(Line("border"))
        self.areas.body.addWidget(self.passage)
        self._scroll = Scroll(self.rows)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.areas.body.addWidget(self._scroll, 1)
        self.areas.body.addWidget(self.not_taken)
        self.areas.body.addSpacing(px(4))
        self._right = QWidget()
        right = column(self.facts, self.areas, gap=12)
        right.setStretch(1, 1)
        self._right.setLayout(right)
        self._which = Segments("What is shown", [("areas", "Areas"), ("letter", "Letter")])
        self._which.changed.connect(self._fit)
        across = row(self.letter, self._right, gap=12)
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
        self.passage.dropped.connect(self.letter.clear_marking)
        self.not_taken.shown.connect(self.letter.go_to_lines)
        self.not_taken.taken.connect(self._taken)
        self.facts.changed.connect(self._facts_typed)
        self.rows.current_changed.connect(self._go_to)
        self.rows.ticked.connect(self._ticked)
        editor = self.rows.editor
        editor.kind_chosen.connect(self._kind_chosen)
        editor.split.connect(self._split)
        editor.joined.connect(self._joined)
        editor.left_out.connect(self._left_out)
        editor.reason_typed.connect(self._reason_typed)
        editor.put_back.connect(self._put_back)

    # What is shown.

    @property
    def proposal(self) -> Proposal:
        """The proposal as it stands."""
        return self._proposal

    def show_proposal(self, proposal: Proposal, current: int) -> None:
        """Show this proposal, with that area opened."""
        self._proposal = proposal
        self.rows.show_items(proposal.items, current)
        self.letter.show_marks(marks_of(proposal), self.rows.current)
        self.facts.show_proposal(proposal)
        self.not_taken.show_passages(proposal.not_taken)
        self.areas.second.setText(count_words(proposal))

    def check(self) -> Proposal:
        """The proposal, if the facts can be read and each area left out says why. Raises TrackerError."""
        self._proposal = self.facts.apply_to(self._proposal)
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
        self._proposal = self.facts.read_into(self._proposal)
        self.facts.show_proposal(self._proposal)
        self.changed.emit(self._proposal)

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

    def _put_back(self) -> None:
        self._change(self._proposal.put_back(self.rows.current), max(self.rows.current - 1, 0))

    def _try(self, make: Callable[[], Proposal], current: int) -> None:
        try:
            self._change(make(), current)
        except TrackerError as error:
            self.refused.emit(str(error))

    # Words of the letter that become an area.

    def _begin(self) -> None:
        if self.letter.isHidden():
            self._which.choose("letter")
            self._fit()
        self.letter.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refused.emit("")

    def _marked(self, lines: tuple[int, ...], said: str) -> None:
        self.passage.show_passage(said or self._proposal.passage(lines), lines)

    def _taken(self, text: str, lines: tuple[int, ...], kind: FindingKind) -> None:
        try:
            proposal, number = self._proposal.take(text, lines, kind)
        except TrackerError as error:
            self.passage.say(str(error))
            return
        self.letter.clear_marking()
        self._change(proposal, number)
        self.take_keyboard()

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
            self._scroll.ensureWidgetVisible(self.rows.row(self.rows.current), 0, px(8))
            self._scroll.ensureWidgetVisible(self.rows.editor, 0, px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The letter narrower, or in turn with the areas where there is no room for both."""
        in_turn = self.width() < px(_TOO_NARROW)
        self._which.setVisible(in_turn)
        self.letter.setVisible(not in_turn or self._which.chosen == "letter")
        self._right.setVisible(not in_turn or self._which.chosen == "areas")
        wide = _LETTER_NARROW if self.width() < px(_NARROW) else _LETTER
        self.letter.setMaximumWidth(_UNBOUNDED if in_turn else px(wide))
        self.letter.setMinimumWidth(0 if in_turn else px(wide))
        low = self.height() < px(_LOW)
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
