from collections.abc import Callable
from pathlib import Path

import pytest

from tests.importing.conftest import Reader
from tracker.importing.documents import read_document
from tracker.importing.extracted import ExtractedDocument

LONG = (
    "The timeliness and quality of decisions about children who are referred to the service, so that each "
    "child is seen by a social worker soon enough and the reasons for each decision are written down"
)
FILLER = "Managers know the service well and children are helped. " * 4


def texts(document: ExtractedDocument) -> list[str]:
    return [finding.text for finding in document.findings]


def items(*words: str, glyph: str = "■") -> str:
    return "\n\n".join(f"#item[{glyph}][{text}]" for text in words)


@pytest.mark.parametrize("glyph", ["■", "•", "–", "#sym.circle.filled.small", "o"])
def test_bulleted_items_wrap_and_keep_their_pages(read_pdf_sections: Reader, glyph: str) -> None:
    document = read_pdf_sections(
        f"*Areas for priority action*\n\n{items(LONG + '.', 'See every child.', glyph=glyph)}\n\n"
        "*What needs to improve in this area of social work practice?*\n\n"
        f"{items('Plans', LONG, glyph=glyph)}\n\n*Main findings*\n\n{FILLER}"
    )
    assert texts(document) == [f"{LONG}.", "See every child.", "Plans", LONG]
    assert {finding.page for finding in document.findings} == {1}
    assert document.authority == "Harrowmere County Council"
    assert document.statements == ()


def test_an_item_runs_over_the_page_under_a_running_head_and_a_page_number(read_pdf_sections: Reader) -> None:
    document = read_pdf_sections(
        f"*Overview*\n\n{FILLER}\n\n#v(14cm)\n\n*Areas for priority action*\n\n"
        f"{items(LONG + '. However, ' + LONG + '. ' + LONG + '.', 'See every child.')}\n\n"
        f"*Findings*\n\n{FILLER}\n\n#pagebreak()\n\n{FILLER}",
        page="header: [Letter to Harrowmere], footer: context align(right)[Page #counter(page).display()]",
    )
    assert texts(document) == [f"{LONG}. However, {LONG}. {LONG}.", "See every child."]
    assert [finding.page for finding in document.findings] == [1, 2]
    assert document.findings[0].warnings == ("Joined over a page break.",)
    assert document.statements == ()


def test_a_page_may_break_between_items_and_after_the_heading(read_pdf_sections: Reader) -> None:
    document = read_pdf_sections(
        f"*Areas for priority action*\n\n#pagebreak()\n\n{items('See every child.')}\n\n#pagebreak()\n\n"
        f"{items('Read each file.')}\n\n*Findings*\n\n{FILLER}",
        page='numbering: "1"',
    )
    assert [(f.text, f.page) for f in document.findings] == [("See every child.", 2), ("Read each file.", 3)]


def test_a_footnote_is_shown_and_its_mark_taken_out(read_pdf_sections: Reader) -> None:
    document = read_pdf_sections(
        "#set super(typographic: false)\n\n"
        "*What needs to improve in this area of practice?#footnote[Refers to the national framework.]*\n\n"
        f"{items('The quality#footnote[As the service defines it.] of plans for each child.', 'Visits.')}\n\n"
        f"*Main findings*\n\n{FILLER}",
        page='numbering: "1"',
    )
    assert texts(document) == ["The quality of plans for each child.", "Visits."]
    assert document.findings[0].warnings == ("A footnote mark was left out.",)
    assert [note.lstrip("12 ") for note in document.statements] == [
        "Refers to the national framework.",
        "As the service defines it.",
    ]


