import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdfium2 import raw

from tests.reports.reading import pages
from tests.reports.samples import EVERY_CHIP, OVERDUE_PAPER, PROGRESS_PAPER, entry
from tracker.reports import pdf
from tracker.reports.document import (
    Block,
    Column,
    Document,
    Entry,
    Heading,
    Paragraph,
    Run,
    Table,
    para,
    strong,
)
from tracker.reports.sheets import SHEETS

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAPERS = pytest.mark.parametrize("paper", [OVERDUE_PAPER, PROGRESS_PAPER], ids=["overdue", "progress"])
ROOT = Path(__file__).parent.parent.parent


def written(document: Document) -> str:
    """The text of the whole paper."""
    return "\n".join(pages(pdf.write(document, NOW)))


def with_note(words: str) -> tuple[Document, Document]:
    """The overdue paper with these words in a narrow column, and the progress paper with them in a card."""
    table = next(block for block in reversed(OVERDUE_PAPER.blocks) if isinstance(block, Table))
    first, *others = table.rows
    row = (*first[:5], (para(words),), *first[6:])
    blocks: tuple[Block, ...] = (OVERDUE_PAPER.blocks[0], replace(table, rows=(first, row, *others)))
    card = entry("1.9", "Card", EVERY_CHIP[0], words=words)
    return (
        replace(OVERDUE_PAPER, blocks=blocks),
        replace(PROGRESS_PAPER, blocks=(*PROGRESS_PAPER.blocks[:2], card, *PROGRESS_PAPER.blocks[2:])),
    )


def elements(data: bytes) -> list[tuple[str, Any]]:
    """Every structure element of a tagged PDF in reading order: its type and the element."""
    found: list[tuple[str, Any]] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node.S), node))
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(BytesIO(data)) as file:
        walk(file.Root.StructTreeRoot.K)
        return [(kind, node.get("/A")) for kind, node in found]


@PAPERS
def test_a_paper_passes_pdf_ua_1_and_pdf_a_2a(
    paper: Document, tmp_path: Path, validate_pdf: Callable[[Path], list[str]]
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf.write(paper, NOW))
    assert validate_pdf(file) == []


def test_hostile_text_still_passes_pdf_ua_1_and_pdf_a_2a(
    tmp_path: Path, validate_pdf: Callable[[Path], list[str]]
) -> None:
    hostile = "\0#read('x') $x$ <b> 👍 مرحبا \u202eback " + "x" * 3000 + "\n\n\u0301 end"
    for n, paper in enumerate(with_note(hostile)):
        file = tmp_path / f"{n}.pdf"
        file.write_bytes(pdf.write(replace(paper, title=hostile[:40], authority=hostile[:60]), NOW))
        assert validate_pdf(file) == []


