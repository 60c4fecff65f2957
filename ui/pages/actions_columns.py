"""The columns of the Actions table; each reads the plan of the moment."""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tracker.domain import british, words
from tracker.domain.codes import Lifecycle, OwnColumnKind
from tracker.domain.due import DueDate, DueKind
from tracker.domain.plan import Plan
from tracker.domain.records import (
    Action,
    OwnColumn,
    OwnValue,
    Post,
    link_id,
)
from tracker.domain.rules.lateness import days_late, is_overdue, is_review_overdue
from tracker.domain.rules.states import GRAVEST_FIRST, is_open, standing
from ui.fonts import REGULAR, SEMIBOLD
from ui.pages.actions_found import put_mark
from ui.pages.actions_further import FurtherColumns, month_words, natural
from ui.pages.actions_groups import Standings
from ui.pages.actions_latest import Latest
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.paint import Chip, chip_of, chip_width, draw_chip, draw_moves, overdue_chip, put
from ui.workspace import Workspace

_DATE_WIDE = 76  # from the left of the cell to the chip that says how late
_REFS_LOOKED_AT = 200

GROUPS = (
    ("The action", ("ref", "title", "council", "permanent", "workstream", "priority", "audience")),
    ("Who", ("owner", "holder", "organisation", "parts", "monitored")),
    ("Dates", ("start", "due", "first", "moved", "late", "milestone", "completed")),
    ("How it goes", ("status", "lifecycle", "delivery", "rated", "impact", "rag")),
    ("What was said", ("latest", "updated", "since", "evidence")),
    ("What it is tied to", ("findings", "blocked", "tags", "budget")),
)
"""The columns as the person chooses among them; the council’s own come after these."""


class ActionColumns:
    """Makes the columns for a plan: those of every plan, then the council's own."""

    def __init__(
        self,
        workspace: Workspace,
        standings: Standings,
        latest: Latest,
        is_in_update: Callable[[Action], bool],
    ) -> None:
        self._workspace, self._standings, self._is_in_update = workspace, standings, is_in_update
        self._further = FurtherColumns(workspace, latest)

    @property
    def _plan(self) -> Plan:
        return self._workspace.plan

    @property
    def _day(self) -> date:
        return self._workspace.day

    def make(self) -> tuple[Column[Action], ...]:
        """The columns, in the order shown."""
        owns = sorted(self._plan.all(OwnColumn), key=lambda each: each.position)
        return (*self._usual(), *self._further.make(), *map(self._own, owns))

    def _usual(self) -> tuple[Column[Action], ...]:
        return (
            _column(
                "ref", "Ref", words.shown_ref, ref_width(self._plan), sort=_by_ref, keep=True, muted=True
            ),
            _column(
                "title",
                "Action",
                words.title_shown,
                260,
                stretch=True,
                draw=self._draw_title,
                accessible=self._title_spoken,
                editable=True,
            ),
            _column(
                "owner",
                self._plan.settings.owner_label,
                self._owner,
                176,
                least=124,
                most=270,
                draw=self._draw_owner,
                pickable=True,
                editable=True,
            ),
            _column(
                "due",
                "Due",
                _due,
                146,
                sort=_due_day,
                draw=self._draw_due,
                accessible=self._due_spoken,
                pickable=True,
                pick=_due_month,
                editable=True,
            ),
            _column("moved", "Moved", self._moved, 84, sort=self._slip, draw=self._draw_moved),
            _column(
                "status",
                "Status",
                status,
                158,
                sort=_status_order,
                draw=draw_status,
                keep=True,
                pickable=True,
                editable=True,
            ),
        )

    def _own(self, column: OwnColumn) -> Column[Action]:
        value = partial(self._own_value, column)
        given: dict[str, Any] = {"sort": value, "pickable": column.kind is not OwnColumnKind.NUMBER}
        if column.kind is OwnColumnKind.NUMBER:
            given["sort"] = partial(_number, value)
        if column.kind is OwnColumnKind.DATE:
            given["pick"] = partial(_own_month, value)
        text = partial(_own_words, column, value)
        wide = min(max(120, 40 + 7 * len(column.name)), 220)  # its name is of anybody's length
        return _column(f"own {column.id}", column.name, text, wide, shown=False, editable=True, **given)

    # What they say.

    def _owner(self, action: Action) -> str:
        post = self._plan.find(Post, action.owner_post_id)
        return post.title if post else "No owner" if is_open(action) else ""

    def _own_value(self, column: OwnColumn, action: Action) -> str | None:
        held = self._plan.find(OwnValue, link_id(OwnValue, action.id, column.id))
        return held.value if held else None

    def _due_spoken(self, action: Action) -> str:
        late = days_late(action, self._day)
        if is_overdue(action, self._day):
            return f"due {_due(action)}, {british.plural(late, 'day')} overdue"
        if is_review_overdue(action, self._day):
            return f"{_due(action)}, review overdue"
        return f"due {_due(action)}" if action.due else "no date"

    def _moved(self, action: Action) -> str:
        found = self._standings.moved(action)
        return words.moved_words(found.times, found.days) if found.times else ""

    def _slip(self, action: Action) -> int | None:
        found = self._standings.moved(action)
        return found.days if found.times else None

    # How they are painted.

    def _title_spoken(self, action: Action) -> str:
        found = ", found in an update" if self._is_in_update(action) else ""
        return f"{words.title_shown(action)}{found}"

    def _draw_title(self, painter: QPainter, rect: QRect, action: Action, selected: bool) -> None:
        if self._is_in_update(action):
            rect = put_mark(painter, rect)
        if not action.draft:
            put(painter, rect, words.title_shown(action))
            return
        end = put(painter, rect, words.title_shown(action), colour=tokens().muted)
        put(painter, rect.adjusted(end - rect.x() + px(10), 0, 0, 0), action.title, colour=tokens().muted)

    def _draw_owner(self, painter: QPainter, rect: QRect, action: Action, selected: bool) -> None:
        calm = not is_open(action) or action.owner_post_id is None
        put(painter, rect, self._owner(action), colour=tokens().muted if calm else tokens().text)

    def _draw_due(self, painter: QPainter, rect: QRect, action: Action, selected: bool) -> None:
        t, due = tokens(), action.due
        overdue = is_overdue(action, self._day)
        calm = due is None or not is_open(action) or action.lifecycle is Lifecycle.ON_HOLD
        ongoing = due is not None and due.kind is DueKind.ONGOING
        text = _short_due(due) if due else "No date" if is_open(action) else ""
        weight, colour = SEMIBOLD if overdue else REGULAR, t.muted if calm else t.text
        end = put(painter, rect, text, weight=weight, colour=colour)
        beside = rect.adjusted(max(px(_DATE_WIDE), end - rect.x() + px(8)), 0, 0, 0)
        if overdue:
            chip = overdue_chip(british.plural(days_late(action, self._day), "day"))
            draw_chip(painter, beside.x(), rect.center().y() + 1, chip, width=beside.width())
        elif is_review_overdue(action, self._day):
            put(painter, beside, "review overdue", weight=SEMIBOLD, colour=t.states["off_track"].text)
        elif ongoing:
            put(painter, beside, "review", colour=t.muted)

    def _draw_moved(self, painter: QPainter, rect: QRect, action: Action, selected: bool) -> None:
        found = self._standings.noted(action)  # at first sight of the plan its moves are not read yet
        draw_moves(painter, rect, found.times, found.days)


