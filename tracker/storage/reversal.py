"""Taking a step back: its inverse as a new change, or the reason why not."""

from sqlite_utils import Database

from tracker.clock import day_of
from tracker.domain import british
from tracker.domain.errors import Refused
from tracker.domain.records import Decision, Update
from tracker.storage import journal, migrations, replay
from tracker.storage.journal import Change, Step
from tracker.storage.rows import KIND_OF, rows_of
from tracker.storage.transaction import Transaction
from tracker.storage.values import is_stand_in

# What nobody edits, and only its author may take out again.
_INSERT_ONLY = (Update, Decision)


def take_back(db: Database, tx: Transaction, step: Step) -> None:
    """Write the inverse of a step through `tx`. Raises Refused, in a sentence, where that cannot be."""
    _refuse_sealed(db, step)
    for change in step.changes:
        if KIND_OF[change.entity] in _INSERT_ONLY and not change.field and step.actor != tx.actor.id:
            raise Refused(f"Only {step.actor_name} may take this back. Nothing was changed.")
    for change in reversed(step.changes):
        _take_back(db, tx, step, change)


def _refuse_sealed(db: Database, step: Step) -> None:
    if step.schema != migrations.SCHEMA:
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
        raise Refused(f"Version “{version}” was approved since, so it stays. Nothing was changed.")


def _take_back(db: Database, tx: Transaction, step: Step, change: Change) -> None:
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
        tx.remove(record)


def _changed_since(db: Database, step: Step, change: Change) -> str:
    ((seq,),) = db.execute(
        "select max(step) from change where entity_id = ? and step >= ?", (change.entity_id, step.seq)
    ).fetchall()
    (later,) = journal.steps(db, seq - 1, seq)
    return (
        f"What it changed was changed again since: “{later.label}” by {later.actor_name} on "
        f"{british.day_month_year(day_of(later.at))}. Nothing was changed; take that back first."
    )
