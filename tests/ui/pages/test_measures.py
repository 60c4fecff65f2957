from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.seeded import an, measured, the_figures, the_measure
from tests.ui.conftest import ACTOR
from tests.ui.pages.windows import opened, settled, spoken_names, workspace_of
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.commands.base import Command
from tracker.domain.records import Figure, Measure
from tracker.session import Session
from ui.app import Program
from ui.dialogs.corrections import CorrectForm
from ui.main_window import MainWindow
from ui.pages.measures import MeasuresPage
from ui.widgets.fields import AmountField
from ui.workspace import Changes


@pytest.fixture
def plan_path(clock: FixedClock, plan_path: Path) -> Path:
    """The small plan with two measures, of which one has two figures."""
    with Session.open(plan_path, ACTOR, clock) as session:
        session.do(the_figures(measured(session), (60, 100), (70, 100)))
        session.do(the_measure(session, title="Visits on time", finding_ids=(), path=()))
    return plan_path


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the Measures page."""
    yield opened(program, plan_path, "measures", qtbot)


def page_of(window: MainWindow) -> MeasuresPage:
    assert isinstance(window.page, MeasuresPage)
    return window.page


def test_measures_stand_there_with_value_verdict_and_target(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    sentence = page.rows.sentence(page.rows.rows()[0])
    assert sentence.startswith("M1, Contacts decided within one working day, 70%, Too early to say, ")
    assert page.listing.foot.text().startswith("2 measures in use")
    assert [each.period for each in page.detail.figure_rows.rows()] == ["October 2026", "September 2026"]
    assert page.detail.chart.accessibleDescription().startswith(
        "2 figures from September 2026, 60%, to October 2026, 70%."
    )
    told = [each.text() for each in page.detail.findChildren(QLabel)]
    assert "Up 10 points on September 2026 (better), up 22 points on the baseline of 48% (better)." in told
    names = spoken_names(page)
    assert all(names)
    assert sorted(names) == sorted(set(names))


def test_one_that_did_not_change_is_not_judged_again(window: MainWindow, qtbot: QtBot) -> None:
    page, session = page_of(window), workspace_of(window).session
    first, second = page.rows.rows()
    window.do(the_figures(an(session, Measure, 1), (9, 10)))
    settled(window, qtbot)
    assert page.rows.rows()[0] is first
    assert page.rows.rows()[1] is not second
    assert page.rows.rows()[1].latest == "90%"


def test_a_retired_one_is_found_with_why_and_taken_up_again(window: MainWindow, qtbot: QtBot) -> None:
    page, measure = page_of(window), an(workspace_of(window).session, Measure)
    window.do(c.RetireMeasure(id=measure.id, reason="The queue is gone"))
    assert [each.measure.ref for each in page.rows.rows()] == ["M2"]
    assert page.show_record(measure.id)
    settled(window, qtbot)
    assert any("The queue is gone" in each.text() for each in page.detail.findChildren(QLabel))
    window.commands.run("take_up_measure")
    assert an(workspace_of(window).session, Measure).retired_on is None


def test_a_plan_without_measures_says_what_to_do(
    program: Program, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.iplan"
    with Session.create(path, ACTOR, clock) as session:
        session.do(c.SetUpPlan(title="New plan"))
    page = page_of(opened(program, path, "measures", qtbot))
    assert page._none.isVisibleTo(page)
    assert not page.detail.isVisibleTo(page)


def test_the_selected_figure_is_corrected_by_its_table(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, workspace = page_of(window), workspace_of(window)
    _, before = page.detail.figure_rows.rows()
    page.detail.figures.go_to(before.id)
    assert page.figure is before.figure

    def fill(form: CorrectForm, do: Callable[[Command], object]) -> None:
        assert form.field.value() == "numerator"
        assert isinstance(form.right, AmountField)
        form.right.set_value(Decimal(65))
        form.reason.set_value("Read from the wrong line")
        form.agreed_by.set_value("Head of Service")
        do(form.command())

    monkeypatch.setattr(CorrectForm, "send", fill)
    page.detail.figures.opened.emit(before, "value")
    settled(window, qtbot)
    assert workspace.plan.get(Figure, before.id).numerator == 65
    assert [each.value for each in page.detail.figure_rows.rows()] == ["70%", "65%"]


def test_narrowing_to_what_is_off_target_judges_in_slices(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    for each in page.rows.every_row():
        for known in ("variation", "stands", "missing"):
            each.__dict__.pop(known, None)
    page.show_part("due")
    assert page.rows.rows() == []
    assert page.listing.stack.currentWidget() is page.grid
    page.refresh(Changes({}, everything=True))
    settled(window, qtbot)
    assert page.rows.rows() == []
    assert page.listing.stack.currentWidget() is page.listing.none_fits
