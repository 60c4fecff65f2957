"""What holds for every page and every dialog, for whoever reads them large or has them read out."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.importing.sheets.trackers import coloured
from tests.seeded import an
from tests.tour import Tour, decide
from tracker import example
from tracker.clock import FixedClock
from tracker.domain.records import Action, BudgetChange, Duty, Finding, Part, PlanVersion
from ui import theme
from ui.app import Program
from ui.bench.letter import letter
from ui.dialogs.findings import UnlinkForm
from ui.dialogs.help_key import HelpKey
from ui.dialogs.money import DecideChangeForm
from ui.dialogs.move import MoveDialog
from ui.dialogs.people import OrganisationForm, PersonForm
from ui.dialogs.pieces import DoneForm
from ui.dialogs.problem import ProblemDialog
from ui.dialogs.question import Question
from ui.dialogs.reader import Reader, topic_of
from ui.dialogs.sheets.opening import begin as from_tracker
from ui.dialogs.sources import SentForm
from ui.dialogs.wizard.opening import begin as from_letter
from ui.main_window import MainWindow
from ui.pages.sitting import Sitting
from ui.places import PLACES
from ui.theme import Look
from ui.tour import Tour as OverWindow
from ui.widgets.fields import Field
from ui.widgets.second import Second

_PAUSE = 15  # milliseconds
_SMALL = (1280, 720)
_LINES = 12  # of each table as many are looked at: groups and rows
_NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client}


@pytest.fixture
def example_path(tmp_path: Path, clock: FixedClock) -> Path:
    """The example plan, with something to close and something to embed."""
    path = tmp_path / "example.iplan"
    example.build(path, clock.today())
    decide(path, clock)
    return path


class Walk(Tour):
    """A tour that notes what is wrong for whoever reads it large, or has it read out."""

    def __init__(self, program: Program) -> None:
        theme.use(Look.LIGHT, 200)
        program.preferences.keep("text_size", 200)
        super().__init__(program, self._judge, _PAUSE)
        self.wrong: list[str] = []

    def _judge(self, widget: QWidget, name: str) -> None:
        if not type(widget).__module__.startswith("PySide6"):  # the computer's own, for files and printers
            found = (*cut(widget), *unspoken(widget), *out_of_reach(widget), *unhelped(widget))
            self.wrong.extend(f"{name}: {each}" for each in found)


def test_every_page_and_dialog_can_be_read_large_and_be_read_out(
    program: Program, example_path: Path
) -> None:
    """At 200 % on the smallest window. All that is wrong is told at once."""
    walk = Walk(program)
    walk.take(start := walk.window(None, _SMALL), "start")
    start.close()
    window = walk.window(example_path, _SMALL)
    for place in PLACES:
        window.go(place.name)
        walk.take(window, place.name)
    shut = walk.every_dialog(window)
    assert walk.wrong == []
    assert not shut, f"no dialog was opened by {shut}"


def test_so_can_whatever_fills_the_window_or_lies_over_it(
    program: Program, example_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """The steps of a letter and of a tracker, cards of a review and its end, the tour, help."""
    walk = Walk(program)
    program.preferences.keep("folder", str(tmp_path))
    window = walk.window(example_path, _SMALL)
    document = tmp_path / "letter.pdf"
    document.write_bytes(letter(program.clock.today()))
    wizard = from_letter(window)
    walk.take(window, "letter-0")
    wizard.read_file(document)
    for step in range(1, 4):
        qtbot.waitUntil(lambda step=step: wizard.step == step, timeout=20_000)  # type: ignore[misc]
        walk.take(window, f"letter-{step}")
        if step < 3:  # the last would make the plan
            wizard.go_on()
    wizard.discard()
    tracker = from_tracker(window)
    walk.take(window, "tracker-0")
    tracker.read_file(coloured(tmp_path / "tracker.xlsx"))
    for step in range(1, 4):
        qtbot.waitUntil(lambda step=step: tracker.step == step, timeout=20_000)  # type: ignore[misc]
        walk.take(window, f"tracker-{step}")
        tracker.go_on() if step < 3 else tracker.leave()
    window.go("overdue")
    QTimer.singleShot(0, window, accept_what_is_asked)
    window.commands.run("review")
    walk.take(window, "review")
    review = window.findChild(Sitting)
    assert review is not None
    while review.action is not None:
        review.next()
    walk.take(window, "review-end")
    window.leave_full()
    for name in ("tour", "help"):
        window.commands.run(name)
        shown = window.findChild(OverWindow if name == "tour" else Reader)
        assert shown is not None
        walk.take(shown if name == "help" else window, name)
        shown.close()
    for each in seldom(window):
        each.show()
        walk.take(each, type(each).__name__)
        each.close()
    assert walk.wrong == []


def seldom(window: MainWindow) -> Iterator[QDialog]:
    """Dialogs that no command opens by itself."""
    workspace = window.workspace
    assert workspace is not None
    session, plan, day = workspace.session, workspace.plan, workspace.day
    yield PersonForm(window, plan)
    yield OrganisationForm(window)
    yield MoveDialog(window)
    yield ProblemDialog("Nothing happened at all.", window)
    yield Question(window, "Discard the letter?", "What was read of it is lost.", "Discard", "Go on")
    yield UnlinkForm(window, an(session, Finding), an(session, Action))
    yield DoneForm(window, day, "Done", an(session, Part))
    yield DecideChangeForm(window, workspace, an(session, BudgetChange))
    yield SentForm(window, an(session, Duty), list(plan.all(PlanVersion)), day)


def accept_what_is_asked() -> None:
    """Press the button that goes on."""
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, QDialog)
    asked.accept()


def unhelped(widget: QWidget) -> list[str]:
    """A dialog that F1 is not heard in, or has no page of help to bring."""
    if not isinstance(widget, QDialog) or isinstance(widget, Reader):
        return []
    found = [] if widget.findChildren(HelpKey) else ["F1 does nothing"]
    return found + (["no page of help is about it"] if topic_of(widget) is None else [])


def cut(root: QWidget) -> Iterator[str]:
    """Labels and buttons whose words do not fit into them."""
    for each in shown(root):
        if isinstance(each, Second):
            continue  # its words end in … and its tip has them all
        if isinstance(each, QLabel) and each.text() and not each.text().startswith("<"):
            words, room = each.text(), each.contentsRect()
        elif isinstance(each, QPushButton | QCheckBox | QRadioButton) and each.text():
            words, room = each.text().replace("&", ""), each.rect()
        else:
            continue
        flags = Qt.TextFlag.TextWordWrap if isinstance(each, QLabel) and each.wordWrap() else Qt.TextFlag(0)
        needed = QFontMetrics(each.font()).boundingRect(QRect(0, 0, room.width(), 10_000), flags, words)
        if needed.width() > room.width() + 1 or needed.height() > room.height() + 1:
            at = f"{needed.width()}×{needed.height()} into {room.width()}×{room.height()}"
            yield f"{type(each).__name__} “{words}” is cut: {at}"


def unspoken(root: QWidget) -> Iterator[str]:
    """Controls that a screen reader cannot tell apart, name or say what they are; rows without words."""
    named: Counter[tuple[str, str]] = Counter()
    for each in shown(root):
        if each.focusProxy() is not None or not each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if each.objectName().startswith("qt_"):
            continue
        spoken = QAccessible.queryAccessibleInterface(each)
        kind, name = type(each).__name__, spoken.text(QAccessible.Text.Name)
        if isinstance(each, QComboBox):  # on X11 Qt tells its label by a relation, and gives its text as name
            name = each.accessibleName()
        if not name or name in {kind, each.objectName(), each.metaObject().className()}:
            yield f"{kind} is called “{name}”"
        is_pane = isinstance(each, QAbstractScrollArea)  # Qt gives what scrolls no role of its own
        if spoken.role() in _NO_ROLE and not is_pane and not each.accessibleDescription():
            yield f"{kind} “{name}” has neither role nor description"
        one_of_several = isinstance(each, QAbstractButton) and each.autoExclusive()  # says of what, besides
        named[f"{name}, {each.accessibleDescription()}" if one_of_several else name, kind] += 1
        if isinstance(each, QTableView) and each.model().rowCount():
            yield from mute(each, name)
        is_field = isinstance(each, QLineEdit | QTextEdit | QComboBox) and isinstance(each.parent(), Field)
        if is_field and not spoken.relations(QAccessible.RelationFlag.Label):
            yield f"{kind} “{name}” is not tied to its label"
    yield from (f"{times} times {kind} “{name}”" for (name, kind), times in named.items() if times > 1)


def out_of_reach(root: QWidget) -> Iterator[str]:
    """Buttons that Tab does not come to. It comes to one of several, arrows to the others; the button
    within a day's line has a key of its own, Alt and Down."""
    for each in shown(root):
        if not isinstance(each, QAbstractButton) or isinstance(each.parent(), QLineEdit):
            continue
        is_one_of_several = each.autoExclusive() or each.group() is not None
        if not (is_one_of_several or each.focusPolicy() & Qt.FocusPolicy.TabFocus):
            yield f"Tab does not come to {type(each).__name__} “{each.accessibleName() or each.toolTip()}”"


