"""An edited export that came back: each cell that somebody changed, against the plan then and now."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from tracker.domain import british
from tracker.domain.errors import TrackerError
from tracker.frozen import dataclass
from tracker.importing.returned.edits import Edit, NewRow
from tracker.importing.returned.round_trip import RoundTrip
from ui.dialogs.sheets.both_values import Values, both_values
from ui.dialogs.sheets.detail import DetailCard
from ui.dialogs.sheets.stage import Beside, Stage, whole
from ui.dialogs.wizard.area_editor import Notice
from ui.theme import px
from ui.widgets.columns import Column, Grouping, Head
from ui.widgets.fields import TextField
from ui.widgets.frames import Card, Facts, Segments, column, row
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel

_GROUPS = {
    "choose": "Changed here and there: to be decided by you",
    "taken": "To be taken in",
    "new": "New actions",
    "why": "Waiting for a reason, or for who agreed",
    "not": "Not taken",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An edited cell or a new row, what becomes of it, and why it is not taken."""

    key: str
    edit: Edit | None
    new: NewRow | None
    number: int
    group: str
    why_not: str


class EditsStep(Stage):
    """The edits at the left; at the right the one chosen, with both values, to be taken or left."""

    name = "Edits"

    def __init__(self, found: RoundTrip) -> None:
        super().__init__()
        self.found = found
        columns: tuple[Column[Line], ...] = (
            Column(key="place", title="Where", text=_place, width=110, muted=True),
            Column(key="item", title="Item", text=_item, width=70, keep=True),
            Column(key="column", title="What", text=_what, width=120),
            Column(key="now", title="The plan says", text=_now, width=120),
            Column(key="theirs", title="The sheet says", text=_theirs, width=120, stretch=True, strong=True),
        )
        self.rows = RowsModel(columns, key=_key, parent=self)
        self.rows.set_grouping(Grouping(of=_group, order=_order, head=_head))
        self.grid: Grid[Line] = Grid(self.rows, "Edits in the file")
        self.grid.moved.connect(self._moved)
        self.reason = TextField("Why agreed dates and wording change", found.reason)
        self.agreed_by = TextField("Who agreed", found.agreed_by, is_name=True)
        for field in (self.reason, self.agreed_by):
            field.changed.connect(self._put_reason)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(px(6))
        self.detail = EditDetail()
        self.detail.decided.connect(self._decided)
        self._build()

    def _build(self) -> None:
        card = Card(self.found.file, f"an export of {british.short_day(self.found.since.made_on)}")
        asked = row(self.reason, self.agreed_by, gap=12)
        above = column(self._notes, asked, gap=8)
        above.setContentsMargins(px(16), px(4), px(16), px(10))
        wanted = [edit.wanted for edit in self.found.edits]
        self.reason.setVisible(any(each.asks_reason for each in wanted))
        self.agreed_by.setVisible(any(each.asks_agreement for each in wanted))
        for note in self.found.notes:
            self._notes.addWidget(Notice(note))
        card.body.addLayout(above)
        card.body.addWidget(self.grid, 1)
        card.body.addSpacing(px(4))
        self.setLayout(whole(Beside(card, self.detail, (3, 2))))

    def enter(self) -> None:
        self._show()

    def take_keyboard(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> None:
        """Raises TrackerError while an edit is to be decided, or where none is taken."""
        lines = self.rows.every_row()
        undecided = sum(line.group == "choose" for line in lines)
        if undecided:
            edits = british.plural(undecided, "edit")
            raise TrackerError(f"Say whether to take or leave {edits} where the plan has changed since.")
        if any(line.group == "why" for line in lines):
            asked = self.reason if not self.reason.isHidden() and not self.reason.value() else self.agreed_by
            asked.setFocus(Qt.FocusReason.OtherFocusReason)
            raise TrackerError(
                "Agreed dates and wording change: say why and who agreed, or leave those edits."
            )
        self.found.command()

    def onwards(self) -> str:
        """“Take in 4 edits”."""
        count = len(self.found.taken) + len(self.found.added)
        return f"Take in {british.plural(count, 'edit')}" if count else "Take in the edits"

    def _show(self) -> None:
        current = self.grid.current
        lines = _lines(self.found)
        self.rows.set_rows(lines)
        first = next((line for line in lines if line.group == "choose"), None)
        if current is not None:
            self.grid.go_to(current.key)
        elif first is not None:
            self.grid.go_to(first.key)
        self._moved(self.grid.current)
        self.onwards_changed.emit()

    def _moved(self, line: Line | None) -> None:
        self.detail.show_line(line)

    def _decided(self, number: int, take: bool) -> None:
        self.found = self.found.take(number) if take else self.found.leave(number)
        self._show()

    def _put_reason(self) -> None:
        self.found = self.found.because(self.reason.value(), self.agreed_by.value())
        self._show()


class EditDetail(DetailCard):
    """One edit: both values, and whether it is taken."""

    decided = Signal(int, bool)  # number of the edit, taken

    def __init__(self) -> None:
        super().__init__("The edit", "What was edited")
        self.choice: Segments | None = None
        self._line: Line | None = None

    def show_line(self, line: Line | None) -> None:
        """Show this edit."""
        self.choice, self._line = None, line
        if line is None:
            self.begin(words="Nothing in this file was edited.")
        elif line.edit is not None:
            self._show_edit(line, line.edit)
        elif line.new is not None:
            self._show_new(line.new)
        self.end()

    def _show_edit(self, line: Line, edit: Edit) -> None:
        self.begin(f"{edit.called}: {edit.title}", edit.place)
        self.put(both_values(Values("What they say", edit.then, edit.now, edit.theirs, edit.hand)))
        if line.why_not and line.group != "choose":
            self.warn(line.why_not, "circle-alert")
        if edit.wanted.why_not:
            return
        choices = [("take", "Take the sheet’s"), ("leave", "Keep the plan’s")]
        chosen = "leave" if edit.chosen is False else "take"
        if line.group == "choose":
            choices, chosen = [("", "Not decided"), *choices], ""
        self.choice = Segments("What becomes of the edit", choices)
        self.choice.choose(chosen)
        self.choice.changed.connect(self._decide)
        self.put(row(self.choice, None))

    def _show_new(self, new: NewRow) -> None:
        self.begin(new.texts.get("title", "A new row"), new.place)
        if new.why_not:
            self.warn(new.why_not, "circle-alert")
        elif new.left:
            self.warn(f"A new action does not begin with: {british.listed(new.left)}.")
        facts = Facts(120)
        facts.show_facts(list(new.texts.items()))
        self.put(facts)

    def _decide(self, key: str) -> None:
        assert self._line is not None
        if key:
            self.decided.emit(self._line.number, key == "take")


def _lines(found: RoundTrip) -> list[Line]:
    made = []
    for number, edit in enumerate(found.edits):
        why_not = found.why_not(edit)
        made.append(Line(f"edit {number}", edit, None, number, _group_of(edit, why_not), why_not))
    for number, new in enumerate(found.new_rows):
        group = "not" if new.why_not else "new"
        made.append(Line(f"new {number}", None, new, number, group, new.why_not))
    return made


def _group_of(edit: Edit, why_not: str) -> str:
    if edit.wanted.why_not or edit.chosen is False:
        return "not"
    if edit.is_conflict and edit.chosen is None:
        return "choose"
    return "why" if why_not else "taken"


def _key(line: Line) -> str:
    return line.key


def _place(line: Line) -> str:
    return line.edit.place if line.edit else line.new.place if line.new else ""


def _item(line: Line) -> str:
    return line.edit.called if line.edit else "New"


def _what(line: Line) -> str:
    return line.edit.title if line.edit else "A new action"


def _now(line: Line) -> str:
    return (line.edit.now or "nothing") if line.edit else ""


def _theirs(line: Line) -> str:
    if line.edit:
        return line.edit.theirs or "nothing"
    return line.new.texts.get("title", "") if line.new else ""


def _group(line: Line) -> str:
    return line.group


def _order() -> Sequence[str]:
    return list(_GROUPS)


def _head(key: str, lines: Sequence[Line]) -> Head[Line]:
    return Head(title=_GROUPS[key], words=str(len(lines)))
