"""How grave a risk is, on the 5 × 5 grid of the NPSA's “A risk matrix for risk managers” (2008)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from tracker.domain.plan import Plan
from tracker.domain.records import Action, Risk, RiskAction
from tracker.domain.rules.order import ref_key

MOST = 5
"""The highest likelihood and the highest impact; the lowest is 1."""

LIKELIHOODS = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
IMPACTS = ("Negligible", "Minor", "Moderate", "Major", "Catastrophic")
"""What 1 to 5 are called on the same grid."""


class Level(StrEnum):
    """The four levels of the grid, the gravest first."""

    EXTREME = "extreme"
    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


class Score(StrEnum):
    """The three scores of a risk, as its fields begin."""

    INHERENT = "inherent"
    CURRENT = "current"
    TARGET = "target"


_LEAST = {Level.EXTREME: 15, Level.HIGH: 8, Level.MODERATE: 4, Level.LOW: 1}


def score(risk: Risk, which: Score = Score.CURRENT) -> int | None:
    """Likelihood × impact, 1 to 25; None where nobody has judged it."""
    likelihood, impact = pair(risk, which)
    return likelihood * impact if likelihood and impact else None


def pair(risk: Risk, which: Score) -> tuple[int | None, int | None]:
    """Likelihood and impact of one of the scores."""
    return getattr(risk, f"{which}_likelihood"), getattr(risk, f"{which}_impact")


def level(points: int) -> Level:
    """Low 1–3, moderate 4–6, high 8–12, extreme 15–25."""
    return next(each for each in Level if points >= _LEAST[each])


def score_words(points: int | None) -> str:
    """“12 High”, or “Not scored”."""
    return f"{points} {level(points).capitalize()}" if points else "Not scored"


def why_not_score(risk: Risk) -> str | None:
    """The refusal of half a score, in a sentence."""
    for which in Score:
        likelihood, impact = pair(risk, which)
        if (likelihood is None) != (impact is None):
            return f"The {which} score needs both likelihood and impact, or neither."
    return None


def chain(risk: Risk) -> str:
    """“Few applicants → posts stay empty → late decisions”: cause, event and effect as far as said."""
    return " → ".join(each.strip().rstrip(".") for each in (risk.cause, risk.event, risk.effect) if each)


def is_review_due(risk: Risk, day: date) -> bool:
    """Open, and its review day has come or passed."""
    return risk.closed_on is None and risk.review_on is not None and risk.review_on <= day


def is_rated_worse(risk: Risk) -> bool:
    """Whether the risk is graver now than with nothing done about it, which is mostly a slip."""
    now, untouched = score(risk), score(risk, Score.INHERENT)
    return now is not None and untouched is not None and now > untouched


def gravest_first(risks: Iterable[Risk]) -> list[Risk]:
    """Open ones before closed, then by the current score, the unscored last, then by reference."""

    def place(risk: Risk) -> tuple[Any, ...]:
        return risk.closed_on is not None, -(score(risk) or 0), ref_key(risk.ref)

    return sorted(risks, key=place)


def actions_of(plan: Plan, risk: Risk) -> list[Action]:
    """The actions that do something about a risk."""
    ties = plan.by(RiskAction, "risk_id", risk.id)
    return [action for tie in ties if (action := plan.find(Action, tie.action_id))]


def risks_of(plan: Plan, action: Action) -> list[Risk]:
    """The risks that an action does something about, the gravest first."""
    ties = plan.by(RiskAction, "action_id", action.id)
    return gravest_first(risk for tie in ties if (risk := plan.find(Risk, tie.risk_id)))
