"""What a chair does with an overdue action besides deciding on a date: each is a recorded decision."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.codes import DecisionRoute
from tracker.domain.commands import RecordDecision
from tracker.domain.records import Action, Meeting, Post
from tracker.domain.rules.review import next_meeting
from tracker.domain.words import shown_ref, title_shown
from ui.dialogs.facts import DecisionFields, FactForm
from ui.widgets.fields import NotesField, TextField
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A kind of decision: what its form asks and the words it is recorded in."""

    title: str
    save: str
    words: str
    needs_words: bool
    says: Callable[[Workspace, Action, str, str], str]
    names: bool = False  # it asks to whom


def left_words(workspace: Workspace, note: str = "") -> str:
    """“Left to the next meeting, 2 December 2026.”"""
    meeting = next_meeting(workspace.plan, workspace.day)
    day = f", {british.day_month_year(meeting.held_on)}" if meeting else ""
    return f"Left to the next meeting{day}.{f' {note}' if note else ''}"


def _owner(workspace: Workspace, action: Action) -> str:
    post = workspace.plan.find(Post, action.owner_post_id)
    return post.title if post else "the owner"


LEAVE = Outcome(
    title="Leave to next meeting",
    save="Leave to next meeting",
    words="Note",
    needs_words=False,
    says=lambda workspace, action, to, note: left_words(workspace, note),
)
SEND_UP = Outcome(
    title="Send up",
    save="Send up",
    words="Why",
    needs_words=True,
    says=lambda workspace, action, to, note: f"Sent up to {to}: {note}",
    names=True,
)
ASK_OWNER = Outcome(
    title="Ask the owner a question",
    save="Ask the owner",
    words="Question",
    needs_words=True,
    says=lambda workspace, action, to, note: f"Question to {_owner(workspace, action)}: {note}",
)


class OutcomeForm(FactForm):
    """Asks what one outcome needs. `meeting` is the one it is decided at, chosen beforehand."""

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        action: Action,
        outcome: Outcome,
        meeting: Meeting | None = None,
    ) -> None:
        about = f"{shown_ref(action)}  {title_shown(action)}"
        super().__init__(parent, workspace, outcome.title, save=outcome.save, about=about)
        self._action, self._outcome = action, outcome
        self.to = TextField("To whom", needed=True, help="For example: Director of Children’s Services")
        self.text = NotesField(outcome.words, lines=3, needed=outcome.needs_words)
        self.decision = DecisionFields(workspace, needed=True)
        if outcome.names:
            self.add(self.to)
        self.add(self.text)
        self.add(self.decision)
        self.add(self.whose)
        if meeting is not None:
            at_meeting(self.decision, meeting)

    def build(self) -> RecordDecision:
        """The decision as filled in."""
        text = self._outcome.says(self.workspace, self._action, self.to.value(), self.text.value())
        decision = self.decision.decision(text)
        assert decision is not None
        return replace(decision, action_ids=(self._action.id,))


def at_meeting(fields: DecisionFields, meeting: Meeting) -> None:
    """Fill in that the decision is taken at this meeting."""
    fields.route.set_value(DecisionRoute.MEETING)
    fields.meeting.set_value(meeting.id)


def _record(window: "MainWindow", outcome: Outcome) -> None:
    assert window.workspace is not None
    OutcomeForm(window, window.workspace, window.selected_actions()[0], outcome).record()


def leave(window: "MainWindow") -> None:
    """Leave the selected action to the next meeting."""
    _record(window, LEAVE)


def send_up(window: "MainWindow") -> None:
    """Send the selected action up to somebody who can decide more."""
    _record(window, SEND_UP)


def ask_owner(window: "MainWindow") -> None:
    """Record a question to the owner of the selected action."""
    _record(window, ASK_OWNER)
