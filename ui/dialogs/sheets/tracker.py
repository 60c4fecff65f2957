"""A tracker kept elsewhere on its way into a plan: what its steps share, and their course."""

from collections.abc import Callable, Generator, Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tracker.domain import british
from tracker.domain.commands import Together
from tracker.domain.plan import FullPlan
from tracker.domain.records import SETTINGS_ID, PlanSettings
from tracker.importing.sheets.comparing import Doing
from tracker.importing.sheets.known import Known
from tracker.importing.sheets.proposal import Comparison, SheetProposal
from tracker.importing.sheets.remembered import recalled, remember
from tracker.importing.sheets.workbook import Workbook
from tracker.turns import at_once
from ui.dialogs.sheets.stage import Course
from ui.files import last_folder
from ui.jobs import Slices

if TYPE_CHECKING:
    from tracker.session import Session
    from ui.main_window import MainWindow


class Tracker(QObject):
    """The proposal as it stands, and what it would do, worked out when it is next asked for.

    `slices` are the plan's, which end with it; without a plan it has its own.
    """

    changed = Signal()

    def __init__(
        self,
        proposal: SheetProposal,
        read_plan: Callable[[], FullPlan],
        slices: Slices | None = None,
        known: Known | None = None,
    ) -> None:
        super().__init__()
        self.proposal = proposal
        self._read_plan, self._known, self._slices = read_plan, known, slices or Slices(self)
        self._found: Comparison | None = None
        self._turns: Iterator[None] = iter(())

    def put(self, proposal: SheetProposal) -> None:
        """Go on with this proposal."""
        self.proposal = proposal
        self._found = None
        self.changed.emit()

    def when_found(self, then: Callable[[], object], of: QObject) -> None:
        """Call this once it is worked out: at once for few rows, later for many if `of` is there still."""
        self._slices.drop(self._turns)
        turns = self._finding()
        if next(turns, self) is self:
            then()
        else:
            self._turns = turns
            self._slices.add(turns, then, of=of)

    @property
    def found(self) -> Comparison:
        """What it would do to the plan."""
        if self._found is None:
            at_once(self._finding())
        assert self._found is not None
        return self._found

    def _finding(self) -> Generator[None, None, None]:
        plan = self._read_plan()
        if self._known is None or self._known.plan is not plan:
            self._known, self._found = Known(plan), None
        while self._found is None:
            proposal = self.proposal
            found = yield from proposal.in_turns(self._known)
            if self.proposal is proposal:  # nobody went on with another one meanwhile
                self._found = found

    def command(self) -> Together:
        """The one change, against the plan of this moment. Raises TrackerError while something is open."""
        at_once(self._finding())
        return self.found.command()

    def told(self) -> str:
        """What it does, in a sentence: “12 actions added and 3 changed from tracker.xlsx.”"""
        added, changed = len(self.found.of(Doing.ADD)), len(self.found.of(Doing.CHANGE))
        parts = [f"{british.plural(added, 'action')} added"] if added or not changed else []
        if changed:
            parts.append(f"{changed} changed" if parts else f"{british.plural(changed, 'action')} changed")
        return f"{british.listed(parts)} from {self.found.file}."

    def remember(self) -> None:
        """Remember what was made of the columns for the next file of this shape."""
        remember(self.proposal)


def course(
    window: "MainWindow", book: Workbook, today: date, known: Known | None
) -> Generator[None, None, Course]:
    """The steps for a tracker, pausing now and then; `known` is what is known of the window's plan, if it has
    one.

    Raises TrackerError where the file holds no table of actions.
    """
    proposal = recalled(SheetProposal.of(book, today))
    yield
    workspace = window.workspace
    folder = last_folder(window)
    if workspace is None:
        blank = Blank()
        return _course(Tracker(proposal, blank.plan), blank, folder)
    assert known is not None
    read_plan = _Reader(workspace.session, known.plan).plan
    return _course(Tracker(proposal, read_plan, workspace.slices, known), None, folder)


def _course(tracker: Tracker, blank: "Blank | None", folder: str) -> Course:
    from ui.dialogs.sheets.check_step import CheckStep
    from ui.dialogs.sheets.columns_step import ColumnsStep
    from ui.dialogs.sheets.rows_step import RowsStep

    check = CheckStep(tracker, blank, folder)
    return Course(
        (ColumnsStep(tracker), RowsStep(tracker), check),
        tracker.command,
        tracker.told,
        tracker.remember,
        lambda: _course(tracker, blank, folder),
    )


class _Reader:
    """The whole plan, followed as it changes."""

    def __init__(self, session: "Session", plan: FullPlan) -> None:
        self._session, self._plan = session, plan

    def plan(self) -> FullPlan:
        """The plan as it stands."""
        self._plan = self._session.brought_up(self._plan)
        return self._plan


class Blank:
    """A plan that is still to be made, and whose it will be."""

    def __init__(self) -> None:
        self.authority = ""
        self._plan: FullPlan | None = None

    def plan(self) -> FullPlan:
        """With nothing in it yet; the same one for the same authority."""
        if self._plan is None or self._plan.settings.authority != self.authority:
            settings = PlanSettings(id=SETTINGS_ID, title="", authority=self.authority)
            self._plan = FullPlan({PlanSettings: {settings.id: settings}})
        return self._plan
