from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.pages.page import PageHead
from ui.widgets.frames import button


def test_buttons_of_a_narrow_head_show_their_icons_alone(qtbot: QtBot) -> None:
    head = PageHead("Improvement areas")
    letters, plain = button("Letters and duties", icon_name="files"), button("Plain words")
    for each in (letters, plain, QWidget()):
        head.at_right.addWidget(each)
    page = QWidget()  # gives its head whatever width there is
    head.setParent(page)
    qtbot.addWidget(page)
    head.resize(900, 52)
    with qtbot.waitExposed(page):
        page.show()
    assert letters.text() == "Letters and duties"
    head.resize(300, 52)
    assert (letters.text(), plain.text()) == ("", "Plain words")
    assert (letters.accessibleName(), letters.toolTip()) == ("Letters and duties", "Letters and duties")
    head.resize(900, 52)
    assert letters.text() == "Letters and duties"
