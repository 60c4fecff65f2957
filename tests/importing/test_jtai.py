"""Letters of joint targeted area inspections in both their forms: our own writing about invented areas."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.domain.codes import FindingKind, SourceKind
from tracker.importing.documents import read_document, read_pasted
from tracker.importing.extracted import ExtractedDocument

NEW = """7 March 2024

Director of Children’s Services, Harrowmere County Council
Chief Nurse, NHS Harrow Vale Integrated Care Board
Chief Constable, Vale Police

Dear Harrowmere Local Safeguarding Partnership

Joint targeted area inspection of Harrowmere

Inspectors looked at how children who need help get it from all agencies together.

This inspection took place from 15 to 19 January 2024. Inspectors of three inspectorates came.

Headline findings

Children are known, but help comes late.

Areas for priority action

■ Leaders of the partnership should decide together who answers a first contact. This includes:
− reading each contact on the day it comes
− telling the sender what was decided
■ Vale Police need to share what they know of a home before a visit.

What needs to improve?

■ The recording of what children say, in all agencies.
■ Attendance of health staff at first meetings.

Strengths

■ Schools know whom to ask.

Main findings

Partners should meet more often. They know it.

Next steps

Harrowmere County Council is the principal authority and should prepare a written statement of proposed
action, in which all the partners named above answer this letter together.

The council should send the written statement of action to answers@ofsted.gov.uk by 14 June
2024. The next inspectors will read it.

Yours sincerely

National Director
"""

OLD = """21 September 2017

To all the heads of services in the area

Dear local partnership

Joint targeted area inspection of the multi-agency response to children living with neglect in East Marrow

Between 3 and 7 July 2017, inspectors of four inspectorates came to East Marrow.

Headline findings

Leaders work well together.

Key strengths

▪ Partners share one plan.

Case study: effective practice
A nurse saw that a child had lost weight and said so to the school on the same day.

Areas for improvement

▪ Thresholds for help are not understood in all agencies. Some children wait too long.
▪ Not all agencies should rely on letters; telephone calls are not always recorded.
▪ The probation service should tell social workers about a release before the day.

Case study: area for improvement
A child was seen by four services in a year, and none knew of the others.

Next steps

The director of children’s services should prepare a written statement of proposed action that answers this
letter. It should say who does what.

She should send the written statement of action to answers@ofsted.gov.uk
by 12 January 2018.

