"""Plans that cannot be opened, or not be changed: what is said, and what is offered."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ACTOR
from tracker.clock import FixedClock
from tracker.domain.commands import AddTag
from tracker.domain.commands.base import Actor
from tracker.domain.records import Tag
from tracker.session import Session
from tracker.storage import connection, migrations, whole
from ui.app import Program
from ui.dialogs.move import MoveDialog
from ui.dialogs.restore import RestoreDialog
from ui.main_window import MainWindow
from ui.opening import Opening
from ui.workspace import Workspace

pytestmark = pytest.mark.usefixtures("sample_pages")

OTHER = Actor("Independent Chair", "chair", "PC 2")


def put(plan: Path, folder: str) -> Path:
    """A copy of the plan in a folder of this name beside it."""
    path = plan.parent / folder / "Front door.iplan"
    path.parent.mkdir()
    path.write_bytes(plan.read_bytes())
    return path


def shown(program: Program, path: Path) -> MainWindow:
    window = program.open_plan(path)
    assert window is not None
    return window


def workspace_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


@pytest.fixture
def synced(plan_path: Path) -> Path:
    return put(plan_path, "OneDrive - Eastmarsh")


@pytest.fixture
def editor(synced: Path, clock: FixedClock) -> Iterator[Session]:
    """Somebody else who has the plan in the synced folder open."""
    with Session.open(synced, OTHER, clock) as session:
        yield session


def test_a_plan_for_reading_gives_its_reason_everywhere(
    program: Program, plan_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    window = program.open_window()
    window.show_plan(Workspace(Session.open(plan_path, ACTOR, clock, read_only=True), clock))
    window.show()
    assert "(read only)" in window.windowTitle()
    assert "Read only" in window.status_line.words
    assert window.lasting.words == "This plan can only be read. It was opened for reading only."
    adding = window.commands["add_action"]
    assert (adding.isEnabled(), adding.toolTip()) == (False, "Add action: It was opened for reading only.")
    assert window.commands["report"].isEnabled()


def test_whoever_edits_is_named_and_the_plan_can_be_taken_over_when_they_have_gone(
    program: Program, synced: Path, editor: Session, qtbot: QtBot
) -> None:
    window = shown(program, synced)
    assert window.lasting.words.startswith("Independent Chair (PC 2) is editing it now.")
    assert window.commands["edit_now"].toolTip().endswith("Independent Chair (PC 2) is editing it now.")
    editor.do(AddTag(name="Theirs"))
    qtbot.waitUntil(lambda: any(tag.name == "Theirs" for tag in workspace_of(window).plan.all(Tag)))
    assert "Independent Chair changed it at 12:00" in window.status_line.words
    editor.close()
    qtbot.waitUntil(lambda: "Nobody else is editing" in window.lasting.words)
    window.go("money")
    window.lasting.pressed.emit()
    assert workspace_of(window).read_only == ""
    assert "(read only)" not in window.windowTitle()
    assert window.page is not None
    assert window.do(AddTag(name="Ours")) is not None
    assert window.commands["edit_now"].toolTip().endswith("You are editing it already.")


def test_a_plan_taken_over_by_somebody_else_says_so_where_it_was_edited(
    program: Program, synced: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    window = shown(program, synced)
    clock.advance(timedelta(minutes=3))
    with Session.open(synced, OTHER, clock):
        qtbot.waitUntil(lambda: bool(workspace_of(window).read_only))
        assert "(read only)" in window.windowTitle()
        assert window.lasting.words.startswith("Independent Chair (PC 2) is editing it now.")


def test_a_plan_in_a_synced_folder_is_moved_out_of_it(
    program: Program, synced: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = shown(program, synced)
    assert "a service copies to other computers" in window.lasting.words
    window.do(AddTag(name="Kept"))
    window.lasting.pressed.emit()
    dialog = window.findChild(MoveDialog)
    assert dialog is not None
    dialog.file.set_value(str(synced.with_name("Other.iplan")))
    dialog.go.click()
    assert "a service copies elsewhere" in dialog.file.note.text()
    dialog.file.set_value(str(tmp_path / "nowhere" / "plan"))
    dialog.go.click()
    assert dialog.file.note.text() == "There is no such folder."
    dialog.file.set_value(str(tmp_path / "moved"))
    dialog.go.click()
    qtbot.waitUntil(lambda: workspace_of(window).session.path == tmp_path / "moved.iplan")
    assert not synced.exists()
    assert window.lasting.words == ""
    assert str(tmp_path) in window.banner.words
    assert any(tag.name == "Kept" for tag in workspace_of(window).plan.all(Tag))
    assert [each["path"] for each in program.preferences.recent] == [str(tmp_path / "moved.iplan")]


def test_a_plan_from_a_message_can_only_be_read_until_it_is_saved_elsewhere(
    program: Program, plan_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    passing = put(plan_path, "Content.Outlook")
    window = shown(program, passing)
    assert "from a message or an archive" in window.lasting.words
    window.lasting.pressed.emit()
    dialog = window.findChild(MoveDialog)
    assert dialog is not None
    dialog.file.set_value(str(tmp_path / "saved.iplan"))
    dialog.go.click()
    qtbot.waitUntil(lambda: workspace_of(window).read_only == "")
    assert workspace_of(window).session.path == tmp_path / "saved.iplan"
    assert passing.exists()


def test_a_plan_that_may_only_be_read_is_not_moved(
    program: Program, synced: Path, editor: Session, qtbot: QtBot
) -> None:
    window = shown(program, synced)
    window.commands["move_plan"].trigger()
    assert window.banner.words.startswith("This plan cannot be moved from here.")
    assert window.findChild(MoveDialog) is None


@pytest.mark.parametrize("harmed", [lambda whole: whole[:6000], lambda whole: b"", lambda whole: b"x" * 900])
def test_a_damaged_plan_offers_its_newest_sound_backup(
    program: Program, plan_path: Path, clock: FixedClock, harmed: Callable[[bytes], bytes], qtbot: QtBot
) -> None:
    with Session.open(plan_path, ACTOR, clock) as session:
        session.backup()
    plan_path.write_bytes(harmed(plan_path.read_bytes()))
    window = program.open_window()
    window.show_start()
    assert program.open_plan(plan_path, window) is None
    assert "plan.iplan" in window.banner.words
    window.banner.pressed.emit()
    dialog = window.findChild(RestoreDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.chosen is not None, timeout=20_000)
    dialog.go.click()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=20_000)
    assert workspace_of(window).session.path.name == "plan restored.iplan"
    assert program.windows == [window]


def test_a_large_plan_is_read_while_the_window_answers_and_another_takes_its_place(
    program: Program, plan_path: Path, synced: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(whole, "_TURN", 1)
    window = program.open_window()
    window.show_start()
    window.show()
    assert program.open_plan(plan_path, window) is window
    assert (window.workspace, window.cursor().shape()) == (None, Qt.CursorShape.BusyCursor)
    assert program.open_plan(synced, window) is window
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=5000)
    assert (workspace_of(window).session.path, window.cursor().shape()) == (
        synced,
        Qt.CursorShape.ArrowCursor,
    )
    assert program.windows == [window]
    qtbot.waitUntil(lambda: not window.findChildren(Opening), timeout=5000)
    assert not plan_path.with_name(plan_path.name + "-wal").exists()


def test_damage_met_while_a_large_plan_is_read_is_said_in_its_window(
    program: Program, plan_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(whole, "_TURN", 1)
    db = connection.connect(plan_path, 1)
    db.execute("update action set due = 'soon' where rowid = (select max(rowid) from action)")
    db.close()
    window = program.open_window()
    window.show_start()
    window.show()
    assert program.open_plan(plan_path, window) is window
    qtbot.waitUntil(lambda: bool(window.banner.words), timeout=5000)
    assert "plan.iplan" in window.banner.words
    assert (window.workspace, window.cursor().shape()) == (None, Qt.CursorShape.ArrowCursor)


def test_a_damaged_plan_without_backups_offers_none(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    plan_path.write_bytes(b"")
    window = program.open_window()
    program.open_plan(plan_path, window)
    window.banner.pressed.emit()
    assert not window.banner.words
    assert window.findChild(RestoreDialog) is None


def test_a_plan_that_is_gone_can_be_taken_off_the_list(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    shown(program, plan_path).close()
    plan_path.unlink()
    window = program.open_window()
    window.show_start()
    assert program.open_plan(plan_path, window) is None
    assert window.banner.words.startswith("There is no file")
    window.banner.closed.emit()
    assert len(program.preferences.recent) == 1
    program.open_plan(plan_path, window)
    window.banner.pressed.emit()
    assert program.preferences.recent == []
    assert not window.banner.words


def test_a_folder_and_a_newer_plan_are_refused_in_a_sentence(
    program: Program, plan_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = program.open_window()
    program.open_plan(plan_path.parent, window)
    assert window.banner.words.endswith("is a folder, not a plan.")
    monkeypatch.setattr(migrations, "is_newer", lambda db: True)
    program.open_plan(plan_path, window)
    assert "was written by a newer version" in window.banner.words
    assert window.workspace is None


def test_a_plan_brought_up_to_date_says_where_it_is_kept_as_it_was(
    program: Program, plan_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(migrations, "is_pending", lambda db: True)
    window = shown(program, plan_path)
    assert "brought up to date" in window.banner.words
    assert "before upgrade.iplan” in the folder “plan backups”" in window.banner.words


def drop(window: MainWindow, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    where, copy = QPointF(40, 40), Qt.DropAction.CopyAction
    window.dropEvent(QDropEvent(where, copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))


def test_a_plan_dropped_on_the_window_is_opened(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    window = program.open_window()
    window.show_start()
    drop(window, plan_path)
    assert workspace_of(window).session.path == plan_path


def test_a_letter_dropped_on_a_plan_that_can_only_be_read_is_refused(
    program: Program, synced: Path, editor: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("A letter.")
    window = shown(program, synced)
    drop(window, letter)
    assert window.banner.words.startswith("Nothing can be added to this plan.")
