import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importing.documents import read_document, read_pasted
from tracker.importing.extracted import ExtractedDocument

COVER = """Inspection of Harrowmere local authority children’s services

Inspection dates: 4 to 15 March 2024

Lead inspector: Edda Farrow, His Majesty’s Inspector

Judgement
Grade
The impact of leaders on social work practice with children and families
Good
The experiences and progress of children who need help and protection
Requires improvement to be good
Overall effectiveness
Good

Since the last inspection, leaders have made steady progress. Some plans are late.
"""
BODY = """The experiences and progress of children who need help and protection: inadequate

1. Families find help early. Thresholds are known.

2. Visits are mostly on time.

The impact of leaders on social work practice with children and families: good

3. Leaders know their services well. Areas for improvement are followed up.
"""


def report(sections: str) -> ExtractedDocument:
    return read_pasted(f"{COVER}\n{sections}\n\n{BODY}")


def texts(document: ExtractedDocument) -> list[str]:
    return [finding.text for finding in document.findings]


def test_a_report_gives_its_list_and_nothing_of_judgements_or_body() -> None:
    document = report("What needs to improve?\n\n• The timeliness of plans.\n\n• Visits to children.")
    assert document.kind == "ilacs_report"
    assert texts(document) == ["The timeliness of plans.", "Visits to children."]
    assert {(finding.kind, finding.section) for finding in document.findings} == {
        ("area_for_improvement", "What needs to improve?")
    }
    assert document.statements == ()
    assert document.duties == ()


def test_a_report_says_when_whom_and_asks_for_the_date_that_it_does_not_print() -> None:
    document = report("What needs to improve?\n\n• Plans.")
    assert document.title == "Inspection of Harrowmere local authority children’s services"
    assert document.authority == "Harrowmere"
    assert (str(document.visited_from), str(document.visited_to)) == ("2024-03-04", "2024-03-15")
    assert document.published_on is None
    assert document.warnings == ("The report's date was not found; enter it.",)


@pytest.mark.parametrize(
    ("cover", "authority"),
    [
        (
            "Harrowmere County Council\n\nInspection of children’s social care services",
            "Harrowmere County Council",
        ),
        ("Harrowmere\nRe-inspection of children's social care services", "Harrowmere"),
        ("Inspection of children’s social care services\n\nHarrowmere", "Harrowmere"),
        ("Inspection of the Royal Borough of Harrowmere children’s services", "Royal Borough of Harrowmere"),
        ("Inspection of Harrowmere Council children's services", "Harrowmere Council"),
        ("Harrowmere Council inspection of children's social care services", "Harrowmere Council"),
    ],
)
def test_the_authority_stands_in_the_title_or_beside_it(cover: str, authority: str) -> None:
    document = read_pasted(
        f"{cover}\n\nInspection dates: 4 March 2019 to 15 March 2019\n\nLead inspector: Edda Farrow\n\n"
        "What needs to improve\n\n• Plans."
    )
    assert (document.kind, document.authority) == ("ilacs_report", authority)
    assert texts(document) == ["Plans."]
    assert str(document.visited_to) == "2019-03-15"


@pytest.mark.parametrize(
    "ender",
    [
        "The experiences and progress of children in care: good",
        "The experiences and progress of care leavers is outstanding",
        "The experience and progress of children in care",
        "The impact of leaders on social work practice with children and families: inadequate",
        "Children who need help and protection",
    ],
)
def test_the_list_ends_at_the_first_judgement(ender: str) -> None:
    document = report(f"What needs to improve\n\n• Plans.\n\n{ender}\n\n• No finding.")
    assert texts(document) == ["Plans."]
    assert document.statements == ()


def test_priority_actions_of_a_report_come_before_its_improvements() -> None:
    document = report("Areas for priority action\n\n• See each child.\n\nWhat needs to improve?\n\n• Plans.")
    assert [finding.kind for finding in document.findings] == ["priority_action", "area_for_improvement"]


def test_a_report_without_a_list_says_so() -> None:
    assert "The report has no section of what needs to improve." in report("All is well.").warnings


def test_an_unknown_heading_in_bold_ends_the_list_and_is_doubted(make_pdf: Callable[..., Path]) -> None:
    document = read_document(
        make_pdf(
            "Inspection of Harrowmere local authority children’s services\n\n*What needs to improve?*\n\n"
            "#item[◼][The timeliness of plans.]\n\n*Something else altogether*\n\n#item[◼][Visits.]"
        )
    )
    assert texts(document) == ["The timeliness of plans."]
    assert "“Something else altogether” was taken to end the list" in document.warnings[-1]


FOOT = (
    "footer: context [#set text(size: 9pt);Inspection of Harrowmere local authority children’s services "
    "#linebreak() 4 to 15 March 2024 #h(1fr) #counter(page).display()]"
)


def test_a_printed_report_is_read_over_its_page_breaks(make_pdf: Callable[..., Path]) -> None:
    filler = "\n\n".join(["Leaders have a clear view of what must be done and by whom. " * 6] * 4)
    items = [
        f"The {word} of plans for children, so that each of them knows what happens next and who sees to it."
        for word in ("quality", "timeliness", "clarity", "use", "review", "sharing", "recording", "checking")
    ]
    table = (
        "#table(columns: 2, [*Judgement*], [*Grade*], [The experiences and progress of care leavers], [Good])"
    )
    body = (
        "#text(size: 26pt)[Inspection of Harrowmere local authority children’s services]\n\n"
        f"Inspection dates: 4 to 15 March 2024\n\n{table}\n\n{filler}\n\n"
        "#text(14pt)[*What needs to improve?*1]\n\n"
        + "\n\n".join(f"#item[◼][{item}]" for item in items)
        + "\n\n#text(14pt)[*The experiences and progress of children who need help and protection: good*]\n\n"
        + "\n\n".join(f"#item[{n}.][{filler[:200]}]" for n in range(1, 30))
    )
    document = read_document(make_pdf(body, page=FOOT))
    assert texts(document) == items
    pages = [finding.page for finding in document.findings]
    assert pages[0] != pages[-1]
    assert document.authority == "Harrowmere"
    assert document.statements == ()


def test_running_heads_in_text_copied_without_page_marks_are_left_out() -> None:
    head = "Inspection of Harrowmere local authority children’s services\n4 to 15 March 2024"
    document = read_pasted(
        f"{COVER}\n{head} 2\nWhat needs to improve?\n• The timeliness of plans.\n• Visits to\n{head} 3\n"
        f"children in need.\n\n{BODY}\n{head} 4\nMore."
    )
    assert texts(document) == ["The timeliness of plans.", "Visits to children in need."]
    assert document.statements == ()


WORDS = st.sampled_from(
    ["children", "plans", "visits", "so that", "managers", "the", "(and)", "of", "timely,"]
)
ITEMS = st.lists(WORDS, min_size=2, max_size=40).map(" ".join).map(lambda item: f"The {item} today.")


@given(
    items=st.lists(ITEMS, min_size=1, max_size=5),
    width=st.sampled_from([60, 90, 10_000]),
    marker=st.sampled_from(["◼", "•", "\uf06e"]),
)
def test_any_list_of_a_report_is_read_word_for_word(items: list[str], width: int, marker: str) -> None:
    printed = "\n\n".join(textwrap.fill(f"{marker} {item}", width, break_on_hyphens=False) for item in items)
    assert texts(report(f"What needs to improve?\n\n{printed}")) == items
