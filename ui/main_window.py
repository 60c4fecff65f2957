"""The window of one plan: its frame, its pages, its detail panel, and where words of refusal appear."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QPoint, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from tracker.domain.commands.base import Actor, Command
from tracker.domain.errors import TrackerError
from tracker.domain.records import Action, Meeting, PlanSettings, Record
from ui.backups import Backups
from ui.commands import Commands
from ui.counts import Counts, next_meeting
from ui.menus import MENUS, Entry, Menu
from ui.opening import Notice, Offer, notice_of, offer_for, said_on_opening
from ui.pages.page import Page
from ui.theme import px
from ui.widgets.frames import Banner, Line
from ui.widgets.navigation import Navigation, Place
from ui.widgets.status_line import StatusLine
from ui.widgets.tool_bar import ToolBar
from ui.workspace import EVERYTHING, Changes, Workspace

if TYPE_CHECKING:
    from tracker.session import Done
    from ui.app import Program
    from ui.pages.panel import Panel

PLACES = (
    Place("areas", "Areas", "flag"),
    Place("actions", "Actions", "list-checks"),
    Place("overdue", "Overdue", "clock-alert", urgent=True),
    Place("money", "Money", "pound-sterling"),
    Place("history", "History", "history"),
)
_PAGES = {
    "areas": "ui.pages.areas:AreasPage",
    "actions": "ui.pages.actions:ActionsPage",
    "overdue": "ui.pages.overdue:OverduePage",
    "money": "ui.pages.money:MoneyPage",
    "history": "ui.pages.history:HistoryPage",
}
_START, _PANEL = "ui.pages.start:StartPage", "ui.pages.detail:DetailPanel"
_SOON = 60  # milliseconds
_RAIL_UNDER, _PAGE_LEAST, _PANEL_WIDE = 1360, 560, 372
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
        self._offer: Offer | None = None
        self._notice = Notice()
        self.mark = ""
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
        self.banner = Banner("problem")
        self.banner.pressed.connect(self._banner_pressed)
        self.banner.closed.connect(self._banner_read)
        self.lasting = Banner("notice")
        self.lasting.pressed.connect(self._lasting_pressed)
        self._page_stack, self._panel_slot = QStackedWidget(), QWidget()
        # A page with wide words must not keep the window from being made narrower: it is cut instead.
        self._page_stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._panel_slot.setVisible(False)
        slot = QVBoxLayout(self._panel_slot)
        slot.setContentsMargins(0, px(12), px(12), px(12))
        across = QHBoxLayout()
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
        outer.addWidget(self._notices())
        outer.addWidget(self._whole, 1)
        outer.addWidget(Line("border"))
        outer.addWidget(self.status_line)
        self.setCentralWidget(central)
        self._fit()

    def _notices(self) -> QWidget:
        """Words that must be seen, above everything else the window shows."""
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(px(12), 0, px(12), 0)
        layout.setSpacing(px(8))
        for notice in (self.lasting, self.banner):
            layout.addWidget(notice)
        return made

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
        self._notice = Notice()
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

    def show_plan(self, workspace: Workspace, page: str = "", mark: str = "") -> None:
        """Show this plan from now on, in place of the one shown, on this page or the one used last.

        The window closes it with itself. A `mark` (“as known on 3 November 2026”) stands in the title.
        """
        before, self.workspace = self.workspace, workspace
        self.mark = mark
        workspace.setParent(self)
        workspace.changed.connect(self._changed)
        workspace.status_changed.connect(self._status_changed)
        workspace.gave_up.connect(self.say)
        if before is not None:
            self._let_go_of(before)
        self._counts = Counts(workspace, self)
        self.backups = Backups(workspace, self)
        self.backups.changed.connect(self._status_changed)
        self.backups.failed.connect(self.say)
        self.leave_full()
        last = str(self.preferences.get("page", ""))
        self._page_name = next(name for name in (page, last, "actions") if name in _PAGES)
        if before is not None:
            self.remake()
        else:
            self._show_everything()
            self.go(self._page_name)
        said = said_on_opening(workspace)
        if said:
            self.say(said, "note")
        QTimer.singleShot(_SOON, self.backups, self.backups.find_latest)

    def _let_go_of(self, workspace: Workspace) -> None:
        """Close a plan that gives way to another in this window."""
        if self.backups is not None:
            self.backups.stop()
            self.backups.deleteLater()
        with suppress(TrackerError):
            workspace.close()
        workspace.deleteLater()

    def _show_everything(self) -> None:
        self._show_settings()
        self._status_changed()
        assert self.workspace is not None
        self._counts.counted.connect(self.navigation.show_counts)
        self._counts.begin(EVERYTHING)

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
        if self._panel is not None and self.panel_is_open:
            self._panel.refresh(changes)
        self._status_changed()

    def _status_changed(self) -> None:
        workspace = self.workspace
        if workspace is not None:
            mark = self.mark or ("read only" if workspace.read_only else "")
            title = workspace.plan.settings.title + (f" ({mark})" if mark else "")
            self.setWindowTitle(f"{title} – Improvement plan tracker")
            self.status_line.show_workspace(workspace, self.backups.words if self.backups else "")
            self.tool_bar.show_person(self.program.actor.name, workspace.whose)
            notice = notice_of(workspace)
            if notice != self._notice:
                self._notice = notice
                self.lasting.say(notice.words, notice.offer)
        self.refresh_commands()

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
        if self.workspace is not None:
            self.workspace.slices.hold()
        page.catch_up()
        self._page_stack.setCurrentWidget(page)
        self._panel_asked = False
        self._fit()
        self.leave_full()
        if record_id:
            page.show_record(record_id)
        page.take_keyboard()
        self.refresh_commands()

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self._pages.get(self._page_name)

    def selected_actions(self) -> list[Action]:
        """The actions that a command of the menus is about now: those of the page, else the panel's."""
        found = self.page.selected_actions() if self.page is not None else []
        if not found and self._panel is not None and self.panel_is_open:
            found = self._panel.selected_actions()
        return found

    def selected_record(self) -> Record | None:
        """The record, other than an action, that a command of the menus is about now."""
        return self.page.selected_record() if self.page is not None else None

    def show_full(self, widget: QWidget) -> None:
        """Show a widget in place of the whole frame (start page, wizard, review) until `leave_full`."""
        self.leave_full()
        self._full = widget
        self._whole.addWidget(widget)
        self._whole.setCurrentWidget(widget)
        widget.setFocus()

    def leave_full(self) -> None:
        """Back to the frame; the widget shown in its place is deleted."""
        full, self._full = self._full, None
        if full is not None:
            self._whole.setCurrentWidget(self._frame)
            self._whole.removeWidget(full)
            full.deleteLater()

    # The detail panel.

    def show_panel(self, action_id: str | None) -> None:
        """Show an action in the detail panel; None empties it without closing it."""
        if not self._panel_slot.isVisible():
            return
        if self._panel is None:
            module, _, kind = _PANEL.partition(":")
            self._panel = getattr(import_module(module), kind)(self)
            layout = self._panel_slot.layout()
            assert self._panel is not None
            assert layout is not None
            layout.addWidget(self._panel)
        self._panel.show_action(action_id)

    def open_panel(self, opened: bool, action_id: str | None = None) -> None:
        """Open the panel on an action, or close it. What the person chose is kept."""
        self._panel_wanted = self._panel_asked = opened
        self.preferences.keep("panel", opened)
        self._fit()
        if opened:
            self.show_panel(action_id or next((action.id for action in self.selected_actions()), None))

    @property
    def panel_is_open(self) -> bool:
        """Whether the detail panel is shown."""
        return not self._panel_slot.isHidden()

    def _fill_panel(self) -> None:
        if self.panel_is_open and self._panel is None:
            self.show_panel(next((action.id for action in self.selected_actions()), None))

    # Doing, and words about it.

    def do(self, command: Command) -> "Done | None":
        """Make a change; a refusal is said in the window. None: refused, or kept until it can be written."""
        assert self.workspace is not None
        with self.told():
            return self.workspace.do(command)
        return None

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say a refusal in the window's banner instead of raising it."""
        self.banner.say("")
        try:
            yield
        except TrackerError as error:
            offer = offer_for(error, self.workspace.session.path, self) if self.workspace else None
            self.say(str(error), offer=offer)

    def say(self, words: str, kind: str = "problem", offer: Offer | None = None) -> None:
        """Show words above the page until they are closed or the next command is given.

        An offer is something that can be done about them.
        """
        self._offer = offer
        self.banner.say(words, offer.words if offer else "Close", kind, cross=offer is not None)

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
        self.commands.run(self._notice.command)

    def forget_recent(self, path: str) -> None:
        """Take a plan off the list of recent ones."""
        self.preferences.forget_recent(path)
        if self.workspace is None:
            self.show_start()

    def show_backups(self, path: Path) -> None:
        """Show what the backups of a plan hold, to restore one."""
        from ui.dialogs.restore import restore_of

        restore_of(self, path)

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
        if not self._may_close():
            event.ignore()
            return
        if self.workspace is not None:
            workspace, self.workspace = self.workspace, None
            self._let_go_of(workspace)
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
