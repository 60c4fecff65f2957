"""A return sheet that came back is previewed, decided and recorded for those who answered."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.importing.returned.conftest import Desk, Page
from tests.ui.dialogs.sheets.conftest import Read, words_in
from tracker.domain import commands as c
from tracker.domain.codes import Delivery
from tracker.domain.records import Action, Update
from tracker.domain.rules.returns import Answer
from ui.dialogs.sheets.answers_step import AnswersStep
from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
HEAD = "Head of the Front Door"


def sent_back(desk: Desk, **answers: Mapping[str, object]) -> Path:
    """The first sheet with these answers, by reference."""
    path = desk.sheets()[HEAD]
    book = openpyxl.load_workbook(path)
    page = Page(book.active)
    for reference, values in answers.items():
        page.put(reference, **values)
    out = desk.folder / "back.xlsx"
    book.save(out)
    return out


def references(desk: Desk) -> list[str]:
    return [each.ref for each in desk.session.plan.all(Action) if not each.draft]


def press(step: AnswersStep, words: str) -> None:
    assert step.detail.choice is not None
    found = [each for each in step.detail.choice.findChildren(QAbstractButton) if each.text() == words]
    QTest.mouseClick(found[0], LEFT)


def test_answers_are_recorded_for_whoever_gave_them(window: MainWindow, desk: Desk, read: Read) -> None:
    first, second, *_ = references(desk)
    path = sent_back(
        desk,
        **{
            first: {"what_changed": "The rota is agreed.", "updated_by": "Jo Marsh"},
            second: {"no_change": "No change"},
        },
    )
    bringing = read(window, path)
    step = bringing.stage
    assert isinstance(step, AnswersStep)
    assert bringing.on.text() == "Record 2 answers"
    assert step.rows.sentence(step.rows.rows()[0]).endswith("Jo Marsh, To be recorded")
    QTest.mouseClick(bringing.on, LEFT)
    assert window.workspace is not None
    assert window.banner.words.startswith("2 answers recorded from back.xlsx.")
    full = window.workspace.session.full_plan()
    updates = [each for each in full.all(Update) if each.whose == "Jo Marsh"]
    assert sorted(each.text for each in updates) == ["No change", "The rota is agreed."]
    window.workspace.undo()
    assert not [each for each in window.workspace.session.full_plan().all(Update) if each.whose == "Jo Marsh"]


def test_where_the_plan_has_changed_both_values_are_shown_and_one_is_chosen(
    window: MainWindow, desk: Desk, read: Read
) -> None:
    first = references(desk)[0]
    action = next(each for each in desk.session.plan.all(Action) if each.ref == first)
    path = sent_back(
        desk, **{first: {"rating": "Off track", "barrier": "No staff", "updated_by": "Jo Marsh"}}
    )
    rated = c.AddUpdate(
        action_id=action.id, text="Better", delivery=Delivery.ON_TRACK, happened_on=desk.today
    )
    desk.do(rated, "Tam Overbeck")
    bringing = read(window, path)
    step = bringing.stage
    assert isinstance(step, AnswersStep)
    words = words_in(step.detail)
    assert "The sheet says\nOff track" in words
    assert "The plan says\nOn track (Tam Overbeck" in words
    QTest.mouseClick(bringing.on, LEFT)
    assert f"Say whether to take or leave the answers on {first}" in bringing.banner.words
    press(step, "Take the answer")
    assert bringing.on.text() == "Record 1 answer"
    QTest.mouseClick(bringing.on, LEFT)
    assert window.workspace is not None
    assert window.workspace.plan.get(Action, action.id).delivery is Delivery.OFF_TRACK


def test_an_answer_that_cannot_be_recorded_is_put_right_in_place(
    window: MainWindow, desk: Desk, read: Read, qtbot: QtBot
) -> None:
    first = references(desk)[0]
    path = sent_back(desk, **{first: {"rating": "Splendid", "updated_by": "Jo Marsh"}})
    bringing = read(window, path)
    step = bringing.stage
    assert isinstance(step, AnswersStep)
    assert bringing.on.text() == "Record the answers"
    QTest.mouseClick(bringing.on, LEFT)
    assert bringing.banner.words
    rating = step.detail.fields[Answer.RATING]
    rating.setFocus()
    rating.control.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(rating.control, "On track")
    QTest.keyClick(rating.control, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bringing.on.text() == "Record 1 answer")
    press(step, "Keep the plan as it is")
    assert bringing.on.text() == "Record the answers"
    bringing.leave()


def test_the_day_of_the_answers_can_be_said(window: MainWindow, desk: Desk, read: Read) -> None:
    first = references(desk)[0]
    path = sent_back(desk, **{first: {"what_changed": "Agreed.", "updated_by": "Jo Marsh"}})
    bringing = read(window, path)
    step = bringing.stage
    assert isinstance(step, AnswersStep)
    step.day.edit.selectAll()
    QTest.keyClicks(step.day.edit, "19 November 2026")
    QTest.mouseClick(bringing.on, LEFT)
    assert window.workspace is not None
    full = window.workspace.session.full_plan()
    (update,) = [each for each in full.all(Update) if each.whose == "Jo Marsh"]
    assert update.happened_on.day == 19
