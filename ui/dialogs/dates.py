"""The promise ledger in forms: ask for a new date, decide on one; and other decisions."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain import british
from tracker.domain.calendar import questions_about
from tracker.domain.commands import AskForNewDate, DecideNewDate, RecordDecision, WithdrawRequest
from tracker.domain.commands.refusing import refuse_if
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.records import Action, DateChange
from tracker.domain.rules.lateness import due_beside, moved, pending
from tracker.domain.rules.states import is_open
from tracker.domain.words import moved_words, shown_ref, signed_days, title_shown
from ui.dialogs.facts import DecisionFields, FactForm
from ui.widgets.choices import SegmentsField
from ui.widgets.fields import DayField, DueField, NotesField, TextField
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class PromiseField(DueField):
    """A due date that says how far it is from the one agreed, and asks where it looks odd."""

    def __init__(self, name: str, workspace: Workspace, agreed: DueDate | None) -> None:
        self._agreed, self._day = agreed, workspace.day
        super().__init__(name, workspace.day, needed=True)

    def _understood(self) -> str:
        due = self.value()
        if due is None:
            return ""
        said = [british.echo(due, self._day)]
        if self._agreed is not None:
            said[0] += f" ({signed_days((due.last_day - self._agreed.last_day).days)})"
        return " ".join((f"{said[0]}.", *questions_about(due, self._day, self.neighbours)))


class AskForm(FactForm):
    """Asks for a new due date, with the reason."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, action: Action) -> None:
        super().__init__(
            parent,
            workspace,
            "Ask for a new date",
            save="Ask for this date",
            about=f"{shown_ref(action)}  {title_shown(action)}\n{_now(workspace, action)}",
            day="Asked on",
        )
        self._action = action
        self.new_due = PromiseField("New date", workspace, action.due)
        self.new_due.neighbours = due_beside(self.plan, action)
        self.reason = NotesField("Reason", lines=3, needed=True)
        self.asked_by = TextField("Asked by", help="Left empty: the person it is recorded for", is_name=True)
        self.add(self.new_due)
        self.add(self.reason)
        self.add(self.asked_by)
        self.add_hands()

    def build(self) -> AskForNewDate:
        """The request as filled in."""
        return AskForNewDate(
            action_id=self._action.id,
            new_due=self.new_due.read(),
            reason=self.reason.value(),
            asked_by=self.asked_by.value(),
            happened_on=self.happened_on.read(),
        )


def _now(workspace: Workspace, action: Action) -> str:
    told = moved(workspace.plan, action)
    due = british.due_words(action.due) if action.due else "no date"
    return f"Agreed for {due}, {moved_words(told.times, told.days)}"


class DecideForm(FactForm):
    """Approves or refuses the new date that was asked for."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, action: Action, request: DateChange
    ) -> None:
        old = british.due_words(request.old_due) if request.old_due else "no date"
        about = (
            f"{shown_ref(action)}  {title_shown(action)}\n{old} → {british.due_words(request.new_due)}, "
            f"asked for by {request.asked_by} on {british.short_day(request.happened_on)}: {request.reason}"
        )
        super().__init__(
            parent, workspace, "Decide on a new date", save="Approve the date", about=about, day="Decided on"
        )
        self._request = request
        self.answer = SegmentsField("Answer", [("approve", "Approve"), ("refuse", "Refuse")])
        self.decision = DecisionFields(workspace, needed=False)
        self.decided_by = TextField(
            "Who decided", workspace.plan.settings.date_decided_by, needed=True, is_name=True
        )
        self.note = NotesField("Note", lines=2)
        self.add(self.answer)
        self.add(self.decision)
        self.add(self.decided_by)
        self.add(self.note)
        self.add_hands()
        self.answer.changed.connect(self._show)
        self.decision.route.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.save.setText("Approve the date" if self._approves else "Refuse the date")
        recorded = self.decision.route.value() is not None
        self.decided_by.setVisible(not recorded)
        self.happened_on.setVisible(not recorded)
        self.fit()

    @property
    def _approves(self) -> bool:
        return self.answer.value() == "approve"

    def build(self) -> DecideNewDate:
        """The decision as filled in."""
        words = "New date approved" if self._approves else "New date refused"
        decision = self.decision.decision(f"{words}: {british.due_words(self._request.new_due)}.")
        return DecideNewDate(
            request_id=self._request.id,
            approve=self._approves,
            decided_on=decision.happened_on if decision else self.happened_on.read(),
            decided_by=decision.decided_by if decision else self.decided_by.value(),
            note=self.note.value(),
            decision=decision,
        )


class DecisionForm(FactForm):
    """Records what a body or a person decided, about the actions selected or about none."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, actions: list[Action]) -> None:
        refs = british.listed([shown_ref(each) for each in actions])
        about = f"About {refs}" if actions else "About no single action"
        super().__init__(parent, workspace, "Record a decision", save="Record decision", about=about)
        self._action_ids = tuple(each.id for each in actions)
        self.text = NotesField("What was decided", lines=3, needed=True)
        self.decision = DecisionFields(workspace, needed=True)
        self.in_force_on = DayField("In force from", self.today)
        self.noted_at = TextField("Where noted")
        self.add(self.text)
        self.add(self.decision)
        self.add(self.in_force_on, self.noted_at)
        self.add(self.whose)

    def build(self) -> RecordDecision:
        """The decision as filled in."""
        decision = self.decision.decision(self.text.value())
        assert decision is not None
        return replace(
            decision,
            in_force_on=self.in_force_on.read(),
            noted_at=self.noted_at.value(),
            action_ids=self._action_ids,
        )


def why_not_ask(plan: Plan, action: Action) -> str:
    """Why no new date can be asked for now, in a sentence; "" where one can."""
    ref = shown_ref(action)
    if action.first_due is None:
        return f"{ref} has no agreed date yet: edit its due date instead."
    if not is_open(action):
        return f"{ref} is no longer open."
    if pending(plan, action):
        return f"A new date has been asked for {ref} already: decide on it or withdraw it first."
    return ""


def ask_about(window: "MainWindow", action: Action, new_due: DueDate | None = None) -> None:
    """Ask for a new date for an action, this one where one was said already."""
    assert window.workspace is not None
    refuse_if(why_not_ask(window.workspace.plan, action) or None)
    form = AskForm(window, window.workspace, action)
    if new_due is not None:
        form.new_due.set_value(new_due)
        form.begin_with = form.reason
    form.record()


def ask_for_date(window: "MainWindow") -> None:
    """Ask for a new date for the selected action."""
    ask_about(window, window.selected_actions()[0])


def _waiting(window: "MainWindow") -> tuple[Action, DateChange]:
    assert window.workspace is not None
    action = window.selected_actions()[0]
    request = pending(window.workspace.plan, action)
    if request is None:
        raise TrackerError(f"No new date has been asked for {shown_ref(action)}.")
    return action, request


def decide_date(window: "MainWindow") -> None:
    """Decide on the new date asked for the selected action."""
    action, request = _waiting(window)
    assert window.workspace is not None
    DecideForm(window, window.workspace, action, request).record()


def withdraw_request(window: "MainWindow") -> None:
    """Withdraw the request for a new date for the selected action."""
    window.do(WithdrawRequest(request_id=_waiting(window)[1].id))


def record_decision(window: "MainWindow") -> None:
    """Record a decision about the selected actions."""
    assert window.workspace is not None
    DecisionForm(window, window.workspace, window.selected_actions()).record()
