"""The words that stand above everything else a window shows: what lasts, and what was refused just now."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.errors import TrackerError
from ui.opening import Notice, Offer, offer_for
from ui.theme import px
from ui.widgets.frames import Banner

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Notices(QWidget):
    """`lasting` says what is true of the plan for as long as it is open, `banner` what just happened."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._notice = Notice()
        self._offer: Offer | None = None
        self.lasting = Banner("notice")
        self.lasting.pressed.connect(self._lasting_pressed)
        self.banner = Banner("problem")
        self.banner.pressed.connect(self._banner_pressed)
        self.banner.closed.connect(self._banner_read)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), 0, px(12), 0)
        layout.setSpacing(px(8))
        for each in (self.lasting, self.banner):
            layout.addWidget(each)

    def show_lasting(self, notice: Notice) -> None:
        """Show this for as long as it is true."""
        if notice != self._notice:
            self._notice = notice
            self.lasting.say(notice.words, notice.offer)

    def say(self, words: str, kind: str, offer: Offer | None = None) -> None:
        """Show words until they are closed or the next command is given."""
        self._offer = offer
        self.banner.say(words, offer.words if offer else "Close", kind, cross=offer is not None)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say a refusal instead of raising it."""
        self.banner.say("")
        try:
            yield
        except TrackerError as error:
            workspace = self._window.workspace
            self.say(
                str(error),
                "problem",
                offer_for(error, workspace.session.path, self._window) if workspace else None,
            )

    def _banner_read(self) -> None:
        self._offer = None
        self.banner.say("")

    def _banner_pressed(self) -> None:
        offer = self._offer
        self._banner_read()
        if offer is not None:
            with self.told():
                offer.do()

    def _lasting_pressed(self) -> None:
        self._window.commands.run(self._notice.command)
