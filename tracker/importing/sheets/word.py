"""The tables of a Word document as sheets: their words as they read, what is merged, and shaded cells."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tracker.domain.commands.keeping import clean
from tracker.importing.docx import read_docx
from tracker.importing.guards import Archive, open_zip
from tracker.importing.markup import child, local, number, value
from tracker.importing.sheets.workbook import MOST_COLUMNS, MOST_ROWS, Cell, Merged, Sheet, by_row

_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo")
_NO_SHADE = ("auto", "FFFFFF", "000000")


def read(path: Path) -> tuple[list[Sheet], list[str]]:
    """A sheet for each table of a Word document, and warnings. Raises TrackerError if it is damaged."""
    with open_zip(path) as archive:
        lines = read_docx(archive, path.name)
        looks = [_Look(table) for table in _tables(archive)]
    texts: dict[int, dict[tuple[int, int], list[str]]] = {}
    for line in lines.lines:
        if line.cell and line.cell.row < MOST_ROWS and line.cell.column < MOST_COLUMNS:
            place = line.cell.row + 1, line.cell.column + 1
            texts.setdefault(line.cell.table, {}).setdefault(place, []).append(line.whole)
    return [
        _sheet(f"Table {table + 1}", held, looks[table] if table < len(looks) else None)
        for table, held in texts.items()
    ], list(lines.warnings)


class _Look:
    """What a table shows beside its words: shades by place, and blocks merged down."""

    def __init__(self, table: Any) -> None:
        self.shades: dict[tuple[int, int], str] = {}
        self.merged: list[Merged] = []
        begun: dict[int, int] = {}  # the row in which the block of a column begins
        row = 0
        for row, element in enumerate(_inside(table, "tr"), 1):
            column = 1
            for cell in _inside(element, "tc"):
                properties = child(cell, "tcPr")
                self._note(properties, row, column, begun)
                column += number(value(child(properties, "gridSpan"))) or 1
        for column in list(begun):
            self._end(begun, column, row)

    def _note(self, properties: Any, row: int, column: int, begun: dict[int, int]) -> None:
        shade = (value(child(properties, "shd"), "fill") or "auto").upper()
        if shade.casefold() not in map(str.casefold, _NO_SHADE) and len(shade) == 6:
            self.shades[row, column] = shade
        merge = child(properties, "vMerge")
        if merge is None or value(merge) == "restart":
            self._end(begun, column, row - 1)
            if merge is not None:
                begun[column] = row

    def _end(self, begun: dict[int, int], column: int, last: int) -> None:
        first = begun.pop(column, last)
        if last > first:
            self.merged.append(Merged(first, column, last, column))


def _sheet(name: str, texts: dict[tuple[int, int], list[str]], look: _Look | None) -> Sheet:
    shades = look.shades if look else {}
    cells = []
    for row, column in sorted({*texts, *shades}):
        shown = clean("\n".join(texts.get((row, column), [])))
        if shown or row <= MOST_ROWS:
            cells.append(Cell(row, column, shown or None, shown, shades.get((row, column), "")))
    return Sheet(name, by_row(cells), merged=tuple(look.merged) if look else ())


def _tables(archive: Archive) -> list[Any]:
    """The tables of the body that lie in no other, in their order."""
    part = "word/document.xml"
    body = child(archive.xml(part), "body") if part in archive else None
    return list(_outermost(body)) if body is not None else []


def _outermost(element: Any) -> Iterator[Any]:
    for each in element:
        if local(each) == "tbl":
            yield each
        elif local(each) in _WRAPPERS:
            yield from _outermost(each)


def _inside(element: Any, name: str) -> Iterator[Any]:
    for each in element:
        if local(each) == name:
            yield each
        elif local(each) in _WRAPPERS:
            yield from _inside(each, name)
