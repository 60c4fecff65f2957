from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.importing.documents import read_document, read_pasted
from tracker.importing.extracted import ExtractedDocument

COVER = """Inspection of looked after children services

Harrowmere Metropolitan Borough Council

Inspection dates: 3 – 7 June 2013
Reporting inspector: Edda Farrow HMI
Age group: All
Published: 12 July 2013
"""
ACTION = (
    "In order to improve the quality of services for looked after children in Harrowmere, the council "
    "should take the following action."
)


def report(text: str) -> ExtractedDocument:
    return read_pasted(
        f"{COVER}\nAreas for improvement\n\n{text}\n\nOutcomes for looked after children\n\n29. Good."
    )


def told(document: ExtractedDocument) -> list[tuple[str | None, str]]:
    return [(finding.timescale, finding.text) for finding in document.findings]


def test_each_item_carries_the_time_limit_over_it() -> None:
    document = report(
        f"28. {ACTION}\n\nImmediately:\n\n• Write a plan for each child\n\n• See the backlog off\n\n"
        "Within three months:\n\n• Agree the figures to watch\n\nWithin six months:\n\n• Widen the group"
    )
    assert told(document) == [
        ("Immediately", "Write a plan for each child"),
        ("Immediately", "See the backlog off"),
        ("Within three months", "Agree the figures to watch"),
        ("Within six months", "Widen the group"),
    ]
    assert {(finding.kind, finding.lead_in) for finding in document.findings} == {
        ("area_for_improvement", ACTION)
    }
    assert document.statements == ()
    assert document.warnings == ()


def test_the_cover_gives_authority_and_dates() -> None:
    document = report("• Plans.")
    assert document.kind == "looked_after_children_inspection_report"
    assert document.authority == "Harrowmere Metropolitan Borough Council"
    assert str(document.published_on) == "2013-07-12"
    assert (str(document.visited_from), str(document.visited_to)) == ("2013-06-03", "2013-06-07")


@pytest.mark.parametrize(
    "limit",
    [
        "Immediately",
        "With immediate effect:",
        "Within 3 months:",
        "Within three months of the publication of this report:",
        "Within the next six months:",
        "Within 20 working days:",
        "By the end of March 2014:",
    ],
)
def test_each_form_of_a_time_limit_is_read(limit: str) -> None:
    document = report(f"{ACTION}\n\n{limit}\n\n• Agree the figures to watch")
    assert told(document) == [(limit.rstrip(":"), "Agree the figures to watch")]
    assert document.findings[0].lead_in == ACTION


def test_items_without_bullets_have_their_time_limits_too() -> None:
    document = report(f"{ACTION}\n\nImmediately:\n\nWrite plans\n\nWithin six months:\n\nWiden the group")
    assert told(document) == [("Immediately", "Write plans"), ("Within six months", "Widen the group")]


def test_numbered_prose_before_the_list_is_shown_and_not_taken() -> None:
    document = report(
        f"27. Leaders agree with this.\n\n28. {ACTION}\n\nImmediately:\n\n• Write plans\n\n"
        "Within six months:\n\n• Widen the group"
    )
    assert told(document) == [("Immediately", "Write plans"), ("Within six months", "Widen the group")]
    assert document.statements == ("Leaders agree with this.",)


def test_numbered_items_stay_items_when_none_of_them_announces_a_list() -> None:
    document = report("1. Write plans.\n\n2. Widen the group, which has:\n\n• children\n\n• carers.")
    assert [(f.reference, f.sub_items) for f in document.findings] == [
        ("1", ()),
        ("2", ("children", "carers.")),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Inspection of local authority arrangements for looked after children",
        "Inspection of safeguarding and looked after children services",
        "Inspection of local authority arrangements for the protection of children",
    ],
)
def test_the_sisters_of_the_report_are_read_alike(title: str) -> None:
    document = read_pasted(
        f"{title}\n\nHarrowmere\n\nAreas for improvement\n\n20. {ACTION}\n\nImmediately:\n\n• Write plans\n\n"
        "Safeguarding outcomes for children and young people\n\n• None."
    )
    assert (document.title, document.authority) == (title, "Harrowmere")
    assert told(document) == [("Immediately", "Write plans")]


def test_a_printed_report_with_bullets_at_another_indent_on_each_page(make_pdf: Callable[..., Path]) -> None:
    small = (
        "#text(9pt)[Inspection dates: #h(40pt) 3 – 7 June 2013 #linebreak() Published: #h(40pt) 12 July 2013]"
    )
    document = read_document(
        make_pdf(
            "#text(26pt)[Inspection of looked after children services]\n\n"
            f"#text(18pt)[Harrowmere Metropolitan Borough Council]\n\nFor the public.\n\n#v(1fr)\n{small}\n\n"
            f"#pagebreak()\n\n#text(14pt)[*Areas for improvement*]\n\n#item(at: 0pt)[28.][{ACTION}]\n\n"
            "#pad(left: 20pt)[*Immediately:*]\n\n#item(at: 20pt)[▪][Write a plan for each child]\n\n"
            "#pagebreak()\n\n#pad(left: 20pt)[*Within three months:*]\n\n"
            "#item(at: 30pt)[▪][Agree the figures to watch]\n\n#item(at: 30pt)[▪][Widen the group]\n\n"
            "#text(18pt)[*Outcomes for looked after children*]\n\nThey are adequate."
        )
    )
    assert [(f.timescale, f.text, f.sub_items, f.page) for f in document.findings] == [
        ("Immediately", "Write a plan for each child", (), 2),
        ("Within three months", "Agree the figures to watch", (), 3),
        ("Within three months", "Widen the group", (), 3),
    ]
    assert (str(document.published_on), str(document.visited_to)) == ("2013-07-12", "2013-06-07")
