from datetime import UTC, datetime

import pytest

from tests.reports.samples import OVERDUE_PAPER
from tracker.domain.errors import TrackerError
from tracker.reports.write import FORMATS, write

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("format", "start"), [("pdf", b"%PDF-"), ("html", b"<!doctype html>"), ("txt", b"Aldermere City Council")]
)
def test_each_format_is_written(format: str, start: bytes) -> None:
    assert format in FORMATS
    assert write(OVERDUE_PAPER, format, NOW).startswith(start)


@pytest.mark.parametrize("format", ["docx", "", "PDF"])
def test_a_format_that_is_not_written_is_refused_in_a_sentence(format: str) -> None:
    with pytest.raises(TrackerError, match=r"^Papers are written as pdf, html or txt, not as .+\.$"):
        write(OVERDUE_PAPER, format, NOW)
