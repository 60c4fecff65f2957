"""The steps of an action's life: complete, close, embed, hold, resume, reopen, withdraw, and later checks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.codes import CheckOutcome, EvidenceState, Lifecycle
from tracker.domain.commands import (
    AddCheck,
    CloseAction,
    CompleteAction,
    EmbedAction,
    HoldAction,
    ReopenAction,
    ResumeAction,
    StartAction,
    WithdrawAction,
)
from tracker.domain.commands.base import Command
from tracker.domain.commands.refusing import refuse, refuse_if
from tracker.domain.records import Action
from tracker.domain.rules import lifecycle, lineage
from tracker.domain.rules.lateness import pending
from tracker.domain.rules.reads import Reads
from tracker.domain.words import label, shown_ref, title_shown
from ui.dialogs.facts import DecisionFields, FactForm
from ui.reading import Reading
from ui.widgets.choices import SegmentsField
from ui.widgets.fields import DayField, NotesField
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

WhyNot = Callable[[Reads, Action, date], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One step: its command, its words, and the rule against it whatever the form will say.

    `decided`: it rests on a decision. `reviewed`: it asks for a review day.
    """

    command: type[Any]
    title: str
    save: str
    day: str
    words: str
    why_not: WhyNot
    needs_words: bool = False
    decided: bool = False
    reviewed: bool = False


COMPLETE = Turn(
    command=CompleteAction,
    title="Complete the action",
    save="Complete",
    day="Completed on",
    words="What was done",
    why_not=lambda reads, action, day: lifecycle.why_not_complete(reads, action, day, day),
)
CLOSE = Turn(
    command=CloseAction,
    title="Close with evidence",
    save="Close the action",
    day="Closed on",
    words="Note",
    # Who closes is said in the form, so only nobody's name is tried here.
    why_not=lambda reads, action, day: lifecycle.why_not_close(reads, action, "", day, day),
)
EMBED = Turn(
    command=EmbedAction,
    title="Mark as embedded",
    save="Mark as embedded",
    day="Embedded on",
    words="Note",
    why_not=lambda reads, action, day: lifecycle.why_not_embed(reads, action, day, day),
)
REOPEN = Turn(
    command=ReopenAction,
    title="Reopen the action",
    save="Reopen",
    day="Reopened on",
    words="Why it is reopened",
    needs_words=True,
    why_not=lambda reads, action, day: lifecycle.why_not_reopen(reads, action, "to be said", day, day),
)
HOLD = Turn(
    command=HoldAction,
    title="Put on hold",
    save="Put on hold",
    day="On hold from",
    words="Why",
    needs_words=True,
    decided=True,
    reviewed=True,
    why_not=lambda reads, action, day: lifecycle.why_not_hold(
        reads, action, True, day + timedelta(days=1), day, day
    ),
)
RESUME = Turn(
    command=ResumeAction,
    title="Take off hold",
    save="Take off hold",
    day="Resumed on",
    words="Note",
    why_not=lambda reads, action, day: lifecycle.why_not_resume(reads, action, day, day),
)
WITHDRAW = Turn(
    command=WithdrawAction,
    title="Withdraw the action",
    save="Withdraw",
    day="Withdrawn on",
    words="Why",
    needs_words=True,
    decided=True,
    why_not=lambda reads, action, day: lifecycle.why_not_withdraw(
        reads, action, True, "to be said", day, day
    ),
)


