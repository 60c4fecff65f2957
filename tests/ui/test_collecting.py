"""What is no longer used is cleared away, and only in the window's thread."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.collecting import Collector

Looked = list[tuple[int, int]]


@pytest.fixture
def looked(qapp: QApplication) -> Iterator[Looked]:
    """Each time something was looked through: in which thread, and how far."""
    found: Looked = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            found.append((threading.get_ident(), info["generation"]))

    was_on = gc.isenabled()
    collector = Collector(qapp)
    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)
    collector.deleteLater()
    if was_on:
        gc.enable()


def make_many() -> None:
    """Give up more than Python would ever leave lying about."""
    for _ in range(20_000):
        knot: list[object] = []
        knot.append(knot)


def test_what_another_thread_gives_up_is_cleared_away_in_the_windows_own(
    looked: Looked, qtbot: QtBot
) -> None:
    other = threading.Thread(target=make_many)
    other.start()
    other.join()
    assert looked == []
    qtbot.waitUntil(lambda: bool(looked))
    assert {thread for thread, _ in looked} == {threading.get_ident()}


def test_everything_is_looked_through_only_when_somebody_turns_away(
    qapp: QApplication, looked: Looked, qtbot: QtBot
) -> None:
    make_many()
    qtbot.waitUntil(lambda: bool(looked))
    assert max(generation for _, generation in looked) < 2
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert looked[-1][1] == 2
