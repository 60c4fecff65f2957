"""The verb that shows what the program does."""

from pathlib import Path

from tests.cli.conftest import Ask
from tracker.clock import SystemClock
from tracker.domain.codes import CopyKind
from tracker.domain.commands.base import Actor
from tracker.domain.records import Copy
from tracker.session import Session


def test_example_builds_the_plan_once_and_writes_its_papers_each_time(ask: Ask, tmp_path: Path) -> None:
    first = ask("example")
    (plan,) = (tmp_path / "data").rglob("*.iplan")
    papers = sorted(path.name for path in plan.parent.glob("*.pdf"))
    assert (first.code, first.err) == (0, "")
    assert len(papers) == 2 and all(name in first.out for name in papers)
    assert str(plan) in first.out
    second = ask("example")
    assert second.code == 0 and second.out == first.out
    with Session.open(plan, Actor("Reader"), SystemClock(), read_only=True) as session:
        noted = [copy.kind for copy in session.full_plan().all(Copy)]
    assert noted.count(CopyKind.PAPER) >= 4


def test_example_can_be_put_where_one_likes(ask: Ask, tmp_path: Path) -> None:
    answer = ask("example", tmp_path / "ours.iplan")
    assert answer.code == 0
    assert (tmp_path / "ours overdue.pdf").read_bytes().startswith(b"%PDF-")
