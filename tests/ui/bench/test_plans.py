from datetime import date
from pathlib import Path

from tracker.clock import FixedClock
from tracker.domain.codes import Lifecycle
from tracker.domain.commands.base import Actor
from tracker.domain.records import Action, BudgetLine, DateChange, Update
from tracker.session import Session
from ui.bench import plans


def made(tmp_path: Path, clock: FixedClock, actions: int) -> Path:
    path = tmp_path / f"{actions}.iplan"
    plans.make(path, actions, clock.today())
    return path


def test_a_made_plan_is_sound_and_of_the_size_asked_for(tmp_path: Path, clock: FixedClock) -> None:
    with Session.open(made(tmp_path, clock, 60), Actor("Reader"), clock, read_only=True) as session:
        assert session.check() == []
        plan = session.full_plan()
    assert (len(plan.all(Action)), len(plan.all(Update)), len(plan.all(BudgetLine))) == (60, 300, 3)
    assert plan.all(DateChange)
    stages = {each.lifecycle for each in plan.all(Action)}
    assert stages == {Lifecycle.IN_PROGRESS, Lifecycle.COMPLETE, Lifecycle.CLOSED}


def test_two_plans_of_one_size_and_day_hold_the_same(tmp_path: Path, clock: FixedClock) -> None:
    one, other = made(tmp_path, clock, 30), tmp_path / "other.iplan"
    plans.make(other, 30, date(2026, 11, 21))
    digests = []
    for path in (one, other):
        with Session.open(path, Actor("Reader"), clock, read_only=True) as session:
            digests.append(session.plan.digest)
    assert digests[0] == digests[1]
