"""A return sheet that came back: each answer, whose it is, and where the plan has changed since."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout

from tracker.domain import british
from tracker.domain.errors import TrackerError
from tracker.domain.rules.returns import Answer
from tracker.domain.words import title_shown
from tracker.frozen import dataclass
from tracker.importing.returned.answers import Answers, Row, Standing, people_unknown
from tracker.importing.returned.judging import Conflict
from ui.dialogs.sheets.both_values import Values, both_values
from ui.dialogs.sheets.detail import CellsCard
from ui.dialogs.sheets.stage import Beside, Stage, whole
from ui.dialogs.wizard.area_editor import Notice
from ui.theme import px
from ui.widgets.columns import Column, Grouping, Head
from ui.widgets.fields import DayField
from ui.widgets.frames import Card, Segments, column, empty, label, row
from ui.widgets.grid import Grid
from ui.widgets.paint import Chip, draw_chip
from ui.widgets.rows import RowsModel

_GROUPS = {
    "choose": "To be decided by you",
    "taken": "To be recorded",
    "not": "Cannot be recorded",
    "left": "Left out",
    "already": "Recorded already",
}
_GROUP_OF = {
    Standing.CONFLICT: "choose",
    Standing.TWICE: "choose",
    Standing.TAKEN: "taken",
    Standing.NOT_READ: "not",
    Standing.LEFT: "left",
    Standing.RECORDED_ALREADY: "already",
}


_CHIPS = {
    Standing.CONFLICT: ("Plan changed: choose", "at_risk", "triangle"),
    Standing.TWICE: ("Answered twice: choose", "at_risk", "triangle"),
    Standing.TAKEN: ("To be recorded", "on_track", "disc"),
    Standing.NOT_READ: ("Cannot be recorded", "off_track", "square"),
    Standing.LEFT: ("Left out", "not_started", "cross"),
    Standing.RECORDED_ALREADY: ("Recorded already", "not_started", "thin_tick"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its number in the sheet."""

    number: int
    row: Row


