"""What may keep the plan from working, and how likely and how grave it is."""

from datetime import date
from typing import ClassVar

from tracker.domain.codes import RiskResponse
from tracker.domain.records.base import Link, Record, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Record):
    """Because of `cause`, `event` may happen, which would lead to `effect`.

    Likelihood and impact go from 1 to 5: `inherent` with nothing done about it, `current` as things are and
    `target` as they are meant to become; both or neither of a pair are given. `corporate_ref` is its number
    in the council's own register.
    """

    table: ClassVar[str] = "risk"
    ref_letter: ClassVar[str | None] = "R"

    ref: str
    title: str
    cause: str = ""
    event: str = ""
    effect: str = ""
    owner_post_id: str | None = None
    response: RiskResponse = RiskResponse.TREAT
    controls: str = ""
    inherent_likelihood: int | None = None
    inherent_impact: int | None = None
    current_likelihood: int | None = None
    current_impact: int | None = None
    target_likelihood: int | None = None
    target_impact: int | None = None
    corporate_ref: str = ""
    review_on: date | None = None
    closed_on: date | None = None
    closed_reason: str = ""
    in_plan_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAction(Link):
    """An action that does something about a risk."""

    table: ClassVar[str] = "risk_action"

    risk_id: str
    action_id: str
