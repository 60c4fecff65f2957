from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.seeded import action, an, asked, completed, decision, measured, the_figures
from tests.ui.pages.windows import opened, settled, workspace_of
from tracker.domain import commands as c
from tracker.domain.errors import TrackerError
from tracker.domain.records import Decision, Evidence, Finding, Person, Record
from ui.app import Program
from ui.dialogs.entries import entries_of, entry_words, selected_entries
from ui.pages.actions import ActionsPage
from ui.pages.history import HistoryPage
from ui.reading import Reading
from ui.workspace import Workspace


def named(workspace: Workspace, record: Record) -> list[str]:
    return [entry_words(workspace.plan, each) for each in entries_of(Reading(workspace), record)]


def test_an_action_comes_first_then_its_facts_the_newest_first(workspace: Workspace) -> None:
    asked(workspace.session)
    completed(workspace.session)
    chosen = action(workspace.session)
    workspace.do(decision(workspace.session, action_ids=(chosen.id,)))
    found = entries_of(Reading(workspace), chosen)
    assert found[0] == chosen
    assert {Decision, Evidence} & {type(each) for each in found}
    days = [each.happened_on for each in found if hasattr(each, "happened_on")]
    assert days == sorted(days, reverse=True)


def test_each_entry_has_words_that_tell_it_from_the_others(workspace: Workspace) -> None:
    workspace.do(
        c.RecordAway(
            person_id=an(workspace.session, Person).id, from_on=date(2026, 12, 1), to_on=date(2026, 12, 9)
        )
    )
    measure = measured(workspace.session)
    workspace.do(the_figures(measure, (48, 100), (55, 100)))
    asked(workspace.session)
    people = an(workspace.session, Person)
    for record in (action(workspace.session), an(workspace.session, Finding), measure, people):
        names = named(workspace, record)
        assert len(set(names)) == len(names) > 1
        assert all(names)


def test_a_change_in_history_stands_for_what_it_touched(
    program: Program, plan_path: Path, qtbot: QtBot
) -> None:
    window = opened(program, plan_path, "actions", qtbot)
    page = window.page
    assert isinstance(page, ActionsPage)
    page.grid.selectAll()
    with pytest.raises(TrackerError, match="Select one action only"):
        selected_entries(window)
    chosen = action(workspace_of(window).session)
    window.go("history")
    settled(window, qtbot)
    window.do(c.AddUpdate(action_id=chosen.id, text="Begun"))
    history = window.page
    assert isinstance(history, HistoryPage)
    history.grid.go_to(history.rows.rows()[0].step.seq)
    assert chosen.id in {each.id for each in selected_entries(window)}
    window.go("overview")
    with pytest.raises(TrackerError, match="Select what it is about first"):
        selected_entries(window)
