from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.seeded import an
from tracker.domain import commands as c
from tracker.domain.codes import OrganisationKind
from tracker.domain.errors import TrackerError
from tracker.domain.records import Holding, Organisation, Person, Post
from ui.app import Program
from ui.dialogs.people import (
    AppointForm,
    AwayForm,
    LeaveForm,
    OrganisationForm,
    PeopleDialog,
    PersonForm,
    PostForm,
    selected_person,
)
from ui.main_window import MainWindow
from ui.workspace import Workspace


@pytest.fixture
def window(program: Program, plan_path: Path) -> Iterator[MainWindow]:
    window = program.open_window()
    program.open_plan(plan_path, window)
    yield window


def test_posts_people_and_organisations_are_added_and_changed(workspace: Workspace, qtbot: QtBot) -> None:
    plan = workspace.plan
    post, person, organisation = PostForm(None, plan), PersonForm(None, plan), OrganisationForm(None)
    for form in (post, person, organisation):
        qtbot.addWidget(form)
    post.title.set_value("Detective Superintendent")
    person.name.set_value("Ines Harrowgate")
    organisation.name.set_value("Eastmarsh Police")
    organisation.type.set_value(OrganisationKind.POLICE)
    assert post.command() == c.AddPost(title="Detective Superintendent")
    assert person.command() == c.AddPerson(name="Ines Harrowgate")
    assert organisation.command() == c.AddOrganisation(
        name="Eastmarsh Police", organisation_kind=OrganisationKind.POLICE
    )
    edit = OrganisationForm(None, an(workspace.session, Organisation))
    qtbot.addWidget(edit)
    workspace.do(edit.command())


def test_somebody_takes_over_a_post(workspace: Workspace, qtbot: QtBot) -> None:
    session = workspace.session
    form = AppointForm(None, workspace, an(session, Post))
    qtbot.addWidget(form)
    with pytest.raises(TrackerError, match="Person is needed"):
        form.command()
    form.person_id.set_value(an(session, Person, 1).id)
    form.started_on.set_value(date(2026, 12, 1))
    workspace.do(form.command())
    before, after = session.plan.all(Holding)
    assert (before.ended_on, after.started_on) == (date(2026, 11, 30), date(2026, 12, 1))


def test_somebody_new_to_the_plan_is_appointed_in_one_change(workspace: Workspace, qtbot: QtBot) -> None:
    session = workspace.session
    post, people = an(session, Post), len(session.plan.all(Person))
    form = AppointForm(None, workspace, post)
    qtbot.addWidget(form)
    assert form.name.isHidden()
    form.person_id.set_value("new")
    with pytest.raises(TrackerError, match="Name is needed"):
        form.command()
    form.name.set_value("Ines Harrowgate")
    workspace.do(form.command())
    ines = next(each for each in session.plan.all(Person) if each.name == "Ines Harrowgate")
    assert ines.organisation_id == post.organisation_id
    assert session.plan.by(Holding, "person_id", ines.id)[0].post_id == post.id
    session.undo()
    assert len(session.plan.all(Person)) == people


def test_somebody_leaves_and_somebody_is_away(workspace: Workspace, qtbot: QtBot) -> None:
    session = workspace.session
    away = AwayForm(None, workspace, an(session, Person))
    qtbot.addWidget(away)
    away.to_on.set_value(date(2026, 11, 27))
    away.cover.set_value(an(session, Person, 1).id)
    workspace.do(away.command())
    leave = LeaveForm(None, workspace, an(session, Post))
    qtbot.addWidget(leave)
    leave.ended_on.set_value(date(2026, 11, 30))
    workspace.do(leave.command())
    assert an(session, Holding).ended_on == date(2026, 11, 30)


def test_each_list_says_who_and_what(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workspace is not None
    session = window.workspace.session
    dialog = PeopleDialog(window)
    qtbot.addWidget(dialog)
    front_door = next(each for each in dialog.items() if each.title == "Head of the Front Door")
    assert front_door.words == "Asha Quillfeather · Eastmarsh Council · owns 3 actions"
    vacant = next(each for each in dialog.items() if each.title == "Director")
    assert vacant.words.startswith("Nobody in post")
    assert "leave" not in [deed.name for deed in vacant.deeds]
    session.do(
        c.RecordAway(person_id=an(session, Person).id, from_on=date(2026, 11, 16), to_on=date(2026, 11, 27))
    )
    dialog.lists.choose("people")
    asha = next(each for each in dialog.items() if each.title == "Asha Quillfeather")
    assert asha.words == "Head of the Front Door · Eastmarsh Council · away 16 Nov 2026 to 27 Nov 2026"
    dialog.lists.choose("organisations")
    assert [(each.title, each.words) for each in dialog.items()] == [("Eastmarsh Council", "Council")]


def test_a_post_that_owns_actions_is_not_removed(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workspace is not None
    dialog = PeopleDialog(window)
    qtbot.addWidget(dialog)
    post = an(window.workspace.session, Post)
    dialog.told(lambda: dialog.do_remove(post.id))
    assert "cannot be removed" in dialog.banner.words
    assert window.workspace.plan.find(Post, post.id)


def test_an_absence_is_noted_of_who_is_in_the_selected_post(window: MainWindow) -> None:
    assert window.workspace is not None
    session = window.workspace.session
    holder, nobodys = an(session, Person), an(session, Post, 1)
    window.go("people", an(session, Post).id)
    assert selected_person(window) == holder
    window.go("people", holder.id)
    assert selected_person(window) == holder
    window.go("people", nobodys.id)
    with pytest.raises(TrackerError, match="Select a person first"):
        selected_person(window)
