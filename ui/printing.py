"""Our own papers as pictures, for the preview and for a printer; never other people's documents.

Only generators of `Slices` do this work: a page for the screen takes some milliseconds, a page for a
printer is drawn in bands that do.
"""

from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from PySide6.QtCore import QMarginsF, QPoint
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from tracker.domain.errors import TrackerError

DPI = 300
_BAND = 160  # lines of dots drawn in one slice
_POINTS = 72  # in an inch


def open_paper(pdf: bytes) -> Any:
    """A paper of ours, to be closed by whoever opened it."""
    return pdfium.PdfDocument(pdf)


def page_picture(paper: Any, number: int, scale: float) -> QImage:
    """A page, counted from 0, at `scale` pixels a point."""
    page = paper[number]
    try:
        return _picture(page, scale, 0, 0)
    finally:
        page.close()


def new_printer(title: str, *, landscape: bool) -> QPrinter:
    """A printer for A4 at 300 dots an inch, to be chosen in a print dialog. Keep it until it has printed."""
    printer = QPrinter()
    printer.setResolution(DPI)
    printer.setDocName(title)
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF()))
    printer.setFullPage(True)  # papers have their own margins
    return printer


def is_landscape(paper: Any) -> bool:
    """Whether the sheets of a paper lie on their long side."""
    across, down = paper.get_page_size(0)
    return bool(across > down)


def printing(pdf: bytes, printer: QPrinter) -> Iterator[tuple[int, int]]:
    """Print a paper, the pages asked for in the print dialog; yields the pages done and in all.

    Closed before its end, it calls the printing off. Raises TrackerError where the printer does not take it.
    """
    paper = open_paper(pdf)
    painter = QPainter()
    try:
        if not painter.begin(printer):
            raise TrackerError(f"{printer_words(printer)} does not answer. Nothing was printed.")
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        first = max(printer.fromPage(), 1)
        last = min(printer.toPage() or len(paper), len(paper))
        for number in range(first, last + 1):
            if number > first and not printer.newPage():
                raise TrackerError(f"{printer_words(printer)} stopped at page {number}.")
            for _ in _print_page(paper, number - 1, painter, printer):
                yield number - first, last - first + 1
        painter.end()
    except GeneratorExit:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
        paper.close()


def printer_words(printer: QPrinter) -> str:
    """Which printer it is, or the file that is printed to."""
    return printer.outputFileName() or printer.printerName() or "The printer"


def _print_page(paper: Any, number: int, painter: QPainter, printer: QPrinter) -> Iterator[None]:
    page = paper[number]
    try:
        across, down = page.get_size()
        sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
        scale = min(sheet.width() / across, sheet.height() / down)
        high = int(down * scale)
        for top in range(0, high, _BAND):
            below = max(high - top - _BAND, 0)
            painter.drawImage(QPoint(0, top), _picture(page, scale, top, below))
            yield
    finally:
        page.close()


def _picture(page: Any, scale: float, above: int, below: int) -> QImage:
    """A page without so many lines of pixels above and below."""
    half = 0.5  # PDFium's binding rounds up: half a pixel less keeps whole numbers whole
    cut = [max(lines - half, 0) / scale for lines in (below, above)]
    bitmap = page.render(scale=scale, crop=(0, cut[0], 0, cut[1]), prefer_bgrx=True)
    try:
        form = QImage.Format.Format_RGB32
        return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
    finally:
        bitmap.close()
