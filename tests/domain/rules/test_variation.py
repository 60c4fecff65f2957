"""The limits and rules of the XmR chart, on exact examples and at random."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import figure, measure, plan
from tracker.domain.codes import Better
from tracker.domain.records import Measure
from tracker.domain.rules.variation import (
    LEAST,
    Limits,
    Sign,
    Variation,
    Verdict,
    limits_of,
    sign_words,
    signs,
    variation,
    verdict_words,
)

LIMITS = Limits(Fraction(50), Fraction(20), Fraction(80))
STEADY = (50, 52) * 6
VALUES = st.lists(st.fractions(0, 100, max_denominator=50), min_size=LEAST, max_size=30)


def judged(values: tuple[int, ...], **given_values: Any) -> Variation:
    """The chart of these values, month by month from January 2025."""
    ends = [date(2025 + n // 12, n % 12 + 1, 1) + timedelta(days=31) for n in range(len(values))]
    ends = [end.replace(day=1) - timedelta(days=1) for end in ends]
    made = plan(measure(**given_values), *(figure(on, str(v)) for on, v in zip(ends, values, strict=True)))
    return variation(made, made.get(Measure, "m1"))


def found(*values: int) -> list[tuple[Sign | None, bool]]:
    return signs([Fraction(each) for each in values], LIMITS)


def test_limits_are_the_mean_and_2_66_mean_moving_ranges() -> None:
    # Twelve months worked out by hand: the sum is 612, the eleven moves add to 22.
    assert limits_of([Fraction(each) for each in STEADY]) == Limits(
        Fraction(51), 51 - Fraction(266, 100) * 2, 51 + Fraction(266, 100) * 2
    )
    assert limits_of([Fraction(50)] * 11) is None


@pytest.mark.parametrize(
    ("values", "at", "sign"),
    [
        ((49, 81, 49), 1, (Sign.OUTSIDE, True)),
        ((51, 19, 51), 1, (Sign.OUTSIDE, False)),
        ((49, 80, 49), 1, (None, False)),
        ((49, 51, 53, 51, 53, 51, 53, 51), 7, (Sign.ONE_SIDE, True)),
        ((49, 51, 53, 51, 53, 51, 53, 49), 6, (None, False)),
        ((51, 53, 51, 50, 53, 51, 53, 51), 7, (None, False)),
        ((41, 43, 45, 47, 49, 51, 53), 0, (Sign.ONE_WAY, True)),
        ((41, 43, 45, 47, 49, 51, 51), 6, (None, False)),
        ((59, 57, 55, 53, 49, 47, 45), 6, (Sign.ONE_WAY, False)),
        ((71, 51, 72), 2, (Sign.NEAR_LIMIT, True)),
        ((71, 51, 72), 1, (None, False)),
        ((71, 49, 72), 2, (None, False)),
        ((71, 51, 51, 72), 3, (None, False)),
        ((81, 71, 72), 2, (Sign.NEAR_LIMIT, True)),
        ((71, 51, 29), 2, (None, False)),
        ((70, 51, 70), 2, (None, False)),
        ((81, 51, 72), 2, (None, False)),
        ((49, 45, 43, 41, 39, 37, 35), 6, (Sign.ONE_WAY, False)),
        ((29, 31, 33, 35, 37, 39, 41), 6, (Sign.ONE_WAY, True)),
    ],
)
def test_what_chance_does_not_explain(
    values: tuple[int, ...], at: int, sign: tuple[Sign | None, bool]
) -> None:
    assert found(*values)[at] == sign


def test_the_first_rule_that_holds_is_told() -> None:
    assert [each for each, _ in found(60, 55, 71, 72, 51, 53, 52)] == [
        *[Sign.ONE_SIDE] * 2,
        *[Sign.NEAR_LIMIT] * 2,
        *[Sign.ONE_SIDE] * 3,
    ]
    assert [each for each, _ in found(51, 52, 53, 54, 55, 72, 81)] == [Sign.ONE_WAY] * 6 + [Sign.OUTSIDE]


@given(VALUES)
def test_turned_upside_down_high_is_low(values: list[Fraction]) -> None:
    limits = limits_of(values)
    assert limits is not None
    over = Limits(-limits.mean, -limits.upper, -limits.lower)
    turned = [(sign, is_high if sign is None else not is_high) for sign, is_high in signs(values, limits)]
    assert signs([-each for each in values], over) == turned


@given(VALUES, st.integers(-100, 100), st.integers(1, 9))
def test_another_scale_changes_no_judgement(values: list[Fraction], shift: int, factor: int) -> None:
    other = [each * factor + shift for each in values]
    limits, there = limits_of(values), limits_of(other)
    assert limits is not None
    assert there is not None
    assert there.mean == limits.mean * factor + shift
    assert signs(other, there) == signs(values, limits)


@given(st.fractions(0, 100))
def test_figures_that_never_move_show_nothing(value: Fraction) -> None:
    limits = limits_of([value] * LEAST)
    assert limits is not None
    assert {sign for sign, _ in signs([value] * LEAST, limits)} == {None}


@pytest.mark.parametrize(
    ("values", "better", "words", "reason"),
    [
        (STEADY[:11], Better.UP, "Too early to say", "11 figures so far: limits need 12."),
        (STEADY, Better.UP, "Normal month-to-month variation", "within what chance explains"),
        ((*STEADY, 70), Better.UP, "Improving", "January 2026 lies above the upper limit of 61.3%."),
        ((*STEADY, 70), Better.DOWN, "Getting worse", "January 2026 lies above the upper limit of 61.3%."),
        (
            (30, 70, 31, 71, 30, *(52, 51) * 3, 52),
            Better.UP,
            "Improving",
            "7 figures are all above the mean of 49.4%",
        ),
        ((*(80, 20) * 3, *range(54, 47, -1)), Better.DOWN, "Improving", "last 7 figures fall one by one"),
    ],
)
def test_the_latest_figure_gives_the_verdict(
    values: tuple[int, ...], better: Better, words: str, reason: str
) -> None:
    told = judged(values, better=better)
    assert verdict_words(measure(), told.verdict) == words
    assert reason in told.reason


def test_figures_before_a_new_beginning_are_drawn_and_not_judged() -> None:
    values = (10, 12) * 6 + STEADY
    assert judged(values).verdict is Verdict.IMPROVING
    since = judged(values, limits_from=date(2026, 1, 1))
    assert (since.verdict, len(since.points)) == (Verdict.NORMAL, 24)
    assert since.limits == judged(STEADY).limits
    late = judged(values, limits_from=date(2026, 2, 1))
    assert (late.verdict, late.limits, len(late.points)) == (Verdict.TOO_FEW, None, 24)


def test_what_stands_beside_a_figure_says_its_side() -> None:
    words = {sign_words(each, is_high) for each in Sign for is_high in (False, True)}
    assert len(words) == 8
    assert sign_words(Sign.OUTSIDE, True) == "above the upper limit"
