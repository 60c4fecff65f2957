"""What changed between two moments of a plan, worked out in a child process."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from tracker.clock import SystemClock
from tracker.domain.commands.base import Actor
from tracker.domain.plan import FullPlan
from tracker.domain.rules.difference import Difference, Fate, Line, differences
from tracker.storage.rows import KIND_OF
from tracker.storage.store import FOR_READING, Store

MOST = 2000
"""So many records that differ are told; the rest is counted."""
_WAIT = 30.0


@dataclass(frozen=True, slots=True)
class Moment:
    """The end of a `day`, or what change `seq` left; with neither, now."""

    day: date | None = None
    seq: int | None = None

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {"day": self.day.isoformat() if self.day else None, "seq": self.seq}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """The moment that `to_json` gave."""
        return cls(date.fromisoformat(values["day"]) if values["day"] else None, values["seq"])


def between_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """What changed in `plan` between the moments `before` and `after`: the first records, and how many.

    Raises TrackerError where the plan cannot be read.
    """
    progress(0.0, "Reading the plan as it was")
    store = Store.open(Path(values["plan"]), Actor("reader"), SystemClock().now(), _WAIT, FOR_READING)
    try:
        before = _plan(store, Moment.from_json(values["before"]))
        progress(0.4, "Reading the plan as it became")
        after = _plan(store, Moment.from_json(values["after"]))
    finally:
        store.close()
    progress(0.8, "Comparing")
    found = differences(before, after)
    return {"found": [_told(each) for each in found[:MOST]], "total": len(found)}


def read_differences(values: dict[str, Any]) -> list[Difference]:
    """The differences that the job tells."""
    return [
        Difference(
            KIND_OF[each["kind"]],
            each["id"],
            each["name"],
            Fate(each["fate"]),
            tuple(Line(**line) for line in each["lines"]),
            tuple(each["reasons"]),
        )
        for each in values["found"]
    ]


def _told(difference: Difference) -> dict[str, Any]:
    lines = [asdict(line) for line in difference.lines]
    return {
        "kind": difference.kind.table,
        "id": difference.id,
        "name": difference.name,
        "fate": difference.fate.value,
        "lines": lines,
        "reasons": list(difference.reasons),
    }


def _plan(store: Store, moment: Moment) -> FullPlan:
    if moment.seq is not None:
        return store.as_at(moment.seq)
    return store.as_known(moment.day) if moment.day is not None else store.full_plan()
