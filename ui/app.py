"""The composition root: makes the parts, opens plans, and is one program however often it is started."""

import gc
import platform
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

# Before Qt's: from then on PySide6 reads the source text of each module that is imported.
from tracker.clock import Clock, SystemClock
from tracker.domain.commands.base import Actor
from tracker.domain.rules import money, query_conditions, query_values, review  # noqa: F401
from tracker.reports import marks  # noqa: F401
from tracker.session import Session

# isort: split
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui import errors, fonts, theme
from ui.main_window import MainWindow
from ui.opening import Opening
from ui.preferences import Preferences
from ui.theme import Density, Look
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.single import Doorkeeper

_SOON = 200  # milliseconds
_LOCK_WAIT = 0.08  # seconds: longer would be felt; a command is kept and tried again


class Program(QObject):
    """Everything the windows share: who is at the keyboard, the preferences, the clock, the open windows."""

    def __init__(self, preferences: Preferences, clock: Clock) -> None:
        super().__init__()
        self.preferences, self.clock = preferences, clock
        self.windows: list[MainWindow] = []
        self.actor = self._actor()
        self._doorkeeper: Doorkeeper | None = None
        self.offers_tour = False
        theme.use(preferences.look, preferences.text_size, preferences.density)

    def _actor(self) -> Actor:
        login = self.preferences.login
        return Actor(self.preferences.name or login, login, platform.node())

    # Windows and plans.

    def open_window(self) -> MainWindow:
        """A new window, without a plan and not shown yet."""
        window = MainWindow(self)
        self.windows.append(window)
        return window

    def open_plan(self, path: Path, window: MainWindow | None = None, page: str = "") -> MainWindow | None:
        """Open a plan in `window` if that has none, else in a new one; one that is open is brought forward.

        None: it cannot be opened; `window` says why. Without `window` this raises the TrackerError.
        Where `window` is in sight it answers meanwhile, and a large plan is shown a moment later.
        """
        already = next((each for each in self.windows if _shows(each, path)), None)
        if already is not None:
            bring_forward(already)
            return already
        if window is not None:
            reading = Session.opening(path, self.actor, self.clock, wait=_LOCK_WAIT)
            return Opening(window, path, reading, partial(self._opened, window, page), page).window
        workspace = self._workspace(path)
        window = self.open_window()
        self._show(workspace, window, page)
        return window

    def _opened(self, window: MainWindow, page: str, session: Session) -> MainWindow:
        """Show a plan that was asked for in this window: in a new one if it has one by now."""
        if window.workspace is not None:
            window = self.open_window()
        self._show(Workspace(session, self.clock), window, page)
        return window

    def open_again(self, window: MainWindow, path: Path) -> None:
        """Open a plan in place of the one that `window` shows. Raises TrackerError; then that one stays."""
        self._show(self._workspace(path), window)

    def _show(self, workspace: Workspace, window: MainWindow, page: str = "") -> None:
        window.show_plan(workspace, page)
        window.show()
        self.remember(workspace)
        self.offer_tour(window)

    def offer_tour(self, window: MainWindow) -> None:
        """Offer the tour of the window to somebody new, from the program's first paint on."""
        if self.offers_tour:
            from ui.tour import offer_tour

            offer_tour(window)

    def remember(self, workspace: Workspace) -> None:
        """Put an open plan at the top of the recent ones."""
        settings, now = workspace.plan.settings, self.clock.now().isoformat(timespec="minutes")
        path = workspace.session.path.resolve()
        self.preferences.keep_recent(path, title=settings.title, authority=settings.authority, at=now)

    def _workspace(self, path: Path) -> Workspace:
        session = Session.open(path, self.actor, self.clock, wait=_LOCK_WAIT, in_turns=True)
        return Workspace(session, self.clock)

    def window_closed(self, window: MainWindow) -> None:
        """Forget a window; the program ends with the last one."""
        if window in self.windows:
            self.windows.remove(window)
        window.deleteLater()

    def quit(self) -> None:
        """Close every window, unless somebody says at one to stay."""
        for window in list(self.windows):
            if not window.close():
                return

    # What they share.

    def use_look(
        self, look: Look | None = None, text_size: int | None = None, density: Density | None = None
    ) -> None:
        """Put a look, a text size and a density on every window, and keep them; None leaves one as it is."""
        kept = self.preferences
        before = (kept.text_size, kept.density)
        kept.keep("look", (look or kept.look).value)
        kept.keep("text_size", text_size or kept.text_size)
        kept.keep("density", (density or kept.density).value)
        theme.use(kept.look, kept.text_size, kept.density)
        remake = before != (kept.text_size, kept.density)
        if remake:
            for window in self.windows:
                window.remake()

    def ask_name(self, window: MainWindow) -> None:
        """Ask who is using the program. Without an answer it is the computer account, and asked again."""
        from ui.dialogs.who import YourName

        dialog = YourName(window, self.preferences.name)
        if dialog.exec():
            self.use_name(dialog.name)

    def use_name(self, name: str) -> None:
        """Make each change from now on in this name, and keep it."""
        self.preferences.keep_name(name)
        self.actor = self._actor()
        for each in self.windows:
            each.use_actor(self.actor)

    def ask_name_once(self, window: MainWindow) -> None:
        """Ask if nobody has said yet."""
        if not self.preferences.name:
            self.ask_name(window)

    def answer_others(self, doorkeeper: "Doorkeeper") -> None:
        """Open what later starts of the program are asked to open."""
        self._doorkeeper = doorkeeper
        doorkeeper.asked.connect(self._asked)

    def _asked(self, path: str) -> None:
        front = self.windows[-1] if self.windows else None
        if path:
            self.open_plan(Path(path), front)
        elif front is not None:
            bring_forward(front)


