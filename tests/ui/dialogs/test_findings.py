from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, draft
from tests.ui.pages.windows import opened, workspace_of
from tracker.domain import commands as c
from tracker.domain.codes import FindingKind
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, ActionFinding, Finding, Source
from tracker.domain.rules.gaps import actions_for
from ui.app import Program
from ui.dialogs import findings
from ui.dialogs.actions import ActionForm
from ui.dialogs.findings import AnnotateForm, AnswersDialog, LeaveOutForm, LinkForm, PassageForm, UnlinkForm
from ui.workspace import Workspace


def test_a_note_and_a_theme_stand_beside_the_wording(workspace: Workspace, qtbot: QtBot) -> None:
    finding = an(workspace.session, Finding)
    form = AnnotateForm(None, finding)
    qtbot.addWidget(form)
    form.annotation.set_value("Ask the police too")
    form.own_theme.set_value("Front door")
    workspace.do(form.command())
    kept = workspace.plan.get(Finding, finding.id)
    assert (kept.annotation, kept.own_theme, kept.text) == ("Ask the police too", "Front door", finding.text)


def test_leaving_out_needs_a_reason(workspace: Workspace, qtbot: QtBot) -> None:
    form = LeaveOutForm(None, an(workspace.session, Finding))
    qtbot.addWidget(form)
    with pytest.raises(TrackerError, match="Reason is needed"):
        form.command()
    form.reason.set_value("Said twice")
    assert form.command() == c.LeaveOutFinding(
        finding_id=an(workspace.session, Finding).id, reason="Said twice"
    )


def test_an_action_is_linked_and_unlinked_with_who_agreed(workspace: Workspace, qtbot: QtBot) -> None:
    finding, other = an(workspace.session, Finding, 1), action(workspace.session)
    form = LinkForm(None, workspace, finding)
    qtbot.addWidget(form)
    assert form.begin_with is form.picker.filter
    assert form.reason.isVisibleTo(form)
    assert form.picker.grid.go_to(other.id)
    form.reason.set_value("It helps")
    form.agreed_by.set_value("The board")
    workspace.do(form.command())
    assert other in actions_for(workspace.plan, finding)
    unlink = UnlinkForm(None, finding, other)
    qtbot.addWidget(unlink)
    with pytest.raises(TrackerError, match="needed"):
        unlink.command()
    unlink.reason.set_value("It does not help")
    unlink.agreed_by.set_value("The board")
    workspace.do(unlink.command())
    assert other not in actions_for(workspace.plan, finding)


def test_a_marked_passage_becomes_an_area(workspace: Workspace, qtbot: QtBot) -> None:
    source = an(workspace.session, Source)
    assert source.text_sha256
    form = PassageForm(None, source, workspace.session.read_file(source.text_sha256).decode())
    qtbot.addWidget(form)
    found = form.letter.document().find("children wait too long")
    assert not found.isNull()
    form.letter.setTextCursor(QTextCursor(found))
    form.take.click()
    form.kind_field.set_value(FindingKind.RECOMMENDATION)
    form.page.set_value("2")
    made = workspace.do(form.command())
    assert made is not None
    finding = made.made(Finding)
    assert (finding.text, finding.kind, finding.page) == (
        "children wait too long",
        FindingKind.RECOMMENDATION,
        2,
    )


def test_without_its_text_a_letter_has_nothing_to_mark(workspace: Workspace, qtbot: QtBot) -> None:
    form = PassageForm(None, an(workspace.session, Source), "")
    qtbot.addWidget(form)
    assert not form.take.isEnabled()
    assert "Type the passage" in form.letter.placeholderText()


def test_drafts_are_unlinked_without_a_reason(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    window = opened(program, plan_path, "areas", qtbot)
    workspace = workspace_of(window)
    finding, unplanned = an(workspace.session, Finding), draft(workspace.session)
    dialog = AnswersDialog(window, finding)
    assert unplanned.id in {item.key for item in dialog.items()}
    dialog.do_unlink(unplanned.id)
    assert unplanned.id not in {item.key for item in dialog.items()}
    dialog.deleteLater()


def test_one_key_plans_the_draft_of_a_gap_or_adds_an_action(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = opened(program, plan_path, "areas", qtbot)
    workspace = workspace_of(window)
    finding = an(workspace.session, Finding)
    titles = iter(("Plan the first decision", "Count first decisions"))

    def fill() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, ActionForm)
        form.title.set_value(next(titles))
        form.accept()

    unplanned = draft(workspace.session)
    QTimer.singleShot(0, window, fill)
    findings.answer(window)
    assert workspace.plan.get(Action, unplanned.id).title == "Plan the first decision"
    QTimer.singleShot(0, window, fill)
    findings.answer(window)
    made = next(each for each in workspace.plan.all(Action) if each.title == "Count first decisions")
    assert finding.id in {tie.finding_id for tie in workspace.plan.by(ActionFinding, "action_id", made.id)}


def test_commands_about_an_area_need_one(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    window = opened(program, plan_path, "overdue", qtbot)
    for call in (findings.annotate, findings.leave_out, findings.answer, findings.link_actions):
        with pytest.raises(TrackerError, match="Select an improvement area first"):
            call(window)
