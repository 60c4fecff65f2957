"""The Money page: how the budget is made, its lines, and every change proposed and decided."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QStackedWidget, QWidget

from tracker.domain import british
from tracker.domain.codes import RequestState
from tracker.domain.commands import RemoveRecord
from tracker.domain.records import (
    Action,
    BudgetChange,
    BudgetLine,
    BudgetPost,
    Decision,
    LineAction,
    LineWorkstream,
    PlanSettings,
    Record,
    RecordTag,
    Tag,
    Workstream,
)
from tracker.domain.rules.money import (
    cost_per_post,
    financial_year,
    plan_money,
    posts,
    workstream_money,
    year_words,
)
from tracker.domain.rules.order import workstreams
from ui.dialogs.actions import ConfirmForm
from ui.pages.money_parts import Bars, BudgetSum, TotalRow
from ui.pages.money_rows import LineRow, PlanOf, change_columns, in_tree_order, line_columns, total_cells
from ui.pages.page import Page
from ui.reading import Reading
from ui.theme import px
from ui.widgets.frames import Card, Empty, Line, Scroll, button, column, label, row
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_MONEY = (BudgetLine, BudgetChange, BudgetPost, LineAction, LineWorkstream)
_LINES, _CHANGES = (3, 12), (3, 10)  # rows in sight, at least and at most
_LINE_MENU = (
    "edit",
    "propose_change",
    "virement",
    "",
    "budget_post",
    "line_links",
    "tags",
    "",
    "correct",
    "remove",
)
_CHANGE_MENU = ("decide_change", "withdraw_change", "", "correct")
_STREAMS = 5
_AT_ONCE = 600  # actions whose money is added up without a slice


class MoneyPage(Page):
    """Revised = base + approved changes; what is not approved stands apart and is never counted."""

    title = "Money"

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._workspace = window.workspace
        self._plan_of = PlanOf()
        self._year: int | None = None
        self._work: Iterator[None] = iter(())
        self._about_changes = False  # which of the two tables the commands are about
        self._build()

    # What it is made of.

    def _build(self) -> None:
        self._years = button("All years", "ghost", icon_name="calendar", press=self._show_years)
        self.head.beside.addWidget(self._years)
        self.sum, self.by_stream = BudgetSum(), Bars("By workstream")
        self._words, self._of_line = label("", 14, wrap=True), label("", 14, muted=True, wrap=True)
        made = Card("How the budget is made")
        inside = column(self.sum, Line(), self._words, self._of_line, None, gap=6)
        inside.setContentsMargins(px(16), px(4), px(16), px(14))
        made.body.addLayout(inside)
        self._streams_card = Card("By workstream")
        streams = column(self.by_stream, None)
        streams.setContentsMargins(px(16), px(4), px(16), px(12))
        self._streams_card.body.addLayout(streams)
        self._top = row(made, self._streams_card, gap=12)
        self._top.setStretch(0, 1)
        content = QWidget()
        content.setLayout(column(self._top, self._lines_card(), self._changes_card(), None, gap=12))
        self._scroll = Scroll(content)
        self._scroll.setAccessibleName("The budget, its lines and changes")
        self._none = Empty(
            "No money in this plan yet",
            "Add a budget line with its base; growth, grants, savings and moves are then added as changes "
            "that count once they are approved.",
            "Add budget line",
            icon_name="pound-sterling",
        )
        self._none.pressed.connect(self._add_line)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._none)
        self.body.addWidget(self._stack, 1)

    def _lines_card(self) -> Card:
        card = Card("Budget lines", "a line under another is counted in it once")
        for name, icon_name in (("add_line", "plus"), ("edit", "pencil"), ("budget_post", "user-plus")):
            card.head.addWidget(self._deed(name, icon_name))
        self.line_rows: RowsModel[LineRow] = RowsModel(
            line_columns(), key=lambda row: row.line.id, parent=self
        )
        self.lines: Grid[LineRow] = Grid(self.line_rows, "Budget lines by reference")
        self.lines.moved.connect(self._line_moved)
        self.lines.opened.connect(self._line_opened)
        self.lines.menu_wanted.connect(self._show_line_menu)
        self.total = TotalRow(self.lines)
        card.body.addWidget(self.lines)
        card.body.addWidget(self.total)
        card.body.addSpacing(px(4))
        return card

    def _changes_card(self) -> Card:
        card = Card("Changes", "a proposed change counts once it is approved")
        for name, icon_name in (
            ("propose_change", "plus"),
            ("virement", "arrow-left-right"),
            ("decide_change", "gavel"),
        ):
            card.head.addWidget(self._deed(name, icon_name))
        self.change_rows: RowsModel[BudgetChange] = RowsModel(
            change_columns(self._plan_of), key=lambda change: change.id, parent=self
        )
        self.changes: Grid[BudgetChange] = Grid(self.change_rows, "Budget changes, the latest first")
        self.changes.moved.connect(self._change_moved)
        self.changes.opened.connect(self._change_opened)
        self.changes.menu_wanted.connect(self._show_change_menu)
        self._no_changes = label("No change yet.", 14, muted=True)
        self._no_changes.setContentsMargins(px(16), px(4), 0, px(10))
        card.body.addWidget(self.changes)
        card.body.addSpacing(px(4))
        card.body.addWidget(self._no_changes)
        return card

    def _deed(self, name: str, icon_name: str) -> QWidget:
        text = {"edit": "Edit", "budget_post": "Posts", "virement": "Move money"}.get(name)
        text = text or self.window_.commands[name].text().replace(" a budget change", "").rstrip("…")
        text = text.replace("budget ", "")
        made = button(text, "ghost", icon_name=icon_name, small=True)
        made.setProperty("command", name)
        made.clicked.connect(self._run)
        return made

    # The plan as it stands.

    def refresh(self, changes: Changes) -> None:
        """Take in what changed."""
        if changes.touched(*_MONEY, Decision, RecordTag, Tag):
            self._fill()
        if changes.touched(*_MONEY, Workstream, Action, PlanSettings):
            self._show_streams()
        why_not = self._workspace.read_only
        for each in self.findChildren(QWidget):
            if each.property("command") or each is self._none.button:
                each.setEnabled(not why_not)
                each.setToolTip(why_not)

    def show_year(self, year: int | None) -> None:
        """Show one financial year, or all."""
        self._year = year
        self._fill()
        self._show_streams()

    def _fill(self) -> None:
        plan = self._workspace.plan
        years = {each.year for each in plan.all(BudgetLine)}
        self._years.setText(f"financial year {year_words(self._year)}" if self._year else "all years")
        self._years.setVisible(bool(years))
        self.lines.choose_columns(
            tuple(each.key for each in self.line_rows.columns if each.key != "year" or len(years) > 1)
        )
        self.line_rows.set_rows(in_tree_order(plan, self._year))
        money = plan_money(plan, self._year)
        shown = [each for each in plan.all(BudgetLine) if self._year in (None, each.year)]
        self.sum.show_money(money)
        self.total.show_cells(total_cells(money, posts(plan, shown)))
        waiting = _not_counted(money.proposed)
        self._words.setText(waiting or "Nothing waits to be approved.")
        here = {each.id for each in shown}
        about = [each for each in plan.all(BudgetChange) if each.line_id in here]
        about.sort(key=lambda each: (each.state is not RequestState.PENDING, _newest_first(each)))
        self._plan_of.plan = plan
        reading = Reading(self._workspace)
        ids = {each.decision_id for each in about if each.decision_id}
        found = (reading.find(Decision, each) for each in ids if each not in self._plan_of.decisions)
        self._plan_of.decisions |= {each.id: each for each in found if each is not None}
        self.change_rows.set_rows(about)
        self._fit_rows()
        self._stack.setCurrentWidget(self._scroll if years else self._none)
        self._tell_line(self.lines.current)

    def _show_streams(self) -> None:
        """At once in a small plan, in slices in a large one."""
        self._workspace.slices.drop(self._work)
        self._work = self._add_up()
        if len(self._workspace.plan.all(Action)) <= _AT_ONCE:
            for _ in self._work:
                pass
        else:
            self._workspace.slices.add(self._work, of=self)

    def _add_up(self) -> Iterator[None]:
        plan, found = self._workspace.plan, []
        for each in workstreams(plan):
            found.append((each.title, workstream_money(plan, each, self._year).revised))
            yield
        found = sorted((each for each in found if each[1]), key=lambda each: -each[1])[:_STREAMS]
        self.by_stream.show_amounts(found)
        self._streams_card.setVisible(bool(found))
        self._fit_top()

    def _fit_rows(self) -> None:
        for grid, (least, most), count in (
            (self.lines, _LINES, self.line_rows.total),
            (self.changes, _CHANGES, self.change_rows.total),
        ):
            grid.setFixedHeight(px(33) + px(32) * min(max(count, least if count > most else 1), most))
        self.changes.setVisible(bool(self.change_rows.total))
        self._no_changes.setVisible(not self.change_rows.total)

    def _fit_top(self) -> None:
        ways, stacked = QBoxLayout.Direction, self.width() < px(930)
        self._top.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        self._streams_card.setMinimumWidth(0 if stacked else px(372))
        self._streams_card.setMaximumWidth(16777215 if stacked else px(372))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_top()

    # What happens on it.

    def _line_moved(self, found: LineRow | None) -> None:
        self._about_changes = False
        self._tell_line(found)
        self.window_.refresh_commands()

    def _tell_line(self, found: LineRow | None) -> None:
        """The selected line's own sum, with its posts."""
        if found is None:
            self._of_line.setText("")
        else:
            told = [f"{found.line.ref} {found.line.title}: {british.pounds(found.money.base)}"]
            if found.money.changes:
                sign = "+" if found.money.changes > 0 else british.MINUS
                told[0] += f" {sign} {british.pounds(abs(found.money.changes))}"
                told[0] += f" = {british.pounds(found.money.revised)}"
            if found.posts.new:
                new = british.plural(found.posts.new, "new post")
                told.append(f"{new} {'make' if found.posts.new > 1 else 'makes'} {found.posts.total}")
                if found.money.changes > 0:
                    each = british.pounds(cost_per_post(found.money.changes, found.posts.new))
                    told.append(f"{each} for each new post")
            told += [f"tags: {found.tags}"] if found.tags else []
            self._of_line.setText("; ".join(told) + ".")

    def _change_moved(self, change: BudgetChange | None) -> None:
        self._about_changes = change is not None and self.changes.hasFocus()
        self.window_.refresh_commands()

    def _line_opened(self, found: LineRow, key: str) -> None:
        self.edit()

    def _change_opened(self, change: BudgetChange, key: str) -> None:
        self._about_changes = True
        self.window_.commands.run("decide_change")

    def _run(self) -> None:
        name = self.sender().property("command")
        if name in ("decide_change", "withdraw_change"):
            self._about_changes = True
        elif name in ("edit", "budget_post"):
            self._about_changes = False
        self.window_.commands.run(name)

    def _show_line_menu(self, place: QPoint) -> None:
        self._about_changes = False
        self.pop_up(_LINE_MENU, place)

    def _show_change_menu(self, place: QPoint) -> None:
        self._about_changes = True
        self.pop_up(_CHANGE_MENU, place)

    def years_menu(self) -> QMenu:
        """Every financial year of the plan, and all of them."""
        menu = QMenu(self)
        now = financial_year(self._workspace.day)
        for year in (None, *sorted({each.year for each in self._workspace.plan.all(BudgetLine)})):
            words = (
                "All years" if year is None else f"{year_words(year)}{' (this year)' if year == now else ''}"
            )
            act = menu.addAction(words)
            act.setData(year)
            act.triggered.connect(self._choose_year)
        return menu

    def _show_years(self) -> None:
        menu = self.years_menu()
        menu.exec(self._years.mapToGlobal(QPoint(0, self._years.height())))
        menu.deleteLater()

    def _choose_year(self) -> None:
        act = self.sender()
        assert isinstance(act, QAction)
        self.show_year(act.data())

    def _add_line(self) -> None:
        self.window_.commands.run("add_line")

    # What the window asks.

    def selected_record(self) -> Record | None:
        """The change or the line that the commands are about."""
        if self._about_changes or self.changes.hasFocus():
            return self.changes.current
        return self.lines.current.line if self.lines.current else None

    def show_record(self, record_id: str) -> bool:
        """Select a line or a change."""
        line = self._workspace.plan.find(BudgetLine, record_id)
        if line is not None and self._year not in (None, line.year):
            self.show_year(None)
        return self.lines.go_to(record_id) or self.changes.go_to(record_id)

    def edit(self) -> None:
        """F2: the selected line."""
        from ui.dialogs.money import edit_line

        with self.window_.told():
            edit_line(self.window_)

    def remove(self) -> None:
        """Del: a line that was a mistake."""
        line = self.lines.current.line if self.lines.current else None
        if line is not None:
            about = (
                f"{line.ref}  {line.title}\nFor what was added by mistake; refused once it is approved or "
                "has changes. It can be brought back by Undo."
            )
            command = RemoveRecord(record=BudgetLine, id=line.id)
            ConfirmForm(self, "Remove this budget line?", about, "Remove", command).send(self._workspace.do)

    def take_keyboard(self) -> None:
        """To the lines."""
        self.lines.setFocus()


def _not_counted(pence: int) -> str:
    taken = " in cuts" if pence < 0 else ""
    return f"{british.pounds(abs(pence))}{taken} proposed, not yet approved and not counted." if pence else ""


def _newest_first(change: BudgetChange) -> Any:
    return -(change.decided_on or change.happened_on).toordinal()
