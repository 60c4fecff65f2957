from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.seeded import action
from ui.dialogs.reader import Reader
from ui.dialogs.states import HOLD, TurnForm
from ui.workspace import Workspace


def test_f1_brings_the_page_about_the_dialog_in_front_of_it(workspace: Workspace, qtbot: QtBot) -> None:
    form = TurnForm(None, workspace, action(workspace.session), HOLD)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
    QTest.keyClick(form.text.edit, Qt.Key.Key_F1)
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, Reader) and each.isVisible()]
    assert [each.text.toPlainText().partition("\n")[0] for each in found] == ["From start to embedded"]
    assert found[0].parentWidget() is form
    found[0].close()
