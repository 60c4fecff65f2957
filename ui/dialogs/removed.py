"""What was removed from the plan and can be brought back."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QStackedWidget

from tracker.domain.errors import TrackerError
from tracker.domain.records import Link, RagRule, WordGroup
from tracker.storage.journal import Step
from tracker.storage.rows import KIND_OF
from ui.dialogs.help_key import HelpKey
from ui.fonts import SEMIBOLD
from ui.pages.history_words import about, kinds_of, title_of
from ui.pages.moments import moment_words
from ui.theme import px
from ui.widgets.columns import Column
from ui.widgets.filter_field import FilterField
from ui.widgets.frames import Banner, Card, Empty, Line, button, column, label, row
from ui.widgets.grid import Grid
from ui.widgets.rows import RowsModel
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_PORTION = 300  # changes looked through in one go: some milliseconds


class Removal:
    """A change that removed something, in words."""

    __slots__ = ("kinds", "name", "seq", "title", "when", "who")

    def __init__(self, step: Step, name: str) -> None:
        self.seq, self.who, self.name = step.seq, step.actor_name, name
        self.title, self.kinds = title_of(step), ", ".join(kinds_of(step))
        self.when = moment_words(step.at)


class RemovedDialog(QDialog):
    """The newest first; what is restored leaves the list. The changes are looked through in slices."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        HelpKey(self)
        assert window.workspace is not None
        self._workspace = window.workspace
        self.setWindowTitle("Removed items")
        self._found: list[Removal] = []
        self._work: Iterator[None] = iter(())
        self._build()
        room = window.size()
        self.resize(min(px(820), room.width()), min(px(520), room.height()))
        self._workspace.changed.connect(self._changed)
        self._begin()

    def _build(self) -> None:
        self.banner = Banner("problem")
        self.filter = FilterField("Filter what was removed")
        self.model: RowsModel[Removal] = RowsModel(_columns(), _seq, parent=self)
        self.filter.filtered.connect(self.model.set_filter)
        self.grid: Grid[Removal] = Grid(self.model, "What was removed, the newest first")
        self.filter.stand_above(self.grid)
        self.grid.moved.connect(self._moved)
        self.grid.opened.connect(self.restore)
        self._nothing = Empty("Nothing is removed", "What somebody removes can be brought back from here.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._nothing)
        self._card = card = Card()
        card.body.addWidget(self._stack, 1)
        self.button = button("Restore", "primary", icon_name="archive-restore", press=self.restore)
        self.button.setDefault(True)
        self.button.setEnabled(False)
        self._foot = label("", 13, muted=True, wrap=True)
        foot = row(self._foot, button("Close", press=self.reject), self.button)
        foot.setStretch(0, 1)
        outer = column(
            label("Removed items", 16, SEMIBOLD),
            label("Restoring takes the removal back, with everything it removed.", 13, muted=True, wrap=True),
            self.banner,
            self.filter,
            card,
            Line("border"),
            foot,
            gap=10,
            margin=20,
        )
        outer.setStretch(4, 1)
        self.setLayout(outer)

    def _begin(self) -> None:
        self._workspace.slices.drop(self._work)
        self._found = []
        self._foot.setText("Looking through the changes…")
        self._work = self._read()
        self._workspace.slices.add(self._work, self._show, of=self)

    def _read(self) -> Iterator[None]:
        plan, session = self._workspace.plan, self._workspace.session
        upto, told = plan.seq, set[str]()
        while upto > 0:
            since = max(upto - _PORTION, 0)
            for step in session.removals(since, upto):
                # What was removed more than once is brought back from where it went last.
                ids = {each.entity_id for each in step.changes if _matters(each.entity)}
                if not ids <= told:
                    self._found.append(Removal(step, about(plan, step)))
                    told |= ids
            upto = since
            yield

    def _show(self) -> None:
        self.model.set_rows(self._found)
        self._stack.setCurrentWidget(self.grid if self._found else self._nothing)
        self._card.set_band(32 if self._found else 0)
        self._foot.setText("")
        if self._found and self.grid.current is None:
            self.grid.setCurrentIndex(self.model.index(0, 0))
        self._moved(self.grid.current)

    def _moved(self, chosen: Removal | None) -> None:
        reason = self._workspace.read_only
        self.button.setEnabled(chosen is not None and not reason)
        self.button.setToolTip(reason)

    def _changed(self, changes: Changes) -> None:
        self._begin()

    def restore(self) -> None:
        """Bring back what the selected change removed; what keeps it from that is said."""
        chosen = self.grid.current
        if chosen is None or not self.button.isEnabled():
            return
        try:
            self._workspace.reverse(chosen.seq)
        except TrackerError as error:
            self.banner.say(str(error), kind="problem")
        else:
            self.banner.say(f"Restored: {chosen.name or chosen.kinds}.", kind="note")

    def done(self, result: int) -> None:
        """Nothing more is looked for."""
        self._workspace.slices.drop(self._work)
        super().done(result)
        self.deleteLater()


def _columns() -> tuple[Column[Removal], ...]:
    when: Column[Removal] = Column(
        key="when", title="When", text=lambda row: row.when, width=136, sort=_seq, keep=True, muted=True
    )
    name: Column[Removal] = Column(
        key="name", title="What", text=lambda row: row.name, width=220, stretch=True
    )
    change: Column[Removal] = Column(key="change", title="Change", text=lambda row: row.title, width=150)
    kinds: Column[Removal] = Column(
        key="kinds", title="Records", text=lambda row: row.kinds, width=130, muted=True
    )
    who: Column[Removal] = Column(key="who", title="Who", text=lambda row: row.who, width=130)
    return when, name, change, kinds, who


def _seq(row: Removal) -> int:
    return row.seq


def _matters(table: str) -> bool:
    """Ties between records, and lists that are replaced as a whole, are no items of their own."""
    kind = KIND_OF[table]
    return not issubclass(kind, Link | RagRule | WordGroup)


def removed(window: "MainWindow") -> None:
    """Show what was removed and can be brought back."""
    RemovedDialog(window).open()
