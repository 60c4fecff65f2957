"""Pages without words are kept and counted; what they say is typed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker import jobs
from tracker.domain.errors import OnlyPictures, TrackerError
from tracker.importing.extracted import ExtractedDocument
from tracker.importing.scans import read_scan

_DRAWN = "#rect(width: 60%, height: 20pt, fill: gray)\n#pagebreak()\n#circle(radius: 40pt)"


def test_a_scan_has_pages_a_digest_and_no_words(make_pdf: Callable[..., Path]) -> None:
    scan = read_scan(make_pdf(_DRAWN))
    assert (len(scan.page_sizes), scan.lines, scan.findings, scan.text) == (2, (), (), "")
    assert len(scan.sha256) == 64
    assert "type each area" in scan.warnings[0]


def test_the_worker_says_that_it_is_a_scan_and_then_opens_it(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf(_DRAWN)
    with pytest.raises(OnlyPictures, match="a scan"):
        jobs.read_document(path)
    answer = jobs.run("read_scan", {"path": str(path)})
    assert ExtractedDocument.from_json(answer) == read_scan(path)


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.4 no more")
    with pytest.raises(TrackerError, match="damaged"):
        read_scan(path)
