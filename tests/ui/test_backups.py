"""Backups made by the window itself."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tracker.clock import FixedClock
from tracker.domain.commands import AddTag
from tracker.domain.errors import TrackerError
from tracker.storage import backups as files
from ui.app import Program
from ui.backups import Backups
from ui.copying import Copying
from ui.dialogs.progress import LastBackup
from ui.main_window import MainWindow
from ui.workspace import Workspace

pytestmark = pytest.mark.usefixtures("sample_pages")


def made(plan: Path) -> list[str]:
    return [each.path.name for each in files.found(plan, files.folder_of(plan))]


@pytest.fixture
def backups(workspace: Workspace) -> Backups:
    kept = Backups(workspace, workspace)
    kept.find_latest()
    return kept


def done(backups: Backups, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: backups.words not in ("Making a backup", "No backup yet"))


def test_the_first_look_of_a_day_makes_a_backup_if_something_changed(
    backups: Backups, workspace: Workspace, plan_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    assert backups.words == "No backup yet"
    backups.look()
    assert backups.words == "Making a backup"
    done(backups, qtbot)
    assert (backups.words, len(made(plan_path))) == ("Last backup 12:00", 1)
    workspace.do(AddTag(name="Same day"))
    backups.look()
    assert len(made(plan_path)) == 1
    clock.advance(timedelta(days=1))
    workspace._new_day()
    assert backups.words == "Last backup 21 Nov 2026"
    backups.look()
    done(backups, qtbot)
    assert len(made(plan_path)) == 2
    clock.advance(timedelta(days=1))
    workspace._new_day()
    backups.look()
    assert (backups.words, len(made(plan_path))) == ("Last backup 22 Nov 2026", 2)


def test_a_backup_that_holds_everything_is_known_from_its_file(
    backups: Backups, workspace: Workspace, plan_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    backups.make()
    done(backups, qtbot)
    again = Backups(workspace, workspace)
    again.find_latest()
    clock.advance(timedelta(days=1))
    workspace._new_day()
    again.look()
    assert (again.words, len(made(plan_path))) == ("Last backup 21 Nov 2026", 1)


def test_a_backup_is_made_by_itself_once_nothing_is_typed(
    backups: Backups, workspace: Workspace, plan_path: Path, qtbot: QtBot
) -> None:
    backups._calm.setInterval(20)
    workspace.do(AddTag(name="Front door"))
    done(backups, qtbot)
    assert len(made(plan_path)) == 1


def test_where_none_can_be_made_it_is_said_once_and_shown(
    backups: Backups, workspace: Workspace, plan_path: Path, qtbot: QtBot
) -> None:
    files.folder_of(plan_path).write_text("in the way")
    with qtbot.waitSignal(backups.failed) as told:
        backups.look()
    assert "cannot be made, so there is no backup" in told.args[0]
    assert backups.words == "No backup could be made"
    with qtbot.assertNotEmitted(backups.failed):
        copying = backups.make()
        qtbot.waitUntil(lambda: not copying.is_running)
    files.folder_of(plan_path).unlink()
    backups.make()
    qtbot.waitUntil(lambda: backups.words == "Last backup 12:00")


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> MainWindow:
    opened = program.open_plan(plan_path)
    assert opened is not None
    return opened


def test_closing_makes_a_backup_only_if_something_was_changed_since_the_last(
    window: MainWindow, program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window.close()
    assert made(plan_path) == []
    again = program.open_plan(plan_path)
    assert again is not None
    again.do(AddTag(name="Front door"))
    assert again.close()
    assert len(made(plan_path)) == 1
    third = program.open_plan(plan_path)
    assert third is not None
    qtbot.waitUntil(lambda: "Last backup 12:00" in third.status_line.words)
    third.do(AddTag(name="Second"))
    third.commands["undo"].trigger()
    assert third.backups is not None
    copying = third.backups.make()
    qtbot.waitUntil(lambda: not copying.is_running)
    third.close()
    assert len(made(plan_path)) == 2


def when_asked(window: MainWindow, answer: Callable[[LastBackup], object]) -> None:
    """Answer the dialog that stands between this window and its end."""

    def look() -> None:
        (dialog,) = [each for each in window.findChildren(LastBackup) if each.isVisible()]
        answer(dialog)

    QTimer.singleShot(0, window, look)


def test_a_window_whose_backup_fails_can_be_kept_open_or_closed_all_the_same(
    window: MainWindow, program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    files.folder_of(plan_path).write_text("in the way")
    window.do(AddTag(name="Front door"))

    def stay(dialog: LastBackup) -> None:
        qtbot.waitUntil(lambda: "cannot be made" in dialog.words.text())
        dialog.stay.click()

    when_asked(window, stay)
    assert not window.close()
    assert window in program.windows

    def leave(dialog: LastBackup) -> None:
        qtbot.waitUntil(lambda: "cannot be made" in dialog.words.text())
        dialog.close_now.click()

    when_asked(window, leave)
    assert window.close()
    assert program.windows == []


def test_copying_can_be_stopped_and_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    begun: list[float] = []

    def copy(progress: Callable[[float], None]) -> None:
        while True:
            begun.append(0)
            progress(0.5)

    copying = Copying(copy, workspace)
    copying.stop()
    assert begun
    assert not copying.is_running


def test_what_a_thread_raises_is_delivered(workspace: Workspace, qtbot: QtBot) -> None:
    def copy(progress: Callable[[float], None]) -> None:
        progress(0.25)
        raise TrackerError("No room.")

    copying = Copying(copy, workspace)
    shares: list[float] = []
    copying.progress.connect(shares.append)
    with qtbot.waitSignal(copying.failed) as told:
        pass
    assert (shares, str(told.args[0])) == ([0.25], "No room.")
