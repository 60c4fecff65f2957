from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.seeded import action, an
from tests.ui.pages.windows import workspace_of
from tracker.domain import commands as c
from tracker.domain.codes import Delivery, Impact
from tracker.domain.errors import TrackerError
from tracker.domain.records import Finding, Meeting, Summary, Workstream
from tracker.domain.rules.summaries import Scope
from ui.app import Program
from ui.dialogs.summaries import SummaryForm
from ui.main_window import MainWindow
from ui.workspace import Workspace


@pytest.fixture
def window(program: Program, plan_path: Path) -> Iterator[MainWindow]:
    window = program.open_window()
    program.open_plan(plan_path, window)
    yield window


def form_on(workspace: Workspace, qtbot: QtBot, scope: Scope) -> SummaryForm:
    workspace.do(c.AddMeeting(held_on=date(2026, 12, 8)))
    form = SummaryForm(None, workspace, scope)
    qtbot.addWidget(form)
    return form


def offered(form: SummaryForm) -> dict[str, str]:
    return {part: beside.words.toPlainText() for part, beside in form.beside.items()}


def choose(form: SummaryForm, key: str, workspace: Workspace, qtbot: QtBot) -> None:
    form.beside_is.choose(key)
    form.beside_is.changed.emit(key)
    qtbot.waitUntil(lambda: workspace.slices.is_idle)


def test_it_is_for_the_next_meeting_unless_said(workspace: Workspace, qtbot: QtBot) -> None:
    form = form_on(workspace, qtbot, Scope())
    form.texts["done"].set_value("Six posts are filled.")
    form.texts["ask"].set_value("Agree overtime.")
    form.delivery.set_value("at_risk")
    form.impact.set_value(Impact.EARLY_SIGNS)
    following = an(workspace.session, Meeting, 1)
    assert form.command() == c.WriteSummary(
        meeting_id=following.id,
        delivery=Delivery.AT_RISK,
        impact=Impact.EARLY_SIGNS,
        done="Six posts are filled.",
        ask="Agree overtime.",
        happened_on=date(2026, 11, 21),
    )
    form.meeting.set_value(None)
    assert form.build().meeting_id is None


def test_it_may_be_of_a_workstream_or_an_area(workspace: Workspace, qtbot: QtBot) -> None:
    stream, area = an(workspace.session, Workstream), an(workspace.session, Finding)
    form = form_on(workspace, qtbot, Scope(finding_id=area.id))
    form.texts["text"].set_value("Calmer")
    made = form.build()
    assert (made.workstream_id, made.finding_id) == (None, area.id)
    form.scope.set_value(Scope(stream.id))
    made = form.build()
    assert (made.workstream_id, made.finding_id) == (stream.id, None)


def test_last_time_s_words_stand_beside_and_are_taken_one_by_one(workspace: Workspace, qtbot: QtBot) -> None:
    held = an(workspace.session, Meeting)
    workspace.do(c.WriteSummary(meeting_id=held.id, done="Six posts are filled.", ask="Agree overtime."))
    form = form_on(workspace, qtbot, Scope())
    assert offered(form) == {
        "text": "",
        "done": "Six posts are filled.",
        "next": "",
        "risks": "",
        "ask": "Agree overtime.",
    }
    assert form._said.text() == "by Programme Manager for the meeting on 10 Nov 2026"
    assert not form.beside["next"].isVisibleTo(form)
    assert [field.value() for field in form.texts.values()] == [""] * 5
    form.texts["done"].set_value("Two more came.")
    form.beside["done"].take.click()
    assert form.texts["done"].value() == "Two more came.\nSix posts are filled."
    assert form.texts["ask"].value() == ""


def test_what_stands_for_the_meeting_is_changed_and_not_written_anew(
    workspace: Workspace, qtbot: QtBot
) -> None:
    form = form_on(workspace, qtbot, Scope())
    assert not form.standing.isVisibleTo(form)
    form.texts["done"].set_value("Six posts are filled.")
    form.delivery.set_value("at_risk")
    workspace.do(form.command())
    again = SummaryForm(None, workspace, Scope())
    qtbot.addWidget(again)
    assert again.standing.text().startswith("Written on 21 Nov 2026 by Programme Manager:")
    again.texts["ask"].set_value("Agree overtime.")
    made = again.build()
    assert (made.done, made.ask, made.delivery) == (
        "Six posts are filled.",
        "Agree overtime.",
        Delivery.AT_RISK,
    )
    again.scope.set_value(Scope(an(workspace.session, Workstream).id))
    made = again.build()
    assert (made.done, made.ask, made.delivery) == ("", "Agree overtime.", None)


def test_a_draft_comes_from_the_updates_since_the_last_meeting(workspace: Workspace, qtbot: QtBot) -> None:
    session = workspace.session
    for on, text in ((date(2026, 11, 9), "Too early."), (date(2026, 11, 12), "Half are trained.")):
        said = c.AddUpdate(
            action_id=action(session).id,
            text=text,
            next="Train the rest.",
            barrier="No trainer.",
            ask="A second trainer.",
            happened_on=on,
        )
        workspace.do(said)
    form = form_on(workspace, qtbot, Scope())
    assert form._said.text() == "Nothing was written for an earlier meeting."
    choose(form, "draft", workspace, qtbot)
    assert offered(form) == {
        "text": "",
        "done": "A3 Half are trained.",
        "next": "A3 Train the rest.",
        "risks": "A3 No trainer.",
        "ask": "A3 A second trainer.",
    }
    assert form._said.text() == "Updates from 10 Nov 2026 to 21 Nov 2026: read them before you take any."
    with pytest.raises(TrackerError, match="nothing in the summary"):
        workspace.do(form.command())
    form.scope.set_value(Scope(finding_id=an(session, Finding, 1).id))
    qtbot.waitUntil(lambda: workspace.slices.is_idle)
    assert set(offered(form).values()) == {""}


def test_from_the_areas_page_it_is_about_the_area_that_is_selected(window: MainWindow) -> None:
    session = workspace_of(window).session
    area = an(session, Finding, 1)
    window.go("areas", area.id)
    QTimer.singleShot(0, window, fill_in)
    window.commands.run("write_summary")
    made = an(session, Summary)
    assert (made.finding_id, made.text, made.whose) == (area.id, "Calmer", "Programme Manager")
    workspace_of(window).undo()
    assert not session.full_plan().all(Summary)


def fill_in() -> None:
    form = QApplication.activeModalWidget()
    assert isinstance(form, SummaryForm)
    form.texts["text"].set_value("Calmer")
    form.accept()
