from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import plans
from tracker.domain.codes import Delivery
from tracker.domain.plan import Plan
from ui.widgets.choices import ChoiceField, PostField, SegmentsField

TODAY = date(2026, 11, 21)


@pytest.fixture
def posts() -> Plan:
    return plans.plan(
        plans.post("p1", "Head of Front Door"),
        plans.post("p2", "Duty Manager"),
        plans.person("n1", "Asha Quillfeather"),
        plans.holding("p1", "n1"),
    )


def test_a_choice_is_given_by_its_value(qtbot: QtBot) -> None:
    field = ChoiceField("How", [(None, "Choose"), ("m", "At a meeting")], needed=True)
    qtbot.addWidget(field)
    assert field.check() == "How is needed."
    field.set_value("m")
    assert field.read() == "m"


def test_a_post_is_found_by_its_words_and_its_holder_is_said(qtbot: QtBot, posts: Plan) -> None:
    field = PostField("Owner", posts, TODAY)
    qtbot.addWidget(field)
    assert [field.box.itemText(n) for n in range(field.box.count())] == [
        "",
        "Duty Manager",
        "Head of Front Door",
    ]
    field.box.setEditText("head of front door")
    assert (field.value(), field.note.text()) == ("p1", "Asha Quillfeather")
    field.set_value("p2")
    assert (field.value(), field.note.text()) == ("p2", "Nobody in post")
    field.box.setEditText("Wizard")
    assert field.check().startswith("“Wizard” is not a post")


def test_a_code_chosen_is_still_a_code(qtbot: QtBot) -> None:
    field = ChoiceField("Rating", [(each, each.value) for each in Delivery], Delivery.OFF_TRACK)
    qtbot.addWidget(field)
    assert field.value() is Delivery.OFF_TRACK


def test_what_is_offered_can_be_exchanged(qtbot: QtBot) -> None:
    field = ChoiceField("How", [(1, "One"), (2, "Two")], 2)
    qtbot.addWidget(field)
    heard: list[object] = []
    field.changed.connect(lambda: heard.append(field.value()))
    field.offer([(3, "Three"), (4, "Four")])
    assert (field.value(), heard) == (3, [])
    field.set_value(4)
    assert (field.value(), heard) == (4, [4])
    field.offer([])
    assert field.value() is None


def test_one_of_a_few_in_sight_is_chosen_as_by_a_click(qtbot: QtBot) -> None:
    field = SegmentsField("Answer", [("yes", "Yes"), ("no", "No")])
    qtbot.addWidget(field)
    assert field.value() == "yes"
    with qtbot.waitSignal(field.changed):
        field.set_value("no")
    assert field.value() == "no"


def test_a_long_title_is_shown_from_its_beginning(qtbot: QtBot) -> None:
    title = "Assistant Director for Safeguarding, Family Help and Partnership Commissioning"
    field = PostField("Owner", plans.plan(plans.post("p1", title)), TODAY, "p1")
    qtbot.addWidget(field)
    line = field.box.lineEdit()
    assert line is not None
    assert line.cursorPosition() == 0


def test_a_wheel_over_a_choice_does_not_change_it(qtbot: QtBot) -> None:
    field = ChoiceField("How", [(1, "One"), (2, "Two")])
    qtbot.addWidget(field)
    none, down = QPoint(0, 0), QPoint(0, -120)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        none,
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field.box, event)
    assert field.value() == 1


def test_a_post_is_found_by_part_of_its_title_and_by_its_holder(qtbot: QtBot, posts: Plan) -> None:
    field = PostField("Owner", posts, TODAY)
    qtbot.addWidget(field)
    field.box.setEditText("quillf")
    assert (field.value(), field.note.text()) == ("p1", "Head of Front Door: Asha Quillfeather")
    completer = field.box.completer()
    assert completer is not None
    completer.setCompletionPrefix("quillf")
    assert completer.currentCompletion() == "Head of Front Door"
    assert field.box.itemData(2, Qt.ItemDataRole.AccessibleTextRole).endswith(", Asha Quillfeather")
    field.box.setEditText("d")
    assert field.check() == "“d” is in 2 posts: choose one from the list."
