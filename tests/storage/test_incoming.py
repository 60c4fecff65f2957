from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from tests.small import CHAIR, MANAGER, NOON, Write, action, names, new, opened, put, remove, tables, tag
from tracker.domain.commands import SetUpPlan
from tracker.domain.errors import Refused
from tracker.domain.plan import Edit
from tracker.domain.records import Action, Record, Tag
from tracker.storage.journal import Change, Step, changes_of
from tracker.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The store of a new plan."""
    store = Store.create(tmp_path / "plan.iplan", MANAGER, NOON, 5)
    yield store
    store.close()


def step(*edits: tuple[Record | None, Record | None], hour: int = 0) -> Step:
    """A step from elsewhere, of records before and after."""
    told = [Edit(type(after or before), (after or before).id, before, after) for before, after in edits]  # type: ignore[arg-type, union-attr]
    who = (CHAIR.id, CHAIR.name, CHAIR.login, CHAIR.device)
    at = NOON + timedelta(hours=hour)
    return Step(0, str(uuid4()), "import", "import", *who, at, 1, None, "", tuple(changes_of(told)))


def test_steps_from_elsewhere_give_what_they_gave_where_they_were_made(store: Store, tmp_path: Path) -> None:
    with new(tmp_path / "elsewhere.iplan", CHAIR) as session:
        session.do(SetUpPlan(title="Helping children sooner"))
        session.do(Write(how=lambda tx: tx.put(action(tx.next_ref(Action)))))
        session.do(put(tag("north"), tag("south")))
        session.do(put(tag("due south", "south"), action("A1", "Another title")))
        session.do(remove(tag("north")))
        session.undo()
        steps = session.history()[::-1]
    assert store.apply(steps, NOON) == 6
    assert tables(store.path) == tables(tmp_path / "elsewhere.iplan")
    assert store.faults() == []
    assert [store.step(seq).uuid for seq in range(1, 7)] == [each.uuid for each in steps]


def test_a_step_that_takes_another_back_names_it_by_its_number_here(store: Store, tmp_path: Path) -> None:
    with new(tmp_path / "elsewhere.iplan", CHAIR) as session:
        session.do(put(tag("north")))
        session.undo()
        first, second = session.history()[::-1]
    store.apply([step((None, tag("south"))), first], NOON)
    store.apply([first, second], NOON)
    assert [store.step(seq).reverses for seq in (1, 2, 3)] == [None, None, 2]


def test_a_step_that_is_here_already_is_passed_over(store: Store) -> None:
    first, second = step((None, tag("north"))), step((None, tag("south")))
    assert store.apply([first, first], NOON) == 1
    assert store.apply([first, second], NOON) == 1
    assert store.apply([first, second], NOON) == 0
    assert [each.name for each in store.plan().all(Tag)] == ["north", "south"]


def test_moments_rise_whatever_other_clocks_said(store: Store) -> None:
    hours = (5, 3, 3, 6)
    store.apply([step((None, tag(f"tag {n}")), hour=hour) for n, hour in enumerate(hours)], NOON)
    five, tick = NOON + timedelta(hours=5), timedelta(microseconds=1)
    moments = [store.step(seq).at for seq in (1, 2, 3, 4)]
    assert moments == [five, five + tick, five + 2 * tick, NOON + timedelta(hours=6)]


def test_references_from_elsewhere_are_not_given_again(store: Store) -> None:
    store.apply([step((None, action("A7"))), step((None, action("A4a")))], NOON)
    store.close()
    with opened(store.path) as session:
        given = session.do(Write(how=lambda tx: tx.put(tag(tx.next_ref(Action))))).made(Tag).name
        assert given == "A8"
        under = session.do(Write(how=lambda tx: tx.put(tag(tx.next_ref(Action, under="A4"))))).made(Tag).name
        assert under == "A4b"
        assert session.check() == []


@pytest.mark.parametrize(
    "change",
    [
        Change("tag", "south", "name", "south", "east"),
        Change("tag", "south", "", {"id": "south", "name": "south"}, None),
        Change("tag", "north", "", None, {"id": "north", "name": "again"}),
        Change("tag", "north", "colour", "red", "blue"),
        Change("unheard_of", "north", "name", "north", "east"),
        Change("tag", "east", "", None, {"id": "east"}),
        Change("tag; drop table tag", "north", "name", "north", "east"),
        Change("tag", "north", 'name" = name where 1 --', "north", "east"),
    ],
)
def test_steps_are_taken_in_whole_or_not_at_all(store: Store, change: Change) -> None:
    store.apply([step((None, tag("north")))], NOON)
    before = tables(store.path)
    with pytest.raises(Refused, match="does not fit this plan"):
        store.apply([step((None, tag("west"))), replace(step(), changes=(change,))], NOON)
    assert tables(store.path) == before
    assert store.faults() == []


def test_a_session_takes_in_what_a_large_import_brought(store: Store) -> None:
    with opened(store.path, CHAIR) as session:
        store.apply([step((None, tag(f"tag {n}"))) for n in range(300)], NOON)
        session.poll()
        assert names(session) == [f"tag {n}" for n in range(300)]
