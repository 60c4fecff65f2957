"""Whether figures change by more than chance: the XmR chart with the rules of NHS England's *Making Data
Count*. They are judged, and told, in the order of its tools (the R package NHSRplotthedots 0.2.2): a point
outside the limits; 7 rising or falling; 2 of 3 near the same limit, all 3 on its side of the mean; 7 in a row
on one side of the mean. The limits are the mean ± 2.66 × the mean moving range, worked out exactly.
"""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from tracker.domain import british
from tracker.domain.codes import Better, Frequency
from tracker.domain.records import Figure, Measure
from tracker.domain.rules.measures import value_words, values_of
from tracker.domain.rules.periods import period_words
from tracker.domain.rules.reads import Reads
from tracker.frozen import dataclass

LEAST = 12
"""Figures that limits need."""
ROW = 7
"""Figures in a row, on one side of the mean or all rising or falling, that chance does not explain."""

_WIDTH = Fraction(266, 100)
_NEAR = Fraction(2, 3)
_EVERY = {
    Frequency.WEEKLY: "week-to-week",
    Frequency.MONTHLY: "month-to-month",
    Frequency.QUARTERLY: "quarter-to-quarter",
    Frequency.YEARLY: "year-to-year",
}


class Sign(StrEnum):
    """What chance does not explain about a figure; the first that holds is told."""

    OUTSIDE = "outside"
    ONE_WAY = "one_way"
    NEAR_LIMIT = "near_limit"
    ONE_SIDE = "one_side"


class Verdict(StrEnum):
    """What the latest figure says of the measure."""

    TOO_FEW = "too_few"
    NORMAL = "normal"
    IMPROVING = "improving"
    WORSENING = "worsening"


@dataclass(frozen=True, slots=True)
class Limits:
    """What chance alone keeps figures within. They may lie beyond what the unit can hold, as above 100%."""

    mean: Fraction
    lower: Fraction
    upper: Fraction


@dataclass(frozen=True, slots=True)
class Judged:
    """A value with what chance does not explain about it; `is_high` says on which side, or rising."""

    figure: Figure
    value: Fraction
    sign: Sign | None
    is_high: bool


@dataclass(frozen=True, slots=True)
class Variation:
    """The chart of a measure. Figures before `Measure.limits_from` are drawn and not judged; `limits` are
    those of the figures from there on, None with fewer than `LEAST`."""

    verdict: Verdict
    limits: Limits | None
    points: tuple[Judged, ...]
    reason: str


def variation(reads: Reads, measure: Measure) -> Variation:
    """Judge the figures of a measure; the verdict is the latest one's."""
    values = values_of(reads, measure)
    begins = measure.limits_from
    earlier = [each for each in values if begins is not None and each.figure.happened_on < begins]
    compared = values[len(earlier) :]
    limits = limits_of([each.value for each in compared])
    plain = tuple(Judged(each.figure, each.value, None, False) for each in earlier)
    if limits is None:
        plain += tuple(Judged(each.figure, each.value, None, False) for each in compared)
        counted = british.plural(len(compared), "figure")
        reason = f"{counted} so far: limits need {LEAST}."
        return Variation(Verdict.TOO_FEW, None, plain, reason)
    found = signs([each.value for each in compared], limits)
    judged = tuple(
        Judged(each.figure, each.value, sign, is_high)
        for each, (sign, is_high) in zip(compared, found, strict=True)
    )
    last = judged[-1]
    if last.sign is None:
        reason = "The latest figure lies within what chance explains."
        return Variation(Verdict.NORMAL, limits, plain + judged, reason)
    is_good = last.is_high is (measure.better is Better.UP)
    verdict = Verdict.IMPROVING if is_good else Verdict.WORSENING
    return Variation(verdict, limits, plain + judged, _reason(measure, limits, judged))


def verdict_words(measure: Measure, verdict: Verdict) -> str:
    """“Normal month-to-month variation”, “Improving”, “Getting worse”, “Too early to say”."""
    return {
        Verdict.TOO_FEW: "Too early to say",
        Verdict.NORMAL: f"Normal {_EVERY[measure.frequency]} variation",
        Verdict.IMPROVING: "Improving",
        Verdict.WORSENING: "Getting worse",
    }[verdict]


