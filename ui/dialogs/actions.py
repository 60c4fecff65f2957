"""Actions in forms: add one, edit one, remove one that was a mistake."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from tracker.domain.codes import Audience, Priority
from tracker.domain.commands import AddAction, ChangeAction, RemoveRecord
from tracker.domain.commands.base import Command
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.record_words import field_label
from tracker.domain.records import Action, Finding, PlanVersion
from tracker.domain.rules.lateness import due_beside
from tracker.domain.rules.order import workstreams
from tracker.domain.words import label, shown_ref, title_shown
from ui.dialogs.alike import AlikeNotice
from ui.dialogs.form import Form
from ui.theme import px
from ui.widgets.choices import ChoiceField, PostField
from ui.widgets.fields import DayField, DueField, Field, NotesField, TextField, Tick
from ui.widgets.frames import Scroll, column
from ui.widgets.frames import label as label_of
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

# Once approved, these ask for a reason and who agreed.
AGREED = ("title", "text", "outcome", "criteria", "owner_post_id")
_FIELDS = (
    *AGREED,
    *("council_ref", "workstream_id", "start_on", "due", "priority", "monitored_at", "resources"),
    *("audience", "audience_reason"),
)


class TicksField(Field):
    """Any number of a list."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], chosen: Sequence[str] = ()) -> None:
        self._ticks = {value: Tick(words, value in chosen) for value, words in choices}
        inside = QWidget()
        layout = column(*self._ticks.values(), None, gap=2, margin=4)
        inside.setLayout(layout)
        self._inside, self._area = inside, Scroll(inside)
        self._area.setFixedHeight(min(layout.sizeHint().height() + px(4), px(124)))
        super().__init__(name, self._area)
        for tick in self._ticks.values():
            tick.toggled.connect(self._edited)

    def value(self) -> tuple[str, ...]:
        """What is ticked, in the order of the list."""
        return tuple(value for value, tick in self._ticks.items() if tick.isChecked())

    def set_value(self, chosen: Sequence[str]) -> None:
        """Tick exactly these."""
        for value, tick in self._ticks.items():
            tick.setChecked(value in chosen)

    def showEvent(self, event: QShowEvent) -> None:
        """What is ticked is in sight, however long the list."""
        super().showEvent(event)
        self._inside.adjustSize()
        ticked = [tick for tick in self._ticks.values() if tick.isChecked()]
        if ticked:
            self._area.ensureWidgetVisible(ticked[0])


def finding_choices(plan: Plan) -> list[tuple[str, str]]:
    """The improvement areas an action may answer: their ids, and their references with opening words."""
    return [
        (each.id, f"{each.ref}  {_opening(each.text)}") for each in plan.all(Finding) if not each.left_out_on
    ]