Yours sincerely
"""


def texts(document: ExtractedDocument) -> list[str]:
    return [finding.text for finding in document.findings]


def test_a_letter_to_several_partners_says_who_must_act() -> None:
    document = read_pasted(NEW)
    assert document.kind is SourceKind.JTAI_LETTER
    assert document.authority == "Harrowmere"
    assert document.title == "Joint targeted area inspection of Harrowmere"
    dates = document.published_on, document.visited_from, document.visited_to
    assert list(map(str, dates)) == ["2024-03-07", "2024-01-15", "2024-01-19"]
    assert texts(document) == [
        "Leaders of the partnership should decide together who answers a first contact. This includes:",
        "Vale Police need to share what they know of a home before a visit.",
        "The recording of what children say, in all agencies.",
        "Attendance of health staff at first meetings.",
    ]
    assert document.findings[0].sub_items == (
        "reading each contact on the day it comes",
        "telling the sender what was decided",
    )
    assert [finding.responsible for finding in document.findings] == [
        ("Leaders of the partnership",),
        ("Vale Police",),
        (),
        (),
    ]
    assert [finding.kind for finding in document.findings] == [
        *[FindingKind.PRIORITY_ACTION] * 2,
        *[FindingKind.AREA_FOR_IMPROVEMENT] * 2,
    ]
    assert document.warnings == ()
    assert document.statements == ()


@pytest.mark.parametrize(
    ("words", "responsible"),
    [
        ("The police should record each visit.", ("The police",)),
        ("Leaders of the LSCP should meet.", ("Leaders of the LSCP",)),
        (
            "All partners in the ‘front door’ and the teams should meet.",
            ("All partners in the ‘front door’ and the teams",),
        ),
        ("Across the partnership, leaders should meet.", ("Across the partnership, leaders",)),
        ("Harrow Vale NHS Trust needs to train its staff.", ("Harrow Vale NHS Trust",)),
        ("The quality of plans should be better.", ()),
        ("Not all agencies should write; some should call.", ()),
        ("Children should be seen.", ()),
        ("Plans that partners should share.", ()),
    ],
)
def test_an_item_names_who_must_act_or_nobody(words: str, responsible: tuple[str, ...]) -> None:
    letter = NEW.replace("Vale Police need to share what they know of a home before a visit.", words)
    assert read_pasted(letter).findings[1].responsible == responsible


def test_next_steps_are_one_duty_of_the_principal_authority() -> None:
    (duty,) = read_pasted(NEW).duties
    assert (duty.what, duty.to, str(duty.due_on)) == (
        "written statement of proposed action",
        "Ofsted",
        "2024-06-14",
    )
    assert duty.text.startswith("Harrowmere County Council is the principal authority")
    assert "by 14 June 2024" in duty.text
    assert duty.required


def test_the_days_are_found_behind_a_long_subject() -> None:
    document = read_pasted(
        NEW.replace(
            "This inspection took place",
            "This letter tells of the joint targeted area inspection of the response by several agencies to "
            "children who are hurt by violence outside their homes in Harrowmere, which took place",
        )
    )
    assert list(map(str, (document.visited_from, document.visited_to))) == ["2024-01-15", "2024-01-19"]


def test_the_form_of_2016_to_2020_is_read_too() -> None:
    document = read_pasted(OLD)
    assert document.authority == "East Marrow"
    assert list(map(str, (document.visited_from, document.visited_to))) == ["2017-07-03", "2017-07-07"]
    assert texts(document) == [
        "Thresholds for help are not understood in all agencies. Some children wait too long.",
        "Not all agencies should rely on letters; telephone calls are not always recorded.",
        "The probation service should tell social workers about a release before the day.",
    ]
    assert document.findings[2].responsible == ("The probation service",)
    (duty,) = document.duties
    assert (duty.what, str(duty.due_on)) == ("written statement of proposed action", "2018-01-12")


def test_bullets_after_a_case_study_are_asked_about() -> None:
    later = "Next steps\n\nThe director"
    document = read_pasted(OLD.replace(later, f"▪ Visits are late.\n\n{later}"))
    assert len(document.findings) == 3
    assert document.warnings == (
        "Bullets stand after “Case study: area for improvement”; "
        "check whether they belong to the list before it.",
    )
    assert read_pasted(OLD).warnings == ()


@pytest.mark.parametrize(
    ("subject", "authority"),
    [
        ("Joint targeted area inspection of Harrowmere", "Harrowmere"),
        ("Re: Joint targeted area inspection (JTAI) of Harrowmere", "Harrowmere"),
        ("Joint targeted area inspection of the London Borough of Marrow", "London Borough of Marrow"),
        (
            "Joint targeted area inspection of the multi-agency response to abuse and neglect in Marrow",
            "Marrow",
        ),
        (
            "Joint targeted area inspection of the multi-agency response to neglect at home in Harrow-on-Sea",
            "Harrow-on-Sea",
        ),
    ],
)
def test_the_area_stands_in_the_subject_line(subject: str, authority: str) -> None:
    letter = NEW.replace("Joint targeted area inspection of Harrowmere", subject)
    assert read_pasted(letter).authority == authority


@pytest.mark.parametrize(
    "heading",
    [
        "Area for priority action",
        "Areas for priority action(s)",
        "Priority actions",
        "Areas for priority action: Vale Police",
    ],
)
def test_headings_of_the_gravest_findings(heading: str) -> None:
    document = read_pasted(NEW.replace("Areas for priority action", heading))
    assert [f.kind for f in document.findings] == [
        *[FindingKind.PRIORITY_ACTION] * 2,
        *[FindingKind.AREA_FOR_IMPROVEMENT] * 2,
    ]
    assert document.findings[0].section == heading


def test_a_sentence_about_priority_actions_opens_no_list() -> None:
    prose = (
        "Areas for priority action identified in May and December 2019 regarding the police were dealt with."
    )
    document = read_pasted(NEW.replace("Partners should meet more often.", prose))
    assert len(document.findings) == 4


def test_without_priority_action_nothing_is_invented() -> None:
    start, end = NEW.index("Areas for priority"), NEW.index("What needs to improve?")
    document = read_pasted(NEW[:start] + NEW[end:])
    assert len(document.findings) == 2
    assert document.warnings == ()


def test_a_statement_is_due_without_a_printed_day() -> None:
    letter = NEW.replace(" by 14 June\n2024", "")
    (duty,) = read_pasted(letter).duties
    assert duty.due_on is None


def test_the_pdf_reads_like_its_text(make_pdf: Callable[..., Path]) -> None:
    markup = NEW.replace("@", "\\@")
    for heading in ("Headline findings", "Areas for priority action", "What needs to improve?", "Strengths"):
        markup = markup.replace(f"{heading}\n", f"*{heading}*\n")
    markup = markup.replace("\n■ ", "\n\n#item[■]Q").replace("\n− ", "\n\n#item(at: 36pt)[−]Q")
    lines = [f"{line.replace('Q', '[', 1)}]" if "#item" in line else line for line in markup.split("\n")]
    document = read_document(make_pdf("\n".join(lines)))
    pasted = read_pasted(NEW)
    assert texts(document) == texts(pasted)
    assert [f.sub_items for f in document.findings] == [f.sub_items for f in pasted.findings]
    assert [f.responsible for f in document.findings] == [f.responsible for f in pasted.findings]
    assert {finding.page for finding in document.findings} == {1}
