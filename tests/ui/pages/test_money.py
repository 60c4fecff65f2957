from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.seeded import an, growth, virement
from tests.ui.conftest import ACTOR
from tests.ui.pages.windows import opened, spoken_names, workspace_of
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.records import BudgetChange, BudgetLine, Tag, Workstream
from tracker.session import Session
from ui.app import Program
from ui.main_window import MainWindow
from ui.pages.money import MoneyPage


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the Money page of the small plan."""
    yield opened(program, plan_path, "money", qtbot)


def page_of(window: MainWindow) -> MoneyPage:
    assert isinstance(window.page, MoneyPage)
    return window.page


def approved_growth(window: MainWindow) -> None:
    session = workspace_of(window).session
    line = an(session, BudgetLine)
    window.do(c.AddBudgetPost(line_id=line.id, title="Social worker", number=2))
    window.do(growth(session))
    change = an(session, BudgetChange)
    window.do(c.DecideBudgetChange(change_id=change.id, approve=True, decided_by="Cabinet"))


def test_the_model_case_reads_at_a_glance(window: MainWindow) -> None:
    page = page_of(window)
    approved_growth(window)
    assert page.sum.accessibleName() == (
        "base budget £684,000, approved changes +£366,000, revised budget £1,050,000"
    )
    assert page._of_line.text() == (
        "B1 Safeguarding hub: £684,000 + £366,000 = £1,050,000; 8 new posts make 10; "
        "£45,750 for each new post."
    )
    assert page.total.accessibleName() == "Plan, £684,000, +£366,000, £1,050,000, –, 10 posts, 8 of them new"


def test_what_is_not_approved_is_shown_and_not_counted(window: MainWindow) -> None:
    page = page_of(window)
    window.do(growth(workspace_of(window).session))
    assert page.line_rows.rows()[0].money.revised == 684_000_00
    assert page._words.text() == "£366,000 proposed, not yet approved and not counted."
    said = page.change_rows.sentence(page.change_rows.rows()[0])
    assert "Not yet approved, not counted" in said
    assert "none yet, so not counted" in said


def test_a_line_under_another_stands_below_it_and_is_counted_once(window: MainWindow) -> None:
    page = page_of(window)
    line = an(workspace_of(window).session, BudgetLine)
    window.do(c.AddBudgetLine(title="Other", year=2026, base_pence=100))
    window.do(c.AddBudgetLine(title="Agency", year=2026, base_pence=4_000_00, parent_id=line.id))
    assert [(each.line.title, each.depth) for each in page.line_rows.rows()] == [
        ("Safeguarding hub", 0),
        ("Agency", 1),
        ("Other", 0),
    ]
    assert page.line_rows.rows()[0].money.base == 688_000_00
    assert "base budget £688,001" in page.sum.accessibleName()


def test_a_financial_year_can_be_chosen(window: MainWindow) -> None:
    page = page_of(window)
    window.do(c.AddBudgetLine(title="Next year", year=2027, base_pence=5_000_00))
    menu = page.years_menu()
    assert [each.text() for each in menu.actions()] == ["All years", "2026–27 (this year)", "2027–28"]
    menu.actions()[2].trigger()
    assert [each.line.title for each in page.line_rows.rows()] == ["Next year"]
    line = an(workspace_of(window).session, BudgetLine)
    assert page.show_record(line.id)
    assert page.selected_record() == line
    menu.deleteLater()


def test_the_tags_of_a_line_are_told_below_the_sum(window: MainWindow) -> None:
    line = an(workspace_of(window).session, BudgetLine)
    window.do(c.AddTag(name="Staffing"))
    window.do(c.TagRecord(record=BudgetLine, id=line.id, tag_id=an(workspace_of(window).session, Tag).id))
    assert page_of(window)._of_line.text().endswith("; tags: Staffing.")


def test_commands_are_about_the_table_that_was_used_last(window: MainWindow) -> None:
    page = page_of(window)
    window.do(growth(workspace_of(window).session))
    assert isinstance(page.selected_record(), BudgetLine)
    page._about_changes = True
    assert isinstance(page.selected_record(), BudgetChange)
    window.commands.run("withdraw_change")
    assert page._words.text() == "Nothing waits to be approved."
    window.commands.run("withdraw_change")
    assert window.banner.words == "That change has been decided or withdrawn already. Nothing was changed."
    page._about_changes = False
    window.commands.run("withdraw_change")
    assert window.banner.words == "Select a budget change first, on the Money page."
    window.do(growth(workspace_of(window).session))
    window.commands.run("withdraw_change")  # the only one that waits on the line selected
    assert page._words.text() == "Nothing waits to be approved."


def test_a_move_between_lines_shows_both_sides(window: MainWindow) -> None:
    page = page_of(window)
    window.do(virement(workspace_of(window).session))
    amounts = sorted(page.change_rows.columns[4].text(each) for each in page.change_rows.rows())
    assert amounts == ["+£12,000", "−£12,000"]


def test_workstreams_show_what_they_cost(window: MainWindow) -> None:
    page = page_of(window)
    session = workspace_of(window).session
    ends = {"line_id": an(session, BudgetLine).id, "workstream_id": an(session, Workstream).id}
    assert not page._streams_card.isVisibleTo(page)
    window.do(c.LinkLineToWorkstream(**ends))
    assert page.by_stream.accessibleName() == "By workstream: The front door £684,000"


def test_the_tables_keep_the_rules_of_a_model(window: MainWindow) -> None:
    page = page_of(window)
    for model in (page.line_rows, page.change_rows):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    approved_growth(window)


def test_every_control_has_a_name_of_its_own(window: MainWindow) -> None:
    window.do(growth(workspace_of(window).session))
    names = spoken_names(page_of(window))
    assert all(names)
    assert sorted(names) == sorted(set(names))


def test_a_plan_without_money_says_what_to_do(
    program: Program, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.iplan"
    with Session.create(path, ACTOR, clock) as session:
        session.do(c.SetUpPlan(title="New plan"))
    page = page_of(opened(program, path, "money", qtbot))
    assert page._none.isVisibleTo(page)
