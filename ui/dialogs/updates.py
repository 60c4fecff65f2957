"""Add update: how an action, or one part of it, is going."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain.codes import Delivery, Impact, Lifecycle
from tracker.domain.commands import AddUpdate
from tracker.domain.records import Action, Part
from tracker.domain.rules.states import is_open
from tracker.domain.words import label, shown_ref, title_shown
from ui.dialogs.facts import FactForm
from ui.widgets.choices import ChoiceField, SegmentsField
from ui.widgets.fields import NotesField, TextField, Tick
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class UpdateForm(FactForm):
    """Ctrl+U, type, Ctrl+Enter. A rating other than On track asks for its reason."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, action: Action) -> None:
        about = f"{shown_ref(action)}  {title_shown(action)}"
        super().__init__(parent, workspace, "Add update", save="Add update", about=about, wide=560)
        self._action = action
        self._is_open = is_open(action) and not action.draft
        parts = sorted(self.plan.by(Part, "action_id", action.id), key=lambda part: part.position)
        self.part = ChoiceField(
            "About", [(None, "The whole action"), *((each.id, each.text) for each in parts)]
        )
        self.text = NotesField("What has happened", lines=4)
        ratings = [("", "No change"), *((each.value, label(each)) for each in Delivery)]
        now = f"Now: {label(action.delivery)}" if action.delivery else "Not rated yet"
        self.delivery = SegmentsField("Delivery rating", ratings, help=now)
        self.reason = TextField("Reason for the rating", needed=True)
        impacts = [(None, "No change"), *((each, label(each)) for each in Impact)]
        now = f"Now: {label(action.impact)}" if action.impact else ""
        self.impact = ChoiceField("Impact rating", impacts, help=now)
        self.barrier = TextField("Barrier", hint="What stands in the way")
        self.ask_board = TextField("Ask of the board", hint="What the board should decide")
        self.next = TextField("Next", hint="What will be done next")
        self.start = Tick("Work has started", action.lifecycle is Lifecycle.NOT_STARTED)
        for field in (self.text, self.delivery, self.reason):
            self.add(field)
        self.add(self.barrier, self.next)
        self.add(self.ask_board, self.impact)
        self.add(self.start)
        self.add(self.part)
        self.add_hands()
        self.part.setVisible(bool(parts))
        self.part.changed.connect(self._show)
        self.delivery.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        whole = self.part.value() is None
        self.delivery.setVisible(whole and self._is_open)
        self.impact.setVisible(whole)
        self.start.setVisible(whole and self._is_open and self._action.lifecycle is Lifecycle.NOT_STARTED)
        self.reason.setVisible(self._rating() not in (None, Delivery.ON_TRACK))
        self.fit()

    def _rating(self) -> Delivery | None:
        chosen = self.delivery.value() if self._is_open and self.part.value() is None else ""
        return Delivery(chosen) if chosen else None

    def build(self) -> AddUpdate:
        """The update as filled in."""
        whole, rating = self.part.value() is None, self._rating()
        return AddUpdate(
            action_id=self._action.id,
            part_id=self.part.value(),
            text=self.text.value(),
            delivery=rating,
            delivery_reason=self.reason.value() if rating not in (None, Delivery.ON_TRACK) else "",
            impact=self.impact.value() if whole else None,
            barrier=self.barrier.value(),
            ask=self.ask_board.value(),
            next=self.next.value(),
            start=self.start.isChecked() and self.start.isVisibleTo(self),
            happened_on=self.happened_on.read(),
        )


def add_update(window: "MainWindow") -> None:
    """Add an update to the selected action."""
    assert window.workspace is not None
    UpdateForm(window, window.workspace, window.selected_actions()[0]).record()
