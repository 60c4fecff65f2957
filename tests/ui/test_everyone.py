"""What holds for every page and every dialog, for whoever reads them large or has them read out."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)

from tests.tour import Tour, decide
from tracker import example
from tracker.clock import FixedClock
from ui import theme
from ui.app import Program
from ui.places import PLACES
from ui.theme import Look
from ui.widgets.second import Second

_PAUSE = 15  # milliseconds
_NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client}


@pytest.fixture
def example_path(tmp_path: Path, clock: FixedClock) -> Path:
    """The example plan, with something to close and something to embed."""
    path = tmp_path / "example.iplan"
    example.build(path, clock.today())
    decide(path, clock)
    return path


def test_every_page_and_dialog_can_be_read_large_and_be_read_out(
    program: Program, example_path: Path
) -> None:
    """At 200 % on the smallest window. All that is wrong is told at once."""
    wrong: list[str] = []

    def see(widget: QWidget, name: str) -> None:
        if type(widget).__module__.startswith("PySide6"):  # the computer's own, for files and printers
            return
        wrong.extend(f"{name}: {each}" for each in (*cut(widget), *unspoken(widget)))

    theme.use(Look.LIGHT, 200)
    program.preferences.keep("text_size", 200)
    tour = Tour(program, see, _PAUSE)
    tour.take(start := tour.window(None, (1280, 720)), "start")
    start.close()
    window = tour.window(example_path, (1280, 720))
    for place in PLACES:
        window.go(place.name)
        tour.take(window, place.name)
    shut = tour.every_dialog(window)
    assert wrong == []
    assert not shut, f"no dialog was opened by {shut}"


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
        named[name, kind] += 1
        if isinstance(each, QTableView) and each.model().rowCount():
            said = each.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            if not said:
                yield f"a row of “{name}” says nothing"
    yield from (f"{times} times {kind} “{name}”" for (name, kind), times in named.items() if times > 1)


def shown(root: QWidget) -> Iterator[QWidget]:
    """The widgets of one window that are in sight, or would be when scrolled to."""
    return (each for each in root.findChildren(QWidget) if each.isVisible() and each.window() is root)
