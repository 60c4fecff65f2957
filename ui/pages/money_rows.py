"""The rows of the Money page: budget lines with their sums, and the changes made to them."""

from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tracker.domain import british, words
from tracker.domain.codes import RequestState
from tracker.domain.plan import Plan
from tracker.domain.records import (
    Action,
    BudgetChange,
    BudgetLine,
    Decision,
    LineAction,
    LineWorkstream,
    Workstream,
)
from tracker.domain.rules.money import Money, Posts, line_money, posts, signed, year_words
from tracker.domain.rules.order import ref_key
from tracker.domain.rules.tags import tag_words
from ui.fonts import REGULAR, SEMIBOLD
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.paint import Chip, draw_chip, put

_CHIPS = {
    RequestState.PENDING: Chip("Not yet approved", "not_started", "ring"),
    RequestState.APPROVED: Chip("Approved", "complete", "thin_tick"),
    RequestState.REFUSED: Chip("Refused", "withdrawn", "cross"),
    RequestState.WITHDRAWN: Chip("Withdrawn", "withdrawn", "cross"),
}
NONE = "–"


class LineRow:
    """A budget line with its sums, worked out when first asked; `depth` is how far it stands under others."""

    def __init__(self, plan: Plan, line: BudgetLine, depth: int) -> None:
        self.plan, self.line, self.depth = plan, line, depth

    @cached_property
    def money(self) -> Money:
        """Its own money and that of the lines under it."""
        return line_money(self.plan, self.line)

    @cached_property
    def posts(self) -> Posts:
        """The posts it pays for."""
        return posts(self.plan, [self.line])

    @cached_property
    def pays_for(self) -> str:
        """“1.2, 1.3; Front door”: actions by reference, then workstreams."""
        plan, key = self.plan, self.line.id
        actions = [plan.find(Action, tie.action_id) for tie in plan.by(LineAction, "line_id", key)]
        streams = [
            plan.find(Workstream, tie.workstream_id) for tie in plan.by(LineWorkstream, "line_id", key)
        ]
        refs = ", ".join(words.shown_ref(each) for each in actions if each)
        return "; ".join(filter(None, (refs, *(each.title for each in streams if each))))

    @cached_property
    def tags(self) -> str:
        """Its tags, one after the other."""
        return tag_words(self.plan, self.line)


def in_tree_order(plan: Plan, year: int | None) -> Iterator[LineRow]:
    """The lines of a year, or of all, each followed by those under it."""
    lines = [each for each in plan.all(BudgetLine) if year in (None, each.year)]
    here = {each.id for each in lines}
    under: dict[str | None, list[BudgetLine]] = {}
    for line in lines:
        under.setdefault(line.parent_id if line.parent_id in here else None, []).append(line)
    waiting = [(line, 0) for line in reversed(under.get(None, []))]
    while waiting:
        line, depth = waiting.pop()
        yield LineRow(plan, line, depth)
        waiting += [(each, depth + 1) for each in reversed(under.get(line.id, []))]


def posts_words(found: Posts) -> str:
    """“10 posts, 8 of them new”."""
    if not found.total:
        return ""
    new = f", {found.new} of them new" if found.new else ""
    return f"{british.plural(found.total, 'post')}{new}"


def line_columns() -> tuple[Column[LineRow], ...]:
    """The columns of the budget lines; `total_cells` gives the figures below them."""
    return (
        Column(
            key="line",
            title="Line",
            text=lambda row: f"{row.line.ref} {row.line.title} {row.pays_for}",
            width=220,
            stretch=True,
            sort=lambda row: ref_key(row.line.ref),
            accessible=lambda row: f"{row.line.ref} {row.line.title}",
            draw=_draw_line,
        ),
        Column(
            key="year",
            title="Year",
            text=lambda row: year_words(row.line.year),
            width=70,
            sort=lambda row: row.line.year,
            muted=True,
            shown=False,
        ),
        Column(key="from", title="Paid from", text=_paid_from, width=140, most=220, muted=True),
        Column(
            key="base",
            title="Base",
            text=lambda row: british.pounds(row.money.base),
            width=96,
            sort=lambda row: row.money.base,
            accessible=lambda row: f"base {british.pounds(row.money.base)}",
            right=True,
        ),
        Column(
            key="changes",
            title="Changes",
            text=lambda row: british.signed_pounds(row.money.changes) if row.money.changes else NONE,
            width=96,
            sort=lambda row: row.money.changes,
            accessible=lambda row: f"approved changes {british.signed_pounds(row.money.changes)}",
            right=True,
        ),
        Column(
            key="revised",
            title="Revised",
            text=lambda row: british.pounds(row.money.revised),
            width=100,
            sort=lambda row: row.money.revised,
            accessible=lambda row: f"revised {british.pounds(row.money.revised)}",
            right=True,
            strong=True,
            keep=True,
        ),
        Column(
            key="proposed",
            title="Not counted",
            text=lambda row: british.signed_pounds(row.money.proposed) if row.money.proposed else NONE,
            width=100,
            sort=lambda row: row.money.proposed,
            accessible=lambda row: (
                f"not yet approved {british.signed_pounds(row.money.proposed)}" if row.money.proposed else ""
            ),
            right=True,
            muted=True,
        ),
        Column(
            key="posts",
            title="Posts",
            text=lambda row: posts_words(row.posts),
            width=160,
            sort=lambda row: row.posts.total or None,
        ),
    )


