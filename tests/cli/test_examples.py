"""The verb that shows what the program does."""

from pathlib import Path

from tests.cli.conftest import Ask
from tracker.clock import SystemClock
from tracker.domain.codes import CopyKind
from tracker.domain.commands.base import Actor
from tracker.domain.records import Copy
from tracker.session import Session


def test_example_builds_the_plan_once_and_writes_its_papers_each_time(ask: Ask, tmp_path: Path) -> None:
    first = ask("example", "--as", "Newcomer")
    (plan,) = (tmp_path / "data").rglob("*.iplan")
    papers = sorted(path.name for path in plan.parent.glob("*.pdf"))
    assert (first.code, first.err) == (0, "")
    assert len(papers) == 2 and all(name in first.out for name in papers)
    assert str(plan) in first.out
    assert papers_noted_by("Newcomer", plan) == 2
    elsewhere = plan.rename(tmp_path / "ours.iplan")
    second = ask("example", elsewhere)
    assert second.code == 0 and str(elsewhere) in second.out
    assert papers_noted_by("Newcomer", elsewhere) == 4
    assert (tmp_path / "ours overdue.pdf").read_bytes().startswith(b"%PDF-")


def papers_noted_by(name: str, plan: Path) -> int:
    """How many papers the plan notes as written by somebody."""
    with Session.open(plan, Actor("Reader"), SystemClock(), read_only=True) as session:
        copies = session.full_plan().all(Copy)
        return sum(each.kind is CopyKind.PAPER and each.whose == name for each in copies)
