"""Figures of a measure in forms: one for a period, or several pasted from a sheet."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain.commands import AddFigures, NewFigure
from tracker.domain.commands.figures import read_pasted
from tracker.domain.errors import TrackerError
from tracker.domain.records import Measure
from tracker.domain.rules.measures import doubts, is_in_use, next_period
from tracker.domain.rules.periods import period_end, period_words
from ui.dialogs.corrections import CorrectForm
from ui.dialogs.form import Form
from ui.dialogs.measures import selected_measure
from ui.pages.measures import MeasuresPage
from ui.widgets.fields import AmountField, DayField, NotesField, TextField
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_ASKED = 3  # doubts told one by one; more are only counted
_ALONE = "Where the counts are not known"


class _FiguresForm(Form):
    """What is odd about a figure is asked, once, before it is kept."""

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        measure: Measure,
        title: str,
        save: str,
        more: str = "",
        wide: float = 480,
    ) -> None:
        about = f"{measure.ref}  {measure.title}{more}"
        super().__init__(parent, title, save=save, about=about, wide=wide)
        self._measure, self._plan = measure, workspace.plan
        self._asked: set[str] = set()

    def _doubts(self, figures: Sequence[NewFigure]) -> list[str]:
        """“August 2026: More were counted than there are.”"""
        frequency = self._measure.frequency
        return [
            f"{period_words(frequency, period_end(frequency, each.period))}: {doubt}"
            for each in figures
            for doubt in doubts(self._plan, self._measure, each)
        ]

    def build(self) -> AddFigures:
        """The figures as filled in."""
        raise NotImplementedError

    def settle(self) -> None:
        """Keep them. Raises TrackerError where something odd about them was not asked about before."""
        odd = self._doubts(self.build().figures)
        unasked = [each for each in odd if each not in self._asked]
        self._asked.update(odd)
        if unasked:
            rest = len(unasked) - _ASKED
            more = [f"And {rest:,} more like these."] if rest > 0 else []
            again = f"To keep {'it' if len(odd) == 1 else 'them'} so, press “{self.save.text()}” again."
            raise TrackerError(" ".join((*unasked[:_ASKED], *more, again)))
        super().settle()


class FigureForm(_FiguresForm):
    """A figure for one period: what was counted out of what, or the value alone."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, measure: Measure) -> None:
        super().__init__(parent, workspace, measure, "Add figure", "Add figure")
        day = workspace.day
        self.period = DayField(
            "A day of the period", day, next_period(workspace.plan, measure, day), needed=True
        )
        counted, out_of = measure.numerator or "Counted", measure.denominator or "Out of"
        self.numerator = AmountField(counted[:1].upper() + counted[1:])
        self.denominator = AmountField(out_of[:1].upper() + out_of[1:])
        self.figure = AmountField("Or the figure alone", help=_ALONE)
        self.remark = TextField("Note")
        self.add(self.period)
        self.add(self.numerator, self.denominator)
        self.add(self.figure)
        self.add(self.remark)
        self.begin_with = self.numerator
        self.period.changed.connect(self._echo)
        for field in (self.numerator, self.denominator, self.figure):
            field.changed.connect(self._doubt)
        self._echo()

    def _echo(self) -> None:
        try:
            day = self.period.value()
        except TrackerError:
            return
        if day is not None:
            frequency = self._measure.frequency
            self.period.say(f"Figure for {period_words(frequency, period_end(frequency, day))}")

    def _doubt(self) -> None:
        """What is odd about it is said while it is typed."""
        try:
            given = self.build().figures[0]
        except TrackerError:
            return
        told = " ".join(doubts(self._plan, self._measure, given))
        self.numerator.say(told if given.value is None else "")
        self.denominator.say("Out of nought there is no value." if given.denominator == 0 else "")
        self.figure.say(told if told and given.value is not None else _ALONE)

    def build(self) -> AddFigures:
        """The figure as filled in."""
        given = NewFigure(
            period=self.period.read(),
            numerator=self.numerator.value(),
            denominator=self.denominator.value(),
            value=self.figure.value(),
            note=self.remark.value(),
        )
        return AddFigures(measure_id=self._measure.id, figures=(given,))


class PasteFiguresForm(_FiguresForm):
    """Several figures, pasted from a sheet or typed line by line."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, measure: Measure) -> None:
        more = (
            "\nA line for each period: the period, then the counts or the figure. Lines without a period "
            "follow on from the one before."
        )
        super().__init__(parent, workspace, measure, "Paste figures", "Add figures", more, 560)
        self._first = next_period(workspace.plan, measure, workspace.day)
        self.lines = NotesField("Figures", lines=10, needed=True)
        self.lines.edit.setPlaceholderText("October 2026\t1,074\t1,180")
        self.add(self.lines)
        self.lines.changed.connect(self._echo)

    def _echo(self) -> None:
        try:
            found = read_pasted(self._measure, self.lines.value(), self._first)
        except TrackerError as error:
            self.lines.say(str(error))
            return
        frequency = self._measure.frequency
        ends = [period_words(frequency, period_end(frequency, each.period)) for each in found]
        odd = "".join(f". {each}" for each in self._doubts(found)[:1])
        self.lines.say(f"{len(found)} read, from {ends[0]} to {ends[-1]}{odd}" if found else "")

    def build(self) -> AddFigures:
        """The figures. Raises TrackerError with the line that cannot be read."""
        figures = read_pasted(self._measure, self.lines.value(), self._first)
        return AddFigures(measure_id=self._measure.id, figures=figures)


def _measure_in_use(window: "MainWindow") -> Measure:
    measure = selected_measure(window)
    if not is_in_use(measure):
        raise TrackerError(f"{measure.ref} is retired: take it up again first.")
    return measure


def add_figure(window: "MainWindow") -> None:
    """Add a figure to the selected measure."""
    assert window.workspace is not None
    FigureForm(window, window.workspace, _measure_in_use(window)).send(window.workspace.do)


def paste_figures(window: "MainWindow") -> None:
    """Add several figures to the selected measure."""
    assert window.workspace is not None
    PasteFiguresForm(window, window.workspace, _measure_in_use(window)).send(window.workspace.do)


def correct_figure(window: "MainWindow") -> None:
    """Correct the figure selected in the table of the selected measure. Raises TrackerError for none."""
    assert window.workspace is not None
    figure = window.page.figure if isinstance(window.page, MeasuresPage) and not window.is_full else None
    if figure is None:
        raise TrackerError("Select a figure first, in the table of a measure.")
    form = CorrectForm(window, window.workspace, [figure])
    form.field.set_value("value" if figure.numerator is None else "numerator")
    form.begin_with = form.right
    form.send(window.workspace.do)
