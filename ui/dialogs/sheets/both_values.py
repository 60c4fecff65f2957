"""Where a sheet and the plan disagree: what the plan said when the sheet was made, what both say now, and
who changed the plan when."""

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.frozen import dataclass
from tracker.importing.returned.since import Hand
from ui.fonts import SEMIBOLD
from ui.widgets.frames import Facts, column, label


@dataclass(frozen=True, slots=True)
class Values:
    """What it is about, the value then, the plan's and the sheet's now, and whose change the plan's is."""

    what: str
    then: str
    now: str
    theirs: str
    hand: Hand | None


def both_values(values: Values) -> QWidget:
    """The values below each other, each with its words."""
    facts = Facts(120)
    by = f" ({values.hand.who}, {british.short_day(values.hand.on)})" if values.hand else ""
    changed = values.now != values.then
    shown = [
        ("The sheet says", values.theirs or "nothing"),
        ("The plan says", f"{values.now or 'nothing'}{by if changed else ''}"),
        ("It said before", (values.then or "nothing") if changed else ""),
    ]
    facts.show_facts(shown)
    made = QWidget()
    made.setLayout(column(label(values.what, 14, SEMIBOLD, wrap=True), facts, gap=4))
    return made
