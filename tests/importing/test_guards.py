"""What is asked of packed files before a parser has them: totals, ratios, depth, entities, passwords."""

import zipfile
from pathlib import Path

import pytest

from tests.importing.letter_forms import as_docx, pieces, write_docx
from tracker.domain.errors import TrackerError
from tracker.importing import guards
from tracker.importing.documents import read_document, read_pasted
from tracker.importing.guards import open_zip, xml


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_part_that_unpacks_to_far_more_than_it_is_packed_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "bomb.docx", {"word/document.xml": b" " * 20_000_000})
    assert path.stat().st_size < 100_000
    with pytest.raises(TrackerError, match=r"bomb\.docx unpacks to more"):
        read_document(path)


def test_a_file_whose_parts_say_they_are_too_many_or_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = as_docx(pieces("Words"), tmp_path / "letter.docx")
    for limit, value in (("_MOST_PARTS", 2), ("_MOST_UNPACKED", 500), ("_MOST_PART", 100), ("MOST_TAGS", 5)):
        with monkeypatch.context() as patch:
            patch.setattr(guards, limit, value)
            with pytest.raises(TrackerError, match="more than"):
                read_document(path)
    assert read_document(path).text == "Words"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>', "is damaged"),
        (b"<a>" * 300 + b"deep" + b"</a>" * 300, "holds more"),
        (b"<a>" + b"words " * 2_000_000 + b"</a>", "holds more"),
        (b"<a><b></a>", "is damaged"),
        (b"", "is damaged"),
        (b"\x00\x01", "is damaged"),
    ],
)
def test_xml_with_entities_or_past_the_limits_or_broken_is_refused(part: bytes, words: str) -> None:
    with pytest.raises(TrackerError, match=rf"letter\.docx {words}"):
        xml(part, "letter.docx")


def test_a_part_under_a_password_is_told(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "letter.docx", "<w:p/>")
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(signature, place + 4)
    path.write_bytes(bytes(data))
    with pytest.raises(TrackerError, match="password"):
        read_document(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_packed_file_that_is_cut_off_is_damaged(tmp_path: Path, share: float) -> None:
    path = as_docx(pieces("Words " * 300), tmp_path / "letter.docx")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(TrackerError, match="damaged"):
        read_document(path)


def test_a_part_whose_bytes_are_not_what_was_packed_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", "<document>words</document>")
    path.write_bytes(path.read_bytes().replace(b"words", b"other"))
    with open_zip(path) as archive, pytest.raises(TrackerError, match="damaged"):
        archive.read("word/document.xml")


@pytest.mark.parametrize("text", ["x" * 5_000_001, "x\n" * 100_001, "x\r" * 100_001, "x\f" * 100_001])
def test_text_of_more_than_is_read_is_refused(text: str) -> None:
    with pytest.raises(TrackerError, match="more than this program reads"):
        read_pasted(text)
