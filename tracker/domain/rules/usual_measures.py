"""Measures that improvement plans of children's services usually have: what they count, and what is better.

The figures for England stand in the children's social work workforce census of September 2023.
"""

from tracker.domain.codes import Better, Frequency, MeasureUnit
from tracker.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualMeasure:
    """What such a measure begins with; a council changes it as it likes."""

    title: str
    definition: str = ""
    numerator: str = ""
    denominator: str = ""
    unit: MeasureUnit = MeasureUnit.PER_CENT
    better: Better = Better.UP
    frequency: Frequency = Frequency.MONTHLY
    comparators: str = ""


_CENSUS = "children’s social work workforce census, September 2023"


def _share(title: str, numerator: str, denominator: str, definition: str = "") -> UsualMeasure:
    return UsualMeasure(title=title, numerator=numerator, denominator=denominator, definition=definition)


def _workforce(title: str, numerator: str, denominator: str, england: str) -> UsualMeasure:
    return UsualMeasure(
        title=title,
        definition="As the workforce census defines it, on the last day of the period.",
        numerator=numerator,
        denominator=denominator,
        better=Better.DOWN,
        comparators=f"England {england}, {_CENSUS}",
    )


USUAL_MEASURES: tuple[UsualMeasure, ...] = (
    _share(
        "Contacts decided within 1 working day",
        "contacts decided within 1 working day",
        "contacts",
    ),
    _share(
        "Assessments finished within 45 working days",
        "assessments finished within 45 working days",
        "assessments finished",
    ),
    _share(
        "Child protection conferences within 15 working days",
        "conferences within 15 working days of the strategy discussion",
        "initial child protection conferences",
    ),
    _share(
        "Strategy discussions within the local limit",
        "strategy discussions within the local limit",
        "strategy discussions",
        "The limit is the one that the local partners agreed.",
    ),
    UsualMeasure(
        title="Re-referrals within 12 months",
        definition="Rolling 12 months: a referral counts if the child had another in the 12 months before.",
        numerator="referrals within 12 months of an earlier one",
        denominator="referrals",
        better=Better.DOWN,
    ),
    _share("Child protection visits on time", "visits on time", "visits due"),
    _share(
        "Visits to children in care on time",
        "visits on time",
        "visits due",
        "On time by the statutory interval, or a shorter local one.",
    ),
    _share(
        "Return home interviews within 72 hours",
        "interviews held within 72 hours of the return",
        "interviews due",
    ),
    UsualMeasure(
        title="Average caseload",
        definition="Children allocated for each full-time social worker on the last day of the period.",
        unit=MeasureUnit.NUMBER,
        better=Better.DOWN,
        comparators=f"England 16.0, {_CENSUS}",
    ),
    _workforce("Agency rate", "agency social workers", "social workers, agency included", "17.8%"),
    _workforce("Vacancy rate", "vacant posts", "posts", "18.9%"),
    _workforce("Turnover", "social workers who left in 12 months", "social workers", "15.9%"),
    _share("Supervision on time", "supervisions held on time", "supervisions due"),
    _share("Audits graded good or better", "audits graded good or better", "audits finished"),
)
