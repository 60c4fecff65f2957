"""The Actions page: every action of the plan, grouped, filtered and sorted, the selected one in the panel."""

from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QStackedWidget

from tracker.domain import british
from tracker.domain.plan import Plan
from tracker.domain.records import (
    Action,
    ActionFinding,
    ActionOrigin,
    ActionTag,
    BudgetChange,
    BudgetLine,
    DateChange,
    Finding,
    LineAction,
    LineWorkstream,
    Organisation,
    OwnColumn,
    OwnValue,
    Part,
    PlanSettings,
    Post,
    RagRule,
    Tag,
    Workstream,
)
from tracker.domain.rules.order import in_plan_order, plan_order
from ui.pages import actions_filters
from ui.pages.actions_columns import ActionColumns
from ui.pages.actions_groups import Groups, Standings
from ui.pages.page import Page
from ui.theme import px
from ui.widgets.filter_field import FilterField
from ui.widgets.frames import Card, Empty, Segments, button, label, row
from ui.widgets.grid import Grid
from ui.widgets.rows import Grouping, RowsModel
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow

# A record of these changes the row of the action it names; of the others, any number of rows.
_OF_ONE = (DateChange, ActionFinding, Part, ActionTag, OwnValue, LineAction)
_OF_MANY = (Post, Organisation, Workstream, Finding, Tag, RagRule, ActionOrigin, BudgetLine, BudgetChange)
_MONEY = (BudgetLine, BudgetChange, LineAction, LineWorkstream, Workstream)
_AT_ONCE = 400  # rows whose texts are worked out at the first key without being felt
_A_TURN = 500  # rows counted in a slice's turn
_KEPT = "actions"


