"""Commands about money: budget lines, their changes, virements, posts, and what a line pays for."""

from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.codes import BudgetCategory, BudgetChangeKind, FundingSource, Recurrence
from tracker.domain.commands.base import Command, Tx
from tracker.domain.commands.dates import both_sides, check_pending
from tracker.domain.commands.decisions import Ruling
from tracker.domain.commands.forms import Add, Change, Tie, Untie, make, shared
from tracker.domain.commands.keeping import clean, keep
from tracker.domain.commands.refusing import refuse
from tracker.domain.records import BudgetChange, BudgetLine, BudgetPost, LineAction, LineWorkstream
from tracker.domain.rules.circles import lies_under_itself
from tracker.domain.rules.reads import Within

_VIREMENTS = (BudgetChangeKind.VIREMENT_OUT, BudgetChangeKind.VIREMENT_IN)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPosts:
    """So many new posts of one title that a budget change pays for."""

    title: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBudgetLine(Command):
    """Add a budget line for one financial year (`year` 2026 is April 2026 to March 2027); pence.

    Its `id` is given where a later change of the same `Together` refers to it.
    """

    kind = "add_budget_line"
    label = "add budget line"

    id: str = ""
    title: str
    year: int
    base_pence: int
    category: BudgetCategory = BudgetCategory.REVENUE
    recurrence: Recurrence = Recurrence.RECURRING
    cost_centre: str = ""
    funding: FundingSource = FundingSource.NOT_STATED
    funder: str = ""
    conditions: str = ""
    funding_ends_on: date | None = None
    parent_id: str | None = None
    in_plan_from: date | None = None

    def apply(self, tx: Tx) -> None:
        make(tx, BudgetLine, shared(self, BudgetLine))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeBudgetLine(Change):
    """Change a budget line. Its base is free until a version is approved; then a budget change moves it."""

    kind = "change_budget_line"
    label = "change budget line"
    record = BudgetLine
    allowed = frozenset(
        {
            *("title", "year", "base_pence", "category", "recurrence", "cost_centre", "funding", "funder"),
            *("conditions", "funding_ends_on", "parent_id"),
        }
    )

    def apply(self, tx: Tx) -> None:
        line = tx.get(BudgetLine, self.id)
        if "base_pence" in self.changes and line.first_pence is not None:
            refuse(f"The base of {line.ref} has been approved: propose a budget change.")
        Change.apply(self, tx)
        if lies_under_itself(Within(tx), line.id):
            refuse(f"{line.ref} would be part of itself.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeBudgetChange(Command):
    """Propose growth, a saving, a grant or a reserve on a line, with the new posts it pays for.

    `amount_pence` is above nought: the kind gives its sign. It counts once it is approved.
    """

    kind = "propose_budget_change"
    label = "propose budget change"

    line_id: str
    change_kind: BudgetChangeKind
    amount_pence: int
    reason: str
    full_year_pence: int | None = None
    in_force_on: date | None = None
    happened_on: date | None = None
    posts: tuple[NewPosts, ...] = ()

    def apply(self, tx: Tx) -> None:
        if self.change_kind in _VIREMENTS:
            refuse("A virement has two sides: add it as a virement.")
        change = make(tx, BudgetChange, shared(self, BudgetChange))
        for posts in self.posts:
            given = {"line_id": change.line_id, "change_id": change.id, "new": True}
            make(tx, BudgetPost, given | shared(posts, BudgetPost))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddVirement(Command):
    """Propose a virement from one line to another, or between a line and `outside` the plan.

    `outside` is the cost centre and name of the other side. Both sides are decided together.
    """

    kind = "add_virement"
    label = "add virement"

    from_line_id: str | None = None
    to_line_id: str | None = None
    outside: str = ""
    amount_pence: int
    reason: str
    in_force_on: date | None = None
    happened_on: date | None = None

    def apply(self, tx: Tx) -> None:
        ends = zip(_VIREMENTS, (self.from_line_id, self.to_line_id), strict=True)
        lines = {kind: line_id for kind, line_id in ends if line_id}
        if len(lines) + bool(clean(self.outside)) != 2 or self.from_line_id == self.to_line_id:
            refuse("A virement is between two lines of the plan, or one line and a budget outside it.")
        sides = [
            make(tx, BudgetChange, shared(self, BudgetChange) | {"kind": kind, "line_id": line_id})
            for kind, line_id in lines.items()
        ]
        if len(sides) == 2:
            for side, other in (sides, reversed(sides)):
                keep(tx, replace(side, pair_id=other.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideBudgetChange(Ruling):
    """Approve or refuse a proposed budget change; for a virement within the plan both of its sides."""

    kind = "decide_budget_change"
    label = "decide on budget change"

    change_id: str
    in_force_on: date | None = None
    call_in_ends_on: date | None = None

    def apply(self, tx: Tx) -> None:
        ruling = self.ruling(tx) | {"call_in_ends_on": self.call_in_ends_on}
        for change in both_sides(tx, tx.get(BudgetChange, self.change_id)):
            check_pending(change)
            keep(tx, replace(change, in_force_on=self.in_force_on or change.in_force_on, **ruling))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBudgetPost(Add):
    """Add posts that a budget line pays for: existing ones, or new ones."""

    kind = "add_budget_post"
    label = "add posts"
    record = BudgetPost

    line_id: str
    title: str
    number: int
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeBudgetPost(Change):
    """Change the title or number of posts that a line pays for, and whether they are new."""

    kind = "change_budget_post"
    label = "change posts"
    record = BudgetPost
    allowed = frozenset({"title", "number", "new"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLineToAction(Tie):
    """Say that a budget line pays for an action."""

    kind = "link_line_to_action"
    label = "link budget line to action"
    record = LineAction

    line_id: str
    action_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkLineFromAction(Untie):
    """Say that a budget line does not pay for an action."""

    kind = "unlink_line_from_action"
    label = "unlink budget line from action"
    record = LineAction

    line_id: str
    action_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLineToWorkstream(Tie):
    """Say that a budget line pays for a workstream."""

    kind = "link_line_to_workstream"
    label = "link budget line to workstream"
    record = LineWorkstream

    line_id: str
    workstream_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkLineFromWorkstream(Untie):
    """Say that a budget line does not pay for a workstream."""

    kind = "unlink_line_from_workstream"
    label = "unlink budget line from workstream"
    record = LineWorkstream

    line_id: str
    workstream_id: str
