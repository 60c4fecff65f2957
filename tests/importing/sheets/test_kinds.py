from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.importing.sheets.trackers import coloured, listed
from tracker.domain.errors import TrackerError
from tracker.importing.sheets.kinds import Kind, checked, is_sheet


def packed(path: Path, **parts: bytes) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path


def test_workbooks_lists_and_word_documents_are_told_apart(tmp_path: Path) -> None:
    assert checked(coloured(tmp_path / "a.xlsx"))[0] is Kind.EXCEL
    assert checked(listed(tmp_path / "b.csv"))[0] is Kind.TEXT
    assert checked(packed(tmp_path / "c.docx", word__document_dot_xml=b"<w/>"))[0] is Kind.WORD


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "before 2007. Open it and save"),
        (
            "label.xlsx",
            b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "sensitivity label",
        ),
        ("page.xls", b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        ("letter.csv", b"%PDF-1.7 ...", "is no spreadsheet"),
        ("empty.csv", b" \n ", "is empty"),
        ("cut.xlsx", b"PK\x03\x04 cut off", "is damaged"),
    ],
)
def test_what_is_no_sheet_is_refused_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TrackerError, match=words) as refusal:
        checked(tmp_path / name)
    assert name in str(refusal.value)


def test_other_packed_files_are_refused_by_name(tmp_path: Path) -> None:
    ods = packed(tmp_path / "a.ods", mimetype=b"application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(TrackerError, match="OpenDocument"):
        checked(ods)
    with pytest.raises(TrackerError, match="binary workbook"):
        checked(packed(tmp_path / "b.xlsb", xl__workbook_dot_bin=b"x"))
    with pytest.raises(TrackerError, match="no Excel workbook"):
        checked(packed(tmp_path / "c.zip", notes_dot_txt=b"x"))


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "a.xlsx", xl__workbook_dot_xml=b"\0" * 30_000_000)
    with pytest.raises(TrackerError, match="would unpack to 30 MB"):
        checked(bomb)


def test_a_file_is_meant_as_a_sheet_by_what_it_is_and_only_then_by_its_name(tmp_path: Path) -> None:
    assert is_sheet(coloured(tmp_path / "plan.dat"))
    assert is_sheet(listed(tmp_path / "a.CSV"))
    assert is_sheet(packed(tmp_path / "a.ods", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"))
    assert not is_sheet(listed(tmp_path / "letter.txt"))
    assert not is_sheet(packed(tmp_path / "a.docx", word__document_dot_xml=b"<w/>"))
    assert not is_sheet(tmp_path / "nowhere.xlsx")
    for name, meant in (("old.xls", True), ("old.doc", False)):
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
        assert is_sheet(tmp_path / name) is meant
    (tmp_path / "cut.xlsx").write_bytes(b"PK\x03\x04 cut off")
    assert not is_sheet(tmp_path / "cut.xlsx")
