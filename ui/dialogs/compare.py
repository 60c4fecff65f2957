"""What changed between two dates, or between two approved versions: the net difference, by record."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from tracker.domain import british
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Action, BudgetLine, Finding, Measure, PlanVersion, Risk, Source
from tracker.domain.rules.difference import Difference
from tracker.jobs import OWN_LIMITS
from ui import errors
from ui.dialogs.compare_rows import (
    ChangedLine,
    as_page,
    as_text,
    columns,
    grouping,
    lines_of,
    sum_words,
)
from ui.dialogs.help_key import HelpKey
from ui.fonts import SEMIBOLD
from ui.jobs import Job
from ui.printing import new_printer
from ui.theme import px
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import DayField
from ui.widgets.frames import Banner, Card, Empty, Line, button, column, label, row
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel

if TYPE_CHECKING:
    from tracker.storage.between import Moment
    from ui.main_window import MainWindow

_A_DAY, _NOW = "day", "now"
_USUALLY = 30  # days back, where no version was approved yet
_PAGES = {
    Action: "actions",
    Finding: "areas",
    Source: "areas",
    BudgetLine: "money",
    Measure: "measures",
    Risk: "risks",
}


class MomentField(QWidget):
    """An approved version, the end of a day, or now."""

    def __init__(self, name: str, plan: Plan, today: date, chosen: str, day: date) -> None:
        super().__init__()
        self._today = today
        self._versions = {each.id: each for each in plan.all(PlanVersion)}
        versions = [
            (each.id, f"{each.label}, {british.short_day(each.happened_on)}")
            for each in sorted(self._versions.values(), key=lambda each: each.seq, reverse=True)
        ]
        self.choice = ChoiceField(name, [(_NOW, "Now"), (_A_DAY, "The end of a day"), *versions], chosen)
        self.day = DayField(f"{name}, the day", today, day, needed=True)
        self.day.is_looked_back_to = True
        self.choice.changed.connect(self._show_day)
        layout = row(gap=8)
        for each in (self.choice, self.day):
            layout.addWidget(each, 1, Qt.AlignmentFlag.AlignTop)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self._show_day()

    def _show_day(self) -> None:
        self.day.setVisible(self.choice.value() == _A_DAY)

    def read(self) -> "tuple[Moment, str]":
        """The moment, and what it is called. Raises TrackerError where the day cannot be read."""
        from tracker.storage.between import Moment

        chosen = self.choice.value()
        if chosen == _NOW:
            return Moment(), f"{british.short_day(self._today)}, now"
        if chosen == _A_DAY:
            day = self.day.read()
            return Moment(day=day), f"the end of {british.short_day(day)}"
        version = self._versions[chosen]
        return Moment(seq=version.seq), version.label


class CompareDialog(QDialog):
    """Compares in a child process, so that a large plan holds up nothing; Enter on a row goes there."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        HelpKey(self)
        assert window.workspace is not None
        self._window, self._workspace = window, window.workspace
        self.setWindowTitle("What changed")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        plan, today = self._workspace.plan, self._workspace.day
        last = max(plan.all(PlanVersion), key=lambda each: each.seq, default=None)
        month_ago = today - timedelta(days=_USUALLY)
        self.before = MomentField("From", plan, today, last.id if last else _A_DAY, month_ago)
        known = self._workspace.known_on is not None
        self.after = MomentField("To", plan, today, _A_DAY if known else _NOW, today)
        self.found: list[Difference] = []
        self.title = ""
        self._job: Job | None = None
        self._build()
        self.compare()

    def _build(self) -> None:
        self.banner = Banner("problem")
        self.go = button("Compare", "primary", press=self.compare)
        self.go.setDefault(True)
        self.model: RowsModel[ChangedLine] = RowsModel(
            columns(), lambda row: (row.of.id, row.number), parent=self
        )
        self.grid: Grid[ChangedLine] = Grid(self.model, "What changed, by record")
        self.grid.moved.connect(self._moved)
        self.grid.opened.connect(self._opened)
        self.nothing = Empty("Nothing differs", "Between these moments the plan came to the same.")
        self.waiting = Empty(
            "Comparing", "The plan is read as it was and as it became.", icon_name="hourglass"
        )
        self.stack = QStackedWidget()
        for each in (self.grid, self.nothing, self.waiting):
            self.stack.addWidget(each)
        card = Card(band=32)
        card.body.addWidget(self.stack, 1)
        self.full = label("", 13, wrap=True, select=True)
        self.full.setMinimumHeight(px(38))
        self.full.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sum = label("", 13, muted=True, wrap=True)
        self.copy = button("Copy", icon_name="copy", press=self.copy_all)
        self.copy.setToolTip("Copy all of it, for Word, an e-mail or a sheet")
        self.print = button("Print…", icon_name="printer", press=self.print_all)
        close = button("Close", press=self.reject)
        beside_boxes = column(self.go, None)
        beside_boxes.setContentsMargins(0, self.before.choice.label.sizeHint().height() + px(4), 0, 0)
        moments = row(self.before, self.after, beside_boxes, gap=12)
        moments.setStretch(0, 1)
        moments.setStretch(1, 1)
        foot = row(self.sum, self.copy, self.print, close)
        foot.setStretch(0, 1)
        outer = column(
            label("What changed between two dates", 16, SEMIBOLD),
            label("What was done and taken back in between does not appear.", 13, muted=True),
            self.banner,
            moments,
            card,
            self.full,
            Line("border"),
            foot,
            gap=8,
            margin=20,
        )
        outer.setStretch(4, 1)
        self.setLayout(outer)
        room = self._window.size()
        self.resize(min(px(980), room.width()), min(px(680), room.height()))

    def compare(self) -> None:
        """Compare what is chosen; what is under way is broken off."""
        self._stop()
        self.banner.say("")
        try:
            (before, from_words), (after, to_words) = self.before.read(), self.after.read()
        except TrackerError as error:
            self.banner.say(str(error), kind="problem")
            return
        self.title = f"What changed between {from_words} and {to_words}"
        values = {
            "plan": str(self._workspace.session.path),
            "before": before.to_json(),
            "after": after.to_json(),
        }
        self._show([], waiting=True)
        self._job = Job("between", values, subject="Comparing", limits=OWN_LIMITS, parent=self)
        self._job.finished.connect(self._have)
        self._job.failed.connect(self._failed)

    def _have(self, values: dict[str, Any]) -> None:
        from tracker.storage.between import read_differences

        self._job = None
        self._show(read_differences(values))
        self.sum.setText(sum_words(self.found, values["total"]))
        self.grid.setFocus()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._show([])
        if isinstance(error, TrackerError):
            self.banner.say(str(error), kind="problem")
        else:
            errors.report(error)

    def _show(self, found: list[Difference], *, waiting: bool = False) -> None:
        self.found = found
        self.full.setText("")
        self.model.set_grouping(grouping(found))
        self.model.set_rows(lines_of(found))
        self.stack.setCurrentWidget(self.waiting if waiting else self.grid if found else self.nothing)
        self.sum.setText("")
        for each in (self.copy, self.print):
            each.setEnabled(bool(found))

    def _moved(self, chosen: ChangedLine | None) -> None:
        if chosen is None:
            self.full.setText("")
            return
        line = chosen.line
        told = f"{line.before or 'nothing'} → {line.after}" if line.before else line.after
        self.full.setText(f"{chosen.of.name}, {line.what}: {told}" if told else "")

    def _opened(self, chosen: ChangedLine, column_key: str = "") -> None:
        """Show the record; one that is gone, and what no page shows, in History."""
        kind, record_id = chosen.of.kind, chosen.of.id
        there = self._workspace.plan.find(kind, record_id) is not None
        self.accept()
        self._window.go(_PAGES.get(kind, "history") if there else "history", record_id)

    def copy_all(self) -> None:
        """To the clipboard: a table for Word, lines with tabs for anything else."""
        data = QMimeData()
        data.setHtml(as_page(self.title, self.found))
        data.setText(as_text(self.title, self.found))
        QGuiApplication.clipboard().setMimeData(data)
        self.sum.setText("All of it was copied.")

    def print_all(self) -> None:
        """On paper, after the usual questions."""
        printer = new_printer(self.title, landscape=False)
        printer.setFullPage(False)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            page = QTextDocument()
            page.setHtml(as_page(self.title, self.found))
            page.print_(printer)

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def done(self, result: int) -> None:
        """What is under way is broken off."""
        self._stop()
        super().done(result)


def compare(window: "MainWindow") -> None:
    """Show what changed since the last approved version, or in the last month; other times can be chosen."""
    CompareDialog(window).open()
