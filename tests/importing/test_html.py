"""Web pages as people save them, and what Word writes as a page."""

from pathlib import Path

import pytest

from tracker.domain.errors import TrackerError
from tracker.importing.documents import read_document
from tracker.importing.html import read_html
from tracker.importing.lines import Cell, Lines

LONG = "The text goes on. " * 30


def read(page: str) -> Lines:
    return read_html(page.encode(), "page.html")


def texts(page: str) -> list[str]:
    return [line.whole for line in read(page).lines]


def test_what_is_no_part_of_the_text_stays_out_of_the_lines_and_in_the_text() -> None:
    page = f"""<!DOCTYPE html><html><head><title>Report</title><style>p{{}}</style></head><body>
    <div id="cookie-banner"><p>We use cookies</p><button>Accept</button></div>
    <header role="banner">Site name</header><nav><ul><li>Home</li></ul></nav>
    <div class="breadcrumbs">Home &gt; Reports</div><aside>Related reports</aside>
    <article><header><h1>Inspection of Harrowmere</h1></header><p>{LONG}</p>
    <p hidden>Unseen</p><p style="display: none">Unseen too</p><p hidden="until-found">Found</p>
    <div id="social-care"><p>About social care.</p></div><script>x()</script></article>
    <div class="share-links">Share</div><footer>Crown copyright</footer></body></html>"""
    read_page = read(page)
    assert [line.text for line in read_page.lines] == [
        "Inspection of Harrowmere",
        LONG.strip(),
        "Found",
        "About social care.",
    ]
    for words in ("We use cookies", "Site name", "Home > Reports", "Related reports", "Unseen", "Unseen too"):
        assert words in read_page.text
    assert "x()" not in read_page.text


def test_a_page_that_marks_its_main_part_is_read_there_only() -> None:
    page = f"<h1>Report on Harrowmere</h1><div>Sign in</div><main><p>{LONG}</p></main><div>Contact us</div>"
    assert texts(page) == ["Report on Harrowmere", LONG.strip()]


def test_what_holds_most_of_the_page_is_its_text_whatever_it_is_called() -> None:
    assert texts(f'<div class="sidebar">{LONG}</div><p>After</p>') == [LONG.strip(), "After"]


def test_lists_have_bullets_numbers_and_levels() -> None:
    lines = read(
        "<ul><li>One<ul><li>Below</li></ul></li><li><p>Two</p><p>goes on</p></li></ul>"
        "<ol start=3><li>Three</li><li value=7>Seven</li></ol><ol type=a><li>A</li></ol>"
        "<ul style='list-style: none'><li>Bare</li></ul><li>Astray</li><ul><li></li></ul><p>After</p>"
    ).lines
    assert [(line.marker, line.text) for line in lines] == [
        ("•", "One"),
        ("•", "Below"),
        ("•", "Two"),
        (None, "goes on"),
        ("3.", "Three"),
        ("7.", "Seven"),
        ("a)", "A"),
        (None, "Bare"),
        ("•", "Astray"),
        (None, "After"),
    ]
    assert lines[1].at > lines[0].at


def test_tables_give_cells_row_by_row() -> None:
    page = """<table><thead><tr><th>Body</th><th colspan=2>Areas</th></tr></thead>
    <tr><td>Council</td><td><p>One</p><table><tr><td>Inner</td></tr></table></td><td>Two</td></tr></table>
    <table><tr><td>Next</td></tr></table>"""
    assert [(line.text, line.cell, line.bold) for line in read(page).lines] == [
        ("Body", Cell(0, 0, 0), True),
        ("Areas", Cell(0, 0, 1), True),
        ("Council", Cell(0, 1, 0), False),
        ("One", Cell(0, 1, 1), False),
        ("Inner", Cell(0, 1, 1), False),
        ("Two", Cell(0, 1, 2), False),
        ("Next", Cell(1, 0, 0), False),
    ]


def test_bold_and_size_come_from_headings_tags_and_styles() -> None:
    lines = read(
        "<h2>Heading</h2><p><strong>All</strong> <b>bold</b></p><p><b>Part</b> bold</p>"
        "<p><span style='font-weight:700'>Styled</span></p><h3><span style='font-weight:"
        " normal'>Light</span></h3>"
    ).lines
    assert [line.bold for line in lines] == [True, True, False, True, False]
    assert lines[0].size > lines[1].size


def test_a_footnotes_mark_is_left_out_and_told() -> None:
    lines = read(
        "<p>Late visits<sup><a href='#n'>1</a></sup> go on<sup>th</sup>.</p><p>5<sup>2</sup></p>"
    ).lines
    assert [(line.text, line.noted) for line in lines] == [("Late visits go onth.", True), ("5", True)]


def test_what_word_saves_as_a_page_keeps_its_lists() -> None:
    page = """<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>
    <span style='font-family:Symbol'>·</span><span>&nbsp;&nbsp; </span><![endif]>First</p>
    <p style='mso-list:l0 level2 lfo1'><span style="font-family: Wingdings">§</span> Below</p>
    <p style='mso-hide:all'>Unseen</p>"""
    lines = read(page).lines
    assert [line.text for line in lines] == ["First", "Below"]
    assert all(line.marker for line in lines)
    assert lines[1].at > lines[0].at


def test_line_breaks_and_typed_spacing_part_lines() -> None:
    assert texts("<p>One<br>two</p><div>A<p>B</p>C</div><pre>x\ny</pre>") == [
        "One",
        "two",
        "A",
        "B",
        "C",
        "x",
        "y",
    ]


@pytest.mark.parametrize(
    "data",
    [
        "<p>“Naïve” – café</p>".encode(),
        "\ufeff<p>“Naïve” – café</p>".encode("utf-16"),
        b'<meta charset="windows-1252">' + "<p>“Naïve” – café</p>".encode("cp1252"),
        b'<?xml version="1.0" encoding="iso-8859-15"?><html><body><p>' + "“Naïve” – café".encode("cp1252"),
        b'<meta charset="no-such">' + "<p>“Naïve” – café</p>".encode("cp1252"),
    ],
)
def test_pages_are_decoded_by_mark_declaration_or_habit(data: bytes) -> None:
    assert [line.text for line in read_html(data, "page.html").lines] == ["“Naïve” – café"]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<div>" * 100_000 + "deep", "more than this program reads"),
        ("<br>" * 1_600_000, "more than this program reads"),
        ("<p>x</p>" * 60_000, "more than this program reads"),
        ("<p>" + "words " * 2_000_000, "more than this program reads"),
        ("<!-- nothing -->", "no words"),
    ],
)
def test_pages_that_are_too_deep_too_long_or_empty_are_refused(page: str, words: str) -> None:
    with pytest.raises(TrackerError, match=words):
        read(page)


def test_a_saved_letter_is_read_from_the_page(tmp_path: Path) -> None:
    path = tmp_path / "saved page.htm"
    path.write_text(
        f"<!-- saved from url --><html><body><nav>Menu</nav><main><h1>Focused visit to Harrowmere"
        f" children’s services"
        f"</h1><p>{LONG}</p><h2>Areas for improvement</h2><ul><li>The quality of plans.</li></ul>"
        "<h2>Main findings</h2></main></body></html>",
        encoding="utf-8",
    )
    assert [each.text for each in read_document(path).findings] == ["The quality of plans."]
