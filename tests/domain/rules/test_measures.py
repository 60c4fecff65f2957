"""What figures come to, what they changed, which are still to be given."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import action, answers, figure, finding, improves, measure, plan, seen_by, source, update
from tracker.domain.codes import Better, Frequency, Lifecycle, MeasureUnit
from tracker.domain.records import Action, Figure, Finding, Measure
from tracker.domain.rules import measures as m

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)


def counted(numerator: str, denominator: str) -> Figure:
    return figure(OCTOBER, numerator=numerator, denominator=denominator)


@pytest.mark.parametrize(
    ("unit", "given_figure", "words"),
    [
        (MeasureUnit.PER_CENT, counted("1074", "1180"), "91%"),
        (MeasureUnit.PER_CENT, counted("36.5", "177"), "20.6%"),
        (MeasureUnit.PER_CENT, figure(OCTOBER, "91.25"), "91.3%"),
        (MeasureUnit.PER_10000, counted("61", "50000"), "12.2 per 10,000"),
        (MeasureUnit.NUMBER, counted("656", "40"), "16.4"),
        (MeasureUnit.NUMBER, figure(OCTOBER, numerator="312"), "312"),
        (MeasureUnit.DAYS, figure(OCTOBER, "1"), "1 day"),
        (MeasureUnit.DAYS, figure(OCTOBER, "7.25"), "7.3 days"),
        (MeasureUnit.POUNDS, figure(OCTOBER, "1204.5"), "£1,204.50"),
        (MeasureUnit.POUNDS, figure(OCTOBER, "-1204"), "−£1,204"),
        (MeasureUnit.POUNDS, figure(OCTOBER, "-0.001"), "£0"),
    ],
)
def test_counts_make_a_value_by_the_unit(unit: MeasureUnit, given_figure: Figure, words: str) -> None:
    value = m.value_of(measure(unit=unit), given_figure)
    assert value is not None
    assert m.value_words(unit, value) == words


def test_out_of_nought_there_is_no_value() -> None:
    made = plan(measure(), figure(SEPTEMBER, "40"), counted("0", "0"))
    (one,) = made.all(Measure)
    assert [each.value for each in m.values_of(made, one)] == [40]
    assert m.figure_words(one, m.figures_of(made, one)[-1]) == "October 2026: no value (0 of 0)"


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_exact(numerator: int, denominator: int) -> None:
    value = m.value_of(measure(), counted(str(numerator), str(denominator)))
    assert value is not None
    assert value * denominator == numerator * 100


@pytest.mark.parametrize(
    ("better", "before", "now", "words", "is_better"),
    [
        (Better.UP, 88, 91, "up 3 points on September 2026", True),
        (Better.DOWN, 88, 91, "up 3 points on September 2026", False),
        (Better.DOWN, 91, 90, "down 1 point on September 2026", True),
        (Better.UP, 91, 91, "unchanged on September 2026", None),
        (Better.UP, Fraction(9001, 100), 90, "down less than 0.1 points on September 2026", False),
    ],
)
def test_a_change_is_told_with_its_direction(
    better: Better, before: Fraction, now: Fraction, words: str, is_better: bool | None
) -> None:
    one = measure(better=better)
    change = m.change_since(one, Fraction(before), Fraction(now))
    assert (m.change_words(one, change, "September 2026"), change.is_better) == (words, is_better)


@given(st.sampled_from(Better), st.fractions(0, 100), st.fractions(0, 100))
def test_there_and_back_is_better_one_way_only(better: Better, one: Fraction, other: Fraction) -> None:
    there = m.change_since(measure(better=better), one, other)
    back = m.change_since(measure(better=better), other, one)
    assert there.amount == -back.amount
    assert (there.is_better is None) == (one == other)
    assert there.is_better is None or there.is_better is not back.is_better


def test_a_figure_is_missing_a_fortnight_after_its_period() -> None:
    made = plan(
        measure(in_plan_from=date(2026, 2, 3)), figure(date(2026, 7, 31), "40"), figure(SEPTEMBER, "41")
    )
    (one,) = made.all(Measure)
    assert m.missing(made, one, date(2026, 11, 13)) == (date(2026, 8, 31),)
    assert m.missing(made, one, date(2026, 11, 14)) == (date(2026, 8, 31), OCTOBER)
    assert m.missing_words(one, (OCTOBER,)) == "Figure for October 2026 not yet given"
    words = m.missing_words(one, m.missing(made, one, date(2026, 11, 14)))
    assert words == "2 figures not yet given, the last for October 2026"


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"in_plan_from": date(2026, 9, 3)}, (SEPTEMBER, OCTOBER)),
        ({"in_plan_from": date(2026, 9, 3), "retired_on": OCTOBER}, ()),
        ({"in_plan_from": date(2024, 9, 3), "frequency": Frequency.YEARLY}, ()),
    ],
)
def test_without_figures_those_since_it_joined_the_plan_are_missing(
    values: dict[str, Any], missing: tuple[date, ...]
) -> None:
    made = plan(measure(**values))
    (one,) = made.all(Measure)
    assert m.missing(made, one, date(2026, 11, 20)) == missing


def test_a_yearly_figure_is_missing_a_year_after_the_last() -> None:
    made = plan(measure(frequency=Frequency.YEARLY), figure(SEPTEMBER, "17.8"))
    (one,) = made.all(Measure)
    assert m.missing(made, one, date(2027, 10, 13)) == ()
    assert m.missing(made, one, date(2027, 10, 14)) == (date(2027, 9, 30),)


@pytest.mark.parametrize(
    ("frequency", "end"),
    [
        (Frequency.WEEKLY, date(2026, 11, 15)),
        (Frequency.MONTHLY, OCTOBER),
        (Frequency.QUARTERLY, SEPTEMBER),
        (Frequency.YEARLY, date(2026, 11, 20)),
    ],
)
def test_the_first_figure_is_of_the_last_period_that_is_over(frequency: Frequency, end: date) -> None:
    one = measure(frequency=frequency)
    assert m.next_period(plan(one), one, date(2026, 11, 20)) == end


def test_the_next_figure_follows_the_latest() -> None:
    made = plan(measure(), figure(SEPTEMBER, "40"), figure(date(2026, 8, 31), "38"))
    assert m.next_period(made, made.get(Measure, "m1"), date(2026, 11, 20)) == OCTOBER


@pytest.mark.parametrize(
    ("doubtful", "words"),
    [
        (counted("4", "160"), "A count under 5"),
        (counted("170", "160"), "More were counted"),
        (figure(OCTOBER, "0.4"), "ten times"),
        (counted("0", "160"), ""),
        (counted("64", "160"), ""),
    ],
)
def test_doubtful_figures_are_asked_about(doubtful: Figure, words: str) -> None:
    made = plan(measure(), figure(SEPTEMBER, "41"), figure(date(2026, 8, 31), "38"))
    told = " ".join(m.doubts(made, made.get(Measure, "m1"), doubtful))
    assert words in told
    assert bool(words) == bool(told)


def test_figures_below_nought_are_compared_by_their_size() -> None:
    made = plan(measure(unit=MeasureUnit.POUNDS), figure(SEPTEMBER, "-6"))
    of = made.get(Measure, "m1")
    assert m.doubts(made, of, figure(OCTOBER, "-5")) == ()
    (doubt,) = m.doubts(made, of, figure(OCTOBER, "-60"))
    assert doubt.startswith("It is more than ten times")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (figure(OCTOBER), "either the counts or the value"),
        (figure(OCTOBER, "91", numerator="5"), "either the counts or the value"),
        (figure(OCTOBER, "91", denominator="5"), "either the counts or the value"),
        (figure(OCTOBER, numerator="5"), "out of how many"),
        (figure(date(2026, 10, 30), "91"), "The period ends with October 2026"),
    ],
)
def test_a_figure_is_counts_or_a_value_of_a_whole_period(wrong: Figure, words: str) -> None:
    assert words in (m.why_not_figure(measure(), wrong) or "")
    assert m.why_not_figure(measure(), figure(OCTOBER, "91")) is None


def test_an_area_has_its_own_measures_and_those_of_its_live_actions() -> None:
    made = plan(
        source(),
        finding("f1"),
        *(action(each) for each in ("a1", "a2")),
        *(answers(each, "f1") for each in ("a1", "a2")),
        update("a2", OCTOBER, Lifecycle.WITHDRAWN),
        measure("m1", retired_on=OCTOBER),
        *(measure(each) for each in ("m2", "m10", "m3")),
        *(improves("f1", each) for each in ("m1", "m10")),
        *(seen_by("a1", each) for each in ("m10", "m2")),
        seen_by("a2", "m3"),
    )
    area = made.get(Finding, "f1")
    assert [each.ref for each in m.measures_for(made, area)] == ["M2", "M10", "M1"]
    assert [each.ref for each in m.measures_of(made, made.get(Action, "a1"))] == ["M2", "M10"]
    ten = made.get(Measure, "m10")
    assert ([each.ref for each in m.actions_of(made, ten)], m.findings_of(made, ten)) == (["A1"], [area])
