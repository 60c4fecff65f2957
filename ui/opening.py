"""Opening a plan, what stands in the way of that or of changing it, and what can be done about it."""

from collections.abc import Callable, Collection, Generator, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from shiboken6 import isValid

from tracker.domain.errors import Refused, TrackerError
from tracker.frozen import dataclass
from ui.jobs import Slices
from ui.places import PLACES

if TYPE_CHECKING:
    from tracker.session import Session
    from ui.main_window import MainWindow
    from ui.workspace import Workspace


class Opening(QObject):
    """A plan on its way into a window, which answers while a large one is read if it is in sight.

    `window` is the one that shows the plan, or is to; None where it cannot be opened, which the window says.
    One that is still being read for the same window gives way.
    """

    def __init__(
        self,
        asked: "MainWindow",
        path: Path,
        reading: "Generator[None, None, Session]",
        show: "Callable[[Session], MainWindow]",
        page: str,
    ) -> None:
        for earlier in asked.findChildren(Opening):
            earlier.stop()
        super().__init__(asked)
        self.window: MainWindow | None = asked
        self._asked, self._path, self._reading, self._show = asked, path, reading, show
        self._slices = Slices(self)
        turns = self._turns()
        if asked.isVisible() and next(turns, self) is None:
            asked.setCursor(Qt.CursorShape.BusyCursor)
            self.destroyed.connect(partial(reading.close))  # with the window: the file is let go of
            self._slices.add(_brought_in({page, asked.preferences.get("page", "")}))
            self._slices.add(turns)
        else:
            for _ in turns:
                pass

    def stop(self) -> None:
        """Do not open it."""
        self._slices.end()

    def _turns(self) -> Iterator[None]:
        try:
            session = yield from self._reading
            self.window = self._show(session)
        except TrackerError as error:
            self.window = None
            self._asked.say(str(error), offer=offer_for(error, self._path, self._asked))
        finally:
            if isValid(self):
                self._asked.unsetCursor()
                self.deleteLater()


def _brought_in(pages: Collection[str]) -> Iterator[None]:
    """Import these pages, as far as they are pages: soon after the program's start nothing else has yet."""
    for place in PLACES:
        if place.name in pages:
            import_module(f"ui.pages.{place.name}")
            yield


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done about a problem: the words on its button, and the doing."""

    words: str
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """Words that stand above a plan for as long as they are true; `command` is a name in ui.menus."""

    words: str = ""
    offer: str = ""
    command: str = ""


def offer_for(error: TrackerError, path: Path, window: "MainWindow") -> Offer | None:
    """What can be done where this plan could not be opened or read, if anything."""
    from tracker.storage import backups
    from tracker.storage.faults import DamagedError, NotAPlanError

    if not path.exists() and any(each["path"] == str(path) for each in window.preferences.recent):
        return Offer("Take it off the list", partial(_forget, window, path))
    if isinstance(error, DamagedError | NotAPlanError) and backups.found(path, backups.folder_of(path)):
        return Offer("See its backups…", partial(_show_backups, window, path))
    return None


def _forget(window: "MainWindow", path: Path) -> None:
    window.preferences.forget_recent(str(path))
    if window.workspace is None:
        window.show_start()


def _show_backups(window: "MainWindow", path: Path) -> None:
    from ui.dialogs.restore import restore_of

    restore_of(window, path)


def notice_of(workspace: "Workspace") -> Notice:
    """What must be known about the plan for as long as it is open: why it can only be read, where it lies."""
    from tracker.storage.places import Place

    session, reason = workspace.session, workspace.read_only
    if workspace.known_on is not None:
        return Notice(reason, "Back to today", "today")
    if workspace.is_free:
        return Notice("Nobody else is editing this plan any more.", "Edit it", "edit_now")
    if reason and session.is_taken:
        return Notice(f"{reason} You can read it, and are told here when you can edit it.")
    if reason and session.place is Place.PASSING:
        return Notice(f"This plan can only be read. {reason}", "Save it elsewhere…", "move_plan")
    if reason:
        return Notice(f"This plan can only be read. {reason}")
    if session.place is Place.SYNCED:
        return Notice(
            "This plan lies in a folder that a service copies to other computers. One person at a time can "
            "edit it, and a change made elsewhere meanwhile can be lost.",
            "Move it…",
            "move_plan",
        )
    return Notice()


def said_on_opening(workspace: "Workspace") -> str:
    """What happened to the plan while it was opened; "" where nothing did."""
    kept = workspace.session.upgrade_backup
    if kept is None:
        return ""
    return (
        "This plan was made by an older version of this program and has been brought up to date. As it was, "
        f"it is kept as “{kept.name}” in the folder “{kept.parent.name}”."
    )


def edit_now(window: "MainWindow") -> None:
    """Open the plan anew, to edit it now that whoever was editing it has gone."""
    assert window.workspace is not None
    window.program.open_again(window, window.workspace.session.path)


def why_not_edit_now(workspace: "Workspace") -> str:
    """Why there is nothing to take over, in a sentence; "" where there is."""
    if workspace.is_free:
        return ""
    return workspace.read_only or "You are editing it already."


def move_plan(window: "MainWindow") -> None:
    """Ask where the plan should lie, and put it there. Raises Refused where it is not one's own to move."""
    from tracker.storage.places import Place
    from ui.dialogs.move import MoveDialog

    workspace = window.workspace
    assert workspace is not None
    if workspace.read_only and workspace.session.place is not Place.PASSING:
        raise Refused(f"This plan cannot be moved from here. {workspace.read_only}")
    MoveDialog(window).open()
