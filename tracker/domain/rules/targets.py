"""A measure against its target: reached, on the path to it, or how far short."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from tracker.domain import british
from tracker.domain.codes import Better
from tracker.domain.records import Measure, PathPoint
from tracker.domain.rules.measures import Value, distance_words, value_words, values_of
from tracker.domain.rules.reads import Reads
from tracker.frozen import dataclass


class Reach(StrEnum):
    """How the latest value stands to the target, the gravest first."""

    MISSED = "missed"
    BEHIND = "behind"
    SHORT = "short"
    NEARLY = "nearly"
    ON_PATH = "on_path"
    MET = "met"
    NO_FIGURE = "no_figure"
    NO_TARGET = "no_target"


_WORDS = {
    Reach.MISSED: "Target missed",
    Reach.BEHIND: "Behind its path",
    Reach.SHORT: "Target not met yet",
    Reach.NEARLY: "Target nearly met",
    Reach.ON_PATH: "On its path",
    Reach.MET: "Target met",
    Reach.NO_FIGURE: "No figure yet",
    Reach.NO_TARGET: "No target",
}
OFF_TARGET = frozenset({Reach.MISSED, Reach.BEHIND, Reach.SHORT})
"""What a board is to hear of."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest value, and how it stands to the target; `expected` is where the path stood by then."""

    reach: Reach
    latest: Value | None
    expected: Fraction | None


def reach_words(reach: Reach) -> str:
    """“Target not met yet”, “On its path”."""
    return _WORDS[reach]


def standing(reads: Reads, measure: Measure) -> Standing:
    """How the measure stands with its latest figure that comes to something.

    The target is missed once a period that ends on or after the target date does not reach it. Before that,
    where a path was given, the value is compared with where the path stood at the end of the period.
    """
    values = values_of(reads, measure)
    latest = values[-1] if values else None
    if latest is None:
        return Standing(Reach.NO_FIGURE, None, None)
    if measure.target is None:
        return Standing(Reach.NO_TARGET, latest, None)
    on = latest.figure.happened_on
    expected = path_at(path(reads, measure), on)
    if _is_reached(measure, latest.value, measure.target):
        reach = Reach.MET
    elif abs(Fraction(measure.target) - latest.value) <= Fraction(measure.tolerance or 0):
        reach = Reach.NEARLY
    elif measure.target_on is not None and on >= measure.target_on:
        reach = Reach.MISSED
    elif expected is None:
        reach = Reach.SHORT
    else:
        reach = Reach.ON_PATH if _is_reached(measure, latest.value, expected) else Reach.BEHIND
    return Standing(reach, latest, expected)


def standing_words(measure: Measure, stands: Standing) -> str:
    """“91% against 95%: 4 points short, due by 31 March 2027”, “72%, where the path stands at 70%; …”."""
    if stands.latest is None:
        return f"No figure yet{_aim(measure)}"
    now = value_words(measure.unit, stands.latest.value)
    if measure.target is None:
        return f"{now}; no target has been set"
    target = value_words(measure.unit, measure.target)
    match stands.reach:
        case Reach.MET:
            return f"{now} against a target of {target}"
        case Reach.ON_PATH | Reach.BEHIND:
            assert stands.expected is not None
            by_now = value_words(measure.unit, stands.expected)
            if stands.reach is Reach.ON_PATH:
                return f"{now}, where its path stands at {by_now}{_aim(measure)}"
            gap = _gap(measure, stands.latest.value, stands.expected, "short of")
            return f"{now}, {gap} its path, which stands at {by_now}{_aim(measure)}"
        case _:
            gap = _gap(measure, stands.latest.value, Fraction(measure.target), "short")
            was = "which was due" if stands.reach is Reach.MISSED else "due"
            due = f", {was} by {british.day_month_year(measure.target_on)}" if measure.target_on else ""
            return f"{now} against a target of {target}: {gap}{due}"


def brief_words(reads: Reads, measure: Measure) -> str:
    """“78%, behind its path”; of a measure that is retired, that."""
    if measure.retired_on is not None:
        return "retired"
    stands = standing(reads, measure)
    now = f"{value_words(measure.unit, stands.latest.value)}, " if stands.latest else ""
    return f"{now}{reach_words(stands.reach).lower()}"


def target_words(measure: Measure) -> str:
    """“95% or more by 31 March 2027”; “” without a target."""
    if measure.target is None:
        return ""
    way = "or more" if measure.better is Better.UP else "or less"
    by = f" by {british.day_month_year(measure.target_on)}" if measure.target_on else ""
    return f"{value_words(measure.unit, measure.target)} {way}{by}"


def path(reads: Reads, measure: Measure) -> tuple[tuple[date, Decimal], ...]:
    """The path from the baseline to the target, by day; empty where no target on the way was given."""
    points = reads.by(PathPoint, "measure_id", measure.id)
    if not points:
        return ()
    known = {each.due_on: each.value for each in points}
    if measure.baseline is not None and measure.baseline_on is not None:
        known = {measure.baseline_on: measure.baseline} | known
    if measure.target is not None and measure.target_on is not None:
        known |= {measure.target_on: measure.target}
    return tuple(sorted(known.items()))


def why_not_path(reads: Reads, measure: Measure) -> str | None:
    """The refusal of a path that leaves its baseline or its target, in a sentence."""
    days = [each.due_on for each in reads.by(PathPoint, "measure_id", measure.id)]
    return why_not_between(days, measure.baseline_on, measure.target_on)


def why_not_between(days: Iterable[date], start: date | None, end: date | None) -> str | None:
    """The refusal of days of a path that do not lie between its ends, in a sentence."""
    if all((start is None or start < day) and (end is None or day < end) for day in days):
        return None
    ends = " and ".join(british.short_day(each) for each in (start, end) if each)
    return f"The path lies between {ends}."


def path_at(points: Sequence[tuple[date, Decimal]], day: date) -> Fraction | None:
    """Where a path stands on a day, straight from point to point; None before it begins and after its end."""
    for (start, low), (end, high) in pairwise(points):
        if start <= day <= end:
            part = Fraction((day - start).days, (end - start).days)
            return Fraction(low) + (Fraction(high) - Fraction(low)) * part
    return next((Fraction(value) for on, value in points if on == day), None)


def _is_reached(measure: Measure, value: Fraction, aim: Decimal | Fraction) -> bool:
    return value >= Fraction(aim) if measure.better is Better.UP else value <= Fraction(aim)


def _gap(measure: Measure, value: Fraction, aim: Fraction, short: str) -> str:
    far = distance_words(measure.unit, value - aim)
    return f"{far} {short if measure.better is Better.UP else 'over'}"


def _aim(measure: Measure) -> str:
    return f"; target {target_words(measure)}" if measure.target is not None else ""
