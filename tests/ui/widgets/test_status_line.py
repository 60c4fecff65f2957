from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ui.widgets.status_line import StatusLine


def test_what_was_done_just_now_stands_before_the_rest_and_passes(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_no_plan()
    line.tell("4 rows copied")
    assert line.words == line.accessibleName() == "4 rows copied, No plan open"
    timer = line.findChild(QTimer)
    assert timer is not None
    assert timer.remainingTime() > 1000
    timer.start(0)
    qtbot.waitUntil(lambda: line.words == line.accessibleName() == "No plan open")
