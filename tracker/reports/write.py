"""One Document, written in the format asked for."""

from datetime import datetime

from tracker.domain.errors import TrackerError
from tracker.reports.document import Document

FORMATS = ("pdf", "html", "txt")


def write(document: Document, format: str, timestamp: datetime) -> bytes:
    """The paper in one of `FORMATS`; the same document and (aware) timestamp give the same bytes.

    Raises TrackerError for a format that papers are not written in.
    """
    match format:
        case "pdf":
            from tracker.reports import pdf  # typst is slow to load and the others do not need it

            return pdf.write(document, timestamp)
        case "html":
            from tracker.reports import page

            return page.write(document).encode()
        case "txt":
            from tracker.reports import plain

            return plain.write(document).encode()
        case _:
            known = ", ".join(FORMATS[:-1])
            raise TrackerError(
                f"Papers are written as {known} or {FORMATS[-1]}, not as {format or 'nothing'}."
            )
