"""The columns of the Actions table; each reads the plan of the moment."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tracker.domain import british, words
from tracker.domain.codes import Impact, Lifecycle, OwnColumnKind, Priority
from tracker.domain.due import DueDate, DueKind
from tracker.domain.plan import Plan
from tracker.domain.record_words import field_label
from tracker.domain.records import (
    Action,
    ActionFinding,
    ActionTag,
    Finding,
    LineAction,
    OwnColumn,
    OwnValue,
    Part,
    Post,
    Tag,
    Workstream,
    link_id,
)
from tracker.domain.rules.lateness import days_late, is_overdue, is_review_overdue
from tracker.domain.rules.lineage import first_due
from tracker.domain.rules.money import action_money
from tracker.domain.rules.order import ref_key
from tracker.domain.rules.owners import contributors
from tracker.domain.rules.rag import rag
from tracker.domain.rules.states import is_open, standing
from ui.fonts import REGULAR, SEMIBOLD
from ui.pages.actions_groups import STATES, Standings
from ui.theme import px, tokens
from ui.widgets.paint import Chip, chip_of, chip_width, draw_chip, draw_moves, overdue_chip, put
from ui.widgets.rows import Column
from ui.workspace import Workspace

_DATE_WIDE = 76  # from the left of the cell to the chip that says how late
_REFS_LOOKED_AT = 200
_DIGITS = re.compile("[0-9]+|[^0-9]+")


class ActionColumns:
    """Makes the columns for a plan: those of every plan, then the council's own."""

    def __init__(self, workspace: Workspace, standings: Standings) -> None:
        self._workspace, self._standings = workspace, standings

    @property
    def _plan(self) -> Plan:
        return self._workspace.plan

    @property
    def _day(self) -> date:
        return self._workspace.day

    def make(self) -> tuple[Column[Action], ...]:
        """The columns, in the order shown."""
        owns = sorted(self._plan.all(OwnColumn), key=lambda each: each.position)
        return (*self._usual(), *self._further(), *map(self._own, owns))

    def _usual(self) -> tuple[Column[Action], ...]:
        return (
            _column(
                "ref", "Ref", words.shown_ref, ref_width(self._plan), sort=_by_ref, keep=True, muted=True
            ),
            _column("title", "Action", words.title_shown, 260, stretch=True, draw=self._draw_title),
            _column(
                "owner", self._plan.settings.owner_label, self._owner, 176, most=270, draw=self._draw_owner
            ),
            _column("due", "Due", _due, 146, sort=_due_day, draw=self._draw_due, accessible=self._due_spoken),
            _column("moved", "Moved", self._moved, 84, sort=self._slip, draw=self._draw_moved),
            _column("status", "Status", status, 158, sort=_status_order, draw=draw_status, keep=True),
        )

    def _further(self) -> tuple[Column[Action], ...]:
        further = partial(_column, shown=False)
        colours = (further("rag", "RAG", self._rag, 76),) if self._plan.settings.uses_rag else ()
        return (
            *colours,
            further("workstream", self._plan.settings.workstream_label, self._workstream, 160),
            further("findings", "Answers", self._findings, 84),
            further("first", _named("first_due"), self._first, 116, sort=self._first_day),
            further("late", "Days late", self._late, 76, sort=self._late_days, right=True),
            further("updated", _named("updated_on"), _updated, 96, sort=_updated_on),
            further("lifecycle", _named("lifecycle"), _lifecycle, 190),
            further("delivery", _named("delivery"), _delivery, 120),
            further("impact", _named("impact"), _impact, 120, sort=_impact_order),
            further("priority", _named("priority"), _priority, 76, sort=_priority_order),
            further("start", _named("start_on"), _start, 96, sort=_start_on),
            further("parts", "Also responsible", self._contributors, 150),
            further("tags", "Tags", self._tags, 110),
            further("monitored", _named("monitored_at"), _monitored, 120),
            further("budget", "Budget", self._budget, 92, sort=self._pence, right=True),
            further("permanent", "Permanent ref", _permanent, 100, sort=_permanent_order),
        )

    def _own(self, column: OwnColumn) -> Column[Action]:
        value = partial(self._own_value, column)
        sort: Callable[[Action], Any] = value
        if column.kind is OwnColumnKind.NUMBER:
            sort = partial(_number, value)
        return _column(
            f"own {column.id}", column.name, partial(_own_words, column, value), 120, sort=sort, shown=False
        )

    # What they say.

    def _owner(self, action: Action) -> str:
        post = self._plan.find(Post, action.owner_post_id)
        return post.title if post else "No owner" if is_open(action) else ""

    def _workstream(self, action: Action) -> str:
        found = self._plan.find(Workstream, action.workstream_id)
        return found.title if found else ""

    def _findings(self, action: Action) -> str:
        ties = self._plan.by(ActionFinding, "action_id", action.id)
        return ", ".join(self._plan.get(Finding, tie.finding_id).ref for tie in ties)

    def _contributors(self, action: Action) -> str:
        if not self._plan.by(Part, "action_id", action.id):
            return ""
        return ", ".join(each.name for each in contributors(self._plan, action))

    def _tags(self, action: Action) -> str:
        return ", ".join(
            self._plan.get(Tag, tie.tag_id).name for tie in self._plan.by(ActionTag, "action_id", action.id)
        )

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

    def _first(self, action: Action) -> str:
        found = first_due(self._plan, action)
        return british.due_words(found) if found else ""

    def _first_day(self, action: Action) -> date | None:
        found = first_due(self._plan, action)
        return found.last_day if found else None

    def _late(self, action: Action) -> str:
        found = self._late_days(action)
        return str(found) if found else ""

    def _late_days(self, action: Action) -> int | None:
        return days_late(action, self._day) or None

    def _rag(self, action: Action) -> str:
        found = rag(self._plan, action, self._day)
        return f"{words.rag_letter(found)} {words.label(found)}" if found else ""

    def _budget(self, action: Action) -> str:
        pence = self._pence(action)
        return british.pounds(pence) if pence is not None else ""

    def _pence(self, action: Action) -> int | None:
        if not self._plan.by(LineAction, "action_id", action.id):
            return None
        return action_money(self._plan, action).revised

    # How they are painted.

    def _draw_title(self, painter: QPainter, rect: QRect, action: Action, selected: bool) -> None:
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


