"""Before it is saved: what will be done, what must still be said, and where every filled cell goes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.importing.sheets.trackers import coloured, proposed, read
from tests.plans import plan
from tests.ui.dialogs.sheets.conftest import words_in
from tracker.domain.commands import AddOrganisation
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action
from ui.dialogs.sheets.check_step import CheckStep
from ui.dialogs.sheets.tracker import Blank, Tracker
from ui.workspace import Workspace


def shown(qtbot: QtBot, tracker: Tracker, blank: Blank | None = None) -> CheckStep:
    step = CheckStep(tracker, blank, "")
    qtbot.addWidget(step)
    step.resize(1200, 700)
    step.show()
    step.enter()
    return step


def test_every_filled_cell_is_shown_with_where_it_goes(qtbot: QtBot, tmp_path: Path) -> None:
    proposal = read(coloured(tmp_path / "a.xlsx"))
    step = shown(qtbot, Tracker(proposal, plan))
    filled = sum(len(sheet.filled()) for sheet in proposal.workbook.sheets)
    assert step.cells.total == filled
    heads = [step.cells.group_at(line) for line in step.cells.lines_of_groups()]
    assert [each.head.title for each in heads if each] == [
        "Left out",
        "Kept in columns of the plan’s own",
        "Taken",
    ]
    assert "Plan!A1, Eastmarsh Children’s Improvement Plan" in step.cells.sentence(step.cells.rows()[0])


def test_a_new_name_may_be_an_organisation(qtbot: QtBot) -> None:
    tracker = Tracker(proposed(["Action", "Lead"], ["Do it", "Harbour Trust Team"]), plan)
    step = shown(qtbot, tracker)
    line = next(each for each in step.names if each.name == "Harbour Trust Team")
    before = any(isinstance(each, AddOrganisation) for each in tracker.found.first)
    other = next(each for each in line.kind.findChildren(QAbstractButton) if not each.isChecked())
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert any(isinstance(each, AddOrganisation) for each in tracker.found.first) is not before


def test_approved_words_ask_why_and_who_agreed(qtbot: QtBot, workspace: Workspace) -> None:
    action = next(each for each in workspace.plan.all(Action) if not each.draft)
    rows = ["Action", "Success measures"], [action.title, "Ten in ten, each month."]
    tracker = Tracker(proposed(*rows), workspace.session.full_plan)
    step = shown(qtbot, tracker)
    assert step.reason.isVisible()
    with pytest.raises(TrackerError, match="needed"):
        step.check()
    QTest.keyClicks(step.reason.edit, "The board raised it")
    QTest.keyClicks(step.agreed_by.edit, "Improvement board")
    step.check()
    workspace.do(tracker.command())
    assert workspace.plan.get(Action, action.id).criteria == "Ten in ten, each month."


def test_a_new_plan_is_named_and_its_council_is_the_authority(qtbot: QtBot, tmp_path: Path) -> None:
    blank = Blank()
    step = shown(qtbot, Tracker(read(coloured(tmp_path / "a.xlsx")), blank.plan), blank)
    assert step.plan.title.value() == "a"
    QTest.keyClicks(step.authority.edit, "Eastmarsh Council")
    QTest.keyClick(step.authority.edit, Qt.Key.Key_Return)
    facts = words_in(step.facts)
    assert "Eastmarsh Council" in facts and "The council" not in facts
    assert step.setting_up().authority == "Eastmarsh Council"
    step.plan.title.edit.clear()
    with pytest.raises(TrackerError):
        step.check()
