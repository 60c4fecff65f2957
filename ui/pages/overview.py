"""The Overview page: what needs attention before the board, what comes up, what is new, how it stands."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from tracker.domain import british
from tracker.domain.records import (
    Action,
    ActionFinding,
    BoardCycle,
    BudgetChange,
    BudgetLine,
    DateChange,
    Decision,
    Duty,
    Figure,
    Finding,
    Measure,
    Meeting,
    PathPoint,
    PlanSettings,
    Source,
    Summary,
    Workstream,
)
from tracker.domain.rules.ahead import Coming, coming_up, last_day_ahead
from tracker.domain.rules.attention import Attention, Progress, judged
from tracker.domain.rules.measures import is_in_use
from tracker.domain.rules.mine import to_update
from tracker.domain.rules.money import Money, financial_year, plan_money, year_words
from tracker.domain.rules.summaries import Scope, last_time, written_for
from ui.pages.money_parts import BudgetSum
from ui.pages.overview_parts import DAY, NUMBER, PLAIN, LinkRows, StateKey, progress_columns
from ui.pages.overview_summary import SummaryCard
from ui.pages.overview_words import Target, Told, coming_rows, matter_rows, news_rows
from ui.pages.page import Page
from ui.reading import summaries
from ui.theme import px
from ui.widgets.frames import Card, Empty, Scroll, button, column, label
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.pages.overview_measures import MeasuresCard

_KINDS = (
    *(Action, ActionFinding, DateChange, Decision, Duty, Finding, Meeting, PlanSettings, Source, Workstream),
    *(BudgetLine, BudgetChange, Summary, BoardCycle),
)
_MEASURED = (Measure, Figure, PathPoint)
_AT_ONCE = 600  # actions that are judged without a slice: a few milliseconds
_COMING = 7  # rows of what comes up; the rest is a press away
_STREAMS = 12  # rows of workstreams in sight; more are scrolled to
_STACKED_UNDER, _ASIDE, _ASIDE_LEAST = 900, 476, 400


class OverviewPage(Page):
    """Each count leads to what it counts; nothing is edited here."""

    title = "Overview"

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._workspace = window.workspace
        self.found: Attention | None = None
        self._work: Iterator[None] = iter(())
        self._looking: Iterator[None] = iter(())
        self._measuring: Iterator[None] = iter(())
        self._due: Told | None = None
        self.measures: MeasuresCard | None = None
        self._build()
        self._workspace.status_changed.connect(self._show_mine)  # somebody else may be recorded for

    # What it is made of.

    def _build(self) -> None:
        self._as_of = label("", 13, muted=True)
        self.head.beside.addWidget(self._as_of)
        self._mine = button("My updates", icon_name="list-todo", press=self._my_updates)
        self._mine.hide()
        self.head.at_right.addWidget(self._mine)
        self.head.at_right.addWidget(button("Report", icon_name="file-text", press=self._report))
        self.matters = LinkRows("What needs attention", NUMBER, 34)
        self.coming = LinkRows("What comes up", DAY, 30)
        self.news = LinkRows("What is new", PLAIN, 28)
        for rows in (self.matters, self.coming, self.news):
            rows.pressed.connect(self._follow)
        self.money = BudgetSum()
        self.summary = SummaryCard(self.window_)
        self._money_card = self._card_of_money()
        self._news_card = self._card_of("Since the last meeting", self.news)
        self._coming_card = self._card_of("Coming up", self.coming)
        self._nothing_coming = label("", 14, muted=True)
        self._nothing_coming.setContentsMargins(px(16), 0, px(16), px(8))
        self._coming_card.body.addWidget(self._nothing_coming)
        left = column(self._card_of_matters(), self._card_of_streams(), None, gap=12)
        self._aside = QWidget()
        right = column(self._coming_card, self._money_card, self._news_card, None, gap=12)
        right.setContentsMargins(0, 0, 0, 0)
        self._aside.setLayout(right)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(px(12))
        self._across.addLayout(left, 1)
        self._across.addWidget(self._aside)
        self._below = column(self._across, self.summary, None, gap=12)
        content = QWidget()
        content.setLayout(self._below)
        self._scroll = Scroll(content)
        self._scroll.setAccessibleName("The plan at a glance")
        self._none = Empty(
            "Nothing in this plan yet",
            "Add the inspection letter: its areas are read from it, each with a draft action. Or add the "
            "first action on the page Actions.",
            "Add a document",
            icon_name="layout-dashboard",
        )
        self._none.pressed.connect(self._add_document)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._none)
        self.body.addWidget(self._stack, 1)

    def _card_of(self, title: str, rows: LinkRows) -> Card:
        card = Card(title)
        card.body.addWidget(rows)
        card.body.addSpacing(px(6))
        return card

    def _card_of_matters(self) -> Card:
        self._matters_card = self._card_of("Needs attention", self.matters)
        self._review = button("Start review", "primary", icon_name="presentation", press=self._start_review)
        self._matters_card.head.addWidget(self._review)
        self._calm = label("", 14, muted=True, wrap=True)
        self._calm.setContentsMargins(px(16), 0, px(16), px(10))
        self._matters_card.body.addWidget(self._calm)
        return self._matters_card

    def _card_of_streams(self) -> Card:
        plan = self._workspace.plan
        self._streams_card = Card(f"Progress by {plan.settings.workstream_label.lower()}")
        self._streams_card.head.addWidget(button("All actions", "link", small=True, press=self._all_actions))
        self.stream_rows: RowsModel[Progress] = RowsModel(progress_columns(plan), key=_stream_id, parent=self)
        self.streams: Grid[Progress] = Grid(self.stream_rows, "How each workstream stands", row_high=30)
        self.streams.opened.connect(self._stream_opened)
        self._key = StateKey()
        self._streams_card.body.addWidget(self.streams)
        self._streams_card.body.addWidget(self._key)
        return self._streams_card

    def _card_of_money(self) -> Card:
        card = Card("Money", " ")
        card.head.addWidget(button("Budget", "link", small=True, press=self._to_money))
        inside = column(self.money)
        inside.setContentsMargins(px(16), px(2), px(16), 0)
        card.body.addLayout(inside)
        return card

    # The plan as it stands.

    def refresh(self, changes: Changes) -> None:
        """Work it out again if these changes can have altered it."""
        if changes.touched(*_KINDS):
            self._begin()
        if changes.touched(*_MEASURED):
            self._workspace.slices.drop(self._measuring)
            self._measuring = self._measure()
            self._workspace.slices.add(self._measuring, of=self)
        why_not = self._workspace.read_only
        for each in (self._review, self._mine, self._none.button):
            each.setEnabled(not why_not)
            each.setToolTip(why_not)

    def _begin(self) -> None:
        plan, slices = self._workspace.plan, self._workspace.slices
        is_empty = not plan.all(Action) and not plan.all(Finding)
        self._stack.setCurrentWidget(self._none if is_empty else self._scroll)
        for work in (self._work, self._looking):
            slices.drop(work)
        self._work, self._looking = self._work_out(), self._look_ahead()
        if len(plan.all(Action)) <= _AT_ONCE:
            for _ in self._work:
                pass
        else:
            self.matters.set_stale(True)
            slices.add(self._work, of=self)
        slices.add(self._looking, of=self)  # the first time, bank holidays are read for it

    def _work_out(self) -> Iterator[None]:
        plan, day = self._workspace.plan, self._workspace.day
        found = yield from judged(plan, day)
        yield
        self._show_money()
        yield
        self.found = found
        self._show(found)
        yield
        self._show_summary(found)
        yield
        self._show_mine()

    def _look_ahead(self) -> Iterator[None]:
        plan, day = self._workspace.plan, self._workspace.day
        found = yield from coming_up(plan, day)
        yield
        self._show_coming(found)

    def _measure(self) -> Iterator[None]:
        """In slices, and the modules for it only now: the page stands there long before."""
        yield
        if not self._workspace.plan.all(Measure) and self.measures is None:
            return
        from ui.pages.measures_rows import judged, measure_rows

        yield
        from ui.pages.overview_measures import MeasuresCard, figures_due

        rows = [each for each in measure_rows(self._workspace) if is_in_use(each.measure)]
        yield from judged(rows)
        yield
        if self.measures is None:
            self.measures = MeasuresCard(self.window_)
            self.measures.pressed.connect(self._follow)
            self._below.insertWidget(1, self.measures)
        self.measures.show_measures(rows)
        self._due = figures_due(rows)
        if self.found is not None:
            self._show_matters(self.found)

    def _show(self, found: Attention) -> None:
        plan = self._workspace.plan
        self._as_of.setText(f"position at {british.day_month_year(found.day)}")
        self._matters_card.second.setText(_before(found))
        self._show_matters(found)
        last = found.last_meeting
        looked_back = f"none recorded: {british.plural((found.day - found.since).days, 'day')}"
        since = f"{last.body}, {british.short_day(last.held_on)}" if last else looked_back
        self._news_card.second.setText(since)
        decisions = self._decisions(last) if last else 0
        self.news.show_rows(news_rows(plan, found, decisions))
        self.stream_rows.set_rows(found.streams)
        self._key.show_states(found.streams)
        self._streams_card.setVisible(bool(found.streams))
        self.streams.setFixedHeight(px(33) + px(30) * min(max(len(found.streams), 1), _STREAMS))

    def _show_matters(self, found: Attention) -> None:
        rows = [*matter_rows(self._workspace.plan, found), *([self._due] if self._due else [])]
        self.matters.show_rows(rows)
        self._calm.setVisible(not rows)
        self._calm.setText(
            "Nothing is overdue, no new date waits for a decision and nothing is missing from an action."
        )

    def _decisions(self, meeting: Meeting) -> int:
        workspace = self._workspace
        return len(workspace.session.records(Decision, "meeting_id", meeting.id, workspace.plan.seq))

    def _show_money(self) -> None:
        """This financial year, where it has any lines; else all years."""
        plan = self._workspace.plan
        year: int | None = financial_year(self._workspace.day)
        lines = plan.all(BudgetLine)
        if not any(each.year == year for each in lines):
            year = None
        money = plan_money(plan, year) if lines else Money()
        self._money_card.setVisible(bool(lines))
        more = f", {british.signed_pounds(money.proposed)} proposed" if money.proposed else ""
        self._money_card.second.setText((year_words(year) if year else "all years") + more)
        self.money.show_money(money)

    def _show_coming(self, found: tuple[Coming, ...]) -> None:
        plan, day = self._workspace.plan, self._workspace.day
        to = british.short_day(last_day_ahead(plan, day))
        rest = len(found) - _COMING
        self._coming_card.second.setText(f"to {to}")
        self.coming.show_rows(coming_rows(plan, day, found[:_COMING]))
        more = f"{rest:,} more to come" if rest > 0 else ""
        self._nothing_coming.setText(more if found else f"Nothing is due to {to}.")
        self._nothing_coming.setVisible(bool(more) or not found)

    def _show_summary(self, found: Attention) -> None:
        plan, following = self._workspace.plan, found.next_meeting
        written = summaries(self._workspace, Scope())
        now = written_for(written, Scope(), following.id if following else None)
        before = last_time(plan, written, Scope(), following.id if following else None)
        self.summary.show_summary(now or before, following, why_not=self._workspace.read_only)

    def _show_mine(self) -> None:
        """How many actions wait for an update from whoever sits here; nothing where none does."""
        workspace = self._workspace
        name = workspace.whose or workspace.session.actor.name
        count = len(to_update(workspace.plan, name, workspace.day))
        self._mine.setText(f"My updates ({count:,})")
        self._mine.setVisible(bool(count))

    # What happens on it.

    def _my_updates(self) -> None:
        self.window_.commands.run("my_updates")

    def _follow(self, target: Target) -> None:
        if target.command:
            self.window_.commands.run(target.command)
            return
        self.window_.go(target.page, target.record)
        if target.part and self.window_.page is not None:
            self.window_.page.show_part(target.part)

    def _stream_opened(self, row: Progress, key: str) -> None:
        self.window_.go("actions", (row.following or row.actions[0]).id)

    def _start_review(self) -> None:
        self.window_.commands.run("review")

    def _report(self) -> None:
        self.window_.commands.run("report")

    def _add_document(self) -> None:
        self.window_.commands.run("add_document")

    def _all_actions(self) -> None:
        self.window_.go("actions")

    def _to_money(self) -> None:
        self.window_.go("money")

    # What the window asks.

    def take_keyboard(self) -> None:
        """To the first row of what needs attention."""
        rows = self.matters.shown
        (rows[0] if rows else self.streams).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room, else one below the other."""
        super().resizeEvent(event)
        ways, stacked = QBoxLayout.Direction, self.width() < px(_STACKED_UNDER)
        self._across.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        aside = min(max(self.width() * 2 // 5, px(_ASIDE_LEAST)), px(_ASIDE))
        self._aside.setMinimumWidth(0 if stacked else aside)
        self._aside.setMaximumWidth(16777215 if stacked else aside)


def _before(found: Attention) -> str:
    """“before Improvement board on 6 Dec 2026”."""
    if found.next_meeting is None:
        return "no meeting planned yet"
    return f"before {found.next_meeting.body} on {british.short_day(found.next_meeting.held_on)}"


def _stream_id(row: Progress) -> str:
    return row.stream.id if row.stream else ""