def mute(table: QTableView, name: str) -> Iterator[str]:
    """What of a table a screen reader cannot make out: its rows and groups, its cells, the heads above."""
    model = table.model()
    spoken = QAccessible.queryAccessibleInterface(table)
    if spoken.role() != QAccessible.Role.Table:
        yield f"“{name}” is no table"
    columns = [n for n in range(model.columnCount()) if not table.isColumnHidden(n)]
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in columns[1:]]  # the first may be ticks
    if not table.horizontalHeader().isHidden() and not all(heads):
        yield f"a column of “{name}” has no head: {heads}"
    for line in range(min(model.rowCount(), _LINES)):
        # As Qt counts the cells of a table: the heads above and at the left are cells too.
        cells = {n: spoken.child((line + 1) * (model.columnCount() + 1) + n + 1) for n in (0, *columns)}
        if {each.role() for each in cells.values()} != {QAccessible.Role.Cell}:
            yield f"line {line} of “{name}” has other things than cells"
        if not cells[0].text(QAccessible.Text.Name):
            yield f"line {line} of “{name}” says nothing"


def shown(root: QWidget) -> Iterator[QWidget]:
    """The widgets of one window that are in sight, or would be when scrolled to."""
    return (each for each in root.findChildren(QWidget) if each.isVisible() and each.window() is root)
