from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from ui.widgets.fields import DayField, DueField, Field, MoneyField, NotesField, NumberField, TextField, Tick

TODAY = date(2026, 11, 21)


def shown(qtbot: QtBot, field: Field) -> Field:
    qtbot.addWidget(field)
    return field


def test_a_day_is_echoed_while_it_is_typed(qtbot: QtBot) -> None:
    field = DayField("Happened on", TODAY)
    shown(qtbot, field)
    QTest.keyClicks(field.edit, "31 mar")
    assert field.note.text() == ""
    QTest.keyClicks(field.edit, " 2027")
    assert field.note.text() == "Wednesday 31 March 2027, in 4 months"
    assert field.value() == date(2027, 3, 31)


def test_a_day_that_cannot_be_is_said_beside_the_field_and_to_a_screen_reader(qtbot: QtBot) -> None:
    field = DayField("Happened on", TODAY)
    shown(qtbot, field)
    QTest.keyClicks(field.edit, "31 feb 2027")
    words = field.check()
    assert words.startswith("There is no 31 February 2027")
    assert field.note.text() == field.edit.accessibleDescription() == words
    field.edit.setText("28 feb 2027")
    assert field.check() == ""
    assert "28 February 2027" in field.note.text()


def test_an_odd_day_is_asked_about_once_somebody_typed_it(qtbot: QtBot) -> None:
    field = DayField("In post from", TODAY, date(2023, 1, 20))
    shown(qtbot, field)
    assert not field.note.text().endswith("?")
    field.edit.setText("20 jan 2022")
    assert field.note.text().endswith("years ago. That is long past. Is the year right?")
    field.is_looked_back_to = True
    field.edit.setText("20 jan 2021")
    assert not field.note.text().endswith("?")


def test_an_odd_due_date_is_asked_about(qtbot: QtBot) -> None:
    field = DueField("New date", TODAY, DueDate.parse("2025-12-27"))
    shown(qtbot, field)
    assert field.note.text() == "Saturday 27 December 2025, 10 months ago"  # it stands already
    field.set_value(DueDate.parse("2026-12-26"))
    assert field.note.text().endswith("is not a working day (Boxing Day). Keep it?")
    field.set_value(DueDate.parse("2027-03"))
    assert field.edit.text() == "March 2027"
    assert field.value() == DueDate.parse("2027-03")


@pytest.mark.parametrize(("typed", "pence"), [("£366k", 36_600_000), ("1.05m", 105_000_000), ("", None)])
def test_money_is_read_as_pence(qtbot: QtBot, typed: str, pence: int | None) -> None:
    field = MoneyField("Amount")
    shown(qtbot, field)
    field.edit.setText(typed)
    assert field.value() == pence


def test_an_amount_far_from_its_neighbours_is_asked_about_and_taken(qtbot: QtBot) -> None:
    field = MoneyField("Base budget", neighbours=(13_200_000, 24_000_000))
    shown(qtbot, field)
    field.edit.setText("£1,320,000")
    assert field.note.text() == "£1,320,000. The others are about £132,000. Is there a nought too many?"
    assert (field.check(), field.value()) == ("", 132_000_000)


def test_money_past_32_bits_keeps_every_penny(qtbot: QtBot) -> None:
    field = MoneyField("Amount", 999_999_999_999)
    shown(qtbot, field)
    assert field.value() == 999_999_999_999


@pytest.mark.parametrize("typed", ["-1", "1.5", "many", "٣", "9999999999"])
def test_what_is_no_whole_number_is_refused(qtbot: QtBot, typed: str) -> None:
    field = NumberField("Posts", least=1)
    shown(qtbot, field)
    field.edit.setText(typed)
    with pytest.raises(TrackerError, match="Posts is a whole number of 1 or more"):
        field.value()


@pytest.mark.parametrize("kind", [TextField, NotesField])
def test_a_needed_field_names_itself_when_it_is_left_empty(
    qtbot: QtBot, kind: type[TextField] | type[NotesField]
) -> None:
    field = kind("Reason", needed=True, help="In a sentence.")
    shown(qtbot, field)
    field.set_value("   ")
    assert field.check() == "Reason is needed."
    assert field.control.property("wrong") is True
    field.set_value("It rained.")
    assert field.note.text() == "In a sentence."
    assert field.control.property("wrong") is False


def test_the_label_leads_to_the_control_and_names_it(qtbot: QtBot) -> None:
    field = TextField("Reason")
    shown(qtbot, field)
    assert field.label.buddy() is field.edit
    assert field.edit.accessibleName() == "Reason"


def test_tab_leaves_a_field_of_several_lines(qtbot: QtBot) -> None:
    assert NotesField("Reason").edit.tabChangesFocus()


def test_the_beginning_of_long_words_is_in_sight(qtbot: QtBot) -> None:
    field = TextField("Body", "North Vale Improvement Alliance")
    shown(qtbot, field)
    assert field.edit.cursorPosition() == 0


def test_a_tick_box_is_ticked_by_its_words_too(qtbot: QtBot) -> None:
    box = Tick("It had already passed")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.isChecked()
