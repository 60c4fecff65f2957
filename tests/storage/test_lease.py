from datetime import timedelta
from pathlib import Path

import pytest

from tests.small import CHAIR, MANAGER, NOON, names, new, opened, put, tag
from tracker.clock import FixedClock
from tracker.domain.errors import Refused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a service copies what is saved, so that only one person may write."""
    (tmp_path / "OneDrive").mkdir()
    return tmp_path / "OneDrive" / "plan.iplan"


def test_the_next_to_open_a_plan_in_such_a_place_only_reads_and_sees_by_whom_it_is_edited(path: Path) -> None:
    with new(path) as first, opened(path, CHAIR) as second:
        assert first.read_only == ""
        assert second.read_only == "Programme manager (PC 1) is editing it now."
        with pytest.raises(Refused, match=r"only be read. Programme manager \(PC 1\) is editing it now"):
            second.do(put(tag("north")))
        first.do(put(tag("south")))
        second.poll()
        assert names(second) == ["south"]


def test_who_closes_a_plan_leaves_it_to_the_next(path: Path) -> None:
    new(path).close()
    with opened(path, CHAIR) as session:
        assert session.read_only == ""
        session.do(put(tag("north")))


def test_the_right_to_write_ends_by_itself_when_a_program_was_killed(path: Path) -> None:
    clock = FixedClock(NOON)
    with new(path, clock=clock) as silent:
        clock.advance(timedelta(minutes=2))
        with opened(path, CHAIR, clock) as next_one:
            assert next_one.read_only == ""
            with pytest.raises(Refused, match=r"Independent chair .* is now editing this plan"):
                silent.do(put(tag("north")))
            with pytest.raises(Refused, match="is now editing"):
                silent.poll()
            next_one.do(put(tag("south")))


def test_the_right_to_write_lasts_while_the_plan_is_open(path: Path) -> None:
    clock = FixedClock(NOON)
    with new(path, clock=clock) as session:
        for _ in range(5):
            clock.advance(timedelta(seconds=70))
            session.poll()
        with opened(path, CHAIR, clock) as second:
            assert "Programme manager" in second.read_only


def test_a_change_renews_it_too(path: Path) -> None:
    clock = FixedClock(NOON)
    with new(path, clock=clock) as session:
        clock.advance(timedelta(seconds=100))
        session.do(put(tag("north")))
        clock.advance(timedelta(seconds=100))
        with opened(path, CHAIR, clock) as second:
            assert "Programme manager" in second.read_only


def test_the_whole_plan_is_in_the_one_file_after_each_change(path: Path, tmp_path: Path) -> None:
    with new(path, MANAGER) as session:
        session.do(put(tag("north")))
        assert sorted(each.name for each in path.parent.iterdir()) == ["plan.iplan"]


def test_a_plan_moved_to_such_a_place_is_written_the_safe_way_from_then_on(path: Path) -> None:
    local = path.parent.parent / "plan.iplan"
    with new(local) as session:
        session.do(put(tag("north")))
    local.rename(path)
    with opened(path) as session:
        session.do(put(tag("south")))
        assert sorted(each.name for each in path.parent.iterdir()) == ["plan.iplan"]
        assert names(session) == ["north", "south"]
