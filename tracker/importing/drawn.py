"""The straight lines drawn on a PDF page, of which tables are made."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from tracker.importing.tables import Rule

_RULE_WIDTH = 3.0  # points: what is drawn thinner is a rule, thicker a box or shading
_MOST_SHAPES = 4_000  # on one page; a drawing of more is a chart or map, no table


def rules(page: "pdfium.PdfPage") -> Iterator[Rule]:
    """The straight level and upright lines drawn on the page."""
    shapes = (
        raw.FPDFPage_GetObject(page, i) for i in range(min(raw.FPDFPage_CountObjects(page), _MOST_SHAPES))
    )
    for shape in shapes:
        if raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_PATH:
            yield from _rules_of(shape)


def _rules_of(shape: "raw.FPDF_PAGEOBJECT") -> Iterator[Rule]:
    """The rules in one drawn shape: a thin box, or the straight pieces of what is drawn in outline."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
        return
    wide, high = right.value - left.value, top.value - bottom.value
    if min(wide, high) <= _RULE_WIDTH:
        yield _rule((left.value, bottom.value), (right.value, top.value))
        return
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(shape, fill, stroked) or not stroked.value:
        return
    for one, other in pairwise(_corners(shape)):
        if one and other and min(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _RULE_WIDTH:
            yield _rule(one, other)


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Rule:
    """The rule between two points, along the longer side."""
    level = abs(one[0] - other[0]) >= abs(one[1] - other[1])
    at, along = (1, 0) if level else (0, 1)
    return Rule(level, (one[at] + other[at]) / 2, *sorted((one[along], other[along])))


def _corners(shape: "raw.FPDF_PAGEOBJECT") -> Iterator[tuple[float, float] | None]:
    """The corners of an outline on the page, in order; None where the pen is lifted or draws a curve."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(shape, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(shape), _MOST_SHAPES)):
        segment = raw.FPDFPath_GetPathSegment(shape, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        corner = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = corner
        if kind != raw.FPDF_SEGMENT_LINETO:
            yield None
        yield corner
        if raw.FPDFPathSegment_GetClose(segment):
            yield start
