"""The window of one plan: its frame, its pages, its detail panel, and where words of refusal appear."""

from contextlib import AbstractContextManager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from tracker.domain.commands.base import Actor, Command
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Meeting, PlanSettings, Record
from ui.announcing import announce
from ui.backups import Backups
from ui.commands import Commands
from ui.counts import Counts, next_meeting
from ui.menus import MENUS, Entry, Menu
from ui.notices import Notices
from ui.opening import Offer, notice_of, said_on_opening
from ui.pages.page import Page
from ui.places import PLACES
from ui.theme import px
from ui.views import Views
from ui.widgets.frames import Line
from ui.widgets.navigation import Navigation
from ui.widgets.page_stack import PageStack
from ui.widgets.status_line import StatusLine
from ui.widgets.tool_bar import ToolBar
from ui.workspace import EVERYTHING, Changes, Workspace

if TYPE_CHECKING:
    from tracker.session import Done
    from ui.app import Program
    from ui.pages.panel import Panel

_PAGES = {place.name: f"ui.pages.{place.name}:{place.name.capitalize()}Page" for place in PLACES}
_START, _PANEL = "ui.pages.start:StartPage", "ui.pages.detail:DetailPanel"
_SOON = 60  # milliseconds
_RAIL_UNDER, _PAGE_LEAST, _PANEL_WIDE = 1360, 560, 372
_LEAST_WIDE, _LEAST_HIGH = 640, 360  # at 200 % text the smallest screen that all must work on
QWIDGETSIZE_MAX = 16_777_215  # Qt's own name for "no limit", which PySide does not give


