"""From a tracker to a plan, through the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.examples import seed
from tests.importing.letter_forms import write_docx
from tests.importing.returned.conftest import Desk
from tests.importing.sheets.test_word import tracker as in_word
from tests.importing.sheets.trackers import by_priority, coloured
from tests.ui.dialogs.sheets.conftest import Read
from tests.ui.pages.windows import settled
from tracker.clock import FixedClock
from tracker.domain.records import Action, Organisation, OwnColumn, Post, Update, Workstream
from tracker.importing.sheets import deciding, proposal
from tracker.importing.sheets.comparing import Doing
from tracker.importing.sheets.workbook import read_workbook
from tracker.session import Session
from ui.app import Program
from ui.dialogs.sheets.check_step import CheckStep
from ui.dialogs.sheets.columns_step import ColumnsStep
from ui.dialogs.sheets.frame import BringIn
from ui.dialogs.sheets.opening import begin
from ui.dialogs.wizard.wizard import Wizard
from ui.main_window import MainWindow
from ui.theme import Look

LEFT = Qt.MouseButton.LeftButton


def stage(bringing: BringIn, number: int) -> object:
    return bringing.stages[number]


def test_a_tracker_becomes_a_plan_that_one_undo_empties(
    start: MainWindow, read: Read, tmp_path: Path, qtbot: QtBot
) -> None:
    bringing = read(start, coloured(tmp_path / "Our tracker.xlsx"))
    assert bringing.accessibleName() == "New plan from a tracker"
    for _ in range(2):
        QTest.mouseClick(bringing.on, LEFT)
    check = stage(bringing, 3)
    assert isinstance(check, CheckStep) and check.plan.title.value() == "Our tracker"
    check.authority.setFocus()
    QTest.keyClicks(check.authority.edit, "Eastmarsh Council")
    assert bringing.on.text() == "Make the plan with 4 actions"
    start.activateWindow()
    qtbot.waitUntil(start.isActiveWindow)
    QTest.keyClick(check.authority.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    workspace = start.workspace
    assert workspace is not None
    assert workspace.session.path == tmp_path / "Our tracker.iplan"
    plan = workspace.plan
    assert plan.settings.authority == "Eastmarsh Council"
    assert "Eastmarsh Council" in {each.name for each in plan.all(Organisation)}
    assert next(each.title for each in plan.all(Action)) == "Answer every call within a day"
    assert {each.title for each in plan.all(Workstream)} == {"Front door", "Leaders"}
    first = next(iter(plan.all(Action)))
    assert len(workspace.session.updates(first.id)) == 5
    workspace.undo()
    for kind in (Action, Workstream, Post, OwnColumn):
        assert not workspace.plan.all(kind)


def test_it_is_added_to_a_plan_as_one_change_and_never_twice(
    window: MainWindow, read: Read, tmp_path: Path
) -> None:
    assert window.workspace is not None
    before = window.workspace.plan
    path = coloured(tmp_path / "tracker.xlsx")
    bringing = read(window, path)
    for _ in range(2):
        QTest.mouseClick(bringing.on, LEFT)
    assert bringing.on.text() == "Add 4 actions"
    QTest.mouseClick(bringing.on, LEFT)
    after = window.workspace.plan
    assert after.seq == before.seq + 1
    assert len(after.all(Action)) == len(before.all(Action)) + 4
    assert window.banner.words == "4 actions added from tracker.xlsx. One undo takes all of it back."
    assert window.commands["undo"].text() == "Undo import tracker.xlsx"

    again = read(window, path)
    for _ in range(2):
        QTest.mouseClick(again.on, LEFT)
    assert again.step == 2
    assert "says nothing that the plan does not hold already" in again.banner.words
    again.leave()
    window.workspace.undo()
    assert list(window.workspace.plan.all(Action)) == list(before.all(Action))


def test_what_was_said_of_the_columns_is_remembered_for_the_next_file(
    window: MainWindow, read: Read, tmp_path: Path
) -> None:
    bringing = read(window, coloured(tmp_path / "october.xlsx"))
    columns = stage(bringing, 1)
    assert isinstance(columns, ColumnsStep)
    ward = columns.lines[-1]
    ward.choice.setFocus()
    QTest.keyClick(ward.choice, Qt.Key.Key_End)
    assert ward.choice.currentText() == "Left out"
    for _ in range(3):
        QTest.mouseClick(bringing.on, LEFT)
    again = read(window, coloured(tmp_path / "november.xlsx"))
    columns = stage(again, 1)
    assert isinstance(columns, ColumnsStep)
    assert columns.lines[-1].choice.currentText() == "Left out"
    again.leave()


def test_a_file_that_cannot_be_read_is_explained_and_another_can_be_given(
    window: MainWindow, read: Read, qtbot: QtBot, tmp_path: Path
) -> None:
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    bringing = begin(window, old)
    assert bringing.file_step.reading.isVisible()
    qtbot.waitUntil(lambda: bool(bringing.file_step.card.problem.text()), timeout=20_000)
    assert "save it as a workbook (.xlsx)" in bringing.file_step.card.problem.text()
    letter = tmp_path / "letter.csv"
    letter.write_text("Dear Director,\nthis is no table\n", encoding="utf-8")
    bringing.read_file(letter)
    qtbot.waitUntil(lambda: "No table of actions" in bringing.file_step.card.problem.text(), timeout=20_000)
    assert bringing.step == 0 and bringing.file_step.card.isEnabled()
    bringing.read_file(coloured(tmp_path / "tracker.xlsx"))
    qtbot.waitUntil(lambda: bringing.step == 1, timeout=20_000)
    bringing.leave()


def test_reading_can_be_stopped(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    bringing = begin(window, coloured(tmp_path / "tracker.xlsx"))
    QTest.mouseClick(bringing.file_step.stop, LEFT)
    assert bringing.file_step.card.isEnabled() and not bringing.file_step.reading.isVisible()
    bringing.file_step.show_reading("tracker.xlsx")
    bringing.take(read_workbook(tmp_path / "tracker.xlsx"))  # now the plan is read for it
    QTest.mouseClick(bringing.file_step.stop, LEFT)
    assert bringing.file_step.card.isEnabled() and not bringing.file_step.reading.isVisible()
    settled(window, qtbot)
    assert bringing.course is None
    bringing.leave()


def test_a_word_document_is_a_tracker_or_else_read_as_a_letter(
    window: MainWindow, read: Read, tmp_path: Path, qtbot: QtBot
) -> None:
    bringing = read(window, in_word(tmp_path / "tracker.docx"))
    assert isinstance(stage(bringing, 1), ColumnsStep)
    words = "The local authority needs to answer every call. " * 3
    letter = write_docx(tmp_path / "letter.docx", f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
    begin(window, letter)
    qtbot.waitUntil(lambda: bool(window.findChildren(Wizard)), timeout=20_000)
    (wizard,) = window.findChildren(Wizard)
    qtbot.waitUntil(lambda: wizard._job is None, timeout=20_000)
    wizard.leave()


def test_the_sheet_of_another_plan_is_refused_by_name(
    window: MainWindow, clock: FixedClock, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with Session.create(other / "other.iplan", window.program.actor, clock) as session:
        seed(session)
        sheet = next(iter(Desk(session, other, clock).sheets().values()))
    bringing = begin(window, sheet)
    qtbot.waitUntil(lambda: bool(bringing.file_step.card.problem.text()), timeout=20_000)
    assert "made from another plan" in bringing.file_step.card.problem.text()
    bringing.leave()


def test_larger_text_keeps_what_was_filled_in(
    program: Program, window: MainWindow, read: Read, tmp_path: Path, qtbot: QtBot
) -> None:
    bringing = read(window, by_priority(tmp_path / "tracker.xlsx"))
    columns = stage(bringing, 1)
    assert isinstance(columns, ColumnsStep)
    chosen = columns.lines[-1].choice
    chosen.setFocus()
    QTest.keyClick(chosen, Qt.Key.Key_End)
    QTest.mouseClick(bringing.on, LEFT)
    program.use_look(Look.LIGHT, 200)

    def others() -> list[BringIn]:
        return [each for each in window.findChildren(BringIn) if each.isVisible() and each is not bringing]

    qtbot.waitUntil(lambda: len(others()) == 1, timeout=5_000)
    (remade,) = others()
    assert remade.step == 2
    again = stage(remade, 1)
    assert isinstance(again, ColumnsStep)
    again.enter()
    assert again.lines[-1].choice.currentText() == "Left out"
    remade.leave()


def test_leaving_changes_nothing(window: MainWindow, read: Read, tmp_path: Path) -> None:
    assert window.workspace is not None
    before = window.workspace.plan.seq
    bringing = read(window, coloured(tmp_path / "tracker.xlsx"))
    QTest.mouseClick(bringing.on, LEFT)
    QTest.mouseClick(bringing.cancel, LEFT)
    assert not window.is_full
    assert window.workspace.plan.seq == before
    assert not window.workspace.session.full_plan().by(Update, "action_id", "none")


@pytest.mark.parametrize("steps", [1, 2])
def test_back_leads_to_the_step_before(window: MainWindow, read: Read, tmp_path: Path, steps: int) -> None:
    bringing = read(window, coloured(tmp_path / "tracker.xlsx"))
    for _ in range(steps):
        QTest.mouseClick(bringing.on, LEFT)
    QTest.mouseClick(bringing.back, LEFT)
    assert bringing.step == steps
    bringing.leave()


def test_many_rows_are_compared_while_the_window_answers(
    window: MainWindow, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    for module in (deciding, proposal):
        monkeypatch.setattr(module, "ROWS_A_TURN", 1)
    bringing = read(window, coloured(tmp_path / "tracker.xlsx"))
    columns = stage(bringing, 1)
    assert isinstance(columns, ColumnsStep)
    QTest.mouseClick(bringing.on, LEFT)
    assert (bringing.step, bringing.cursor().shape()) == (1, Qt.CursorShape.BusyCursor)
    columns.tracker.put(columns.tracker.proposal.with_row_left_out(0, 5))  # said meanwhile, and it counts
    qtbot.waitUntil(lambda: bringing.step == 2, timeout=5000)
    assert bringing.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert len(columns.tracker.found.of(Doing.LEFT_OUT)) == 1
    bringing.go_back()
    columns.tracker.put(columns.tracker.proposal.with_row_left_out(0, 5, out=False))
    bringing.go_on()
    bringing.go_back()  # to another step while it waits: it stays there
    qtbot.waitUntil(lambda: bringing.cursor().shape() == Qt.CursorShape.ArrowCursor, timeout=5000)
    assert bringing.step == 0
