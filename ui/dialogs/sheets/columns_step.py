"""The second step: what each column of a tracker is, how its dates are read and what its ratings mean."""

import textwrap
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from tracker.domain.codes import Delivery, Impact
from tracker.domain.errors import TrackerError
from tracker.domain.rules.money import year_words
from tracker.domain.words import label as label_of
from tracker.importing.sheets.headings import LABELS, LIKELY, Target
from tracker.importing.sheets.proposal import SheetProposal, StateValue
from tracker.importing.sheets.ratings import LIFECYCLES, Meaning
from tracker.importing.sheets.tables import Column, RowKind, Table
from tracker.importing.sheets.when import DayOrder
from tracker.importing.sheets.workbook import letters
from ui.dialogs.sheets.stage import Beside, Stage, held, whole
from ui.dialogs.sheets.tracker import Tracker
from ui.dialogs.wizard.area_editor import Notice
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.choices import Choice, ChoiceField
from ui.widgets.fields import DayField, Tick
from ui.widgets.frames import Card, Line, Scroll, column, empty, label, row

_SAMPLES, _SAMPLE_LONG = 3, 48
_HEADS_AMONG = 12  # rows in which the headings may be looked for
_NOTHING_SAID = "Kept as words"


class ColumnsStep(Stage):
    """Shows the guesses; each can be put right. They are remembered for the next file of the same shape."""

    name = "Columns"

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        self.tracker = tracker
        self.lines: list[ColumnLine] = []
        self.states: list[StateLine] = []
        self._columns, self._right = _list(16), _list(16)
        left = Card("Columns", "what each one becomes in the plan")
        left.body.addWidget(_scroll(self._columns, "Columns of the file"), 1)
        right = Card("What the words mean")
        right.body.addWidget(_scroll(self._right, "What the words of the file mean"), 1)
        self.setLayout(whole(Beside(left, right, (3, 2))))

    def enter(self) -> None:
        self._show()

    def take_keyboard(self) -> None:
        """At the first thing that must be answered, else at the first column."""
        asked = next((line for line in self.lines if line.order is not None and not line.is_answered), None)
        if asked is not None and asked.order is not None:
            asked.order.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.lines:
            self.lines[0].choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> None:
        """Raises TrackerError while a question is open, or where no column is the action."""
        proposal = self.tracker.proposal
        taken = [table for table in proposal.tables if table.taken]
        if not taken:
            raise TrackerError("Tick at least one sheet to take rows from.")
        without = next((table for table in taken if not table.all_of(Target.TITLE)), None)
        if without is not None:
            where = f" in “{without.name}”" if without.name else ""
            raise TrackerError(f"Say which column is the action{where}.")
        if questions := proposal.open_orders():
            raise TrackerError(questions[0].words)
        said_on = self.said_on.read()
        self.review_on.read()
        if said_on > proposal.settings.today:
            raise TrackerError("Words without a day cannot be of a day that is still to come.")

    # Showing.

    def _show(self) -> None:
        proposal = self.tracker.proposal
        empty(self._columns)
        self.lines = []
        for words in proposal.warnings:
            self._columns.addWidget(Notice(words))
        for number, table in enumerate(proposal.tables):
            self._show_table(proposal, number, table)
        self._columns.addStretch(1)
        self._show_right()

    def _show_table(self, proposal: SheetProposal, number: int, table: Table) -> None:
        if len(proposal.tables) > 1 or not table.taken:
            count = sum(each.kind is RowKind.ACTION for each in table.rows)
            hidden = ", hidden" if proposal.workbook.sheets[table.sheet].hidden else ""
            tick = Tick(f"Take “{table.name}” ({count} rows{hidden})", table.taken)
            tick.setFont(label("", 14, SEMIBOLD).font())
            tick.toggled.connect(partial(self._take, number))
            self._columns.addWidget(tick)
        if not table.taken:
            return
        self._columns.addLayout(self._head_row(proposal, number, table))
        for each in table.columns:
            line = ColumnLine(number, table, each)
            line.chosen.connect(self._become)
            line.ordered.connect(self._order)
            self.lines.append(line)
            self._columns.addWidget(line)
            self._columns.addWidget(Line())
        self._columns.addSpacing(px(12))

    def _head_row(self, proposal: SheetProposal, number: int, table: Table) -> QLayout:
        sheet = proposal.workbook.sheets[table.sheet]
        rows = [each for each in sheet.rows if each <= max(_HEADS_AMONG, table.head_row)]
        heads = Choice()
        where = f" of {table.name}" if table.name else ""
        heads.setAccessibleName(f"Row of the headings{where}")
        for each in rows:
            cells = [" ".join(cell.shown.split()) for cell in sheet.rows[each] if cell.shown]
            heads.addItem(textwrap.shorten(f"Row {each}: {', '.join(cells)}", 90, placeholder="…"), each)
        heads.setCurrentIndex(rows.index(table.head_row) if table.head_row in rows else 0)
        heads.activated.connect(partial(self._put_head_row, number, rows))
        both = row(label("Headings in", 14, muted=True), heads)
        both.setStretch(1, 1)
        return both

    def _show_right(self) -> None:
        proposal = self.tracker.proposal
        empty(self._right)
        self.states = []
        values = proposal.states()
        if values:
            about = "Each rating once. A word that is no rating stays as words in an update."
            self._right.addWidget(label(about, 13, muted=True, wrap=True))
        for value in values:
            line = StateLine(value)
            line.chosen.connect(self._mean)
            self.states.append(line)
            self._right.addWidget(line)
        settings = proposal.settings
        self.said_on = DayField("Words without a day are of", settings.today, settings.said_on, needed=True)
        self.review_on = DayField(
            "“Ongoing” is looked at again on", settings.today, settings.review_on, needed=True
        )
        for field in (self.said_on, self.review_on):
            field.changed.connect(self._put_days)
            self._right.addWidget(field)
        if any(table.taken and table.all_of(Target.COST) for table in proposal.tables):
            years = [(year, year_words(year)) for year in range(settings.year - 1, settings.year + 3)]
            self.year = ChoiceField("Money is of the year", years, settings.year)
            self.year.changed.connect(self._put_year)
            self._right.addWidget(self.year)
        self._right.addStretch(1)

    # What people say.

    def _put(self, proposal: SheetProposal) -> None:
        self.tracker.put(proposal)

    def _become(self, table: int, number: int, target: Target) -> None:
        before = self.tracker.proposal
        self._put(before.with_column(table, number, target))
        for line in self.lines:
            line.show_column(self.tracker.proposal.tables[line.table].column(line.number))
        self._show_right()

    def _order(self, table: int, number: int, order: DayOrder) -> None:
        self._put(self.tracker.proposal.with_order(table, number, order))

    def _mean(self, value: StateValue, meaning: Meaning) -> None:
        self._put(self.tracker.proposal.with_meaning(value.key, meaning))

    def _take(self, table: int, taken: bool) -> None:
        self._put(self.tracker.proposal.with_taken(table, taken))
        self._show()

    def _put_head_row(self, table: int, rows: list[int], index: int) -> None:
        if rows[index] != self.tracker.proposal.tables[table].head_row:
            self._put(self.tracker.proposal.with_head_row(table, rows[index]))
            self._show()

    def _put_days(self) -> None:
        try:
            said_on, review_on = self.said_on.value(), self.review_on.value()
        except TrackerError:  # still being typed
            return
        if said_on is not None and review_on is not None:
            self._put(self.tracker.proposal.with_settings(said_on=said_on, review_on=review_on))

    def _put_year(self) -> None:
        self._put(self.tracker.proposal.with_settings(year=self.year.value()))


