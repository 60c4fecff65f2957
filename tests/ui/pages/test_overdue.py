from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.seeded import action, asked
from tests.ui.pages.windows import opened, settled, spoken_names, workspace_of
from tracker import example
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import DecisionRoute
from tracker.domain.commands.base import Actor
from tracker.domain.plan import Plan
from tracker.domain.records import Action, Decision
from tracker.domain.rules.position import position_at
from tracker.domain.rules.review import Review, review
from tracker.session import Session
from ui.app import Program
from ui.jobs import Job
from ui.main_window import MainWindow
from ui.pages import earlier, overdue
from ui.pages.overdue import OverduePage
from ui.pages.overdue_rows import Tables, work_out

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def example_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("example") / "example.iplan"
    example.build(path, TODAY)
    return path


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the Overdue page of the small plan."""
    yield opened(program, plan_path, "overdue", qtbot)


def page_of(window: MainWindow) -> OverduePage:
    assert isinstance(window.page, OverduePage)
    return window.page


def tables_of(plan: Plan, day: date) -> Tables:
    found: list[Tables] = []
    for _ in work_out(plan, day, found.append):
        pass
    return found[0]


def ids(found: Review) -> dict[str, list[str]]:
    return {
        "D": [each.id for each in found.overdue],
        "C": [each.action.id for each in found.asked],
        "E": [each.id for each in found.evidence_awaited],
        "B": [each.id for each in found.completed],
        "F": [each.id for each in found.not_updated or ()],
        "A": [each.action.id for each in found.register],
        "→": [each.id for each in found.ahead],
    }


@pytest.mark.parametrize("portion", [1, 7, 1000])
def test_tables_worked_out_in_portions_are_those_of_the_rule(
    example_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, portion: int
) -> None:
    monkeypatch.setattr("ui.pages.overdue_rows._PORTION", portion)
    with Session.open(example_path, Actor("A"), clock) as session:
        plan = session.full_plan()
    for day in (TODAY, date(2026, 3, 31), date(2026, 7, 15), TODAY + timedelta(days=90)):
        then = position_at(plan, day)
        told = {
            table: [each.action.id for each in lines] for table, lines in tables_of(then, day).lines.items()
        }
        assert told == ids(review(then, day)), day


def test_an_overdue_action_stands_in_d_and_in_the_register(window: MainWindow) -> None:
    page = page_of(window)
    chosen = action(workspace_of(window).session)
    assert [line.key for line in page.rows.rows()] == [("D", chosen.id)]
    line = page.rows.rows()[0]
    assert (line.late, line.late_first) == (22, 22)
    said = page.rows.sentence(line)
    assert "22 days" in said
    assert "first agreed 30 Oct 2026" in said
    assert page.tally.cell("D").accessibleName() == "D No date asked for, 1, oldest 22 days late"
    page.tally.cell("A").click()
    assert len(page.rows.rows()) == 5
    assert page.rows.rows()[0].action.id == chosen.id


def test_a_request_moves_the_action_to_c_and_offers_to_decide_it(window: MainWindow) -> None:
    page = page_of(window)
    before = page.rows.rows()[0]
    assert page.grid.go_to(before.key)
    asked(workspace_of(window).session)
    line = page.rows.rows()[0]
    assert (before.table, line.table) == ("D", "C")
    assert page.grid.current is line  # the selection went with it
    shown = [each.property("command") for each in page.deeds if each.isVisibleTo(page)]
    assert shown == ["decide_date", "leave", "send_up"]
    assert "+49 days, asked 5 Nov" in page.rows.sentence(line)


def test_the_table_keeps_the_rules_of_a_model(window: MainWindow) -> None:
    page = page_of(window)
    QAbstractItemModelTester(page.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked(workspace_of(window).session)
    page.show_table("F")
    page.rows.set_filter("referrer")
    page.show_table("D")


def test_every_control_has_a_name_of_its_own(window: MainWindow) -> None:
    names = spoken_names(page_of(window))
    assert all(names)
    assert sorted(names) == sorted(set(names))


def test_an_earlier_position_shows_what_was_late_then(
    program: Program, plan_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    clock.set(datetime(2027, 2, 10, 9, tzinfo=UTC))
    page = page_of(opened(program, plan_path, "overdue", qtbot))
    assert [line.late for line in page.rows.rows()] == [103, 57, 10]
    page.position.chosen.emit(date(2026, 12, 31))
    assert page.position.button.text() == "position at 31 Dec 2026"
    assert [line.late for line in page.rows.rows()] == [62, 16]
    assert not page._start.isEnabled()
    page.position.chosen.emit(date(2026, 11, 1))
    assert not page.grid.isVisibleTo(page)
    page.position.chosen.emit(None)
    assert page.rows.total == 3


def test_a_day_to_come_looks_ahead(window: MainWindow) -> None:
    page = page_of(window)
    page.show_position(date(2027, 3, 1))
    assert page.position.button.text() == "looking ahead to 1 Mar 2027"
    assert {line.action.title for line in page.rows.rows()} >= {
        "Ring every referrer back in the same week",
        "Count who waits, every Monday",
    }


def test_a_large_plan_is_rewound_by_a_child_process(
    program: Program, plan_path: Path, clock: FixedClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.set(datetime(2026, 12, 20, 9, tzinfo=UTC))
    window = opened(program, plan_path, "overdue", qtbot)
    page, workspace = page_of(window), workspace_of(window)
    workspace.do(c.CompleteAction(action_id=action(workspace.session).id, happened_on=date(2026, 12, 1)))
    monkeypatch.setattr(earlier, "_AT_ONCE", 0)
    monkeypatch.setattr(overdue, "_AT_ONCE", 0)
    page.show_position(date(2026, 11, 25))
    qtbot.waitUntil(lambda: page.shown_day == date(2026, 11, 25), timeout=10_000)
    (line,) = page.rows.rows()
    assert (line.table, line.late) == ("D", 26)
    page.show_position(date(2026, 11, 24))
    page.show_position(None)
    qtbot.waitUntil(lambda: page.shown_day == date(2026, 12, 20), timeout=10_000)
    qtbot.waitUntil(lambda: not page.findChildren(Job))


def test_the_latest_word_is_fetched_and_follows_changes(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    chosen = action(workspace_of(window).session)
    page.grid.viewport().repaint()
    window.do(c.AddUpdate(action_id=chosen.id, text="Two posts are filled"))
    line = page.rows.rows()[0]
    assert page._last_word(line) == ""
    settled(window, qtbot)
    assert page._last_word(line) == "Two posts are filled"


def test_selection_survives_another_change(window: MainWindow) -> None:
    page = page_of(window)
    session = workspace_of(window).session
    page.show_table("A")
    second = action(session, 1)
    assert page.grid.go_to(("A", second.id))
    window.do(c.AddUpdate(action_id=action(session).id, text="Begun"))
    assert [each.id for each in page.selected_actions()] == [second.id]


def test_a_record_is_found_in_whichever_table_holds_it(window: MainWindow) -> None:
    page = page_of(window)
    second = action(workspace_of(window).session, 1)
    assert page.show_record(second.id)
    assert page.selected_actions() == [second]
    assert not page.show_record("nobody")


def test_a_filter_without_a_match_says_how_to_see_all(window: MainWindow) -> None:
    page = page_of(window)
    page.filter.edit.setText("nothing like this")
    assert not page.grid.isVisibleTo(page)
    page._unfound.pressed.emit()
    assert page.grid.isVisibleTo(page)


def test_rows_are_as_high_as_each_other_whatever_groups_stood_there_before(window: MainWindow) -> None:
    page = page_of(window)
    asked(workspace_of(window).session)
    for table in ("A", "F", "D", "A"):
        page.show_table(table)
        heads = set(page.rows.lines_of_groups())
        rows = set(range(page.rows.rowCount())) - heads
        assert {page.grid.rowHeight(line) for line in rows} <= {48}
        assert {page.grid.rowHeight(line) for line in heads} <= {36}


def test_leaving_to_the_next_meeting_is_a_recorded_decision(window: MainWindow) -> None:
    from ui.dialogs.decision import LEAVE, OutcomeForm

    workspace = workspace_of(window)
    chosen = action(workspace.session)
    window.do(c.AddMeeting(held_on=date(2026, 12, 8)))
    form = OutcomeForm(window, workspace, chosen, LEAVE)
    form.text.set_value("The report is late.")
    workspace.do(form.command())
    (decision,) = workspace.session.full_plan().all(Decision)
    assert decision.text == "Left to the next meeting, 8 December 2026. The report is late."
    assert (decision.route, decision.decided_by) == (DecisionRoute.MEETING, "Improvement board")
    assert workspace.plan.get(Action, chosen.id).due == chosen.due
