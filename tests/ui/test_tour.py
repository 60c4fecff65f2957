"""The tour goes round the window once, can be skipped, and is not forced on anybody again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.pages.windows import opened, spoken_names
from ui.app import Program
from ui.main_window import MainWindow
from ui.tour import STOPS, Tour, take_tour


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window of the small plan."""
    yield opened(program, plan_path, "actions", qtbot)


def tour(window: MainWindow) -> Tour:
    (found,) = [each for each in window.findChildren(Tour) if each.isVisible()]
    return found


def test_it_goes_round_and_ends(window: MainWindow) -> None:
    take_tour(window)
    seen = []
    for stop in STOPS:
        shown = tour(window)
        seen.append(shown.accessibleName())
        assert stop.title in shown.accessibleName()
        assert all(spoken_names(shown))
        QTest.keyClick(shown.next, Qt.Key.Key_Space)
    assert len(set(seen)) == len(STOPS)
    assert not [each for each in window.findChildren(Tour) if each.isVisible()]


def test_it_goes_back_a_step(window: MainWindow) -> None:
    take_tour(window)
    shown = tour(window)
    shown.next.click()
    assert window.page is not None and window.page.title == "Actions"
    shown.back.click()
    assert window.page.title == "Overview"
    shown.end()


def test_escape_skips_it(window: MainWindow) -> None:
    take_tour(window)
    QTest.keyClick(tour(window), Qt.Key.Key_Escape)
    assert not [each for each in window.findChildren(Tour) if each.isVisible()]


def test_somebody_new_is_offered_it_once(window: MainWindow, program: Program) -> None:
    program.offer_tour(window)
    assert not window.banner.words  # not before the first paint
    program.offers_tour = True
    program.offer_tour(window)
    assert window.banner.words.startswith("New here?")
    window.banner.pressed.emit()
    tour(window).end()
    program.offer_tour(window)
    assert not window.banner.words


def test_it_stays_in_its_corner_when_the_window_changes(window: MainWindow, qtbot: QtBot) -> None:
    take_tour(window)
    shown = tour(window)
    window.resize(1200, 800)
    qtbot.waitUntil(lambda: 0 < window.width() - shown.geometry().right() < 40)
    shown.end()
