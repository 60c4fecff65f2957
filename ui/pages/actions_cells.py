"""What can be changed in a cell of the Actions table: its editor, and what comes of what is typed in it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tracker.domain.calendar import questions_about
from tracker.domain.codes import Audience, Delivery, Impact, Priority
from tracker.domain.commands import (
    AddTag,
    AddUpdate,
    ChangeAction,
    SetOwnValue,
    StartAction,
    TagAction,
    Together,
    UntagAction,
)
from tracker.domain.commands.base import Command
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.names import folded
from tracker.domain.plan import Plan
from tracker.domain.record_words import field_label
from tracker.domain.records import Action, OwnColumn, OwnValue, Tag, link_id
from tracker.domain.rules.approval import is_approved
from tracker.domain.rules.identifiers import identifier_words, identifiers
from tracker.domain.rules.lateness import due_beside
from tracker.domain.rules.lifecycle import why_not_rate, why_not_unexplained
from tracker.domain.rules.order import workstreams
from tracker.domain.rules.states import standing
from tracker.domain.words import label, shown_ref
from tracker.frozen import dataclass
from ui.dialogs.actions import AGREED, ActionForm
from ui.dialogs.dates import ask_about, why_not_ask
from ui.dialogs.states import possible_steps
from ui.dialogs.ties import own_field
from ui.pages.actions_further import tag_names
from ui.widgets.cell_editors import CellEditor, KnownTextField, TokensField
from ui.widgets.choices import ChoiceField, PostField
from ui.widgets.fields import DayField, DueField, Field, TextField
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.main_window import MainWindow

Outcome = Command | Callable[["MainWindow"], object] | None
"""A change to make, a dialog that asks over a window what else it needs, or nothing: it is as it was."""

_EXPLAINED = frozenset({Delivery.AT_RISK, Delivery.OFF_TRACK})
_WIDE = {"title": 320, "owner": 340, "due": 170, "tags": 260, "status": 190, "lifecycle": 190}
_FIELD_OF = {
    **{"title": "title", "council": "council_ref", "owner": "owner_post_id", "due": "due"},
    **{"workstream": "workstream_id", "start": "start_on", "delivery": "delivery", "impact": "impact"},
    **{"priority": "priority", "monitored": "monitored_at", "audience": "audience"},
}
_REF = "References are permanent. The council’s own reference has a column of its own."
FIXED = {
    "ref": _REF,
    "permanent": _REF,
    "moved": "Worked out from the new dates that were agreed: they are under Dates in the panel.",
    "late": "Worked out from the due date and today.",
    "since": "Worked out from the latest update and today.",
    "first": "The date agreed first stays. If it was entered wrongly: Edit, Correct an entry error.",
    "completed": "The day that was given when the action was completed.",
    "updated": "The day of the latest update: add the next one with Ctrl+U.",
    "latest": "An update stays as it was written: add the next one with Ctrl+U.",
    "rated": "The day of the latest rating.",
    "rag": "Worked out from the plan’s rules for red, amber and green.",
    "holder": "Worked out from who is in the post: see Plan, Posts and people.",
    "organisation": "The organisation of the post: see Plan, Posts and people.",
    "evidence": "Counted from the evidence: add some with Ctrl+E.",
    "budget": "Worked out from the budget lines: see Money.",
}
"""Why what stands in a column cannot be changed there."""
BY_DIALOG = {"findings": "link_areas", "parts": "parts", "milestone": "milestones", "blocked": "blockers"}
"""The columns that a dialog of their own changes, with its command."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An editor, and what comes of its value; `odd` asks about a value that is unlikely, "" for none."""

    editor: CellEditor
    outcome: Callable[[Any], Outcome]
    odd: Callable[[Any], str]


