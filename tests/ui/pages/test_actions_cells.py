from datetime import date
from typing import Any

import pytest

from tests.seeded import CHAIR, action, an, asked, completed, draft
from tracker.domain import commands as c
from tracker.domain.codes import Audience, Delivery, Impact, OwnColumnKind, Priority
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, ActionTag, OwnColumn, Post, Tag
from ui.pages.actions_cells import FIXED, Cell, Cells, Outcome
from ui.pages.actions_columns import ActionColumns
from ui.pages.actions_groups import Standings
from ui.pages.actions_latest import Latest
from ui.widgets.columns import Column
from ui.workspace import Workspace

DAY = date(2026, 11, 21)


def never(action: Action) -> bool:
    return False


def columns_of(workspace: Workspace) -> tuple[Column[Action], ...]:
    return ActionColumns(workspace, Standings(workspace), Latest(workspace), never).make()


def cell_of(workspace: Workspace, chosen: Action, key: str) -> Cell:
    return Cells(workspace).cell(workspace.plan.get(Action, chosen.id), key)


def typed(workspace: Workspace, chosen: Action, key: str, value: Any) -> Outcome:
    """What comes of a value filled in in that cell."""
    cell = cell_of(workspace, chosen, key)
    field: Any = cell.editor.field
    field.set_value(value)
    outcome = cell.outcome(cell.editor.value())
    cell.editor.deleteLater()
    return outcome


def made(outcome: Outcome) -> tuple[str, c.Command]:
    """The words of Undo, and the change itself."""
    assert isinstance(outcome, c.Together)
    (command,) = outcome.commands
    assert isinstance(command, c.Command)
    return outcome.label, command


def test_each_cell_makes_the_change_of_its_field(workspace: Workspace) -> None:
    session = workspace.session
    chosen, other = action(session), an(session, Post, 1)
    cases: list[tuple[str, Any, str, str, Any]] = [
        ("council", "1.2", "council’s own reference", "council_ref", "1.2"),
        ("workstream", None, "workstream", "workstream_id", None),
        ("priority", Priority.HIGH, "priority", "priority", Priority.HIGH),
        ("start", date(2026, 11, 2), "start", "start_on", date(2026, 11, 2)),
        ("monitored", "Weekly hub meeting", "where monitored", "monitored_at", "Weekly hub meeting"),
    ]
    for key, value, words, field, wanted in cases:
        label, command = made(typed(workspace, chosen, key, value))
        assert label == f"change {words} of A3"
        assert command == c.ChangeAction(id=chosen.id, changes={field: wanted})
    planned = draft(session)
    for key, value in (("title", "Write the guide"), ("due", DueDate.day(date(2027, 3, 31)))):
        change = c.ChangeAction(id=planned.id, changes={key: value})
        assert made(typed(workspace, planned, key, value))[1] == change
    assert made(typed(workspace, planned, "owner", other.id))[0] == "change owner of A1"
    update = made(typed(workspace, chosen, "impact", Impact.EARLY_SIGNS))[1]
    assert update == c.AddUpdate(action_id=chosen.id, impact=Impact.EARLY_SIGNS)


def test_a_cell_left_as_it_was_changes_nothing(workspace: Workspace) -> None:
    cells, chosen = Cells(workspace), action(workspace.session)
    editable = [each.key for each in columns_of(workspace) if each.editable]
    assert {"title", "owner", "due", "status", "delivery", "tags"} <= set(editable)
    for key in editable:
        cell = cells.cell(chosen, key)
        assert cell.outcome(cell.editor.value()) is None, key
        cell.editor.deleteLater()


def test_every_column_is_edited_or_says_why_not(workspace: Workspace) -> None:
    workspace.do(c.ChangeSettings(changes={"uses_rag": True}))
    cells, chosen = Cells(workspace), action(workspace.session)
    for column in columns_of(workspace):
        why = cells.why_not(chosen, column.key)
        assert bool(why) == (column.key in FIXED), column.key
        assert why == "" or why.endswith("."), column.key


def test_a_rating_is_an_update_and_gives_its_reason(workspace: Workspace) -> None:
    session = workspace.session
    chosen = action(session)
    for key in ("delivery", "status"):
        cell = cell_of(workspace, chosen, key)
        with pytest.raises(TrackerError, match="“Off track” needs a reason"):
            cell.outcome(Delivery.OFF_TRACK)
        label, command = made(typed(workspace, chosen, key, Delivery.ON_TRACK))
        assert label == "change delivery rating of A3"
        assert command == c.AddUpdate(action_id=chosen.id, delivery=Delivery.ON_TRACK)
        cell.editor.deleteLater()
    planned = draft(session)
    assert Cells(workspace).why_not(planned, "delivery") == "A1 has no wording of its own yet."


