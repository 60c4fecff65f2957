import gzip
import sqlite3
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest
from sqlite_utils import Database, Migrations
from sqlite_utils.db import Table

from tests.conftest import ROOT
from tests.small import MANAGER, NOON, new, opened, put, tables, tag
from tracker.clock import FixedClock
from tracker.domain.codes import Better, MeasureUnit
from tracker.domain.commands import AddMeasure
from tracker.domain.errors import TrackerError
from tracker.domain.records import RECORDS, Action, Record, Risk
from tracker.session import Session
from tracker.storage import backups, connection, migrations
from tracker.storage.migrations.migration_1 import changes_and_files
from tracker.storage.rows import rows_of

# A small plan as the program wrote it in its form before measures: see tests/seeded.py.
FORM_4 = gzip.decompress((ROOT / "tests" / "data" / "plans" / "form-4.iplan.gz").read_bytes())


@pytest.fixture(scope="module")
def db() -> Database:
    """An empty plan's tables."""
    made = sqlite3.connect(":memory:", isolation_level=None)
    migrations.apply(made)
    return Database(made)


@pytest.mark.parametrize("kind", RECORDS)
def test_every_record_has_its_table(db: Database, kind: type[Record]) -> None:
    hints = get_type_hints(kind)
    table = Table(db, kind.table)
    assert [each.name for each in table.columns] == [field.name for field in fields(kind)]
    for column in table.columns:
        is_number = rows_of(kind).types[column.name] in (int, bool)
        assert column.type == ("INTEGER" if is_number else "TEXT"), column.name
        assert bool(column.notnull) == ("None" not in str(hints[column.name])), column.name
    assert table.strict


@pytest.mark.parametrize("kind", RECORDS)
def test_what_names_another_record_is_held_to_it_and_quickly_found(db: Database, kind: type[Record]) -> None:
    table = Table(db, kind.table)
    named = {field.name for field in fields(kind) if field.name.endswith("_id")}
    held = {key.column: key for key in table.foreign_keys}
    assert held.keys() == {name for name in named if name != "entity_id"} | {
        field.name for field in fields(kind) if field.name.endswith("_sha256")
    }
    assert {column for index in table.indexes for column in index.columns} >= named
    assert {key.on_delete for key in held.values()} <= {"NO ACTION"}


def test_no_table_is_without_a_record(db: Database) -> None:
    ours = {"step", "change", "blob", "meta", "lease", "_sqlite_migrations"}
    assert set(db.table_names()) == ours | {kind.table for kind in RECORDS}


def older(path: Path) -> Database:
    """A plan as it was before migration 2."""
    db = Database(str(path))
    db.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
    first = Migrations("plan")
    first()(changes_and_files)
    first.apply(db)
    return db


def test_an_older_plan_is_backed_up_and_brought_up_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "old.iplan"
    older(path).close()
    with opened(path) as session:
        session.do(put(tag("north")))
        assert session.check() == []
    (copy,) = backups.found(path, tmp_path / "old backups")
    assert copy.before_upgrade
    assert copy.path.name == "old 2026-11-21 120000 before upgrade.iplan"
    kept = Database(str(copy.path))
    assert "tag" not in kept.table_names()
    kept.close()


def test_a_plan_as_the_program_wrote_it_before_there_were_measures_is_brought_up_whole(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plan.iplan"
    path.write_bytes(FORM_4)
    before = content(path)
    with opened(path) as session:
        after = content(path)
        assert {name: after[name] for name in before} == before
        assert session.check() == []
        session.do(AddMeasure(title="Days to decide", unit=MeasureUnit.DAYS, better=Better.DOWN))
        session.undo()
        assert session.check() == []
        assert [action.title for action in session.as_known(NOON.date()).all(Action) if not action.draft] == [
            "Decide every contact within one working day",
            "Ring every referrer back in the same week",
            "Count who waits, every Monday",
        ]


def test_what_was_done_before_an_upgrade_that_only_added_tables_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "plan.iplan"
    path.write_bytes(FORM_4)
    with opened(path) as session:
        (risk,) = session.plan.all(Risk)
        (added,) = session.history(entity_id=risk.id)
        session.reverse(added.seq)
        assert not session.plan.all(Risk)
        assert session.check() == []
    for migration in migrations._ALL[migrations.SAME_SINCE :]:
        statements = vars(sys.modules[migration.__module__])["_SQL"].strip().split(";\n")
        assert {each.split()[0] for each in statements if each.strip()} == {"create"}


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but those that say how the file is kept."""
    db = Database(str(path))
    names = set(db.table_names()) - {"meta", "lease", "_sqlite_migrations"}
    found = {name: db.execute(f"select * from {name} order by 1, 2").fetchall() for name in names}
    db.close()
    return found


def test_an_older_plan_is_not_brought_up_where_it_is_only_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "old.iplan"
    older(path).close()
    before = path.read_bytes()
    with pytest.raises(TrackerError, match="older version"):
        opened(path, read_only=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "harm",
    [
        "create trigger sprung after insert on blob begin delete from step; end",
        "insert into change (step, n, entity, entity_id, field) values (7, 0, 'tag', 'x', '')",
    ],
)
def test_an_older_plan_that_is_not_sound_is_left_as_it_is(harm: str, tmp_path: Path) -> None:
    path = tmp_path / "old.iplan"
    db = older(path)
    db.execute(harm)
    tables_before = db.table_names()
    with pytest.raises(TrackerError, match="damaged"):
        opened(path)
    assert db.table_names() == tables_before
    db.close()


def newer(path: Path) -> None:
    db = Database(str(path))
    sql = (
        "insert into _sqlite_migrations (migration_set, name, applied_at) values ('plan', 'of_tomorrow', '')"
    )
    db.execute(sql)
    db.close()


def test_a_plan_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "plan.iplan"
    with new(path) as session:
        session.do(put(tag("north")))
    newer(path)
    before = path.read_bytes()
    with pytest.raises(TrackerError, match="newer version"):
        opened(path)
    assert path.read_bytes() == before


def test_a_plan_that_a_newer_version_changes_meanwhile_is_written_to_no_more(tmp_path: Path) -> None:
    path = tmp_path / "plan.iplan"
    with new(path) as session:
        other = Database(str(path))
        other.execute("update meta set value = value + 1 where key = 'schema'")
        other.close()
        before = tables(path)
        with pytest.raises(TrackerError, match="newer version"):
            session.do(put(tag("north")))
        with pytest.raises(TrackerError, match="newer version"):
            session.poll()
        assert tables(path) == before


def test_opening_a_plan_twice_changes_nothing_in_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.iplan"
    new(path).close()
    before = path.read_bytes()
    Session.open(path, MANAGER, FixedClock(NOON)).close()
    assert path.read_bytes() == before
    assert not (tmp_path / "plan backups").exists()


def test_opening_a_plan_brings_in_nothing_that_only_making_or_changing_one_needs(tmp_path: Path) -> None:
    path = tmp_path / "plan.iplan"
    new(path).close()
    code = (
        "import sys; from pathlib import Path; from tests.small import opened;"
        "opened(Path(sys.argv[1])).close();"
        "print(sorted({'sqlite_utils', 'tracker.domain.commands.money'} & set(sys.modules)))"
    )
    root, command = Path(__file__).parents[2], [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout == "[]\n"
