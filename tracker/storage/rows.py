"""Records as rows and rows as records, worked out once for each class from its annotations."""

import gc
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import partial
from types import UnionType
from typing import Any, get_args, get_type_hints

from tracker.domain.amounts import stored
from tracker.domain.due import DueDate
from tracker.domain.errors import TrackerError
from tracker.domain.records import RECORDS, Record

Value = str | int | None
"""What a column holds."""

Load = Callable[[Iterable[tuple[Value, ...]]], dict[str, Any]]

KIND_OF = {kind.table: kind for kind in RECORDS}


class Rows:
    """The columns of one class of record, and the way there and back."""

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind
        hints = get_type_hints(kind)
        self.types = {field.name: _plain(hints[field.name]) for field in fields(kind)}
        self.columns = tuple(self.types)
        names = ", ".join(f'"{name}"' for name in self.types)
        self.select = f"select {names} from {kind.table}"
        self.insert = f"insert into {kind.table} ({names}) values ({', '.join('?' * len(self.types))})"
        self.load = _loader(kind, self.types)
        self._encoders = {name: _encoder(type_) for name, type_ in self.types.items()}

    def encode(self, record: Record) -> dict[str, Value]:
        """The row of a record, by column."""
        return {name: self.encode_value(name, getattr(record, name)) for name in self.columns}

    def encode_value(self, name: str, value: Any) -> Value:
        """What the column of this name holds for a field's value."""
        return None if value is None else self._encoders[name](value)

    def differing(self, one: Record, other: Record) -> list[str]:
        """The names of the fields in which two records differ."""
        return [name for name in self.columns if getattr(one, name) != getattr(other, name)]

    def decode(self, row: Mapping[str, Value]) -> Any:
        """The record of a row."""
        (record,) = self.load([tuple(row[name] for name in self.columns)]).values()
        return record


def rows_of(kind: type[Record]) -> Rows:
    """The one Rows of a class, made on first use."""
    rows = _ROWS.get(kind)
    if rows is None:
        rows = _ROWS[kind] = Rows(kind)
    return rows


@contextmanager
def collector_off() -> Iterator[None]:
    """Let no garbage collection look at records, while they are made by the thousand or later.

    They hold no cycles; looking at 20,000 of them again and again would each time hold up a window.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def moment_text(moment: datetime) -> str:
    """A moment as it is stored: UTC, always with microseconds, so that texts sort as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def has_unknown_code(records: Iterable[Record]) -> bool:
    """Whether any of these records holds a code that only another version of the program knows."""
    met = {type_: reader.unknown for type_, reader in _CODES.items() if reader.unknown}
    return bool(met) and any(
        getattr(record, name) in met[type_]
        for record in records
        for name, type_ in rows_of(type(record)).types.items()
        if type_ in met
    )


class _Known(dict[Any, Any]):
    """Remembers what each stored text was read as; most columns hold few different ones."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__({None: None})
        self._read = read

    def __missing__(self, text: Any) -> Any:
        value = self[text] = self._read(text)
        return value


class _Codes(_Known):
    """The members of a choice; a code it does not have stands for itself and is noted in `unknown`."""

    def __init__(self, choice: type[StrEnum]) -> None:
        super().__init__(partial(self._member, choice))
        self.unknown: set[str] = set()

    def _member(self, choice: type[StrEnum], code: str) -> StrEnum:
        try:
            return choice(code)
        except ValueError:
            self.unknown.add(code)
            stranger = str.__new__(choice, code)
            stranger._name_ = stranger._value_ = code
            return stranger


def _plain(hint: Any) -> Any:
    """The type of a field without its `or None`."""
    if not isinstance(hint, UnionType):
        return hint
    (type_,) = set(get_args(hint)) - {type(None)}
    return type_


def _as_json(texts: tuple[str, ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


def _due(code: str) -> DueDate:
    try:
        return DueDate.parse(code)
    except TrackerError as error:
        raise ValueError(code) from error


def _amount(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):  # Decimal would take NaN, with which nothing can be worked out
        raise ValueError(text)
    return Decimal(text)


_ROWS: dict[type[Record], Rows] = {}
_TEXTS = tuple[str, ...]
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DAYS = _Known(date.fromisoformat)
_DUES = _Known(_due)
_AMOUNTS = _Known(_amount)
_KNOWN = {date: "days", DueDate: "dues", Decimal: "amounts"}
_CODES: dict[Any, _Codes] = {}


def _encoder(type_: Any) -> Callable[[Any], Value]:
    if type_ == _TEXTS:
        return _as_json
    if type_ is datetime:
        return moment_text
    if type_ is date:
        return date.isoformat
    if type_ is Decimal:
        return stored
    if type_ is DueDate:
        return lambda due: str(due.code)
    if type_ in (str, int, bool):
        return str if type_ is str else int
    return lambda code: str(code.value)


def _reader(type_: Any, names: dict[str, Any]) -> str:
    """An expression that reads `{0}`; what it needs is put into `names`."""
    if type_ in (str, int):
        return "{0}"
    if type_ is bool:
        return "{0} == 1"
    if type_ is datetime:
        return "moment({0})"
    if type_ == _TEXTS:
        return '() if {0} == "[]" else tuple(loads({0}))'
    if type_ in _KNOWN:
        return f"{_KNOWN[type_]}[{{0}}]"
    names[type_.__name__] = _CODES.setdefault(type_, _Codes(type_))
    return f"{type_.__name__}[{{0}}]"


def _loader(kind: type[Record], types: Mapping[str, Any]) -> Load:
    """Write and compile the function that turns rows into records by id, in the order of the rows.

    Each record is filled as one of a class of the same form that is not frozen, and then given its own class:
    the frozen one's constructor takes five times as long. The function raises ValueError or TypeError on what
    a record cannot hold.
    """
    free = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    open_kind = type(kind.__name__, (kind,), free)
    names: dict[str, Any] = {
        "new": object.__new__,
        "open_kind": open_kind,
        "kind": kind,
        "moment": datetime.fromisoformat,
        "loads": json.loads,
        "days": _DAYS,
        "dues": _DUES,
        "amounts": _AMOUNTS,
    }
    lines = ["def load(rows):", " records = {}", f" for {', '.join(f'_{name}' for name in types)}, in rows:"]
    lines.append("  record = new(open_kind)")
    for name, type_ in types.items():
        lines.append(f"  record.{name} = {_reader(type_, names).format(f'_{name}')}")
    lines += ["  record.__class__ = kind", "  records[_id] = record", " return records"]
    exec("\n".join(lines), names)
    load: Load = names["load"]
    return load
