"""OpenDocument texts: lists, notes, frames, tables, tracked changes, pages."""

from pathlib import Path

import pytest

from tests.importing.letter_forms import write_odt
from tracker.domain.errors import TrackerError
from tracker.importing.documents import read_document
from tracker.importing.guards import open_zip
from tracker.importing.lines import Cell, Lines
from tracker.importing.odt import read_odt

STYLES = (
    '<style:style style:name="Strong"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Big" style:parent-style-name="Strong">'
    '<style:text-properties fo:font-size="16pt"/>'
    '</style:style><style:style style:name="Loop" style:parent-style-name="Loop"/>'
    '<style:style style:name="Gone"><style:text-properties text:display="none"/></style:style>'
)


def read(folder: Path, body: str, styles: str = STYLES) -> Lines:
    path = write_odt(folder / "letter.odt", body, styles)
    with open_zip(path) as archive:
        return read_odt(archive, path.name)


def test_words_in_spans_links_and_frames_are_read(tmp_path: Path) -> None:
    body = (
        "<text:p>One <text:span>two</text:span><text:s text:c='3'/><text:a>three</text:a><text:tab/>four"
        "<office:annotation><text:p>No</text:p></office:annotation><text:line-break/>five"
        "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>"
        '<text:section><text:p>Six<text:span text:style-name="Gone">unseen</text:span></text:p>'
        "</text:section>"
    )
    assert [line.text for line in read(tmp_path, body).lines] == [
        "One two three four",
        "five",
        "In a box.",
        "Six",
    ]


def test_lists_have_bullets_numbers_and_levels(tmp_path: Path) -> None:
    def item(words: str, inner: str = "", value: str = "") -> str:
        return f"<text:list-item{value}><text:p>{words}</text:p>{inner}</text:list-item>"

    below = f'<text:list text:style-name="B">{item("Below")}</text:list>'
    numbers = item("One") + item("Two", below) + item("Seven", value=' text:start-value="7"')
    body = f'<text:list text:style-name="N">{numbers}</text:list><text:p>Between</text:p>'
    body += f'<text:list text:style-name="N" text:continue-numbering="true">{item("Eight")}</text:list>'
    body += f'<text:list text:style-name="N">{item("Anew")}</text:list>'
    lines = read(tmp_path, body).lines
    assert [(line.marker, line.text) for line in lines] == [
        ("1.", "One"),
        ("2.", "Two"),
        ("•", "Below"),
        ("7.", "Seven"),
        (None, "Between"),
        ("8.", "Eight"),
        ("1.", "Anew"),
    ]
    assert lines[2].at > lines[1].at


def test_numbers_show_the_levels_above_where_the_list_does(tmp_path: Path) -> None:
    level = '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-suffix=")"{}/>'
    styles = '<text:list-style style:name="L">' + level.format(1, "1", "")
    styles += level.format(2, "a", ' text:display-levels="2"') + "</text:list-style>"
    inner = "<text:list><text:list-item><text:p>Inner</text:p></text:list-item></text:list>"
    outer = f"<text:list-item><text:p>Outer</text:p>{inner}</text:list-item>"
    body = f'<text:list text:style-name="L">{outer}</text:list>'
    assert [line.whole for line in read(tmp_path, body, styles).lines] == ["1) Outer", "1.a) Inner"]


def test_styles_give_bold_and_size_with_what_they_stand_on(tmp_path: Path) -> None:
    body = (
        '<text:p text:style-name="Big">Big</text:p><text:h>Heading</text:h>'
        '<text:p text:style-name="Loop">Plain'
        '</text:p><text:p><text:span text:style-name="Strong">Part</text:span> plain</text:p>'
    )
    lines = read(tmp_path, body).lines
    assert [line.bold for line in lines] == [True, True, False, False]
    assert lines[0].size == 16.0


def test_tables_contents_notes_and_pages(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = "<table:table-row>{}</table:table-row>"
    head = row.format(cell.format("a") + cell.format("b"))
    table = f"<table:table-header-rows>{head}</table:table-header-rows>"
    table += row.format("<table:covered-table-cell/>" + cell.format("d"))
    note = "<text:note><text:note-body><text:p>Note.</text:p></text:note-body></text:note>"
    body = (
        "<text:table-of-content><text:index-body><text:p>Findings"
        " 3</text:p></text:index-body></text:table-of-content>"
        f"<table:table>{table}</table:table><text:p>Runs"
        f" <text:soft-page-break/>over{note}.</text:p><text:p>Two.</text:p>"
    )
    read_body = read(tmp_path, body)
    assert [(line.text, line.cell, line.page) for line in read_body.lines] == [
        ("a", Cell(0, 0, 0), 1),
        ("b", Cell(0, 0, 1), 1),
        ("d", Cell(0, 1, 1), 1),
        ("Runs over.", None, 1),
        ("Two.", None, 2),
    ]
    assert [(line.text, line.page) for line in read_body.footnotes] == [("Note.", 1)]
    assert "Findings 3" in read_body.text


def test_a_note_without_a_body_is_only_a_mark(tmp_path: Path) -> None:
    (line,) = read(tmp_path, "<text:p>Words<text:note/></text:p>").lines
    assert (line.text, line.noted) == ("Words", True)


def test_tracked_changes_are_read_as_accepted_and_told(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>rarely</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Visits are <text:change/>late.</text:p>"
    )
    read_body = read(tmp_path, body)
    assert [line.text for line in read_body.lines] == ["Visits are late."]
    assert "tracked changes" in read_body.warnings[0]


@pytest.mark.parametrize(("old", "words"), [(b"office:text", "damaged"), (b"content.xml", "damaged")])
def test_a_file_that_lacks_its_parts_is_refused(tmp_path: Path, old: bytes, words: str) -> None:
    path = write_odt(tmp_path / "letter.odt", "<text:p>Words</text:p>")
    path.write_bytes(path.read_bytes().replace(old, old[::-1]))
    with pytest.raises(TrackerError, match=words):
        read_document(path)
