"""The line under the Actions table: how many are shown of how many, and how they stand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.records import Action
from ui.pages.actions_groups import Groups, Standings
from ui.theme import px
from ui.widgets.frames import label, row
from ui.widgets.rows import RowsModel
from ui.workspace import Workspace

_A_TURN = 500  # rows counted in a slice's turn
_RISKS = (("off_track", "off track"), ("at_risk", "at risk of delay"))


class Foot(QWidget):
    """Counts in slices. `right` says what is selected."""

    def __init__(self, workspace: Workspace, standings: Standings, groups: Groups) -> None:
        super().__init__()
        self._workspace, self._standings, self._groups = workspace, standings, groups
        self._footing: Iterator[Any] = iter(())
        self._faults: Sequence[str] = ()
        self.left, self.right = label("", 13, muted=True, wrap=True), label("", 13, muted=True)
        self.left.setMinimumHeight(px(34))
        layout = row(self.left, self.right, gap=12)
        layout.setStretch(0, 1)
        layout.setContentsMargins(px(16), 0, px(16), 0)
        self.setLayout(layout)

    def count(self, rows: RowsModel[Action], faults: Sequence[str] = ()) -> None:
        """Count the rows shown, anew; `faults` are sentences about the filter."""
        self._faults = faults
        self._workspace.slices.drop(self._footing)
        self._footing = self._counted(rows)
        self._workspace.slices.add(self._footing, of=self)

    def _counted(self, rows: RowsModel[Action]) -> Iterator[None]:
        yield
        shown = rows.rows()
        counts: Counter[str] = Counter()
        overdue = 0
        for start in range(0, len(shown), _A_TURN):
            yield
            some = shown[start : start + _A_TURN]
            counts.update(dict(self._standings.states(some)))
            overdue += self._standings.overdue(some)
        risks = [f"{counts[key]:,} {words}" for key, words in _RISKS if counts.get(key)]
        hidden = rows.hidden_by_values
        told = (
            *self._faults,
            f"{len(shown):,} of {british.plural(rows.total, 'action')}",
            f"{british.pounds(self._groups.budget)} revised budget" if self._groups.budget else "",
            f"{overdue:,} overdue" if overdue else "",
            ", ".join(risks),
            f"{hidden:,} hidden by values chosen in the heads" if hidden else "",
        )
        self.left.setText("     ".join(filter(None, told)))
