"""Letters for the readers' tests: our own writing, about an invented authority, as text and as PDF."""

from collections.abc import Callable
from pathlib import Path

import pytest
import typst

from tracker.importing.documents import read_document, read_pasted
from tracker.importing.extracted import ExtractedDocument

DATA = Path(__file__).parent.parent / "data" / "letters"

HEAD = """14 March 2024

Dear Director

Focused visit to Harrowmere County Council children’s services

This letter summarises the findings of the focused visit to Harrowmere County Council children’s services on
6 and 7 February 2024.
"""
TAIL = """
Ofsted will take the findings from this focused visit into account when planning the next inspection or visit.

Yours sincerely
"""

Reader = Callable[..., ExtractedDocument]


@pytest.fixture
def harrowmere() -> Path:
    """A whole letter as plain text, unwrapped, with two priority actions and three improvements."""
    return DATA / "harrowmere-2024.txt"


@pytest.fixture
def read_sections() -> Reader:
    """Reads the sections given as pasted text between the opening and the closing of a letter."""
    return lambda sections: read_pasted(f"{HEAD}\n{sections}\n{TAIL}")


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., Path]:
    """Sets typst markup as a PDF: 12 pt on 14.5, paragraphs apart, as word processors print letters."""

    def make(body: str, *, page: str = "", name: str = "letter.pdf") -> Path:
        style = (
            f'#set page(paper: "a4", margin: 2.5cm{", " + page if page else ""})\n'
            '#set text(font: "Libertinus Serif", size: 12pt)\n'
            "#set par(leading: 6pt, spacing: 18pt)\n"
            "#let item(glyph, body, at: 18pt) = pad(left: at, par(hanging-indent: 18pt, "
            "box(width: 18pt, glyph) + body))\n"
        )
        path = tmp_path / name
        path.write_bytes(typst.compile((style + body).encode(), ignore_system_fonts=True))
        return path

    return make


@pytest.fixture
def read_pdf_sections(make_pdf: Callable[..., Path]) -> Reader:
    """Reads the sections given in typst markup, set as a PDF between a letter's opening and closing."""

    def read(sections: str, *, page: str = "", tail: str = TAIL) -> ExtractedDocument:
        head = HEAD.replace("Focused visit to Harrowmere", "*Focused visit to Harrowmere", 1).replace(
            "services\n\nThis", "services*\n\nThis", 1
        )
        return read_document(make_pdf(f"{head}\n\n{sections}\n\n{tail}", page=page))

    return read
