"""Measures as they stand: the value of a figure, what it changed, which figures are still to come."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from tracker.domain.amounts import amount_words
from tracker.domain.british import MINUS
from tracker.domain.codes import Better, Frequency, MeasureUnit
from tracker.domain.records import Action, Figure, Finding, Measure, MeasureAction, MeasureFinding
from tracker.domain.rules.gaps import actions_for
from tracker.domain.rules.order import ref_key
from tracker.domain.rules.periods import ends_since, next_end, period_end, period_words
from tracker.domain.rules.reads import Reads
from tracker.domain.rules.states import is_live
from tracker.frozen import dataclass

DAYS_TO_GIVE = 14
"""A figure is waited for so long after its period, while it is being counted."""
SMALL = 5
"""Counts under this may tell who a child is."""

_OUT_OF = {MeasureUnit.PER_CENT: 100, MeasureUnit.PER_10000: 10_000}
_PLACES = 1
_TIMES = 10


class Counted(Protocol):
    """A figure, or one that is still to be added: counts, or a value."""

    @property
    def numerator(self) -> Decimal | None: ...
    @property
    def denominator(self) -> Decimal | None: ...
    @property
    def value(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class Value:
    """What a figure comes to, exactly."""

    figure: Figure
    value: Fraction


@dataclass(frozen=True, slots=True)
class Change:
    """From one value to another: `amount` has its sign; `is_better` is None where nothing changed."""

    amount: Fraction
    is_better: bool | None


def value_of(measure: Measure, figure: Counted) -> Fraction | None:
    """What a figure comes to: the value given, or counted ÷ out of in the measure's unit; None out of nought.

    What is counted without anything to count it out of is its own value, unless the unit is a share.
    """
    if figure.value is not None:
        return Fraction(figure.value)
    if figure.numerator is None or figure.denominator == 0:
        return None
    if figure.denominator is None:
        return None if measure.unit in _OUT_OF else Fraction(figure.numerator)
    return Fraction(figure.numerator) / Fraction(figure.denominator) * _OUT_OF.get(measure.unit, 1)


def value_words(unit: MeasureUnit, value: Decimal | Fraction) -> str:
    """“91.4%”, “16.4”, “12 days”, “£1,204.50”: to one place, pounds to the penny."""
    match unit:
        case MeasureUnit.PER_CENT:
            return f"{amount_words(value, _PLACES)}%"
        case MeasureUnit.DAYS:
            shown = amount_words(value, _PLACES)
            return f"{shown} {'day' if shown == '1' else 'days'}"
        case MeasureUnit.POUNDS:
            whole, point, pence = amount_words(value, 2).partition(".")
            sign, whole = whole[: whole.startswith(MINUS)], whole.removeprefix(MINUS)
            return f"{sign}£{whole}{point}{pence.ljust(2, '0') if point else ''}"
        case MeasureUnit.PER_10000:
            return f"{amount_words(value, _PLACES)} per 10,000"
        case _:
            return amount_words(value, _PLACES)


def distance_words(unit: MeasureUnit, distance: Fraction) -> str:
    """How far two values are apart: “4 points” for per cent, else as a value; “less than 0.1 points”."""
    size, least = abs(distance), Fraction(1, 10)
    under = "less than " if 0 < size < least / 2 else ""
    size = least if under else size
    if unit is not MeasureUnit.PER_CENT:
        return under + value_words(unit, size)
    shown = amount_words(size, _PLACES)
    return f"{under}{shown} {'point' if shown == '1' else 'points'}"


def figures_of(reads: Reads, measure: Measure) -> tuple[Figure, ...]:
    """Its figures, the oldest period first."""
    found = reads.by(Figure, "measure_id", measure.id)
    return tuple(sorted(found, key=lambda each: each.happened_on))


def values_of(reads: Reads, measure: Measure) -> tuple[Value, ...]:
    """Its figures that come to something, the oldest period first: what a chart draws."""
    valued = ((each, value_of(measure, each)) for each in figures_of(reads, measure))
    return tuple(Value(figure, value) for figure, value in valued if value is not None)


def change_since(measure: Measure, before: Fraction, now: Fraction) -> Change:
    """What became of a value, and whether that is for the better."""
    amount = now - before
    is_up = measure.better is Better.UP
    return Change(amount, (amount > 0) is is_up if amount else None)


def change_words(measure: Measure, change: Change, since: str) -> str:
    """“up 3 points on September 2026”, “unchanged on the baseline of 38%”."""
    if not change.amount:
        return f"unchanged on {since}"
    far = distance_words(measure.unit, change.amount)
    return f"{'up' if change.amount > 0 else 'down'} {far} on {since}"


def figure_words(measure: Measure, figure: Figure) -> str:
    """“October 2026: 91% (1,074 of 1,180)”; out of nought “no value”."""
    value = value_of(measure, figure)
    shown = "no value" if value is None else value_words(measure.unit, value)
    counted = ""
    if figure.numerator is not None and figure.denominator is not None:
        counted = f" ({amount_words(figure.numerator)} of {amount_words(figure.denominator)})"
    return f"{period_words(measure.frequency, figure.happened_on)}: {shown}{counted}"


def is_in_use(measure: Measure) -> bool:
    """Not retired."""
    return measure.retired_on is None


def missing(reads: Reads, measure: Measure, day: date) -> tuple[date, ...]:
    """The last days of the periods that have no figure on `day`, the oldest first.

    They are counted from the first figure on, without one from the day the measure joined the plan, and each
    only once its period has been over for `DAYS_TO_GIVE` days. A retired measure waits for none; of a
    yearly one it is the year after its last figure.
    """
    if not is_in_use(measure):
        return ()
    by, given = day - timedelta(days=DAYS_TO_GIVE), {each.happened_on for each in figures_of(reads, measure)}
    if measure.frequency is Frequency.YEARLY:
        following = next_end(measure.frequency, max(given)) if given else date.max
        return tuple(ends_since(measure.frequency, following, by))
    begins = min(given, default=measure.in_plan_from)
    return tuple(end for end in ends_since(measure.frequency, begins, by) if end not in given)


def missing_words(measure: Measure, ends: tuple[date, ...]) -> str:
    """“Figure for October 2026 not yet given”, “3 figures not yet given, the last for October 2026”."""
    last = period_words(measure.frequency, ends[-1])
    if len(ends) == 1:
        return f"Figure for {last} not yet given"
    return f"{len(ends)} figures not yet given, the last for {last}"


def next_period(reads: Reads, measure: Measure, day: date) -> date:
    """The last day of the period whose figure is given next: after the latest, else the last one over."""
    given = figures_of(reads, measure)
    if given:
        return next_end(measure.frequency, given[-1].happened_on)
    if measure.frequency is Frequency.YEARLY:
        return day
    *_, last = ends_since(measure.frequency, day - timedelta(days=100), day)
    return last


def why_not_figure(measure: Measure, figure: Figure) -> str | None:
    """The refusal of a figure that is neither counts nor a value, or of no whole period, in a sentence."""
    counted, given = figure.numerator is not None, figure.value is not None
    if counted is given or (given and figure.denominator is not None):
        return "Give either the counts or the value."
    if counted and figure.denominator is None and measure.unit in _OUT_OF:
        return "Say out of how many."
    end = period_end(measure.frequency, figure.happened_on)
    if end != figure.happened_on:
        return f"The period ends with {period_words(measure.frequency, end)}."
    return None


def doubts(reads: Reads, measure: Measure, figure: Counted) -> tuple[str, ...]:
    """What to ask about a figure, before or after it is kept, in sentences."""
    asked = []
    counted, out_of = figure.numerator, figure.denominator
    if any(each is not None and 0 < each < SMALL for each in (counted, out_of)):
        asked.append(f"A count under {SMALL} may tell who a child is: think who will see it.")
    if measure.unit is MeasureUnit.PER_CENT and counted and out_of and counted > out_of:
        asked.append("More were counted than there are.")
    size = abs(value_of(measure, figure) or Fraction(0))
    others = [
        abs(each.value) for each in values_of(reads, measure) if each.figure is not figure and each.value
    ]
    if size and others and not any(size < each * _TIMES and each < size * _TIMES for each in others):
        asked.append("It is more than ten times, or less than a tenth of, every other figure.")
    return tuple(asked)


def measures_of(reads: Reads, action: Action) -> list[Measure]:
    """The measures by which an action is seen to work, retired ones last."""
    ties = reads.by(MeasureAction, "action_id", action.id)
    return in_order(each for tie in ties if (each := reads.find(Measure, tie.measure_id)))


def measures_for(reads: Reads, finding: Finding) -> list[Measure]:
    """The measures of a finding and of the live actions that answer it, each once, retired ones last."""
    ties = reads.by(MeasureFinding, "finding_id", finding.id)
    found = {tie.measure_id: reads.find(Measure, tie.measure_id) for tie in ties}
    for action in actions_for(reads, finding):
        if is_live(action):
            found |= {each.id: each for each in measures_of(reads, action)}
    return in_order(each for each in found.values() if each is not None)


def actions_of(reads: Reads, measure: Measure) -> list[Action]:
    """The actions that are seen to work by this measure."""
    ties = reads.by(MeasureAction, "measure_id", measure.id)
    return [each for tie in ties if (each := reads.find(Action, tie.action_id))]


def findings_of(reads: Reads, measure: Measure) -> list[Finding]:
    """The improvement areas that are seen to improve by this measure."""
    ties = reads.by(MeasureFinding, "measure_id", measure.id)
    return [each for tie in ties if (each := reads.find(Finding, tie.finding_id))]


def in_order(measures: Iterable[Measure]) -> list[Measure]:
    """By reference, retired ones last."""
    return sorted(measures, key=lambda each: (not is_in_use(each), ref_key(each.ref)))
