"""Measures as the window shows them: each judged once, and again only when its figures change."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from weakref import WeakKeyDictionary

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from tracker.domain import british
from tracker.domain.amounts import amount_words
from tracker.domain.codes import Better, MeasureUnit
from tracker.domain.plan import Plan
from tracker.domain.records import Figure, Measure, PathPoint, Post
from tracker.domain.rules.measures import (
    figure_words,
    figures_of,
    in_order,
    is_in_use,
    missing,
    missing_words,
    value_of,
    value_words,
)
from tracker.domain.rules.order import ref_key
from tracker.domain.rules.periods import period_words
from tracker.domain.rules.tags import tag_words
from tracker.domain.rules.targets import (
    OFF_TARGET,
    Reach,
    Standing,
    path,
    reach_words,
    standing,
    standing_words,
)
from tracker.domain.rules.variation import Judged, Variation, Verdict, sign_words, variation, verdict_words
from ui.fonts import SEMIBOLD, metrics
from ui.theme import px, tokens
from ui.widgets.columns import Column
from ui.widgets.paint import mark, put
from ui.widgets.run_chart import Chart, Dot, Sense, colour_of, draw_dot, draw_spark
from ui.workspace import Workspace

_SPARK = 92
_SENSES = {Verdict.IMPROVING: Sense.BETTER, Verdict.WORSENING: Sense.WORSE}
_WORDS = {MeasureUnit.PER_CENT, MeasureUnit.POUNDS}  # units that stand in the words of an axis


class MeasureRow:
    """A measure with what its figures say, worked out when first asked."""

    def __init__(self, plan: Plan, measure: Measure, day: date) -> None:
        self.plan, self.measure, self.day, self.id = plan, measure, day, measure.id
        self._path = plan.by(PathPoint, "measure_id", measure.id)
        self._figures = plan.by(Figure, "measure_id", measure.id)

    def still_holds(self, plan: Plan, measure: Measure, day: date) -> bool:
        """Whether all that it says was read from what stands in this plan too."""
        return (
            measure is self.measure
            and day == self.day
            and self._figures == plan.by(Figure, "measure_id", measure.id)
            and self._path == plan.by(PathPoint, "measure_id", measure.id)
        )

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The oldest first."""
        return figures_of(self.plan, self.measure)

    @cached_property
    def variation(self) -> Variation:
        """Whether its figures change by more than chance."""
        return variation(self.plan, self.measure)

    @cached_property
    def stands(self) -> Standing:
        """How the latest value stands to the target."""
        return standing(self.plan, self.measure)

    @cached_property
    def missing(self) -> tuple[date, ...]:
        """The ends of the periods whose figure is waited for."""
        return missing(self.plan, self.measure, self.day)

    @property
    def is_judged(self) -> bool:
        """Whether all of this has been worked out: until then each of it takes a moment."""
        return {"variation", "stands", "missing"} <= self.__dict__.keys()

    @property
    def is_off_target(self) -> bool:
        """Whether the board is to hear of it."""
        return is_in_use(self.measure) and self.stands.reach in OFF_TARGET

    @property
    def sense(self) -> Sense:
        """What chance does not explain about the latest figure."""
        return _SENSES.get(self.variation.verdict, Sense.PLAIN)

    @property
    def latest(self) -> str:
        """The latest value: “91.4%”; “” without one."""
        found = self.stands.latest
        return value_words(self.measure.unit, found.value) if found else ""

    @property
    def verdict(self) -> str:
        """“Improving”; where it is retired, that."""
        if self.measure.retired_on is not None:
            return f"Retired {british.short_day(self.measure.retired_on)}"
        return verdict_words(self.measure, self.variation.verdict)

    @property
    def against_target(self) -> str:
        """“Behind its path, target 90%”."""
        if self.measure.retired_on is not None:
            return self.measure.retired_reason
        words = reach_words(self.stands.reach)
        if self.measure.target is None:
            return words
        return f"{words}, target {value_words(self.measure.unit, self.measure.target)}"

    @property
    def missed(self) -> str:
        """“Figure for October 2026 not yet given”; “” where none is waited for."""
        return missing_words(self.measure, self.missing) if self.missing else ""

    @property
    def sentence(self) -> str:
        """For a screen reader."""
        parts = (self.measure.title, self.latest, self.verdict, self.against_target, self.missed)
        return ", ".join(filter(None, parts))

    @property
    def owner(self) -> str:
        """The post that answers for its figures."""
        post = self.plan.find(Post, self.measure.owner_post_id)
        return post.title if post else ""

    @property
    def tags(self) -> str:
        """Its tags, one after the other."""
        return tag_words(self.plan, self.measure)


_rows: "WeakKeyDictionary[Workspace, dict[str, MeasureRow]]" = WeakKeyDictionary()


