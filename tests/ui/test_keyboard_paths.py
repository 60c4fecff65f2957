"""From the start page to everything the window can do, by keys alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.seeded import action
from tests.ui.keyboard import (
    Hands,
    Steps,
    command,
    dialog,
    fill,
    here,
    in_hand,
    leave,
    no_dialog,
    to,
    where,
    window_here,
)
from tests.ui.pages.windows import workspace_of
from tracker.domain.codes import Delivery, Lifecycle
from tracker.domain.plan import FullPlan
from tracker.domain.records import (
    Action,
    ActionEvidence,
    Finding,
    Holding,
    Milestone,
    PlanVersion,
    Risk,
    Summary,
)
from ui.app import Program
from ui.dialogs.palette import Palette
from ui.dialogs.pick import PickForm
from ui.dialogs.reader import Reader
from ui.dialogs.summaries import SummaryForm
from ui.main_window import MainWindow
from ui.widgets.grid import Grid


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The start page, with the small plan among the recent ones; everything from there is by keys."""
    program.preferences.keep_recent(plan_path, title="Helping children sooner", authority="", at="")
    made = program.open_window()
    made.show_start()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made


def opening(window: MainWindow, page: str) -> Steps:
    """The recent plan has the keyboard; then the page by its number."""
    assert here().startswith("Helping children sooner"), where()
    yield "Return"
    yield lambda: window.workspace is not None
    yield page
    yield lambda: workspace_of(window).slices.is_idle


def test_what_needs_attention_areas_and_a_gap_filled(window: MainWindow) -> None:
    Hands().do(overview_and_areas(window))


def overview_and_areas(window: MainWindow) -> Steps:
    yield from opening(window, "Ctrl+1")
    assert "overdue" in (first := here()), where()
    yield "Down"
    assert here() != first
    yield "Up"
    yield "Return"  # each count leads to what it counts
    yield lambda: page_of(window) != "Overview"
    yield "Ctrl+2"
    yield lambda: here() == "Areas by letter"
    yield from row()
    yield from command("Annotate…")
    yield dialog("Annotate")
    yield "'Three councils were told the same."
    yield "Ctrl+Return"
    yield no_dialog
    assert "Three councils were told the same." in {each.annotation for each in changed(window).all(Finding)}
    yield "Ins"
    yield lambda: here() == "Title"
    yield "'Count every call"
    yield "Ctrl+Return"
    yield no_dialog
    assert "Count every call" in {each.title for each in changed(window).all(Action)}
    yield from to("Filter improvement areas", "Shift+Tab")
    yield "'board"
    yield "Down"
    yield lambda: here() == "Areas by letter"


_OF_AN_ACTION = (
    *("Edit…", "Complete…", "Withdraw…", "Correct an entry error…", "Link to improvement areas…"),
    *("Parts of others…", "Tags…", "Split…", "Replace…", "Record a decision…", "Send up to…"),
)
_OF_THE_PLAN = (
    *("Approve a version of the plan…", "Letters and duties…", "Usual dates…", "Workstreams…"),
    *("Posts, people and organisations…", "Own words…", "Own columns…", "Plan settings…", "Your settings…"),
    *("Removed items…", "Meetings…", "Report…", "Keyboard shortcuts", "About"),
)


def test_an_action_all_its_life_long(window: MainWindow) -> None:
    Hands().do(one_action(window))


