from pathlib import Path

import pytest

from tests.seeded import asked, seed
from tests.small import MANAGER, NOON, action, new, opened, put, remove, tag
from tracker.clock import FixedClock
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Action, ActionTag, Tag, link
from tracker.session import Session
from tracker.storage import connection
from tracker.storage.later import LATER
from tracker.turns import at_once

TIES = 1200


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A plan of two actions and more ties than one turn reads."""
    path = tmp_path_factory.mktemp("later") / "plan.iplan"
    with new(path) as session:
        session.do(put(action("A1"), action("A2"), *(tag(str(n)) for n in range(TIES))))
        session.do(put(*(link(ActionTag, action_id="A1", tag_id=str(n)) for n in range(TIES))))
        session.do(remove(session.plan.by(ActionTag, "tag_id", "7")[0]))
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, content: bytes) -> Path:
    """That plan."""
    path = tmp_path / "plan.iplan"
    path.write_bytes(content)
    return path


def everything(plan: Plan) -> list[list[object]]:
    return [list(plan.all(kind)) for kind in Plan.kinds]


@pytest.fixture
def whole(path: Path) -> list[list[object]]:
    """What it holds."""
    with opened(path) as session:
        return everything(session.plan)


def in_turns(path: Path) -> Session:
    return opened(path, in_turns=True)


def test_what_comes_later_is_part_of_a_plan_in_memory() -> None:
    assert LATER.issubset(Plan.kinds)
    assert Action not in LATER


def test_a_plan_read_in_turns_is_the_same_plan(path: Path, whole: list[list[object]]) -> None:
    with in_turns(path) as session:
        plan = session.plan
        assert plan.get(Action, "A1").ref == "A1"
        assert sum(1 for _ in session.read_rest()) > len(LATER)
        assert session.plan is plan
        assert everything(plan) == whole
        assert list(session.read_rest()) == []


def test_what_is_asked_for_before_its_turn_is_read_at_once(path: Path, whole: list[list[object]]) -> None:
    with in_turns(path) as session:
        rest = session.read_rest()
        next(rest)
        assert len(session.plan.by(ActionTag, "action_id", "A1")) == TIES - 1
        for _ in rest:
            pass
        assert everything(session.plan) == whole


def test_a_change_made_before_all_is_read_leaves_the_earlier_plan_as_it_was(
    path: Path, whole: list[list[object]]
) -> None:
    with in_turns(path) as session:
        before, rest = session.plan, session.read_rest()
        next(rest)
        session.do(remove(session.plan.by(ActionTag, "tag_id", "3")[0]))
        assert everything(before) == whole
        assert len(session.plan.all(ActionTag)) == TIES - 2
        assert list(rest) == []


def test_a_change_that_somebody_else_makes_meanwhile_is_not_mixed_in(
    path: Path, whole: list[list[object]]
) -> None:
    with in_turns(path) as session, opened(path) as other:
        plan, rest = session.plan, session.read_rest()
        next(rest)
        other.do(remove(other.plan.by(ActionTag, "tag_id", "3")[0]))
        assert everything(plan) == whole
        session.poll()
        assert everything(session.plan) == everything(other.plan)


def test_something_only_a_newer_version_knows_is_noticed_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.iplan"
    with Session.create(path, MANAGER, FixedClock(NOON)) as session:
        seed(session)
        asked(session)
    db = connection.connect(path, 1)
    db.execute("update date_change set state = 'mislaid'")
    db.close()
    with in_turns(path) as session:
        assert session.read_only == ""
        with pytest.raises(TrackerError, match="only a newer version of this program knows"):
            session.do(put(tag("north")))
        assert session.read_only


def test_a_plan_is_opened_a_few_rows_a_turn_and_all_of_it_is_of_one_moment(
    path: Path, whole: list[list[object]]
) -> None:
    turns = Session.opening(path, MANAGER, FixedClock(NOON), wait=1)
    next(turns)
    with opened(path) as other:
        other.do(put(tag("north")))
    with at_once(turns) as session:
        assert everything(session.plan) == whole
        session.poll()
        assert session.plan.find(Tag, "north") is not None


def test_a_plan_given_up_while_it_is_opened_is_let_go_of(path: Path) -> None:
    turns = Session.opening(path, MANAGER, FixedClock(NOON), wait=1)
    next(turns)
    turns.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]
