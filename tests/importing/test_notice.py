"""Improvement notices and directions: which numbered paragraphs are conditions, and their parts."""

import pytest

from tracker.importing.documents import read_pasted

NOTICE = """Improvement Notice

To: Harrowmere County Council (“the Council”), County Hall, Harrowmere

This improvement notice is issued to Harrowmere County Council on 12 May 2023.

Background

1. This notice is given after Ofsted's report of 3 February 2023, which found services inadequate.

Improvement plan

2. The Council must, by 30 June 2023, agree a plan with the Department that:
a. answers each recommendation of the report;
b. says who leads each action; and
   i. by when;
c. is kept up to date.

3. The plan should be published.

Improvement board

4. The Council will keep a board with an independent chair. The board
will meet each month and will look at:
(a) performance;
(b) the voice of children.

Reviews

5. The Secretary of State will review progress at least every six months.

Failure to comply with this notice

6. Should the Council fail to comply, the Secretary of State may give a direction.

Signed by a deputy director
"""


def test_conditions_are_told_from_what_only_informs() -> None:
    document = read_pasted(NOTICE)
    assert [(each.reference, each.section, each.text) for each in document.findings] == [
        (
            "2",
            "Improvement plan",
            "The Council must, by 30 June 2023, agree a plan with the Department that:",
        ),
        ("3", "Improvement plan", "The plan should be published."),
        (
            "4",
            "Improvement board",
            "The Council will keep a board with an independent chair. The board will meet each month and"
            " will "
            "look at:",
        ),
    ]
    assert {str(each.kind) for each in document.findings} == {"condition"}
    assert document.findings[0].sub_items == (
        "answers each recommendation of the report",
        "says who leads each action",
        "by when",
        "is kept up to date.",
    )
    assert document.findings[0].timescale == "by 30 June 2023"
    assert document.findings[2].sub_items == ("performance", "the voice of children.")
    assert [words[:20] for words in document.statements] == [
        "This notice is given",
        "The Secretary of Sta",
        "Should the Council f",
    ]
    assert (document.kind, document.authority) == ("improvement_notice", "Harrowmere County Council")
    assert document.title == "Improvement Notice"
    assert str(document.published_on) == "2023-05-12"
    assert document.visited_as_printed is None
    assert document.warnings == ()


def test_numbers_with_a_point_and_numbers_alone_on_their_lines_are_read() -> None:
    document = read_pasted(
        "Improvement notice: Harrowmere County Council\n\n1.1 The Council must keep a board.\n"
        "1.2\nThe Council must send a report each month.\n\n2 The Council should ask its staff."
    )
    assert [(each.reference, each.text) for each in document.findings] == [
        ("1.1", "The Council must keep a board."),
        ("1.2", "The Council must send a report each month."),
        ("2", "The Council should ask its staff."),
    ]


@pytest.mark.parametrize("mark", ["•", "-"])
def test_a_direction_with_bullets_is_read(mark: str) -> None:
    document = read_pasted(
        "Direction issued to Harrowmere County Council\n\n14 March 2024\n\n"
        "The Secretary of State hereby directs the Council as follows:\n\n"
        f"{mark} To work with the commissioner.\n{mark} To give the commissioner whatever the"
        f" commissioner needs."
    )
    assert [each.text for each in document.findings] == [
        "To work with the commissioner.",
        "To give the commissioner whatever the commissioner needs.",
    ]
    assert (document.kind, document.regulator) == ("direction", "Department for Education")
    assert str(document.published_on) == "2024-03-14"


DIRECTION = """Direction issued to Harrowmere County Council

WHEREAS:

1. The Secretary of State has noted that the Council’s services are inadequate.

2. The Secretary of State is satisfied that the Council is failing in its duty.

NOW THEREFORE the Secretary of State directs the Council as set out below.

Annex: what the Council must do

a. To work with the commissioner and to:
   i. give the commissioner what the commissioner asks for;
   ii. pay for it.

b. To report by 1 September 2024.

The Council must publish this annex.

A copy goes to the commissioner.
"""


def test_lettered_conditions_of_an_annex_stand_by_themselves() -> None:
    document = read_pasted(DIRECTION)
    assert [(each.reference, each.text, each.sub_items, each.timescale) for each in document.findings] == [
        (
            "a",
            "To work with the commissioner and to:",
            ("give the commissioner what the commissioner asks for", "pay for it."),
            None,
        ),
        ("b", "To report by 1 September 2024.", (), "by 1 September 2024"),
        (None, "The Council must publish this annex.", (), None),
    ]
    assert "No number" in document.findings[2].warnings[0]
    assert [words[:24] for words in document.statements] == [
        "The Secretary of State h",
        "The Secretary of State i",
        "A copy goes to the commi",
    ]


def test_the_letter_i_after_h_is_no_roman_number() -> None:
    items = "\n".join(f"{letter}. part {letter};" for letter in "abcdefghij")
    (finding,) = read_pasted(
        f"Improvement notice: Harrowmere Council\n\n1. The Council must see to:\n{items}"
    ).findings
    assert len(finding.sub_items) == 10


def test_a_notice_without_conditions_says_so() -> None:
    document = read_pasted("Improvement notice issued to Harrowmere County Council\n\nAll is said elsewhere.")
    assert document.findings == ()
    assert "no numbered conditions" in document.warnings[-1]