def measure_rows(workspace: Workspace) -> list[MeasureRow]:
    """The measures by reference, retired ones last; those of which nothing changed are the same as before."""
    plan, day, before = workspace.plan, workspace.day, _rows.get(workspace, {})
    now: dict[str, MeasureRow] = {}
    for measure in in_order(plan.all(Measure)):
        row = before.get(measure.id)
        if row is None or not row.still_holds(plan, measure, day):
            row = MeasureRow(plan, measure, day)
        row.plan = plan
        now[measure.id] = row
    _rows[workspace] = now
    return list(now.values())


def judged(rows: Iterable[MeasureRow]) -> Iterator[None]:
    """Judge them, with a pause before each of which something changed."""
    for each in rows:
        if not each.is_judged:
            yield
            _ = each.variation, each.stands, each.missing


def spark(painter: QPainter, rect: QRect, row: MeasureRow) -> None:
    """Its figures and its target, as small as a word."""
    target = float(row.measure.target) if row.measure.target is not None else None
    draw_spark(painter, rect, [float(each.value) for each in row.variation.points], target, row.sense)


def chart_of(row: MeasureRow) -> Chart:
    """Its figures as a run chart."""
    measure, found = row.measure, row.variation
    limits, points = found.limits, found.points
    begins = measure.limits_from
    compared = [
        each.figure.happened_on for each in points if begins is None or each.figure.happened_on >= begins
    ]
    lines: list[tuple[str, float, Qt.PenStyle]] = []
    if measure.target is not None:
        words = f"target {axis_words(measure.unit, float(measure.target))}"
        lines.append((words, float(measure.target), Qt.PenStyle.DashLine))
    if limits is not None:
        words = f"mean {axis_words(measure.unit, float(limits.mean))}"
        lines.append((words, float(limits.mean), Qt.PenStyle.SolidLine))
    given = [float(each.value) for each in points]
    return Chart(
        dots=tuple(_dot(measure, each) for each in points),
        latest=row.latest,
        lines=tuple(lines),
        path=tuple((on, float(value)) for on, value in path(row.plan, measure)),
        band=(float(limits.lower), float(limits.upper)) if limits else None,
        compared=(compared[0], compared[-1]) if limits else None,
        least=None if min(given, default=0) < 0 else 0,
        most=100 if measure.unit is MeasureUnit.PER_CENT and max(given, default=0) <= 100 else None,
        axis_words=lambda value: axis_words(measure.unit, value),
    )


def summary_of(row: MeasureRow) -> str:
    """What is to be seen in the chart, for who cannot see it."""
    measure, found = row.measure, row.variation
    if not found.points:
        return "No figure yet."
    first, last = (period_words(measure.frequency, found.points[n].figure.happened_on) for n in (0, -1))
    began = value_words(measure.unit, found.points[0].value)
    told = [f"{british.plural(len(found.points), 'figure')} from {first}, {began}, to {last}, {row.latest}."]
    if limits := found.limits:
        mean, low, high = (
            value_words(measure.unit, each) for each in (limits.mean, limits.lower, limits.upper)
        )
        told.append(f"The mean is {mean}, the limits are {low} and {high}.")
    stood = standing_words(measure, row.stands)
    told += [f"{row.verdict}: {found.reason}", f"{reach_words(row.stands.reach)}: {stood}."]
    return " ".join(told)


def axis_words(unit: MeasureUnit, value: float) -> str:
    """“90%”, “£40”, “12”: shorter than a value in a sentence."""
    exact = Fraction(value).limit_denominator(1000)
    return value_words(unit, exact) if unit in _WORDS else amount_words(exact, 1)


def sense_of(measure: Measure, judged: Judged) -> Sense:
    """Whether what chance does not explain is for the better."""
    if judged.sign is None:
        return Sense.PLAIN
    return Sense.BETTER if judged.is_high is (measure.better is Better.UP) else Sense.WORSE


def _dot(measure: Measure, judged: Judged) -> Dot:
    said = f", {sign_words(judged.sign, judged.is_high)}" if judged.sign else ""
    words = f"{figure_words(measure, judged.figure)}{said}"
    return Dot(judged.figure.happened_on, float(judged.value), sense_of(measure, judged), words)


# The list of measures.


def list_columns() -> Sequence[Column[MeasureRow]]:
    """One column, in which each measure is drawn whole."""
    column: Column[MeasureRow] = Column(
        key="measure",
        title="Measure",
        text=lambda row: f"{row.measure.ref} {row.measure.council_ref} {row.measure.title}",
        width=200,
        stretch=True,
        accessible=lambda row: f"{row.measure.ref}, {row.sentence}",
        sort=lambda row: ref_key(row.measure.ref),
        draw=_draw_measure,
    )
    return (column,)