class AnswersStep(Stage):
    """The answers at the left; at the right the one chosen, to be taken, left or put right."""

    name = "Answers"

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self.answers = answers
        self._line: Line | None = None  # what the detail shows
        columns: tuple[Column[Line], ...] = (
            Column(key="ref", title="Reference", text=_reference, width=96, keep=True),
            Column(key="action", title="Action", text=_action, width=120, stretch=True),
            Column(key="whose", title="Recorded for", text=_whose, width=150),
            Column(key="what", title="What becomes of it", text=_outcome, width=190, draw=_draw_outcome),
        )
        self.rows = RowsModel(columns, key=_key, parent=self)
        self.rows.set_grouping(Grouping(of=_group, order=_order, head=_head))
        self.grid: Grid[Line] = Grid(self.rows, "Answers in the sheet")
        self.grid.moved.connect(self._moved)
        self.day = DayField("The answers are of", answers.since.today, answers.on, needed=True)
        self.day.changed.connect(self._put_day)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(px(6))
        self.detail = AnswerDetail()
        self.detail.typed.connect(self._typed)
        self.detail.decided.connect(self._decided)
        self._build()

    def _build(self) -> None:
        card = Card(self.answers.file, f"a return sheet of {british.short_day(self.answers.since.made_on)}")
        above = column(self._notes, self.day, gap=8)
        above.setContentsMargins(px(16), px(4), px(16), px(10))
        card.body.addLayout(above)
        card.body.addWidget(self.grid, 1)
        card.body.addSpacing(px(4))
        self.setLayout(whole(Beside(card, self.detail, (3, 2))))

    def enter(self) -> None:
        self._show()

    def take_keyboard(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> None:
        """Raises TrackerError while an answer is to be decided, or where none is taken."""
        self.detail.commit()
        self.day.read()
        open_rows = [each for each in self.answers.rows if _is_open(each)]
        if open_rows:
            names = british.listed([each.reference for each in open_rows])
            raise TrackerError(f"Say whether to take or leave the answers on {names}.")
        self.answers.command()

    def onwards(self) -> str:
        """“Record 4 answers”."""
        count = len(self.answers.taken)
        return f"Record {british.plural(count, 'answer')}" if count else "Record the answers"

    def _show(self) -> None:
        current = self.grid.current
        self.rows.set_rows([Line(number, each) for number, each in enumerate(self.answers.rows)])
        first = next((n for n, r in enumerate(self.answers.rows) if _is_open(r)), 0)
        self.grid.go_to(current.number if current else first)
        self._show_notes()
        self._moved(self.grid.current)
        self.onwards_changed.emit()

    def _show_notes(self) -> None:
        empty(self._notes)
        told = list(self.answers.notes)
        if unknown := people_unknown(self.answers):
            told.append(f"Not among the plan’s people, and kept as given: {british.listed(unknown)}.")
        for each in told:
            self._notes.addWidget(Notice(each))
        if self.answers.unanswered:
            none = f"Without an answer: {british.listed(self.answers.unanswered)}."
            self._notes.addWidget(label(none, 13, muted=True, wrap=True))

    def _moved(self, line: Line | None) -> None:
        self.detail.commit()
        self._line = self.grid.current
        self.detail.show_line(self._line)

    def _put(self, answers: Answers) -> None:
        self.answers = answers
        self._show()

    def _typed(self, answer: Answer, text: str) -> None:
        assert self._line is not None
        self._put(self.answers.with_text(self._line.number, answer, text))

    def _decided(self, take: bool) -> None:
        assert self._line is not None
        number = self._line.number
        self._put(self.answers.take(number) if take else self.answers.leave(number))

    def _put_day(self) -> None:
        try:
            day = self.day.value()
        except TrackerError:  # still being typed
            return
        if day is not None and day != self.answers.on:
            self._put(self.answers.answered_on(day))


class AnswerDetail(CellsCard):
    """One answer: both values where the plan has changed, what stands against it, and its texts."""

    decided = Signal(bool)

    def __init__(self) -> None:
        super().__init__("The answer", "What was answered")
        self.choice: Segments | None = None

    def show_line(self, line: Line | None) -> None:
        """Show this answer."""
        self.choice = None
        if line is None:
            self.begin(words="No row of this sheet is answered. Nothing would be recorded.")
            self.end()
            return
        of = line.row
        part = f" · part: {of.item.part.text}" if of.item and of.item.part else ""
        self.begin(_action(line), f"{of.reference} · {of.place}{part}")
        for problem in of.judgement.problems:
            self.warn(problem, "circle-alert")
        for note in of.judgement.notes:
            self.warn(note)
        for conflict in of.conflicts:
            self.put(both_values(_values(conflict)))
        self._show_choice(of)
        for answer in Answer:
            self.add_cell(answer, answer.value, of.texts.get(answer, ""), several_lines=answer is Answer.TEXT)
        self.end()

    def _show_choice(self, of: Row) -> None:
        if of.standing is Standing.NOT_READ:
            return
        choices = [("take", "Take the answer"), ("leave", "Keep the plan as it is")]
        chosen = "take" if of.standing is Standing.TAKEN else "leave"
        if _is_open(of):
            choices, chosen = [("", "Not decided"), *choices], ""
        self.choice = Segments("What becomes of the answer", choices)
        self.choice.choose(chosen)
        self.choice.changed.connect(self._decide)
        self.put(row(self.choice, None))

    def _decide(self, key: str) -> None:
        if key:
            self.decided.emit(key == "take")


def _is_open(of: Row) -> bool:
    return of.standing in (Standing.CONFLICT, Standing.TWICE)


def _values(conflict: Conflict) -> Values:
    return Values(conflict.what, conflict.then, conflict.now, conflict.theirs, conflict.hand)


def _key(line: Line) -> int:
    return line.number


def _reference(line: Line) -> str:
    return line.row.reference


def _action(line: Line) -> str:
    return title_shown(line.row.item.action) if line.row.item else "Not in this plan"


def _whose(line: Line) -> str:
    return line.row.given.whose or "no name"


def _outcome(line: Line) -> str:
    words = line.row.outcome
    return words[:1].upper() + words[1:]


def _group(line: Line) -> str:
    return _GROUP_OF[line.row.standing]


def _order() -> Sequence[str]:
    return list(_GROUPS)


def _head(key: str, lines: Sequence[Line]) -> Head[Line]:
    return Head(title=_GROUPS[key], words=british.plural(len(lines), "answer"))


def _draw_outcome(painter: QPainter, rect: QRect, line: Line, selected: bool) -> None:
    words, tone, sign = _CHIPS[line.row.standing]
    draw_chip(painter, rect.x(), rect.center().y() + 1, Chip(words, tone, sign), width=rect.width())
