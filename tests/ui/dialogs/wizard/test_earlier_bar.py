"""A later letter beside what the plan has already."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.wizard.test_areas_step import TODAY, shown
from tracker.domain.codes import FindingKind, SourceKind
from tracker.domain.records import Finding, Source
from tracker.importing.documents import read_pasted
from tracker.importing.proposal import Proposal
from tracker.importing.typed import read_typed
from ui.dialogs.wizard.areas_step import AreasStep
from ui.widgets.choices import Choice
from ui.workspace import Workspace

LATER = """20 November 2026

Focused visit to Eastmarsh children’s services

Areas for priority action

• The time that children still wait for a first decision at the front door.
• The supervision of social workers with more than twenty children each.

What needs to improve in this area of social work practice

The areas for improvement set at the last visit remain.

Main findings
"""


@pytest.fixture
def step(qtbot: QtBot, workspace: Workspace) -> AreasStep:
    """The step over a later letter for a plan with two areas: one is said again, one remains."""
    made = shown(qtbot, Proposal.of(read_pasted(LATER), plan=workspace.plan))
    made.earlier.findChildren(QPushButton)[0].click()
    return made


def head(step: AreasStep) -> str:
    return step.earlier.findChildren(QPushButton)[0].text()


def choice(step: AreasStep, ref: str) -> Choice:
    name = f"What is said of {ref}"
    return next(each for each in step.earlier.findChildren(Choice) if each.accessibleName() == name)


def pick(box: Choice, place: int) -> None:
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_what_the_letter_says_of_each_earlier_area_is_shown(step: AreasStep, workspace: Workspace) -> None:
    first, second = workspace.plan.all(Finding)
    assert head(step) == "2 earlier areas: 1 said again, 1 said to remain"
    assert step.proposal.items[0].repeats == first.id
    assert choice(step, "F2").currentText() == "Said to remain"
    assert list(step.proposal.remain) == [second.id]
    assert "said again" in step.rows.row(0).accessibleName()
    assert len(step.proposal.actions) == 1


def test_an_area_said_again_can_be_made_one_of_its_own(step: AreasStep) -> None:
    assert step.rows.editor.again.isVisible()
    step.rows.editor.again._other.click()
    assert step.proposal.items[0].repeats is None
    assert head(step) == "2 earlier areas: 1 said to remain, 1 not mentioned"
    assert len(step.proposal.actions) == 2
    step.rows.editor.again._same.click()
    assert step.proposal.items[0].repeats
    assert len(step.proposal.actions) == 1


def test_every_earlier_area_has_a_choice_of_its_own(step: AreasStep, workspace: Workspace) -> None:
    second = list(workspace.plan.all(Finding))[1]
    pick(choice(step, "F2"), 3)
    assert step.proposal.items[1].repeats == second.id
    assert not step.proposal.remain
    pick(choice(step, "F2"), 1)
    assert step.proposal.items[1].repeats is None
    assert second.id in step.proposal.remain
    pick(choice(step, "F2"), 0)
    assert not step.proposal.remain


def test_a_new_plan_has_no_earlier_areas(qtbot: QtBot) -> None:
    assert not shown(qtbot, Proposal.of(read_pasted(LATER))).earlier.isVisible()


def test_a_revised_notice_is_matched_item_by_item(qtbot: QtBot, workspace: Workspace) -> None:
    def notice(text: str, title: str) -> Proposal:
        kind = SourceKind.IMPROVEMENT_NOTICE
        return Proposal.of(read_typed(text, kind, FindingKind.CONDITION, title), plan=workspace.plan)

    first = notice("1. Publish the plan by March 2026.\n2. Report each month to the adviser.", "Notice")
    workspace.do(first.command(None, TODAY))
    step = shown(qtbot, notice("1. Publish the plan and its costs by July 2026.", "Revised notice"))
    assert not any(item.repeats for item in step.proposal.items)
    assert step.facts.replaces.isVisible()
    old = list(workspace.plan.all(Source))[-1]
    step.facts.replaces.set_value(old.id)
    (item,) = step.proposal.items
    kept, gone = workspace.plan.by(Finding, "source_id", old.id)
    assert (step.proposal.replaces_id, item.repeats) == (old.id, kept.id)
    step.earlier.findChildren(QPushButton)[0].click()
    assert choice(step, gone.ref).currentText() == "Not mentioned"
