"""Which records an approved version of the plan holds."""

from typing import Any

from tracker.clock import day_of
from tracker.domain.records import Action, PlanVersion
from tracker.domain.rules.reads import Change, Reads


def is_approved(reads: Change | Reads, action: Action) -> bool:
    """Whether an approved version of the plan holds this action; drafts are in none.

    An action added on the day a version was recorded counts as in it.
    """
    return not action.draft and approved_since(reads, action)


def approved_since(reads: Change | Reads, record: Any) -> bool:
    """Whether a version of the plan was approved on or after the day this record joined the plan."""
    return any(day_of(version.recorded_at) >= record.in_plan_from for version in reads.all(PlanVersion))