class Cells:
    """Makes them for the plan as it stands."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def _plan(self) -> Plan:
        return self._workspace.plan

    @property
    def _day(self) -> date:
        return self._workspace.day

    def why_not(self, action: Action, key: str) -> str:
        """Why that cell cannot be changed now, in a sentence; "" where it can."""
        if key in FIXED:
            return FIXED[key]
        if key == "due" and action.first_due:
            return why_not_ask(self._plan, action)
        if key == "delivery":
            if action.draft:
                return f"{shown_ref(action)} has no wording of its own yet."
            return why_not_rate(action, Delivery.ON_TRACK, "") or ""
        if key == "status" and len(self._standings(action)) == 1:
            return f"{shown_ref(action)} has no wording of its own yet."
        if key == "lifecycle" and not possible_steps(self._workspace, action):
            return f"{shown_ref(action)} is “{label(action.lifecycle)}”: there is no step it can take now."
        return ""

    def cell(self, action: Action, key: str) -> Cell:
        """The editor of a cell that can be changed."""
        if key.startswith("own "):
            return self._own(action, self._plan.get(OwnColumn, key.removeprefix("own ")))
        made: Cell = getattr(self, f"_{key}")(action)
        return made

    # Columns of the action itself.

    def _title(self, action: Action) -> Cell:
        return self._field("title", action, TextField(_called("title"), action.title, needed=True))

    def _council(self, action: Action) -> Cell:
        return self._field("council", action, TextField(_called("council"), action.council_ref, is_name=True))

    def _owner(self, action: Action) -> Cell:
        name = self._plan.settings.owner_label
        return self._field("owner", action, PostField(name, self._plan, self._day, action.owner_post_id))

    def _workstream(self, action: Action) -> Cell:
        every = [(None, "None"), *((each.id, each.title) for each in workstreams(self._plan))]
        name = self._plan.settings.workstream_label
        return self._field("workstream", action, ChoiceField(name, every, action.workstream_id))

    def _priority(self, action: Action) -> Cell:
        every = [(None, "Not set"), *((each, label(each)) for each in Priority)]
        return self._field("priority", action, ChoiceField(_called("priority"), every, action.priority))

    def _start(self, action: Action) -> Cell:
        return self._field("start", action, DayField(_called("start"), self._day, action.start_on))

    def _monitored(self, action: Action) -> Cell:
        known = {each.monitored_at for each in self._plan.all(Action) if each.monitored_at}
        field = KnownTextField(_called("monitored"), action.monitored_at, known)
        return self._field("monitored", action, field)

    def _due(self, action: Action) -> Cell:
        field = DueField(_called("due"), self._day, action.due, needed=bool(action.first_due))
        field.neighbours = due_beside(self._plan, action)
        if action.first_due:
            return self._made("due", field, partial(self._ask_for_date, action))
        return self._field("due", action, field)

    def _field(self, key: str, action: Action, field: Field) -> Cell:
        return self._made(key, field, partial(self._change, action, _FIELD_OF[key]))

    def _made(self, key: str, field: Field, outcome: Callable[[Any], Outcome]) -> Cell:
        editor = CellEditor(field, wide=_WIDE.get(key, 160))
        return Cell(editor, outcome, partial(self._odd, editor))

    def _change(self, action: Action, name: str, value: Any) -> Outcome:
        before = getattr(action, name)
        if value == before:
            return None
        if name in AGREED and before and is_approved(self._plan, action):
            return partial(self._agree, action, name, value)
        what = self._plan.settings.owner_label if name == "owner_post_id" else field_label(Action, name)
        return self._named(action, what, ChangeAction(id=action.id, changes={name: value}))

    def _named(self, action: Action, what: str, *commands: Command) -> Command:
        """As one change that Undo and History call by what it is: “change owner of 1.2”."""
        what = f"{what[:1].lower()}{what[1:]}"
        return Together(label=f"change {what} of {shown_ref(action)}", commands=commands)

    def _agree(self, action: Action, name: str, value: Any, window: "MainWindow") -> None:
        """What was approved changes with a reason and who agreed."""
        form = ActionForm(window, self._workspace, action)
        getattr(form, name).set_value(value)
        form.focus("reason")
        form.send(self._workspace.do)

    def _ask_for_date(self, action: Action, due: DueDate) -> Outcome:
        return None if due == action.due else partial(ask_about, action=action, new_due=due)

    # How it goes.

    def _delivery(self, action: Action) -> Cell:
        every: list[tuple[Any, str]] = [(each, label(each)) for each in Delivery]
        none = [] if action.delivery else [(None, "Not rated yet")]
        field = ChoiceField(_called("delivery"), [*none, *every], action.delivery)
        return self._rated("delivery", action, field)

    def _status(self, action: Action) -> Cell:
        return self._rated("status", action, ChoiceField("Status", self._standings(action)))

    def _lifecycle(self, action: Action) -> Cell:
        steps = possible_steps(self._workspace, action)
        field = ChoiceField("Lifecycle", [(None, label(action.lifecycle)), *steps])
        return self._made("lifecycle", field, partial(self._stand, action, lambda: ""))

    def _standings(self, action: Action) -> list[tuple[Any, str]]:
        """As it stands, the other ratings it may get, and the steps it may take."""
        ratings = [each for each in Delivery if each is not action.delivery and self._may_be_rated(action)]
        rated = [(each, label(each)) for each in ratings]
        return [(None, label(standing(action))), *rated, *possible_steps(self._workspace, action)]

    def _may_be_rated(self, action: Action) -> bool:
        return not action.draft and why_not_rate(action, Delivery.ON_TRACK, "") is None

    def _rated(self, key: str, action: Action, field: ChoiceField) -> Cell:
        editor = CellEditor(field, wide=_WIDE.get(key, 160), reasoned=_EXPLAINED - {action.delivery})
        outcome = partial(self._stand, action, lambda: editor.reason)
        return Cell(editor, outcome, partial(self._odd, editor))

    def _stand(self, action: Action, reason: Callable[[], str], value: Any) -> Outcome:
        """A rating is an update; a step of its life asks what it needs in its own dialog."""
        if value is None or value == action.delivery:
            return None
        if isinstance(value, Delivery):
            why = reason()
            if refused := why_not_unexplained(value, why):
                raise TrackerError(refused)
            update = AddUpdate(action_id=action.id, delivery=value, delivery_reason=why)
            return self._named(action, field_label(Action, "delivery"), update)
        if value == "start":
            return StartAction(action_id=action.id)
        return partial(value, action=action)

    def _impact(self, action: Action) -> Cell:
        none = [] if action.impact else [(None, "Not rated yet")]
        every: list[tuple[Any, str]] = [*none, *((each, label(each)) for each in Impact)]
        field = ChoiceField(_called("impact"), every, action.impact)
        return self._made("impact", field, partial(self._rate_impact, action))

    def _rate_impact(self, action: Action, value: Impact | None) -> Outcome:
        if value is None or value is action.impact:
            return None
        what = field_label(Action, "impact")
        return self._named(action, what, AddUpdate(action_id=action.id, impact=value))

    def _audience(self, action: Action) -> Cell:
        every = [(each, label(each)) for each in Audience]
        field = ChoiceField(_called("audience"), every, action.audience)
        asked = {Audience.RESTRICTED} - {action.audience}
        editor = CellEditor(field, reasoned=asked, why="Why it is restricted")
        outcome = partial(self._restrict, action, editor)
        return Cell(editor, outcome, partial(self._odd, editor))

    def _restrict(self, action: Action, editor: CellEditor, value: Audience) -> Outcome:
        if value is action.audience:
            return None
        changes = {"audience": value, "audience_reason": editor.reason}
        return self._named(action, _called("audience"), ChangeAction(id=action.id, changes=changes))

    # Tags, and the council's own columns.

    def _tags(self, action: Action) -> Cell:
        known = [each.name for each in self._plan.all(Tag)]
        field = TokensField("Tags", tag_names(self._plan, action), known)
        return self._made("tags", field, partial(self._tag, action))

    def _tag(self, action: Action, names: tuple[str, ...]) -> Outcome:
        known = {folded(each.name): each.id for each in self._plan.all(Tag)}
        before, after = ({folded(each) for each in some} for some in (tag_names(self._plan, action), names))
        if before == after:
            return None
        commands: list[Command] = []
        for name in names:
            if folded(name) not in known:
                known[folded(name)] = str(uuid4())
                commands.append(AddTag(id=known[folded(name)], name=name))
        commands += [TagAction(action_id=action.id, tag_id=known[each]) for each in sorted(after - before)]
        commands += [UntagAction(action_id=action.id, tag_id=known[each]) for each in sorted(before - after)]
        return self._named(action, "tags", *commands)

    def _own(self, action: Action, column: OwnColumn) -> Cell:
        held = self._plan.find(OwnValue, link_id(OwnValue, action.id, column.id))
        field = own_field(column, held.value if held else "", self._day)
        return self._made("own", field, partial(self._fill_in, action, column))

    def _fill_in(self, action: Action, column: OwnColumn, value: Any) -> Outcome:
        held = self._plan.find(OwnValue, link_id(OwnValue, action.id, column.id))
        text = value.isoformat() if isinstance(value, date) else (value or "")
        if text == (held.value if held else ""):
            return None
        command = SetOwnValue(action_id=action.id, column_id=column.id, value=text)
        return Together(label=f"change {column.name} of {shown_ref(action)}", commands=(command,))

    # What is asked before it is kept.

    def _odd(self, editor: CellEditor, value: Any) -> str:
        due = DueDate.day(value) if isinstance(value, date) else value
        if isinstance(due, DueDate):
            beside = editor.field.neighbours if isinstance(editor.field, DueField) else ()
            return " ".join(questions_about(due, self._day, beside))
        texts = [value] if editor.field.is_prose and isinstance(value, str) else []
        texts += value if isinstance(value, tuple) else []
        return identifier_words(tuple(each for text in (*texts, editor.reason) for each in identifiers(text)))


def _called(key: str) -> str:
    return field_label(Action, _FIELD_OF[key])
