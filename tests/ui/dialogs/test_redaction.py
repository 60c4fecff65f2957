from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.seeded import action
from tests.ui.pages.windows import opened, settled, workspace_of
from tracker.domain import commands as c
from tracker.domain.codes import EvidenceKind
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Evidence, Update
from ui.app import Program
from ui.dialogs.entries import entries_of
from ui.dialogs.redaction import RedactForm, StillHeld, held_by, held_now
from ui.pages.history import HistoryPage
from ui.reading import Reading
from ui.workspace import Workspace

SECRET = "Wilhelmina Oakapple"


def form_on(workspace: Workspace, qtbot: QtBot, chosen: Action) -> RedactForm:
    found = (held_now(workspace.plan, each) for each in entries_of(Reading(workspace), chosen))
    form = RedactForm(None, [each for each in found if each is not None])
    qtbot.addWidget(form)
    return form


def fill(form: RedactForm) -> None:
    form.reason.set_value("It names a child")
    form.first.set_value("Data Protection Officer")
    form.second.set_value("Director of Children’s Services")


def test_the_words_that_go_are_shown_before_they_go(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = action(workspace.session)
    update = workspace.session.do(c.AddUpdate(action_id=chosen.id, text=f"Spoke to {SECRET}.")).made(Update)
    form = form_on(workspace, qtbot, chosen)
    form.entry.set_value(update.id)
    form.field.set_value("text")
    assert form.shown.text() == f"Spoke to {SECRET}."
    with pytest.raises(TrackerError, match="Why"):
        form.command()
    fill(form)
    workspace.do(form.command())
    assert SECRET not in workspace.session.updates(chosen.id)[-1].text
    again = form_on(workspace, qtbot, chosen)
    if update.id in again._held:
        assert "text" not in again._held[update.id].words


def test_a_kept_file_can_be_removed_and_who_sat_there_cannot(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = action(workspace.session)
    offered = c.AddEvidence(
        action_ids=(chosen.id,),
        evidence_kind=EvidenceKind.DELIVERY,
        title="Note",
        file_name="n.txt",
        content=SECRET.encode(),
    )
    evidence = workspace.session.do(offered).made(Evidence)
    form = form_on(workspace, qtbot, chosen)
    form.entry.set_value(evidence.id)
    form.field.set_value("file_sha256")
    assert form.field.box.currentText() == "Kept file"
    assert {"recorded_by", "login", "id"}.isdisjoint(form._held[evidence.id].words)
    fill(form)
    workspace.do(form.command())
    with pytest.raises(TrackerError, match="removed from the plan"):
        workspace.session.read_file(str(evidence.file_sha256))


def test_what_holds_no_text_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(TrackerError, match="no text or file"):
        RedactForm(None, [])


def test_a_change_in_history_gives_up_what_it_wrote_though_it_was_undone(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = opened(program, plan_path, "history", qtbot)
    workspace, page = workspace_of(window), window.page
    assert isinstance(page, HistoryPage)
    window.do(c.AddTag(name=SECRET))
    workspace.session.backup()
    workspace.undo()
    settled(window, qtbot)
    page.grid.go_to(page.rows.rows()[1].step.seq)
    assert page.step is not None
    assert [each.words for each in held_by(workspace.plan, page.step)] == [{"name": SECRET}]
    mine, other = f"{plan_path}\nAdd update\nA1", "/another.iplan\nAdd update\nA1"
    window.preferences.keep("drafts", {mine: {"What": SECRET}, other: {"What": "kept"}})
    told = []

    def answer() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, RedactForm)
        fill(form)
        QTimer.singleShot(0, close)
        form.accept()

    def close() -> None:
        after = QApplication.activeModalWidget()
        if isinstance(after, StillHeld):
            told.append(after.names.value())
            after.accept()
        else:
            QTimer.singleShot(5, close)

    QTimer.singleShot(0, answer)
    window.commands.run("redact")
    settled(window, qtbot)
    assert len(told) == 1 and told[0].endswith(".iplan")
    assert list(window.preferences.get("drafts", {})) == [other]
    page.grid.go_to(page.rows.rows()[2].step.seq)
    assert SECRET not in page.detail.text.toPlainText()
    assert not any(SECRET in line.about for line in page.rows.rows())
