from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.importing.documents import read_document, read_pasted
from tracker.importing.extracted import ExtractedDocument

COVER = """Harrowmere County Council

Inspection of services for children in need of help and protection, children looked after and care leavers

and

Review of the effectiveness of the Local Safeguarding Children Board

Inspection date: 3 March 2015 – 25 March 2015

Report published: 13 May 2015

The overall judgement is that children’s services require improvement

1. Children who need help and protection Requires improvement

2. Children looked after and achieving permanence Good
"""
CONTENTS = """Contents

The local authority 3
Summary of key findings 3
What does the local authority need to improve? 4
Areas for improvement 4
The local authority’s strengths 5
The Local Safeguarding Children Board (LSCB) 30
What does the LSCB need to improve? 31
Information about this inspection 40

The local authority

Summary of key findings

1. Too many plans are late.
"""


def report(text: str) -> ExtractedDocument:
    return read_pasted(f"{COVER}\n{CONTENTS}\n{text}")


def told(document: ExtractedDocument) -> list[tuple[str, str | None, str | None, str]]:
    return [(str(f.kind), f.addressee, f.reference, f.text) for f in document.findings]


def test_the_council_and_the_board_have_a_list_each() -> None:
    document = report(
        "What does the local authority need to improve?\n\nPriority and immediate action\n\n"
        "24. Strengthen oversight.\n\n25. Check each unallocated case.\n\nAreas for improvement\n\n"
        "26. Improve plans.\n\nThe local authority’s strengths\n\n27. Families are helped well.\n\n"
        "The Local Safeguarding Children Board (LSCB)\n\nThe Board requires improvement\n\n"
        "What does the LSCB need to improve?\n\nPriority actions\n\n120. Hold partners to account.\n\n"
        "Areas for improvement\n\n121. Widen the training.\n\nKey strengths and weaknesses of the LSCB\n\n"
        "122. Attendance is good.\n\nInformation about this inspection\n\nInspectors have looked closely."
    )
    assert told(document) == [
        ("priority_action", "Local authority", "24", "Strengthen oversight."),
        ("priority_action", "Local authority", "25", "Check each unallocated case."),
        ("area_for_improvement", "Local authority", "26", "Improve plans."),
        ("priority_action", "Local Safeguarding Children Board", "120", "Hold partners to account."),
        ("area_for_improvement", "Local Safeguarding Children Board", "121", "Widen the training."),
    ]
    assert document.statements == ()
    assert document.warnings == ()


def test_the_cover_gives_title_authority_and_both_dates() -> None:
    document = report("Areas for improvement\n\n1. Plans.")
    assert document.kind == "sif_report"
    assert document.authority == "Harrowmere County Council"
    assert document.title and document.title.startswith("Inspection of services for children in need of help")
    assert str(document.published_on) == "2015-05-13"
    assert (str(document.visited_from), str(document.visited_to)) == ("2015-03-03", "2015-03-25")


def test_recommendations_of_the_last_years_are_taken_as_such() -> None:
    document = read_pasted(
        "Harrowmere County Council\n\nRe-inspection of services for children in need of help and protection, "
        "children looked after and care leavers\n\nReview of the effectiveness of the Local Safeguarding "
        "Children Board\n\nInspection dates: 9 October to 2 November 2017\n\n"
        "Report published: 21 December 2017\n\nExecutive summary\n\nMuch is better. (Recommendation)\n\n"
        "Recommendations\n\n1. Improve the quality of plans.\n2. Review short breaks.\n\n"
        "Summary for children and young people\n\n• Your social workers listen.\n\n"
        "The Local Safeguarding Children Board\n\nExecutive summary\n\nThe Board is effective.\n\n"
        "Recommendations\n\n1. Share what is learnt.\n\nInspection findings\n\n3. Attendance is good."
    )
    assert told(document)[:2] == [
        ("recommendation", "Local authority", "1", "Improve the quality of plans."),
        ("recommendation", "Local authority", "2", "Review short breaks."),
    ]
    assert told(document)[2][1:3] == ("Local Safeguarding Children Board", "1")
    assert (str(document.visited_from), str(document.visited_to)) == ("2017-10-09", "2017-11-02")


def test_a_list_directly_under_the_question_is_taken() -> None:
    document = report(
        "What does the local authority need to improve?\n\n1. Plans.\n\n2. Visits, including:\n\n"
        "• those to babies\n\n• those to care leavers.\n\nProgress since the last inspection\n\n3. Slow."
    )
    assert [(f.text, f.sub_items) for f in document.findings] == [
        ("Plans.", ()),
        ("Visits, including:", ("those to babies", "those to care leavers.")),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Section 2: The effectiveness of the Local Safeguarding Children Board",
        "The Local Safeguarding Children Board (LSCB)",
        "The Harrowmere Safeguarding Children Board (HSCB)",
        "What does the HSCB need to improve?",
        "Recommendations for the LSCB",
    ],
)
def test_each_form_of_the_boards_heading_turns_to_the_board(heading: str) -> None:
    document = report(f"The local authority\n\n{heading}\n\nAreas for improvement\n\n5. Training.")
    assert [finding.addressee for finding in document.findings] == ["Local Safeguarding Children Board"]


@pytest.mark.parametrize(
    "ender",
    [
        "The local authority’s strengths",
        "The local authority has the following strengths",
        "Progress since the last inspection",
        "Summary for children and young people",
        "Information about this local authority area",
        "Inspection judgements about the local authority",
        "Inspection judgment about the LSCB",
        "Key strengths and weaknesses of the LSCB",
        "What the inspection judgements mean: the LSCB",
        "The experiences and progress of children who need help and protection",
    ],
)
def test_the_numbering_that_runs_on_past_the_list_is_not_taken(ender: str) -> None:
    document = report(f"Areas for improvement\n\n5. Training.\n\n{ender}\n\n6. Going well.")
    assert [finding.text for finding in document.findings] == ["Training."]


def test_contents_on_their_own_page_open_no_list(make_pdf: Callable[..., Path]) -> None:
    def heading(text: str, size: int = 14) -> str:
        return f"#text({size}pt)[*{text}*]\n\n"

    document = read_document(
        make_pdf(
            "#text(26pt)[Harrowmere County Council]\n\n"
            + heading(
                "Inspection of services for children in need of help and protection, children looked after "
                "and care leavers"
            )
            + heading("Inspection date: 18 March 2014 – 09 April 2014")
            + heading("Report published: 23 May 2014")
            + "#pagebreak()\n\n"
            + heading("Contents", 16)
            + "".join(
                f"{entry} #h(1fr) {page}\n\n"
                for page, entry in enumerate(
                    ("Summary of key findings", "Areas for improvement", "Adoption performance"), 3
                )
            )
            + "#pagebreak()\n\n"
            + heading("What does the local authority need to improve?")
            + heading("Priority and immediate action", 12)
            + "#item(at: 6pt)[120. ][Strengthen the oversight of each plan, so that every child who waits "
            "for a visit is seen by somebody who knows them and the reason for the wait is written down.]\n\n"
            + heading("Areas for improvement:", 12)
            + "#item(at: 6pt)[121. ][Improve plans.]\n\n"
            + heading("Information about this inspection", 16)
            + "Inspectors have looked closely at the work."
        )
    )
    assert [(f.reference, f.section, f.page) for f in document.findings] == [
        ("120", "Priority and immediate action", 3),
        ("121", "Areas for improvement:", 3),
    ]
    assert document.warnings == ()
