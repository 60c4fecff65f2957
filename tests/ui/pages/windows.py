"""A window open on one page, for the tests of pages."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.app import Program
from ui.main_window import MainWindow
from ui.pages.side import Side
from ui.workspace import Workspace


def opened(program: Program, path: Path, page: str, qtbot: QtBot) -> MainWindow:
    """The plan's window on this page, everything that comes in slices having come."""
    window = program.open_window()
    program.open_plan(path, window)
    window.go(page)
    settled(window, qtbot)
    return window


def settled(window: MainWindow, qtbot: QtBot) -> None:
    """Everything that comes in slices has come, and what stands beside a list shows the row selected."""
    workspace = workspace_of(window)
    qtbot.waitUntil(lambda: workspace.slices.is_idle, timeout=5000)
    qtbot.waitUntil(
        lambda: not any(each._pause.isActive() for each in window.findChildren(Side)), timeout=5000
    )


def workspace_of(window: MainWindow) -> Workspace:
    """The window's plan."""
    assert window.workspace is not None
    return window.workspace


def spoken_names(root: QWidget) -> list[str]:
    """What a screen reader calls each control in sight that can have the keyboard."""
    controls = [each for each in root.findChildren(QWidget) if each.isVisibleTo(root.window())]
    focusable = [each for each in controls if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    names = []
    for each in focusable:
        if (
            each.focusProxy() is None
            and each.parent() is not None
            and not each.objectName().startswith("qt_")
        ):
            spoken = QAccessible.queryAccessibleInterface(each)
            names.append(spoken.text(QAccessible.Text.Name) if spoken else "")
    return names
