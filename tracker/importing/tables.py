"""Tables by geometry: from the rules drawn on a page to cells, and from pages to rows that run over them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby

from tracker.importing.lines import Cell, Line, ends_sentence, starts_small

_NEAR = 3.0  # points: rules this close are one, and meet; borders are drawn twice, and in pieces
_PADDING = 10.0  # points between words and the rule beside them, and what wrapping may leave
_MOST_RULES = 1_000  # on a page
_MOST_RULES_OF_ONE = 150  # in a table: enough for 60 rows of 20 columns, and some twice
# What opens a sentence that goes on with the one before it, never an item of its own.
_GOES_ON = re.compile(r"(?:this|these|those|they|however|it|in addition|also|therefore)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn along the page: at height (or place) `at`, from `start` to `end`, in points."""

    level: bool
    at: float
    start: float
    end: float

    def meets(self, other: "Rule") -> bool:
        """Whether a level and an upright rule cross or touch."""
        return (
            self.level != other.level
            and other.start - _NEAR <= self.at <= other.end + _NEAR
            and self.start - _NEAR <= other.at <= self.end + _NEAR
        )


class Grid:
    """A ruled table on one page. Rows count from the top; a cell over several counts as its first."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        level = [rule for rule in rules if rule.level]
        upright = [rule for rule in rules if not rule.level]
        self._xs = _places([rule.at for rule in upright] + [end for r in level for end in (r.start, r.end)])
        self._ys = _places([rule.at for rule in level] + [end for r in upright for end in (r.start, r.end)])
        self._cells = {
            (row, column): (row, column)
            for row in range(len(self._ys) - 1)
            for column in range(len(self._xs) - 1)
        }
        for row, column in sorted(self._cells):
            across = (self._ys[-1 - row] + self._ys[-2 - row]) / 2
            down = (self._xs[column] + self._xs[column + 1]) / 2
            if column and not _parts(upright, self._xs[column], across):
                self._cells[row, column] = self._cells[row, column - 1]
            elif row and not _parts(level, self._ys[-1 - row], down):
                self._cells[row, column] = self._cells[row - 1, column]

    @property
    def area(self) -> float:
        """Square points that it covers."""
        return (self._xs[-1] - self._xs[0]) * (self._ys[-1] - self._ys[0])

    @property
    def is_table(self) -> bool:
        """Whether it parts anything: a frame round a box of text is none."""
        return len(set(self._cells.values())) > 1

    def cell_at(self, x: float, y: float) -> tuple[int, int, float] | None:
        """Row, column and right edge of the cell round a point; None outside the table."""
        column = bisect_right(self._xs, x) - 1
        row = len(self._ys) - 1 - bisect_right(self._ys, y)
        if (row, column) not in self._cells:
            return None
        own = self._cells[row, column]
        while self._cells.get((row, column + 1)) == own:
            column += 1
        return (*own, self._xs[column + 1] - _PADDING)


def grids(rules: Iterable[Rule]) -> list[Grid]:
    """The tables that a page's rules draw, inner before outer: rules that meet belong together.

    A drawing of very many lines is a chart or a map, and no table.
    """
    groups: list[list[Rule]] = []
    merged = _merged(rules)
    for rule in merged if len(merged) <= _MOST_RULES else ():
        met = [group for group in groups if any(rule.meets(other) for other in group)]
        groups = [group for group in groups if group not in met]
        groups.append([rule, *(other for group in met for other in group)])
    ruled = (
        group
        for group in groups
        if len({rule.level for rule in group}) == 2 and len(group) <= _MOST_RULES_OF_ONE
    )
    return sorted((grid for grid in map(Grid, ruled) if grid.is_table), key=lambda grid: grid.area)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules drawn in pieces, one for each cell's border, made whole."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda each: (each.level, each.at, each.start)):
        for index in range(len(merged) - 1, -1, -1):
            other = merged[index]
            if other.level != rule.level or rule.at - other.at > _NEAR:
                merged.append(rule)
                break
            if rule.start <= other.end + _NEAR and other.start <= rule.end + _NEAR:
                ends = min(rule.start, other.start), max(rule.end, other.end)
                merged[index] = replace(other, start=ends[0], end=ends[1])
                break
        else:
            merged.append(rule)
    return merged


def _places(values: Iterable[float]) -> list[float]:
    """Distinct places in order."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _parts(rules: Iterable[Rule], at: float, through: float) -> bool:
    """Whether one of the rules stands at a place and runs through a point."""
    return any(abs(rule.at - at) <= _NEAR and rule.start <= through <= rule.end for rule in rules)


