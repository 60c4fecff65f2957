import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.small import MANAGER, NOON, Write, action, names, new, opened, put, tables, tag
from tracker.clock import FixedClock
from tracker.domain.errors import TrackerError
from tracker.domain.records import Tag
from tracker.session import Session
from tracker.storage.faults import BusyError, in_words


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A plan with a few records, as bytes."""
    path = tmp_path_factory.mktemp("made") / "plan.iplan"
    with new(path) as session:
        session.do(put(*(action(f"no {n}", "x" * 500) for n in range(30)), tag("north")))
    return path.read_bytes()


def no_plan(path: Path) -> bool:
    """Whether neither the file nor anything beside it is left."""
    return not [each for each in path.parent.iterdir() if each.name.startswith(path.name)]


@pytest.mark.parametrize(
    ("bytes_", "words"),
    [
        (b"", "is not an improvement plan. Nothing was changed."),
        (b"Dear Director, children wait.", "is not an improvement plan"),
        (b"%PDF-1.7\n" + bytes(5000), "is not an improvement plan"),
        (b"SQLite format 3\x00" + bytes(200), "is not an improvement plan"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_and_left_alone(tmp_path: Path, bytes_: bytes, words: str) -> None:
    path = tmp_path / "letter.iplan"
    path.write_bytes(bytes_)
    with pytest.raises(TrackerError, match=words):
        opened(path)
    assert path.read_bytes() == bytes_
    assert [each.name for each in tmp_path.iterdir()] == ["letter.iplan"]


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.iplan"
    db = sqlite3.connect(path)
    db.execute("create table bookmark (url)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(TrackerError, match="not an improvement plan"):
        opened(path)
    assert path.read_bytes() == before


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="is a folder, not a plan"):
        opened(tmp_path)


def test_a_file_that_is_not_there_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="There is no file"):
        opened(tmp_path / "plan.iplan")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="only on POSIX")
def test_a_device_is_no_plan() -> None:
    with pytest.raises(TrackerError, match="not an improvement plan"):
        opened(Path("/dev/null"))


def test_a_new_plan_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "plan.iplan").write_text("words")
    with pytest.raises(TrackerError, match="There is already a file"):
        new(tmp_path / "plan.iplan")
    assert (tmp_path / "plan.iplan").read_text() == "words"
    with pytest.raises(
        TrackerError, match=r"cannot be made: no such file or directory\. Nothing was changed"
    ):
        new(tmp_path / "nowhere" / "plan.iplan")


@pytest.mark.parametrize("name", ["board plan #1 50%.iplan", "план.iplan", "a?mode=ro.iplan", "plan"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    with new(tmp_path / name) as session:
        session.do(put(tag("north")))
    with opened(tmp_path / name) as session:
        assert names(session) == ["north"]
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("kept", [100, 1000, 4096, 20_000])
def test_a_truncated_plan_is_said_to_be_damaged(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(TrackerError, match=r"damaged|not an improvement plan"):
        opened(path).close()


@pytest.mark.parametrize("seed", range(40))
def test_a_plan_with_flipped_bytes_never_ends_in_anything_but_a_sentence(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    harmed = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 20, 400])):
        harmed[chance.randrange(len(harmed))] ^= chance.randrange(1, 256)
    path.write_bytes(harmed)
    try:
        with opened(path, read_only=True) as session:
            found = session.check()
            assert found or session.full_plan().seq == 1
    except TrackerError as told:
        assert path.name in str(told)


@pytest.fixture
def other(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program with the plan open."""
    db = sqlite3.connect(path, isolation_level=None)
    yield db
    db.close()


def test_while_another_program_writes_a_change_waits_then_is_refused(
    path: Path, other: sqlite3.Connection
) -> None:
    with opened(path, wait=0.08) as session:
        other.execute("begin immediate")
        with pytest.raises(BusyError, match="Another program is writing to “plan"):
            session.do(put(tag("south")))
        assert names(session) == ["north"]
        assert [each.name for each in session.full_plan().all(Tag)] == ["north"]
        other.execute("rollback")
        session.do(put(tag("south")))
        assert names(session) == ["north", "south"]


def test_a_plan_another_program_has_locked_is_not_opened(path: Path, other: sqlite3.Connection) -> None:
    other.execute("pragma journal_mode = delete")
    other.execute("begin exclusive")
    with pytest.raises(BusyError, match="Another program is writing"):
        opened(path, wait=0.05)


def test_a_full_disk_keeps_everything_saved_before(path: Path) -> None:
    with opened(path) as session:
        db = session._store.db
        pages = db.execute("PRAGMA page_count").fetchall()[0][0]
        db.execute(f"PRAGMA max_page_count = {pages}")
        before = tables(path)
        with pytest.raises(TrackerError, match="There is no room left on the disk for “plan"):
            session.do(put(tag("x" * 100_000, "long")))
        assert tables(path) == before
        assert names(session) == ["north"]
        db.execute(f"PRAGMA max_page_count = {pages + 1000}")
        session.do(put(tag("south")))
        assert session.check() == []


