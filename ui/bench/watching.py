"""Keys pressed for the benchmark, and a watch for what is painted after them."""

from collections.abc import Iterable
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Watch(QObject):
    """Tells when any of these widgets was first painted since: `painted`, by the computer's own counter.

    That is the end of the whole painting of which it was a part, before anything else is done.
    """

    def __init__(self, watched: Iterable[QWidget]) -> None:
        super().__init__()
        self.painted = 0.0
        self._begun = False
        self._watched = tuple(watched)
        for each in self._watched:
            each.installEventFilter(self)

    def stop(self) -> None:
        """Watch no longer: each watch costs every event of these widgets a little."""
        for each in filter(isValid, self._watched):
            each.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._begun:
            self._begun = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self.painted = perf_counter()
            return True
        return super().event(event)


def press(field: QWidget, key: str) -> None:
    """Type a key into a field; "\b" takes one away."""
    code = Qt.Key.Key_Backspace if key == "\b" else Qt.Key.Key_unknown
    typed = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, key)
    QApplication.sendEvent(field, typed)
