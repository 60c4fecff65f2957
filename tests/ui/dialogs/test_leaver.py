from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.seeded import an
from tracker.domain import commands as c
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Holding, Person, Post
from tracker.domain.rules.leaving import held
from tracker.domain.rules.owners import holder
from ui.app import Program
from ui.dialogs.leaver import HandoverFields, LeaverForm
from ui.workspace import Workspace

LAST, NEXT = date(2026, 11, 30), date(2026, 12, 1)


@pytest.fixture
def form(workspace: Workspace, qtbot: QtBot) -> LeaverForm:
    """Asha Quillfeather leaves at the end of November."""
    made = LeaverForm(None, workspace, an(workspace.session, Person))
    qtbot.addWidget(made)
    made.last_day.set_value(LAST)
    return made


def only(form: LeaverForm) -> HandoverFields:
    (found,) = form.handovers
    return found


def told(form: LeaverForm) -> list[tuple[str, str, str]]:
    return [(each.about, each.before, each.after) for each in form.rows.rows()]


def in_post(workspace: Workspace, day: date) -> list[str]:
    found = holder(workspace.plan, an(workspace.session, Post).id, day)
    return [each.name for each in found.people] if found else []


def test_nobody_leaves_until_somebody_is_chosen(workspace: Workspace, qtbot: QtBot) -> None:
    form = LeaverForm(None, workspace)
    qtbot.addWidget(form)
    assert (form.handovers, told(form)) == ([], [])
    with pytest.raises(TrackerError, match="Who leaves is needed"):
        form.command()


def test_without_a_successor_the_post_is_vacant_and_keeps_what_it_owns(
    form: LeaverForm, workspace: Workspace
) -> None:
    post = an(workspace.session, Post)
    before = held(workspace.plan, post.id)
    assert told(form) == [
        (post.title, "Asha Quillfeather, since 5 Jan 2026", "Asha Quillfeather, to 30 Nov 2026")
    ]
    assert only(form).items.note.text() == "3 actions and 1 workstream; what is finished stays"
    workspace.do(form.command())
    assert (in_post(workspace, LAST), in_post(workspace, NEXT)) == (["Asha Quillfeather"], [])
    assert held(workspace.plan, post.id) == before


def test_somebody_new_follows_from_a_day(form: LeaverForm, workspace: Workspace) -> None:
    fields = only(form)
    assert not fields.name.isVisibleTo(form)
    fields.follower.set_value("new")
    assert fields.name.isVisibleTo(form)
    assert form.rows.rows() == []
    assert "is needed" in form._missing.text()
    fields.name.set_value("Ines Harrowgate")
    fields.from_on.set_value(date(2027, 1, 4))
    assert [each[2] for each in told(form)[1:]] == ["added as a person", "Ines Harrowgate, from 4 Jan 2027"]
    workspace.do(form.command())
    assert in_post(workspace, date(2027, 1, 4)) == ["Ines Harrowgate"]
    workspace.undo()
    assert in_post(workspace, date(2027, 1, 4)) == ["Asha Quillfeather"]


def test_what_is_open_goes_to_another_post_with_a_reason_and_who_agreed(
    form: LeaverForm, workspace: Workspace
) -> None:
    fields, director = only(form), an(workspace.session, Post, 1)
    assert not form.reason.isVisibleTo(form)
    fields.items.set_value(True)
    fields.items_to.set_value(director.id)
    assert form.reason.isVisibleTo(form)
    with pytest.raises(TrackerError, match="Why the owner changes is needed"):
        form.command()
    form.reason.set_value("The post is given up")
    form.agreed_by.set_value("Chair")
    assert len(told(form)) == 1 + 3 + 1
    workspace.do(form.command())
    assert {each.owner_post_id for each in workspace.plan.all(Action) if not each.draft} == {director.id}


def test_one_new_person_follows_in_two_posts(workspace: Workspace, qtbot: QtBot) -> None:
    asha, second = an(workspace.session, Person), an(workspace.session, Post, 1)
    workspace.do(c.AppointToPost(post_id=second.id, person_id=asha.id, started_on=date(2026, 2, 1)))
    form = LeaverForm(None, workspace, asha)
    qtbot.addWidget(form)
    for fields in form.handovers:
        fields.follower.set_value("new")
        fields.name.set_value("Ines Harrowgate")
    workspace.do(form.command())
    assert [each.name for each in workspace.plan.all(Person)].count("Ines Harrowgate") == 1


def test_who_else_is_in_post_is_told(form: LeaverForm, workspace: Workspace, qtbot: QtBot) -> None:
    post, other = an(workspace.session, Post), an(workspace.session, Person, 1)
    assert only(form).follower.box.itemText(0) == "Nobody yet: the post is vacant"
    workspace.do(c.AppointToPost(post_id=post.id, person_id=other.id, started_on=date(2026, 6, 1)))
    again = LeaverForm(None, workspace, an(workspace.session, Person))
    qtbot.addWidget(again)
    assert only(again).follower.box.itemText(0) == "Nobody: Tam Overbeck stays in post"


def test_absences_left_without_cover_are_told(workspace: Workspace, qtbot: QtBot) -> None:
    asha, other = an(workspace.session, Person), an(workspace.session, Person, 1)
    days = {"from_on": NEXT, "to_on": date(2026, 12, 12)}
    workspace.do(c.RecordAway(person_id=other.id, cover_person_id=asha.id, **days))
    form = LeaverForm(None, workspace, asha)
    qtbot.addWidget(form)
    assert form._notes.text() == "Nobody will cover for Tam Overbeck until 12 Dec 2026: note who does."


def test_a_day_that_cannot_be_read_shows_nothing_and_is_refused(form: LeaverForm) -> None:
    form.last_day.edit.setText("soon")
    assert (form.handovers, form.rows.rows()) == ([], [])
    with pytest.raises(TrackerError):
        form.command()


def test_every_field_has_a_name_of_its_own(form: LeaverForm) -> None:
    names = [field.control.accessibleName() for field in form.fields]
    assert all(names)
    assert len(names) == len(set(names))


def test_the_command_begins_with_who_is_selected(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    window = program.open_window()
    program.open_plan(plan_path, window)
    window.go("people")
    assert window.workspace is not None
    session = window.workspace.session
    window.go("people", an(session, Post).id)

    def fill() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, LeaverForm)
        assert form.person.value() == an(session, Person).id
        form.last_day.set_value(LAST)
        form.accept()

    QTimer.singleShot(0, window, fill)
    window.commands.run("leaver")
    assert session.undo_label == "leaving of Asha Quillfeather"


def test_without_anybody_in_post_it_says_so(workspace: Workspace) -> None:
    workspace.do(c.EndHolding(holding_id=an(workspace.session, Holding).id, ended_on=date(2026, 10, 1)))
    with pytest.raises(TrackerError, match="Nobody is in a post"):
        LeaverForm(None, workspace)
