from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.examples import the_risk
from tests.seeded import action, an
from tests.ui.conftest import ACTOR
from tests.ui.pages.windows import opened, settled, spoken_names, workspace_of
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.records import Action, Risk, Tag
from tracker.domain.rules.risks import Level, Score
from tracker.session import Session
from ui.app import Program
from ui.main_window import MainWindow
from ui.pages.detail_rows import Link
from ui.pages.risks import RisksPage
from ui.pages.risks_matrix import RiskMatrix, _fitting
from ui.pages.risks_rows import LOOKS, score_chip
from ui.theme import tokens
from ui.widgets.frames import ListRow


@pytest.fixture
def plan_path(tmp_path: Path, clock: FixedClock, plan_path: Path) -> Path:
    """The small plan with two open risks and a closed one."""
    with Session.open(plan_path, ACTOR, clock) as session:
        first = the_risk(session, target_likelihood=1, target_impact=4, review_on=clock.today())
        session.do(first)
        other = {"current_likelihood": 5, "current_impact": 5, "corporate_ref": "", "action_ids": ()}
        session.do(the_risk(session, title="Money runs out", owner_post_id=None, **other))
        session.do(the_risk(session, title="No room"))
        session.do(c.CloseRisk(id=an(session, Risk, 2).id, reason="A floor was found"))
    return plan_path


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the Risks page."""
    yield opened(program, plan_path, "risks", qtbot)


def page_of(window: MainWindow) -> RisksPage:
    assert isinstance(window.page, RisksPage)
    return window.page


def refs(window: MainWindow) -> list[str]:
    return [each.risk.ref for each in page_of(window).rows.rows()]


def test_open_risks_stand_there_the_gravest_first(window: MainWindow) -> None:
    page = page_of(window)
    assert refs(window) == ["R2", "R1"]
    assert page.rows.sentence(page.rows.rows()[1]) == (
        "R1, CR07 in the corporate register, Posts stay empty. Few apply for posts at the front door → two "
        "posts are still empty in spring → contacts wait for longer than a day, nothing done: 20 Extreme, "
        "now: 12 High, aimed at: 4 Moderate, Head of the Front Door, Asha Quillfeather, Treat, review "
        "21 Nov 2026, due, actions A3"
    )
    assert page.listing.foot.text() == (
        "2 of 3 risks   ·   1 extreme   ·   1 review due   ·   1 without an action"
    )


def test_closed_risks_are_shown_with_why_and_reopened(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    page.listing.narrow("closed")
    assert refs(window) == ["R3"]
    settled(window, qtbot)
    assert any("A floor was found" in each.text() for each in page.side.findChildren(QLabel))
    window.commands.run("reopen_risk")
    assert refs(window) == []
    page.listing.show_all()
    assert refs(window) == ["R2", "R1", "R3"]


def test_a_score_has_a_word_and_a_shape_of_its_own_beside_the_colour() -> None:
    chips = {level: score_chip(points) for points, level in zip((25, 12, 6, 3), Level, strict=True)}
    assert [each.word for each in chips.values() if each] == ["25 Extreme", "12 High", "6 Moderate", "3 Low"]
    assert len({mark for _, mark in LOOKS.values()}) == len(Level)
    assert score_chip(None) is None


def test_the_grid_is_told_as_a_list_of_squares(window: MainWindow) -> None:
    page = page_of(window)
    assert page.side.matrix.accessibleDescription() == (
        "Now. 25 Extreme, likelihood 5 Almost certain, impact 5 Catastrophic: R2. "
        "12 High, likelihood 3 Possible, impact 4 Major: R1."
    )
    page.side.which.choose(Score.TARGET.value)
    page.side._show_grid()
    assert page.side.matrix.accessibleDescription() == (
        "Aimed at. 4 Moderate, likelihood 1 Rare, impact 4 Major: R1."
    )


def test_a_square_has_the_ground_of_its_level(qtbot: QtBot) -> None:
    matrix = RiskMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(340, matrix.height())
    image = matrix.grab().toImage()
    for place, level in (((5, 5), Level.EXTREME), ((1, 1), Level.LOW)):
        corner = matrix._square(place).bottomRight()
        expected = tokens().states[LOOKS[level][0]].ground
        assert QColor(image.pixel(corner.x() - 8, corner.y() - 8)) == expected


def test_a_square_with_many_risks_says_how_many_more(dressed: QApplication) -> None:
    refs = [f"R{n}" for n in range(1, 9)]
    assert _fitting(refs, 10_000) == "R1 R2 R3 R4 R5 R6 R7 R8"
    assert _fitting(refs, 1) == "R1 +7"


def test_the_way_of_the_selected_risk_is_drawn(window: MainWindow) -> None:
    page = page_of(window)
    page.show_record(page.rows.rows()[1].risk.id)
    assert page.side.matrix._way == (
        (Score.INHERENT, (5, 4)),
        (Score.CURRENT, (3, 4)),
        (Score.TARGET, (1, 4)),
    )


def test_a_risk_leads_to_its_actions_and_an_action_to_its_risks(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    risk = page.rows.rows()[1].risk
    page.show_record(risk.id)
    settled(window, qtbot)
    linked = next(each for each in page.side.findChildren(ListRow) if each.property("place"))
    linked.click()
    assert window.selected_actions() == [action(workspace_of(window).session)]
    window.open_panel(True)
    settled(window, qtbot)
    qtbot.waitUntil(lambda: any("R1" in each.text() for each in window.findChildren(Link)), timeout=3000)
    link = next(each for each in window.findChildren(Link) if "R1" in each.text())
    assert link.text() == "R1 Posts stay empty, 12 high"
    link.click()
    assert window.selected_record() == risk


def test_a_change_of_a_linked_action_shows_at_once(window: MainWindow) -> None:
    page = page_of(window)
    chosen = workspace_of(window).plan.get(Action, page.rows.rows()[1].actions[0].id)
    window.do(c.ChangeAction(id=chosen.id, changes={"council_ref": "4.1"}))
    assert page.rows.rows()[1].references == "4.1"


def test_a_tag_is_told_beside_the_risk_and_found(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    risk = page.rows.rows()[1].risk
    window.do(c.AddTag(name="Staffing"))
    window.do(c.TagRecord(record=Risk, id=risk.id, tag_id=an(workspace_of(window).session, Tag).id))
    page.listing.filter.edit.setText("staffing")
    assert [each.risk.id for each in page.rows.rows()] == [risk.id]
    page.show_record(risk.id)
    settled(window, qtbot)
    assert "Tags: Staffing" in {each.accessibleName() for each in page.side.findChildren(QLabel)}


def test_a_hidden_risk_is_found_again(window: MainWindow) -> None:
    page = page_of(window)
    page.listing.filter.edit.setText("money")
    assert refs(window) == ["R2"]
    risk = an(workspace_of(window).session, Risk)
    assert page.show_record(risk.id)
    assert page.selected_record() == risk
    page.listing.filter.edit.setText("nothing like it")
    assert page.listing.stack.currentWidget() is page.listing.none_fits


def test_the_list_keeps_the_rules_of_a_model(window: MainWindow) -> None:
    page = page_of(window)
    QAbstractItemModelTester(page.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.do(the_risk(workspace_of(window).session, title="Another"))
    assert "R4" in refs(window)


def test_every_control_has_a_name_of_its_own(window: MainWindow) -> None:
    names = spoken_names(page_of(window))
    assert all(names)
    assert sorted(names) == sorted(set(names))


def test_a_plan_without_risks_says_what_to_do(
    program: Program, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.iplan"
    with Session.create(path, ACTOR, clock) as session:
        session.do(c.SetUpPlan(title="New plan"))
    page = page_of(opened(program, path, "risks", qtbot))
    assert page._none.isVisibleTo(page)
    assert not page.side.isVisibleTo(page)
