"""Letters of the area SEND inspections of 2016 to 2022 and what they required: our own writing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.domain.codes import FindingKind, SourceKind
from tracker.importing.documents import read_document, read_pasted
from tracker.importing.extracted import ExtractedDocument

LEAD = (
    "The local area is required to submit a written statement of action to Ofsted, which says what it will "
    "do about the following areas of significant weakness:"
)
LETTER = f"""12 November 2019

Director of Children’s Services
Harrowmere County Council

Dear Director

Joint local area SEND inspection in Harrowmere

Between 16 September 2019 and 20 September 2019, inspectors came to Harrowmere to see how
well it does what the law asks.

The Chief Inspector has determined that a written statement of action is required, for there are significant
areas of weakness. She has also determined that the local authority and the area’s clinical commissioning
group are jointly responsible for submitting it.

Main findings

■ Leaders know their area.

The effectiveness of the local area in identifying children’s needs

Strengths

■ Health visitors see children early.

Areas for improvement

■ Schools do not know whom to ask.
■ Parents wait for answers.

The effectiveness of the local area in meeting needs

Strengths

■ Schools work together.

Areas for development

■ Plans are late. They do not say who does what.

The inspection raises significant concerns about how the area works.

{LEAD}

■ the time children wait for an assessment
■ plans that do not say what health services will do
■ the lack of a shared plan for money

Yours sincerely
"""


def by_kind(document: ExtractedDocument, kind: FindingKind) -> list[str]:
    return [finding.text for finding in document.findings if finding.kind is kind]


def test_weaknesses_are_priority_actions_of_the_bodies_that_must_answer() -> None:
    document = read_pasted(LETTER)
    assert document.kind is SourceKind.AREA_SEND_LETTER_2016_2022
    assert document.authority == "Harrowmere"
    dates = document.published_on, document.visited_from, document.visited_to
    assert list(map(str, dates)) == ["2019-11-12", "2019-09-16", "2019-09-20"]
    assert by_kind(document, FindingKind.PRIORITY_ACTION) == [
        "the time children wait for an assessment",
        "plans that do not say what health services will do",
        "the lack of a shared plan for money",
    ]
    grave = [finding for finding in document.findings if finding.kind is FindingKind.PRIORITY_ACTION]
    assert {finding.responsible for finding in grave} == {
        ("the local authority and the area’s clinical commissioning group",)
    }
    assert {finding.lead_in for finding in grave} == {LEAD}
    assert {finding.section for finding in grave} == {"areas of significant weakness"}
    assert document.warnings == ()


def test_areas_for_improvement_stand_under_each_question() -> None:
    assert by_kind(read_pasted(LETTER), FindingKind.AREA_FOR_IMPROVEMENT) == [
        "Schools do not know whom to ask.",
        "Parents wait for answers.",
        "Plans are late. They do not say who does what.",
    ]


def test_the_written_statement_is_a_duty() -> None:
    (duty,) = read_pasted(LETTER).duties
    assert (duty.what, duty.to, duty.due_on, duty.required) == (
        "written statement of action",
        "Ofsted",
        None,
        True,
    )


def test_items_that_run_on_behind_dashes_are_parted_with_a_warning() -> None:
    document = read_pasted(
        f"""A notice about our area

{LEAD}
- the time children wait for
an assessment - plans that do not say what health services will do - the lack of a well-known
plan – one for all – for money"""
    )
    assert by_kind(document, FindingKind.PRIORITY_ACTION) == [
        "the time children wait for an assessment",
        "plans that do not say what health services will do",
        "the lack of a well-known plan – one for all – for money",
    ]
    assert all("Parted at a dash" in finding.warnings[-1] for finding in document.findings)


def test_weaknesses_without_bullets_are_read_to_the_closing() -> None:
    document = read_pasted(LETTER.replace("■ the ", "the ").replace("■ plans", "plans"))
    assert len(by_kind(document, FindingKind.PRIORITY_ACTION)) == 3


def test_a_letter_that_requires_no_statement_has_its_areas_for_improvement_only() -> None:
    start, end = LETTER.index("The Chief Inspector"), LETTER.index("Main findings")
    cut = LETTER[:start] + LETTER[end : LETTER.index("The inspection raises")] + "Yours sincerely\n"
    document = read_pasted(cut)
    assert by_kind(document, FindingKind.PRIORITY_ACTION) == []
    assert len(document.findings) == 3
    assert document.duties == ()


REVISIT = """9 May 2022

Dear Director

Joint area SEND revisit in Harrowmere

Between 14 and 16 March 2022, inspectors revisited the area of Harrowmere. They asked what had been
done about the areas of significant weakness in the written statement of action of 2020.

The area has made sufficient progress in addressing two of the three weaknesses.

The initial inspection found that children waited too long for an assessment.

Waiting times are short now. The area has made sufficient progress in addressing this weakness.

The initial inspection found that there was no shared plan for money.

There is none yet. The area has not made sufficient progress in addressing this area of weakness.

Yours sincerely
"""


def test_a_revisit_sets_nothing_new_and_shows_what_it_says_of_each_weakness() -> None:
    document = read_pasted(REVISIT)
    assert document.kind is SourceKind.AREA_SEND_LETTER_2016_2022
    assert document.authority == "Harrowmere"
    assert document.findings == ()
    assert any("not made sufficient progress" in statement for statement in document.statements)
    assert sum("initial inspection found" in statement for statement in document.statements) == 2
    assert any("revisit" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    "subject",
    [
        "Joint area SEND inspection in Harrowmere",
        "Joint local area special educational needs and/or disabilities inspection in Harrowmere",
        "Joint local area SEND inspection of Harrowmere",
    ],
)
def test_the_area_stands_in_the_subject_line(subject: str) -> None:
    document = read_pasted(LETTER.replace("Joint local area SEND inspection in Harrowmere", subject))
    assert document.authority == "Harrowmere"
    assert document.title == subject


def test_the_pdf_reads_like_its_text(make_pdf: Callable[..., Path]) -> None:
    lines = [f"\n#item[■][{line[2:]}]\n" if line.startswith("■") else line for line in LETTER.split("\n")]
    markup = "\n".join(lines)
    for heading in ("Main findings", "Strengths", "Areas for improvement", "Areas for development"):
        markup = markup.replace(f"{heading}\n", f"*{heading}*\n")
    document = read_document(make_pdf(markup))
    pasted = read_pasted(LETTER)
    assert [(f.kind, f.text) for f in document.findings] == [(f.kind, f.text) for f in pasted.findings]
