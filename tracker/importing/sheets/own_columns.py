"""The plan's own columns by the headings of a tracker: those there are, and those to be made."""

import re
from collections.abc import Iterable
from uuid import uuid4

from tracker.domain import british
from tracker.domain.codes import OwnColumnKind
from tracker.domain.commands import AddOwnColumn, Command
from tracker.domain.commands.keeping import LONGEST_LINE, clean
from tracker.domain.errors import TrackerError
from tracker.domain.names import folded
from tracker.domain.plan import FullPlan
from tracker.domain.records import OwnColumn
from tracker.importing.sheets.reading import ReadAction

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")


class OwnColumns:
    """Own columns by name. `made` are the commands for the new ones that are used."""

    def __init__(self, plan: FullPlan, rows: Iterable[ReadAction]) -> None:
        self.made: list[Command] = []
        self._known = {folded(each.name): each for each in plan.all(OwnColumn)}
        self._texts: dict[str, list[str]] = {}
        for row in rows:
            for heading, text in row.own.items():
                self._texts.setdefault(folded(_name(heading)), []).append(text)

    def value(self, heading: str, text: str) -> tuple[str, str] | None:
        """The id of this heading's column, and the text as the column holds it; None if it does not fit."""
        column = self._known.get(folded(_name(heading))) or self._make(_name(heading))
        value = _as_held(column, clean(text))
        return None if value is None else (column.id, value)

    def _make(self, name: str) -> OwnColumn:
        kind = _kind(self._texts.get(folded(name), []))
        column = OwnColumn(id=str(uuid4()), name=name, kind=kind, position=0)
        self._known[folded(name)] = column
        self.made.append(AddOwnColumn(id=column.id, name=name, column_kind=kind))
        return column


def _name(heading: str) -> str:
    return clean(heading, one_line=True)[:LONGEST_LINE]


def _kind(texts: list[str]) -> OwnColumnKind:
    """A number or a date where every text is one; else text."""
    for kind in (OwnColumnKind.NUMBER, OwnColumnKind.DATE):
        trial = OwnColumn(id="", name="", kind=kind, position=0)
        if texts and all(_as_held(trial, clean(text)) is not None for text in texts):
            return kind
    return OwnColumnKind.TEXT


def _as_held(column: OwnColumn, text: str) -> str | None:
    match column.kind:
        case OwnColumnKind.NUMBER:
            return text if _NUMBER.fullmatch(text) else None
        case OwnColumnKind.DATE:
            try:
                return british.read_day(text).isoformat()
            except TrackerError:
                return None
        case OwnColumnKind.CHOICE:
            return next((each for each in column.choices if folded(each) == folded(text)), None)
        case OwnColumnKind.TEXT:
            return text