class MainWindow(QMainWindow):
    """Shows the start page until it has a plan (`show_plan`), then its pages, each made when first chosen."""

    def __init__(self, program: "Program") -> None:
        super().__init__()
        self.program, self.preferences = program, program.preferences
        self.workspace: Workspace | None = None
        self._pages: dict[str, Page] = {}
        self._panel: Panel | None = None
        self._page_name = ""
        self._panel_wanted, self._panel_asked = self.preferences.get("panel", True), False
        self._full: QWidget | None = None
        self._present: tuple[Workspace, Backups] | None = None  # today's, while another day's plan is shown
        self.backups: Backups | None = None
        self.commands = Commands(self)
        self.setAcceptDrops(True)
        self.resize(px(1440), px(900))
        self._build()
        self._restore_geometry()

    # The frame.

    def _build(self) -> None:
        self._fill_menu_bar()
        self.tool_bar = ToolBar(self)
        self.navigation = Navigation(PLACES)
        self.navigation.chosen.connect(self.go)
        self.notices = Notices(self)
        self.banner, self.lasting = self.notices.banner, self.notices.lasting
        self._page_stack, self._panel_slot = PageStack(), QWidget()
        # A page with wide words must not keep the window from being made narrower: it is cut instead.
        self._page_stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._panel_slot.setVisible(False)
        self._slot = slot = QVBoxLayout(self._panel_slot)
        slot.setContentsMargins(0, px(12), px(12), px(12))
        self._across = across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addWidget(self._page_stack, 1)
        across.addWidget(self._panel_slot)
        self._frame = QWidget()
        frame = QVBoxLayout(self._frame)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.setSpacing(0)
        for part in (self.tool_bar, Line("border")):
            frame.addWidget(part)
        frame.addLayout(across, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._frame)
        self.status_line = StatusLine()
        central = QWidget()
        outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.notices)
        outer.addWidget(self._whole, 1)
        outer.addWidget(Line("border"))
        outer.addWidget(self.status_line)
        self.setCentralWidget(central)
        # Said here, the layout's own minimum does not hold: it is of the parts that give way below it.
        self.setMinimumSize(px(_LEAST_WIDE), px(_LEAST_HIGH))
        self._fit()

    def _fill_menu_bar(self) -> None:
        bar = self.menuBar()
        bar.clear()
        for menu in MENUS:
            self.fill_menu(bar.addMenu(menu.title), menu.entries)

    def fill_menu(self, menu: Any, entries: "tuple[Entry | Menu | None, ...]") -> None:
        """Put entries of the table into a QMenu."""
        menu.setToolTipsVisible(True)  # they say why an entry cannot be used
        for each in entries:
            if each is None:
                menu.addSeparator()
            elif isinstance(each, Menu):
                self.fill_menu(menu.addMenu(each.title), each.entries)
            else:
                menu.addAction(self.commands[each.name])

    def remake(self) -> None:
        """Build everything anew, at the text size of now, on the page that was shown."""
        name, full = self._page_name, self._full
        for page in self._pages.values():
            page.deleteLater()
        self._pages.clear()
        self._panel = None
        self._full = None
        if full is not None:
            full.setParent(None)
        self._build()
        if self.workspace is not None:
            self._show_everything()
            self.go(name)
        if full is not None:
            self.show_full(full)
        elif self.workspace is None:
            self.show_start()

    # A plan comes and goes.

    def show_start(self) -> None:
        """The start page: no plan is open."""
        module, _, name = _START.partition(":")
        self.setWindowTitle("Improvement plan tracker")
        self.show_full(getattr(import_module(module), name)(self))
        self.refresh_commands()
        self.status_line.show_no_plan()

    def show_plan(self, workspace: Workspace, page: str = "") -> None:
        """Show this plan from now on, in place of the one shown, on this page or the one used last.

        The window closes it with itself.
        """
        self.show_today()
        before, backups = self.workspace, self.backups
        self._take_up(workspace)
        workspace.gave_up.connect(self.say)
        if before is not None:
            self._let_go_of(before, backups)
        self.backups = Backups(workspace, self)
        self.backups.changed.connect(self._status_changed)
        self.backups.failed.connect(self.say)
        self.leave_full()
        last = str(self.preferences.get("page", ""))
        self._page_name = next(name for name in (page, last, "overview") if name in _PAGES)
        if before is not None:
            self.remake()
        else:
            self._show_everything()
            self.go(self._page_name)
        if said := said_on_opening(workspace):
            self.say(said, "note")
        QTimer.singleShot(_SOON, self.backups, self.backups.find_latest)

    def show_known(self, workspace: Workspace) -> None:
        """Show the plan as known on another day in all of the window. Today's waits until `show_today`."""
        before = self.workspace
        assert before is not None
        if self._present is not None:
            self._let_go_of(before, None)
        else:
            assert self.backups is not None
            self._present, self.backups = (before, self.backups), None
            before.changed.disconnect(self._changed)
            before.status_changed.disconnect(self._status_changed)
        self._take_up(workspace)
        self._show_anew()

    def show_today(self) -> None:
        """Show the plan of today again where another day's is shown."""
        if self._present is None:
            return
        known, (workspace, self.backups) = self.workspace, self._present
        assert known is not None
        self._present = None
        self._take_up(workspace)
        self._let_go_of(known, None)
        self._show_anew()

    def _show_anew(self) -> None:
        """The same page and action of another day's plan."""
        chosen = next((action.id for action in self.selected_actions()), "")
        self.leave_full()
        self.remake()
        if chosen and self.page is not None:
            self.page.show_record(chosen)

    def _take_up(self, workspace: Workspace) -> None:
        self.workspace = workspace
        workspace.setParent(self)
        workspace.changed.connect(self._changed)
        workspace.status_changed.connect(self._status_changed)
        workspace.told.connect(self._announce)
        self._counts = Counts(workspace, workspace)
        self.views = workspace.findChild(Views) or Views(self, workspace)

    def _let_go_of(self, workspace: Workspace, backups: Backups | None) -> None:
        """Close a plan that gives way to another in this window."""
        if backups is not None:
            backups.stop()
            backups.deleteLater()
        with suppress(TrackerError):
            workspace.close()
        workspace.deleteLater()

    def _show_everything(self) -> None:
        self._show_settings()
        self._status_changed()
        assert self.workspace is not None
        self._counts.counted.connect(self.navigation.show_counts)
        self._counts.begin(EVERYTHING)
        self.views.show_in(self.navigation)

    def _show_settings(self) -> None:
        assert self.workspace is not None
        settings = self.workspace.plan.settings
        self.navigation.show_plan(settings.title, settings.authority)
        self.navigation.show_meeting(*next_meeting(self.workspace.plan, self.workspace.day))

    def _changed(self, changes: Changes) -> None:
        if changes.touched(PlanSettings, Meeting):
            self._show_settings()
        self._counts.begin(changes)
        for page in self._pages.values():
            page.hear(changes)
        if self._panel is not None:
            self._panel.refresh(changes)
        self._status_changed()

    def _status_changed(self) -> None:
        workspace = self.workspace
        if workspace is not None:
            mark = workspace.known_words or ("read only" if workspace.read_only else "")
            title = workspace.plan.settings.title + (f" ({mark})" if mark else "")
            self.setWindowTitle(f"{title} – Improvement plan tracker")
            self.status_line.show_workspace(workspace, self.backups.words if self.backups else "")
            self.tool_bar.show_person(self.program.actor.name, workspace.whose)
            self.notices.show_lasting(notice_of(workspace))
        self.refresh_commands()

    def _announce(self, words: str) -> None:
        announce(self, words)

    def use_actor(self, actor: Actor) -> None:
        """Somebody else is at the keyboard from now on."""
        if self.workspace is not None:
            self.workspace.session.actor = actor
        self._status_changed()

    # Pages.

    def go(self, name: str, record_id: str = "") -> None:
        """Show a page, and a record on it."""
        page = self._pages.get(name)
        if page is None:
            module, _, kind = _PAGES[name].partition(":")
            page = getattr(import_module(module), kind)(self)
            assert isinstance(page, Page)
            self._pages[name] = page
            self._page_stack.addWidget(page)
        self._page_name = name
        self.navigation.choose(name)
        page.catch_up()
        self._put_in_sight(page)
        self.leave_full()
        if record_id:
            page.show_record(record_id)
        page.take_keyboard()
        self.refresh_commands()
        if self.workspace is not None:
            self.workspace.slices.hold(_SOON)
        QTimer.singleShot(_SOON, self, self._fill_panel)

    def _put_in_sight(self, page: Page) -> None:
        """In place of the page shown now, which is hidden first: else both are laid out with the panel."""
        before = self._page_stack.currentWidget()
        if before is not None and before is not page:
            before.hide()
        self._panel_asked = False
        self._fit()
        self._across.activate()
        self._page_stack.setCurrentWidget(page)

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self._pages.get(self._page_name)

    def selected_actions(self) -> list[Action]:
        """The actions that a command of the menus is about now: those of the page, else the panel's."""
        if self._full is not None:  # what the page has selected is out of sight
            shown = getattr(self._full, "selected_actions", None)
            return shown() if shown is not None else []
        found = self.page.selected_actions() if self.page is not None else []
        if not found and self._panel is not None and self.panel_is_open:
            found = self._panel.selected_actions()
        return found

    def selected_record(self) -> Record | None:
        """The record, other than an action, that a command of the menus is about now."""
        return self.page.selected_record() if self.page is not None and self._full is None else None

    @property
    def is_full(self) -> bool:
        """Whether something is shown in place of the pages: the start page, a wizard, a review."""
        return self._full is not None

    def show_full(self, widget: QWidget) -> None:
        """Show a widget in place of the whole frame (start page, wizard, review) until `leave_full`."""
        self.leave_full()
        self._full = widget
        self._whole.addWidget(widget)
        self._whole.setCurrentWidget(widget)
        widget.setFocus()
        self.refresh_commands()

    def leave_full(self) -> None:
        """Back to the frame; the widget shown in its place is deleted."""
        full, self._full = self._full, None
        if full is not None:
            self._whole.setCurrentWidget(self._frame)
            self._whole.removeWidget(full)
            full.deleteLater()
            self.refresh_commands()

    # The detail panel.

    def show_panel(self, action_id: str | None) -> None:
        """Show an action in the detail panel; None empties it without closing it."""
        if not self._panel_slot.isVisible():
            return
        if self._panel is None:
            module, _, kind = _PANEL.partition(":")
            self._panel = getattr(import_module(module), kind)(self)
            assert self._panel is not None
            self._slot.addWidget(self._panel)
        self._panel.show_action(action_id)

    def open_panel(self, opened: bool, action_id: str | None = None) -> None:
        """Open the panel on an action, or close it. What the person chose is kept."""
        self._panel_wanted = self._panel_asked = opened
        self.preferences.keep("panel", opened)
        was_covered = self._page_stack.isHidden()
        self._fit()
        if opened:
            self.show_panel(action_id or next((action.id for action in self.selected_actions()), None))
        if self._page_stack.isHidden() and self._panel is not None:
            self._panel.take_keyboard()  # Qt would give it to the tool bar
        elif was_covered and self.page is not None:
            self.page.take_keyboard()

    @property
    def panel_is_open(self) -> bool:
        """Whether the detail panel is shown."""
        return not self._panel_slot.isHidden()

    def _fill_panel(self) -> None:
        if self.panel_is_open:
            self.show_panel(next((action.id for action in self.selected_actions()), None))

    # Doing, and words about it.

    def do(self, command: Command) -> "Done | None":
        """Make a change; a refusal is said in the window. None: refused, or kept until it can be written."""
        assert self.workspace is not None
        with self.told():
            return self.workspace.do(command)
        return None

    def told(self) -> AbstractContextManager[None]:
        """Say a refusal in the window's banner instead of raising it."""
        return self.notices.told()

    def say(self, words: str, kind: str = "problem", offer: Offer | None = None) -> None:
        """Show words above the page until they are closed or the next command is given.

        An offer is something that can be done about them.
        """
        self.notices.say(words, kind, offer)

    def refresh_commands(self) -> None:
        """Bring menus and tool bar up to date; pages call it when their selection changes."""
        labels = (self.workspace.undo_label, self.workspace.redo_label) if self.workspace else ("", "")
        for name, label in zip(("undo", "redo"), labels, strict=True):
            self.commands[name].setText(f"{name.capitalize()} {label}".strip())
        self.commands.refresh()

    # What Qt tells the window.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Under 1360 the navigation is a rail. Where there is no room for both, the page gives way to a panel
        that was asked for, and one that was left open before stays away."""
        rail = self.width() < px(_RAIL_UNDER)
        self.navigation.set_rail(rail)
        self.tool_bar.set_narrow(rail)
        has_panel = self._panel_wanted and self.page is not None and self.page.shows_panel
        beside = self.width() - self.navigation.width() - px(_PANEL_WIDE) >= px(_PAGE_LEAST)
        shown = has_panel and (beside or self._panel_asked)
        if shown and not self.panel_is_open:
            QTimer.singleShot(_SOON, self, self._fill_panel)  # the first paint need not wait for it
        self._panel_slot.setVisible(shown)
        self._page_stack.setVisible(beside or not shown)
        self._panel_slot.setMinimumWidth(px(_PANEL_WIDE) if beside else 0)
        self._panel_slot.setMaximumWidth(px(_PANEL_WIDE) if beside else QWIDGETSIZE_MAX)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A letter or a plan may be dropped anywhere."""
        from ui.dialogs.wizard.opening import can_drop

        if can_drop(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from ui.dialogs.wizard.drop_card import dropped_file
        from ui.dialogs.wizard.opening import dropped

        event.acceptProposedAction()
        file = dropped_file(event.mimeData())
        if file is not None and file.suffix.lower() == ".iplan":
            self.program.open_plan(file, self)
        else:
            dropped(self, event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.show_today()
        if not self._may_close():
            event.ignore()
            return
        if self.workspace is not None:
            workspace, self.workspace = self.workspace, None
            self._let_go_of(workspace, self.backups)
            self.preferences.keep("page", self._page_name)
        self.preferences.keep("window", bytes(self.saveGeometry().toBase64().data()).decode())
        self.program.window_closed(self)
        event.accept()

    def _may_close(self) -> bool:
        """Write what still waits, and make the backup that is owed; False if somebody says to stay."""
        if self.workspace is None or self.backups is None:
            return True
        try:
            self.workspace.write_kept()
        except TrackerError as error:
            from ui.dialogs.question import ask

            return ask(self, "Close without saving?", str(error), "Close without saving", "Do not close")
        if not self.backups.is_owed:
            return True
        from ui.dialogs.progress import LastBackup

        dialog = LastBackup(self, self.workspace.plan.settings.title, self.backups.make())
        dialog.finished.connect(dialog.deleteLater)
        return bool(dialog.exec())

    def _restore_geometry(self) -> None:
        """As large and where the last window was; beside it if that is still there."""
        kept = self.preferences.get("window", "")
        if kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            others = len(self.program.windows)
            if others and not self.isMaximized():
                self.move(self.pos() + QPoint(px(28), px(28)) * others)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self.update)
