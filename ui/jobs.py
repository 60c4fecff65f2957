"""Long work without holding up the window: child processes, and generators a slice at a time.

No computing in Python threads: beside one, a repaint of a large table took 3.5 s.
"""

from collections.abc import Callable, Generator, Iterator, Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from tracker.jobs import Limits, Running

_SLICE = 0.008  # seconds
_FIRST_PAINT = 32  # milliseconds: what somebody just did is seen before what follows from it is worked out
_LOOK = 30  # milliseconds between looks at a child


class Job(QObject):
    """A job of `tracker.jobs` in a child process. Exactly one of `finished`, `failed`, `cancelled` is sent.

    `failed` carries the exception: a TrackerError is for showing, anything else for `ui.errors.report`.
    It ends its child when it is destroyed or cancelled; `cancel` of a finished job does nothing.
    """

    progress = Signal(float, str)
    finished = Signal(object)  # the result, a dict
    failed = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        job: str,
        values: Mapping[str, Any],
        *,
        subject: str = "The job",
        limits: "Limits | None" = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        from tracker import jobs  # costs a little: not before the first job

        self._running: Running | None = jobs.start(
            job, values, subject=subject, progress=self._told, limits=limits or jobs.Limits()
        )
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK)
        self.destroyed.connect(_Ender(self._running))

    @property
    def is_running(self) -> bool:
        """Whether it is neither done nor cancelled."""
        return self._running is not None

    def cancel(self) -> None:
        """End it; nothing of it is sent after this but `cancelled`."""
        running, self._running = self._running, None
        if running is not None:
            self._timer.stop()
            running.cancel()
            self.cancelled.emit()

    def _told(self, share: float, words: str) -> None:
        self.progress.emit(share, words)

    def _look(self) -> None:
        running = self._running
        if running is None or not running.poll():
            return
        self._running = None
        self._timer.stop()
        try:
            result = running.result()
        except Exception as error:
            self.failed.emit(error)
        else:
            self.finished.emit(result)


class _Ender:
    """Ends a child when its Job is destroyed. It must not hold the Job itself."""

    def __init__(self, running: "Running") -> None:
        self._running = running

    def __call__(self) -> None:
        self._running.cancel()


class Slices(QObject):
    """Generators run on the window's thread, at most 8 ms at a time, one after the other.

    A generator yields wherever it may be paused, at least every millisecond or so of work. `done` of each
    is called when it ends; an exception reaches `sys.excepthook`, and the others go on.
    """

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: list[tuple[Iterator[Any], Callable[[], object] | None, QObject | None]] = []
        self._ended = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is left to do."""
        return not self._queue

    def add(
        self, work: Iterator[Any], done: Callable[[], object] | None = None, *, of: QObject | None = None
    ) -> None:
        """Do this too, after what is already there, unless the widget `of` is gone by then."""
        if self._ended:
            return
        self._queue.append((work, done, of))
        self.hold()

    def hold(self, least: int = _FIRST_PAINT) -> None:
        """Let what somebody just did be painted before the next turn: so many milliseconds, if not more."""
        if self._queue and self._timer.remainingTime() < least:
            self._timer.start(least)

    def drop(self, work: Iterator[Any]) -> None:
        """Take a generator out and close it; nothing where it has ended."""
        self._queue = [each for each in self._queue if each[0] is not work]
        if isinstance(work, Generator):
            work.close()

    def end(self) -> None:
        """Take all of them out, and take none in any more: what they read is closed."""
        self._ended = True
        self.clear()

    def clear(self) -> None:
        """Take all of them out."""
        self._timer.stop()
        for work, *_ in list(self._queue):
            self.drop(work)

    def _turn(self) -> None:
        self._timer.setInterval(0)
        until = perf_counter() + _SLICE
        while self._queue and perf_counter() < until:
            work, done, of = self._queue[0]
            if of is not None and not isValid(of):
                self.drop(work)
                continue
            try:
                next(work)
            except StopIteration:
                self._queue.pop(0)
                if done is not None:
                    done()
            except BaseException:
                self._queue.pop(0)
                raise
        # A generator that ended may have been the last to hold the widget that all this belongs to.
        if not self._queue and isValid(self):
            self._timer.stop()
            self.idle.emit()
