"""Excel workbooks: values, fill colours, what is hidden and merged, formulas without a result."""

import colorsys
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse, parse
from zipfile import ZipFile

from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.cell.read_only import EMPTY_CELL  # type: ignore[import-untyped]
from openpyxl.styles.colors import COLOR_INDEX  # type: ignore[import-untyped]
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries  # type: ignore[import-untyped]

from tracker.domain import british
from tracker.domain.commands.keeping import clean
from tracker.domain.errors import TrackerError
from tracker.importing.sheets.separated import too_long
from tracker.importing.sheets.workbook import MOST_COLUMNS, MOST_ROWS, Cell, Merged, Sheet, Value, by_row

_NO_RESULT = "a formula whose result was not saved with the file"
_NOT_SEEN = {"hidden", "veryHidden"}
# The order in which a cell's style counts the colours of the theme (the first two pairs are swapped there).
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_NO_COLOURS = {"FFFFFF", "000000"}  # white is paper, and black the usual fault of a lost style


def read(path: Path) -> tuple[list[Sheet], list[str]]:
    """The sheets of a workbook, hidden ones too, and warnings. Raises TrackerError if it is damaged."""
    try:
        return _read(path)
    except MemoryError:
        raise
    except Exception as error:  # openpyxl raises nearly anything for a damaged file
        raise TrackerError(
            f"{path.name} is damaged or no whole workbook. Open it in Excel and save it as a new .xlsx file."
        ) from error


def _read(path: Path) -> tuple[list[Sheet], list[str]]:
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        with ZipFile(path) as packed:
            fills = _Fills(_theme(packed))
            sheets = [_sheet(page, packed, fills) for page in book.worksheets]
            warnings = [too_long(f"“{sheet.name}”") for sheet in sheets if sheet.cut]
            if any(name.startswith(("xl/comments", "xl/threadedComments")) for name in packed.namelist()):
                warnings.append("Notes and comments hung on cells are not read.")
    finally:
        book.close()
    return sheets, warnings


def _sheet(page: Any, packed: ZipFile, fills: "_Fills") -> Sheet:
    page.reset_dimensions()  # what a file says of its own size is often wrong
    plan = _plan(packed, page._worksheet_path)  # openpyxl reads these things only where it reads all at once
    cells = [
        made
        for row in page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
        for each in row
        if (made := _cell(each, plan, fills))
    ]
    return Sheet(
        name=page.title,
        rows=by_row(cells),
        hidden=page.sheet_state in _NOT_SEEN,
        hidden_rows=frozenset(plan.hidden_rows),
        hidden_columns=frozenset(plan.hidden_columns),
        merged=tuple(plan.merged),
        cut=plan.cut,
    )


# What surrounds the cells.


