"""The figures beside the pages' names, and the words about the next meeting."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from tracker.domain import british
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Finding, Measure, Risk
from tracker.domain.rules import review
from tracker.domain.rules.lateness import is_overdue
from ui.workspace import Changes, Workspace

_AT_ONCE = 2000  # actions that are counted without a slice: well under a millisecond


class Counts(QObject):
    """Counts after each change that can matter: small plans at once, large ones in slices."""

    counted = Signal(dict)  # page name → count

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._work: Iterator[Any] = iter(())

    def begin(self, changes: Changes) -> None:
        """Count again if these changes can have altered a figure."""
        if not changes.touched(Action, Finding, Measure, Risk):
            return
        self._workspace.slices.drop(self._work)
        plan, day = self._workspace.plan, self._workspace.day
        self._work = self._count(plan, day)
        if len(plan.all(Action)) <= _AT_ONCE:
            for _ in self._work:
                pass
        else:
            self._workspace.slices.add(self._work)

    def _count(self, plan: Plan, day: date) -> Iterator[None]:
        overdue = 0
        for n, action in enumerate(plan.all(Action)):
            overdue += is_overdue(action, day)
            if not n % 500:
                yield
        areas = sum(not finding.left_out_reason for finding in plan.all(Finding))
        risks = sum(risk.closed_on is None for risk in plan.all(Risk))
        measures = sum(measure.retired_on is None for measure in plan.all(Measure))
        counts = {"areas": areas, "actions": len(plan.all(Action)), "overdue": overdue, "risks": risks}
        counts["measures"] = measures
        self.counted.emit(counts)


def next_meeting(plan: Plan, day: date) -> tuple[str, str, str]:
    """Three lines about the board's next meeting; empty where none is planned."""
    meeting = review.next_meeting(plan, day)
    if meeting is None:
        return "", "", ""
    far = british.distance(meeting.held_on, day)
    return f"Next board {far}", british.long_day(meeting.held_on).rsplit(" ", 1)[0], meeting.body
