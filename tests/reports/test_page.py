from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.reports.samples import EVERY_CHIP, OVERDUE_PAPER, PROGRESS_PAPER, entry
from tracker.reports import page
from tracker.reports.document import Document, Fact, Figure, Paragraph, Run, Table, para

PAPERS = pytest.mark.parametrize("paper", [OVERDUE_PAPER, PROGRESS_PAPER], ids=["overdue", "progress"])
VOID = {"meta", "br", "col"}
HOSTILE = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)> & \"quoted\" 'text' {x}"


class Outline(HTMLParser):
    """Start tags with their attributes, and the text outside style; fails on a tag closed out of turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += "" if "style" in self._open else data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each such tag."""
        return [attributes for name, attributes in self.tags if name == tag]


@PAPERS
def test_language_title_headings_and_marking_are_there_for_a_screen_reader(paper: Document) -> None:
    html = Outline(page.write(paper))
    assert html.all("html") == [{"lang": "en-GB"}]
    levels = [int(tag[1]) for tag, _ in html.tags if tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(html.all("main")) == 1
    assert html.text.count(paper.marking) == 2
    assert all(text in html.text for text in (paper.title, paper.authority, paper.position, paper.version))


def test_tables_name_their_columns_and_rows() -> None:
    html = Outline(page.write(OVERDUE_PAPER))
    tables = [block for block in OVERDUE_PAPER.blocks if isinstance(block, Table)]
    scopes = [attributes["scope"] for attributes in html.all("th")]
    assert scopes.count("col") == sum(len(table.columns) for table in tables)
    assert scopes.count("row") == sum(len(table.rows) for table in tables)


def test_marks_are_drawings_that_a_screen_reader_passes_over() -> None:
    html = Outline(page.write(replace(PROGRESS_PAPER, blocks=(Paragraph(EVERY_CHIP),))))
    drawings = html.all("svg")
    assert len(drawings) == len(EVERY_CHIP)
    assert all(attributes["aria-hidden"] == "true" for attributes in drawings)
    assert all(chip.word in html.text for chip in EVERY_CHIP)


@PAPERS
def test_the_page_needs_no_other_file_and_runs_nothing(paper: Document) -> None:
    html = page.write(paper)
    tags = Outline(html)
    assert not {"script", "link", "img", "iframe", "base"} & {tag for tag, _ in tags.tags}
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_hostile_text_in_every_place_stays_text() -> None:
    card = entry(HOSTILE, HOSTILE, words=HOSTILE)
    paper = replace(
        OVERDUE_PAPER,
        title=HOSTILE,
        authority=HOSTILE,
        marking=HOSTILE,
        position=HOSTILE,
        version=HOSTILE,
        item=HOSTILE,
        facts=(Fact(HOSTILE, para(HOSTILE)),),
        figures=(Figure(HOSTILE, para(HOSTILE), HOSTILE),),
        blocks=(*PROGRESS_PAPER.blocks[:1], card, para(HOSTILE + "\0\u202e")),
    )
    html = page.write(paper)
    tags = Outline(html)
    assert not {"script", "img"} & {tag for tag, _ in tags.tags}
    assert len(tags.all("style")) == 1
    assert tags.text.count(HOSTILE) == 17
    assert "\0" not in html
    assert "\u202e" not in html


def test_a_line_feed_is_a_line_break_and_only_safe_links_can_be_followed() -> None:
    links = ('https://council.example/a?b="c"&d=1', "javascript:alert(1)")
    blocks = (para("one\ntwo"), *(para(Run("here", link=link)) for link in links))
    html = page.write(replace(PROGRESS_PAPER, blocks=blocks))
    assert "one<br>two" in html
    assert Outline(html).all("a") == [{"href": links[0]}]


def test_the_printed_page_has_the_papers_sheet_marking_and_page_numbers() -> None:
    html = page.write(OVERDUE_PAPER)
    assert "size:297mm 210mm" in html
    assert r'@top-center{content:"OFFICIAL\2d SENSITIVE"}' in html
    assert 'counter(page) " of " counter(pages)' in html
