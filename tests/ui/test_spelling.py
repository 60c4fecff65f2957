"""What is right in one window: lists, the plan's words, and what is left alone for now."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.windows import opened, workspace_of
from tracker.domain.errors import TrackerError
from tracker.domain.records import WordGroup
from ui.app import Program
from ui.main_window import MainWindow
from ui.pages.as_known import show_as_known
from ui.spelling import Speller, speller_of

TEXT = "Recieve the Larkrise crew’s colours at Brightholme"


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> MainWindow:
    return opened(program, plan_path, "actions", qtbot)


@pytest.fixture
def speller(window: MainWindow) -> Speller:
    found = speller_of(window)
    assert found is not None
    assert speller_of(window) is found
    return found


def wrong(speller: Speller) -> list[str]:
    spelling = speller.spelling
    assert spelling is not None
    return [TEXT[start : start + length] for start, length in spelling.wrong(TEXT)]


def test_a_word_is_added_to_the_plan_for_everybody_or_left_alone_here(
    window: MainWindow, speller: Speller, qtbot: QtBot
) -> None:
    assert wrong(speller) == ["Recieve", "Larkrise", "Brightholme"]
    with qtbot.waitSignal(speller.changed):
        speller.add("Larkrise’s")
    assert [each.words for each in workspace_of(window).plan.all(WordGroup)] == [("Larkrise",)]
    with qtbot.waitSignal(speller.changed):
        speller.leave("Brightholme")
    assert wrong(speller) == ["Recieve"]
    workspace_of(window).undo()
    assert wrong(speller) == ["Recieve", "Larkrise"]


def test_it_is_switched_off_for_the_person(window: MainWindow, speller: Speller) -> None:
    speller.switch(False)
    assert speller.spelling is None
    assert not Speller(window).is_on


def test_a_plan_that_is_only_read_says_why_no_word_is_added(
    window: MainWindow, speller: Speller, program: Program
) -> None:
    assert speller.cannot_add == ""
    show_as_known(window, workspace_of(window).plan, program.clock.today())
    assert "as known" in speller.cannot_add
    with pytest.raises(TrackerError):
        speller.add("Larkrise")


def test_without_a_plan_the_lists_alone_count(program: Program) -> None:
    window = program.open_window()
    window.show_start()
    speller = speller_of(window)
    assert speller is not None
    assert "Larkrise" in wrong(speller)
    assert speller.cannot_add == "No plan is open."
    window.close()
