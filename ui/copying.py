"""Copies of a plan, made in a thread: the work stays inside SQLite, which lets the window go on meanwhile."""

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.domain.errors import TrackerError

_LOOK = 15  # milliseconds between looks at the thread


class Copying(QObject):
    """Runs `copy(progress)` in a thread. One of `finished` and `failed` is sent, unless it is stopped."""

    progress = Signal(float)
    finished = Signal(object)  # what `copy` returned
    failed = Signal(object)  # the exception

    def __init__(self, copy: Callable[[Callable[[float], None]], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = _Work(copy)
        self._thread = threading.Thread(target=self._work)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether it is neither done nor stopped."""
        return self._timer.isActive()

    def stop(self) -> None:
        """End it as soon as it can be, and wait for that: at most the second or so of checking a copy."""
        self._timer.stop()
        self._work.stopped.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._work.news.empty():
            what, value = self._work.news.get()
            if what == "progress":
                self.progress.emit(value)
                continue
            self._timer.stop()
            self._thread.join()
            signal = self.finished if what == "finished" else self.failed
            signal.emit(value)


class _Work:
    """What the thread runs. It knows nothing of Qt, and puts what it has to say into `news`."""

    def __init__(self, copy: Callable[[Callable[[float], None]], Any]) -> None:
        self.news: SimpleQueue[tuple[str, Any]] = SimpleQueue()
        self.stopped = threading.Event()
        self._copy = copy

    def __call__(self) -> None:
        try:
            self.news.put(("finished", self._copy(self._tell)))
        except Exception as error:
            self.news.put(("failed", error))

    def _tell(self, share: float) -> None:
        if self.stopped.is_set():
            raise TrackerError("The copy was stopped.")
        self.news.put(("progress", share))
