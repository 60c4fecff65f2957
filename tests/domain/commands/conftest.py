"""A session on the seeded plan, and a way to say that a command is refused and leaves no trace."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.seeded import seed
from tracker.clock import FixedClock
from tracker.domain.commands import Actor, Command
from tracker.domain.errors import TrackerError
from tracker.session import Session

ACTOR = Actor(name="Programme Manager", login="pmo1", device="desk")


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeded plan, made once and copied for each test."""
    path = tmp_path_factory.mktemp("seeded") / "plan.iplan"
    with Session.create(path, ACTOR, FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))) as session:
        seed(session)
    return path


@pytest.fixture
def session(seeded: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Session]:
    """A programme manager's session on the seeded plan, a minute after it was made."""
    path = tmp_path / "plan.iplan"
    shutil.copyfile(seeded, path)
    with Session.open(path, ACTOR, clock) as session:
        yield session


@pytest.fixture
def refuses(session: Session) -> Callable[..., None]:
    """Check that a command is refused in these words and changes nothing."""

    def check(command: Command, words: str, whose: str = "") -> None:
        seq = session.plan.seq
        with pytest.raises(TrackerError) as refusal:
            session.do(command, whose=whose)
        assert words in str(refusal.value)
        assert str(refusal.value).count("Nothing was changed.") <= 1
        assert session.plan.seq == seq

    return check
