from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from tests.small import NOON, names, new, opened, put, tables, tag
from tracker.clock import FixedClock, day_of
from tracker.domain.errors import TrackerError
from tracker.storage import backups, connection
from tracker.storage.backups import Backup


def meta(path: Path) -> dict[str, str]:
    db = connection.connect(path, 1)
    try:
        return dict(db.execute("select key, value from meta").fetchall())
    finally:
        db.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan with a tag."""
    path = tmp_path / "plan.iplan"
    with new(path) as session:
        session.do(put(tag("north")))
    return path


def test_a_backup_is_the_plan_as_it_stands_in_one_file(path: Path) -> None:
    with opened(path) as session:
        session.do(put(tag("south")))
        copy = session.backup()
        assert copy.parent.name == "plan backups"
        assert [each.name for each in copy.parent.iterdir()] == ["plan 2026-11-21 120000.iplan"]
        assert tables(copy) == tables(path)
        assert [each.name for each in copy.parent.iterdir()] == ["plan 2026-11-21 120000.iplan"]


def test_two_backups_in_one_second_are_two_files(path: Path, tmp_path: Path) -> None:
    with opened(path) as session:
        made = [session.backup(tmp_path / "elsewhere" / "deeper") for _ in range(2)]
    assert [each.name for each in made] == ["plan 2026-11-21 120000.iplan", "plan 2026-11-21 120001.iplan"]


def test_a_plan_with_another_ending_has_backups_of_its_own(tmp_path: Path) -> None:
    with new(tmp_path / "plan.db") as session:
        assert session.backup().relative_to(tmp_path).parts == (
            "plan.db backups",
            "plan.db 2026-11-21 120000.iplan",
        )


def test_a_backup_may_be_made_of_a_plan_that_is_only_read(path: Path) -> None:
    with opened(path, read_only=True) as session:
        assert tables(session.backup()) == tables(path)


def test_only_backups_of_this_plan_are_ever_cleared_away(path: Path) -> None:
    folder = path.parent / "plan backups"
    folder.mkdir()
    strangers = [
        "plan 2020-01-01 120000.iplan.txt",
        "plans 2020-01-01 120000.iplan",
        "other 2020-01-01 120000.iplan",
        "plan 2020-13-01 120000.iplan",
        "notes.txt",
    ]
    for name in [*strangers, *(f"plan 2020-01-0{n} 120000.iplan" for n in range(1, 7))]:
        (folder / name).write_text("x")
    with opened(path) as session:
        copy = session.backup()
    kept = {each.name for each in folder.iterdir()}
    assert kept == {*strangers, copy.name, "plan 2020-01-05 120000.iplan", "plan 2020-01-06 120000.iplan"}


MOMENTS = st.lists(
    st.tuples(
        st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)), st.booleans()
    ),
    max_size=60,
)


@given(MOMENTS)
def test_the_last_three_one_a_day_and_one_a_month_are_kept(moments: list[tuple[datetime, bool]]) -> None:
    every = [Backup(Path(f"{n}"), at, upgrade) for n, (at, upgrade) in enumerate(moments)]
    every.sort(key=lambda backup: backup.made_at, reverse=True)
    gone = backups.superfluous(every)
    kept = [each for each in every if each not in gone]
    assert backups.superfluous(kept) == []
    assert kept[:3] == every[:3]
    assert not [each for each in gone if each.before_upgrade]
    for each in gone:
        age = day_of(every[0].made_at) - day_of(each.made_at)
        later = [other for other in kept if other.made_at >= each.made_at]
        assert age >= timedelta(days=14) or day_of(each.made_at) in {day_of(other.made_at) for other in later}
        month = (day_of(each.made_at).year, day_of(each.made_at).month)
        months = {(day_of(other.made_at).year, day_of(other.made_at).month) for other in later}
        assert age > timedelta(days=330) or month in months
    assert len([each for each in kept if not each.before_upgrade]) <= 3 + 14 + 12


def test_a_restored_plan_starts_a_lineage_of_its_own(path: Path, tmp_path: Path) -> None:
    with opened(path) as session:
        copy = session.backup()
        session.do(put(tag("south")))
    backups.restore(copy, tmp_path / "again.iplan")
    assert meta(tmp_path / "again.iplan")["plan"] == meta(path)["plan"] == meta(copy)["plan"]
    assert meta(tmp_path / "again.iplan")["lineage"] != meta(path)["lineage"] == meta(copy)["lineage"]
    with opened(tmp_path / "again.iplan") as session:
        assert names(session) == ["north"]
        assert session.check() == []
        session.do(put(tag("east")))


def test_restoring_replaces_no_plan_unless_it_is_said(path: Path) -> None:
    with opened(path) as session:
        copy = session.backup()
        session.do(put(tag("south")))
    with pytest.raises(TrackerError, match="There is already a file"):
        backups.restore(copy, path)
    with opened(path) as session:
        assert names(session) == ["north", "south"]
    backups.restore(copy, path, replacing=True)
    with opened(path) as session:
        assert names(session) == ["north"]


def test_a_plan_that_is_open_is_not_replaced(path: Path) -> None:
    with opened(path) as session:
        copy = session.backup()
        session.do(put(tag("south")))
        with pytest.raises(TrackerError, match="is open in another program"):
            backups.restore(copy, path, replacing=True)
        session.do(put(tag("east")))
        assert names(session) == ["north", "south", "east"]
    backups.restore(copy, path, replacing=True)
    with opened(path) as session:
        assert names(session) == ["north"]


def test_changes_that_wait_beside_a_replaced_plan_do_not_come_back(path: Path) -> None:
    with opened(path) as session:
        copy = session.backup()
        session.do(put(tag("south")))
        wal = path.with_name("plan.iplan-wal")
        waiting = wal.read_bytes()
    path.write_bytes(b"harmed")
    wal.write_bytes(waiting)
    backups.restore(copy, path, replacing=True)
    assert not wal.exists()
    with opened(path) as session:
        assert names(session) == ["north"]


@pytest.mark.parametrize("content", [b"", b"words", b"SQLite format 3\x00" + bytes(90)])
def test_what_is_no_plan_is_not_restored(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "copy.iplan").write_bytes(content)
    with pytest.raises(TrackerError):
        backups.restore(tmp_path / "copy.iplan", tmp_path / "plan.iplan")
    assert [each.name for each in tmp_path.iterdir()] == ["copy.iplan"]


def test_a_harmed_backup_is_not_restored(path: Path, tmp_path: Path) -> None:
    with opened(path) as session:
        copy = session.backup()
    harmed = copy.read_bytes()
    copy.write_bytes(harmed[:-4096] + b"\xff" * 4096)
    with pytest.raises(TrackerError, match=r"not sound|damaged"):
        backups.restore(copy, tmp_path / "again.iplan")
    assert not (tmp_path / "again.iplan").exists()
    assert not (tmp_path / "again.iplan.part").exists()


def test_a_folder_that_cannot_be_made_is_said(path: Path) -> None:
    (path.parent / "taken").write_text("x")
    with opened(path) as session, pytest.raises(TrackerError, match="cannot be made, so there is no backup"):
        session.backup(path.parent / "taken")


def test_a_backup_holds_no_right_to_write(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    with new(tmp_path / "Dropbox" / "plan.iplan", clock=FixedClock(NOON)) as session:
        copy = session.backup()
        db = Database(str(copy))
        assert db.execute("select * from lease").fetchall() == []
        db.close()


def test_a_copy_of_a_plan_that_is_open_elsewhere_tells_how_far_it_is(path: Path, tmp_path: Path) -> None:
    with opened(path) as session:
        shares: list[float] = []
        backup = backups.make_of(path, NOON, shares.append)
        assert shares == sorted(shares)
        assert shares[-1] == 1.0
        assert backups.digest_of(backup) == backups.digest_of(path) == session.plan.digest
        copy = tmp_path / "elsewhere.iplan"
        backups.copy_of(path, copy, shares.append)
        with opened(copy) as other:
            assert other.origin == session.origin
        with pytest.raises(TrackerError, match="already a file"):
            backups.copy_of(path, copy, shares.append)


def test_a_copy_that_is_stopped_leaves_nothing(path: Path, tmp_path: Path) -> None:
    def stop(share: float) -> None:
        raise TrackerError("Stopped.")

    with pytest.raises(TrackerError, match=r"Stopped\."):
        backups.make_of(path, NOON, stop)
    assert list(backups.folder_of(path).iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a plan", b"SQLite format 3\0"])
def test_what_cannot_be_read_has_no_last_change(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.iplan"
    path.write_bytes(content)
    assert backups.digest_of(path) == backups.digest_of(tmp_path / "none.iplan") == ""
