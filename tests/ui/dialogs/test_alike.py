from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.seeded import action, draft
from ui.dialogs.actions import ActionForm
from ui.workspace import Workspace


def test_actions_that_may_say_the_same_are_pointed_out_and_a_link_leaves_the_form_for_one(
    workspace: Workspace, qtbot: QtBot
) -> None:
    form = ActionForm(None, workspace)
    qtbot.addWidget(form)
    notice = form.alike
    assert notice is not None
    qtbot.waitUntil(lambda: workspace.slices.is_idle)
    assert not notice.isVisibleTo(form)
    form.title.set_value("Decide each contact within one working day")
    assert notice.found == (action(workspace.session).id,)
    assert notice.isVisibleTo(form)
    assert "Head of the Front Door, due 30 Oct 2026" in [each.text() for each in notice.findChildren(QLabel)]
    form.title.set_value("Recruit foster carers")
    assert not notice.isVisibleTo(form)
    form.title.set_value("Count who waits every Monday")
    qtbot.waitUntil(lambda: len(notice.findChildren(QPushButton)) == 1)
    (link,) = notice.findChildren(QPushButton)
    assert form.title.edit.nextInFocusChain() is link
    link.click()
    assert form.left_for == action(workspace.session, 2).id


def test_only_an_action_that_gets_its_first_words_is_looked_at(workspace: Workspace, qtbot: QtBot) -> None:
    for chosen, looked_at in ((draft(workspace.session), True), (action(workspace.session), False)):
        form = ActionForm(None, workspace, chosen)
        qtbot.addWidget(form)
        assert (form.alike is not None) == looked_at
