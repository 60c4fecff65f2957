"""The papers this program can write."""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.domain.plan import FullPlan
from tracker.reports import overdue, progress
from tracker.reports.document import Document
from tracker.reports.scope import Scope


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper by name: its title, what it is for in a line, and how it is built.

    `build` takes a plan that has been read for the scope's day (its position then, or as known then).
    """

    name: str
    title: str
    purpose: str
    build: Callable[[FullPlan, Scope], Document]


PAPERS = {
    paper.name: paper
    for paper in (
        Paper(
            "overdue",
            overdue.TITLE,
            "what is late, how often it was moved and why, and what the board is asked to decide",
            overdue.build,
        ),
        Paper(
            "progress",
            progress.TITLE,
            "each action by workstream, with its owner, dates, rating, latest news and money",
            progress.build,
        ),
    )
}
