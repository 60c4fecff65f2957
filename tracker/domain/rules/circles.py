"""What leads back to itself: actions that wait for each other, budget lines that lie under each other."""

from collections.abc import Callable, Iterable

from tracker.domain.records import Blocker, BudgetLine
from tracker.domain.rules.reads import Reads


def waits_for_itself(reads: Reads, action_id: str) -> bool:
    """Whether what an action waits for waits, by way of others or at once, for this action."""
    return _leads_back(
        action_id, lambda each: [tie.blocked_by_id for tie in reads.by(Blocker, "action_id", each)]
    )


def lies_under_itself(reads: Reads, line_id: str) -> bool:
    """Whether a budget line lies, by way of others or at once, under itself."""

    def above(each: str) -> list[str]:
        line = reads.find(BudgetLine, each)
        return [line.parent_id] if line and line.parent_id else []

    return _leads_back(line_id, above)


def _leads_back(start: str, onward: Callable[[str], Iterable[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(onward(start))
    while waiting:
        here = waiting.pop()
        if here == start:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(onward(here))
    return False
