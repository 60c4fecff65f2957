from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.ui.second_start import hand_over_elsewhere
from tracker.domain.errors import TrackerError
from ui.app import Program
from ui.dialogs.who import RecordFor, YourName
from ui.single import Doorkeeper, hand_over

pytestmark = pytest.mark.usefixtures("sample_pages")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def test_a_plan_opened_twice_is_one_window_and_another_plan_another(
    program: Program, plan_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    one = program.open_plan(plan_path)
    assert program.open_plan(tmp_path / "." / "plan.iplan") is one
    other_path = tmp_path / "other.iplan"
    other_path.write_bytes(plan_path.read_bytes())
    other = program.open_plan(other_path, one)
    assert other is not one
    assert program.windows == [one, other]
    assert [Path(each["path"]).name for each in program.preferences.recent] == ["other.iplan", "plan.iplan"]


@pytest.mark.parametrize("content", [None, b"", b"not a plan at all", b"%PDF-1.7"])
def test_what_is_no_plan_is_refused_in_the_window_and_nothing_is_opened(
    program: Program, tmp_path: Path, content: bytes | None, qtbot: QtBot
) -> None:
    path = tmp_path / "letter.iplan"
    if content is not None:
        path.write_bytes(content)
    window = program.open_window()
    assert program.open_plan(path, window) is None
    assert "letter.iplan" in window.banner.words
    assert window.workspace is None
    assert program.preferences.recent == []
    with pytest.raises(TrackerError):
        program.open_plan(path)


def test_the_name_is_asked_once_and_stands_on_every_change_after(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = program.open_plan(plan_path)
    assert window is not None
    assert window.workspace is not None
    program.preferences.keep_name("")

    def answer() -> None:
        dialog = window.findChild(YourName)
        assert dialog is not None
        dialog.accept()
        assert dialog.field.note.text() == "Your name is needed."
        dialog.field.set_value("B. Person")
        dialog.accept()

    QTimer.singleShot(0, answer)
    program.ask_name_once(window)
    assert (
        program.actor.name == window.workspace.session.actor.name == program.preferences.name == "B. Person"
    )
    program.ask_name_once(window)


def test_recording_for_oneself_again_is_an_empty_field(qtbot: QtBot) -> None:
    dialog = RecordFor(None, "Independent Chair")
    qtbot.addWidget(dialog)
    dialog.field.set_value("")
    dialog.accept()
    assert (dialog.result(), dialog.name) == (1, "")


def test_a_second_start_hands_its_plan_to_the_first(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    assert not hand_over(str(plan_path))
    doorkeeper = Doorkeeper(program)
    program.answer_others(doorkeeper)
    with hand_over_elsewhere(plan_path) as other:
        qtbot.waitUntil(lambda: bool(program.windows), timeout=10_000)
        qtbot.waitUntil(lambda: other.poll() is not None, timeout=10_000)
        assert other.returncode == 0
    assert program.windows[0].workspace is not None
