"""The plan as an immutable value: what lists, rules, papers and exports read."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from datetime import date
from operator import attrgetter
from typing import Any, Self, TypeVar, cast

from tracker.domain.errors import NotFound
from tracker.domain.records import RECORDS, SETTINGS_ID, PlanSettings, Record
from tracker.frozen import dataclass

R = TypeVar("R", bound=Record)

_MOST_OVER = 500


@dataclass(frozen=True, slots=True)
class Edit:
    """One record before and after a change; None before where it was made, None after where removed."""

    kind: type[Record]
    id: str
    before: Record | None
    after: Record | None


class _Table:
    """The records of one kind by id, in the order in which they were made. Never changed: see `after`.

    Changed and new records lie `over` those before them, which are shared, so that an edit takes no longer
    in a plan of 20,000 actions than in a small one. The two are put together when all are asked for.
    What lies under may be a function, which is asked for it when it is first needed.
    """

    __slots__ = ("_over", "_read", "_under")

    _under: dict[str, Any]

    def __init__(self, under: "Records", over: dict[str, Any] | None = None) -> None:
        if callable(under):
            self._read = under
        else:
            self._under = under
        self._over = over or {}

    def __getattr__(self, name: str) -> dict[str, Any]:
        """The records under, where they are not here yet: Python asks only for what it does not find."""
        if name != "_under":
            raise AttributeError(name)
        self._under = self._read()
        return self._under

    def get(self, record_id: str) -> Any:
        """The record with this id, or None."""
        return self._over.get(record_id) or self._under.get(record_id)

    def values(self) -> Collection[Any]:
        """All of them."""
        if self._over:
            self._under, self._over = {**self._under, **self._over}, {}
        return self._under.values()

    def after(self, edits: Iterable[Edit]) -> "_Table":
        """The table with these edits made."""
        under, over = self._under, dict(self._over)
        for edit in edits:
            if edit.after is not None:
                over[edit.id] = edit.after
            else:
                if under is self._under:  # once: what is put together takes long where there is much
                    under = dict(under)
                under.pop(edit.id, None)
                over.pop(edit.id, None)
        return _Table(under, over) if len(over) <= _MOST_OVER else _Table({**under, **over})


Records = dict[str, Any] | Callable[[], dict[str, Any]]
"""The records of one kind by id, or what reads them when they are first asked for."""

Tables = Mapping[type[Record], Records | _Table]


class Plan:
    """The records that lists need, at one point of the plan's history. Never changed: see `after`.

    `seq` is the number of the last change it holds and `digest` that change's place in the chain.
    Records come in the order in which they were made.
    """

    kinds: tuple[type[Record], ...] = tuple(kind for kind in RECORDS if kind.in_snapshot)

    def __init__(self, tables: Tables, seq: int = 0, digest: str = "") -> None:
        self.seq = seq
        self.digest = digest
        self._tables = {kind: _table(tables.get(kind, {})) for kind in self.kinds}
        self._indexes: dict[tuple[type[Record], str], dict[Any, tuple[Any, ...]]] = {}

    @property
    def settings(self) -> PlanSettings:
        """The plan's settings. Raises NotFound in a plan that has none yet."""
        return self.get(PlanSettings, SETTINGS_ID)

    def all(self, kind: type[R]) -> Collection[R]:
        """Every record of a kind, in the order in which they were made."""
        return self._tables[kind].values()

    def get(self, kind: type[R], record_id: str) -> R:
        """The record with this id. Raises NotFound."""
        found = self.find(kind, record_id)
        if found is None:
            raise NotFound("That record is no longer in the plan. Nothing was changed.")
        return found

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        """The record with this id, or None; None for None."""
        return cast("R | None", self._tables[kind].get(record_id)) if record_id is not None else None

    def by(self, kind: type[R], field: str, value: object) -> tuple[R, ...]:
        """The records of a kind whose `field` equals `value`, from an index made on first use."""
        index = self._indexes.get((kind, field))
        if index is None:
            index = self._indexes[kind, field] = _index(self._tables[kind].values(), field)
        return index.get(value, ())

    def after(self, edits: Iterable[Edit], seq: int, digest: str) -> Self:
        """The next plan: this one with the edits of one change. Untouched tables are shared."""
        touched: dict[type[Record], list[Edit]] = {}
        for edit in edits:
            if edit.kind in self._tables:
                touched.setdefault(edit.kind, []).append(edit)
        changed = {kind: self._tables[kind].after(each) for kind, each in touched.items()}
        made = copy(self)
        made.seq, made.digest, made._tables = seq, digest, {**self._tables, **changed}
        made._indexes = {key: index for key, index in self._indexes.items() if key[0] not in touched}
        return made


class FullPlan(Plan):
    """The plan with everything in it: updates, evidence, decisions and the record of copies too.

    `begun_on` is the day of the file's first change: before it there is no record.
    """

    kinds = RECORDS

    def __init__(
        self,
        tables: Tables,
        seq: int = 0,
        digest: str = "",
        begun_on: date | None = None,
    ) -> None:
        super().__init__(tables, seq, digest)
        self.begun_on = begun_on

    @classmethod
    def of(cls, plan: Plan, rest: Tables, begun_on: date | None) -> "FullPlan":
        """That plan with the tables it lacks; it shares those it has."""
        return cls({**plan._tables, **rest}, plan.seq, plan.digest, begun_on)

    def replacing(self, tables: Tables) -> "FullPlan":
        """This plan with whole tables exchanged (how a position at a day is made)."""
        return FullPlan({**self._tables, **tables}, self.seq, self.digest, self.begun_on)


def _table(records: Records | _Table) -> _Table:
    return records if isinstance(records, _Table) else _Table(records)


def _index(records: Iterable[Any], field: str) -> dict[Any, tuple[Any, ...]]:
    groups: defaultdict[Any, list[Any]] = defaultdict(list)
    records = tuple(records)
    for value, record in zip(map(attrgetter(field), records), records, strict=True):
        groups[value].append(record)
    return {value: tuple(group) for value, group in groups.items()}
