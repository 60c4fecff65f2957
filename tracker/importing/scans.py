"""A scan: pages without words, kept as they are, and shown beside what somebody types off them."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracker.domain.codes import SourceKind
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.pdf import open_pdf


def read_scan(path: Path) -> ExtractedDocument:
    """The pages of a PDF without their words.

    Raises TrackerError when it needs a password, is damaged or has over 400 pages.
    """
    with open_pdf(path) as document:
        sizes = tuple(document.get_page_size(index) for index in range(len(document)))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    words = "These pages are pictures without words: type each area as it is printed."
    return ExtractedDocument(
        file=path.name, sha256=digest, kind=SourceKind.OTHER, text="", page_sizes=sizes, warnings=(words,)
    )


def read_scan_job(values: dict[str, Any], progress: Callable[[float, str], None]) -> dict[str, Any]:
    """The worker's job: `{"path": …}` to the document's JSON values. Raises TrackerError."""
    return read_scan(Path(values["path"])).to_json(places=True)
