from pytestqt.qtbot import QtBot

from tests.seeded import action, an, completed
from tracker.domain import commands as c
from tracker.domain.codes import EvidenceKind
from tracker.domain.records import Action, Evidence
from ui.pages.actions_columns import ActionColumns
from ui.pages.actions_groups import Standings
from ui.pages.actions_latest import Latest, Said
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel
from ui.workspace import Workspace


def never(action: Action) -> bool:
    return False


def test_what_was_said_last_fills_in_and_follows_the_plan(workspace: Workspace, qtbot: QtBot) -> None:
    chosen = completed(workspace.session)
    latest = Latest(workspace)
    columns = ActionColumns(workspace, Standings(workspace), latest, never).make()
    rows = RowsModel(columns, key=lambda each: each.id)
    grid: Grid[Action] = Grid(rows, "Actions", sheet=True)
    qtbot.addWidget(grid)
    rows.set_rows(workspace.plan.all(Action))
    latest.follow(grid)
    assert latest.of(chosen) == Said("", 0)
    grid.choose_columns((*grid.chosen_columns, "latest", "evidence"))
    grid.layout_changed.emit()
    qtbot.waitUntil(lambda: workspace.slices.is_idle)
    assert latest.of(chosen) == Said("", 1)
    workspace.changed.connect(latest.hear)
    workspace.do(c.AddUpdate(action_id=chosen.id, text="All posts\nare filled"))
    title = {"evidence_kind": EvidenceKind.EFFECT, "title": "Audit of ten files"}
    workspace.do(c.AddEvidence(action_ids=(chosen.id,), **title))  # type: ignore[arg-type]
    rows.set_filter("posts are filled")
    qtbot.waitUntil(lambda: workspace.slices.is_idle)
    assert latest.of(chosen) == Said("All posts are filled", 2)
    assert [each.id for each in rows.rows()] == [chosen.id]
    assert latest.of(action(workspace.session, 1)) == Said("", 0)
    assert an(workspace.session, Evidence, 1).title == "Audit of ten files"
    workspace.undo()
    workspace.undo()
    qtbot.waitUntil(lambda: workspace.slices.is_idle)
    assert latest.of(chosen) == Said("", 1)
