import pytest

from tracker.importing.documents import read_pasted

LETTER = """{date}

Dear Director

{subject}

This letter summarises the findings of the monitoring visit to Harrowmere children’s services on 7 and 8 June
2022. This was the first monitoring visit since the local authority was judged inadequate in December 2021.

{areas}

Headline findings

• Leaders have made a start.

Findings and evaluation of progress

• Thresholds are clearer. Areas for improvement are known.

I am copying this letter to the Department for Education.

Yours sincerely
"""
SUBJECT = "Monitoring visit to Harrowmere local authority children’s services"


def letter(areas: str, subject: str = SUBJECT) -> str:
    return LETTER.format(date="4 July 2022", subject=subject, areas=areas)


def test_the_areas_covered_are_shown_and_are_no_findings() -> None:
    document = read_pasted(
        letter(
            "Areas covered by the visit\n\nInspectors reviewed the progress made in the following areas:\n\n"
            "• the quality of plans\n\n• visits to babies."
        )
    )
    assert document.kind == "monitoring_visit_letter"
    assert document.findings == ()
    assert document.statements == (
        "Inspectors reviewed the progress made in the following areas:",
        "the quality of plans",
        "visits to babies.",
    )
    assert document.warnings == ()


def test_dates_and_authority_are_read() -> None:
    document = read_pasted(letter("Areas covered by the visit\n\nThe front door."))
    assert (document.title, document.authority) == (SUBJECT, "Harrowmere")
    assert str(document.published_on) == "2022-07-04"
    assert (str(document.visited_from), str(document.visited_to)) == ("2022-06-07", "2022-06-08")


@pytest.mark.parametrize(
    "subject",
    [
        "Monitoring visit of Harrowmere local authority children’s services",
        "First monitoring visit to Harrowmere children's services",
        "Re: Ofsted monitoring visit to Harrowmere children’s services",
        "Dear colleague",
    ],
)
def test_the_authority_comes_from_the_subject_or_the_first_sentence(subject: str) -> None:
    document = read_pasted(letter("Areas covered by the visit\n\nThe front door.", subject))
    assert (document.kind, document.authority) == ("monitoring_visit_letter", "Harrowmere")


def test_a_new_priority_action_of_a_visit_is_a_finding() -> None:
    document = read_pasted(
        letter(
            "Area covered by this visit\n\nThe front door.\n\nArea for priority action\n\n• See each child."
        )
    )
    assert [(str(f.kind), f.text) for f in document.findings] == [("priority_action", "See each child.")]
    assert document.statements == ("The front door.",)


def test_a_letter_that_names_no_areas_has_nothing_to_warn_of() -> None:
    document = read_pasted(letter("The visit looked at the front door."))
    assert (document.findings, document.statements, document.warnings) == ((), (), ())
