"""Pages on top of one another, of which only the one shown takes part in the layout."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class PageStack(QStackedWidget):
    """A stack that gives its pages the room there is and asks none of them how much it would like.

    Qt's own asks every page for its height, with all their wrapped words, at each turn to another:
    that took a quarter of the turn's time.
    """

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """No width, and the height below which the page shown is not to be made."""
        page = self.currentWidget()
        return QSize(0, page.minimumHeight() if page is not None else 0)

    def hasHeightForWidth(self) -> bool:
        return False
