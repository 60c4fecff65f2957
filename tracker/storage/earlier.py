"""The plan as it stood on an earlier day, put into a file of rows for the window to read bit by bit."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from tracker.clock import SystemClock
from tracker.domain.commands.base import Actor
from tracker.domain.plan import FullPlan, Plan
from tracker.domain.records import Record
from tracker.domain.rules.position import position_at
from tracker.storage.rows import rows_of
from tracker.storage.store import FOR_READING, Store

_WAIT = 30.0
_ROWS = 200  # of one line: a few milliseconds to read back


def earlier_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """Write what lists need of a plan's position at a day (`position_on`), or of the plan as known on one
    (`known_on`), into a file in `folder`; each line holds a table's name and rows of it.

    Tells the file and which state of the plan it shows. Raises TrackerError where the plan cannot be read.
    """
    progress(0.0, "Reading the plan")
    store = Store.open(Path(values["plan"]), Actor("reader"), SystemClock().now(), _WAIT, FOR_READING)
    try:
        plan = _plan(store, values)
    finally:
        store.close()
    file = Path(values["folder"], "rows.jsonl")
    with file.open("w", encoding="utf-8") as out:
        for kind in Plan.kinds:
            for rows in _portions(plan, kind):
                out.write(json.dumps([kind.table, rows], ensure_ascii=False) + "\n")
    return {"file": str(file), "seq": plan.seq, "digest": plan.digest}


def _plan(store: Store, values: dict[str, Any]) -> FullPlan:
    if "known_on" in values:
        return store.as_known(date.fromisoformat(values["known_on"]))
    return position_at(store.full_plan(), date.fromisoformat(values["position_on"]))


def _portions(plan: FullPlan, kind: type[Record]) -> Iterator[list[list[Any]]]:
    records = iter(plan.all(kind))
    while some := list(islice(records, _ROWS)):
        yield [list(rows_of(kind).encode(record).values()) for record in some]
