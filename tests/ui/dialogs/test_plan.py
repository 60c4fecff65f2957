"""The plan as a whole: settings, approval, workstreams, own columns, colours."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.plans import action, line, plan
from tests.ui.pages.windows import opened, workspace_of
from tracker.domain import commands as c
from tracker.domain.codes import Marking, OwnColumnKind, RagColour, RagCondition
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import CYCLE_ID, Action, BoardCycle, OwnColumn, PlanVersion, Workstream
from tracker.domain.rules.rag import USUAL_TABLE, rag_table
from tracker.domain.rules.review import board_cycle
from ui.app import Program
from ui.dialogs.lists import ListDialog
from ui.dialogs.plan import ApproveForm, SettingsForm, approval_words, frozen_by
from ui.dialogs.plan_lists import (
    OwnColumnForm,
    OwnColumnsDialog,
    RagDialog,
    RagLineForm,
    WorkstreamForm,
    WorkstreamsDialog,
)
from ui.main_window import MainWindow
from ui.workspace import Workspace


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> MainWindow:
    return opened(program, plan_path, "money", qtbot)


def press(dialog: ListDialog, name: str, qtbot: QtBot) -> None:
    """Press the button of this accessible name, and let its deed be done."""

    def found() -> list[QAbstractButton]:
        buttons = dialog.findChildren(QAbstractButton)
        return [each for each in buttons if each.accessibleName() == name and each.isVisibleTo(dialog)]

    qtbot.waitUntil(lambda: len(found()) == 1)
    before = dialog.workspace.plan.seq
    found()[0].click()
    qtbot.waitUntil(lambda: dialog.workspace.plan.seq > before or bool(dialog.banner.words))


def test_settings_change_only_where_they_differ(workspace: Workspace, qtbot: QtBot) -> None:
    form = SettingsForm(None, workspace.plan)
    qtbot.addWidget(form)
    assert form.command() == c.ChangeSettings(changes={})
    form.of["owner_label"].set_value("Lead")  # type: ignore[attr-defined]
    form.of["marking"].set_value(Marking.OFFICIAL)  # type: ignore[attr-defined]
    form.of["officer_limit_days"].edit.setText("14")  # type: ignore[attr-defined]
    form.uses_rag.setChecked(True)
    wanted = {
        "owner_label": "Lead",
        "marking": Marking.OFFICIAL,
        "officer_limit_days": 14,
        "uses_rag": True,
    }
    assert form.command() == c.ChangeSettings(changes=wanted)
    form.clear_days.edit.setText("3")
    workspace.do(form.command())
    assert workspace.plan.settings.owner_label == "Lead"
    assert board_cycle(workspace.plan) == BoardCycle(id=CYCLE_ID, days_between=28, clear_days=3)
    assert workspace.undo_label == "change settings"
    form.of["title"].set_value("")  # type: ignore[attr-defined]
    with pytest.raises(TrackerError, match="Title is needed"):
        form.command()


def test_what_an_approval_would_do_is_said_first() -> None:
    dated, undated = action("a1", due="2026-03-31"), action("a2")
    assert approval_words(plan(dated, undated, action("a3", draft=True))) == (
        "1 action would keep the present due date for ever as the first agreed date. 1 action without a date "
        "can be given one later. 1 draft still to be planned is left out."
    )
    assert approval_words(plan(line())) == "Each new budget line would keep its first budget."
    assert approval_words(plan(action("a1", due="2026-03-31", first_due="2026-03-31"))) == (
        "Every date and budget was agreed by an earlier version."
    )


def test_what_an_approval_freezes_is_listed() -> None:
    dated = action("a2", due="2026-12-11"), action("a1", due="2026-03-31")
    records = (*dated, action("a3"), line("b1", 68_400_000))
    assert frozen_by(plan(*records, action("a4", due="2026-03-31", first="2026-03-31"))) == [
        "A1  Action 1: due 31 Mar 2026",
        "A2  Action 2: due 11 Dec 2026",
        "B1  Front door: £684,000",
    ]
    many = frozen_by(plan(*(action(f"a{n}", due="2026-12-11") for n in range(1, 204))))
    assert (len(many), many[-1]) == (201, "and 3 more")


def test_an_approval_is_recorded_as_filled_in(workspace: Workspace, qtbot: QtBot) -> None:
    form = ApproveForm(None, workspace)
    qtbot.addWidget(form)
    form.version.set_value("Version 9")
    form.reference.set_value("Minute 12")
    done = workspace.do(form.command())
    assert done is not None
    version = done.made(PlanVersion)
    assert (version.label, version.body, version.happened_on, version.reference) == (
        "Version 9",
        workspace.plan.settings.board_name,
        workspace.day,
        "Minute 12",
    )


def test_a_later_version_sets_dates_anew(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.do(c.AddAction(title="With a date", due=DueDate.day(date(2027, 3, 31))))
    agreed = next(each for each in workspace.plan.all(Action) if each.title == "With a date")
    form = ApproveForm(None, workspace)
    qtbot.addWidget(form)
    form.add_reset()
    form.resets[0].action.set_value(agreed.id)
    with pytest.raises(TrackerError):
        form.command()
    form.resets[0].due.edit.setText("June 2027")
    form.add_reset()
    form.resets[1].action.set_value(agreed.id)
    form.resets[1].due.edit.setText("July 2027")
    with pytest.raises(TrackerError, match="set anew twice"):
        form.command()
    form.resets[1].action.set_value(next(each.id for each in form._agreed if each.id != agreed.id))
    workspace.do(form.command())
    after = workspace.plan.get(Action, agreed.id)
    assert (after.due, after.first_due) == (DueDate.month(2027, 6), agreed.first_due)


def test_workstreams_are_added_changed_and_put_in_order(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    dialog = WorkstreamsDialog(window)
    dialog.show()
    before = [each.title for each in dialog.items()]
    form = WorkstreamForm(None, workspace)
    qtbot.addWidget(form)
    form.title.set_value("Partnership")
    dialog.do(form.command())
    assert [each.title for each in dialog.items()] == [*before, "Partnership"]
    press(dialog, "Move up: Partnership", qtbot)
    assert [each.title for each in dialog.items()][-2] == "Partnership"
    made = next(each for each in workspace.plan.all(Workstream) if each.title == "Partnership")
    form = WorkstreamForm(None, workspace, made)
    qtbot.addWidget(form)
    form.council_ref.set_value("4")
    assert form.command() == c.ChangeWorkstream(id=made.id, changes={"council_ref": "4"})
    dialog.accept()


def test_own_columns_hold_what_they_say(workspace: Workspace, qtbot: QtBot) -> None:
    form = OwnColumnForm(None)
    qtbot.addWidget(form)
    form.name.set_value("Reported to")
    assert form.command() == c.AddOwnColumn(name="Reported to", column_kind=OwnColumnKind.TEXT)
    form.type.set_value(OwnColumnKind.CHOICE)
    form.choices.set_value("Scrutiny\n\n Cabinet \nScrutiny")
    assert form.command() == c.AddOwnColumn(
        name="Reported to", column_kind=OwnColumnKind.CHOICE, choices=("Scrutiny", "Cabinet")
    )
    form.choices.set_value("")
    form.show()
    with pytest.raises(TrackerError, match="Choices is needed"):
        form.command()
    form.reject()


def test_own_columns_are_listed_with_what_they_hold(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    before = len(workspace.plan.all(OwnColumn))
    dialog = OwnColumnsDialog(window)
    dialog.show()
    dialog.do(
        c.AddOwnColumn(name="Reported", column_kind=OwnColumnKind.CHOICE, choices=("Scrutiny", "Cabinet"))
    )
    words = {each.title: each.words for each in dialog.items()}
    assert len(words) == before + 1
    assert words["Reported"] == "One of a list · Scrutiny, Cabinet · not filled in yet"
    dialog.accept()


def test_the_table_of_colours_is_edited_line_by_line(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    dialog = RagDialog(window)
    dialog.show()
    table = list(rag_table(workspace.plan))
    assert tuple(table) == USUAL_TABLE
    press(dialog, "Move down: 1. Closed", qtbot)
    assert rag_table(workspace.plan)[:2] == (table[1], table[0])
    form = RagLineForm(None, list(rag_table(workspace.plan)), 0)
    qtbot.addWidget(form)
    form.colour.set_value(RagColour.GREEN)
    dialog.do(form.command())
    assert rag_table(workspace.plan)[0] == (RagColour.GREEN, table[1][1])
    form = RagLineForm(None, list(rag_table(workspace.plan)))
    qtbot.addWidget(form)
    form.condition.set_value(RagCondition.ON_HOLD)
    dialog.do(form.command())
    assert rag_table(workspace.plan)[-1] == (RagColour.GREEN, RagCondition.ON_HOLD)
    press(dialog, "Remove: 9. On hold", qtbot)
    assert len(rag_table(workspace.plan)) == 8
    dialog.shown.click()
    assert workspace.plan.settings.uses_rag
    dialog.accept()


def test_a_full_table_takes_no_further_line(qtbot: QtBot) -> None:
    with pytest.raises(TrackerError, match="Every state has its line already"):
        RagLineForm(None, [(RagColour.GREY, each) for each in RagCondition])
