import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.seeded import action, seed
from tracker.clock import FixedClock
from tracker.domain.commands import AddUpdate, CompleteAction
from tracker.domain.commands.base import Actor
from tracker.domain.plan import Plan
from tracker.domain.records import Action
from tracker.session import Session
from tracker.storage.earlier import earlier_job
from tracker.storage.rows import KIND_OF, rows_of


def read(result: dict[str, Any]) -> Plan:
    tables: dict[Any, dict[str, Any]] = {}
    for line in Path(result["file"]).read_text(encoding="utf-8").splitlines():
        table, rows = json.loads(line)
        kind = KIND_OF[table]
        tables.setdefault(kind, {}).update(rows_of(kind).load(map(tuple, rows)))
    return Plan(tables, result["seq"], result["digest"])


def job(path: Path, folder: Path, **asked: str) -> Plan:
    told: list[str] = []
    values = {"plan": str(path), "folder": str(folder), **asked}
    plan = read(earlier_job(values, lambda share, words: told.append(words)))
    assert told == ["Reading the plan"]
    return plan


def test_a_position_and_what_was_known_come_back_as_they_were(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "plan.iplan"
    with Session.create(path, Actor("A"), clock) as session:
        seed(session)
        chosen = action(session)
        clock.advance(timedelta(days=9))
        session.do(AddUpdate(action_id=chosen.id, text="Begun", happened_on=date(2026, 11, 23), start=True))
        session.do(CompleteAction(action_id=chosen.id, happened_on=date(2026, 11, 28)))
        now = session.plan
    before = job(path, tmp_path, position_on="2026-11-25").get(Action, chosen.id)
    assert (before.completed_on, before.updated_on) == (None, date(2026, 11, 23))
    known = job(path, tmp_path, known_on="2026-11-30")
    assert (known.seq, known.digest) == (now.seq, now.digest)
    assert {kind: list(known.all(kind)) for kind in Plan.kinds} == {
        kind: list(now.all(kind)) for kind in Plan.kinds
    }
    assert not job(path, tmp_path, known_on="2026-11-20").all(Action)
