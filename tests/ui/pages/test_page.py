from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ui.app import Program
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


def test_a_context_menu_holds_the_windows_own_commands(program: Program, plan_path: Path) -> None:
    window = program.open_plan(plan_path)
    assert window is not None
    page = window.page
    assert page is not None
    held: list[tuple[str, bool]] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        held.extend((each.text(), each.isSeparator()) for each in menu.actions())
        menu.close()

    QTimer.singleShot(0, look)
    page.pop_up(("edit", "", "remove"), QPoint(10, 10))
    edit, remove = (window.commands[name].text() for name in ("edit", "remove"))
    assert held == [(edit, False), ("", True), (remove, False)]
