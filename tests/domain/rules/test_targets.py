"""A measure against its target and the path to it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import figure, measure, plan
from tracker.domain.codes import Better, MeasureUnit
from tracker.domain.records import Measure, PathPoint, Record
from tracker.domain.rules.targets import (
    OFF_TARGET,
    Reach,
    brief_words,
    path,
    path_at,
    reach_words,
    standing,
    standing_words,
    target_words,
)

OCTOBER = date(2026, 10, 31)
DUE = ", due by 31 March 2027"
LATER = "; target 90% or more by 31 March 2027"
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
AIM: dict[str, Any] = {"target": Decimal(90), "target_on": date(2027, 3, 31)}


def told(*records: Record, **values: Any) -> tuple[Reach, str]:
    """How the measure of these values stands, and its words."""
    made = plan(measure(**values), *records)
    one = made.get(Measure, "m1")
    stands = standing(made, one)
    return stands.reach, standing_words(one, stands)


def test_it_is_told_in_brief() -> None:
    late = figure(OCTOBER, "86")
    made = plan(measure(**AIM), late)
    assert brief_words(made, made.get(Measure, "m1")) == "86%, target not met yet"
    none, gone = plan(measure(**AIM)), plan(measure(**AIM, retired_on=OCTOBER), late)
    assert brief_words(none, none.get(Measure, "m1")) == "no figure yet"
    assert brief_words(gone, gone.get(Measure, "m1")) == "retired"


def on_the_way(on: date, value: int) -> PathPoint:
    return PathPoint(id=str(on), measure_id="m1", due_on=on, value=Decimal(value))


@pytest.mark.parametrize(
    ("value", "changed", "reach", "words"),
    [
        ("90", {}, Reach.MET, "90% against a target of 90%"),
        ("86", {}, Reach.SHORT, f"86% against a target of 90%: 4 points short{DUE}"),
        ("89.96", {}, Reach.SHORT, f"90% against a target of 90%: less than 0.1 points short{DUE}"),
        ("88", {"tolerance": 2}, Reach.NEARLY, f"88% against a target of 90%: 2 points short{DUE}"),
        ("87.9", {"tolerance": 2}, Reach.SHORT, f"87.9% against a target of 90%: 2.1 points short{DUE}"),
        ("86", {"target_on": None}, Reach.SHORT, "86% against a target of 90%: 4 points short"),
        (
            "86",
            {"target_on": OCTOBER},
            Reach.MISSED,
            "86% against a target of 90%: 4 points short, which was due by 31 October 2026",
        ),
        ("91", {"better": Better.DOWN}, Reach.SHORT, f"91% against a target of 90%: 1 point over{DUE}"),
        (
            "93",
            {"better": Better.DOWN, "unit": MeasureUnit.DAYS},
            Reach.SHORT,
            f"93 days against a target of 90 days: 3 days over{DUE}",
        ),
        ("86", {"target": None}, Reach.NO_TARGET, "86%; no target has been set"),
    ],
)
def test_the_latest_value_stands_against_the_target(
    value: str, changed: dict[str, Any], reach: Reach, words: str
) -> None:
    earlier = figure(date(2026, 9, 30), "99")
    assert told(earlier, figure(OCTOBER, value), **AIM | changed) == (reach, words)


def test_without_a_figure_nothing_is_judged() -> None:
    nothing = figure(OCTOBER, numerator="0", denominator="0")
    assert told(nothing, **AIM) == (Reach.NO_FIGURE, f"No figure yet{LATER}")
    assert told() == (Reach.NO_FIGURE, "No figure yet")


@pytest.mark.parametrize(
    ("value", "reach", "words"),
    [
        ("70", Reach.ON_PATH, f"70%, where its path stands at 70%{LATER}"),
        ("66", Reach.BEHIND, f"66%, 4 points short of its path, which stands at 70%{LATER}"),
        ("90", Reach.MET, "90% against a target of 90%"),
    ],
)
def test_before_its_day_a_target_with_a_path_is_judged_by_the_path(
    value: str, reach: Reach, words: str
) -> None:
    points = on_the_way(date(2026, 8, 31), 60), on_the_way(date(2026, 12, 31), 80)
    assert told(*points, figure(OCTOBER, value), **AIM) == (reach, words)


def test_a_path_runs_straight_from_the_baseline_to_the_target() -> None:
    baseline: dict[str, Any] = {"baseline": Decimal(40), "baseline_on": date(2026, 1, 1)}
    made = plan(measure(**AIM, **baseline), on_the_way(date(2026, 1, 11), 50))
    points = path(made, made.get(Measure, "m1"))
    assert [day for day, _ in points] == [date(2026, 1, 1), date(2026, 1, 11), date(2027, 3, 31)]
    assert path_at(points, date(2026, 1, 4)) == 43
    assert path_at(points, date(2025, 12, 31)) is None
    assert path_at(points, date(2027, 4, 1)) is None
    assert path(plan(measure(**AIM, **baseline)), measure(**AIM, **baseline)) == ()
    assert path_at([(OCTOBER, Decimal(7))], OCTOBER) == 7


@given(st.dictionaries(DAYS, st.integers(0, 100).map(Decimal), min_size=1), DAYS)
def test_a_path_never_leaves_its_points(by_day: dict[date, Decimal], day: date) -> None:
    points = sorted(by_day.items())
    at = path_at(points, day)
    if at is None:
        assert day < points[0][0] or day > points[-1][0]
    else:
        assert Fraction(min(by_day.values())) <= at <= Fraction(max(by_day.values()))
        assert day not in by_day or at == by_day[day]


def test_a_target_says_which_way() -> None:
    assert target_words(measure(target=Decimal(20), better=Better.DOWN)) == "20% or less"
    assert target_words(measure()) == ""


def test_every_reach_has_words_of_its_own() -> None:
    assert len({reach_words(each) for each in Reach}) == len(Reach)
    assert {Reach.MET, Reach.ON_PATH, Reach.NEARLY} & OFF_TARGET == set()