def test_sub_items_are_told_by_how_far_in_they_stand(read_pdf_sections: Reader) -> None:
    document = read_pdf_sections(
        "*Areas for priority action*\n\n#item[•][Strengthen oversight. This includes:]\n\n"
        "#item(at: 36pt)[•][reading each file]\n\n#item(at: 36pt)[•][saying so in writing.]\n\n"
        f"#item[•][See every child.]\n\n*Findings*\n\n{FILLER}"
    )
    assert [(f.text, f.sub_items) for f in document.findings] == [
        ("Strengthen oversight. This includes:", ("reading each file", "saying so in writing.")),
        ("See every child.", ()),
    ]


def test_plain_paragraphs_are_items_with_a_warning(read_pdf_sections: Reader) -> None:
    document = read_pdf_sections(
        f"*Areas for improvement:*\n\n{LONG}.\n\nThe size of caseloads\n\n{LONG}\n\n"
        f"*Main Findings*\n\n{FILLER}"
    )
    assert texts(document) == [f"{LONG}.", "The size of caseloads", LONG]
    assert all("No bullet" in finding.warnings[0] for finding in document.findings)


def test_a_lead_in_is_carried_and_a_closing_paragraph_is_not_taken(read_pdf_sections: Reader) -> None:
    lead_in = "The local authority needs to take decisive action to address the following areas of weakness:"
    document = read_pdf_sections(
        f"*Area for priority action*\n\n{lead_in}\n\n{items('delays in seeing children', 'recording')}\n\n"
        "Leaders have accepted this."
    )
    assert [(f.text, f.lead_in) for f in document.findings] == [
        ("delays in seeing children", lead_in),
        ("recording", lead_in),
    ]
    assert document.statements == ("Leaders have accepted this.",)


def test_any_heading_in_the_same_bold_type_ends_the_list(read_pdf_sections: Reader) -> None:
    document = read_pdf_sections(
        f"*Areas for improvement*\n\n{items('Plans.')}\n\n*The experience of care leavers*\n\n{items(LONG)}"
    )
    assert texts(document) == ["Plans."]


def test_a_letterhead_drawn_late_moves_to_its_place(read_pdf_sections: Reader) -> None:
    letterhead = (
        "#place(top + right, dy: -50pt, text(9pt)[Ofsted \\ Piccadilly Gate \\ Manchester \\ M1 2WD])"
    )
    document = read_pdf_sections(
        f"*Areas for improvement*\n\n{items('Plans for children')}\n\n{letterhead}\n\n{items('Visits.')}"
    )
    assert texts(document) == ["Plans for children", "Visits."]
    assert document.published_on is not None


def test_a_hyphen_at_the_line_end_stays(make_pdf: Callable[..., Path]) -> None:
    body = (
        "14 March 2024\n\n*Focused visit to Harrowmere children’s services*\n\n*Areas for improvement*\n\n"
        "#item[■][Contact that is face- \\ to-face, short- \\ and long-term plans, multi- \\ agency work.]"
    )
    document = read_document(make_pdf(body))
    assert texts(document) == ["Contact that is face-to-face, short- and long-term plans, multi-agency work."]


def test_the_text_as_read_is_kept_page_by_page(read_pdf_sections: Reader) -> None:
    document = read_pdf_sections(
        "*Areas for improvement*\n\n#pagebreak()\n\n#item[■][Plans.]", page='numbering: "1"'
    )
    first, second = document.text.split("\f")
    assert first.startswith("14 March 2024\n")
    assert "■ Plans." in second
    assert second.endswith("\n2") or second.startswith("2\n")


def test_text_without_paragraph_spacing_is_parted_at_lines_that_end_early(
    make_pdf: Callable[..., Path],
) -> None:
    body = (
        "#set par(spacing: 6pt)\n14 March 2024\n\n*Focused visit to Harrowmere children’s services*\n\n"
        f"*Areas for improvement*\n\n{LONG}.\n\nThe size of caseloads.\n\n{LONG}.\n\n*Findings*\n\n{FILLER}"
    )
    document = read_document(make_pdf(body))
    assert texts(document) == [f"{LONG}.", "The size of caseloads.", f"{LONG}."]
