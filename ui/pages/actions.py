"""The Actions page: every action of the plan, grouped, filtered and sorted, the selected one in the panel."""

from bisect import insort
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget

from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import (
    Action,
    ActionFinding,
    ActionOrigin,
    ActionTag,
    Away,
    BudgetChange,
    BudgetLine,
    DateChange,
    Finding,
    Holding,
    LineAction,
    LineWorkstream,
    Organisation,
    OwnColumn,
    OwnValue,
    Part,
    Person,
    PlanSettings,
    Post,
    RagRule,
    Tag,
    Workstream,
)
from tracker.domain.rules.action_words import words_of
from tracker.domain.rules.order import in_plan_order, plan_order
from tracker.domain.rules.query_conditions import Test
from tracker.domain.words import shown_ref
from ui.opening import Offer
from ui.pages.actions_columns import GROUPS, ActionColumns
from ui.pages.actions_editing import Editing
from ui.pages.actions_foot import Foot
from ui.pages.actions_found import Elsewhere
from ui.pages.actions_groups import Groups, Standings
from ui.pages.actions_latest import Latest
from ui.pages.actions_look import Look
from ui.pages.actions_narrowing import Narrowing
from ui.pages.actions_several import Ordering
from ui.pages.actions_views import PageViews
from ui.pages.evidence_drop import EvidenceDrop
from ui.pages.page import Page
from ui.theme import px
from ui.widgets.columns import Grouping
from ui.widgets.frames import Card, Empty, Segments, button, row
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow

