"""What commands that record facts share: refolding an action, and noting what was amended and who agreed."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from tracker.domain.amounts import stored
from tracker.domain.codes import AmendmentKind
from tracker.domain.commands.base import Tx
from tracker.domain.commands.forms import make
from tracker.domain.commands.keeping import clean, keep
from tracker.domain.commands.refusing import refuse
from tracker.domain.due import DueDate
from tracker.domain.records import Action, Amendment, DateChange, Update
from tracker.domain.references import REFERS_TO
from tracker.domain.rules.fold import refolded
from tracker.domain.rules.lateness import pending
from tracker.domain.rules.reads import Within
from tracker.domain.rules.states import is_finished
from tracker.domain.words import label, shown_ref


def refold(tx: Tx, action_id: str) -> Action:
    """Write the values that an action's facts give it, and return it as it now stands."""
    action = tx.get(Action, action_id)
    now = refolded(Within(tx), action)
    return keep(tx, now) if now != action else action


def record_update(tx: Tx, action_id: str, **said: Any) -> None:
    """Record an update on an action and write the values that follow from it."""
    make(tx, Update, {"action_id": action_id, **said})
    refold(tx, action_id)


def refuse_waiting(tx: Tx, action: Action) -> None:
    """Refuse while a new date asked for the action waits for its decision."""
    if pending(Within(tx), action):
        refuse(f"A new date has been asked for {shown_ref(action)} and is to be decided or withdrawn first.")


def refuse_finished(tx: Tx, action_id: str) -> None:
    """Refuse what would leave a finished action with a part that is not done."""
    action = tx.get(Action, action_id)
    if is_finished(action):
        refuse(f"{shown_ref(action)} is “{label(action.lifecycle)}”: reopen it first.")


def move(tx: Tx, change: DateChange) -> None:
    """Keep an approved change of due date and write the date. Refused where a later decision stands."""
    keep(tx, change)
    if refold(tx, change.action_id).due != change.new_due:
        refuse("The due date was decided again on a later day.")


def amend(
    tx: Tx,
    kind: AmendmentKind,
    entity: str,
    entity_id: str,
    field: str,
    old: str,
    new: str,
    reason: str,
    agreed_by: str,
) -> None:
    """Note a field's old and new value as text, with the reason and who agreed: both must be given."""
    if not clean(reason) or not clean(agreed_by):
        refuse("Say why it changes and who agreed.")
    make(
        tx,
        Amendment,
        {
            "kind": kind,
            "entity": entity,
            "entity_id": entity_id,
            "field": field,
            "old": old,
            "new": new,
            "reason": reason,
            "agreed_by": agreed_by,
        },
    )


def as_text(tx: Tx, field: str, value: Any) -> str:
    """A field's value for an amendment: what is referred to by its title, all else as it is stored."""
    if value is None:
        return ""
    if field in REFERS_TO:
        return called(tx.get(REFERS_TO[field], value))
    match value:
        case Enum():
            return str(value.value)
        case DueDate():
            return value.code
        case Decimal():
            return stored(value)
        case date():
            return value.isoformat()
        case tuple():
            return "\n".join(value)
        case bool():
            return str(int(value))
        case _:
            return str(value)


def called(record: Any) -> str:
    """What people call a record: its reference, title, name, label or opening words."""
    if isinstance(record, Action):
        return shown_ref(record)
    names = ("ref", "title", "name", "label", "text", "what", "body")
    return next(str(getattr(record, name)) for name in names if getattr(record, name, None))
