"""What was said to be saved is there, whatever happens to the program that saved it."""

import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small import names, new, opened

WRITER = """
import sys
from pathlib import Path
from tests.small import action, new, opened, put, tag
from tracker.clock import SystemClock
from tracker.domain.commands.base import Actor

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with opened(path, Actor(name), SystemClock()) as session:
    print("ready", flush=True)
    for n in range(count):
        session.do(put(tag(f"{name} {n}")))
        print(n, flush=True)
    if len(sys.argv) > 4:
        session.settle()
        print("settled", flush=True)
        sys.stdin.read()
"""


def writer(path: Path, name: str, count: int, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


def told(child: subprocess.Popen[str]) -> list[str]:
    """What a killed child has still said, once it is gone."""
    said, _ = child.communicate()
    return said.split()


@pytest.mark.parametrize(("folder", "longest"), [("local", 280), ("OneDrive", 40)])
def test_after_kill_9_at_any_moment_every_acknowledged_edit_is_there(
    tmp_path: Path, folder: str, longest: int
) -> None:
    chance = random.Random(folder)
    path = tmp_path / folder / "plan.iplan"
    path.parent.mkdir()
    new(path).close()
    expected: set[str] = set()
    for turn in range(3):
        if folder == "OneDrive":
            free_lease(path)
        child = writer(path, f"w{turn}", 300)
        assert child.stdout
        acknowledged = [child.stdout.readline().strip() for _ in range(chance.randrange(1, longest))][1:]
        child.kill()
        acknowledged += told(child)
        expected |= {f"w{turn} {n}" for n in acknowledged}
        with opened(path, read_only=True) as session:
            found = set(names(session))
            assert expected <= found
            assert len(found - expected) <= turn + 1  # saved, and killed before it could say so
            assert session.check() == []


def free_lease(path: Path) -> None:
    """As if two minutes had passed since the writer was killed."""
    db = sqlite3.connect(path)
    db.execute("delete from lease")
    db.commit()
    db.close()


def test_after_a_settled_pause_the_single_file_alone_holds_every_edit(tmp_path: Path) -> None:
    path = tmp_path / "plan.iplan"
    new(path).close()
    child = writer(path, "w", 50, "settle")
    assert child.stdout
    while child.stdout.readline() != "settled\n":
        pass
    alone = tmp_path / "alone" / "plan.iplan"
    alone.parent.mkdir()
    shutil.copyfile(path, alone)
    child.kill()
    told(child)
    with opened(alone) as session:
        assert names(session) == [f"w {n}" for n in range(50)]


def test_two_programs_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.iplan"
    new(path).close()
    children = [writer(path, name, 100) for name in ("north", "south")]
    for child in children:
        assert told(child)[-1] == "99"
        assert child.returncode == 0
    with opened(path) as session:
        assert sorted(names(session)) == sorted(
            f"{name} {n}" for name in ("north", "south") for n in range(100)
        )
        assert session.plan.seq == 200
        assert session.check() == []
