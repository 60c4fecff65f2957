"""The detail panel: one action with its facts, dates, updates, money, evidence and history."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from tracker.domain import british
from tracker.domain.codes import EvidenceState, Lifecycle
from tracker.domain.records import Action, Evidence, OwnColumn, Workstream
from tracker.domain.rules import lineage
from tracker.domain.rules.lateness import days_late, is_overdue, is_review_overdue
from tracker.domain.rules.lifecycle import why_not_embed
from tracker.domain.rules.reads import Reads
from tracker.domain.rules.states import standing
from tracker.domain.words import label as label_of
from tracker.domain.words import shown_ref, title_shown
from ui.fonts import SEMIBOLD
from ui.pages.detail_rows import Elided, Section, Tabs, small_button
from ui.pages.detail_sections import Sections
from ui.pages.evidence_drop import offer_files
from ui.pages.panel import Panel
from ui.reading import Reading
from ui.theme import px
from ui.widgets.dragging import local_files
from ui.widgets.frames import ChipLabel, Empty, Scroll, button, column, label, row
from ui.widgets.paint import chip_of, overdue_chip
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_PAUSE = 40  # milliseconds: held keys run through a table without each row being read from the file
_TABS = (
    ("facts", "Facts"),
    ("dates", "Dates"),
    ("updates", "Updates"),
    ("money", "Money"),
    ("evidence", "Evidence"),
    ("history", "History"),
)
_NEXT = {
    Lifecycle.NOT_STARTED: ("start", "Start"),
    Lifecycle.IN_PROGRESS: ("complete", "Complete…"),
    Lifecycle.CLOSED: ("add_check", "Add a check…"),
    Lifecycle.ON_HOLD: ("resume", "Take off hold…"),
    Lifecycle.WITHDRAWN: ("reopen", "Reopen…"),
}
_MENU = (
    *("add_update", "edit", "correct", ""),
    *("ask_for_date", "decide_date", "withdraw_request", ""),
    *("start", "complete", "close_action", "add_check", "embed", "hold", "resume", "reopen", "withdraw", ""),
    *("add_evidence", "decide_evidence", "fact_tags", "record_decision", ""),
    *("link_areas", "action_measures", "action_figure", "parts", "milestones", "blockers", ""),
    *("tags", "split", "merge", "replace", "", "remove"),
)


class DetailPanel(Panel):
    """The head changes at once; the sections follow in slices. Its place is kept when the plan changes."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._workspace = window.workspace
        self._id: str | None = None
        self._shown_id: str | None = None
        self._whole = False
        self._work: Iterator[Any] = iter(())
        self._sections: dict[str, Section] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._begin)
        self.setAccessibleName("Detail of the selected action")
        self.setAcceptDrops(not self._workspace.read_only)
        self._build()

    def _build(self) -> None:
        self._crumb = Elided()
        edit = button("", "ghost", icon_name="pencil", small=True, tip="Edit (F2)", press=self._edit)
        more = button(
            "", "ghost", icon_name="ellipsis", small=True, tip="More to do with this action", press=self._more
        )
        close = button("", "ghost", icon_name="x", small=True, tip="Close the panel (F4)", press=self._close)
        self._more_button = more
        crumb = row(self._crumb, edit, more, close, gap=4)
        crumb.setStretch(0, 1)
        crumb.setContentsMargins(px(16), px(8), px(8), 0)
        self._title = label("", 16, SEMIBOLD, wrap=True, select=True)
        self._chip, self._late = ChipLabel(), ChipLabel()
        self._word = label("", 13, muted=True)
        self._next = button("Complete…", small=True, press=self._take_next)
        chips = row(self._chip, self._word, None, self._next, gap=6)
        top = column(self._title, chips, row(self._late, None), gap=6)
        top.setContentsMargins(px(16), px(2), px(12), px(4))
        self._tabs = Tabs()
        self._tabs.show_tabs(_TABS)
        self._tabs.chosen.connect(self._go_to)
        self.reading = Scroll(QWidget())
        self.reading.setAccessibleName("Everything about this action")
        self.reading.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._none = Empty(
            "No action selected", "Select one to see its facts, dates and updates.", icon_name="panel-right"
        )
        self._parts = QWidget()
        inner = column(crumb, top, self._tabs, self.reading, gap=0)
        inner.setStretch(3, 1)
        inner.setContentsMargins(0, 0, 0, px(4))
        self._parts.setLayout(inner)
        self.body.addWidget(self._parts)
        self.body.addWidget(self._none)
        self._parts.hide()

    # What it shows.

    def show_action(self, action_id: str | None) -> None:
        """Show this action; the same again changes nothing."""
        if action_id != self._id:
            self._id, self._whole = action_id, False
            self._show_head()
            self._pause.start()

    def take_keyboard(self) -> None:
        self.reading.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Read the same action again, and stay where one was reading; out of sight, once it is shown."""
        self._shown_id = None
        if self.isVisible():
            self._show_head()
            self._begin()

    def showEvent(self, event: QShowEvent) -> None:
        """What was asked for or changed out of sight is read now."""
        super().showEvent(event)
        if self._shown_id != self._id:
            self._show_head()
            self._pause.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped on an action as its evidence; what else is dragged is the window's affair."""
        if self.selected_actions() and local_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        offer_files(self.window_, self.selected_actions()[0], local_files(event.mimeData()))

    def selected_actions(self) -> list[Action]:
        """The action shown."""
        found = self._workspace.plan.find(Action, self._id)
        return [found] if found is not None else []

    def _show_head(self) -> None:
        plan, day = self._workspace.plan, self._workspace.day
        action = plan.find(Action, self._id)
        self._parts.setVisible(action is not None)
        self._none.setVisible(action is None)
        if action is None:
            return
        stream = plan.find(Workstream, action.workstream_id)
        self._crumb.say("  ".join(filter(None, (shown_ref(action), stream.title if stream else ""))))
        self._title.setText(title_shown(action))
        self._chip.show_chip(chip_of(action))
        late = british.plural(days_late(action, day), "day")
        words = f"{late} overdue" if is_overdue(action, day) else ""
        words = "Review overdue" if is_review_overdue(action, day) else words
        self._late.show_chip(overdue_chip(words) if words else None)
        self._word.setText("" if standing(action) is action.lifecycle else label_of(action.lifecycle))
        self._show_next(action)

    def _show_next(self, action: Action) -> None:
        """The step that comes next in the action's life, where it may be taken."""
        name, text = _NEXT.get(action.lifecycle, ("", ""))
        if action.lifecycle is Lifecycle.COMPLETE:
            name, text = _towards_closing(Reading(self._workspace), action)
        elif action.lifecycle is Lifecycle.CLOSED:
            day = self._workspace.day
            if not why_not_embed(Reading(self._workspace), action, day, day):
                name, text = "embed", "Mark as embedded…"
        if action.draft:
            name, text = "edit", "Plan it…"
        self._next.setVisible(bool(name))
        self._next.setText(text)
        self._next.setProperty("command", name)
        self._next.setEnabled(not self._workspace.read_only)
        self._next.setToolTip(self._workspace.read_only)

    # Sections, in slices.

    def _begin(self) -> None:
        self._pause.stop()
        self._workspace.slices.drop(self._work)
        self._work = self._making()
        self._workspace.slices.add(self._work, of=self)

    def _making(self) -> Iterator[None]:
        action = self._workspace.plan.find(Action, self._id)
        if action is None:
            self._shown_id = self._id
            return
        maker = Sections(self._workspace, action, self._doing, self._follow)
        inside = QWidget()
        layout = column(gap=0)
        made: dict[str, Section] = {}
        for section in maker.make(whole=self._whole):
            made[section.key] = section
            layout.addWidget(section)
            yield
        layout.addStretch(1)
        inside.setLayout(layout)
        yield
        if self.isVisible():
            self._swap(inside, made, maker.counts)

    def _swap(self, inside: QWidget, made: dict[str, Section], counts: dict[str, int]) -> None:
        same = self._shown_id in (None, self._id) and bool(self._sections)
        place = self.reading.verticalScrollBar().value() if same else 0
        old = self.reading.widget()
        held = old is not None and old.isAncestorOf(self.focusWidget() or self)
        self._sections = made
        self.reading.setWidget(inside)
        inside.setAutoFillBackground(False)
        inside.show()
        self._tabs.show_tabs(
            [(key, f"{words} {counts[key]}" if counts.get(key) else words) for key, words in _TABS]
        )
        self._shown_id = self._id
        self.reading.verticalScrollBar().setValue(place)
        self._scrolled(place)
        if held:
            self.reading.setFocus()

    def _doing(self, name: str, text: str, icon_name: str, tip: str) -> QWidget:
        made = small_button(text, icon_name, tip, self._pressed)
        made.setProperty("command", name)
        if self._workspace.read_only:
            made.setEnabled(False)
            made.setToolTip(self._workspace.read_only)
        return made

    def _pressed(self) -> None:
        self._run(self.sender().property("command"))

    def _go_to(self, key: str) -> None:
        if (section := self._sections.get(key)) is not None:
            self.reading.verticalScrollBar().setValue(section.y())
            self._tabs.underline(key)

    def _scrolled(self, place: int) -> None:
        above = [key for key, section in self._sections.items() if section.y() <= place + px(24)]
        self._tabs.underline(above[-1] if above else "facts")

    # What is pressed in it.

    def _follow(self, where: str) -> None:
        page, _, record_id = where.partition(":")
        if page == "all":
            self._whole = True
            self._begin()
        elif page == "section":
            self._go_to(record_id)
        elif page == "evidence":
            self._open_evidence(record_id)
        else:
            self.window_.go(page, record_id)

    def _open_evidence(self, evidence_id: str) -> None:
        from ui.dialogs.evidence import open_evidence

        found = Reading(self._workspace).find(Evidence, evidence_id)
        if found is not None:
            with self.window_.told():
                open_evidence(self.window_, found)

    def _take_next(self) -> None:
        self._run(self._next.property("command"))

    def _edit(self) -> None:
        self._run("edit")

    def _run(self, name: str) -> None:
        """A command of the menus; F2 there is about the page, here about the action shown."""
        from ui.dialogs.actions import edit_action

        if name != "edit":
            self.window_.commands.run(name)
        elif self._workspace.read_only:
            self.window_.say(self._workspace.read_only)
        else:
            with self.window_.told():
                edit_action(self.window_)

    def _close(self) -> None:
        self.window_.open_panel(False)

    def _more(self) -> None:
        menu = QMenu(self)
        for name in _MENU:
            menu.addAction(self.window_.commands[name]) if name else menu.addSeparator()
        for own in () if self._workspace.read_only else self._workspace.plan.all(OwnColumn):
            menu.addAction(f"Fill in {own.name}…").setData(own.id)
        menu.triggered.connect(self._own_column)
        menu.exec(self._more_button.mapToGlobal(self._more_button.rect().bottomLeft()))
        menu.deleteLater()

    def _own_column(self, act: QAction) -> None:
        from ui.dialogs.ties import own_value

        if act.data():
            with self.window_.told():
                own_value(self.window_, act.data())


def _towards_closing(reads: Reads, action: Action) -> tuple[str, str]:
    """The command that brings a complete action nearer to its closing, and its words."""
    states = {each.state for each in lineage.evidence(reads, action)}
    if EvidenceState.ACCEPTED in states:
        return "close_action", "Close…"
    if EvidenceState.OFFERED in states:
        return "decide_evidence", "Accept evidence…"
    return "add_evidence", "Add evidence…"
