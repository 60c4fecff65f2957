"""Word documents as people keep them: tracked changes, content controls, text boxes, lists, tables."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.importing.letter_forms import W, as_docx, pieces, word_paragraph, write_docx
from tracker.domain.errors import TrackerError
from tracker.importing.documents import read_document
from tracker.importing.docx import read_docx
from tracker.importing.guards import open_zip
from tracker.importing.lines import Cell, Lines

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
Body = Callable[..., Lines]


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def lines(path: Path) -> Lines:
    with open_zip(path) as archive:
        return read_docx(archive, path.name)


@pytest.fixture
def read_body(tmp_path: Path) -> Body:
    return lambda body, **parts: lines(write_docx(tmp_path / "letter.docx", body, **parts))


def test_tracked_changes_are_read_as_accepted_and_told(read_body: Body) -> None:
    deleted = "<w:del><w:r><w:delText>rarely </w:delText></w:r></w:del>"
    body = word_paragraph(run("Visits are ") + deleted + f"<w:ins>{run('often ')}</w:ins>" + run("late."))
    body += f"<w:moveFrom>{word_paragraph('Moved away.')}</w:moveFrom>"
    body += word_paragraph(run("Two "), properties="<w:rPr><w:del/></w:rPr>") + word_paragraph("become one.")
    body += word_paragraph(run("The last."), properties="<w:rPr><w:del/></w:rPr>")
    read = read_body(body)
    assert [line.text for line in read.lines] == ["Visits are often late.", "Two become one.", "The last."]
    assert "tracked changes" in read.warnings[0]
    assert read_body(word_paragraph("Nothing is tracked.")).warnings == ()


def test_words_in_controls_links_boxes_and_alternatives_are_read_once(read_body: Body) -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{word_paragraph('In a control.')}</w:sdtContent></w:sdt>"
    box = f"<w:txbxContent>{word_paragraph('In a box.')}</w:txbxContent>"
    both = (
        "<mc:AlternateContent xmlns:mc='m'><mc:Choice><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    link = f"<w:hyperlink>{run('a link')}</w:hyperlink>"
    field = '<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = control + word_paragraph(run("With ") + link + field + f"<w:r>{both}</w:r>" + run("."))
    assert [line.text for line in read_body(body).lines] == ["In a control.", "With a link.", "In a box."]


def test_lists_have_the_numbers_that_word_shows(read_body: Body) -> None:
    def item(level: int, list_id: int = 2) -> str:
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
        return word_paragraph("words", properties=numbering)

    body = item(0) + item(1) + item(1) + item(2) + item(0) + item(1) + item(0, 3) + item(0, 1) + item(0, 9)
    read = read_body(body)
    assert [line.marker for line in read.lines] == ["1.", "a)", "b)", None, "2.", "a)", None, "•", None]
    assert [line.whole for line in read.lines][3] == "1.b.1 words"
    assert [line.text for line in read.lines][6] == "Recommendation 1: words"
    assert read.lines[1].at > read.lines[0].at
    empty = word_paragraph("", "number")
    assert [line.marker for line in read_body(empty + word_paragraph("words", "number")).lines] == ["2."]


def test_a_list_that_starts_anew_counts_anew(read_body: Body) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
        '<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = "".join(
        word_paragraph("words", properties=f'<w:numPr><w:numId w:val="{list_id}"/></w:numPr>')
        for list_id in (1, 1, 2, 2)
    )
    markers = [line.marker for line in read_body(body, numbering=numbering).lines]
    assert markers == ["(iii)", "(iv)", "(i)", "(ii)"]


def test_styles_give_bold_size_lists_and_hidden_words(read_body: Body) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:basedOn w:val="Base"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:sz w:val="28"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )

    def styled(identity: str, words: str) -> str:
        return word_paragraph(words, properties=f'<w:pStyle w:val="{identity}"/>')

    hidden = run("Seen.") + run("Not seen.", "<w:vanish/>")
    plain = run("Plain", '<w:b w:val="0"/>')
    body = styled("TOC1", "Areas for improvement 4") + styled("Item", "An item") + styled("Base", plain)
    read = read_body(body + styled("Loop", hidden), styles=styles)
    assert [(line.text, line.marker, line.bold, line.size) for line in read.lines] == [
        ("An item", "•", True, 14.0),
        ("Plain", None, False, 10.0),
        ("Seen.", None, False, 10.0),
    ]
    assert "Areas for improvement 4" in read.text  # a table of contents stays in the text


def test_tables_give_cells_row_by_row(read_body: Body) -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{word_paragraph(words)}</w:tc>"

    removed = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('gone')}</w:tr>"
    inner = f"<w:tbl><w:tr>{cell('inner')}</w:tr></w:tbl>"
    wide, tall = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    body = (
        f"<w:tbl><w:tr>{cell('wide', wide)}{cell('c')}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell('d', tall)}<w:tc>{inner}</w:tc></w:tr>"
        f"</w:sdtContent></w:sdt>{removed}<w:tr>{cell('', '<w:vMerge/>')}{cell('e')}</w:tr></w:tbl>"
        f"<w:tbl><w:tr>{cell('f')}</w:tr></w:tbl>"
    )
    assert [(line.text, line.cell) for line in read_body(body).lines] == [
        ("wide", Cell(0, 0, 0)),
        ("c", Cell(0, 0, 2)),
        ("d", Cell(0, 1, 0)),
        ("inner", Cell(0, 1, 1)),
        ("e", Cell(0, 3, 1)),
        ("f", Cell(1, 0, 0)),
    ]


def test_pages_are_those_word_laid_out_and_notes_stand_on_them(read_body: Body) -> None:
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = word_paragraph("One.") + word_paragraph(turn + run("Two.") + mark) + word_paragraph("Still two.")
    body += word_paragraph(run("Runs ") + turn + run("over.")) + word_paragraph("Three.")
    notes = f'<w:footnote w:type="separator" w:id="0">{word_paragraph("no")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{word_paragraph("A note.")}</w:footnote>'
    read = read_body(body, footnotes=notes)
    assert [(line.text, line.page) for line in read.lines] == [
        ("One.", 1),
        ("Two.", 2),
        ("Still two.", 2),
        ("Runs over.", 2),
        ("Three.", 3),
    ]
    assert read.lines[1].noted
    assert [(note.text, note.page) for note in read.footnotes] == [("A note.", 2)]
    assert read.text.count("\f") == 2


def test_a_footnote_on_a_findings_page_is_a_statement(tmp_path: Path) -> None:
    heading = "Focused visit to Harrowmere children’s services"
    body = word_paragraph(heading, "heading") + word_paragraph("Areas for improvement", "heading")
    mark = '<w:r><w:lastRenderedPageBreak/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    body += word_paragraph(run("Plans are late.") + mark, "bullet")
    notes = f'<w:footnote w:id="2">{word_paragraph("Late means after ten days.")}</w:footnote>'
    document = read_document(write_docx(tmp_path / "letter.docx", body, footnotes=notes))
    assert document.statements == ("Late means after ten days.",)
    assert document.findings[0].warnings == ("A footnote mark was left out.",)


def test_line_breaks_and_typed_bullets_part_items(read_body: Body) -> None:
    body = word_paragraph("<w:r><w:t>•</w:t><w:tab/><w:t>First</w:t><w:br/><w:t>• Second</w:t></w:r>")
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0A7"/><w:t xml:space="preserve"> Third</w:t></w:r>'
    assert [(line.marker, line.text) for line in read_body(body + word_paragraph(symbol)).lines] == [
        ("•", "First"),
        ("•", "Second"),
        ("\uf0a7", "Third"),
    ]


@pytest.mark.parametrize(
    "body",
    ["", "<w:p/>", "<w:tbl/>", "<w:sdt/>", "<w:p><w:r><w:sym w:char='zz'/></w:r></w:p>"],
)
def test_a_document_without_words_is_refused(read_body: Body, body: str) -> None:
    with pytest.raises(TrackerError, match=r"letter\.docx holds no words"):
        read_body(body)


def test_other_packed_files_are_refused_by_what_they_are(tmp_path: Path) -> None:
    path = as_docx(pieces("Words"), tmp_path / "letter.docx")
    renamed = path.read_bytes().replace(b"word/document.xml", b"xl00/document.xml")
    path.write_bytes(renamed)
    with pytest.raises(TrackerError, match="spreadsheet"):
        read_document(path)


def test_the_strict_form_of_the_standard_is_read_as_well(tmp_path: Path) -> None:
    path = as_docx(pieces("* Words"), tmp_path / "letter.docx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(W.encode(), STRICT.encode()))
    assert [line.whole for line in lines(path).lines] == ["• Words"]
