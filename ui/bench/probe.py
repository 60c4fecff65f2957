"""When a window can be used, and what that took: run in a process of its own by `ui.bench.child`."""

import json
import sys
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class Probe(QObject):
    """Waits for a first paint, the answer to a key, its paint, and for the event loop to be idle once.

    `usable` is then how many seconds after `begun` that was.
    """

    def __init__(self, begun: float, painted: QWidget, answering: QWidget) -> None:
        super().__init__(painted)
        self._begun, self._painted, self._answering = begun, painted, answering
        self._waits_for = "paint"
        self.usable = 0.0
        painted.installEventFilter(self)
        if answering is not painted:
            answering.installEventFilter(self)
        painted.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._waits_for == "paint":
            self._waits_for = "answer"
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
            QApplication.postEvent(self._answering, key)
        elif event.type() == QEvent.Type.KeyPress and self._waits_for == "answer":
            self._waits_for = "its paint"
            self._painted.update()
        elif event.type() == QEvent.Type.Paint and self._waits_for == "its paint":
            self._waits_for = ""
            QTimer.singleShot(0, self, self._idle)
        return False

    def _idle(self) -> None:
        self.usable = monotonic() - self._begun


def empty(begun: float) -> None:
    """An empty window."""
    app = QApplication([sys.argv[0]])
    window = QMainWindow()
    probe = Probe(begun, window, window)
    window.show()
    while not probe.usable:
        app.processEvents()
    _tell(probe.usable, probe.usable)


def start(begun: float, plan: str) -> None:
    """The program with a plan."""
    from ui import app

    def watched() -> int:
        from ui.main_window import MainWindow
        from ui.widgets.grid import Grid

        running = QApplication.instance()
        assert isinstance(running, QApplication)
        (window,) = (each for each in running.topLevelWidgets() if isinstance(each, MainWindow))
        assert window.page is not None
        assert window.workspace is not None
        grid: Grid[Any] | None = window.page.findChild(Grid)
        assert grid is not None
        probe = Probe(begun, grid.viewport(), grid)
        while not probe.usable:
            running.processEvents()
        while not window.workspace.slices.is_idle:
            running.processEvents()
        _tell(probe.usable, monotonic() - begun)
        window.close()
        return 0

    QApplication.exec = staticmethod(watched)  # type: ignore[method-assign]
    app.run([plan])


def _tell(usable: float, rest: float) -> None:
    print(json.dumps({"usable": usable, "rest": rest, "memory": _memory()}), flush=True)


def _memory() -> int:
    """The most memory this process has held; what it had of its parent before it began does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        (most,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(most.split()[1]) * 1024
    from tracker.jobs import memory_in_use

    return memory_in_use()
