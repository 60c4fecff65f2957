from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, the_figures, the_measure
from tests.ui.conftest import ACTOR
from tests.ui.pages.windows import opened, settled, spoken_names, workspace_of
from tracker.clock import FixedClock
from tracker.domain import commands as c
from tracker.domain.codes import EvidenceKind, SourceKind
from tracker.domain.records import Action, BudgetLine, Duty, Finding, Measure, Source
from tracker.session import Session
from ui.app import Program
from ui.dialogs.actions import ActionForm
from ui.dialogs.evidence import EvidenceForm
from ui.dialogs.form import Form
from ui.dialogs.measure_links import SeenByDialog
from ui.dialogs.measures import MeasureForm
from ui.main_window import MainWindow
from ui.pages.areas import AreasPage
from ui.pages.areas_rows import _as_fits
from ui.widgets.frames import ListRow
from ui.workspace import Workspace


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the Improvement areas page of the small plan."""
    yield opened(program, plan_path, "areas", qtbot)


def page_of(window: MainWindow) -> AreasPage:
    assert isinstance(window.page, AreasPage)
    return window.page


def leave_without_action(workspace: Workspace) -> Finding:
    """The second area, answered by nothing but its draft."""
    finding = list(workspace.plan.all(Finding))[1]
    why = {"reason": "It answers another", "agreed_by": "The board"}
    workspace.do(c.UnlinkFinding(action_id=action(workspace.session, 2).id, finding_id=finding.id, **why))
    return finding


def test_areas_stand_under_their_letter_with_what_answers_them(window: MainWindow) -> None:
    page = page_of(window)
    group = page.rows.group_at(0)
    assert group is not None
    assert group.sentence == "Focused visit to Eastmarsh, Ofsted, day of receipt not known, 2 gaps, open"
    first = page.rows.rows()[0]
    assert first.words == "2 Not started"
    assert _as_fits("1 Off track, 2 On track, 1 Closed", 100) == "1 Off track, …"  # whole words only
    assert "F1" in page.rows.sentence(first)


def test_a_gap_is_marked_and_found(window: MainWindow) -> None:
    page = page_of(window)
    finding = leave_without_action(workspace_of(window))
    page.show_part("unanswered")
    (area,) = page.rows.rows()
    assert (area.finding.id, area.words) == (finding.id, "No action yet")
    assert page.selected_record() == area.finding
    assert page.detail.row is area


def test_the_thread_runs_from_actions_to_money(window: MainWindow, qtbot: QtBot) -> None:
    page, workspace = page_of(window), workspace_of(window)

    def spoken() -> str:
        return page.rows.sentence(page.rows.rows()[0])

    assert "No measure" in spoken()
    workspace.do(the_measure(workspace.session))
    line, first = an(workspace.session, BudgetLine), action(workspace.session)
    workspace.do(c.LinkLineToAction(line_id=line.id, action_id=first.id))
    assert page.rows.rows()[0].finding.id == an(workspace.session, Finding).id
    assert "1 measure, No figure yet" in spoken()
    assert "£684,000" in spoken()
    given = c.AddEvidence(action_ids=(first.id,), evidence_kind=EvidenceKind.DELIVERY, title="Audit")
    workspace.do(given)
    qtbot.waitUntil(lambda: "evidence 0 of 1 accepted" in spoken())


def test_a_gap_of_one_kind_is_chosen_in_its_head(window: MainWindow) -> None:
    page, workspace = page_of(window), workspace_of(window)
    workspace.do(the_measure(workspace.session))
    page.rows.set_values("measures", frozenset({"No measure"}))
    assert [area.finding.ref for area in page.rows.rows()] == ["F2"]
    page.listing.show_all()
    assert page.rows.shown == 2


def test_only_areas_whose_actions_changed_are_worked_out_again(window: MainWindow) -> None:
    page = page_of(window)
    before = page.rows.rows()
    window.do(c.StartAction(action_id=action(workspace_of(window).session, 2).id))
    first, second = page.rows.rows()
    assert first is before[0]
    assert second is not before[1]
    assert second.words == "1 In progress"


def test_a_left_out_area_stays_listed_with_who_and_why(window: MainWindow) -> None:
    workspace, page = workspace_of(window), page_of(window)
    finding = leave_without_action(workspace)
    draft = next(each for each in page._areas[finding.id].actions if each.draft)
    workspace.do(c.RemoveRecord(record=Action, id=draft.id))
    workspace.do(c.LeaveOutFinding(finding_id=finding.id, reason="Said twice"))
    area = page._areas[finding.id]
    assert area.words == "Left out by Programme Manager: Said twice"
    assert page.show_record(finding.id)
    window.commands.run("take_in")
    assert page._areas[finding.id].is_gap


def test_every_control_has_a_name_of_its_own(window: MainWindow) -> None:
    window.resize(1440, 900)
    names = spoken_names(page_of(window))
    assert all(names)
    assert sorted(names) == sorted(set(names))


def test_the_table_keeps_the_rules_of_a_model(window: MainWindow) -> None:
    page = page_of(window)
    QAbstractItemModelTester(page.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    leave_without_action(workspace_of(window))
    page.listing.filter.edit.setText("knowledge")
    assert [area.finding.ref for area in page.rows.rows()] == ["F2"]


def test_duties_show_their_sum_once_receipt_is_known(window: MainWindow) -> None:
    page = page_of(window)
    source = an(workspace_of(window).session, Source)
    (line,) = page.duty_rows.rows()
    assert line.due.day is None
    from datetime import date

    window.do(c.SetReceived(source_id=source.id, received_on=date(2026, 9, 10)))
    (line,) = page.duty_rows.rows()
    assert line.due.words == "70 working days from 10 Sep 2026"
    window.do(c.RecordDutySent(duty_id=an(workspace_of(window).session, Duty).id, sent_on=date(2026, 11, 2)))
    assert page.duty_rows.rows()[0].words == "sent 2 Nov 2026"
    assert not page._sent.isEnabled()


def test_a_record_is_shown_even_if_it_was_narrowed_away(window: MainWindow) -> None:
    page = page_of(window)
    page.shown.choose("left_out")
    page.shown.changed.emit("left_out")
    assert page.rows.shown == 0
    finding = an(workspace_of(window).session, Finding)
    assert page.show_record(finding.id)
    assert page.selected_record() == finding
    assert page.show_record(finding.source_id)


def test_an_empty_plan_says_what_to_do(
    program: Program, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    path = tmp_path / "empty.iplan"
    with Session.create(path, ACTOR, clock) as session:
        session.do(c.SetUpPlan(title="New plan"))
    window = opened(program, path, "areas", qtbot)
    page = page_of(window)
    assert page._none.isVisibleTo(page)
    assert page._none.button.text() == "Add a document"
    assert not page.detail.isVisibleTo(page)
    window.do(c.AddSource(source_kind=SourceKind.OTHER, title="A letter"))
    assert page._none.button.text() == "Add from the text"


def test_the_measures_of_the_area_stand_beside_it_and_lead_to_their_page(
    window: MainWindow, qtbot: QtBot
) -> None:
    page, workspace = page_of(window), workspace_of(window)
    workspace.do(the_measure(workspace.session))
    measure = an(workspace.session, Measure)
    workspace.do(the_figures(measure, (78, 100)))
    settled(window, qtbot)
    *_, shown = (
        each
        for each in page.detail.findChildren(ListRow)
        if str(each.property("place")).startswith("measures:")
    )
    assert shown.accessibleName().startswith(f"{measure.ref}  {measure.title}, 78%, too early to say, ")
    shown.click()
    assert window.selected_record() == workspace.plan.get(Measure, measure.id)


def test_ins_adds_what_the_cell_is_about(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page, workspace, asked = page_of(window), workspace_of(window), list[object]()
    monkeypatch.setattr(Form, "send", lambda form, do: asked.append(form))
    monkeypatch.setattr(SeenByDialog, "exec", lambda dialog: asked.append(dialog))

    def told(column: str) -> type:
        page.grid.go_to(page.rows.rows()[0].finding.id, column)
        window.commands.run("add_here")
        return type(asked[-1])

    assert told("text") is ActionForm
    assert told("measures") is MeasureForm
    assert told("evidence") is EvidenceForm
    evidence = asked[-1]
    assert isinstance(evidence, EvidenceForm)
    assert evidence.action.box.count() == 2
    workspace.do(the_measure(workspace.session))
    assert told("measures") is SeenByDialog
    leave_without_action(workspace)
    page.show_part("unanswered")
    assert told("evidence") is ActionForm
