from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.seeded import measured
from tests.ui.conftest import ACTOR
from tests.ui.pages.windows import opened
from tracker.clock import FixedClock
from tracker.session import Session
from ui.app import Program
from ui.pages.measures import MeasuresPage
from ui.widgets.frames import ListRow


def test_it_says_what_is_counted_and_leads_to_what_is_seen_by_it(
    program: Program, plan_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    with Session.open(plan_path, ACTOR, clock) as session:
        measured(session)
    window = opened(program, plan_path, "measures", qtbot)
    page = window.page
    assert isinstance(page, MeasuresPage)
    said = [each.text() for each in page.detail.findChildren(QLabel)]
    assert "decided within 1 working day ÷ contacts" in said
    assert "90% or more by 31 March 2027" in said
    next(each for each in page.detail.findChildren(ListRow) if each.text().startswith("A3")).click()
    assert [each.ref for each in window.selected_actions()] == ["A3"]
