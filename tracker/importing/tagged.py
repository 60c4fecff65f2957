"""What a tagged PDF says of its own structure: the cells of its tables and the items of its lists.

Tags are a help where nothing is drawn: a table without rules, bullets that are pictures. They are not taken
for more, since word processors tag whole pages as tables for their layout.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as raw  # type: ignore[import-untyped]

_DEEPEST = 60  # levels of the structure that are followed
_CELLS = {"TD", "TH"}


@dataclass(slots=True)
class Tags:
    """By the number of a marked piece of text: its table, row and column, and its list item."""

    cells: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    items: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Element:
    kind: str
    marks: tuple[int, ...]
    children: "tuple[_Element, ...]"

    def inside(self) -> "Iterator[_Element]":
        """The elements in this one, in order."""
        for child in self.children:
            yield child
            yield from child.inside()

    def all_marks(self) -> Iterator[int]:
        yield from self.marks
        for element in self.inside():
            yield from element.marks


def tags_of(page: Any) -> Tags:
    """The structure of a page; empty if it has none."""
    tags = Tags()
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return tags
    try:
        roots = [
            _element(child, 0)
            for index in range(raw.FPDF_StructTree_CountChildren(tree))
            if (child := raw.FPDF_StructTree_GetChildAtIndex(tree, index))
        ]
    finally:
        raw.FPDF_StructTree_Close(tree)
    for number, element in enumerate(each for root in roots for each in (root, *root.inside())):
        if element.kind == "Table":
            _add_table(tags, element, number)
        elif element.kind == "LI":
            tags.items |= dict.fromkeys(element.all_marks(), number)  # an item inside comes later and wins
    return tags


def _element(handle: Any, depth: int) -> _Element:
    name = ctypes.create_string_buffer(64)
    raw.FPDF_StructElement_GetType(handle, name, 64)
    marks = (
        raw.FPDF_StructElement_GetMarkedContentIdAtIndex(handle, index)
        for index in range(raw.FPDF_StructElement_GetMarkedContentIdCount(handle))
    )
    children = (
        raw.FPDF_StructElement_GetChildAtIndex(handle, index)
        for index in range(raw.FPDF_StructElement_CountChildren(handle) if depth < _DEEPEST else 0)
    )
    return _Element(
        name.raw.decode("utf-16-le", "replace").split("\0", 1)[0],
        tuple(mark for mark in marks if mark >= 0),
        tuple(_element(child, depth + 1) for child in children if child),
    )


def _add_table(tags: Tags, table: _Element, number: int) -> None:
    """The cells of a table of several columns; one with tables in it lays out the page and is none."""
    parts = list(table.inside())
    rows = [[cell for cell in row.children if cell.kind in _CELLS] for row in parts if row.kind == "TR"]
    if any(part.kind == "Table" for part in parts) or max(map(len, rows), default=0) < 2:
        return
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            tags.cells |= dict.fromkeys(cell.all_marks(), (number, row, column))