class ColumnLine(QWidget):
    """One column: its heading, what stands in it, what it becomes, and how its dates are read."""

    chosen = Signal(int, int, object)  # table, column, Target
    ordered = Signal(int, int, object)  # table, column, DayOrder

    def __init__(self, table: int, of: Table, shown: Column) -> None:
        super().__init__()
        self.table, self.number = table, shown.number
        self.is_answered = shown.order is not None
        name = shown.heading or f"Column {letters(shown.number)}"
        self.setAccessibleName(name)
        self.choice = Choice()
        self.choice.setAccessibleName(f"“{name}” becomes")
        self._targets = list(Target)
        self.choice.addItems([_first_large(LABELS[each]) for each in self._targets])
        self.choice.setFixedWidth(px(236))
        self.choice.activated.connect(self._chosen)
        self.sure = label("", 13, muted=True)
        samples = label(" · ".join(_samples(of, shown.number)) or "empty", 13, muted=True, wrap=True)
        heading = label(
            " ".join(name.split()) + (" (hidden)" if shown.hidden else ""), 14, SEMIBOLD, wrap=True
        )
        texts = held(column(heading, samples, gap=0))
        asked = column(self.choice, self.sure, gap=2)
        both = row(texts, asked, gap=12)
        both.setStretch(0, 1)
        whole = column(both, gap=6)
        whole.setContentsMargins(0, px(8), 0, px(8))
        self.order: Choice | None = None
        if shown.asks_order or shown.order is None:
            self.order = self._ask_order(shown)
            whole.addLayout(row(label("Dates in numbers are written", 13), self.order, None))
        self.setLayout(whole)
        self.show_column(shown)

    def _ask_order(self, shown: Column) -> Choice:
        made = Choice()
        made.setAccessibleName(f"How dates under “{shown.heading}” are written")
        self._orders = (None, DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)
        made.addItems(["Choose…", "day first: 3/4 is 3 April", "month first: 3/4 is 4 March"])
        made.setMinimumContentsLength(24)
        made.setCurrentIndex(self._orders.index(shown.order))
        made.activated.connect(self._order_chosen)
        return made

    def show_column(self, shown: Column) -> None:
        """Show what it becomes now."""
        self.choice.setCurrentIndex(self._targets.index(shown.target))
        is_guess = shown.confidence < LIKELY and shown.target not in (Target.OWN, Target.LEFT_OUT)
        self.sure.setText("A guess: please look at it" if is_guess else "")
        self.sure.setVisible(is_guess)

    def _chosen(self, index: int) -> None:
        self.chosen.emit(self.table, self.number, self._targets[index])

    def _order_chosen(self, index: int) -> None:
        order = self._orders[index]
        if order is not None:
            self.is_answered = True
            self.ordered.emit(self.table, self.number, order)


