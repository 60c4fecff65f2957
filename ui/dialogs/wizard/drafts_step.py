"""The third step: draft actions for the areas, with owner, due date and workstream where they are known."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain import british, words
from tracker.domain.commands.sources import NewDraft
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.importing.drafts import Draft, Drafts
from tracker.importing.items import Item
from tracker.importing.proposal import Proposal
from ui.dialogs.wizard.draft_row import AFTER, BEFORE, BESIDE, SHARES, CommonFields, DraftRow, in_columns
from ui.dialogs.wizard.marks import codes_of
from ui.dialogs.wizard.names import Names
from ui.fonts import SEMIBOLD
from ui.jobs import Slices
from ui.theme import px
from ui.widgets.choices import Choice
from ui.widgets.frames import Card, Line, Scroll, button, column, label, row

_LOW, _NARROW = 420, 800
_AT_ONCE = 8  # rows made before the step is shown; the rest follow
_HEADS = ("What will be done", "Owner (job title)", "Due", "Workstream")


class DraftsStep(QWidget):
    """A row of fields for each draft action. Nothing here is needed; all of it can be done later."""

    changed = Signal(object)  # Proposal
    refused = Signal(str)

    def __init__(self, proposal: Proposal, plan: Plan | None, today: date) -> None:
        super().__init__()
        self._proposal, self._today = proposal, today
        self.names = Names(plan)
        self.rows: list[DraftRow] = []
        self._slices = Slices(self)
        self._making = self._make_rows()
        self.all = CommonFields("those ticked, or all", self.names, today)
        self._list = QVBoxLayout()
        self._low = False
        self._build()
        self.show_proposal(proposal)

    def _build(self) -> None:
        card = Card("Draft actions", "Fill in what is known; the rest can be done later, in the plan")
        self._card = card
        self._tick = Choice()
        self._tick.setAccessibleName("Tick several")
        self._tick.setMinimumContentsLength(16)
        self._tick.activated.connect(self._tick_group)
        self._share = button("One action for these", icon_name="merge", press=self._share_one)
        self._share.setToolTip("Tick the areas that one action answers")
        card.head.addWidget(self._tick)
        card.head.addWidget(self._share)
        self._give = button("Give to all", small=True, press=self._give_out)
        first = QWidget()
        across = row(None, self._give)
        across.setContentsMargins(0, px(3), 0, 0)
        first.setLayout(across)
        self._given, self._heads = in_columns(first, self.all), _heads()
        self._bar = QWidget()
        self._bar.setLayout(column(self._given, Line("border"), gap=0))
        inside = QWidget()
        whole = column(gap=0)
        self._places = column(gap=0), column(gap=0)  # above the list, or on it where there is little room
        self._places[0].addWidget(self._bar)
        whole.addLayout(self._places[1])
        whole.addLayout(self._list, 1)
        self._list.setContentsMargins(0, 0, 0, px(8))
        self._list.setSpacing(0)
        self._list.addStretch(1)
        inside.setLayout(whole)
        card.body.addLayout(self._heads)
        card.body.addWidget(Line("border"))
        card.body.addLayout(self._places[0])
        self._scroll = Scroll(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_line)
        self._keep_in_line(0, 0)
        card.body.addWidget(self._scroll, 1)
        card.body.addSpacing(px(4))
        outer = row(card)
        outer.setContentsMargins(px(12), px(12), px(12), px(12))
        self.setLayout(outer)

    def _keep_in_line(self, least: int, most: int) -> None:
        """The columns above end where those beside a scroll bar do."""
        right = px(AFTER + (12 if most > least else 0))
        self._heads.setContentsMargins(px(BEFORE), 0, right, px(6))
        self._given.setContentsMargins(px(BEFORE), px(10), px(AFTER) if self._low else right, px(10))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.second.setVisible(self.width() > px(_NARROW))
        low = self.height() < px(_LOW)
        if low != self._low:
            self._low = low
            self._places[low].addWidget(self._bar)
            bar = self._scroll.verticalScrollBar()
            self._keep_in_line(bar.minimum(), bar.maximum())

    # What is shown.

    def show_proposal(self, proposal: Proposal) -> None:
        """Show a row for each draft action that will be made."""
        self._proposal = proposal
        for made in self.rows:
            self._list.removeWidget(made)
            made.deleteLater()
        self.rows = []
        self._slices.drop(self._making)
        self._making = self._make_rows()
        for _ in zip(range(_AT_ONCE), self._making, strict=False):
            pass
        self._slices.add(self._making)
        self._offer_groups()
        self._learn()
        self._show_ticks()

    def _make_rows(self) -> Iterator[None]:
        """The rows one after the other: a report of sixty areas would hold up the window."""
        for number, draft in self._proposal.actions:
            self._insert(len(self.rows), number, draft)
            yield

    def _make_the_rest(self) -> None:
        for _ in self._making:
            pass

    def _insert(self, place: int, number: int, draft: Draft) -> DraftRow:
        areas = [(self._code(item), item.finding.text) for item in self._answered(draft)]
        codes = british.listed([code for code, _ in areas])
        before = sum(each.answers == draft.answers for each in self._proposal.drafts.all[:number])
        about = f"{codes}, action {before + 1}" if before else codes
        made = DraftRow(number, about, areas, self.names, self._today)
        made.show_draft(draft.new, may_go=self._may_go(number))
        made.changed.connect(self._typed)
        made.ticked.connect(self._show_ticks)
        made.another.connect(self._add_another)
        made.removed.connect(self._remove)
        made.parted.connect(self._part)
        self.rows.insert(place, made)
        self._list.insertWidget(place, made)
        return made

    def _answered(self, draft: Draft) -> list[Item]:
        return [item for item in self._proposal.items if item.key in draft.answers]

    def _code(self, item: Item) -> str:
        return codes_of(self._proposal.items)[self._proposal.place_of(item.key)]

    def _may_go(self, number: int) -> bool:
        try:
            self._proposal.drafts.removed(number)
        except TrackerError:
            return False
        return True

    def check(self) -> Proposal:
        """The proposal as filled in. Raises TrackerError, said beside its field too."""
        self._make_the_rest()
        for made in self.rows:
            if said := made.common.due.check():
                made.common.due.setFocus(Qt.FocusReason.OtherFocusReason)
                raise TrackerError(said)
        self._typed()
        return self._proposal

    def take_keyboard(self) -> None:
        """Go to the first row."""
        field = self.rows[0].title if self.rows else self.all.owner
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    # What people do.

    def _typed(self) -> None:
        drafts = self._proposal.drafts
        for made in self.rows:
            new = made.common.read_into(drafts.all[made.number].new)
            drafts = drafts.with_words(made.number, replace(new, title=made.title.value()))
        if drafts != self._proposal.drafts:
            self._proposal = replace(self._proposal, drafts=drafts)
            self._learn()
            self.changed.emit(self._proposal)

    def _learn(self) -> None:
        """Offer what the plan has and what has been typed in any row."""
        self.names.learn(draft.new for draft in self._proposal.drafts.all)

    def _add_another(self, number: int) -> None:
        """A second action below the first, to be typed at once."""
        self._make_the_rest()
        self._proposal = replace(self._proposal, drafts=self._proposal.drafts.with_another(number))
        place = next(n for n, made in enumerate(self.rows) if made.number == number)
        for made in self.rows:
            made.number += made.number > number
        added = self._insert(place + 1, number + 1, self._proposal.drafts.all[number + 1])
        self._show_draft(self.rows[place])
        added.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._slices.add(self._bring_into_view(added))
        self.changed.emit(self._proposal)

    def _bring_into_view(self, made: DraftRow) -> Iterator[None]:
        """Once it is laid out."""
        yield
        self._scroll.ensureWidgetVisible(made, 0, px(8))

    def _show_draft(self, made: DraftRow) -> None:
        made.show_draft(self._proposal.drafts.all[made.number].new, may_go=self._may_go(made.number))

    def _remove(self, number: int) -> None:
        self._reshape(lambda drafts: drafts.removed(number))

    def _part(self, number: int) -> None:
        self._reshape(lambda drafts: drafts.parted(number))

    def _share_one(self) -> None:
        chosen = self._ticked
        self._reshape(lambda drafts: drafts.shared(chosen))

    def _reshape(self, change: Callable[[Drafts], Drafts]) -> None:
        """Other actions than before: the rows are made anew where one stands."""
        self._make_the_rest()
        try:
            proposal = replace(self._proposal, drafts=change(self._proposal.drafts))
        except TrackerError as error:
            self.refused.emit(str(error))
            return
        at = self._scroll.verticalScrollBar().value()
        self.show_proposal(proposal)
        self._make_the_rest()
        self.take_keyboard()
        self._scroll.verticalScrollBar().setValue(at)
        self.changed.emit(proposal)

    # Several at once.

    @property
    def _ticked(self) -> set[int]:
        return {made.number for made in self.rows if made.tick.isChecked()}

    def _show_ticks(self) -> None:
        count = len(self._ticked)
        self._share.setEnabled(count > 1)
        self._give.setText("Give to ticked" if count else "Give to all")
        told = "Puts the owner, date and workstream beside it where there is none yet"
        self._give.setToolTip(told)

    def _offer_groups(self) -> None:
        """All, none, and each theme, heading and type that some of the areas share."""
        groups: dict[str, set[int]] = {}
        actions = self._proposal.actions
        for number, draft in actions:
            for item in self._answered(draft):
                for name in _themes(item):
                    groups.setdefault(name, set()).add(number)
        shared = {name: found for name, found in groups.items() if 1 < len(found) < len(actions)}
        self._groups = [set(), {number for number, _ in actions}, set(), *shared.values()]
        self._tick.clear()
        self._tick.addItems(["Tick several…", "All", "None", *shared])

    def _tick_group(self, chosen: int) -> None:
        self._make_the_rest()
        if chosen:
            for made in self.rows:
                made.tick.setChecked(made.number in self._groups[chosen])
        self._tick.setCurrentIndex(0)

    def _give_out(self) -> None:
        """Put what stands above into the rows ticked, or into all, where they have nothing there."""
        if self.all.due.check():
            return
        self._make_the_rest()
        numbers = self._ticked or {made.number for made in self.rows}
        self._proposal = self._proposal.filled(numbers, self.all.read_into(NewDraft()))
        for made in self.rows:
            made.blockSignals(True)
            self._show_draft(made)
            made.blockSignals(False)
        self._learn()
        self.changed.emit(self._proposal)


def _heads() -> QHBoxLayout:
    head = QHBoxLayout()
    head.setSpacing(px(BESIDE))
    for share, each in zip(SHARES, _HEADS, strict=True):
        made = label(each, 13, SEMIBOLD)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(made, share)
    return head


def _themes(item: Item) -> list[str]:
    """What an area may have in common with others."""
    finding = item.finding
    return list(dict.fromkeys(filter(None, (finding.theme, words.label(finding.kind), finding.section))))
