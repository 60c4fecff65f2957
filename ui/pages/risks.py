"""The Risks page: what may keep the plan from working, the gravest first, beside the 5 × 5 grid."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from tracker.domain import british
from tracker.domain.commands import RemoveRecord
from tracker.domain.records import (
    Action,
    Away,
    Holding,
    Person,
    Post,
    Record,
    RecordTag,
    Risk,
    RiskAction,
    Tag,
)
from tracker.domain.rules.risks import Level, gravest_first, level, score
from ui.dialogs.actions import ConfirmForm
from ui.pages.beside import Beside
from ui.pages.page import Page
from ui.pages.risks_rows import RiskRow, risk_columns
from ui.pages.risks_side import RiskSide
from ui.widgets.frames import Empty, Segments, button
from ui.widgets.grid import Grid
from ui.widgets.listing import Listing
from ui.widgets.rows import RowsModel
from ui.workspace import Changes

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_KINDS = (Risk, RiskAction, RecordTag, Tag, Post, Person, Holding, Away)
_MENU = ("edit_risk", "risk_actions", "tags", "", "close_risk", "reopen_risk", "", "add_risk", "remove")
_TESTS: dict[str, Callable[[RiskRow], bool]] = {
    "open": lambda row: row.risk.closed_on is None,
    "closed": lambda row: row.risk.closed_on is not None,
}


class RisksPage(Page):
    """Open risks at first; closed ones with why on demand."""

    title = "Risks"

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._workspace = window.workspace
        self._build()

    # What it is made of.

    def _build(self) -> None:
        self.shown = Segments("Which risks", [("open", "Open"), ("closed", "Closed"), ("all", "All")])
        self._add_button = button("Add risk", icon_name="plus", press=self._add)
        self.head.at_right.addWidget(self.shown)
        self.head.at_right.addWidget(self._add_button)
        self.rows: RowsModel[RiskRow] = RowsModel(
            risk_columns(),
            key=lambda row: row.id,
            also=lambda row: f"{row.risk.controls} {row.tags}",
            parent=self,
        )
        self.grid: Grid[RiskRow] = Grid(self.rows, "Risks, the gravest first", row_high=48)
        self.grid.moved.connect(self._moved)
        self.grid.opened.connect(self._opened)
        self.grid.menu_wanted.connect(self._show_menu)
        self._none = Empty(
            "No risk noted yet",
            "Note what may keep the plan from working: what causes it, what may happen and what that would "
            "lead to. Score it, and link the actions that do something about it.",
            "Add risk",
            icon_name="shield-alert",
        )
        self._none.pressed.connect(self._add)
        self.listing = Listing(
            "Filter risks",
            self.grid,
            choices=self.shown,
            tests=_TESTS,
            none=self._none,
            none_fits="No risk fits",
        )
        self.listing.looked_at.connect(self._looked_at)
        self.side = RiskSide(self.window_)
        self._beside = Beside(self.listing, self.side, wide=372, high=260, roomy=900)
        self.body.addWidget(self._beside, 1)

    # The plan as it stands.

    def refresh(self, changes: Changes) -> None:
        """Take in what changed."""
        for each in (self._add_button, self._none.button):
            each.setEnabled(not self._workspace.read_only)
            each.setToolTip(self._workspace.read_only)
        if changes.touched(*_KINDS) or self._shows(changes):
            plan, day = self._workspace.plan, self._workspace.day
            found = gravest_first(plan.all(Risk))
            self.rows.set_rows(RiskRow(plan, each, day) for each in found)
            self.side.show_risks([each for each in found if each.closed_on is None])
            self.listing.look()

    def _shows(self, changes: Changes) -> bool:
        """Whether an action linked to a risk changed."""
        by = self._workspace.plan.by
        return any(by(RiskAction, "action_id", each) for each in changes.ids(Action))

    def _looked_at(self) -> None:
        if self.grid.current is not self.side.row:
            self.side.show_row(self.grid.current)
        self._beside.offer_side(bool(self.rows.total))
        self._show_foot(self.rows.rows())

    def _show_foot(self, found: list[RiskRow]) -> None:
        open_ones = [each for each in found if each.risk.closed_on is None]
        grave = sum(level(score(each.risk) or 1) is Level.EXTREME for each in open_ones)
        unscored = sum(score(each.risk) is None for each in open_ones)
        due = sum(each.is_review_due for each in open_ones)
        bare = sum(not each.actions for each in open_ones)
        parts = [f"{len(found)} of {british.plural(self.rows.total, 'risk')}"]
        told = (
            (grave, "extreme"),
            (due, "review due"),
            (unscored, "not scored"),
            (bare, "without an action"),
        )
        parts += [f"{count} {said}" for count, said in told if count]
        self.listing.foot.setText("   ·   ".join(parts))

    # What happens on it.

    def _moved(self, found: RiskRow | None) -> None:
        self.window_.refresh_commands()
        self.side.show_row(found)

    def _opened(self, found: RiskRow, key: str) -> None:
        self.edit()

    def _show_menu(self, place: QPoint) -> None:
        self.pop_up(_MENU, place)

    def _add(self) -> None:
        self.window_.commands.run("add_risk")

    # What the window asks.

    def selected_record(self) -> Record | None:
        """The risk that has the keyboard."""
        found = self.grid.current
        return found.risk if found else None

    def show_record(self, record_id: str) -> bool:
        """Select a risk, whatever hides it."""
        return self.listing.reveal(record_id)

    def to_filter(self) -> None:
        """Ctrl+F."""
        self.listing.filter.setFocus()

    def edit(self) -> None:
        """F2: the selected risk."""
        self.window_.commands.run("edit_risk")

    def remove(self) -> None:
        """Del: a risk that was a mistake."""
        if (found := self.grid.current) is not None:
            about = (
                f"{found.risk.ref}  {found.risk.title}\nFor what was added by mistake. A risk that no longer "
                "threatens the plan is closed instead. It can be brought back by Undo."
            )
            command = RemoveRecord(record=Risk, id=found.risk.id)
            ConfirmForm(self, "Remove this risk?", about, "Remove", command).send(self._workspace.do)

    def take_keyboard(self) -> None:
        """To the list; where there is none, to what fills it."""
        self.listing.take_keyboard()
