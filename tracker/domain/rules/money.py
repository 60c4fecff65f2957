"""What the plan costs, in whole pence. Revised = base + approved changes, worked out here and never stored.

A line's own money is its base and its changes. A line with others under it counts these too; any total over
several lines counts each of them once, however they are tied.
"""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tracker.domain import british
from tracker.domain.codes import BudgetChangeKind, RequestState
from tracker.domain.records import (
    Action,
    BudgetChange,
    BudgetLine,
    BudgetPost,
    LineAction,
    LineWorkstream,
    Workstream,
)
from tracker.domain.rules.reads import Reads
from tracker.frozen import dataclass

_TAKES_AWAY = frozenset({BudgetChangeKind.VIREMENT_OUT, BudgetChangeKind.SAVING})
_OTHER_SIDE = {
    BudgetChangeKind.VIREMENT_IN: BudgetChangeKind.VIREMENT_OUT,
    BudgetChangeKind.VIREMENT_OUT: BudgetChangeKind.VIREMENT_IN,
}


_ODD = 10  # times what its neighbours are: one nought too many
_FEWEST_NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class Money:
    """Pence: the base, the approved changes with their sign, and those proposed, which do not count yet."""

    base: int = 0
    changes: int = 0
    proposed: int = 0

    @property
    def revised(self) -> int:
        """Base and approved changes."""
        return self.base + self.changes

    def __add__(self, other: "Money") -> "Money":
        return Money(self.base + other.base, self.changes + other.changes, self.proposed + other.proposed)


@dataclass(frozen=True, slots=True)
class Posts:
    """How many posts lines pay for: those there before, and those that approved money makes new."""

    existing: int
    new: int

    @property
    def total(self) -> int:
        """Existing and new."""
        return self.existing + self.new


def signed(change: BudgetChange) -> int:
    """The amount with the sign of its kind: virements out and savings take money away."""
    return -change.amount_pence if change.kind in _TAKES_AWAY else change.amount_pence


def line_money(reads: Reads, line: BudgetLine) -> Money:
    """A budget line with the lines under it."""
    return total(reads, [line])


def action_money(reads: Reads, action: Action) -> Money:
    """The lines that pay for an action. A line that pays for several actions counts whole for each of them,
    so actions are never added up: see `plan_money`."""
    return total(reads, lines_of_action(reads, action))


def workstream_money(reads: Reads, workstream: Workstream, year: int | None = None) -> Money:
    """The lines that pay for a workstream or for an action of it, each once."""
    return total(reads, lines_of_workstream(reads, workstream), year)


def plan_money(reads: Reads, year: int | None = None) -> Money:
    """Every line of the plan, each once."""
    return total(reads, reads.all(BudgetLine), year)


def total(reads: Reads, lines: Iterable[BudgetLine], year: int | None = None) -> Money:
    """Lines and all lines under them, each once; of one financial year, or of all."""
    counted = (line for line in with_those_under(reads, lines) if year is None or line.year == year)
    return sum((_own(reads, line) for line in counted), Money())


def with_those_under(reads: Reads, lines: Iterable[BudgetLine]) -> tuple[BudgetLine, ...]:
    """The lines and every line under them, each once."""
    found: dict[str, BudgetLine] = {}
    waiting = list(lines)
    while waiting:
        line = waiting.pop(0)
        if line.id not in found:
            found[line.id] = line
            waiting.extend(reads.by(BudgetLine, "parent_id", line.id))
    return tuple(found.values())


def lines_of_action(reads: Reads, action: Action) -> tuple[BudgetLine, ...]:
    """The lines tied to an action."""
    ties = reads.by(LineAction, "action_id", action.id)
    return tuple(line for tie in ties if (line := reads.find(BudgetLine, tie.line_id)))


def lines_of_workstream(reads: Reads, workstream: Workstream) -> tuple[BudgetLine, ...]:
    """The lines tied to a workstream or to an action of it, each once."""
    ties = reads.by(LineWorkstream, "workstream_id", workstream.id)
    tied = [line for tie in ties if (line := reads.find(BudgetLine, tie.line_id))]
    for action in reads.by(Action, "workstream_id", workstream.id):
        tied.extend(lines_of_action(reads, action))
    return tuple({line.id: line for line in tied}.values())


def posts(reads: Reads, lines: Iterable[BudgetLine]) -> Posts:
    """The posts that lines and those under them pay for. Posts of a change count once it is approved."""
    paid = [
        post
        for line in with_those_under(reads, lines)
        for post in reads.by(BudgetPost, "line_id", line.id)
        if _is_paid_for(reads, post)
    ]
    new = sum(post.number for post in paid if post.new)
    return Posts(sum(post.number for post in paid) - new, new)


def part_year(full_year_pence: int, from_on: date) -> int:
    """The cost from a day to 31 March: whole months ÷ 12, to the nearest penny (half a penny upwards).

    A month that has begun does not count: from 2 December three months are left.
    """
    months = (3 - from_on.month) % 12 + (1 if from_on.day == 1 else 0)
    return _nearest(Decimal(full_year_pence) * months / 12)


def cost_per_post(pence: int, number: int) -> int:
    """An amount shared among posts, to the nearest penny. Raises ValueError for no posts."""
    if number < 1:
        raise ValueError("no posts to share among")
    return _nearest(Decimal(pence) / number)


def financial_year(day: date) -> int:
    """The year in which the financial year of a day begins: 2026 from 1 April 2026 to 31 March 2027."""
    return day.year if day.month >= 4 else day.year - 1


def year_words(year: int) -> str:
    """“2026–27”."""
    return f"{year}–{(year + 1) % 100:02}"


def why_not_virement(change: BudgetChange, other: BudgetChange | None) -> str | None:
    """None where a virement's two sides sum to nothing, or its other side is named outside the plan; else why
    not, in a sentence. None for any other change without a second side."""
    if change.kind not in _OTHER_SIDE:
        return "Only a virement has another side." if other or change.outside else None
    if other is None:
        return (
            None
            if change.outside
            else "A virement needs its other side: a line of this plan, or one outside."
        )
    if change.outside:
        return "A virement has one other side: a line of this plan or one outside it, not both."
    if other.kind is not _OTHER_SIDE[change.kind] or other.line_id == change.line_id:
        return "A virement takes money from one line and gives it to another."
    if signed(change) + signed(other):
        return "The two sides of a virement must be the same amount."
    if change.state is not other.state:
        return "The two sides of a virement are decided together."
    return None


def _own(reads: Reads, line: BudgetLine) -> Money:
    changes = reads.by(BudgetChange, "line_id", line.id)
    return Money(
        line.base_pence,
        sum(signed(each) for each in changes if each.state is RequestState.APPROVED),
        sum(signed(each) for each in changes if each.state is RequestState.PENDING),
    )


def _is_paid_for(reads: Reads, post: BudgetPost) -> bool:
    change = reads.find(BudgetChange, post.change_id)
    return post.change_id is None or (change is not None and change.state is RequestState.APPROVED)


def _nearest(pence: Decimal) -> int:
    return int(pence.quantize(Decimal(1), ROUND_HALF_UP))


def question_about(pence: int, neighbours: Iterable[int]) -> str:
    """What to ask about an amount that is ten times the middle one of its neighbours; "" for nothing."""
    others = sorted(size for each in neighbours if (size := abs(each)))
    if len(others) < _FEWEST_NEIGHBOURS:
        return ""
    middle = others[(len(others) - 1) // 2]
    if abs(pence) < _ODD * middle:
        return ""
    return f"The others are about {british.pounds(middle)}. Is there a nought too many?"
