"""Restoring a plan from a list of its backups."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ACTOR
from tracker.clock import FixedClock
from tracker.domain.records import Action
from tracker.session import Session
from ui.app import Program
from ui.dialogs.restore import RestoreDialog, plans_of, restore


@pytest.fixture
def plan(plan_path: Path, clock: FixedClock) -> Path:
    """A plan with two backups, and a damaged file between them."""
    for days in (1, 1):
        clock.advance(timedelta(days=days))
        with Session.open(plan_path, ACTOR, clock) as session:
            session.backup()
    (plan_path.with_name("plan backups") / "plan 2026-11-22 180000.iplan").write_bytes(b"no plan")
    return plan_path


@pytest.fixture
def dialog(qtbot: QtBot, plan: Path) -> RestoreDialog:
    """The dialog, with the backups listed."""
    made = RestoreDialog(None, [plan], str(plan.parent))
    made.open()
    qtbot.waitUntil(lambda: len(made.rows) == 3, timeout=20_000)
    return made


def test_each_backup_says_when_it_was_made_and_what_it_holds(dialog: RestoreDialog) -> None:
    names = [row.accessibleName() for row in dialog.rows]
    assert names[0].startswith("23 November 2026 at 12:00: 5 actions, 0 updates; last: approve plan")
    assert "not an improvement plan" in names[1]
    assert not dialog.rows[1].isEnabled()
    assert dialog.rows[0].isChecked()
    dialog.reject()


def test_a_backup_becomes_a_plan_of_its_own_and_the_plan_stays(
    dialog: RestoreDialog, plan: Path, qtbot: QtBot, clock: FixedClock
) -> None:
    before = plan.read_bytes()
    dialog.rows[2].click()
    assert dialog.file.value() == str(plan.with_name("plan restored.iplan"))
    with qtbot.waitSignal(dialog.restored, timeout=20_000) as restored:
        dialog.go.click()
    with Session.open(restored.args[0], ACTOR, clock) as session:
        assert len(session.plan.all(Action)) == 5
    assert plan.read_bytes() == before


def test_nothing_is_written_over(dialog: RestoreDialog, plan: Path, qtbot: QtBot) -> None:
    dialog.file.edit.setText(str(plan))
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(dialog.banner.words), timeout=20_000)
    assert "already a file" in dialog.banner.words
    assert dialog.go.isEnabled()
    dialog.reject()


def test_closing_it_while_it_looks_leaves_nothing_running(plan: Path) -> None:
    dialog = RestoreDialog(None, [plan], str(plan.parent))
    dialog.open()
    dialog.reject()


def test_without_backups_it_says_where_they_would_be(qtbot: QtBot) -> None:
    dialog = RestoreDialog(None, [], "")
    dialog.open()
    assert not dialog.go.isEnabled()
    assert dialog.rows == []
    dialog.reject()


def test_the_plans_asked_about_are_the_windows_own_and_the_recent_ones(
    program: Program, plan: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    program.preferences.keep_recent(tmp_path / "other.iplan", title="Other")
    window = program.open_plan(plan)
    assert window is not None
    assert plans_of(window) == [plan, tmp_path / "other.iplan"]
    restore(window)
    (dialog,) = window.findChildren(RestoreDialog)
    qtbot.waitUntil(lambda: len(dialog.rows) == 3, timeout=20_000)
    dialog.go.click()
    qtbot.waitUntil(lambda: len(program.windows) == 2, timeout=20_000)
    other = program.windows[1].workspace
    assert other is not None
    assert other.session.path == plan.with_name("plan restored.iplan")
