from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from tests.small import Write, action, new, opened, put, tag
from tracker.domain.codes import Lifecycle
from tracker.domain.commands import AddAction, SetUpPlan
from tracker.domain.records import Action, ActionTag, link
from tracker.storage import connection
from tracker.storage.checking import MOST


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sound plan, as bytes."""
    path = tmp_path_factory.mktemp("sound") / "plan.iplan"
    with new(path) as session:
        session.do(SetUpPlan(title="Helping children sooner"))
        session.do(AddAction(title="Decide every contact within a day"))
        session.do(put(tag("north")))
        session.do(Write(how=lambda tx: tx.put(tag(tx.keep_file(b"words"), "file"))))
        action_id = next(iter(session.plan.all(Action))).id
        session.do(put(link(ActionTag, action_id=action_id, tag_id="north")))
    return path.read_bytes()


@pytest.fixture
def db(path: Path) -> Iterator[Connection]:
    """Its file, to be harmed."""
    db = connection.connect(path, 1)
    db.execute("PRAGMA foreign_keys = OFF")
    yield db
    db.close()


def faults(path: Path) -> list[str]:
    with opened(path, read_only=True) as session:
        return session.check()


def test_a_sound_plan_has_no_faults(path: Path) -> None:
    assert faults(path) == []


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (
            "update tag set name = 'south' where id = 'north'",
            "Tag north: “Name” is not what its history says.",
        ),
        ("update action set title = 'Other'", "Action A1: “Title” is not what its history says."),
        ("insert into tag (id, name) values ('x', 'y')", "Tag x is in the plan but not in its history."),
        ("delete from tag where id = 'file'", "Tag file is in the history but not in the plan."),
        ("delete from tag where id = 'north'", "“Tag on an action” refers to “Tag” that is not there."),
        ("update blob set bytes = x'00'", "is not as it was kept."),
        ("update blob set size = 4", "is not as it was kept."),
        ("update meta set value = 0 where key = 'ref A'", "Reference A1 would be given twice."),
        ("update step set label = 'other' where seq = 2", "Change 2 in the history was altered"),
        ("create view peep as select 1", "The file holds a view, “peep”, that this program did not make."),
        (
            "update change set new = null where step = 3",
            "The history cannot be followed from its beginning.",
        ),
        ("update change set entity = 'x' where step = 3", "The history cannot be followed"),
        ("update change set new = '{' where step = 3", "is damaged and cannot be read"),
    ],
)
def test_whatever_is_harmed_is_found(path: Path, db: Connection, harm: str, expected: str) -> None:
    db.execute(harm)
    assert any(expected in fault for fault in faults(path)), faults(path)


def test_an_index_that_lacks_rows_is_found(path: Path, db: Connection) -> None:
    db.execute("PRAGMA writable_schema = ON")
    db.execute(
        "update sqlite_schema set sql = 'create index change_entity on change (entity, n)' "
        "where name = 'change_entity'"
    )
    assert any("change_entity" in fault for fault in faults(path))


def test_of_many_faults_of_a_kind_the_first_are_told_and_the_rest_counted(path: Path, db: Connection) -> None:
    db.executemany("insert into tag (id, name) values (?, 'x')", [(f"t{n}",) for n in range(MOST + 5)])
    found = faults(path)
    assert found[0] == "Tag t0 is in the plan but not in its history."
    assert (found[-1], len(found)) == ("And 5 more like the last.", MOST + 1)


def test_where_the_file_is_sound_the_rules_are_looked_at(path: Path) -> None:
    with opened(path) as session:
        session.do(put(action("A9", lifecycle=Lifecycle.COMPLETE)))
        assert session.check() != []


def test_a_file_with_harmed_pages_says_so_and_nothing_else(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size - 4096)
        file.write(b"\xff" * 4096)
    with opened(path, read_only=True) as session:
        found = session.check()
    assert found and all("damaged" in fault for fault in found)
