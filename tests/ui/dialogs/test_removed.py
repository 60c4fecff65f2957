"""What was removed can be seen and brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.seeded import action
from tests.ui.pages.windows import opened, settled, spoken_names, workspace_of
from tracker.domain import commands as c
from tracker.domain.records import Tag, Workstream
from ui.app import Program
from ui.dialogs.removed import RemovedDialog
from ui.main_window import MainWindow


@pytest.fixture
def window(program: Program, plan_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window of the small plan."""
    yield opened(program, plan_path, "history", qtbot)


def shown(window: MainWindow, qtbot: QtBot) -> RemovedDialog:
    """The dialog with everything in it."""
    made = RemovedDialog(window)
    made.show()
    settled(window, qtbot)
    return made


def test_what_was_removed_is_listed_and_restored(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    stream = workspace.session.do(c.AddWorkstream(title="Winter")).made(Workstream)
    workspace.do(c.RemoveRecord(record=Workstream, id=stream.id))
    dialog = shown(window, qtbot)
    assert [(row.name, row.kinds) for row in dialog.model.rows()] == [("Winter", "Workstream")]
    dialog.button.click()
    settled(window, qtbot)
    assert workspace.plan.get(Workstream, stream.id).title == "Winter"
    assert dialog.model.rows() == []
    assert dialog.banner.words == "Restored: Winter."
    workspace.undo()
    settled(window, qtbot)
    assert len(dialog.model.rows()) == 1
    assert all(spoken_names(dialog))
    dialog.close()


def test_what_was_undone_can_be_brought_back_too(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    workspace.do(c.AddTag(name="Urgent"))
    workspace.undo()
    dialog = shown(window, qtbot)
    assert [(row.name, row.title) for row in dialog.model.rows()] == [("Urgent", "Undo: add tag")]
    dialog.restore()
    assert [each.name for each in workspace.plan.all(Tag)] == ["Urgent"]
    dialog.close()


def test_ties_alone_are_no_removed_items(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    tag = workspace.session.do(c.AddTag(name="Urgent")).made(Tag)
    chosen = action(workspace.session)
    workspace.do(c.TagAction(action_id=chosen.id, tag_id=tag.id))
    workspace.do(c.UntagAction(action_id=chosen.id, tag_id=tag.id))
    dialog = shown(window, qtbot)
    assert dialog.model.rows() == []
    assert dialog._stack.currentWidget() is dialog._nothing
    assert not dialog.button.isEnabled()
    dialog.close()


def test_what_cannot_be_restored_says_why(window: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(window)
    workspace.do(c.AddTag(name="Urgent"))
    workspace.undo()
    workspace.do(c.AddTag(name="Urgent"))
    dialog = shown(window, qtbot)
    dialog.restore()
    assert "Nothing was changed" in dialog.banner.words
    assert len(workspace.plan.all(Tag)) == 1
    dialog.close()
