"""What each column of a tracker is, and what its words mean, is guessed, shown and put right."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.importing.sheets.trackers import by_priority, coloured, listed, read
from tests.plans import plan
from tests.ui.dialogs.sheets.conftest import settle
from tracker.domain.codes import Delivery
from tracker.domain.errors import TrackerError
from tracker.importing.sheets.headings import Target
from tracker.importing.sheets.ratings import Meaning
from tracker.importing.sheets.when import DayOrder
from ui.dialogs.sheets.columns_step import ColumnLine, ColumnsStep
from ui.dialogs.sheets.tracker import Tracker
from ui.widgets.choices import Choice
from ui.widgets.fields import Tick


def shown(qtbot: QtBot, path: Path) -> ColumnsStep:
    step = ColumnsStep(Tracker(read(path), plan))
    qtbot.addWidget(step)
    step.resize(1200, 700)
    step.enter()
    step.show()
    return step


def line(step: ColumnsStep, name: str) -> ColumnLine:
    return next(each for each in step.lines if each.accessibleName() == name)


def choose(choice: Choice, words: str) -> None:
    """By the keyboard: down from the top until it is there."""
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    while choice.currentText() != words:
        before = choice.currentIndex()
        QTest.keyClick(choice, Qt.Key.Key_Down)
        assert choice.currentIndex() > before, f"{words} is not offered"


def test_a_column_is_put_right_by_the_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    step = shown(qtbot, coloured(tmp_path / "a.xlsx"))
    ward = line(step, "Ward")
    assert ward.choice.currentText() == "A column of the plan’s own"
    choose(ward.choice, "Left out")
    (table,) = step.tracker.proposal.tables
    assert table.columns[-1].target is Target.LEFT_OUT


def test_what_only_one_column_can_be_moves(qtbot: QtBot, tmp_path: Path) -> None:
    step = shown(qtbot, coloured(tmp_path / "a.xlsx"))
    choose(line(step, "Ward").choice, "Owner")
    assert line(step, "Lead").choice.currentText() == "A column of the plan’s own"
    assert line(step, "Ward").choice.currentText() == "Owner"


def test_dates_that_could_be_two_are_asked_about_before_going_on(qtbot: QtBot, tmp_path: Path) -> None:
    step = shown(qtbot, listed(tmp_path / "a.csv"))
    with pytest.raises(TrackerError, match="day first or month first"):
        step.check()
    for name in ("Due date", "Date completed"):
        order = line(step, name).order
        assert order is not None
        choose(order, "day first: 3/4 is 3 April")
    step.check()
    assert {each.order for each in step.tracker.proposal.tables[0].columns} == {DayOrder.DAY_FIRST}


def test_a_rating_means_what_somebody_says(qtbot: QtBot, tmp_path: Path) -> None:
    step = shown(qtbot, coloured(tmp_path / "a.xlsx"))
    on_hold = next(each for each in step.states if each.value.shown == "On hold")
    assert on_hold.choice.currentText() == "Kept as words"
    choose(on_hold.choice, "Off track")
    states = {each.shown: each.meaning for each in step.tracker.proposal.states()}
    assert states["On hold"] == Meaning(delivery=Delivery.OFF_TRACK)


def test_a_sheet_can_be_left_and_at_least_one_is_taken(qtbot: QtBot, tmp_path: Path) -> None:
    step = shown(qtbot, by_priority(tmp_path / "a.xlsx"))
    ticks = step.findChildren(Tick)
    assert [each.isChecked() for each in ticks] == [True, True, False]
    assert "hidden" in ticks[2].text()
    QTest.mouseClick(ticks[0], Qt.MouseButton.LeftButton)
    assert [each.taken for each in step.tracker.proposal.tables] == [False, True, False]
    QTest.mouseClick(ticks_in(step)[1], Qt.MouseButton.LeftButton)
    with pytest.raises(TrackerError, match="at least one sheet"):
        step.check()


def ticks_in(step: ColumnsStep) -> list[Tick]:
    settle()
    return step.findChildren(Tick)


def test_the_headings_may_stand_in_another_row(qtbot: QtBot, tmp_path: Path) -> None:
    step = shown(qtbot, listed(tmp_path / "a.csv"))
    heads = next(each for each in step.findChildren(Choice) if "headings" in each.accessibleName())
    assert heads.currentText().startswith("Row 1: Ref, Action")
    heads.setFocus()
    QTest.keyClick(heads, Qt.Key.Key_Down)
    assert step.tracker.proposal.tables[0].head_row == 2


def test_the_day_of_words_without_one_is_not_still_to_come(qtbot: QtBot, tmp_path: Path) -> None:
    step = shown(qtbot, coloured(tmp_path / "a.xlsx"))
    step.said_on.edit.selectAll()
    QTest.keyClicks(step.said_on.edit, "1 January 2027")
    with pytest.raises(TrackerError, match="still to come"):
        step.check()
    step.said_on.edit.selectAll()
    QTest.keyClicks(step.said_on.edit, "1 November 2026")
    step.check()
    assert step.tracker.proposal.settings.said_on.day == 1


def test_every_choice_has_a_name_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    step = shown(qtbot, coloured(tmp_path / "a.xlsx"))
    names = [each.accessibleName() for each in step.findChildren(Choice)]
    assert all(names) and len(set(names)) == len(names)
