from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, asked, draft
from tracker.domain import commands as c
from tracker.domain.codes import DecisionRoute, RequestState
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, DateChange, Decision, Meeting
from ui.app import Program
from ui.dialogs import dates
from ui.dialogs.dates import AskForm, DecideForm, DecisionForm
from ui.workspace import Workspace


def test_a_new_date_is_asked_for_with_its_reason(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = action(workspace.session)
    form = AskForm(None, workspace, chosen)
    qtbot.addWidget(form)
    form.new_due.set_value(DueDate.day(date(2026, 12, 18)))
    assert form.new_due.note.text() == "Friday 18 December 2026, in 3 weeks (+49 days)."
    with pytest.raises(TrackerError, match="Reason is needed"):
        form.command()
    form.reason.set_value("Two posts are vacant")
    assert form.command() == c.AskForNewDate(
        action_id=chosen.id,
        new_due=DueDate.day(date(2026, 12, 18)),
        reason="Two posts are vacant",
        happened_on=date(2026, 11, 21),
    )


def test_an_odd_date_is_asked_about_but_taken(workspace: Workspace, qtbot: QtBot) -> None:
    form = AskForm(None, workspace, action(workspace.session))
    qtbot.addWidget(form)
    form.new_due.set_value(DueDate.day(date(2026, 12, 25)))
    assert "is not a working day" in form.new_due.note.text()
    form.reason.set_value("Christmas")
    form.command()


def test_a_decision_at_a_meeting_takes_its_body_and_day(workspace: Workspace, qtbot: QtBot) -> None:
    request = asked(workspace.session)
    form = DecideForm(None, workspace, action(workspace.session), request)
    qtbot.addWidget(form)
    form.decision.route.set_value(DecisionRoute.MEETING)
    assert form.decision.decided_by.value() == "Improvement board"
    assert form.decision.decided_on.value() == date(2026, 11, 10)
    workspace.do(form.command())
    decided = workspace.plan.get(DateChange, request.id)
    assert (decided.state, decided.decided_on) == (RequestState.APPROVED, date(2026, 11, 10))
    (decision,) = workspace.session.full_plan().all(Decision)
    assert decision.meeting_id == an(workspace.session, Meeting).id
    assert workspace.plan.get(Action, request.action_id).due == DueDate.day(date(2026, 12, 18))


def test_a_date_is_refused_by_a_person_without_a_meeting(workspace: Workspace, qtbot: QtBot) -> None:
    request = asked(workspace.session)
    form = DecideForm(None, workspace, action(workspace.session), request)
    qtbot.addWidget(form)
    form.answer.set_value("refuse")
    assert form.save.text() == "Refuse the date"
    with pytest.raises(TrackerError, match="Who decided is needed"):
        form.command()
    form.decided_by.set_value("Independent Chair")
    form.note.set_value("Too late")
    workspace.do(form.command())
    decided = workspace.plan.get(DateChange, request.id)
    assert (decided.state, decided.decision_note) == (RequestState.REFUSED, "Too late")


def test_a_decision_about_several_actions_or_none(workspace: Workspace, qtbot: QtBot) -> None:
    both = [action(workspace.session), action(workspace.session, 1)]
    form = DecisionForm(None, workspace, both)
    qtbot.addWidget(form)
    form.text.set_value("Report weekly")
    form.decision.route.set_value(DecisionRoute.CHAIRS_ACTION)
    form.decision.decided_by.set_value("Independent Chair")
    form.in_force_on.set_value(date(2026, 12, 1))
    command = form.command()
    assert isinstance(command, c.RecordDecision)
    assert command.action_ids == tuple(each.id for each in both)
    assert (command.meeting_id, command.in_force_on) == (None, date(2026, 12, 1))
    workspace.do(command)
    assert DecisionForm(None, workspace, []).windowTitle() == "Record a decision"


def test_what_cannot_be_asked_is_refused_before_any_form(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = program.open_window()
    program.open_plan(plan_path, window, "actions")
    workspace, page = window.workspace, window.page
    assert workspace is not None
    assert page is not None
    page.show_record(draft(workspace.session).id)
    with pytest.raises(TrackerError, match="has no agreed date yet"):
        dates.ask_for_date(window)
    with pytest.raises(TrackerError, match="No new date has been asked for"):
        dates.decide_date(window)
    request = asked(workspace.session)
    page.show_record(request.action_id)
    with pytest.raises(TrackerError, match="already"):
        dates.ask_for_date(window)
    dates.withdraw_request(window)
    assert workspace.plan.get(DateChange, request.id).state is RequestState.WITHDRAWN