def _column(key: str, title: str, text: Callable[[Action], str], width: int, **given: Any) -> Column[Action]:
    return Column(key=key, title=title, text=text, width=width, **given)


def _by_ref(action: Action) -> Any:
    return natural(words.shown_ref(action))


def _due(action: Action) -> str:
    return british.due_words(action.due) if action.due else ""


def _short_due(due: DueDate) -> str:
    """What has room beside the chip: “31 Mar 2026”, “Mar 2026”."""
    day = british.short_day(due.last_day)
    return day.split(" ", 1)[1] if due.kind is DueKind.MONTH else day


def _due_day(action: Action) -> date | None:
    return action.due.last_day if action.due else None


def _due_month(action: Action) -> str:
    return month_words(_due_day(action)) or "No date"


def ref_width(plan: Plan) -> int:
    """How wide a column has to be for the references of actions: the first some hundred and the newest."""
    actions = plan.all(Action)
    some = (*islice(actions, _REFS_LOOKED_AT), *list(actions)[-1:])
    longest = max((len(words.shown_ref(each)) for each in some), default=0)
    return min(max(16 + 8 * longest, 48), 112)


def status(action: Action) -> str:
    """The one word shown for an action."""
    return words.label(standing(action))


def _status_order(action: Action) -> int:
    return GRAVEST_FIRST.index(standing(action))


def draw_status(painter: QPainter, rect: QRect, action: Action, selected: bool) -> None:
    """The chip of that word, in a shorter one where the cell is narrow."""
    chip = chip_of(action)
    if chip_width(chip) > rect.width() and action.lifecycle in _SHORT:
        chip = Chip(_SHORT[action.lifecycle], chip.tone, chip.mark)
    draw_chip(painter, rect.x(), rect.center().y() + 1, chip, width=rect.width())


# Where the whole label has no room; Complete never stands bare.
_SHORT = {Lifecycle.COMPLETE: "Evidence awaited", Lifecycle.EMBEDDED: "Embedded"}


def _own_words(column: OwnColumn, value: Callable[[Action], str | None], action: Action) -> str:
    held = value(action)
    if held and column.kind is OwnColumnKind.DATE:
        return british.short_day(date.fromisoformat(held))
    return held or ""


def _own_month(value: Callable[[Action], str | None], action: Action) -> str:
    held = value(action)
    return month_words(date.fromisoformat(held)) if held else ""


def _number(value: Callable[[Action], str | None], action: Action) -> float | None:
    held = value(action)
    return float(held) if held else None