def one_action(window: MainWindow) -> Steps:
    yield from opening(window, "Ctrl+3")
    chosen = action(workspace_of(window).session)
    yield "'every contact"
    yield lambda: here() == "Filter actions"
    yield "Down"
    yield lambda: here() == "Actions"
    yield from row()
    assert window.selected_actions() == [chosen]
    if not window.panel_is_open:
        yield "F4"
    yield from to("Everything about this action")
    yield from to("Actions", "Shift+Tab")

    for words in _OF_AN_ACTION:
        yield from command(words)
        yield lambda: QApplication.activeModalWidget() is not None
        yield from leave()

    yield "Ctrl+U"
    yield dialog("Add update")
    yield from fill(What_has_happened="Screening began.")
    yield from to("No change")
    yield "Right"
    yield "Right"
    yield from fill(Reason_for_the_rating="Two posts are vacant.", Ask_of_the_board="Fill them.")
    yield "Ctrl+Return"
    yield no_dialog
    assert now(window, chosen).delivery is Delivery.AT_RISK

    yield "Ctrl+M"
    yield dialog("Ask for a new date")
    yield from fill(New_date="18 dec 2026", Reason="The posts are filled in December.")
    yield "Ctrl+Return"
    yield no_dialog
    yield "Ctrl+Shift+M"
    yield dialog("Decide on a new date")
    yield from fill(Who_decided="Improvement board")
    yield "Ctrl+Return"
    yield no_dialog
    due = now(window, chosen).due
    assert due is not None and due.last_day == date(2026, 12, 18)

    yield "Ctrl+E"
    yield dialog("Add evidence")
    yield from fill(What_it_is="Weekly hub report", Where_it_is="https://example.org/hub")
    yield "Ctrl+Return"
    yield no_dialog

    yield from command("Milestones…")
    yield dialog("Milestones")
    yield from to("Add milestone")
    yield "Space"
    yield dialog("Add milestone")
    yield from fill(Milestone="The rota is agreed", Due_date="1 dec 2026")
    yield "Ctrl+Return"
    yield dialog("Milestones")
    yield from leave()
    yield from command("Waits for…")
    yield dialog("Waits for")
    yield from to("Add an action")
    yield "Space"
    yield lambda: isinstance(QApplication.activeModalWidget(), PickForm)
    yield "Down"
    yield "Ctrl+Return"
    yield dialog("Waits for")
    yield from leave()

    yield from command("Put on hold…")
    yield dialog("Put on hold")
    yield from fill(Why="The posts are frozen.", Review_on="1 feb 2027", Decided_by="Improvement board")
    yield "Ctrl+Return"
    yield no_dialog
    assert now(window, chosen).lifecycle is Lifecycle.ON_HOLD
    yield "Ctrl+Z"
    assert now(window, chosen).lifecycle is not Lifecycle.ON_HOLD
    yield "Ctrl+Y"
    assert now(window, chosen).lifecycle is Lifecycle.ON_HOLD
    plan = changed(window)
    assert [each.action_id for each in plan.all(Milestone)] == [chosen.id]
    assert [each.action_id for each in plan.all(ActionEvidence)] == [chosen.id]


def test_people_risks_and_words_for_the_board(window: MainWindow) -> None:
    Hands().do(people_risks_and_words(window))


def people_risks_and_words(window: MainWindow) -> Steps:
    yield from opening(window, "Ctrl+8")
    yield from row()
    yield from command("Somebody leaves…")
    yield dialog("Somebody leaves")
    yield "Down"  # nobody is in the first post: who leaves is chosen
    yield "Ctrl+Return"
    yield no_dialog
    holding = next(iter(changed(window).all(Holding)))
    assert holding.ended_on is not None

    yield "Ctrl+7"
    yield "Ctrl+Shift+R"
    yield dialog("Add risk")
    yield "'Posts stay vacant"
    yield from to("Likelihood")
    yield "Down"
    yield from to("Impact")
    yield "Down"
    yield "Ctrl+Return"
    yield no_dialog
    yield lambda: here().startswith("Risks")
    assert [each.title for each in changed(window).all(Risk)] == ["Posts stay vacant"]

    yield from command("Write summary…")
    yield lambda: isinstance(QApplication.activeModalWidget(), SummaryForm)
    yield "'Children wait less."
    yield "Ctrl+Return"
    yield no_dialog
    assert len(list(changed(window).all(Summary))) == 1


def test_what_was_when_and_where_anything_is(window: MainWindow) -> None:
    Hands().do(history_and_finding(window))


def history_and_finding(window: MainWindow) -> Steps:
    yield from opening(window, "Ctrl+9")
    yield from row()
    yield from command("Take back this change")
    yield lambda: list(changed(window).all(PlanVersion)) == []
    yield "Ctrl+Z"
    yield lambda: len(list(changed(window).all(PlanVersion))) == 1
    yield from command("What changed between two dates…")
    yield dialog("What changed")
    yield from leave()
    for words in _OF_THE_PLAN:
        yield from command(words)
        yield lambda: QApplication.activeModalWidget() is not None
        yield from leave()
    yield from command("As known on…")
    yield dialog("As known on")
    yield "'21 nov 2026"
    yield "Return"
    yield lambda: bool(workspace_of(window).known_words)
    yield from command("Back to today")
    yield lambda: not workspace_of(window).known_words
    yield "Ctrl+K"
    yield lambda: isinstance(window_here(), Palette)
    yield "'every contact"
    yield "Return"
    yield lambda: page_of(window) == "Actions"
    assert window.selected_actions() == [action(workspace_of(window).session)]
    yield "F1"
    yield lambda: isinstance(window_here(), Reader)
    yield "Escape"  # leaves the filter
    yield "Escape"
    yield lambda: window_here() is window
    yield "Ctrl+W"
    yield lambda: window.workspace is None


def page_of(window: MainWindow) -> str:
    return window.page.title if window.page is not None else ""


def changed(window: MainWindow) -> FullPlan:
    """Everything in the plan as it stands."""
    return workspace_of(window).session.full_plan()


def now(window: MainWindow, chosen: Action) -> Action:
    return workspace_of(window).plan.get(Action, chosen.id)


def row() -> Steps:
    """Down to the first row that is no group's."""
    grid = in_hand()
    assert isinstance(grid, Grid), where()
    while grid.current is None:
        yield "Down"
