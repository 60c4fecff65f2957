"""Wizards over letters of an invented authority."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import ROOT
from tests.importing.conftest import make_pdf
from tracker.importing.documents import read_document
from tracker.importing.proposal import Proposal
from ui.app import Program
from ui.dialogs.wizard.opening import begin
from ui.dialogs.wizard.wizard import Wizard
from ui.main_window import MainWindow

__all__ = ["make_pdf"]

NO_PLACE = Path("nowhere")  # plain text needs no pictures
LETTER = ROOT / "tests" / "data" / "letters" / "harrowmere-2024.txt"


@pytest.fixture
def letter() -> Path:
    """A letter with two priority actions and three improvements, as plain text."""
    return LETTER


@pytest.fixture
def proposal(letter: Path) -> Proposal:
    """That letter as it was read."""
    return Proposal.of(read_document(letter))


@pytest.fixture
def window(program: Program, tmp_path: Path) -> MainWindow:
    """A window without a plan, that begins in a folder of its own."""
    program.preferences.keep("folder", str(tmp_path))
    made = program.open_window()
    made.show()
    return made


@pytest.fixture
def read(qtbot: QtBot) -> Callable[[MainWindow, Path], Wizard]:
    """Begins a wizard in a window with this letter and waits until it is read."""

    def begun(window: MainWindow, path: Path) -> Wizard:
        wizard = begin(window, path=path)
        qtbot.waitUntil(lambda: wizard.step == 1, timeout=20_000)
        return wizard

    return begun
