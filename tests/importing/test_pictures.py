import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.importing.test_documents import blank_pdf
from tracker import jobs
from tracker.domain.errors import TrackerError
from tracker.importing.pictures import draw_pages, picture_path, png


def size_of(picture: Path) -> tuple[int, int]:
    """The width and height a PNG says it has; its checksums must be right."""
    content = picture.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    length = struct.unpack(">I", content[8:12])[0]
    assert zlib.crc32(content[12 : 16 + length]) == struct.unpack(">I", content[16 + length : 20 + length])[0]
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def told(share: float, words: str) -> None:
    assert 0 < share <= 1
    assert words.startswith("Page ")


def test_every_page_is_drawn_as_wide_as_asked(make_pdf: Callable[..., Path], tmp_path: Path) -> None:
    letter = make_pdf("First\n\n#pagebreak()\n\nSecond")
    assert draw_pages(letter, tmp_path, 300, told) == 2
    for page in (1, 2):
        width, height = size_of(picture_path(tmp_path, page))
        assert abs(width - 300) <= 1
        assert abs(height / width - 842 / 595) < 0.01


def test_a_picture_shows_ink_where_words_are(make_pdf: Callable[..., Path], tmp_path: Path) -> None:
    letter = make_pdf("Some words")
    draw_pages(letter, tmp_path, 200, told)
    content = picture_path(tmp_path, 1).read_bytes()
    rows = zlib.decompress(content[content.index(b"IDAT") + 4 : -16])
    assert len(set(rows)) > 10


def test_a_page_as_big_as_a_house_is_drawn_small(tmp_path: Path) -> None:
    path = tmp_path / "big.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 14_400))
        pdf.save(path)
    draw_pages(path, tmp_path, 4000, told)
    width, height = size_of(picture_path(tmp_path, 1))
    assert width * height <= 8_100_000


def test_pictures_are_drawn_in_a_child_that_tells_of_each_page(tmp_path: Path) -> None:
    letter, heard = blank_pdf(tmp_path / "three.pdf", 3), []
    values = {"path": str(letter), "folder": str(tmp_path), "width": 100}
    answer = jobs.run("page_pictures", values, progress=lambda share, words: heard.append(words))
    assert answer == {"drawn": 3}
    assert heard == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]


def test_what_is_no_pdf_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.4 no more")
    with pytest.raises(TrackerError, match=r"letter\.pdf is damaged"):
        draw_pages(path, tmp_path, 100, told)


def test_rows_that_are_padded_are_cut_to_the_width() -> None:
    made = png(1, 2, 5, b"\x01\x02\x03xx\x04\x05\x06xx")
    data = made[made.index(b"IDAT") + 4 : made.index(b"IEND") - 8]
    assert zlib.decompress(data) == b"\0\x01\x02\x03\0\x04\x05\x06"
