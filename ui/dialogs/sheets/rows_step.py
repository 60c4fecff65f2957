"""The third step: what becomes of each row, beside the row itself, whose cells can be put right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter

from tracker.domain import british
from tracker.domain.errors import TrackerError
from tracker.importing.sheets.comparing import Doing, FieldChange, RowResult
from tracker.importing.sheets.headings import Target
from tracker.importing.sheets.proposal import SheetProposal
from tracker.importing.sheets.reading import Place
from tracker.importing.sheets.tables import Column as SheetColumn
from tracker.importing.sheets.tables import Table
from tracker.importing.sheets.workbook import letters
from ui.dialogs.sheets.detail import CellsCard
from ui.dialogs.sheets.stage import Beside, Stage, whole
from ui.dialogs.sheets.tracker import Tracker
from ui.fonts import SEMIBOLD
from ui.icons import draw_icon
from ui.theme import px, tokens
from ui.widgets.columns import Column, Grouping, Head
from ui.widgets.fields import Tick
from ui.widgets.filter_field import FilterField
from ui.widgets.frames import Card, Facts, column, label
from ui.widgets.grid import Grid
from ui.widgets.paint import put
from ui.widgets.rows import RowsModel

_HEADS = {
    Doing.UNREAD: "Cannot be read",
    Doing.ADD: "To be added",
    Doing.CHANGE: "To be changed",
    Doing.LEAVE: "The same already",
    Doing.LEFT_OUT: "Left out by you",
}


class RowsStep(Stage):
    """The rows by what becomes of them. What cannot be read says why, and in which cell."""

    name = "Rows"

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        self.tracker = tracker
        self._was_shown = False
        columns: tuple[Column[RowResult], ...] = (
            Column(key="place", title="Where", text=_place, width=104, muted=True, keep=True),
            Column(key="ref", title="Ref", text=_ref, width=64),
            Column(key="title", title="Action", text=_title, width=200, stretch=True, draw=_draw_title),
            Column(key="what", title="What happens", text=_what, width=210),
        )
        self.rows = RowsModel(columns, key=_key, also=_hay, parent=self)
        self.rows.set_grouping(Grouping(of=_group, order=_order, head=_head))
        self.grid: Grid[RowResult] = Grid(self.rows, "Rows of the file")
        self.filter = FilterField("Filter the rows")
        self.filter.filtered.connect(self.rows.set_filter)
        self.filter.stand_above(self.grid)
        self.grid.moved.connect(self._moved)
        card = Card()
        card.setAccessibleName("What becomes of each row")
        above = column(self.filter)
        above.setContentsMargins(px(12), px(10), px(12), px(10))
        card.body.addLayout(above)
        card.body.addWidget(self.grid, 1)
        card.body.addSpacing(px(4))
        self.detail = RowDetail()
        self.detail.typed.connect(self._typed)
        self.detail.left_out.connect(self._leave_out)
        self.setLayout(whole(Beside(card, self.detail, (3, 2))))

    def when_ready(self, then: Callable[[], object]) -> None:
        self.tracker.when_found(then, self)

    def enter(self) -> None:
        found = self.tracker.found
        self.rows.set_rows(found.rows)
        first = next((row for row in found.rows if row.problems), None)
        if first is not None and not self._was_shown:
            self.grid.go_to(_key(first))
        self._was_shown = True
        self._moved(self.grid.current)

    def take_keyboard(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> None:
        """Raises TrackerError where nothing is left to do."""
        self.detail.commit()
        found = self.tracker.found
        if not (found.of(Doing.ADD) or found.of(Doing.CHANGE)):
            raise TrackerError(
                f"{found.file} says nothing that the plan does not hold already. There is nothing to save."
            )

    def _moved(self, row: RowResult | None) -> None:
        self.detail.commit()
        self.detail.show_row(self.grid.current, self.tracker.proposal)

    def _typed(self, place: Place, text: str) -> None:
        self._put(self.tracker.proposal.with_cell(place, text))

    def _leave_out(self, row: RowResult, out: bool) -> None:
        self._put(self.tracker.proposal.with_row_left_out(row.read.sheet, row.read.row, out))

    def _put(self, proposal: SheetProposal) -> None:
        """Show what the change comes to, at the same row."""
        self.tracker.put(proposal)
        self.tracker.when_found(self._show_again, self)

    def _show_again(self) -> None:
        current = self.grid.current
        self.rows.set_rows(self.tracker.found.rows)
        if current is not None:
            self.grid.go_to(_key(current))
        self._moved(self.grid.current)


class RowDetail(CellsCard):
    """One row: what it does to the plan, what could not be read and why, and its cells to be put right."""

    left_out = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__("The row", "Cells of the row")
        self.leave: Tick | None = None
        self._row: RowResult | None = None

    def show_row(self, row: RowResult | None, proposal: SheetProposal) -> None:
        """Show this row."""
        self._row, self.leave = row, None
        if row is None:
            self.begin(words="Choose a row to see what becomes of it.")
            self.end()
            return
        hidden = " · hidden in the file" if row.read.hidden else ""
        self.begin(row.read.title or "No action in this row", f"{row.read.place} · {_what(row)}{hidden}")
        for problem in row.problems:
            shown = f" “{_short(problem.shown)}”" if problem.shown else ""
            self.warn(f"{problem.place}{shown}: {problem.reason}", "circle-alert")
        for note in row.notes:
            self.warn(note)
        self._show_changes(row)
        self.leave = Tick("Leave this row out", row.doing is Doing.LEFT_OUT)
        self.leave.toggled.connect(self._left_out)
        self.put(self.leave)
        if row.doing is not Doing.LEFT_OUT:
            self._show_cells(row, proposal)
        self.end()

    def _show_changes(self, row: RowResult) -> None:
        facts = Facts(150)
        facts.show_facts([(change.label, _change_words(change)) for change in row.changes])
        self.put(facts)

    def _show_cells(self, row: RowResult, proposal: SheetProposal) -> None:
        self.put(label("Its cells, as they are read", 14, SEMIBOLD))
        table = next(each for each in proposal.tables if each.sheet == row.read.sheet)
        several = row.read.last_row > row.read.row
        for at in range(row.read.row, row.read.last_row + 1):
            for each in table.columns:
                if each.target is not Target.LEFT_OUT:
                    self._show_cell(proposal, table, each, at, several)

    def _show_cell(
        self, proposal: SheetProposal, table: Table, each: SheetColumn, at: int, several: bool
    ) -> None:
        place: Place = (table.sheet, at, each.number)
        line = next((one for one in table.rows if one.number == at), None)
        cell = line.at(each.number) if line else None
        was = cell.shown if cell else ""
        typed = proposal.settings.cells.get(place)
        text = was if typed is None else typed
        if several and not text:
            return
        name = " ".join(each.heading.split()) or f"Column {letters(each.number)}"
        field = self.add_cell(place, f"{name} ({letters(each.number)}{at})", text)
        if typed is not None:
            field.say(f"Put right by you; the file says “{_short(was)}”" if was else "Put right by you")

    def _left_out(self, out: bool) -> None:
        self.left_out.emit(self._row, out)


def _order() -> Sequence[str]:
    return [each.value for each in _HEADS]


def _group(row: RowResult) -> str:
    return row.doing.value


def _head(key: str, rows: Sequence[RowResult]) -> Head[RowResult]:
    doubts = sum(bool(row.problems) for row in rows)
    words = british.plural(len(rows), "row")
    if doubts and key != Doing.UNREAD:
        words += f", {doubts} with a cell that cannot be read"
    return Head(title=_HEADS[Doing(key)], words=words)


def _key(row: RowResult) -> str:
    return f"{row.read.sheet} {row.read.row}"


def _place(row: RowResult) -> str:
    return row.read.place


def _ref(row: RowResult) -> str:
    return row.ref or row.read.ref


def _title(row: RowResult) -> str:
    return row.read.title


def _hay(row: RowResult) -> str:
    return " ".join((row.read.owner, row.read.workstream, *(each.reason for each in row.problems)))


def _what(row: RowResult) -> str:
    match row.doing:
        case Doing.ADD:
            return "A new action"
        case Doing.CHANGE:
            return british.listed(list(dict.fromkeys(each.label for each in row.changes))) or "Changed"
        case Doing.LEAVE:
            return "Nothing: the plan says the same"
        case Doing.LEFT_OUT:
            return "Left out"
        case Doing.UNREAD:
            return "Nothing: it cannot be read"


def _draw_title(painter: QPainter, rect: QRect, row: RowResult, selected: bool) -> None:
    left = rect
    if row.problems:
        tone = tokens().states["at_risk"].text
        draw_icon(painter, "triangle-alert", rect.x(), rect.center().y() - px(7), 14, tone)
        left = rect.adjusted(px(20), 0, 0, 0)
    put(painter, left, row.read.title or "No action", colour=None if row.read.title else tokens().muted)


def _change_words(change: FieldChange) -> str:
    new = _short(change.new) or "nothing"
    return f"{_short(change.old)} → {new}" if change.old else new


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else f"{line[:160]}…"
