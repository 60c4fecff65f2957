"""What the File menu does with whole plans."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.pages.windows import workspace_of
from tracker.domain.codes import CopyKind
from tracker.session import Session
from ui import files
from ui.app import Program
from ui.dialogs.progress import Waiting
from ui.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("sample_pages")


@pytest.fixture
def window(program: Program, plan_path: Path) -> MainWindow:
    opened = program.open_plan(plan_path)
    assert opened is not None
    return opened


def choose(monkeypatch: pytest.MonkeyPatch, how: str, chosen: Path | str) -> None:
    """Let the person choose this file or folder."""
    answer = str(chosen) if how == "getExistingDirectory" else (str(chosen), "")
    monkeypatch.setattr(QFileDialog, how, lambda *_, **__: answer)


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.csv", "plan.json", "plan"])
def test_an_export_is_written_and_noted_in_history(
    window: MainWindow, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    choose(monkeypatch, "getSaveFileName", tmp_path / name)
    window.commands["export"].trigger()
    qtbot.waitUntil(lambda: bool(window.banner.words), timeout=20_000)
    written = tmp_path / (name if "." in name else "plan.xlsx")
    assert window.banner.words == f"Saved: {written}"
    assert written.stat().st_size > 100
    assert workspace_of(window).session.history(limit=1)[0].kind == "log_copy"
    assert CopyKind.EXPORT.value in str(workspace_of(window).session.history(limit=1)[0].changes)


def test_an_export_of_another_kind_is_refused_in_a_sentence(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    choose(monkeypatch, "getSaveFileName", tmp_path / "plan.doc")
    window.commands["export"].trigger()
    qtbot.waitUntil(lambda: bool(window.banner.words), timeout=20_000)
    assert "Nothing was written" in window.banner.words
    assert not (tmp_path / "plan.doc").exists()


def test_a_checked_copy_is_saved_where_it_was_asked_for(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    choose(monkeypatch, "getExistingDirectory", folder)
    window.commands["save_copy"].trigger()
    (copy,) = folder.iterdir()
    assert copy.name in window.banner.words
    with Session.open(copy, window.program.actor, window.program.clock) as session:
        assert session.plan.seq == workspace_of(window).plan.seq


def test_the_example_is_made_beside_the_window_and_opened_in_it(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    window = program.open_window()

    def stop() -> None:
        (waiting,) = window.findChildren(Waiting)
        waiting.stop.click()

    QTimer.singleShot(0, window, stop)
    files.open_example(window)
    assert window.workspace is None
    files.open_example(window)
    assert workspace_of(window).plan.settings.authority == "Kelminster City Council"


def test_whoever_chooses_nothing_gets_nothing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "getSaveFileName", "")
    choose(monkeypatch, "getOpenFileName", "")
    choose(monkeypatch, "getExistingDirectory", "")
    for name in ("export", "open", "save_copy"):
        window.commands[name].trigger()
    assert window.banner.words == ""
    assert len(window.program.windows) == 1


def test_an_opened_plan_s_folder_is_where_the_next_file_is_looked_for(
    window: MainWindow, plan_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "elsewhere" / "other.iplan"
    other.parent.mkdir()
    other.write_bytes(plan_path.read_bytes())
    choose(monkeypatch, "getOpenFileName", other)
    window.commands["open"].trigger()
    assert files.last_folder(window) == str(other.parent)
    assert len(window.program.windows) == 2
