"""Taking a step back: its inverse as a new change, or the reason why not."""

from sqlite3 import Connection

from tracker.clock import day_of
from tracker.domain import british
from tracker.domain.errors import Refused
from tracker.domain.record_words import record_label
from tracker.domain.records import (
    Action,
    ActionEvidence,
    ActionOrigin,
    Decision,
    Evidence,
    Record,
    RecordTag,
    Update,
)
from tracker.storage import journal, migrations, replay
from tracker.storage.journal import Change, Step
from tracker.storage.rows import KIND_OF, rows_of
from tracker.storage.transaction import Transaction
from tracker.storage.values import is_stand_in

# What nobody edits, and only its author may take out again.
_INSERT_ONLY = (Update, Decision)


def take_back(db: Connection, tx: Transaction, step: Step) -> None:
    """Write the inverse of a step through `tx`. Raises Refused, in a sentence, where that cannot be."""
    _refuse_sealed(db, step)
    for change in step.changes:
        if KIND_OF[change.entity] in _INSERT_ONLY and not change.field and step.actor != tx.actor.id:
            raise Refused(f"Only {step.actor_name} may take this back. Nothing was changed.")
    for change in reversed(step.changes):
        _take_back(db, tx, step, change)
    _refuse_what_breaks_a_rule(tx, step)


def _refuse_sealed(db: Connection, step: Step) -> None:
    if step.schema < migrations.SAME_SINCE:
        raise Refused("It was made with an older version of this program and stays. Nothing was changed.")
    if any(is_stand_in(change.old) or is_stand_in(change.new) for change in step.changes):
        raise Refused("A text in it was removed for data protection, so it stays. Nothing was changed.")
    approved = db.execute(
        """select label from plan_version where id in (
               select entity_id from change
               where entity = 'plan_version' and field = '' and new is not null and step > ?)""",
        (step.seq,),
    ).fetchall()
    if approved:
        version = approved[0][0]
        raise Refused(
            f"“{version}” was approved since, so this change stays. What is wrong in it can be corrected. "
            "Nothing was changed."
        )


def _take_back(db: Connection, tx: Transaction, step: Step, change: Change) -> None:
    kind = KIND_OF[change.entity]
    rows = rows_of(kind)
    record = tx.find(kind, change.entity_id)
    row = None if record is None else rows.encode(record)
    left = change.new if not change.field else row and {**row, change.field: change.new}
    if row != left or (change.field and row is None):
        raise Refused(_changed_since(db, step, change))
    result = replay.changed(row, replay.inverse(change))
    if result is not None:
        tx.put(rows.decode(result))
    elif record is not None:
        _refuse_tagged(tx, record)
        tx.remove(record)


def _refuse_tagged(tx: Transaction, record: Record) -> None:
    if tx.all(RecordTag, entity_id=record.id):
        tag, tagged = record_label(RecordTag), record_label(type(record))
        raise Refused(f"“{tag}” refers to “{tagged}” that would not be in the plan. Nothing was changed.")


def _refuse_what_breaks_a_rule(tx: Transaction, step: Step) -> None:
    """What rests on the step without touching what it wrote: a closing on the evidence accepted by it."""
    # Here, for the start of the window needs none of it.
    from tracker.domain.commands.facts import refold
    from tracker.domain.commands.keeping import check_whole
    from tracker.domain.rules.checking import faults_of
    from tracker.domain.rules.reads import Within

    found = {each.entity_id: tx.find(KIND_OF[each.entity], each.entity_id) for each in step.changes}
    left = {record_id: record for record_id, record in found.items() if record is not None}
    for record in left.values():
        check_whole(tx, record, rows_of(type(record)).columns)
    refolded = {action_id: refold(tx, action_id) for action_id in _actions_concerned(tx, step)}
    for record in (left | refolded).values():
        fault = next(faults_of(Within(tx), record), "")
        if fault:
            raise Refused(
                f"Taking it back would leave a plan in which {fault} Nothing was changed; take back first "
                "what came after it."
            )


def _actions_concerned(tx: Transaction, step: Step) -> list[str]:
    """The ids of the actions that a step is about, and of those that came out of them."""
    concerned: dict[str, None] = {}
    waiting: list[str] = []
    for change in step.changes:
        kind = KIND_OF[change.entity]
        record = tx.find(kind, change.entity_id)
        row = None if change.field else change.new or change.old
        if kind is Action:
            waiting.append(change.entity_id)
        elif kind is Evidence:
            waiting += (tie.action_id for tie in tx.all(ActionEvidence, evidence_id=change.entity_id))
        else:
            waiting.append(row.get("action_id", "") if row else getattr(record, "action_id", ""))
    while waiting:
        action_id = waiting.pop(0)
        if action_id not in concerned and tx.find(Action, action_id):
            concerned[action_id] = None
            waiting += (tie.action_id for tie in tx.all(ActionOrigin, origin_id=action_id))
    return list(concerned)


def _changed_since(db: Connection, step: Step, change: Change) -> str:
    ((seq,),) = db.execute(
        "select max(step) from change where entity_id = ? and step >= ?", (change.entity_id, step.seq)
    ).fetchall()
    (later,) = journal.steps(db, seq - 1, seq)
    return (
        f"What it changed was changed again since: “{later.label}” by {later.actor_name} on "
        f"{british.day_month_year(day_of(later.at))}. Nothing was changed; take that back first."
    )
