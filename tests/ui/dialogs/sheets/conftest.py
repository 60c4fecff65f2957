"""Windows into which sheets are brought, and short ways to what they show."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.importing.returned.conftest import Desk
from tracker.clock import FixedClock
from tracker.domain.commands.base import Actor
from tracker.session import Session
from ui.app import Program
from ui.dialogs.sheets.frame import BringIn
from ui.dialogs.sheets.opening import begin
from ui.main_window import MainWindow

Read = Callable[[MainWindow, Path], BringIn]


def settle() -> None:
    """Until what was to be shown is shown, and what was to go is gone."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def words_in(widget: QWidget) -> str:
    """All the words that a widget shows, line by line."""
    settle()
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def drop(widget: QWidget, path: Path) -> None:
    """Drop a file on a widget, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at = QPointF(50, 50)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(at.toPoint(), copy, data, left, none))
    QApplication.sendEvent(widget, QDropEvent(at, copy, data, left, none))


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is remembered of trackers is this test's own; widgets are gone before the next test restyles
    all there are."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    yield
    settle()


@pytest.fixture
def start(program: Program, tmp_path: Path) -> MainWindow:
    """A window without a plan, that begins in a folder of its own."""
    program.preferences.keep("folder", str(tmp_path))
    made = program.open_window()
    made.show_start()
    made.show()
    return made


@pytest.fixture
def window(program: Program, plan_path: Path) -> MainWindow:
    """A window with the small plan."""
    made = program.open_plan(plan_path)
    assert made is not None
    made.show()
    return made


@pytest.fixture
def desk(plan_path: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """The same plan in the hands of the programme office, which sends sheets out."""
    folder = tmp_path / "office"
    folder.mkdir()
    with Session.open(plan_path, Actor("Programme officer"), clock) as session:
        yield Desk(session, folder, clock)


@pytest.fixture
def read(qtbot: QtBot) -> Read:
    """Begins with a file in a window and waits until it is read."""

    def begun(window: MainWindow, path: Path) -> BringIn:
        made = begin(window, path)
        qtbot.waitUntil(lambda: made.step == 1, timeout=20_000)
        return made

    return begun