def sign_words(sign: Sign, is_high: bool) -> str:
    """“above the upper limit”, “one of 7 or more above the mean”: what is said beside a figure."""
    return {
        Sign.OUTSIDE: "above the upper limit" if is_high else "below the lower limit",
        Sign.ONE_WAY: f"one of {ROW} or more {'rising' if is_high else 'falling'}",
        Sign.NEAR_LIMIT: f"one of 2 of 3 near the {'upper' if is_high else 'lower'} limit",
        Sign.ONE_SIDE: f"one of {ROW} or more {'above' if is_high else 'below'} the mean",
    }[sign]


def limits_of(values: Sequence[Fraction]) -> Limits | None:
    """Mean ± 2.66 × mean moving range; None with fewer than `LEAST` values."""
    if len(values) < LEAST:
        return None
    mean = sum(values, Fraction(0)) / len(values)
    moves = [abs(after - before) for before, after in pairwise(values)]
    reach = _WIDTH * sum(moves, Fraction(0)) / len(moves)
    return Limits(mean, mean - reach, mean + reach)


def signs(values: Sequence[Fraction], limits: Limits) -> list[tuple[Sign | None, bool]]:
    """For each value, in their order, what chance does not explain about it and whether it is high or rises.

    A value on the mean ends a row; a value outside a limit is not counted as near it.
    """
    found: list[tuple[Sign | None, bool]] = [(None, False)] * len(values)
    near = _NEAR * (limits.upper - limits.mean)
    # From the last rule to the first, so that the first that holds stands at the end.
    for is_high in (False, True):
        aside = [(each - limits.mean) * (1 if is_high else -1) for each in values]
        for start, end in _rows([each > 0 for each in aside], ROW):
            found[start:end] = [(Sign.ONE_SIDE, is_high)] * (end - start)
        for at in _two_of_three(aside, near, limits.upper - limits.mean):
            found[at] = (Sign.NEAR_LIMIT, is_high)
    for is_high in (False, True):
        moves = [(after > before) is is_high and after != before for before, after in pairwise(values)]
        for start, end in _rows(moves, ROW - 1):
            found[start : end + 1] = [(Sign.ONE_WAY, is_high)] * (end + 1 - start)
    for at, value in enumerate(values):
        if not limits.lower <= value <= limits.upper:
            found[at] = (Sign.OUTSIDE, value > limits.upper)
    return found


def _two_of_three(aside: Sequence[Fraction], near: Fraction, limit: Fraction) -> list[int]:
    """Those that are near the limit, two in three, by how far each is from the mean on the limit's side."""
    is_near = [near < each <= limit for each in aside]
    windows = [range(start, start + 3) for start in range(len(aside) - 2)]
    together = [window for window in windows if all(aside[at] > 0 for at in window)]
    return [
        at for window in together if sum(is_near[at] for at in window) >= 2 for at in window if is_near[at]
    ]


def _rows(holds: Sequence[bool], least: int) -> list[tuple[int, int]]:
    """Where at least so many in a row hold: the first, and the one after the last."""
    rows, start = [], 0
    for at, each in enumerate([*holds, False]):
        if not each:
            if at - start >= least:
                rows.append((start, at))
            start = at + 1
    return rows


def _reason(measure: Measure, limits: Limits, judged: Sequence[Judged]) -> str:
    last = judged[-1]
    values = [each.value for each in judged]
    match last.sign:
        case Sign.OUTSIDE:
            period = period_words(measure.frequency, last.figure.happened_on)
            side, limit = ("upper", limits.upper) if last.is_high else ("lower", limits.lower)
            where = f"{'above' if last.is_high else 'below'} the {side} limit"
            return f"{period[0].upper()}{period[1:]} lies {where} of {value_words(measure.unit, limit)}."
        case Sign.ONE_SIDE:
            side = "above" if last.is_high else "below"
            many = _at_end([each > limits.mean if last.is_high else each < limits.mean for each in values])
            mean = value_words(measure.unit, limits.mean)
            return f"The last {many} figures are all {side} the mean of {mean}."
        case Sign.ONE_WAY:
            moves = [after > before if last.is_high else after < before for before, after in pairwise(values)]
            return f"The last {_at_end(moves) + 1} figures {'rise' if last.is_high else 'fall'} one by one."
        case _:
            return f"2 of the last 3 figures lie near the {'upper' if last.is_high else 'lower'} limit."


def _at_end(holds: Sequence[bool]) -> int:
    """How many at the end hold, one after the other."""
    return next((at for at, each in enumerate(reversed(holds)) if not each), len(holds))
