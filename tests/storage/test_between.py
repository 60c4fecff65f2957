"""What changed between two moments of a plan, as the child process tells it."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.seeded import action, seed
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.commands.base import Actor
from tracker.domain.errors import NotFound
from tracker.domain.records import PlanVersion
from tracker.domain.rules.difference import Fate
from tracker.session import Session
from tracker.storage.between import Moment, between_job, read_differences

NOW = Moment()


def told(path: Path, before: Moment, after: Moment = NOW) -> dict[str, Any]:
    """What the job tells."""
    values = {"plan": str(path), "before": before.to_json(), "after": after.to_json()}
    return between_job(values, lambda share, words: None)


@pytest.fixture
def path(tmp_path: Path, clock: FixedClock) -> Path:
    """The seeded plan, with one title corrected and a tag made and taken back four days later."""
    file = tmp_path / "plan.iplan"
    with Session.create(file, Actor("Programme Manager"), clock) as session:
        seed(session)
        clock.set(datetime(2026, 11, 25, 9, tzinfo=UTC))
        session.do(c.AddUpdate(action_id=action(session).id, text="The rota began."))
        session.do(c.AddWorkstream(title="Winter"))
        session.undo()
    return file


def test_what_was_done_since_a_day_is_told_and_what_was_taken_back_is_not(path: Path) -> None:
    values = told(path, Moment(day=date(2026, 11, 24)))
    (found,) = read_differences(values)
    assert (found.fate, values["total"]) == (Fate.CHANGED, 1)
    assert [line.after for line in found.lines] == ["The rota began."]


def test_an_approved_version_is_compared_with_the_plan_as_it_stands(path: Path, clock: FixedClock) -> None:
    with Session.open(path, Actor("Programme Manager"), clock) as session:
        (version,) = session.plan.all(PlanVersion)
    found = read_differences(told(path, Moment(seq=version.seq)))
    assert "The rota began." in [line.after for each in found for line in each.lines]
    assert read_differences(told(path, Moment(seq=version.seq), Moment(seq=version.seq))) == []


def test_before_the_first_change_everything_is_new(path: Path) -> None:
    found = read_differences(told(path, Moment(day=date(2020, 1, 1))))
    assert {each.fate for each in found} == {Fate.ADDED}


def test_a_change_that_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(NotFound):
        told(path, Moment(seq=10_000))
