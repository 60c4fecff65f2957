import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.pages.beside import Beside


@pytest.fixture
def both(qtbot: QtBot) -> Beside:
    made = Beside(QLabel("list"), QLabel("detail"), wide=300, high=200, roomy=800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def seen(both: Beside) -> list[str]:
    return [each.text() for each in both.findChildren(QLabel) if each.isVisible()]


@pytest.mark.parametrize("size", [(1000, 300), (500, 600)])
def test_both_are_in_sight_where_there_is_room(both: Beside, size: tuple[int, int]) -> None:
    both.resize(*size)
    assert (seen(both), both.turn.isVisible()) == (["list", "detail"], False)


def test_where_there_is_none_one_takes_the_others_place_and_gives_it_back(both: Beside) -> None:
    both.resize(500, 300)
    assert (seen(both), both.turn.text()) == (["list"], "Read in full")
    both.turn.click()
    assert (seen(both), both.turn.text()) == (["detail"], "Back to the list")
    both.resize(1000, 300)
    assert seen(both) == ["list", "detail"]
    both.resize(500, 300)
    both.turn.click()
    assert seen(both) == ["list"]


def test_nothing_to_read_is_not_offered(both: Beside) -> None:
    both.resize(500, 300)
    both.turn.click()
    both.offer_side(False)
    assert (seen(both), both.turn.isVisible()) == (["list"], False)
