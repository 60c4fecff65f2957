"""Where the lines of a document stand, and which of them each finding takes."""

import json
from pathlib import Path

import pikepdf
import pytest

from tests.importing.conftest import Reader
from tracker.importing.documents import read_document, read_document_job, read_pasted
from tracker.importing.extracted import Box, ExtractedDocument

LONG = (
    "The time that children wait for a first decision, so that each is seen soon enough, and every week " * 2
)


def test_each_finding_names_the_lines_on_which_it_is_printed(read_pdf_sections: Reader) -> None:
    document = read_pdf_sections(
        f"*Areas for priority action*\n\n#item[■][{LONG.strip()}]\n\n#item[■][See every child.]\n\n*Findings*"
    )
    first, second = document.findings
    assert len(first.lines) > 1
    assert list(first.lines) == list(range(first.lines[0], first.lines[-1] + 1))
    words = " ".join(document.lines[number].text for number in first.lines)
    assert words == f"■ {LONG.strip()}"
    assert [document.lines[number].text for number in second.lines] == ["■ See every child."]


def test_a_line_of_a_pdf_has_its_place_on_the_page(read_pdf_sections: Reader) -> None:
    document = read_pdf_sections("*Areas for priority action*\n\n#item[■][See every child.]\n\n*Findings*")
    line = document.lines[document.findings[0].lines[0]]
    assert line.page == 1
    assert line.box is not None
    left, top, right, bottom = line.box
    assert 0.1 < left < right < 0.9
    assert 0 < top < bottom < 1
    assert bottom - top < 0.02
    boxes = [each.box for each in document.lines if each.page == 1 and each.box]
    assert [box[1] for box in boxes] == sorted(box[1] for box in boxes)


def test_places_follow_a_page_that_is_turned(tmp_path: Path, read_pdf_sections: Reader) -> None:
    upright = read_pdf_sections("*Areas for priority action*\n\n#item[■][See every child.]\n\n*Findings*")
    path = tmp_path / "letter.pdf"
    turned = tmp_path / "turned.pdf"
    with pikepdf.open(path) as pdf:
        pdf.pages[0].rotate(90, relative=False)
        pdf.save(turned)
    document = read_document(turned)
    assert document.page_sizes[0] == upright.page_sizes[0][::-1]
    box, before = (of_line(each, "See every child.") for each in (document, upright))
    assert box[0] == pytest.approx(1 - before[3], abs=0.001)
    assert box[1] == pytest.approx(before[0], abs=0.001)


def of_line(document: ExtractedDocument, end: str) -> Box:
    """Where the one line that ends so stands."""
    (box,) = [line.box for line in document.lines if line.text.endswith(end)]
    assert box is not None
    return box


def test_lines_of_plain_text_are_all_there_blank_ones_too() -> None:
    text = "Focused visit to Harrowmere children’s services\n\nAreas for priority action\n\n• See\n"
    document = read_pasted(text)
    assert [line.text for line in document.lines] == text.split("\n")
    assert [document.lines[n].text for n in document.findings[0].lines] == ["• See"]
    assert {line.box for line in document.lines} == {None}


def test_lines_keep_their_numbers_over_form_feeds(read_sections: Reader) -> None:
    document = read_sections("What needs to improve\n\n• Plans for all.\n\n\f\n• Checks of each plan.\n")
    taken = [[document.lines[n].text for n in finding.lines] for finding in document.findings]
    assert taken == [["• Plans for all."], ["• Checks of each plan."]]
    assert [document.lines[finding.lines[0]].page for finding in document.findings] == [1, 2]


def test_a_statement_names_its_lines(read_sections: Reader) -> None:
    document = read_sections("Areas for priority action\n\nThere are no priority actions.\n")
    assert document.statements == ("There are no priority actions.",)
    ((number,),) = document.statement_lines
    assert document.lines[number].text == "There are no priority actions."


def test_places_are_no_part_of_what_is_printed(harrowmere: Path) -> None:
    values = read_document(harrowmere).to_json()
    assert not {"lines", "statement_lines", "page_sizes"} & values.keys()
    assert all("lines" not in finding for finding in values["findings"])


def test_the_job_reads_a_copy_where_one_is_wanted(harrowmere: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kept" / harrowmere.name
    values = read_document_job({"path": str(harrowmere), "copy": str(copy)}, lambda share, words: None)
    assert copy.read_bytes() == harrowmere.read_bytes()
    assert ExtractedDocument.from_json(json.loads(json.dumps(values))) == read_document(harrowmere)