def in_cell_order(lines: Sequence[Line]) -> list[Line]:
    """A page's lines with those of each table row by row and cell by cell.

    What stands in another table between, as where one lays out the page, stays between.
    """
    return [line for _, group in _tables(lines) for line in _in_rows(group)]


def with_edges(lines: Sequence[Line]) -> list[Line]:
    """A page's lines with the edges of cells that no rule shows taken from their columns' widest lines."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        if line.cell and line.cell.right is None:
            column = line.cell.table, line.cell.column
            edges[column] = max(edges.get(column, 0.0), line.x1)
    return [
        replace(line, cell=replace(line.cell, right=edges[line.cell.table, line.cell.column]))
        if line.cell and line.cell.right is None
        else line
        for line in lines
    ]


def over_pages(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The pages' lines as one stream, tables numbered through the document.

    A table that ends one page and opens the next in the same columns is one: its head, if printed again, is
    left out, and a row that is broken there becomes one row.
    """
    numbers = count()
    stream: list[Line] = []
    for page in pages:
        for table, lines in _tables(page):
            if table is None:
                stream += lines
                continue
            more = _continued(stream, lines) if lines[0] is page[0] else None
            stream += _numbered(lines, next(numbers)) if more is None else more
    return [line for _, group in _tables(stream) for line in _in_rows(group)]


def _tables(lines: Iterable[Line]) -> Iterator[tuple[int | None, list[Line]]]:
    """The runs of lines in one table, or in none."""
    for table, group in groupby(lines, key=lambda line: line.cell.table if line.cell else None):
        yield table, list(group)


def _in_rows(lines: Iterable[Line]) -> list[Line]:
    """Lines of one table row by row, so that cells which run over a page are whole."""
    return sorted(lines, key=lambda line: (line.cell.row, line.cell.column) if line.cell else (0, 0))


def _numbered(lines: Sequence[Line], table: int, down: int = 0) -> list[Line]:
    return [
        replace(line, cell=replace(_cell(line), table=table, row=_cell(line).row + down)) for line in lines
    ]


def _continued(stream: Sequence[Line], lines: Sequence[Line]) -> list[Line] | None:
    """The lines as the next rows of the table that the stream ends with; None if it is another table."""
    if not stream or stream[-1].cell is None:
        return None
    table = stream[-1].cell.table
    before = [line for line in stream if line.cell and line.cell.table == table]
    if not _same_columns(before, lines):
        return None
    head, top = _cell(before[0]).row, _cell(lines[0]).row
    if _words(before, head) == _words(lines, top):
        lines = [line for line in lines if _cell(line).row > top]
        if not lines:
            return []
        top = _cell(lines[0]).row
    last = max(_cell(line).row for line in before)
    goes_on = last > head and _row_goes_on(_row(before, last), _row(lines, top))
    return _numbered(lines, table, last - top + (0 if goes_on else 1))


def _same_columns(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether the cells begin or end at the same places, as far as both have words in a column."""
    first, second = _columns(before), _columns(after)
    return set(second) <= set(first) and all(
        any(abs(one - other) <= _NEAR for one, other in zip(first[column], second[column], strict=True))
        for column in second
    )


def _columns(lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """Where the words of each column begin and its cells end."""
    places: dict[int, tuple[float, float]] = {}
    for line in lines:
        cell = _cell(line)
        begins = min(line.at, places.get(cell.column, (line.at, 0.0))[0])
        places[cell.column] = begins, cell.right or 0.0
    return places


def _row_goes_on(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether a row was broken by the page: an empty first cell, or a sentence that goes on in the last."""
    if min(_cell(line).column for line in after) > min(_cell(line).column for line in before):
        return True
    column = max(_cell(line).column for line in before)
    begins = [line for line in after if _cell(line).column == column]
    ends = [line for line in before if _cell(line).column == column]
    if not begins:
        return True
    opening = begins[0]
    if opening.marker is not None:
        return False
    return (
        starts_small(opening.text)
        or not ends_sentence(ends[-1].text)
        or _GOES_ON.match(opening.text) is not None
    )


def _row(lines: Iterable[Line], row: int) -> list[Line]:
    return [line for line in lines if _cell(line).row == row]


def _words(lines: Iterable[Line], row: int) -> list[str]:
    return [line.whole for line in _row(lines, row)]


def _cell(line: Line) -> Cell:
    assert line.cell is not None
    return line.cell
