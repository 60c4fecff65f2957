"""The command line as a whole: help, wrong usage, and what happens when something breaks."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import IO

import pytest

from tests.cli.conftest import Ask
from tracker import example


def test_wrong_usage_ends_with_two(ask: Ask) -> None:
    for wrong in (
        ["fly"],
        ["show"],
        ["extract"],
        ["report", "--paper", "poem"],
        ["show", "p", "--position-at", "x"],
    ):
        answer = ask(*wrong)
        assert answer.code == 2, wrong
        assert answer.err.startswith("usage:")


@pytest.mark.parametrize(
    "name",
    [
        "example",
        "extract",
        "new",
        "import",
        "show",
        "overdue",
        "report",
        "export",
        "check",
        "backup",
        "restore",
        "returns",
    ],
)
def test_every_verb_has_help_in_plain_words(ask: Ask, name: str) -> None:
    answer = ask(name, "--help")
    assert answer.code == 0
    assert name in answer.out and answer.err == ""
    assert not any(word in answer.out for word in ("journal", "snapshot", "verdict"))


def test_the_worker_is_not_in_the_help(ask: Ask) -> None:
    answer = ask("--help")
    assert answer.code == 0 and "worker" not in answer.out


def test_a_fault_in_the_program_is_logged_and_told_without_a_traceback(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path | None, today: date) -> Path:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(example, "made", broken)
    answer = ask("example")
    assert answer.code == 1
    assert "Traceback" not in answer.err and "log.txt" in answer.err
    (log,) = (tmp_path / "data").rglob("log.txt")
    assert "ZeroDivisionError: a bug" in log.read_text()


START = "import sys; from tracker.cli import main; sys.exit(main())"


def printing(out: int | IO[str], *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A verb in a process of its own, with its output sent to `out`."""
    return subprocess.run(
        [sys.executable, "-c", START, *map(str, arguments)],
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )


def test_a_terminal_that_lacks_a_letter_shows_a_question_mark(plan: Path) -> None:
    done = printing(subprocess.PIPE, "overdue", plan, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Harrowmere County Council ? OFFICIAL-SENSITIVE" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux")
def test_output_that_finds_no_room_is_a_sentence(plan: Path) -> None:
    with open("/dev/full", "w") as full:
        done = printing(full, "show", plan)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "no space left on device" in done.stderr


def test_a_verb_whose_output_is_closed_does_its_work(plan: Path) -> None:
    closed = f"import sys; sys.stdout = None; {START}"
    done = subprocess.run([sys.executable, "-c", closed, "show", plan], stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", ["", "  \n", "x" * 101])
def test_a_name_must_be_one(ask: Ask, plan: Path, name: str) -> None:
    answer = ask("backup", plan, "--as", name)
    assert answer.code == 2
    assert "--as" in answer.err


def test_the_name_given_once_is_used_from_then_on(ask: Ask, plan: Path) -> None:
    ask("backup", plan, "--as", "Head of the Programme Office")
    assert "Head of the Programme Office" in (plan.parent / "data").rglob("name.txt").__next__().read_text()
