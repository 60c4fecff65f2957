"""What each backup holds, for somebody to choose one by."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.examples import seed
from tracker import jobs
from tracker.clock import FixedClock
from tracker.domain.commands.base import Actor
from tracker.session import Session
from tracker.storage.contents import Contents, contents_of


@pytest.fixture
def plan(tmp_path: Path, clock: FixedClock) -> Path:
    """A plan with two backups, one made before anything was in it."""
    path = tmp_path / "Front door.iplan"
    with Session.create(path, Actor("A. Person"), clock) as session:
        seed(session)
        session.backup()
        clock.advance(timedelta(days=1))
        session.undo()
        session.backup()
    return path


def listed(plan: Path, folder: Path | None = None) -> list[Contents]:
    values = {"plan": str(plan), "folder": str(folder) if folder else None}
    return [Contents.from_json(each) for each in jobs.run("backups", values)["backups"]]


def test_backups_are_listed_newest_first_with_what_they_hold(plan: Path) -> None:
    newer, older = listed(plan)
    assert newer.made_at > older.made_at
    assert (older.title, older.actions) == ("Helping children sooner", 5)
    assert (newer.last_label, newer.last_by) == ("approve plan", "A. Person")
    assert newer.changes == older.changes + 1
    assert older.fault == newer.fault == ""
    assert older.size == Path(older.path).stat().st_size


def test_a_file_that_only_has_a_backups_name_says_so(plan: Path) -> None:
    folder = plan.with_name("Front door backups")
    (folder / "Front door 2026-01-01 090000.iplan").write_bytes(b"no plan")
    oldest = listed(plan)[-1]
    assert "not an improvement plan" in oldest.fault
    assert oldest.actions == 0


def test_looking_leaves_a_backup_as_it_was(plan: Path) -> None:
    path = Path(listed(plan)[0].path)
    before, files = path.read_bytes(), sorted(path.parent.iterdir())
    contents_of(path)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == files


def test_where_no_backup_was_made_none_is_listed(tmp_path: Path) -> None:
    assert listed(tmp_path / "other.iplan") == []
    assert listed(tmp_path / "other.iplan", tmp_path / "nowhere") == []


def test_a_plan_is_made_of_a_backup_and_nothing_is_written_over(plan: Path, tmp_path: Path) -> None:
    from tracker.domain.errors import TrackerError

    older = listed(plan)[1]
    wanted = tmp_path / "again.iplan"
    jobs.run("restore", {"backup": older.path, "plan": str(wanted)})
    assert contents_of(wanted).actions == 5
    with pytest.raises(TrackerError, match="already a file"):
        jobs.run("restore", {"backup": older.path, "plan": str(wanted)})
