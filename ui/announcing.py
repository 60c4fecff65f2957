"""Words for a screen reader about what no control with the keyboard tells: what was saved, found or refused.

A reader follows the keyboard by itself. What happens elsewhere in the window it hears only by these words.
Nothing is worked out or said where none is running. Qt's part is brought in when something is first to be
said, for it takes as long as a quarter of a frame.
"""

from PySide6.QtCore import QObject, QTimer

_PAUSE = 300  # milliseconds in which somebody who is typing presses the next key


def is_heard() -> bool:
    """Whether a screen reader, or another such program, is running."""
    from PySide6.QtGui import QAccessible

    return QAccessible.isActive()


def announce(source: QObject, words: str, *, urgent: bool = False) -> None:
    """Have these words read out: at once if `urgent`, else after what is being read."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if words and is_heard():
        event = QAccessibleAnnouncementEvent(source, words)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


class Pause(QTimer):
    """Announces words once somebody stops typing; the last ones alone."""

    def __init__(self, source: QObject) -> None:
        super().__init__(source)
        self._source, self._words = source, ""
        self.setSingleShot(True)
        self.setInterval(_PAUSE)
        self.timeout.connect(self._say)

    def announce(self, words: str) -> None:
        """Announce these words in place of those that wait."""
        self._words = words
        self.start()

    def _say(self) -> None:
        announce(self._source, self._words)