# A record of these changes the row of the action it names; of the others, any number of rows.
_OF_ONE = (DateChange, ActionFinding, Part, ActionTag, OwnValue, LineAction)
_OF_MANY = (
    *(Post, Organisation, Holding, Person, Away, Workstream, Finding, Tag),
    *(RagRule, ActionOrigin, BudgetLine, BudgetChange),
)
_MONEY = (BudgetLine, BudgetChange, LineAction, LineWorkstream, Workstream)
_AT_ONCE = 400  # rows whose texts are worked out at the first key without being felt


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
        self._latest = Latest(self._workspace)
        self._editing = Editing(self)
        self._ordering = Ordering(self)
        self._work: Iterator[Any] = iter(())
        self._is_ready = False
        self._selected = 0
        self.look = Look(self)
        self._rows: RowsModel[Action] | None = None
        self._build()

    # What it is made of.

    def _build(self) -> None:
        self.ways = Segments("Rows", [("grouped", "By workstream"), ("flat", "Flat")])
        self.ways.changed.connect(self.regroup)
        self._add = button("Add action", icon_name="plus", press=self._add_pressed)
        self.head.at_right.addWidget(self.ways)
        self.head.at_right.addWidget(self._add)
        self.narrowing = Narrowing(self._workspace, self.look.kept["query"])
        self.narrowing.changed.connect(self._narrowed)
        self.narrowing.worded.connect(self._filtered)
        self.narrowing.left.connect(self.take_keyboard)
        self.filter = self.narrowing.field
        self._elsewhere = Elsewhere(self._workspace, self)
        self._elsewhere.found.connect(self._found_elsewhere)
        self._columns = button("Columns", "ghost", icon_name="columns-3", press=self.choose_columns)
        self.views = PageViews(self)
        self.head.beside.addWidget(self.views.bar)
        tools = (self.narrowing.help, self.narrowing.button, self.views.button, self._columns)
        bar = row(self.filter, *tools, gap=4)
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
        self.foot = Foot(self._workspace, self._standings, self._groups)
        card = Card()
        card.body.addLayout(bar)
        card.body.addWidget(self._stack, 1)
        card.body.addWidget(self.foot)
        self.body.addWidget(card)

    def _make_table(self) -> None:
        """The table for the columns of the moment."""
        self._rows = RowsModel(
            ActionColumns(self._workspace, self._standings, self._latest, self._is_in_update).make(),
            key=_id,
            also=self._words,
            parent=self,
        )
        self.narrowing.ask_of(self._rows)
        self.grid: Grid[Action] = Grid(self._rows, "Actions", sheet=True, several=True)
        self._ordering.attach(self.grid)
        self.grid.moved.connect(self._moved)
        self.grid.selection_changed.connect(self._selection_changed)
        self.grid.opened.connect(self._opened)
        self.grid.edit_wanted.connect(self._editing.begin)
        self.grid.typed.connect(self.filter.begin)
        self.grid.menu_wanted.connect(self._show_menu)
        EvidenceDrop(self.window_, self.grid)
        self._stack.addWidget(self.grid)
        self._rows.set_grouping(self._grouping())
        self.look.put_back()
        for news in (self.grid.layout_changed, self._rows.headerDataChanged, self._rows.values_changed):
            news.connect(self._remember)
        self._rows.modelReset.connect(self._count)
        self._rows.dataChanged.connect(self._count)
        self._latest.follow(self.grid)

    def _make_table_anew(self, rows: RowsModel[Action]) -> None:
        """There are other columns, or other names for them: all else stays, the keyboard too."""
        grid, folded, had_keyboard = self.grid, rows.folded, self.grid.hasFocus()
        current, column = grid.current, grid.current_column
        self.look.keep_now()
        self._stack.removeWidget(grid)
        self._make_table()
        grid.deleteLater()
        rows.deleteLater()
        for key in folded:
            self.table.fold(key, True)
        self._fill()
        self._show_stack()  # before a column is gone to: only then it has its width
        if current is not None:
            self.grid.go_to(current.id, column)
        if had_keyboard:
            self.take_keyboard()

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
        self.narrowing.look_again(changes)
        if rows is None:
            self._make_table()
            self._fill()
            self.views.restore()
        elif not changes.kinds.isdisjoint((OwnColumn, PlanSettings)):
            self._make_table_anew(rows)
        elif changes.touched(*_OF_MANY):
            self._fill()
        elif changes.touched(Action, *_OF_ONE):
            self._change(rows, changes)
        self._latest.hear(changes)
        if changes.touched(PlanSettings):
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
        self._look_for_phrases()
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
        self._look_for_phrases()
        self._filtered(self.narrowing.query.text)

    # Groups.

    def _grouping(self) -> Grouping[Action] | None:
        return None if self.ways.chosen == "flat" else self._groups.grouping()

    def regroup(self) -> None:
        """Group the rows, or show them flat, as is chosen above the table."""
        self.table.set_grouping(self._grouping())
        self._remember()

    # Narrowing.

    def _words(self, action: Action) -> str:
        return words_of(self._plan, action, self._workspace.day)

    @property
    def _has_words(self) -> bool:
        """Whether the texts of all rows are there, or few enough to be worked out at once."""
        return self._is_ready or self.table.total <= _AT_ONCE

    def _test(self) -> Test | None:
        return self.narrowing.test(with_phrases=self._has_words)

    def _look_for_phrases(self) -> None:
        """Rows have other texts now."""
        if self.narrowing.has_phrases:
            self.table.set_test(self._test())

    def _filtered(self, text: str) -> None:
        if self._rows is not None and self._has_words:
            self.table.set_filter(text)
            self._elsewhere.look_for(text)
            self._show_stack()
            self._count()
            self.views.look()

    def _narrowed(self) -> None:
        if self._rows is not None:
            self.table.set_test(self._test())
            self._show_stack()
            self._count()
            self._remember()

    def _found_elsewhere(self, ids: Collection[str]) -> None:
        self.table.set_found_elsewhere(ids)
        self._show_stack()

    def _is_in_update(self, action: Action) -> bool:
        return self.table.is_found_elsewhere(action.id)

    def show_all(self) -> None:
        """Take away all that hides actions."""
        self.look.use({"values": {}, "query": ""})
        self.views.leave()

    # Below the table, or in its place.

    def _show_stack(self) -> None:
        self._none.button.setVisible(not self._workspace.read_only)
        place = 0 if not self.table.total else 2 if self.table.shown else 1
        focused = self.grid.hasFocus()
        self._stack.setCurrentIndex(place)
        if focused and place != 2:
            self.filter.setFocus()

    def _count(self) -> None:
        self.foot.count(self.table, self.narrowing.query.faults)

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
                self.grid.go_to(record_id)
        return True

    def show_changed(self, action_ids: Sequence[str]) -> None:
        """Go to the first of them that is in the table; what is selected stays where one of them is in it."""
        there = [each for each in action_ids if self._plan.find(Action, each) is not None]
        lines = self.table.lines_of(there)
        if not set(there).isdisjoint(self.grid.selected_keys):
            self.grid.scrollTo(self.grid.currentIndex())
        elif lines:
            self.grid.go_to(self.table.key_at(lines[0]))
        elif there:
            self._say_hidden(there)

    def _say_hidden(self, action_ids: Sequence[str]) -> None:
        ref, others = shown_ref(self._plan.get(Action, action_ids[0])), len(action_ids) - 1
        changed = f"{ref} and {others:,} more" if others else ref
        self.window_.say(
            f"This changed {changed}, which the table does not show as it is now.",
            "note",
            Offer(f"Show {ref}", partial(self.show_record, action_ids[0])),
        )

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
            self.foot.right.setText(f"{selected} selected" if selected else "")

    def _opened(self, action: Action, column: str) -> None:
        """Enter: the panel; where that is open already, edit the cell."""
        if not self.window_.panel_is_open:
            self.window_.open_panel(True, action.id)
        else:
            self._editing.begin(action, column)

    # What the window asks.

    def show_part(self, part: str) -> None:
        """Show only the actions of this query, such as “due:none”."""
        self.show_all()
        self.narrowing.set_text(part)

    def to_filter(self) -> None:
        """The keyboard to the filter."""
        self.filter.setFocus()
        self.filter.edit.selectAll()

    def edit(self) -> None:
        """Edit the cell that has the keyboard, on a reference all of its action, on its line a workstream."""
        if (action := self.grid.current) is None:
            self._editing.begin_head()
        elif self.grid.current_column == "ref":
            self.window_.commands.run("edit_all")
        else:
            self._editing.begin(action, self.grid.current_column)

    def remove(self) -> None:
        """Remove the selected action if it was a mistake."""
        from ui.dialogs.actions import remove_action

        if not self.selected_actions():
            raise TrackerError("Select the action that was a mistake first.")
        remove_action(self.window_)

    def choose_columns(self) -> None:
        """Choose the columns and their order, the table in sight."""
        from ui.dialogs.columns import ColumnsDialog

        ColumnsDialog(self.window_, self.grid, GROUPS).exec()

    def take_keyboard(self) -> None:
        """The keyboard to the table."""
        (self.grid if self._stack.currentIndex() == 2 else self.filter).setFocus()

    def _show_menu(self, where: QPoint) -> None:
        self.pop_up(_MENU if len(self.selected_actions()) < 2 else _MENU_OF_SEVERAL, where)

    def _add_pressed(self) -> None:
        self.window_.commands.run("add_action")

    def _remember(self) -> None:
        self.look.remember()
        self.views.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown, or the window closes."""
        super().hideEvent(event)
        self.look.keep_now()


_MENU = (
    *("add_update", "edit", "edit_all", "ask_for_date", "decide_date", ""),
    *("start", "complete", "close_action", "hold", "withdraw", ""),
    *("add_evidence", "parts", "milestones", "tags", "split", "merge", "move_to_workstream", ""),
    *("copy_rows", "paste_rows", "duplicate", "", "remove"),
)
_MENU_OF_SEVERAL = (
    *("change_several", "copy_down", "move_to_workstream", "merge", ""),
    *("copy_rows", "paste_rows", "duplicate"),
)


def _id(action: Action) -> str:
    return action.id


def _place(action: Action | None) -> tuple[str | None, int] | None:
    """What its place in the plan's order rests on."""
    return (action.workstream_id, action.position) if action is not None else None
