from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.seeded import measured, the_figures, the_measure
from tests.ui.conftest import ACTOR
from tests.ui.pages.windows import opened, spoken_names
from tracker.clock import FixedClock
from tracker.domain.codes import Better
from tracker.domain.records import Measure
from tracker.session import Session
from ui.app import Program
from ui.pages.measures import MeasuresPage
from ui.pages.overview import OverviewPage


def test_measures_stand_as_small_multiples_and_lead_to_their_page(
    program: Program, plan_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    with Session.open(plan_path, ACTOR, clock) as session:
        session.do(the_measure(session, title="Visits on time", path=(), target=None, target_on=None))
        behind = session.do(the_measure(session)).made(Measure)
        session.do(the_figures(behind, (40, 100)))
    window = opened(program, plan_path, "overview", qtbot)
    page = window.page
    assert isinstance(page, OverviewPage)
    assert page.measures is not None
    tiles = [each for each in page.measures.tiles if each.isVisibleTo(page)]
    # off target first, though it was added last
    assert [each.accessibleName()[:4] for each in tiles] == ["M2, ", "M1, "]
    assert "40%" in tiles[0].accessibleName() and "No figure yet" in tiles[1].accessibleName()
    names = spoken_names(page)
    assert all(names) and sorted(names) == sorted(set(names))
    page.measures.resize(300, 300)
    assert tiles[1].y() != tiles[0].y() or page.measures._across == 1
    page.measures.show_measures([])
    assert not page.measures.isVisibleTo(page)
    tiles[0].click()
    assert isinstance(window.page, MeasuresPage)
    assert window.page.selected_record() == behind


def test_figures_due_are_counted_among_what_needs_attention_and_lead_to_them(
    program: Program, plan_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    with Session.open(plan_path, ACTOR, clock) as session:
        session.do(the_figures(measured(session), (40, 100)))
        session.do(
            the_measure(session, title="Caseload", better=Better.DOWN, path=(), target=None, target_on=None)
        )
    window = opened(program, plan_path, "overview", qtbot)
    assert isinstance(window.page, OverviewPage)
    row = window.page.matters.shown[-1]
    assert row.accessibleName() == "1 measure with figures due, M1, figure for October 2026 not yet given"
    row.click()
    page = window.page
    assert isinstance(page, MeasuresPage)
    assert page.shown.chosen == "due"
    assert [each.measure.ref for each in page.rows.rows()] == ["M1"]
