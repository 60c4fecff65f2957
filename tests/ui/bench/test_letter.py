from datetime import date
from pathlib import Path

from tracker.domain.codes import FindingKind
from tracker.importing.documents import read_document
from ui.bench.letter import letter


def test_the_letter_is_read_as_any_is(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(letter(date(2026, 9, 7)))
    read = read_document(tmp_path / "letter.pdf")
    assert read.authority == "Kelminster City Council"
    kinds = [each.kind for each in read.findings]
    assert kinds == [FindingKind.PRIORITY_ACTION] * 2 + [FindingKind.AREA_FOR_IMPROVEMENT] * 5
