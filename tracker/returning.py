"""Sheets that go out to be filled in, and what comes back: from the plan's file and to it."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Self

from tracker.clock import SystemClock
from tracker.domain import british
from tracker.domain.codes import CopyKind
from tracker.domain.commands import LogCopy
from tracker.domain.commands.base import Actor
from tracker.domain.errors import TrackerError
from tracker.domain.plan import FullPlan
from tracker.domain.records import Organisation, Post
from tracker.domain.rules.position import without_restricted
from tracker.domain.rules.returns import COPY_NAME, Recipient, for_one, recipients, without_recipient
from tracker.domain.sheet_code import SHEET_CODE, SheetCode
from tracker.importing.returned.answers import Answers
from tracker.importing.returned.carried import carried_by, check_origin
from tracker.importing.returned.round_trip import RoundTrip
from tracker.importing.returned.sheet import seen_in_turns
from tracker.importing.returned.since import Since
from tracker.importing.sheets.workbook import Workbook
from tracker.publishing import put, read_for, there_already
from tracker.reports import export, return_sheets
from tracker.reports.return_sheets import Asked
from tracker.reports.scope import Scope
from tracker.reports.values import SHEETS, Turns
from tracker.session import Session
from tracker.turns import at_once

_READER = Actor(name="")


@dataclass(frozen=True, slots=True)
class SheetsOrder:
    """A set of return sheets to write into a folder: for everybody, or for the one post or organisation with
    the id `only`. Restricted actions are left out unless asked for."""

    plan: Path
    folder: Path
    asked: Asked
    only: str | None = None
    restricted: bool = False
    overwrite: bool = False

    def to_json(self) -> dict[str, Any]:
        """The order as JSON values, for the worker."""
        days = {
            name: value.isoformat() for name, value in asdict(self.asked).items() if isinstance(value, date)
        }
        places = {"plan": str(self.plan), "folder": str(self.folder)}
        return {**asdict(self), **places, "asked": {**asdict(self.asked), **days}}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The order back from `to_json`."""
        asked = dict(values["asked"])
        due_back = asked["due_back"]
        asked["day"] = date.fromisoformat(asked["day"])
        asked["made_at"] = datetime.fromisoformat(asked["made_at"])
        asked["due_back"] = date.fromisoformat(due_back) if due_back else None
        places = {"plan": Path(values["plan"]), "folder": Path(values["folder"])}
        return cls(**{**values, **places, "asked": Asked(**asked)})


def return_sheets_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """Write the sheets that a `SheetsOrder` asks for, all or none.

    Tells the `files` written, the references that are in no sheet since nobody owns them (`without`), and
    which state of the plan they show (`seq`, `digest8`). Raises TrackerError where they cannot be written.
    """
    order = SheetsOrder.from_json(values)
    progress(0.0, "Reading the plan")
    with Session.open(order.plan, _READER, SystemClock(), read_only=True) as session:
        plan = read_for(session, Scope(day=order.asked.day, made_at=order.asked.made_at))
        origin = session.origin
    code = SheetCode.of(origin.plan, origin.lineage, plan.seq, plan.digest)
    shown = plan if order.restricted else without_restricted(plan)
    wanted = _recipients(shown, order.only)
    made: dict[Path, bytes] = {}
    for number, each in enumerate(wanted):
        path = _free(order.folder / return_sheets.file_name(each), made)
        progress(0.2 + 0.7 * number / len(wanted), f"Writing {path.name}")
        made[path] = return_sheets.workbook(shown, each, order.asked, code)
    _put_all(made, overwrite=order.overwrite)
    without = [] if order.only else [item.code for item in without_recipient(shown)]
    state = {"seq": plan.seq, "digest8": plan.digest[:8]}
    return {"files": [path.name for path in made], "without": without, **state}


def note_sheets(order: SheetsOrder, made: Mapping[str, Any]) -> LogCopy:
    """The command that notes in the plan that a set of sheets left it; `made` is what the job returned."""
    count = len(made["files"])
    return LogCopy(
        copy_kind=CopyKind.EXPORT,
        name=british.plural(count, COPY_NAME),
        file_name=made["files"][0] if count == 1 else f"in the folder {order.folder.name}",
        position_on=order.asked.day,
        seq=made["seq"],
        digest8=made["digest8"],
    )


def read_returned(
    session: Session, book: Workbook, today: date, now: FullPlan | None = None
) -> Answers | RoundTrip | None:
    """What came back in a workbook or list: a return sheet's answers, or the edits of an export.

    `now` is the plan as it stands, where somebody has read it already. None where the workbook was not made
    from any plan. Raises TrackerError, by name, where it was made from another plan, another line of its
    copies, or a state that this file never had.
    """
    return at_once(returned_in_turns(session, book, today, now or session.full_plan()))


def returned_in_turns(
    session: Session, book: Workbook, today: date, now: FullPlan
) -> Generator[None, None, Answers | RoundTrip | None]:
    """The same, pausing now and then."""
    carried = carried_by(book)
    yield
    if carried is None:
        if (yield from seen_in_turns(book)):
            raise TrackerError(
                f"{book.file} is a return sheet that has lost its sheet code, so which plan it is of cannot "
                f"be told. Write the line “{SHEET_CODE} …” from its foot into any cell. Nothing was changed."
            )
        return None
    seq = carried.code.seq
    made = next(iter(session.history(since=seq - 1, upto=seq, limit=1, most=1)), None)
    check_origin(book.file, carried, session.plan, session.origin, made)
    assert made  # or the origin would have been refused
    changes = session.since(seq)
    yield
    since = Since(now, today, made, changes)
    yield
    if carried.in_words or (yield from seen_in_turns(book)):
        return (yield from Answers.in_turns(book, since))
    return (yield from RoundTrip.in_turns(book, since, HEADED))


def _headed(make: Callable[[FullPlan], Turns], plan: FullPlan) -> Turns:
    return export.headed((yield from make(plan)))


HEADED = {name: partial(_headed, make) for name, make in SHEETS.items()}
"""The sheets of an export as they are written."""


def _recipients(plan: FullPlan, only: str | None) -> tuple[Recipient, ...]:
    if only is None:
        found = recipients(plan)
    else:
        one = for_one(plan, plan.find(Post, only) or plan.get(Organisation, only))
        found = (one,) if one.items else ()
    if not found:
        raise TrackerError("There is nothing to ask: nobody there owns an open action. No sheet was made.")
    return found


def _free(path: Path, taken: Mapping[Path, bytes]) -> Path:
    """The path, numbered where two recipients are called alike."""
    number, free = 1, path
    while free in taken:
        number += 1
        free = path.with_stem(f"{path.stem} ({number})")
    return free


def _put_all(files: Mapping[Path, bytes], *, overwrite: bool) -> None:
    there = [path for path in files if path.exists()]
    if there and not overwrite:
        raise there_already(there[0])
    written: list[Path] = []
    try:
        for path, content in files.items():
            put(path, content, overwrite=overwrite)
            written.append(path)
    except TrackerError:
        for path in written:
            if path not in there:
                path.unlink(missing_ok=True)
        raise