@dataclass(slots=True)
class _Plan:
    """What a sheet says beside its values; `no_result` are formulas that were never worked out."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)
    no_result: set[tuple[int, int]] = field(default_factory=set)
    cut: bool = False


def _plan(packed: ZipFile, member: str) -> _Plan:
    plan = _Plan()
    with packed.open(member) as source:
        for _, element in iterparse(source):
            match element.tag.rpartition("}")[2]:
                case "col" if _is_set(element.get("hidden")):
                    last = min(int(element.get("max", "0")), MOST_COLUMNS)
                    plan.hidden_columns.update(range(int(element.get("min", "1")), last + 1))
                case "row":
                    _note_row(plan, element)
                    element.clear()
                case "mergeCell":
                    first_column, first_row, last_column, last_row = range_boundaries(element.get("ref"))
                    if first_row <= MOST_ROWS:
                        plan.merged.append(Merged(first_row, first_column, last_row, last_column))
    return plan


def _note_row(plan: _Plan, row: Any) -> None:
    number = int(row.get("r") or 0)
    if _is_set(row.get("hidden")):
        plan.hidden_rows.add(number)
    for cell in row:
        held = {child.tag.rpartition("}")[2]: child for child in cell}
        if "f" not in held and "v" not in held and "is" not in held:
            continue
        where = coordinate_to_tuple(cell.get("r")) if cell.get("r") else (number, 0)
        plan.cut = plan.cut or where[0] > MOST_ROWS or where[1] > MOST_COLUMNS
        if "f" in held and ("v" not in held or not held["v"].text):
            plan.no_result.add(where)


def _is_set(flag: str | None) -> bool:
    return flag in ("1", "true")


# The cells.


def _cell(each: Any, plan: _Plan, fills: "_Fills") -> Cell | None:
    if each is EMPTY_CELL:
        return None
    value, fault, place = each.value, "", (each.row, each.column)
    if each.data_type == "e":
        value, fault = None, f"the error {each.value}"
    elif place in plan.no_result:
        value, fault = None, _NO_RESULT
    held, shown = _held(value, each.number_format if value is not None else "")
    colour = fills.of(each)
    if held is None and not fault and not colour:
        return None
    return Cell(place[0], place[1], held, shown, colour, fault)


def _held(value: Any, number_format: str) -> tuple[Value, str]:
    """A value as one of ours, and as people see it."""
    match value:
        case None:
            return None, ""
        case bool():
            return value, "TRUE" if value else "FALSE"
        case datetime():
            day = value.date()
            clock = f" {value:%H:%M}" if value.time() != time() else ""
            return day, british.short_day(day) + clock
        case date():
            return value, british.short_day(value)
        case int() | float():
            return value, _number(value, number_format)
        case time() | timedelta():
            return str(value), str(value)
        case _:
            text = clean(str(value).replace("_x000D_", ""))
            return text or None, text


def _number(value: int | float, number_format: str) -> str:
    first = number_format.split(";")[0]
    if "%" in first:
        return f"{value * 100:g}%"
    if "£" in first:
        return british.pounds(round(value * 100))
    if set(first) == {"0", "."}:  # 1.10 is another reference than 1.1
        return f"{value:.{len(first.partition('.')[2])}f}"
    return f"{value:.15g}" if abs(value) < 1e15 else str(value)


# Their colours.


def _theme(packed: ZipFile) -> dict[int, str]:
    """The colours of the workbook's theme by the numbers that styles give them."""
    try:
        with packed.open("xl/theme/theme1.xml") as source:
            scheme = next(each for each in parse(source).iter() if each.tag.endswith("}clrScheme"))
    except (KeyError, ParseError, StopIteration):
        return {}
    named = {each.tag.rpartition("}")[2]: _first_colour(each) for each in scheme}
    return {number: named[name] for number, name in enumerate(_THEME) if named.get(name)}


def _first_colour(element: Any) -> str:
    return next((each.get("lastClr") or each.get("val") or "" for each in element), "").upper()


class _Fills:
    """The fill colours of cells, each style looked up once."""

    def __init__(self, theme: dict[int, str]) -> None:
        self._theme = theme
        self._known: dict[int, str] = {}

    def of(self, cell: Any) -> str:
        """The colour behind a cell as “FF0000”; "" for none, white or black."""
        style = cell._style_id  # cells of one look share it
        if style not in self._known:
            fill = cell.fill
            colour = self._colour(fill.fgColor) if fill and fill.patternType == "solid" else ""
            self._known[style] = "" if colour in _NO_COLOURS else colour
        return self._known[style]

    def _colour(self, colour: Any) -> str:
        match colour.type:
            case "rgb":
                found = str(colour.rgb)[-6:].upper()
            case "theme":
                found = self._theme.get(colour.theme, "")
            case _:
                found = COLOR_INDEX[colour.indexed][-6:] if colour.indexed < len(COLOR_INDEX) else ""
        return _tinted(found, colour.tint) if found and colour.tint else found


def _tinted(colour: str, tint: float) -> str:
    """A colour made lighter (tint above nought) or darker, as ECMA-376, 18.3.1.15, defines it."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, strength))