def further_words(row: MeasureRow) -> str:
    """Words by which it is found besides its title."""
    measure = row.measure
    counted = (measure.definition, measure.numerator, measure.denominator, measure.source)
    return " ".join((*counted, row.owner, row.tags))


def _draw_measure(painter: QPainter, rect: QRect, row: MeasureRow, selected: bool) -> None:
    t, high, wide = tokens(), px(19), px(_SPARK)
    top = rect.y() + (rect.height() - 3 * high) // 2
    measure = row.measure
    strong = t.muted if measure.retired_on else t.text
    value = metrics(16, SEMIBOLD).horizontalAdvance(row.latest)
    right = rect.right() + 1
    put(
        painter,
        QRect(right - value - 1, top, value + 2, high),
        row.latest,
        size=16,
        weight=SEMIBOLD,
        colour=strong,
    )
    title = QRect(rect.x(), top, rect.width() - value - px(10), high)
    if row.missing:
        mark(
            painter, "clock", title.right() - px(10), title.center().y() - px(4), 10, t.states["at_risk"].text
        )
        title.setRight(title.right() - px(16))
    put(painter, title, measure.title, size=14, weight=SEMIBOLD, colour=strong)
    second = QRect(rect.x(), top + high, rect.width() - wide - px(12), high)
    if measure.retired_on is None:
        draw_dot(painter, second.x() + px(5), second.center().y() + 1, row.sense, 4)
        room = second.adjusted(px(16), 0, 0, 0)
        put(painter, room, row.verdict, colour=t.text if row.sense is Sense.PLAIN else colour_of(row.sense))
    else:
        put(painter, second, row.verdict, colour=t.muted)
    off = row.is_off_target
    tone = (
        t.states["off_track"].text if off and row.stands.reach is Reach.MISSED else t.text if off else t.muted
    )
    put(painter, second.translated(0, high), row.against_target, colour=tone)
    spark(painter, QRect(right - wide, top + high, wide, 2 * high), row)


# The table of figures.


class FigureRow:
    """A figure with what it comes to and what chance does not explain about it."""

    def __init__(self, measure: Measure, figure: Figure, judged: Judged | None) -> None:
        self.measure, self.figure, self.judged, self.id = measure, figure, judged, figure.id

    @property
    def period(self) -> str:
        """“October 2026”."""
        return period_words(self.measure.frequency, self.figure.happened_on)

    @property
    def value(self) -> str:
        """“91%”; “no value” out of nought."""
        found = value_of(self.measure, self.figure)
        return value_words(self.measure.unit, found) if found is not None else "no value"

    @property
    def said(self) -> str:
        """What chance does not explain, then its note."""
        sign = self.judged.sign if self.judged else None
        told = sign_words(sign, self.judged.is_high) if sign and self.judged else ""
        return ". ".join(filter(None, (told[:1].upper() + told[1:], self.figure.note)))


def figure_rows(row: MeasureRow) -> list[FigureRow]:
    """The newest first."""
    judged = {each.figure.id: each for each in row.variation.points}
    return [FigureRow(row.measure, each, judged.get(each.id)) for each in reversed(row.figures)]


def figure_columns() -> tuple[Column[FigureRow], ...]:
    """The columns of the figures."""
    return (
        Column(
            key="period",
            title="Period",
            text=lambda row: row.period,
            width=124,
            sort=lambda row: row.figure.happened_on,
            keep=True,
        ),
        Column(
            key="counted",
            title="Counted",
            text=lambda row: _amount(row.figure.numerator),
            width=80,
            right=True,
            accessible=lambda row: f"{_amount(row.figure.numerator)} counted" if row.figure.numerator else "",
        ),
        Column(
            key="out_of",
            title="Out of",
            text=lambda row: _amount(row.figure.denominator),
            width=76,
            right=True,
            accessible=lambda row: (
                f"out of {_amount(row.figure.denominator)}" if row.figure.denominator else ""
            ),
        ),
        Column(
            key="value",
            title="Figure",
            text=lambda row: row.value,
            width=92,
            right=True,
            strong=True,
            keep=True,
        ),
        Column(
            key="said",
            title="Variation, note",
            text=lambda row: row.said,
            width=140,
            stretch=True,
            draw=_draw_said,
        ),
    )


def _amount(amount: Decimal | None) -> str:
    return amount_words(amount) if amount is not None else ""


def _draw_said(painter: QPainter, rect: QRect, row: FigureRow, selected: bool) -> None:
    t, sense = tokens(), sense_of(row.measure, row.judged) if row.judged else Sense.PLAIN
    room = QRect(rect)
    if sense is not Sense.PLAIN:
        draw_dot(painter, rect.x() + px(5), rect.center().y() + 1, sense, 4)
        room.setLeft(room.x() + px(16))
    put(painter, room, row.said, colour=t.muted if sense is Sense.PLAIN else colour_of(sense))