@PAPERS
def test_headings_go_down_a_level_at_a_time_and_are_the_outline(paper: Document) -> None:
    data = pdf.write(paper, NOW)
    levels = [int(kind[2]) for kind, _ in elements(data) if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    with pikepdf.open(BytesIO(data)) as file, file.open_outline() as outline:
        (top,) = outline.root
        assert str(top.title) == paper.title
        assert len(top.children) == levels.count(2)
        assert sum(len(child.children) for child in top.children) == levels.count(3)


@PAPERS
def test_language_title_and_date_are_told_and_no_author(paper: Document) -> None:
    with pikepdf.open(BytesIO(pdf.write(paper, NOW))) as file:
        assert str(file.Root.Lang) == "en-GB"
        assert str(file.docinfo["/Title"]) == paper.title
        assert str(file.docinfo["/CreationDate"]) == "D:20261121120000Z"
        assert "/Author" not in file.docinfo
        assert file.Root.ViewerPreferences.DisplayDocTitle


def test_every_column_of_every_table_has_a_header_cell_with_its_scope() -> None:
    found = elements(pdf.write(OVERDUE_PAPER, NOW))
    tables = [block for block in OVERDUE_PAPER.blocks if isinstance(block, Table)]
    headers = [attributes for kind, attributes in found if kind == "/TH"]
    assert len(headers) == sum(len(table.columns) for table in tables)
    for attributes in headers:
        each = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        assert "/Column" in {str(one.get("/Scope")) for one in each}
    assert [kind for kind, _ in found].count("/Table") == len(tables)
    assert [kind for kind, _ in found].count("/TD") == sum(len(row) for t in tables for row in t.rows)


@PAPERS
def test_drawings_are_artifacts_so_that_each_state_is_read_as_its_word(paper: Document) -> None:
    assert "/Figure" not in {kind for kind, _ in elements(pdf.write(paper, NOW))}


@PAPERS
def test_each_page_carries_marking_position_version_and_its_number(paper: Document) -> None:
    texts = pages(pdf.write(paper, NOW))
    assert len(texts) > 1
    for number, text in enumerate(texts, 1):
        text = text.replace("\u00a0", " ")
        assert text.count(paper.marking) == 2
        assert paper.authority in text
        assert paper.position.replace("\u00a0", " ") in text
        assert paper.version in text
        assert f"Page {number} of {len(texts)}" in text


def test_a_page_that_begins_inside_a_workstream_says_so_at_its_head() -> None:
    texts = [" ".join(text.split()) for text in pages(pdf.write(PROGRESS_PAPER, NOW))]
    assert "Workstream 1 Front door and hub, continued" not in texts[0]
    assert "Workstream 1 Front door and hub, continued" in texts[1]


def test_every_state_is_printed_as_its_word() -> None:
    text = written(replace(PROGRESS_PAPER, blocks=(*PROGRESS_PAPER.blocks, Paragraph(EVERY_CHIP))))
    assert all(chip.word in text for chip in EVERY_CHIP)


def test_the_same_paper_gives_the_same_bytes_whatever_the_zone_locale_or_hash_seed() -> None:
    program = (
        "import hashlib, datetime; from tests.reports.samples import OVERDUE_PAPER as paper;"
        "from tracker.reports.write import write, FORMATS;"
        "at = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC);"
        "print([hashlib.sha256(write(paper, f, at)).hexdigest() for f in FORMATS])"
    )
    results = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=os.environ | {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone, locale, seed in (("UTC", "C", "1"), ("Asia/Kathmandu", "en_GB.UTF-8", "2"))
    ]
    assert results[0] == results[1] != ""


@pytest.mark.parametrize("which", [0, 1], ids=["row", "card"])
def test_every_word_of_a_very_long_note_is_printed_once(which: int) -> None:
    words = [f"w{n:04}" for n in range(1_270)]
    note = " ".join(words)
    assert len(note) > 7_500
    assert re.findall(r"w\d{4}", written(with_note(note)[which])) == words


@pytest.mark.parametrize("which", [0, 1], ids=["row", "card"])
def test_fifty_thousand_characters_without_a_space_are_all_printed_inside_the_margins(which: int) -> None:
    paper = with_note("z" * 50_000)[which]
    data = pdf.write(paper, NOW)
    assert "".join(pages(data)).count("z") - written(with_note("")[which]).count("z") == 50_000
    sheet = SHEETS[paper.page]
    right = (sheet.width - sheet.side) / 25.4 * 72 + 0.5
    with pypdfium2.PdfDocument(data) as file:
        for page in file:
            text = page.get_textpage()
            boxes = [text.get_charbox(n) for n in range(text.count_chars())]
            text.close()
            page.close()
            assert max(box[2] for box in boxes) <= right


def test_a_word_wider_than_its_column_does_not_print_over_the_next_one() -> None:
    paper = with_note("W" * 60)[0]
    with pypdfium2.PdfDocument(pdf.write(paper, NOW)) as file:
        page = file[0]
        text = page.get_textpage()
        chars = [chr(raw.FPDFText_GetUnicode(text, n)) for n in range(text.count_chars())]
        edge = max(text.get_charbox(n)[2] for n, char in enumerate(chars) if char == "W")
        decision = "".join(chars).index("Decision")
        assert edge < text.get_charbox(decision)[0]
        text.close()
        page.close()


@pytest.mark.parametrize("which", [0, 1], ids=["row", "card"])
@pytest.mark.parametrize(
    "words", ['#read("x") #x', "$x^2$ @ref", "<b>bold</b> &amp;", "*a* _b_ `c` = d", "\\u{41} // /* */"]
)
def test_markup_in_a_text_is_printed_as_it_was_typed(words: str, which: int) -> None:
    assert words in " ".join(written(with_note(words)[which]).split())


def test_characters_without_a_glyph_are_told_at_the_end_of_the_paper() -> None:
    told = "could not be printed"
    assert told not in written(OVERDUE_PAPER)
    assert "1 character in this paper could not be printed" in written(with_note("well done 👍")[0])
    assert "3 characters in this paper could not be printed" in written(with_note("漢字 👍")[1])


def test_every_character_there_is_can_be_in_a_text() -> None:
    every = [chr(code) for code in range(0x20000)]
    texts = ("".join(every[n : n + 64]) for n in range(0, len(every), 64))
    pdf.write(replace(PROGRESS_PAPER, blocks=tuple(map(para, texts))), NOW)


def test_every_combining_mark_can_follow_any_base_and_begin_a_text() -> None:
    every = map(chr, range(0x20000))
    marks = [char for char in every if unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"]
    texts = ((mark + "b", f"\u0628{mark}{mark} 1{mark}\n{mark}") for mark in marks)
    blocks = [para("ж", first, strong(first), second) for first, second in texts]
    pdf.write(replace(PROGRESS_PAPER, blocks=tuple(blocks)), NOW)


def test_only_safe_links_can_be_followed() -> None:
    links = ("https://council.example/a", "javascript:alert(1)", "file:///etc/passwd")
    paper = replace(PROGRESS_PAPER, blocks=tuple(para(Run("here", link=link)) for link in links))
    with pikepdf.open(BytesIO(pdf.write(paper, NOW))) as file:
        targets = [str(note.A.URI) for page in file.pages for note in page.get("/Annots", [])]
    assert targets == ["https://council.example/a"]


def page_of(texts: list[str], word: str) -> int:
    """The page on which the word is; it is on one alone."""
    (page,) = [n for n, text in enumerate(texts) if word in text]
    return page


ROW = Table((Column("Ref", 1), Column("Words", 1)), (((para("1.1"),), (para("opens\n\n\n\n\ncloses"),)),))
CARD = Entry("1.1", "titled", body=(para("opens\n\n\n\n\ncloses"),))


@pytest.mark.parametrize("block", [ROW, CARD], ids=["row", "card"])
def test_a_heading_stays_with_what_follows_and_a_short_row_or_card_on_one_page(block: Block) -> None:
    seen = set()
    for lines in range(24, 44):
        blocks = (Heading("First"), para("\n".join(["line"] * lines)), Heading("second"), block)
        texts = pages(pdf.write(replace(PROGRESS_PAPER, blocks=blocks), NOW))
        places = {page_of(texts, word) for word in ("second", "opens", "closes")}
        assert len(places) == 1
        seen |= places
    assert seen == {0, 1}


def test_a_table_head_is_repeated_on_every_page_of_the_table() -> None:
    table = next(block for block in OVERDUE_PAPER.blocks if isinstance(block, Table))
    long = replace(table, rows=table.rows * 20)
    texts = pages(pdf.write(replace(OVERDUE_PAPER, blocks=(Heading("Register"), long)), NOW))
    assert len(texts) > 2
    assert all("Current date" in text for text in texts)


def test_a_document_without_facts_figures_or_words_is_a_page() -> None:
    bare = replace(PROGRESS_PAPER, blocks=(), facts=(), answer=(), item="")
    assert len(pages(pdf.write(bare, NOW))) == 1
