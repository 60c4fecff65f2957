"""Pictures of a PDF's pages, for somebody to see what was taken from where. Drawn in the worker only."""

import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from tracker.files import write_whole
from tracker.importing.pdf import open_pdf

_MOST_PIXELS = 8_000_000


def picture_path(folder: Path, page: int) -> Path:
    """Where the picture of a page lies, counted from 1, once it is drawn."""
    return folder / f"page-{page}.png"


def draw_pages(path: Path, folder: Path, width: int, progress: Callable[[float, str], None]) -> int:
    """Draw every page as a PNG `width` pixels wide into the folder, in order; returns how many were drawn.

    `progress` is told after each. A picture that is there is whole. A page that cannot be drawn has none,
    and a page of a size that nobody prints is drawn smaller.
    Raises TrackerError where the document cannot be opened, and OSError where a picture cannot be written.
    """
    drawn = 0
    with open_pdf(path) as document:
        for index in range(len(document)):
            with suppress(pdfium.PdfiumError):
                write_whole(picture_path(folder, index + 1), _png(document[index], width), overwrite=True)
                drawn += 1
            progress((index + 1) / len(document), f"Page {index + 1} of {len(document)}")
    return drawn


def page_pictures_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """The worker's job: `{"path": …, "folder": …, "width": pixels}` to the number of pages drawn."""
    drawn = draw_pages(Path(values["path"]), Path(values["folder"]), values["width"], progress)
    return {"drawn": drawn}


def _png(page: "pdfium.PdfPage", width: int) -> bytes:
    across, down = page.get_size()
    scale = min(width / across, (_MOST_PIXELS / (across * down)) ** 0.5)
    try:
        bitmap = page.render(scale=scale, rev_byteorder=True)
        try:
            return png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
    finally:
        page.close()


def png(width: int, height: int, stride: int, pixels: bytes) -> bytes:
    """A PNG of pixels of three bytes, red, green and blue, in rows that are `stride` bytes apart."""
    rows = b"".join(b"\0" + pixels[y * stride : y * stride + width * 3] for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
