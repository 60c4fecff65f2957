"""An export that was edited comes back: exactly its edits are shown, decided and taken."""

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.importing.returned.conftest import Desk, Page
from tests.ui.dialogs.sheets.conftest import Read, words_in
from tracker.domain import commands as c
from tracker.domain.records import Action
from ui.dialogs.sheets.edits_step import EditsStep
from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def edited(desk: Desk, reference: str, **cells: object) -> Path:
    """An export with these cells of an action changed, by its reference."""
    book = openpyxl.load_workbook(desk.exported())
    Page(book["Actions"]).put(reference, **cells)
    out = desk.folder / "edited.xlsx"
    book.save(out)
    return out


def first(desk: Desk) -> Action:
    return next(each for each in desk.session.plan.all(Action) if not each.draft)


def press(step: EditsStep, words: str) -> None:
    assert step.detail.choice is not None
    found = [each for each in step.detail.choice.findChildren(QAbstractButton) if each.text() == words]
    QTest.mouseClick(found[0], LEFT)


def test_exactly_the_edits_are_taken(window: MainWindow, desk: Desk, read: Read) -> None:
    action = first(desk)
    bringing = read(window, edited(desk, action.ref, resources="Two more posts"))
    step = bringing.stage
    assert isinstance(step, EditsStep)
    (line,) = step.rows.rows()
    assert step.rows.sentence(line).endswith("Resources, nothing, Two more posts")
    assert bringing.on.text() == "Take in 1 edit"
    QTest.mouseClick(bringing.on, LEFT)
    assert window.workspace is not None
    assert window.workspace.plan.get(Action, action.id).resources == "Two more posts"
    assert window.banner.words == "1 edit taken in from edited.xlsx. One undo takes all of it back."


def test_approved_wording_waits_for_why_and_who_agreed(window: MainWindow, desk: Desk, read: Read) -> None:
    action = first(desk)
    bringing = read(window, edited(desk, action.ref, title="Decide every contact in a day"))
    step = bringing.stage
    assert isinstance(step, EditsStep)
    QTest.mouseClick(bringing.on, LEFT)
    assert bringing.banner.words == (
        "Agreed dates and wording change: say why and who agreed, or leave those edits."
    )
    QTest.keyClicks(step.reason.edit, "Plainer words")
    QTest.keyClicks(step.agreed_by.edit, "Improvement board")
    assert bringing.on.text() == "Take in 1 edit"
    QTest.mouseClick(bringing.on, LEFT)
    assert window.workspace is not None
    assert window.workspace.plan.get(Action, action.id).title == "Decide every contact in a day"


def test_a_cell_changed_here_and_there_is_decided(window: MainWindow, desk: Desk, read: Read) -> None:
    action = first(desk)
    path = edited(desk, action.ref, resources="Two more posts")
    desk.do(c.ChangeAction(id=action.id, changes={"resources": "One post"}))
    bringing = read(window, path)
    step = bringing.stage
    assert isinstance(step, EditsStep)
    words = words_in(step.detail)
    assert "The sheet says\nTwo more posts" in words
    assert "The plan says\nOne post (Programme officer" in words
    QTest.mouseClick(bringing.on, LEFT)
    assert "Say whether to take or leave 1 edit" in bringing.banner.words
    press(step, "Keep the plan’s")
    assert [line.group for line in step.rows.rows()] == ["not"]
    press(step, "Take the sheet’s")
    QTest.mouseClick(bringing.on, LEFT)
    assert window.workspace is not None
    assert window.workspace.plan.get(Action, action.id).resources == "Two more posts"


def test_a_new_row_becomes_an_action_and_an_unedited_export_nothing(
    window: MainWindow, desk: Desk, read: Read
) -> None:
    bringing = read(window, desk.exported())
    QTest.mouseClick(bringing.on, LEFT)
    assert "holds nothing to take into the plan" in bringing.banner.words
    book = openpyxl.load_workbook(desk.exported())
    page = Page(book["Actions"])
    below = max(page.rows.values()) + 1
    page.page.cell(below, page.columns["Title"]).value = "Call back within the hour"
    out = desk.folder / "longer.xlsx"
    book.save(out)
    bringing = read(window, out)
    step = bringing.stage
    assert isinstance(step, EditsStep)
    assert [line.group for line in step.rows.rows()] == ["new"]
    QTest.mouseClick(bringing.on, LEFT)
    assert window.workspace is not None
    assert "Call back within the hour" in {each.title for each in window.workspace.plan.all(Action)}
