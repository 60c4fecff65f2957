"""By what the plan is seen to work: measures and their figures.

Amounts are exact decimals, as they were counted or given: pounds are pounds here, for a measure's unit says
what its amounts are.
"""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from tracker.domain.codes import Better, Frequency, MeasureUnit
from tracker.domain.records.base import Fact, Link, Record, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """What is counted (`numerator`) out of what (`denominator`), how often, and what it is to become.

    `tolerance` is by how much a figure may miss the target and count as nearly met. `limits_from` is the day
    from which figures are compared with each other, where a known change set a new beginning.
    """

    table: ClassVar[str] = "measure"
    ref_letter: ClassVar[str | None] = "M"

    ref: str
    council_ref: str = ""
    title: str
    definition: str = ""
    numerator: str = ""
    denominator: str = ""
    unit: MeasureUnit
    better: Better
    frequency: Frequency = Frequency.MONTHLY
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_on: date | None = None
    tolerance: Decimal | None = None
    limits_from: date | None = None
    source: str = ""
    owner_post_id: str | None = None
    comparators: str = ""
    retired_on: date | None = None
    retired_reason: str = ""
    in_plan_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PathPoint(Record):
    """What a measure is to have reached by a day on the way to its target."""

    table: ClassVar[str] = "path_point"

    measure_id: str
    due_on: date
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    """What a measure came to in the period that ends on `happened_on`: counts, or a `value` given as it is.

    Out of nought (`denominator` 0) there is no value: nothing was there to count.
    """

    table: ClassVar[str] = "figure"

    measure_id: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureAction(Link):
    """A measure by which an action is seen to work."""

    table: ClassVar[str] = "measure_action"

    measure_id: str
    action_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFinding(Link):
    """A measure by which an improvement area is seen to improve."""

    table: ClassVar[str] = "measure_finding"

    measure_id: str
    finding_id: str
