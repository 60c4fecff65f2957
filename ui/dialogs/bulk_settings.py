"""What can be set on several actions at once, each with the field that asks for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.codes import Audience, Priority
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Plan
from tracker.domain.record_words import field_label
from tracker.domain.records import Action, ActionTag, OwnColumn, Tag
from tracker.domain.rules.bulk import Step, Wanted
from tracker.domain.rules.lateness import due_beside
from tracker.domain.rules.order import workstreams
from tracker.domain.words import label
from ui.dialogs.actions import TicksField
from ui.dialogs.ties import own_field
from ui.widgets.choices import ChoiceField, PostField
from ui.widgets.fields import DayField, DueField, Field, TextField
from ui.widgets.frames import button, column, row
from ui.widgets.frames import label as label_of

UNSET = object()
"""The value of a list from which nothing was chosen yet."""

_LABEL_HIGH = 24  # of a field, with the gap below it

_VALUES = {
    *("owner_post_id", "workstream_id", "priority", "monitored_at", "start_on", "due", "audience"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set: its key, what it is called, and what makes its field."""

    key: str
    title: str
    make: Callable[[], Field]


def settings(plan: Plan, day: date, actions: Sequence[Action]) -> tuple[Setting, ...]:
    """All that can be set on these actions, in the order in which it is offered."""
    words, named = plan.settings, partial(field_label, Action)
    streams = [(None, "None"), *((each.id, each.title) for each in workstreams(plan))]
    priorities = [(None, "Not set"), *((each, label(each)) for each in Priority)]
    owns = sorted(plan.all(OwnColumn), key=lambda each: each.position)
    held = {tie.tag_id for each in actions for tie in plan.by(ActionTag, "action_id", each.id)}
    tags = sorted(
        ((each.id, each.name) for each in plan.all(Tag) if each.id in held), key=lambda each: each[1]
    )
    offered = [
        Setting(
            "owner_post_id", words.owner_label, lambda: PostField(words.owner_label, plan, day, needed=True)
        ),
        Setting("workstream_id", words.workstream_label, lambda: _list(words.workstream_label, streams)),
        Setting("due", "Due date", partial(_due, plan, day, actions)),
        Setting("start_on", "Start date", lambda: DayField("Start date", day, needed=True)),
        Setting("priority", named("priority"), lambda: _list(named("priority"), priorities)),
        Setting("monitored_at", named("monitored_at"), lambda: TextField(named("monitored_at"), needed=True)),
        Setting("tags_on", "Tags to put on", _tags),
        Setting("tags_off", "Tags to take off", lambda: TicksField("Tags to take off", tags)),
        Setting("start", "Start", _Started),
        Setting("hold", "Put on hold", lambda: DayField("On hold, review on", day, needed=True)),
        Setting("audience", named("audience"), lambda: _list(named("audience"), _AUDIENCES)),
        *(Setting(f"own {each.id}", each.name, partial(_own, each, day)) for each in owns),
    ]
    return tuple(each for each in offered if each.key != "tags_off" or tags)


_AUDIENCES = [(each, label(each)) for each in Audience]


def _list(name: str, choices: Sequence[tuple[Any, str]]) -> ChoiceField:
    return ChoiceField(name, [(UNSET, "Choose…"), *choices], UNSET)


def _due(plan: Plan, day: date, actions: Sequence[Action]) -> DueField:
    field = DueField("Due date", day, needed=True)
    field.neighbours = due_beside(plan, *actions)
    return field


def _tags() -> TextField:
    return TextField("Tags to put on", needed=True, help="Parted by commas; a new one joins the plan’s tags")


def _own(of: OwnColumn, day: date) -> Field:
    choices = [(each, each) for each in of.choices]
    field = _list(of.name, choices) if choices else own_field(of, "", day)
    field.needed = True
    return field


class _Started(Field):
    """Work on the actions starts: there is nothing to fill in."""

    def __init__(self) -> None:
        super().__init__("Start", label_of("They go from “Not started” to “In progress”", 14, muted=True))

    def value(self) -> bool:
        """Always so."""
        return True


class SettingLine(QWidget):
    """One thing that is set: its field, and a button that leaves it as it is after all."""

    removed = Signal(str)

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.field = setting.make()
        self._leave = button("", "ghost", icon_name="x", tip=f"Leave {setting.title} as it is")
        self._leave.clicked.connect(self._removed)
        beside = column(_LABEL_HIGH, self._leave, None, gap=0)
        both = row(self.field, beside, gap=4)
        both.setContentsMargins(0, 0, 0, 0)
        both.setStretch(0, 1)
        self.setLayout(both)

    def _removed(self) -> None:
        self.removed.emit(self.setting.key)

    def value(self) -> Any:
        """What is filled in; `UNSET` where that is nothing, or not readable yet."""
        try:
            value = self.field.value()
        except TrackerError:
            return UNSET
        return UNSET if value in ("", ()) or (value is None and self.field.needed) else value


def wanted(values: Mapping[str, Any], *, happened_on: date | None, audience_reason: str) -> Wanted:
    """What is wanted of each action, of what was filled in by the keys of the settings."""
    said = {key: value for key, value in values.items() if value is not UNSET}
    fields = {key: value for key, value in said.items() if key in _VALUES}
    if "audience" in fields:
        is_restricted = fields["audience"] is Audience.RESTRICTED
        fields["audience_reason"] = audience_reason if is_restricted else ""
    return Wanted(
        values=fields,
        own={key.removeprefix("own "): _stored(said[key]) for key in said if key.startswith("own ")},
        tags_on=tuple(_parted(said.get("tags_on", ""))),
        tags_off=tuple(said.get("tags_off", ())),
        step=Step.HOLD if "hold" in said else Step.START if "start" in said else None,
        review_on=said.get("hold"),
        happened_on=happened_on,
    )


def _stored(value: Any) -> str:
    """A value of an own column as it is kept."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _parted(text: str) -> Iterable[str]:
    return (name for each in text.split(",") if (name := " ".join(each.split())))
