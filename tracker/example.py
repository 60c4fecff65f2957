"""The example plan: a year of an invented city's improvement plan, made change by change through Session.

What happened is data (`resources/example`): each change names its day, the person at the keyboard, a command
by its kind, and the command's fields. This module only lays the year out and makes the changes in order.

In the data a whole number where a command wants a day is that many days after the build day. “@name” is what
an earlier change made and named: `as` names the first record it made, `made` those of a table in order. In
texts {-30} is the month in which that day falls.
"""

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import EnumType
from importlib import resources
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from tracker.bootstrap import local_data_folder
from tracker.clock import FixedClock
from tracker.domain.british import MONTHS, day_month_year
from tracker.domain.calendar import is_working_day
from tracker.domain.commands import COMMANDS
from tracker.domain.commands.base import Actor, Command
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.plan import Edit
from tracker.domain.records import RECORDS
from tracker.domain.rules.money import financial_year
from tracker.importing.documents import read_pasted
from tracker.importing.proposal import source_command
from tracker.session import Session

# Changes of one day come in the order of these files, so that what they refer to is there.
_FILES = (
    *("plan", "people", "meetings", "actions-1", "actions-2", "actions-3", "actions-4", "actions-5"),
    *("labels", "money", "risks", "measures"),
)
_OF_EVERY_CHANGE = ("at", "by", "whose", "do", "as", "made")
_COMMANDS = {command.kind: command for command in COMMANDS}
_KINDS = {kind.table: kind for kind in RECORDS}
_MINUTES_APART = timedelta(minutes=4)
_MONTH = re.compile(r"\{(-?\d+)\}")


def made(path: Path | None, today: date) -> Path:
    """The example's file, built if it is not there: at `path`, else in the program's own data folder.

    That folder is never one that a service copies elsewhere. Errors as `build`.
    """
    place = path or local_data_folder() / "example" / "Kelminster.iplan"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            build(place, today)
        except TrackerError:
            if not place.exists():  # else another start has just made it
                raise
    return place


def example_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """The worker's job: `{"today": day}` to the example's file, `{"plan": path}`; see `made`."""
    return {"plan": str(made(None, date.fromisoformat(values["today"])))}


def build(path: Path, today: date) -> None:
    """Make the example plan at `path`, its year ending on `today`; whole or not at all.

    Raises TrackerError where something is there already or no plan can be made.
    """
    if path.exists():
        raise TrackerError(f"There is already a file “{path.name}” there. Nothing was changed.")
    try:
        with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            draft = Path(folder, path.name)
            _make(draft, _Year(today))
            _put(draft, path)
    except OSError as error:
        raise TrackerError(f"“{path}” cannot be made: {error.strerror}. Nothing was changed.") from None


def _put(draft: Path, path: Path) -> None:
    """Give the finished file its name, and never take it from a file that came there in the meantime."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise TrackerError(f"There is already a file “{path.name}” there. Nothing was changed.") from None
    except OSError:  # a disk without such links
        draft.rename(path)


def _make(path: Path, year: "_Year") -> None:
    changes = sorted(_changes(), key=lambda change: int(change["at"]))
    clock = FixedClock(year.morning(changes[0]["at"]))
    enter = Session.create
    for person, sitting in groupby(changes, key=lambda change: str(change["by"])):
        with enter(path, Actor(person), clock) as session:
            for change in sitting:
                clock.set(max(year.morning(change["at"]), clock.now() + _MINUTES_APART))
                done = session.do(_command(change, year), whose=change.get("whose", ""))
                year.name(change, done.edits)
        enter = Session.open


def _changes() -> Iterator[dict[str, Any]]:
    """What happened, with people's names for the keys by which the data calls them."""
    told = [tomllib.loads(_text(f"{name}.toml"), parse_float=Decimal) for name in _FILES]
    changes = [file.get("usually", {}) | change for file in told for change in file["change"]]
    names = {change["as"]: change["name"] for change in changes if change["do"] == "add_person"}
    for change in changes:
        yield change | {key: names[change[key]] for key in ("by", "whose") if key in change}


def _text(name: str) -> str:
    return (resources.files("resources") / "example" / name).read_text(encoding="utf-8")