def _named(field: str) -> str:
    return field_label(Action, field)


def _by_ref(action: Action) -> list[tuple[int, int, str]]:
    """1.2 before 1.10, and both before A3: each run of digits counts as a number."""
    ref = words.shown_ref(action)
    if ref[1:].isdecimal() and not ref[0].isdecimal():  # nearly all are; the pattern takes twice as long
        return [(1, 0, ref[0]), (0, int(ref[1:]), "")]
    parts = _DIGITS.findall(ref)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _due(action: Action) -> str:
    return british.due_words(action.due) if action.due else ""


def _short_due(due: DueDate) -> str:
    """What has room beside the chip: “31 Mar 2026”, “Mar 2026”."""
    day = british.short_day(due.last_day)
    return day.split(" ", 1)[1] if due.kind is DueKind.MONTH else day


def _due_day(action: Action) -> date | None:
    return action.due.last_day if action.due else None


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
    return STATES.index(standing(action))


def draw_status(painter: QPainter, rect: QRect, action: Action, selected: bool) -> None:
    """The chip of that word, in a shorter one where the cell is narrow."""
    chip = chip_of(action)
    if chip_width(chip) > rect.width() and action.lifecycle in _SHORT:
        chip = Chip(_SHORT[action.lifecycle], chip.tone, chip.mark)
    draw_chip(painter, rect.x(), rect.center().y() + 1, chip, width=rect.width())


# Where the whole label has no room; Complete never stands bare.
_SHORT = {Lifecycle.COMPLETE: "Evidence awaited", Lifecycle.EMBEDDED: "Embedded"}


def _lifecycle(action: Action) -> str:
    return words.label(action.lifecycle)


def _delivery(action: Action) -> str:
    return words.label(action.delivery) if action.delivery else ""


def _impact(action: Action) -> str:
    return words.label(action.impact) if action.impact else ""


def _impact_order(action: Action) -> int | None:
    return list(Impact).index(action.impact) if action.impact else None


def _priority(action: Action) -> str:
    return words.label(action.priority) if action.priority else ""


def _priority_order(action: Action) -> int | None:
    return list(Priority).index(action.priority) if action.priority else None


def _start(action: Action) -> str:
    return british.short_day(action.start_on) if action.start_on else ""


def _start_on(action: Action) -> date | None:
    return action.start_on


def _updated(action: Action) -> str:
    return british.short_day(action.updated_on) if action.updated_on else ""


def _updated_on(action: Action) -> date | None:
    return action.updated_on


def _monitored(action: Action) -> str:
    return action.monitored_at


def _permanent(action: Action) -> str:
    return action.ref


def _permanent_order(action: Action) -> tuple[str, int, str]:
    return ref_key(action.ref)


def _own_words(column: OwnColumn, value: Callable[[Action], str | None], action: Action) -> str:
    held = value(action)
    if held and column.kind is OwnColumnKind.DATE:
        return british.short_day(date.fromisoformat(held))
    return held or ""


def _number(value: Callable[[Action], str | None], action: Action) -> float | None:
    held = value(action)
    return float(held) if held else None