def test_a_status_offers_the_steps_that_no_rule_is_against(workspace: Workspace) -> None:
    session = workspace.session

    def offered(chosen: Action, key: str = "status") -> list[str]:
        return list(choices_of(workspace, chosen, key))

    chosen = action(session)
    assert offered(chosen) == [
        *("Not started", "On track", "At risk of delay", "Off track"),
        *("Start", "Complete…", "Put on hold…", "Withdraw…"),
    ]
    assert typed(workspace, chosen, "lifecycle", "start") == c.StartAction(action_id=chosen.id)
    cell = cell_of(workspace, chosen, "status")
    assert callable(cell.outcome(choices_of(workspace, chosen, "status")["Complete…"]))
    done = completed(session)
    assert offered(done, "lifecycle") == ["Complete, evidence awaited", "Reopen…"]
    assert Cells(workspace).why_not(done, "delivery") == (
        "A3 is “Complete, evidence awaited”: only open actions have a delivery rating."
    )


def choices_of(workspace: Workspace, chosen: Action, key: str) -> dict[str, Any]:
    """What the list of the cell offers: words and values."""
    cell = cell_of(workspace, chosen, key)
    field: Any = cell.editor.field
    found = {}
    for n in range(field.box.count()):
        field.box.setCurrentIndex(n)
        found[field.box.itemText(n)] = field.value()
    return found


def test_what_was_approved_goes_on_to_the_dialog_that_asks_why(workspace: Workspace) -> None:
    session = workspace.session
    chosen, other = action(session), an(session, Post, 1)
    for key, value in (("title", "Decide faster"), ("owner", other.id)):
        assert not isinstance(typed(workspace, chosen, key, value), c.Command | None)
    later = DueDate.day(date(2026, 12, 18))
    assert not isinstance(typed(workspace, chosen, "due", later), c.Command | None)
    asked(session)
    assert Cells(workspace).why_not(chosen, "due").startswith("A new date has been asked for A3 already")
    with pytest.raises(TrackerError, match="Due date is needed"):
        typed(workspace, chosen, "due", None)


def test_tags_are_put_on_and_taken_off_in_one_change(workspace: Workspace) -> None:
    session = workspace.session
    chosen = action(session)
    outcome = typed(workspace, chosen, "tags", ("Staffing", "Waiting times"))
    assert isinstance(outcome, c.Together)
    workspace.do(outcome)
    plan = workspace.plan
    assert sorted(each.name for each in plan.all(Tag)) == ["Staffing", "Waiting times"]
    outcome = typed(workspace, chosen, "tags", ("staffing",))
    assert isinstance(outcome, c.Together)
    workspace.do(outcome)
    assert len(workspace.plan.by(ActionTag, "action_id", chosen.id)) == 1
    workspace.undo()
    assert len(workspace.plan.by(ActionTag, "action_id", chosen.id)) == 2


def test_own_columns_take_what_fits_their_kind(workspace: Workspace) -> None:
    session = workspace.session
    chosen = action(session)
    kinds = (OwnColumnKind.NUMBER, OwnColumnKind.DATE, OwnColumnKind.CHOICE, OwnColumnKind.TEXT)
    for kind in kinds:
        choices = ("North", "South") if kind is OwnColumnKind.CHOICE else ()
        session.do(c.AddOwnColumn(name=f"Own {kind.value}", column_kind=kind, choices=choices))
    columns = {each.kind: each.id for each in session.plan.all(OwnColumn)}
    for kind, value, kept in zip(
        kinds,
        ("1,200", date(2027, 1, 4), "South", "Yes"),
        ("1,200", "2027-01-04", "South", "Yes"),
        strict=True,
    ):
        outcome = typed(workspace, chosen, f"own {columns[kind]}", value)
        label, command = made(outcome)
        assert label == f"change Own {kind.value} of A3"
        assert command == c.SetOwnValue(action_id=chosen.id, column_id=columns[kind], value=kept)


def test_a_restricted_action_says_why(workspace: Workspace) -> None:
    chosen = action(workspace.session)
    cell = cell_of(workspace, chosen, "audience")
    field: Any = cell.editor.field
    field.set_value(Audience.RESTRICTED)
    assert cell.editor.lacks_reason
    outcome = cell.outcome(cell.editor.value())
    assert isinstance(outcome, c.Together)
    with pytest.raises(TrackerError, match="Say why the action is restricted"):
        workspace.do(outcome)
    cell.editor.deleteLater()


def test_odd_dates_and_likely_identifiers_are_asked_about(workspace: Workspace) -> None:
    planned = draft(workspace.session)
    due, title = cell_of(workspace, planned, "due"), cell_of(workspace, planned, "title")
    assert "is not a working day (Christmas Day)" in due.odd(DueDate.day(date(2026, 12, 25)))
    assert due.odd(DueDate.day(date(2026, 12, 18))) == ""
    assert title.odd("Follow up 943 476 5919").startswith("This may hold an NHS number")
    assert title.odd(f"Ask {CHAIR}") == ""
    for each in (due, title):
        each.editor.deleteLater()
