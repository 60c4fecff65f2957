"""A plan read whole: what is in memory, and the long things that stay in the file until asked for."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from tracker.domain.records import Record, Summary
from tracker.domain.rules.summaries import Scope
from ui.workspace import Workspace

R = TypeVar("R", bound=Record)


def summaries(workspace: Workspace, scope: Scope) -> list[Summary]:
    """The summaries written of a workstream or an area; of the whole plan, with those of all areas."""
    field, about = (
        ("finding_id", scope.finding_id) if scope.finding_id else ("workstream_id", scope.workstream_id)
    )
    return workspace.session.records(Summary, field, about, workspace.plan.seq)


class Reading:
    """What the rules read (`Reads`), as the plan stands now; updates and evidence come from the file.

    Make one, ask it, and let it go: it does not follow later changes.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._session, self._plan = workspace.session, workspace.plan

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        """The record with this id, or None; None for None."""
        if kind.in_snapshot or record_id is None:
            return self._plan.find(kind, record_id)
        return next(iter(self.by(kind, "id", record_id)), None)

    def by(self, kind: type[R], field: str, value: object) -> Sequence[R]:
        """The records of a kind whose `field`, a text that never changes, equals `value`."""
        if kind.in_snapshot:
            return self._plan.by(kind, field, value)
        return self._session.records(kind, field, str(value), self._plan.seq)

    def all(self, kind: type[R]) -> Collection[R]:
        """Every record of a kind that is in memory."""
        return self._plan.all(kind)