def bring_forward(window: MainWindow) -> None:
    """Show a window above the others."""
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()


def _shows(window: MainWindow, path: Path) -> bool:
    try:
        return window.workspace is not None and window.workspace.session.path.samefile(path)
    except OSError:
        return False


def _asked_for(argv: Sequence[str]) -> Path | None:
    if argv[:1] == ["example"]:
        from tracker import example

        return example.made(Path(argv[1]) if argv[1:] else None, SystemClock().today()).absolute()
    return Path(argv[0]).absolute() if argv else None


def _settle(program: Program, app: QApplication) -> None:
    """What the first paint and the first key need not wait for."""
    from ui.collecting import Collector
    from ui.single import Doorkeeper
    from ui.warming import Warming

    Collector(app)  # main.py has Python's own off until here
    fonts.load_arabic()
    program.answer_others(Doorkeeper(program))
    program.offers_tour = True
    for window in program.windows:
        program.offer_tour(window)
    Warming(app)


def run(argv: Sequence[str]) -> int:
    """The window: `argv` is empty, names a plan, or is `example` or `bench`. Returns the exit code."""
    if argv[:1] == ["bench"]:
        gc.enable()
        from ui import bench

        return bench.run(argv[1:])
    # Asking Qt for the style, and not the application, would bring in ten classes that are not needed.
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", "Fusion", *argv])
    assert isinstance(app, QApplication)
    app.setApplicationName("improvement-plan-tracker")
    app.setApplicationDisplayName("Improvement plan tracker")
    errors.install()
    path = _asked_for(argv)
    from ui.single import hand_over

    if hand_over(str(path or "")):
        return 0
    fonts.load()
    program = Program(Preferences(), SystemClock())
    window = program.open_window()
    if path is None or program.open_plan(path, window) is None:
        window.show_start()
    window.show()
    QTimer.singleShot(_SOON, window, partial(_settle, program, app))
    if path is not None:
        QTimer.singleShot(0, window, partial(program.ask_name_once, window))
    return app.exec()
