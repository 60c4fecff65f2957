"""The 5 × 5 grid and the order of a list of risks."""

from datetime import date
from typing import Any

import pytest

from tests.plans import action, plan
from tracker.domain.records import Risk, RiskAction, link
from tracker.domain.rules.risks import (
    MOST,
    Level,
    Score,
    actions_of,
    chain,
    gravest_first,
    is_rated_worse,
    is_review_due,
    level,
    risks_of,
    score,
    score_words,
    why_not_score,
)


def risk(number: int, current: int | None = None, **given: Any) -> Risk:
    """Risk R`number` with this current likelihood, and an impact of 4."""
    impact = 4 if current else None
    fields: dict[str, Any] = {"title": "Posts stay empty", "in_plan_from": date(2026, 1, 5)}
    fields |= {"current_likelihood": current, "current_impact": impact, **given}
    return Risk(id=f"r{number}", ref=f"R{number}", **fields)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        *((each, Level.LOW) for each in (1, 3)),
        *((each, Level.MODERATE) for each in (4, 6)),
        *((each, Level.HIGH) for each in (8, 12)),
        *((each, Level.EXTREME) for each in (15, 25)),
    ],
)
def test_each_score_has_its_level(points: int, expected: Level) -> None:
    assert level(points) is expected


def test_every_product_of_the_grid_has_a_level() -> None:
    scale = range(1, MOST + 1)
    assert {level(likelihood * impact) for likelihood in scale for impact in scale} == set(Level)


def test_a_score_is_shown_with_its_level() -> None:
    assert score_words(score(risk(1, 3))) == "12 High"
    assert score_words(score(risk(1, 3), Score.TARGET)) == "Not scored"


def test_open_risks_come_first_the_gravest_at_the_top() -> None:
    risks = [risk(10, 1), risk(2, 1), risk(3), risk(4, 5, closed_on=date(2026, 5, 1)), risk(5, 4)]
    assert [each.ref for each in gravest_first(risks)] == ["R5", "R2", "R10", "R3", "R4"]


def test_a_risk_graver_now_than_untreated_is_noticed() -> None:
    untouched = {"inherent_likelihood": 2, "inherent_impact": 4}
    assert is_rated_worse(risk(1, 3, **untouched))
    assert not is_rated_worse(risk(1, 2, **untouched))
    assert not is_rated_worse(risk(1, 3))


def test_cause_event_and_effect_are_one_line_as_far_as_said() -> None:
    whole = risk(1, cause="Few applicants", event="posts stay empty.", effect="late decisions")
    assert chain(whole) == "Few applicants → posts stay empty → late decisions"
    assert chain(risk(1, event="posts stay empty")) == "posts stay empty"
    assert chain(risk(1)) == ""


def test_an_open_risk_is_reviewed_from_its_review_day_on() -> None:
    day = date(2026, 5, 1)
    assert not is_review_due(risk(1), day)
    assert is_review_due(risk(1, review_on=day), day)
    assert not is_review_due(risk(1, review_on=date(2026, 5, 2)), day)
    assert not is_review_due(risk(1, review_on=day, closed_on=day), day)


def test_half_a_score_is_told_by_name() -> None:
    assert why_not_score(risk(1, 3)) is None
    assert "target score" in str(why_not_score(risk(1, 3, target_impact=2)))


def test_risks_and_actions_find_each_other() -> None:
    against = action("a1")
    one = risk(1, 3)
    made = plan(against, one, link(RiskAction, risk_id="r1", action_id="a1"))
    assert actions_of(made, one) == [against]
    assert risks_of(made, against) == [one]
