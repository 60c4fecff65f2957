"""The filter of the Actions page: what is typed becomes tokens, and a menu writes the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.seeded import action, completed
from tests.ui.pages.windows import opened, workspace_of
from tracker.domain import commands as c
from tracker.domain.codes import OwnColumnKind
from tracker.domain.records import Person, Post
from tracker.domain.rules.query import parse
from ui.app import Program
from ui.dialogs.filter_help import FilterHelp
from ui.main_window import MainWindow
from ui.pages.actions import ActionsPage
from ui.pages.actions_choices import sections
from ui.widgets.filter_field import FilterField


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the Actions page of the small plan."""
    yield opened(program, plan_path, "actions", qtbot)


def page_of(window: MainWindow) -> ActionsPage:
    assert isinstance(window.page, ActionsPage)
    return window.page


def tokens(field: FilterField) -> list[str]:
    return [token.words for token in field._shown]


def shown(page: ActionsPage) -> list[str]:
    return [each.ref for each in page.table.rows()]


def test_terms_become_tokens_as_they_are_done_and_text_again_by_backspace(window: MainWindow) -> None:
    page = page_of(window)
    field, edit = page.filter, page.filter.edit
    assert tokens(field) == ["Status any but withdrawn"]
    edit.setFocus()
    QTest.keyClicks(edit, "owner:none")
    assert shown(page) == ["A1", "A2"]
    assert tokens(field) == ["Status any but withdrawn"]
    QTest.keyClicks(edit, " ")
    assert tokens(field) == ["Status any but withdrawn", "Owner none"]
    QTest.keyClicks(edit, "due<30 of")
    assert (tokens(field)[2:], edit.text()) == ([], "due<30 of")
    QTest.keyClicks(edit, "x")
    assert (tokens(field)[2:], edit.text()) == (["Due within 30 days"], "ofx")
    QTest.keyClick(edit, Qt.Key.Key_Home)
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert (tokens(field)[2:], edit.text(), edit.cursorPosition()) == ([], "due<30 ofx", 6)
    QTest.keyClicks(edit, "0")
    assert edit.text() == "due<300 ofx"
    edit.setText("late")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert (tokens(field)[2:], edit.text()) == (["Due overdue"], "")
    field.dropped.emit("late")
    assert page.narrowing.text == "-status:gone owner:none"
    assert "Owner none" in page.narrowing.words


def test_values_are_offered_and_taken(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    edit, offered = page.filter.edit, page.narrowing.completions
    popup = offered.popup()
    assert popup is not None
    edit.setFocus()
    QTest.keyClicks(edit, "owner:fro")
    assert popup.isVisible()
    assert [popup.model().index(n, 0).data() for n in range(popup.model().rowCount())] == [
        "Head of the Front Door, 3"
    ]
    offered.taken.emit("Head of the Front Door")
    assert (edit.text(), popup.isVisible()) == ("", False)
    assert shown(page) == ["A3", "A4", "A5"]
    QTest.keyClicks(edit, "word")
    assert not popup.isVisible()


def test_the_menu_writes_what_could_be_typed(window: MainWindow) -> None:
    page = page_of(window)
    found = sections(workspace_of(window).plan)
    due = next(section for section in found if section.title == "Due")
    for section in found:
        for choice in section.choices:
            assert parse(choice.text).faults == ()
            assert parse(choice.text).terms
    page.show_all()
    page.narrowing.choose(due, "late")
    page.narrowing.choose(due, "due:none")
    assert (page.narrowing.text, shown(page)) == ("due:none", ["A1", "A2"])
    page.narrowing.choose(due, "due:none")
    assert page.narrowing.text == ""


def test_what_is_not_understood_is_said_below_the_table(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    page.filter.edit.setText("due<banana")
    qtbot.waitUntil(lambda: "not a date or a number of days" in page.foot.left.text())
    page.filter.edit.setText("")
    qtbot.waitUntil(lambda: page.foot.left.text().startswith("5 of 5 actions"))


def test_a_term_follows_what_it_rests_on(window: MainWindow) -> None:
    page, session = page_of(window), workspace_of(window).session
    page.narrowing.set_text("owner:someone")
    assert shown(page) == []
    post = next(iter(session.plan.all(Post)))
    person = session.do(c.AddPerson(name="Someone New")).made(Person)
    window.do(c.AppointToPost(post_id=post.id, person_id=person.id, started_on=workspace_of(window).day))
    assert shown(page) == ["A3", "A4", "A5"]
    page.narrowing.set_text('"cost code":12')
    assert page.narrowing.query.text == "cost code :12"
    window.do(c.AddOwnColumn(name="Cost code", column_kind=OwnColumnKind.TEXT))
    (term,) = page.narrowing.query.terms
    assert term.column == "Cost code"
    page.narrowing.set_text('-"new words"')
    window.do(c.ChangeAction(id=action(session).id, changes={"resources": "New words"}))
    assert action(session).ref not in shown(page)


def test_who_has_no_evidence_is_known_though_the_plan_for_lists_holds_none(window: MainWindow) -> None:
    page = page_of(window)
    page.narrowing.set_text("no:evidence")
    assert shown(page) == ["A3", "A4", "A5", "A1", "A2"]
    completed(workspace_of(window).session)
    assert shown(page) == ["A4", "A5", "A1", "A2"]


def test_the_help_can_be_pressed(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    page.show_all()
    page.narrowing.help.click()
    (helped,) = page.narrowing.help.findChildren(FilterHelp)
    press = next(each for each in helped.findChildren(type(page.narrowing.help)) if each.text() == "late")
    press.click()
    assert shown(page) == ["A3"]