class StateLine(QWidget):
    """One value of a column of states, and what it means."""

    chosen = Signal(object, object)  # StateValue, Meaning

    def __init__(self, value: StateValue) -> None:
        super().__init__()
        self.value = value
        times = "once" if value.times == 1 else f"{value.times} times"
        self.choice = Choice()
        self.choice.setAccessibleName(f"“{value.shown}” means")
        self._meanings = _meanings(value)
        self.choice.addItems([words for _, words in self._meanings])
        self.choice.setCurrentIndex([meaning for meaning, _ in self._meanings].index(value.meaning))
        self.choice.setFixedWidth(px(236))
        self.choice.activated.connect(self._chosen)
        texts = column(label(value.shown, 14, SEMIBOLD, wrap=True), label(times, 13, muted=True), gap=0)
        both = row(held(texts), self.choice, gap=8)
        both.setStretch(0, 1)
        both.setContentsMargins(0, px(2), 0, px(2))
        self.setLayout(both)

    def _chosen(self, index: int) -> None:
        self.chosen.emit(self.value, self._meanings[index][0])


def _meanings(value: StateValue) -> list[tuple[Meaning, str]]:
    """What may be chosen for a value: one word of one axis, or both that it means already."""
    if value.target is Target.IMPACT:
        found = [(Meaning(impact=each), label_of(each)) for each in Impact]
    else:
        found = [(Meaning(lifecycle=each), label_of(each)) for each in LIFECYCLES]
        found += [(Meaning(delivery=each), label_of(each)) for each in Delivery]
    found.append((Meaning(), _NOTHING_SAID))
    if value.meaning not in [meaning for meaning, _ in found]:
        axes = (value.meaning.lifecycle, value.meaning.delivery, value.meaning.impact)
        found.insert(0, (value.meaning, ", ".join(label_of(axis) for axis in axes if axis)))
    return found


def _samples(table: Table, number: int) -> list[str]:
    """The first few different texts under a heading, cut."""
    found: dict[str, None] = {}
    for each in table.rows:
        cell = each.at(number) if each.kind in (RowKind.ACTION, RowKind.MORE) else None
        text = " ".join(cell.shown.split()) if cell else ""
        text = text or ("coloured cell" if cell and cell.fill else "")
        if text:
            found.setdefault(text if len(text) <= _SAMPLE_LONG else f"{text[:_SAMPLE_LONG]}…")
        if len(found) == _SAMPLES:
            break
    return list(found)


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _list(side: float) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setContentsMargins(px(side), px(8), px(side), px(16))
    made.setSpacing(px(8))
    return made


def _scroll(layout: QVBoxLayout, name: str) -> Scroll:
    made = Scroll(held(layout))
    made.setAccessibleName(name)
    return made
