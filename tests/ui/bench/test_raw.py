from pathlib import Path
from shutil import copyfile

from tests.small import tables
from tracker.clock import FixedClock
from tracker.domain.codes import Delivery
from tracker.domain.commands import AddUpdate
from tracker.domain.commands.base import Actor
from tracker.domain.plan import Plan
from tracker.domain.records import Action
from tracker.session import Session
from ui.bench import plans
from ui.bench.raw import RawPlan, statements_of


def test_the_bare_statements_of_a_change_write_the_same_rows(tmp_path: Path, clock: FixedClock) -> None:
    path, copy = tmp_path / "plan.iplan", tmp_path / "copy.iplan"
    plans.make(path, 30, clock.today())
    copyfile(path, copy)
    with Session.open(path, Actor("Reader"), clock) as session:
        action = next(iter(session.plan.all(Action)))
        session.do(AddUpdate(action_id=action.id, text="Begun.", delivery=Delivery.ON_TRACK))
        statements = statements_of(session.history(limit=1)[0])
    raw = RawPlan(copy)
    raw.write(statements)
    raw.close()
    assert tables(copy) == tables(path)
    with Session.open(copy, Actor("Reader"), clock, read_only=True) as session:
        assert session.check() == []


def test_the_bare_rows_are_those_of_a_plan_in_memory(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "plan.iplan"
    plans.make(path, 30, clock.today())
    with Session.open(path, Actor("Reader"), clock, read_only=True) as session:
        expected = sum(len(session.plan.all(kind)) for kind in Plan.kinds)
    raw = RawPlan(path)
    assert raw.fetch() == expected
    raw.close()