class TurnForm(FactForm):
    """Asks what one step of an action's life needs."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, action: Action, turn: Turn) -> None:
        about = f"{shown_ref(action)}  {title_shown(action)}"
        if turn is CLOSE:
            about = "\n".join(filter(None, (about, _accepted(Reading(workspace), action))))
        if turn is COMPLETE and (request := pending(workspace.plan, action)) is not None:
            new = british.due_words(request.new_due)
            about += f"\nThe new date asked for, {new}, is withdrawn with it: nothing is left to decide."
        super().__init__(parent, workspace, turn.title, save=turn.save, about=about, day=turn.day)
        self._action, self._turn = action, turn
        self.text = NotesField(turn.words, lines=3, needed=turn.needs_words)
        self.add(self.text)
        self.review_on = DayField("Review on", self.today, needed=True, help="The day it is looked at again")
        self.decision = DecisionFields(workspace, needed=True)
        if turn.reviewed:
            self.add(self.review_on)
        if turn.decided:
            self.add(self.decision)
        self.add_hands()

    def build(self) -> Command:
        """The step as filled in."""
        text = self.text.value()
        given: dict[str, Any] = {"text": text, "happened_on": self.happened_on.read()}
        if self._turn.reviewed:
            given["review_on"] = self.review_on.read()
        if self._turn.decided:
            given["decision"] = self.decision.decision(text)
        made: Command = self._turn.command(action_id=self._action.id, **given)
        return made


def _accepted(reads: Reads, action: Action) -> str:
    found = [each.title for each in lineage.evidence(reads, action) if each.state is EvidenceState.ACCEPTED]
    return f"Accepted evidence: {british.listed(found)}" if found else ""


class CheckForm(FactForm):
    """What a later, independent look found."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, action: Action) -> None:
        about = f"{shown_ref(action)}  {title_shown(action)}\nBy somebody who neither did nor closed it."
        super().__init__(
            parent, workspace, "Add a later check", save="Add check", about=about, day="Checked on"
        )
        self._action = action
        self.outcome = SegmentsField("Outcome", [(each.value, label(each)) for each in CheckOutcome])
        self.text = NotesField("What the check found", needed=True)
        self.add(self.outcome)
        self.add(self.text)
        self.add_hands()

    def build(self) -> AddCheck:
        """The check as filled in."""
        return AddCheck(
            action_id=self._action.id,
            outcome=CheckOutcome(self.outcome.value()),
            text=self.text.value(),
            happened_on=self.happened_on.read(),
        )


_STEPS = (
    *(("Complete…", COMPLETE), ("Close with evidence…", CLOSE), ("Mark as embedded…", EMBED)),
    *(("Put on hold…", HOLD), ("Take off hold…", RESUME), ("Reopen…", REOPEN), ("Withdraw…", WITHDRAW)),
)


def possible_steps(workspace: Workspace, action: Action) -> list[tuple[Any, str]]:
    """The steps that no rule is against now: “start”, or what asks for the rest given the window and the
    action, and its words."""
    reads, day = Reading(workspace), workspace.day
    start = [] if lifecycle.why_not_start(reads, action, day, day) else [("start", "Start")]
    turns = [(turn, words) for words, turn in _STEPS if not turn.why_not(reads, action, day)]
    return [*start, *((partial(_take_with, turn), words) for turn, words in turns)]


def _take_with(turn: Turn, window: "MainWindow", action: Action) -> None:
    """Refuse at once what no form could make right, else ask."""
    assert window.workspace is not None
    refuse_if(turn.why_not(Reading(window.workspace), action, window.workspace.day))
    TurnForm(window, window.workspace, action, turn).record()


def _take(window: "MainWindow", turn: Turn) -> None:
    _take_with(turn, window, window.selected_actions()[0])


def start(window: "MainWindow") -> None:
    """Say that work on the selected action has started today."""
    window.do(StartAction(action_id=window.selected_actions()[0].id))


def complete(window: "MainWindow") -> None:
    """Complete the selected action."""
    _take(window, COMPLETE)


def close_action(window: "MainWindow") -> None:
    """Close the selected action, its evidence being accepted."""
    _take(window, CLOSE)


def embed(window: "MainWindow") -> None:
    """Mark the selected action as embedded."""
    _take(window, EMBED)


def hold(window: "MainWindow") -> None:
    """Put the selected action on hold."""
    _take(window, HOLD)


def resume(window: "MainWindow") -> None:
    """Take the selected action off hold."""
    _take(window, RESUME)


def reopen(window: "MainWindow") -> None:
    """Reopen the selected action."""
    _take(window, REOPEN)


def withdraw(window: "MainWindow") -> None:
    """Withdraw the selected action."""
    _take(window, WITHDRAW)


def add_check(window: "MainWindow") -> None:
    """Record a later check of the selected action."""
    assert window.workspace is not None
    action = window.selected_actions()[0]
    if action.lifecycle not in (Lifecycle.CLOSED, Lifecycle.EMBEDDED):
        refuse(f"{shown_ref(action)} is not closed: a later check comes after that.")
    CheckForm(window, window.workspace, action).record()
