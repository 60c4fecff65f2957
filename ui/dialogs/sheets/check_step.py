"""The last step for a tracker: what will be made, what must still be said, where every filled cell goes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain import british
from tracker.domain.commands import AddOrganisation, AddOwnColumn, AddPost, AddWorkstream, Command
from tracker.domain.commands.settings import SetUpPlan
from tracker.domain.errors import TrackerError
from tracker.importing.sheets.account import FATE_WORDS, Accounted, Fate
from tracker.importing.sheets.comparing import Doing
from tracker.importing.sheets.proposal import Comparison
from ui.dialogs.new_plan import NewPlanFields
from ui.dialogs.sheets.stage import Beside, Stage, held, whole
from ui.dialogs.sheets.tracker import Blank, Tracker
from ui.dialogs.wizard.area_editor import Notice
from ui.fonts import SEMIBOLD
from ui.theme import px
from ui.widgets.columns import Column, Grouping, Head
from ui.widgets.fields import TextField
from ui.widgets.frames import Card, Facts, Scroll, Segments, column, empty, label, row
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel

_MOST_NAMES = 12  # new names that are asked about one by one
_FATES = (Fate.UNREAD, Fate.LEFT_OUT, Fate.OWN, Fate.TAKEN)


class CheckStep(Stage):
    """Shows what comes of it. `blank` is the plan that is to be made; None where one is added to."""

    name = "Check"

    def __init__(self, tracker: Tracker, blank: Blank | None, folder: str) -> None:
        super().__init__()
        self.tracker, self._blank, self._new_plan = tracker, blank, blank is not None
        self.authority = TextField("Authority", blank.authority if blank else "", is_name=True)
        self.authority.edit.editingFinished.connect(self._put_authority)
        self.plan = NewPlanFields(folder)
        self.reason = TextField("Why approved words change", tracker.proposal.reason, needed=True)
        self.agreed_by = TextField("Who agreed", tracker.proposal.agreed_by, needed=True, is_name=True)
        for field in (self.reason, self.agreed_by):
            field.edit.editingFinished.connect(self._put_reason)
        self.facts = Facts(150)
        self.names: list[NameLine] = []
        self._names, self._doubts = QVBoxLayout(), QVBoxLayout()
        for layout in (self._names, self._doubts):
            layout.setSpacing(px(8))
        self.cells = RowsModel(_COLUMNS, key=_key, parent=self)
        self.cells.set_grouping(Grouping(of=_group, order=_order, head=_head))
        for fate in (Fate.OWN, Fate.TAKEN):
            self.cells.fold(fate.name, True)
        self.grid: Grid[Accounted] = Grid(self.cells, "Every filled cell", row_high=28)
        self._build()

    def _build(self) -> None:
        made = Card("What will be made" if self._new_plan else "What will be done")
        inside = column(gap=14)
        inside.setContentsMargins(px(16), px(4), px(16), px(16))
        for each in (self.authority, self.plan):
            each.setVisible(self._new_plan)
            inside.addWidget(each)
        inside.addWidget(self.facts)
        for field in (self.reason, self.agreed_by):
            inside.addWidget(field)
        inside.addLayout(self._doubts)
        inside.addLayout(self._names)
        inside.addStretch(1)
        scroll = Scroll(held(inside))
        scroll.setAccessibleName("What will be done")
        made.body.addWidget(scroll, 1)
        account = Card("Every filled cell", "where it goes")
        account.body.addWidget(self.grid, 1)
        account.body.addSpacing(px(4))
        self.setLayout(whole(Beside(made, account)))

    def when_ready(self, then: Callable[[], object]) -> None:
        self.tracker.when_found(then, self)

    def enter(self) -> None:
        self.plan.suggest(self.tracker.found.file.rpartition(".")[0][:200])
        self._show()

    def take_keyboard(self) -> None:
        asked = self.reason if not self.reason.isHidden() and not self.reason.value() else None
        (asked or (self.authority if self._new_plan else self.grid)).setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> None:
        """Raises TrackerError, said beside its field too, where something is missing."""
        if not self.reason.isHidden():
            for field in (self.reason, self.agreed_by):
                if said := field.check():
                    field.setFocus(Qt.FocusReason.OtherFocusReason)
                    raise TrackerError(said)
            self._put_reason()
        if self._new_plan:
            self._put_authority()
            self.plan.check()

    def onwards(self) -> str:
        """“Add 12 actions and change 3”, “Make the plan with 12 actions”."""
        found = self.tracker.found
        added, changed = len(found.of(Doing.ADD)), len(found.of(Doing.CHANGE))
        if self._new_plan:
            return f"Make the plan with {british.plural(added, 'action')}"
        if added and changed:
            return f"Add {british.plural(added, 'action')} and change {changed}"
        if changed:
            return f"Change {british.plural(changed, 'action')}"
        return f"Add {british.plural(added, 'action')}"

    def setting_up(self) -> SetUpPlan:
        """What sets up the new plan."""
        return SetUpPlan(
            title=self.plan.title.value(),
            authority=self.authority.value(),
            marking=self.plan.marking.value(),
        )

    # Showing.

    def _show(self) -> None:
        found = self.tracker.found
        counts = {doing: len(found.of(doing)) for doing in Doing}
        new = [_named(each) for each in found.first]
        facts = [
            ("File", found.file),
            ("Actions added", _count(counts[Doing.ADD])),
            ("Actions changed", _count(counts[Doing.CHANGE])),
            ("The same already", _count(counts[Doing.LEAVE])),
            ("Left out", _count(counts[Doing.LEFT_OUT])),
            ("Cannot be read", _count(counts[Doing.UNREAD])),
            *(
                (what, british.listed([name for kind, name in new if kind == what]))
                for what in _KINDS.values()
            ),
            ("Remembered", "What each column is, for the next file of this shape"),
        ]
        self.facts.show_facts(facts)
        asks = any(row.asks_reason for row in found.rows)
        for field in (self.reason, self.agreed_by):
            field.setVisible(asks)
        self._show_doubts(found)
        self._show_names(found.first)
        self.cells.set_rows(found.account)

    def _show_doubts(self, found: Comparison) -> None:
        empty(self._doubts)
        unread = sum(len(row.problems) for row in found.rows)
        if unread:
            told = (
                f"{british.plural(unread, 'cell')} could not be read as what the column is. Go back to Rows."
            )
            self._doubts.addWidget(Notice(told))

    def _show_names(self, first: Sequence[Command]) -> None:
        """Each new name, which may be a post or an organisation."""
        empty(self._names)
        self.names = []
        bodies = {each.name for each in first if isinstance(each, AddOrganisation)}
        posts = {each.title for each in first if isinstance(each, AddPost)}
        if len(bodies | posts) > _MOST_NAMES:
            return
        if bodies | posts:
            self._names.addWidget(label("New names: a post, or an organisation?", 14, SEMIBOLD))
        for name in sorted(bodies | posts, key=str.casefold):
            line = NameLine(name, is_body=name in bodies)
            line.chosen.connect(self._put_name)
            self.names.append(line)
            self._names.addWidget(line)

    # What people say.

    def _put_name(self, name: str, is_body: bool) -> None:
        self.tracker.put(self.tracker.proposal.with_body(name, is_body))
        self.tracker.when_found(self._show, self)

    def _put_authority(self) -> None:
        assert self._blank is not None
        if self.authority.value() != self._blank.authority:
            self._blank.authority = self.authority.value()
            self.tracker.put(self.tracker.proposal)
            self._show()

    def _put_reason(self) -> None:
        said = (self.reason.value(), self.agreed_by.value())
        if said != (self.tracker.proposal.reason, self.tracker.proposal.agreed_by):
            self.tracker.put(self.tracker.proposal.with_reason(*said))
            self.tracker.when_found(self.onwards_changed.emit, self)


class NameLine(QWidget):
    """A name that is new to the plan: a post or an organisation."""

    chosen = Signal(str, bool)

    def __init__(self, name: str, *, is_body: bool) -> None:
        super().__init__()
        self.name = name
        self.kind = Segments(f"“{name}” is", [("post", "A post"), ("body", "An organisation")])
        self.kind.choose("body" if is_body else "post")
        self.kind.changed.connect(self._changed)
        both = row(label(name, 14, wrap=True), self.kind)
        both.setStretch(0, 1)
        both.setContentsMargins(0, 0, 0, 0)
        self.setLayout(both)

    def _changed(self, key: str) -> None:
        self.chosen.emit(self.name, key == "body")


_KINDS: dict[type[Command], str] = {
    AddWorkstream: "New workstreams",
    AddPost: "New posts",
    AddOrganisation: "New organisations",
    AddOwnColumn: "New own columns",
}


def _named(command: Command) -> tuple[str, str]:
    """What kind of thing a command makes, and its name."""
    name = getattr(command, "name", "") or getattr(command, "title", "")
    return _KINDS.get(type(command), ""), name


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def _key(cell: Accounted) -> str:
    return cell.place


def _place(cell: Accounted) -> str:
    return cell.place


def _shown(cell: Accounted) -> str:
    return " ".join(cell.shown.split())


def _where(cell: Accounted) -> str:
    return cell.where


_COLUMNS: tuple[Column[Accounted], ...] = (
    Column(key="place", title="Cell", text=_place, width=104, muted=True, keep=True),
    Column(key="shown", title="What stands in it", text=_shown, width=140, stretch=True),
    Column(key="where", title="Where it goes, or why not", text=_where, width=210, keep=True),
)


def _order() -> Sequence[str]:
    return [fate.name for fate in _FATES]


def _group(cell: Accounted) -> str:
    return cell.fate.name


def _head(key: str, cells: Sequence[Accounted]) -> Head[Accounted]:
    words = FATE_WORDS[Fate[key]]
    return Head(title=words[:1].upper() + words[1:], words=british.plural(len(cells), "cell"))
