from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import plans
from tracker.domain.codes import Delivery
from ui.widgets.cell_editors import CellEditor, KnownTextField, TokensField
from ui.widgets.choices import ChoiceField, PostField
from ui.widgets.fields import DueField

TODAY = date(2026, 11, 21)
RATINGS = [(each, each.value) for each in Delivery]


def test_a_choice_that_needs_a_reason_asks_for_it_beside(qtbot: QtBot) -> None:
    field = ChoiceField("Delivery rating", RATINGS, Delivery.ON_TRACK)
    editor = CellEditor(field, reasoned={Delivery.OFF_TRACK})
    qtbot.addWidget(editor)
    settled: list[None] = []
    editor.settled.connect(lambda: settled.append(None))
    narrow = editor.minimumWidth()
    field.set_value(Delivery.OFF_TRACK)
    field.box.activated.emit(2)
    assert (editor.value(), editor.reason, editor.lacks_reason) == (Delivery.OFF_TRACK, "", True)
    assert editor.minimumWidth() > narrow
    editor.layout().itemAt(1).widget().setText(" Two posts are vacant ")  # type: ignore[union-attr]
    assert (editor.reason, editor.lacks_reason) == ("Two posts are vacant", False)
    field.set_value(Delivery.AT_RISK)
    assert (editor.reason, editor.lacks_reason, editor.minimumWidth()) == ("", False, narrow)
    assert settled == []
    with qtbot.waitSignal(editor.settled):
        field.box.activated.emit(1)


def test_enter_in_an_open_list_takes_what_is_lit_and_goes_on_as_in_any_other_cell(qtbot: QtBot) -> None:
    plan = plans.plan(plans.post("p1", "Head of Front Door"), plans.post("p2", "Duty Manager"))
    field = PostField("Owner", plan, TODAY)
    editor = CellEditor(field)
    qtbot.addWidget(editor)
    keys = Keys(field.box)
    editor.show()
    line = field.box.lineEdit()
    settled: list[None] = []
    editor.settled.connect(lambda: settled.append(None))
    assert line is not None
    QTest.keyClicks(line, "duty")
    finder = field.box.completer()
    assert finder is not None
    shown = finder.popup()
    assert shown is not None
    qtbot.waitUntil(shown.isVisible)
    keys.heard.clear()
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert (editor.value(), shown.isVisible(), keys.heard) == ("p2", False, [Qt.Key.Key_Return])
    with qtbot.waitSignal(editor.settled):
        field.box.activated.emit(1)  # a click
    assert len(settled) == 1


def test_what_is_typed_is_echoed_outside_of_the_cell(qtbot: QtBot) -> None:
    field = DueField("Due date", TODAY)
    editor = CellEditor(field)
    qtbot.addWidget(editor)
    editor.show()
    with qtbot.waitSignal(editor.said) as heard:
        field.edit.setText("31/3/2027")
    assert heard.args == ["Wednesday 31 March 2027, in 4 months"]
    assert not field.note.isVisible()
    assert not field.label.isVisible()
    assert field.edit.accessibleName() == "Due date"


def test_tokens_are_typed_ended_and_taken_away_by_keyboard(qtbot: QtBot) -> None:
    field = TokensField("Tags", ("Staffing",), ("Staffing", "Waiting times"))
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.line.edit, "waiting  TIMES,new")
    assert field.value() == ("Staffing", "Waiting times", "new")
    assert field.note.text() == "New in this plan: new"
    for _ in "new ":
        QTest.keyClick(field.line.edit, Qt.Key.Key_Backspace)
    assert field.value() == ("Staffing",)
    QTest.keyClicks(field.line.edit, "staffing")
    assert field.value() == ("Staffing",)
    field.set_value(("Staffing",))
    QTest.keyClick(field.line.edit, Qt.Key.Key_Backspace)
    assert field.value() == ()
    field.line.edit.setFocus()
    QTest.keyClicks(field.line.edit, "wait")
    offered = field.line.edit.completer().popup()
    assert offered is not None
    qtbot.waitUntil(offered.isVisible)
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.line.edit.text() == "")
    QTest.keyClicks(field.line.edit, "new")  # a word of its own
    assert field.value() == ("Waiting times", "new")


def test_tab_in_an_open_list_takes_what_is_lit_and_leaves_it_to_the_table(qtbot: QtBot) -> None:
    field = ChoiceField("Priority", [("low", "Low"), ("high", "High")])
    editor = CellEditor(field)
    qtbot.addWidget(editor)
    keys = Keys(field.box)
    editor.show()
    shown = field.box.view()
    qtbot.waitUntil(shown.isVisible)
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Tab)
    assert (editor.value(), shown.isVisible(), keys.heard) == ("high", False, [Qt.Key.Key_Tab])
    field.box.showPopup()
    QTest.keyClick(shown, Qt.Key.Key_Up)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert (editor.value(), shown.isVisible(), keys.heard[1:]) == ("high", False, [Qt.Key.Key_Escape])


def test_tab_takes_the_word_that_was_offered_and_lit(qtbot: QtBot) -> None:
    field = KnownTextField("Where monitored", "", ["Improvement board", "Practice group"])
    editor = CellEditor(field)
    qtbot.addWidget(editor)
    keys = Keys(field.edit)
    editor.show()
    QTest.keyClicks(field.edit, "b")
    shown = field.edit.completer().popup()
    assert shown is not None
    qtbot.waitUntil(shown.isVisible)
    shown.setCurrentIndex(shown.model().index(0, 0))
    keys.heard.clear()
    QTest.keyClick(shown, Qt.Key.Key_Backtab)
    assert (editor.value(), shown.isVisible(), keys.heard) == (
        "Improvement board",
        False,
        [Qt.Key.Key_Backtab],
    )


class Keys(QObject):
    """Keeps the keys that a widget is to have, and has them instead of it."""

    def __init__(self, of: QWidget) -> None:
        super().__init__(of)
        self.heard: list[int] = []
        of.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        ends = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return)
        if ends:
            self.heard.append(event.key())
        return ends