FILL = """
import resource, sys
from pathlib import Path
from tests.small import new, opened, put, tag
from tracker.domain.errors import TrackerError
from tracker.domain.records import Tag

path, making = Path(sys.argv[1]), sys.argv[2] == "making"
if making:
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
    try:
        new(path)
    except TrackerError as told:
        print(told)
else:
    with opened(path) as session:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20_000,) * 2)
        for n in range(100):
            try:
                session.do(put(tag("x" * 5000, f"t{n}")))
            except TrackerError as told:
                print(len(session.plan.all(Tag)), told)
                break
"""


def run(script: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.skipif(os.name != "posix", reason="only on POSIX")
def test_a_file_that_may_grow_no_more_keeps_everything_saved_before(path: Path) -> None:
    said = run(FILL, path, "saving")
    count, told = said.split(" ", 1)
    assert "This change was not saved; everything saved before is safe." in told
    with opened(path) as session:
        assert len(names(session)) == int(count) > 1
        session.do(put(tag("south")))
        assert session.check() == []


@pytest.mark.skipif(os.name != "posix", reason="only on POSIX")
def test_a_plan_for_which_there_is_no_room_is_not_made(tmp_path: Path) -> None:
    assert "No plan was made." in run(FILL, tmp_path / "plan.iplan", "making")
    assert no_plan(tmp_path / "plan.iplan")


PROTECTED = """
import os, sys
from pathlib import Path
import tracker.domain.rules.checking  # while its parts may be read
from tests.small import names, new, opened, put, tag
from tracker.domain.errors import TrackerError

path = Path(sys.argv[1])
with new(path) as session:
    session.do(put(tag("north")))
path.chmod(0o444)
path.parent.chmod(0o555)
if os.geteuid() == 0:
    os.setuid(65534)
with opened(path) as session:
    print(names(session), session.check(), [each.name for each in path.parent.iterdir()])
    try:
        session.do(put(tag("south")))
    except TrackerError as told:
        print(told)
"""


@pytest.mark.skipif(os.name != "posix", reason="only on POSIX")
def test_a_write_protected_plan_is_read_and_says_why_it_cannot_be_changed() -> None:
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "archive"
        folder.mkdir()
        said = run(PROTECTED, folder / "plan.iplan")
        folder.chmod(0o755)
    assert said.splitlines() == [
        "['north'] [] ['plan.iplan']",
        "This plan can only be read. The file may be read but not changed. Nothing was changed.",
    ]


def test_a_plan_opened_for_reading_only_cannot_be_changed_by_any_way(path: Path) -> None:
    before = path.read_bytes()
    with opened(path, read_only=True) as session:
        assert session.read_only == "It was opened for reading only."
        with pytest.raises(TrackerError, match=r"can only be read\. It was opened for reading only"):
            session.do(put(tag("south")))
        with pytest.raises(TrackerError, match="can only be read"):
            session.reverse(1)
        session.poll()
        session.settle()
    assert path.read_bytes() == before


def test_a_plan_moved_away_while_open_is_written_to_no_more(path: Path) -> None:
    with opened(path) as session:
        path.rename(path.with_name("moved.iplan"))
        with pytest.raises(TrackerError, match="was moved, replaced or deleted while it was open"):
            session.do(put(tag("south")))


def test_a_code_of_a_newer_version_opens_the_plan_for_reading_only(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("update action set lifecycle = 'suspended' where id = 'no 3'")
    db.commit()
    db.close()
    with opened(path) as session:
        assert "newer version" in session.read_only
        assert [
            each.ref for each in session.plan.all(type(action("A1"))) if each.lifecycle == "suspended"
        ] == ["no 3"]
        with pytest.raises(TrackerError, match="only a newer version"):
            session.do(put(tag("south")))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "Another program is writing"),
        (sqlite3.SQLITE_FULL, "no room left on the disk"),
        (sqlite3.SQLITE_IOERR_WRITE, "The disk failed"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "may only be read"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "cannot be opened"),
        (sqlite3.SQLITE_TOOBIG, "too large"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "is damaged"),
        (sqlite3.SQLITE_NOTADB, "is not an improvement plan"),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, "already has a record with this reference"),
    ],
)
def test_each_fault_has_its_sentence(tmp_path: Path, code: int, words: str) -> None:
    error = sqlite3.OperationalError("…")
    error.sqlite_errorcode = code
    with pytest.raises(TrackerError, match=words) as told, in_words(tmp_path / "plan.iplan", "Kept."):
        raise error
    assert "Kept." in str(told.value) or "backup" in str(told.value)


def test_what_is_no_fault_of_the_file_passes_as_it_is(tmp_path: Path) -> None:
    db = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError, match="syntax"), in_words(tmp_path, "Kept."):
        db.execute("selekt")
    db.close()


def test_a_bug_in_a_command_leaves_no_trace_either(path: Path) -> None:
    def how(tx: object) -> None:
        raise ZeroDivisionError

    with Session.open(path, MANAGER, FixedClock(NOON)) as session:
        before = tables(path)
        with pytest.raises(ZeroDivisionError):
            session.do(Write(how=how))
        assert tables(path) == before
        session.do(put(tag("south")))
