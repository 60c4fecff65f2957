from pytestqt.qtbot import QtBot

from tests.seeded import action, draft
from tracker.domain import commands as c
from tracker.domain.records import Workstream
from ui.dialogs.placing import MoveForm
from ui.workspace import Workspace


def test_actions_go_to_another_workstream_or_to_none_in_the_order_of_the_plan(
    workspace: Workspace, qtbot: QtBot
) -> None:
    first, second = action(workspace.session), action(workspace.session, 1)
    done = workspace.do(c.AddWorkstream(title="Assessment"))
    assert done is not None
    there = done.made(Workstream).id
    form = MoveForm(None, workspace, [second, first])
    qtbot.addWidget(form)
    assert form.command() == c.PlaceActions(ids=(first.id, second.id), workstream_id=there)
    form.workstream.set_value(None)
    assert form.command() == c.PlaceActions(ids=(first.id, second.id), workstream_id=None)
    one = MoveForm(None, workspace, [first])
    qtbot.addWidget(one)
    assert one.accessibleDescription().startswith("A3. It goes to its end")
    mixed = MoveForm(None, workspace, [first, draft(workspace.session)])
    qtbot.addWidget(mixed)
    assert mixed.workstream.value() == first.workstream_id  # one of them is not there yet
