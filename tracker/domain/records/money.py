"""What it costs: budget lines, their changes and posts. Money is whole pence everywhere."""

from datetime import date
from typing import ClassVar

from tracker.domain.codes import BudgetCategory, BudgetChangeKind, FundingSource, Recurrence, RequestState
from tracker.domain.records.base import Fact, Link, Record, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine(Record):
    """Money for one financial year (`year` 2026 is April 2026 to March 2027).

    `base_pence` with the approved changes gives the revised budget, which is never stored. `first_pence`
    is the base that the first approved version froze. A line under a parent is counted in its parent.
    """

    table: ClassVar[str] = "budget_line"
    ref_letter: ClassVar[str | None] = "B"

    ref: str
    title: str
    year: int
    base_pence: int
    first_pence: int | None = None
    category: BudgetCategory = BudgetCategory.REVENUE
    recurrence: Recurrence = Recurrence.RECURRING
    cost_centre: str = ""
    funding: FundingSource = FundingSource.NOT_STATED
    funder: str = ""
    conditions: str = ""
    funding_ends_on: date | None = None
    parent_id: str | None = None
    in_plan_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetChange(Fact):
    """A change proposed on `happened_on`; only an approved one counts, from `decided_on`.

    `amount_pence` is above nought; its kind gives the sign. The other side of a virement is the change
    `pair_id` on a line of this plan, or `outside` (cost centre and name). `full_year_pence` is what a
    change that starts within the year costs in a full one.
    """

    table: ClassVar[str] = "budget_change"

    line_id: str
    kind: BudgetChangeKind
    amount_pence: int
    full_year_pence: int | None = None
    reason: str
    state: RequestState = RequestState.PENDING
    decided_on: date | None = None
    decided_by: str = ""
    decision_id: str | None = None
    in_force_on: date | None = None
    call_in_ends_on: date | None = None
    pair_id: str | None = None
    outside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetPost(Record):
    """Posts that a budget line pays for: `number` of them, existing or new (an owner's post is a Post)."""

    table: ClassVar[str] = "budget_post"

    line_id: str
    change_id: str | None = None
    title: str
    number: int
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAction(Link):
    """A budget line pays for an action."""

    table: ClassVar[str] = "line_action"

    line_id: str
    action_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWorkstream(Link):
    """A budget line pays for a workstream."""

    table: ClassVar[str] = "line_workstream"

    line_id: str
    workstream_id: str
