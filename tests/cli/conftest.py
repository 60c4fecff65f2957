"""The command line as a person uses it: its exit code, and what it prints where."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tracker.cli import main

LETTER = Path(__file__).parent.parent / "data" / "letters" / "harrowmere-2024.txt"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb answered."""

    code: int
    out: str
    err: str


Ask = Callable[..., Answer]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Call a verb with the program's own data in the test's folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def asked(*arguments: object) -> Answer:
        capfd.readouterr()
        code = main([str(each) for each in arguments])
        return Answer(code, *capfd.readouterr())

    return asked


@pytest.fixture
def plan(ask: Ask, tmp_path: Path) -> Path:
    """A plan made from our own letter."""
    path = tmp_path / "harrowmere.iplan"
    assert (
        ask("new", path, "--from", LETTER, "--received", "2024-03-14", "--as", "Programme officer").code == 0
    )
    return path
