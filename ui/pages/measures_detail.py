"""The selected measure in full: how it stands in words, its run chart, its figures, and what it measures."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from tracker.domain import british, words
from tracker.domain.record_words import field_label
from tracker.domain.records import Measure
from tracker.domain.rules.measures import (
    actions_of,
    change_since,
    change_words,
    findings_of,
    is_in_use,
    value_words,
)
from tracker.domain.rules.periods import period_words
from tracker.domain.rules.targets import path, reach_words, standing_words, target_words
from tracker.domain.words import shown_ref, title_shown
from ui.fonts import SEMIBOLD
from ui.pages.measures_rows import (
    FigureRow,
    MeasureRow,
    chart_of,
    figure_columns,
    figure_rows,
    summary_of,
)
from ui.pages.side import MOST, Side
from ui.theme import px
from ui.widgets.frames import Facts, label, row
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel
from ui.widgets.run_chart import RunChart

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LABEL = 174  # as wide as “Where the figures come from”
_FIGURES = 6  # rows in sight; more are scrolled to


class MeasureDetail(Side):
    """Follows the list by `show_row`."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "The selected measure", "Select a measure to see its figures.")
        self.chart = RunChart()
        self.chart.setFixedHeight(px(250))
        self.figure_rows: RowsModel[FigureRow] = RowsModel(
            figure_columns(), key=lambda each: each.id, parent=self
        )
        self.figures: Grid[FigureRow] = Grid(self.figure_rows, "Figures, the newest first", row_high=28)

    def fill(self, found: MeasureRow) -> None:
        """Show this one."""
        measure = found.measure
        self.add(label(f"{measure.ref}  {measure.title}", 16, SEMIBOLD, wrap=True, select=True))
        if measure.retired_on is not None:
            self.add(
                label(f"Retired {british.short_day(measure.retired_on)}", 14, SEMIBOLD),
                label(measure.retired_reason, 14, wrap=True, select=True),
            )
        else:
            facts = Facts(_LABEL)
            facts.show_facts(
                (
                    (found.verdict, found.variation.reason),
                    (reach_words(found.stands.reach), f"{standing_words(measure, found.stands)}."),
                    ("Change", _changed(found)),
                    ("Figures due", found.missed),
                )
            )
            self.add(facts)
        self.add(row(*(self.deed(each) for each in _deeds(measure)), None))
        self.chart.show_chart(chart_of(found), f"Chart of {measure.title}", summary_of(found))
        self.add(self.chart)
        self.figure_rows.set_rows(figure_rows(found))
        self.figures.setFixedHeight(px(33) + px(28) * min(max(len(found.figures), 1), _FIGURES))
        self.add(self.figures)
        self.section("What it measures")
        told = Facts(_LABEL)
        told.show_facts(tuple(_told(found)))
        self.add(told)
        self._show_links(found)

    def _show(self) -> None:
        for each in (self.chart, self.figures):  # they stay, whatever else is made anew
            each.setParent(self)
            each.hide()
        super()._show()
        if self.row is not None:
            self.chart.show()
            self.figures.show()

    def _show_links(self, found: MeasureRow) -> None:
        actions = actions_of(found.plan, found.measure)
        findings = findings_of(found.plan, found.measure)
        self.section("What is seen by it", "" if actions or findings else "Not linked to anything yet")
        for finding in findings[:MOST]:
            text = " ".join(finding.text.split())
            self.add(self.link(f"areas:{finding.id}", f"{finding.ref}  {text}", "improvement area"))
        self.more(len(findings))
        for action in actions[:MOST]:
            said = words.label(action.lifecycle)
            self.add(self.link(f"actions:{action.id}", f"{shown_ref(action)}  {title_shown(action)}", said))
        self.more(len(actions))
        self.add(row(self.deed("measure_links"), None))


def _deeds(measure: Measure) -> tuple[str, ...]:
    return ("add_figure", "paste_figures", "edit_measure") if is_in_use(measure) else ("take_up_measure",)


def _changed(found: MeasureRow) -> str:
    told = ", ".join(_changes(found))
    return f"{told[0].upper()}{told[1:]}." if told else ""


def _changes(found: MeasureRow) -> Iterator[str]:
    """From the figure before to the latest, and from the baseline."""
    measure, points = found.measure, found.variation.points
    if len(points) > 1:
        before = period_words(measure.frequency, points[-2].figure.happened_on)
        yield _change(measure, points[-2].value, points[-1].value, before)
    if points and measure.baseline is not None:
        since = f"the baseline of {value_words(measure.unit, measure.baseline)}"
        yield _change(measure, Fraction(measure.baseline), points[-1].value, since)


def _change(measure: Measure, before: Fraction, now: Fraction, since: str) -> str:
    change = change_since(measure, before, now)
    better = {True: " (better)", False: " (worse)", None: ""}[change.is_better]
    return f"{change_words(measure, change, since)}{better}"


def _told(found: MeasureRow) -> Iterator[tuple[str, str]]:
    measure = found.measure
    yield "Counts", " ÷ ".join(filter(None, (measure.numerator, measure.denominator)))
    yield field_label(Measure, "definition"), measure.definition
    yield field_label(Measure, "better"), words.label(measure.better)
    yield field_label(Measure, "frequency"), words.label(measure.frequency)
    if measure.baseline is not None:
        on = f", {british.short_day(measure.baseline_on)}" if measure.baseline_on else ""
        yield field_label(Measure, "baseline"), f"{value_words(measure.unit, measure.baseline)}{on}"
    yield field_label(Measure, "target"), target_words(measure)
    way = [
        f"{value_words(measure.unit, value)} by {british.short_day(on)}"
        for on, value in path(found.plan, measure)
        if on not in (measure.baseline_on, measure.target_on)
    ]
    yield "On the way", british.listed(way)
    yield field_label(Measure, "source"), measure.source
    yield "Owner", found.owner or "No owner"
    yield field_label(Measure, "comparators"), measure.comparators
    yield "Tags", found.tags
