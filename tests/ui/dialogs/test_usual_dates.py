"""What is usually due can be changed for a plan, kind by kind."""

import pytest

from tracker.domain.codes import SourceKind
from tracker.domain.errors import TrackerError
from tracker.domain.rules.duties import presets_of
from ui.app import Program
from ui.dialogs.usual_dates import UsualDatesDialog, UsualDutyForm
from ui.workspace import Workspace

REPORT = SourceKind.ILACS_REPORT


def test_a_period_is_changed_and_the_others_of_its_kind_stay(workspace: Workspace) -> None:
    form = UsualDutyForm(None, workspace.plan, REPORT, 1)
    assert (form.what.value(), form.working_days.value()) == ("Written statement of action", 70)
    form.working_days.edit.setText("60")
    form.period.edit.setText("")
    form.origin.edit.setText("Letter of the inspectorate, 2026")
    workspace.do(form.command())
    first, second = presets_of(REPORT, workspace.plan)
    assert (first.working_days, second.working_days, second.period) == (30, 60, "60 working days")
    assert second.origin == "Letter of the inspectorate, 2026"


def test_a_kind_without_any_gets_one(workspace: Workspace) -> None:
    form = UsualDutyForm(None, workspace.plan, SourceKind.PEER_REVIEW)
    form.what.edit.setText("Reply")
    form.to.edit.setText("The review team")
    form.origin.edit.setText("Agreed with the team")
    with pytest.raises(TrackerError, match="Say when it is due"):
        form.command()
    form.period.edit.setText("by the next board")
    workspace.do(form.command())
    (only,) = presets_of(SourceKind.PEER_REVIEW, workspace.plan)
    assert (only.working_days, only.period, only.required) == (None, "by the next board", True)


def test_the_list_says_which_kinds_were_changed_and_takes_that_back(
    program: Program, plan_path: object
) -> None:
    window = program.open_plan(plan_path)  # type: ignore[arg-type]
    assert window is not None
    dialog = UsualDatesDialog(window)
    dialog.do_remove(f"{REPORT.value} 0")
    told = {item.key: item.words for item in dialog.items()}
    assert told[REPORT.value] == "Changed in this plan"
    assert told[SourceKind.SIF_REPORT.value] == "As the program has it"
    assert told[f"{REPORT.value} 0"].startswith("70 working days; Education and Inspections Act 2006")
    dialog.do_reset(REPORT.value)
    assert {item.key: item.words for item in dialog.items()}[REPORT.value] == "As the program has it"
    dialog.accept()
