from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.seeded import CHAIR, action, asked, completed, draft, ready_to_close, ready_to_embed
from tracker.domain import commands as c
from tracker.domain.codes import CheckOutcome, DecisionRoute, Lifecycle
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Check
from ui.app import Program
from ui.dialogs import states
from ui.dialogs.states import (
    CLOSE,
    COMPLETE,
    EMBED,
    HOLD,
    REOPEN,
    RESUME,
    WITHDRAW,
    CheckForm,
    Turn,
    TurnForm,
)
from ui.workspace import Workspace


def form_for(workspace: Workspace, qtbot: QtBot, turn: Turn) -> TurnForm:
    form = TurnForm(None, workspace, action(workspace.session), turn)
    qtbot.addWidget(form)
    return form


def state_of(workspace: Workspace) -> Lifecycle:
    return action(workspace.session).lifecycle


def test_an_action_is_completed_on_the_day_it_was(workspace: Workspace, qtbot: QtBot) -> None:
    form = form_for(workspace, qtbot, COMPLETE)
    form.text.set_value("All ten are in post")
    form.happened_on.set_value(date(2026, 11, 3))
    workspace.do(form.command())
    assert state_of(workspace) is Lifecycle.COMPLETE
    assert action(workspace.session).completed_on == date(2026, 11, 3)


def test_completing_says_that_a_date_asked_for_is_withdrawn(workspace: Workspace, qtbot: QtBot) -> None:
    def about() -> str:
        form = form_for(workspace, qtbot, COMPLETE)
        return " ".join(each.text() for each in form.findChildren(QLabel))

    assert "is withdrawn" not in about()
    asked(workspace.session)
    assert "The new date asked for, 18 Dec 2026, is withdrawn with it" in about()


def test_a_second_person_closes_what_has_accepted_evidence(workspace: Workspace, qtbot: QtBot) -> None:
    ready_to_close(workspace.session)
    form = form_for(workspace, qtbot, CLOSE)
    workspace.record_for("Asha Quillfeather")
    with pytest.raises(TrackerError, match="somebody else has to close it"):
        workspace.do(form.command())
    workspace.record_for(CHAIR)
    workspace.do(form.command())
    assert state_of(workspace) is Lifecycle.CLOSED


def test_a_closed_action_is_checked_and_called_embedded(workspace: Workspace, qtbot: QtBot) -> None:
    ready_to_embed(workspace.session)
    workspace.do(form_for(workspace, qtbot, EMBED).command())
    assert state_of(workspace) is Lifecycle.EMBEDDED


def test_a_check_says_what_it_found(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = ready_to_embed(workspace.session)
    form = CheckForm(None, workspace, chosen)
    qtbot.addWidget(form)
    form.outcome.set_value("not_passed")
    with pytest.raises(TrackerError, match="What the check found is needed"):
        form.command()
    form.text.set_value("12 of 20 in time")
    workspace.do(form.command())
    found = list(workspace.session.full_plan().all(Check))[-1]
    assert (found.outcome, found.text) == (CheckOutcome.NOT_PASSED, "12 of 20 in time")


def test_a_hold_rests_on_a_decision_and_ends(workspace: Workspace, qtbot: QtBot) -> None:
    form = form_for(workspace, qtbot, HOLD)
    form.text.set_value("Wait for the new system")
    with pytest.raises(TrackerError, match="Review on is needed"):
        form.command()
    form.review_on.set_value(date(2027, 2, 1))
    form.decision.route.set_value(DecisionRoute.EMAIL)
    form.decision.decided_by.set_value("Improvement board")
    workspace.do(form.command())
    assert action(workspace.session).review_on == date(2027, 2, 1)
    workspace.do(form_for(workspace, qtbot, RESUME).command())
    assert state_of(workspace) is Lifecycle.IN_PROGRESS


def test_a_withdrawn_action_can_be_reopened_with_a_reason(workspace: Workspace, qtbot: QtBot) -> None:
    form = form_for(workspace, qtbot, WITHDRAW)
    form.text.set_value("The law changed")
    workspace.do(form.command())
    assert state_of(workspace) is Lifecycle.WITHDRAWN
    again = form_for(workspace, qtbot, REOPEN)
    with pytest.raises(TrackerError, match="Why it is reopened is needed"):
        again.command()
    again.text.set_value("It changed back")
    workspace.do(again.command())
    assert state_of(workspace) is Lifecycle.IN_PROGRESS


def test_what_no_form_could_make_right_is_refused_before_it_opens(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = program.open_window()
    program.open_plan(plan_path, window, "actions")
    workspace, page = window.workspace, window.page
    assert workspace is not None
    assert page is not None
    page.show_record(action(workspace.session).id)
    for refused, why in (
        (states.close_action, "cannot be closed"),
        (states.embed, "cannot be embedded"),
        (states.resume, "cannot be resumed"),
        (states.reopen, "cannot be reopened"),
        (states.add_check, "is not closed"),
    ):
        with pytest.raises(TrackerError, match=why):
            refused(window)
    chosen = completed(workspace.session)
    with pytest.raises(TrackerError, match="no accepted evidence"):
        states.close_action(window)
    for refused, why in ((states.complete, "cannot be completed"), (states.hold, "cannot be put on hold")):
        with pytest.raises(TrackerError, match=why):
            refused(window)
    page.show_record(draft(workspace.session).id)
    with pytest.raises(TrackerError, match="no wording of its own"):
        states.complete(window)
    states.start(window)
    assert "no wording of its own" in window.banner.words
    workspace.undo()
    workspace.do(c.ReopenAction(action_id=chosen.id, text="Too early"))
    assert workspace.plan.get(Action, chosen.id).lifecycle is Lifecycle.IN_PROGRESS
