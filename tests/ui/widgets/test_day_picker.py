from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QPushButton
from pytestqt.qtbot import QtBot

from ui import theme
from ui.theme import Look
from ui.widgets.fields import DayField

TODAY = date(2026, 11, 21)


def shown(qtbot: QtBot) -> DayField:
    field = DayField("Happened on", TODAY)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    return field


def test_a_day_picked_from_the_month_is_typed_into_the_field(qtbot: QtBot) -> None:
    field = shown(qtbot)
    (opener,) = field.edit.findChildren(QPushButton)
    assert opener.accessibleName() == "Choose happened on from a calendar"
    opener.click()
    (month,) = field.findChildren(QCalendarWidget)
    assert month.selectedDate() == QDate(2026, 11, 21)
    month.clicked.emit(QDate(2026, 12, 2))
    assert field.value() == date(2026, 12, 2)
    assert not month.isVisible()
    field.edit.setText("31 feb 2027")
    opener.click()
    assert month.selectedDate() == QDate(2026, 11, 21)
    month.clicked.emit(QDate(2026, 11, 23))


def test_the_month_is_opened_by_the_keyboard_too(qtbot: QtBot) -> None:
    field = shown(qtbot)
    field.edit.setFocus()
    QTest.keyClick(field.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    (month,) = field.findChildren(QCalendarWidget)
    assert month.isVisible()
    month.clicked.emit(QDate(2026, 12, 2))
    assert field.edit.hasFocus()


@pytest.mark.parametrize("size", [100, 200])
def test_the_button_grows_with_the_text_and_stays_in_the_line(qtbot: QtBot, size: int) -> None:
    theme.use(Look.LIGHT, size)
    field = shown(qtbot)
    (opener,) = field.edit.findChildren(QPushButton)
    assert opener.iconSize().height() == 16 * size // 100
    assert field.edit.rect().contains(opener.geometry())