class ActionsPage(Page):
    """A table of actions; typing narrows it, F2 edits, Enter opens the panel."""

    title = "Actions"
    shows_panel = True

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._workspace = window.workspace
        self._standings = Standings(self._workspace)
        self._groups = Groups(self._workspace, self._standings)
        self._work: Iterator[Any] = iter(())
        self._footing: Iterator[Any] = iter(())
        self._is_ready = False
        self._typed = ""
        self._selected = 0
        self._narrowing = actions_filters.Narrowing(())
        self._kept: dict[str, Any] = window.preferences.get(_KEPT, {})
        self._on: dict[str, str] = dict(self._kept.get("filters", {"status": "in_plan"}))
        self._rows: RowsModel[Action] | None = None
        self._build()

    # What it is made of.

    def _build(self) -> None:
        self.ways = Segments("Rows", [("grouped", "By workstream"), ("flat", "Flat")])
        self.ways.choose("flat" if self._kept.get("flat") else "grouped")
        self.ways.changed.connect(self._regroup)
        self._add = button("Add action", icon_name="plus", press=self._add_pressed)
        self.head.at_right.addWidget(self.ways)
        self.head.at_right.addWidget(self._add)
        self.filter = FilterField("Filter actions")
        self.filter.filtered.connect(self._filtered)
        self.filter.dropped.connect(self._drop)
        self.filter.left.connect(self.take_keyboard)
        self._narrow = button("Filters", "ghost", icon_name="funnel", press=self._show_filters)
        self._columns = button("Columns", "ghost", icon_name="columns-3", press=self.choose_columns)
        bar = row(self.filter, self._narrow, self._columns, gap=4)
        bar.setContentsMargins(px(8), px(8), px(8), px(8))
        bar.setStretch(0, 1)
        self._none = Empty(
            "No actions yet",
            "Add the first one here, or add a letter: each of its areas becomes a draft action.",
            "Add action",
            icon_name="list-checks",
        )
        self._none.pressed.connect(self._add_pressed)
        self._unfound = Empty(
            "No action fits",
            "Other actions are hidden by what you typed or chose.",
            "Show all",
            icon_name="search-x",
        )
        self._unfound.pressed.connect(self.show_all)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self._unfound)
        self.foot, self.foot_right = label("", 13, muted=True, wrap=True), label("", 13, muted=True)
        foot = row(self.foot, self.foot_right, gap=12)
        foot.setStretch(0, 1)
        foot.setContentsMargins(px(16), 0, px(16), 0)
        card = Card()
        card.body.addLayout(bar)
        card.body.addWidget(self._stack, 1)
        card.body.addLayout(foot)
        self.foot.setMinimumHeight(px(34))
        self.body.addWidget(card)

    def _make_table(self) -> None:
        """The table for the columns of the moment; made anew when the council's own columns change."""
        if self._rows is not None:
            self._stack.removeWidget(self.grid)
            self.grid.deleteLater()
            self._rows.deleteLater()
        self._rows = RowsModel(ActionColumns(self._workspace, self._standings).make(), key=_id, parent=self)
        self.grid: Grid[Action] = Grid(self._rows, "Actions")
        self.grid.moved.connect(self._moved)
        self.grid.selection_changed.connect(self._selection_changed)
        self.grid.opened.connect(self._opened)
        self.grid.typed.connect(self.filter.begin)
        self.grid.menu_wanted.connect(self._show_menu)
        self._stack.addWidget(self.grid)
        if kept := self._kept.get("columns"):
            self.grid.choose_columns(tuple(kept))
        self._rows.set_grouping(self._grouping())
        self._rows.sort_by(*self._kept.get("sort", ("", False)))
        self._rows.headerDataChanged.connect(self._sorted)
        self._rows.modelReset.connect(self._count)
        self._rows.dataChanged.connect(self._count)

    # The plan as it stands.

    @property
    def table(self) -> RowsModel[Action]:
        """The rows; made when the page is first shown."""
        rows = self._rows
        assert rows is not None
        return rows

    @property
    def message(self) -> str:
        """What stands in the place of the table; "" where it is shown."""
        shown = self._stack.currentWidget()
        return shown.title.text() if isinstance(shown, Empty) else ""

    @property
    def _plan(self) -> Plan:
        return self._workspace.plan

    def refresh(self, changes: Changes) -> None:
        """Take in what changed."""
        rows = self._rows
        self._narrowing.look_at(self._plan, self._workspace.day)
        if rows is None or changes.touched(OwnColumn, PlanSettings):
            self._make_table()
            self._fill()
        elif changes.touched(*_OF_MANY):
            self._fill()
        elif changes.touched(Action, *_OF_ONE):
            self._change(rows, changes)
        if changes.touched(PlanSettings):
            self._show_tokens()
            word = self._plan.settings.workstream_label
            self.ways.setAccessibleDescription(f"Rows by {word.lower()}, or all in one list")
        self._add.setEnabled(not self._workspace.read_only)
        self._add.setToolTip(self._workspace.read_only)
        self._show_stack()

    def _fill(self) -> None:
        """All rows anew, in the plan's order."""
        ordered = in_plan_order(self._plan, self._plan.all(Action))
        known = self.table.total > 0
        self._is_ready = False
        self.table.set_test(self._test())
        self.table.set_rows(ordered)
        if known:
            self.table.change_rows(ordered)
        self._prepare(ordered)

    def _with(self, rows: RowsModel[Action], ids: set[str], actions: Collection[Action]) -> list[Action]:
        """The rows without those of `ids`, but with these actions, new or moved, in the plan’s order."""
        ordered = [row for row in rows.every_row() if row.id not in ids]
        place = plan_order(self._plan)
        for each in actions:
            insort(ordered, each, key=place)
        return ordered

    def _change(self, rows: RowsModel[Action], changes: Changes) -> None:
        """Only the rows that may look different; all of them where that cannot be told."""
        plan = self._plan
        ids = set(changes.ids(Action))
        for kind in _OF_ONE:
            for record_id in changes.ids(kind):
                found: Any = plan.find(kind, record_id)
                if found is None:
                    self._fill()
                    return
                ids.add(found.action_id)
        there = [action for each in ids if (action := plan.find(Action, each)) is not None]
        for _ in self._standings.note(there):
            pass
        if all(_place(rows.row_of(each.id)) == _place(each) for each in there):
            rows.change_rows(there, ids - {action.id for action in there})
        else:
            rows.set_rows(self._with(rows, ids, there))
        if not self._is_ready:
            self._prepare(plan.all(Action))
        elif changes.touched(*_MONEY):
            self._prepare(there)

    def _prepare(self, actions: Collection[Action]) -> None:
        """What the table can do without at first, in slices: counts, budgets, searchable texts."""
        self._workspace.slices.drop(self._work)
        self._work = self._prepared(actions)
        self._workspace.slices.add(self._work, of=self)

    def _prepared(self, actions: Collection[Action]) -> Iterator[None]:
        yield from self._standings.note(actions)
        yield from self._groups.add_up()
        self.table.set_grouping(self._grouping())
        yield from self.table.prepare()
        self._is_ready = True
        self.table.set_filter(self._typed)

    # Groups.

    def _grouping(self) -> Grouping[Action] | None:
        return None if self.ways.chosen == "flat" else self._groups.grouping()

    def _regroup(self) -> None:
        self.table.set_grouping(self._grouping())
        self._keep("flat", self.ways.chosen == "flat")

    # Narrowing.

    def _kinds(self) -> tuple[actions_filters.Kind, ...]:
        return actions_filters.kinds(self._plan, self._workspace.session.actor.name)

    def _test(self) -> actions_filters.Narrowing | None:
        self._narrowing = actions_filters.Narrowing(actions_filters.chosen(self._kinds(), self._on))
        self._narrowing.look_at(self._plan, self._workspace.day)
        return self._narrowing if self._narrowing.is_on else None

    def _filtered(self, text: str) -> None:
        self._typed = text
        if self._rows is not None and (self._is_ready or self.table.total <= _AT_ONCE):
            self.table.set_filter(text)
            self._show_stack()

    def narrow(self, kind: str, choice: str) -> None:
        """Show only actions of this choice of `actions_filters`; "" shows all again."""
        self._on = {key: value for key, value in self._on.items() if key != kind}
        if choice:
            self._on[kind] = choice
        self._keep("filters", self._on)
        self._show_tokens()
        self.table.set_test(self._test())
        self._show_stack()

    def _show_tokens(self) -> None:
        on = actions_filters.chosen(self._kinds(), self._on)
        self.filter.show_tokens([(kind.key, kind.title, choice.words) for kind, choice in on])

    def _drop(self, kind: str) -> None:
        self.narrow(kind, "")

    def _show_filters(self) -> None:
        menu = QMenu(self)
        for kind in self._kinds():
            inner = menu.addMenu(kind.title)
            for choice in kind.choices:
                act = inner.addAction(choice.words[:1].upper() + choice.words[1:])
                act.setCheckable(True)
                act.setChecked(self._on.get(kind.key) == choice.key)
                act.setData((kind.key, choice.key))
        menu.triggered.connect(self._filter_chosen)
        menu.exec(self._narrow.mapToGlobal(QPoint(0, self._narrow.height() + px(2))))
        menu.deleteLater()

    def _filter_chosen(self, act: QAction) -> None:
        kind, choice = act.data()
        self.narrow(kind, choice if act.isChecked() else "")

    def show_all(self) -> None:
        """Take away all that hides actions."""
        self._on = {}
        self._keep("filters", {})
        self._show_tokens()
        self.filter.edit.clear()
        self.table.set_test(None)
        self._show_stack()

    # Below the table, or in its place.

    def _show_stack(self) -> None:
        self._none.button.setVisible(not self._workspace.read_only)
        place = 0 if not self.table.total else 2 if self.table.shown else 1
        focused = self.grid.hasFocus()
        self._stack.setCurrentIndex(place)
        if focused and place != 2:
            self.filter.setFocus()

    def _count(self) -> None:
        self._workspace.slices.drop(self._footing)
        self._footing = self._counted()
        self._workspace.slices.add(self._footing, of=self)

    def _counted(self) -> Iterator[None]:
        yield
        shown = self.table.rows()
        counts: Counter[str] = Counter()
        overdue = 0
        for start in range(0, len(shown), _A_TURN):
            yield
            some = shown[start : start + _A_TURN]
            counts.update(dict(self._standings.states(some)))
            overdue += self._standings.overdue(some)
        risks = [f"{counts[key]:,} {words}" for key, words in _RISKS if counts.get(key)]
        told = (
            f"{len(shown):,} of {british.plural(self.table.total, 'action')}",
            f"{british.pounds(self._groups.budget)} revised budget" if self._groups.budget else "",
            f"{overdue:,} overdue" if overdue else "",
            ", ".join(risks),
        )
        self.foot.setText("     ".join(filter(None, told)))

    # Selection.

    def selected_actions(self) -> list[Action]:
        """The row that has the keyboard."""
        return self.grid.selected if self._rows is not None else []

    def show_record(self, record_id: str) -> bool:
        """Select the action; what hides it is taken away."""
        if self._plan.find(Action, record_id) is None:
            return False
        if not self.grid.go_to(record_id):
            stream = self._plan.get(Action, record_id).workstream_id
            self.table.fold(stream, False)  # type: ignore[arg-type]
            if not self.grid.go_to(record_id):
                self.show_all()
                self.table.set_filter("")
                self._show_stack()
                self.grid.go_to(record_id)
        return True

    def _moved(self, action: Action | None) -> None:
        if action is not None:
            self.window_.show_panel(action.id)
        else:
            self._selection_changed()  # the row is hidden now, of which Qt sends no other news

    def _selection_changed(self) -> None:
        selected = len(self.grid.selected)
        if selected != self._selected:  # which one it is matters to no command; this runs at every key
            self._selected = selected
            self.window_.refresh_commands()
            self.foot_right.setText(f"{selected} selected" if selected else "")

    def _opened(self, action: Action, column: str) -> None:
        """Enter and double click: the panel; where that is open already, edit what was clicked."""
        if not self.window_.panel_is_open:
            self.window_.open_panel(True, action.id)
        elif column == "due" and action.first_due:
            self.window_.commands.run("ask_for_date")
        elif column.startswith("own "):
            self._edit_with("ui.dialogs.ties", "own_value", column.removeprefix("own "))
        else:
            self._edit_with("ui.dialogs.actions", "edit_action", _FIELD_OF.get(column, ""))

    def _edit_with(self, module: str, function: str, what: str) -> None:
        from importlib import import_module

        with self.window_.told():
            if self._workspace.read_only:
                self.window_.say(self._workspace.read_only)
            else:
                getattr(import_module(module), function)(self.window_, what)

    # What the window asks.

    def show_part(self, part: str) -> None:
        """Show only the actions of one choice of the filters: its kind and its key, such as “due none”."""
        self.show_all()
        self.narrow(*part.split(" ", 1))

    def to_filter(self) -> None:
        """The keyboard to the filter."""
        self.filter.setFocus()
        self.filter.edit.selectAll()

    def edit(self) -> None:
        """Edit the selected action."""
        if self.selected_actions():
            self._edit_with("ui.dialogs.actions", "edit_action", "")

    def remove(self) -> None:
        """Remove the selected action if it was a mistake."""
        from ui.dialogs.actions import remove_action

        if self.selected_actions():
            remove_action(self.window_)

    def choose_columns(self) -> None:
        """A list of the columns to tick."""
        menu = _StayingMenu(self)
        for column in self.table.columns:
            if not column.keep and not column.stretch:
                act = menu.addAction(column.title)
                act.setCheckable(True)
                act.setChecked(column.key in self.grid.chosen_columns)
                act.setData(column.key)
        menu.triggered.connect(self._column_chosen)
        menu.exec(self._columns.mapToGlobal(QPoint(0, self._columns.height() + px(2))))
        menu.deleteLater()

    def _column_chosen(self, act: QAction) -> None:
        wanted = (
            {*self.grid.chosen_columns, act.data()}
            if act.isChecked()
            else set(self.grid.chosen_columns) - {act.data()}
        )
        keys = tuple(column.key for column in self.table.columns if column.key in wanted)
        self.grid.choose_columns(keys)
        self._keep("columns", list(keys))

    def take_keyboard(self) -> None:
        """The keyboard to the table."""
        (self.grid if self._stack.currentIndex() == 2 else self.filter).setFocus()

    def _show_menu(self, where: QPoint) -> None:
        self.pop_up(_MENU, where)

    def _add_pressed(self) -> None:
        self.window_.commands.run("add_action")

    def _sorted(self) -> None:
        self._keep("sort", list(self.table.sorted_by))

    def _keep(self, what: str, value: Any) -> None:
        self._kept = {**self._kept, what: value}
        self.window_.preferences.keep(_KEPT, self._kept)


class _StayingMenu(QMenu):
    """A menu that stays open while several things are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        act = self.activeAction()
        if act is not None and act.isCheckable():
            act.trigger()
        else:
            super().mouseReleaseEvent(event)


_RISKS = (("off_track", "off track"), ("at_risk", "at risk of delay"))
_FIELD_OF = {"title": "title", "owner": "owner_post_id", "due": "due", "workstream": "workstream_id"}
_MENU = (
    *("add_update", "edit", "ask_for_date", "decide_date", ""),
    *("start", "complete", "close_action", "hold", "withdraw", ""),
    *("add_evidence", "parts", "milestones", "tags", "split", "merge", "", "remove"),
)


def _id(action: Action) -> str:
    return action.id


def _place(action: Action | None) -> tuple[str | None, int] | None:
    """What its place in the plan's order rests on."""
    return (action.workstream_id, action.position) if action is not None else None
