"""What the store, the papers and the reader take."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from shutil import copyfile
from statistics import median

from tracker import jobs
from tracker.clock import SystemClock
from tracker.domain.codes import CopyKind, Delivery
from tracker.domain.commands import AddUpdate
from tracker.domain.commands.base import Actor
from tracker.domain.records import Action
from tracker.importing.documents import read_document
from tracker.publishing import Order
from tracker.reports.papers import PAPERS
from tracker.reports.scope import Scope
from tracker.session import Session
from tracker.storage.store import FOR_READING, Store
from ui.bench.figures import RUNS, Figure, timed, worst
from ui.bench.raw import RawPlan, statements_of, text_of
from ui.workspace import Workspace

ACTOR = Actor("Benchmark")
_EDITS = 30
_SECONDS = {30: 0.5, 300: 1.0, 3000: 6.0}  # in which a paper of so many actions may be written


def saved(path: Path) -> Iterator[Figure]:
    """Adding updates, each beside a bare transaction of the same rows in a copy of the file."""
    copy = path.with_name(f"raw {path.name}")
    copyfile(path, copy)
    clock, raw = SystemClock(), RawPlan(copy)
    workspace = Workspace(Session.open(path, ACTOR, clock), clock)
    try:
        actions = list(workspace.plan.all(Action))
        ours, bare = [], []
        for n in range(_EDITS):
            command = AddUpdate(
                action_id=actions[n * 3].id,
                text=f"The second interviews were held; update {n}.",
                delivery=Delivery.AT_RISK,
                delivery_reason="One post is vacant.",
            )
            ours.append(timed(partial(workspace.do, command)))
            bare.append(timed(partial(raw.write, statements_of(workspace.session.history(limit=1)[0]))))
    finally:
        workspace.close()
        raw.close()
        copy.unlink()
    yield Figure("save_edit", median(ours) * 1000, "ms", median(bare) * 1000, 3)


def loaded(path: Path) -> Iterator[Figure]:
    """The plan in memory, beside its bare rows."""
    store = Store.open(path, ACTOR, SystemClock().now(), 30, FOR_READING)
    raw = RawPlan(path)
    try:
        ours, bare = [], []
        for _ in range(RUNS):
            bare.append(timed(raw.fetch))
            ours.append(timed(store.plan))
    finally:
        raw.close()
        store.close()
    yield Figure("load_20000", median(ours), "s", median(bare), 4)


def printed(plans: dict[int, Path], day: date) -> Iterator[Figure]:
    """Each paper as PDF, from asking the worker to the file on the disk."""
    for size, seconds in _SECONDS.items():
        runs = RUNS if size < 3000 else 3
        taken: dict[str, list[float]] = {name: [] for name in PAPERS}
        for name in [*PAPERS] * runs:
            taken[name].append(timed(partial(_publish, plans[size], name, day)))
        yield worst(f"pdf_{size}", taken, seconds, 1)


def _publish(plan: Path, name: str, day: date) -> None:
    order = Order(
        plan=plan,
        kind=CopyKind.PAPER,
        name=name,
        out=plan.with_name("paper.pdf"),
        scope=Scope(day=day, made_at=SystemClock().now()),
        overwrite=True,
    )
    jobs.run("publish", order.to_json(), subject="The paper", limits=jobs.OWN_LIMITS)


def extracted(letter: Path) -> Iterator[Figure]:
    """A letter read, beside the bare text of its pages."""
    ours, bare = [], []
    for _ in range(RUNS + 1):
        bare.append(timed(lambda: text_of(letter)))
        ours.append(timed(lambda: read_document(letter)))
    yield Figure("extract_letter", median(ours[1:]) * 1000, "ms", median(bare[1:]) * 1000, 8)
