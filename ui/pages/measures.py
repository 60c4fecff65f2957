"""The Measures page: by what the plan is seen to work, each with its run chart and its figures."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from tracker.domain import british
from tracker.domain.commands import RemoveRecord
from tracker.domain.records import (
    Action,
    Figure,
    Finding,
    Measure,
    MeasureAction,
    MeasureFinding,
    PathPoint,
    Post,
    Record,
    RecordTag,
    Tag,
)
from tracker.domain.rules.measures import is_in_use
from tracker.domain.rules.variation import Verdict
from ui.dialogs.actions import ConfirmForm
from ui.pages.beside import Beside
from ui.pages.measures_detail import MeasureDetail
from ui.pages.measures_rows import FigureRow, MeasureRow, further_words, judged, list_columns, measure_rows
from ui.pages.page import Page
from ui.widgets.frames import Empty, Segments, button
from ui.widgets.grid import Grid
from ui.widgets.listing import Listing
from ui.widgets.rows import RowsModel
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_KINDS = (
    *(Measure, Figure, PathPoint, MeasureAction, MeasureFinding, Post, RecordTag, Tag),
    *(Action, Finding),
)
_TESTS: dict[str, Callable[[MeasureRow], bool]] = {
    "used": lambda each: is_in_use(each.measure),
    "off": lambda each: each.is_judged and each.is_off_target,
    "due": lambda each: each.is_judged and bool(each.missing),
}
_JUDGED = ("off", "due")  # what is shown then is known only once each measure is judged
_AT_ONCE = 4  # measures that are judged without a slice: a few milliseconds
_MENU = (
    *("add_figure", "paste_figures", "correct_figure", "", "edit_measure", "measure_links", "tags", ""),
    *("retire_measure", "take_up_measure", "", "add_measure", "remove"),
)
_FIGURE_MENU = ("correct_figure", "", "add_figure", "paste_figures")


class MeasuresPage(Page):
    """The measures in use at first; retired ones with why on demand."""

    title = "Measures"

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._workspace = window.workspace
        self._judging: Iterator[None] = iter(())
        self._build()

    def _build(self) -> None:
        choices = [("used", "In use"), ("off", "Off target"), ("due", "Figures due"), ("all", "All")]
        self.shown = Segments("Which measures", choices)
        self._add_button = button("Add measure", icon_name="plus", press=self._add)
        self.head.at_right.addWidget(self.shown)
        self.head.at_right.addWidget(self._add_button)
        self.rows: RowsModel[MeasureRow] = RowsModel(
            list_columns(), key=lambda each: each.id, also=further_words, parent=self
        )
        self.grid: Grid[MeasureRow] = Grid(self.rows, "Measures by reference", row_high=66)
        self.grid.horizontalHeader().hide()
        self.grid.moved.connect(self._moved)
        self.grid.opened.connect(self._opened)
        self.grid.menu_wanted.connect(self._show_menu)
        self._none = Empty(
            "No measure yet",
            "Say by what the plan is seen to work: what is counted out of what, how often, and what it is "
            "to become. The figures are then drawn and judged each time one is added.",
            "Add measure",
            icon_name="chart-line",
        )
        self._none.pressed.connect(self._add)
        self.listing = _Measures(
            "Filter measures",
            self.grid,
            choices=self.shown,
            tests=_TESTS,
            none=self._none,
            none_fits="No measure fits",
        )
        self.listing.looked_at.connect(self._looked_at)
        self.detail = MeasureDetail(self.window_)
        self.detail.figures.opened.connect(self._correct)
        self.detail.figures.menu_wanted.connect(self._show_figure_menu)
        self._beside = Beside(self.listing, self.detail, narrow=356, wide=356, high=420, roomy=820)
        self.body.addWidget(self._beside, 1)

    # The plan as it stands.

    def refresh(self, changes: Changes) -> None:
        """Take in what changed; judging every measure for the foot comes in slices."""
        for each in (self._add_button, self._none.button):
            each.setEnabled(not self._workspace.read_only)
            each.setToolTip(self._workspace.read_only)
        if not changes.touched(*_KINDS):
            return
        rows = measure_rows(self._workspace)
        changed = [each for each in rows if not each.is_judged]
        if len(changed) <= _AT_ONCE:  # an edit: what is selected stays in sight
            for _ in judged(changed):
                pass
        self.rows.set_rows(rows)
        self.listing.look()
        self.detail.show_row(self.grid.current)
        self._workspace.slices.drop(self._judging)
        self._judging = self._judge()
        self._workspace.slices.add(self._judging, of=self)

    def _judge(self) -> Iterator[None]:
        yield from judged(self.rows.every_row())
        yield
        if self.shown.chosen in _JUDGED:
            self.listing.narrow(self.shown.chosen)
        self._show_foot()

    def _looked_at(self) -> None:
        if self.grid.current is not self.detail.row:
            self.detail.show_row(self.grid.current)
        self._beside.offer_side(bool(self.rows.total))

    def _show_foot(self) -> None:
        used = [each for each in self.rows.every_row() if is_in_use(each.measure)]
        counts = (
            (sum(each.variation.verdict is Verdict.IMPROVING for each in used), "improving"),
            (sum(each.variation.verdict is Verdict.WORSENING for each in used), "getting worse"),
            (sum(each.is_off_target for each in used), "off target"),
            (sum(bool(each.missing) for each in used), "with figures due"),
        )
        parts = [f"{british.plural(len(used), 'measure')} in use"]
        self.listing.foot.setText(", ".join(parts + [f"{count} {said}" for count, said in counts if count]))

    # What happens on it.

    def _moved(self, found: MeasureRow | None) -> None:
        self.window_.refresh_commands()
        self.detail.show_row(found)

    def _opened(self, found: MeasureRow, key: str) -> None:
        self.window_.commands.run("add_figure")

    def _correct(self, found: FigureRow, key: str) -> None:
        self.window_.commands.run("correct_figure")

    def _show_menu(self, place: QPoint) -> None:
        self.pop_up(_MENU, place)

    def _show_figure_menu(self, place: QPoint) -> None:
        self.pop_up(_FIGURE_MENU, place)

    def _add(self) -> None:
        self.window_.commands.run("add_measure")

    # What the window asks.

    def selected_record(self) -> Record | None:
        """The measure that has the keyboard."""
        found = self.grid.current
        return found.measure if found else None

    @property
    def figure(self) -> Figure | None:
        """The figure that the table of the selected measure has selected."""
        found = self.detail.figures.current
        return found.figure if found is not None and self.detail.row is not None else None

    def show_record(self, record_id: str) -> bool:
        """Select a measure, whatever hides it."""
        return self.listing.reveal(record_id)

    def show_part(self, part: str) -> None:
        """Only those off target (“off”), with figures due (“due”), in use (“used”), or “all”."""
        self.listing.narrow(part)

    def to_filter(self) -> None:
        """Ctrl+F."""
        self.listing.filter.setFocus()

    def edit(self) -> None:
        """F2: the selected measure; in the table of its figures, the selected one."""
        in_figures = self.detail.figures.hasFocus()
        self.window_.commands.run("correct_figure" if in_figures else "edit_measure")

    def remove(self) -> None:
        """Del: a measure that was a mistake."""
        if (found := self.grid.current) is not None:
            about = (
                f"{found.measure.ref}  {found.measure.title}\nFor what was added by mistake. A measure that "
                "is not to be followed any longer is retired instead. It can be brought back by Undo."
            )
            command = RemoveRecord(record=Measure, id=found.id)
            ConfirmForm(self, "Remove this measure?", about, "Remove", command).send(self._workspace.do)

    def take_keyboard(self) -> None:
        """To the list; where there is none, to what fills it."""
        self.listing.take_keyboard()


class _Measures(Listing):
    def has_rows(self) -> bool:
        """While measures are judged, more may come."""
        waits = self.choices.chosen in _JUDGED and not all(
            each.is_judged for each in self.grid.rows.every_row()
        )
        return waits or super().has_rows()
