"""Rows of the Actions table as rows of a spreadsheet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, asked
from tests.ui.pages.windows import opened, settled, workspace_of
from tracker.domain import commands as c
from tracker.domain.codes import OwnColumnKind, Priority
from tracker.domain.records import Action, ActionTag, OwnColumn, OwnValue, Post, Tag
from ui.app import Program
from ui.dialogs.bulk import BulkForm
from ui.main_window import MainWindow
from ui.pages.actions import ActionsPage

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    yield opened(program, plan_path, "actions", qtbot)


def page_of(window: MainWindow) -> ActionsPage:
    assert isinstance(window.page, ActionsPage)
    return window.page


def refs(window: MainWindow) -> list[str]:
    return [each.ref for each in page_of(window).table.rows()]


def choose(window: MainWindow, *refs: str, column: str = "title") -> None:
    """Select these actions, the first and what lies below it with Shift."""
    grid = page_of(window).grid
    ids = {each.ref: each.id for each in page_of(window).table.rows()}
    grid.go_to(ids[refs[0]], column)
    for _ in refs[1:]:
        QTest.keyClick(grid, Qt.Key.Key_Down, SHIFT)
    assert [each.ref for each in grid.selected] == list(refs)


def words(window: MainWindow) -> str:
    return window.notices.banner.words


def test_rows_move_by_keys_within_and_between_workstreams_and_one_undo_takes_it_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    own, page = workspace_of(window), page_of(window)
    own.do(c.AddWorkstream(title="Assessment"))
    settled(window, qtbot)
    assert refs(window) == ["A3", "A4", "A5", "A1", "A2"]
    choose(window, "A4", "A5")
    QTest.keyClick(page.grid, Qt.Key.Key_Up, SHIFT | ALT)
    assert refs(window) == ["A4", "A5", "A3", "A1", "A2"]
    assert [each.ref for each in page.grid.selected] == ["A4", "A5"]
    own.undo()
    assert refs(window) == ["A3", "A4", "A5", "A1", "A2"]
    choose(window, "A5")
    QTest.keyClick(page.grid, Qt.Key.Key_Down, SHIFT | ALT)
    assert action(own.session, 2).workstream_id is None
    page.ways.choose("flat")
    page.grid.rows_dropped.emit([action(own.session).id], None, None)
    assert refs(window)[-1] == "A3"


def test_rows_that_are_sorted_are_not_moved_and_the_order_of_the_plan_is_offered(window: MainWindow) -> None:
    page = page_of(window)
    page.table.sort_by("title")
    before = refs(window)
    page.grid.rows_dropped.emit([action(workspace_of(window).session).id], None, None)
    assert "sorted by “Action”" in words(window)
    assert refs(window) == before
    window.notices.banner.pressed.emit()
    assert page.table.sorts == ()
    assert words(window) == ""


def test_a_duplicate_is_selected(window: MainWindow) -> None:
    choose(window, "A3")
    window.commands.run("duplicate")
    assert [each.title for each in window.selected_actions()] == [
        "Decide every contact within one working day (copy)"
    ]
    assert refs(window)[:2] == ["A3", "A6"]


def test_a_column_is_copied_down_at_once_where_nothing_is_to_be_asked(window: MainWindow) -> None:
    own = workspace_of(window)
    done = own.do(c.AddOwnColumn(name="Cabinet", column_kind=OwnColumnKind.TEXT))
    assert done is not None
    column = done.made(OwnColumn)
    first, second = action(own.session), action(own.session, 1)
    for command in (
        c.ChangeAction(id=first.id, changes={"priority": Priority.HIGH}),
        c.SetOwnValue(action_id=first.id, column_id=column.id, value="Yes"),
        c.AddTag(name="Spring"),
        c.AddTag(name="Autumn"),
    ):
        own.do(command)
    spring, autumn = own.plan.all(Tag)
    own.do(c.TagAction(action_id=first.id, tag_id=spring.id))
    own.do(c.TagAction(action_id=second.id, tag_id=autumn.id))
    page = page_of(window)
    page.grid.choose_columns(("priority", "tags", f"own {column.id}"))
    for key in ("priority", "tags", f"own {column.id}"):
        choose(window, "A3", "A4", "A5", column=key)
        window.commands.run("copy_down")
        assert "copied to 2 actions" in window.status_line.words
    assert {each.priority for each in own.plan.by(Action, "workstream_id", first.workstream_id)} == {
        Priority.HIGH
    }
    assert {tie.tag_id for tie in own.plan.all(ActionTag)} == {spring.id}
    assert [each.value for each in own.plan.all(OwnValue)] == ["Yes"] * 3
    window.commands.run("copy_down")
    assert "what they have already" in words(window)
    choose(window, "A4", column="priority")  # a single one has it from the row above
    own.do(c.ChangeAction(id=second.id, changes={"priority": None}))
    window.commands.run("copy_down")
    assert own.plan.get(Action, second.id).priority is Priority.HIGH


def test_copying_down_asks_why_where_a_rule_wants_it(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = workspace_of(window)
    asked(own.session)
    director = an(own.session, Post, 1).id
    why = {"reason": "New lead", "agreed_by": "The board"}
    own.do(c.ChangeAction(id=action(own.session).id, changes={"owner_post_id": director}, **why))
    shown: list[BulkForm] = []
    monkeypatch.setattr(BulkForm, "record", lambda form: shown.append(form))
    choose(window, "A3", "A4", "A5", column="owner")
    window.commands.run("copy_down")
    (form,) = shown
    assert form.save.text() == "Change 2 actions"
    assert form.reason.isVisibleTo(form)
    assert form.begin_with is form.reason  # what is to be set is said already
    form.reject()
    for column, told in (("title", "each action has its own"), ("priority", "has nothing under “Priority”")):
        page_of(window).grid.choose_columns(("priority",))
        choose(window, "A3", "A4", column=column)
        window.commands.run("copy_down")
        assert told in words(window)
    choose(window, "A3", column="owner")
    window.commands.run("copy_down")
    assert "no action above" in words(window)


def test_several_are_copied_as_a_table_and_commands_about_one_wait(window: MainWindow) -> None:
    choose(window, "A3", "A4")
    for name in ("complete", "ask_for_date", "remove"):
        assert window.commands[name].statusTip() == "Select one action only: 2 are selected."
    assert window.commands["change_several"].isEnabled()
    window.commands.run("copy_rows")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Ref\tAction\tOwner\tDue")
    assert [each.split("\t")[0] for each in lines[1:]] == ["A3", "A4"]
    assert "2 rows copied" in window.status_line.words
    choose(window, "A4")
    assert window.commands["change_several"].statusTip().startswith("Select two or more actions first")
    field = page_of(window).filter.edit
    field.setText("zzz")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, CTRL)  # of its own, and no table
    assert QGuiApplication.clipboard().text() == "zzz"


def test_more_than_can_be_written_at_once_are_refused(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.dialogs.bulk._MOST", 1)
    monkeypatch.setattr("ui.pages.actions_several._MOST_COPIES", 1)
    seq = workspace_of(window).plan.seq
    choose(window, "A3", "A4", "A5", column="owner")
    for name, told in (
        ("change_several", "At most 1 actions can be changed at once, and 3 are selected"),
        ("copy_down", "and 2 are selected"),
        ("duplicate", "At most 1 actions can be duplicated"),
    ):
        window.commands.run(name)
        assert told in words(window)
    assert workspace_of(window).plan.seq == seq
