import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from tracker import jobs
from tracker.domain.errors import TrackerError
from tracker.importing.documents import read_document, read_pasted
from tracker.importing.guards import MOST_BYTES


def refusal(path: Path) -> str:
    """The one plain sentence or two with which a file is refused; it names the file."""
    with pytest.raises(TrackerError) as caught:
        read_document(path)
    words = str(caught.value)
    assert path.name in words
    assert words.count(". ") <= 1
    return words


def blank_pdf(path: Path, pages: int) -> Path:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(path)
    return path


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    for number, content in enumerate((b"", b" \r\n ")):
        path = tmp_path / f"letter{number}.pdf"
        path.write_bytes(content)
        assert "empty" in refusal(path)


def test_a_truncated_pdf_is_refused_or_read(make_pdf: Callable[..., Path], tmp_path: Path) -> None:
    whole = make_pdf("14 March 2024\n\n#lorem(600)").read_bytes()
    for share in (0.02, 0.3, 0.6, 0.9):
        path = tmp_path / "cut.pdf"
        path.write_bytes(whole[: int(len(whole) * share)])
        assert "damaged" in refusal(path)


def test_an_encrypted_pdf_is_refused(make_pdf: Callable[..., Path], tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    with pikepdf.open(make_pdf("Secret")) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert "password" in refusal(path)


def test_a_scan_without_words_is_refused(tmp_path: Path) -> None:
    assert "scan" in refusal(blank_pdf(tmp_path / "scan.pdf", 2))


def test_a_pdf_of_too_many_pages_is_refused_before_they_are_read(tmp_path: Path) -> None:
    words = refusal(blank_pdf(tmp_path / "long.pdf", 2000))
    assert "2,000 pages" in words
    assert "400" in words


@pytest.mark.skipif(os.name != "posix", reason="only on POSIX")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.pdf"
    os.mkfifo(path)
    assert "no ordinary file" in refusal(path)


def test_a_file_past_the_size_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(MOST_BYTES + 1)
    assert "50 MB" in refusal(path)


@pytest.mark.parametrize(
    "page", ["<!DOCTYPE html><title>404</title>", "\ufeff\n<html><body>Not found", "<?xml ?>"]
)
def test_a_web_page_called_pdf_is_refused(tmp_path: Path, page: str) -> None:
    path = tmp_path / "letter.pdf"
    path.write_text(page, encoding="utf-8")
    assert "web page" in refusal(path)


@pytest.mark.parametrize(
    ("name", "start", "words"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save it as PDF"),
        ("letter.docx", b"PK\x03\x04", "damaged"),
        ("letter.rtf", b"{\\rtf1\\ansi", "no words"),
        ("letter.html", b"<!DOCTYPE html><title>Nothing</title>", "no words"),
        ("letter.xml", b"<?xml version='1.0'?><w:wordDocument/>", "XML"),
        ("page.mht", b"MIME-Version: 1.0", "Save it as PDF"),
        ("page.png", b"\x89PNG\r\n\x1a\n", "picture"),
        ("page.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("our.iplan", b"SQLite format 3\x00", "not a document"),
        ("letter.pdf", b"just some words", "is none"),
        ("letter.txt", b"\x01\x00\x02\x00\x00", "not plain text"),
        ("letter.txt", b"\xff\xfea", "not plain text"),
    ],
)
def test_other_files_are_told_by_their_first_bytes(
    tmp_path: Path, name: str, start: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(start)
    assert words in refusal(path)


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert refusal(tmp_path / "missing.pdf") == f"There is no file missing.pdf in {tmp_path}."
    assert refusal(Path("missing.pdf")) == f"There is no file missing.pdf in {Path.cwd()}."
    assert "cannot be opened" in refusal(tmp_path / ("x" * 300))


@pytest.mark.skipif(os.name != "posix", reason="only on POSIX")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("words", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("the superuser may read and write everything")
    assert "cannot be opened" in refusal(path)


def test_pasted_text_without_words_is_refused() -> None:
    with pytest.raises(TrackerError, match="no words"):
        read_pasted(" \n\x00\u200b\n")


def test_hostile_text_is_read_as_text(tmp_path: Path) -> None:
    hostile = "# $x @a <b>bold</b> 🙂 سلام\u202e \x00 " + "x" * 50_000
    document = read_pasted(
        f"Focused visit to Harrowmere children's services\n\nAreas for improvement\n\n• {hostile}"
    )
    (finding,) = document.findings
    assert finding.text.startswith("# $x @a <b>bold</b> 🙂 سلام")
    assert finding.text.endswith("x" * 50_000)


def test_windows_text_is_read_with_its_own_quotes(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(
        "Focused visit to X children’s services\r\n\r\nArea for improvement\r\n\r\n• “Plans”".encode("cp1252")
    )
    assert read_document(path).findings[0].text == "“Plans”"


def test_a_flate_bomb_ends_with_a_sentence_and_not_with_the_program(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    spaces = zlib.compress(zlib.compress(b" " * 250_000_000, 1), 9)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        bomb = pikepdf.Stream(pdf, b"")
        bomb.write(spaces, filter=pikepdf.Array([Name.FlateDecode, Name.FlateDecode]))
        page.obj.Contents = bomb
        page.obj.Resources = Dictionary()
        pdf.save(path)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(TrackerError, match="Reading bomb"):
        jobs.read_document(path, limits=jobs.Limits(seconds=20, memory=250_000_000))
