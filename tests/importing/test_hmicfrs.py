"""HMICFRS: causes of concern, areas for improvement between explanations, recommendations."""

from pathlib import Path

from tests.importing.letter_forms import Piece, as_docx, pieces, word_paragraph, write_docx
from tracker.importing.documents import read_document, read_pasted

PEEL = """PEEL 2023–25: An inspection of Harrowmere Police

Published on 9 May 2024 by HMICFRS

Protecting vulnerable people

Cause of concern

Harrowmere Police does not see children at risk soon enough.

Recommendations

Within three months, Harrowmere Police should:

• assess each report on the day it comes
• tell the council what it knows.

Area for improvement

The force should improve how it records the voice of the child.

We found that records often leave out what a child said. In one case nobody had asked.

Area for improvement

The force should train its control room staff.

Innovative practice

A play room was opened.
"""


def test_a_cause_of_concern_is_the_gravest_kind_and_its_recommendations_follow() -> None:
    document = read_pasted(PEEL)
    assert [(str(each.kind), each.text) for each in document.findings] == [
        ("priority_action", "Harrowmere Police does not see children at risk soon enough."),
        ("recommendation", "assess each report on the day it comes"),
        ("recommendation", "tell the council what it knows."),
        ("area_for_improvement", "The force should improve how it records the voice of the child."),
        ("area_for_improvement", "The force should train its control room staff."),
    ]
    recommendation = document.findings[1]
    assert (recommendation.addressee, recommendation.timescale) == (
        "Harrowmere Police",
        "Within three months",
    )
    assert document.statements == (
        "We found that records often leave out what a child said. In one case nobody had asked.",
    )
    assert document.authority == "Harrowmere Police"
    assert str(document.published_on) == "2024-05-09"


def test_a_bold_sentence_is_an_item_and_what_explains_it_is_not(tmp_path: Path) -> None:
    opening = pieces(
        "# National child protection inspection: Harrowmere Constabulary\n# Areas for improvement"
    )
    body = "".join(word_paragraph(each.words, each.form) for each in opening)
    for words in ("The recording of visits is weak.", "Officers do not know their duties."):
        body += word_paragraph(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r>")
        body += word_paragraph("Inspectors read forty files. The force must do better than this.")
    document = read_document(write_docx(tmp_path / "report.docx", body))
    assert [each.text for each in document.findings] == [
        "The recording of visits is weak.",
        "Officers do not know their duties.",
    ]
    assert len(document.statements) == 2


def test_recommendations_with_bullets_below_keep_them(tmp_path: Path) -> None:
    content = [
        *pieces(
            "# National child protection inspection: Harrowmere Constabulary\n# Recommendations\n#"
            " Immediately"
        ),
        Piece("We recommend that Harrowmere Constabulary reviews:", "bullet"),
        Piece("who decides at night", "dash"),
        Piece("who is told", "dash"),
        *pieces("# Next steps\nWe will return."),
    ]
    (finding,) = read_document(as_docx(content, tmp_path / "report.docx")).findings
    assert finding.sub_items == ("who decides at night", "who is told")
    assert finding.timescale == "Immediately"
