"""The verbs that keep a plan safe, and test."""

from pathlib import Path

from tests.cli.conftest import Ask
from tracker.clock import SystemClock
from tracker.domain.commands.base import Actor
from tracker.domain.records import Finding
from tracker.session import Session


def test_check_lists_what_is_to_fill_in_and_finds_no_fault(ask: Ask, plan: Path) -> None:
    answer = ask("check", plan)
    assert answer.code == 0
    assert "To fill in" in answer.out and "No owner (5): A1 to A5" in answer.out
    assert "Nothing is wrong with this plan." in answer.out


def test_check_finds_a_plan_that_was_tampered_with(ask: Ask, plan: Path) -> None:
    content = plan.read_bytes()
    assert content.count(b"chronologies") > 1
    plan.write_bytes(content.replace(b"chronologies", b"chronometers"))
    answer = ask("check", plan)
    assert answer.code == 1
    assert "Wrong" in answer.out and "Traceback" not in answer.err


def test_a_backup_comes_back_as_a_plan_of_its_own_line(ask: Ask, plan: Path, tmp_path: Path) -> None:
    answer = ask("backup", plan)
    (copy,) = (plan.parent / "harrowmere backups").iterdir()
    assert answer.code == 0 and str(copy) in answer.out
    again = tmp_path / "again.iplan"
    assert ask("restore", copy, again).code == 0
    with (
        Session.open(plan, Actor("R"), SystemClock(), read_only=True) as one,
        Session.open(again, Actor("R"), SystemClock(), read_only=True) as other,
    ):
        assert list(one.plan.all(Finding)) == list(other.plan.all(Finding))
        assert one.origin.plan == other.origin.plan
        assert one.origin.lineage != other.origin.lineage


def test_restore_writes_over_a_plan_only_by_force(ask: Ask, plan: Path, tmp_path: Path) -> None:
    assert ask("backup", plan, tmp_path / "copies").code == 0
    (copy,) = (tmp_path / "copies").iterdir()
    refused = ask("restore", copy, plan)
    assert refused.code == 1 and plan.name in refused.err
    assert ask("restore", copy, plan, "--force").code == 0


def test_restore_from_what_is_no_backup_is_refused(ask: Ask, tmp_path: Path) -> None:
    answer = ask("restore", Path(__file__), tmp_path / "p.iplan")
    assert answer.code == 1
    assert "is not an improvement plan" in answer.err
    assert not (tmp_path / "p.iplan").exists()


def test_test_runs_the_projects_own_tests(ask: Ask) -> None:
    answer = ask("test", "tests/test_clock.py", "-q")
    assert answer.code == 0
    assert " passed" in answer.out
