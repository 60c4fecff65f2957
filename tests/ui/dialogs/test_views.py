"""The list of saved views, and naming one."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.windows import opened
from tracker.domain.errors import TrackerError
from ui.app import Program
from ui.dialogs import views as dialogs
from ui.dialogs.views import NameView, ViewsDialog
from ui.pages.actions import ActionsPage
from ui.views import View


def test_a_name_that_is_taken_is_said_to_be_replaced(qtbot: QtBot) -> None:
    dialog = NameView(None, "Save this view", ["My late ones"])
    qtbot.addWidget(dialog)
    with pytest.raises(TrackerError):
        dialog.check()
    dialog.name.edit.setText(" my LATE ones ")
    assert dialog.chosen == "My late ones"
    assert "will be replaced" in dialog.name.note.text()


def test_own_views_are_renamed_moved_removed_and_opened(
    program: Program, plan_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(program, plan_path, "overview", qtbot)
    for n in (1, 2):
        window.views.keep(View(f"own {n}", f"My {n}", "late", {}))
    dialog = ViewsDialog(window)
    dialog.show()
    dialog.grid.go_to("overdue")
    assert (dialog.rename.isEnabled(), dialog.remove.isEnabled(), dialog.up.isEnabled()) == (False,) * 3
    dialog.grid.go_to("own 2")
    assert (dialog.up.isEnabled(), dialog.down.isEnabled()) == (True, False)
    dialog.up.click()
    assert [view.key for view in window.views.own] == ["own 2", "own 1"]
    monkeypatch.setattr(dialogs, "ask_name", lambda *given: "Ours")
    dialog.rename.click()
    assert [view.name for view in window.views.own] == ["Ours", "My 1"]
    assert "Due overdue" in dialog.rows.sentence(dialog.rows.rows()[0])
    dialog.grid.go_to("own 1")
    dialog.remove.click()
    assert [view.name for view in window.views.own] == ["Ours"]
    assert dialog.grid.current is not None
    assert dialog.grid.current.key == "mine"  # the next in the list
    dialog.grid.go_to("own 2")
    dialog.open_button.click()
    assert isinstance(window.page, ActionsPage)
    assert window.page.views.bar.name.text() == "Ours"
