"""The verb that shows what the program does, with a plan about an invented city."""

import argparse
from pathlib import Path

from tracker import example
from tracker.cli.common import Verbs, actor, add_as, today, verb
from tracker.cli.papers import publish
from tracker.clock import SystemClock
from tracker.domain.codes import CopyKind
from tracker.reports.scope import Scope
from tracker.session import Session

_PAPERS = ("overdue", "progress")


def add_to(verbs: Verbs) -> None:
    """Add this verb to the command line."""
    parser = verb(verbs, "example", _example, "build the example plan and write its papers")
    parser.add_argument(
        "plan", metavar="PLAN", nargs="?", type=Path, help="default: in the program's own data folder"
    )
    add_as(parser)


def _example(asked: argparse.Namespace) -> int:
    path = example.made(asked.plan, today())
    with Session.open(path, actor(asked.name), SystemClock()) as session:
        print(f"{session.plan.settings.title}: {path}")
        for name in _PAPERS:
            out = path.with_name(f"{path.stem} {name}.pdf")
            scope = Scope(day=today(), made_at=SystemClock().now())
            publish(session, CopyKind.PAPER, name, out, scope, overwrite=True)
            print(f"Written: {out}")
    return 0
