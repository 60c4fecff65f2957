from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.seeded import (
    CHAIR,
    DIRECTOR,
    REVIEWER,
    action,
    an,
    asked,
    completed,
    decision,
    draft,
    ready_to_embed,
    the_measure,
)
from tests.ui.conftest import ACTOR
from tests.ui.pages.test_actions import focusable, name_of, open_window, settled, workspace_of
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import CheckOutcome, Delivery, EvidenceKind, OwnColumnKind
from tracker.domain.commands import Command
from tracker.domain.due import DueDate
from tracker.domain.records import (
    Action,
    BudgetLine,
    DateChange,
    Evidence,
    Finding,
    Organisation,
    OwnColumn,
    Part,
)
from tracker.session import Session
from ui.app import Program
from ui.main_window import MainWindow
from ui.pages.detail import DetailPanel
from ui.widgets.track import PromiseTrack
from ui.workspace import Workspace


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window with the panel open on the first action."""
    window = open_window(program, plan_path, qtbot)
    window.open_panel(True)
    shown(window, qtbot)
    yield window


def panel_of(window: MainWindow) -> DetailPanel:
    (found,) = window.findChildren(DetailPanel)
    return found


def shown(window: MainWindow, qtbot: QtBot) -> DetailPanel:
    """The panel, all of it."""
    panel = panel_of(window)
    qtbot.waitUntil(lambda: panel._shown_id == panel._id and not panel._pause.isActive(), timeout=5000)
    settled(qtbot, window)
    return panel


def do(window: MainWindow, command: Command) -> None:
    assert workspace_of(window).do(command) is not None


def words(widget: QWidget) -> str:
    """All that can be read or heard in it."""
    said = [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]
    said += [each.accessibleName() for each in widget.findChildren(QWidget) if each.isVisibleTo(widget)]
    return "\n".join(said)


def test_the_panel_says_who_answers_and_for_what(window: MainWindow, qtbot: QtBot) -> None:
    said = words(shown(window, qtbot))
    assert "Decide every contact within one working day" in said
    assert "22 days overdue" in said
    assert "Owner: Head of the Front Door" in said
    assert "Owner: Asha Quillfeather" in said
    assert "Nine in ten, three months running." in said
    assert "F1 The time children wait for a first decision at the front door." in said


def test_what_changes_out_of_sight_is_shown_when_the_panel_is(window: MainWindow, qtbot: QtBot) -> None:
    chosen = panel_of(window).selected_actions()[0]
    window.go("money")
    do(window, c.AddUpdate(action_id=chosen.id, text="The rota is agreed."))
    settled(qtbot, window)
    window.go("actions")
    assert "The rota is agreed." in words(shown(window, qtbot))


def test_an_update_with_all_it_can_hold_is_read_in_full(window: MainWindow, qtbot: QtBot) -> None:
    chosen = action(workspace_of(window).session)
    do(
        window,
        c.AddUpdate(
            action_id=chosen.id,
            text="Six of ten",
            delivery=Delivery.AT_RISK,
            delivery_reason="Two vacancies",
            barrier="The agency",
            ask="Agree overtime",
            next="Interviews",
            happened_on=date(2026, 11, 3),
        ),
    )
    said = words(shown(window, qtbot))
    for told in (
        "Six of ten",
        "At risk of delay",
        "Rating: Two vacancies",
        "Barrier: The agency",
        "Ask of the board: Agree overtime",
        "Next: Interviews",
        "3 Nov 2026",
        "recorded 21 Nov 2026",
        "At risk of delay since 3 Nov 2026: Two vacancies",
    ):
        assert told in said


def test_what_was_recorded_for_somebody_else_says_so(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    workspace.record_for("Asha Quillfeather")
    do(window, c.AddUpdate(action_id=action(workspace.session).id, text="Under way"))
    said = words(shown(window, qtbot))
    assert "Asha Quillfeather" in said
    assert f"recorded by {ACTOR.name}" in said


def test_the_date_history_tells_every_move(window: MainWindow, qtbot: QtBot) -> None:
    session = workspace_of(window).session
    request = asked(session)
    do(window, c.DecideNewDate(request_id=request.id, approve=True, decision=decision(session)))
    do(
        window,
        c.AskForNewDate(action_id=request.action_id, new_due=DueDate.month(2027, 2), reason="Still vacant"),
    )
    said = words(shown(window, qtbot))
    assert "moved once, +49 days" in said
    moved = "30 Oct → 18 Dec 2026, +49 days, Approved by Improvement board, 10 Nov 2026"
    assert f"{moved}, Two posts are vacant, after it had passed" in said
    asked_for = "18 Dec 2026 → February 2027, +72 days, Asked by Programme Manager, 21 Nov 2026, to decide"
    assert f"{asked_for}, Still vacant" in said
    assert "Improvement board, decision" in said
    track = panel_of(window).findChild(PromiseTrack)
    assert track is not None
    assert track.accessibleName() == "First agreed 30 Oct, moved to 18 Dec, asked for 28 Feb"


def test_each_state_offers_the_step_that_comes_next(window: MainWindow, qtbot: QtBot) -> None:
    session, page = workspace_of(window).session, window.page
    assert page is not None
    chosen = action(session)

    def offered() -> str:
        texts = [
            each.text() for each in shown(window, qtbot).findChildren(QAbstractButton) if each.isVisible()
        ]
        known = ("Add evidence…", "Accept evidence…", "Close…", "Add a check…", "Mark as embedded…")
        return next(text for text in texts if text in ("Start", "Complete…", "Plan it…", *known))

    assert offered() == "Start"
    do(window, c.StartAction(action_id=chosen.id, happened_on=date(2026, 11, 2)))
    assert offered() == "Complete…"
    kind, passed = EvidenceKind.DELIVERY, CheckOutcome.PASSED
    for command, whose, following in (
        (c.CompleteAction(action_id=chosen.id), DIRECTOR, "Add evidence…"),
        (
            c.AddEvidence(action_ids=(chosen.id,), evidence_kind=kind, title="Audit"),
            DIRECTOR,
            "Accept evidence…",
        ),
        (None, CHAIR, "Close…"),
        (c.CloseAction(action_id=chosen.id), CHAIR, "Add a check…"),
        (c.AddCheck(action_id=chosen.id, outcome=passed, text="20 of 20"), REVIEWER, "Mark as embedded…"),
    ):
        workspace_of(window).record_for(whose)
        do(window, command or c.AcceptEvidence(evidence_id=an(session, Evidence).id))
        assert offered() == following
    page.show_record(draft(session).id)
    assert offered() == "Plan it…"


def test_evidence_checks_money_and_pieces_are_listed(window: MainWindow, qtbot: QtBot) -> None:
    session = workspace_of(window).session
    chosen, plan = action(session), session.plan
    line, organisation = next(iter(plan.all(BudgetLine))), next(iter(plan.all(Organisation)))
    do(window, c.LinkLineToAction(line_id=line.id, action_id=chosen.id))
    do(window, c.AddPart(action_id=chosen.id, organisation_id=organisation.id, text="Phone lines"))
    do(window, c.AddMilestone(action_id=chosen.id, title="Rota agreed", due=DueDate.month(2026, 12)))
    do(window, c.AddBlocker(action_id=chosen.id, blocked_by_id=action(session, 1).id))
    do(window, c.AddOwnColumn(name="Cost code", column_kind=OwnColumnKind.DATE))
    (column,) = session.plan.all(OwnColumn)
    do(window, c.SetOwnValue(action_id=chosen.id, column_id=column.id, value="2026-12-01"))
    (part,) = session.plan.all(Part)
    do(window, c.PartDone(part_id=part.id, done_on=date(2026, 11, 2)))
    ready_to_embed(session)
    said = words(shown(window, qtbot))
    for told in (
        "Weekly hub report",
        "Accepted",
        "20 of 20 in time",
        "£684,000",
        "Safeguarding hub",
        "Eastmarsh Council: Phone lines (done 2 Nov 2026)",
        "Rota agreed (due December 2026)",
        "Ring every referrer back in the same week",
        "Cost code: 1 Dec 2026",
    ):
        assert told in said


def test_a_changed_wording_keeps_the_approved_one_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    chosen = action(workspace_of(window).session)
    do(
        window,
        c.ChangeAction(id=chosen.id, changes={"title": "Decide faster"}, reason="Clearer", agreed_by=CHAIR),
    )
    said = words(shown(window, qtbot))
    assert "Agreed change: Title" in said
    assert "“Decide every contact within one working day” → “Decide faster”" in said
    assert "Change action, Programme Manager" in said


def test_what_replaced_an_action_and_what_it_came_from_lead_to_each_other(
    window: MainWindow, qtbot: QtBot
) -> None:
    session, page = workspace_of(window).session, window.page
    assert page is not None
    chosen = action(session)
    into = (c.Successor(title="Contacts by phone"), c.Successor(title="Contacts in writing"))
    do(window, c.SplitAction(action_id=chosen.id, into=into, reason="Two teams"))
    page.show_record(chosen.id)
    panel = shown(window, qtbot)
    assert "Show A3a Contacts by phone" in words(panel._sections["facts"])
    link = next(each for each in panel.findChildren(QAbstractButton) if "Contacts by phone" in each.text())
    link.click()
    assert "Show A3 Decide every contact within one working day" in words(shown(window, qtbot))


def test_long_lists_are_cut_until_the_rest_is_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    chosen = action(workspace_of(window).session)
    for number in range(18):
        do(window, c.AddUpdate(action_id=chosen.id, text=f"Week {number}."))
    panel = shown(window, qtbot)
    assert "Week 17." in words(panel)
    assert "Week 2." not in words(panel)
    rest = next(each for each in panel.findChildren(QAbstractButton) if each.text() == "Show all 18")
    rest.click()
    assert "Week 2." in words(shown(window, qtbot))


def test_the_place_one_was_reading_is_kept_through_a_change(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 720)
    chosen = action(workspace_of(window).session)
    for number in range(12):
        do(window, c.AddUpdate(action_id=chosen.id, text=f"Week {number}."))
    panel = shown(window, qtbot)
    panel.reading.verticalScrollBar().setValue(300)
    do(window, c.ChangeAction(id=chosen.id, changes={"council_ref": "1.1"}))
    assert shown(window, qtbot).reading.verticalScrollBar().value() == 300
    tab = next(each for each in panel.findChildren(QAbstractButton) if each.text() == "Evidence")
    tab.click()
    assert panel.reading.verticalScrollBar().value() > 300


def test_running_through_the_table_reads_only_the_last_row(window: MainWindow, qtbot: QtBot) -> None:
    page, panel = window.page, panel_of(window)
    assert page is not None
    for each in list(workspace_of(window).plan.all(Action)):
        panel.show_action(each.id)
        assert panel._pause.isActive()
    assert each.title in words(shown(window, qtbot))


def test_nothing_selected_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    window.show_panel(None)
    assert "No action selected" in words(shown(window, qtbot))
    assert panel_of(window).selected_actions() == []


def test_a_read_only_panel_gives_its_reason(
    program: Program, plan_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    window = program.open_window()
    window.show_plan(Workspace(Session.open(plan_path, ACTOR, clock, read_only=True), clock), "actions")
    window.show()
    window.open_panel(True)
    panel = shown(window, qtbot)
    why = workspace_of(window).read_only
    names = ("Add update", "Add evidence", "Edit this action", "Ask for a new date")
    doing = [each for each in panel.findChildren(QAbstractButton) if each.accessibleName() in names]
    assert len(doing) == 4
    assert {(each.isEnabled(), each.toolTip()) for each in doing} == {(False, why)}


def test_every_control_of_the_panel_has_a_name_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    completed(workspace_of(window).session)
    panel = shown(window, qtbot)
    names = [name_of(each) for each in focusable(panel)]
    assert all(names)
    assert len(set(names)) == len(names)


def test_the_panel_is_closed_from_its_corner(window: MainWindow) -> None:
    close = next(
        each
        for each in panel_of(window).findChildren(QAbstractButton)
        if each.accessibleName() == "Close the panel (F4)"
    )
    close.click()
    assert not window.panel_is_open


def test_links_lead_to_the_page_of_what_they_name(window: MainWindow, qtbot: QtBot) -> None:
    plan = workspace_of(window).plan
    finding = next(iter(plan.all(Finding)))
    link = next(
        each for each in shown(window, qtbot).findChildren(QAbstractButton) if each.text().startswith("F1 ")
    )
    link.click()
    assert window.page is not None
    assert window.page.title == "Improvement areas"
    record = window.page.selected_record()
    assert record is None or record.id == finding.id


def test_measures_are_told_with_how_they_stand_and_more_are_linked(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)

    def spoken() -> set[str]:
        return {each.accessibleName() for each in shown(window, qtbot).findChildren(QAbstractButton)}

    assert "Link measures to the action" in spoken()
    assert "Add figure for the action" not in spoken()
    window.do(the_measure(workspace.session))
    assert "Add figure for the action" in spoken()
    assert any(each.startswith("Show M1 no figure yet: Contacts decided") for each in spoken())


def test_a_reset_by_a_later_version_is_told_as_one(window: MainWindow, qtbot: QtBot) -> None:
    chosen = action(workspace_of(window).session)
    do(
        window,
        c.ApprovePlan(
            version="Version 2",
            body="Cabinet",
            approved_on=date(2026, 11, 12),
            resets=(c.Reset(action_id=chosen.id, due=DueDate.day(date(2027, 3, 31))),),
        ),
    )
    assert workspace_of(window).plan.by(DateChange, "action_id", chosen.id)
    assert "Reset, 12 Nov 2026" in words(shown(window, qtbot))


def test_evidence_offered_can_be_decided_from_its_section(window: MainWindow, qtbot: QtBot) -> None:
    session = workspace_of(window).session
    chosen = action(session)
    do(
        window,
        c.AddEvidence(action_ids=(chosen.id,), evidence_kind=EvidenceKind.EFFECT, title="Audit of 20 files"),
    )
    said = words(shown(window, qtbot))
    assert "Audit of 20 files, 21 Nov 2026, Offered" in said
    assert "Accept or decline evidence" in said
