from pathlib import Path

from tests.seeded import action, seed
from tests.small import MANAGER, NOON, opened, put, tag
from tracker.clock import FixedClock
from tracker.domain.commands import AddUpdate
from tracker.domain.plan import FullPlan
from tracker.domain.records import RECORDS, Update
from tracker.session import Session


def everything(plan: FullPlan) -> list[object]:
    return [[list(plan.all(kind)) for kind in RECORDS], plan.seq, plan.digest, plan.begun_on]


def test_a_plan_read_whole_in_turns_is_the_same_plan_and_takes_in_what_comes_later(tmp_path: Path) -> None:
    path = tmp_path / "plan.iplan"
    with Session.create(path, MANAGER, FixedClock(NOON)) as session, opened(path) as other:
        seed(session)
        session.do(AddUpdate(action_id=action(session).id, text="Begun"))
        other.poll()
        whole = session.full_plan()
        other.do(put(tag("north")))  # what is read is of one moment, whoever writes meanwhile
        plan, turns = session.full_plan_in_turns()
        assert plan.seq == whole.seq + 1
        other.do(put(tag("south")))
        assert [each.text for each in plan.all(Update)] == ["Begun"]
        assert sum(1 for _ in turns) > 1
        assert everything(session.brought_up(plan)) == everything(other.full_plan())
