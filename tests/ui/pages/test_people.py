from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.examples import the_risk
from tests.seeded import action, an
from tests.ui.conftest import ACTOR
from tests.ui.pages.windows import opened, settled, spoken_names, workspace_of
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.records import Holding, Organisation, Person, Post
from tracker.session import Session
from ui.app import Program
from ui.dialogs.people import PostForm
from ui.main_window import MainWindow
from ui.pages.people import PeoplePage
from ui.pages.people_rows import PersonRow, PostRow
from ui.widgets.frames import ListRow


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the People page of the small plan."""
    yield opened(program, plan_path, "people", qtbot)


def page_of(window: MainWindow) -> PeoplePage:
    assert isinstance(window.page, PeoplePage)
    return window.page


def hub(window: MainWindow) -> PostRow:
    return next(each for each in page_of(window).posts.rows.rows() if each.title == "Head of the Front Door")


def asha(window: MainWindow) -> PersonRow:
    return next(each for each in page_of(window).people.rows.rows() if each.title == "Asha Quillfeather")


def said(window: MainWindow, qtbot: QtBot) -> list[str]:
    settled(window, qtbot)
    QApplication.processEvents()  # what was put into a layout is shown then
    return [each.text() for each in page_of(window).side.findChildren(QLabel) if not each.isHidden()]


def leaves(window: MainWindow, on: date) -> None:
    window.do(c.EndHolding(holding_id=an(workspace_of(window).session, Holding).id, ended_on=on))


def test_a_post_is_told_with_its_holder_and_what_it_answers_for(window: MainWindow) -> None:
    session = workspace_of(window).session
    window.do(the_risk(session))
    council = an(session, Organisation)
    whose = {"organisation_id": council.id, "post_id": hub(window).id}
    window.do(c.AddPart(action_id=action(session).id, text="Phones", **whose))  # type: ignore[arg-type]
    row = hub(window)
    assert row.holds == "3 actions, 1 part, 1 risk, leads 1 workstream"
    assert page_of(window).posts.rows.sentence(row) == (
        "Head of the Front Door, Eastmarsh Council, Asha Quillfeather, "
        "3 actions, 1 part, 1 risk, leads 1 workstream, "
        "21 Nov 2025 to 4 Jan 2026: Nobody in post; 5 Jan 2026 to 23 May 2027: Asha Quillfeather"
    )


def test_a_vacancy_has_its_first_day_and_a_span_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    leaves(window, date(2026, 9, 30))
    row = hub(window)
    assert row.in_post == "Nobody in post since 1 Oct 2026"
    assert [each.holder.vacant for each in row.spans] == [True, False, True]
    page = page_of(window)
    page.listing.narrow("vacant")
    assert [each.title for each in page.posts.rows.rows()] == ["Director", "Head of the Front Door"]
    assert page.listing.foot.text() == "2 of 2 posts   ·   2 vacant"
    settled(window, qtbot)
    deeds = {each.text() for each in page.side.findChildren(QPushButton)}
    assert "Appoint to the post…" in deeds
    assert "Somebody leaves…" not in deeds  # nobody is there to leave


def test_who_is_away_is_told_with_the_cover(window: MainWindow, qtbot: QtBot) -> None:
    session = workspace_of(window).session
    one, other = an(session, Person), an(session, Person, 1)
    from_on, to_on = date(2026, 11, 16), date(2026, 11, 30)
    window.do(c.RecordAway(person_id=one.id, from_on=from_on, to_on=to_on, cover_person_id=other.id))
    assert hub(window).in_post == "Asha Quillfeather, away to 30 Nov 2026: Tam Overbeck covers"
    assert asha(window).away == "16 Nov 2026 to 30 Nov 2026, Tam Overbeck covers"
    page = page_of(window)
    page.show_record(one.id)
    page.listing.narrow("away")
    assert [each.title for each in page.people.rows.rows()] == ["Asha Quillfeather"]
    assert "16 Nov 2026 to 30 Nov 2026, Tam Overbeck covers" in said(window, qtbot)


def test_who_has_not_updated_is_found(
    program: Program, plan_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    clock.set(clock.now().replace(year=2027, month=2))
    window = opened(program, plan_path, "people", qtbot)
    page = page_of(window)
    page.listing.narrow("quiet")
    (row,) = page.posts.rows.rows()
    assert row.quiet == len(row.held.actions) == 3
    settled(window, qtbot)
    told = [each.accessibleName() for each in page.side.findChildren(ListRow)]
    assert sum("no update since" in each for each in told) == 3
    window.do(c.AddUpdate(action_id=row.held.actions[0].id, text="It goes on."))
    assert hub(window).quiet == 2


def test_terms_and_vacancies_stand_beside_the_latest_first(window: MainWindow, qtbot: QtBot) -> None:
    leaves(window, date(2026, 9, 30))
    window.do(
        c.AppointToPost(
            post_id=hub(window).id,
            person_id=an(workspace_of(window).session, Person, 1).id,
            started_on=date(2026, 12, 1),
        )
    )
    page_of(window).show_record(hub(window).id)
    told = said(window, qtbot)
    terms = [each for each in told if " to " in each or each.endswith(" on")]
    assert terms == [
        "1 Dec 2026 on",
        "1 Oct 2026 to 30 Nov 2026",
        "5 Jan 2026 to 30 Sep 2026",
    ]


def test_a_row_beside_leads_to_the_action_and_a_person_to_the_post(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    page.show_record(an(workspace_of(window).session, Person).id)
    settled(window, qtbot)
    link = next(each for each in page.side.findChildren(ListRow) if each.text() == "Head of the Front Door")
    link.click()
    assert isinstance(page.selected_record(), Post)
    settled(window, qtbot)
    link = next(each for each in page.side.findChildren(ListRow) if each.text().startswith("A3"))
    link.click()
    assert window.selected_actions() == [action(workspace_of(window).session)]


def test_a_record_is_shown_on_its_own_list_whatever_hides_it(window: MainWindow) -> None:
    page = page_of(window)
    page.listing.filter.edit.setText("director")
    assert [each.title for each in page.posts.rows.rows()] == ["Director"]
    person = an(workspace_of(window).session, Person, 1)
    assert page.show_record(person.id)
    assert (page.list.chosen, page.selected_record()) == ("people", person)
    assert not page.show_record("nobody")


def test_f2_edits_the_post_in_its_form(window: MainWindow) -> None:
    page = page_of(window)
    page.show_record(hub(window).id)

    def fill() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, PostForm)
        form.title.set_value("Head of Front Door")
        form.accept()

    QTimer.singleShot(0, window, fill)
    window.commands.run("edit")
    assert an(workspace_of(window).session, Post).title == "Head of Front Door"


@pytest.mark.parametrize(
    ("name", "words"), [("appoint", "Select a post first"), ("note_absence", "Select a person first")]
)
def test_commands_say_what_they_need(window: MainWindow, name: str, words: str) -> None:
    window.go("actions")
    window.commands.run(name)
    assert words in window.banner.words


def test_both_lists_keep_the_rules_of_a_model(window: MainWindow) -> None:
    page = page_of(window)
    for grid in (page.posts, page.people):
        QAbstractItemModelTester(grid.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    leaves(window, date(2026, 9, 30))
    assert hub(window).holder.vacant


@pytest.mark.parametrize("which", ["posts", "people"])
def test_every_control_has_a_name_of_its_own(window: MainWindow, which: str, qtbot: QtBot) -> None:
    page = page_of(window)
    page._choose_list(which)
    settled(window, qtbot)
    names = spoken_names(page)
    assert all(names)
    assert sorted(names) == sorted(set(names))


def test_a_plan_without_posts_says_what_to_do(
    program: Program, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.iplan"
    with Session.create(path, ACTOR, clock) as session:
        session.do(c.SetUpPlan(title="New plan"))
    page = page_of(opened(program, path, "people", qtbot))
    assert page._none.isVisibleTo(page)
    page._choose_list("people")
    assert (page._none.title.text(), page._none.button.text()) == ("Nobody yet", "Add person")
