from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from ui.widgets.fields import DayField

TODAY = date(2026, 11, 21)


def test_a_day_picked_from_the_month_is_typed_into_the_field(qtbot: QtBot) -> None:
    field = DayField("Happened on", TODAY)
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    (act,) = field.edit.actions()
    assert act.text() == "Choose happened on from a calendar"
    act.trigger()
    (month,) = field.findChildren(QCalendarWidget)
    assert month.selectedDate() == QDate(2026, 11, 21)
    month.clicked.emit(QDate(2026, 12, 2))
    assert field.value() == date(2026, 12, 2)
    assert not month.isVisible()
    field.edit.setText("31 feb 2027")
    act.trigger()
    assert month.selectedDate() == QDate(2026, 11, 21)
    month.clicked.emit(QDate(2026, 11, 23))
