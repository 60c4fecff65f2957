"""The program as somebody works it who does not see: `xvfb-run python3 main.py test -m screen_reader`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NO_SCREEN_READER, ROOT
from tracker.clock import SystemClock
from tracker.domain.codes import Delivery
from tracker.domain.commands.base import Actor
from tracker.domain.records import Action
from tracker.session import Session

pytestmark = pytest.mark.screen_reader

_PYTHON = "/usr/bin/python3"  # the system's: Debian's library of assistive programs is for that one alone


def can_read() -> bool:
    """Whether there is a screen, and what a screen reader stands on."""
    tools = ("dbus-run-session", "matchbox-window-manager", _PYTHON)
    if not os.environ.get("DISPLAY") or not all(map(shutil.which, tools)):
        return False
    return subprocess.run([_PYTHON, "-c", "import pyatspi"], capture_output=True).returncode == 0


def test_somebody_who_hears_it_finds_an_action_and_writes_an_update(tmp_path: Path) -> None:
    if not can_read():
        pytest.skip(NO_SCREEN_READER)
    own = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR")}
    own |= {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    reader = [_PYTHON, str(Path(__file__).with_name("screen_reader.py"))]
    done = subprocess.run(
        ["dbus-run-session", "--", *reader, sys.executable, str(ROOT / "main.py")],
        env={**os.environ, **own, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr

    (path,) = (tmp_path / "data" / "improvement-plan-tracker" / "example").glob("*.iplan")
    with Session.open(path, Actor("Reader"), SystemClock(), read_only=True) as session:
        action = next(each for each in session.plan.all(Action) if each.title.startswith("Audit 30"))
        assert action.delivery is Delivery.AT_RISK
        last = session.updates(action.id)[-1]
        assert (last.text, last.delivery_reason) == ("Two auditors have left.", "Their posts are vacant.")
        assert session.check() == []
