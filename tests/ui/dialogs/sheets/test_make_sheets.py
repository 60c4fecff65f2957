"""Return sheets are made for those who are ticked, and noted in the plan."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.importing.sheets.trackers import TODAY
from tracker.domain import commands as c
from tracker.domain.codes import Audience, OrganisationKind
from tracker.domain.records import Action, Copy, Organisation, Post
from tracker.importing.sheets.workbook import read_workbook
from tracker.reports.return_sheets import file_name
from ui.dialogs.question import Question
from ui.dialogs.sheets.make_sheets import MakeSheets
from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(window: MainWindow, tmp_path: Path) -> MakeSheets:
    """The dialog on a plan with two who own actions, one of them a partner."""
    assert window.workspace is not None
    do = window.workspace.do
    police = do(c.AddOrganisation(name="Eastmarsh Police", organisation_kind=OrganisationKind.POLICE))
    assert police is not None
    body = police.made(Organisation)
    made = do(c.AddPost(title="Sergeant", organisation_id=body.id))
    assert made is not None
    last = [each for each in window.workspace.plan.all(Action) if not each.draft][-1]
    agreed = {"reason": "Theirs", "agreed_by": "Improvement board"}
    do(c.ChangeAction(id=last.id, changes={"owner_post_id": made.made(Post).id}, **agreed))
    shown = MakeSheets(window, str(tmp_path / "sheets"))
    shown.show()
    return shown


def made_in(dialog: MakeSheets, qtbot: QtBot) -> list[str]:
    folder = Path(dialog.folder.value())
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        QTest.mouseClick(dialog.save, LEFT)
    return sorted(each.name for each in folder.iterdir())


def test_everybody_gets_a_sheet_and_the_plan_notes_it(
    dialog: MakeSheets, window: MainWindow, qtbot: QtBot
) -> None:
    folder = Path(dialog.folder.value())
    dialog.contact.edit.setText("Programme office")
    files = made_in(dialog, qtbot)
    assert files == ["Return sheet, Eastmarsh Police.xlsx", "Return sheet, Head of the Front Door.xlsx"]
    assert window.banner.words == f"2 return sheets made in {folder}."
    assert window.workspace is not None
    (copy,) = window.workspace.session.full_plan().all(Copy)
    assert copy.name == "2 return sheets"
    shown = [cell.shown for cell in read_workbook(folder / files[1]).sheets[0].filled()]
    assert any("5 Dec 2026" in each or "5 December 2026" in each for each in shown)
    assert any("Programme office" in each for each in shown)


def test_only_those_who_are_ticked_get_one(dialog: MakeSheets, window: MainWindow, qtbot: QtBot) -> None:
    assert [each.name for each in dialog.chosen()] == ["Head of the Front Door", "Eastmarsh Police"]
    head = next(tick for tick in dialog.ticks.values() if tick.text().startswith("Head"))
    QTest.mouseClick(head, LEFT)
    assert made_in(dialog, qtbot) == ["Return sheet, Eastmarsh Police.xlsx"]


def test_nobody_ticked_and_a_day_that_has_passed_are_said(dialog: MakeSheets) -> None:
    for tick in dialog.ticks.values():
        QTest.mouseClick(tick, LEFT)
    QTest.mouseClick(dialog.save, LEFT)
    assert dialog.banner.words == "Tick at least one to make a sheet for."
    dialog._tick_all()
    dialog.due_back.set_value(TODAY.replace(day=1))
    QTest.mouseClick(dialog.save, LEFT)
    assert dialog.banner.words == "The day by which an answer is asked has passed."
    dialog.reject()


def test_restricted_actions_are_asked_about_only_if_ticked(window: MainWindow, tmp_path: Path) -> None:
    assert window.workspace is not None
    for action in window.workspace.plan.all(Action):
        hidden = {"audience": Audience.RESTRICTED, "audience_reason": "Staffing"}
        window.workspace.do(c.ChangeAction(id=action.id, changes=hidden))
    dialog = MakeSheets(window, str(tmp_path / "sheets"))
    dialog.show()
    assert not dialog.ticks and not dialog.save.isEnabled()
    QTest.mouseClick(dialog.restricted, LEFT)
    assert [each.name for each in dialog.chosen()] == ["Head of the Front Door"]
    assert dialog.orders()[0].restricted
    dialog.reject()


def test_a_sheet_that_is_there_is_not_written_over_without_asking(dialog: MakeSheets, qtbot: QtBot) -> None:
    folder = Path(dialog.folder.value())
    folder.mkdir()
    there = folder / file_name(dialog.chosen()[0])
    there.write_bytes(b"filled in")

    def answer(yes: bool) -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        QTest.mouseClick(question.yes if yes else question.no, LEFT)

    QTimer.singleShot(50, lambda: answer(False))
    QTest.mouseClick(dialog.save, LEFT)
    assert there.read_bytes() == b"filled in" and dialog.isVisible()
    QTimer.singleShot(50, lambda: answer(True))
    assert len(made_in(dialog, qtbot)) == 2
    assert there.read_bytes() != b"filled in"
