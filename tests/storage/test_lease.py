from datetime import timedelta
from pathlib import Path

import pytest

from tests.small import CHAIR, MANAGER, NOON, names, new, opened, put, tag
from tracker.clock import FixedClock
from tracker.domain.errors import Refused
from tracker.storage.places import Place


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
            silent.poll()
            assert silent.read_only == "Independent chair (PC 2) is editing it now."
            next_one.do(put(tag("south")))
            silent.poll()
            assert names(silent) == ["south"]


def test_who_only_reads_because_somebody_edits_can_tell_when_they_have_gone(path: Path) -> None:
    with new(path) as first, opened(path, CHAIR) as second:
        assert (first.is_taken, first.other_editor()) == (False, "")
        assert (second.is_taken, second.other_editor()) == (True, "Programme manager (PC 1)")
        first.close()
        assert (second.is_taken, second.other_editor()) == (True, "")
    with opened(path, read_only=True) as reader:
        assert not reader.is_taken


def test_whoever_takes_the_keyboard_is_the_one_that_others_see(path: Path) -> None:
    clock = FixedClock(NOON)
    with new(path, clock=clock) as session:
        session.actor = CHAIR
        clock.advance(timedelta(seconds=70))
        session.poll()
        with opened(path, MANAGER, clock) as second:
            assert second.other_editor() == "Independent chair (PC 2)"


def test_where_many_may_write_nobody_is_in_the_way(tmp_path: Path) -> None:
    with new(tmp_path / "plan.iplan") as first, opened(tmp_path / "plan.iplan", CHAIR) as second:
        assert (second.is_taken, second.other_editor(), first.place) == (False, "", Place.LOCAL)


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
