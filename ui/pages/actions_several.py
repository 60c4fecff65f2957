"""Rows of the Actions table as rows of a spreadsheet: put in order, duplicated, copied down."""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from tracker.domain import british
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Action, ActionTag, OwnColumn, OwnValue, Tag, link_id
from tracker.domain.rules.order import in_plan_order
from tracker.domain.words import shown_ref
from ui.opening import Offer
from ui.widgets.grid import Grid

if TYPE_CHECKING:
    from tracker.domain.rules.bulk import Wanted
    from ui.main_window import MainWindow
    from ui.pages.actions import ActionsPage

_FIELD_OF = {
    "owner": "owner_post_id",
    "workstream": "workstream_id",
    "priority": "priority",
    "monitored": "monitored_at",
    "start": "start_on",
    "due": "due",
}

_MOST_COPIES = 100


class Ordering(QObject):
    """Puts rows of the Actions page where they were dropped, or moved to by keys."""

    def __init__(self, page: "ActionsPage") -> None:
        super().__init__(page)
        self._page = page

    def attach(self, grid: Grid[Action]) -> None:
        """Be responsible for this table of the page."""
        workspace = self._page.window_.workspace
        grid.set_movable(workspace is not None and not workspace.read_only)
        grid.rows_dropped.connect(self._dropped)

    def _dropped(self, keys: Sequence[str], before_id: str | None, group: Hashable | None) -> None:
        from tracker.domain.commands import PlaceActions  # not before the first row is dropped

        window, table = self._page.window_, self._page.table
        assert window.workspace is not None
        plan = window.workspace.plan
        if table.sorts:
            self._say_sorted()
            return
        before = plan.find(Action, before_id)
        if before is not None:
            stream = before.workstream_id
        elif table.lines_of_groups():
            stream = str(group) if group is not None else None
        else:  # at the end of a flat list
            last = next((each for each in reversed(table.rows()) if each.id not in keys), None)
            stream = last.workstream_id if last else None
        moved = in_plan_order(plan, (plan.get(Action, each) for each in keys))
        command = PlaceActions(
            ids=tuple(each.id for each in moved), workstream_id=stream, before_id=before_id
        )
        window.do(command)

    def _say_sorted(self) -> None:
        table = self._page.table
        title = next(each.title for each in table.columns if each.key == table.sorts[0][0])
        self._page.window_.say(
            f"The rows are sorted by “{title}”. To put them in an order of your own, show the plan’s first.",
            "note",
            Offer("Show the plan’s order", self._unsort),
        )

    def _unsort(self) -> None:
        self._page.table.sort_by("")
        self._page.window_.say("")


# What the menus do.


def duplicate_actions(window: "MainWindow") -> None:
    """A copy behind each of the selected actions; the first copy is selected."""
    from tracker.domain.commands.refusing import refuse
    from tracker.domain.commands.several import duplicate

    assert window.workspace is not None
    actions = window.selected_actions()
    if len(actions) > _MOST_COPIES:
        refuse(
            f"At most {_MOST_COPIES} actions can be duplicated at once, and {len(actions):,} are selected."
        )
    command, ids = duplicate(window.workspace.plan, actions)
    if window.do(command) is not None:
        window.go("actions", ids[0])


def copy_down(window: "MainWindow") -> None:
    """What the first selected action has in the column at hand, to the others; to a single one from the row
    above. Where a rule asks why, or stands against it, the form for several shows what becomes of each."""
    from tracker.domain.commands.several import Said, change_several
    from tracker.domain.rules.bulk import judged
    from ui.dialogs.bulk import BulkForm, preset, record, refuse_many
    from ui.pages.actions import ActionsPage
    from ui.reading import Reading

    page, workspace = window.page, window.workspace
    assert workspace is not None
    if not isinstance(page, ActionsPage):
        raise TrackerError("Copying down is for the table of actions: go there first.")
    first, *others = _first_and_others(page)
    refuse_many(others)
    column = next(each for each in page.table.columns if each.key == page.grid.current_column)
    wanted, values = _of_first(workspace.plan, first, others, column.key, column.title)
    lines = list(judged(Reading(workspace), others, wanted, workspace.day))
    if any(each.asks_reason or each.refused for each in lines):
        form = BulkForm(window, workspace, others)
        record(window, preset(form, values))
    elif not any(each.changes for each in lines):
        raise TrackerError(f"{column.title}: {column.text(first)} is what they have already.")
    elif window.do(change_several(workspace.plan, wanted, lines, Said())) is not None:
        count = british.plural(sum(each.changes for each in lines), "action")
        window.status_line.tell(f"{column.title} copied to {count}: {column.text(first) or 'nothing'}")


def _first_and_others(page: "ActionsPage") -> list[Action]:
    selected = page.grid.selected
    if len(selected) == 1:
        above = page.table.row_at(page.table.line_of(selected[0].id) - 1)
        if above is None:
            raise TrackerError("There is no action above this one to copy from. Select several with Shift.")
        return [above, *selected]
    if not selected:
        raise TrackerError("Select an action first.")
    return selected


def _of_first(
    plan: Plan, first: Action, others: Sequence[Action], key: str, title: str
) -> tuple["Wanted", dict[str, Any]]:
    """What the others are to have of the first in a column: as it is judged, and as the form shows it."""
    from tracker.domain.rules.bulk import Wanted

    if key == "tags":
        held = [tie.tag_id for tie in plan.by(ActionTag, "action_id", first.id)]
        more = {tie.tag_id for each in others for tie in plan.by(ActionTag, "action_id", each.id)}
        names = tuple(plan.get(Tag, each).name for each in held)
        return Wanted(tags_on=names, tags_off=tuple(more.difference(held))), {}
    if key.startswith("own "):
        own = plan.get(OwnColumn, key.removeprefix("own "))
        kept = plan.find(OwnValue, link_id(OwnValue, first.id, own.id))
        return Wanted(own={own.id: kept.value if kept else ""}), {}
    if key not in _FIELD_OF:
        raise TrackerError(f"“{title}” cannot be copied down: each action has its own.")
    field = _FIELD_OF[key]
    value = getattr(first, field)
    if value in (None, ""):
        raise TrackerError(f"{shown_ref(first)} has nothing under “{title}” to copy.")
    return Wanted(values={field: value}), {field: value}
