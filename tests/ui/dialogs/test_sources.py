from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.seeded import an
from tests.ui.pages.windows import opened, workspace_of
from tracker.domain import codes
from tracker.domain import commands as c
from tracker.domain.codes import DutyBasis
from tracker.domain.errors import TrackerError
from tracker.domain.records import Duty, PlanVersion, Source
from ui.app import Program
from ui.dialogs.meetings import MeetingForm, MeetingsDialog
from ui.dialogs.sources import (
    DutyForm,
    ReceivedForm,
    SentForm,
    SourceForm,
    SourcesDialog,
    received_words,
)
from ui.dialogs.wizard.wizard import Wizard
from ui.workspace import Workspace

TODAY = date(2026, 11, 21)


def test_the_day_of_receipt_is_no_longer_assumed_once_given(workspace: Workspace, qtbot: QtBot) -> None:
    source = an(workspace.session, Source)
    assert received_words(source) == "day of receipt not known"
    form = ReceivedForm(None, source, TODAY)
    qtbot.addWidget(form)
    form.received_on.edit.setText("10 Sept 2026")
    workspace.do(form.command())
    assert received_words(workspace.plan.get(Source, source.id)) == "received 10 Sep 2026"


def test_a_source_changes_only_where_it_differs(workspace: Workspace, qtbot: QtBot) -> None:
    source = an(workspace.session, Source)
    form = SourceForm(None, source, TODAY)
    qtbot.addWidget(form)
    form.authority.set_value("Eastmarsh Council")
    assert form.command() == c.ChangeSource(id=source.id, changes={"authority": "Eastmarsh Council"})


def test_a_duty_shows_its_sum_while_it_is_typed(workspace: Workspace, qtbot: QtBot) -> None:
    source = an(workspace.session, Source)
    workspace.do(c.SetReceived(source_id=source.id, received_on=date(2022, 9, 5)))
    form = DutyForm(None, an(workspace.session, Source), TODAY)
    qtbot.addWidget(form)
    form.what.set_value("Final action plan")
    form.to.set_value("Ofsted")
    with pytest.raises(TrackerError, match="Say when it is due"):
        form.command()
    form.working_days.edit.setText("70")
    assert form.working_days.note.text() == (
        "Tuesday 13 December 2022: 70 working days from 5 Sep 2022; 1 bank holiday skipped"
    )
    done = workspace.do(form.command())
    assert done is not None
    assert done.made(Duty).basis is DutyBasis.ENTERED


def test_what_was_sent_names_the_version(workspace: Workspace, qtbot: QtBot) -> None:
    duty, versions = an(workspace.session, Duty), list(workspace.plan.all(PlanVersion))
    form = SentForm(None, duty, versions, TODAY)
    qtbot.addWidget(form)
    form.version.set_value(versions[0].id)
    workspace.do(form.command())
    sent = workspace.plan.get(Duty, duty.id)
    assert (sent.sent_on, sent.version_id) == (TODAY, versions[0].id)


def test_sources_are_listed_with_their_duties(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    window = opened(program, plan_path, "areas", qtbot)
    dialog = SourcesDialog(window)
    letter, duty = dialog.items()
    assert letter.words == "Focused visit letter, day of receipt not known; 2 improvement areas"
    assert duty.title == "– Final action plan to Ofsted"
    assert "sent" in {deed.name for deed in duty.deeds}
    workspace_of(window).do(c.RecordDutySent(duty_id=duty.key, sent_on=TODAY))
    assert "sent" not in {deed.name for deed in dialog.items()[1].deeds}
    dialog.deleteLater()


def test_meetings_are_listed_with_how_far_they_are(program: Program, plan_path: Path, qtbot: QtBot) -> None:
    window = opened(program, plan_path, "areas", qtbot)
    form = MeetingForm(window, workspace_of(window), "Improvement board")
    form.held_on.edit.setText("8 December 2026")
    workspace_of(window).do(form.command())
    dialog = MeetingsDialog(window)
    assert [(item.title, item.words) for item in dialog.items()] == [
        ("Tuesday 8 December 2026", "Improvement board, in 2 weeks"),
        ("Tuesday 10 November 2026", "Improvement board, 11 days ago"),
    ]
    form.deleteLater()
    dialog.deleteLater()


def test_meetings_to_come_keep_the_rhythm_of_the_board(workspace: Workspace, qtbot: QtBot) -> None:
    def form() -> MeetingForm:
        made = MeetingForm(None, workspace, "Improvement board")
        qtbot.addWidget(made)
        return made

    first = form()
    assert (first.held_on.value(), first.weeks.value()) == (None, 4)
    workspace.do(c.SetBoardCycle(days_between=42, clear_days=5))
    assert form().weeks.value() == 6
    first.held_on.set_value(date(2026, 12, 8))  # the one before was on 10 November
    first.count.edit.setText("3")
    first.weeks.edit.setText("3")
    assert first.coming.text() == "Then 29 Dec 2026 and 19 Jan 2027."
    first.weeks.edit.setText("60")
    with pytest.raises(TrackerError, match="52 weeks apart"):
        first.command()
    first.weeks.edit.setText("3")
    workspace.do(first.command())
    assert workspace.undo_label == "add meetings"
    then = form()
    assert (then.held_on.value(), then.weeks.value()) == (date(2027, 2, 9), 3)
    then.held_on.set_value(date(2026, 12, 4))
    then.count.edit.setText("2")
    assert then.coming.text() == "Then 25 Dec 2026. No working day: 25 Dec 2026."


def test_a_revised_notice_is_listed_with_what_it_replaces_and_since_when(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = opened(program, plan_path, "areas", qtbot)
    workspace = workspace_of(window)
    first, notice = an(workspace.session, Source), codes.SourceKind.IMPROVEMENT_NOTICE
    revised = c.AddSource(
        source_kind=notice, title="Revised notice", in_force_on=date(2026, 11, 2), replaces_id=first.id
    )
    workspace.do(revised)
    dialog = SourcesDialog(window)
    told = {item.title: item.words for item in dialog.items()}
    assert f"in force from 2 Nov 2026, replaces “{first.title}”" in told["Revised notice"]
    assert "replaced by “Revised notice”" in told[first.title]
    dialog.add()
    assert window.findChildren(Wizard)
    window.leave_full()
