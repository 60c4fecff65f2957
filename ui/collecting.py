"""What is no longer used is cleared away in the window's thread and no other.

Python does it in whichever thread happens to ask for memory. Where that is the one that searches or reads an
answer, and a widget is among what is cleared, Qt takes the whole program down.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

_EVERY = 200  # milliseconds


class Collector(QObject):
    """Takes the place of Python's own collector from now on: looks at what is young now and then.

    All that is held is looked through only when somebody turns to another program: in a plan of 20,000
    actions that takes 50 ms and more.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        app.applicationStateChanged.connect(self._state_changed)

    def _look(self) -> None:
        (young, middle, _), (many_young, many_middle, _) = gc.get_count(), gc.get_threshold()
        if young > many_young:
            gc.collect(1 if middle > many_middle else 0)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationInactive:
            gc.collect()