def total_cells(money: Money, found: Posts) -> dict[str, str]:
    """The total of all lines, by column."""
    return {
        "line": "Plan",
        "base": british.pounds(money.base),
        "changes": british.signed_pounds(money.changes) if money.changes else NONE,
        "revised": british.pounds(money.revised),
        "proposed": british.signed_pounds(money.proposed) if money.proposed else NONE,
        "posts": posts_words(found),
    }


def _paid_from(row: LineRow) -> str:
    funder = f", {row.line.funder}" if row.line.funder else ""
    return f"{words.label(row.line.funding)}{funder}"


def _draw_line(painter: QPainter, rect: QRect, row: LineRow, selected: bool) -> None:
    room = rect.adjusted(px(16) * row.depth, 0, 0, 0)
    end = put(painter, room, f"{row.line.ref}  {row.line.title}", weight=SEMIBOLD)
    beside = room.adjusted(end - room.x() + px(10), 0, 0, 0)
    put(painter, beside, row.pays_for, colour=tokens().accent)


def change_columns(plan_of: "_PlanOf") -> tuple[Column[BudgetChange], ...]:
    """The columns of the changes."""
    return (
        Column(
            key="date",
            title="Decided",
            text=_decided,
            width=92,
            sort=lambda change: change.decided_on or change.happened_on,
            draw=_draw_decided,
        ),
        Column(
            key="reason",
            title="What for",
            text=lambda change: change.reason,
            width=200,
            stretch=True,
            sort=lambda change: change.reason,
        ),
        Column(key="kind", title="Kind", text=lambda change: words.label(change.kind), width=100, muted=True),
        Column(key="line", title="Line", text=plan_of.line, width=170, most=300, muted=True),
        Column(
            key="amount",
            title="Amount",
            text=lambda change: british.signed_pounds(signed(change)),
            width=100,
            sort=signed,
            right=True,
            keep=True,
            draw=_draw_amount,
        ),
        Column(key="decision", title="Decision", text=plan_of.decision, width=170, most=260),
        Column(
            key="state",
            title="Status",
            text=lambda change: state_words(change.state),
            width=140,
            keep=True,
            draw=_draw_state,
        ),
    )


class _PlanOf:
    """What a change's cells read from the plan of the moment."""

    def __init__(self) -> None:
        self.plan: Plan | None = None
        self.decisions: dict[str, Decision] = {}

    def line(self, change: BudgetChange) -> str:
        """The line it is about."""
        found = self.plan.find(BudgetLine, change.line_id) if self.plan else None
        outside = f" ↔ {change.outside}" if change.outside else ""
        return f"{found.ref}  {found.title}{outside}" if found else ""

    def decision(self, change: BudgetChange) -> str:
        """Who decided, and the paper it is in."""
        if change.state is RequestState.PENDING:
            return "none yet, so not counted"
        made = self.decisions.get(change.decision_id or "")
        reference = f", {made.reference}" if made and made.reference else ""
        return f"{change.decided_by}{reference}"


PlanOf = _PlanOf


def state_words(state: RequestState) -> str:
    """“Not yet approved, not counted”, “Approved”."""
    return "Not yet approved, not counted" if state is RequestState.PENDING else words.label(state)


def _decided(change: BudgetChange) -> str:
    return british.short_day(change.decided_on) if change.decided_on else "not decided"


def _draw_decided(painter: QPainter, rect: QRect, change: BudgetChange, selected: bool) -> None:
    colour = tokens().muted if change.decided_on is None else tokens().text
    put(painter, rect, _decided(change), colour=colour)


def _draw_amount(painter: QPainter, rect: QRect, change: BudgetChange, selected: bool) -> None:
    counts = change.state is RequestState.APPROVED
    text = british.signed_pounds(signed(change))
    colour = tokens().text if counts else tokens().muted
    put(painter, rect, text, weight=SEMIBOLD if counts else REGULAR, colour=colour, right=True)


def _draw_state(painter: QPainter, rect: QRect, change: BudgetChange, selected: bool) -> None:
    draw_chip(painter, rect.x(), rect.center().y() + 1, _CHIPS[change.state], width=rect.width())
