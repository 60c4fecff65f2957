"""What changed between two moments, in its dialog."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.seeded import action
from tests.ui.pages.windows import opened, settled, spoken_names, workspace_of
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.records import PlanVersion, Workstream
from tracker.domain.rules.difference import Difference, Fate, Line
from ui.app import Program
from ui.dialogs.compare import CompareDialog
from ui.dialogs.compare_rows import as_page, as_text, sum_words
from ui.main_window import MainWindow


@pytest.fixture
def window(program: Program, plan_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window of a plan in which something was done four days later."""
    made = opened(program, plan_path, "history", qtbot)
    clock.set(datetime(2026, 11, 25, 9, tzinfo=UTC))
    session = workspace_of(made).session
    made.do(c.AddUpdate(action_id=action(session).id, text="The rota began."))
    made.do(c.AddWorkstream(title="Winter"))
    yield made


def compared(window: MainWindow, qtbot: QtBot) -> CompareDialog:
    """The dialog with its answer."""
    made = CompareDialog(window)
    qtbot.waitUntil(lambda: made._job is None, timeout=20_000)
    return made


def test_the_plan_is_compared_with_its_last_version_at_first(window: MainWindow, qtbot: QtBot) -> None:
    dialog = compared(window, qtbot)
    (version,) = workspace_of(window).plan.all(PlanVersion)
    assert dialog.before.choice.value() == version.id
    assert version.label in dialog.title
    assert "The rota began." in [row.line.after for row in dialog.model.rows()]
    dialog.reject()


def test_two_days_are_compared_and_a_row_leads_to_its_record(window: MainWindow, qtbot: QtBot) -> None:
    dialog = compared(window, qtbot)
    dialog.before.choice.set_value("day")
    dialog.before.day.set_value(date(2026, 11, 24))
    dialog.compare()
    qtbot.waitUntil(lambda: dialog._job is None, timeout=20_000)
    assert dialog.sum.text() == "2 records differ: 1 changed, 1 added"
    first = dialog.model.rows()[0]
    dialog._moved(first)
    assert "The rota began." in dialog.full.text()
    names = spoken_names(dialog)
    assert all(names) and len(names) == len(set(names))
    dialog._opened(first)
    settled(window, qtbot)
    assert window.page is not None and window.page.title == "Actions"
    assert [each.id for each in window.selected_actions()] == [first.of.id]


def test_a_day_that_cannot_be_read_is_said_and_nothing_is_compared(window: MainWindow, qtbot: QtBot) -> None:
    dialog = compared(window, qtbot)
    dialog.before.choice.set_value("day")
    dialog.before.day.set_value(None)
    dialog.compare()
    assert dialog.banner.words
    dialog.reject()


def test_all_of_it_is_copied_as_a_table_and_as_text(window: MainWindow, qtbot: QtBot) -> None:
    dialog = compared(window, qtbot)
    dialog.copy_all()
    data = QGuiApplication.clipboard().mimeData()
    assert "<table" in data.html()
    assert "The rota began." in data.text()
    dialog.reject()


def test_what_is_under_way_is_broken_off_when_it_is_closed(window: MainWindow) -> None:
    dialog = CompareDialog(window)
    dialog.reject()
    assert dialog._job is None


def test_a_page_says_what_became_of_each_record_and_why() -> None:
    found = Difference(
        Workstream, "w", "A <b> hub", Fate.CHANGED, (Line("Title", "Hub", "Hubs"),), ("Two now",)
    )
    page = as_page("What changed", [found])
    assert "A &lt;b&gt; hub" in page
    assert "Reason: Two now" in page
    assert as_text("What changed", [found]).splitlines()[1:] == [
        "A <b> hub\tTitle\tHub\tHubs",
        "A <b> hub\tReason\t\tTwo now",
    ]


def test_the_sum_is_said_in_words() -> None:
    found = Difference(Workstream, "w", "Hub", Fate.REMOVED, ())
    assert sum_words([found], 1) == "1 record differs: 1 removed"
    assert "The first 1 are shown" in sum_words([found], 3000)
    assert "Nothing differs" in sum_words([], 0)