def _opening(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 70 else f"{words[:70].rsplit(' ', 1)[0]}…"


class ActionForm(Form):
    """The fields of an action, for a new one or the one given."""

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        action: Action | None = None,
        workstream_id: str | None = None,
    ) -> None:
        title = f"Edit {shown_ref(action)}" if action else "Add action"
        super().__init__(parent, title, save="Save" if action else "Add action", wide=640)
        self._action, self._is_approved = action, bool(workspace.plan.all(PlanVersion))
        was = action or Action(
            id="", ref="", title="", position=0, in_plan_from=workspace.day, workstream_id=workstream_id
        )
        self._was = was
        self._make(workspace.plan, workspace.day, was)
        self.add(self.title)
        self.left_for = ""  # the id of the action that somebody left the form for, to see it
        self.alike: AlikeNotice | None = None
        if was.draft or action is None:
            self.alike = AlikeNotice(workspace, self.title)
            self.alike.changed.connect(self.fit)
            self.alike.wanted.connect(self._leave)
            self.content.addWidget(self.alike)
        self.add(self.owner_post_id, self.due)
        self.add(self.workstream_id, self.start_on)
        for field in (self.text, self.outcome, self.criteria, self.finding_ids):
            self.add(field)
        self.add(self.council_ref, self.priority)
        self.add(self.monitored_at, self.resources)
        self.add(self.audience, self.audience_reason)
        self.add(self.reason, self.agreed_by)
        for name in (*AGREED, "audience"):
            getattr(self, name).changed.connect(self._show)
        self._show()

    def _make(self, plan: Plan, day: date, was: Action) -> None:
        streams = [(None, "None"), *((each.id, each.title) for each in workstreams(plan))]
        priorities = [(None, "Not set"), *((each, label(each)) for each in Priority)]
        audiences = [(each, label(each)) for each in Audience]
        self.title = TextField(_called("title"), was.title, needed=True)
        self.owner_post_id = PostField(plan.settings.owner_label, plan, day, was.owner_post_id)
        self.due = DueField(_called("due"), day, was.due)
        self.due.neighbours = due_beside(plan, was)
        if was.first_due:
            self.due.setEnabled(False)
            self.due.say("Agreed: to move it, ask for a new date.")
        self.workstream_id = ChoiceField(plan.settings.workstream_label, streams, was.workstream_id)
        self.start_on = DayField(_called("start_on"), day, was.start_on)
        self.text = NotesField("What will be done", was.text, lines=3)
        self.outcome = NotesField(_called("outcome"), was.outcome, lines=2)
        self.criteria = NotesField(
            _called("criteria"), was.criteria, lines=2, help="How one will see that it worked"
        )
        choices = finding_choices(plan)
        self.finding_ids = TicksField("Answers", choices)
        self.finding_ids.setVisible(self._action is None and bool(choices))
        self.council_ref = TextField(_called("council_ref"), was.council_ref, is_name=True)
        self.priority = ChoiceField(_called("priority"), priorities, was.priority)
        self.monitored_at = TextField(_called("monitored_at"), was.monitored_at)
        self.resources = TextField(
            _called("resources"), was.resources, help="In words; money has its own page"
        )
        self.audience = ChoiceField(_called("audience"), audiences, was.audience)
        self.audience_reason = TextField("Why it is restricted", was.audience_reason, needed=True)
        self.reason = TextField("Why it changes", help="The approved words are kept beside the new ones")
        self.agreed_by = TextField("Agreed by", is_name=True)

    def _show(self) -> None:
        self.audience_reason.setVisible(self.audience.value() is Audience.RESTRICTED)
        changed = self._is_approved and not self._was.draft and any(self._rewords(name) for name in AGREED)
        for field in (self.reason, self.agreed_by):
            field.setVisible(changed)
        self.fit()

    def _rewords(self, name: str) -> bool:
        """Whether approved words or an owner would be replaced."""
        before = getattr(self._was, name)
        try:
            return bool(before) and getattr(self, name).value() != before
        except TrackerError:
            return False

    def _leave(self, action_id: str) -> None:
        self.left_for = action_id
        self.reject()

    def focus(self, name: str) -> None:
        """Begin with the field of that name."""
        self.begin_with = getattr(self, name)

    def build(self) -> Command:
        """The new action, or what differs in the one given."""
        given = {name: getattr(self, name).value() for name in _FIELDS}
        if given["audience"] is Audience.ORDINARY:
            given["audience_reason"] = ""
        if self._action is None:
            return AddAction(**given, finding_ids=self.finding_ids.value())
        changes = {name: value for name, value in given.items() if value != getattr(self._was, name)}
        return ChangeAction(
            id=self._action.id, changes=changes, reason=self.reason.value(), agreed_by=self.agreed_by.value()
        )


def _called(field: str) -> str:
    return field_label(Action, field)


class ConfirmForm(Form):
    """Asks once before a command is done."""

    def __init__(self, parent: QWidget | None, title: str, about: str, save: str, command: Command) -> None:
        super().__init__(parent, title, save=save, wide=460)
        self._command = command
        self.content.addWidget(label_of(about, 14, wrap=True))

    def build(self) -> Command:
        """The command asked about."""
        return self._command


def add_action(window: "MainWindow", workstream_id: str | None = None) -> None:
    """Add an action, to that workstream or the one of the selected action, and select it."""
    assert window.workspace is not None
    beside = next(iter(window.selected_actions()), None)
    stream = workstream_id or (beside.workstream_id if beside else None)
    form = ActionForm(window, window.workspace, workstream_id=stream)
    done = form.send(window.workspace.do)
    if done is not None or form.left_for:
        window.go("actions", done.made(Action).id if done is not None else form.left_for)


def edit_action(window: "MainWindow") -> None:
    """Edit the selected action."""
    assert window.workspace is not None
    form = ActionForm(window, window.workspace, window.selected_actions()[0])
    form.send(window.workspace.do)
    if form.left_for:
        window.go("actions", form.left_for)


def remove_action(window: "MainWindow") -> None:
    """Remove the selected action if it was a mistake."""
    assert window.workspace is not None
    action = window.selected_actions()[0]
    about = (
        f"{shown_ref(action)}  {title_shown(action)}\nFor what was added by mistake; what was approved or "
        "has updates is withdrawn or replaced instead. It can be brought back by Undo."
    )
    command = RemoveRecord(record=Action, id=action.id)
    ConfirmForm(window, "Remove this action?", about, "Remove", command).send(window.workspace.do)
