"""How a review of overdue actions begins: at which meeting its decisions are taken, or by whom."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.codes import DecisionRoute
from tracker.domain.commands import AddMeeting, RecordDecision
from tracker.domain.errors import TrackerError
from tracker.domain.records import Meeting
from ui.dialogs.fields_dialog import FieldsDialog
from ui.widgets.choices import ChoiceField
from ui.widgets.fields import TextField
from ui.workspace import Workspace

_TODAY, _CHAIR, _GO_ON = "today", "chair", "go on"
_MEETINGS = 6  # the latest ones are enough to choose from


@dataclass(frozen=True, slots=True)
class Basis:
    """What every decision of a sitting rests on: a meeting, or the chair's own action."""

    decided_by: str
    on: date
    meeting: Meeting | None = None

    @property
    def words(self) -> str:
        """“Improvement Board, Wednesday 4 November 2026”."""
        how = self.decided_by if self.meeting else f"Chair’s action, {self.decided_by}"
        return f"{how}, {british.long_day(self.on)}"

    def decision(self, text: str, action_id: str) -> RecordDecision:
        """The decision in these words, about an action."""
        return RecordDecision(
            text=text,
            decided_by=self.decided_by,
            route=DecisionRoute.MEETING if self.meeting else DecisionRoute.CHAIRS_ACTION,
            meeting_id=self.meeting.id if self.meeting else None,
            happened_on=self.on,
            action_ids=(action_id,),
        )

    def within(self, text: str) -> RecordDecision:
        """The same as part of another command, which names the action itself."""
        return replace(self.decision(text, ""), action_ids=())


class ReviewStart(FieldsDialog):
    """Asks for the meeting; one held today that nobody has entered is added to the plan."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, unfinished: Basis | None = None) -> None:
        about = "What you decide on each action is recorded as decided there, and can be undone."
        super().__init__(parent, "Review overdue actions", save="Start review", about=about)
        self._unfinished = unfinished
        self._workspace = workspace
        self.basis: Basis | None = None
        plan, today = workspace.plan, workspace.day
        held = sorted(
            (each for each in plan.all(Meeting) if each.held_on <= today),
            key=lambda each: each.held_on,
            reverse=True,
        )
        choices = [(each.id, f"{each.body}, {british.short_day(each.held_on)}") for each in held[:_MEETINGS]]
        board = plan.settings.board_name
        if not any(each.held_on == today for each in held):
            choices.insert(0, (_TODAY, f"{board}, today (is added to the meetings)"))
        if unfinished is not None:
            choices.insert(0, (_GO_ON, f"Go on with the review: {unfinished.words}"))
        choices.append((_CHAIR, "No meeting: chair’s action"))
        self.meeting = ChoiceField("Decided at", choices)
        self.chair = TextField(
            "Chair", workspace.whose or workspace.session.actor.name, needed=True, is_name=True
        )
        self.meeting.changed.connect(self._show)
        self.add(self.meeting)
        self.add(self.chair)
        self._show()

    @property
    def goes_on(self) -> bool:
        """Whether the review left halfway was chosen."""
        return bool(self.meeting.value() == _GO_ON)

    def _show(self) -> None:
        self.chair.setVisible(self.meeting.value() == _CHAIR)
        self.fit()

    def settle(self) -> None:
        """Fill in `basis`. Raises TrackerError where that cannot be."""
        self.basis = self._basis()

    def _basis(self) -> Basis:
        chosen, workspace = self.meeting.value(), self._workspace
        if chosen == _GO_ON and self._unfinished is not None:
            return self._unfinished
        if chosen == _CHAIR:
            return Basis(self.chair.read(), workspace.day)
        if chosen == _TODAY:
            board = workspace.plan.settings.board_name
            done = workspace.do(AddMeeting(held_on=workspace.day, body=board))
            if done is None:
                raise TrackerError("Another program is writing to this plan. Try again in a moment.")
            meeting = done.made(Meeting)
        else:
            meeting = workspace.plan.get(Meeting, chosen)
        return Basis(meeting.body, meeting.held_on, meeting)
