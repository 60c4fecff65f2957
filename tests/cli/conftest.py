"""The command line as a person uses it: its exit code, and what it prints where."""

import shutil
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


@pytest.fixture(scope="session")
def made_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan made once from our own letter; a test takes a copy."""
    path = tmp_path_factory.mktemp("made") / "harrowmere.iplan"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(path.parent))
        told = ["--from", str(LETTER), "--received", "2024-03-14", "--as", "Programme officer"]
        assert main(["new", str(path), *told]) == 0
    return path


@pytest.fixture
def plan(made_plan: Path, tmp_path: Path) -> Path:
    """A plan made from our own letter."""
    return Path(shutil.copy(made_plan, tmp_path))
