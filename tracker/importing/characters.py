"""The characters of a PDF page with their places, sizes and fonts, and the table cells they stand in."""

import ctypes
import re

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from tracker.importing.drawn import rules
from tracker.importing.lines import Cell
from tracker.importing.tables import grids
from tracker.importing.tagged import tags_of


class Characters:
    """PDFium's characters of one page by index."""

    def __init__(self, page: "pdfium.PdfPage") -> None:
        self._tables = grids(rules(page))
        self._tags = tags_of(page)
        self._text = page.get_textpage()
        self._page = self._text.raw
        self.codes = [raw.FPDFText_GetUnicode(self._page, i) for i in range(self._text.count_chars())]
        self._a, self._b, self._c, self._d = (ctypes.c_double() for _ in range(4))
        self._name = ctypes.create_string_buffer(128)

    def close(self) -> None:
        self._text.close()

    def origin(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(self._page, index, self._a, self._b)
        return self._a.value, self._b.value

    def cell(self, index: int) -> Cell | None:
        """The cell the character stands in, of the tables drawn on the page or else of those tagged."""
        if self._tables:
            place = self.origin(index)
            for number, table in enumerate(self._tables):
                if found := table.cell_at(*place):
                    return Cell(number, *found)
        if self._tags.cells and (tagged := self._tags.cells.get(self._mark(index))):
            return Cell(len(self._tables) + tagged[0], *tagged[1:])
        return None

    def item(self, index: int) -> int | None:
        """The list item that the character is tagged as; None if it is in none."""
        return self._tags.items.get(self._mark(index)) if self._tags.items else None

    def _mark(self, index: int) -> int:
        drawn = raw.FPDFText_GetTextObject(self._page, index)
        return int(raw.FPDFPageObj_GetMarkedContentID(drawn)) if drawn else -1

    def right(self, index: int) -> float:
        raw.FPDFText_GetCharBox(self._page, index, self._a, self._b, self._c, self._d)
        return self._b.value

    def size(self, index: int) -> float:
        """Size as printed: the font's size times the scale of the text."""
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._page, index, matrix)
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        return float(raw.FPDFText_GetFontSize(self._page, index)) * (scale or 1.0)

    def font(self, index: int) -> str:
        raw.FPDFText_GetFontInfo(self._page, index, self._name, 128, None)
        return self._name.value.decode("utf-8", "replace")

    def bold(self, index: int) -> bool:
        weight = raw.FPDFText_GetFontWeight(self._page, index)
        return weight >= 600 or re.search("bold|black|heavy", self.font(index), re.IGNORECASE) is not None

    def generated(self, index: int) -> bool:
        return bool(raw.FPDFText_IsGenerated(self._page, index) == 1)
