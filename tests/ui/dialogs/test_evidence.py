from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.seeded import CHAIR, DIRECTOR, action, an, completed
from tracker.domain import commands as c
from tracker.domain.codes import EvidenceKind, EvidenceState
from tracker.domain.errors import TrackerError
from tracker.domain.records import Evidence
from ui.app import Program
from ui.dialogs import evidence
from ui.dialogs.evidence import DecideEvidenceForm, EvidenceForm
from ui.workspace import Workspace


def form_on(workspace: Workspace, qtbot: QtBot) -> EvidenceForm:
    form = EvidenceForm(None, workspace, action(workspace.session))
    qtbot.addWidget(form)
    return form


def test_evidence_is_a_link_unless_a_copy_is_chosen(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "weekly_report.txt"
    path.write_bytes(b"92% in one day")
    form = form_on(workspace, qtbot)
    assert not form.copy.isEnabled()
    form.choose_file(path)
    assert form.title.value() == "weekly report"
    linked = form.command()
    assert isinstance(linked, c.AddEvidence)
    assert (linked.link, linked.content, linked.file_name) == (str(path), None, "")
    form.copy.setChecked(True)
    form.kind.set_value("effect")
    copied = form.command()
    assert copied == c.AddEvidence(
        action_ids=(action(workspace.session).id,),
        evidence_kind=EvidenceKind.EFFECT,
        title="weekly report",
        file_name="weekly_report.txt",
        content=b"92% in one day",
        happened_on=date(2026, 11, 21),
    )
    form.link.set_value("https://example.org/report")
    assert not form.copy.isChecked()
    assert not form.copy.isEnabled()


def test_a_file_that_went_away_is_said_in_words(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="cannot be read"):
        evidence.contents(tmp_path / "gone.txt")


def test_a_second_person_accepts_or_declines(workspace: Workspace, qtbot: QtBot) -> None:
    completed(workspace.session)
    offered = an(workspace.session, Evidence)
    form = DecideEvidenceForm(None, workspace, [offered])
    qtbot.addWidget(form)
    workspace.record_for(DIRECTOR)
    with pytest.raises(TrackerError, match="somebody else has to accept it"):
        workspace.do(form.command())
    workspace.record_for(CHAIR)
    form.answer.set_value("decline")
    with pytest.raises(TrackerError, match="Why it is not accepted is needed"):
        form.command()
    form.why.set_value("It stops in August")
    workspace.do(form.command())
    decided = an(workspace.session, Evidence)
    assert (decided.state, decided.decision_note) == (EvidenceState.NOT_ACCEPTED, "It stops in August")


def test_accepting_keeps_the_note(workspace: Workspace, qtbot: QtBot) -> None:
    completed(workspace.session)
    form = DecideEvidenceForm(None, workspace, [an(workspace.session, Evidence)])
    qtbot.addWidget(form)
    form.note.set_value("Seen at the board")
    workspace.record_for(CHAIR)
    workspace.do(form.command())
    assert an(workspace.session, Evidence).state is EvidenceState.ACCEPTED


def test_a_kept_copy_comes_out_again_and_other_links_are_not_run(
    program: Program, plan_path: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.open_window()
    program.open_plan(plan_path, window, "actions")
    workspace = window.workspace
    assert workspace is not None
    with pytest.raises(TrackerError, match="waits to be looked at"):
        evidence.decide_evidence(window)
    given = {"action_ids": (action(workspace.session).id,), "evidence_kind": EvidenceKind.DELIVERY}
    workspace.do(c.AddEvidence(**given, title="Report", file_name="r.txt", content=b"92%"))  # type: ignore[arg-type]
    workspace.do(c.AddEvidence(**given, title="Trap", link="javascript:alert(1)"))  # type: ignore[arg-type]
    kept, trap = workspace.session.full_plan().all(Evidence)
    out = tmp_path / "saved.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    evidence.open_evidence(window, kept)
    assert out.read_bytes() == b"92%"
    with pytest.raises(TrackerError, match="is no link that can be opened"):
        evidence.open_evidence(window, trap)
