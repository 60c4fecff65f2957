"""The Overdue page: the chair's tables A to F and the look-ahead, and what can be done about each line."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from tracker.domain import british, words
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import (
    Action,
    ActionOrigin,
    BoardCycle,
    DateChange,
    Meeting,
    PlanSettings,
    Post,
    Update,
    Workstream,
)
from tracker.domain.rules.gaps import is_overdue_yet_on_track
from ui.pages.earlier import Earlier
from ui.pages.evidence_drop import EvidenceDrop
from ui.pages.overdue_rows import TABLES, Line, LineColumns, Tables, work_out
from ui.pages.page import Page
from ui.pages.position import PositionButton
from ui.pages.tally import Count, Tally
from ui.theme import px, tokens
from ui.widgets.columns import Grouping, Head
from ui.widgets.filter_field import FilterField
from ui.widgets.frames import Card, Empty, button, label, row
from ui.widgets.grid import Grid
from ui.widgets.paint import put, rounded
from ui.widgets.rows import RowsModel
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_AT_ONCE = 600  # actions that are judged without a slice: a few milliseconds
_DECIDED = ("D", "C", "E", "B")  # the tables that share one list; each of the others has its own
_SHOWN_BY = {**dict.fromkeys(_DECIDED, _DECIDED), **{table: (table,) for table in ("F", "A", "→")}}
_KINDS = (Action, ActionOrigin, BoardCycle, DateChange, Meeting, PlanSettings, Post, Workstream)
_MENU = (
    *("decide_date", "ask_for_date", "withdraw_request", "", "leave", "send_up", "ask_owner"),
    *("record_decision", "", "add_update", "complete", "close_action"),
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


class OverduePage(Page):
    """Counts on top lead to the tables below; what is selected can be decided from here."""

    title = "Overdue"
    shows_panel = True

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._workspace = window.workspace
        self._tables: Tables | None = None
        self._shown: tuple[str, ...] = _DECIDED
        self._day: date | None = None  # None: today
        self._work: Iterator[Any] = iter(())
        self._ready: Iterator[Any] = iter(())
        self._said: dict[str, str] = {}
        self._earlier = Earlier(self._workspace, self)
        self._earlier.ready.connect(self._judge)
        self._earlier.failed.connect(window.say)
        self._build()

    # What it is made of.

    def _build(self) -> None:
        self.position = PositionButton()
        self.position.chosen.connect(self.show_position)
        self.head.beside.addWidget(self.position)
        self._for = label("", 13, muted=True)
        print_button = button("Print paper", icon_name="printer", press=self._print)
        self._start = button("Start review", "primary", icon_name="presentation", press=self._review)
        for each in (self._for, print_button, self._start):
            self.head.at_right.addWidget(each)
        self.tally = Tally("Tables", TABLES)
        self.tally.chosen.connect(self.show_table)
        self.body.addWidget(self.tally)
        self.filter = FilterField("Filter overdue actions")
        columns = LineColumns(self._last_word).make(self._workspace.plan)
        self.rows: RowsModel[Line] = RowsModel(columns, key=_key, parent=self)
        self.rows.set_grouping(Grouping(of=lambda line: line.table, order=lambda: TABLES, head=self._head))
        self.grid: Grid[Line] = Grid(self.rows, "Overdue and under review", row_high=48)
        EvidenceDrop(self.window_, self.grid)
        self.grid.moved.connect(self._moved)
        self.grid.opened.connect(self._opened)
        self.grid.typed.connect(self.filter.begin)
        self.grid.menu_wanted.connect(self._show_menu)
        self.filter.filtered.connect(self._filtered)
        self.filter.left.connect(self.take_keyboard)
        self._calm = Empty("", "", "Show all open actions", icon_name="circle-check")
        self._calm.pressed.connect(self._show_register)
        self._unfound = Empty(
            "No action fits", "Others are hidden by what you typed.", "Show all", icon_name="search-x"
        )
        self._unfound.pressed.connect(self.filter.edit.clear)
        self._stack = QStackedWidget()
        for part in (self.grid, self._calm, self._unfound):
            self._stack.addWidget(part)
        top = row(self.filter)
        top.setContentsMargins(px(8), px(8), px(8), px(8))
        card = Card()
        card.body.addLayout(top)
        card.body.addWidget(self._stack, 1)
        card.body.addLayout(self._foot())
        self.body.addWidget(card, 1)

    def _foot(self) -> Any:
        self._count = label("", 13, 600)
        self._legend = _Legend()
        self.deeds = [button("Do", small=True) for _ in range(4)]
        foot = row(self._count, 8, self._legend, None, *self.deeds)
        foot.setContentsMargins(px(16), px(6), px(10), px(8))
        for each, name in zip(self.deeds, ("decide_date", "ask_for_date", "leave", "send_up"), strict=True):
            command = self.window_.commands[name]
            each.setText(command.text().rstrip("…"))
            each.setIcon(command.icon())
            each.setIconSize(QSize(px(18), px(14)))
            each.setProperty("command", name)
            each.clicked.connect(self._deed)
        return foot

    # The plan as it stands.

    @property
    def day(self) -> date:
        """The day that the page shows."""
        return self._day or self._workspace.day

    @property
    def shown_day(self) -> date | None:
        """The day of the tables in sight, which follow `day` as soon as they are worked out."""
        return self._tables.day if self._tables else None

    def refresh(self, changes: Changes) -> None:
        """Work the tables out again if these changes can have altered them."""
        if changes.touched(Update):
            self._said.clear()
            self.grid.viewport().update()
        if changes.touched(*_KINDS):
            self._begin()
        self._show_deeds()

    def show_position(self, day: date | None) -> None:
        """Show the tables as they stood on a day, or will; None for today."""
        self._day = day if day != self._workspace.day else None
        self._begin()

    def show_table(self, table: str) -> None:
        """Show the list that holds this table, from its head on."""
        self._shown = _SHOWN_BY[table]
        self._fill()
        self.rows.fold(table, False)
        line = self.rows.line_of(table)
        if line >= 0:
            head = self.rows.index(line, 0)
            self.grid.scrollTo(head, self.grid.ScrollHint.PositionAtTop)
            self.grid.setCurrentIndex(self.rows.index(line + 1, 0))
            self.grid.scrollTo(head, self.grid.ScrollHint.PositionAtTop)
        self.take_keyboard()

    def to_review(self, tables: Sequence[str]) -> list[str]:
        """The ids of the actions that a review goes through, in the order of these tables, as of today."""
        if self._tables is None or self.shown_day != self._workspace.day:
            raise TrackerError("The list is still being worked out. Try again in a moment.")
        return [line.action.id for table in tables for line in self._tables.lines[table]]

    def _begin(self) -> None:
        plan, today = self._workspace.plan, self._workspace.day
        why_not = self._workspace.read_only or ("" if self.day == today else "Show today’s position first.")
        self._start.setEnabled(not why_not)
        self._start.setToolTip(why_not or "Go through what is overdue, one action a time")
        self._workspace.slices.drop(self._work)
        self._earlier.stop()
        if self._workspace.known_on is not None:
            self.position.show_known(today)
        else:
            self.position.show_day(plan, today, self.day)
        self.tally.set_stale(self._tables is not None)
        if self.day < today:
            self._earlier.position_at(self.day)
        else:
            self._judge(plan)

    def _judge(self, plan: Plan) -> None:
        self._workspace.slices.drop(self._work)
        self._work = work_out(plan, self.day, self._take)
        if len(plan.all(Action)) <= _AT_ONCE:
            for _ in self._work:
                pass
        else:
            self._workspace.slices.add(self._work, of=self)

    def _take(self, tables: Tables) -> None:
        """The tables are worked out."""
        self._tables = tables
        self._said.clear()
        self.tally.show_counts(self._counts(tables))
        self.tally.set_stale(False)
        following = tables.next_meeting
        self._for.setText(f"for {following.body}, {_brief(following.held_on)}" if following else "")
        open_words = british.plural(len(tables.lines["A"]), "open action")
        self._count.setText(f"{tables.overdue:,} overdue of {open_words}")
        self._fill()

    def _fill(self) -> None:
        if self._tables is None:
            return
        self.tally.mark(self._shown)
        selected = self.grid.current
        self.rows.set_rows(line for table in self._shown for line in self._tables.lines[table])
        for table in self._shown:  # in which the action selected may stand now
            if selected is not None and self.grid.current is None:
                self.grid.go_to((table, selected.action.id))
        self._workspace.slices.drop(self._ready)
        self._ready = self.rows.prepare()
        self._workspace.slices.add(self._ready, of=self)
        self._show_stack()
        self._moved(self.grid.current)

    def _show_stack(self) -> None:
        unfound = self.rows.total and not self.rows.shown
        shown = self._unfound if unfound else self.grid if self.rows.total else self._calm
        self._stack.setCurrentWidget(shown)
        has_open = self._tables is not None and bool(self._tables.lines["A"])
        self._calm.title.setText(
            "Nothing is overdue and nothing waits for a decision" if has_open else "No action is open"
        )
        self._calm.words.setText(
            "What comes up next is in the look-ahead; A lists every open action."
            if has_open
            else "What is overdue or asked for will stand here."
        )
        self._calm.button.setVisible(has_open)

    # What it says.

    def _counts(self, tables: Tables) -> Sequence[Count]:
        lines = tables.lines
        since = f"since {british.short_day(tables.since)}"
        oldest = british.plural(tables.oldest, "day")
        undated = f"{tables.undated:,} without a date" if tables.undated else ""
        settings = self._workspace.plan.settings
        no_news = None if tables.last_meeting is None else len(lines["F"])
        return (
            Count(
                "D",
                "No date asked for",
                len(lines["D"]),
                f"oldest {oldest} late" if tables.oldest else "",
                True,
            ),
            Count("C", "Dates to decide", len(lines["C"]), _asked_most(tables.moved_most)),
            Count("E", "Evidence awaited", len(lines["E"]), f"over {settings.evidence_awaited_days} days"),
            Count("B", "Completed", len(lines["B"]), since),
            Count("F", "No update", no_news, since if tables.last_meeting else "no meeting recorded yet"),
            Count("A", "Open", len(lines["A"]), undated),
            Count("→", "Look-ahead", len(lines["→"]), f"to {british.short_day(tables.ahead_to)}"),
        )

    def _head(self, table: str, lines: Sequence[Line]) -> Head[Line]:
        assert self._tables is not None
        count = british.plural(len(lines), "action")
        since = british.short_day(self._tables.since)
        days = self._workspace.plan.settings.evidence_awaited_days
        overdue = sum(line.late > 0 for line in lines) if table == "C" else 0
        rated = table == "D" and any(is_overdue_yet_on_track(line.action, line.day) for line in lines)
        on_track = ", those rated On track first" if rated else ""
        meeting = "the last meeting, " if self._tables.last_meeting else ""
        title, told = {
            "D": ("Overdue, no new date asked for", f"{count}{on_track}."),
            "C": ("New dates asked for", f"{count}, {overdue} overdue. Each is to be approved or refused."),
            "E": (f"Evidence awaited over {days} days", f"{count}, complete but not closed."),
            "B": (f"Completed since {meeting}{since}", f"{count}, to note."),
            "F": (f"No update since {meeting}{since}", f"{count}, the longest silence first."),
            "A": ("Open", f"{count}, by due date; those without one last."),
            "→": (f"Due or up for review by {british.short_day(self._tables.ahead_to)}", f"{count}."),
        }[table]
        return Head(title=title, number=table, words=told)

    def _last_word(self, line: Line) -> str:
        """The latest update's text; fetched from the file after the first paint."""
        if line.action.updated_on is None or line.table == "C":
            return ""
        if line.action.id not in self._said:
            self._said[line.action.id] = ""
            self._workspace.slices.add(self._fetch(line), of=self)
        return self._said[line.action.id]

    def _fetch(self, line: Line) -> Iterator[None]:
        told = self._workspace.session.updates(line.action.id, at=self._workspace.plan.seq)
        told = [each for each in told if each.text and each.happened_on <= line.day]
        last = max(told, key=lambda each: (each.happened_on, each.recorded_at), default=None)
        self._said[line.action.id] = last.text if last else ""
        self.grid.viewport().update()
        yield

    # What happens on it.

    def _moved(self, line: Line | None) -> None:
        self.window_.show_panel(line.action.id if line else None)
        self.window_.refresh_commands()
        self._show_deeds()

    def _opened(self, line: Line, column: str) -> None:
        self.window_.open_panel(True, line.action.id)

    def _filtered(self, text: str) -> None:
        self.rows.set_filter(text)
        self._show_stack()

    def _deed(self) -> None:
        self.window_.commands.run(self.sender().property("command"))

    def _show_deeds(self) -> None:
        """The buttons under the table: what fits the selected line, with why where it cannot be."""
        found = self.selected_actions()
        request = self.grid.current.request if found and self.grid.current else None
        for each in self.deeds:
            command = self.window_.commands[each.property("command")]
            fits = bool(found) and (each.property("command") == "decide_date") == (request is not None)
            if each.property("command") in ("leave", "send_up"):
                fits = bool(found)
            each.setVisible(fits and self.width() > px(700))
            each.setEnabled(command.isEnabled())
            each.setToolTip(command.toolTip())

    def _show_menu(self, place: QPoint) -> None:
        self.pop_up(_MENU, place)

    def _show_register(self) -> None:
        self.show_table("A")

    def _print(self) -> None:
        self.window_.commands.run("paper_overdue")

    def _review(self) -> None:
        self.window_.commands.run("review")

    # What the window asks.

    def selected_actions(self) -> list[Action]:
        """The action of the line that has the keyboard, as it stands now."""
        line = self.grid.current
        action = self._workspace.plan.find(Action, line.action.id) if line else None
        return [action] if action else []

    @property
    def chosen_day(self) -> date | None:
        """The day chosen beside the title."""
        return self._day

    def show_record(self, record_id: str) -> bool:
        """Select the action in the first table that holds it."""
        if self._tables is None:
            return False
        for table in TABLES:
            if any(line.action.id == record_id for line in self._tables.lines[table]):
                if table not in self._shown:
                    self.show_table(table)
                self.rows.fold(table, False)
                return self.grid.go_to((table, record_id))
        return False

    def show_part(self, part: str) -> None:
        """Show the list that holds this table."""
        self.show_table(part)

    def to_filter(self) -> None:
        """Ctrl+F."""
        self.filter.edit.setFocus()

    def edit(self) -> None:
        """F2: decide on the date asked for, or ask for one."""
        if self.selected_actions() and self.grid.current is not None:
            self.window_.commands.run("decide_date" if self.grid.current.request else "ask_for_date")

    def take_keyboard(self) -> None:
        """To the table."""
        self.grid.setFocus()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._legend.setVisible(self.width() > px(1000))
        self._for.setVisible(self.width() > px(1000))
        self._show_deeds()


def _key(line: Line) -> tuple[str, str]:
    return line.key


def _asked_most(line: Line | None) -> str:
    """“1.2 for the fourth time”, of the action whose date moved most often."""
    if line is None or line.moved.times >= len(_ORDINALS):
        return ""
    return f"{words.shown_ref(line.action)} for the {_ORDINALS[line.moved.times]} time"


def _brief(day: date) -> str:
    return british.day_month_year(day).rsplit(" ", 1)[0]


class _Legend(QWidget):
    """What the two colours of the late bar mean."""

    _PARTS = (("edge", "days the date was moved"), ("overdue", "days late now"))

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(px(300), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, x = QPainter(self), tokens(), 0
        for tone, said in self._PARTS:
            colour = t.states[tone].ground if tone in t.states else t.edge
            rounded(
                painter, self.rect().adjusted(x, px(6), x + px(22) - self.width(), -px(6)), colour, radius=1.5
            )
            x = put(painter, self.rect().adjusted(x + px(28), 0, 0, 0), said, colour=t.muted) + px(16)
        painter.end()
