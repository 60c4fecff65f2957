from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, the_measure
from tests.ui.conftest import ACTOR
from tests.ui.pages.windows import opened
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.records import Finding, Measure
from tracker.session import Session
from ui.app import Program
from ui.pages.measures import MeasuresPage
from ui.widgets.frames import ListRow


def test_it_says_what_is_counted_and_leads_to_what_is_seen_by_it(
    program: Program, plan_path: Path, clock: FixedClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Session.open(plan_path, ACTOR, clock) as session:
        ends = {"measure_id": session.do(the_measure(session, source="Case system")).made(Measure).id}
        session.do(c.LinkMeasureToFinding(**ends, finding_id=an(session, Finding, 1).id))
        session.do(c.LinkMeasureToAction(**ends, action_id=action(session, 1).id))
        session.do(c.LinkMeasureToAction(**ends, action_id=action(session, 2).id))
    for module in ("side", "measures_detail"):
        monkeypatch.setattr(f"ui.pages.{module}.MOST", 1)
    window = opened(program, plan_path, "measures", qtbot)
    page = window.page
    assert isinstance(page, MeasuresPage)
    said = [each.text() for each in page.detail.findChildren(QLabel)]
    assert "decided within 1 working day ÷ contacts" in said
    assert "90% or more by 31 March 2027" in said
    assert "Where the figures come from" in said
    fixed = [each for each in page.detail.findChildren(QLabel) if each.minimumWidth() == each.maximumWidth()]
    assert [each.text() for each in fixed if each.sizeHint().width() > each.width()] == []
    assert [each for each in said if each.startswith("and ")] == ["and 1 more", "and 2 more"]
    next(each for each in page.detail.findChildren(ListRow) if each.text().startswith("A3")).click()
    assert [each.ref for each in window.selected_actions()] == ["A3"]
