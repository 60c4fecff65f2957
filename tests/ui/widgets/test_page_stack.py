from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.page_stack import PageStack


class Words(QLabel):
    """Wrapped words that count how often they are asked for their height."""

    def __init__(self) -> None:
        super().__init__("Words enough for more than one line. " * 9)
        self.setWordWrap(True)
        self.asked = 0

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's own name
        self.asked += 1
        return super().heightForWidth(width)


def page_of(words: Words, least: int) -> QWidget:
    page = QWidget()
    QVBoxLayout(page).addWidget(words)
    page.setMinimumHeight(least)
    return page


def test_a_page_out_of_sight_is_not_asked_for_its_height(qtbot: QtBot) -> None:
    shown, hidden = Words(), Words()
    window, stack = QWidget(), PageStack()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(stack)
    first = page_of(shown, 80)
    stack.addWidget(first)
    stack.addWidget(page_of(hidden, 200))
    window.resize(400, 300)
    window.show()
    qtbot.waitExposed(window)
    assert shown.asked
    hidden.asked = 0
    window.resize(500, 320)
    QApplication.processEvents()
    assert (hidden.asked, first.size()) == (0, stack.size())


def test_it_can_be_made_as_low_as_the_page_shown(qtbot: QtBot) -> None:
    stack = PageStack()
    qtbot.addWidget(stack)
    assert stack.minimumSizeHint().height() == 0
    for words, least in ((Words(), 80), (Words(), 200)):
        stack.addWidget(page_of(words, least))
    assert stack.minimumSizeHint().height() == 80
    stack.setCurrentIndex(1)
    assert (stack.sizeHint().width(), stack.sizeHint().height()) == (0, 200)
