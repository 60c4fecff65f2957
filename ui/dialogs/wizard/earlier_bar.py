"""The areas that the plan has already, and what the new document says of each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.importing.earlier import Earlier
from tracker.importing.proposal import Proposal
from ui.dialogs.wizard.folding import Folding
from ui.dialogs.wizard.marks import codes_of
from ui.theme import px
from ui.widgets.choices import Choice
from ui.widgets.frames import label, row

NOT_MENTIONED, REMAINS = "Not mentioned", "Said to remain"


class EarlierBar(Folding):
    """One line that says how many are said again or remain; opened, a choice for each."""

    repeated = Signal(int, str)  # the item that says it again, the earlier area's id
    remaining = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(220)
        self._shown: Sequence[object] = ()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what it says of each; hidden where the plan has none."""
        earlier = proposal.earlier
        self.setVisible(bool(earlier))
        codes = codes_of(proposal.items)
        items = [(code, item.finding.text) for code, item in zip(codes, proposal.items, strict=True)]
        said = [_said(proposal, each) for each in earlier]
        if not earlier or (items, said) == self._shown:
            return
        self._shown = items, said

        def rows() -> list[QWidget]:
            return [self._row(each, items, now) for each, now in zip(earlier, said, strict=True)]

        self._put(_summary(said), rows)

    def _row(self, each: Earlier, items: Sequence[tuple[str, str]], now: int) -> QWidget:
        made, finding = QWidget(), each.finding
        words = label(f"{finding.ref}  {each.wording}", 13, wrap=True, select=True)
        words.setToolTip(f"{each.source.title}, {british.short_day(each.said_on)}")
        choice = Choice()
        choice.setAccessibleName(f"What is said of {finding.ref}")
        choice.setFixedWidth(px(220))
        choice.addItems([NOT_MENTIONED, REMAINS, *(f"Again as {code}: {text[:60]}" for code, text in items)])
        choice.setCurrentIndex(now)
        choice.setProperty("finding", finding.id)
        choice.activated.connect(self._chosen)
        across = row(words, choice, gap=8)
        across.setContentsMargins(0, 0, 0, 0)
        across.setStretch(0, 1)
        across.setAlignment(words, Qt.AlignmentFlag.AlignTop)
        across.setAlignment(choice, Qt.AlignmentFlag.AlignTop)
        made.setLayout(across)
        return made

    def _chosen(self, place: int) -> None:
        finding_id = self.sender().property("finding")
        if place > 1:
            self.repeated.emit(place - 2, finding_id)
        else:
            self.remaining.emit(finding_id, place == 1)


def _said(proposal: Proposal, each: Earlier) -> int:
    """The place in the list of what is said of it: nothing, that it remains, or the same as an item."""
    again = (n + 2 for n, item in enumerate(proposal.items) if item.repeats == each.finding.id)
    return next(again, int(each.finding.id in proposal.remain))


def _summary(said: Sequence[int]) -> str:
    """“6 earlier areas: 4 said again, 1 said to remain, 1 not mentioned”."""
    counts = (
        (sum(now > 1 for now in said), "said again"),
        (sum(now == 1 for now in said), "said to remain"),
        (sum(now == 0 for now in said), "not mentioned"),
    )
    told = ", ".join(f"{count} {words}" for count, words in counts if count)
    return f"{british.plural(len(said), 'earlier area')}: {told}"