def _command(change: Mapping[str, Any], year: "_Year") -> Command:
    if "letter" in change:
        return _letter(change, year)
    given = {key: value for key, value in change.items() if key not in _OF_EVERY_CHANGE}
    command: Command = year.made(_COMMANDS[change["do"]], given)
    return command


def _letter(change: Mapping[str, Any], year: "_Year") -> Command:
    """The letter with its dates filled in, read as any is; its actions come later, in words of their own."""
    published, visited = year.day(change["published_on"]), year.day(change["visited_on"])
    text = _text(change["letter"]).format(
        published=day_month_year(published), visited=day_month_year(visited)
    )
    document = read_pasted(text, change["letter"])
    read = source_command(document, text.encode(), received_on=published, today=published)
    return replace(read, drafts=())


class _Year:
    """The year that ends on `today`: turns what the data says into days, references, texts and commands."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._financial_year = financial_year(today)
        self._ids: dict[str, str] = {}

    def day(self, offset: int) -> date:
        """A working day: up to today the last one by then, after it the first one from then on."""
        day = self._today + timedelta(days=offset)
        while not is_working_day(day):
            day += timedelta(days=1 if offset > 0 else -1)
        return day

    def morning(self, offset: int) -> datetime:
        """Nine o'clock (UTC) on such a day."""
        return datetime.combine(self.day(offset), time(9), UTC)

    def name(self, change: Mapping[str, Any], edits: tuple[Edit, ...]) -> None:
        """Keep the ids of what a change made and names, for later changes to refer to."""
        made = [edit.after for edit in edits if edit.before is None and edit.after is not None]
        named = {change["as"]: made[0]} if "as" in change else {}
        for table, names in change.get("made", {}).items():
            named |= zip(names, (record for record in made if record.table == table), strict=True)
        self._ids |= {name: record.id for name, record in named.items()}

    def made(self, kind: type[Any], said: Mapping[str, Any]) -> Any:
        """A command, or a value in one, from what the data says of its fields."""
        hints = get_type_hints(kind)
        return kind(**{name: self._value(hints[name], name, given) for name, given in said.items()})

    def _value(self, hint: Any, name: str, given: Any) -> Any:
        kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        if isinstance(given, str):
            return self._string(kinds, given)
        if isinstance(given, list):
            return tuple(self._value(get_args(hint)[0], name, each) for each in given)
        if DueDate in kinds:
            return self._due(given)
        if Decimal in kinds:
            return Decimal(given)
        if date in kinds:
            return self._date(given)
        if isinstance(given, dict):
            return self._nested(kinds, given)
        return self._financial_year + given if name == "year" else given

    def _string(self, kinds: tuple[Any, ...], given: str) -> Any:
        if given.startswith("@"):
            return self._ids[given[1:]]
        if given in _KINDS and get_origin(kinds[0]) is type:
            return _KINDS[given]
        choice = next((kind for kind in kinds if isinstance(kind, EnumType)), None)
        return choice(given) if choice else _MONTH.sub(self._month, given)

    def _month(self, found: re.Match[str]) -> str:
        return MONTHS[(self._today + timedelta(days=int(found[1]))).month - 1]

    def _due(self, given: Any) -> DueDate:
        match given:
            case {"month": offset}:
                day = self._today + timedelta(days=offset)
                return DueDate.month(day.year, day.month)
            case {"review": offset}:
                return DueDate.ongoing(self.day(offset))
            case _:
                return DueDate.day(self.day(given))

    def _date(self, given: Any) -> date:
        """A day of the year, a day and month of the financial year in which it ends, or the first day of the
        month so many before that of five weeks ago: a month that is over, and hardly more."""
        match given:
            case {"back": months}:
                recent = self._today - timedelta(days=35)
                year, month = divmod(recent.year * 12 + recent.month - 1 - months, 12)
                return date(year, month + 1, 1)
            case {"day": day, "month": month}:
                return date(self._financial_year + (month < 4), month, day)
            case _:
                return self.day(given)

    def _nested(self, kinds: tuple[Any, ...], given: dict[str, Any]) -> Any:
        """A value inside a command; where the command wants no value of ours, new values by field name."""
        for kind in kinds:
            if is_dataclass(kind):
                return self.made(cast(type[Any], kind), given)
        return {name: self._value(str, name, value) for name, value in given.items()}
