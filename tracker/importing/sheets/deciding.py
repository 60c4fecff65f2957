"""A tracker's actions against a plan: which are new, which have changed, and which do not come in."""

from collections.abc import Collection, Generator
from dataclasses import replace

from tracker.domain.names import folded
from tracker.domain.words import shown_ref
from tracker.importing.sheets.account import Fate
from tracker.importing.sheets.comparing import ROWS_A_TURN, Context, Doing, RowResult
from tracker.importing.sheets.gathering import opening
from tracker.importing.sheets.headings import LABELS, Target
from tracker.importing.sheets.known import Known
from tracker.importing.sheets.matching import matched
from tracker.importing.sheets.reading import Problem, ReadAction
from tracker.importing.sheets.writing import changed, new


def compare(context: Context, rows: list[ReadAction]) -> Generator[None, None, list[RowResult]]:
    """What becomes of each row; pauses after some."""
    seen: dict[tuple[str, str], ReadAction] = {}
    aside = {number: out for number, row in enumerate(rows) if (out := _aside(context, row, seen))}
    coming = {number: _placed(context, row) for number, row in enumerate(rows) if number not in aside}
    known = context.known
    found = matched(known, [row for row, _, _ in coming.values()], [ids for _, ids, _ in coming.values()])
    told_of = {action.id for action in found if action}
    made = dict(aside)
    for (number, (row, ids, kept)), action in zip(coming.items(), found, strict=True):
        if action:
            made[number] = changed(context, row, action, ids, kept)
        else:
            row = replace(row, notes=(*row.notes, *_beside(row, known), *_like(row, known, told_of)))
            made[number] = new(context, row, ids, kept)
        if len(made) % ROWS_A_TURN == 0:
            yield
    return [made[number] for number in range(len(rows))]


def _aside(context: Context, row: ReadAction, seen: dict[tuple[str, str], ReadAction]) -> RowResult | None:
    """The result of a row that does not come in; None for one that does, which is noted as seen."""
    if (row.sheet, row.row) in context.settings.left_out:
        _set_aside(context, row, Fate.LEFT_OUT, "left out by choice")
        return RowResult(Doing.LEFT_OUT, row)
    if not row.title:
        return RowResult(Doing.UNREAD, row, problems=row.problems)
    twin = seen.setdefault((folded(row.ref), folded(row.title)), row)
    if twin is row:
        return None
    why = f"The same action stands at {twin.place}."
    _set_aside(context, row, Fate.UNREAD, why)
    return RowResult(Doing.UNREAD, row, problems=(Problem(row.place, row.title, why),))


def _beside(row: ReadAction, known: Known) -> list[str]:
    """That a new action comes with the reference of another one."""
    other = known.by_any_ref.get(folded(row.ref))
    if other is None:
        return []
    return [f"The plan has another {row.ref}, “{opening(other.title)}”. This row is added beside it."]


def _like(row: ReadAction, known: Known, told_of: Collection[str]) -> list[str]:
    """That a new action says much the same as one that no other row tells of."""
    found = (each.action for each in known.like(row.title) if each.action.id not in told_of)
    other = next(found, None)
    return [f"Much like {shown_ref(other)}, “{opening(other.title)}”: is it the same?"] if other else []


def _set_aside(context: Context, row: ReadAction, fate: Fate, why: str) -> None:
    context.ledger.set_aside(row.sheet, row.row, row.last_row, fate, why)


def _placed(context: Context, row: ReadAction) -> tuple[ReadAction, tuple[str, ...], dict[str, str]]:
    """A row with the improvement areas it answers and its own texts: the row above it names an area, or else
    its workstream."""
    ids, kept = _areas(context, row)
    above = context.areas.named(row.section) if row.section else ()
    if not above:
        row = replace(row, workstream=row.workstream or row.section)
    return row, tuple(dict.fromkeys((*above, *ids))), kept


def _areas(context: Context, row: ReadAction) -> tuple[tuple[str, ...], dict[str, str]]:
    """The improvement areas a row names, and its own texts with those that name none."""
    ids: list[str] = []
    kept = dict(row.own)
    for text, column, cell in row.findings:
        if found := context.areas.named(text):
            ids += found
            context.ledger.note(row.sheet, cell, Fate.TAKEN, LABELS[Target.FINDING])
        else:
            kept[column.heading] = "\n".join(filter(None, (kept.get(column.heading), text)))
            context.ledger.note(row.sheet, cell, Fate.OWN, f"own column “{column.heading}”")
    return tuple(dict.fromkeys(ids)), kept
